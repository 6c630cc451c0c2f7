/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: from the tables, guests are seated with two taps or with the keyboard, every table says
 * what goes on there, and the plan is edited in place. Method: the whole window over the demo
 * restaurant, pressed by names and keys; pictures in four sizes, two languages, light and dark. */

#include "trivet-config.h"

#include "trivet-floor-page.h"
#include "trivet-table-button.h"
#include "trivet-ui-fixture.h"
#include "trivet-ui.h"
#include "trivet-window.h"

#include <string.h>

typedef struct {
  AdwApplication  *application;
  TrivetUiFixture *fixture;
  TrivetFloorHost *host;
  TrivetRegister  *reg;
  GtkWidget       *window;
} Bench;

static void
settle (Bench *self)
{
  trivet_ui_fixture_settle (self->fixture);
  trivet_ui_test_wait_for_frame (self->window);
}

static void
show_window (Bench *self,
             int    width,
             int    height)
{
  self->window = trivet_window_new (GTK_APPLICATION (self->application), self->fixture->context);
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  gtk_window_present (GTK_WINDOW (self->window));
  settle (self);
}

static void
close_window (Bench *self)
{
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_destroy (GTK_WINDOW (self->window));
  trivet_ui_fixture_settle (self->fixture);
  g_assert_null (self->window);
}

static void
set_up (Bench        *self,
        gconstpointer user_data)
{
  g_autofree char *demo = trivet_ui_fixture_read_demo ();
  g_autoptr (GError) error = NULL;

  self->application = adw_application_new (TRIVET_APP_ID, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (self->application), NULL, &error);
  g_assert_no_error (error);
  self->fixture = trivet_ui_fixture_new (demo);
  self->host = self->fixture->context->floor_host;
  self->reg = self->fixture->context->reg;
  trivet_floor_host_load (self->host);
  trivet_ui_fixture_settle (self->fixture);
  show_window (self, 1366, 768);
}

static void
tear_down (Bench        *self,
           gconstpointer user_data)
{
  close_window (self);
  trivet_ui_fixture_free (self->fixture);
  g_object_unref (self->application);
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_SYSTEM);
}

static void
click (Bench      *self,
       const char *name)
{
  trivet_ui_test_click (self->fixture, self->window, name);
  settle (self);
}

static gboolean
sees (Bench      *self,
      const char *name)
{
  return trivet_ui_test_find (self->window, name) != NULL;
}

static void
collect_label (GtkWidget *widget,
               gpointer   user_data)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (user_data, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
}

static gboolean
says (GtkWidget  *root,
      const char *words)
{
  g_autoptr (GString) all = g_string_new (NULL);

  trivet_ui_test_walk (root, collect_label, all);

  return strstr (all->str, words) != NULL;
}

static void
assert_table_says (Bench      *self,
                   const char *name,
                   const char *words)
{
  GtkWidget *table = trivet_ui_test_find (self->window, name);
  g_autoptr (GString) all = g_string_new (NULL);

  g_assert_true (TRIVET_IS_TABLE_BUTTON (table));
  trivet_ui_test_walk (table, collect_label, all);
  if (strstr (all->str, words) == NULL)
    g_error ("“%s” is not on %s: %s", words, name, all->str);
}

/* What the window does with a key that no widget wanted. */
static gboolean
press (Bench *self,
       guint  keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (self->window);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller) && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_BUBBLE)
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
  }
  settle (self);

  return handled;
}

static void
pass_minutes (Bench *self,
              guint  minutes)
{
  trivet_manual_clock_advance (self->fixture->clock, minutes * 60 * 1000);
  trivet_ui_fixture_settle (self->fixture);
}

