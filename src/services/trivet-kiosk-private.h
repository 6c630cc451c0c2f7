/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-kiosk.h"

G_BEGIN_DECLS

struct _TrivetKiosk {
  GObject parent_instance;

  TrivetRegister *reg;
  TrivetCheckout *checkout;
  TrivetClock    *clock;

  TrivetKioskState   state;
  TrivetCheckoutKind paying;      /* what the checkout said last */
  gint64             deadline_us; /* monotonic; 0 while nothing is waited for */
  guint              timeout_id;
  gboolean           is_open;
  char              *order_id; /* nullable: of this guest */
  char              *number;   /* the same; "" before there is one */
  char              *staff;    /* whom the register named before */
  char              *reasons[TRIVET_N_KIOSK_REASONS];
};

void     _trivet_kiosk_set_state      (TrivetKiosk        *self,
                                       TrivetKioskState    state,
                                       guint               seconds);
void     _trivet_kiosk_set_deadline   (TrivetKiosk        *self,
                                       guint               seconds);
void     _trivet_kiosk_wait_for_guest (TrivetKiosk        *self);
void     _trivet_kiosk_drop_order     (TrivetKiosk        *self,
                                       TrivetKioskReason   reason);
void     _trivet_kiosk_leave_to_staff (TrivetKiosk        *self);

/* What may be done while a payment is in that state, in trivet-kiosk-guest.c. */
gboolean _trivet_kiosk_is_moving      (TrivetCheckoutKind  kind);
gboolean _trivet_kiosk_is_unclear     (TrivetCheckoutKind  kind);
guint    _trivet_kiosk_get_pay_s      (TrivetCheckoutKind  kind);

/* What former guests have left, in trivet-kiosk-sweep.c. */
gboolean _trivet_kiosk_has_money      (const TrivetOrder  *order);
gboolean _trivet_kiosk_has_left       (TrivetKiosk        *self);
void     _trivet_kiosk_sweep          (TrivetKiosk        *self);

G_END_DECLS
