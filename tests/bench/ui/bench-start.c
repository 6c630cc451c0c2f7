/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: with 5,000 dishes and 100,000 past orders the order page is there in at most 1.3 times what
 * a bare libadwaita window takes. Method: both programs are started in turn on the same X server;
 * the clock stops when the middle of the mapped window is painted. Prints medians and the ratio.
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
                                               "{\"id\":\"c\",\"name\":\"Noodles\",\"name_zh\":\"面\"}"));
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
is_painted (Display *display,
            Window   window)
{
  XWindowAttributes attributes;
  XImage           *image;
  gulong            pixel;

  if (!XGetWindowAttributes (display, window, &attributes))
    return FALSE;
  image = XGetImage (display, window, attributes.width / 2 + 40, attributes.height / 2 + 60, 1, 1, AllPlanes, ZPixmap);
  if (image == NULL)
    return FALSE;
  pixel = XGetPixel (image, 0, 0);
  XDestroyImage (image);

  return (pixel & 0xffffff) != 0;
}

static int
ignore_error (Display     *display,
              XErrorEvent *event)
{
  /* A window may be gone between finding and reading it. */
  return 0;
}

static gint64
measure_start (Display *display,
               char   **argv)
{
  gint64 begun = g_get_monotonic_time ();
  pid_t  pid = fork ();
  Window window = None;
  gint64 took;

  if (pid == 0) {
    execv (argv[0], argv);
    _exit (127);
  }
  do {
    window = find_window (display, DefaultRootWindow (display));
    took = g_get_monotonic_time () - begun;
    if (window != None && is_painted (display, window))
      break;
    g_usleep (500);
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

int
main (int    argc,
      char **argv)
{
  char     *bare_argv[] = { argv[1], NULL };
  char     *trivet_argv[] = { argv[2], (char *) "--data", NULL, NULL };
  gint64    bare[N_RUNS];
  gint64    trivet[N_RUNS];
  StoreTest test;
  Display  *display;
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
    bare[i] = measure_start (display, bare_argv);
    trivet[i] = measure_start (display, trivet_argv);
  }
  qsort (bare, N_RUNS, sizeof bare[0], compare);
  qsort (trivet, N_RUNS, sizeof trivet[0], compare);
  ratio = (double) trivet[N_RUNS / 2] / (double) bare[N_RUNS / 2];
  printf ("bare libadwaita window %.0f ms, order page with %d dishes and %d past orders %.0f ms: %.2f times (goal %.1f)\n",
          (double) bare[N_RUNS / 2] / 1000, N_ITEMS, N_ORDERS, (double) trivet[N_RUNS / 2] / 1000, ratio, GOAL);
  printf ("goal %s\n", ratio <= GOAL ? "met" : "missed");

  XCloseDisplay (display);
  store_test_open (&test);
  store_test_tear_down (&test);

  return 0;
}
