/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-window-private.h"

#include "trivet-about-page.h"
#include "trivet-audit-page.h"
#include "trivet-books-page.h"
#include "trivet-devices-page.h"
#include "trivet-drawers-page.h"
#include "trivet-error-bar.h"
#include "trivet-floor-page.h"
#include "trivet-header.h"
#include "trivet-history-page.h"
#include "trivet-menu-page.h"
#include "trivet-move-page.h"
#include "trivet-order-page.h"
#include "trivet-papers-page.h"
#include "trivet-parked-page.h"
#include "trivet-pay-page.h"
#include "trivet-prices-page.h"
#include "trivet-refund-page.h"
#include "trivet-settings-page.h"
#include "trivet-sign-in-page.h"
#include "trivet-split-page.h"
#include "trivet-staff-page.h"
#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * The ways between the window's pages. Pages are made when somebody wants them; one that is about the
 * order on the screen leads back to it, and a guest that is done leads to where the next one is
 * waited for.
 */

gboolean
_trivet_window_is_locked (TrivetWindow *self)
{
  return self->desk != NULL && trivet_staff_desk_is_locked (self->desk);
}

static const char *
get_page (TrivetWindow *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->stack));
}

gboolean
_trivet_window_is_on (TrivetWindow *self,
                      const char   *page)
{
  return g_strcmp0 (get_page (self), page) == 0;
}

static void show_order_page (TrivetWindow *self);

static void show_home_page (TrivetWindow *self);

static void show_split_page (TrivetWindow *self);

/* The next bill of a split order, or the next guest. */
static void
on_pay_finished (TrivetWindow *self)
{
  TrivetTab *tab = trivet_register_get_current (self->context->reg);

  trivet_checkout_end (self->context->checkout);
  if (tab != NULL && trivet_order_is_open (trivet_tab_get_order (tab)) && trivet_tab_get_order (tab)->n_checks > 1) {
    show_split_page (self);
    return;
  }
  trivet_register_new_order (self->context->reg);
  show_home_page (self);
}

void
_trivet_window_ensure_pay_page (TrivetWindow *self)
{
  if (self->pay_page != NULL)
    return;

  trivet_ui_context_complete (self->context);
  self->pay_page = trivet_pay_page_new (self->context);
  g_signal_connect_object (self->pay_page, "finished", G_CALLBACK (on_pay_finished), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (GTK_STACK (self->stack), self->pay_page, "pay");
}

typedef GtkWidget *(*NewPageFunc) (TrivetUiContext *context);

static GtkWidget *
ensure_page (TrivetWindow *self,
             const char   *name,
             NewPageFunc   new_page)
{
  GtkWidget *page = gtk_stack_get_child_by_name (GTK_STACK (self->stack), name);

  if (page == NULL) {
    trivet_ui_context_complete (self->context);
    page = new_page (self->context);
    gtk_stack_add_named (GTK_STACK (self->stack), page, name);
  }

  return page;
}

static void
show_order_page (TrivetWindow *self)
{
  if (_trivet_window_is_on (self, "pay"))
    trivet_pay_page_close (TRIVET_PAY_PAGE (self->pay_page));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "order");
  trivet_header_show_tabs (TRIVET_HEADER (self->header));
}

static void
on_order_wanted (TrivetWindow *self)
{
  show_order_page (self);
  self->from_floor = TRUE;
}

void
_trivet_window_show_floor_page (TrivetWindow *self)
{
  GtkWidget *page = gtk_stack_get_child_by_name (GTK_STACK (self->stack), "floor");

  if (_trivet_window_is_on (self, "pay"))
    trivet_pay_page_close (TRIVET_PAY_PAGE (self->pay_page));
  if (page == NULL) {
    page = ensure_page (self, "floor", trivet_floor_page_new);
    g_signal_connect_object (page, "order-wanted", G_CALLBACK (on_order_wanted), self, G_CONNECT_SWAPPED);
  }
  trivet_floor_page_open (TRIVET_FLOOR_PAGE (page));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "floor");
  trivet_header_show_bar (TRIVET_HEADER (self->header), trivet_floor_page_get_bar (TRIVET_FLOOR_PAGE (page)));
}

/* Where the next guest is waited for. */
static void
show_home_page (TrivetWindow *self)
{
  if (self->from_floor)
    _trivet_window_show_floor_page (self);
  else
    show_order_page (self);
}

