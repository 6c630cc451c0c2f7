/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-floor-host.h"

G_BEGIN_DECLS

const char *trivet_floor_words_name        (const char              *name,
                                            const char              *name_zh);
char       *trivet_floor_words_for_table   (const TrivetTable       *table);
char       *trivet_floor_words_for_minutes (int                      minutes);
char       *trivet_floor_words_for_time    (gint64                   at_us);
char       *trivet_floor_words_for_detail  (TrivetSpot              *spot,
                                            TrivetCurrency           currency);
char       *trivet_floor_words_for_more    (TrivetSpot              *spot);
const char *trivet_floor_words_for_state   (TrivetSpotState          state);
char       *trivet_floor_words_for_party   (const char              *name,
                                            int                      guests);

G_END_DECLS
