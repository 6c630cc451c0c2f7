/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-kitchen-desk-private.h"

#include "trivet-id.h"
#include "trivet-register-private.h"

/*
 * TrivetKitchenDesk: knows the stations, and writes what they are told. What staff tell them is in
 * trivet-kitchen-commands.c, what they are told by themselves in trivet-kitchen-errands.c.
 */

enum {
  CHANGED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrivetKitchenDesk, trivet_kitchen_desk, G_TYPE_OBJECT)

static void
trivet_kitchen_desk_dispose (GObject *object)
{
  TrivetKitchenDesk *self = TRIVET_KITCHEN_DESK (object);

  if (self->journal != NULL)
    g_signal_handlers_disconnect_by_data (self->journal, self);
  g_queue_clear_full (&self->errands, g_free);
  g_clear_object (&self->reg);
  g_clear_object (&self->journal);
  g_clear_object (&self->repository);
  g_clear_object (&self->kitchen);

  G_OBJECT_CLASS (trivet_kitchen_desk_parent_class)->dispose (object);
}

static void
trivet_kitchen_desk_class_init (TrivetKitchenDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_kitchen_desk_dispose;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
trivet_kitchen_desk_init (TrivetKitchenDesk *self)
{
  self->kitchen = trivet_kitchen_new ();
  self->send_when_paid = TRUE;
  g_queue_init (&self->errands);
}

void
_trivet_kitchen_desk_emit_failed (TrivetKitchenDesk *self,
                                  const GError      *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

/* Returns: whether any of @facts is about the kitchen */
static gboolean
fold_kitchen (TrivetKitchenDesk *self,
              GPtrArray         *facts)
{
  gboolean any = FALSE;

  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);
    g_autoptr (GError) error = NULL;

    if (!g_str_equal (trivet_fact_get_subject (fact), "kitchen"))
      continue;
    any = TRUE;
    if (!trivet_kitchen_apply (self->kitchen, fact, &error))
      g_critical ("Fact %s does not fit the kitchen: %s", trivet_fact_get_id (fact), error->message);
  }

  return any;
}

static void
on_kitchen_committed (TrivetJournal *journal,
                      GPtrArray     *facts,
                      gpointer       user_data)
{
  TrivetKitchenDesk *self = user_data;

  if (fold_kitchen (self, facts))
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * trivet_kitchen_desk_new:
 * @reg: whose orders are told
 * @journal: where facts go
 * @repository: where stations and orders are read
 *
 * Returns: (transfer full): a desk that knows no station yet
 */
TrivetKitchenDesk *
trivet_kitchen_desk_new (TrivetRegister   *reg,
                         TrivetJournal    *journal,
                         TrivetRepository *repository)
{
  TrivetKitchenDesk *self;

  g_return_val_if_fail (TRIVET_IS_REGISTER (reg), NULL);
  g_return_val_if_fail (TRIVET_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (TRIVET_IS_REPOSITORY (repository), NULL);

  self = g_object_new (TRIVET_TYPE_KITCHEN_DESK, NULL);
  self->reg = g_object_ref (reg);
  self->journal = g_object_ref (journal);
  self->repository = g_object_ref (repository);

  return self;
}

static void
on_facts_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TrivetKitchenDesk) self = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;

  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (self->reg == NULL)
    return;
  if (facts == NULL) {
    _trivet_kitchen_desk_emit_failed (self, error);
    return;
  }
  fold_kitchen (self, facts);
  self->loaded = TRUE;
  g_signal_connect (self->journal, "committed", G_CALLBACK (on_kitchen_committed), self);
  g_signal_connect (self->journal, "committed", G_CALLBACK (_trivet_kitchen_desk_on_committed), self);
  g_signal_emit (self, signals[CHANGED], 0);
  _trivet_kitchen_desk_catch_up (self);
}

/**
 * trivet_kitchen_desk_load:
 * @self: a desk whose register has loaded
 *
 * Reads the stations, then tells what a former run could not tell any more.
 */
void
trivet_kitchen_desk_load (TrivetKitchenDesk *self)
{
  g_return_if_fail (TRIVET_IS_KITCHEN_DESK (self));

  trivet_repository_load_facts_async (self->repository, "kitchen", NULL, on_facts_ready, g_object_ref (self));
}

/**
 * trivet_kitchen_desk_get_kitchen:
 * @self: a desk
 *
 * Returns: (transfer none): stations and routes
 */
TrivetKitchen *
trivet_kitchen_desk_get_kitchen (TrivetKitchenDesk *self)
{
  g_return_val_if_fail (TRIVET_IS_KITCHEN_DESK (self), NULL);

  return self->kitchen;
}

/**
 * trivet_kitchen_desk_get_register:
 * @self: a desk
 *
 * Returns: (transfer none): whose orders it tells
 */
TrivetRegister *
trivet_kitchen_desk_get_register (TrivetKitchenDesk *self)
{
  g_return_val_if_fail (TRIVET_IS_KITCHEN_DESK (self), NULL);

  return self->reg;
}

/**
 * trivet_kitchen_desk_get_loaded:
 * @self: a desk
 *
 * Returns: whether it has read the stations
 */
