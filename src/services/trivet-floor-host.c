/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-floor-host-private.h"

#include "trivet-floor-spot.h"

/*
 * TrivetFloorHost: what is on the floor now. This file holds the object and what it reads; what it
 * makes of open orders is in -spots.c, guests are in -commands.c, those who have gone in -gone.c, the
 * plan is in -edit.c.
 */

/* Minutes are shown, so this is how late they may be. */
#define TICK_MS (10 * 1000)

enum {
  PLAN_CHANGED,
  ORDERS_CHANGED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrivetFloorHost, trivet_floor_host, G_TYPE_OBJECT)

static void on_committed (TrivetFloorHost *self,
                          GPtrArray       *facts);

static void
trivet_floor_host_dispose (GObject *object)
{
  TrivetFloorHost *self = TRIVET_FLOOR_HOST (object);

  if (self->tick_id != 0)
    trivet_clock_remove_timeout (self->clock, self->tick_id);
  self->tick_id = 0;
  _trivet_floor_host_forget_tabs (self);
  g_hash_table_remove_all (self->by_table);
  g_clear_object (&self->spots);
  g_clear_object (&self->reg);
  g_clear_object (&self->journal);
  g_clear_object (&self->repository);
  g_clear_object (&self->clock);
  g_clear_object (&self->random);

  G_OBJECT_CLASS (trivet_floor_host_parent_class)->dispose (object);
}

static void
trivet_floor_host_finalize (GObject *object)
{
  TrivetFloorHost *self = TRIVET_FLOOR_HOST (object);

  g_hash_table_unref (self->by_table);
  g_ptr_array_unref (self->open);
  g_ptr_array_unref (self->away);
  g_queue_clear_full (&self->undo, _trivet_floor_host_drop_step);
  g_queue_clear_full (&self->redo, _trivet_floor_host_drop_step);
  trivet_floor_free (self->floor);

  G_OBJECT_CLASS (trivet_floor_host_parent_class)->finalize (object);
}

static void
trivet_floor_host_class_init (TrivetFloorHostClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_floor_host_dispose;
  object_class->finalize = trivet_floor_host_finalize;

  signals[PLAN_CHANGED] =
    g_signal_new ("plan-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ORDERS_CHANGED] =
    g_signal_new ("orders-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                  G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
trivet_floor_host_init (TrivetFloorHost *self)
{
  self->floor = trivet_floor_new ();
  self->spots = g_list_store_new (TRIVET_TYPE_SPOT);
  self->by_table = g_hash_table_new (g_str_hash, g_str_equal);
  self->open = g_ptr_array_new_with_free_func (g_object_unref);
  self->away = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->undo);
}

void
_trivet_floor_host_fail (TrivetFloorHost *self,
                         const char      *message)
{
  g_autoptr (GError) error = g_error_new_literal (TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NO_TABLE, message);

  g_signal_emit (self, signals[FAILED], 0, error);
}

/* Who is signed in may not do it, and nobody who may has said yes. */
void
_trivet_floor_host_refuse (TrivetFloorHost *self)
{
  g_autoptr (GError) error = g_error_new_literal (TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NEEDS_APPROVAL,
                                                  "Somebody who may change the plan has to approve it");

  g_signal_emit (self, signals[FAILED], 0, error);
}

void
_trivet_floor_host_emit_orders_changed (TrivetFloorHost *self)
{
  g_signal_emit (self, signals[ORDERS_CHANGED], 0);
}

void
_trivet_floor_host_emit_plan_changed (TrivetFloorHost *self)
{
  g_signal_emit (self, signals[PLAN_CHANGED], 0);
}

TrivetFact *
_trivet_floor_host_make_fact (TrivetFloorHost *self,
                              TrivetFactType   type,
                              JsonObject      *body)
{
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);

  return trivet_fact_new (type, TRIVET_FLOOR_SUBJECT, body, &stamp);
}

static void
on_append_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (TrivetFloorHost) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error))
    g_signal_emit (self, signals[FAILED], 0, error);
}

void
_trivet_floor_host_append (TrivetFloorHost *self,
                           GPtrArray       *facts)
{
  trivet_journal_append_async (self->journal, facts, on_append_ready, g_object_ref (self));
}

void
_trivet_floor_host_tell (TrivetFloorHost *self,
                         TrivetFactType   type,
                         JsonObject      *body)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  g_ptr_array_add (facts, _trivet_floor_host_make_fact (self, type, body));
  _trivet_floor_host_append (self, facts);
}

JsonObject *
_trivet_floor_host_id_body (const char *id)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "id", id);

  return body;
}

static void
on_facts_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TrivetFloorHost) self = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;
  TrivetFloor *floor = NULL;

  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  self->reading = FALSE;
  if (facts != NULL)
    floor = trivet_floor_fold (facts, &error);
  if (floor == NULL) {
    g_signal_emit (self, signals[FAILED], 0, error);
    return;
  }
  if (self->read_again) {
    trivet_floor_free (floor);
    trivet_floor_host_load (self);
    return;
  }

  trivet_floor_free (self->floor);
  self->floor = floor;
  self->loaded = TRUE;
  _trivet_floor_host_rebuild_spots (self);
  if (!self->mended)
    _trivet_floor_host_mend (self);
  self->mended = TRUE;
}

/**
 * trivet_floor_host_load:
 * @self: a host
 *
 * Reads the floor; `plan-changed` says when it is there.
 */
