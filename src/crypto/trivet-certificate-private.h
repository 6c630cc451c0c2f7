/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-certificate.h"

#include <openssl/x509.h>

G_BEGIN_DECLS

TrivetCertificate *_trivet_certificate_new_take (X509              *x509);
X509              *_trivet_certificate_peek     (TrivetCertificate *self);

G_END_DECLS
