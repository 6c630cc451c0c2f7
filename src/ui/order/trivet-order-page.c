/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-order-page.h"

#include "trivet-columns-layout.h"
#include "trivet-editors.h"
#include "trivet-guest-pane.h"
#include "trivet-menu-pane.h"
#include "trivet-order-guard.h"
#include "trivet-ticket-pane.h"
#include "trivet-ui.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * TrivetOrderPage: puts the order and the menu side by side, with what can be done to the whole
 * order below the menu.
 */

struct _TrivetOrderPage {
  GtkWidget parent_instance;

  TrivetUiContext *context;
  GtkWidget       *ticket;
  GtkWidget       *right;
  GtkWidget       *menu;
  GtkWidget       *guard; /* in place of menu and foot while it asks */
  GtkWidget       *guest; /* the same, for member and coupons; NULL until it is wanted */
  GtkWidget       *foot;
  GtkWidget       *hold;
  GtkWidget       *bill; /* in the place of "hold" at a table */
};

G_DEFINE_FINAL_TYPE (TrivetOrderPage, trivet_order_page, GTK_TYPE_WIDGET)

static void
trivet_order_page_dispose (GObject *object)
{
  TrivetOrderPage *self = TRIVET_ORDER_PAGE (object);

  g_clear_pointer (&self->ticket, gtk_widget_unparent);
  g_clear_pointer (&self->right, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_order_page_parent_class)->dispose (object);
}

static void
trivet_order_page_class_init (TrivetOrderPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_order_page_dispose;
}

static void
trivet_order_page_init (TrivetOrderPage *self)
{
}

static const TrivetOrder *
get_order (TrivetOrderPage *self)
{
  TrivetTab *tab = trivet_register_get_current (self->context->reg);

  return tab != NULL ? trivet_tab_get_order (tab) : NULL;
}

static void
on_hold_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetOrderPage *self = user_data;

  trivet_register_hold (self->context->reg);
}

static void
on_discount_chosen (TrivetDiscountKind kind,
                    gint64             value,
                    const char        *reason,
                    gpointer           user_data)
{
  TrivetOrderPage *self = user_data;
  g_autofree char *name = g_strdup (reason);

  if (kind == TRIVET_DISCOUNT_RATE)
    name = g_strdup_printf (_("Discount −%d %%"), (int) (value / (TRIVET_RATE_PPM_ONE / 100)));
  trivet_order_guard_discount (TRIVET_ORDER_GUARD (self->guard), NULL, kind, value, name);
}

static void
on_discount_clicked (GtkButton *button,
                     gpointer   user_data)
{
  TrivetOrderPage *self = user_data;

  trivet_editors_ask_discount (GTK_WIDGET (button), trivet_register_get_shop (self->context->reg)->currency,
                               on_discount_chosen, self);
}

static void
on_note_saved (const char *note,
               gpointer    user_data)
{
  TrivetOrderPage *self = user_data;

  trivet_register_set_order_note (self->context->reg, note);
}

static void
on_note_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetOrderPage   *self = user_data;
  const TrivetOrder *order = get_order (self);

  trivet_editors_ask_text (GTK_WIDGET (button), _("Note for the whole order"), order != NULL ? order->note : "",
                                                   on_note_saved, self);
}

static void
on_name_saved (const char *label,
               gpointer    user_data)
{
  TrivetOrderPage *self = user_data;

  trivet_register_set_label (self->context->reg, label);
}

static void
on_name_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetOrderPage   *self = user_data;
  const TrivetOrder *order = get_order (self);

  trivet_editors_ask_text (GTK_WIDGET (button), _("Name of the order, such as “Window seat”"),
                                                   order != NULL ? order->label : "", on_name_saved, self);
}

static void
on_bill_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetOrderPage *self = user_data;

  trivet_register_ask_bill (self->context->reg);
}

static void
show_guest (TrivetOrderPage *self,
            gboolean         shown)
{
  if (self->guest != NULL)
    gtk_widget_set_visible (self->guest, shown);
  gtk_widget_set_visible (self->menu, !shown);
  gtk_widget_set_visible (self->foot, !shown);
}

static void
on_guest_done (TrivetOrderPage *self)
{
  show_guest (self, FALSE);
}

static void
ask_guest (TrivetOrderPage *self,
           gboolean         for_coupon)
{
  if (self->guest == NULL) {
    self->guest = trivet_guest_pane_new (self->context);
    gtk_widget_add_css_class (self->guest, "menu-inset");
    gtk_widget_set_vexpand (self->guest, TRUE);
    g_signal_connect_object (self->guest, "done", G_CALLBACK (on_guest_done), self, G_CONNECT_SWAPPED);
    gtk_box_insert_child_after (GTK_BOX (self->right), self->guest, self->guard);
  }
  show_guest (self, TRUE);
  trivet_guest_pane_open (TRIVET_GUEST_PANE (self->guest), for_coupon);
}

