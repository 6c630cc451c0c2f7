/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-guest-phone.h"

/*
 * TrivetGuestPhone: what the guest's phone window of the training mode needs from a wallet.
 */

G_DEFINE_INTERFACE (TrivetGuestPhone, trivet_guest_phone, G_TYPE_OBJECT)

static void
trivet_guest_phone_default_init (TrivetGuestPhoneInterface *iface)
{
}

/**
 * trivet_phone_request_new:
 *
 * Returns: (transfer full): an empty request
 */
TrivetPhoneRequest *
trivet_phone_request_new (void)
{
  return g_new0 (TrivetPhoneRequest, 1);
}

/**
 * trivet_phone_request_free:
 * @self: (transfer full): a request
 */
void
trivet_phone_request_free (TrivetPhoneRequest *self)
{
  g_free (self->id);
  g_free (self->merchant);
  g_free (self);
}

/**
 * trivet_guest_phone_new_code_async:
 * @self: a phone
 * @wallet_id: "alipay", "wechat"
 * @cancellable: (nullable): ends the wait
 * @callback: called when the code is there
 * @user_data: for @callback
 *
 * Asks for a fresh payment code.
 */
void
trivet_guest_phone_new_code_async (TrivetGuestPhone   *self,
                                   const char         *wallet_id,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_GUEST_PHONE (self));
  g_return_if_fail (wallet_id != NULL);

  TRIVET_GUEST_PHONE_GET_IFACE (self)->new_code_async (self, wallet_id, cancellable, callback, user_data);
}

/**
 * trivet_guest_phone_new_code_finish:
 * @self: a phone
 * @result: from the callback
 * @ret_seconds: (out): how long the code lives
 * @error: return location: the sandbox cannot be reached; try again
 *
 * Returns: (transfer full) (nullable): the code
 */
TrivetSecret *
trivet_guest_phone_new_code_finish (TrivetGuestPhone *self,
                                    GAsyncResult     *result,
                                    guint            *ret_seconds,
                                    GError          **error)
{
  g_return_val_if_fail (TRIVET_IS_GUEST_PHONE (self), NULL);
  g_return_val_if_fail (ret_seconds != NULL, NULL);

  return TRIVET_GUEST_PHONE_GET_IFACE (self)->new_code_finish (self, result, ret_seconds, error);
}

/**
 * trivet_guest_phone_poll_async:
 * @self: a phone
 * @cancellable: (nullable): ends the wait
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks whether the wallet wants its owner's password.
 */
void
trivet_guest_phone_poll_async (TrivetGuestPhone   *self,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_GUEST_PHONE (self));

  TRIVET_GUEST_PHONE_GET_IFACE (self)->poll_async (self, cancellable, callback, user_data);
}

/**
 * trivet_guest_phone_poll_finish:
 * @self: a phone
 * @result: from the callback
 * @error: return location: the sandbox cannot be reached
 *
 * Returns: (transfer full) (nullable): the request, or %NULL with @error unset when there is none
 */
TrivetPhoneRequest *
trivet_guest_phone_poll_finish (TrivetGuestPhone *self,
                                GAsyncResult     *result,
                                GError          **error)
{
  g_return_val_if_fail (TRIVET_IS_GUEST_PHONE (self), NULL);

  return TRIVET_GUEST_PHONE_GET_IFACE (self)->poll_finish (self, result, error);
}

/**
 * trivet_guest_phone_scan_async:
 * @self: a phone
 * @text: of the code that the shop shows
 * @cancellable: (nullable): ends the wait
 * @callback: called when the wallet has answered
 * @user_data: for @callback
 *
 * The guest scans a code that the shop shows.
 */
void
trivet_guest_phone_scan_async (TrivetGuestPhone   *self,
                               const char         *text,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_GUEST_PHONE (self));
  g_return_if_fail (text != NULL);

  TRIVET_GUEST_PHONE_GET_IFACE (self)->scan_async (self, text, cancellable, callback, user_data);
}

/**
 * trivet_guest_phone_scan_finish:
 * @self: a phone
 * @result: from the callback
 * @ret_scan: (out): what became of it
 * @error: return location: no shop shows that code, or the sandbox cannot be reached
 *
 * Returns: whether the wallet answered
 */
gboolean
trivet_guest_phone_scan_finish (TrivetGuestPhone *self,
                                GAsyncResult     *result,
                                TrivetPhoneScan  *ret_scan,
                                GError          **error)
{
  g_return_val_if_fail (TRIVET_IS_GUEST_PHONE (self), FALSE);
  g_return_val_if_fail (ret_scan != NULL, FALSE);

  return TRIVET_GUEST_PHONE_GET_IFACE (self)->scan_finish (self, result, ret_scan, error);
}

/**
 * trivet_guest_phone_answer_async:
 * @self: a phone
 * @request_id: from the request
 * @confirm: %TRUE to pay, %FALSE to refuse
 * @cancellable: (nullable): ends the wait
 * @callback: called when the wallet knows
 * @user_data: for @callback
 *
 * Confirms or refuses a request.
 */
void
trivet_guest_phone_answer_async (TrivetGuestPhone   *self,
                                 const char         *request_id,
                                 gboolean            confirm,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_GUEST_PHONE (self));
  g_return_if_fail (request_id != NULL);

  TRIVET_GUEST_PHONE_GET_IFACE (self)->answer_async (self, request_id, confirm, cancellable, callback, user_data);
}

/**
 * trivet_guest_phone_answer_finish:
 * @self: a phone
 * @result: from the callback
 * @error: return location: too late, or the sandbox cannot be reached
 *
 * Returns: whether the wallet took the answer
 */
gboolean
trivet_guest_phone_answer_finish (TrivetGuestPhone *self,
                                  GAsyncResult     *result,
                                  GError          **error)
{
  g_return_val_if_fail (TRIVET_IS_GUEST_PHONE (self), FALSE);

  return TRIVET_GUEST_PHONE_GET_IFACE (self)->answer_finish (self, result, error);
}
