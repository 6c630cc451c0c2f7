/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: somebody sets up a station, its route and a drawer on the screen, tries them, and is told the
 * truth. Method: the window over a store in memory, driven by accessible names, with printers of the
 * network as shipped and a port at which nobody listens. Pictures are written for people to look at. */

#include "trivet-config.h"

#include "trivet-escpos-printer.h"
#include "trivet-link-address.h"
#include "trivet-ui.h"
#include "trivet-window.h"
#include "window-bench.h"

#include <glib/gstdio.h>

typedef WindowBench Bench;

static TrivetPrinter *
make_printer (gpointer    data,
              const char *address,
              int         paper_mm,
              GError    **error)
{
  g_autoptr (TrivetByteLink) link = trivet_byte_link_new_from_address (address, error);

  return link != NULL ? trivet_escpos_printer_new (link, paper_mm == 58 ? TRIVET_ESCPOS_PAPER_58_MM : TRIVET_ESCPOS_PAPER_80_MM) : NULL;
}

static void
set_up (Bench   *bench,
        int      width,
        int      height,
        gboolean chinese)
{
  window_bench_set_up (bench, chinese);
  trivet_devices_set_maker (bench->fixture->context->devices, make_printer, NULL);
  trivet_kitchen_desk_load (bench->fixture->context->kitchen);
  trivet_drawers_load (bench->fixture->context->drawers);
  window_bench_show (bench, width, height);
  gtk_widget_activate_action (bench->window, "win.show", "s", "devices");
}

static void
click (Bench      *bench,
       const char *name)
{
  trivet_ui_test_click (bench->fixture, bench->window, name);
  trivet_ui_fixture_settle (bench->fixture);
}

static void
type (Bench      *bench,
      const char *field,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (trivet_ui_test_find (bench->window, field)), text);
}

static gboolean
says (Bench      *bench,
      const char *words)
{
  trivet_ui_test_wait_for_frame (bench->window);

  return trivet_ui_test_says (bench->window, words);
}

static void
wait_for (Bench      *bench,
          const char *words)
{
  for (guint i = 0; i < 1000 && !says (bench, words); i++)
    trivet_ui_test_spin (20);
  g_assert_true (says (bench, words));
}

static TrivetKitchen *
get_kitchen (Bench *bench)
{
  return trivet_kitchen_desk_get_kitchen (bench->fixture->context->kitchen);
}

static void
test_station (void)
{
  Bench                bench = { 0 };
  const TrivetStation *station;
  int                  course;

  set_up (&bench, 1024, 768, FALSE);
  trivet_ui_test_screenshot (bench.window, "devices-empty");
  click (&bench, "New station");
  click (&bench, "Save");
  g_assert_true (says (&bench, "It needs a name."));
  type (&bench, "Name in English", "Wok & <grill>");
  type (&bench, "Name in Chinese", "炒锅");
  type (&bench, "Printer's address", "printer in the corner");
  click (&bench, "Save");
  g_assert_true (says (&bench, "Look at the address"));
  g_assert_cmpuint (trivet_kitchen_get_stations (get_kitchen (&bench))->len, ==, 0);
  trivet_ui_test_screenshot (bench.window, "devices-wrong");
  trivet_ui_test_assert_controls (bench.window, 8);

  /* Nobody listens there, and that is what is said. */
  type (&bench, "Printer's address", "tcp:127.0.0.1:1");
  click (&bench, "Print a test page");
  wait_for (&bench, "It did not work");
  trivet_ui_test_screenshot (bench.window, "devices-no-answer");
  click (&bench, "58 mm");
  click (&bench, "only when it is paid");
  click (&bench, "Save");
  g_assert_true (says (&bench, "Saved."));
  g_assert_cmpuint (trivet_kitchen_get_stations (get_kitchen (&bench))->len, ==, 1);
  station = g_ptr_array_index (trivet_kitchen_get_stations (get_kitchen (&bench)), 0);
  g_assert_cmpstr (station->name, ==, "Wok & <grill>");
  g_assert_cmpint (station->paper_mm, ==, 58);
  g_assert_true (station->when_paid);
  g_assert_cmpint (gtk_widget_get_width (bench.window), ==, 1024);

  click (&bench, "What goes where, dishes and courses");
  click (&bench, "Noodles: Wok & <grill>");
  click (&bench, "Noodles: Mains");
  g_assert_cmpstr (trivet_kitchen_get_category_route (get_kitchen (&bench), "noodles", &course), ==, station->id);
  g_assert_cmpint (course, ==, 2);
  /* One more than the shop has, and then one more again. */
  g_assert_null (trivet_ui_test_find (bench.window, "Noodles: Course 5"));
  click (&bench, "Noodles: Course 4");
  trivet_kitchen_get_category_route (get_kitchen (&bench), "noodles", &course);
  g_assert_cmpint (course, ==, 4);
  g_assert_nonnull (trivet_ui_test_find (bench.window, "Noodles: Course 5"));
  click (&bench, "Noodles: Mains");
  click (&bench, "Dishes of Noodles");
  click (&bench, "Wonton soup: Wok & <grill>");
  g_assert_cmpstr (trivet_kitchen_get_item_route (get_kitchen (&bench), "N03"), ==, station->id);
  trivet_ui_test_screenshot (bench.window, "devices-routes");
  trivet_ui_test_assert_controls (bench.window, 20);
  click (&bench, "Undo");
  g_assert_cmpstr (trivet_kitchen_get_item_route (get_kitchen (&bench), "N03"), ==, "");
  window_bench_tear_down (&bench);
}