static void
on_member_clicked (GtkButton *button,
                   gpointer   user_data)
{
  ask_guest (user_data, FALSE);
}

static void
on_coupon_clicked (GtkButton *button,
                   gpointer   user_data)
{
  ask_guest (user_data, TRUE);
}

static void
on_void_confirmed (gpointer user_data)
{
  TrivetOrderPage *self = user_data;

  trivet_order_guard_void_order (TRIVET_ORDER_GUARD (self->guard));
}

/* A voided order does not come back, so one stray finger must not be enough. */
static void
on_void_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetOrderPage *self = user_data;

  /* Who has to say why and get a yes has been asked enough. */
  if (trivet_register_needs_for_void (self->context->reg) != TRIVET_PERMISSION_NONE)
    on_void_confirmed (self);
  else
    trivet_editors_confirm (GTK_WIDGET (button), _("Void the whole order?"), _("Void it"), on_void_confirmed, user_data);
}

/* A page of its own about the order. */
static GtkWidget *
new_tool (const char *label,
          const char *page)
{
  GtkWidget *button = trivet_ui_button_new (label, "trivet-button", NULL, NULL);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", page);

  return button;
}

static GtkWidget *
build_foot (TrivetOrderPage *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *tools = trivet_wrap_box_new (8);
  GtkWidget *void_order = trivet_ui_button_new (_("Void order"), "trivet-button danger-text", G_CALLBACK (on_void_clicked), self);

  gtk_widget_add_css_class (foot, "menu-inset");
  gtk_widget_add_css_class (foot, "order-foot");
  gtk_widget_set_hexpand (tools, TRUE);
  gtk_widget_set_valign (void_order, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (tools), new_tool (_("Split"), "split"));
  gtk_box_append (GTK_BOX (tools), new_tool (_("Move / merge"), "move"));
  self->hold = trivet_ui_button_new (_("Hold"), "trivet-button", G_CALLBACK (on_hold_clicked), self);
  self->bill = trivet_ui_button_new (_("Bill asked"), "trivet-button", G_CALLBACK (on_bill_clicked), self);
  gtk_box_append (GTK_BOX (tools), self->hold);
  gtk_box_append (GTK_BOX (tools), self->bill);
  gtk_box_append (GTK_BOX (tools), trivet_ui_button_new (_("Discount"), "trivet-button", G_CALLBACK (on_discount_clicked), self));
  gtk_box_append (GTK_BOX (tools), trivet_ui_button_new (_("Member"), "trivet-button", G_CALLBACK (on_member_clicked), self));
  gtk_box_append (GTK_BOX (tools), trivet_ui_button_new (_("Coupon"), "trivet-button", G_CALLBACK (on_coupon_clicked), self));
  gtk_box_append (GTK_BOX (tools), trivet_ui_button_new (_("Note"), "trivet-button", G_CALLBACK (on_note_clicked), self));
  gtk_box_append (GTK_BOX (tools), trivet_ui_button_new (_("Name"), "trivet-button", G_CALLBACK (on_name_clicked), self));
  gtk_box_append (GTK_BOX (foot), tools);
  gtk_box_append (GTK_BOX (foot), void_order);

  return foot;
}

static void
on_edit_line (TrivetTicketPane *ticket,
              const char       *line_id,
              gpointer          user_data)
{
  TrivetOrderPage *self = user_data;

  trivet_menu_pane_edit_line (TRIVET_MENU_PANE (self->menu), line_id);
}

static void
on_guard_asking (TrivetOrderGuard *guard,
                 gboolean          asking,
                 gpointer          user_data)
{
  TrivetOrderPage *self = user_data;

  gtk_widget_set_visible (self->guard, asking);
  gtk_widget_set_visible (self->menu, !asking);
  gtk_widget_set_visible (self->foot, !asking);
}

/* Without an order there is nothing to hold, name or void. */
static void
on_current_changed (TrivetOrderPage *self)
{
  const TrivetOrder *order = get_order (self);
  gboolean           at_table = order != NULL && *order->table_id != '\0';

  if (self->guest != NULL && gtk_widget_get_visible (self->guest))
    show_guest (self, FALSE);
  gtk_widget_set_sensitive (self->foot, order != NULL);
  gtk_widget_set_visible (self->hold, !at_table);
  gtk_widget_set_visible (self->bill, at_table);
}

