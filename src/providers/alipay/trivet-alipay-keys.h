/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-certificate.h"
#include "trivet-key.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrivetAlipayKeys:
 *
 * The keys with which Alipay's answers are verified: one key, or in certificate mode several
 * certificates by their serial.
 */
typedef struct _TrivetAlipayKeys TrivetAlipayKeys;

TrivetAlipayKeys *trivet_alipay_keys_new             (void);
void              trivet_alipay_keys_free            (TrivetAlipayKeys   *self);
void              trivet_alipay_keys_set_key         (TrivetAlipayKeys   *self,
                                                      TrivetPublicKey    *key);
gboolean          trivet_alipay_keys_add_certificate (TrivetAlipayKeys   *self,
                                                      TrivetCertificate  *certificate,
                                                      GError            **error);
TrivetPublicKey  *trivet_alipay_keys_lookup          (TrivetAlipayKeys   *self,
                                                      const char         *cert_sn);
gboolean          trivet_alipay_keys_contain         (TrivetAlipayKeys   *self,
                                                      TrivetPublicKey    *key);

char             *trivet_alipay_certificate_sn       (TrivetCertificate  *certificate);
char             *trivet_alipay_root_sn              (GPtrArray          *certificates);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetAlipayKeys, trivet_alipay_keys_free)

G_END_DECLS
