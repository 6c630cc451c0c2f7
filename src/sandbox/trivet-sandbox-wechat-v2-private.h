/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-wechat-v2.h"

G_BEGIN_DECLS

struct _TrivetSandboxWechatV2 {
  GObject parent_instance;

  TrivetSandboxKeys   *keys;
  TrivetSandboxBooks  *books;
  TrivetSandboxTeller *teller;
};

/**
 * TrivetSandboxV2Answer:
 * @values: what the answer says beside what every answer says
 * @err_code: (nullable): the call failed
 * @refusal: (nullable): the call is refused before it is looked at; not signed
 * @delivery: how it is delivered
 * @note: (nullable): for the log
 */
typedef struct {
  GHashTable            *values;
  const char            *err_code;
  const char            *refusal;
  TrivetSandboxDelivery  delivery;
  const char            *note;
} TrivetSandboxV2Answer;

typedef void (*TrivetSandboxV2Handler) (TrivetSandboxWechatV2 *self,
                                        GHashTable            *values,
                                        gint64                 now_us,
                                        TrivetSandboxV2Answer *answer);

/* In trivet-sandbox-wechat-v2-fields.c */
const char *_trivet_sandbox_v2_check_fields (const char *path,
                                             GHashTable *values);

/* In trivet-sandbox-wechat-v2-order.c */
void        _trivet_sandbox_v2_set          (GHashTable *values,
                                             const char *name,
                                             const char *value);
void        _trivet_sandbox_v2_set_minor    (GHashTable *values,
                                             const char *name,
                                             gint64      minor);
const char *_trivet_sandbox_v2_find_number  (TrivetSandboxWechatV2 *self,
                                             GHashTable            *values);
void        _trivet_sandbox_v2_micropay     (TrivetSandboxWechatV2 *self,
                                             GHashTable            *values,
                                             gint64                 now_us,
                                             TrivetSandboxV2Answer *answer);
void        _trivet_sandbox_v2_orderquery   (TrivetSandboxWechatV2 *self,
                                             GHashTable            *values,
                                             gint64                 now_us,
                                             TrivetSandboxV2Answer *answer);
void        _trivet_sandbox_v2_reverse      (TrivetSandboxWechatV2 *self,
                                             GHashTable            *values,
                                             gint64                 now_us,
                                             TrivetSandboxV2Answer *answer);
void        _trivet_sandbox_v2_unifiedorder (TrivetSandboxWechatV2 *self,
                                             GHashTable            *values,
                                             gint64                 now_us,
                                             TrivetSandboxV2Answer *answer);
void        _trivet_sandbox_v2_closeorder   (TrivetSandboxWechatV2 *self,
                                             GHashTable            *values,
                                             gint64                 now_us,
                                             TrivetSandboxV2Answer *answer);

/* In trivet-sandbox-wechat-v2-refund.c */
void        _trivet_sandbox_v2_refund       (TrivetSandboxWechatV2 *self,
                                             GHashTable            *values,
                                             gint64                 now_us,
                                             TrivetSandboxV2Answer *answer);
void        _trivet_sandbox_v2_refundquery  (TrivetSandboxWechatV2 *self,
                                             GHashTable            *values,
                                             gint64                 now_us,
                                             TrivetSandboxV2Answer *answer);

G_END_DECLS
