/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-faults.h"

#include <json-glib/json-glib.h>

/**
 * SECTION:trivet-sandbox-faults
 *
 * What goes wrong between a register and a wallet, whatever the call asks: planned for the next
 * calls of a kind. Also counts the calls of each kind, and those that came again byte for byte. Plans
 * and counts are in memory only.
 */

#define MAX_PLANS   1000
#define MAX_DIGESTS 100000

typedef struct {
  const char        *call;
  TrivetSandboxFault fault;
  guint              count;
  guint              seconds;
} Plan;

typedef struct {
  const char *method;
  const char *prefix;
  const char *suffix;
  const char *call;
} Row;

struct _TrivetSandboxFaults {
  GObject parent_instance;

  GArray     *plans;
  GHashTable *digests;
  GHashTable *counts;
  guint       duplicates;
};

G_DEFINE_FINAL_TYPE (TrivetSandboxFaults, trivet_sandbox_faults, G_TYPE_OBJECT)

static const char *const fault_names[TRIVET_SANDBOX_N_FAULTS] = {
  [TRIVET_SANDBOX_FAULT_NONE] = "none",
  [TRIVET_SANDBOX_FAULT_LOST] = "lost",
  [TRIVET_SANDBOX_FAULT_NOT_DONE] = "not-done",
  [TRIVET_SANDBOX_FAULT_HANG] = "hang",
  [TRIVET_SANDBOX_FAULT_LATE] = "late",
  [TRIVET_SANDBOX_FAULT_SWAP] = "swap",
  [TRIVET_SANDBOX_FAULT_TWICE] = "twice",
  [TRIVET_SANDBOX_FAULT_GARBAGE] = "garbage",
  [TRIVET_SANDBOX_FAULT_FORGED] = "forged",
  [TRIVET_SANDBOX_FAULT_BUSY] = "busy",
  [TRIVET_SANDBOX_FAULT_SYSTEM_ERROR] = "system-error",
  [TRIVET_SANDBOX_FAULT_DONE_SYSTEM_ERROR] = "done-system-error",
};

static const char *const call_names[] = {
  "any", "pay", "query", "reverse", "show", "close", "refund", "refund-query", "bill", "bill-file", "certificates"
};

static const char *const alipay_methods[][2] = {
  { "alipay.trade.pay", "pay" },
  { "alipay.trade.query", "query" },
  { "alipay.trade.cancel", "reverse" },
  { "alipay.trade.precreate", "show" },
  { "alipay.trade.close", "close" },
  { "alipay.trade.refund", "refund" },
  { "alipay.trade.fastpay.refund.query", "refund-query" },
  { "alipay.data.dataservice.bill.downloadurl.query", "bill" },
};

/* The first row that fits. */
static const Row rows[] = {
  { "POST", "/v3/pay/transactions/codepay", "", "pay" },
  { "POST", "/v3/pay/transactions/native", "", "show" },
  { "POST", "/v3/pay/transactions/out-trade-no/", "/reverse", "reverse" },
  { "POST", "/v3/pay/transactions/out-trade-no/", "/close", "close" },
  { "GET", "/v3/pay/transactions/", "", "query" },
  { "POST", "/v3/refund/domestic/refunds", "", "refund" },
  { "GET", "/v3/refund/domestic/refunds/", "", "refund-query" },
  { "GET", "/v3/bill/", "", "bill" },
  { "GET", "/v3/billdownload/", "", "bill-file" },
  { "GET", "/v3/certificates", "", "certificates" },
  { "POST", "/pay/micropay", "", "pay" },
  { "POST", "/pay/orderquery", "", "query" },
  { "POST", "/secapi/pay/reverse", "", "reverse" },
  { "POST", "/pay/unifiedorder", "", "show" },
  { "POST", "/pay/closeorder", "", "close" },
  { "POST", "/secapi/pay/refund", "", "refund" },
  { "POST", "/pay/refundquery", "", "refund-query" },
  { "GET", "/downloadBillFile.resource", "", "bill-file" },
};

