/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-codes-pane.h"

#include "trivet-qr-view.h"
#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetCodesPane: asks the checkout for a code when a wallet is chosen, and shows what became of
 * it. The code of another wallet that was shown before can still be paid: a guest may be scanning
 * it at this moment.
 */

struct _TrivetCodesPane {
  GtkWidget parent_instance;

  TrivetUiContext *context;
  char            *wallet_id; /* nullable: no wallet can show codes */
  char            *drawn;     /* nullable: the text on the screen */

  GtkWidget *column;
  GtkWidget *wallets;
  GtkWidget *name;
  GtkWidget *amount;
  GtkWidget *stack;
  GtkWidget *qr;
  GtkWidget *message;
  GtkWidget *life;
  GtkWidget *again;
};

G_DEFINE_FINAL_TYPE (TrivetCodesPane, trivet_codes_pane, GTK_TYPE_WIDGET)

static void
trivet_codes_pane_dispose (GObject *object)
{
  TrivetCodesPane *self = TRIVET_CODES_PANE (object);

  g_clear_pointer (&self->column, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_codes_pane_parent_class)->dispose (object);
}

static void
trivet_codes_pane_finalize (GObject *object)
{
  TrivetCodesPane *self = TRIVET_CODES_PANE (object);

  g_free (self->wallet_id);
  g_free (self->drawn);

  G_OBJECT_CLASS (trivet_codes_pane_parent_class)->finalize (object);
}

static void
trivet_codes_pane_class_init (TrivetCodesPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_codes_pane_dispose;
  object_class->finalize = trivet_codes_pane_finalize;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
trivet_codes_pane_init (TrivetCodesPane *self)
{
}

static const TrivetShownCode *
find_code (TrivetCodesPane *self)
{
  GPtrArray *codes = trivet_checkout_get_codes (self->context->checkout);

  for (guint i = 0; i < codes->len; i++) {
    const TrivetShownCode *code = g_ptr_array_index (codes, i);

    if (g_strcmp0 (code->wallet_id, self->wallet_id) == 0)
      return code;
  }

  return NULL;
}

static void
draw (TrivetCodesPane *self,
      const char      *text)
{
  g_autofree char *method = NULL;
  g_autofree char *name = NULL;

  if (g_strcmp0 (self->drawn, text) == 0)
    return;

  g_free (self->drawn);
  self->drawn = g_strdup (text);
  trivet_qr_view_set_text (TRIVET_QR_VIEW (self->qr), text);
  method = trivet_words_for_method (trivet_checkout_get_wallets (self->context->checkout), self->wallet_id);
  name = g_strdup_printf (_("Code to scan with %s"), method);
  trivet_ui_set_name (self->qr, name);
}

static char *
dup_trouble (const TrivetShownCode *code,
             const char            *method)
{
  if (code->state == TRIVET_SHOWN_CODE_EXPIRED)
    return g_strdup (_("Nobody scanned the code in time. Nothing was charged."));
  if (code->error != NULL)
    return trivet_words_for_error (code->error);

  return g_strdup_printf (_("No code from %s: %s. Nothing was charged. %s"), method,
                             trivet_words_for_reason (code->reason), trivet_words_for_remedy (code->reason));
}

static void
show_message (TrivetCodesPane *self,
              const char      *text,
              gboolean         again)
{
  gtk_label_set_text (GTK_LABEL (self->message), text);
  gtk_widget_set_visible (self->again, again);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "message");
  gtk_label_set_text (GTK_LABEL (self->life), "");
  draw (self, NULL);
}

static void
show_life (TrivetCodesPane       *self,
           const TrivetShownCode *code)
{
  guint            left = trivet_checkout_get_seconds_left (self->context->checkout, code);
  g_autofree char *words = g_strdup_printf (_("%u:%02u left, then a new one"), left / 60, left % 60);

  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->life)), words) != 0)
    gtk_label_set_text (GTK_LABEL (self->life), words);
}

static void
show_code (TrivetCodesPane       *self,
           const TrivetShownCode *code)
{
  g_autofree char *method = trivet_words_for_method (trivet_checkout_get_wallets (self->context->checkout), self->wallet_id);
  g_autofree char *title = g_strdup_printf (_("Scan with %s"), method);
  g_autofree char *amount = NULL;
  g_autofree char *trouble = NULL;

  gtk_label_set_text (GTK_LABEL (self->name), title);
  if (code != NULL && code->amount.minor > 0)
    amount = trivet_ui_format_minor (code->amount.minor, code->amount.currency);
  gtk_label_set_text (GTK_LABEL (self->amount), amount != NULL ? amount : "");
  if (code == NULL || code->state == TRIVET_SHOWN_CODE_MAKING) {
    show_message (self, _("Asking for a code …"), FALSE);
    return;
  }
  if (code->state != TRIVET_SHOWN_CODE_SHOWN) {
    trouble = dup_trouble (code, method);
    show_message (self, trouble, TRUE);
    return;
  }

  draw (self, code->text);
  show_life (self, code);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "qr");
}

static void
mark_wallet (TrivetCodesPane *self)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (self->wallets); chip != NULL; chip = gtk_widget_get_next_sibling (chip)) {
    gboolean on = g_strcmp0 (g_object_get_data (G_OBJECT (chip), "wallet"), self->wallet_id) == 0;

    trivet_ui_toggle_class (chip, "on", on);
    gtk_accessible_update_state (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_STATE_PRESSED,
                                 on ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  }
}

