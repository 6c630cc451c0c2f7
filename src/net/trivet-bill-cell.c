/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-net"

#include "trivet-bill-table.h"

#include <string.h>

/* What stands in a cell of a bill: numbers and times as the wallets write them. */

#define BEIJING_OFFSET_S (8 * 3600)
/* A million million: its millionths fit. */
#define MAX_WHOLE G_GINT64_CONSTANT (1000000000000)

/**
 * trivet_bill_parse_micros:
 * @text: "88", "88.8", "-0.52800": digits with at most one point and six decimals
 * @ret_micros: (out): millionths
 *
 * Returns: whether it is such a number, and fits
 */
gboolean
trivet_bill_parse_micros (const char *text,
                          gint64     *ret_micros)
{
  gboolean    negative = *text == '-';
  const char *p = text + negative;
  gint64      value = 0;
  gint64      unit = TRIVET_BILL_MICROS;
  guint       n_whole = 0;

  for (; g_ascii_isdigit (*p); p++, n_whole++) {
    if (value >= MAX_WHOLE / 10)
      return FALSE;
    value = value * 10 + (*p - '0');
  }
  if (n_whole == 0)
    return FALSE;
  value *= TRIVET_BILL_MICROS;
  if (*p == '.') {
    if (!g_ascii_isdigit (p[1]))
      return FALSE;
    for (p++; g_ascii_isdigit (*p) && unit > 1; p++) {
      unit /= 10;
      value += unit * (*p - '0');
    }
  }
  if (*p != '\0')
    return FALSE;
  *ret_micros = negative ? -value : value;
  return TRUE;
}

/**
 * trivet_bill_micros_to_minor:
 * @micros: millionths of the major unit
 * @currency: gives the number of decimals
 * @ret_minor: (out): the same amount in the smallest unit
 *
 * Returns: %FALSE when that would need rounding
 */
gboolean
trivet_bill_micros_to_minor (gint64         micros,
                             TrivetCurrency currency,
                             gint64        *ret_minor)
{
  gint64 divisor = TRIVET_BILL_MICROS;

  for (guint i = 0; i < trivet_currency_get_scale (currency); i++)
    divisor /= 10;
  if (micros % divisor != 0)
    return FALSE;
  *ret_minor = micros / divisor;
  return TRUE;
}

/**
 * trivet_bill_parse_beijing_us:
 * @text: "YYYY-MM-DD HH:MM:SS" of Beijing (UTC+8, without summer time)
 * @ret_us: (out): wall time
 *
 * Returns: whether it is a time of the calendar
 */
gboolean
trivet_bill_parse_beijing_us (const char *text,
                              gint64     *ret_us)
{
  static const char pattern[] = "0000-00-00 00:00:00";
  g_autoptr (GDateTime) date = NULL;
  gint parts[6];

  if (strlen (text) != strlen (pattern))
    return FALSE;
  for (guint i = 0; pattern[i] != '\0'; i++) {
    if (pattern[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != pattern[i])
      return FALSE;
  }
  parts[0] = (gint) g_ascii_strtoll (text, NULL, 10);
  for (guint i = 1; i < 6; i++)
    parts[i] = (gint) g_ascii_strtoll (text + 2 + 3 * i, NULL, 10);

  date = g_date_time_new_utc (parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
  if (date == NULL)
    return FALSE;
  *ret_us = (g_date_time_to_unix (date) - BEIJING_OFFSET_S) * G_USEC_PER_SEC;
  return TRUE;
}
