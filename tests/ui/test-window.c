/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the window leads from page to page, changes its language while it runs, says what went
 * wrong, and leaves nothing behind. Method: the whole window over a store in memory, driven by
 * accessible names; pictures are written for people to look at. */

#include "trivet-config.h"

#include "trivet-ui-fixture.h"
#include "trivet-ui.h"
#include "trivet-window.h"

typedef struct {
  AdwApplication  *application;
  TrivetUiFixture *fixture;
  GtkWidget       *window;
} Bench;

static void
bench_set_up (Bench        *bench,
              gconstpointer user_data)
{
  g_autofree char *menu_json = trivet_ui_fixture_read_demo ();
  g_autoptr (GError) error = NULL;

  bench->application = adw_application_new (TRIVET_APP_ID, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (bench->application), NULL, &error);
  g_assert_no_error (error);
  bench->fixture = trivet_ui_fixture_new (menu_json);
  bench->window = trivet_window_new (GTK_APPLICATION (bench->application), bench->fixture->context);
  gtk_window_set_decorated (GTK_WINDOW (bench->window), FALSE);
  gtk_window_present (GTK_WINDOW (bench->window));
  trivet_ui_test_wait_for_frame (bench->window);
}

static void
bench_tear_down (Bench        *bench,
                 gconstpointer user_data)
{
  GtkWidget *window = bench->window;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &bench->window);
  gtk_window_destroy (GTK_WINDOW (window));
  trivet_ui_fixture_settle (bench->fixture);
  g_assert_null (bench->window);
  trivet_ui_fixture_free (bench->fixture);
  g_object_unref (bench->application);
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_SYSTEM);
}

static void
click (Bench      *bench,
       const char *name)
{
  trivet_ui_test_click (bench->fixture, bench->window, name);
}

static gboolean
sees (Bench      *bench,
      const char *name)
{
  return trivet_ui_test_find (bench->window, name) != NULL;
}

static void
activate (Bench      *bench,
          const char *action,
          const char *parameter)
{
  g_autoptr (GVariant) variant = NULL;

  /* The call does not sink it. */
  if (parameter != NULL)
    variant = g_variant_ref_sink (g_variant_new_string (parameter));
  g_assert_true (gtk_widget_activate_action_variant (bench->window, action, variant));
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
}

static void
fill_order (Bench *bench)
{
  click (bench, "Pork xiaolongbao");
  click (bench, "Pork xiaolongbao");
  click (bench, "Mapo tofu");
}

static void
test_orders (Bench        *bench,
             gconstpointer user_data)
{
  TrivetRegister *reg = bench->fixture->context->reg;

  fill_order (bench);
  g_assert_true (sees (bench, "Order 0001"));
  activate (bench, "win.show", "history");
  activate (bench, "win.back", NULL);
  click (bench, "New order");
  g_assert_null (trivet_register_get_current (reg));
  click (bench, "Wonton soup");
  trivet_register_set_label (reg, "Table 7 & <b>");
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
  g_assert_true (sees (bench, "Table 7 & <b>"));
  click (bench, "Order 0001");
  g_assert_cmpint (trivet_tab_get_due_minor (trivet_register_get_current (reg)), ==, 8800);
  trivet_ui_test_screenshot (bench->window, "window-order");
  trivet_ui_test_assert_controls (bench->window, 30);
}

/* F12 and the button lead to the pay page only when something is due. */
static void
test_nothing_due (Bench        *bench,
                  gconstpointer user_data)
{
  g_assert_false (gtk_widget_is_sensitive (trivet_ui_test_find (bench->window, "Pay ¥0.00")));
  activate (bench, "win.pay", NULL);
  g_assert_true (sees (bench, "Pay ¥0.00"));
  click (bench, "Pork xiaolongbao");
  g_assert_true (gtk_widget_is_sensitive (trivet_ui_test_find (bench->window, "Pay ¥28.00")));
  click (bench, "Undo");
  g_assert_false (gtk_widget_is_sensitive (trivet_ui_test_find (bench->window, "Pay ¥0.00")));
  activate (bench, "win.pay", NULL);
  g_assert_true (sees (bench, "Pay ¥0.00"));
}

