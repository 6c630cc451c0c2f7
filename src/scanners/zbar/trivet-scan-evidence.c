/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-scan-evidence.h"

#include <string.h>

/* The rules for believing a reading. A wrong code charges the wrong guest, so:
 *
 *   QR, 16 to 24 digits           at once: it corrects and checks itself
 *   Code 128, 16 to 24 digits     two steps of one frame, or two frames in a row, and some lines
 *   two different digit strings   the frame contradicts itself; only of Code 128, one that many more
 *                                 lines say is believed
 *   any other text                only when the frame ends without digits
 */

#define MIN_DIGITS       16
#define MAX_DIGITS       24
#define MIN_OTHER_BARS   6  /* shorter bars are too easily seen in noise */
#define MAX_BARS_TEXT    96 /* a Code 128 that a phone can show is far shorter */
#define MAX_BARS         4
#define STEPS_TO_BELIEVE 2
/* Blurred bars read wrong in the same way at each look, with a right check character, on a line or
 * two of each; right ones fill the bars' height. */
#define LINES_TO_BELIEVE 4
#define LINES_TO_OUTVOTE 8 /* times the lines of a rival */
#define REMEMBER_US      G_USEC_PER_SEC

typedef struct {
  char  text[MAX_BARS_TEXT + 1];
  gsize length;
  guint n_steps;
  guint n_lines;
  guint last_step;
} Bars;

struct _TrivetScanEvidence {
  Bars          bars[MAX_BARS];
  guint         n_bars;
  char          qr_digits[MAX_DIGITS + 1];
  TrivetSecret *other;
  gboolean      other_is_cut;
  gboolean      disputed;
  guint         step;
  gint64        now_us;

  Bars   remembered; /* of the frame before */
  gint64 remembered_at_us;
};

/**
 * trivet_scan_evidence_new:
 *
 * Returns: (transfer full): evidence without any reading
 */
TrivetScanEvidence *
trivet_scan_evidence_new (void)
{
  return g_new0 (TrivetScanEvidence, 1);
}

static void
forget_frame (TrivetScanEvidence *self)
{
  trivet_secret_wipe (self->bars, sizeof self->bars);
  trivet_secret_wipe (self->qr_digits, sizeof self->qr_digits);
  g_clear_pointer (&self->other, trivet_secret_unref);
  self->n_bars = 0;
  self->other_is_cut = FALSE;
  self->disputed = FALSE;
  self->step = 0;
}

/**
 * trivet_scan_evidence_reset:
 * @self: evidence
 *
 * Forgets this frame and the one before, and wipes what they said.
 */
void
trivet_scan_evidence_reset (TrivetScanEvidence *self)
{
  forget_frame (self);
  trivet_secret_wipe (&self->remembered, sizeof self->remembered);
}

/**
 * trivet_scan_evidence_free:
 * @self: (transfer full): evidence
 *
 * Wipes and frees it.
 */
void
trivet_scan_evidence_free (TrivetScanEvidence *self)
{
  trivet_scan_evidence_reset (self);
  g_free (self);
}

/**
 * trivet_scan_evidence_begin_frame:
 * @self: evidence
 * @now_us: monotonic time of the frame
 *
 * Starts a new frame. A reading of bars is remembered from the frame before for one second.
 */
void
trivet_scan_evidence_begin_frame (TrivetScanEvidence *self,
                                  gint64              now_us)
{
  forget_frame (self);
  self->now_us = now_us;
  if (now_us - self->remembered_at_us > REMEMBER_US)
    trivet_secret_wipe (&self->remembered, sizeof self->remembered);
}

/**
 * trivet_scan_evidence_begin_step:
 * @self: evidence
 *
 * Starts a new way of looking at the same frame.
 */
void
trivet_scan_evidence_begin_step (TrivetScanEvidence *self)
{
  self->step++;
}

static gboolean
are_digits (const char *text,
            gsize       length)
{
  if (length < MIN_DIGITS || length > MAX_DIGITS)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;

  return TRUE;
}

