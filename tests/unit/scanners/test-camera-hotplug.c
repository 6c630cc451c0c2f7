/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "trivet-zbar-scanner.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include <signal.h>

/* Goal: a till whose camera is plugged in late, pulled out and plugged in again goes on scanning by
 * itself. Method: in a PipeWire session of its own (camera-session.sh --no-camera) start the scanner
 * without a camera, then start and end the camera program and wait for what the scanner says. */

#define PATIENCE_S 20

typedef struct {
  TrivetScanner *scanner;
  char          *code;
  guint          n_codes;
  guint          n_previews;
  int            preview_width;
  int            preview_height;
} Fixture;

typedef gboolean (*Condition) (Fixture *fixture);

static void
on_code (TrivetScanner *scanner,
         TrivetSecret  *code,
         Fixture       *fixture)
{
  g_free (fixture->code);
  fixture->code = g_strdup (trivet_secret_peek (code));
  fixture->n_codes++;
}

static void
on_preview (TrivetScanner *scanner,
            GBytes        *rgb,
            int            width,
            int            height,
            Fixture       *fixture)
{
  g_assert_cmpuint (g_bytes_get_size (rgb), ==, (gsize) width * (gsize) height * 3);
  fixture->n_previews++;
  fixture->preview_width = width;
  fixture->preview_height = height;
}

static gboolean
on_patience_over (gpointer data)
{
  gboolean *over = data;

  *over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_for (Fixture    *fixture,
          Condition   condition,
          const char *what)
{
  gboolean over = FALSE;
  guint    id = g_timeout_add_seconds (PATIENCE_S, on_patience_over, &over);

  while (!condition (fixture) && !over)
    g_main_context_iteration (NULL, TRUE);
  if (over)
    g_error ("Waited in vain: %s; the state is %d", what, trivet_scanner_get_state (fixture->scanner));
  g_source_remove (id);
}

static gboolean
has_no_camera (Fixture *fixture)
{
  return trivet_scanner_get_state (fixture->scanner) == TRIVET_SCANNER_STATE_NO_CAMERA;
}

static gboolean
is_without_frames (Fixture *fixture)
{
  return trivet_scanner_get_state (fixture->scanner) == TRIVET_SCANNER_STATE_NO_FRAMES;
}

static gboolean
has_code (Fixture *fixture)
{
  return fixture->code != NULL;
}

static gboolean
has_rate (Fixture *fixture)
{
  return trivet_scanner_get_rate_fps (fixture->scanner) >= 15;
}

static gboolean
has_previews (Fixture *fixture)
{
  return fixture->n_previews >= 5;
}

static char *
get_picture (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "scan", "ready", name, NULL);
}

/* The camera program shows PNG, PGM or raw frames: makes a PGM of a JPEG. */
static void
show (const char *shown,
      const char *name)
{
  g_autofree char *jpeg = get_picture (name);
  const char      *argv[] = { "gst-launch-1.0", "-q", "filesrc", NULL, "!", "jpegdec", "!", "videoconvert", "!", "pngenc", "!", "filesink", NULL, NULL };
  g_autofree char *location = g_strdup_printf ("location=%s", jpeg);
  g_autofree char *next = g_strdup_printf ("%s.next", shown);
  g_autofree char *sink = g_strdup_printf ("location=%s", next);
  g_autoptr (GError) error = NULL;
  int status;

  argv[3] = location;
  argv[12] = sink;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rename (next, shown), ==, 0);
}

static GSubprocess *
plug_in (const char *shown,
         const char *size)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *camera = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                                          &error,
                                          g_getenv ("TRIVET_TEST_CAMERA"),
                                          "--label", "Counter camera", "--size", size, shown,
                                          NULL);

  g_assert_no_error (error);
  return camera;
}

static void
pull_out (GSubprocess *camera)
{
  g_subprocess_send_signal (camera, SIGTERM);
  g_subprocess_wait (camera, NULL, NULL);
  g_object_unref (camera);
}

static void
freeze (GSubprocess *camera,
        int          signal)
{
  g_subprocess_send_signal (camera, signal);
}

static void
test_hotplug (void)
{
  g_autofree char *shown = g_build_filename (g_get_tmp_dir (), "trivet-shown.png", NULL);
  TrivetScanSource source = { TRIVET_SCAN_SOURCE_AUTO, NULL };
  Fixture          fixture = { trivet_zbar_scanner_new (&source) };
  GSubprocess     *camera;
  char            *label;
  gulong           preview_id;

  g_signal_connect (fixture.scanner, "code", G_CALLBACK (on_code), &fixture);
  trivet_scanner_start (fixture.scanner);
  wait_for (&fixture, has_no_camera, "no camera at the start");
  g_assert_null (trivet_scanner_dup_label (fixture.scanner));

  show (shown, "phone-000.jpg");
  camera = plug_in (shown, "1280x720");
  wait_for (&fixture, has_code, "a code from the camera that was plugged in");
  g_assert_cmpstr (fixture.code, ==, "85286160999020650305");
  label = trivet_scanner_dup_label (fixture.scanner);
  g_assert_cmpstr (label, ==, "Counter camera");
  g_free (label);
  wait_for (&fixture, has_rate, "frames at a good rate");

  preview_id = g_signal_connect (fixture.scanner, "preview", G_CALLBACK (on_preview), &fixture);
  wait_for (&fixture, has_previews, "previews");
  g_assert_cmpint (fixture.preview_width, ==, 640);
  g_assert_cmpint (fixture.preview_height, ==, 360);
  g_signal_handler_disconnect (fixture.scanner, preview_id);
  g_assert_cmpuint (fixture.n_codes, ==, 1);

  pull_out (camera);
  wait_for (&fixture, has_no_camera, "no camera after it was pulled out");

  g_clear_pointer (&fixture.code, g_free);
  show (shown, "phone-001.jpg");
  camera = plug_in (shown, "1280x720");
  wait_for (&fixture, has_code, "a code after the camera came back");

  freeze (camera, SIGSTOP);
  wait_for (&fixture, is_without_frames, "a camera that is silent is noticed");
  freeze (camera, SIGCONT);
  wait_for (&fixture, has_rate, "frames after the camera woke up");

  pull_out (camera);
  g_object_add_weak_pointer (G_OBJECT (fixture.scanner), (gpointer *) &fixture.scanner);
  trivet_scanner_stop (fixture.scanner);
  g_object_unref (fixture.scanner);
  while (fixture.scanner != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer (&fixture.code, g_free);
  g_unlink (shown);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scanners/camera/hotplug", test_hotplug);

  return g_test_run ();
}
