/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: with 5,000 dishes and 100,000 past orders the order page is there in at most 1.3 times what
 * a bare libadwaita window takes. Method: both programs are started in turn on the same X server.
 * For the bare window the clock stops when its middle is painted; for the register when a tile with
 * its category's colour and the dark words of a dish is, which is the first frame that can be
 * tapped. The bare window is also timed without GL, which the register leaves out where there is no
 * graphics device: the second ratio says how much of the first comes from that. Prints medians.
 *
 *   bench-start BARE-WINDOW TRIVET
 */

#include "store-support.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_ITEMS   5000
#define N_ORDERS  100000
#define BATCH     1000
#define N_RUNS    9
#define LIMIT_US  (30 * G_USEC_PER_SEC)
#define GOAL      1.3
#define MIN_WIDTH 900
/* Of the category; no other part of the screen has it. */
#define COLOR      "#c64600"
#define COLOR_RGB  0xc64600UL
#define DARK       90
#define PATCH_W    180
#define PATCH_H    140
#define LEAST_BAR  60
#define LEAST_DARK 60

static void
append (StoreTest *test,
        GPtrArray *facts)
{
  g_autoptr (GError) error = NULL;

  if (!store_test_append (test->store, facts, &error))
    g_error ("%s", error->message);
}

static void
fill (StoreTest *test)
{
  g_autoptr (GPtrArray) menu = store_test_new_facts ();

  g_ptr_array_add (menu, store_test_make_fact (&test->stamp, TRIVET_FACT_MENU_CATEGORY_SET, "menu",
                                               "{\"id\":\"c\",\"name\":\"Noodles\",\"name_zh\":\"面\",\"color\":\"" COLOR "\"}"));
  for (int i = 0; i < N_ITEMS; i++)
    g_ptr_array_add (menu, store_test_make_fact (&test->stamp, TRIVET_FACT_MENU_ITEM_SET, "menu",
                                                 "{\"id\":\"S%d\",\"category\":\"c\",\"name\":\"Beef noodles %d\","
                                                 "\"name_zh\":\"牛肉面\",\"kitchen\":\"BEEF\",\"price_minor\":1250,"
                                                 "\"tax_rate_ppm\":60000,\"tax_included\":true,\"position\":%d,"
                                                 "\"groups\":[],\"search\":\"beef noodles\\u001fniuroumian\"}",
                                                 i, i, i));
  append (test, menu);
  for (int i = 0; i < N_ORDERS; i += BATCH) {
    g_autoptr (GPtrArray) facts = store_test_new_facts ();

    for (int j = i; j < i + BATCH; j++) {
      g_autofree char *order_id = store_test_new_id (test);

      store_test_add_sale (facts, &test->stamp, order_id, j, 2, TRUE);
    }
    append (test, facts);
  }
}

/* The first large mapped window below @window; a window manager may have put a frame around it. */
static Window
find_window (Display *display,
             Window   window)
{
  XWindowAttributes attributes;
  Window            root, parent, *children = NULL;
  Window            found = None;
  guint             n = 0;

  if (!XQueryTree (display, window, &root, &parent, &children, &n))
    return None;
  for (guint i = 0; i < n && found == None; i++) {
    if (XGetWindowAttributes (display, children[i], &attributes) && attributes.map_state == IsViewable &&
        attributes.width >= MIN_WIDTH)
      found = children[i];
  }
  if (children != NULL)
    XFree (children);

  return found;
}

/* An X server shows black where nothing has been painted; both programs are light. */
static gboolean
is_painted (Display                 *display,
            Window                   window,
            const XWindowAttributes *attributes)
{
  XImage *image = XGetImage (display, window, attributes->width / 2 + 40, attributes->height / 2 + 60, 1, 1, AllPlanes, ZPixmap);
  gulong  pixel;

  if (image == NULL)
    return FALSE;
  pixel = XGetPixel (image, 0, 0);
  XDestroyImage (image);

  return (pixel & 0xffffff) != 0;
}

