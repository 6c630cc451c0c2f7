/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-returns.h"

G_BEGIN_DECLS

struct _TrivetReturns {
  GObject parent_instance;

  TrivetRegister      *reg;
  TrivetJournal       *journal;
  TrivetRepository    *repository;
  TrivetPaymentEngine *engine;
  gulong               committed_id;

  char        *order_id;
  TrivetOrder *order;
  guint        generation; /* which visit a reading of the order is for */
  gboolean     busy;
};

/* -plan.c */
gint64 _trivet_tender_get_left_minor (const TrivetTender *tender);
TrivetReturnPart *_trivet_return_part_new (const TrivetTender *tender,
                                           gint64              amount_minor);

G_END_DECLS
