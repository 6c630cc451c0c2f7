/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-payment-provider.h"

#include "raw-server.h"

G_BEGIN_DECLS

#define SHOP_MCHID         "1900009191"
#define SHOP_NUMBER        "TRV20260101000123"
#define SHOP_REFUND_NUMBER "RTRV20260101000123"
#define SHOP_V2_KEY        "KSGSaF1DYhT01Y63hjkSBYn6XD7qW2dW"

/* A shop that is set up with the test keys, and a WeChat Pay on loopback that keeps requests and
 * answers from a table, signed with the test keys. One at a time. */

extern GPtrArray *shop_requests;

void                   shop_set_up          (void);
void                   shop_tear_down       (void);

void                   shop_forget          (void);
void                   shop_route           (const char             *start,
                                             guint                   status,
                                             const char             *body,
                                             gboolean                sign);
void                   shop_route_file      (const char             *start,
                                             GBytes                 *file);
void                   shop_serve           (RawServer              *server,
                                             GIOStream              *stream,
                                             guint                   number);

GKeyFile              *shop_new_file        (RawServer              *server,
                                             const char             *code_payments);
TrivetPaymentProvider *shop_load            (GKeyFile               *file,
                                             GError                **error);
TrivetPaymentProvider *shop_new_provider    (RawServer              *server,
                                             const char             *code_payments);
const char            *shop_get_apiv3_path  (void);

void                   shop_on_ready        (GObject                *source,
                                             GAsyncResult           *result,
                                             gpointer                user_data);
void                   shop_wait_for        (GAsyncResult          **result);

void                   shop_assert_signed   (const char             *request,
                                             const char             *line);
void                   shop_assert_has      (const char             *text,
                                             const char             *part);

G_END_DECLS
