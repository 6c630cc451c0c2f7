/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-window-private.h"

#include "trivet-approval-pane.h"
#include "trivet-floor-page.h"
#include "trivet-order-page.h"
#include "trivet-pay-page.h"
#include "trivet-sign-in-page.h"

/* The keyboard, and the hand scanner that types on it. */

static gunichar
character_of (guint keyval)
{
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    return '\r';

  return gdk_keyval_to_unicode (keyval);
}

/* When the key was pressed, not when this program had time for it: a busy moment must not tear a
 * scanner's run apart. */
static gint64
key_time_us (TrivetWindow       *self,
             GtkEventController *controller)
{
  guint32 time_ms = gtk_event_controller_get_current_event_time (controller);

  return time_ms != GDK_CURRENT_TIME ? (gint64) time_ms * 1000 : trivet_clock_get_monotonic_us (self->context->clock);
}

/* Where dishes are tapped the scanner means a payment only with a wallet's code, and whoever writes into a
 * field is not interrupted. */
static gboolean
may_scan_for_order (TrivetWindow *self,
                    gunichar      character)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return _trivet_window_is_on (self, "order") && !GTK_IS_EDITABLE (focus) &&
         (character == 0 || g_unichar_isspace (character) || g_unichar_isalnum (character));
}

static void
take_order_code (TrivetWindow *self,
                 TrivetSecret *scanned)
{
  g_autoptr (TrivetSecret) code = NULL;
  const char *wallet_id;

  if (trivet_wallet_table_recognise (trivet_checkout_get_wallets (self->context->checkout), scanned, &code, &wallet_id) == TRIVET_CODE_PAYMENT)
    _trivet_window_charge_code (self, code);
}

/* The hand scanner types wherever the focus is, so the window listens before everybody else. */
static gboolean
on_any_key_pressed (GtkEventControllerKey *controller,
                    guint                  keyval,
                    guint                  keycode,
                    GdkModifierType        state,
                    gpointer               user_data)
{
  TrivetWindow *self = user_data;
  g_autoptr (TrivetSecret) code = NULL;
  TrivetWedgeVerdict verdict;

  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean   signing_in = _trivet_window_is_on (self, "sign-in");
  gboolean   ordering = may_scan_for_order (self, character_of (keyval));

  /* Somebody's yes is asked for: the pane listens for a badge itself. */
  if (focus != NULL && gtk_widget_get_ancestor (focus, TRIVET_TYPE_APPROVAL_PANE) != NULL)
    return FALSE;
  if (!_trivet_window_is_on (self, "pay") && !signing_in && !ordering)
    return FALSE;

  verdict = trivet_wedge_feed (self->wedge, character_of (keyval), key_time_us (self, GTK_EVENT_CONTROLLER (controller)), &code);
  if (verdict == TRIVET_WEDGE_CODE && signing_in)
    trivet_sign_in_page_handle_badge (TRIVET_SIGN_IN_PAGE (gtk_stack_get_visible_child (GTK_STACK (self->stack))), code);
  else if (verdict == TRIVET_WEDGE_CODE && ordering)
    take_order_code (self, code);
  else if (verdict == TRIVET_WEDGE_CODE)
    trivet_pay_page_handle_code (TRIVET_PAY_PAGE (self->pay_page), code);

  return verdict != TRIVET_WEDGE_PASS;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                gpointer               user_data)
{
  TrivetWindow *self = user_data;
  gboolean      ordering = _trivet_window_is_on (self, "order");

  if (keyval == GDK_KEY_Escape) {
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
    return TRUE;
  }
  if (ordering && (keyval == GDK_KEY_F12 || (keyval == GDK_KEY_Return && (state & GDK_CONTROL_MASK)))) {
    gtk_widget_activate_action (GTK_WIDGET (self), "win.pay", NULL);
    return TRUE;
  }

  if (keyval == GDK_KEY_F2) {
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show", "s", "floor");
    return TRUE;
  }
  if (_trivet_window_is_on (self, "floor"))
    return trivet_floor_page_handle_key (TRIVET_FLOOR_PAGE (gtk_stack_get_visible_child (GTK_STACK (self->stack))), keyval, state);

  return ordering && trivet_order_page_handle_key (TRIVET_ORDER_PAGE (self->order_page), keyval, state);
}

void
_trivet_window_add_keys (TrivetWindow *self)
{
  GtkEventController *first = gtk_event_controller_key_new ();
  GtkEventController *last = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (first, GTK_PHASE_CAPTURE);
  g_signal_connect (first, "key-pressed", G_CALLBACK (on_any_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), first);
  g_signal_connect (last, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), last);
}
