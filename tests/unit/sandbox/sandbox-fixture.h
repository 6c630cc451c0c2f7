/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-keys.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char              *sandbox_fixture_make_directory   (void);
void               sandbox_fixture_remove_directory (const char *directory);
TrivetSandboxKeys *sandbox_fixture_open_vector_keys (void);
JsonNode          *sandbox_fixture_load_vectors     (const char *folder,
                                                     const char *name);

G_END_DECLS
