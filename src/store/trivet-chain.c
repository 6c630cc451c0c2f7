/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-chain-private.h"

/*
 * The hash chain of the journal.
 *
 * hash = SHA-256 (previous hash, 32 bytes; sequence, 8 bytes; id; register_id; staff;
 *                 time_us, 8 bytes; type; version, 8 bytes; subject; body)
 *
 * Numbers are big-endian two's complement. Each text is its length in bytes as 8 bytes big-endian
 * and then its UTF-8 bytes, so no two different facts have the same bytes. The first fact follows
 * 32 zero bytes. The head row keeps the newest sequence number and hash, so that removing the
 * newest facts is found as well.
 *
 * What the chain cannot find: somebody who may write the file, changes a fact, and then computes
 * all later hashes and the head anew. Only a copy elsewhere (a backup, an export, the printed
 * hash of a shift) tells.
 */

static void
hash_number (GChecksum *checksum,
             gint64     value)
{
  guint64 bytes = GUINT64_TO_BE ((guint64) value);

  g_checksum_update (checksum, (const guchar *) &bytes, sizeof bytes);
}

static void
hash_text (GChecksum      *checksum,
           TrivetChainText text)
{
  hash_number (checksum, (gint64) text.length);
  if (text.length > 0)
    g_checksum_update (checksum, (const guchar *) text.data, (gssize) text.length);
}

/**
 * _trivet_chain_hash:
 * @previous: hash of the fact before, 32 zero bytes for the first
 * @link: the fact's columns
 * @hash: (out caller-allocates): its hash
 *
 * The format is described at the top of this file.
 */
void
_trivet_chain_hash (const guint8           previous[TRIVET_CHAIN_HASH_LENGTH],
                    const TrivetChainLink *link,
                    guint8                 hash[TRIVET_CHAIN_HASH_LENGTH])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = TRIVET_CHAIN_HASH_LENGTH;

  g_checksum_update (checksum, previous, TRIVET_CHAIN_HASH_LENGTH);
  hash_number (checksum, link->sequence);
  hash_text (checksum, link->id);
  hash_text (checksum, link->register_id);
  hash_text (checksum, link->staff);
  hash_number (checksum, link->time_us);
  hash_text (checksum, link->type);
  hash_number (checksum, link->version);
  hash_text (checksum, link->subject);
  hash_text (checksum, link->body);
  g_checksum_get_digest (checksum, hash, &length);
}