static char *
dup_pay_title (const TrivetOrder *order,
               int                check)
{
  g_autofree char *name = trivet_words_for_order (order);
  g_autofree char *number = g_strdup_printf (_("Order %s"), order->number);
  g_autofree char *title = NULL;

  title = g_str_equal (name, number) ? g_strdup_printf (_("Pay · Order %s"), order->number)
                                     : g_strdup_printf (_("Pay · %s · Order %s"), name, order->number);

  return check != 0 ? g_strdup_printf (_("%s · Bill %d"), title, check) : g_steal_pointer (&title);
}

void
_trivet_window_show_pay_page (TrivetWindow *self,
                              int           check)
{
  TrivetTab         *tab = trivet_register_get_current (self->context->reg);
  const TrivetOrder *order = tab != NULL ? trivet_tab_get_order (tab) : NULL;
  g_autofree char   *title = NULL;

  /* Nothing is due, and nothing is unclear; an order that costs nothing can still be closed. */
  /* What is left over after a correction is closed there, too. */
  if (order != NULL && trivet_tab_get_due_minor (tab) == 0 && trivet_order_get_in_doubt_minor (order) == 0 && !trivet_order_is_corrected (order) &&
      (trivet_tab_get_totals (tab)->total_minor != 0 || trivet_tab_get_totals (tab)->lines->len == 0))
    return;
  if (order == NULL || !trivet_checkout_begin_check (self->context->checkout, order->order_id, check))
    return;

  title = dup_pay_title (order, check);
  trivet_header_show_page (TRIVET_HEADER (self->header), title, check != 0 ? _("‹ Back to bills") : _("‹ Back to order"));
  _trivet_window_ensure_pay_page (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "pay");
  trivet_pay_page_open (TRIVET_PAY_PAGE (self->pay_page));
}

static void
on_pay_activated (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  TrivetWindow *self = TRIVET_WINDOW (widget);
  TrivetTab    *tab = trivet_register_get_current (self->context->reg);

  /* Who has split an order pays it bill by bill. */
  if (tab != NULL && trivet_tab_get_order (tab)->n_checks > 1)
    show_split_page (self);
  else
    _trivet_window_show_pay_page (self, 0);
}

/* One tap at the counter, when the guest has what is due in the hand. */
static void
on_pay_cash_activated (GtkWidget  *widget,
                       const char *action,
                       GVariant   *parameter)
{
  TrivetWindow *self = TRIVET_WINDOW (widget);

  if (!_trivet_window_is_on (self, "order"))
    return;
  on_pay_activated (widget, action, parameter);
  if (_trivet_window_is_on (self, "pay"))
    trivet_pay_page_take_exact (TRIVET_PAY_PAGE (self->pay_page));
}

/* A guest's code before anybody has tapped "Pay": the phone was held out to be charged, and staff
 * pulled the trigger. A split order asks first which bill it is. */
void
_trivet_window_charge_code (TrivetWindow *self,
                            TrivetSecret *code)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.pay", NULL);
  if (_trivet_window_is_on (self, "pay"))
    trivet_pay_page_handle_code (TRIVET_PAY_PAGE (self->pay_page), code);
  else if (trivet_register_get_current (self->context->reg) == NULL)
    trivet_error_bar_say (TRIVET_ERROR_BAR (self->error_bar), _("Nothing is due yet, so nothing was charged. Tap the dishes, then scan the code again."));
}

static void
on_bill_chosen (GtkWidget *page,
                int        check,
                gpointer   user_data)
{
  _trivet_window_show_pay_page (user_data, check);
}

static void
leave_pay_page (TrivetWindow *self)
{
  const TrivetCheckoutStatus *status = trivet_checkout_get_status (self->context->checkout);
  gboolean                    settled = status->order_settled;
  int                         check = trivet_checkout_get_check (self->context->checkout);

  trivet_checkout_end (self->context->checkout);
  if (settled)
    trivet_register_new_order (self->context->reg);
  if (check != 0 && !settled)
    show_split_page (self);
  else if (settled)
    show_home_page (self);
  else
    show_order_page (self);
}

static void
show_page (TrivetWindow *self,
           const char   *page,
           const char   *title,
           const char   *back)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
  trivet_header_show_page (TRIVET_HEADER (self->header), title, back);
}

static void show_named_page (TrivetWindow *self,
                             const char   *page);

