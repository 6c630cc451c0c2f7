/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-kiosk-private.h"

/* The kiosk's broom: orders that nobody works at any more. */

gboolean
_trivet_kiosk_has_money (const TrivetOrder *order)
{
  return trivet_order_get_paid_minor (order) != 0 || trivet_order_get_open_minor (order) != 0 ||
         trivet_order_get_in_doubt_minor (order) != 0;
}

/* More than an offer of ours that nobody may have taken. */
static gboolean
is_for_staff (const TrivetOrder *order)
{
  for (guint i = 0; i < order->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (order->tenders, i);

    if (tender->state == TRIVET_TENDER_PAID || (tender->state == TRIVET_TENDER_IN_DOUBT && !tender->shown))
      return TRUE;
  }

  return FALSE;
}

/* An order that a guest began here and nobody works at any more. */
static gboolean
is_left_behind (const TrivetOrder *order)
{
  if (!trivet_order_is_open (order) || order->held || order->reopened_at_us != 0 || !g_str_equal (order->staff, TRIVET_KIOSK_STAFF))
    return FALSE;
  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    if (line->sent_quantity > 0)
      return FALSE;
  }

  return TRUE;
}

static TrivetTab *
find_left_behind (TrivetKiosk *self)
{
  GListModel *tabs = trivet_register_get_tabs (self->reg);

  for (guint i = 0; i < g_list_model_get_n_items (tabs); i++) {
    g_autoptr (TrivetTab) tab = g_list_model_get_item (tabs, i);

    if (is_left_behind (trivet_tab_get_order (tab)))
      return tab;
  }

  return NULL;
}

gboolean
_trivet_kiosk_has_left (TrivetKiosk *self)
{
  return find_left_behind (self) != NULL;
}

/* Orders are only looked at whose facts are all on the disk. */
void
_trivet_kiosk_sweep (TrivetKiosk *self)
{
  TrivetTab *tab;

  if (self->state != TRIVET_KIOSK_NOBODY || trivet_register_get_busy (self->reg))
    return;
  tab = find_left_behind (self);
  if (tab == NULL)
    return;
  if (is_for_staff (trivet_tab_get_order (tab))) {
    trivet_register_select (self->reg, trivet_tab_get_order_id (tab));
    trivet_register_hold (self->reg);
  } else if (!_trivet_kiosk_has_money (trivet_tab_get_order (tab))) {
    trivet_register_select (self->reg, trivet_tab_get_order_id (tab));
    trivet_register_void_order (self->reg, self->reasons[TRIVET_KIOSK_REASON_GONE]);
  }
}
