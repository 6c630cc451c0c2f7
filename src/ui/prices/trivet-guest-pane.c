/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-guest-pane.h"

#include "trivet-prices-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetGuestPane: left the member, right the coupons. What a coupon takes, or why nothing, the
 * register says; a coupon that takes nothing is not taken in.
 */

#define MAX_MEMBER 60

enum {
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetGuestPane {
  GtkWidget parent_instance;

  TrivetUiContext *context;
  TrivetTab       *tab; /* nullable: whose changes are watched */
  gboolean         for_coupon;

  GtkWidget *column;
  GtkWidget *member;
  GtkWidget *member_entry;
  GtkWidget *no_member;
  GtkWidget *coupons;
  GtkWidget *coupon_entry;
  GtkWidget *message;
};

G_DEFINE_FINAL_TYPE (TrivetGuestPane, trivet_guest_pane, GTK_TYPE_WIDGET)

static void
trivet_guest_pane_dispose (GObject *object)
{
  TrivetGuestPane *self = TRIVET_GUEST_PANE (object);

  g_clear_pointer (&self->column, gtk_widget_unparent);
  g_clear_object (&self->tab);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_guest_pane_parent_class)->dispose (object);
}

static void
trivet_guest_pane_class_init (TrivetGuestPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_guest_pane_dispose;

  signals[DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
trivet_guest_pane_init (TrivetGuestPane *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "cash-view");
}

static TrivetCurrency
get_currency (TrivetGuestPane *self)
{
  return trivet_register_get_shop (self->context->reg)->currency;
}

static void
say (TrivetGuestPane *self,
     const char      *words,
     gboolean         good)
{
  gtk_label_set_text (GTK_LABEL (self->message), words);
  trivet_ui_toggle_class (self->message, "good", good);
}

static void
show_member (TrivetGuestPane   *self,
             const TrivetOrder *order)
{
  const char      *member = order != NULL ? order->member : NULL;
  g_autofree char *words = member != NULL ? g_strdup_printf (_("Member %s · prices for members count"), member)
                                          : g_strdup (_("No member yet. Type or scan the number."));

  gtk_label_set_text (GTK_LABEL (self->member), words);
  trivet_ui_toggle_class (self->member, "good", member != NULL);
  gtk_widget_set_visible (self->no_member, member != NULL);
}

static void
use_coupon (TrivetGuestPane       *self,
            const TrivetPromotion *coupon)
{
  gint64                 takes;
  TrivetPromotionVerdict verdict = coupon != NULL ? trivet_register_judge_coupon (self->context->reg, coupon->id, &takes)
                                                  : TRIVET_PROMOTION_VERDICT_UNKNOWN;
  g_autofree char       *words = NULL;

  if (coupon == NULL)
    takes = 0;
  words = trivet_prices_words_dup_verdict (verdict, coupon, takes, get_currency (self));
  if (verdict == TRIVET_PROMOTION_VERDICT_TAKES)
    trivet_register_set_coupon (self->context->reg, coupon->id, TRUE);
  say (self, words, verdict == TRIVET_PROMOTION_VERDICT_TAKES);
}

static gboolean
is_handed_in (const TrivetOrder *order,
              const char        *promotion_id)
{
  return order != NULL && g_ptr_array_find_with_equal_func (order->coupons, promotion_id, g_str_equal, NULL);
}

static void
on_coupon_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetGuestPane   *self = user_data;
  const char        *id = g_object_get_data (G_OBJECT (button), "id");
  const TrivetOrder *order = self->tab != NULL ? trivet_tab_get_order (self->tab) : NULL;

  if (is_handed_in (order, id)) {
    trivet_register_set_coupon (self->context->reg, id, FALSE);
    say (self, _("The coupon was given back."), FALSE);
  } else {
    use_coupon (self, trivet_price_book_lookup_promotion (trivet_register_get_prices (self->context->reg), id));
  }
}

static void
add_coupon (TrivetGuestPane       *self,
            const TrivetPromotion *coupon,
            const TrivetOrder     *order)
{
  gint64                 takes;
  TrivetPromotionVerdict verdict = trivet_register_judge_coupon (self->context->reg, coupon->id, &takes);
  gboolean               on = is_handed_in (order, coupon->id);
  const char            *name = trivet_ui_is_chinese () ? coupon->name_zh : coupon->name;
  g_autofree char       *words = trivet_prices_words_dup_verdict (verdict, coupon, takes, get_currency (self));
  g_autofree char       *spoken = g_strdup_printf (on ? _("Give back %s. %s") : _("Use %s. %s"), name, words);
  GtkWidget             *button = trivet_ui_button_new (name, "trivet-button coupon-row", G_CALLBACK (on_coupon_clicked), self);
  GtkWidget             *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget             *detail = trivet_ui_label_new (words, verdict == TRIVET_PROMOTION_VERDICT_TAKES ? "pay-small" : "pay-small dim");
  GtkWidget             *title = trivet_ui_label_new (name, "strong");

  gtk_label_set_wrap (GTK_LABEL (detail), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_button_set_child (GTK_BUTTON (button), box);
  trivet_ui_set_name (button, spoken);
  trivet_ui_toggle_class (button, "primary", on);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_PRESSED,
                               on ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (coupon->id), g_free);
  gtk_box_append (GTK_BOX (self->coupons), button);
}

