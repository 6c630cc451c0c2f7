/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-floor-host-private.h"

#include "trivet-floor-spot-private.h"

#include <string.h>

/*
 * TrivetFloorHost: what is on the floor now. This file holds the object and the picture that it
 * makes of facts and open orders; guests are in -commands.c, those who have gone in -gone.c, the plan is
 * in -edit.c.
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
static void on_tab_changed (TrivetFloorHost *self);

static void
forget_tabs (TrivetFloorHost *self)
{
  for (guint i = 0; i < self->open->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->open, i), on_tab_changed, self);
  g_ptr_array_set_size (self->open, 0);
}

static void
trivet_floor_host_dispose (GObject *object)
{
  TrivetFloorHost *self = TRIVET_FLOOR_HOST (object);

  if (self->tick_id != 0)
    trivet_clock_remove_timeout (self->clock, self->tick_id);
  self->tick_id = 0;
  forget_tabs (self);
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

/* Returns: (transfer full): table id → GPtrArray of its open orders, unowned */
static GHashTable *
group_by_table (TrivetFloorHost *self)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < self->open->len; i++) {
    TrivetTab  *tab = g_ptr_array_index (self->open, i);
    const char *table_id = trivet_tab_get_order (tab)->table_id;
    GPtrArray  *group = g_hash_table_lookup (groups, table_id);

    if (*table_id == '\0')
      continue;
    if (group == NULL) {
      group = g_ptr_array_new ();
      g_hash_table_insert (groups, (gpointer) table_id, group);
    }
    g_ptr_array_add (group, tab);
  }

  return groups;
}

/* The next one for which the table is kept now. */
static const TrivetReservation *
find_reservation (TrivetFloorHost *self,
                  const char      *table_id,
                  gint64           now_us)
{
  GPtrArray *reservations = trivet_floor_get_reservations (self->floor);

  for (guint i = 0; i < reservations->len; i++) {
    const TrivetReservation *reservation = g_ptr_array_index (reservations, i);

    if (g_str_equal (reservation->table_id, table_id) && reservation->at_us - now_us <= TRIVET_SPOT_RESERVED_BEFORE_US &&
        now_us - reservation->at_us <= TRIVET_SPOT_RESERVED_AFTER_US)
      return reservation;
  }

  return NULL;
}

/* An order at a table that is gone must not be out of sight. */
static gboolean
is_away (TrivetFloorHost   *self,
         const TrivetOrder *order)
{
  if (order->kind == TRIVET_ORDER_KIND_COUNTER)
    return FALSE;

  return *order->table_id == '\0' || trivet_floor_lookup_table (self->floor, order->table_id) == NULL;
}

static void
update_away (TrivetFloorHost *self)
{
  g_ptr_array_set_size (self->away, 0);
  for (guint i = 0; i < self->open->len; i++) {
    TrivetTab *tab = g_ptr_array_index (self->open, i);

    if (is_away (self, trivet_tab_get_order (tab)))
      g_ptr_array_add (self->away, g_object_ref (tab));
  }
  g_signal_emit (self, signals[ORDERS_CHANGED], 0);
}

static void
update_spot (TrivetFloorHost *self,
             TrivetSpot      *spot,
             GHashTable      *groups,
             gboolean         moved)
{
  const char *table_id = trivet_spot_get_table_id (spot);
  gint64      now_us = trivet_clock_get_wall_us (self->clock);

  _trivet_spot_update (spot, trivet_floor_lookup_table (self->floor, table_id), find_reservation (self, table_id, now_us),
                       g_hash_table_lookup (groups, table_id), now_us, moved);
}

static void
update_spots (TrivetFloorHost *self)
{
  g_autoptr (GHashTable) groups = group_by_table (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->spots));

  for (guint i = 0; i < n; i++) {
    g_autoptr (TrivetSpot) spot = g_list_model_get_item (G_LIST_MODEL (self->spots), i);

    update_spot (self, spot, groups, FALSE);
  }
  update_away (self);
}

static void
on_tab_changed (TrivetFloorHost *self)
{
  update_spots (self);
}