static void
test_dark (Bench        *bench,
           gconstpointer user_data)
{
  fill_order (bench);
  click (bench, "2 Pork xiaolongbao");
  activate (bench, "win.appearance", "dark");
  g_assert_cmpint (trivet_settings_get_appearance (bench->fixture->context->settings), ==, TRIVET_APPEARANCE_DARK);
  trivet_ui_test_spin (400);
  trivet_ui_test_screenshot (bench->window, "window-order-dark");
  activate (bench, "win.pay", NULL);
  trivet_ui_test_spin (400);
  trivet_ui_test_screenshot (bench->window, "window-pay-dark");
  activate (bench, "win.back", NULL);
  activate (bench, "win.appearance", "light");
}

static void
test_pay_cash (Bench        *bench,
               gconstpointer user_data)
{
  TrivetRegister *reg = bench->fixture->context->reg;

  fill_order (bench);
  click (bench, "Pay ¥88.00");
  trivet_ui_test_spin (400);
  trivet_ui_test_screenshot (bench->window, "window-pay-scan");
  trivet_ui_test_assert_controls (bench->window, 4);
  click (bench, "Cash");
  trivet_ui_test_spin (400);
  trivet_ui_test_screenshot (bench->window, "window-pay-cash");
  trivet_ui_test_assert_controls (bench->window, 10);
  click (bench, "¥100.00");
  trivet_ui_test_spin (400);
  trivet_ui_test_screenshot (bench->window, "window-pay-paid");
  g_assert_cmpuint (g_list_model_get_n_items (trivet_register_get_tabs (reg)), ==, 0);
  click (bench, "Next customer");
  g_assert_true (sees (bench, "Mapo tofu"));
  g_assert_null (trivet_register_get_current (reg));

  activate (bench, "win.show", "history");
  trivet_ui_test_spin (400);
  trivet_ui_test_screenshot (bench->window, "window-history");
}

static void
test_language (Bench        *bench,
               gconstpointer user_data)
{
  fill_order (bench);
  activate (bench, "win.language", "chinese");
  trivet_ui_test_wait_for_frame (bench->window);
  g_assert_true (trivet_ui_is_chinese ());
  g_assert_false (sees (bench, "Pork xiaolongbao"));
  g_assert_true (sees (bench, "鲜肉小笼包"));
  trivet_ui_test_screenshot (bench->window, "window-order-zh");
  activate (bench, "win.pay", NULL);
  trivet_ui_test_spin (400);
  trivet_ui_test_screenshot (bench->window, "window-pay-zh");

  /* The order is where it was, in the other words. */
  activate (bench, "win.language", "english");
  activate (bench, "win.back", NULL);
  g_assert_true (sees (bench, "Pork xiaolongbao"));
  g_assert_true (sees (bench, "Pay ¥88.00"));
}

static void
find_text (GtkWidget *widget,
           gpointer   user_data)
{
  const char **wanted = user_data;

  if (*wanted != NULL && GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), *wanted) != NULL)
    *wanted = NULL;
}

static gboolean
reads (Bench      *bench,
       const char *words)
{
  const char *wanted = words;

  trivet_ui_test_walk (bench->window, find_text, &wanted);

  return wanted == NULL;
}

static void
test_full_disk (Bench        *bench,
                gconstpointer user_data)
{
  trivet_memory_journal_fail_next (bench->fixture->journal, 1, TRIVET_STORE_ERROR_FULL);
  click (bench, "Pork xiaolongbao");
  trivet_ui_test_spin (400);
  g_assert_true (reads (bench, "The disk is full."));
  trivet_ui_test_screenshot (bench->window, "window-full-disk");
  /* It works again, so the sentence goes. */
  click (bench, "Pork xiaolongbao");
  trivet_ui_test_spin (400);
  g_assert_false (reads (bench, "The disk is full."));
}

