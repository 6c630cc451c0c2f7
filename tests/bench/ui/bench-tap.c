/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a tap on a menu of 5,000 dishes is answered on the screen within a frame. Method: tap after
 * tap on dishes in view, each timed until the frame that shows its line has been painted; beside it
 * a bare grid with as many plain buttons that scrolls by a row, in the same run, one after the other,
 * so that both see the same machine. */

#include "trivet-item-tile.h"
#include "trivet-order-page.h"
#include "trivet-ui-fixture.h"

#include <stdio.h>
#include <stdlib.h>

#define N_ITEMS      5000
#define N_TAPS       300
#define N_WARM       20
#define ROW_PX       140
#define MAX_TILES    300
#define GOAL_P95_US  16700
#define GOAL_P99_US  33000
#define PAUSE_MS     25
#define TAPS_A_ORDER 20

typedef struct {
  gint64 times_us[N_TAPS];
  int    n;
} Times;

static char *
make_menu (void)
{
  static const char *const colors[] = { "#c64600", "#1a5fb4", "#26a269", "#5c4a9c", "#98721a" };
  GString                 *json = g_string_new ("{\"currency\": \"CNY\", \"categories\": [");

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    g_string_append_printf (json, "%s{\"id\": \"c%u\", \"name\": \"Category %u\", \"color\": \"%s\"}", i > 0 ? "," : "", i, i, colors[i]);
  g_string_append (json, "], \"items\": [");
  for (guint i = 0; i < N_ITEMS; i++)
    g_string_append_printf (json, "%s{\"sku\": \"S%u\", \"category\": \"c%u\", \"name\": {\"en\": \"Dish number %u\", \"zh\": \"菜%u\"}, \"emoji\": \"🍜\", \"price\": \"%u.00\"}",
                            i > 0 ? "," : "", i, i % 5, i, i, 8 + i % 90);
  g_string_append (json, "]}");

  return g_string_free (json, FALSE);
}

static void
on_after_paint (GdkFrameClock *clock,
                gpointer       user_data)
{
  ++*(guint *) user_data;
}

/* Waits for the frame after the next change, and gives the time when it was painted. */
static gint64
wait_for_paint (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  guint          frames = 0;
  gulong         id = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), &frames);

  while (frames == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);

  return g_get_monotonic_time ();
}

static void
collect_tiles (GtkWidget *widget,
               gpointer   user_data)
{
  if (TRIVET_IS_ITEM_TILE (widget))
    g_ptr_array_add (user_data, widget);
}

static void
on_order_changed (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* From the finger to the frame that shows the line, through command, journal and fold. */
static gint64
tap (TrivetUiFixture *fixture,
     GtkWidget       *window,
     int              number)
{
  TrivetRegister *reg = fixture->context->reg;
  g_autoptr (GPtrArray) tiles = g_ptr_array_new ();
  TrivetTab *tab;
  gboolean   changed = FALSE;
  gulong     id;
  gint64     start_us;
  gint64     end_us;

  trivet_ui_test_walk (window, collect_tiles, tiles);
  g_assert_cmpuint (tiles->len, >, 0);
  tab = trivet_register_get_current (reg);
  g_assert_nonnull (tab);
  id = g_signal_connect_swapped (tab, "changed", G_CALLBACK (on_order_changed), &changed);
  start_us = g_get_monotonic_time ();
  g_signal_emit_by_name (g_ptr_array_index (tiles, (guint) (number * 7) % tiles->len), "clicked");
  while (!changed)
    g_main_context_iteration (NULL, TRUE);
  end_us = wait_for_paint (window);
  g_signal_handler_disconnect (tab, id);

  return end_us - start_us;
}

static gint64
scroll (GtkWidget     *window,
        GtkAdjustment *adjustment,
        int            number)
{
  gint64 start_us = g_get_monotonic_time ();

  gtk_adjustment_set_value (adjustment, (double) ROW_PX * number);

  return wait_for_paint (window) - start_us;
}

static void
on_bare_setup (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               gpointer                  user_data)
{
  GtkWidget *button = gtk_button_new_with_label ("");

  gtk_widget_set_size_request (button, 158, ROW_PX);
  gtk_list_item_set_child (list_item, button);
}

static void
on_bare_bind (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              gpointer                  user_data)
{
  gtk_button_set_label (GTK_BUTTON (gtk_list_item_get_child (list_item)),
                        gtk_string_object_get_string (gtk_list_item_get_item (list_item)));
}

static GtkWidget *
open_bare_grid (GtkAdjustment **ret_adjustment)
{
  GtkStringList      *names = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  GtkWidget          *grid;

  for (guint i = 0; i < N_ITEMS; i++) {
    g_autofree char *name = g_strdup_printf ("Dish number %u", i);

    gtk_string_list_append (names, name);
  }
  g_signal_connect (factory, "setup", G_CALLBACK (on_bare_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bare_bind), NULL);
  grid = gtk_grid_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (names))), factory);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  *ret_adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (grid));

  return trivet_ui_test_show (scroller, 934, 708);
}

