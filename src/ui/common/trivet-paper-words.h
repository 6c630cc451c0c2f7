/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-kitchen.h"
#include "trivet-repository.h"

G_BEGIN_DECLS

/* What papers are called; (transfer full) but for the kind's. */
char       *trivet_words_for_paper     (const TrivetPrintJob *job,
                                        TrivetKitchen        *kitchen);
const char *trivet_words_for_slip_kind (TrivetSlipKind        kind);
const char *trivet_words_for_station   (TrivetKitchen        *kitchen,
                                        const char           *station_id);

G_END_DECLS
