/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-bank-private.h"

/* What a request does when it arrives at a bank, by the providers' documents. */

/* specs/wechatpay 9: no reverse before 15 s; the wallet revokes what nobody confirms after 45 s. */
#define WECHAT_REVERSE_MIN_US      (15 * G_USEC_PER_SEC)
#define WECHAT_LIFE_US             (50 * G_USEC_PER_SEC)
#define REFUSED_OPEN_PAYS_PER_CENT 20

static void
giving_free (SimGiving *giving)
{
  g_free (giving->number);
  g_free (giving);
}

static SimBook *
new_book (SimBank           *self,
          const SimQuestion *question,
          const SimStep     *step)
{
  SimBook *book = g_new0 (SimBook, 1);

  book->bank = self;
  book->number = g_strdup (question->number);
  book->wallet = question->wallet;
  book->amount_minor = question->amount_minor;
  book->step = step;
  book->shown = question->call == SIM_CALL_SHOW;
  book->born_us = sim_loop_get_us ();
  book->givings = g_ptr_array_new_with_free_func ((GDestroyNotify) giving_free);
  g_hash_table_insert (self->books[question->wallet], book->number, book);
  return book;
}

static void
begin_charge (SimBook *book,
              guint64  luck)
{
  gint64 delay_us = book->step->d * 1000;

  book->state = SIM_BOOK_OPEN;
  /* A refusal and the query right after it come from one truth (specs/alipay 10.3). */
  book->lied = book->step->c == SIM_FATE_REFUSED_OPEN;
  switch ((SimFate) book->step->c) {
  case SIM_FATE_PAYS:
    _sim_bank_pay (book);
    book->has_before = FALSE;
    return;
  case SIM_FATE_REFUSED:
    book->state = SIM_BOOK_REFUSED;
    return;
  case SIM_FATE_REFUSED_OPEN:
    if (luck % 100 < REFUSED_OPEN_PAYS_PER_CENT)
      _sim_bank_schedule (book, NULL, GUEST_PAYS, delay_us);
    else
      book->state = SIM_BOOK_FAILED;
    break;
  case SIM_FATE_PASSWORD:
    _sim_bank_schedule (book, NULL, GUEST_PAYS, delay_us);
    break;
  case SIM_FATE_GIVES_UP:
    _sim_bank_schedule (book, NULL, GUEST_FAILS, delay_us);
    break;
  case SIM_FATE_SLEEPS:
    break;
  }
  _sim_bank_schedule (book, NULL, TIME_OVER, book->wallet == SIM_WALLET_ALIPAY ? ALIPAY_LIFE_US : WECHAT_LIFE_US);
}

/* The same number again is the same order. */
static SimSaying
take_charge (SimBank           *self,
             const SimQuestion *question,
             const SimStep     *step,
             SimBook           *book,
             guint64            luck)
{
  gboolean first = book == NULL;

  if (first) {
    book = new_book (self, question, step);
    begin_charge (book, luck);
  }
  if (book->amount_minor != question->amount_minor)
    sim_fail ("number-reused: %s was asked for with two amounts", question->number);

  switch (book->state) {
  case SIM_BOOK_PAID:
    return first ? (luck % 8 == 0 ? SIM_SAYS_PAID_COUPON : SIM_SAYS_PAID) : SIM_SAYS_ALREADY;
  case SIM_BOOK_OPEN:
    return step->c == SIM_FATE_REFUSED_OPEN ? SIM_SAYS_REFUSED : SIM_SAYS_WAIT;
  case SIM_BOOK_REFUSED:
  case SIM_BOOK_FAILED:
    return SIM_SAYS_REFUSED;
  case SIM_BOOK_CLOSED:
  case SIM_BOOK_RETURNED:
  case SIM_BOOK_UNSCANNED:
    return SIM_SAYS_DEAD;
  }

  g_assert_not_reached ();
}

static SimSaying
take_show (SimBank           *self,
           const SimQuestion *question,
           const SimStep     *step,
           SimBook           *book)
{
  if (book == NULL) {
    book = new_book (self, question, step);
    book->state = SIM_BOOK_UNSCANNED;
  }
  if (book->state == SIM_BOOK_CLOSED)
    return SIM_SAYS_DEAD;
  return book->state == SIM_BOOK_PAID ? SIM_SAYS_ALREADY : SIM_SAYS_SHOWN;
}

