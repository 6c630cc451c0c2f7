/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: stations, routes and drawers are changed by who may, a wrong address changes nothing and says
 * why, each change can be undone, and a test says what the printer answered. Method: devices over a
 * memory journal with a printer that a test turns off; what is so then is asked of desk and drawers. */

#include "fake-printer.h"
#include "services-bench.h"
#include "trivet-device-error.h"
#include "trivet-devices.h"
#include "trivet-plain-hasher.h"

#include <string.h>

typedef struct {
  Services           services;
  TrivetKitchenDesk *desk;
  TrivetDrawers     *drawers;
  TrivetManager     *manager;
  TrivetStaffDesk   *staff;
  TrivetDevices     *devices;
  TrivetPrintQueue  *queue;
  FakePrinter       *printer;
} Bench;

/* Every address that begins with "tcp:" is the one printer. */
static TrivetPrinter *
make_printer (gpointer    data,
              const char *address,
              int         paper_mm,
              GError    **error)
{
  Bench *self = data;

  if (g_str_has_prefix (address, "tcp:"))
    return TRIVET_PRINTER (g_object_ref (self->printer));
  g_set_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NOT_SENT, "“%s” is no address", address);

  return NULL;
}

static void
set_up (Bench        *self,
        gconstpointer user_data)
{
  Services         *services = &self->services;
  TrivetJournal    *journal;
  TrivetRepository *repository;
  g_autoptr (TrivetPinHasher) hasher = trivet_plain_hasher_new ();

  services_set_up (services, NULL);
  journal = TRIVET_JOURNAL (services->journal);
  repository = TRIVET_REPOSITORY (services->journal);
  self->staff = trivet_staff_desk_new (journal, repository, hasher, TRIVET_CLOCK (services->clock), TRIVET_RANDOM (services->random), "R1");
  self->manager = trivet_manager_new (journal, repository, hasher, TRIVET_CLOCK (services->clock), TRIVET_RANDOM (services->random), "R1");
  trivet_manager_set_desk (self->manager, self->staff);
  self->desk = trivet_kitchen_desk_new (services->reg, journal, repository);
  self->drawers = trivet_drawers_new (services->reg, journal, repository);
  trivet_drawers_set_manager (self->drawers, self->manager);
  self->devices = trivet_devices_new (services->reg, journal, self->desk, self->drawers, self->manager);
  self->printer = fake_printer_new ();
  trivet_devices_set_maker (self->devices, make_printer, self);
  self->queue = trivet_print_queue_new (services->reg, journal, repository, services->wallets, TRIVET_CLOCK (services->clock));
  trivet_devices_set_print_queue (self->devices, self->queue);
  trivet_staff_desk_load_async (self->staff, NULL, NULL);
  trivet_kitchen_desk_load (self->desk);
  trivet_drawers_load (self->drawers);
  services_drain (services);
}

static void
tear_down (Bench        *self,
           gconstpointer user_data)
{
  services_drain (&self->services);
  g_assert_finalize_object (self->devices);
  g_assert_finalize_object (self->queue);
  g_assert_finalize_object (self->drawers);
  g_assert_finalize_object (self->desk);
  g_assert_finalize_object (self->manager);
  g_assert_finalize_object (self->staff);
  g_assert_finalize_object (self->printer);
  services_tear_down (&self->services, NULL);
}

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* @code: -1 for done. Returns: (transfer full) (nullable): what was said */
static char *
expect (Bench        *self,
        GAsyncResult *result,
        int           code)
{
  g_autoptr (GAsyncResult) owned = result;
  g_autoptr (GError) error = NULL;
  gboolean done;

  g_assert_nonnull (owned);
  done = trivet_devices_finish (self->devices, owned, &error);
  if (code < 0) {
    g_assert_no_error (error);
    g_assert_true (done);
    return NULL;
  }
  g_assert_error (error, TRIVET_DEVICES_ERROR, code);

  return g_strdup (error->message);
}

#define RUN(code, call)                     \
  G_STMT_START                              \
  {                                         \
    GAsyncResult    *answer = NULL;         \
    g_autofree char *sentence = NULL;       \
    call;                                   \
    services_drain (&self->services);       \
    sentence = expect (self, answer, code); \
  }                                         \
  G_STMT_END

static void
set_station (Bench      *self,
             const char *name,
             const char *printer,
             int         code)
{
  const TrivetStation station = {
    .id = (char *) "wok",
    .name = (char *) name,
    .name_zh = (char *) name,
    .printer = (char *) printer,
    .fallback = (char *) "",
    .language = (char *) "zh",
    .paper_mm = 58,
    .when_paid = TRUE,
  };

  RUN (code, trivet_devices_set_station_async (self->devices, &station, NULL, on_result, &answer));
}