static gboolean
same_text (const Bars *bars,
           const char *text,
           gsize       length)
{
  return bars->length == length && memcmp (bars->text, text, length) == 0;
}

static void
add_bars (TrivetScanEvidence *self,
          const char         *text,
          gsize               length,
          guint               n_lines)
{
  Bars *bars = NULL;

  if (length > MAX_BARS_TEXT || length < MIN_OTHER_BARS)
    return;

  for (guint i = 0; i < self->n_bars; i++)
    if (same_text (&self->bars[i], text, length))
      bars = &self->bars[i];

  if (bars == NULL) {
    if (self->n_bars == MAX_BARS)
      return;
    bars = &self->bars[self->n_bars++];
    memcpy (bars->text, text, length);
    bars->length = length;
  }

  /* Many lines of one step see the same pixels: they count once. */
  if (bars->last_step != self->step)
    bars->n_steps++;
  bars->last_step = self->step;
  bars->n_lines += n_lines;
}

static void
add_other (TrivetScanEvidence *self,
           const char         *text,
           gsize               length)
{
  const char *end = text + length;

  if (self->other != NULL || length == 0)
    return;

  if (length > TRIVET_SCAN_MAX_TEXT) {
    self->other_is_cut = TRUE;
    length = TRIVET_SCAN_MAX_TEXT;
  }
  /* A reader of text must not stumble over a half character or over bytes that are none. */
  g_utf8_validate_len (text, length, &end);
  if (end == text)
    return;

  self->other = trivet_secret_new (text, end - text);
}

static void
add_qr (TrivetScanEvidence *self,
        const char         *text,
        gsize               length)
{
  if (!are_digits (text, length)) {
    add_other (self, text, length);
    return;
  }

  if (self->qr_digits[0] == '\0')
    memcpy (self->qr_digits, text, length);
  else if (strlen (self->qr_digits) != length || memcmp (self->qr_digits, text, length) != 0)
    self->disputed = TRUE;
}

/**
 * trivet_scan_evidence_add:
 * @self: evidence, within a step
 * @symbol: what was read
 * @text: what it says; copied where it is needed
 * @length: bytes of @text
 * @n_lines: how many lines of the picture say so
 *
 * Adds a reading.
 */
void
trivet_scan_evidence_add (TrivetScanEvidence *self,
                          TrivetSymbol        symbol,
                          const char         *text,
                          gsize               length,
                          guint               n_lines)
{
  g_return_if_fail (self->step > 0);

  switch (symbol) {
  case TRIVET_SYMBOL_QR:
    add_qr (self, text, length);
    break;
  case TRIVET_SYMBOL_BARS:
    add_bars (self, text, length, n_lines);
    break;
  }

  for (guint i = 0; i < self->n_bars && self->qr_digits[0] != '\0'; i++)
    if (are_digits (self->bars[i].text, self->bars[i].length) &&
        !same_text (&self->bars[i], self->qr_digits, strlen (self->qr_digits)))
      self->disputed = TRUE;
}

/* How surely the frame says @bars: its steps less those of a rival, and one more for the frame
 * before. */
static guint
get_weight (TrivetScanEvidence *self,
            const Bars         *bars)
{
  guint weight = bars->n_steps;
  guint rival = 0;

  for (guint i = 0; i < self->n_bars; i++)
    if (&self->bars[i] != bars)
      rival = MAX (rival, self->bars[i].n_steps);
  if (same_text (&self->remembered, bars->text, bars->length))
    weight++;

  return weight > rival ? weight - rival : 0;
}

/* Whether so many lines say @bars that a rival's and chance do not count. */
static gboolean
has_lines (TrivetScanEvidence *self,
           const Bars         *bars)
{
  guint n_lines = bars->n_lines;
  guint rival = 0;

  for (guint i = 0; i < self->n_bars; i++)
    if (&self->bars[i] != bars)
      rival = MAX (rival, self->bars[i].n_lines);
  if (same_text (&self->remembered, bars->text, bars->length))
    n_lines += self->remembered.n_lines;

  return n_lines >= MAX (LINES_TO_BELIEVE, rival * LINES_TO_OUTVOTE);
}