/* Copies of the books may be some seconds behind. */
static SimSaying
take_query (const SimBook *book,
            const SimHow  *how)
{
  SimBookState state;
  gint64       now_us = sim_loop_get_us ();

  if (book == NULL)
    return SIM_SAYS_NOT_FOUND;
  state = book->state;
  if (how->stale_us > 0 && !book->lied && state != SIM_BOOK_REFUSED) {
    if (now_us - book->born_us < how->stale_us && !book->has_before)
      return SIM_SAYS_NOT_FOUND;
    if (book->has_before && now_us - book->changed_us < how->stale_us)
      state = book->before;
  }

  switch (state) {
  case SIM_BOOK_REFUSED:
    return SIM_SAYS_NOT_FOUND;
  case SIM_BOOK_UNSCANNED:
    return book->wallet == SIM_WALLET_ALIPAY ? SIM_SAYS_NOT_FOUND : SIM_SAYS_WAIT;
  case SIM_BOOK_OPEN:
    return SIM_SAYS_WAIT;
  case SIM_BOOK_FAILED:
    return SIM_SAYS_FAILED;
  case SIM_BOOK_PAID:
    return SIM_SAYS_PAID;
  case SIM_BOOK_CLOSED:
    return SIM_SAYS_CLOSED;
  case SIM_BOOK_RETURNED:
    return SIM_SAYS_RETURNED;
  }

  g_assert_not_reached ();
}

static SimSaying
take_reverse (SimBook      *book,
              const SimHow *how)
{
  if (book == NULL || book->state == SIM_BOOK_REFUSED)
    return SIM_SAYS_NOT_FOUND;
  if (book->wallet == SIM_WALLET_WECHAT && sim_loop_get_us () - book->born_us < WECHAT_REVERSE_MIN_US)
    return SIM_SAYS_TOO_EARLY;
  if (how->later_us > 0) {
    _sim_bank_schedule (book, NULL, UNDONE, how->later_us);
    return book->state == SIM_BOOK_PAID ? SIM_SAYS_RETURNED : SIM_SAYS_CLOSED;
  }
  _sim_bank_undo (book);
  return book->state == SIM_BOOK_RETURNED ? SIM_SAYS_RETURNED : SIM_SAYS_CLOSED;
}

static SimSaying
take_close (SimBook *book)
{
  if (book == NULL || book->state == SIM_BOOK_REFUSED ||
      (book->state == SIM_BOOK_UNSCANNED && book->wallet == SIM_WALLET_ALIPAY))
    return SIM_SAYS_NOT_FOUND;
  if (book->state == SIM_BOOK_PAID || book->state == SIM_BOOK_RETURNED)
    return SIM_SAYS_WRONG_STATE;
  if (book->state == SIM_BOOK_CLOSED)
    return book->wallet == SIM_WALLET_ALIPAY ? SIM_SAYS_WRONG_STATE : SIM_SAYS_CLOSED;
  _sim_bank_undo (book);
  return SIM_SAYS_CLOSED;
}

static SimGiving *
find_giving (const SimBook *book,
             const char    *number)
{
  for (guint i = 0; i < book->givings->len; i++) {
    SimGiving *giving = g_ptr_array_index (book->givings, i);

    if (g_str_equal (giving->number, number))
      return giving;
  }

  return NULL;
}

static gboolean
is_giving_pending (const SimBook *book)
{
  for (guint i = 0; i < book->givings->len; i++) {
    if (((SimGiving *) g_ptr_array_index (book->givings, i))->state == SIM_GIVING_PENDING)
      return TRUE;
  }

  return FALSE;
}

static SimSaying
say_giving (const SimBook   *book,
            const SimGiving *giving,
            SimCallKind      call)
{
  if (giving->state == SIM_GIVING_FAILED)
    return SIM_SAYS_NO_REFUND;
  if (giving->state == SIM_GIVING_PENDING)
    return SIM_SAYS_ACCEPTED;
  /* Alipay's answer to a repetition says that nothing moved (specs/alipay 10). */
  return call == SIM_CALL_REFUND && book->wallet == SIM_WALLET_ALIPAY ? SIM_SAYS_ACCEPTED
                                                                      : SIM_SAYS_REFUNDED;
}

