/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-base"

#include "trivet-id.h"

#include <string.h>

/*
 * ULIDs: 48 bits of milliseconds and 80 random bits, in Crockford's base 32, so that ids sort by
 * time and two registers never draw the same one. Within a millisecond the ids of one clock grow, as
 * the ULID specification has it ("Monotonicity"), by a step that nobody can guess.
 */

#define TIME_LENGTH 10 /* 50 bits for 48: the first character carries three */
#define HALF_BYTES  5  /* of the random part; eight characters */
#define HALF_LENGTH 8

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static char *
write_number (char   *place,
              guint64 number,
              int     length)
{
  for (int i = length; i > 0; i--, number >>= 5)
    place[i - 1] = alphabet[number & 31];

  return place + length;
}

/**
 * LastId:
 * @halves: of the random part, 40 bits each
 */
typedef struct {
  guint64 ms;
  guint64 halves[2];
} LastId;

#define HALF_MASK G_GUINT64_CONSTANT (0xffffffffff)

static LastId *
get_last_id (TrivetClock *clock)
{
  static GQuark quark;
  LastId       *last;

  if (quark == 0)
    quark = g_quark_from_static_string ("trivet-clock-last-id");
  last = g_object_get_qdata (G_OBJECT (clock), quark);
  if (last == NULL) {
    last = g_new0 (LastId, 1);
    g_object_set_qdata_full (G_OBJECT (clock), quark, last, g_free);
  }

  return last;
}

G_LOCK_DEFINE_STATIC (last_id);

/* Keeps the ids of one millisecond growing. */
static void
grow (TrivetClock *clock,
      guint64      ms,
      guint64     *halves)
{
  LastId *last;

  G_LOCK (last_id);
  last = get_last_id (clock);
  if (last->ms == ms) {
    guint64 low = last->halves[1] + 1 + (halves[1] & 0xffffffff);

    halves[1] = low & HALF_MASK;
    halves[0] = (last->halves[0] + (low >> 40)) & HALF_MASK;
  }
  last->ms = ms;
  last->halves[0] = halves[0];
  last->halves[1] = halves[1];
  G_UNLOCK (last_id);
}

/**
 * trivet_id_new:
 * @clock: gives the time
 * @random: gives the rest
 *
 * Returns: (transfer full): a new id of %TRIVET_ID_LENGTH characters
 */
char *
trivet_id_new (TrivetClock  *clock,
               TrivetRandom *random)
{
  guint8  bytes[2 * HALF_BYTES];
  guint64 halves[2] = { 0 };
  guint64 ms;
  char   *id, *rest;

  g_return_val_if_fail (TRIVET_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (TRIVET_IS_RANDOM (random), NULL);

  ms = (guint64) MAX (trivet_clock_get_wall_us (clock) / 1000, 0);
  trivet_random_fill (random, bytes, sizeof bytes);

  for (int i = 0; i < 2 * HALF_BYTES; i++)
    halves[i / HALF_BYTES] = halves[i / HALF_BYTES] << 8 | bytes[i];
  grow (clock, ms, halves);

  id = g_malloc (TRIVET_ID_LENGTH + 1);
  rest = write_number (id, ms & G_GUINT64_CONSTANT (0xffffffffffff), TIME_LENGTH);
  for (int half = 0; half < 2; half++)
    rest = write_number (rest, halves[half], HALF_LENGTH);
  *rest = '\0';

  return id;
}

/**
 * trivet_id_is_valid:
 * @id: (nullable): some text
 *
 * Returns: whether it has the form of an id
 */
gboolean
trivet_id_is_valid (const char *id)
{
  if (id == NULL || strlen (id) != TRIVET_ID_LENGTH || id[0] > '7')
    return FALSE;

  return strspn (id, alphabet) == TRIVET_ID_LENGTH;
}
