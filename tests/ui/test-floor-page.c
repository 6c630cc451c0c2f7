/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: from the tables, guests are seated with two taps or with the keyboard, and every table says
 * what goes on there. Method: the whole window over the demo restaurant, pressed by names and keys;
 * pictures in four sizes, two languages, light and dark. */

#include "floor-bench.h"
#include "trivet-look.h"

static void
assert_table_says (FloorBench *self,
                   const char *name,
                   const char *words)
{
  GtkWidget       *table = trivet_ui_test_find (self->window, name);
  g_autofree char *all = NULL;

  g_assert_true (TRIVET_IS_TABLE_BUTTON (table));
  all = trivet_ui_test_dup_words (table);
  if (strstr (all, words) == NULL)
    g_error ("“%s” is not on %s: %s", words, name, all);
}

static void
pass_minutes (FloorBench *self,
              guint       minutes)
{
  trivet_manual_clock_advance (self->fixture->clock, minutes * 60 * 1000);
  trivet_ui_fixture_settle (self->fixture);
}

static void
tell (FloorBench    *self,
      TrivetFactType type,
      JsonObject    *body)
{
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  g_ptr_array_add (facts, trivet_fact_new (type, trivet_tab_get_order_id (trivet_register_get_current (self->reg)), body, &stamp));
  trivet_journal_append_async (TRIVET_JOURNAL (self->fixture->journal), facts, NULL, NULL);
  trivet_ui_fixture_settle (self->fixture);
}

static void
tell_line (FloorBench    *self,
           TrivetFactType type,
           const char    *line_id)
{
  JsonObject *body = json_object_new ();
  JsonObject *line = json_object_new ();
  JsonArray  *lines = json_array_new ();

  json_object_set_string_member (line, "line", line_id);
  json_object_set_int_member (line, "quantity", 1);
  json_array_add_object_element (lines, line);
  json_object_set_array_member (body, "lines", lines);
  tell (self, type, body);
}

static void
seat (FloorBench *self,
      const char *table_id,
      int         guests,
      const char *sku,
      gint64      quantity,
      gboolean    served)
{
  g_autofree char *line_id = NULL;

  g_assert_true (trivet_floor_host_seat (self->host, table_id, guests));
  trivet_ui_fixture_settle (self->fixture);
  if (sku == NULL)
    return;
  line_id = trivet_ui_fixture_add (self->fixture, sku, "", quantity);
  trivet_ui_fixture_settle (self->fixture);
  if (!served)
    return;
  tell_line (self, TRIVET_FACT_LINES_SENT, line_id);
  tell_line (self, TRIVET_FACT_LINES_SERVED, line_id);
}

/* The evening of the drawing. */
static void
play_the_drawing (FloorBench *self)
{
  gint64 now_us;

  seat (self, "t16", 2, "W02", 3, TRUE);
  pass_minutes (self, 9);
  seat (self, "booth2", 5, "W04", 5, TRUE);
  pass_minutes (self, 5);
  seat (self, "ab", 11, "W04", 12, TRUE);
  pass_minutes (self, 17);
  seat (self, "t8", 2, "W02", 4, TRUE);
  pass_minutes (self, 18);
  seat (self, "t12", 4, "W03", 2, TRUE);
  pass_minutes (self, 14);
  g_assert_true (trivet_floor_host_open_tab (self->host, "bar", "Ann"));
  trivet_ui_fixture_settle (self->fixture);
  g_free (trivet_ui_fixture_add (self->fixture, "T01", "", 2));
  g_assert_true (trivet_floor_host_open_tab (self->host, "bar", "Bo"));
  trivet_ui_fixture_settle (self->fixture);
  trivet_register_select (self->reg, trivet_tab_get_order_id (g_ptr_array_index (trivet_spot_get_tabs (trivet_floor_host_lookup_spot (self->host, "t16")), 0)));
  trivet_register_ask_bill (self->reg);
  trivet_ui_fixture_settle (self->fixture);
  pass_minutes (self, 5);
  seat (self, "t18", 3, NULL, 0, FALSE);
  pass_minutes (self, 4);
  now_us = trivet_clock_get_wall_us (TRIVET_CLOCK (self->fixture->clock));
  trivet_floor_host_reserve (self->host, "Wang", 6, now_us + 19 * G_TIME_SPAN_MINUTE, "booth1");
  trivet_floor_host_reserve (self->host, "Zhao", 2, now_us + 3 * G_TIME_SPAN_HOUR, "");
  trivet_floor_host_join_queue (self->host, "Sun", 4);
  trivet_floor_host_join_queue (self->host, "Qian", 2);
  g_assert_true (trivet_floor_host_open_away (self->host, TRIVET_ORDER_KIND_TAKEAWAY, "Li"));
  trivet_ui_fixture_settle (self->fixture);
  g_free (trivet_ui_fixture_add (self->fixture, "W02", "", 1));
  trivet_register_new_order (self->reg);
  floor_bench_settle (self);
}

