/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "trivet-memory-journal-private.h"

#include "trivet-day-left.h"

/* The writing half; the lists that screens read are in trivet-memory-journal-lists.c. */

struct _TrivetMemoryJournal {
  GObject parent_instance;

  TrivetClock     *clock;
  guint            delay_ms;
  guint            n_failures;
  TrivetStoreError failure;

  GPtrArray  *facts;      /* TrivetFact, durable */
  GHashTable *by_subject; /* subject → GPtrArray of TrivetFact (unowned) */
  GHashTable *orders;     /* subject → TrivetOrder, of subjects that are orders */
  GPtrArray  *subjects;   /* subject, as they came */
  GQueue      pending;    /* GTask, its data is a GPtrArray of TrivetFact */
  guint       n_appends;
};

static void trivet_memory_journal_journal_init (TrivetJournalInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetMemoryJournal,
                               trivet_memory_journal,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRIVET_TYPE_JOURNAL,
                                                      trivet_memory_journal_journal_init)
                                 G_IMPLEMENT_INTERFACE (TRIVET_TYPE_REPOSITORY,
                                                        _trivet_memory_journal_repository_init))

static void
trivet_memory_journal_finalize (GObject *object)
{
  TrivetMemoryJournal *self = TRIVET_MEMORY_JOURNAL (object);

  g_queue_clear_full (&self->pending, g_object_unref);
  g_hash_table_unref (self->by_subject);
  g_hash_table_unref (self->orders);
  g_ptr_array_unref (self->subjects);
  g_ptr_array_unref (self->facts);
  g_object_unref (self->clock);

  G_OBJECT_CLASS (trivet_memory_journal_parent_class)->finalize (object);
}

static void
trivet_memory_journal_class_init (TrivetMemoryJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_memory_journal_finalize;
}

static void
trivet_memory_journal_init (TrivetMemoryJournal *self)
{
  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  self->subjects = g_ptr_array_new_with_free_func (g_free);
  self->by_subject = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) g_ptr_array_unref);
  self->orders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) trivet_order_unref);
  g_queue_init (&self->pending);
}

static void
store_fact (TrivetMemoryJournal *self,
            TrivetFact          *fact)
{
  const char *subject = trivet_fact_get_subject (fact);
  GPtrArray  *siblings = g_hash_table_lookup (self->by_subject, subject);

  if (siblings == NULL) {
    siblings = g_ptr_array_new ();
    g_hash_table_insert (self->by_subject, g_strdup (subject), siblings);
    g_ptr_array_add (self->subjects, g_strdup (subject));
  }
  g_ptr_array_add (siblings, fact);
  g_ptr_array_add (self->facts, trivet_fact_ref (fact));
  trivet_fact_set_sequence (fact, self->facts->len);
}

/* Whether a fact is one of those that make an order, and not the menu, the store or a bill. */
gboolean
_trivet_memory_journal_is_about_order (const TrivetFact *fact)
{
  TrivetFactType type = trivet_fact_get_fact_type (fact);

  return type >= TRIVET_FACT_ORDER_OPENED && type < TRIVET_FACT_BILL_STORED &&
         !g_str_has_prefix (trivet_fact_get_subject ((TrivetFact *) fact), TRIVET_REPORT_SUBJECT_PREFIX);
}

/* An order's state after @fact, in @changed so that a refused batch changes nothing. */
static gboolean
fold_fact (TrivetMemoryJournal *self,
           GHashTable          *changed,
           TrivetFact          *fact,
           GError             **error)
{
  const char  *subject = trivet_fact_get_subject (fact);
  TrivetOrder *order = g_hash_table_lookup (changed, subject);
  TrivetOrder *durable;

  if (order == NULL) {
    durable = g_hash_table_lookup (self->orders, subject);
    if (durable != NULL)
      order = trivet_order_copy (durable);
    else if (_trivet_memory_journal_is_about_order (fact))
      order = trivet_order_new (subject);
    else
      return TRUE;
    g_hash_table_insert (changed, g_strdup (subject), order);
  }

  return trivet_order_apply (order, fact, error);
}