static const Bars *
find_believed (TrivetScanEvidence *self,
               gboolean            digits)
{
  for (guint i = 0; i < self->n_bars; i++) {
    const Bars *bars = &self->bars[i];

    if (are_digits (bars->text, bars->length) == digits && get_weight (self, bars) >= STEPS_TO_BELIEVE &&
        has_lines (self, bars))
      return bars;
  }

  return NULL;
}

static const Bars *
find_strongest_digits (TrivetScanEvidence *self)
{
  const Bars *best = NULL;

  for (guint i = 0; i < self->n_bars; i++)
    if (are_digits (self->bars[i].text, self->bars[i].length) &&
        (best == NULL || self->bars[i].n_steps > best->n_steps))
      best = &self->bars[i];

  return best;
}

/**
 * trivet_scan_evidence_has_qr:
 * @self: evidence
 *
 * Returns: whether payment digits were read from a QR code of this frame
 */
gboolean
trivet_scan_evidence_has_qr (TrivetScanEvidence *self)
{
  return self->qr_digits[0] != '\0';
}

/**
 * trivet_scan_evidence_wants_more:
 * @self: evidence
 *
 * Returns: whether bars were seen that one more look at their place could confirm
 */
gboolean
trivet_scan_evidence_wants_more (TrivetScanEvidence *self)
{
  return self->n_bars > 0 && !self->disputed && self->qr_digits[0] == '\0' &&
         find_believed (self, TRUE) == NULL;
}

/**
 * trivet_scan_evidence_accept:
 * @self: evidence
 *
 * Asks after each step whether payment digits can be trusted now.
 *
 * Returns: (transfer full) (nullable): the digits
 */
TrivetSecret *
trivet_scan_evidence_accept (TrivetScanEvidence *self)
{
  const Bars *bars;

  if (self->disputed)
    return NULL;
  if (self->qr_digits[0] != '\0')
    return trivet_secret_new (self->qr_digits, -1);

  bars = find_believed (self, TRUE);
  return bars != NULL ? trivet_secret_new (bars->text, (gssize) bars->length) : NULL;
}

static void
remember (TrivetScanEvidence *self,
          const Bars         *bars)
{
  trivet_secret_wipe (&self->remembered, sizeof self->remembered);
  if (bars == NULL)
    return;

  self->remembered = *bars;
  self->remembered_at_us = self->now_us;
}

/**
 * trivet_scan_evidence_end_frame:
 * @self: evidence
 * @ret_kind: (out): what is returned
 *
 * Ends a frame in which no payment digits were accepted: bars are remembered for the next frame,
 * and a text that is no payment code is given out if the frame has no digits at all.
 *
 * Returns: (transfer full) (nullable): the other text
 */
TrivetSecret *
trivet_scan_evidence_end_frame (TrivetScanEvidence *self,
                                TrivetScanKind     *ret_kind)
{
  const Bars *digits = self->disputed ? NULL : find_strongest_digits (self);
  const Bars *others = find_believed (self, FALSE);

  *ret_kind = TRIVET_SCAN_NOTHING;
  if (digits != NULL || self->disputed) {
    remember (self, digits);
    return NULL;
  }

  remember (self, self->n_bars > 0 ? &self->bars[0] : NULL);
  if (self->other != NULL) {
    *ret_kind = self->other_is_cut ? TRIVET_SCAN_CUT : TRIVET_SCAN_OTHER;
    return g_steal_pointer (&self->other);
  }
  if (others != NULL) {
    *ret_kind = TRIVET_SCAN_OTHER;
    return trivet_secret_new (others->text, (gssize) others->length);
  }

  return NULL;
}
