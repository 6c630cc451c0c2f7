/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "trivet-scan-evidence.h"

#include <string.h>

/* Goal: the rules for believing a reading, each on its own. Method: play readings of made-up frames
 * and steps into the evidence and ask it. */

#define DIGITS "284209876543210987"
#define OTHER  "134567890123456789"

#define LINES 20 /* of a picture that say what the bars say */

static void
add (TrivetScanEvidence *evidence,
     TrivetSymbol        symbol,
     const char         *text)
{
  trivet_scan_evidence_begin_step (evidence);
  trivet_scan_evidence_add (evidence, symbol, text, strlen (text), LINES);
}

static void
add_bars (TrivetScanEvidence *evidence,
          const char         *text,
          guint               n_lines)
{
  trivet_scan_evidence_begin_step (evidence);
  trivet_scan_evidence_add (evidence, TRIVET_SYMBOL_BARS, text, strlen (text), n_lines);
}

static void
assert_accepts (TrivetScanEvidence *evidence,
                const char         *text)
{
  g_autoptr (TrivetSecret) accepted = trivet_scan_evidence_accept (evidence);

  g_assert_cmpstr (accepted != NULL ? trivet_secret_peek (accepted) : NULL, ==, text);
}

static void
assert_ends (TrivetScanEvidence *evidence,
             TrivetScanKind      kind,
             const char         *text)
{
  TrivetScanKind seen;
  g_autoptr (TrivetSecret) other = trivet_scan_evidence_end_frame (evidence, &seen);

  g_assert_cmpint (seen, ==, kind);
  g_assert_cmpstr (other != NULL ? trivet_secret_peek (other) : NULL, ==, text);
}

static void
test_qr_at_once (void)
{
  g_autoptr (TrivetScanEvidence) evidence = trivet_scan_evidence_new ();

  trivet_scan_evidence_begin_frame (evidence, 0);
  assert_accepts (evidence, NULL);
  add (evidence, TRIVET_SYMBOL_QR, DIGITS);
  assert_accepts (evidence, DIGITS);
}