static void
tell (Bench         *self,
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
tell_line (Bench         *self,
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
seat (Bench      *self,
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
play_the_drawing (Bench *self)
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
  settle (self);
}

static void
leave_dirty (Bench      *self,
             const char *table_id)
{
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "id", table_id);
  g_ptr_array_add (facts, trivet_fact_new (TRIVET_FACT_TABLE_LEFT, TRIVET_FLOOR_SUBJECT, body, &stamp));
  trivet_journal_append_async (TRIVET_JOURNAL (self->fixture->journal), facts, NULL, NULL);
  settle (self);
}

/* Two taps on the plan seat four guests; the order page says where they are. */
static void
test_seat (Bench        *self,
           gconstpointer user_data)
{
  click (self, "Tables");
  click (self, "Table 12");
  g_assert_true (says (self->window, "Table 12 · how many guests?"));
  trivet_ui_test_screenshot (self->window, "floor-guests");
  click (self, "4 guests");
  g_assert_true (says (self->window, "Table 12 · 4 guests"));
  click (self, "Mapo tofu");
  click (self, "Seat all");
  trivet_ui_test_screenshot (self->window, "floor-seats");
  click (self, "Seat 2");
  click (self, "Mapo tofu");
  g_assert_true (says (self->window, "Seat 2"));
  trivet_ui_test_screenshot (self->window, "floor-order");
  click (self, "Bill asked");
  g_assert_true (press (self, GDK_KEY_Escape));
  assert_table_says (self, "Table 12", "4 · 0:00 · ¥64");
  assert_table_says (self, "Table 12", "bill asked");
  click (self, "Table 12");
  g_assert_true (says (self->window, "Table 12 · 4 guests"));
}

/* Without a pointer: F2, a number, Enter, a number. */
static void
test_keyboard (Bench        *self,
               gconstpointer user_data)
{
  GtkWidget *focus;

  g_assert_true (press (self, GDK_KEY_F2));
  g_assert_true (press (self, GDK_KEY_3));
  g_assert_true (press (self, GDK_KEY_4));
  g_assert_true (sees (self, "Table 34"));
  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (focus == trivet_ui_test_find (self->window, "Table 34"));
  gtk_widget_activate (focus);
  trivet_ui_test_spin (300);
  settle (self);
  g_assert_true (says (self->window, "Table 34 · how many guests?"));
  g_assert_true (press (self, GDK_KEY_3));
  g_assert_true (says (self->window, "Table 34 · 3 guests"));
  g_assert_cmpstr (trivet_tab_get_order (trivet_register_get_current (self->reg))->table_id, ==, "t34");

  /* A second number begins anew after a pause, also in another room. */
  press (self, GDK_KEY_F2);
  press (self, GDK_KEY_7);
  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (focus == trivet_ui_test_find (self->window, "Table 7"));
  trivet_manual_clock_advance (self->fixture->clock, 2000);
  press (self, GDK_KEY_8);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == trivet_ui_test_find (self->window, "Table 8"));
  g_assert_false (press (self, GDK_KEY_x));
}

static void
test_bar (Bench        *self,
          gconstpointer user_data)
{
  click (self, "Tables");
  click (self, "Bar 1–6");
  click (self, "New tab");
  click (self, "Wonton soup");
  press (self, GDK_KEY_Escape);
  click (self, "Bar 1–6");
  gtk_editable_set_text (GTK_EDITABLE (trivet_ui_test_find (self->window, "Name")), "Ann");
  click (self, "New tab");
  g_assert_true (says (self->window, "Bar 1–6 · Ann"));
  press (self, GDK_KEY_Escape);
  assert_table_says (self, "Bar 1–6", "2 tabs open · ¥29");
  click (self, "Bar 1–6");
  trivet_ui_test_screenshot (self->window, "floor-bar");
  g_assert_true (sees (self, "Ann · ¥0.00"));
  click (self, "0001 · ¥29.00");
  g_assert_cmpstr (trivet_tab_get_order (trivet_register_get_current (self->reg))->number, ==, "0001");
}

static void
test_takeaway (Bench        *self,
               gconstpointer user_data)
{
  click (self, "Tables");
  click (self, "Takeaway");
  g_assert_true (says (self->window, "No takeaway or delivery order is open"));
  trivet_ui_test_screenshot (self->window, "floor-takeaway-empty");
  click (self, "＋ Takeaway order");
  gtk_editable_set_text (GTK_EDITABLE (trivet_ui_test_find (self->window, "Name")), "Li & <b>");
  /* The chip above has the same name. */
  click (self, "Delivery");
  g_assert_true (says (self->window, "Delivery 1 · Li & <b>"));
  press (self, GDK_KEY_Escape);
  click (self, "Takeaway 1");
  trivet_ui_test_screenshot (self->window, "floor-takeaway");
  click (self, "Delivery 1");
  g_assert_cmpint (trivet_tab_get_order (trivet_register_get_current (self->reg))->kind, ==, TRIVET_ORDER_KIND_DELIVERY);
}

