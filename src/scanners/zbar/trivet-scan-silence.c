/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-scan-silence.h"

/* A phone is in view for many frames but was shown once. A text is given out when it appears and
 * then is silent until it has been out of view for five seconds. A few texts are remembered, so that
 * a poster in the background and a phone do not wake each other. */

#define N_TEXTS    4
#define SILENCE_US (5 * G_USEC_PER_SEC)

typedef struct {
  TrivetSecret *text;
  gint64        seen_at_us;
} Seen;

struct _TrivetScanSilence {
  Seen seen[N_TEXTS];
};

/**
 * trivet_scan_silence_new:
 *
 * Returns: (transfer full): a silence that admits everything once
 */
TrivetScanSilence *
trivet_scan_silence_new (void)
{
  return g_new0 (TrivetScanSilence, 1);
}

/**
 * trivet_scan_silence_forget:
 * @self: a silence
 *
 * Admits everything once again.
 */
void
trivet_scan_silence_forget (TrivetScanSilence *self)
{
  for (guint i = 0; i < N_TEXTS; i++)
    g_clear_pointer (&self->seen[i].text, trivet_secret_unref);
}

/**
 * trivet_scan_silence_free:
 * @self: (transfer full): a silence
 *
 * Ends it.
 */
void
trivet_scan_silence_free (TrivetScanSilence *self)
{
  trivet_scan_silence_forget (self);
  g_free (self);
}

/* The place of @text, or else the place that is free or unseen for longest. */
static Seen *
find_place (TrivetScanSilence *self,
            TrivetSecret      *text)
{
  Seen *place = &self->seen[0];

  for (guint i = 0; i < N_TEXTS; i++) {
    Seen *seen = &self->seen[i];

    if (seen->text != NULL && trivet_secret_equal (seen->text, text))
      return seen;
    if (place->text != NULL && (seen->text == NULL || seen->seen_at_us < place->seen_at_us))
      place = seen;
  }

  g_clear_pointer (&place->text, trivet_secret_unref);
  return place;
}

/**
 * trivet_scan_silence_admit:
 * @self: a silence
 * @text: what is in view
 * @now_us: monotonic time
 *
 * Returns: whether @text has just appeared
 */
gboolean
trivet_scan_silence_admit (TrivetScanSilence *self,
                           TrivetSecret      *text,
                           gint64             now_us)
{
  Seen    *place = find_place (self, text);
  gboolean appeared = place->text == NULL || now_us - place->seen_at_us >= SILENCE_US;

  if (place->text == NULL)
    place->text = trivet_secret_ref (text);
  place->seen_at_us = now_us;

  return appeared;
}