gboolean
trivet_kitchen_desk_get_loaded (TrivetKitchenDesk *self)
{
  g_return_val_if_fail (TRIVET_IS_KITCHEN_DESK (self), FALSE);

  return self->loaded;
}

/**
 * trivet_kitchen_desk_is_used:
 * @self: a desk
 *
 * Returns: whether the shop has a kitchen that is told anything; without, screens show none of it
 */
gboolean
trivet_kitchen_desk_is_used (TrivetKitchenDesk *self)
{
  g_return_val_if_fail (TRIVET_IS_KITCHEN_DESK (self), FALSE);

  return trivet_kitchen_get_stations (self->kitchen)->len > 0;
}

/**
 * trivet_kitchen_desk_set_table_namer:
 * @self: a desk
 * @namer: gives the names of tables
 * @data: for @namer; outlives the desk
 */
void
trivet_kitchen_desk_set_table_namer (TrivetKitchenDesk *self,
                                     TrivetTableNamer   namer,
                                     gpointer           data)
{
  g_return_if_fail (TRIVET_IS_KITCHEN_DESK (self));

  self->namer = namer;
  self->namer_data = data;
}

/**
 * trivet_kitchen_desk_get_table_name:
 * @self: a desk
 * @table_id: of an order
 *
 * Returns: (transfer none): what people call it; its id when nobody knows
 */
const char *
trivet_kitchen_desk_get_table_name (TrivetKitchenDesk *self,
                                    const char        *table_id)
{
  const char *name;

  g_return_val_if_fail (TRIVET_IS_KITCHEN_DESK (self), NULL);
  g_return_val_if_fail (table_id != NULL, NULL);

  name = self->namer != NULL ? self->namer (self->namer_data, table_id) : NULL;

  return name != NULL ? name : table_id;
}

/**
 * trivet_kitchen_desk_set_send_when_paid:
 * @self: a desk
 * @send: whether what was paid without having been sent is sent by itself
 */
void
trivet_kitchen_desk_set_send_when_paid (TrivetKitchenDesk *self,
                                        gboolean           send)
{
  g_return_if_fail (TRIVET_IS_KITCHEN_DESK (self));

  self->send_when_paid = send;
}

static JsonObject *
slip_body (TrivetKitchenDesk *self,
           const TrivetSlip  *slip)
{
  TrivetFactStamp  stamp = trivet_register_get_stamp (self->reg);
  g_autofree char *job_id = trivet_id_new (stamp.clock, stamp.random);
  JsonObject      *body = json_object_new ();

  json_object_set_string_member (body, "job", job_id);
  json_object_set_string_member (body, "document", "slip");
  json_object_set_int_member (body, "copy", 1);
  trivet_slip_write (slip, body);

  return body;
}

/* A station without a printer has its display. */
void
_trivet_kitchen_desk_add_slips (TrivetKitchenDesk *self,
                                const TrivetOrder *order,
                                const TrivetSlip  *due,
                                GPtrArray         *facts)
{
  g_autoptr (GPtrArray) slips = trivet_kitchen_share_out (self->kitchen, order, due);

  for (guint i = 0; i < slips->len; i++) {
    const TrivetSlip    *slip = g_ptr_array_index (slips, i);
    const TrivetStation *station = trivet_kitchen_lookup_station (self->kitchen, slip->station_id);

    if (*station->printer != '\0')
      g_ptr_array_add (facts, _trivet_register_make_fact (self->reg, TRIVET_FACT_PRINT_REQUESTED, order->order_id,
                                                          slip_body (self, slip)));
  }
}

/* Returns: (transfer full) (element-type TrivetSlip): what is due of the kinds from @first to @last, some
 * perhaps without lines. Where the order goes is asked together with where its lines came from. */
GPtrArray *
_trivet_kitchen_desk_list_dues (TrivetKitchenDesk *self,
                                const TrivetOrder *order,
                                TrivetSlipKind     first,
                                TrivetSlipKind     last,
                                int                course)
{
  GPtrArray *dues = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_slip_free);

  for (TrivetSlipKind kind = first; kind <= last; kind++)
    g_ptr_array_add (dues, trivet_kitchen_list_due (self->kitchen, order, kind, course));
  if (first <= TRIVET_SLIP_PLACE && last >= TRIVET_SLIP_PLACE)
    g_ptr_array_extend_and_steal (dues, trivet_kitchen_list_moved (self->kitchen, order));

  return dues;
}

/* Adds to @facts that the kitchen is told what is due of the kinds from @first to @last. */
void
_trivet_kitchen_desk_add_dues (TrivetKitchenDesk *self,
                               const TrivetOrder *order,
                               TrivetSlipKind     first,
                               TrivetSlipKind     last,
                               int                course,
                               GPtrArray         *facts)
{
  g_autoptr (GPtrArray) dues = _trivet_kitchen_desk_list_dues (self, order, first, last, course);
  JsonObject *body = trivet_kitchen_sent_body (order, dues);

  if (body == NULL)
    return;

  g_ptr_array_add (facts, _trivet_register_make_fact (self->reg, TRIVET_FACT_LINES_SENT, order->order_id, body));
  for (guint i = 0; i < dues->len; i++)
    _trivet_kitchen_desk_add_slips (self, order, g_ptr_array_index (dues, i), facts);
}
