/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_PIN_HASHER (trivet_pin_hasher_get_type ())
G_DECLARE_INTERFACE (TrivetPinHasher, trivet_pin_hasher, TRIVET, PIN_HASHER, GObject)

/**
 * TrivetPinHasherInterface:
 * @hash_async: MUST make a text of @pin with a fresh random salt, by a function that is slow and
 *   needs memory on purpose, away from the main context; the text carries its own parameters
 * @hash_finish: MUST return that text, which does not give the PIN away
 * @verify_async: MUST compute with the parameters of @hash, away from the main context, and compare
 *   in constant time
 * @verify_finish: MUST tell by @ret_matches; %FALSE with an error when @hash cannot be read
 *
 * A slow hash for PINs. The finish functions need be implemented only where the result is no #GTask with
 * the answer.
 */
struct _TrivetPinHasherInterface {
  GTypeInterface parent_iface;

  void     (*hash_async)    (TrivetPinHasher      *self,
                             TrivetSecret         *pin,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
  char    *(*hash_finish)   (TrivetPinHasher      *self,
                             GAsyncResult         *result,
                             GError              **error);
  void     (*verify_async)  (TrivetPinHasher      *self,
                             TrivetSecret         *pin,
                             const char           *hash,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
  gboolean (*verify_finish) (TrivetPinHasher      *self,
                             GAsyncResult         *result,
                             gboolean             *ret_matches,
                             GError              **error);
};

void      trivet_pin_hasher_hash_async    (TrivetPinHasher      *self,
                                           TrivetSecret         *pin,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
char     *trivet_pin_hasher_hash_finish   (TrivetPinHasher      *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void      trivet_pin_hasher_verify_async  (TrivetPinHasher      *self,
                                           TrivetSecret         *pin,
                                           const char           *hash,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean  trivet_pin_hasher_verify_finish (TrivetPinHasher      *self,
                                           GAsyncResult         *result,
                                           gboolean             *ret_matches,
                                           GError              **error);

G_END_DECLS