static void
show_coupons (TrivetGuestPane   *self,
              const TrivetOrder *order)
{
  GPtrArray *promotions = trivet_price_book_get_promotions (trivet_register_get_prices (self->context->reg));
  guint      n = 0;

  trivet_ui_clear_box (GTK_BOX (self->coupons));
  for (guint i = 0; i < promotions->len; i++) {
    const TrivetPromotion *promotion = g_ptr_array_index (promotions, i);

    if (!promotion->coupon || (promotion->off && !is_handed_in (order, promotion->id)))
      continue;
    add_coupon (self, promotion, order);
    n++;
  }
  if (n == 0) {
    GtkWidget *none = trivet_ui_label_new (_("The shop has no coupons at the moment."), "dim");

    gtk_label_set_wrap (GTK_LABEL (none), TRUE);
    gtk_box_append (GTK_BOX (self->coupons), none);
  }
}

static void
update (TrivetGuestPane *self)
{
  const TrivetOrder *order = self->tab != NULL ? trivet_tab_get_order (self->tab) : NULL;

  show_member (self, order);
  show_coupons (self, order);
}

static void
on_tab_changed (TrivetGuestPane *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

static void
watch_tab (TrivetGuestPane *self)
{
  TrivetTab *tab = trivet_register_get_current (self->context->reg);

  if (self->tab == tab)
    return;
  if (self->tab != NULL)
    g_signal_handlers_disconnect_by_func (self->tab, on_tab_changed, self);
  g_set_object (&self->tab, tab);
  if (tab != NULL)
    g_signal_connect_object (tab, "changed", G_CALLBACK (on_tab_changed), self, G_CONNECT_SWAPPED);
}

/* It would be written down for ever. */
static gboolean
is_payment_code (TrivetGuestPane *self,
                 const char      *text)
{
  g_autoptr (TrivetSecret) code = trivet_secret_new (text, -1);
  g_autoptr (TrivetSecret) payment_code = NULL;
  const char *wallet_id = NULL;

  return trivet_wallet_table_recognise (trivet_checkout_get_wallets (self->context->checkout), code, &payment_code, &wallet_id) ==
         TRIVET_CODE_PAYMENT;
}

static void
set_member (TrivetGuestPane *self,
            const char      *text)
{
  g_autofree char *member = g_strstrip (g_strdup (text));

  if (is_payment_code (self, member)) {
    gtk_editable_set_text (GTK_EDITABLE (self->member_entry), "");
    say (self, _("That is a code to pay with, not a member's number. Nothing was charged."), FALSE);
    return;
  }
  if (*member == '\0' || g_utf8_strlen (member, -1) > MAX_MEMBER) {
    say (self, _("A member's number has 1 to 60 characters."), FALSE);
    return;
  }
  trivet_register_set_member (self->context->reg, member);
  gtk_editable_set_text (GTK_EDITABLE (self->member_entry), "");
  say (self, "", FALSE);
}

static void
on_member_entered (GtkWidget *widget,
                   gpointer   user_data)
{
  TrivetGuestPane *self = user_data;

  set_member (self, gtk_editable_get_text (GTK_EDITABLE (self->member_entry)));
}

static void
on_no_member_clicked (GtkButton *button,
                      gpointer   user_data)
{
  TrivetGuestPane *self = user_data;

  trivet_register_set_member (self->context->reg, "");
  say (self, "", FALSE);
}

static void
on_coupon_entered (GtkWidget *widget,
                   gpointer   user_data)
{
  TrivetGuestPane *self = user_data;

  use_coupon (self, trivet_register_find_coupon (self->context->reg, gtk_editable_get_text (GTK_EDITABLE (self->coupon_entry))));
  gtk_editable_set_text (GTK_EDITABLE (self->coupon_entry), "");
}

static void
on_undo_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetGuestPane *self = user_data;

  trivet_register_undo (self->context->reg);
  say (self, "", FALSE);
}

static void
on_done_clicked (GtkButton *button,
                 gpointer   user_data)
{
  g_signal_emit (user_data, signals[DONE], 0);
}