static gboolean
is_dark (gulong pixel)
{
  /* An X server shows black where nothing has been painted; words are nearly black. */
  return (pixel & 0xffffff) != 0 && (pixel & 0xff) < DARK && (pixel >> 8 & 0xff) < DARK && (pixel >> 16 & 0xff) < DARK;
}

/* A patch of the menu that is as large as a tile: its bar, and words in it. */
static gboolean
shows_dishes (Display                 *display,
              Window                   window,
              const XWindowAttributes *attributes)
{
  XImage *image = XGetImage (display, window, attributes->width / 2 + 20, 130, PATCH_W, PATCH_H, AllPlanes, ZPixmap);
  guint   n_bar = 0;
  guint   n_dark = 0;

  if (image == NULL)
    return FALSE;
  for (int i = 0; i < PATCH_W * PATCH_H; i++) {
    gulong pixel = XGetPixel (image, i % PATCH_W, i / PATCH_W) & 0xffffff;

    n_bar += pixel == COLOR_RGB;
    n_dark += is_dark (pixel);
  }
  XDestroyImage (image);

  return n_bar >= LEAST_BAR && n_dark >= LEAST_DARK;
}

static int
ignore_error (Display     *display,
              XErrorEvent *event)
{
  /* A window may be gone between finding and reading it. */
  return 0;
}

typedef gboolean (*ShownFunc) (Display                 *display,
                               Window                   window,
                               const XWindowAttributes *attributes);

static gint64
measure_start (Display  *display,
               char    **argv,
               gboolean  without_gl,
               ShownFunc is_shown)
{
  XWindowAttributes attributes;
  gint64            begun = g_get_monotonic_time ();
  pid_t             pid = fork ();
  Window            window = None;
  gint64            took;

  if (pid == 0) {
    if (without_gl)
      g_setenv ("GDK_DEBUG", "gl-disable", TRUE);
    execv (argv[0], argv);
    _exit (127);
  }
  do {
    window = find_window (display, DefaultRootWindow (display));
    took = g_get_monotonic_time () - begun;
    if (window != None && XGetWindowAttributes (display, window, &attributes) && is_shown (display, window, &attributes))
      break;
    g_usleep (1000);
  } while (took < LIMIT_US);

  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
  if (took >= LIMIT_US)
    g_error ("%s has shown no window", argv[0]);

  return took;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static double
median_ms (gint64 *times)
{
  qsort (times, N_RUNS, sizeof times[0], compare);

  return (double) times[N_RUNS / 2] / 1000;
}

int
main (int    argc,
      char **argv)
{
  char     *bare_argv[] = { argv[1], NULL };
  char     *trivet_argv[] = { argv[2], (char *) "--data", NULL, NULL };
  gint64    bare[N_RUNS];
  gint64    plain[N_RUNS];
  gint64    trivet[N_RUNS];
  StoreTest test;
  Display  *display;
  double    took_ms;
  double    ratio;

  g_assert_cmpint (argc, ==, 3);
  display = XOpenDisplay (NULL);
  g_assert_nonnull (display);
  XSetErrorHandler (ignore_error);

  store_test_set_up (&test);
  fill (&test);
  store_test_close (&test);
  trivet_argv[2] = test.directory;

  for (int i = 0; i < N_RUNS; i++) {
    bare[i] = measure_start (display, bare_argv, FALSE, is_painted);
    plain[i] = measure_start (display, bare_argv, TRUE, is_painted);
    trivet[i] = measure_start (display, trivet_argv, FALSE, shows_dishes);
  }
  took_ms = median_ms (trivet);
  ratio = took_ms / median_ms (bare);
  printf ("bare libadwaita window %.0f ms, order page with %d dishes and %d past orders %.0f ms: %.2f times (goal %.1f)\n",
          median_ms (bare), N_ITEMS, N_ORDERS, took_ms, ratio, GOAL);
  printf ("bare libadwaita window without GL %.0f ms: %.2f times\n", median_ms (plain), took_ms / median_ms (plain));
  printf ("goal %s\n", ratio <= GOAL ? "met" : "missed");

  XCloseDisplay (display);
  store_test_open (&test);
  store_test_tear_down (&test);

  return 0;
}
