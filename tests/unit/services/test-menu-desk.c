/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the menu is changed while the register sells: nothing wrong is stored, two people do not undo
 * each other's change, each step can be taken back, and only who may does it; and a menu of certain
 * hours prices what is added in them. Method: the register with its five dishes on a memory journal;
 * commands given at once and one after the other, with people and a manager where permission matters,
 * and a manual clock. */

#include "menu-desk-bench.h"

#define LIN_PIN  "481516"
#define WANG_PIN "234217"

static void
assert_refused (MenuDeskBench      *self,
                GAsyncResult       *result,
                TrivetMenuDeskError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (result);
  g_assert_false (trivet_menu_desk_finish (self->desk, result, NULL, NULL, &error));
  g_assert_error (error, TRIVET_MENU_DESK_ERROR, (int) code);
}

static void
test_wrong (MenuDeskBench *self,
            gconstpointer  user_data)
{
  g_autoptr (JsonObject) base = menu_desk_bench_describe (self, TRIVET_MENU_PART_ITEM, "soup");
  JsonObject *entry = menu_desk_bench_describe (self, TRIVET_MENU_PART_ITEM, "soup");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  guint n_facts = trivet_memory_journal_get_n_facts (self->services.journal);

  json_object_set_string_member (entry, "price", "12,50");
  json_object_set_string_member (entry, "category", "pudding");
  result = menu_desk_bench_save (self, TRIVET_MENU_PART_ITEM, base, entry);
  g_assert_false (trivet_menu_desk_finish (self->desk, result, NULL, &faults, NULL));
  g_assert_cmpuint (faults->len, ==, 2);
  g_assert_cmpstr (((TrivetMenuFault *) g_ptr_array_index (faults, 0))->path, ==, "category");
  g_assert_cmpstr (((TrivetMenuFault *) g_ptr_array_index (faults, 1))->path, ==, "price");
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->services.journal), ==, n_facts);
  g_assert_false (trivet_menu_desk_can_undo (self->desk));
}

static void
test_two_at_once (MenuDeskBench *self,
                  gconstpointer  user_data)
{
  g_autoptr (JsonObject) base = menu_desk_bench_describe (self, TRIVET_MENU_PART_ITEM, "tea");
  g_autoptr (GAsyncResult) priced = NULL;
  g_autoptr (GAsyncResult) renamed = NULL;
  g_autoptr (GAsyncResult) priced_too = NULL;
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;

  /* Three forms that were opened at the same moment, saved before any is durable. */
  menu_desk_bench_begin_save (self, TRIVET_MENU_PART_ITEM, base, menu_desk_bench_with_text (menu_desk_bench_describe (self, TRIVET_MENU_PART_ITEM, "tea"), "price", "8.00"), &priced);
  menu_desk_bench_begin_save (self, TRIVET_MENU_PART_ITEM, base, menu_desk_bench_with_text (menu_desk_bench_describe (self, TRIVET_MENU_PART_ITEM, "tea"), "kitchen", "pot"), &renamed);
  menu_desk_bench_begin_save (self, TRIVET_MENU_PART_ITEM, base, menu_desk_bench_with_text (menu_desk_bench_describe (self, TRIVET_MENU_PART_ITEM, "tea"), "price", "9.00"), &priced_too);
  services_drain (&self->services);
  menu_desk_bench_assert_done (self, priced);
  menu_desk_bench_assert_done (self, renamed);
  assert_refused (self, priced_too, TRIVET_MENU_DESK_ERROR_CONFLICT);
  g_assert_cmpint (menu_desk_bench_price_of (self, "tea"), ==, 800);
  g_assert_cmpstr (trivet_menu_item_get_kitchen_name (services_item (&self->services, "tea")), ==, "pot");

  /* Two new dishes with one code. */
  menu_desk_bench_begin_save (self, TRIVET_MENU_PART_ITEM, NULL, menu_desk_bench_with_text (menu_desk_bench_describe (self, TRIVET_MENU_PART_ITEM, "tea"), "sku", "cake"), &first);
  menu_desk_bench_begin_save (self, TRIVET_MENU_PART_ITEM, NULL, menu_desk_bench_with_text (menu_desk_bench_describe (self, TRIVET_MENU_PART_ITEM, "tea"), "sku", "cake"), &second);
  services_drain (&self->services);
  menu_desk_bench_assert_done (self, first);
  assert_refused (self, second, TRIVET_MENU_DESK_ERROR_WRONG);
}