static gboolean
store_batch (TrivetMemoryJournal *self,
             GPtrArray           *facts,
             GError             **error)
{
  g_autoptr (GHashTable) changed = NULL;
  GHashTableIter iter;
  gpointer       key, value;

  if (!_trivet_memory_journal_check_drawers (self, facts, error))
    return FALSE;
  changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                   (GDestroyNotify) trivet_order_unref);
  for (guint i = 0; i < facts->len; i++) {
    if (!fold_fact (self, changed, g_ptr_array_index (facts, i), error))
      return FALSE;
  }

  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (self->orders, g_strdup (key), trivet_order_ref (value));
  for (guint i = 0; i < facts->len; i++)
    store_fact (self, g_ptr_array_index (facts, i));

  return TRUE;
}

static gboolean
on_disk_done (gpointer user_data)
{
  TrivetMemoryJournal *self = user_data;
  g_autoptr (GTask) task = g_queue_pop_head (&self->pending);
  g_autoptr (GError) error = NULL;

  /* A crash took it away meanwhile. */
  if (task == NULL)
    return G_SOURCE_REMOVE;

  if (self->n_failures > 0) {
    self->n_failures--;
    g_set_error (&error, TRIVET_STORE_ERROR, self->failure, "The test's disk refuses");
  } else if (store_batch (self, g_task_get_task_data (task), &error)) {
    trivet_journal_emit_committed (TRIVET_JOURNAL (self), g_task_get_task_data (task));
    g_task_return_boolean (task, TRUE);
    return G_SOURCE_REMOVE;
  }

  g_task_return_error (task, g_steal_pointer (&error));
  return G_SOURCE_REMOVE;
}

static void
trivet_memory_journal_append_async (TrivetJournal      *journal,
                                    GPtrArray          *facts,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  TrivetMemoryJournal *self = TRIVET_MEMORY_JOURNAL (journal);
  GTask               *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_task_data (task, g_ptr_array_ref (facts), (GDestroyNotify) g_ptr_array_unref);
  self->n_appends++;
  g_queue_push_tail (&self->pending, task);
  if (self->delay_ms == 0)
    g_idle_add_full (G_PRIORITY_DEFAULT, on_disk_done, g_object_ref (self), g_object_unref);
  else
    trivet_clock_add_timeout (self->clock, self->delay_ms, on_disk_done, g_object_ref (self),
                              g_object_unref);
}

