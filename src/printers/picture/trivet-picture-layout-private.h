/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-document.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

double _trivet_picture_measure_block (PangoContext              *context,
                                      const TrivetDocumentBlock *block,
                                      double                     width);
double _trivet_picture_draw_block    (cairo_t                   *cr,
                                      const TrivetDocumentBlock *block,
                                      double                     y,
                                      double                     width);

G_END_DECLS
