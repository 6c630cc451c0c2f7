/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox-fixture.h"
#include "trivet-sandbox-teller.h"

G_BEGIN_DECLS

#define SANDBOX_SHOP_START_US (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC)

/* A wallet's counter with empty books, a guest's phone, and a time that the test moves. */
typedef struct {
  char                *directory;
  char                *path;
  TrivetSandboxBooks  *books;
  TrivetSandboxPhone  *phone;
  TrivetSandboxTeller *teller;
  gint64               now_us;
} SandboxShop;

void                      sandbox_shop_set_up    (SandboxShop *self,
                                                  gint64       balance_minor);
void                      sandbox_shop_tear_down (SandboxShop *self);
void                      sandbox_shop_pass_time (SandboxShop *self,
                                                  gint64       seconds);
const TrivetSandboxOrder *sandbox_shop_find      (SandboxShop *self,
                                                  const char  *wallet,
                                                  const char  *number);
TrivetSandboxVerdict      sandbox_shop_query     (SandboxShop *self,
                                                  const char  *wallet,
                                                  const char  *number);

G_END_DECLS
