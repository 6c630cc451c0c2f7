/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-document.h"

G_BEGIN_DECLS

TrivetDocument *random_document_new  (guint     n_blocks,
                                      gboolean  separated);
char           *random_document_text (guint     max_pieces);

G_END_DECLS