static void
on_wallet_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetCodesPane *self = user_data;

  g_free (self->wallet_id);
  self->wallet_id = g_strdup (g_object_get_data (G_OBJECT (button), "wallet"));
  trivet_codes_pane_show (self);
}

static void
on_again_clicked (GtkButton *button,
                  gpointer   user_data)
{
  trivet_codes_pane_show (user_data);
}

static void
on_codes_changed (TrivetCheckout *checkout,
                  gpointer        user_data)
{
  trivet_codes_pane_refresh (user_data);
}

static GtkWidget *
message_new (TrivetCodesPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);

  self->message = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->message), GTK_JUSTIFY_CENTER);
  self->again = trivet_ui_button_new (_("Show a new code"), "trivet-button primary", G_CALLBACK (on_again_clicked), self);
  gtk_widget_set_halign (self->again, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->message);
  gtk_box_append (GTK_BOX (box), self->again);

  return box;
}

static GtkWidget *
centered_label_new (const char *css_classes)
{
  GtkWidget *label = trivet_ui_label_new ("", css_classes);

  gtk_label_set_xalign (GTK_LABEL (label), 0.5F);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);

  return label;
}

static GtkWidget *
wallets_new (TrivetCodesPane *self)
{
  const char *const *ids = trivet_checkout_get_code_wallets (self->context->checkout);
  TrivetWalletTable *table = trivet_checkout_get_wallets (self->context->checkout);
  GtkWidget         *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  for (guint i = 0; ids[i] != NULL; i++) {
    g_autofree char *name = trivet_words_for_method (table, ids[i]);
    g_autofree char *words = g_strdup_printf (_("Show the code for %s"), name);
    GtkWidget       *chip = trivet_ui_button_new (name, "trivet-chip tall", G_CALLBACK (on_wallet_clicked), self);

    trivet_ui_set_name (chip, words);
    g_object_set_data_full (G_OBJECT (chip), "wallet", g_strdup (ids[i]), g_free);
    gtk_box_append (GTK_BOX (row), chip);
  }
  self->wallet_id = g_strdup (ids[0]);
  gtk_widget_set_visible (row, ids[0] != NULL && ids[1] != NULL);

  return row;
}

static void
build (TrivetCodesPane *self)
{
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->wallets = wallets_new (self);
  self->name = centered_label_new ("codes-name");
  self->amount = centered_label_new ("codes-amount numeric");
  self->life = centered_label_new ("dim numeric");
  self->qr = trivet_qr_view_new ();
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), self->qr, "qr");
  gtk_stack_add_named (GTK_STACK (self->stack), message_new (self), "message");
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (self->column), self->wallets);
  gtk_box_append (GTK_BOX (self->column), self->name);
  gtk_box_append (GTK_BOX (self->column), self->amount);
  gtk_box_append (GTK_BOX (self->column), self->stack);
  gtk_box_append (GTK_BOX (self->column), self->life);
  gtk_widget_set_parent (self->column, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "cash-view");
  gtk_widget_add_css_class (GTK_WIDGET (self), "codes-view");
  trivet_ui_set_name (self->qr, _("No code is shown"));
}

/**
 * trivet_codes_pane_new:
 * @context: the services
 *
 * Returns: (transfer floating): a pane that shows no code yet
 */
GtkWidget *
trivet_codes_pane_new (TrivetUiContext *context)
{
  TrivetCodesPane *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_CODES_PANE, NULL);
  self->context = g_object_ref (context);
  build (self);
  g_signal_connect_object (context->checkout, "codes-changed", G_CALLBACK (on_codes_changed), self, 0);

  return GTK_WIDGET (self);
}

/**
 * trivet_codes_pane_show:
 * @self: a pane
 *
 * Asks for a code of the chosen wallet; the pane fills when it is there.
 */
void
trivet_codes_pane_show (TrivetCodesPane *self)
{
  g_return_if_fail (TRIVET_IS_CODES_PANE (self));

  if (self->wallet_id != NULL)
    trivet_checkout_show_code (self->context->checkout, self->wallet_id);
  trivet_codes_pane_refresh (self);
}

/**
 * trivet_codes_pane_refresh:
 * @self: a pane
 *
 * Shows the code as it is now, with the seconds that it has left.
 */
void
trivet_codes_pane_refresh (TrivetCodesPane *self)
{
  g_return_if_fail (TRIVET_IS_CODES_PANE (self));

  if (self->wallet_id == NULL)
    return;

  mark_wallet (self);
  show_code (self, find_code (self));
}

/**
 * trivet_codes_pane_is_live:
 * @self: a pane
 *
 * Returns: whether a guest can scan what is on the screen, so that seconds count
 */
gboolean
trivet_codes_pane_is_live (TrivetCodesPane *self)
{
  const TrivetShownCode *code;

  g_return_val_if_fail (TRIVET_IS_CODES_PANE (self), FALSE);

  code = self->wallet_id != NULL ? find_code (self) : NULL;
  return code != NULL && code->state == TRIVET_SHOWN_CODE_SHOWN;
}
