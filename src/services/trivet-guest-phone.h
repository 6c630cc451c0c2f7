/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-money.h"
#include "trivet-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TrivetPhoneRequest:
 * @id: names the request
 * @merchant: who asks
 * @amount: how much
 * @seconds_left: until the wallet gives up
 *
 * A wallet asks its owner for the password.
 */
typedef struct {
  char        *id;
  char        *merchant;
  TrivetMoney  amount;
  guint        seconds_left;
} TrivetPhoneRequest;

TrivetPhoneRequest *trivet_phone_request_new  (void);
void                trivet_phone_request_free (TrivetPhoneRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetPhoneRequest, trivet_phone_request_free)

/**
 * TrivetPhoneScan:
 * @TRIVET_PHONE_SCAN_PAID: the guest has paid
 * @TRIVET_PHONE_SCAN_WAITING: the wallet asks for the password first (see poll)
 * @TRIVET_PHONE_SCAN_FAILED: the wallet does not pay; the code can be scanned again
 * @TRIVET_PHONE_SCAN_OVER: the code has expired, or is paid or closed
 *
 * What became of a shop's code that the guest scanned.
 */
typedef enum {
  TRIVET_PHONE_SCAN_PAID,
  TRIVET_PHONE_SCAN_WAITING,
  TRIVET_PHONE_SCAN_FAILED,
  TRIVET_PHONE_SCAN_OVER,
} TrivetPhoneScan;

#define TRIVET_TYPE_GUEST_PHONE (trivet_guest_phone_get_type ())
G_DECLARE_INTERFACE (TrivetGuestPhone, trivet_guest_phone, TRIVET, GUEST_PHONE, GObject)

/**
 * TrivetGuestPhoneInterface:
 * @new_code_async: MUST ask the wallet (id as in the wallet table) for a fresh payment code
 * @new_code_finish: gives the code (transfer full) and how many seconds it lives
 * @poll_async: MUST ask whether the wallet wants a password
 * @poll_finish: gives the request, or %NULL with no error when there is none
 * @scan_async: MUST scan the text of a code that a shop shows, with the wallet that it belongs to
 * @scan_finish: gives what became of it
 * @answer_async: MUST tell the wallet that its owner confirmed or refused
 *
 * The guest's wallet in training mode: the sandbox's phone.
 */
struct _TrivetGuestPhoneInterface {
  GTypeInterface parent_iface;

  void                (*new_code_async)  (TrivetGuestPhone     *self,
                                          const char           *wallet_id,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
  TrivetSecret       *(*new_code_finish) (TrivetGuestPhone     *self,
                                          GAsyncResult         *result,
                                          guint                *ret_seconds,
                                          GError              **error);
  void                (*poll_async)      (TrivetGuestPhone     *self,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
  TrivetPhoneRequest *(*poll_finish)     (TrivetGuestPhone     *self,
                                          GAsyncResult         *result,
                                          GError              **error);
  void                (*scan_async)      (TrivetGuestPhone     *self,
                                          const char           *text,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
  gboolean            (*scan_finish)     (TrivetGuestPhone     *self,
                                          GAsyncResult         *result,
                                          TrivetPhoneScan      *ret_scan,
                                          GError              **error);
  void                (*answer_async)    (TrivetGuestPhone     *self,
                                          const char           *request_id,
                                          gboolean              confirm,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
  gboolean            (*answer_finish)   (TrivetGuestPhone     *self,
                                          GAsyncResult         *result,
                                          GError              **error);
};

void                trivet_guest_phone_new_code_async  (TrivetGuestPhone     *self,
                                                        const char           *wallet_id,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
TrivetSecret       *trivet_guest_phone_new_code_finish (TrivetGuestPhone     *self,
                                                        GAsyncResult         *result,
                                                        guint                *ret_seconds,
                                                        GError              **error);
void                trivet_guest_phone_poll_async      (TrivetGuestPhone     *self,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
TrivetPhoneRequest *trivet_guest_phone_poll_finish     (TrivetGuestPhone     *self,
                                                        GAsyncResult         *result,
                                                        GError              **error);
void                trivet_guest_phone_scan_async      (TrivetGuestPhone     *self,
                                                        const char           *text,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
gboolean            trivet_guest_phone_scan_finish     (TrivetGuestPhone     *self,
                                                        GAsyncResult         *result,
                                                        TrivetPhoneScan      *ret_scan,
                                                        GError              **error);
void                trivet_guest_phone_answer_async    (TrivetGuestPhone     *self,
                                                        const char           *request_id,
                                                        gboolean              confirm,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
gboolean            trivet_guest_phone_answer_finish   (TrivetGuestPhone     *self,
                                                        GAsyncResult         *result,
                                                        GError              **error);

G_END_DECLS
