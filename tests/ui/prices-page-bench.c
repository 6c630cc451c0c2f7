/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "trivet-config.h"

#include "prices-page-bench.h"

#include <string.h>

void
prices_page_set_up (WindowBench *bench,
                    int          width,
                    int          height,
                    gboolean     chinese)
{
  window_bench_set_up (bench, chinese);
  window_bench_show (bench, width, height);
}

void
prices_page_show (WindowBench *bench,
                  const char  *page)
{
  gtk_widget_activate_action (bench->window, "win.show", "s", page);
  trivet_ui_test_wait_for_frame (bench->window);
}

void
prices_page_click (WindowBench *bench,
                   const char  *name)
{
  trivet_ui_test_click (bench->fixture, bench->window, name);
  trivet_ui_fixture_settle (bench->fixture);
}

typedef struct {
  const char *name;
  GtkWidget  *entry;
} Search;

static void
match_entry (GtkWidget *widget,
             gpointer   user_data)
{
  Search          *search = user_data;
  g_autofree char *name = GTK_IS_ENTRY (widget) && gtk_widget_get_mapped (widget) ? trivet_ui_test_dup_name (widget) : NULL;

  if (name != NULL && search->entry == NULL && g_str_has_prefix (name, search->name))
    search->entry = widget;
}

void
prices_page_type (WindowBench *bench,
                  const char  *name,
                  const char  *text)
{
  Search search = { name, NULL };

  trivet_ui_test_walk (bench->window, match_entry, &search);
  if (search.entry == NULL)
    g_error ("There is no field “%s” on the screen", name);
  gtk_editable_set_text (GTK_EDITABLE (search.entry), text);
  trivet_ui_test_wait_for_frame (bench->window);
}

gboolean
prices_page_says (WindowBench *bench,
                  const char  *words)
{
  g_autofree char *all = NULL;

  trivet_ui_test_wait_for_frame (bench->window);
  all = trivet_ui_test_dup_words (bench->window);
  if (strstr (all, words) == NULL)
    g_test_message ("On the screen: %s", all);

  return strstr (all, words) != NULL;
}

TrivetPriceBook *
prices_page_get_book (WindowBench *bench)
{
  return trivet_register_get_prices (bench->fixture->context->reg);
}

gint64
prices_page_get_total (WindowBench *bench)
{
  return trivet_tab_get_totals (trivet_register_get_current (bench->fixture->context->reg))->total_minor;
}

void
prices_page_append (WindowBench   *bench,
                    TrivetFactType type,
                    const char    *subject,
                    const char    *text)
{
  TrivetFactStamp  stamp = trivet_register_get_stamp (bench->fixture->context->reg);
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  g_ptr_array_add (facts, trivet_fact_new (type, subject, json_object_ref (json_node_get_object (node)), &stamp));
  trivet_journal_append_async (TRIVET_JOURNAL (bench->fixture->journal), facts, NULL, NULL);
  trivet_ui_fixture_settle (bench->fixture);
}
