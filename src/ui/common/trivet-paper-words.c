/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-paper-words.h"

#include "trivet-day-left.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * Words for receipts, slips and reports.
 */

/**
 * trivet_words_for_station:
 * @kitchen: the kitchen
 * @station_id: one of its stations, or one that is gone
 *
 * Returns: (transfer none): what people call it
 */
const char *
trivet_words_for_station (TrivetKitchen *kitchen,
                          const char    *station_id)
{
  const TrivetStation *station = trivet_kitchen_lookup_station (kitchen, station_id);

  if (station == NULL)
    return station_id;

  return trivet_ui_is_chinese () ? station->name_zh : station->name;
}

/**
 * trivet_words_for_slip_kind:
 * @kind: a kind
 *
 * Returns: (transfer none): what a slip of that kind tells the kitchen
 */
const char *
trivet_words_for_slip_kind (TrivetSlipKind kind)
{
  switch (kind) {
  case TRIVET_SLIP_NEW:
    return _("New");
  case TRIVET_SLIP_CHANGE:
    return _("Change");
  case TRIVET_SLIP_PLACE:
    return _("Goes elsewhere");
  case TRIVET_SLIP_VOID:
    return _("Void");
  case TRIVET_SLIP_RUSH:
    return _("Rush");
  }

  return "";
}

/**
 * trivet_words_for_paper:
 * @job: a paper
 * @kitchen: names the stations
 *
 * Returns: (transfer full): what it is
 */
char *
trivet_words_for_paper (const TrivetPrintJob *job,
                        TrivetKitchen        *kitchen)
{
  g_return_val_if_fail (job != NULL, NULL);

  if (g_str_equal (job->document, "slip"))
    return g_strdup_printf (_("Slip for %s, order %s"), trivet_words_for_station (kitchen, job->station), job->order_number);
  if (g_str_equal (job->document, TRIVET_DOCUMENT_X_REPORT))
    return g_strdup (_("X report"));
  if (g_str_equal (job->document, TRIVET_DOCUMENT_Z_REPORT) && g_str_has_prefix (job->order_id, TRIVET_REPORT_Z_PREFIX))
    return g_strdup_printf (_("Z report %s"), job->order_id + strlen (TRIVET_REPORT_Z_PREFIX));

  return g_strdup_printf (_("Receipt of order %s"), job->order_number);
}