static gboolean
trivet_memory_journal_append_finish (TrivetJournal *journal,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
trivet_memory_journal_journal_init (TrivetJournalInterface *iface)
{
  iface->append_async = trivet_memory_journal_append_async;
  iface->append_finish = trivet_memory_journal_append_finish;
}

/**
 * trivet_memory_journal_new:
 * @clock: for delays
 *
 * Returns: (transfer full): an empty journal on a perfect disk
 */
TrivetMemoryJournal *
trivet_memory_journal_new (TrivetClock *clock)
{
  TrivetMemoryJournal *self = g_object_new (TRIVET_TYPE_MEMORY_JOURNAL, NULL);

  self->clock = g_object_ref (clock);
  return self;
}

/**
 * trivet_memory_journal_fail_next:
 * @self: a journal
 * @n: how many appends; %G_MAXUINT for all, 0 heals the disk
 * @code: with which error, such as %TRIVET_STORE_ERROR_FULL
 */
void
trivet_memory_journal_fail_next (TrivetMemoryJournal *self,
                                 guint                n,
                                 TrivetStoreError     code)
{
  self->n_failures = n;
  self->failure = code;
}

/**
 * trivet_memory_journal_set_delay_ms:
 * @self: a journal
 * @delay_ms: how long the disk takes for each append from now on
 */
void
trivet_memory_journal_set_delay_ms (TrivetMemoryJournal *self,
                                    guint                delay_ms)
{
  self->delay_ms = delay_ms;
}

/**
 * trivet_memory_journal_crash:
 * @self: a journal
 * @n_durable: how many of the waiting appends still reach the disk
 *
 * Power is cut: the other waiting appends are lost. Nobody learns which: the program that waits
 * is dead, so stop it first; its callbacks get an error all the same, so that they can clean up.
 */
void
trivet_memory_journal_crash (TrivetMemoryJournal *self,
                             guint                n_durable)
{
  GTask *task;

  while ((task = g_queue_pop_head (&self->pending)) != NULL) {
    if (n_durable > 0) {
      n_durable--;
      store_batch (self, g_task_get_task_data (task), NULL);
    }
    g_task_return_new_error (task, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FAILED,
                             "The test cut the power");
    g_object_unref (task);
  }
}

/**
 * trivet_memory_journal_get_n_facts:
 * @self: a journal
 *
 * Returns: how many facts are durable
 */
guint
trivet_memory_journal_get_n_facts (TrivetMemoryJournal *self)
{
  return self->facts->len;
}

/**
 * trivet_memory_journal_get_n_appends:
 * @self: a journal
 *
 * Returns: how often the disk was asked to write
 */
guint
trivet_memory_journal_get_n_appends (TrivetMemoryJournal *self)
{
  return self->n_appends;
}

/**
 * trivet_memory_journal_get_n_pending:
 * @self: a journal
 *
 * Returns: how many appends the disk has not done yet
 */
guint
trivet_memory_journal_get_n_pending (TrivetMemoryJournal *self)
{
  return g_queue_get_length (&self->pending);
}

/**
 * trivet_memory_journal_get_fact:
 * @self: a journal
 * @position: 0 … n − 1
 *
 * Returns: (transfer none): a durable fact
 */
TrivetFact *
trivet_memory_journal_get_fact (TrivetMemoryJournal *self,
                                guint                position)
{
  g_return_val_if_fail (position < self->facts->len, NULL);

  return g_ptr_array_index (self->facts, position);
}

/**
 * trivet_memory_journal_dup_facts:
 * @self: a journal
 * @subject: an order's id, "menu" or "store"
 *
 * Returns: (transfer full) (element-type TrivetFact): copies of its facts, made from their text
 */
GPtrArray *
trivet_memory_journal_dup_facts (TrivetMemoryJournal *self,
                                 const char          *subject)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  GPtrArray *durable = g_hash_table_lookup (self->by_subject, subject);

  for (guint i = 0; durable != NULL && i < durable->len; i++) {
    g_autoptr (GError) error = NULL;
    TrivetFact *fact = g_ptr_array_index (durable, i);
    TrivetFact *restored;

    restored = trivet_fact_restore (trivet_fact_get_sequence (fact), trivet_fact_get_id (fact),
                                    trivet_fact_get_register_id (fact),
                                    trivet_fact_get_staff (fact), trivet_fact_get_time_us (fact),
                                    trivet_fact_type_get_name (trivet_fact_get_fact_type (fact)),
                                    trivet_fact_get_version (fact), subject,
                                    trivet_fact_get_body_text (fact), &error);
    g_assert_no_error (error);
    g_ptr_array_add (facts, restored);
  }

  return facts;
}

/**
 * trivet_memory_journal_dup_subjects:
 * @self: a journal
 *
 * Returns: (transfer full) (element-type utf8): all subjects, in the order of their first facts
 */
GPtrArray *
trivet_memory_journal_dup_subjects (TrivetMemoryJournal *self)
{
  GPtrArray *subjects = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->subjects->len; i++)
    g_ptr_array_add (subjects, g_strdup (g_ptr_array_index (self->subjects, i)));

  return subjects;
}

/**
 * trivet_memory_journal_fold_order:
 * @self: a journal
 * @order_id: an order
 *
 * Returns: (transfer full) (nullable): a copy of the order as its durable facts make it
 */
TrivetOrder *
trivet_memory_journal_fold_order (TrivetMemoryJournal *self,
                                  const char          *order_id)
{
  TrivetOrder *order = g_hash_table_lookup (self->orders, order_id);

  return order != NULL ? trivet_order_copy (order) : NULL;
}
