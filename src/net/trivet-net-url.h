/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean trivet_net_check_url (const char *url,
                               gboolean    training,
                               GError    **error);

G_END_DECLS
