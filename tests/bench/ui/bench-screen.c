/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Programs as they are seen from outside: by what an X server shows of them, and by the kernel's
 * books of their threads. */

#include "bench-screen.h"

#include <X11/Xutil.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define LIMIT_US   (30 * G_USEC_PER_SEC)
#define MIN_WIDTH  900
#define COLOR_RGB  0xc64600UL
#define DARK       90
#define PATCH_W    180
#define PATCH_H    140
#define LEAST_BAR  60
#define LEAST_DARK 60

static int
on_x_error (Display     *display,
            XErrorEvent *event)
{
  /* A window may be gone between finding and reading it. */
  return 0;
}

Display *
bench_open_display (void)
{
  Display *display = XOpenDisplay (NULL);

  g_assert_nonnull (display);
  XSetErrorHandler (on_x_error);

  return display;
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
gboolean
bench_is_painted (Display                 *display,
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

/* A patch of the menu that is as large as a tile: its bar, and words in it. Until something is painted
 * one pixel is asked for, as of the bare window: a patch a thousand times a second would take the time of
 * the program that is measured, and of that one alone. */
gboolean
bench_shows_dishes (Display                 *display,
                    Window                   window,
                    const XWindowAttributes *attributes)
{
  XImage *image = NULL;
  guint   n_bar = 0;
  guint   n_dark = 0;

  if (bench_is_painted (display, window, attributes))
    image = XGetImage (display, window, attributes->width / 2 + 20, 130, PATCH_W, PATCH_H, AllPlanes, ZPixmap);
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

double
bench_read_main_ms (const BenchProgram *program)
{
  g_autofree char *main_thread = g_strdup_printf ("%d", (int) program->pid);

  return read_cpu_ms (program->pid, main_thread);
}

double
bench_read_all_ms (const BenchProgram *program)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task", (int) program->pid);
  g_autoptr (GDir) threads = g_dir_open (path, 0, NULL);
  const char *thread;
  double      sum = 0;

  while (threads != NULL && (thread = g_dir_read_name (threads)) != NULL)
    sum += read_cpu_ms (program->pid, thread);

  return sum;
}

static void
add_time (GArray *times,
          double  ms)
{
  g_array_append_val (times, ms);
}

/* Forgets what the server said of the program before. */
static void
wait_for_quiet (Display *display)
{
  XEvent event;

  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  XSync (display, False);
  while (XPending (display) > 0)
    XNextEvent (display, &event);
}

/* Nothing is asked of the server before there is a window: asking a thousand times a second would take
 * the time of the program that is measured, the more of it the more threads the program has. */
static void
wait_for_map (Display *display,
              gint64   begun)
{
  GPollFD poll_fd = { .fd = ConnectionNumber (display), .events = G_IO_IN };
  XEvent  event;

  while (g_get_monotonic_time () - begun < LIMIT_US) {
    while (XPending (display) > 0) {
      XNextEvent (display, &event);
      if (event.type == MapNotify)
        return;
    }
    g_poll (&poll_fd, 1, 100);
  }
}

/* Runs a program until its window shows what is waited for, which is timed. */
void
bench_start_program (BenchProgram  *program,
                     BenchTimes    *times,
                     Display       *display,
                     char         **argv,
                     gboolean       without_gl,
                     BenchShownFunc is_shown)
{
  XWindowAttributes attributes;
  gint64            begun;
  gint64            took;

  wait_for_quiet (display);
  begun = g_get_monotonic_time ();
  program->pid = fork ();
  if (program->pid == 0) {
    if (without_gl)
      g_setenv ("GDK_DEBUG", "gl-disable", TRUE);
    execv (argv[0], argv);
    _exit (127);
  }
  wait_for_map (display, begun);
  do {
    program->window = find_window (display, DefaultRootWindow (display));
    took = g_get_monotonic_time () - begun;
    if (program->window != None && XGetWindowAttributes (display, program->window, &attributes) &&
        is_shown (display, program->window, &attributes))
      break;
    g_usleep (1000);
  } while (took < LIMIT_US);

  add_time (times->wall_ms, (double) took / 1000);
  add_time (times->main_ms, bench_read_main_ms (program));
  add_time (times->all_ms, bench_read_all_ms (program));
  if (took >= LIMIT_US)
    g_error ("%s has shown no window", argv[0]);
}

void
bench_end_program (BenchProgram *program)
{
  kill (program->pid, SIGTERM);
  waitpid (program->pid, NULL, 0);
}

void
bench_times_init (BenchTimes *times)
{
  times->wall_ms = g_array_new (FALSE, FALSE, sizeof (double));
  times->main_ms = g_array_new (FALSE, FALSE, sizeof (double));
  times->all_ms = g_array_new (FALSE, FALSE, sizeof (double));
}

void
bench_times_clear (BenchTimes *times)
{
  g_clear_pointer (&times->wall_ms, g_array_unref);
  g_clear_pointer (&times->main_ms, g_array_unref);
  g_clear_pointer (&times->all_ms, g_array_unref);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

double
bench_get_median (GArray *times)
{
  g_assert_cmpuint (times->len, >, 0);
  g_array_sort (times, compare);

  return g_array_index (times, double, times->len / 2);
}

void
bench_report (const char *name,
              BenchTimes *times)
{
  printf ("%s: %.1f ms; processor until then: main thread %.1f ms, all threads %.1f ms\n", name,
          bench_get_median (times->wall_ms), bench_get_median (times->main_ms), bench_get_median (times->all_ms));
}
