/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-scan-file.h"

#include "trivet-device-error.h"

#include <string.h>

/* Binary PGM ("P5"), 8 bits: a line of text, the size, the white level, and the pixels. */

#define MAX_EDGE 16384

typedef struct {
  const char *at;
  const char *end;
} Cursor;

/* Skips blanks and comments, which may stand between any two words of the head. */
static void
skip_blanks (Cursor *cursor)
{
  while (cursor->at < cursor->end && (g_ascii_isspace (*cursor->at) || *cursor->at == '#')) {
    if (*cursor->at == '#')
      while (cursor->at < cursor->end && *cursor->at != '\n')
        cursor->at++;
    else
      cursor->at++;
  }
}

static gboolean
take_number (Cursor *cursor,
             int     limit,
             int    *ret_number)
{
  int number = 0;

  skip_blanks (cursor);
  if (cursor->at == cursor->end || !g_ascii_isdigit (*cursor->at))
    return FALSE;
  while (cursor->at < cursor->end && g_ascii_isdigit (*cursor->at) && number <= limit)
    number = number * 10 + (*cursor->at++ - '0');

  *ret_number = number;
  return number >= 1 && number <= limit;
}

static gboolean
take_head (Cursor *cursor,
           int    *ret_width,
           int    *ret_height)
{
  int white;

  if (cursor->end - cursor->at < 2 || memcmp (cursor->at, "P5", 2) != 0)
    return FALSE;
  cursor->at += 2;
  if (!take_number (cursor, MAX_EDGE, ret_width) || !take_number (cursor, MAX_EDGE, ret_height) ||
      !take_number (cursor, 255, &white))
    return FALSE;
  if (cursor->at == cursor->end)
    return FALSE;

  cursor->at++; /* exactly one blank before the pixels */
  return TRUE;
}

/**
 * trivet_scan_load_pgm:
 * @path: a binary PGM file
 * @ret_picture: (out): a view of the returned pixels
 * @error: (domain TRIVET_DEVICE_ERROR, G_FILE_ERROR)
 *
 * Loads a grey picture.
 *
 * Returns: (transfer full) (nullable): the pixels
 */
guint8 *
trivet_scan_load_pgm (const char *path,
                      TrivetLuma *ret_picture,
                      GError    **error)
{
  g_autofree char *contents = NULL;
  gsize            length = 0;
  Cursor           cursor;
  int              width = 0;
  int              height = 0;

  if (!g_file_get_contents (path, &contents, &length, error))
    return NULL;

  cursor = (Cursor){ contents, contents + length };
  if (!take_head (&cursor, &width, &height) ||
      (gsize) (cursor.end - cursor.at) < (gsize) width * (gsize) height) {
    g_set_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_BROKEN, "%s is not a complete binary PGM picture", path);
    return NULL;
  }

  *ret_picture = (TrivetLuma){ NULL, width, height, (gsize) width };
  ret_picture->pixels = g_memdup2 (cursor.at, (gsize) width * (gsize) height);

  return (guint8 *) ret_picture->pixels;
}
