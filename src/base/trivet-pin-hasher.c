/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-base"

#include "trivet-pin-hasher.h"

/*
 * TrivetPinHasher: a slow hash for PINs; the work is done in crypto/.
 */

G_DEFINE_INTERFACE (TrivetPinHasher, trivet_pin_hasher, G_TYPE_OBJECT)

/* What most hashers do: the result is a task that was given the answer. */
static char *
finish_hash (TrivetPinHasher *self,
             GAsyncResult    *result,
             GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The task's FALSE is a wrong PIN, unless there is an error with it. */
static gboolean
finish_verify (TrivetPinHasher *self,
               GAsyncResult    *result,
               gboolean        *ret_matches,
               GError         **error)
{
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  *ret_matches = g_task_propagate_boolean (G_TASK (result), &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
trivet_pin_hasher_default_init (TrivetPinHasherInterface *iface)
{
  iface->hash_finish = finish_hash;
  iface->verify_finish = finish_verify;
}

/**
 * trivet_pin_hasher_hash_async:
 * @self: a hasher
 * @pin: what to hash
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Makes a text that @pin can be checked against and that does not give it away.
 */
void
trivet_pin_hasher_hash_async (TrivetPinHasher    *self,
                              TrivetSecret       *pin,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_PIN_HASHER (self));
  g_return_if_fail (pin != NULL);

  TRIVET_PIN_HASHER_GET_IFACE (self)->hash_async (self, pin, callback, user_data);
}

/**
 * trivet_pin_hasher_hash_finish:
 * @self: a hasher
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
trivet_pin_hasher_hash_finish (TrivetPinHasher *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (TRIVET_IS_PIN_HASHER (self), NULL);

  return TRIVET_PIN_HASHER_GET_IFACE (self)->hash_finish (self, result, error);
}

/**
 * trivet_pin_hasher_verify_async:
 * @self: a hasher
 * @pin: what somebody typed
 * @hash: what trivet_pin_hasher_hash_finish() gave for the right one
 * @callback: called when it is done
 * @user_data: for @callback
 */
void
trivet_pin_hasher_verify_async (TrivetPinHasher    *self,
                                TrivetSecret       *pin,
                                const char         *hash,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_PIN_HASHER (self));
  g_return_if_fail (pin != NULL && hash != NULL);

  TRIVET_PIN_HASHER_GET_IFACE (self)->verify_async (self, pin, hash, callback, user_data);
}

/**
 * trivet_pin_hasher_verify_finish:
 * @self: a hasher
 * @result: from the callback
 * @ret_matches: (out): whether it is the right PIN
 * @error: return location
 *
 * Returns: %FALSE when the hash could not be read or computed
 */
gboolean
trivet_pin_hasher_verify_finish (TrivetPinHasher *self,
                                 GAsyncResult    *result,
                                 gboolean        *ret_matches,
                                 GError         **error)
{
  g_return_val_if_fail (TRIVET_IS_PIN_HASHER (self), FALSE);
  g_return_val_if_fail (ret_matches != NULL, FALSE);

  return TRIVET_PIN_HASHER_GET_IFACE (self)->verify_finish (self, result, ret_matches, error);
}
