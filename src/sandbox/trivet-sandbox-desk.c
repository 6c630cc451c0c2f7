/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-desk.h"

#include "trivet-sandbox-cipher.h"
#include "trivet-sandbox-guest.h"

/**
 * SECTION:trivet-sandbox-desk
 *
 * What no real wallet offers: the guest's phone, the books, and a choice of what goes wrong next.
 * Books and choice ask for the token that only the owner of the directory can read.
 */

#define JSON_TYPE   "application/json; charset=utf-8"
#define MAX_COUNT   1000
#define MAX_SECONDS 3600
#define LATE_S      40

typedef struct {
  const char *method;
  const char *path;
  gboolean    token;
  TrivetSandboxReply *(*handler) (TrivetSandboxDesk          *self,
                                  const TrivetSandboxRequest *request,
                                  GHashTable                 *values);
} Route;

struct _TrivetSandboxDesk {
  GObject parent_instance;

  TrivetSandboxKeys   *keys;
  TrivetSandboxBooks  *books;
  TrivetSandboxPhone  *phone;
  TrivetSandboxTeller *teller;
  TrivetSandboxBills  *bills;
  TrivetSandboxFaults *faults;
};

G_DEFINE_FINAL_TYPE (TrivetSandboxDesk, trivet_sandbox_desk, G_TYPE_OBJECT)

static TrivetSandboxReply *
refuse (guint       status,
        const char *message)
{
  TrivetSandboxReply *reply;

  reply = trivet_sandbox_reply_new (status, JSON_TYPE, g_strdup_printf ("{\"error\":\"%s\"}", message));
  reply->note = g_strdup (message);
  return reply;
}

static TrivetSandboxReply *
show_code (TrivetSandboxDesk          *self,
           const TrivetSandboxRequest *request,
           GHashTable                 *values)
{
  g_autoptr (GError) error = NULL;
  g_autofree char    *code = NULL;
  TrivetSandboxReply *reply;

  code = trivet_sandbox_phone_show_code (self->phone, g_hash_table_lookup (values, "wallet"),
                                         g_hash_table_lookup (values, "code"), request->now_us, &error);
  if (code == NULL)
    return refuse (400, error->message);

  reply = trivet_sandbox_reply_new (200, JSON_TYPE,
                                    g_strdup_printf ("{\"code\":\"%s\",\"expires_in\":%u}", code,
                                                     trivet_sandbox_phone_get_life (self->phone)));
  soup_message_headers_replace (reply->headers, "Cache-Control", "no-store");
  return reply;
}

static TrivetSandboxReply *
show_events (TrivetSandboxDesk          *self,
             const TrivetSandboxRequest *request,
             GHashTable                 *values)
{
  return trivet_sandbox_reply_new (200, JSON_TYPE, trivet_sandbox_guest_dup_events (self->books, self->phone, request->now_us));
}

static TrivetSandboxReply *
answer_password (TrivetSandboxDesk          *self,
                 const TrivetSandboxRequest *request,
                 GHashTable                 *values)
{
  const char *id = g_hash_table_lookup (values, "id");
  gboolean    confirm = g_str_has_suffix (request->path, "/confirm");

  if (id == NULL || !trivet_sandbox_guest_answer (self->books, self->phone, id, confirm, request->now_us))
    return refuse (404, "No such password request is open");
  return trivet_sandbox_reply_new (200, JSON_TYPE, g_strdup ("{\"done\":true}"));
}

static TrivetSandboxReply *
show_ledger (TrivetSandboxDesk          *self,
             const TrivetSandboxRequest *request,
             GHashTable                 *values)
{
  return trivet_sandbox_reply_new (200, JSON_TYPE,
                                   trivet_sandbox_books_dup_report (self->books, g_hash_table_lookup (values, "number")));
}

static TrivetSandboxReply *
force_scenario (TrivetSandboxDesk          *self,
                const TrivetSandboxRequest *request,
                GHashTable                 *values)
{
  TrivetSandboxScenario scenario;
  TrivetSandboxReply   *reply;

  if (!trivet_sandbox_scenario_from_name (g_hash_table_lookup (values, "name"), &scenario))
    return refuse (400, "There is no scenario of that name");

  trivet_sandbox_teller_force (self->teller, scenario);
  reply = trivet_sandbox_reply_new (200, JSON_TYPE,
                                    g_strdup_printf ("{\"next\":\"%s\"}", trivet_sandbox_scenario_get_name (scenario)));
  reply->note = g_strdup (trivet_sandbox_scenario_get_name (scenario));
  return reply;
}