static const char *
name_alipay_call (const TrivetSandboxRequest *request)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *method;

  if (request->query == NULL || !trivet_sandbox_form_read (request->query, values) || !trivet_sandbox_form_read (request->body, values))
    return NULL;

  method = g_hash_table_lookup (values, "method");
  for (guint i = 0; i < G_N_ELEMENTS (alipay_methods); i++) {
    if (g_strcmp0 (alipay_methods[i][0], method) == 0)
      return alipay_methods[i][1];
  }

  return NULL;
}

static const char *
intern_call (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (call_names); i++) {
    if (g_strcmp0 (call_names[i], name) == 0)
      return call_names[i];
  }

  return NULL;
}

static char *
digest_request (const TrivetSandboxRequest *request)
{
  const char      *authorization = soup_message_headers_get_one (request->headers, "Authorization");
  g_autofree char *target = trivet_sandbox_request_target (request);
  g_autofree char *text = g_strjoin ("\n", request->method, target, authorization != NULL ? authorization : "",
                                     request->body, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static void
count_request (TrivetSandboxFaults        *self,
               const TrivetSandboxRequest *request,
               const char                 *call)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, call));

  g_hash_table_replace (self->counts, (gpointer) call, GUINT_TO_POINTER (count + 1));
  if (g_hash_table_size (self->digests) >= MAX_DIGESTS)
    g_hash_table_remove_all (self->digests);
  if (!g_hash_table_add (self->digests, digest_request (request)))
    self->duplicates++;
}

static void
trivet_sandbox_faults_finalize (GObject *object)
{
  TrivetSandboxFaults *self = TRIVET_SANDBOX_FAULTS (object);

  g_array_unref (self->plans);
  g_hash_table_unref (self->digests);
  g_hash_table_unref (self->counts);

  G_OBJECT_CLASS (trivet_sandbox_faults_parent_class)->finalize (object);
}

static void
trivet_sandbox_faults_class_init (TrivetSandboxFaultsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_sandbox_faults_finalize;
}

