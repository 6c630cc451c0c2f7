/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-kiosk-code.h"

#include "trivet-kiosk-arm.h"
#include "trivet-kiosk-words.h"
#include "trivet-qr-view.h"
#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetKioskCode: the code of the wallet that is chosen. There is none while there is nothing that a
 * guest could scan.
 */

struct _TrivetKioskCode {
  GtkWidget parent_instance;

  TrivetUiContext *context;
  char            *wallet_id; /* nullable: no wallet makes codes */
  char            *drawn;     /* nullable */

  GtkWidget *arm;
  GtkWidget *qr;
  GtkWidget *wallets;
};

G_DEFINE_FINAL_TYPE (TrivetKioskCode, trivet_kiosk_code, GTK_TYPE_WIDGET)

static void
trivet_kiosk_code_dispose (GObject *object)
{
  TrivetKioskCode *self = TRIVET_KIOSK_CODE (object);

  g_clear_pointer (&self->arm, gtk_widget_unparent);
  g_clear_object (&self->context);
  g_clear_pointer (&self->wallet_id, g_free);
  g_clear_pointer (&self->drawn, g_free);

  G_OBJECT_CLASS (trivet_kiosk_code_parent_class)->dispose (object);
}

static void
trivet_kiosk_code_class_init (TrivetKioskCodeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_kiosk_code_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
trivet_kiosk_code_init (TrivetKioskCode *self)
{
}

static const TrivetShownCode *
find_code (TrivetKioskCode *self)
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
draw (TrivetKioskCode *self,
      const char      *text)
{
  if (g_strcmp0 (self->drawn, text) == 0)
    return;
  g_free (self->drawn);
  self->drawn = g_strdup (text);
  trivet_qr_view_set_text (TRIVET_QR_VIEW (self->qr), text);
}

static void
on_wallet_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetKioskCode *self = user_data;

  g_free (self->wallet_id);
  self->wallet_id = g_strdup (g_object_get_data (G_OBJECT (button), "wallet"));
  trivet_kiosk_code_show (self);
}

static void
mark_wallet (TrivetKioskCode *self)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (self->wallets); chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    trivet_ui_toggle_class (chip, "on", g_strcmp0 (g_object_get_data (G_OBJECT (chip), "wallet"), self->wallet_id) == 0);
}

static GtkWidget *
build_wallets (TrivetKioskCode *self)
{
  const char *const *ids = trivet_checkout_get_code_wallets (self->context->checkout);

  self->wallets = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  for (guint i = 0; ids[i] != NULL; i++) {
    g_autofree char *name = trivet_words_for_method (trivet_checkout_get_wallets (self->context->checkout), ids[i]);
    g_autofree char *words = g_strdup_printf (_("Show the code for %s"), name);
    GtkWidget       *chip = trivet_ui_button_new (name, "trivet-chip tall", G_CALLBACK (on_wallet_clicked), self);

    trivet_ui_set_name (chip, words);
    g_object_set_data_full (G_OBJECT (chip), "wallet", g_strdup (ids[i]), g_free);
    gtk_box_append (GTK_BOX (self->wallets), chip);
  }
  self->wallet_id = g_strdup (ids[0]);
  gtk_widget_set_visible (self->wallets, ids[0] != NULL && ids[1] != NULL);

  return self->wallets;
}

/**
 * trivet_kiosk_code_new:
 * @context: the screens' context, complete
 *
 * Returns: (transfer floating): an arm without a code yet
 */
GtkWidget *
trivet_kiosk_code_new (TrivetUiContext *context)
{
  TrivetKioskCode *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_KIOSK_CODE, NULL);
  self->context = g_object_ref (context);
  self->qr = trivet_qr_view_new ();
  trivet_ui_set_name (self->qr, _("Payment code to scan"));
  gtk_widget_set_halign (self->qr, GTK_ALIGN_FILL);
  self->arm = trivet_kiosk_arm_new (self->qr, "kiosk-code");
  trivet_kiosk_arm_append (TRIVET_KIOSK_ARM (self->arm), build_wallets (self));
  gtk_widget_set_parent (self->arm, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  return GTK_WIDGET (self);
}

/**
 * trivet_kiosk_code_show:
 * @self: an arm
 *
 * Asks for a code of the chosen wallet, if there is one that makes codes.
 */
void
trivet_kiosk_code_show (TrivetKioskCode *self)
{
  g_return_if_fail (TRIVET_IS_KIOSK_CODE (self));

  if (self->wallet_id != NULL)
    trivet_checkout_show_code (self->context->checkout, self->wallet_id);
  trivet_kiosk_code_refresh (self);
}

static char *
dup_words (TrivetKioskCode       *self,
           const TrivetShownCode *code)
{
  g_autofree char *method = trivet_words_for_method (trivet_checkout_get_wallets (self->context->checkout), self->wallet_id);
  g_autofree char *left = trivet_kiosk_words_dup_time (trivet_checkout_get_seconds_left (self->context->checkout, code));

  if (code->state == TRIVET_SHOWN_CODE_SHOWN)
    return g_strdup_printf (_("Open %s and scan. Valid %s."), method, left);
  if (code->state == TRIVET_SHOWN_CODE_MAKING)
    return g_strdup_printf (_("Asking %s for a code …"), method);

  return g_strdup_printf (_("%s shows no code now. Touch a name for another one."), method);
}

/**
 * trivet_kiosk_code_refresh:
 * @self: an arm
 *
 * Shows the code as it is now, with the time that it has left.
 */
void
trivet_kiosk_code_refresh (TrivetKioskCode *self)
{
  const TrivetShownCode *code;
  g_autofree char       *text = NULL;
  gboolean               useful;

  g_return_if_fail (TRIVET_IS_KIOSK_CODE (self));

  code = self->wallet_id != NULL ? find_code (self) : NULL;
  /* The only one, that could not be made, leaves its place to the other ways. */
  useful = code != NULL && (code->state == TRIVET_SHOWN_CODE_SHOWN || code->state == TRIVET_SHOWN_CODE_MAKING ||
                            gtk_widget_get_visible (self->wallets));
  gtk_widget_set_visible (GTK_WIDGET (self), useful);
  if (!useful)
    return;
  mark_wallet (self);
  draw (self, code->state == TRIVET_SHOWN_CODE_SHOWN ? code->text : NULL);
  text = dup_words (self, code);
  trivet_kiosk_arm_say (TRIVET_KIOSK_ARM (self->arm), _("Or scan this code"), text);
}
