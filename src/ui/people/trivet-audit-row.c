/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-audit-row.h"

#include "trivet-fact-words.h"
#include "trivet-prices-words.h"
#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/* One fact in words: when, who, what, at which order, and what its body says of sums, reasons and people. */

static void
append_part (GString    *text,
             const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static void
append_amount (TrivetUiContext *context,
               GString         *text,
               JsonObject      *body,
               const char      *member)
{
  TrivetCurrency   currency = trivet_register_get_shop (context->reg)->currency;
  g_autofree char *amount = NULL;

  if (!json_object_has_member (body, member))
    return;
  amount = trivet_ui_format_minor (trivet_json_get_int_or (body, member, 0), currency);
  append_part (text, amount);
}

/* What was counted in a drawer, and by how much that was wrong: "Counted ¥495.00 · Missing −¥5.00" */
static void
append_count (TrivetUiContext *context,
              GString         *text,
              JsonObject      *body)
{
  TrivetCurrency   currency = trivet_register_get_shop (context->reg)->currency;
  gint64           counted = trivet_json_get_int_or (body, "counted_minor", 0);
  gint64           variance = counted - trivet_json_get_int_or (body, "expected_minor", counted);
  g_autofree char *amount = trivet_ui_format_minor (counted, currency);
  g_autofree char *difference = trivet_ui_format_minor (variance, currency);
  g_autofree char *words = g_strdup_printf ("%s %s", _("Counted"), amount);
  g_autofree char *wrong = g_strdup_printf ("%s %s", variance < 0 ? _("Missing") : _("Too much"), difference);

  if (!json_object_has_member (body, "counted_minor"))
    return;
  append_part (text, words);
  if (variance != 0)
    append_part (text, wrong);
}

/* A discount's rate, and how much a quantity changed. */
static void
append_value (TrivetUiContext *context,
              GString         *text,
              JsonObject      *body)
{
  const char      *kind = trivet_json_get_string_or (body, "kind", "");
  gint64           value = trivet_json_get_int_or (body, "value", 0);
  g_autofree char *percent = trivet_prices_words_dup_percent (value);
  g_autofree char *words = NULL;

  if (json_object_has_member (body, "by"))
    words = g_strdup_printf ("%+d", (int) trivet_json_get_int_or (body, "by", 0));
  else if (g_str_equal (kind, "rate"))
    words = g_strconcat ("−", percent, NULL);
  else if (g_str_equal (kind, "amount") && json_object_has_member (body, "value"))
    words = trivet_ui_format_minor (-value, trivet_register_get_shop (context->reg)->currency);
  append_part (text, words);
}

/* @staff: an id in a fact; the name that it has now, or the id of somebody who has gone */
static const char *
name_of (TrivetUiContext *context,
         const char      *staff_id)
{
  TrivetStaffDesk         *desk = trivet_manager_get_desk (context->manager);
  const TrivetStaffMember *member = desk != NULL ? trivet_staff_list_lookup (trivet_staff_desk_get_list (desk), staff_id) : NULL;

  return member != NULL ? member->name : staff_id;
}

/* @reason: (nullable): what a person chose or wrote, or the name of what happened to a payment */
static const char *
words_for_reason (const char *reason)
{
  TrivetPaymentReason known = trivet_payment_reason_from_name (reason);

  return known != TRIVET_PAYMENT_REASON_NONE ? trivet_words_for_reason (known) : reason;
}

/* "¥12.00 · Wrong dish · approved by Wang" */
static char *
describe (TrivetUiContext *context,
          TrivetFact      *fact)
{
  JsonObject      *body = trivet_fact_get_body (fact);
  GString         *text = g_string_new (NULL);
  const char      *name = trivet_json_get_string_or (body, trivet_ui_is_chinese () ? "name_zh" : "name", NULL);
  const char      *approver = trivet_json_get_string_or (body, "approver", "");
  g_autofree char *approved = *approver != '\0' ? g_strdup_printf (_("approved by %s"), approver) : NULL;

  append_part (text, name != NULL ? name : trivet_json_get_string_or (body, "name", NULL));
  append_part (text, trivet_json_get_string_or (body, "label", NULL));
  append_part (text, trivet_json_get_string_or (body, "note", NULL));
  append_value (context, text, body);
  append_amount (context, text, body, "amount_minor");
  append_amount (context, text, body, "float_minor");
  append_count (context, text, body);
  if (g_str_equal (trivet_fact_get_subject (fact), "staff"))
    append_part (text, name_of (context, trivet_json_get_string_or (body, "staff", "")));
  append_part (text, words_for_reason (trivet_json_get_string_or (body, "reason", NULL)));
  append_part (text, approved);

  return g_string_free (text, FALSE);
}

static GtkWidget *
what_new (TrivetUiContext *context,
          TrivetFact      *fact)
{
  GtkWidget       *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *detail = describe (context, fact);

  gtk_box_append (GTK_BOX (words), trivet_ui_label_new (trivet_fact_words_get_fact_title (fact), "name"));
  if (*detail != '\0') {
    GtkWidget *label = trivet_ui_label_new (detail, "dim");

    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_box_append (GTK_BOX (words), label);
  }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);

  return words;
}

/**
 * trivet_audit_row_new:
 * @context: the screens' context
 * @entry: what happened
 *
 * Returns: (transfer floating): its row in the list of who did what
 */
GtkWidget *
trivet_audit_row_new (TrivetUiContext        *context,
                      const TrivetAuditEntry *entry)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (trivet_fact_get_time_us (entry->fact) / G_USEC_PER_SEC);
  g_autofree char *when = g_date_time_format (time, "%Y-%m-%d %H:%M:%S");
  const char      *staff = trivet_fact_get_staff (entry->fact);
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget       *who = trivet_ui_label_new (*staff != '\0' ? staff : _("nobody signed in"), *staff != '\0' ? "strong" : "dim");

  gtk_widget_set_size_request (who, 150, -1);
  gtk_label_set_ellipsize (GTK_LABEL (who), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (row, "list-row");
  gtk_box_append (GTK_BOX (row), trivet_ui_label_new (when, "dim numeric"));
  gtk_box_append (GTK_BOX (row), who);
  gtk_box_append (GTK_BOX (row), what_new (context, entry->fact));
  if (*entry->order_number != '\0') {
    g_autofree char *order = g_strdup_printf (_("Order %s"), entry->order_number);

    gtk_box_append (GTK_BOX (row), trivet_ui_label_new (order, "dim numeric"));
  }

  return row;
}
