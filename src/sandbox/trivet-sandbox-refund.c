/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-refund.h"

/**
 * SECTION:trivet-sandbox-refund
 *
 * One refund in the sandbox's books, kept inside the line of its order, so that both change
 * together or not at all.
 */

static const char *const state_names[TRIVET_SANDBOX_N_REFUND_STATES] = {
  [TRIVET_SANDBOX_REFUND_PENDING] = "pending",
  [TRIVET_SANDBOX_REFUND_DONE] = "done",
  [TRIVET_SANDBOX_REFUND_ABNORMAL] = "abnormal",
  [TRIVET_SANDBOX_REFUND_CLOSED] = "closed",
  [TRIVET_SANDBOX_REFUND_REFUSED] = "refused",
};

static const char *const play_names[TRIVET_SANDBOX_N_REFUND_PLAYS] = {
  [TRIVET_SANDBOX_REFUND_PLAY_DONE] = "done",
  [TRIVET_SANDBOX_REFUND_PLAY_PENDING] = "pending",
  [TRIVET_SANDBOX_REFUND_PLAY_ABNORMAL] = "abnormal",
  [TRIVET_SANDBOX_REFUND_PLAY_CLOSED] = "closed",
  [TRIVET_SANDBOX_REFUND_PLAY_REFUSED] = "refused",
};

static gboolean
find_name (const char *const *names,
           guint              count,
           const char        *name,
           guint             *ret_index)
{
  for (guint i = 0; i < count; i++) {
    if (g_strcmp0 (names[i], name) == 0) {
      *ret_index = i;
      return TRUE;
    }
  }

  return FALSE;
}

/**
 * trivet_sandbox_refund_copy:
 * @self: a refund
 *
 * Returns: (transfer full): a copy
 */
TrivetSandboxRefund *
trivet_sandbox_refund_copy (const TrivetSandboxRefund *self)
{
  TrivetSandboxRefund *copy = g_memdup2 (self, sizeof *self);

  copy->number = g_strdup (self->number);
  copy->refund_no = g_strdup (self->refund_no);
  return copy;
}

/**
 * trivet_sandbox_refund_free:
 * @self: (nullable): a refund
 */
void
trivet_sandbox_refund_free (TrivetSandboxRefund *self)
{
  if (self == NULL)
    return;

  g_free (self->number);
  g_free (self->refund_no);
  g_free (self);
}

/**
 * trivet_sandbox_refund_to_json:
 * @self: a refund
 *
 * Returns: (transfer full): all of it
 */
JsonNode *
trivet_sandbox_refund_to_json (const TrivetSandboxRefund *self)
{
  JsonObject *object = json_object_new ();
  JsonNode   *node;

  json_object_set_string_member (object, "number", self->number);
  json_object_set_string_member (object, "refund_no", self->refund_no);
  json_object_set_string_member (object, "state", state_names[self->state]);
  json_object_set_string_member (object, "play", play_names[self->play]);
  json_object_set_int_member (object, "amount_minor", self->amount_minor);
  json_object_set_int_member (object, "payer_minor", self->payer_minor);
  json_object_set_int_member (object, "fee_minor", self->fee_minor);
  json_object_set_int_member (object, "calls", self->calls);
  json_object_set_int_member (object, "queries", self->queries);
  json_object_set_int_member (object, "created_us", self->created_us);
  json_object_set_int_member (object, "ended_us", self->ended_us);

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return node;
}

/**
 * trivet_sandbox_refund_from_json:
 * @node: what trivet_sandbox_refund_to_json() gave
 *
 * Returns: (transfer full) (nullable): the refund, or %NULL when @node is not one
 */
TrivetSandboxRefund *
trivet_sandbox_refund_from_json (JsonNode *node)
{
  g_autoptr (TrivetSandboxRefund) self = g_new0 (TrivetSandboxRefund, 1);
  JsonObject *object;
  guint       state;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  self->number = g_strdup (json_object_get_string_member_with_default (object, "number", NULL));
  self->refund_no = g_strdup (json_object_get_string_member_with_default (object, "refund_no", NULL));
  self->amount_minor = json_object_get_int_member_with_default (object, "amount_minor", 0);
  self->payer_minor = json_object_get_int_member_with_default (object, "payer_minor", 0);
  self->fee_minor = json_object_get_int_member_with_default (object, "fee_minor", 0);
  self->calls = json_object_get_int_member_with_default (object, "calls", 0);
  self->queries = json_object_get_int_member_with_default (object, "queries", 0);
  self->created_us = json_object_get_int_member_with_default (object, "created_us", 0);
  self->ended_us = json_object_get_int_member_with_default (object, "ended_us", 0);
  if (!find_name (state_names, G_N_ELEMENTS (state_names), json_object_get_string_member_with_default (object, "state", NULL), &state))
    return NULL;
  self->state = state;
  if (self->number == NULL || self->refund_no == NULL || !trivet_sandbox_refund_play_from_name (json_object_get_string_member_with_default (object, "play", NULL), &self->play))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * trivet_sandbox_refund_is_taken:
 * @self: a refund
 *
 * Returns: whether its amount can be given back no second time
 */
gboolean
trivet_sandbox_refund_is_taken (const TrivetSandboxRefund *self)
{
  return self->state != TRIVET_SANDBOX_REFUND_CLOSED && self->state != TRIVET_SANDBOX_REFUND_REFUSED;
}

/**
 * trivet_sandbox_refund_play_from_name:
 * @name: (nullable): as in README.md
 * @ret_play: (out): what becomes of the refund
 *
 * Returns: whether there is such a name
 */
gboolean
trivet_sandbox_refund_play_from_name (const char              *name,
                                      TrivetSandboxRefundPlay *ret_play)
{
  guint index;

  if (!find_name (play_names, G_N_ELEMENTS (play_names), name, &index))
    return FALSE;

  *ret_play = index;
  return TRUE;
}
