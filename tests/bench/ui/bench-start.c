/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: with 5,000 dishes and 100,000 past orders the order page is there in at most 1.3 times what
 * a bare libadwaita window takes. Method: both programs are started in turn on the same X server.
 * For the bare window the clock stops when its middle is painted; for the register when a tile with
 * its category's colour and the dark words of a dish is, which is the first frame that can be
 * tapped. The register leaves GL out where there is no graphics device, so the bare window that it
 * is measured against does too; the other one is printed for comparison. On a busy machine the wall
 * time is mostly that of others: the processor's time until that frame is printed beside it, of the
 * main thread and of all. Prints medians, and how the register was built.
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

/* The kernel's books of a thread: the first number is its time on a processor, in nanoseconds. */
static double
read_cpu_ms (pid_t       process,
             const char *thread)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task/%s/schedstat", (int) process, thread);
  g_autofree char *text = NULL;

  /* A thread may have ended meanwhile. */
  return g_file_get_contents (path, &text, NULL, NULL) ? (double) g_ascii_strtoull (text, NULL, 10) / 1e6 : 0;
}

static double
read_all_cpu_ms (pid_t process)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task", (int) process);
  g_autoptr (GDir) threads = g_dir_open (path, 0, NULL);
  const char *thread;
  double      sum = 0;

  while (threads != NULL && (thread = g_dir_read_name (threads)) != NULL)
    sum += read_cpu_ms (process, thread);

  return sum;
}

typedef struct {
  double wall_ms[N_RUNS];
  double main_ms[N_RUNS];
  double all_ms[N_RUNS];
  int    n;
} Starts;

typedef gboolean (*ShownFunc) (Display                 *display,
                               Window                   window,
                               const XWindowAttributes *attributes);

static void
measure_start (Starts   *starts,
               Display  *display,
               char    **argv,
               gboolean  without_gl,
               ShownFunc is_shown)
{
  XWindowAttributes attributes;
  gint64            begun = g_get_monotonic_time ();
  pid_t             pid = fork ();
  g_autofree char  *main_thread = g_strdup_printf ("%d", (int) pid);
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

  starts->wall_ms[starts->n] = (double) took / 1000;
  starts->main_ms[starts->n] = read_cpu_ms (pid, main_thread);
  starts->all_ms[starts->n++] = read_all_cpu_ms (pid);
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
  if (took >= LIMIT_US)
    g_error ("%s has shown no window", argv[0]);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
get_median (double *times)
{
  qsort (times, N_RUNS, sizeof times[0], compare);

  return times[N_RUNS / 2];
}

static double
report (const char *name,
        Starts     *starts)
{
  double wall_ms = get_median (starts->wall_ms);

  printf ("%s: %.0f ms; processor until then: main thread %.0f ms, all threads %.0f ms\n", name, wall_ms,
          get_median (starts->main_ms), get_median (starts->all_ms));

  return wall_ms;
}

int
main (int    argc,
      char **argv)
{
  char     *bare_argv[] = { argv[1], NULL };
  char     *trivet_argv[] = { argv[2], (char *) "--data", NULL, NULL };
  Starts    with_gl = { .n = 0 };
  Starts    bare = { .n = 0 };
  Starts    trivet = { .n = 0 };
  StoreTest test;
  Display  *display;
  double    bare_ms;
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
    measure_start (&with_gl, display, bare_argv, FALSE, is_painted);
    measure_start (&bare, display, bare_argv, TRUE, is_painted);
    measure_start (&trivet, display, trivet_argv, FALSE, shows_dishes);
  }
  printf ("build type %s, %d dishes, %d past orders, medians of %d\n", BUILD_TYPE, N_ITEMS, N_ORDERS, N_RUNS);
  report ("bare libadwaita window with GL", &with_gl);
  bare_ms = report ("bare libadwaita window without GL", &bare);
  ratio = report ("order page without GL", &trivet) / bare_ms;
  printf ("order page against bare window, both without GL: wall %.2f, main thread %.2f, all threads %.2f (goal %.1f, wall: %s)\n", ratio,
          get_median (trivet.main_ms) / get_median (bare.main_ms), get_median (trivet.all_ms) / get_median (bare.all_ms),
          GOAL, ratio <= GOAL ? "met" : "missed");

  XCloseDisplay (display);
  store_test_open (&test);
  store_test_tear_down (&test);

  return 0;
}
