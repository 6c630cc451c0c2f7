/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-day-list.h"

#include "trivet-paper-words.h"
#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * The list that somebody reads before the day ends: a heading with the number for each kind, and a row
 * for each thing. Who looks after an order is known while it is open; a payment in doubt of an order that
 * is closed has no such person.
 */

/* One row, before it is a widget. @action: (nullable): without one it is only told. */
typedef struct {
  const char *title;
  const char *amount;
  const char *staff;
  gint64      since_us;
  const char *order_id;
  const char *action;
  const char *target;
} Finding;

typedef struct {
  TrivetUiContext *context;
  GtkBox          *rows;
} List;

static void
on_row_clicked (GtkButton *button,
                gpointer   user_data)
{
  TrivetUiContext *context = user_data;
  const char      *order_id = g_object_get_data (G_OBJECT (button), "order");
  const char      *action = g_object_get_data (G_OBJECT (button), "action");
  const char      *target = g_object_get_data (G_OBJECT (button), "target");

  if (order_id != NULL)
    trivet_register_select (context->reg, order_id);
  gtk_widget_activate_action (GTK_WIDGET (button), action, target != NULL ? "s" : NULL, target);
}

/* With the date when that was not today: a day may have been forgotten. */
static char *
format_since (List  *list,
              gint64 since_us)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (trivet_clock_get_wall_us (list->context->clock) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) since = g_date_time_new_from_unix_local (since_us / G_USEC_PER_SEC);
  gboolean today = g_date_time_get_year (now) == g_date_time_get_year (since) &&
                   g_date_time_get_day_of_year (now) == g_date_time_get_day_of_year (since);

  return g_date_time_format (since, today ? "%H:%M" : "%Y-%m-%d %H:%M");
}

static char *
describe (List          *list,
          const Finding *finding)
{
  g_autofree char *time = format_since (list, finding->since_us);

  return finding->staff != NULL && *finding->staff != '\0' ? g_strdup_printf (_("%s · since %s"), finding->staff, time)
                                                           : g_strdup_printf (_("since %s"), time);
}

static GtkWidget *
row_content_new (const Finding *finding,
                 const char    *detail)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = trivet_ui_label_new (finding->title, "strong");

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), trivet_ui_label_new (detail, "dim"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (content), words);
  if (finding->amount != NULL)
    gtk_box_append (GTK_BOX (content), trivet_ui_label_new (finding->amount, "numeric strong"));

  return content;
}

static void
append (List          *list,
        const Finding *finding)
{
  g_autofree char *detail = describe (list, finding);
  g_autofree char *name = g_strdup_printf ("%s%s%s, %s", finding->title, finding->amount != NULL ? ", " : "",
                                           finding->amount != NULL ? finding->amount : "", detail);
  GtkWidget       *content = row_content_new (finding, detail);
  GtkWidget       *button;

  if (finding->action == NULL) {
    gtk_widget_add_css_class (content, "list-row");
    gtk_box_append (list->rows, content);
    return;
  }
  button = trivet_ui_button_new (name, "trivet-button flat menu-entry", NULL, NULL);
  gtk_button_set_child (GTK_BUTTON (button), content);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_row_clicked), list->context, 0);
  g_object_set_data_full (G_OBJECT (button), "order", g_strdup (finding->order_id), g_free);
  g_object_set_data_full (G_OBJECT (button), "action", g_strdup (finding->action), g_free);
  g_object_set_data_full (G_OBJECT (button), "target", g_strdup (finding->target), g_free);
  gtk_box_append (list->rows, button);
}

static char *
format_minor (List  *list,
              gint64 minor)
{
  return trivet_ui_format_minor (minor, trivet_register_get_shop (list->context->reg)->currency);
}

/* Returns: (transfer none) (nullable): the order while it is open */
static const TrivetOrder *
lookup_order (List       *list,
              const char *order_id)
{
  TrivetTab *tab = trivet_register_lookup_tab (list->context->reg, order_id);

  return tab != NULL ? trivet_tab_get_order (tab) : NULL;
}

/* Where its guests sit, and its number, which stands on its papers. */
static char *
name_order (const TrivetOrder *order,
            const char        *number)
{
  g_autofree char *place = order != NULL ? trivet_words_for_order (order) : NULL;
  g_autofree char *by_number = g_strdup_printf (_("Order %s"), number);

  return place != NULL && !g_str_equal (place, by_number) ? g_strdup_printf ("%s · %s", place, by_number)
                                                          : g_steal_pointer (&by_number);
}