static SimSaying
begin_giving (SimBook           *book,
              const SimQuestion *question)
{
  guint64    luck = sim_hash (g_str_hash (question->refund_number), 7);
  SimGiving *giving = g_new0 (SimGiving, 1);

  giving->number = g_strdup (question->refund_number);
  giving->minor = question->refund_minor;
  giving->at_us = sim_loop_get_us ();
  g_ptr_array_add (book->givings, giving);
  book->kept_minor -= giving->minor;
  if (luck % 3 == 0 && book->wallet == SIM_WALLET_ALIPAY) {
    giving->state = SIM_GIVING_DONE;
    return SIM_SAYS_REFUNDED;
  }

  giving->state = SIM_GIVING_PENDING;
  _sim_bank_schedule (book, giving,
                      (luck >> 8) % 10 == 0 && book->wallet == SIM_WALLET_WECHAT ? GIVING_FAILED : GIVING_DONE,
                      (gint64) ((luck >> 16) % (luck % 5 == 0 ? 1200000 : 20000)) * 1000);
  return SIM_SAYS_ACCEPTED;
}

static SimSaying
take_refund (SimBank           *self,
             const SimQuestion *question,
             SimBook           *book)
{
  SimGiving *giving;

  if (book == NULL || book->state != SIM_BOOK_PAID)
    sim_fail ("refund-unpaid: %s gives back what %s never brought", question->refund_number, question->number);
  giving = find_giving (book, question->refund_number);
  if (giving != NULL && giving->minor != question->refund_minor)
    sim_fail ("refund-reused: %s was asked for with two amounts", question->refund_number);
  if (giving != NULL)
    return say_giving (book, giving, SIM_CALL_REFUND);
  /* What is refused once is refused each time it arrives. */
  if (sim_hash (g_str_hash (question->refund_number), 3) % 20 == 0)
    return SIM_SAYS_NO_REFUND;
  if (question->refund_minor > book->kept_minor)
    sim_fail ("refund-too-much: %s asks for %" G_GINT64_FORMAT ", and %" G_GINT64_FORMAT " is left of %s",
              question->refund_number, question->refund_minor, book->kept_minor, question->number);
  if (is_giving_pending (book))
    return SIM_SAYS_BUSY;
  if (sim_loop_get_us () < self->short_until_us[question->wallet])
    return SIM_SAYS_SHORT;
  return begin_giving (book, question);
}

static SimSaying
take_query_refund (const SimBook     *book,
                   const SimQuestion *question)
{
  const SimGiving *giving = book != NULL ? find_giving (book, question->refund_number) : NULL;

  if (giving == NULL || (giving->state == SIM_GIVING_FAILED && book->wallet == SIM_WALLET_ALIPAY))
    return SIM_SAYS_NOT_FOUND;
  return say_giving (book, giving, SIM_CALL_QUERY_REFUND);
}

/**
 * sim_bank_take:
 * @self: the bank
 * @question: a request, as it arrives
 * @step: what the guest will do
 * @how: what goes wrong inside
 * @luck: for what is left open
 *
 * Returns: what the provider has to say
 */
SimSaying
sim_bank_take (SimBank           *self,
               const SimQuestion *question,
               const SimStep     *step,
               const SimHow      *how,
               guint64            luck)
{
  SimBook *book = sim_bank_lookup (self, question->wallet, question->number);

  switch (question->call) {
  case SIM_CALL_CHARGE:
    return take_charge (self, question, step, book, luck);
  case SIM_CALL_SHOW:
    return take_show (self, question, step, book);
  case SIM_CALL_QUERY:
    return take_query (book, how);
  case SIM_CALL_REVERSE:
    return take_reverse (book, how);
  case SIM_CALL_CLOSE:
    return take_close (book);
  case SIM_CALL_REFUND:
    return take_refund (self, question, book);
  case SIM_CALL_QUERY_REFUND:
    return take_query_refund (book, question);
  }

  g_assert_not_reached ();
}
