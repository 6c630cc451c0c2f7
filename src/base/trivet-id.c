/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-base"

#include "trivet-id.h"

#include <string.h>

/*
 * ULIDs: 48 bits of milliseconds and 80 random bits, in Crockford's base 32, so that ids sort by
 * time and two registers never draw the same one.
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
  guint64 ms;
  char   *id, *rest;

  g_return_val_if_fail (TRIVET_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (TRIVET_IS_RANDOM (random), NULL);

  ms = (guint64) MAX (trivet_clock_get_wall_us (clock) / 1000, 0);
  trivet_random_fill (random, bytes, sizeof bytes);

  id = g_malloc (TRIVET_ID_LENGTH + 1);
  rest = write_number (id, ms & G_GUINT64_CONSTANT (0xffffffffffff), TIME_LENGTH);
  for (int half = 0; half < 2; half++) {
    guint64 number = 0;

    for (int i = 0; i < HALF_BYTES; i++)
      number = number << 8 | bytes[half * HALF_BYTES + i];
    rest = write_number (rest, number, HALF_LENGTH);
  }
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
