/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A picture from a file, cut to a size. Blocks: for a worker thread. */
GdkTexture *trivet_image_file_load (const char  *folder,
                                    const char  *name,
                                    int          width,
                                    int          height,
                                    GError     **error);

G_END_DECLS
