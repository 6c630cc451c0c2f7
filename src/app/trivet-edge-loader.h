/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-edge.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The shared object with what no first frame needs; see TrivetEdge. */
const TrivetEdge *trivet_edge_load        (GError              **error);
void              trivet_edge_load_async  (GAsyncReadyCallback   callback,
                                           gpointer              user_data);

const TrivetEdge *trivet_edge_load_from   (const char           *path,
                                           GError              **error);

G_END_DECLS