/**
 * trivet_order_page_new:
 * @context: the screens' context; its register has loaded
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
trivet_order_page_new (TrivetUiContext *context)
{
  TrivetOrderPage *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_ORDER_PAGE, NULL);
  self->context = g_object_ref (context);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), trivet_columns_layout_new ());
  self->ticket = trivet_ticket_pane_new (context);
  self->menu = trivet_menu_pane_new (context);
  self->right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->right, "menu-area");
  gtk_widget_set_vexpand (self->menu, TRUE);
  gtk_box_append (GTK_BOX (self->right), self->menu);
  self->guard = trivet_order_guard_new (context);
  gtk_widget_set_vexpand (self->guard, TRUE);
  gtk_widget_set_visible (self->guard, FALSE);
  gtk_widget_add_css_class (self->guard, "menu-inset");
  gtk_box_append (GTK_BOX (self->right), self->guard);
  trivet_order_guard_install (TRIVET_ORDER_GUARD (self->guard), GTK_WIDGET (self));
  g_signal_connect_object (self->guard, "asking", G_CALLBACK (on_guard_asking), self, 0);
  self->foot = build_foot (self);
  gtk_box_append (GTK_BOX (self->right), self->foot);
  gtk_widget_set_parent (self->ticket, GTK_WIDGET (self));
  gtk_widget_set_parent (self->right, GTK_WIDGET (self));
  g_signal_connect_object (self->ticket, "edit-line", G_CALLBACK (on_edit_line), self, 0);
  g_signal_connect_object (context->reg, "current-changed", G_CALLBACK (on_current_changed), self, G_CONNECT_SWAPPED);
  on_current_changed (self);

  return GTK_WIDGET (self);
}

static gboolean
handle_control_key (TrivetOrderPage *self,
                    guint            keyval)
{
  switch (keyval) {
  case GDK_KEY_f:
    trivet_menu_pane_search (TRIVET_MENU_PANE (self->menu));
    return TRUE;
  case GDK_KEY_z:
    trivet_register_undo (self->context->reg);
    return TRUE;
  case GDK_KEY_n:
    trivet_register_new_order (self->context->reg);
    return TRUE;
  default:
    return FALSE;
  }
}

/**
 * trivet_order_page_handle_key:
 * @self: the page
 * @keyval: a key that no focused widget wanted
 * @state: with which modifiers
 *
 * Returns: whether the key means something here
 */
gboolean
trivet_order_page_handle_key (TrivetOrderPage *self,
                              guint            keyval,
                              GdkModifierType  state)
{
  TrivetTicketPane *ticket;

  g_return_val_if_fail (TRIVET_IS_ORDER_PAGE (self), FALSE);

  ticket = TRIVET_TICKET_PANE (self->ticket);
  if (state & GDK_CONTROL_MASK)
    return handle_control_key (self, keyval);

  switch (keyval) {
  case GDK_KEY_F9:
    trivet_kitchen_desk_send (self->context->kitchen);
    return TRUE;
  case GDK_KEY_plus:
  case GDK_KEY_KP_Add:
    trivet_ticket_pane_change_selected (ticket, 1);
    return TRUE;
  case GDK_KEY_minus:
  case GDK_KEY_KP_Subtract:
    trivet_ticket_pane_change_selected (ticket, -1);
    return TRUE;
  case GDK_KEY_Delete:
    trivet_ticket_pane_void_selected (ticket);
    return TRUE;
  case GDK_KEY_Page_Down:
    trivet_ticket_pane_move_selection (ticket, 1);
    return TRUE;
  case GDK_KEY_Page_Up:
    trivet_ticket_pane_move_selection (ticket, -1);
    return TRUE;
  default:
    return FALSE;
  }
}

/**
 * trivet_order_page_go_back:
 * @self: the page
 *
 * Leaves the choices or the search.
 *
 * Returns: whether there was something to leave
 */
gboolean
trivet_order_page_go_back (TrivetOrderPage *self)
{
  g_return_val_if_fail (TRIVET_IS_ORDER_PAGE (self), FALSE);

  if (gtk_widget_get_visible (self->guard)) {
    trivet_order_guard_cancel (TRIVET_ORDER_GUARD (self->guard));
    return TRUE;
  }
  if (self->guest != NULL && gtk_widget_get_visible (self->guest)) {
    show_guest (self, FALSE);
    return TRUE;
  }

  return trivet_menu_pane_go_back (TRIVET_MENU_PANE (self->menu));
}
