/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-order.h"

#include "trivet-sandbox-cipher.h"

/**
 * SECTION:trivet-sandbox-order
 *
 * One order in the sandbox's books, and its form as a line of JSON.
 */

#define BEIJING_OFFSET_S (8 * 3600)

typedef struct {
  const char *name;
  gsize       offset;
} Column;

#define TEXT(field)                                    \
  {                                                    \
#field, G_STRUCT_OFFSET(TrivetSandboxOrder, field) \
  }

static const Column texts[] = {
  TEXT (wallet),
  TEXT (api),
  TEXT (number),
  TEXT (trade_no),
  TEXT (fingerprint),
  TEXT (attach),
  TEXT (subject),
  TEXT (shown_code),
};

static const Column counts[] = {
  TEXT (life_s),
  TEXT (pay_calls),
  TEXT (charges),
  TEXT (queries),
  TEXT (reverses),
  TEXT (closes),
  TEXT (asking),
};

static const Column numbers[] = {
  TEXT (amount_minor),
  TEXT (payer_minor),
  TEXT (created_us),
  TEXT (asked_us),
  TEXT (paid_us),
  TEXT (ended_us),
  TEXT (expires_us),
  TEXT (fee_minor),
};

static const char *const state_names[TRIVET_SANDBOX_N_STATES] = {
  [TRIVET_SANDBOX_STATE_ABSENT] = "absent",
  [TRIVET_SANDBOX_STATE_WAITING] = "waiting",
  [TRIVET_SANDBOX_STATE_PAID] = "paid",
  [TRIVET_SANDBOX_STATE_REFUSED] = "refused",
  [TRIVET_SANDBOX_STATE_CLOSED] = "closed",
  [TRIVET_SANDBOX_STATE_RETURNED] = "returned",
  [TRIVET_SANDBOX_STATE_SHOWN] = "shown",
};

static gboolean
read_state (JsonObject         *object,
            TrivetSandboxOrder *order)
{
  const char *name = json_object_get_string_member_with_default (object, "state", "");

  for (guint i = 0; i < TRIVET_SANDBOX_N_STATES; i++) {
    if (g_str_equal (state_names[i], name)) {
      order->state = i;
      return TRUE;
    }
  }

  return FALSE;
}

static GPtrArray *
new_refunds (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_sandbox_refund_free);
}

static gboolean
read_refunds (JsonObject         *object,
              TrivetSandboxOrder *order)
{
  JsonArray *array = NULL;

  if (json_object_has_member (object, "refunds"))
    array = json_object_get_array_member (object, "refunds");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    TrivetSandboxRefund *refund = trivet_sandbox_refund_from_json (json_array_get_element (array, i));

    if (refund == NULL)
      return FALSE;
    g_ptr_array_add (order->refunds, refund);
  }

  return TRUE;
}

static void
write_refunds (JsonObject               *object,
               const TrivetSandboxOrder *order)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < order->refunds->len; i++)
    json_array_add_element (array, trivet_sandbox_refund_to_json (g_ptr_array_index (order->refunds, i)));
  json_object_set_array_member (object, "refunds", array);
}

/**
 * trivet_sandbox_order_new:
 * @wallet: a wallet
 * @number: the merchant's number
 * @now_us: now
 *
 * Returns: (transfer full): an order that is not booked yet, with a number of ours
 */
TrivetSandboxOrder *
trivet_sandbox_order_new (const char *wallet,
                          const char *number,
                          gint64      now_us)
{
  TrivetSandboxOrder *self = g_new0 (TrivetSandboxOrder, 1);
  g_autofree char    *day = trivet_sandbox_format_time (now_us, "%Y%m%d");
  g_autofree char    *tail = trivet_sandbox_random_token (TRIVET_SANDBOX_DIGITS, 10);

  self->wallet = g_strdup (wallet);
  self->number = g_strdup (number);
  self->trade_no = g_str_equal (wallet, TRIVET_SANDBOX_WALLET_ALIPAY)
                     ? g_strconcat (day, "2200140436", tail, NULL)
                     : g_strconcat ("4200001234", day, tail, NULL);
  self->created_us = now_us;
  self->refunds = new_refunds ();
  return self;
}

/**
 * trivet_sandbox_order_copy:
 * @self: an order
 *
 * Returns: (transfer full): a copy
 */
