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

#define JSON_TYPE "application/json; charset=utf-8"

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

static const Route routes[] = {
  { "POST", "/phone/code", FALSE, show_code },
  { "GET", "/phone/events", FALSE, show_events },
  { "POST", "/phone/confirm", FALSE, answer_password },
  { "POST", "/phone/refuse", FALSE, answer_password },
  { "GET", "/ledger", TRUE, show_ledger },
  { "POST", "/scenario", TRUE, force_scenario },
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
 *
 * Returns: (transfer full): the desk
 */
TrivetSandboxDesk *
trivet_sandbox_desk_new (TrivetSandboxKeys   *keys,
                         TrivetSandboxBooks  *books,
                         TrivetSandboxPhone  *phone,
                         TrivetSandboxTeller *teller)
{
  TrivetSandboxDesk *self = g_object_new (TRIVET_SANDBOX_TYPE_DESK, NULL);

  self->keys = g_object_ref (keys);
  self->books = g_object_ref (books);
  self->phone = g_object_ref (phone);
  self->teller = g_object_ref (teller);
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
