/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-pay-summary.h"

#include "trivet-pay-lines.h"
#include "trivet-tender-list.h"
#include "trivet-ui.h"
#include "trivet-words.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * TrivetPaySummary: the left column of the pay page.
 */

/* Longer amounts are written smaller, so that the column keeps its width. */
#define LONG_AMOUNT   9
#define LONGER_AMOUNT 12

#define OTHER_SUM 0
#define MAX_SHARE 3

enum {
  METHOD_CHOSEN,
  SHARE_CHOSEN,
  EXTRA_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetPaySummary {
  GtkWidget parent_instance;

  TrivetUiContext *context;
  GtkWidget       *column;
  GtkWidget       *caption;
  GtkWidget       *amount;
  GtkWidget       *shares;
  GtkWidget       *methods[TRIVET_PAY_N_METHODS];
  GtkWidget       *tap; /* nullable: no reader */
  GtkWidget       *lines;
  GtkWidget       *extras;
  GtkWidget       *whole_extras[2]; /* what counts for the whole order */
  GtkWidget       *split_hint;
  GtkWidget       *tenders;
  GtkWidget       *paid;
};

G_DEFINE_FINAL_TYPE (TrivetPaySummary, trivet_pay_summary, GTK_TYPE_WIDGET)

static void
trivet_pay_summary_dispose (GObject *object)
{
  TrivetPaySummary *self = TRIVET_PAY_SUMMARY (object);

  g_clear_pointer (&self->column, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_pay_summary_parent_class)->dispose (object);
}

static void
trivet_pay_summary_class_init (TrivetPaySummaryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = trivet_pay_summary_dispose;

  signals[METHOD_CHOSEN] =
    g_signal_new ("method-chosen",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  0);
  signals[SHARE_CHOSEN] =
    g_signal_new ("share-chosen",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  1,
                  G_TYPE_UINT);

  signals[EXTRA_CHOSEN] =
    g_signal_new ("extra-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
on_method_clicked (GtkButton *button,
                   gpointer   user_data)
{
  g_signal_emit (user_data, signals[METHOD_CHOSEN], 0);
}

static void
on_share_clicked (GtkButton *button,
                  gpointer   user_data)
{
  g_signal_emit (user_data, signals[SHARE_CHOSEN], 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "parts")));
}

static GtkWidget *
method_words_new (const char *emoji,
                  const char *name,
                  const char *hint)
{
  g_autofree char *title = g_strdup_printf ("%s %s", emoji, name);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget       *title_label = gtk_label_new (title);
  GtkWidget       *hint_label = gtk_label_new (hint);

  gtk_widget_add_css_class (title_label, "method-name");
  gtk_widget_add_css_class (hint_label, "method-hint");
  gtk_label_set_ellipsize (GTK_LABEL (title_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (hint_label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (hint_label, *hint != '\0');
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), title_label);
  gtk_box_append (GTK_BOX (box), hint_label);

  return box;
}

static GtkWidget *
method_button_new (TrivetPaySummary *self,
                   TrivetPayMethod   method,
                   const char       *emoji,
                   const char       *name,
                   const char       *hint)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), method_words_new (emoji, name, hint));
  gtk_widget_add_css_class (button, "trivet-button");
  gtk_widget_add_css_class (button, "pay-method");
  gtk_widget_set_hexpand (button, TRUE);
  trivet_ui_set_name (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_method_clicked), self);
  if (method != TRIVET_PAY_METHOD_SCAN)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (self->methods[TRIVET_PAY_METHOD_SCAN]));
  self->methods[method] = button;

  return button;
}

/* Nothing to choose: whoever taps has chosen. */
static GtkWidget *
tap_sign_new (TrivetPaySummary *self)
{
  GtkWidget *words = method_words_new ("📶", _("Tap"), _("phone on the reader"));

  gtk_widget_set_hexpand (words, TRUE);
  self->tap = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->tap, "pay-tap");
  gtk_box_append (GTK_BOX (self->tap), words);

  return self->tap;
}

/* "Alipay · WeChat Pay", in the language of the screen. */
static char *
dup_wallet_names (TrivetPaySummary *self)
{
  TrivetWalletTable *table = trivet_checkout_get_wallets (self->context->checkout);
  GString           *names = g_string_new (NULL);

  for (guint i = 0; self->context->method_ids != NULL && self->context->method_ids[i] != NULL; i++) {
    g_autofree char *name = trivet_words_for_method (table, self->context->method_ids[i]);

    g_string_append_printf (names, "%s%s", i > 0 ? " · " : "", name);
  }

  return g_string_free (names, FALSE);
}