static void
test_drawer (void)
{
  Bench bench = { 0 };

  set_up (&bench, 1920, 1080, TRUE);
  click (&bench, "新增钱箱");
  type (&bench, "英文名称", "Front");
  type (&bench, "控制钱箱的打印机地址", "tcp:127.0.0.1:1");
  click (&bench, "保存");
  g_assert_true (says (&bench, "已保存。"));
  click (&bench, "Front, 网络打印机 · 127.0.0.1:1");
  click (&bench, "开钱箱");
  wait_for (&bench, "没有成功");
  trivet_ui_test_screenshot (bench.window, "devices-drawer-zh-dark");
  click (&bench, "删除");
  g_assert_cmpuint (trivet_drawers_get_drawers (bench.fixture->context->drawers)->len, ==, 0);
  click (&bench, "撤销");
  g_assert_cmpuint (trivet_drawers_get_drawers (bench.fixture->context->drawers)->len, ==, 1);
  window_bench_tear_down (&bench);
}

/* A slip that the kitchen has had is printed again from the page of papers. */
static void
test_slips (void)
{
  Bench               bench = { 0 };
  TrivetUiContext    *context;
  g_autofree char    *line = NULL;
  const TrivetStation wok = { .id = (char *) "wok", .name = (char *) "Wok", .name_zh = (char *) "炒锅", .printer = (char *) "tcp:127.0.0.1:1", .fallback = (char *) "", .language = (char *) "both", .paper_mm = 80 };

  set_up (&bench, 1024, 768, FALSE);
  context = bench.fixture->context;
  trivet_devices_set_station_async (context->devices, &wok, NULL, NULL, NULL);
  trivet_ui_fixture_settle (bench.fixture);
  line = trivet_ui_fixture_add (bench.fixture, "N03", "", 2);
  trivet_kitchen_desk_send (context->kitchen);
  trivet_ui_fixture_settle (bench.fixture);
  gtk_widget_activate_action (bench.window, "win.show", "s", "papers");
  g_assert_true (says (&bench, "Kitchen slips of"));
  g_assert_true (says (&bench, "2 × Wonton soup"));
  g_assert_true (says (&bench, "not printed yet"));
  g_assert_true (says (&bench, "This station has no printer. Name one under “Devices”."));
  click (&bench, "Print again: 2 × Wonton soup");
  g_assert_cmpuint (g_list_model_get_n_items (trivet_print_queue_get_jobs (context->print_queue)), ==, 2);
  trivet_ui_test_screenshot (bench.window, "papers-slips");
  trivet_ui_test_assert_controls (bench.window, 5);
  window_bench_tear_down (&bench);
}

static void
plug_in (Bench      *bench,
         const char *station_id,
         const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetPrinter) printer = make_printer (NULL, address, 80, &error);

  g_assert_no_error (error);
  trivet_print_queue_set_station_printer (bench->fixture->context->print_queue, station_id, printer);
}

/* A printer that is off: the slip comes out at the other one, and the window says so loudly, whatever page
 * is open; when both are off, that the kitchen has not got it. */
static void
test_notices (void)
{
  Bench               bench = { 0 };
  TrivetUiContext    *context;
  g_autofree char    *path = g_build_filename (g_get_tmp_dir (), "trivet-slip.bin", NULL);
  g_autofree char    *address = g_strconcat ("file:", path, NULL);
  g_autofree char    *line = NULL;
  g_autofree char    *more = NULL;
  const TrivetStation wok = { .id = (char *) "wok", .name = (char *) "Wok", .name_zh = (char *) "炒锅", .printer = (char *) "tcp:127.0.0.1:1", .fallback = (char *) "bar", .language = (char *) "both", .paper_mm = 80 };
  const TrivetStation bar = { .id = (char *) "bar", .name = (char *) "Bar", .name_zh = (char *) "吧台", .printer = address, .fallback = (char *) "", .language = (char *) "both", .paper_mm = 80 };

  set_up (&bench, 1024, 768, FALSE);
  context = bench.fixture->context;
  trivet_devices_set_station_async (context->devices, &wok, NULL, NULL, NULL);
  trivet_devices_set_station_async (context->devices, &bar, NULL, NULL, NULL);
  trivet_ui_fixture_settle (bench.fixture);
  plug_in (&bench, "wok", "tcp:127.0.0.1:1");
  plug_in (&bench, "bar", address);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  line = trivet_ui_fixture_add (bench.fixture, "N03", "", 2);
  trivet_kitchen_desk_send (context->kitchen);
  wait_for (&bench, "The printer of Wok does not print. The slip of order 0001 came out at Bar: bring it over.");
  trivet_ui_test_screenshot (bench.window, "notice-fallback");

  plug_in (&bench, "bar", "tcp:127.0.0.1:1");
  more = trivet_ui_fixture_add (bench.fixture, "N03", "", 1);
  trivet_kitchen_desk_send (context->kitchen);
  for (guint i = 0; i < 4; i++) {
    trivet_ui_fixture_settle (bench.fixture);
    trivet_ui_test_spin (50);
    trivet_manual_clock_advance (bench.fixture->clock, 20 * 1000);
  }
  wait_for (&bench, "Wok has not got the slip of order 0001.");
  g_unlink (path);
  window_bench_tear_down (&bench);
}

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/devices/station", test_station);
  g_test_add_func ("/ui/devices/drawer", test_drawer);
  g_test_add_func ("/ui/devices/slips", test_slips);
  g_test_add_func ("/ui/devices/notices", test_notices);

  return g_test_run ();
}
