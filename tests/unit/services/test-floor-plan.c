/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the plan can be drawn while guests sit at it, each step can be taken back, and what would lose
 * them is refused. Method: a real register over a journal in memory; the plan is written out after each
 * step. */

#include "floor-bench.h"

static char *
describe_plan (FloorBench *self)
{
  TrivetFloor *floor = trivet_floor_host_get_floor (self->host);
  GString     *text = g_string_new (NULL);

  services_drain (&self->services);
  floor = trivet_floor_host_get_floor (self->host);
  for (guint i = 0; i < trivet_floor_get_rooms (floor)->len; i++)
    g_string_append_printf (text, "%s\n", ((TrivetRoom *) g_ptr_array_index (trivet_floor_get_rooms (floor), i))->name);
  for (guint i = 0; i < trivet_floor_get_tables (floor)->len; i++) {
    const TrivetTable *table = g_ptr_array_index (trivet_floor_get_tables (floor), i);

    g_string_append_printf (text, "%s %s %d %d %d,%d %dx%d\n", table->room_id, table->name, table->seats, table->shape, table->x,
                            table->y, table->width, table->height);
  }

  return g_string_free (text, FALSE);
}

static void
test_edit_and_undo (FloorBench   *self,
                    gconstpointer user_data)
{
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *room_id = NULL;
  g_autofree char *table_id = NULL;
  TrivetTable      table;

  g_ptr_array_add (plans, describe_plan (self));
  room_id = trivet_floor_host_add_room (self->host, "  Roof ");
  g_ptr_array_add (plans, describe_plan (self));
  g_assert_nonnull (strstr (g_ptr_array_index (plans, 1), "Terrace\nRoof\n"));
  trivet_floor_host_rename_room (self->host, room_id, "Garden");
  g_ptr_array_add (plans, describe_plan (self));
  table_id = trivet_floor_host_add_table (self->host, "R1");
  g_ptr_array_add (plans, describe_plan (self));
  table = *trivet_floor_lookup_table (trivet_floor_host_get_floor (self->host), table_id);
  g_assert_cmpstr (table.name, ==, "13");
  g_assert_cmpint (table.x, ==, 19);
  table.x = 1000;
  table.y = -4;
  table.seats = 8;
  table.shape = TRIVET_TABLE_ROUND;
  trivet_floor_host_set_table (self->host, &table);
  g_ptr_array_add (plans, describe_plan (self));
  g_assert_nonnull (strstr (g_ptr_array_index (plans, 4), "R1 13 8 1 111,0 15x11"));
  trivet_floor_host_remove_table (self->host, table_id);
  g_ptr_array_add (plans, describe_plan (self));
  trivet_floor_host_remove_room (self->host, "R2");
  services_drain (&self->services);
  g_assert_null (trivet_floor_host_lookup_spot (self->host, "T1"));

  for (guint i = plans->len; i > 0; i--) {
    g_autofree char *plan = NULL;

    g_assert_true (trivet_floor_host_can_undo (self->host));
    trivet_floor_host_undo (self->host);
    plan = describe_plan (self);
    g_assert_cmpstr (plan, ==, g_ptr_array_index (plans, i - 1));
  }
  g_assert_false (trivet_floor_host_can_undo (self->host));
  g_assert_cmpuint (self->n_failed, ==, 0);
}

static void
test_refusals (FloorBench   *self,
               gconstpointer user_data)
{
  g_autofree char *before = describe_plan (self);
  g_autofree char *after = NULL;
  g_autofree char *long_name = g_strnfill (TRIVET_FLOOR_MAX_NAME_BYTES + 1, 'x');

  floor_bench_seat (self, "T12", 2);
  trivet_floor_host_remove_table (self->host, "T12");
  trivet_floor_host_remove_room (self->host, "R1");
  trivet_floor_host_remove_room (self->host, "nowhere");
  g_assert_null (trivet_floor_host_add_table (self->host, "nowhere"));
  g_assert_null (trivet_floor_host_add_room (self->host, "  "));
  trivet_floor_host_rename_room (self->host, "R1", long_name);
  g_assert_false (trivet_floor_host_seat (self->host, "nowhere", 2));
  g_assert_cmpuint (self->n_failed, ==, 7);
  after = describe_plan (self);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (trivet_floor_host_can_undo (self->host));
}

static void
test_full_room (FloorBench   *self,
                gconstpointer user_data)
{
  for (guint i = 0; i < 60; i++) {
    g_free (trivet_floor_host_add_table (self->host, "R2"));
    services_drain (&self->services);
  }
  g_assert_cmpuint (g_list_model_get_n_items (trivet_floor_host_get_spots (self->host)), ==, 64);
  g_assert_cmpuint (self->n_failed, ==, 0);
}

#define ADD(path, func) g_test_add ("/services/floor-plan/" path, FloorBench, NULL, floor_bench_set_up, func, floor_bench_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("edit-and-undo", test_edit_and_undo);
  ADD ("refusals", test_refusals);
  ADD ("full-room", test_full_room);

  return g_test_run ();
}