static void
on_tabs_changed (TrivetFloorHost *self)
{
  GListModel *tabs = trivet_register_get_tabs (self->reg);
  g_autoptr (GPtrArray) before = self->open;

  self->open = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (tabs); i++) {
    TrivetTab *tab = g_list_model_get_item (tabs, i);

    if (!g_ptr_array_find (before, tab, NULL))
      g_signal_connect_object (tab, "changed", G_CALLBACK (on_tab_changed), self, G_CONNECT_SWAPPED);
    g_ptr_array_add (self->open, tab);
  }
  for (guint i = 0; i < before->len; i++) {
    TrivetTab *tab = g_ptr_array_index (before, i);

    if (g_ptr_array_find (self->open, tab, NULL))
      continue;
    g_signal_handlers_disconnect_by_func (tab, on_tab_changed, self);
    _trivet_floor_host_look_after_gone (self, trivet_tab_get_order (tab));
  }
  update_spots (self);
}

/* A table's spot is kept while the table is there, so that its button keeps the focus. */
static void
rebuild_spots (TrivetFloorHost *self)
{
  GPtrArray *tables = trivet_floor_get_tables (self->floor);
  g_autoptr (GPtrArray) spots = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) groups = group_by_table (self);
  guint    n = g_list_model_get_n_items (G_LIST_MODEL (self->spots));
  gboolean same = n == tables->len;

  for (guint i = 0; i < tables->len; i++) {
    const TrivetTable *table = g_ptr_array_index (tables, i);
    TrivetSpot        *known = trivet_floor_host_lookup_spot (self, table->id);
    g_autoptr (TrivetSpot) present = same ? g_list_model_get_item (G_LIST_MODEL (self->spots), i) : NULL;

    same = same && known != NULL && known == present;
    g_ptr_array_add (spots, known != NULL ? g_object_ref (known) : _trivet_spot_new (table->id));
    update_spot (self, g_ptr_array_index (spots, i), groups, TRUE);
  }
  g_hash_table_remove_all (self->by_table);
  for (guint i = 0; i < spots->len; i++)
    g_hash_table_insert (self->by_table, (gpointer) trivet_spot_get_table_id (g_ptr_array_index (spots, i)), g_ptr_array_index (spots, i));
  if (!same)
    g_list_store_splice (self->spots, 0, n, spots->pdata, spots->len);
  update_away (self);
  g_signal_emit (self, signals[PLAN_CHANGED], 0);
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
  rebuild_spots (self);
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
    rebuild_spots (self);
}

static gboolean
on_tick (gpointer user_data)
{
  update_spots (user_data);

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
  g_signal_connect_object (trivet_register_get_tabs (reg), "items-changed", G_CALLBACK (on_tabs_changed), self, G_CONNECT_SWAPPED);
  on_tabs_changed (self);
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

/* How well a table's name answers what was typed: 3 is the name itself, 0 not at all. */
static int
rate_name (const char *name,
           const char *typed)
{
  const char *digits = strpbrk (name, "0123456789");

  if (strcmp (name, typed) == 0)
    return 3;
  if (g_str_has_prefix (name, typed))
    return 2;

  return digits != NULL && g_str_has_prefix (digits, typed) ? 1 : 0;
}

/**
 * trivet_floor_host_find_spot:
 * @self: a host
 * @typed: digits of a table's number
 *
 * The table of exactly that number, else the first whose name begins with it, else the first with
 * such a number in its name ("Booth 1").
 *
 * Returns: (transfer none) (nullable): the table
 */
TrivetSpot *
trivet_floor_host_find_spot (TrivetFloorHost *self,
                             const char      *typed)
{
  TrivetSpot *best = NULL;
  int         best_rate = 0;

  g_return_val_if_fail (TRIVET_IS_FLOOR_HOST (self), NULL);
  g_return_val_if_fail (typed != NULL, NULL);

  for (guint i = 0; *typed != '\0' && i < g_list_model_get_n_items (G_LIST_MODEL (self->spots)); i++) {
    g_autoptr (TrivetSpot) spot = g_list_model_get_item (G_LIST_MODEL (self->spots), i);
    int rate = rate_name (trivet_spot_get_table (spot)->name, typed);

    if (rate > best_rate) {
      best = spot;
      best_rate = rate;
    }
  }

  return best;
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