static GtkWidget *
methods_new (TrivetPaySummary *self)
{
  const char *const *codes = trivet_checkout_get_code_wallets (self->context->checkout);
  GtkWidget         *grid = gtk_grid_new ();
  GtkWidget         *show;
  g_autofree char   *wallets = dup_wallet_names (self);
  gboolean           can_show = codes[0] != NULL;

  gtk_grid_set_row_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_attach (GTK_GRID (grid), method_button_new (self, TRIVET_PAY_METHOD_SCAN, "📷", _("Scan code"), *wallets != '\0' ? wallets : _("no wallet is set up")), 0, 0, 1, 1);
  show = method_button_new (self, TRIVET_PAY_METHOD_SHOW, "🔳", _("Show QR"), _("customer scans us"));
  gtk_widget_set_visible (show, can_show);
  gtk_grid_attach (GTK_GRID (grid), show, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), method_button_new (self, TRIVET_PAY_METHOD_CASH, "💴", _("Cash"), _("with change")), can_show ? 0 : 1, can_show ? 1 : 0, 1, 1);
  if (self->context->reader != NULL)
    gtk_grid_attach (GTK_GRID (grid), tap_sign_new (self), can_show ? 1 : 0, 1, 1, 1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->methods[TRIVET_PAY_METHOD_SCAN]), TRUE);

  return grid;
}

static void
append_share (TrivetPaySummary *self,
              guint             n_parts,
              const char       *label,
              const char       *name)
{
  GtkWidget *chip = trivet_ui_button_new (label, "trivet-chip tall", G_CALLBACK (on_share_clicked), self);

  trivet_ui_set_name (chip, name);
  g_object_set_data (G_OBJECT (chip), "parts", GUINT_TO_POINTER (n_parts));
  gtk_box_append (GTK_BOX (self->shares), chip);
}

static GtkWidget *
shares_new (TrivetPaySummary *self)
{
  self->shares = trivet_wrap_box_new (8);
  append_share (self, 1, _("Whole bill"), _("Pay all that is due"));
  append_share (self, 2, _("Half"), _("Pay one half of what is due"));
  append_share (self, MAX_SHARE, _("A third"), _("Pay one third of what is due"));
  append_share (self, OTHER_SUM, _("Part …"), _("Pay another part of what is due"));

  return self->shares;
}

static void
on_extra_clicked (GtkButton *button,
                  gpointer   user_data)
{
  g_signal_emit (user_data, signals[EXTRA_CHOSEN], 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "extra")));
}

static GtkWidget *
append_extra (TrivetPaySummary *self,
              TrivetPayExtra    extra,
              const char       *label)
{
  GtkWidget *button = trivet_ui_button_new (label, "trivet-button compact", G_CALLBACK (on_extra_clicked), self);

  g_object_set_data (G_OBJECT (button), "extra", GUINT_TO_POINTER (extra));
  gtk_box_append (GTK_BOX (self->extras), button);

  return button;
}

static GtkWidget *
extras_new (TrivetPaySummary *self)
{
  self->extras = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_set_homogeneous (GTK_BOX (self->extras), TRUE);
  append_extra (self, TRIVET_PAY_EXTRA_TIP, _("Tip"));
  self->whole_extras[0] = append_extra (self, TRIVET_PAY_EXTRA_COUPON, _("Coupon"));
  self->whole_extras[1] = append_extra (self, TRIVET_PAY_EXTRA_MEMBER, _("Member"));
  self->split_hint = trivet_ui_label_new (_("Coupons and members: before you split."), "dim");
  gtk_label_set_wrap (GTK_LABEL (self->split_hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->split_hint), 0);
  gtk_box_append (GTK_BOX (self->extras), self->split_hint);

  return self->extras;
}

static void
trivet_pay_summary_init (TrivetPaySummary *self)
{
}

