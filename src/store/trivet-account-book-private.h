/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-database-private.h"

G_BEGIN_DECLS

typedef struct _TrivetAccountBook TrivetAccountBook;

TrivetAccountBook *_trivet_account_book_new   (TrivetDatabase     *database);
void               _trivet_account_book_free  (TrivetAccountBook  *self);
gboolean           _trivet_account_book_post  (TrivetAccountBook  *self,
                                               gint64              sequence,
                                               GArray             *postings,
                                               GError            **error);
gboolean           _trivet_account_book_flush (TrivetAccountBook  *self,
                                               GError            **error);
void               _trivet_account_book_clear (TrivetAccountBook  *self);

/* Returns: (transfer full) (nullable): what is wrong with the accounts, NULL when nothing is */
char              *_trivet_account_book_find_fault (TrivetDatabase     *database,
                                                    gint64             *ret_sequence,
                                                    GError            **error);

G_END_DECLS
