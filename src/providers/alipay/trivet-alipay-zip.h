/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* More than the bill of a busy shop's day, little enough for a register's memory. */
#define TRIVET_ALIPAY_UNZIPPED_MAX_BYTES (64 * 1024 * 1024)

/**
 * TrivetAlipayMember:
 * @name: as it stands in the archive, in whatever character set; in UTF-8 if the archive says so
 * @content: unpacked
 *
 * One file of an archive.
 */
typedef struct {
  char   *name;
  GBytes *content;
} TrivetAlipayMember;

GPtrArray *trivet_alipay_unzip (GBytes  *zip,
                                GError **error);

G_END_DECLS