/* Somebody sets the clock back while dishes are sold: it is said, goes on being said, and ends. */
static void
test_clock_set_back (Bench        *bench,
                     gconstpointer user_data)
{
  gint64 day_ms = 24 * 60 * 60 * 1000;

  trivet_manual_clock_advance (bench->fixture->clock, 2000);
  trivet_ui_fixture_settle (bench->fixture);
  trivet_manual_clock_jump_wall (bench->fixture->clock, -day_ms);
  click (bench, "Pork xiaolongbao");
  trivet_ui_test_spin (400);
  g_assert_true (reads (bench, "The clock of this computer is wrong"));
  trivet_ui_test_screenshot (bench->window, "window-clock-behind");
  g_assert_true (sees (bench, "Pay"));

  trivet_manual_clock_jump_wall (bench->fixture->clock, day_ms);
  click (bench, "Pork xiaolongbao");
  trivet_ui_test_spin (400);
  g_assert_false (reads (bench, "The clock of this computer is wrong"));
}

static void
test_pages (Bench        *bench,
            gconstpointer user_data)
{
  activate (bench, "win.show", "papers");
  trivet_ui_test_screenshot (bench->window, "window-papers");
  activate (bench, "win.show", "settings");
  trivet_ui_test_screenshot (bench->window, "window-settings");
  activate (bench, "win.back", NULL);
  g_assert_true (sees (bench, "Pork xiaolongbao"));
}

static void
test_fits (Bench        *bench,
           gconstpointer user_data)
{
  static const char *const pages[] = { "history", "papers", "settings" };
  GtkRequisition           minimum;

  fill_order (bench);
  gtk_widget_get_preferred_size (bench->window, &minimum, NULL);
  g_assert_cmpint (minimum.width, <=, 1024);
  g_assert_cmpint (minimum.height, <=, 768);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    activate (bench, "win.show", pages[i]);
    gtk_widget_get_preferred_size (bench->window, &minimum, NULL);
    g_assert_cmpint (minimum.width, <=, 1024);
    g_assert_cmpint (minimum.height, <=, 768);
    trivet_ui_test_assert_controls (bench->window, 1);
  }
}

typedef struct {
  TrivetUiContext *context;
  guint            n_wanted;
} Late;

static void
on_wanted (Late *late)
{
  late->n_wanted++;
  g_ptr_array_add (late->context->problems, g_strdup ("Wallets, camera and PINs are off"));
  trivet_ui_context_set_complete (late->context);
}

/* What no first frame needs is asked for once, before a page that shows it is built, and what is
 * wrong with it is said then. */
static void
test_late (Bench        *bench,
           gconstpointer user_data)
{
  TrivetUiContext *context = bench->fixture->context;
  Late             late = { .context = context };

  g_signal_connect_swapped (context, "wanted", G_CALLBACK (on_wanted), &late);
  g_assert_false (reads (bench, "A way to pay is off"));
  activate (bench, "win.show", "settings");
  g_assert_cmpuint (late.n_wanted, ==, 1);
  g_assert_true (reads (bench, "Wallets, camera and PINs are off"));
  activate (bench, "win.back", NULL);
  g_assert_true (reads (bench, "A way to pay is off"));
  fill_order (bench);
  activate (bench, "win.pay", NULL);
  g_assert_cmpuint (late.n_wanted, ==, 1);
  g_signal_handlers_disconnect_by_data (context, &late);
}

#define ADD(path, func) g_test_add (path, Bench, NULL, bench_set_up, func, bench_tear_down)

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  trivet_ui_set_appearance (TRIVET_APPEARANCE_LIGHT);

  ADD ("/ui/window/orders", test_orders);
  ADD ("/ui/window/pay-cash", test_pay_cash);
  ADD ("/ui/window/nothing-due", test_nothing_due);
  ADD ("/ui/window/dark", test_dark);
  ADD ("/ui/window/full-disk", test_full_disk);
  ADD ("/ui/window/clock-set-back", test_clock_set_back);
  ADD ("/ui/window/late", test_late);
  ADD ("/ui/window/pages", test_pages);
  ADD ("/ui/window/fits", test_fits);
  ADD ("/ui/window/language", test_language);

  return g_test_run ();
}
