/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-wedge.h"

/*
 * TrivetWedge: a run of keys that comes faster than a person types, ended by Enter, is a code.
 *
 * The first key of a run looks like a person's and is passed on to the focused widget; from the
 * second fast key on the run is kept. The first character is remembered all the same, so the
 * code is whole.
 */

struct _TrivetWedge {
  GObject parent_instance;

  char     run[TRIVET_WEDGE_MAX_LENGTH + 1];
  gsize    length;
  gboolean too_long;
  gint64   last_us;
};

G_DEFINE_FINAL_TYPE (TrivetWedge, trivet_wedge, G_TYPE_OBJECT)

static void
trivet_wedge_finalize (GObject *object)
{
  trivet_wedge_reset (TRIVET_WEDGE (object));

  G_OBJECT_CLASS (trivet_wedge_parent_class)->finalize (object);
}

static void
trivet_wedge_class_init (TrivetWedgeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trivet_wedge_finalize;
}

static void
trivet_wedge_init (TrivetWedge *self)
{
}

/**
 * trivet_wedge_new:
 *
 * Returns: (transfer full): a wedge with no key seen yet
 */
TrivetWedge *
trivet_wedge_new (void)
{
  return g_object_new (TRIVET_TYPE_WEDGE, NULL);
}

/**
 * trivet_wedge_reset:
 * @self: a wedge
 *
 * Forgets the keys seen so far and wipes them.
 */
void
trivet_wedge_reset (TrivetWedge *self)
{
  g_return_if_fail (TRIVET_IS_WEDGE (self));

  trivet_secret_wipe (self->run, sizeof self->run);
  self->length = 0;
  self->too_long = FALSE;
}

static TrivetWedgeVerdict
end_run (TrivetWedge   *self,
         gboolean       fast,
         TrivetSecret **ret_code)
{
  TrivetWedgeVerdict verdict = TRIVET_WEDGE_PASS;

  if (fast && self->too_long) {
    verdict = TRIVET_WEDGE_KEEP;
  } else if (fast && self->length >= TRIVET_WEDGE_MIN_LENGTH) {
    *ret_code = trivet_secret_new (self->run, self->length);
    verdict = TRIVET_WEDGE_CODE;
  }
  trivet_wedge_reset (self);

  return verdict;
}

/**
 * trivet_wedge_is_running:
 * @self: a wedge
 * @time_us: monotonic time of a key press
 *
 * Returns: whether a key at that time would belong to what came before it
 */
gboolean
trivet_wedge_is_running (TrivetWedge *self,
                         gint64       time_us)
{
  g_return_val_if_fail (TRIVET_IS_WEDGE (self), FALSE);

  return self->length > 0 && time_us - self->last_us <= TRIVET_WEDGE_MAX_GAP_MS * 1000;
}

/**
 * trivet_wedge_feed:
 * @self: a wedge
 * @character: the key's character; '\r' or '\n' for Enter, 0 for a key without one
 * @time_us: monotonic time of the key press, in microseconds
 * @ret_code: (out) (transfer full): the code, only set with %TRIVET_WEDGE_CODE
 *
 * Judges one key press.
 *
 * Returns: what to do with the key
 */
TrivetWedgeVerdict
trivet_wedge_feed (TrivetWedge   *self,
                   gunichar       character,
                   gint64         time_us,
                   TrivetSecret **ret_code)
{
  gboolean fast;

  g_return_val_if_fail (TRIVET_IS_WEDGE (self), TRIVET_WEDGE_PASS);
  g_return_val_if_fail (ret_code != NULL, TRIVET_WEDGE_PASS);

  fast = trivet_wedge_is_running (self, time_us);
  self->last_us = time_us;

  if (character == '\r' || character == '\n')
    return end_run (self, fast, ret_code);

  /* Modifier keys have no character; a scanner sends Shift between the letters of a link. */
  if (character == 0)
    return TRIVET_WEDGE_PASS;

  if (!fast || character < 0x20 || character > 0x7e)
    trivet_wedge_reset (self);
  if (character < 0x20 || character > 0x7e)
    return TRIVET_WEDGE_PASS;

  /* All of it goes: its end would look like another code. */
  if (self->length == TRIVET_WEDGE_MAX_LENGTH) {
    self->too_long = TRUE;
    return TRIVET_WEDGE_KEEP;
  }

  self->run[self->length++] = (char) character;

  return self->length > 1 ? TRIVET_WEDGE_KEEP : TRIVET_WEDGE_PASS;
}