static void
test_in_use (MenuDeskBench *self,
             gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) category = menu_desk_bench_remove_part (self, TRIVET_MENU_PART_CATEGORY, "main");
  g_autoptr (GAsyncResult) group = menu_desk_bench_remove_part (self, TRIVET_MENU_PART_GROUP, "heat");
  g_autoptr (GAsyncResult) nobody = menu_desk_bench_remove_part (self, TRIVET_MENU_PART_ITEM, "nobody");
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  JsonObject      *entry = json_object_new ();

  g_assert_cmpuint (trivet_menu_count_users (menu_desk_bench_menu_of (self), TRIVET_MENU_PART_CATEGORY, "main"), ==, 5);
  g_assert_false (trivet_menu_desk_finish (self->desk, category, NULL, NULL, &error));
  g_assert_error (error, TRIVET_MENU_DESK_ERROR, TRIVET_MENU_DESK_ERROR_IN_USE);
  g_assert_nonnull (strstr (error->message, "5"));
  assert_refused (self, group, TRIVET_MENU_DESK_ERROR_IN_USE);
  assert_refused (self, nobody, TRIVET_MENU_DESK_ERROR_GONE);

  added = menu_desk_bench_save (self, TRIVET_MENU_PART_CATEGORY, NULL, menu_desk_bench_with_text (entry, "name", "Puddings"));
  g_assert_true (trivet_menu_desk_finish (self->desk, added, &id, NULL, NULL));
  g_assert_cmpstr (((TrivetMenuCategory *) g_ptr_array_index (trivet_menu_get_categories (menu_desk_bench_menu_of (self)), 1))->id, ==, id);
  removed = menu_desk_bench_remove_part (self, TRIVET_MENU_PART_CATEGORY, id);
  menu_desk_bench_assert_done (self, removed);
  g_assert_null (trivet_menu_lookup_category (menu_desk_bench_menu_of (self), id));
}

static void
test_undo (MenuDeskBench *self,
           gconstpointer  user_data)
{
  g_autofree char *before = trivet_menu_export (menu_desk_bench_menu_of (self));
  g_autofree char *after = NULL;
  g_autoptr (GAsyncResult) moved = NULL;
  g_autoptr (GAsyncResult) refused = NULL;

  trivet_menu_desk_move_async (self->desk, TRIVET_MENU_PART_ITEM, "tea", -9, NULL, menu_desk_bench_on_result, &moved);
  services_drain (&self->services);
  menu_desk_bench_assert_done (self, moved);
  {
    g_autoptr (TrivetMenuItem) first = g_list_model_get_item (trivet_menu_get_items (menu_desk_bench_menu_of (self)), 0);
    g_autoptr (JsonObject) base = menu_desk_bench_describe (self, TRIVET_MENU_PART_GROUP, "heat");
    g_autoptr (GAsyncResult) saved = menu_desk_bench_save (self, TRIVET_MENU_PART_GROUP, base, menu_desk_bench_with_text (menu_desk_bench_describe (self, TRIVET_MENU_PART_GROUP, "heat"), "name", "Spice"));

    g_assert_cmpstr (trivet_menu_item_get_sku (first), ==, "tea");
    menu_desk_bench_assert_done (self, saved);
  }
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GAsyncResult) undone = menu_desk_bench_undo (self);

    menu_desk_bench_assert_done (self, undone);
  }
  after = trivet_menu_export (menu_desk_bench_menu_of (self));
  g_assert_cmpstr (after, ==, before);
  g_assert_false (trivet_menu_desk_can_undo (self->desk));

  /* Somebody at another register has changed the same since. */
  {
    g_autoptr (JsonObject) base = menu_desk_bench_describe (self, TRIVET_MENU_PART_CATEGORY, "main");
    g_autoptr (GAsyncResult) saved = menu_desk_bench_save (self, TRIVET_MENU_PART_CATEGORY, base, menu_desk_bench_with_text (menu_desk_bench_describe (self, TRIVET_MENU_PART_CATEGORY, "main"), "color", "#ff0000"));

    menu_desk_bench_assert_done (self, saved);
  }
  services_append (&self->services, TRIVET_FACT_MENU_CATEGORY_SET, "menu",
                   "{'id':'main','name':'Mains','name_zh':'主菜','color':'#00ff00','position':0}");
  refused = menu_desk_bench_undo (self);
  assert_refused (self, refused, TRIVET_MENU_DESK_ERROR_CONFLICT);
  g_assert_cmpstr (trivet_menu_lookup_category (menu_desk_bench_menu_of (self), "main")->color, ==, "#00ff00");
}

