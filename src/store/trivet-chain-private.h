/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TRIVET_CHAIN_HASH_LENGTH 32

typedef struct {
  const char *data;
  gsize       length;
} TrivetChainText;

/**
 * TrivetChainLink:
 *
 * The columns of a fact that its hash covers, as bytes: what is hashed is what is stored.
 */
typedef struct {
  gint64          sequence;
  TrivetChainText id;
  TrivetChainText register_id;
  TrivetChainText staff;
  gint64          time_us;
  TrivetChainText type;
  gint64          version;
  TrivetChainText subject;
  TrivetChainText body;
} TrivetChainLink;

void _trivet_chain_hash (const guint8           previous[TRIVET_CHAIN_HASH_LENGTH],
                         const TrivetChainLink *link,
                         guint8                 hash[TRIVET_CHAIN_HASH_LENGTH]);

G_END_DECLS