static void
test_people (Bench        *self,
             gconstpointer user_data)
{
  click (self, "Tables");
  click (self, "Walk-in queue · 0");
  g_assert_true (says (self->window, "Nobody waits"));
  gtk_editable_set_text (GTK_EDITABLE (trivet_ui_test_find (self->window, "Name")), "Sun");
  click (self, "More guests");
  click (self, "Add");
  pass_minutes (self, 3);
  click (self, "Walk-in queue · 1");
  click (self, "Walk-in queue · 1");
  trivet_ui_test_screenshot (self->window, "floor-queue");
  click (self, "Seat · Sun");
  g_assert_true (says (self->window, "Tap a table for Sun, 3"));
  click (self, "Table 14");
  g_assert_true (says (self->window, "Table 14 · Sun · 3 guests"));
  press (self, GDK_KEY_Escape);
  g_assert_true (sees (self, "Walk-in queue · 0"));

  click (self, "Reservations · 0");
  gtk_editable_set_text (GTK_EDITABLE (trivet_ui_test_find (self->window, "Name")), "Wang");
  click (self, "Table after");
  click (self, "Later");
  click (self, "Reserve");
  trivet_ui_test_screenshot (self->window, "floor-reservations");
  g_assert_true (sees (self, "Reservations · 1"));
  press (self, GDK_KEY_Escape);
  assert_table_says (self, "Table 12", "· Wang, 2");
  click (self, "Table 12");
  click (self, "Seat Wang, 2");
  g_assert_true (says (self->window, "Table 12 · Wang · 2 guests"));
  press (self, GDK_KEY_Escape);
  g_assert_true (sees (self, "Reservations · 0"));
}

static void
test_clear (Bench        *self,
            gconstpointer user_data)
{
  leave_dirty (self, "t22");
  click (self, "Tables");
  assert_table_says (self, "Table 22", "to clear");
  click (self, "Table 22");
  trivet_ui_test_screenshot (self->window, "floor-clear");
  click (self, "It is clear");
  assert_table_says (self, "Table 22", "2 seats");
}

static const TrivetTable *
find_table (Bench      *self,
            const char *table_id)
{
  return trivet_floor_lookup_table (trivet_floor_host_get_floor (self->host), table_id);
}

static void
test_edit (Bench        *self,
           gconstpointer user_data)
{
  click (self, "Tables");
  click (self, "Edit plan");
  click (self, "Table 14");
  click (self, "More seats");
  click (self, "To the right");
  click (self, "Down");
  click (self, "Wider");
  click (self, "Shape");
  g_assert_cmpint (find_table (self, "t14")->seats, ==, 5);
  g_assert_cmpint (find_table (self, "t14")->x, ==, 20);
  g_assert_cmpint (find_table (self, "t14")->y, ==, 1);
  g_assert_cmpint (find_table (self, "t14")->width, ==, 16);
  g_assert_cmpint (find_table (self, "t14")->shape, ==, TRIVET_TABLE_ROUND);
  trivet_ui_test_screenshot (self->window, "floor-edit");
  trivet_ui_test_assert_controls (self->window, 25);

  click (self, "Remove table");
  g_assert_null (find_table (self, "t14"));
  click (self, "Undo");
  g_assert_nonnull (find_table (self, "t14"));
  click (self, "＋ Room");
  g_assert_true (sees (self, "New room"));
  click (self, "＋ Table");
  g_assert_true (sees (self, "Table 57"));
  click (self, "Remove room");
  g_assert_false (sees (self, "New room"));
  click (self, "Undo");
  g_assert_true (sees (self, "New room"));
  click (self, "Done");
  g_assert_false (sees (self, "Remove table"));
}