static void
set_member (MenuDeskBench   *self,
            TrivetStaffDesk *staff,
            const char      *id,
            const char      *role,
            const char      *text)
{
  g_autoptr (TrivetStaffMember) member = trivet_staff_member_new (id, id, role);
  g_autoptr (TrivetSecret) pin = trivet_secret_new (text, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_staff_desk_set_member_async (staff, member, pin, NULL, "", menu_desk_bench_on_result, &result);
  services_drain (&self->services);
  g_assert_true (trivet_staff_desk_change_finish (staff, result, NULL));
}

static void
test_permission (MenuDeskBench *self,
                 gconstpointer  user_data)
{
  Services *services = &self->services;
  g_autoptr (TrivetPinHasher) hasher = trivet_plain_hasher_new ();
  g_autoptr (TrivetStaffDesk) staff = trivet_staff_desk_new (TRIVET_JOURNAL (services->journal), TRIVET_REPOSITORY (services->journal), hasher,
                                                             TRIVET_CLOCK (services->clock), TRIVET_RANDOM (services->random), "R1");
  g_autoptr (TrivetManager) manager = trivet_manager_new (TRIVET_JOURNAL (services->journal), TRIVET_REPOSITORY (services->journal), hasher,
                                                          TRIVET_CLOCK (services->clock), TRIVET_RANDOM (services->random), "R1");
  g_autoptr (TrivetSecret) pin = trivet_secret_new (WANG_PIN, -1);
  g_autoptr (JsonObject) base = menu_desk_bench_describe (self, TRIVET_MENU_PART_ITEM, "tea");
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) refused = NULL;
  g_autoptr (GAsyncResult) asked = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) again = NULL;
  JsonObject *entry = menu_desk_bench_with_text (menu_desk_bench_describe (self, TRIVET_MENU_PART_ITEM, "tea"), "price", "8.00");

  services_append (services, TRIVET_FACT_ROLE_SET, "staff", "{'id':'m','name':'M','name_zh':'M','permissions':['edit-staff','edit-menu']}");
  services_append (services, TRIVET_FACT_ROLE_SET, "staff", "{'id':'s','name':'S','name_zh':'S','permissions':[]}");
  trivet_manager_set_desk (manager, staff);
  trivet_manager_load_async (manager, menu_desk_bench_on_result, &loaded);
  services_drain (services);
  g_assert_true (trivet_manager_open_door (manager, TRIVET_PERMISSION_EDIT_STAFF, NULL));
  set_member (self, staff, "wang", "m", WANG_PIN);
  set_member (self, staff, "lin", "s", LIN_PIN);
  trivet_menu_desk_set_manager (self->desk, manager);
  g_assert_cmpint (trivet_menu_desk_needs (self->desk), ==, TRIVET_PERMISSION_EDIT_MENU);

  json_object_ref (entry);
  refused = menu_desk_bench_save (self, TRIVET_MENU_PART_ITEM, base, entry);
  assert_refused (self, refused, TRIVET_MENU_DESK_ERROR_NOT_ALLOWED);
  g_assert_cmpint (menu_desk_bench_price_of (self, "tea"), ==, 750);

  trivet_manager_approve_async (manager, TRIVET_PERMISSION_EDIT_MENU, pin, "", menu_desk_bench_on_result, &asked);
  services_drain (services);
  trivet_menu_desk_save_async (self->desk, TRIVET_MENU_PART_ITEM, base, entry, trivet_manager_check_finish (manager, asked, NULL), menu_desk_bench_on_result, &saved);
  services_drain (services);
  menu_desk_bench_assert_done (self, saved);
  g_assert_cmpint (menu_desk_bench_price_of (self, "tea"), ==, 800);
  /* One yes is for one change. */
  again = menu_desk_bench_remove_part (self, TRIVET_MENU_PART_ITEM, "tea");
  assert_refused (self, again, TRIVET_MENU_DESK_ERROR_NOT_ALLOWED);
  json_object_unref (entry);
  trivet_menu_desk_set_manager (self->desk, NULL);
}

