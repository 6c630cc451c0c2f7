/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-window-private.h"

#include "trivet-approval-pane.h"
#include "trivet-badge-taker.h"
#include "trivet-error-bar.h"
#include "trivet-floor-page.h"
#include "trivet-order-page.h"
#include "trivet-pay-page.h"
#include "trivet-words.h"

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

/* Whoever writes into a field is not interrupted. Signs that are keys of their own, such as minus for one dish
 * less, are held back only inside a run. */
static gboolean
may_scan (TrivetWindow *self,
          gunichar      character,
          gint64        time_us)
{
  if (GTK_IS_EDITABLE (gtk_window_get_focus (GTK_WINDOW (self))))
    return FALSE;

  return character == 0 || g_unichar_isspace (character) || g_unichar_isalnum (character) || trivet_wedge_is_running (self->wedge, time_us);
}

/* @taker: (nullable): the question that takes badges */
static gboolean
is_listening (TrivetWindow *self,
              GtkWidget    *taker,
              gunichar      character,
              gint64        time_us)
{
  return taker != NULL || _trivet_window_is_on (self, "pay") || may_scan (self, character, time_us);
}

static void
on_badge_signed_in (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (TrivetWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (trivet_staff_desk_sign_in_finish (TRIVET_STAFF_DESK (source), result, &error) || self->context == NULL)
    return;
  words = trivet_words_for_error (error);
  trivet_error_bar_say (TRIVET_ERROR_BAR (self->error_bar), words);
}

/* While nothing else is asked, a badge is somebody who wants to work here. In a shop without badges nothing
 * is looked at. */
static void
take_badge (TrivetWindow *self,
            TrivetSecret *scanned)
{
  if (self->desk != NULL && trivet_staff_desk_has_badges (self->desk) &&
      trivet_staff_desk_may_be_badge (trivet_checkout_get_wallets (self->context->checkout), scanned))
    trivet_staff_desk_sign_in_badge_async (self->desk, scanned, on_badge_signed_in, g_object_ref (self));
}

/* Where dishes are tapped the scanner means a payment with a wallet's code. */
static void
take_loose_code (TrivetWindow *self,
                 TrivetSecret *scanned)
{
  g_autoptr (TrivetSecret) code = NULL;
  const char *wallet_id;

  if (trivet_wallet_table_recognise (trivet_checkout_get_wallets (self->context->checkout), scanned, &code, &wallet_id) != TRIVET_CODE_PAYMENT)
    take_badge (self, scanned);
  else if (_trivet_window_is_on (self, "order"))
    _trivet_window_charge_code (self, code);
}

/* @taker: (nullable): the question that takes badges */
static void
take_code (TrivetWindow *self,
           GtkWidget    *taker,
           TrivetSecret *code)
{
  if (taker != NULL)
    trivet_badge_taker_take (GTK_WIDGET (self), code);
  else if (_trivet_window_is_on (self, "pay"))
    trivet_pay_page_handle_code (TRIVET_PAY_PAGE (self->pay_page), code);
  else
    take_loose_code (self, code);
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
  GtkWidget    *taker = trivet_badge_taker_find (GTK_WIDGET (self));
  GtkWidget    *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gint64        time_us = key_time_us (self, GTK_EVENT_CONTROLLER (controller));
  g_autoptr (TrivetSecret) code = NULL;
  TrivetWedgeVerdict verdict;

  /* It listens itself to what is typed in it. */
  if (taker != NULL && TRIVET_IS_APPROVAL_PANE (taker) && focus != NULL && (focus == taker || gtk_widget_is_ancestor (focus, taker)))
    return FALSE;
  if (!is_listening (self, taker, character_of (keyval), time_us))
    return FALSE;

  verdict = trivet_wedge_feed (self->wedge, character_of (keyval), time_us, &code);
  if (verdict == TRIVET_WEDGE_CODE)
    take_code (self, taker, code);

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
