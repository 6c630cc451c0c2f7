/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "trivet-zbar-scanner.h"

#include <qrencode.h>
#include <string.h>

/* Goal: the scanner as a whole, without a camera: pictures through the real pipeline, the training
 * phone, previews only for who looks, one signal for one appearance, and an end that is at once and
 * silent. Method: the ready pictures and a bounded main loop. */

#define PATIENCE_S 30

typedef struct {
  TrivetScanner *scanner;
  GHashTable    *codes; /* text → times */
  guint          n_codes;
  guint          n_previews;
  guint          n_states;
  guint          wanted;
} Fixture;

typedef gboolean (*Condition) (Fixture *fixture);

static void
on_code (TrivetScanner *scanner,
         TrivetSecret  *code,
         Fixture       *fixture)
{
  char *text = g_strdup (trivet_secret_peek (code));
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (fixture->codes, text));

  g_hash_table_insert (fixture->codes, text, GUINT_TO_POINTER (n + 1));
  fixture->n_codes++;
}

static void
on_preview (TrivetScanner *scanner,
            GBytes        *rgb,
            int            width,
            int            height,
            Fixture       *fixture)
{
  g_assert_cmpint (width, ==, 640);
  g_assert_cmpint (height, ==, 360);
  g_assert_cmpuint (g_bytes_get_size (rgb), ==, 640 * 360 * 3);
  fixture->n_previews++;
}

static void
on_state_changed (TrivetScanner *scanner,
                  Fixture       *fixture)
{
  fixture->n_states++;
}

static void
set_up (Fixture             *fixture,
        TrivetScanSourceKind kind,
        const char          *target)
{
  TrivetScanSource source = { kind, target };

  memset (fixture, 0, sizeof *fixture);
  fixture->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fixture->scanner = trivet_zbar_scanner_new (&source);
  g_signal_connect (fixture->scanner, "code", G_CALLBACK (on_code), fixture);
  g_signal_connect (fixture->scanner, "state-changed", G_CALLBACK (on_state_changed), fixture);
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

/* Threads may still hold the scanner for a moment: for a frame that is on its way. */
static void
tear_down (Fixture *fixture)
{
  gint64 from = g_get_monotonic_time ();
  guint  n_states = fixture->n_states;

  trivet_scanner_stop (fixture->scanner);
  g_assert_cmpint (g_get_monotonic_time () - from, <, G_USEC_PER_SEC / 4);
  g_assert_cmpint (trivet_scanner_get_state (fixture->scanner), ==, TRIVET_SCANNER_STATE_OFF);
  g_assert_cmpuint (trivet_scanner_get_rate_fps (fixture->scanner), ==, 0);

  g_object_add_weak_pointer (G_OBJECT (fixture->scanner), (gpointer *) &fixture->scanner);
  g_object_unref (fixture->scanner);
  while (fixture->scanner != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->n_states, ==, n_states);
  g_hash_table_unref (fixture->codes);
}

static gboolean
has_wanted_codes (Fixture *fixture)
{
  return g_hash_table_size (fixture->codes) >= fixture->wanted;
}

static gboolean
has_wanted_previews (Fixture *fixture)
{
  return fixture->n_previews >= fixture->wanted;
}

static gboolean
is_running (Fixture *fixture)
{
  return trivet_scanner_get_state (fixture->scanner) == TRIVET_SCANNER_STATE_RUNNING;
}

static gboolean
has_no_camera (Fixture *fixture)
{
  return trivet_scanner_get_state (fixture->scanner) == TRIVET_SCANNER_STATE_NO_CAMERA;
}

static gboolean
has_failed (Fixture *fixture)
{
  return trivet_scanner_get_state (fixture->scanner) == TRIVET_SCANNER_STATE_FAILED;
}

static GHashTable *
load_truth (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "scan", "ready", "truth.tsv", NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  GHashTable *truth = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
    g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);

    g_hash_table_add (truth, g_strdup (fields[1]));
  }

  return truth;
}

