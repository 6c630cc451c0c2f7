/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-bill-private.h"

/* The bills of the morning: each provider's own books, written honestly or with rows that are missing,
 * doubled, wrong or somebody else's. */

#define FEE_MICROS (FEE_RATE_PPM / 100) /* for each minor unit */

/* One row in so many is wrong in a bill that is not honest. */
#define ROWS_A_WRONG_ONE 10

void
_sim_bill_set_text (char      **place,
                    const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

/* What a provider's people and programs get wrong. */
static void
add_row (Morning            *self,
         TrivetBillEntryKind kind,
         const char         *number,
         const char         *refund_number,
         gint64              minor,
         const char         *state,
         gint64              loop_us)
{
  gint64           at_us = sim_loop_to_wall_us (loop_us);
  guint64          luck = self->honest ? 0 : _sim_bill_draw (self);
  guint            mistake = !self->honest && luck % ROWS_A_WRONG_ONE == 0 ? (guint) (luck >> 8) % 4 + 1 : 0;
  TrivetBillEntry *row;

  if (mistake == 1) /* left out */
    return;
  row = trivet_bill_entry_new (kind);
  _sim_bill_set_text (&row->merchant_order_id, number);
  _sim_bill_set_text (&row->merchant_refund_id, refund_number);
  _sim_bill_set_text (&row->state, state);
  row->amount_minor = minor + (mistake == 2 ? 100 : 0);
  row->at_us = at_us;
  if (kind != TRIVET_BILL_ENTRY_REFUND)
    row->fee_micros = (kind == TRIVET_BILL_ENTRY_REVERSAL ? -1 : 1) * minor * FEE_MICROS;
  if (mistake == 3 && kind == TRIVET_BILL_ENTRY_PAYMENT)
    row->fee_micros += 50000;
  g_ptr_array_add (self->bills[_sim_bill_find_day (self, at_us)]->entries, row);
  if (mistake == 4) /* a reversal that never was, or that was told before */
    add_row (self, TRIVET_BILL_ENTRY_REVERSAL, number, "", minor, "REVOKED", loop_us);
}

/* A failed refund is marked, or stands as it was accepted. */
static void
write_givings (Morning       *self,
               const SimBook *book)
{
  for (guint i = 0; i < book->givings->len; i++) {
    const SimGiving *giving = g_ptr_array_index (book->givings, i);
    gboolean         told = giving->state != SIM_GIVING_FAILED || _sim_bill_draw (self) % 2;

    add_row (self, TRIVET_BILL_ENTRY_REFUND, book->number, giving->number, giving->minor,
             told ? "SUCCESS" : "FAIL", giving->at_us);
  }
}

static void
write_book (gpointer key,
            gpointer value,
            gpointer user_data)
{
  const SimBook *book = value;
  Morning       *self = user_data;

  if (book->paid_us != 0 && (book->returned_us == 0 || _sim_bill_draw (self) % 2))
    add_row (self, TRIVET_BILL_ENTRY_PAYMENT, book->number, "", book->amount_minor, "SUCCESS", book->paid_us);
  if (book->returned_us != 0)
    add_row (self, TRIVET_BILL_ENTRY_REVERSAL, book->number, "", book->amount_minor, "REVOKED", book->returned_us);
  if (book->paid_us == 0 && !self->honest && _sim_bill_draw (self) % ROWS_A_WRONG_ONE == 0)
    add_row (self, TRIVET_BILL_ENTRY_PAYMENT, book->number, "", book->amount_minor, "SUCCESS", book->born_us);
  write_givings (self, book);
}

/* As it is stored and read again. */
static void
store_bill (Morning     *self,
            TrivetBill **place)
{
  SimRegister    *reg = g_ptr_array_index (self->world->registers, 0);
  TrivetFactStamp stamp = { TRIVET_CLOCK (reg->clock), reg->random, "R1", "s1" };
  g_autoptr (GPtrArray) facts = trivet_bill_to_facts (*place, &stamp);
  g_autoptr (GError) error = NULL;
  TrivetBill *stored = trivet_bill_from_facts (facts, &error);

  if (stored == NULL || stored->entries->len != (*place)->entries->len)
    sim_fail ("bill-lost: a stored bill is another one: %s", error != NULL ? error->message : "");
  trivet_bill_free (*place);
  *place = stored;
}

void
_sim_bill_write_bills (Morning *self)
{
  static const char *const dates[N_DAYS] = { "2026-01-01", "2026-01-02" };

  for (guint day = 0; day < N_DAYS; day++)
    self->bills[day] = trivet_bill_new (TRIVET_BILL_TRADE, sim_vendor_get_id (self->wallet), dates[day], TRIVET_CURRENCY_CNY);
  sim_bank_foreach (self->world->bank, self->wallet, write_book, self);
  if (!self->honest && _sim_bill_draw (self) % 2)
    add_row (self, TRIVET_BILL_ENTRY_PAYMENT, "TRANOTHERTILL", "", 700, "SUCCESS", sim_loop_get_us ());
  for (guint day = 0; self->world->plan->thorough && day < N_DAYS; day++)
    store_bill (self, &self->bills[day]);
}
