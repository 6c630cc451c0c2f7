/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-price-desk-private.h"

#include "trivet-id.h"

/*
 * TrivetPriceDesk: the object, and what can be asked without changing anything. Changes are in
 * trivet-price-desk-change.c, what they may say in trivet-price-desk-check.c.
 */

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrivetPriceDesk, trivet_price_desk, G_TYPE_OBJECT)
G_DEFINE_QUARK (trivet - price - desk - error - quark, trivet_price_desk_error)

static void
trivet_price_desk_finalize (GObject *object)
{
  TrivetPriceDesk *self = TRIVET_PRICE_DESK (object);

  g_queue_clear_full (&self->undo, _trivet_price_step_free);
  g_object_unref (self->reg);

  G_OBJECT_CLASS (trivet_price_desk_parent_class)->finalize (object);
}

static void
trivet_price_desk_class_init (TrivetPriceDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trivet_price_desk_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_price_desk_init (TrivetPriceDesk *self)
{
  g_queue_init (&self->undo);
}

void
_trivet_price_desk_emit_changed (TrivetPriceDesk *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The register, which was there first, has folded them already. */
static void
on_committed (TrivetPriceDesk *self,
              GPtrArray       *facts)
{
  for (guint i = 0; i < facts->len; i++) {
    if (g_str_equal (trivet_fact_get_subject (g_ptr_array_index (facts, i)), TRIVET_PRICES_SUBJECT)) {
      _trivet_price_desk_emit_changed (self);
      return;
    }
  }
}

/**
 * trivet_price_desk_new:
 * @reg: whose price book it changes, and by whose manager it is allowed
 *
 * Returns: (transfer full): a desk
 */
TrivetPriceDesk *
trivet_price_desk_new (TrivetRegister *reg)
{
  TrivetPriceDesk *self;

  g_return_val_if_fail (TRIVET_IS_REGISTER (reg), NULL);

  self = g_object_new (TRIVET_TYPE_PRICE_DESK, NULL);
  self->reg = g_object_ref (reg);
  g_signal_connect_object (reg->journal, "committed", G_CALLBACK (on_committed), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * trivet_price_desk_get_book:
 * @self: a desk
 *
 * Returns: (transfer none): the price book as it is
 */
TrivetPriceBook *
trivet_price_desk_get_book (TrivetPriceDesk *self)
{
  g_return_val_if_fail (TRIVET_IS_PRICE_DESK (self), NULL);

  return trivet_register_get_prices (self->reg);
}

/**
 * trivet_price_desk_new_id:
 * @self: a desk
 *
 * Returns: (transfer full): an id for a new rule
 */
char *
trivet_price_desk_new_id (TrivetPriceDesk *self)
{
  g_return_val_if_fail (TRIVET_IS_PRICE_DESK (self), NULL);

  return trivet_id_new (self->reg->clock, self->reg->random);
}

/**
 * trivet_price_desk_needs:
 * @self: a desk
 *
 * Returns: what one must be permitted to change prices; %TRIVET_PERMISSION_NONE in a shop without any
 *   PIN
 */
TrivetPermission
trivet_price_desk_needs (TrivetPriceDesk *self)
{
  g_return_val_if_fail (TRIVET_IS_PRICE_DESK (self), TRIVET_PERMISSION_NONE);

  return trivet_manager_needs (self->reg->manager, TRIVET_PERMISSION_EDIT_MENU);
}

/**
 * trivet_price_desk_can_undo:
 * @self: a desk
 *
 * Returns: whether a step can be taken back
 */
gboolean
trivet_price_desk_can_undo (TrivetPriceDesk *self)
{
  g_return_val_if_fail (TRIVET_IS_PRICE_DESK (self), FALSE);

  return !g_queue_is_empty (&self->undo);
}

/**
 * trivet_price_desk_check:
 * @self: a desk
 * @promotion: as somebody is about to save it
 * @error: return location for a #TrivetPriceDeskError that names the field
 *
 * Returns: whether it could be saved as it is
 */
gboolean
trivet_price_desk_check (TrivetPriceDesk       *self,
                         const TrivetPromotion *promotion,
                         GError               **error)
{
  g_autoptr (TrivetPromotion) clean = NULL;

  g_return_val_if_fail (TRIVET_IS_PRICE_DESK (self), FALSE);
  g_return_val_if_fail (promotion != NULL, FALSE);

  clean = _trivet_price_desk_clean_promotion (promotion, error);

  return clean != NULL;
}

/**
 * trivet_price_desk_is_active_now:
 * @self: a desk
 * @promotion: a promotion
 *
 * Returns: whether it is switched on, and on at this moment
 */
gboolean
trivet_price_desk_is_active_now (TrivetPriceDesk       *self,
                                 const TrivetPromotion *promotion)
{
  g_return_val_if_fail (TRIVET_IS_PRICE_DESK (self), FALSE);
  g_return_val_if_fail (promotion != NULL, FALSE);

  return !promotion->off && trivet_promotion_is_on_at (promotion, trivet_clock_get_wall_us (self->reg->clock), self->reg->zone);
}