static void
test_pictures (void)
{
  g_autofree char *pattern = g_test_build_filename (G_TEST_DIST, "fixtures", "scan", "ready", "phone-%03d.jpg", NULL);
  g_autoptr (GHashTable) truth = load_truth ();
  Fixture        fixture;
  GHashTableIter iter;
  gpointer       text;
  gpointer       times;
  gint64         from = g_get_monotonic_time ();
  gint64         passed_us;

  set_up (&fixture, TRIVET_SCAN_SOURCE_PICTURES, pattern);
  trivet_scanner_start (fixture.scanner);
  trivet_scanner_start (fixture.scanner);
  g_assert_cmpint (g_get_monotonic_time () - from, <, G_USEC_PER_SEC / 4);
  g_assert_cmpint (trivet_scanner_get_state (fixture.scanner), ==, TRIVET_SCANNER_STATE_STARTING);
  fixture.wanted = 14; /* of 16 pictures, each shown for one frame a second */
  wait_for (&fixture, has_wanted_codes, "codes of the pictures");
  passed_us = g_get_monotonic_time () - from;
  g_assert_true (is_running (&fixture));

  g_hash_table_iter_init (&iter, fixture.codes);
  while (g_hash_table_iter_next (&iter, &text, &times)) {
    g_assert_true (g_hash_table_contains (truth, text));
    /* All come by every second, and so many others go between that each time is a new appearance. */
    g_assert_cmpint (GPOINTER_TO_INT (times), <=, passed_us / G_USEC_PER_SEC + 1);
  }
  tear_down (&fixture);
}

static void
test_preview (void)
{
  g_autofree char *pattern = g_test_build_filename (G_TEST_DIST, "fixtures", "scan", "ready", "phone-%03d.jpg", NULL);
  Fixture          fixture;
  gulong           id;
  gint64           from;

  set_up (&fixture, TRIVET_SCAN_SOURCE_PICTURES, pattern);
  trivet_scanner_start (fixture.scanner);
  fixture.wanted = 3;
  wait_for (&fixture, has_wanted_codes, "codes without a preview");
  g_assert_cmpuint (fixture.n_previews, ==, 0);

  id = g_signal_connect (fixture.scanner, "preview", G_CALLBACK (on_preview), &fixture);
  fixture.wanted = 1;
  wait_for (&fixture, has_wanted_previews, "the first preview");
  from = g_get_monotonic_time ();
  fixture.wanted = 16;
  wait_for (&fixture, has_wanted_previews, "previews");
  /* Fifteen intervals take at least nearly a second. */
  g_assert_cmpint (g_get_monotonic_time () - from, >=, G_USEC_PER_SEC * 85 / 100);
  g_signal_handler_disconnect (fixture.scanner, id);
  tear_down (&fixture);
}

#define EDGE   320
#define MODULE 8

/* A phone that shows @text, in each of the formats. */
static void
hold_up (Fixture            *fixture,
         const char         *text,
         TrivetPictureFormat format)
{
  static const gsize steps[] = { 1, 3, 4 };
  QRcode            *code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  gsize              step = steps[format];
  gsize              stride = EDGE * step + 5;
  g_autofree guint8 *pixels = g_malloc (stride * EDGE);

  memset (pixels, 240, stride * EDGE);
  for (int y = 0; y < code->width * MODULE; y++)
    for (int x = 0; x < code->width * MODULE; x++)
      if (code->data[y / MODULE * code->width + x / MODULE] & 1)
        memset (pixels + (gsize) (y + 30) * stride + (gsize) (x + 30) * step, 10, step);
  QRcode_free (code);

  trivet_zbar_scanner_push_picture (TRIVET_ZBAR_SCANNER (fixture->scanner), format, pixels, EDGE, EDGE, stride);
}

static gboolean
is_open (Fixture *fixture)
{
  hold_up (fixture, "https://example.com/", TRIVET_PICTURE_RGB);
  return is_running (fixture);
}