static void
leave_dirty (FloorBench *self,
             const char *table_id)
{
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "id", table_id);
  g_ptr_array_add (facts, trivet_fact_new (TRIVET_FACT_TABLE_LEFT, TRIVET_FLOOR_SUBJECT, body, &stamp));
  trivet_journal_append_async (TRIVET_JOURNAL (self->fixture->journal), facts, NULL, NULL);
  floor_bench_settle (self);
}

/* Two taps on the plan seat four guests; the order page says where they are. */
static void
test_seat (FloorBench   *self,
           gconstpointer user_data)
{
  floor_bench_click (self, "Tables");
  floor_bench_click (self, "Table 12");
  g_assert_true (floor_bench_says (self->window, "Table 12 · how many guests?"));
  trivet_ui_test_screenshot (self->window, "floor-guests");
  floor_bench_click (self, "4 guests");
  g_assert_true (floor_bench_says (self->window, "Table 12 · 4 guests"));
  floor_bench_click (self, "Mapo tofu");
  floor_bench_click (self, "Seat all");
  trivet_ui_test_screenshot (self->window, "floor-seats");
  floor_bench_click (self, "Seat 2");
  floor_bench_click (self, "Mapo tofu");
  g_assert_true (floor_bench_says (self->window, "Seat 2"));
  trivet_ui_test_screenshot (self->window, "floor-order");
  floor_bench_click (self, "Bill asked");
  g_assert_true (floor_bench_press (self, GDK_KEY_Escape));
  assert_table_says (self, "Table 12", "4 · 0:00 · ¥64");
  assert_table_says (self, "Table 12", "bill asked");
  floor_bench_click (self, "Table 12");
  g_assert_true (floor_bench_says (self->window, "Table 12 · 4 guests"));
}

/* Without a pointer: F2, a number, Enter, a number. */
static void
test_keyboard (FloorBench   *self,
               gconstpointer user_data)
{
  GtkWidget *focus;

  g_assert_true (floor_bench_press (self, GDK_KEY_F2));
  g_assert_true (floor_bench_press (self, GDK_KEY_3));
  g_assert_true (floor_bench_press (self, GDK_KEY_4));
  g_assert_true (floor_bench_sees (self, "Table 34"));
  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (focus == trivet_ui_test_find (self->window, "Table 34"));
  gtk_widget_activate (focus);
  trivet_ui_test_spin (300);
  floor_bench_settle (self);
  g_assert_true (floor_bench_says (self->window, "Table 34 · how many guests?"));
  g_assert_true (floor_bench_press (self, GDK_KEY_3));
  g_assert_true (floor_bench_says (self->window, "Table 34 · 3 guests"));
  g_assert_cmpstr (trivet_tab_get_order (trivet_register_get_current (self->reg))->table_id, ==, "t34");

  /* A second number begins anew after a pause, also in another room. */
  floor_bench_press (self, GDK_KEY_F2);
  floor_bench_press (self, GDK_KEY_7);
  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (focus == trivet_ui_test_find (self->window, "Table 7"));
  trivet_manual_clock_advance (self->fixture->clock, 2000);
  floor_bench_press (self, GDK_KEY_8);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == trivet_ui_test_find (self->window, "Table 8"));
  g_assert_false (floor_bench_press (self, GDK_KEY_x));
}

static void
assert_not_cut (GtkWidget *widget,
                gpointer   user_data)
{
  g_autofree char *fault = gtk_widget_get_mapped (widget) ? trivet_look_judge_label (widget) : NULL;

  g_assert_cmpstr (fault, ==, NULL);
}