/* A finger that drags a table over the plan. */
static void
test_drag (Bench        *self,
           gconstpointer user_data)
{
  GtkWidget *plan;
  int        moved[4];

  click (self, "Tables");
  click (self, "Edit plan");
  plan = gtk_widget_get_ancestor (trivet_ui_test_find (self->window, "Table 14"), g_type_from_name ("TrivetFloorPlan"));
  g_assert_nonnull (plan);
  g_signal_emit_by_name (plan, "table-moved", trivet_floor_host_lookup_spot (self->host, "t14"), 500, -3, 20, 12);
  settle (self);
  moved[0] = find_table (self, "t14")->x;
  moved[1] = find_table (self, "t14")->y;
  moved[2] = find_table (self, "t14")->width;
  moved[3] = find_table (self, "t14")->height;
  g_assert_cmpint (moved[0], ==, TRIVET_FLOOR_COLUMNS - 20);
  g_assert_cmpint (moved[1], ==, 0);
  g_assert_cmpint (moved[2], ==, 20);
  g_assert_cmpint (moved[3], ==, 12);
  click (self, "Undo");
  g_assert_cmpint (find_table (self, "t14")->x, ==, 19);
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
take_picture (Bench      *self,
              int         width,
              int         height,
              const char *name)
{
  g_autofree char *full = g_strdup_printf ("floor-%s", name);

  close_window (self);
  show_window (self, width, height);
  press (self, GDK_KEY_F2);
  trivet_ui_test_spin (100);
  settle (self);
  g_assert_cmpint (gtk_widget_get_width (self->window), ==, width);
  g_assert_cmpint (gtk_widget_get_height (self->window), ==, height);
  trivet_ui_test_walk (self->window, assert_big_enough, NULL);
  trivet_ui_test_assert_controls (self->window, 18);
  trivet_ui_test_screenshot (self->window, full);
}

static void
test_pictures (Bench        *self,
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
  g_assert_true (sees (self, "12号桌"));
  g_assert_true (sees (self, "卡座 1"));
  take_picture (self, 1024, 768, "1024-zh");
  trivet_settings_set_language (self->fixture->context->settings, TRIVET_LANGUAGE_SETTING_SYSTEM);
}

/* A shop without tables is not bothered with them, and can begin to have some. */
static void
test_no_rooms (Bench        *self,
               gconstpointer user_data)
{
  GPtrArray *rooms = trivet_floor_get_rooms (trivet_floor_host_get_floor (self->host));

  while (rooms->len > 0) {
    trivet_floor_host_remove_room (self->host, ((const TrivetRoom *) g_ptr_array_index (rooms, 0))->id);
    settle (self);
    rooms = trivet_floor_get_rooms (trivet_floor_host_get_floor (self->host));
  }
  g_assert_false (sees (self, "Tables"));
  press (self, GDK_KEY_F2);
  g_assert_true (says (self->window, "There are no rooms yet"));
  trivet_ui_test_screenshot (self->window, "floor-empty");
  click (self, "Edit plan");
  click (self, "＋ Room");
  click (self, "＋ Table");
  g_assert_true (sees (self, "Table 1"));
}

/* The register may begin with the tables. */
static void
test_start_page (Bench        *self,
                 gconstpointer user_data)
{
  TrivetSettings *settings = self->fixture->context->settings;

  g_assert_true (sees (self, "Tables"));
  trivet_settings_set_start_page (settings, TRIVET_START_PAGE_FLOOR);
  close_window (self);
  show_window (self, 1366, 768);
  g_assert_true (sees (self, "Table 12"));
  trivet_settings_set_start_page (settings, TRIVET_START_PAGE_ORDER);
}

#define ADD(path, func) g_test_add ("/floor-page/" path, Bench, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  ADD ("seat", test_seat);
  ADD ("keyboard", test_keyboard);
  ADD ("bar", test_bar);
  ADD ("takeaway", test_takeaway);
  ADD ("people", test_people);
  ADD ("clear", test_clear);
  ADD ("edit", test_edit);
  ADD ("drag", test_drag);
  ADD ("pictures", test_pictures);
  ADD ("no-rooms", test_no_rooms);
  ADD ("start-page", test_start_page);

  return g_test_run ();
}