static void
test_lengths (void)
{
  static const struct {
    const char *text;
    gboolean    payment;
  } cases[] = {
    { "123456789012345", FALSE },
    { "1234567890123456", TRUE },
    { "123456789012345678901234", TRUE },
    { "1234567890123456789012345", FALSE },
    { "12345678901234567x", FALSE },
    { " 12345678901234567", FALSE },
    { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (TrivetScanEvidence) evidence = trivet_scan_evidence_new ();

    trivet_scan_evidence_begin_frame (evidence, 0);
    add (evidence, TRIVET_SYMBOL_QR, cases[i].text);
    assert_accepts (evidence, cases[i].payment ? cases[i].text : NULL);
  }
}

static void
test_bars_two_steps (void)
{
  g_autoptr (TrivetScanEvidence) evidence = trivet_scan_evidence_new ();

  trivet_scan_evidence_begin_frame (evidence, 0);
  add (evidence, TRIVET_SYMBOL_BARS, DIGITS);
  g_assert_true (trivet_scan_evidence_wants_more (evidence));
  /* A second line of the same step is no second look. */
  trivet_scan_evidence_add (evidence, TRIVET_SYMBOL_BARS, DIGITS, strlen (DIGITS), LINES);
  assert_accepts (evidence, NULL);
  add (evidence, TRIVET_SYMBOL_BARS, DIGITS);
  assert_accepts (evidence, DIGITS);
}

static void
test_bars_two_frames (void)
{
  g_autoptr (TrivetScanEvidence) evidence = trivet_scan_evidence_new ();

  trivet_scan_evidence_begin_frame (evidence, 0);
  add (evidence, TRIVET_SYMBOL_BARS, DIGITS);
  assert_ends (evidence, TRIVET_SCAN_NOTHING, NULL);
  trivet_scan_evidence_begin_frame (evidence, G_USEC_PER_SEC / 30);
  add (evidence, TRIVET_SYMBOL_BARS, DIGITS);
  assert_accepts (evidence, DIGITS);
}

static void
test_bars_forgotten (void)
{
  g_autoptr (TrivetScanEvidence) evidence = trivet_scan_evidence_new ();

  trivet_scan_evidence_begin_frame (evidence, 0);
  add (evidence, TRIVET_SYMBOL_BARS, DIGITS);
  assert_ends (evidence, TRIVET_SCAN_NOTHING, NULL);
  trivet_scan_evidence_begin_frame (evidence, G_USEC_PER_SEC + 1);
  add (evidence, TRIVET_SYMBOL_BARS, DIGITS);
  assert_accepts (evidence, NULL);

  assert_ends (evidence, TRIVET_SCAN_NOTHING, NULL);
  trivet_scan_evidence_reset (evidence);
  trivet_scan_evidence_begin_frame (evidence, G_USEC_PER_SEC + 2);
  add (evidence, TRIVET_SYMBOL_BARS, DIGITS);
  assert_accepts (evidence, NULL);
}

static void
test_bars_rivals (void)
{
  g_autoptr (TrivetScanEvidence) evidence = trivet_scan_evidence_new ();

  trivet_scan_evidence_begin_frame (evidence, 0);
  add_bars (evidence, OTHER, 1);
  add (evidence, TRIVET_SYMBOL_BARS, DIGITS);
  add (evidence, TRIVET_SYMBOL_BARS, DIGITS);
  assert_accepts (evidence, NULL);
  add (evidence, TRIVET_SYMBOL_BARS, DIGITS);
  assert_accepts (evidence, DIGITS);
}

static void
test_bars_few_lines (void)
{
  g_autoptr (TrivetScanEvidence) evidence = trivet_scan_evidence_new ();

  /* One line at each look: a blurred code reads wrong like this. */
  trivet_scan_evidence_begin_frame (evidence, 0);
  for (guint i = 0; i < 3; i++) {
    add_bars (evidence, DIGITS, 1);
    assert_accepts (evidence, NULL);
  }
  add_bars (evidence, DIGITS, 1);
  assert_accepts (evidence, DIGITS);

  /* As a defocused phone was read once: the right digits on one line, wrong ones on four. */
  trivet_scan_evidence_begin_frame (evidence, 2 * G_USEC_PER_SEC);
  add_bars (evidence, OTHER, 1);
  trivet_scan_evidence_add (evidence, TRIVET_SYMBOL_BARS, DIGITS, strlen (DIGITS), 2);
  add_bars (evidence, DIGITS, 1);
  add_bars (evidence, DIGITS, 1);
  assert_accepts (evidence, NULL);
  g_assert_true (trivet_scan_evidence_wants_more (evidence));
}

static void
test_bars_with_qr (void)
{
  g_autoptr (TrivetScanEvidence) evidence = trivet_scan_evidence_new ();

  trivet_scan_evidence_begin_frame (evidence, 0);
  add (evidence, TRIVET_SYMBOL_BARS, DIGITS);
  trivet_scan_evidence_add (evidence, TRIVET_SYMBOL_QR, DIGITS, strlen (DIGITS), LINES);
  assert_accepts (evidence, DIGITS);
}

static void
test_disagreement (void)
{
  static const TrivetSymbol symbols[][2] = {
    { TRIVET_SYMBOL_BARS, TRIVET_SYMBOL_QR },
    { TRIVET_SYMBOL_QR, TRIVET_SYMBOL_BARS },
    { TRIVET_SYMBOL_QR, TRIVET_SYMBOL_QR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++) {
    g_autoptr (TrivetScanEvidence) evidence = trivet_scan_evidence_new ();

    trivet_scan_evidence_begin_frame (evidence, 0);
    add (evidence, symbols[i][0], DIGITS);
    trivet_scan_evidence_add (evidence, symbols[i][1], OTHER, strlen (OTHER), LINES);
    assert_accepts (evidence, NULL);
    /* Saying it again does not make it more true. */
    add (evidence, symbols[i][0], DIGITS);
    assert_accepts (evidence, NULL);
    g_assert_false (trivet_scan_evidence_wants_more (evidence));
    assert_ends (evidence, TRIVET_SCAN_NOTHING, NULL);
  }
}

static void
test_other_text (void)
{
  g_autoptr (TrivetScanEvidence) evidence = trivet_scan_evidence_new ();

  trivet_scan_evidence_begin_frame (evidence, 0);
  add (evidence, TRIVET_SYMBOL_QR, "https://example.com/menu");
  assert_accepts (evidence, NULL);
  assert_ends (evidence, TRIVET_SCAN_OTHER, "https://example.com/menu");

  /* Digits go first, and also when they are not sure yet. */
  trivet_scan_evidence_begin_frame (evidence, 1);
  add (evidence, TRIVET_SYMBOL_QR, "https://example.com/menu");
  add (evidence, TRIVET_SYMBOL_BARS, DIGITS);
  assert_ends (evidence, TRIVET_SCAN_NOTHING, NULL);

  trivet_scan_evidence_begin_frame (evidence, 2);
  add (evidence, TRIVET_SYMBOL_BARS, "1Z999AA10123456784");
  assert_ends (evidence, TRIVET_SCAN_NOTHING, NULL);
  trivet_scan_evidence_begin_frame (evidence, 3);
  add (evidence, TRIVET_SYMBOL_BARS, "1Z999AA10123456784");
  assert_ends (evidence, TRIVET_SCAN_OTHER, "1Z999AA10123456784");
}

static void
test_long_text (void)
{
  g_autoptr (TrivetScanEvidence) evidence = trivet_scan_evidence_new ();
  g_autofree char *text = g_strnfill (7089, '7');
  g_autofree char *cut = g_strnfill (TRIVET_SCAN_MAX_TEXT, '7');

  trivet_scan_evidence_begin_frame (evidence, 0);
  add (evidence, TRIVET_SYMBOL_QR, text);
  assert_accepts (evidence, NULL);
  assert_ends (evidence, TRIVET_SCAN_CUT, cut);
}

static void
test_bytes (void)
{
  g_autoptr (TrivetScanEvidence) evidence = trivet_scan_evidence_new ();

  trivet_scan_evidence_begin_frame (evidence, 0);
  add (evidence, TRIVET_SYMBOL_QR, "menu \xe9\x9d tail");
  assert_ends (evidence, TRIVET_SCAN_OTHER, "menu ");

  trivet_scan_evidence_begin_frame (evidence, 1);
  add (evidence, TRIVET_SYMBOL_QR, "\xff\xfe");
  assert_ends (evidence, TRIVET_SCAN_NOTHING, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scanners/evidence/qr-at-once", test_qr_at_once);
  g_test_add_func ("/scanners/evidence/lengths", test_lengths);
  g_test_add_func ("/scanners/evidence/bars-two-steps", test_bars_two_steps);
  g_test_add_func ("/scanners/evidence/bars-two-frames", test_bars_two_frames);
  g_test_add_func ("/scanners/evidence/bars-forgotten", test_bars_forgotten);
  g_test_add_func ("/scanners/evidence/bars-rivals", test_bars_rivals);
  g_test_add_func ("/scanners/evidence/bars-few-lines", test_bars_few_lines);
  g_test_add_func ("/scanners/evidence/bars-with-qr", test_bars_with_qr);
  g_test_add_func ("/scanners/evidence/disagreement", test_disagreement);
  g_test_add_func ("/scanners/evidence/other-text", test_other_text);
  g_test_add_func ("/scanners/evidence/long-text", test_long_text);
  g_test_add_func ("/scanners/evidence/bytes", test_bytes);

  return g_test_run ();
}
