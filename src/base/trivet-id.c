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

#define N_BYTES 16

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

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
  guint8            bytes[N_BYTES];
  guint64           ms;
  unsigned __int128 value = 0;
  char             *id;

  g_return_val_if_fail (TRIVET_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (TRIVET_IS_RANDOM (random), NULL);

  ms = (guint64) MAX (trivet_clock_get_wall_us (clock) / 1000, 0);
  for (int i = 0; i < 6; i++)
    bytes[i] = (guint8) (ms >> (40 - 8 * i));
  trivet_random_fill (random, bytes + 6, N_BYTES - 6);

  for (int i = 0; i < N_BYTES; i++)
    value = value << 8 | bytes[i];

  /* 26 × 5 = 130 bits for 128: the first character carries three. */
  id = g_malloc (TRIVET_ID_LENGTH + 1);
  for (int i = TRIVET_ID_LENGTH; i > 0; i--, value >>= 5)
    id[i - 1] = alphabet[value & 31];
  id[TRIVET_ID_LENGTH] = '\0';

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
