/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-alipay-keys.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrivetAlipayVerdict:
 * @TRIVET_ALIPAY_VERDICT_OK: signed by Alipay: the content may be read and believed
 * @TRIVET_ALIPAY_VERDICT_UNSIGNED: an error without a signature: the content is a hint
 * @TRIVET_ALIPAY_VERDICT_BAD_SIGNATURE: signed by somebody else, or changed
 * @TRIVET_ALIPAY_VERDICT_UNKNOWN_KEY: signed with a certificate that we do not have
 * @TRIVET_ALIPAY_VERDICT_REJECT: not an answer, ambiguous, or a success without a signature
 */
typedef enum {
  TRIVET_ALIPAY_VERDICT_REJECT,
  TRIVET_ALIPAY_VERDICT_OK,
  TRIVET_ALIPAY_VERDICT_UNSIGNED,
  TRIVET_ALIPAY_VERDICT_BAD_SIGNATURE,
  TRIVET_ALIPAY_VERDICT_UNKNOWN_KEY,
} TrivetAlipayVerdict;

TrivetAlipayVerdict trivet_alipay_open_envelope (const char        *raw,
                                                 gsize              length,
                                                 const char        *method,
                                                 TrivetAlipayKeys  *keys,
                                                 const char       **ret_content,
                                                 gsize             *ret_length);

G_END_DECLS