static GtkWidget *
entry_row_new (TrivetGuestPane *self,
               GtkWidget      **ret_entry,
               const char      *name,
               const char      *button_label,
               GCallback        on_entered)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  *ret_entry = gtk_entry_new ();
  gtk_widget_add_css_class (*ret_entry, "trivet-entry");
  gtk_editable_set_width_chars (GTK_EDITABLE (*ret_entry), 6);
  gtk_widget_set_hexpand (*ret_entry, TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (*ret_entry), name);
  trivet_ui_set_name (*ret_entry, name);
  g_signal_connect (*ret_entry, "activate", on_entered, self);
  gtk_box_append (GTK_BOX (row), *ret_entry);
  gtk_box_append (GTK_BOX (row), trivet_ui_button_new (button_label, "trivet-button", on_entered, self));

  return row;
}

static GtkWidget *
member_side_new (TrivetGuestPane *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->member = trivet_ui_label_new ("", "strong");
  gtk_label_set_wrap (GTK_LABEL (self->member), TRUE);
  self->no_member = trivet_ui_button_new (_("Not a member"), "trivet-button danger-text", G_CALLBACK (on_no_member_clicked), self);
  gtk_box_append (GTK_BOX (side), trivet_ui_label_new (_("Member"), "section"));
  gtk_box_append (GTK_BOX (side), entry_row_new (self, &self->member_entry, _("Number of the member"), _("Set"), G_CALLBACK (on_member_entered)));
  gtk_box_append (GTK_BOX (side), self->member);
  gtk_box_append (GTK_BOX (side), self->no_member);

  return side;
}

static GtkWidget *
coupon_side_new (TrivetGuestPane *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->coupons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->coupons);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (side), trivet_ui_label_new (_("Coupons"), "section"));
  gtk_box_append (GTK_BOX (side), entry_row_new (self, &self->coupon_entry, _("Code of the coupon"), _("Use"), G_CALLBACK (on_coupon_entered)));
  gtk_box_append (GTK_BOX (side), scroller);

  return side;
}

static GtkWidget *
foot_new (TrivetGuestPane *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->message = trivet_ui_label_new ("", "choices-hint");
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_widget_set_hexpand (self->message, TRUE);
  gtk_box_append (GTK_BOX (foot), self->message);
  gtk_box_append (GTK_BOX (foot), trivet_ui_button_new (_("Undo"), "trivet-button", G_CALLBACK (on_undo_clicked), self));
  gtk_box_append (GTK_BOX (foot), trivet_ui_button_new (_("Done"), "trivet-button primary", G_CALLBACK (on_done_clicked), self));

  return foot;
}

/**
 * trivet_guest_pane_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): a pane, to be opened
 */
GtkWidget *
trivet_guest_pane_new (TrivetUiContext *context)
{
  TrivetGuestPane *self;
  GtkWidget       *row;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_GUEST_PANE, NULL);
  self->context = g_object_ref (context);
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_widget_set_vexpand (row, TRUE);
  gtk_box_append (GTK_BOX (row), member_side_new (self));
  gtk_box_append (GTK_BOX (row), coupon_side_new (self));
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (self->column), row);
  gtk_box_append (GTK_BOX (self->column), foot_new (self));
  gtk_widget_set_parent (self->column, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

/**
 * trivet_guest_pane_open:
 * @self: a pane that is in view
 * @for_coupon: whether staff hold a coupon in their hands, or a member's card
 *
 * Shows the order on the screen.
 */
void
trivet_guest_pane_open (TrivetGuestPane *self,
                        gboolean         for_coupon)
{
  g_return_if_fail (TRIVET_IS_GUEST_PANE (self));

  self->for_coupon = for_coupon;
  watch_tab (self);
  gtk_editable_set_text (GTK_EDITABLE (self->member_entry), "");
  gtk_editable_set_text (GTK_EDITABLE (self->coupon_entry), "");
  say (self, "", FALSE);
  update (self);
  gtk_widget_grab_focus (for_coupon ? self->coupon_entry : self->member_entry);
}

/**
 * trivet_guest_pane_handle_code:
 * @self: a pane that is in view
 * @text: what the hand scanner or the camera read
 *
 * A coupon of the shop is used; anything else is a member's number when that was asked for. What was
 * read is never shown as it is: it may be a payment code.
 */
void
trivet_guest_pane_handle_code (TrivetGuestPane *self,
                               const char      *text)
{
  const TrivetPromotion *coupon;

  g_return_if_fail (TRIVET_IS_GUEST_PANE (self));
  g_return_if_fail (text != NULL);

  coupon = trivet_register_find_coupon (self->context->reg, text);
  if (coupon != NULL || self->for_coupon)
    use_coupon (self, coupon);
  else
    set_member (self, text);
}
