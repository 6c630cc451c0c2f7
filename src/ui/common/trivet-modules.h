/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The picture of a bar code or a QR code, as one texture. */
GdkTexture *trivet_modules_make_texture (const GdkRGBA *ink,
                                         const guint8  *modules,
                                         int            columns,
                                         int            rows,
                                         int            width_px,
                                         int            height_px);

G_END_DECLS