static void
test_training (void)
{
  static const char *const texts[] = { "284209876543210987", "134567890123456789", "6212345678901234567" };
  Fixture                  fixture;
  g_autofree char         *label = NULL;

  set_up (&fixture, TRIVET_SCAN_SOURCE_TRAINING, NULL);
  trivet_scanner_start (fixture.scanner);
  wait_for (&fixture, is_open, "the training scanner opens");
  label = trivet_scanner_dup_label (fixture.scanner);
  g_assert_cmpstr (label, ==, "Training phone");
  fixture.wanted = 1;
  wait_for (&fixture, has_wanted_codes, "the text of a URL");
  g_assert_true (g_hash_table_contains (fixture.codes, "https://example.com/"));

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    fixture.wanted = i + 2;
    hold_up (&fixture, texts[i], (TrivetPictureFormat) i);
    wait_for (&fixture, has_wanted_codes, "the code of the training phone");
    g_assert_true (g_hash_table_contains (fixture.codes, texts[i]));
  }
  tear_down (&fixture);
}

static gboolean
has_second_time (Fixture *fixture)
{
  return fixture->n_codes == 2;
}

static void
test_forget (void)
{
  Fixture fixture;

  set_up (&fixture, TRIVET_SCAN_SOURCE_TRAINING, NULL);
  trivet_scanner_start (fixture.scanner);
  wait_for (&fixture, is_open, "the training scanner opens");
  fixture.wanted = 1;
  wait_for (&fixture, has_wanted_codes, "a code");
  hold_up (&fixture, "https://example.com/", TRIVET_PICTURE_GREY);
  trivet_scanner_forget (fixture.scanner);
  hold_up (&fixture, "https://example.com/", TRIVET_PICTURE_GREY);
  wait_for (&fixture, has_second_time, "the same code after forgetting");
  tear_down (&fixture);
}

static void
test_again (void)
{
  Fixture fixture;

  set_up (&fixture, TRIVET_SCAN_SOURCE_TRAINING, NULL);
  for (guint i = 1; i <= 3; i++) {
    trivet_scanner_start (fixture.scanner);
    wait_for (&fixture, is_open, "the scanner opens again");
    trivet_scanner_stop (fixture.scanner);
    trivet_scanner_stop (fixture.scanner);
  }
  tear_down (&fixture);
}

/* Stopped at once, before GStreamer runs. */
static void
test_stop_early (void)
{
  Fixture fixture;

  set_up (&fixture, TRIVET_SCAN_SOURCE_TRAINING, NULL);
  trivet_scanner_start (fixture.scanner);
  tear_down (&fixture);
  g_assert_cmpuint (fixture.n_codes, ==, 0);
}

static void
test_no_device (void)
{
  Fixture fixture;

  set_up (&fixture, TRIVET_SCAN_SOURCE_V4L2, "/dev/no-such-camera");
  trivet_scanner_start (fixture.scanner);
  wait_for (&fixture, has_no_camera, "no camera");
  tear_down (&fixture);
}

/* The device is there but is no camera. */
static void
test_no_camera_device (void)
{
  Fixture fixture;

  set_up (&fixture, TRIVET_SCAN_SOURCE_V4L2, "/dev/null");
  trivet_scanner_start (fixture.scanner);
  wait_for (&fixture, has_failed, "a failure");
  tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scanners/zbar/pictures", test_pictures);
  g_test_add_func ("/scanners/zbar/preview", test_preview);
  g_test_add_func ("/scanners/zbar/training", test_training);
  g_test_add_func ("/scanners/zbar/forget", test_forget);
  g_test_add_func ("/scanners/zbar/again", test_again);
  g_test_add_func ("/scanners/zbar/stop-early", test_stop_early);
  g_test_add_func ("/scanners/zbar/no-device", test_no_device);
  g_test_add_func ("/scanners/zbar/no-camera-device", test_no_camera_device);

  return g_test_run ();
}
