/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-checkout.h"

G_BEGIN_DECLS

/* Whom the facts of a kiosk name in the place of a person. */
#define TRIVET_KIOSK_STAFF "Kiosk"

#define TRIVET_KIOSK_IDLE_S   60
#define TRIVET_KIOSK_ASK_S    15
#define TRIVET_KIOSK_PAY_S    90
#define TRIVET_KIOSK_DOUBT_S  180
#define TRIVET_KIOSK_SERVED_S 20

/**
 * TrivetKioskState:
 * @TRIVET_KIOSK_NOBODY: waits for a guest
 * @TRIVET_KIOSK_ORDERING: somebody chooses dishes
 * @TRIVET_KIOSK_ASKING: nobody has touched the screen for a while: is the guest still there?
 * @TRIVET_KIOSK_PAYING: the order is at the checkout, which says how it goes
 * @TRIVET_KIOSK_SERVED: it is paid: the guest reads the number
 */
typedef enum {
  TRIVET_KIOSK_NOBODY,
  TRIVET_KIOSK_ORDERING,
  TRIVET_KIOSK_ASKING,
  TRIVET_KIOSK_PAYING,
  TRIVET_KIOSK_SERVED,
} TrivetKioskState;

/**
 * TrivetKioskReason:
 * @TRIVET_KIOSK_REASON_STARTED_OVER: the guest began anew
 * @TRIVET_KIOSK_REASON_GONE: the guest went away
 * @TRIVET_KIOSK_REASON_STAFF: staff took over
 *
 * Why an order without money is voided.
 */
typedef enum {
  TRIVET_KIOSK_REASON_STARTED_OVER,
  TRIVET_KIOSK_REASON_GONE,
  TRIVET_KIOSK_REASON_STAFF,
  TRIVET_N_KIOSK_REASONS
} TrivetKioskReason;

#define TRIVET_TYPE_KIOSK (trivet_kiosk_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKiosk, trivet_kiosk, TRIVET, KIOSK, GObject)

/**
 * TrivetKiosk:
 *
 * One guest after the other, each with an order of the register and nobody beside: how long a guest
 * is waited for, and what becomes of an order that is left behind. One without money is voided; one
 * in which money may be is never touched: it is held for staff.
 *
 * Signal `changed`: state, number or the seconds that are left are new.
 */
TrivetKiosk      *trivet_kiosk_new              (TrivetRegister   *reg,
                                                 TrivetCheckout   *checkout,
                                                 TrivetClock      *clock);
void              trivet_kiosk_open             (TrivetKiosk       *self,
                                                 const char *const *reasons);
void              trivet_kiosk_close            (TrivetKiosk      *self);

TrivetKioskState  trivet_kiosk_get_state        (TrivetKiosk      *self);
guint             trivet_kiosk_get_seconds_left (TrivetKiosk      *self);
const char       *trivet_kiosk_get_number       (TrivetKiosk      *self);
gboolean          trivet_kiosk_may_leave        (TrivetKiosk      *self);

/* What a guest does. */
void              trivet_kiosk_begin            (TrivetKiosk      *self,
                                                 TrivetOrderKind   kind);
void              trivet_kiosk_touch            (TrivetKiosk      *self);
gboolean          trivet_kiosk_pay              (TrivetKiosk      *self);
gboolean          trivet_kiosk_go_back          (TrivetKiosk      *self);
gboolean          trivet_kiosk_start_over       (TrivetKiosk      *self);
void              trivet_kiosk_finish           (TrivetKiosk      *self);

G_END_DECLS
