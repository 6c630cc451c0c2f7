/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "link-sender.h"

/* Sends and waits, for tests. A link must end by itself, so a wait of a minute is a failure. */

#define MAX_WAIT_S 60

typedef struct {
  GAsyncResult *result;
  gboolean      late;
} Wait;

static void
on_sent (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Wait *wait = user_data;

  wait->result = g_object_ref (result);
}

static gboolean
on_late (gpointer user_data)
{
  Wait *wait = user_data;

  wait->late = TRUE;

  return G_SOURCE_REMOVE;
}

gboolean
link_send (TrivetByteLink *link,
           GBytes         *bytes,
           GCancellable   *cancellable,
           GError        **error)
{
  Wait     wait = { NULL, FALSE };
  guint    timeout_id = g_timeout_add_seconds (MAX_WAIT_S, on_late, &wait);
  gboolean sent;

  trivet_byte_link_send_async (link, bytes, cancellable, on_sent, &wait);
  while (wait.result == NULL && !wait.late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (wait.late);
  g_source_remove (timeout_id);

  sent = trivet_byte_link_send_finish (link, wait.result, error);
  g_object_unref (wait.result);

  return sent;
}

/* Every byte value, line feeds and commands too, in an order that shows a lost block. */
GBytes *
link_make_bytes (gsize length)
{
  guint8 *data = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    data[i] = (guint8) (i * 7 + i / 251);

  return g_bytes_new_take (data, length);
}