static void
build (TrivetPaySummary *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->caption = trivet_ui_label_new (_("Amount due"), "dim");
  self->amount = trivet_ui_label_new ("", "pay-due numeric");
  self->lines = trivet_pay_lines_new ();
  self->tenders = trivet_tender_list_new ();
  self->paid = trivet_ui_label_new ("", "dim pay-small numeric");
  gtk_label_set_wrap (GTK_LABEL (self->paid), TRUE);
  gtk_widget_set_vexpand (self->lines, TRUE);
  gtk_box_append (GTK_BOX (head), self->caption);
  gtk_box_append (GTK_BOX (head), self->amount);

  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  gtk_box_append (GTK_BOX (self->column), head);
  gtk_box_append (GTK_BOX (self->column), shares_new (self));
  gtk_box_append (GTK_BOX (self->column), methods_new (self));
  gtk_box_append (GTK_BOX (self->column), self->lines);
  gtk_box_append (GTK_BOX (self->column), extras_new (self));
  gtk_box_append (GTK_BOX (self->column), self->tenders);
  gtk_box_append (GTK_BOX (self->column), self->paid);
  gtk_widget_set_parent (self->column, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-left");
}

/**
 * trivet_pay_summary_new:
 * @context: the services
 *
 * Returns: (transfer floating): the left column
 */
GtkWidget *
trivet_pay_summary_new (TrivetUiContext *context)
{
  TrivetPaySummary *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_PAY_SUMMARY, NULL);
  self->context = g_object_ref (context);
  build (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_pay_summary_get_method:
 * @self: the left column
 *
 * Returns: the way to pay that is chosen
 */
TrivetPayMethod
trivet_pay_summary_get_method (TrivetPaySummary *self)
{
  g_return_val_if_fail (TRIVET_IS_PAY_SUMMARY (self), TRIVET_PAY_METHOD_SCAN);

  for (guint i = 0; i < TRIVET_PAY_N_METHODS; i++) {
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->methods[i])))
      return (TrivetPayMethod) i;
  }

  return TRIVET_PAY_METHOD_SCAN;
}

/**
 * trivet_pay_summary_set_method:
 * @self: the left column
 * @method: the way to pay; no signal follows
 */
void
trivet_pay_summary_set_method (TrivetPaySummary *self,
                               TrivetPayMethod   method)
{
  g_return_if_fail (TRIVET_IS_PAY_SUMMARY (self));
  g_return_if_fail (method < TRIVET_PAY_N_METHODS);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->methods[method]), TRUE);
}

static void
show_amount (TrivetPaySummary *self,
             TrivetMoney       amount)
{
  g_autofree char *text = trivet_ui_format_minor (amount.minor, amount.currency);
  glong            length = g_utf8_strlen (text, -1);

  gtk_label_set_text (GTK_LABEL (self->amount), text);
  trivet_ui_toggle_class (self->amount, "long", length >= LONG_AMOUNT && length < LONGER_AMOUNT);
  trivet_ui_toggle_class (self->amount, "longer", length >= LONGER_AMOUNT);
}

static void
show_paid (TrivetPaySummary     *self,
           const TrivetPayScene *scene,
           const TrivetOrder    *order)
{
  g_autofree char *amount = trivet_ui_format_minor (trivet_order_get_net_paid_minor (order), scene->currency);
  g_autofree char *due = trivet_ui_format_minor (scene->due_minor, scene->currency);
  g_autofree char *words = NULL;

  if (trivet_order_get_net_paid_minor (order) > 0 && scene->due_minor > 0)
    words = g_strdup_printf (_("Paid so far %s · %s left"), amount, due);
  else if (trivet_pay_scene_is_reading (scene) && !scene->cash)
    words = g_strdup_printf (_("Paid so far %s · Nothing is charged until a code is read."), amount);
  else
    words = g_strdup_printf (_("Paid so far %s"), amount);
  gtk_label_set_text (GTK_LABEL (self->paid), words);
}

/* The chip of the part that is asked for now; a sum that no chip means lights the last one. */
static void
show_share (TrivetPaySummary     *self,
            const TrivetPayScene *scene,
            gboolean              can_choose)
{
  TrivetCheckout *checkout = self->context->checkout;
  gint64          amount = trivet_checkout_get_amount_minor (checkout);
  guint           chosen = OTHER_SUM;

  for (guint n = MAX_SHARE; n > 0; n--) {
    if (amount == trivet_checkout_get_part_minor (checkout, n))
      chosen = n;
  }
  gtk_widget_set_sensitive (self->shares, can_choose && scene->due_minor > 0);
  gtk_widget_set_visible (self->shares, !scene->settled && !scene->free);
  for (GtkWidget *chip = gtk_widget_get_first_child (self->shares); chip != NULL; chip = gtk_widget_get_next_sibling (chip)) {
    gboolean on = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "parts")) == chosen;

    trivet_ui_toggle_class (chip, "on", on);
    gtk_accessible_update_state (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_STATE_PRESSED,
                                 on ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  }
}

