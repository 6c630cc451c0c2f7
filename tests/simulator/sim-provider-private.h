/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A call between its beginning and its answer. */

#include "sim-world.h"

#include <string.h>

G_BEGIN_DECLS

struct _SimProvider {
  GObject parent_instance;

  SimRegister *reg; /* NULL: that start of the register is over */
  SimWorld    *world;
  SimWallet    wallet;
};

/* @task: %NULL once it was answered; the request may still be under way then. */
typedef struct {
  SimProvider   *provider;
  GTask         *task;
  SimQuestion    question;
  char          *number;
  char          *refund_number;
  const SimStep *step;
  guint64        luck;
  SimMishapKind  mishap;
  guint          limit_id;
} Call;

void _sim_provider_call_unref  (gpointer    data);
void _sim_provider_send        (Call       *call);
void _sim_provider_draw_mishap (Call       *call,
                                SimPayment *payment,
                                guint       refund,
                                guint       n);

G_END_DECLS