static const TrivetStation *
get_wok (Bench *self)
{
  return trivet_kitchen_lookup_station (trivet_kitchen_desk_get_kitchen (self->desk), "wok");
}

static void
undo (Bench *self)
{
  RUN (-1, trivet_devices_undo_async (self->devices, NULL, on_result, &answer));
}

static void
test_station (Bench        *self,
              gconstpointer user_data)
{
  guint n;

  set_station (self, "Wok", "tcp:a", -1);
  g_assert_cmpstr (get_wok (self)->printer, ==, "tcp:a");
  g_assert_cmpint (get_wok (self)->paper_mm, ==, 58);
  g_assert_true (get_wok (self)->when_paid);
  g_assert_cmpstr (get_wok (self)->language, ==, "zh");

  /* What is wrong changes nothing. */
  n = trivet_memory_journal_get_n_facts (self->services.journal);
  set_station (self, "Wok", "lpt1", TRIVET_DEVICES_ERROR_BAD_ADDRESS);
  set_station (self, "", "tcp:a", TRIVET_DEVICES_ERROR_NO_NAME);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->services.journal), ==, n);

  set_station (self, "Wok", "tcp:b", -1);
  RUN (-1, trivet_devices_remove_station_async (self->devices, "wok", NULL, on_result, &answer));
  g_assert_null (get_wok (self));
  undo (self);
  g_assert_cmpstr (get_wok (self)->printer, ==, "tcp:b");
  undo (self);
  g_assert_cmpstr (get_wok (self)->printer, ==, "tcp:a");
  undo (self);
  g_assert_null (get_wok (self));
  g_assert_cmpint (trivet_devices_get_undo (self->devices), ==, TRIVET_FACT_INVALID);
}

static void
test_routes (Bench        *self,
             gconstpointer user_data)
{
  TrivetKitchen *kitchen = trivet_kitchen_desk_get_kitchen (self->desk);
  int            course;

  set_station (self, "Wok", "", -1);
  RUN (-1, trivet_devices_route_category_async (self->devices, "mains", "wok", 2, NULL, on_result, &answer));
  g_assert_cmpstr (trivet_kitchen_get_category_route (kitchen, "mains", &course), ==, "wok");
  g_assert_cmpint (course, ==, 2);
  RUN (-1, trivet_devices_route_item_async (self->devices, "fish", "wok", NULL, on_result, &answer));
  g_assert_cmpstr (trivet_kitchen_get_item_route (kitchen, "fish"), ==, "wok");
  undo (self);
  g_assert_cmpstr (trivet_kitchen_get_item_route (kitchen, "fish"), ==, "");
  undo (self);
  g_assert_cmpstr (trivet_kitchen_get_category_route (kitchen, "mains", &course), ==, "");
  g_assert_cmpint (course, ==, 0);
}

static void
set_drawer (Bench      *self,
            const char *kick,
            int         code)
{
  const TrivetDrawer drawer = { (char *) "front", (char *) "Front", (char *) "前台", (char *) kick };

  RUN (code, trivet_devices_set_drawer_async (self->devices, &drawer, NULL, on_result, &answer));
}

static void
test_drawer (Bench        *self,
             gconstpointer user_data)
{
  set_drawer (self, "lpt1", TRIVET_DEVICES_ERROR_BAD_ADDRESS);
  set_drawer (self, "", -1);
  RUN (TRIVET_DEVICES_ERROR_BAD_ADDRESS, trivet_devices_open_drawer_async (self->devices, "front", NULL, on_result, &answer));
  set_drawer (self, "tcp:a", -1);
  RUN (-1, trivet_devices_open_drawer_async (self->devices, "front", NULL, on_result, &answer));
  g_assert_cmpuint (fake_printer_get_n_kicks (self->printer), ==, 1);
  fake_printer_fail (self->printer, 1, TRIVET_DEVICE_ERROR_NOT_SENT);
  RUN (TRIVET_DEVICES_ERROR_NO_ANSWER, trivet_devices_open_drawer_async (self->devices, "front", NULL, on_result, &answer));
  /* Nobody has a shift there, and it is written down all the same. */
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_DRAWER_OPENED), ==, 2);
  g_assert_true (services_facts_contain (&self->services, "\"drawer\":\"front\""));

  /* With a shift it is that one's, and the drawer stays. */
  trivet_drawers_set_printer (self->drawers, "front", TRIVET_PRINTER (self->printer));
  trivet_drawers_open_async (self->drawers, "front", 0, NULL, NULL);
  services_drain (&self->services);
  RUN (-1, trivet_devices_open_drawer_async (self->devices, "front", NULL, on_result, &answer));
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_DRAWER_OPENED), ==, 3);
  g_assert_cmpint (trivet_drawers_get_shift (self->drawers)->n_kicks, ==, 1);
  RUN (TRIVET_DEVICES_ERROR_IN_USE, trivet_devices_remove_drawer_async (self->devices, "front", NULL, on_result, &answer));
  undo (self);
  g_assert_cmpstr (trivet_drawers_lookup (self->drawers, "front")->kick, ==, "");
}

