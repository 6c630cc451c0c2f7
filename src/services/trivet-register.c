/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-register-private.h"

/*
 * TrivetRegister: turns commands into facts, and durable facts into what screens show.
 *
 * This file holds the object; what comes back from the journal is in -fold.c, the way there in
 * -append.c, the commands are in -commands.c, -lines.c and -undo.c, the loading in
 * -load.c.
 */

enum {
  CURRENT_CHANGED,
  SETTLED,
  MENU_CHANGED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_QUARK (trivet - register - error - quark, trivet_register_error)

G_DEFINE_FINAL_TYPE (TrivetRegister, trivet_register, G_TYPE_OBJECT)

gboolean
_trivet_register_is_order_fact (TrivetFact *fact)
{
  return trivet_fact_get_fact_type (fact) >= TRIVET_FACT_ORDER_OPENED;
}

static void
trivet_register_dispose (GObject *object)
{
  TrivetRegister *self = TRIVET_REGISTER (object);

  if (self->journal != NULL)
    g_signal_handlers_disconnect_by_func (self->journal, _trivet_register_on_committed, self);

  if (self->clock != NULL)
    _trivet_register_forget_hours (self);
  g_clear_object (&self->manager);
  g_clear_object (&self->current);
  g_clear_object (&self->tabs);
  g_clear_object (&self->menu);
  g_clear_object (&self->prices);
  g_clear_object (&self->journal);
  g_clear_object (&self->repository);
  g_clear_object (&self->clock);
  g_clear_object (&self->random);

  G_OBJECT_CLASS (trivet_register_parent_class)->dispose (object);
}

static void
shop_clear (TrivetShopInfo *shop)
{
  g_clear_pointer (&shop->name, g_free);
  g_clear_pointer (&shop->name_zh, g_free);
  g_clear_pointer (&shop->address, g_free);
  g_clear_pointer (&shop->phone, g_free);
  g_clear_pointer (&shop->footer, g_free);
  g_clear_pointer (&shop->footer_zh, g_free);
}

static void
trivet_register_finalize (GObject *object)
{
  TrivetRegister *self = TRIVET_REGISTER (object);

  g_clear_pointer (&self->ahead, g_hash_table_unref);
  g_clear_pointer (&self->own_facts, g_hash_table_unref);
  g_clear_pointer (&self->ahead_left, g_hash_table_unref);
  g_clear_pointer (&self->tally, g_hash_table_unref);
  g_clear_pointer (&self->aside, g_hash_table_unref);
  g_clear_pointer (&self->reopening, g_ptr_array_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_queue_clear_full (&self->undo, (GDestroyNotify) _trivet_undo_step_free);
  shop_clear (&self->shop);
  g_free (self->current_id);
  g_free (self->register_id);
  g_free (self->staff);
  g_free (self->shift_id);
  g_clear_pointer (&self->approval, trivet_approval_free);
  g_free (self->reason);

  G_OBJECT_CLASS (trivet_register_parent_class)->finalize (object);
}

static void
trivet_register_class_init (TrivetRegisterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_register_dispose;
  object_class->finalize = trivet_register_finalize;

  signals[CURRENT_CHANGED] =
    g_signal_new ("current-changed",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  0);
  signals[SETTLED] =
    g_signal_new ("settled",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  1,
                  G_TYPE_STRING);
  signals[MENU_CHANGED] =
    g_signal_new ("menu-changed",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  0);
  signals[FAILED] =
    g_signal_new ("failed",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  1,
                  G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
trivet_register_init (TrivetRegister *self)
{
  self->tabs = g_list_store_new (TRIVET_TYPE_TAB);
  self->prices = trivet_price_book_new ();
  self->zone = g_time_zone_new_local ();
  self->ahead = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) trivet_order_unref);
  self->own_facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ahead_left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->reopening = g_ptr_array_new ();
  self->aside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->staff = g_strdup ("");
  g_queue_init (&self->undo);
  g_queue_init (&self->appends);
}

/**
 * trivet_register_new:
 * @journal: where facts go
 * @repository: where they are read back, usually the same store
 * @clock: gives time
 * @random: gives ids
 * @register_id: which register this is, as written into every fact
 *
 * Returns: (transfer full): a register that has loaded nothing yet
 */
TrivetRegister *
trivet_register_new (TrivetJournal    *journal,
                     TrivetRepository *repository,
                     TrivetClock      *clock,
                     TrivetRandom     *random,
                     const char       *register_id)
{
  TrivetRegister *self;

  g_return_val_if_fail (TRIVET_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (TRIVET_IS_REPOSITORY (repository), NULL);
  g_return_val_if_fail (TRIVET_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (TRIVET_IS_RANDOM (random), NULL);
  g_return_val_if_fail (register_id != NULL, NULL);

  self = g_object_new (TRIVET_TYPE_REGISTER, NULL);
  self->journal = g_object_ref (journal);
  self->repository = g_object_ref (repository);
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  self->register_id = g_strdup (register_id);
  g_signal_connect (journal, "committed", G_CALLBACK (_trivet_register_on_committed), self);

  return self;
}

void
_trivet_register_emit_settled (TrivetRegister *self,
                               const char     *order_id)
{
  g_signal_emit (self, signals[SETTLED], 0, order_id);
}

void
_trivet_register_emit_menu_changed (TrivetRegister *self)
{
  g_signal_emit (self, signals[MENU_CHANGED], 0);
}

void
_trivet_register_emit_failed (TrivetRegister *self,
                              const GError   *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

void
_trivet_register_fail (TrivetRegister *self,
                       int             code,
                       const char     *message)
{
  g_autoptr (GError) error = g_error_new_literal (TRIVET_REGISTER_ERROR, code, message);

  g_clear_pointer (&self->approval, trivet_approval_free);
  g_clear_pointer (&self->reason, g_free);
  _trivet_register_emit_failed (self, error);
}

/* The present tab is set once the order is durable; its id is known from the first tap on. */
/* An empty screen is of a kind, too. */
void
_trivet_register_set_next_kind (TrivetRegister *self,
                                TrivetOrderKind kind)
{
  if (self->next_kind == kind)
    return;
  self->next_kind = kind;
  g_signal_emit (self, signals[CURRENT_CHANGED], 0);
}

void
_trivet_register_set_current (TrivetRegister *self,
                              TrivetTab      *tab,
                              const char     *order_id)
{
  g_autofree char *id = g_strdup (order_id);

  if (g_strcmp0 (self->current_id, order_id) != 0)
    self->seat = 0;
  self->next_kind = TRIVET_ORDER_KIND_COUNTER;
  g_set_object (&self->current, tab);
  g_free (self->current_id);
  self->current_id = g_steal_pointer (&id);

  g_signal_emit (self, signals[CURRENT_CHANGED], 0);
}

/**
 * trivet_register_lookup_tab:
 * @self: a register
 * @order_id: an order's id
 *
 * Returns: (transfer none) (nullable): the tab of an open order, or of the current one
 */
TrivetTab *
trivet_register_lookup_tab (TrivetRegister *self,
                            const char     *order_id)
{
  guint n;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), NULL);
  g_return_val_if_fail (order_id != NULL, NULL);

  if (self->current != NULL && g_str_equal (trivet_tab_get_order_id (self->current), order_id))
    return self->current;

  n = g_list_model_get_n_items (G_LIST_MODEL (self->tabs));
  for (guint i = 0; i < n; i++) {
    g_autoptr (TrivetTab) tab = g_list_model_get_item (G_LIST_MODEL (self->tabs), i);

    if (g_str_equal (trivet_tab_get_order_id (tab), order_id))
      return tab;
  }

  return NULL;
}

/* An order as it will be when everything on its way is durable; NULL when it is not open here. One
 * that was merged into another is known, too. */
TrivetOrder *
_trivet_register_peek_order (TrivetRegister *self,
                             const char     *order_id)
{
  TrivetOrder *ahead = g_hash_table_lookup (self->ahead, order_id);
  TrivetTab   *tab;

  if (ahead != NULL)
    return ahead;
  tab = trivet_register_lookup_tab (self, order_id);
  if (tab == NULL)
    tab = g_hash_table_lookup (self->aside, order_id);

  return tab != NULL ? trivet_tab_get_order (tab) : NULL;
}

/* The same of the current order; NULL without one. */
TrivetOrder *
_trivet_register_peek_ahead (TrivetRegister *self)
{
  return self->current_id != NULL ? _trivet_register_peek_order (self, self->current_id) : NULL;
}

TrivetFact *
_trivet_register_make_fact (TrivetRegister *self,
                            TrivetFactType  type,
                            const char     *subject,
                            JsonObject     *body)
{
  TrivetFactStamp stamp = trivet_register_get_stamp (self);

  return trivet_fact_new (type, subject, body, &stamp);
}

/**
 * trivet_register_get_shop:
 * @self: a register that has loaded
 *
 * Returns: (transfer none): what the store says of the shop
 */
const TrivetShopInfo *
trivet_register_get_shop (TrivetRegister *self)
{
  g_return_val_if_fail (TRIVET_IS_REGISTER (self), NULL);

  return &self->shop;
}

/**
 * trivet_register_get_menu:
 * @self: a register
 *
 * Returns: (transfer none) (nullable): the menu, %NULL before loading
 */
TrivetMenu *
trivet_register_get_menu (TrivetRegister *self)
{
  g_return_val_if_fail (TRIVET_IS_REGISTER (self), NULL);

  return self->menu;
}

/**
 * trivet_register_get_tabs:
 * @self: a register
 *
 * Returns: (transfer none): the open orders (#TrivetTab), oldest first
 */
GListModel *
trivet_register_get_tabs (TrivetRegister *self)
{
  g_return_val_if_fail (TRIVET_IS_REGISTER (self), NULL);

  return G_LIST_MODEL (self->tabs);
}

/**
 * trivet_register_get_current:
 * @self: a register
 *
 * Returns: (transfer none) (nullable): the order on the screen; it may be settled already
 */
TrivetTab *
trivet_register_get_current (TrivetRegister *self)
{
  g_return_val_if_fail (TRIVET_IS_REGISTER (self), NULL);

  return self->current;
}

/**
 * trivet_register_get_staff:
 * @self: a register
 *
 * Returns: (transfer none): who is signed in, "" for nobody
 */
const char *
trivet_register_get_staff (TrivetRegister *self)
{
  g_return_val_if_fail (TRIVET_IS_REGISTER (self), NULL);

  return self->staff;
}

/**
 * trivet_register_set_staff:
 * @self: a register
 * @staff: the name of who works here now, not an id: facts stay readable whatever becomes of the list
 *   of staff, whose names differ
 *
 * From now on facts name @staff. In a shop with staff, trivet_register_set_manager() does it.
 */
void
trivet_register_set_staff (TrivetRegister *self,
                           const char     *staff)
{
  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (staff != NULL);

  g_free (self->staff);
  self->staff = g_strdup (staff);
}

/**
 * trivet_register_get_shift:
 * @self: a register
 *
 * Returns: (transfer none) (nullable): the shift that cash taken or given back here belongs to
 */
const char *
trivet_register_get_shift (TrivetRegister *self)
{
  g_return_val_if_fail (TRIVET_IS_REGISTER (self), NULL);

  return self->shift_id;
}

/**
 * trivet_register_set_shift:
 * @self: a register
 * @shift_id: (nullable): its open shift
 */
void
trivet_register_set_shift (TrivetRegister *self,
                           const char     *shift_id)
{
  g_autofree char *copy = g_strdup (shift_id);

  g_return_if_fail (TRIVET_IS_REGISTER (self));

  g_free (self->shift_id);
  self->shift_id = g_steal_pointer (&copy);
}

/**
 * trivet_register_get_busy:
 * @self: a register
 *
 * Returns: whether facts are on their way to the disk
 */
gboolean
trivet_register_get_busy (TrivetRegister *self)
{
  g_return_val_if_fail (TRIVET_IS_REGISTER (self), FALSE);

  return !g_queue_is_empty (&self->appends);
}

/**
 * trivet_register_get_stamp:
 * @self: a register
 *
 * Returns: what a new fact takes along; the strings live as long as the staff stays the same
 */
TrivetFactStamp
trivet_register_get_stamp (TrivetRegister *self)
{
  TrivetFactStamp stamp = {
    .clock = self->clock,
    .random = self->random,
    .register_id = self->register_id,
    .staff = self->staff,
  };

  return stamp;
}
