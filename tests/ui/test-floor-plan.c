/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: rooms and tables are drawn on the register itself, by keys, by buttons and by dragging, and a
 * step back restores them. Method: the whole window over the demo restaurant, pressed by names, keys
 * and gestures. */

#include "floor-bench.h"

static const TrivetTable *
find_table (FloorBench *self,
            const char *table_id)
{
  return trivet_floor_lookup_table (trivet_floor_host_get_floor (self->host), table_id);
}

static void
test_edit (FloorBench   *self,
           gconstpointer user_data)
{
  floor_bench_click (self, "Tables");
  floor_bench_click (self, "Edit plan");
  floor_bench_click (self, "Table 14");
  floor_bench_click (self, "More seats");
  floor_bench_click (self, "To the right");
  floor_bench_click (self, "Down");
  floor_bench_click (self, "Wider");
  floor_bench_click (self, "Shape");
  g_assert_cmpint (find_table (self, "t14")->seats, ==, 5);
  g_assert_cmpint (find_table (self, "t14")->x, ==, 20);
  g_assert_cmpint (find_table (self, "t14")->y, ==, 1);
  g_assert_cmpint (find_table (self, "t14")->width, ==, 16);
  g_assert_cmpint (find_table (self, "t14")->shape, ==, TRIVET_TABLE_ROUND);
  trivet_ui_test_screenshot (self->window, "floor-edit");
  trivet_ui_test_assert_controls (self->window, 25);

  floor_bench_click (self, "Remove table");
  g_assert_null (find_table (self, "t14"));
  floor_bench_click (self, "Undo");
  g_assert_nonnull (find_table (self, "t14"));
  floor_bench_click (self, "＋ Room");
  g_assert_true (floor_bench_sees (self, "New room"));
  floor_bench_click (self, "＋ Table");
  g_assert_true (floor_bench_sees (self, "Table 57"));
  floor_bench_click (self, "Remove room");
  g_assert_false (floor_bench_sees (self, "New room"));
  floor_bench_click (self, "Undo");
  g_assert_true (floor_bench_sees (self, "New room"));
  floor_bench_click (self, "Done");
  g_assert_false (floor_bench_sees (self, "Remove table"));
}

/* A finger that drags a table over the plan. */
static void
test_drag (FloorBench   *self,
           gconstpointer user_data)
{
  GtkWidget *plan;
  int        moved[4];

  floor_bench_click (self, "Tables");
  floor_bench_click (self, "Edit plan");
  plan = gtk_widget_get_ancestor (trivet_ui_test_find (self->window, "Table 14"), g_type_from_name ("TrivetFloorPlan"));
  g_assert_nonnull (plan);
  g_signal_emit_by_name (plan, "table-moved", trivet_floor_host_lookup_spot (self->host, "t14"), 500, -3, 20, 12);
  floor_bench_settle (self);
  moved[0] = find_table (self, "t14")->x;
  moved[1] = find_table (self, "t14")->y;
  moved[2] = find_table (self, "t14")->width;
  moved[3] = find_table (self, "t14")->height;
  g_assert_cmpint (moved[0], ==, TRIVET_FLOOR_COLUMNS - 20);
  g_assert_cmpint (moved[1], ==, 0);
  g_assert_cmpint (moved[2], ==, 20);
  g_assert_cmpint (moved[3], ==, 12);
  floor_bench_click (self, "Undo");
  g_assert_cmpint (find_table (self, "t14")->x, ==, 19);
}

/* A shop without tables is not bothered with them, and can begin to have some. */
static void
test_no_rooms (FloorBench   *self,
               gconstpointer user_data)
{
  GPtrArray *rooms = trivet_floor_get_rooms (trivet_floor_host_get_floor (self->host));

  while (rooms->len > 0) {
    trivet_floor_host_remove_room (self->host, ((const TrivetRoom *) g_ptr_array_index (rooms, 0))->id);
    floor_bench_settle (self);
    rooms = trivet_floor_get_rooms (trivet_floor_host_get_floor (self->host));
  }
  g_assert_false (floor_bench_sees (self, "Tables"));
  floor_bench_press (self, GDK_KEY_F2);
  g_assert_true (floor_bench_says (self->window, "There are no rooms yet"));
  trivet_ui_test_screenshot (self->window, "floor-empty");
  floor_bench_click (self, "Edit plan");
  floor_bench_click (self, "＋ Room");
  floor_bench_click (self, "＋ Table");
  g_assert_true (floor_bench_sees (self, "Table 1"));
}

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  ADD ("edit", test_edit);
  ADD ("drag", test_drag);
  ADD ("no-rooms", test_no_rooms);

  return g_test_run ();
}
