/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-disk.h"
#include "sim-loop.h"
#include "sim-report.h"

struct _SimJournal {
  GObject parent_instance;

  SimDisk *disk;    /* NULL: this start of the register is over */
  GQueue   pending; /* GTask, its data is a GPtrArray of TrivetFact */
  gint64   delay_us;
  gint64   full_until_us;
};

static void journal_init (TrivetJournalInterface *iface);
static void repository_init (TrivetRepositoryInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SimJournal, sim_journal, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_JOURNAL, journal_init) G_IMPLEMENT_INTERFACE (TRIVET_TYPE_REPOSITORY, repository_init))

static void
sim_journal_finalize (GObject *object)
{
  SimJournal *self = SIM_JOURNAL (object);

  g_queue_clear_full (&self->pending, g_object_unref);

  G_OBJECT_CLASS (sim_journal_parent_class)->finalize (object);
}

static void
sim_journal_class_init (SimJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sim_journal_finalize;
}

static void
sim_journal_init (SimJournal *self)
{
  g_queue_init (&self->pending);
}

SimJournal *
sim_journal_new (SimDisk *disk)
{
  SimJournal *self = g_object_new (SIM_TYPE_JOURNAL, NULL);

  self->disk = disk;
  return self;
}

void
sim_journal_set_delay (SimJournal *self,
                       gint64      ms)
{
  self->delay_us = ms * 1000;
}

void
sim_journal_set_full (SimJournal *self,
                      gint64      ms)
{
  self->full_until_us = sim_loop_get_us () + ms * 1000;
}

void
sim_journal_heal (SimJournal *self)
{
  self->delay_us = 0;
  self->full_until_us = 0;
}

guint
sim_journal_get_n_pending (SimJournal *self)
{
  return g_queue_get_length (&self->pending);
}

/* Power is cut: only the first @n_durable appends that wait still reach the disk, and nobody
 * learns which. */
void
sim_journal_die (SimJournal *self,
                 guint       n_durable)
{
  GTask *task;

  while ((task = g_queue_pop_head (&self->pending)) != NULL) {
    if (n_durable > 0) {
      n_durable--;
      sim_disk_store (self->disk, g_task_get_task_data (task), NULL);
    }
    g_task_return_new_error (task, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FAILED, "The power was cut");
    g_object_unref (task);
  }
  self->disk = NULL;
}

static void
write_next (SimJournal *self)
{
  g_autoptr (GTask) task = g_queue_pop_head (&self->pending);
  GError *error = NULL;

  if (task == NULL)
    return;
  if (sim_loop_get_us () < self->full_until_us) {
    g_task_return_new_error (task, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FULL, "The disk is full");
  } else if (sim_disk_store (self->disk, g_task_get_task_data (task), &error)) {
    g_task_return_boolean (task, TRUE);
    trivet_journal_emit_committed (TRIVET_JOURNAL (self), g_task_get_task_data (task));
  } else {
    g_task_return_error (task, error);
  }
}

static void
on_disk_ready (gpointer a,
               gpointer b)
{
  g_autoptr (SimJournal) self = a;

  write_next (self);
}

static gboolean
on_disk_due (gpointer user_data)
{
  write_next (user_data);

  return G_SOURCE_REMOVE;
}

/* What an engine asks for must be right when it asks, not only once it is stored: a second charge
 * beside one in doubt, or more than is due (design.md 4.4). A shown code may be paid beside it. */
static void
check_start (SimJournal *self,
             TrivetFact *fact)
{
  JsonObject *body = trivet_fact_get_body (fact);
  SimOrder   *order = g_hash_table_lookup (self->disk->orders, trivet_fact_get_subject (fact));
  gint64      amount_minor = json_object_get_int_member (body, "amount_minor");

  if (g_str_equal (trivet_json_get_string_or (body, "kind", "scan"), "show"))
    return;
  if (trivet_order_has_blocking_doubt (order->order))
    sim_fail ("second-charge: order %s is charged while a payment is in doubt", order->order->order_id);
  if (trivet_order_get_net_paid_minor (order->order) + trivet_order_get_open_minor (order->order) +
        trivet_order_get_in_doubt_minor (order->order) + amount_minor >
      order->total_minor)
    sim_fail ("over-asked: order %s is asked for more than it owes", order->order->order_id);
}

static void
append_async (TrivetJournal      *journal,
              GPtrArray          *facts,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  SimJournal *self = SIM_JOURNAL (journal);
  GTask      *task = g_task_new (self, NULL, callback, user_data);

  if (self->disk == NULL) {
    g_task_return_new_error (task, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FAILED, "The power was cut");
    g_object_unref (task);
    return;
  }
  if (trivet_fact_get_fact_type (g_ptr_array_index (facts, 0)) == TRIVET_FACT_PAYMENT_STARTED)
    check_start (self, g_ptr_array_index (facts, 0));
  g_task_set_task_data (task, g_ptr_array_ref (facts), (GDestroyNotify) g_ptr_array_unref);
  g_queue_push_tail (&self->pending, task);
  if (self->delay_us == 0)
    sim_loop_push (on_disk_ready, g_object_ref (self), NULL);
  else
    sim_loop_add (self->delay_us, on_disk_due, g_object_ref (self), g_object_unref);
}

static gboolean
append_finish (TrivetJournal *journal,
               GAsyncResult  *result,
               GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
journal_init (TrivetJournalInterface *iface)
{
  iface->append_async = append_async;
  iface->append_finish = append_finish;
}

static void
load_facts_async (TrivetRepository   *repository,
                  const char         *subject,
                  GCancellable       *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer            user_data)
{
  SimJournal *self = SIM_JOURNAL (repository);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  SimOrder  *order = self->disk != NULL ? g_hash_table_lookup (self->disk->orders, subject) : NULL;
  GPtrArray *facts;

  if (order == NULL) {
    g_task_return_new_error (task, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_NOT_FOUND, "No such order");
    return;
  }
  /* Facts never change, so the very same ones are given; a thorough world restores them from their
   * text at the end. */
  facts = g_ptr_array_new_full (order->facts->len, (GDestroyNotify) trivet_fact_unref);
  for (guint i = 0; i < order->facts->len; i++)
    g_ptr_array_add (facts, trivet_fact_ref (g_ptr_array_index (order->facts, i)));
  g_task_return_pointer (task, facts, (GDestroyNotify) g_ptr_array_unref);
}

/* The engine reads orders, nothing else; starts use sim_disk_list_unsettled(). */
static void
repository_init (TrivetRepositoryInterface *iface)
{
  iface->load_facts_async = load_facts_async;
}
