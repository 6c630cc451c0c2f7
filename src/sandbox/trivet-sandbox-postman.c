/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-postman.h"

/**
 * SECTION:trivet-sandbox-postman
 *
 * Brings answers to their connections: at once, late, after the next one, or never.
 */

#define SWAP_LIMIT_S 10

struct _TrivetSandboxPostman {
  GObject parent_instance;

  GHashTable *held;
  guint       hang_s;
};

G_DEFINE_FINAL_TYPE (TrivetSandboxPostman, trivet_sandbox_postman, G_TYPE_OBJECT)

/* An answer on its way. Without @filled the connection is closed instead of being answered. */
typedef struct {
  TrivetSandboxPostman *postman;
  SoupServerMessage    *message;
  guint                 source_id;
  gboolean              filled;
  gboolean              swap;
} Held;

static void
held_free (Held *held)
{
  g_signal_handlers_disconnect_by_data (held->message, held);
  g_clear_handle_id (&held->source_id, g_source_remove);
  g_object_unref (held->message);
  g_free (held);
}

/* Frees @held. */
static void
let_go (Held *held)
{
  g_autoptr (SoupServerMessage) message = g_object_ref (held->message);
  g_autoptr (GIOStream) stream = NULL;
  gboolean filled = held->filled;

  g_hash_table_remove (held->postman->held, held);
  if (filled) {
    soup_server_message_unpause (message);
    return;
  }

  stream = soup_server_message_steal_connection (message);
  if (stream != NULL)
    g_io_stream_close (stream, NULL, NULL);
}

static gboolean
on_hold_over (gpointer user_data)
{
  Held *held = user_data;

  held->source_id = 0;
  let_go (held);
  return G_SOURCE_REMOVE;
}

static void
on_held_gone (SoupServerMessage *message,
              gpointer           user_data)
{
  Held *held = user_data;

  g_hash_table_remove (held->postman->held, held);
}

static Held *
hold (TrivetSandboxPostman *self,
      SoupServerMessage    *message,
      guint                 delay_s)
{
  Held *held = g_new0 (Held, 1);

  held->postman = self;
  held->message = g_object_ref (message);
  soup_server_message_pause (message);
  g_signal_connect (message, "disconnected", G_CALLBACK (on_held_gone), held);
  g_signal_connect (message, "finished", G_CALLBACK (on_held_gone), held);
  held->source_id = g_timeout_add (delay_s * 1000, on_hold_over, held);
  g_hash_table_add (self->held, held);
  return held;
}

static void
copy_header (const char *name,
             const char *value,
             gpointer    user_data)
{
  soup_message_headers_append (user_data, name, value);
}

static void
fill (SoupServerMessage  *message,
      TrivetSandboxReply *reply)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_foreach (reply->headers, copy_header, headers);
  soup_server_message_set_status (message, reply->status, NULL);
  if (reply->bytes != NULL) {
    soup_message_headers_set_content_type (headers, reply->type, NULL);
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), reply->bytes);
  } else if (reply->status != SOUP_STATUS_NO_CONTENT) {
    soup_server_message_set_response (message, reply->type, SOUP_MEMORY_COPY, reply->body, strlen (reply->body));
  }
}

/* What waited for another answer goes out behind it. */
static gboolean
on_answer_gone (gpointer user_data)
{
  TrivetSandboxPostman *self = user_data;
  g_autoptr (GList) all = g_hash_table_get_keys (self->held);

  for (GList *l = all; l != NULL; l = l->next) {
    Held *held = l->data;

    if (held->swap)
      let_go (held);
  }
  return G_SOURCE_REMOVE;
}

static void
on_finished (SoupServerMessage *message,
             gpointer           user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, on_answer_gone, g_object_ref (user_data), g_object_unref);
}

static void
trivet_sandbox_postman_dispose (GObject *object)
{
  TrivetSandboxPostman *self = TRIVET_SANDBOX_POSTMAN (object);

  g_hash_table_remove_all (self->held);

  G_OBJECT_CLASS (trivet_sandbox_postman_parent_class)->dispose (object);
}

static void
trivet_sandbox_postman_finalize (GObject *object)
{
  TrivetSandboxPostman *self = TRIVET_SANDBOX_POSTMAN (object);

  g_hash_table_unref (self->held);

  G_OBJECT_CLASS (trivet_sandbox_postman_parent_class)->finalize (object);
}

static void
trivet_sandbox_postman_class_init (TrivetSandboxPostmanClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_sandbox_postman_dispose;
  object_class->finalize = trivet_sandbox_postman_finalize;
}

static void
trivet_sandbox_postman_init (TrivetSandboxPostman *self)
{
  self->held = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) held_free, NULL);
}

/**
 * trivet_sandbox_postman_new:
 * @hang_s: how long an answer that never comes keeps its connection
 *
 * Returns: (transfer full): a postman
 */
TrivetSandboxPostman *
trivet_sandbox_postman_new (guint hang_s)
{
  TrivetSandboxPostman *self = g_object_new (TRIVET_SANDBOX_TYPE_POSTMAN, NULL);

  self->hang_s = hang_s;
  return self;
}

/**
 * trivet_sandbox_postman_deliver:
 * @self: the postman
 * @message: a request that waits
 * @reply: its answer
 * @fault: what goes wrong on the way
 * @is_call: whether it answers a wallet's call: only then it lets go what waits for the next one
 */
void
trivet_sandbox_postman_deliver (TrivetSandboxPostman *self,
                                SoupServerMessage    *message,
                                TrivetSandboxReply   *reply,
                                TrivetSandboxFault    fault,
                                gboolean              is_call)
{
  Held *held;

  if (reply->delivery == TRIVET_SANDBOX_DELIVERY_DROP || fault == TRIVET_SANDBOX_FAULT_LOST) {
    hold (self, message, 0);
    return;
  }
  if (reply->delivery == TRIVET_SANDBOX_DELIVERY_HANG || fault == TRIVET_SANDBOX_FAULT_HANG) {
    hold (self, message, self->hang_s);
    return;
  }

  fill (message, reply);
  if (fault == TRIVET_SANDBOX_FAULT_SWAP) {
    held = hold (self, message, SWAP_LIMIT_S);
    held->filled = TRUE;
    held->swap = TRUE;
  } else if (reply->late_s > 0) {
    held = hold (self, message, reply->late_s);
    held->filled = TRUE;
  } else if (is_call) {
    g_signal_connect_object (message, "finished", G_CALLBACK (on_finished), self, 0);
  }
}

/**
 * trivet_sandbox_postman_drop:
 * @self: the postman
 * @message: a request that waits
 *
 * Closes the connection without an answer.
 */
void
trivet_sandbox_postman_drop (TrivetSandboxPostman *self,
                             SoupServerMessage    *message)
{
  hold (self, message, 0);
}
