/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-prices-words.h"

G_BEGIN_DECLS

/* Another part of a sentence; nothing for no types of order. */
void _trivet_prices_words_append             (GString    *text,
                                              const char *part);
void _trivet_prices_words_append_order_kinds (GString    *text,
                                              guint       kinds);

G_END_DECLS
