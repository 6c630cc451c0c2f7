/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: changing a menu of 5,000 dishes costs no more than changing that of the demo restaurant. Method:
 * both shops' windows in one process, in turn: open the menu page, open a dish, search, save, leave. The
 * processor's time of the main thread is counted until it has nothing to do any more, so that a busy
 * machine has no say; the medians are compared.
 *
 *   bench-menu DEMO-MENU [--quick]
 *
 * With --quick once, and nobody judges the times: so the tests find a benchmark that does not fit the pages any more.
 */

#include "trivet-config.h"

#include "bench-shop.h"
#include "trivet-register-menu.h"
#include "trivet-ui-fixture.h"
#include "trivet-ui.h"
#include "trivet-window.h"

#include <stdio.h>
#include <time.h>

#define RUNS     15
#define WARM     2
#define QUIET_MS 60
#define GOAL     1.5

typedef enum {
  OPEN,
  FORM,
  SEARCH,
  SAVE,
  N_STEPS,
} Step;

/* clang-format off */
static const char *const step_names[N_STEPS] = { "open the menu page", "open a dish", "search",
                                                 "save a price" };
/* clang-format on */

typedef struct {
  TrivetUiFixture *fixture;
  GtkWidget       *window;
  GArray          *times_us[N_STEPS];
  gint64           begun_us;
} Shop;

static gint64
read_processor_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Until what was begun is durable, painted and at rest. */
static void
settle (Shop *shop)
{
  trivet_ui_fixture_settle (shop->fixture);
  trivet_ui_test_spin (QUIET_MS);
  trivet_ui_fixture_settle (shop->fixture);
}

static void
begin (Shop *shop)
{
  settle (shop);
  shop->begun_us = read_processor_us ();
}

static void
end (Shop *shop,
     Step  step,
     int   run)
{
  gint64 took_us;

  settle (shop);
  took_us = read_processor_us () - shop->begun_us;
  if (run >= WARM)
    g_array_append_val (shop->times_us[step], took_us);
}

static GtkWidget *
find (Shop       *shop,
      const char *name)
{
  GtkWidget *widget = trivet_ui_test_find (shop->window, name);

  if (widget == NULL)
    g_error ("There is no “%s” on the screen", name);

  return widget;
}

static void
open_page (Shop *shop)
{
  g_autoptr (GVariant) page = g_variant_ref_sink (g_variant_new_string ("menu"));

  gtk_widget_activate_action_variant (shop->window, "win.show", page);
}

static void
search_for (Shop       *shop,
            const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (find (shop, "Search for a dish")), words);
}

/* One letter after the other, as somebody types. */
static void
search (Shop *shop,
        int   run)
{
  static const char *const words[] = { "p", "po", "por", "pork" };

  begin (shop);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    search_for (shop, words[i]);
    trivet_ui_test_wait_for_frame (shop->window);
  }
  end (shop, SEARCH, run);
  search_for (shop, "");
}

static void
save (Shop *shop,
      int   run)
{
  g_autofree char *price = g_strdup_printf ("%d.00", 30 + run);
  GtkWidget       *button = find (shop, "Save");

  gtk_editable_set_text (GTK_EDITABLE (find (shop, "Price")), price);
  begin (shop);
  g_signal_emit_by_name (button, "clicked");
  end (shop, SAVE, run);
  g_assert_cmpint (trivet_menu_item_get_price_minor (trivet_menu_lookup_item (trivet_register_get_menu (shop->fixture->context->reg), "D01")),
                   ==, (30 + run) * 100);
}

static void
use (Shop *shop,
     int   run)
{
  static const char *const dishes[] = { "Pork xiaolongbao, ", "Prawn har gow, " };

  begin (shop);
  open_page (shop);
  end (shop, OPEN, run);
  for (guint i = G_N_ELEMENTS (dishes); i > 0; i--) {
    GtkWidget *row = find (shop, dishes[i - 1]);

    begin (shop);
    g_signal_emit_by_name (row, "clicked");
    end (shop, FORM, run);
  }
  save (shop, run);
  search (shop, run);
  gtk_widget_activate_action (shop->window, "win.back", NULL);
}

static void
open_shop (Shop           *shop,
           AdwApplication *application,
           const char     *json)
{
  for (guint i = 0; i < N_STEPS; i++)
    shop->times_us[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
  shop->fixture = trivet_ui_fixture_new (json);
  shop->window = trivet_window_new (GTK_APPLICATION (application), shop->fixture->context);
  gtk_window_set_decorated (GTK_WINDOW (shop->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (shop->window), 1366, 768);
  gtk_window_present (GTK_WINDOW (shop->window));
  trivet_ui_test_wait_for_frame (shop->window);
}

static void
close_shop (Shop *shop)
{
  gtk_window_destroy (GTK_WINDOW (shop->window));
  trivet_ui_fixture_settle (shop->fixture);
  trivet_ui_fixture_free (shop->fixture);
  for (guint i = 0; i < N_STEPS; i++)
    g_array_unref (shop->times_us[i]);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const gint64 *first = a, *second = b;

  return *first < *second ? -1 : *first > *second;
}

static double
get_median_ms (GArray *times_us)
{
  g_array_sort (times_us, compare);

  return (double) g_array_index (times_us, gint64, times_us->len / 2) / 1000;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (AdwApplication) application = NULL;
  g_autofree char *json = NULL;
  g_autofree char *large_json = NULL;
  Shop             demo = { NULL };
  Shop             large = { NULL };
  gboolean         quick;
  int              n_runs;
  int              n_missed = 0;

  trivet_ui_test_init (&argc, &argv);
  g_assert_cmpint (argc, >=, 2);
  quick = argc > 2 && g_str_equal (argv[2], "--quick");
  n_runs = quick ? WARM + 1 : RUNS;
  g_assert_true (g_file_get_contents (argv[1], &json, NULL, NULL));
  large_json = bench_shop_enlarge (json);
  application = adw_application_new (TRIVET_APP_ID, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  open_shop (&demo, application, json);
  open_shop (&large, application, large_json);

  for (int i = 0; i < n_runs; i++) {
    use (i % 2 == 0 ? &demo : &large, i);
    use (i % 2 == 0 ? &large : &demo, i);
  }
  printf ("%d dishes against the demo restaurant; processor's time of the main thread, medians of %d\n", BENCH_SHOP_ITEMS, n_runs - WARM);
  for (guint i = 0; i < N_STEPS; i++) {
    double demo_ms = get_median_ms (demo.times_us[i]);
    double large_ms = get_median_ms (large.times_us[i]);

    n_missed += large_ms / demo_ms > GOAL;
    printf ("%s: %.1f ms against %.1f ms, ratio %.2f (goal %.1f: %s)\n", step_names[i], large_ms, demo_ms, large_ms / demo_ms, GOAL,
            large_ms / demo_ms <= GOAL ? "met" : "missed");
  }
  close_shop (&demo);
  close_shop (&large);

  return quick || n_missed == 0 ? 0 : 1;
}
