/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-chain-private.h"
#include "trivet-database-private.h"

G_BEGIN_DECLS

/* The columns that the functions here expect first in a row, in this order. */
#define TRIVET_FACT_COLUMNS \
  "fact.sequence, fact.id, fact.register_id, fact.staff, fact.time_us, fact.type, " \
  "fact.version, fact.subject, fact.body"
#define TRIVET_FACT_N_COLUMNS 9

gboolean    _trivet_fact_table_insert    (TrivetDatabase   *database,
                                          TrivetFact       *fact,
                                          gint64            sequence,
                                          const guint8     *previous,
                                          guint8           *hash,
                                          GError          **error);
TrivetFact *_trivet_fact_table_get_fact  (TrivetStatement  *row,
                                          GError          **error);
void        _trivet_fact_table_get_link  (TrivetStatement  *row,
                                          TrivetChainLink  *link);
GPtrArray  *_trivet_fact_table_load      (TrivetDatabase   *database,
                                          TrivetStatement  *statement,
                                          GError          **error);

G_END_DECLS
