/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-guest.h"

/**
 * SECTION:trivet-sandbox-guest
 *
 * What the guest sees and does with the phone: password requests, balances, yes or no.
 */

static gint64
get_balance (TrivetSandboxBooks *books,
             TrivetSandboxPhone *phone,
             const char         *wallet)
{
  return trivet_sandbox_phone_get_start (phone) - trivet_sandbox_books_get_spent (books, wallet);
}

static gboolean
is_asked (const TrivetSandboxOrder *order,
          gint64                    now_us)
{
  return order->state == TRIVET_SANDBOX_STATE_WAITING && order->asking && now_us < trivet_sandbox_order_get_end (order);
}

static void
add_event (JsonBuilder              *builder,
           const TrivetSandboxOrder *order,
           gint64                    now_us)
{
  gint64 ends_us = trivet_sandbox_order_get_end (order);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, order->trade_no);
  json_builder_set_member_name (builder, "wallet");
  json_builder_add_string_value (builder, order->wallet);
  json_builder_set_member_name (builder, "merchant");
  json_builder_add_string_value (builder, "Trivet training shop");
  json_builder_set_member_name (builder, "amount_minor");
  json_builder_add_int_value (builder, order->payer_minor);
  json_builder_set_member_name (builder, "seconds_left");
  json_builder_add_int_value (builder, (ends_us - now_us) / G_USEC_PER_SEC);
  json_builder_end_object (builder);
}

static void
add_balance (JsonBuilder        *builder,
             TrivetSandboxBooks *books,
             TrivetSandboxPhone *phone,
             const char         *wallet)
{
  json_builder_set_member_name (builder, wallet);
  json_builder_add_int_value (builder, get_balance (books, phone, wallet));
}

/**
 * trivet_sandbox_guest_can_afford:
 * @books: where orders are kept
 * @phone: the guest's
 * @order: an order
 *
 * Returns: whether the guest's wallet holds what the order takes
 */
gboolean
trivet_sandbox_guest_can_afford (TrivetSandboxBooks       *books,
                                 TrivetSandboxPhone       *phone,
                                 const TrivetSandboxOrder *order)
{
  return order->payer_minor <= get_balance (books, phone, order->wallet);
}

/**
 * trivet_sandbox_guest_dup_events:
 * @books: where orders are kept
 * @phone: the guest's
 * @now_us: now
 *
 * Returns: (transfer full): JSON of what the phone shows: password requests and balances
 */
char *
trivet_sandbox_guest_dup_events (TrivetSandboxBooks *books,
                                 TrivetSandboxPhone *phone,
                                 gint64              now_us)
{
  g_autoptr (GPtrArray) orders = trivet_sandbox_books_list (books);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "requests");
  json_builder_begin_array (builder);
  for (guint i = 0; i < orders->len; i++) {
    const TrivetSandboxOrder *order = g_ptr_array_index (orders, i);

    if (is_asked (order, now_us))
      add_event (builder, order, now_us);
  }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "balance_minor");
  json_builder_begin_object (builder);
  add_balance (builder, books, phone, TRIVET_SANDBOX_WALLET_ALIPAY);
  add_balance (builder, books, phone, TRIVET_SANDBOX_WALLET_WECHAT);
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/**
 * trivet_sandbox_guest_answer:
 * @books: where orders are kept
 * @phone: the guest's
 * @trade_no: the id of the request
 * @confirm: whether the guest entered the password
 * @now_us: now
 *
 * Returns: whether there was such a request and the answer is in the books
 */
gboolean
trivet_sandbox_guest_answer (TrivetSandboxBooks *books,
                             TrivetSandboxPhone *phone,
                             const char         *trade_no,
                             gboolean            confirm,
                             gint64              now_us)
{
  const TrivetSandboxOrder *known;
  g_autoptr (TrivetSandboxOrder) order = NULL;
  g_autoptr (GError) error = NULL;

  known = trivet_sandbox_books_find_trade (books, TRIVET_SANDBOX_WALLET_ALIPAY, trade_no);
  if (known == NULL)
    known = trivet_sandbox_books_find_trade (books, TRIVET_SANDBOX_WALLET_WECHAT, trade_no);
  if (known == NULL || !is_asked (known, now_us))
    return FALSE;

  order = trivet_sandbox_order_copy (known);
  if (confirm && trivet_sandbox_guest_can_afford (books, phone, order))
    trivet_sandbox_order_mark_paid (order, now_us);
  else
    trivet_sandbox_order_refuse (order, now_us);

  if (!trivet_sandbox_books_put (books, order, &error)) {
    g_warning ("%s", error->message);
    return FALSE;
  }
  return TRUE;
}