static void
test_page (Bench        *self,
           gconstpointer user_data)
{
  g_autofree char *text = NULL;
  GAsyncResult    *result = NULL;
  g_autofree char *said = NULL;

  RUN (-1, trivet_devices_print_test_async (self->devices, "tcp:a", 58, "Wok", on_result, &answer));
  g_assert_cmpuint (fake_printer_get_n_papers (self->printer), ==, 1);
  text = fake_printer_dup_text (self->printer);
  g_assert_nonnull (strstr (text, "Wok|"));
  g_assert_nonnull (strstr (text, "tcp:a|58 mm"));
  fake_printer_fail (self->printer, 1, TRIVET_DEVICE_ERROR_NOT_SENT);
  trivet_devices_print_test_async (self->devices, "tcp:a", 80, "Wok", on_result, &result);
  services_drain (&self->services);
  said = expect (self, result, TRIVET_DEVICES_ERROR_NO_ANSWER);
  g_assert_cmpstr (said, ==, "The test's printer is unwell");
  RUN (TRIVET_DEVICES_ERROR_BAD_ADDRESS, trivet_devices_print_test_async (self->devices, "", 80, "Wok", on_result, &answer));
  RUN (TRIVET_DEVICES_ERROR_BAD_ADDRESS, trivet_devices_print_test_async (self->devices, "lpt1", 80, "Wok", on_result, &answer));
  g_assert_cmpuint (fake_printer_get_n_papers (self->printer), ==, 1);
}

/* A page waits for the paper that its printer has in hand. */
static void
test_turn (Bench        *self,
           gconstpointer user_data)
{
  GAsyncResult *first = NULL;
  GAsyncResult *second = NULL;

  fake_printer_hold (self->printer);
  trivet_devices_print_test_async (self->devices, "tcp:a", 80, "Wok", on_result, &first);
  trivet_devices_print_test_async (self->devices, "tcp:a", 80, "Bar", on_result, &second);
  services_drain (&self->services);
  g_assert_cmpuint (fake_printer_get_n_tries (self->printer), ==, 1);
  g_assert_null (second);
  g_assert_true (fake_printer_release (self->printer));
  services_drain (&self->services);
  g_assert_cmpuint (fake_printer_get_n_papers (self->printer), ==, 2);
  g_assert_true (trivet_devices_finish (self->devices, first, NULL));
  g_assert_true (trivet_devices_finish (self->devices, second, NULL));
  g_object_unref (first);
  g_object_unref (second);
}

/* In a shop with staff, nobody who is not signed in changes anything, nor opens a drawer. */
static void
test_permissions (Bench        *self,
                  gconstpointer user_data)
{
  set_station (self, "Wok", "tcp:a", -1);
  set_drawer (self, "tcp:a", -1);
  services_append (&self->services, TRIVET_FACT_ROLE_SET, "staff", "{'id':'m','name':'M','name_zh':'M','permissions':['edit-staff','edit-menu']}");
  services_append (&self->services, TRIVET_FACT_STAFF_SET, "staff", "{'id':'1','name':'Wang','role':'m','pin_hash':'h'}");
  g_assert_cmpint (trivet_devices_needs (self->devices, TRIVET_FACT_STATION_SET), ==, TRIVET_PERMISSION_EDIT_MENU);
  g_assert_cmpint (trivet_devices_needs (self->devices, TRIVET_FACT_DRAWER_SET), ==, TRIVET_PERMISSION_EDIT_STAFF);
  set_station (self, "Grill", "tcp:a", TRIVET_DEVICES_ERROR_NOT_ALLOWED);
  g_assert_cmpstr (get_wok (self)->name, ==, "Wok");
  set_drawer (self, "tcp:b", TRIVET_DEVICES_ERROR_NOT_ALLOWED);
  RUN (TRIVET_DEVICES_ERROR_NOT_ALLOWED, trivet_devices_open_drawer_async (self->devices, "front", NULL, on_result, &answer));
  g_assert_cmpuint (fake_printer_get_n_kicks (self->printer), ==, 0);
  RUN (TRIVET_DEVICES_ERROR_NOT_ALLOWED, trivet_devices_undo_async (self->devices, NULL, on_result, &answer));
}

#define ADD(name, func) g_test_add ("/services/devices/" name, Bench, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("station", test_station);
  ADD ("routes", test_routes);
  ADD ("drawer", test_drawer);
  ADD ("page", test_page);
  ADD ("turn", test_turn);
  ADD ("permissions", test_permissions);

  return g_test_run ();
}