static int
compare (const void *a,
         const void *b)
{
  const gint64 *first = a, *second = b;

  return *first < *second ? -1 : *first > *second;
}

static gint64
get_quantile (Times *times,
              int    percent)
{
  qsort (times->times_us, (gsize) times->n, sizeof *times->times_us, compare);

  return times->times_us[times->n * percent / 100];
}

static void
report (const char *name,
        Times      *times)
{
  printf ("%s: median %.1f ms, p95 %.1f ms, p99 %.1f ms, %d times\n", name,
          (double) get_quantile (times, 50) / 1000, (double) get_quantile (times, 95) / 1000,
          (double) get_quantile (times, 99) / 1000, times->n);
}

/* A fresh order now and then, as in a shop. */
static void
begin_order (TrivetUiFixture *fixture)
{
  trivet_register_new_order (fixture->context->reg);
  g_free (trivet_ui_fixture_add (fixture, "S1", "", 1));
}

int
main (int   argc,
      char *argv[])
{
  static Times     taps, scrolls, bare_scrolls;
  TrivetUiFixture *fixture;
  g_autofree char *menu_json = make_menu ();
  GtkAdjustment   *bare_adjustment;
  GtkAdjustment   *adjustment;
  GtkWidget       *bare;
  GtkWidget       *window;
  guint            n_tiles;

  trivet_ui_test_init (&argc, &argv);
  fixture = trivet_ui_fixture_new (menu_json);
  window = trivet_ui_test_show (trivet_order_page_new (fixture->context), 1366, 708);
  bare = open_bare_grid (&bare_adjustment);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (trivet_ui_test_find (window, "Dishes")));

  for (int i = 0; i < N_TAPS + N_WARM; i++) {
    gint64 tap_us;
    gint64 scroll_us;
    gint64 bare_us;

    if (i % TAPS_A_ORDER == 0)
      begin_order (fixture);
    trivet_ui_test_spin (PAUSE_MS);
    tap_us = tap (fixture, window, i);
    trivet_ui_test_spin (PAUSE_MS);
    scroll_us = scroll (window, adjustment, i + 1);
    trivet_ui_test_spin (PAUSE_MS);
    bare_us = scroll (bare, bare_adjustment, i + 1);
    if (i < N_WARM)
      continue;
    taps.times_us[taps.n++] = tap_us;
    scrolls.times_us[scrolls.n++] = scroll_us;
    bare_scrolls.times_us[bare_scrolls.n++] = bare_us;
  }
  n_tiles = trivet_ui_test_count (window, TRIVET_TYPE_ITEM_TILE);

  report ("tap to painted line", &taps);
  report ("our grid scrolls by a row", &scrolls);
  report ("bare grid scrolls by a row", &bare_scrolls);
  printf ("tap against bare grid: p95 ratio %.2f, p99 ratio %.2f; goals p95 %.1f ms, p99 %.1f ms\n",
          (double) get_quantile (&taps, 95) / (double) get_quantile (&bare_scrolls, 95),
          (double) get_quantile (&taps, 99) / (double) get_quantile (&bare_scrolls, 99),
          GOAL_P95_US / 1000.0, GOAL_P99_US / 1000.0);
  printf ("dishes %d, tiles alive in view %u (goal %d)\n", N_ITEMS, n_tiles, MAX_TILES);

  gtk_window_destroy (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (bare));
  trivet_ui_fixture_settle (fixture);
  trivet_ui_fixture_free (fixture);

  return get_quantile (&taps, 95) <= GOAL_P95_US && get_quantile (&taps, 99) <= GOAL_P99_US && n_tiles <= MAX_TILES ? 0 : 1;
}