/* What is asked for now, and of how much. */
static void
show_sum (TrivetPaySummary     *self,
          const TrivetPayScene *scene,
          TrivetTab            *tab)
{
  gint64           amount = trivet_checkout_get_amount_minor (self->context->checkout);
  g_autofree char *due = trivet_ui_format_minor (scene->due_minor, scene->currency);
  g_autofree char *caption = NULL;

  if (scene->settled) {
    const TrivetCheck *check =
      trivet_checks_lookup (trivet_tab_get_checks (tab), trivet_checkout_get_check (self->context->checkout));

    caption = g_strdup (_("Paid in full"));
    show_amount (self, trivet_money_new (check != NULL ? check->total_minor : trivet_tab_get_totals (tab)->total_minor, scene->currency));
  } else if (trivet_pay_scene_is_under_way (scene)) {
    caption = g_strdup (_("Amount due"));
    show_amount (self, scene->status->amount);
  } else if (amount < scene->due_minor) {
    caption = g_strdup_printf (_("This guest, of %s due"), due);
    show_amount (self, trivet_money_new (amount, scene->currency));
  } else {
    caption = g_strdup (_("Amount due"));
    show_amount (self, trivet_money_new (scene->due_minor, scene->currency));
  }
  gtk_label_set_text (GTK_LABEL (self->caption), caption);
}

static void
show_extras (TrivetPaySummary *self,
             gboolean          settled)
{
  gboolean split = trivet_checkout_get_check (self->context->checkout) != 0;

  gtk_widget_set_visible (self->extras, !settled);
  for (guint i = 0; i < G_N_ELEMENTS (self->whole_extras); i++)
    gtk_widget_set_visible (self->whole_extras[i], !split);
  gtk_widget_set_visible (self->split_hint, split);
}

/**
 * trivet_pay_summary_show:
 * @self: the left column
 * @scene: how things are
 *
 * While a payment is under way the column shows what it asks for, and no other way can be chosen.
 */
void
trivet_pay_summary_show (TrivetPaySummary     *self,
                         const TrivetPayScene *scene)
{
  TrivetTab *tab;
  gboolean   can_choose;

  g_return_if_fail (TRIVET_IS_PAY_SUMMARY (self));

  tab = trivet_checkout_get_tab (self->context->checkout);
  if (tab == NULL)
    return;

  can_choose = !trivet_pay_scene_is_under_way (scene) && !scene->settled && !scene->free;
  for (guint i = 0; i < TRIVET_PAY_N_METHODS; i++)
    gtk_widget_set_sensitive (self->methods[i], can_choose);
  if (self->tap != NULL)
    gtk_widget_set_sensitive (self->tap, can_choose && scene->tap);
  show_extras (self, scene->settled);
  gtk_widget_set_sensitive (self->extras, !trivet_pay_scene_is_under_way (scene));
  show_share (self, scene, can_choose);
  show_sum (self, scene, tab);
  trivet_tender_list_show (TRIVET_TENDER_LIST (self->tenders), trivet_tab_get_order (tab), scene->wallets);
  show_paid (self, scene, trivet_tab_get_order (tab));
}

/**
 * trivet_pay_summary_show_order:
 * @self: the left column
 *
 * Shows the lines of the order that the checkout has now.
 */
void
trivet_pay_summary_show_order (TrivetPaySummary *self)
{
  g_return_if_fail (TRIVET_IS_PAY_SUMMARY (self));

  trivet_pay_lines_set_tab (TRIVET_PAY_LINES (self->lines), trivet_checkout_get_tab (self->context->checkout),
                            trivet_checkout_get_check (self->context->checkout));
}

/**
 * trivet_pay_summary_focus:
 * @self: the left column
 *
 * Puts the keyboard on the chosen way to pay.
 */
void
trivet_pay_summary_focus (TrivetPaySummary *self)
{
  g_return_if_fail (TRIVET_IS_PAY_SUMMARY (self));

  gtk_widget_grab_focus (self->methods[trivet_pay_summary_get_method (self)]);
}