static const char *const scan_names[TRIVET_SANDBOX_N_SCANS] = {
  [TRIVET_SANDBOX_SCAN_PAID] = "paid",
  [TRIVET_SANDBOX_SCAN_WAITING] = "waiting",
  [TRIVET_SANDBOX_SCAN_FAILED] = "failed",
  [TRIVET_SANDBOX_SCAN_EXPIRED] = "expired",
  [TRIVET_SANDBOX_SCAN_OVER] = "over",
  [TRIVET_SANDBOX_SCAN_UNKNOWN] = "unknown",
};

static TrivetSandboxReply *
scan_code (TrivetSandboxDesk          *self,
           const TrivetSandboxRequest *request,
           GHashTable                 *values)
{
  const char *text = g_hash_table_lookup (values, "text");
  gboolean    password = g_strcmp0 (g_hash_table_lookup (values, "password"), "1") == 0;
  g_autoptr (TrivetSandboxOrder) order = NULL;
  TrivetSandboxReply *reply;
  TrivetSandboxScan   scan;

  if (text == NULL)
    return refuse (400, "text is the code that the shop shows");
  scan = trivet_sandbox_teller_scan (self->teller, text, password, request->now_us, &order);
  if (order == NULL)
    return refuse (404, "No shop shows this code");

  reply = trivet_sandbox_reply_new (200, JSON_TYPE,
                                    g_strdup_printf ("{\"result\":\"%s\",\"id\":\"%s\",\"wallet\":\"%s\",\"merchant\":\"Trivet training shop\","
                                                     "\"amount_minor\":%" G_GINT64_FORMAT "}",
                                                     scan_names[scan], order->trade_no, order->wallet, order->payer_minor));
  reply->note = g_strdup (scan_names[scan]);
  return reply;
}

static TrivetSandboxReply *
say_done (const char *note)
{
  TrivetSandboxReply *reply = trivet_sandbox_reply_new (200, JSON_TYPE, g_strdup ("{\"done\":true}"));

  reply->note = g_strdup (note);
  return reply;
}

static TrivetSandboxReply *
force_refund (TrivetSandboxDesk          *self,
              const TrivetSandboxRequest *request,
              GHashTable                 *values)
{
  const char             *name = g_hash_table_lookup (values, "name");
  TrivetSandboxRefundPlay play;

  if (!trivet_sandbox_refund_play_from_name (name, &play))
    return refuse (400, "There is no such end of a refund");

  trivet_sandbox_teller_force_refund (self->teller, play);
  return say_done (name);
}

static TrivetSandboxReply *
force_bill (TrivetSandboxDesk          *self,
            const TrivetSandboxRequest *request,
            GHashTable                 *values)
{
  const char *name = g_hash_table_lookup (values, "name");

  if (!trivet_sandbox_bills_force (self->bills, name))
    return refuse (400, "There is no such trouble of a bill");
  return say_done (name);
}

static gboolean
read_number (GHashTable *values,
             const char *name,
             guint       max,
             guint       standard,
             guint      *ret_number)
{
  const char *text = g_hash_table_lookup (values, name);
  guint64     number = standard;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, max, &number, NULL))
    return FALSE;

  *ret_number = number;
  return TRUE;
}

static TrivetSandboxReply *
plan_fault (TrivetSandboxDesk          *self,
            const TrivetSandboxRequest *request,
            GHashTable                 *values)
{
  const char *name = g_hash_table_lookup (values, "name");
  guint       count;
  guint       seconds;

  if (!read_number (values, "count", MAX_COUNT, 1, &count) || !read_number (values, "seconds", MAX_SECONDS, LATE_S, &seconds))
    return refuse (400, "count or seconds is no number, or too large");
  if (!trivet_sandbox_faults_plan (self->faults, g_hash_table_lookup (values, "call"), name, count, seconds))
    return refuse (400, "There is no such call or fault");
  return say_done (name);
}

static TrivetSandboxReply *
show_calls (TrivetSandboxDesk          *self,
            const TrivetSandboxRequest *request,
            GHashTable                 *values)
{
  return trivet_sandbox_reply_new (200, JSON_TYPE, trivet_sandbox_faults_dup_report (self->faults));
}

