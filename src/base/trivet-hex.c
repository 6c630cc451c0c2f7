/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-base"

#include "trivet-hex.h"

/**
 * trivet_hex_encode:
 * @bytes: (array length=length): what to write
 * @length: how many
 *
 * Returns: (transfer full): lower-case hexadecimal text
 */
char *
trivet_hex_encode (const guint8 *bytes,
                   gsize         length)
{
  static const char digits[] = "0123456789abcdef";
  char             *text;

  g_return_val_if_fail (bytes != NULL || length == 0, NULL);

  text = g_malloc (2 * length + 1);
  for (gsize i = 0; i < length; i++) {
    text[2 * i] = digits[bytes[i] >> 4];
    text[2 * i + 1] = digits[bytes[i] & 15];
  }
  text[2 * length] = '\0';

  return text;
}