static void
append_order (List         *list,
              gconstpointer row)
{
  const TrivetOrderSummary *summary = row;
  const TrivetOrder        *order = lookup_order (list, summary->order_id);
  g_autofree char          *title = name_order (order, summary->number);
  g_autofree char          *amount = format_minor (list, summary->total_minor - summary->paid_minor);
  const Finding             finding = { title, amount, order != NULL ? order->staff : NULL, summary->opened_at_us, summary->order_id,
                            order != NULL ? "win.show" : NULL, "order" };

  append (list, &finding);
}

static void
append_doubt (List         *list,
              gconstpointer row)
{
  const TrivetMovement *movement = row;
  const TrivetOrder    *order = lookup_order (list, movement->order_id);
  g_autofree char      *method = trivet_words_for_method (trivet_checkout_get_wallets (list->context->checkout), movement->method);
  g_autofree char      *name = name_order (order, movement->order_number);
  g_autofree char      *title = g_strdup_printf ("%s · %s", name, method);
  g_autofree char      *amount = format_minor (list, movement->amount_minor);
  const Finding         finding = { title, amount, order != NULL ? order->staff : NULL, movement->started_at_us, NULL,
                                    "win.show", "parked" };

  append (list, &finding);
}

static void
append_paper (List         *list,
              gconstpointer row)
{
  const TrivetPrintJob *job = row;
  const TrivetOrder    *order = lookup_order (list, job->order_id);
  g_autofree char      *title = trivet_words_for_paper (job, trivet_kitchen_desk_get_kitchen (list->context->kitchen));
  const Finding         finding = { title, NULL, order != NULL ? order->staff : NULL, job->requested_at_us, NULL, "win.show", "papers" };

  append (list, &finding);
}

/* What lies in it nobody knows before the count. A drawer is counted at its own register. */
static void
append_shift (List         *list,
              gconstpointer row)
{
  const TrivetShift  *shift = row;
  const TrivetDrawer *drawer = trivet_drawers_lookup (list->context->drawers, shift->drawer_id);
  const TrivetShift  *own = trivet_drawers_get_shift (list->context->drawers);
  const char         *title = drawer == NULL ? shift->drawer_id : trivet_ui_is_chinese () ? drawer->name_zh
                                                                                          : drawer->name;
  gboolean            is_own = own != NULL && g_str_equal (own->shift_id, shift->shift_id);
  const Finding       finding = { title, NULL, shift->opened_by, shift->opened_at_us, NULL, is_own ? "drawers.count" : NULL, NULL };

  append (list, &finding);
}

static void
append_unsent (List         *list,
               gconstpointer row)
{
  const TrivetUnsent *unsent = row;
  const TrivetOrder  *order = lookup_order (list, unsent->order_id);
  g_autofree char    *name = order != NULL ? name_order (order, order->number) : NULL;
  g_autofree char    *dishes = g_strdup_printf (ngettext ("%u dish", "%u dishes", (gulong) unsent->n_dishes), (guint) unsent->n_dishes);
  const Finding       finding = { name, dishes, order != NULL ? order->staff : NULL, order != NULL ? order->opened_at_us : 0,
                                  unsent->order_id, "win.show", "order" };

  if (order != NULL)
    append (list, &finding);
}

/* @heading: with the number @n */
static void
append_all (List       *list,
            GPtrArray  *rows,
            const char *heading,
            guint       n,
            void (*append_one) (List *list, gconstpointer row))
{
  g_autofree char *words = g_strdup_printf (heading, n);

  if (rows->len > 0)
    gtk_box_append (list->rows, trivet_ui_label_new (words, "section"));
  for (guint i = 0; i < rows->len; i++)
    append_one (list, g_ptr_array_index (rows, i));
}

/**
 * trivet_day_list_new:
 * @context: the screens' context
 * @state: what there is
 *
 * Returns: (transfer floating): the list; empty when nothing is open, in doubt or unsent
 */
GtkWidget *
trivet_day_list_new (TrivetUiContext      *context,
                     const TrivetDayState *state)
{
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  List       list = { context, GTK_BOX (rows) };
  guint      n_unsent = (guint) trivet_day_state_count_unsent (state);

  append_all (&list, state->orders, ngettext ("%u order is open", "%u orders are open", state->orders->len), state->orders->len, append_order);
  append_all (&list, state->doubts, ngettext ("%u payment is not certain yet", "%u payments are not certain yet", state->doubts->len), state->doubts->len, append_doubt);
  append_all (&list, state->jobs, ngettext ("%u paper did not come out", "%u papers did not come out", state->jobs->len), state->jobs->len, append_paper);
  append_all (&list, state->shifts, ngettext ("%u drawer is open", "%u drawers are open", state->shifts->len), state->shifts->len, append_shift);
  append_all (&list, state->unsent, ngettext ("The kitchen was not told of %u dish", "The kitchen was not told of %u dishes", n_unsent), n_unsent, append_unsent);

  return rows;
}