/* An order that begins while another page is shown changes the size of its buttons, which nobody sees yet. */
static void
test_buttons_of_a_new_order (FloorBench   *self,
                             gconstpointer user_data)
{
  static const char *const tables[] = { "Table 7", "Table 16", "Table 8" };

  trivet_ui_fixture_open_kitchen (self->fixture);
  floor_bench_close_window (self);
  floor_bench_show_window (self, 1024, 768);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    floor_bench_click (self, "Tables");
    floor_bench_click (self, tables[i]);
    floor_bench_click (self, "2 guests");
    trivet_ui_test_walk (trivet_ui_test_find (self->window, "Send"), assert_not_cut, NULL);
    floor_bench_click (self, "Wonton soup");
    trivet_ui_test_walk (trivet_ui_test_find (self->window, "Send"), assert_not_cut, NULL);
  }
}

static void
test_bar (FloorBench   *self,
          gconstpointer user_data)
{
  floor_bench_click (self, "Tables");
  floor_bench_click (self, "Bar 1–6");
  floor_bench_click (self, "New tab");
  floor_bench_click (self, "Wonton soup");
  floor_bench_press (self, GDK_KEY_Escape);
  floor_bench_click (self, "Bar 1–6");
  gtk_editable_set_text (GTK_EDITABLE (trivet_ui_test_find (self->window, "Name")), "Ann");
  floor_bench_click (self, "New tab");
  g_assert_true (floor_bench_says (self->window, "Bar 1–6 · Ann"));
  floor_bench_press (self, GDK_KEY_Escape);
  assert_table_says (self, "Bar 1–6", "2 tabs open · ¥29");
  floor_bench_click (self, "Bar 1–6");
  trivet_ui_test_screenshot (self->window, "floor-bar");
  g_assert_true (floor_bench_sees (self, "Ann · ¥0.00"));
  floor_bench_click (self, "0001 · ¥29.00");
  g_assert_cmpstr (trivet_tab_get_order (trivet_register_get_current (self->reg))->number, ==, "0001");
}

static void
test_takeaway (FloorBench   *self,
               gconstpointer user_data)
{
  floor_bench_click (self, "Tables");
  floor_bench_click (self, "Takeaway");
  g_assert_true (floor_bench_says (self->window, "No takeaway or delivery order is open"));
  trivet_ui_test_screenshot (self->window, "floor-takeaway-empty");
  floor_bench_click (self, "＋ Takeaway order");
  gtk_editable_set_text (GTK_EDITABLE (trivet_ui_test_find (self->window, "Name")), "Li & <b>");
  /* The chip above has the same name. */
  floor_bench_click (self, "Delivery");
  g_assert_true (floor_bench_says (self->window, "Delivery 1 · Li & <b>"));
  floor_bench_press (self, GDK_KEY_Escape);
  floor_bench_click (self, "Takeaway 1");
  trivet_ui_test_screenshot (self->window, "floor-takeaway");
  floor_bench_click (self, "Delivery 1");
  g_assert_cmpint (trivet_tab_get_order (trivet_register_get_current (self->reg))->kind, ==, TRIVET_ORDER_KIND_DELIVERY);
}

static void
test_people (FloorBench   *self,
             gconstpointer user_data)
{
  floor_bench_click (self, "Tables");
  floor_bench_click (self, "Walk-in queue · 0");
  g_assert_true (floor_bench_says (self->window, "Nobody waits"));
  gtk_editable_set_text (GTK_EDITABLE (trivet_ui_test_find (self->window, "Name")), "Sun");
  floor_bench_click (self, "More guests");
  floor_bench_click (self, "Add");
  pass_minutes (self, 3);
  floor_bench_click (self, "Walk-in queue · 1");
  floor_bench_click (self, "Walk-in queue · 1");
  trivet_ui_test_screenshot (self->window, "floor-queue");
  floor_bench_click (self, "Seat · Sun");
  g_assert_true (floor_bench_says (self->window, "Tap a table for Sun, 3"));
  floor_bench_click (self, "Table 14");
  g_assert_true (floor_bench_says (self->window, "Table 14 · Sun · 3 guests"));
  floor_bench_press (self, GDK_KEY_Escape);
  g_assert_true (floor_bench_sees (self, "Walk-in queue · 0"));

  floor_bench_click (self, "Reservations · 0");
  gtk_editable_set_text (GTK_EDITABLE (trivet_ui_test_find (self->window, "Name")), "Wang");
  floor_bench_click (self, "Table after");
  floor_bench_click (self, "Later");
  floor_bench_click (self, "Reserve");
  trivet_ui_test_screenshot (self->window, "floor-reservations");
  g_assert_true (floor_bench_sees (self, "Reservations · 1"));
  floor_bench_press (self, GDK_KEY_Escape);
  assert_table_says (self, "Table 12", "· Wang, 2");
  floor_bench_click (self, "Table 12");
  floor_bench_click (self, "Seat Wang, 2");
  g_assert_true (floor_bench_says (self->window, "Table 12 · Wang · 2 guests"));
  floor_bench_press (self, GDK_KEY_Escape);
  g_assert_true (floor_bench_sees (self, "Reservations · 0"));
}

