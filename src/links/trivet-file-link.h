/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-byte-link.h"

G_BEGIN_DECLS

/* A receipt leaves a USB printer in two seconds; ten is a printer that waits for paper. */
#define TRIVET_FILE_LINK_WRITE_TIMEOUT_MS 10000

#define TRIVET_TYPE_FILE_LINK (trivet_file_link_get_type ())
G_DECLARE_FINAL_TYPE (TrivetFileLink, trivet_file_link, TRIVET, FILE_LINK, GObject)

TrivetByteLink *trivet_file_link_new (const char *path);

G_END_DECLS