static TrivetSandboxReply *
fill_account (TrivetSandboxDesk          *self,
              const TrivetSandboxRequest *request,
              GHashTable                 *values)
{
  const char *wallet = g_hash_table_lookup (values, "wallet");

  if (g_strcmp0 (wallet, TRIVET_SANDBOX_WALLET_ALIPAY) != 0 && g_strcmp0 (wallet, TRIVET_SANDBOX_WALLET_WECHAT) != 0)
    return refuse (400, "wallet is alipay or wechat");

  trivet_sandbox_teller_set_shop_empty (self->teller, wallet, g_str_has_suffix (request->path, "/empty"));
  return say_done (wallet);
}

static TrivetSandboxReply *
set_bill_today (TrivetSandboxDesk          *self,
                const TrivetSandboxRequest *request,
                GHashTable                 *values)
{
  trivet_sandbox_bills_set_today (self->bills, g_strcmp0 (g_hash_table_lookup (values, "on"), "1") == 0);
  return say_done (NULL);
}

static const Route routes[] = {
  { "POST", "/phone/code", FALSE, show_code },
  { "GET", "/phone/events", FALSE, show_events },
  { "POST", "/phone/confirm", FALSE, answer_password },
  { "POST", "/phone/refuse", FALSE, answer_password },
  { "GET", "/ledger", TRUE, show_ledger },
  { "POST", "/scenario", TRUE, force_scenario },
  { "POST", "/phone/scan", FALSE, scan_code },
  { "POST", "/scenario/refund", TRUE, force_refund },
  { "POST", "/scenario/bill", TRUE, force_bill },
  { "POST", "/scenario/call", TRUE, plan_fault },
  { "GET", "/calls", TRUE, show_calls },
  { "POST", "/shop/empty", TRUE, fill_account },
  { "POST", "/shop/top-up", TRUE, fill_account },
  { "POST", "/bill-today", TRUE, set_bill_today },
};

static gboolean
has_token (TrivetSandboxDesk          *self,
           const TrivetSandboxRequest *request)
{
  const char *header = soup_message_headers_get_one (request->headers, "Authorization");
  const char *token = trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_ADMIN_TOKEN);

  return header != NULL && g_str_has_prefix (header, "Bearer ") && trivet_sandbox_text_equal (token, header + strlen ("Bearer "));
}

static void
trivet_sandbox_desk_finalize (GObject *object)
{
  TrivetSandboxDesk *self = TRIVET_SANDBOX_DESK (object);

  g_object_unref (self->keys);
  g_object_unref (self->books);
  g_object_unref (self->phone);
  g_object_unref (self->teller);
  g_object_unref (self->bills);
  g_object_unref (self->faults);

  G_OBJECT_CLASS (trivet_sandbox_desk_parent_class)->finalize (object);
}

static void
trivet_sandbox_desk_class_init (TrivetSandboxDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_sandbox_desk_finalize;
}

static void
trivet_sandbox_desk_init (TrivetSandboxDesk *self)
{
}

/**
 * trivet_sandbox_desk_new:
 * @keys: the training shop's, with the token
 * @books: where orders are kept
 * @phone: the guest's
 * @teller: who decides
 * @bills: who writes the bills
 * @faults: what goes wrong
 *
 * Returns: (transfer full): the desk
 */
TrivetSandboxDesk *
trivet_sandbox_desk_new (TrivetSandboxKeys   *keys,
                         TrivetSandboxBooks  *books,
                         TrivetSandboxPhone  *phone,
                         TrivetSandboxTeller *teller,
                         TrivetSandboxBills  *bills,
                         TrivetSandboxFaults *faults)
{
  TrivetSandboxDesk *self = g_object_new (TRIVET_SANDBOX_TYPE_DESK, NULL);

  self->keys = g_object_ref (keys);
  self->books = g_object_ref (books);
  self->phone = g_object_ref (phone);
  self->teller = g_object_ref (teller);
  self->bills = g_object_ref (bills);
  self->faults = g_object_ref (faults);
  return self;
}

/**
 * trivet_sandbox_desk_handle:
 * @self: the desk
 * @request: any request that is for no wallet
 *
 * Returns: (transfer full): the answer
 */
TrivetSandboxReply *
trivet_sandbox_desk_handle (TrivetSandboxDesk          *self,
                            const TrivetSandboxRequest *request)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++) {
    if (!g_str_equal (routes[i].path, request->path))
      continue;
    if (!g_str_equal (routes[i].method, request->method))
      return refuse (405, "Wrong method");
    if (routes[i].token && !has_token (self, request))
      return refuse (401, "The token is in the file admin-token");
    if (request->query != NULL && !trivet_sandbox_form_read (request->query, values))
      return refuse (400, "The query is malformed");
    return routes[i].handler (self, request, values);
  }

  return refuse (404, "Nothing is here");
}
