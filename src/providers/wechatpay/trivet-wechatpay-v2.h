/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-secret.h"

#include <glib.h>

G_BEGIN_DECLS

#define TRIVET_WECHATPAY_XML_MAX_FIELDS 200

char       *trivet_wechatpay_v2_sign_text (GHashTable          *fields);
char       *trivet_wechatpay_v2_sign      (GHashTable          *fields,
                                           const TrivetSecret  *key,
                                           gboolean             hmac);
gboolean    trivet_wechatpay_v2_verify    (GHashTable          *fields,
                                           const TrivetSecret  *key);
GString    *trivet_wechatpay_v2_to_xml    (GHashTable          *fields);
GHashTable *trivet_wechatpay_v2_from_xml  (const char          *xml,
                                           gsize                length,
                                           GError             **error);

G_END_DECLS