TrivetSandboxOrder *
trivet_sandbox_order_copy (const TrivetSandboxOrder *self)
{
  TrivetSandboxOrder *copy = g_memdup2 (self, sizeof *self);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    char **text = G_STRUCT_MEMBER_P (copy, texts[i].offset);

    *text = g_strdup (*text);
  }
  copy->refunds = new_refunds ();
  for (guint i = 0; i < self->refunds->len; i++)
    g_ptr_array_add (copy->refunds, trivet_sandbox_refund_copy (g_ptr_array_index (self->refunds, i)));

  return copy;
}

/**
 * trivet_sandbox_order_free:
 * @self: (nullable): an order
 */
void
trivet_sandbox_order_free (TrivetSandboxOrder *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (G_STRUCT_MEMBER (char *, self, texts[i].offset));
  g_ptr_array_unref (self->refunds);
  g_free (self);
}

/**
 * trivet_sandbox_order_dup_key:
 * @wallet: a wallet
 * @number: the merchant's number
 *
 * Returns: (transfer full): the key of the order among those of both wallets
 */
char *
trivet_sandbox_order_dup_key (const char *wallet,
                              const char *number)
{
  return g_strconcat (wallet, "/", number, NULL);
}

/**
 * trivet_sandbox_order_get_end:
 * @self: an order that waits for the guest
 *
 * Returns: when the guest has had time enough. WeChat's shown codes end by themselves; everything
 *   else counts from the scan.
 */
gint64
trivet_sandbox_order_get_end (const TrivetSandboxOrder *self)
{
  if (self->shown_code != NULL && trivet_sandbox_order_is_wechat (self))
    return self->expires_us;

  return self->asked_us + (gint64) self->life_s * G_USEC_PER_SEC;
}

/**
 * trivet_sandbox_order_to_json:
 * @self: an order
 *
 * Returns: (transfer full): all of it; there is no secret in it
 */
JsonNode *
trivet_sandbox_order_to_json (const TrivetSandboxOrder *self)
{
  JsonObject *object = json_object_new ();
  JsonNode   *node;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    const char *text = G_STRUCT_MEMBER (char *, self, texts[i].offset);

    if (text != NULL)
      json_object_set_string_member (object, texts[i].name, text);
  }
  json_object_set_string_member (object, "state", state_names[self->state]);
  json_object_set_string_member (object, "scenario", trivet_sandbox_scenario_get_name (self->scenario));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    json_object_set_int_member (object, numbers[i].name,
                                G_STRUCT_MEMBER (gint64, self, numbers[i].offset));
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    json_object_set_int_member (object, counts[i].name,
                                G_STRUCT_MEMBER (guint, self, counts[i].offset));
  json_object_set_int_member (object, "kept_minor", trivet_sandbox_order_get_kept (self));
  json_object_set_int_member (object, "kept_fee_minor", trivet_sandbox_order_get_fee (self));
  write_refunds (object, self);

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return node;
}

/**
 * trivet_sandbox_order_from_json:
 * @node: what trivet_sandbox_order_to_json() gave
 *
 * Returns: (transfer full) (nullable): the order, or %NULL when @node is not one
 */