static char *
dup_hour (MenuDeskBench *self,
          int            hours)
{
  gint64 now_us = trivet_clock_get_wall_us (TRIVET_CLOCK (self->services.clock));
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, trivet_register_get_zone (self->services.reg));
  g_autoptr (GDateTime) then = g_date_time_add_hours (local, hours);

  return g_date_time_format (then, "%H:00");
}

static void
test_hours (MenuDeskBench *self,
            gconstpointer  user_data)
{
  g_autofree char *from = dup_hour (self, 2);
  g_autofree char *to = dup_hour (self, 4);
  g_autofree char *text = NULL;
  g_autofree char *early = services_order (&self->services, "rice");
  g_autofree char *line = NULL;
  g_autofree char *late = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  guint n_changes;

  text = g_strdup_printf ("{\"name\": \"Lunch\", \"from\": \"%s\", \"to\": \"%s\", \"categories\": [\"main\"],"
                          "\"prices\": [{\"sku\": \"rice\", \"price\": \"2.50\"}]}",
                          from, to);
  node = json_from_string (text, NULL);
  result = menu_desk_bench_save (self, TRIVET_MENU_PART_PERIOD, NULL, json_node_dup_object (node));
  menu_desk_bench_assert_done (self, result);
  g_assert_false (trivet_register_shows_category (self->services.reg, "main"));
  g_assert_null (trivet_register_get_period (self->services.reg));
  n_changes = self->services.n_menu_changed;

  trivet_manual_clock_advance (self->services.clock, 2 * 60 * 60 * 1000 + 1000);
  services_drain (&self->services);
  g_assert_cmpuint (self->services.n_menu_changed, ==, n_changes + 1);
  g_assert_true (trivet_register_shows_category (self->services.reg, "main"));
  g_assert_cmpstr (trivet_register_get_period (self->services.reg)->name, ==, "Lunch");
  g_assert_cmpint (trivet_register_get_period_end_us (self->services.reg), >, trivet_clock_get_wall_us (TRIVET_CLOCK (self->services.clock)));
  line = services_add (&self->services, "rice");
  services_drain (&self->services);
  g_assert_cmpstr (line, !=, early);
  g_assert_cmpint (services_total (&self->services), ==, SERVICES_RICE_MINOR + 250);

  trivet_manual_clock_advance (self->services.clock, 2 * 60 * 60 * 1000 + 1000);
  services_drain (&self->services);
  g_assert_cmpuint (self->services.n_menu_changed, ==, n_changes + 2);
  g_assert_false (trivet_register_shows_category (self->services.reg, "main"));
  /* What was ordered at lunch stays; on purpose, a dish can still be had, for the price of now. */
  late = services_add (&self->services, "rice");
  services_drain (&self->services);
  g_assert_cmpint (services_total (&self->services), ==, 2 * SERVICES_RICE_MINOR + 250);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/services/menu-desk/wrong", test_wrong);
  ADD ("/services/menu-desk/two-at-once", test_two_at_once);
  ADD ("/services/menu-desk/in-use", test_in_use);
  ADD ("/services/menu-desk/undo", test_undo);
  ADD ("/services/menu-desk/permission", test_permission);
  ADD ("/services/menu-desk/hours", test_hours);

  return g_test_run ();
}