static void
test_clear (FloorBench   *self,
            gconstpointer user_data)
{
  leave_dirty (self, "t22");
  floor_bench_click (self, "Tables");
  assert_table_says (self, "Table 22", "to clear");
  floor_bench_click (self, "Table 22");
  trivet_ui_test_screenshot (self->window, "floor-clear");
  floor_bench_click (self, "It is clear");
  assert_table_says (self, "Table 22", "2 seats");
}

static void
assert_big_enough (GtkWidget *widget,
                   gpointer   user_data)
{
  if (!TRIVET_IS_TABLE_BUTTON (widget))
    return;
  g_assert_cmpint (gtk_widget_get_width (widget), >=, 48);
  g_assert_cmpint (gtk_widget_get_height (widget), >=, 48);
}

static void
take_picture (FloorBench *self,
              int         width,
              int         height,
              const char *name)
{
  g_autofree char *full = g_strdup_printf ("floor-%s", name);

  floor_bench_close_window (self);
  floor_bench_show_window (self, width, height);
  floor_bench_press (self, GDK_KEY_F2);
  trivet_ui_test_spin (100);
  floor_bench_settle (self);
  g_assert_cmpint (gtk_widget_get_width (self->window), ==, width);
  g_assert_cmpint (gtk_widget_get_height (self->window), ==, height);
  trivet_ui_test_walk (self->window, assert_big_enough, NULL);
  trivet_ui_test_assert_controls (self->window, 18);
  trivet_ui_test_screenshot (self->window, full);
}

static void
test_pictures (FloorBench   *self,
               gconstpointer user_data)
{
  leave_dirty (self, "t22");
  play_the_drawing (self);
  take_picture (self, 1366, 768, "1366");
  assert_table_says (self, "Table 16", "bill asked 9 min ago");
  assert_table_says (self, "Table 16", "2 · 1:12");
  assert_table_says (self, "Table 18", "3 · 0:04");
  assert_table_says (self, "Round A + B", "11 guests · 0:58");
  assert_table_says (self, "Round A + B", "1 course sent");
  assert_table_says (self, "Booth 1", "· Wang, 6");
  take_picture (self, 1024, 768, "1024");
  take_picture (self, 1280, 800, "1280");
  take_picture (self, 1920, 1080, "1920");
  trivet_ui_set_appearance (TRIVET_APPEARANCE_DARK);
  take_picture (self, 1366, 768, "dark");
  trivet_ui_set_appearance (TRIVET_APPEARANCE_SYSTEM);
  trivet_settings_set_language (self->fixture->context->settings, TRIVET_LANGUAGE_SETTING_CHINESE);
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_CHINESE);
  take_picture (self, 1366, 768, "zh");
  g_assert_true (floor_bench_sees (self, "12号桌"));
  g_assert_true (floor_bench_sees (self, "卡座 1"));
  take_picture (self, 1024, 768, "1024-zh");
  trivet_settings_set_language (self->fixture->context->settings, TRIVET_LANGUAGE_SETTING_SYSTEM);
}

/* The register may begin with the tables. */
static void
test_start_page (FloorBench   *self,
                 gconstpointer user_data)
{
  TrivetSettings *settings = self->fixture->context->settings;

  g_assert_true (floor_bench_sees (self, "Tables"));
  trivet_settings_set_start_page (settings, TRIVET_START_PAGE_FLOOR);
  floor_bench_close_window (self);
  floor_bench_show_window (self, 1366, 768);
  g_assert_true (floor_bench_sees (self, "Table 12"));
  trivet_settings_set_start_page (settings, TRIVET_START_PAGE_ORDER);
}

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  ADD ("seat", test_seat);
  ADD ("keyboard", test_keyboard);
  ADD ("buttons-of-a-new-order", test_buttons_of_a_new_order);
  ADD ("bar", test_bar);
  ADD ("takeaway", test_takeaway);
  ADD ("people", test_people);
  ADD ("clear", test_clear);
  ADD ("pictures", test_pictures);
  ADD ("start-page", test_start_page);

  return g_test_run ();
}
