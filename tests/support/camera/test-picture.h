/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TestPicture TestPicture;

TestPicture  *test_picture_new        (const char   *path,
                                       int           width,
                                       int           height,
                                       GError      **error);
void          test_picture_free       (TestPicture  *self);
void          test_picture_refresh    (TestPicture  *self);
const guint8 *test_picture_get_pixels (TestPicture  *self);

G_END_DECLS