/* About the order on the screen: its name belongs into the title. */
static void
show_order_tool (TrivetWindow *self,
                 const char   *page,
                 const char   *format)
{
  const TrivetOrder *order = trivet_tab_get_order (trivet_register_get_current (self->context->reg));
  g_autofree char   *name = trivet_words_for_order (order);
  g_autofree char   *title = g_strdup_printf ("%s · %s", format, name);

  show_page (self, page, title, _("‹ Back to order"));
}

static void
show_split_page (TrivetWindow *self)
{
  GtkWidget *page;

  if (trivet_register_get_current (self->context->reg) == NULL)
    return;
  if (_trivet_window_is_on (self, "pay"))
    trivet_pay_page_close (TRIVET_PAY_PAGE (self->pay_page));
  page = gtk_stack_get_child_by_name (GTK_STACK (self->stack), "split");
  if (page == NULL) {
    page = ensure_page (self, "split", trivet_split_page_new);
    g_signal_connect_object (page, "pay", G_CALLBACK (on_bill_chosen), self, 0);
  }
  trivet_split_page_open (TRIVET_SPLIT_PAGE (page));
  show_order_tool (self, "split", _("Split"));
}

static void
show_move_page (TrivetWindow *self)
{
  GtkWidget *page;

  if (trivet_register_get_current (self->context->reg) == NULL)
    return;
  page = gtk_stack_get_child_by_name (GTK_STACK (self->stack), "move");
  if (page == NULL) {
    page = ensure_page (self, "move", trivet_move_page_new);
    g_signal_connect_object (page, "done", G_CALLBACK (show_order_page), self, G_CONNECT_SWAPPED);
  }
  trivet_move_page_open (TRIVET_MOVE_PAGE (page));
  show_order_tool (self, "move", _("Move or merge"));
}

/* Back to the list that the order was chosen from. */
static void
leave_refund_page (TrivetWindow *self)
{
  GtkWidget *page = gtk_stack_get_child_by_name (GTK_STACK (self->stack), "refund");

  trivet_refund_page_close (TRIVET_REFUND_PAGE (page));
  show_named_page (self, self->refund_from);
}

static void
leave_split_page (TrivetWindow *self)
{
  trivet_split_page_leave (TRIVET_SPLIT_PAGE (gtk_stack_get_child_by_name (GTK_STACK (self->stack), "split")));
  show_order_page (self);
}

static void
leave_order_page (TrivetWindow *self)
{
  if (!trivet_order_page_go_back (TRIVET_ORDER_PAGE (self->order_page)))
    show_home_page (self);
}

static void
leave_floor_page (TrivetWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (GTK_STACK (self->stack));

  if (trivet_floor_page_go_back (TRIVET_FLOOR_PAGE (page)))
    return;
  self->from_floor = FALSE;
  show_order_page (self);
}

static void
on_back_activated (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  TrivetWindow *self = TRIVET_WINDOW (widget);

  if (_trivet_window_is_locked (self))
    return;
  if (_trivet_window_is_on (self, "pay"))
    leave_pay_page (self);
  else if (_trivet_window_is_on (self, "order"))
    leave_order_page (self);
  else if (_trivet_window_is_on (self, "floor"))
    leave_floor_page (self);
  else if (_trivet_window_is_on (self, "refund"))
    leave_refund_page (self);
  else if (_trivet_window_is_on (self, "split"))
    leave_split_page (self);
  else
    show_order_page (self);
}

static void
show_sign_in_page (TrivetWindow *self)
{
  gboolean   fresh = gtk_stack_get_child_by_name (GTK_STACK (self->stack), "sign-in") == NULL;
  GtkWidget *page = ensure_page (self, "sign-in", trivet_sign_in_page_new);

  if (fresh)
    g_signal_connect_object (page, "done", G_CALLBACK (show_order_page), self, G_CONNECT_SWAPPED);
  trivet_wedge_reset (self->wedge);
  trivet_sign_in_page_open (TRIVET_SIGN_IN_PAGE (page));
  show_page (self, "sign-in", _("Sign in"), _("‹ Back to order"));
}

/* Nothing but signing in can be reached. */
void
_trivet_window_update_lock (TrivetWindow *self)
{
  gboolean locked = _trivet_window_is_locked (self);

  gtk_widget_set_sensitive (self->header, !locked);
  if (locked && !_trivet_window_is_on (self, "sign-in")) {
    if (_trivet_window_is_on (self, "pay"))
      trivet_pay_page_close (TRIVET_PAY_PAGE (self->pay_page));
    show_sign_in_page (self);
  }
}

