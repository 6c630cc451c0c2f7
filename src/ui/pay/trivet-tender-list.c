/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-tender-list.h"

#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetTenderList: made anew only when a payment or a refund is new.
 */

struct _TrivetTenderList {
  GtkWidget parent_instance;

  GtkWidget *rows;
  char      *shown;
};

G_DEFINE_FINAL_TYPE (TrivetTenderList, trivet_tender_list, GTK_TYPE_WIDGET)

static void
trivet_tender_list_dispose (GObject *object)
{
  g_clear_pointer (&TRIVET_TENDER_LIST (object)->rows, gtk_widget_unparent);

  G_OBJECT_CLASS (trivet_tender_list_parent_class)->dispose (object);
}

static void
trivet_tender_list_finalize (GObject *object)
{
  g_free (TRIVET_TENDER_LIST (object)->shown);

  G_OBJECT_CLASS (trivet_tender_list_parent_class)->finalize (object);
}

static void
trivet_tender_list_class_init (TrivetTenderListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_tender_list_dispose;
  object_class->finalize = trivet_tender_list_finalize;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
trivet_tender_list_init (TrivetTenderList *self)
{
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->rows, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "tender-list");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * trivet_tender_list_new:
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
trivet_tender_list_new (void)
{
  return g_object_new (TRIVET_TYPE_TENDER_LIST, NULL);
}

/* %NULL for what is no news for staff: codes that are only shown, and what ended without money. */
static const char *
words_for_tender (const TrivetTender *tender)
{
  if (tender->state == TRIVET_TENDER_PAID)
    return *tender->provider_id == '\0' ? _("Cash paid") : _("%s paid");
  if (tender->state != TRIVET_TENDER_IN_DOUBT || tender->shown)
    return NULL;
  if (tender->claimed)
    return _("%s · receipt shown, not verified");
  if (tender->overridden)
    return _("%s · not certain, being undone");

  return _("%s · not certain");
}

static char *
dup_return_words (const TrivetReturn *back)
{
  switch (back->state) {
  case TRIVET_RETURN_OPEN:
    return g_strdup (back->surplus ? _("Too much, being given back") : _("Being given back"));
  case TRIVET_RETURN_DONE:
  case TRIVET_RETURN_PAID_BY_HAND:
    return g_strdup (_("Given back"));
  case TRIVET_RETURN_FAILED:
    return g_strdup (_("Could not be given back: ask a manager"));
  }

  return g_strdup ("");
}

static void
append_line (GString    *lines,
             const char *css_class,
             const char *words,
             const char *amount)
{
  g_string_append_printf (lines, "%s\t%s\t%s\n", css_class, words, amount);
}

/* One line a row, so that two lists can be compared. */
static char *
describe (const TrivetOrder *order,
          TrivetWalletTable *wallets)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < order->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (order->tenders, i);
    const char         *format = words_for_tender (tender);
    g_autofree char    *method = trivet_words_for_method (wallets, tender->method);
    g_autofree char    *amount = trivet_ui_format_minor (tender->amount_minor, order->currency);
    g_autofree char    *words = NULL;

    if (format == NULL)
      continue;
    words = g_strdup_printf (format, method);
    append_line (lines, tender->state == TRIVET_TENDER_PAID ? "paid" : "doubt", words, amount);
  }
  for (guint i = 0; i < order->returns->len; i++) {
    const TrivetReturn *back = g_ptr_array_index (order->returns, i);
    g_autofree char    *amount = trivet_ui_format_minor (-back->amount_minor, order->currency);
    g_autofree char    *words = dup_return_words (back);

    append_line (lines, back->state == TRIVET_RETURN_FAILED ? "doubt" : "back", words, amount);
  }

  return g_string_free (lines, FALSE);
}

static void
append_row (TrivetTenderList *self,
            const char       *line)
{
  g_auto (GStrv) parts = g_strsplit (line, "\t", 3);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = trivet_ui_label_new (parts[1], "tender-words");
  GtkWidget *amount = trivet_ui_label_new (parts[2], "strong numeric");

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (amount, GTK_ALIGN_START);
  gtk_widget_add_css_class (row, "tender-row");
  gtk_widget_add_css_class (row, parts[0]);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), amount);
  gtk_box_append (GTK_BOX (self->rows), row);
}

/**
 * trivet_tender_list_show:
 * @self: a list
 * @order: what was paid for
 * @wallets: names the wallets
 */
void
trivet_tender_list_show (TrivetTenderList  *self,
                         const TrivetOrder *order,
                         TrivetWalletTable *wallets)
{
  g_auto (GStrv) lines = NULL;
  char *shown;

  g_return_if_fail (TRIVET_IS_TENDER_LIST (self));
  g_return_if_fail (order != NULL);

  shown = describe (order, wallets);
  if (g_strcmp0 (shown, self->shown) == 0) {
    g_free (shown);
    return;
  }

  g_free (self->shown);
  self->shown = shown;
  gtk_widget_set_visible (GTK_WIDGET (self), *shown != '\0');
  trivet_ui_clear_box (GTK_BOX (self->rows));
  lines = g_strsplit (shown, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    append_row (self, lines[i]);
}
