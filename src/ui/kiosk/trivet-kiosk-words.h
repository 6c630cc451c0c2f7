/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-status-words.h"

G_BEGIN_DECLS

/* Words for guests: what happened, whether money moved, what to do. */
TrivetStatusWords *trivet_kiosk_words_new       (const TrivetPayScene *scene,
                                                 const char           *number);
const char        *trivet_kiosk_words_for_error (const GError         *error);
const char        *trivet_kiosk_words_for_paper (TrivetPaperState      paper);
char              *trivet_kiosk_words_dup_time  (guint                 seconds);

G_END_DECLS