static void
show_named_page (TrivetWindow *self,
                 const char   *page)
{
  const char *title = NULL;

  if (_trivet_window_is_locked (self) || (g_str_equal (page, "sign-in") && self->desk != NULL)) {
    show_sign_in_page (self);
  } else if (g_str_equal (page, "order")) {
    show_order_page (self);
  } else if (g_str_equal (page, "floor")) {
    _trivet_window_show_floor_page (self);
  } else if (g_str_equal (page, "split")) {
    show_split_page (self);
  } else if (g_str_equal (page, "move")) {
    show_move_page (self);
  } else if (g_str_equal (page, "history")) {
    title = _("Past orders");
    trivet_history_page_refresh (TRIVET_HISTORY_PAGE (ensure_page (self, page, trivet_history_page_new)));
  } else if (g_str_equal (page, "papers")) {
    title = _("Papers");
    ensure_page (self, page, trivet_papers_page_new);
  } else if (g_str_equal (page, "parked")) {
    title = _("Not settled");
    ensure_page (self, page, trivet_parked_page_new);
  } else if (g_str_equal (page, "books") && self->context->bookkeeper != NULL) {
    title = _("Books");
    trivet_books_page_refresh (TRIVET_BOOKS_PAGE (ensure_page (self, page, trivet_books_page_new)));
  } else if (g_str_equal (page, "menu")) {
    title = _("Dishes and menus");
    trivet_menu_page_open (TRIVET_MENU_PAGE (ensure_page (self, page, trivet_menu_page_new)));
  } else if (g_str_equal (page, "drawers")) {
    title = _("Drawer and day");
    trivet_drawers_page_open (TRIVET_DRAWERS_PAGE (ensure_page (self, page, trivet_drawers_page_new)));
  } else if (g_str_equal (page, "devices")) {
    title = _("Devices");
    ensure_page (self, page, trivet_devices_page_new);
  } else if (g_str_equal (page, "prices")) {
    title = _("Prices");
    trivet_prices_page_refresh (TRIVET_PRICES_PAGE (ensure_page (self, page, trivet_prices_page_new)));
  } else if (g_str_equal (page, "settings")) {
    title = _("Settings");
    ensure_page (self, page, trivet_settings_page_new);
  } else if (g_str_equal (page, "about")) {
    title = _("About Trivet");
    ensure_page (self, page, trivet_about_page_new);
  } else if (g_str_equal (page, "staff") && self->desk != NULL) {
    title = _("Staff and roles");
    trivet_staff_page_refresh (TRIVET_STAFF_PAGE (ensure_page (self, page, trivet_staff_page_new)));
  } else if (g_str_equal (page, "audit")) {
    title = _("Who did what");
    trivet_audit_page_refresh (TRIVET_AUDIT_PAGE (ensure_page (self, page, trivet_audit_page_new)));
  }
  if (title != NULL)
    show_page (self, page, title, _("‹ Back to order"));
}

static void
on_show_activated (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  TrivetWindow *self = TRIVET_WINDOW (widget);

  if (!_trivet_window_is_on (self, "pay"))
    show_named_page (self, g_variant_get_string (parameter, NULL));
}

static void
on_refund_activated (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  TrivetWindow *self = TRIVET_WINDOW (widget);
  const char   *from = get_page (self);
  GtkWidget    *page;

  if (g_strcmp0 (from, "pay") == 0)
    return;
  if (g_strcmp0 (from, "refund") != 0) {
    g_free (self->refund_from);
    self->refund_from = g_strdup (g_strcmp0 (from, "order") == 0 ? "history" : from);
  }
  page = ensure_page (self, "refund", trivet_refund_page_new);
  trivet_refund_page_open (TRIVET_REFUND_PAGE (page), g_variant_get_string (parameter, NULL));
  show_page (self, "refund", _("Give back"), _("‹ Back"));
}

void
_trivet_window_install_pages (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.pay", NULL, on_pay_activated);
  gtk_widget_class_install_action (widget_class, "win.pay-cash", NULL, on_pay_cash_activated);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, on_back_activated);
  gtk_widget_class_install_action (widget_class, "win.show", "s", on_show_activated);
  gtk_widget_class_install_action (widget_class, "win.refund", "s", on_refund_activated);
}
