/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "trivet-frame-meter.h"
#include "trivet-scan-silence.h"

/* Goal: a phone that stays in view is reported once, and a camera that falls silent is noticed.
 * Method: hand in the time. */

#define S G_USEC_PER_SEC

static gboolean
admit (TrivetScanSilence *silence,
       const char        *text,
       gint64             now_us)
{
  g_autoptr (TrivetSecret) secret = trivet_secret_new (text, -1);

  return trivet_scan_silence_admit (silence, secret, now_us);
}

static void
test_one_appearance (void)
{
  g_autoptr (TrivetScanSilence) silence = trivet_scan_silence_new ();

  g_assert_true (admit (silence, "a", 100 * S));
  for (guint i = 1; i <= 300; i++)
    g_assert_false (admit (silence, "a", 100 * S + i * S / 30));
  /* Ten seconds in view, and not yet five out of view. */
  g_assert_false (admit (silence, "a", 115 * S - 1));
  g_assert_true (admit (silence, "a", 120 * S - 1));
}

static void
test_forget (void)
{
  g_autoptr (TrivetScanSilence) silence = trivet_scan_silence_new ();

  g_assert_true (admit (silence, "a", 0));
  g_assert_false (admit (silence, "a", 1));
  trivet_scan_silence_forget (silence);
  g_assert_true (admit (silence, "a", 2));
}

static void
test_poster_and_phone (void)
{
  g_autoptr (TrivetScanSilence) silence = trivet_scan_silence_new ();

  g_assert_true (admit (silence, "poster", 0));
  g_assert_true (admit (silence, "phone", 1));
  for (guint i = 1; i < 100; i++) {
    g_assert_false (admit (silence, "poster", i * S / 10));
    g_assert_false (admit (silence, "phone", i * S / 10 + 1));
  }
  /* The one that was unseen for longest makes room. */
  g_assert_true (admit (silence, "1", 10 * S));
  g_assert_true (admit (silence, "2", 10 * S));
  g_assert_true (admit (silence, "3", 10 * S));
  g_assert_false (admit (silence, "phone", 10 * S));
  g_assert_true (admit (silence, "poster", 10 * S));
}

static void
test_meter_rate (void)
{
  TrivetFrameMeter meter = { { 0 } };
  guint            n_changes = 0;

  trivet_frame_meter_reset (&meter);
  for (guint i = 1; i <= 40; i++)
    n_changes += trivet_frame_meter_tick (&meter, i * 30 / 4, i * S / 4) ? 1 : 0;
  g_assert_cmpuint (meter.rate_fps, ==, 30);
  g_assert_cmpuint (n_changes, ==, 1);
  for (guint i = 41; i <= 48; i++)
    n_changes += trivet_frame_meter_tick (&meter, 300, i * S / 4) ? 1 : 0;
  g_assert_cmpuint (meter.rate_fps, ==, 0);
  g_assert_cmpuint (n_changes, ==, 2);
}

static void
test_meter_silent (void)
{
  TrivetFrameMeter meter = { { 0 } };

  trivet_frame_meter_reset (&meter);
  trivet_frame_meter_open (&meter, 10 * S);
  g_assert_false (trivet_frame_meter_is_silent (&meter, 14 * S));
  g_assert_true (trivet_frame_meter_is_silent (&meter, 14 * S + 1));
  trivet_frame_meter_tick (&meter, 1, 13 * S);
  g_assert_false (trivet_frame_meter_is_silent (&meter, 15 * S));
  trivet_frame_meter_tick (&meter, 1, 15 * S);
  g_assert_true (trivet_frame_meter_is_silent (&meter, 15 * S + 1));
  /* A camera that is opened again has its time again. */
  trivet_frame_meter_open (&meter, 16 * S);
  g_assert_false (trivet_frame_meter_is_silent (&meter, 17 * S));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scanners/silence/one-appearance", test_one_appearance);
  g_test_add_func ("/scanners/silence/forget", test_forget);
  g_test_add_func ("/scanners/silence/poster-and-phone", test_poster_and_phone);
  g_test_add_func ("/scanners/meter/rate", test_meter_rate);
  g_test_add_func ("/scanners/meter/silent", test_meter_silent);

  return g_test_run ();
}
