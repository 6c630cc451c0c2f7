/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "trivet-plain-hasher.h"

struct _TrivetPlainHasher {
  GObject parent_instance;
};

static void trivet_plain_hasher_iface_init (TrivetPinHasherInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetPlainHasher,
                               trivet_plain_hasher,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRIVET_TYPE_PIN_HASHER, trivet_plain_hasher_iface_init))

static char *
compute (TrivetSecret *pin)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, trivet_secret_peek (pin), -1);

  return g_strconcat ("$plain$", sum, NULL);
}

static void
hash_async (TrivetPinHasher    *hasher,
            TrivetSecret       *pin,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (hasher, NULL, callback, user_data);

  g_task_return_pointer (task, compute (pin), g_free);
}

static char *
hash_finish (TrivetPinHasher *hasher,
             GAsyncResult    *result,
             GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
verify_async (TrivetPinHasher    *hasher,
              TrivetSecret       *pin,
              const char         *hash,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (hasher, NULL, callback, user_data);
  g_autofree char *right = compute (pin);

  if (g_str_equal (hash, "broken"))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The hash is broken");
  else
    g_task_return_int (task, g_str_equal (right, hash));
}

static gboolean
verify_finish (TrivetPinHasher *hasher,
               GAsyncResult    *result,
               gboolean        *ret_matches,
               GError         **error)
{
  gssize matches = g_task_propagate_int (G_TASK (result), error);

  *ret_matches = matches == 1;
  return matches >= 0;
}

static void
trivet_plain_hasher_iface_init (TrivetPinHasherInterface *iface)
{
  iface->hash_async = hash_async;
  iface->hash_finish = hash_finish;
  iface->verify_async = verify_async;
  iface->verify_finish = verify_finish;
}

static void
trivet_plain_hasher_class_init (TrivetPlainHasherClass *klass)
{
}

static void
trivet_plain_hasher_init (TrivetPlainHasher *self)
{
}

TrivetPinHasher *
trivet_plain_hasher_new (void)
{
  return g_object_new (TRIVET_TYPE_PLAIN_HASHER, NULL);
}