void
trivet_floor_host_load (TrivetFloorHost *self)
{
  g_return_if_fail (TRIVET_IS_FLOOR_HOST (self));

  if (self->reading)
    return;
  self->reading = TRUE;
  self->read_again = FALSE;
  trivet_repository_load_facts_async (self->repository, TRIVET_FLOOR_SUBJECT, NULL, on_facts_ready, g_object_ref (self));
}

static void
on_committed (TrivetFloorHost *self,
              GPtrArray       *facts)
{
  gboolean moved = FALSE;

  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);
    g_autoptr (GError) error = NULL;

    if (g_strcmp0 (trivet_fact_get_subject (fact), TRIVET_FLOOR_SUBJECT) != 0)
      continue;
    if (self->reading)
      self->read_again = TRUE;
    if (!self->loaded)
      continue;
    if (trivet_floor_apply (self->floor, fact, &error))
      moved = TRUE;
    else
      g_critical ("Fact %s does not fit the floor: %s", trivet_fact_get_id (fact), error->message);
  }
  if (moved)
    _trivet_floor_host_rebuild_spots (self);
}

static gboolean
on_tick (gpointer user_data)
{
  _trivet_floor_host_update_spots (user_data);

  return G_SOURCE_CONTINUE;
}

/**
 * trivet_floor_host_new:
 * @reg: the register whose orders are at the tables
 * @journal: where facts go
 * @repository: where they are read back
 * @clock: gives time
 * @random: gives ids
 *
 * Returns: (transfer full): a host that has loaded nothing yet
 */
TrivetFloorHost *
trivet_floor_host_new (TrivetRegister   *reg,
                       TrivetJournal    *journal,
                       TrivetRepository *repository,
                       TrivetClock      *clock,
                       TrivetRandom     *random)
{
  TrivetFloorHost *self;

  g_return_val_if_fail (TRIVET_IS_REGISTER (reg), NULL);
  g_return_val_if_fail (TRIVET_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (TRIVET_IS_REPOSITORY (repository), NULL);
  g_return_val_if_fail (TRIVET_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (TRIVET_IS_RANDOM (random), NULL);

  self = g_object_new (TRIVET_TYPE_FLOOR_HOST, NULL);
  self->reg = g_object_ref (reg);
  self->journal = g_object_ref (journal);
  self->repository = g_object_ref (repository);
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  g_signal_connect_object (journal, "committed", G_CALLBACK (on_committed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (trivet_register_get_tabs (reg), "items-changed", G_CALLBACK (_trivet_floor_host_look_at_tabs), self, G_CONNECT_SWAPPED);
  _trivet_floor_host_look_at_tabs (self);
  self->tick_id = trivet_clock_add_timeout (clock, TICK_MS, on_tick, self, NULL);

  return self;
}

/**
 * trivet_floor_host_get_loaded:
 * @self: a host
 *
 * Returns: whether the floor has been read
 */
gboolean
trivet_floor_host_get_loaded (TrivetFloorHost *self)
{
  g_return_val_if_fail (TRIVET_IS_FLOOR_HOST (self), FALSE);

  return self->loaded;
}

/**
 * trivet_floor_host_get_floor:
 * @self: a host
 *
 * Returns: (transfer none): the durable floor; empty before it is loaded
 */
TrivetFloor *
trivet_floor_host_get_floor (TrivetFloorHost *self)
{
  g_return_val_if_fail (TRIVET_IS_FLOOR_HOST (self), NULL);

  return self->floor;
}

/**
 * trivet_floor_host_get_spots:
 * @self: a host
 *
 * Returns: (transfer none): a #TrivetSpot for each table of all rooms
 */
GListModel *
trivet_floor_host_get_spots (TrivetFloorHost *self)
{
  g_return_val_if_fail (TRIVET_IS_FLOOR_HOST (self), NULL);

  return G_LIST_MODEL (self->spots);
}

/**
 * trivet_floor_host_lookup_spot:
 * @self: a host
 * @table_id: a table's id
 *
 * Returns: (transfer none) (nullable): what goes on there
 */
TrivetSpot *
trivet_floor_host_lookup_spot (TrivetFloorHost *self,
                               const char      *table_id)
{
  g_return_val_if_fail (TRIVET_IS_FLOOR_HOST (self), NULL);

  return table_id != NULL ? g_hash_table_lookup (self->by_table, table_id) : NULL;
}

/**
 * trivet_floor_host_get_away:
 * @self: a host
 *
 * Returns: (transfer none) (element-type TrivetTab): open takeaway and delivery orders, and others
 *   whose table is not on the plan; oldest first, until the next `orders-changed`
 */
GPtrArray *
trivet_floor_host_get_away (TrivetFloorHost *self)
{
  g_return_val_if_fail (TRIVET_IS_FLOOR_HOST (self), NULL);

  return self->away;
}

/**
 * trivet_floor_host_get_minutes:
 * @self: a host
 * @since_us: wall time
 *
 * Returns: whole minutes since then, never negative
 */
int
trivet_floor_host_get_minutes (TrivetFloorHost *self,
                               gint64           since_us)
{
  g_return_val_if_fail (TRIVET_IS_FLOOR_HOST (self), 0);

  return (int) (MAX (trivet_clock_get_wall_us (self->clock) - since_us, 0) / G_TIME_SPAN_MINUTE);
}