TrivetSandboxOrder *
trivet_sandbox_order_from_json (JsonNode *node)
{
  g_autoptr (TrivetSandboxOrder) self = NULL;
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  self = g_new0 (TrivetSandboxOrder, 1);
  self->refunds = new_refunds ();
  object = json_node_get_object (node);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    G_STRUCT_MEMBER (char *, self, texts[i].offset) = g_strdup (json_object_get_string_member_with_default (object, texts[i].name, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    G_STRUCT_MEMBER (gint64, self, numbers[i].offset) = json_object_get_int_member_with_default (object, numbers[i].name, 0);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    G_STRUCT_MEMBER (guint, self, counts[i].offset) = json_object_get_int_member_with_default (object, counts[i].name, 0);

  if (self->wallet == NULL || self->number == NULL || self->trade_no == NULL || !read_state (object, self) || !read_refunds (object, self) || !trivet_sandbox_scenario_from_name (json_object_get_string_member_with_default (object, "scenario", NULL), &self->scenario))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * trivet_sandbox_state_get_name:
 * @state: a state
 *
 * Returns: (transfer none): its name in the books
 */
const char *
trivet_sandbox_state_get_name (TrivetSandboxState state)
{
  g_return_val_if_fail (state < TRIVET_SANDBOX_N_STATES, NULL);

  return state_names[state];
}

/**
 * trivet_sandbox_format_time:
 * @time_us: microseconds since 1970
 * @format: as for g_date_time_format()
 *
 * Returns: (transfer full): that time in Beijing, where both wallets live
 */
char *
trivet_sandbox_format_time (gint64      time_us,
                            const char *format)
{
  g_autoptr (GTimeZone) beijing = g_time_zone_new_offset (BEIJING_OFFSET_S);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, beijing);

  return g_date_time_format (local, format);
}

/**
 * trivet_sandbox_order_is_wechat:
 * @self: an order
 *
 * Returns: whether it is in the books of WeChat Pay
 */
gboolean
trivet_sandbox_order_is_wechat (const TrivetSandboxOrder *self)
{
  return g_str_equal (self->wallet, TRIVET_SANDBOX_WALLET_WECHAT);
}

/**
 * trivet_sandbox_order_is_unscanned:
 * @self: an order
 *
 * Returns: whether Alipay has no trade of it: the shop showed a code, and nobody scanned it
 */
gboolean
trivet_sandbox_order_is_unscanned (const TrivetSandboxOrder *self)
{
  return self->shown_code != NULL && self->asked_us == 0 && !trivet_sandbox_order_is_wechat (self);
}

/**
 * trivet_sandbox_order_mark_paid:
 * @self: an order
 * @now_us: now
 *
 * Takes the guest's money.
 */
void
trivet_sandbox_order_mark_paid (TrivetSandboxOrder *self,
                                gint64              now_us)
{
  self->state = TRIVET_SANDBOX_STATE_PAID;
  self->paid_us = now_us;
  self->fee_minor = trivet_sandbox_fee_of (self->amount_minor);
  self->asking = FALSE;
  self->charges++;
}

/**
 * trivet_sandbox_order_mark_ended:
 * @self: an order
 * @state: how it ends
 * @now_us: now
 */
void
trivet_sandbox_order_mark_ended (TrivetSandboxOrder *self,
                                 TrivetSandboxState  state,
                                 gint64              now_us)
{
  self->state = state;
  self->asking = FALSE;
  self->ended_us = now_us;
}

/**
 * trivet_sandbox_order_refuse:
 * @self: an order that waits for the guest
 * @now_us: now
 *
 * The guest does not pay. Alipay closes the trade of a scanned code; WeChat Pay keeps a failed
 * order until it is reversed. A code that the shop shows can be scanned again.
 */
void
trivet_sandbox_order_refuse (TrivetSandboxOrder *self,
                             gint64              now_us)
{
  gboolean wechat = trivet_sandbox_order_is_wechat (self);

  if (self->shown_code != NULL) {
    self->asking = FALSE;
    self->state = wechat ? TRIVET_SANDBOX_STATE_SHOWN : TRIVET_SANDBOX_STATE_WAITING;
    return;
  }

  trivet_sandbox_order_mark_ended (self, wechat ? TRIVET_SANDBOX_STATE_REFUSED : TRIVET_SANDBOX_STATE_CLOSED, now_us);
}

/**
 * trivet_sandbox_order_end_if_over:
 * @self: an order
 * @now_us: now
 *
 * Ends an order whose guest has refused, or has had time enough.
 *
 * Returns: whether it ended just now
 */
gboolean
trivet_sandbox_order_end_if_over (TrivetSandboxOrder *self,
                                  gint64              now_us)
{
  gint64 ends_us = trivet_sandbox_order_get_end (self);

  if (self->state != TRIVET_SANDBOX_STATE_WAITING)
    return FALSE;
  if (self->shown_code == NULL && self->scenario == TRIVET_SANDBOX_SCENARIO_GUEST_REFUSES && self->queries > 1) {
    trivet_sandbox_order_refuse (self, now_us);
    return TRUE;
  }
  if (now_us < ends_us)
    return FALSE;
  /* WeChat Pay keeps an unpaid code as it is until the shop closes it. */
  if (self->shown_code != NULL && trivet_sandbox_order_is_wechat (self)) {
    trivet_sandbox_order_refuse (self, now_us);
    return TRUE;
  }

  trivet_sandbox_order_mark_ended (self, TRIVET_SANDBOX_STATE_CLOSED, ends_us);
  return TRUE;
}
