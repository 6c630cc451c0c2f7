/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GTlsInteraction *_trivet_tls_certificate_new (GTlsCertificate *certificate);

G_END_DECLS
