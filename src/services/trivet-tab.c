/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-tab.h"

/*
 * TrivetTab: an open order and its totals, kept together so that no screen adds up anything.
 */

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetTab {
  GObject parent_instance;

  TrivetOrder *order;
  TrivetTotals totals;
  GPtrArray   *checks; /* TrivetCheck; NULL until somebody asks */
};

G_DEFINE_FINAL_TYPE (TrivetTab, trivet_tab, G_TYPE_OBJECT)

static void
update_totals (TrivetTab *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->checks, g_ptr_array_unref);
  trivet_totals_clear (&self->totals);
  /* The order was accepted fact by fact, so its totals exist; a failure here is our bug. */
  if (!trivet_order_compute_totals (self->order, &self->totals, &error))
    g_critical ("Order %s has no totals: %s", self->order->order_id, error->message);
}

static void
trivet_tab_finalize (GObject *object)
{
  TrivetTab *self = TRIVET_TAB (object);

  g_clear_pointer (&self->checks, g_ptr_array_unref);
  trivet_totals_clear (&self->totals);
  g_clear_pointer (&self->order, trivet_order_unref);

  G_OBJECT_CLASS (trivet_tab_parent_class)->finalize (object);
}

static void
trivet_tab_class_init (TrivetTabClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_tab_finalize;

  signals[CHANGED] =
    g_signal_new ("changed",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0,
                  NULL,
                  NULL,
                  NULL,
                  G_TYPE_NONE,
                  0);
}

static void
trivet_tab_init (TrivetTab *self)
{
}

/**
 * trivet_tab_new:
 * @order: (transfer full): a fold that nobody else changes
 *
 * Returns: (transfer full): a new tab
 */
TrivetTab *
trivet_tab_new (TrivetOrder *order)
{
  TrivetTab *self;

  g_return_val_if_fail (order != NULL, NULL);

  self = g_object_new (TRIVET_TYPE_TAB, NULL);
  self->order = order;
  update_totals (self);

  return self;
}

/**
 * trivet_tab_get_order:
 * @self: a tab
 *
 * Returns: (transfer none): the durable order; not to be changed
 */
TrivetOrder *
trivet_tab_get_order (TrivetTab *self)
{
  g_return_val_if_fail (TRIVET_IS_TAB (self), NULL);

  return self->order;
}

/**
 * trivet_tab_get_totals:
 * @self: a tab
 *
 * Returns: (transfer none): totals of the durable order, until the next change
 */
const TrivetTotals *
trivet_tab_get_totals (TrivetTab *self)
{
  g_return_val_if_fail (TRIVET_IS_TAB (self), NULL);

  return &self->totals;
}

/**
 * trivet_tab_get_checks:
 * @self: a tab
 *
 * Returns: (transfer none) (element-type TrivetCheck): the checks of the durable order, one when it is
 *   not split; until the next change
 */
GPtrArray *
trivet_tab_get_checks (TrivetTab *self)
{
  g_return_val_if_fail (TRIVET_IS_TAB (self), NULL);

  if (self->checks == NULL)
    self->checks = trivet_order_compute_checks (self->order, &self->totals);

  return self->checks;
}

/**
 * trivet_tab_get_order_id:
 * @self: a tab
 *
 * Returns: (transfer none): the order's ULID
 */
const char *
trivet_tab_get_order_id (TrivetTab *self)
{
  g_return_val_if_fail (TRIVET_IS_TAB (self), NULL);

  return self->order->order_id;
}

/**
 * trivet_tab_get_due_minor:
 * @self: a tab
 *
 * Returns: what is still to be paid, in minor units: the total less what is paid and was not
 *   given back, in flight and in doubt; never below zero, and 0 once it is settled or voided
 */
gint64
trivet_tab_get_due_minor (TrivetTab *self)
{
  gint64 taken;

  g_return_val_if_fail (TRIVET_IS_TAB (self), 0);

  if (!trivet_order_is_open (self->order))
    return 0;

  taken = trivet_order_get_net_paid_minor (self->order) +
          trivet_order_get_open_minor (self->order) +
          trivet_order_get_in_doubt_minor (self->order);

  return MAX (self->totals.total_minor - taken, 0);
}

/**
 * trivet_tab_apply:
 * @self: a tab
 * @fact: a durable fact of this order
 * @error: return location for a #TrivetFactError
 *
 * Folds a fact in. The caller emits `changed` once for all facts of a commit.
 *
 * Returns: %FALSE when the fact contradicts the order; nothing changed then
 */
gboolean
trivet_tab_apply (TrivetTab  *self,
                  TrivetFact *fact,
                  GError    **error)
{
  g_return_val_if_fail (TRIVET_IS_TAB (self), FALSE);

  if (!trivet_order_apply (self->order, fact, error))
    return FALSE;

  update_totals (self);

  return TRUE;
}

/**
 * trivet_tab_emit_changed:
 * @self: a tab
 *
 * Tells screens that order and totals are new.
 */
void
trivet_tab_emit_changed (TrivetTab *self)
{
  g_return_if_fail (TRIVET_IS_TAB (self));

  g_signal_emit (self, signals[CHANGED], 0);
}