static void
trivet_sandbox_faults_init (TrivetSandboxFaults *self)
{
  self->plans = g_array_new (FALSE, FALSE, sizeof (Plan));
  self->digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->counts = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * trivet_sandbox_faults_new:
 *
 * Returns: (transfer full): no plans
 */
TrivetSandboxFaults *
trivet_sandbox_faults_new (void)
{
  return g_object_new (TRIVET_SANDBOX_TYPE_FAULTS, NULL);
}

/**
 * trivet_sandbox_faults_plan:
 * @self: the faults
 * @call: (nullable): what kind of call, "any" for all; as in README.md
 * @name: (nullable): which fault; "none" forgets the plans for @call
 * @count: how many calls it meets, from the next one on
 * @seconds: how late a late answer is
 *
 * Returns: whether call and fault exist
 */
gboolean
trivet_sandbox_faults_plan (TrivetSandboxFaults *self,
                            const char          *call,
                            const char          *name,
                            guint                count,
                            guint                seconds)
{
  Plan plan = { .call = intern_call (call), .count = count, .seconds = seconds };

  while (plan.fault < TRIVET_SANDBOX_N_FAULTS && g_strcmp0 (fault_names[plan.fault], name) != 0)
    plan.fault++;
  if (plan.call == NULL || plan.fault == TRIVET_SANDBOX_N_FAULTS || self->plans->len >= MAX_PLANS)
    return FALSE;

  for (guint i = self->plans->len; plan.fault == TRIVET_SANDBOX_FAULT_NONE && i > 0; i--) {
    if (g_array_index (self->plans, Plan, i - 1).call == plan.call)
      g_array_remove_index (self->plans, i - 1);
  }
  if (plan.fault != TRIVET_SANDBOX_FAULT_NONE && count > 0)
    g_array_append_val (self->plans, plan);
  return TRUE;
}

/**
 * trivet_sandbox_faults_take:
 * @self: the faults
 * @request: a request to a wallet, just come
 * @ret_seconds: (out): how late a late answer is
 *
 * Counts the request, and uses up a plan.
 *
 * Returns: what goes wrong with it
 */
TrivetSandboxFault
trivet_sandbox_faults_take (TrivetSandboxFaults        *self,
                            const TrivetSandboxRequest *request,
                            guint                      *ret_seconds)
{
  const char        *call = trivet_sandbox_faults_name_call (request);
  TrivetSandboxFault fault = TRIVET_SANDBOX_FAULT_NONE;

  *ret_seconds = 0;
  if (call == NULL)
    return fault;

  count_request (self, request, call);
  for (guint i = 0; i < self->plans->len; i++) {
    Plan *plan = &g_array_index (self->plans, Plan, i);

    if (plan->call != call && !g_str_equal (plan->call, "any"))
      continue;
    fault = plan->fault;
    *ret_seconds = plan->seconds;
    if (--plan->count == 0)
      g_array_remove_index (self->plans, i);
    break;
  }

  return fault;
}

/**
 * trivet_sandbox_faults_dup_report:
 * @self: the faults
 *
 * Returns: (transfer full): JSON: how often each kind of call came, and how many came again byte
 *   for byte
 */
char *
trivet_sandbox_faults_dup_report (TrivetSandboxFaults *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "calls");
  json_builder_begin_object (builder);
  for (guint i = 1; i < G_N_ELEMENTS (call_names); i++) {
    json_builder_set_member_name (builder, call_names[i]);
    json_builder_add_int_value (builder, GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, call_names[i])));
  }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "duplicates");
  json_builder_add_int_value (builder, self->duplicates);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/**
 * trivet_sandbox_faults_name_call:
 * @request: a request
 *
 * Returns: (nullable): what kind of call to a wallet it is, or %NULL when it is none
 */
const char *
trivet_sandbox_faults_name_call (const TrivetSandboxRequest *request)
{
  if (g_str_equal (request->path, "/gateway.do"))
    return intern_call (name_alipay_call (request));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (g_str_equal (rows[i].method, request->method) && g_str_has_prefix (request->path, rows[i].prefix) && g_str_has_suffix (request->path, rows[i].suffix))
      return intern_call (rows[i].call);
  }

  return NULL;
}

/**
 * trivet_sandbox_fault_get_trouble:
 * @fault: a fault
 *
 * Returns: what of it the wallet itself must play
 */
TrivetSandboxTrouble
trivet_sandbox_fault_get_trouble (TrivetSandboxFault fault)
{
  switch (fault) {
  case TRIVET_SANDBOX_FAULT_FORGED:
    return TRIVET_SANDBOX_TROUBLE_FORGED;
  case TRIVET_SANDBOX_FAULT_BUSY:
    return TRIVET_SANDBOX_TROUBLE_BUSY;
  case TRIVET_SANDBOX_FAULT_SYSTEM_ERROR:
    return TRIVET_SANDBOX_TROUBLE_SYSTEM_ERROR;
  case TRIVET_SANDBOX_FAULT_DONE_SYSTEM_ERROR:
    return TRIVET_SANDBOX_TROUBLE_DONE_SYSTEM_ERROR;
  case TRIVET_SANDBOX_FAULT_NONE:
  case TRIVET_SANDBOX_FAULT_LOST:
  case TRIVET_SANDBOX_FAULT_NOT_DONE:
  case TRIVET_SANDBOX_FAULT_HANG:
  case TRIVET_SANDBOX_FAULT_LATE:
  case TRIVET_SANDBOX_FAULT_SWAP:
  case TRIVET_SANDBOX_FAULT_TWICE:
  case TRIVET_SANDBOX_FAULT_GARBAGE:
    return TRIVET_SANDBOX_TROUBLE_NONE;
  }

  g_assert_not_reached ();
}
