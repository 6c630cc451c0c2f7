/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-alipay.h"
#include "trivet-sandbox-desk.h"
#include "trivet-sandbox-wechat-v2.h"
#include "trivet-sandbox-wechat.h"

G_BEGIN_DECLS

/* 2026-01-01 08:00:00 in Beijing. */
#define SANDBOX_SHOP_NOW_US (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC)

/* A training shop with everything that takes requests. */
typedef struct {
  TrivetSandboxKeys     *keys;
  TrivetSandboxBooks    *books;
  TrivetSandboxPhone    *phone;
  TrivetSandboxTeller   *teller;
  TrivetSandboxAlipay   *alipay;
  TrivetSandboxWechat   *wechat;
  TrivetSandboxWechatV2 *wechat_v2;
  TrivetSandboxDesk     *desk;
} SandboxShop;

/* A request as text: one line "METHOD /path?query VALUE", then the body. */
typedef struct {
  TrivetSandboxRequest request;
  GStrv                words;
  GStrv                target;
  char                *text;
} SandboxCall;

SandboxShop *sandbox_shop_get   (void);
void         sandbox_call_init  (SandboxCall   *call,
                                 const guint8  *data,
                                 gsize          length,
                                 const char    *header);
void         sandbox_call_clear (SandboxCall   *call);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SandboxCall, sandbox_call_clear)

G_END_DECLS
