/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-secret.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a hand scanner read while @widget asks for a badge. */
typedef void (*TrivetBadgeFunc) (GtkWidget    *widget,
                                 TrivetSecret *badge);

/* A question that takes badges wherever the focus is, from its map to its unmap. */
void       trivet_badge_taker_show (GtkWidget      *widget,
                                    TrivetBadgeFunc take);
void       trivet_badge_taker_hide (GtkWidget      *widget);

GtkWidget *trivet_badge_taker_find (GtkWidget      *root);
void       trivet_badge_taker_take (GtkWidget      *root,
                                    TrivetSecret   *badge);

G_END_DECLS
