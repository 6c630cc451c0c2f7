/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-pay-scene.h"

/*
 * TrivetPayScene: one look at the services, for everything that the pay page says.
 */

static const TrivetPrintJob *
find_job (TrivetUiContext *context,
          const char      *order_id)
{
  GListModel *jobs = trivet_print_queue_get_jobs (context->print_queue);
  guint       n = g_list_model_get_n_items (jobs);

  for (guint i = n; i > 0; i--) {
    g_autoptr (TrivetPrintJobItem) item = g_list_model_get_item (jobs, i - 1);
    const TrivetPrintJob *job = trivet_print_job_item_get_job (item);

    if (g_strcmp0 (job->order_id, order_id) == 0)
      return job;
  }

  return NULL;
}

static TrivetPaperState
read_paper (TrivetUiContext   *context,
            const TrivetOrder *order)
{
  const TrivetPrintJob *job = find_job (context, order->order_id);

  if (trivet_print_queue_get_printer (context->print_queue) == NULL)
    return TRIVET_PAPER_NO_PRINTER;
  if (job != NULL)
    return g_strcmp0 (job->state, "failed") == 0 ? TRIVET_PAPER_STUCK : TRIVET_PAPER_PRINTING;

  return order->receipts > 0 ? TRIVET_PAPER_PRINTED : TRIVET_PAPER_NONE;
}

static gboolean
read_camera (TrivetUiContext *context)
{
  TrivetScannerState state;

  if (context->scanner == NULL)
    return FALSE;

  state = trivet_scanner_get_state (context->scanner);

  return state == TRIVET_SCANNER_STATE_RUNNING || state == TRIVET_SCANNER_STATE_STARTING;
}

static gboolean
read_code (TrivetUiContext *context)
{
  GPtrArray *codes = trivet_checkout_get_codes (context->checkout);

  for (guint i = 0; i < codes->len; i++) {
    const TrivetShownCode *code = g_ptr_array_index (codes, i);

    if (code->state == TRIVET_SHOWN_CODE_SHOWN)
      return TRUE;
  }

  return FALSE;
}

static gboolean
read_tap (TrivetUiContext *context)
{
  return context->reader != NULL && trivet_reader_get_state (context->reader) == TRIVET_READER_STATE_READY;
}

/**
 * trivet_pay_scene_read:
 * @context: the services
 * @cash: whether staff chose cash
 *
 * Returns: how things are now; valid until the checkout's next `changed`
 */
TrivetPayScene
trivet_pay_scene_read (TrivetUiContext *context,
                       gboolean         cash)
{
  TrivetTab     *tab = trivet_checkout_get_tab (context->checkout);
  TrivetPayScene scene = {
    .status = trivet_checkout_get_status (context->checkout),
    .wallets = trivet_checkout_get_wallets (context->checkout),
    .now_us = trivet_clock_get_monotonic_us (context->clock),
    .due_minor = trivet_checkout_get_due_minor (context->checkout),
    .currency = TRIVET_CURRENCY_CNY,
    .cash = cash,
    .camera = read_camera (context),
    .code = read_code (context),
    .tap = read_tap (context),
    .free = trivet_checkout_can_close (context->checkout),
    .can_override = trivet_checkout_can_override (context->checkout, NULL),
    .can_claim = trivet_checkout_can_claim (context->checkout, NULL),
  };

  if (tab != NULL) {
    const TrivetOrder *order = trivet_tab_get_order (tab);

    scene.currency = order->currency;
    scene.settled = order->settled_at_us != 0 || scene.status->check_settled;
    scene.more_checks = scene.settled && order->settled_at_us == 0;
    scene.paper = read_paper (context, order);
    scene.corrected = trivet_order_is_corrected (order);
    scene.left_over_minor = scene.corrected ? MAX (trivet_order_get_net_paid_minor (order) - trivet_tab_get_totals (tab)->total_minor, 0) : 0;
  }

  return scene;
}

/**
 * trivet_pay_scene_is_reading:
 * @self: a scene
 *
 * Returns: whether a code that comes into view would be charged
 */
gboolean
trivet_pay_scene_is_reading (const TrivetPayScene *self)
{
  return self->status->kind == TRIVET_CHECKOUT_READY || self->status->kind == TRIVET_CHECKOUT_BAD_CODE;
}

/**
 * trivet_pay_scene_is_under_way:
 * @self: a scene
 *
 * Returns: whether a payment is on its way, so that seconds count
 */
gboolean
trivet_pay_scene_is_under_way (const TrivetPayScene *self)
{
  switch (self->status->kind) {
  case TRIVET_CHECKOUT_SENDING:
  case TRIVET_CHECKOUT_WAITING:
  case TRIVET_CHECKOUT_CONFIRMING:
  case TRIVET_CHECKOUT_IN_DOUBT:
  case TRIVET_CHECKOUT_CANCELLING:
    return TRUE;
  case TRIVET_CHECKOUT_IDLE:
  case TRIVET_CHECKOUT_READY:
  case TRIVET_CHECKOUT_BAD_CODE:
  case TRIVET_CHECKOUT_PAID:
  case TRIVET_CHECKOUT_DECLINED:
  case TRIVET_CHECKOUT_CANCELLED:
  case TRIVET_CHECKOUT_LINK_DOWN:
  case TRIVET_CHECKOUT_REFUSED:
  case TRIVET_CHECKOUT_CLAIMED:
  case TRIVET_CHECKOUT_OVERRIDDEN:
    return FALSE;
  }

  return FALSE;
}

/**
 * trivet_pay_scene_is_ended:
 * @self: a scene
 *
 * Returns: whether the order needs no more payment, and the money view can say so
 */
gboolean
trivet_pay_scene_is_ended (const TrivetPayScene *self)
{
  return self->settled && self->status->kind == TRIVET_CHECKOUT_PAID;
}

/**
 * trivet_pay_scene_dup_stuck_job:
 * @context: the services
 *
 * Returns: (transfer full) (nullable): the id of the receipt that the printer failed to print
 */
char *
trivet_pay_scene_dup_stuck_job (TrivetUiContext *context)
{
  TrivetTab            *tab = trivet_checkout_get_tab (context->checkout);
  const TrivetPrintJob *job = tab != NULL ? find_job (context, trivet_tab_get_order_id (tab)) : NULL;

  return job != NULL && g_strcmp0 (job->state, "failed") == 0 ? g_strdup (job->job_id) : NULL;
}
