/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-bank.h"

#include "sim-disk.h"
#include "sim-loop.h"
#include "sim-report.h"

/* The providers' own books, by their documents: what a request does when it arrives, and what guests
 * and time do by themselves. It knows nothing of our records; only numbers and amounts come here. */

/* specs/wechatpay 9: no reverse before 15 s; the wallet revokes what nobody confirms after 45 s. */
#define WECHAT_REVERSE_MIN_US (15 * G_USEC_PER_SEC)
#define WECHAT_LIFE_US        (50 * G_USEC_PER_SEC)
/* trivet-alipay-provider.c asks for five minutes. */
#define ALIPAY_LIFE_US (300 * G_USEC_PER_SEC)
/* trivet-alipay-show.c: a picture lives three minutes, the trade five more from the scan on. */
#define ALIPAY_PICTURE_US (180 * G_USEC_PER_SEC)
/* trivet-wechatpay-request.c: longer than on the screen, never longer than this. */
#define WECHAT_PICTURE_US (540 * G_USEC_PER_SEC)

#define REFUSED_OPEN_PAYS_PER_CENT 20

struct _SimBank {
  GHashTable *books[SIM_N_WALLETS]; /* number → SimBook (owned) */
  gint64      short_until_us[SIM_N_WALLETS];
  guint       n_waiting; /* guests and refunds that will still do something */
};

typedef struct {
  SimBook   *book;
  SimGiving *giving;
  int        what;
} Event;

static void
giving_free (SimGiving *giving)
{
  g_free (giving->number);
  g_free (giving);
}

static void
book_free (SimBook *book)
{
  g_free (book->number);
  g_ptr_array_unref (book->givings);
  g_free (book);
}

SimBank *
sim_bank_new (void)
{
  SimBank *self = g_new0 (SimBank, 1);

  for (guint i = 0; i < SIM_N_WALLETS; i++)
    self->books[i] = g_hash_table_new_full (sim_id_hash, g_str_equal, NULL, (GDestroyNotify) book_free);
  return self;
}

void
sim_bank_free (SimBank *self)
{
  for (guint i = 0; i < SIM_N_WALLETS; i++)
    g_hash_table_unref (self->books[i]);
  g_free (self);
}

SimBook *
sim_bank_lookup (SimBank    *self,
                 SimWallet   wallet,
                 const char *number)
{
  return g_hash_table_lookup (self->books[wallet], number);
}

guint
sim_bank_get_n_waiting (SimBank *self)
{
  return self->n_waiting;
}

gint64
sim_bank_get_kept_minor (SimBank  *self,
                         SimWallet wallet)
{
  GHashTableIter iter;
  gpointer       value;
  gint64         sum = 0;

  g_hash_table_iter_init (&iter, self->books[wallet]);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    sum += ((SimBook *) value)->kept_minor;
  return sum;
}

void
sim_bank_foreach (SimBank  *self,
                  SimWallet wallet,
                  GHFunc    func,
                  gpointer  user_data)
{
  g_hash_table_foreach (self->books[wallet], func, user_data);
}

void
sim_bank_run_short (SimBank  *self,
                    SimWallet wallet,
                    gint64    ms)
{
  self->short_until_us[wallet] = sim_loop_get_us () + ms * 1000;
}

static void
move (SimBook     *book,
      SimBookState state)
{
  book->has_before = TRUE;
  book->before = book->state;
  book->changed_us = sim_loop_get_us ();
  book->state = state;
}

static void
pay (SimBook *book)
{
  move (book, SIM_BOOK_PAID);
  book->paid_us = sim_loop_get_us ();
  g_assert (book->kept_minor == 0);
  book->kept_minor = book->amount_minor;
}

/* What happens to a book by itself. */
enum {
  GUEST_PAYS,
  GUEST_FAILS,
  TIME_OVER,
  GUEST_SCANS,
  UNDONE,
  GIVING_DONE,
  GIVING_FAILED,
};

static void schedule (SimBook *book, SimGiving *giving, int what, gint64 delay_us);

/* From the scan on the trade exists and can be paid. */
static void
scan (SimBook *book)
{
  gint64 life_us = book->wallet == SIM_WALLET_ALIPAY ? ALIPAY_PICTURE_US : WECHAT_PICTURE_US;

  if (book->state != SIM_BOOK_UNSCANNED || sim_loop_get_us () - book->born_us > life_us)
    return;
  if (book->wallet == SIM_WALLET_ALIPAY)
    move (book, SIM_BOOK_OPEN);
  if (book->step->d >= 0)
    schedule (book, NULL, GUEST_PAYS, book->step->d * 1000);
  if (book->wallet == SIM_WALLET_ALIPAY)
    schedule (book, NULL, TIME_OVER, ALIPAY_LIFE_US);
}

/* WeChat's life ends with the picture's, whenever it was scanned. */
static gboolean
can_be_paid (const SimBook *book)
{
  if (book->state == SIM_BOOK_OPEN)
    return TRUE;
  return book->state == SIM_BOOK_UNSCANNED && book->wallet == SIM_WALLET_WECHAT &&
         sim_loop_get_us () - book->born_us <= WECHAT_PICTURE_US;
}

static void
undo (SimBook *book)
{
  if (book->state == SIM_BOOK_PAID) {
    book->kept_minor = 0;
    move (book, SIM_BOOK_RETURNED);
    book->returned_us = sim_loop_get_us ();
  } else if (book->state == SIM_BOOK_OPEN || book->state == SIM_BOOK_FAILED ||
             book->state == SIM_BOOK_UNSCANNED) {
    move (book, SIM_BOOK_CLOSED);
  }
}

static gboolean
on_event (gpointer user_data)
{
  Event   *event = user_data;
  SimBook *book = event->book;

  book->bank->n_waiting--;
  if (event->what == GUEST_PAYS && can_be_paid (book))
    pay (book);
  else if (event->what == GUEST_FAILS && book->state == SIM_BOOK_OPEN)
    move (book, SIM_BOOK_FAILED);
  else if (event->what == TIME_OVER && (book->state == SIM_BOOK_OPEN || book->state == SIM_BOOK_FAILED))
    move (book, SIM_BOOK_CLOSED);
  else if (event->what == GUEST_SCANS)
    scan (book);
  else if (event->what == UNDONE)
    undo (book);
  else if (event->what == GIVING_DONE) {
    event->giving->state = SIM_GIVING_DONE;
  } else if (event->what == GIVING_FAILED) {
    event->giving->state = SIM_GIVING_FAILED;
    book->kept_minor += event->giving->minor;
  }
  return G_SOURCE_REMOVE;
}

static void
schedule (SimBook   *book,
          SimGiving *giving,
          int        what,
          gint64     delay_us)
{
  Event *event = g_new (Event, 1);

  *event = (Event){ book, giving, what };
  book->bank->n_waiting++;
  sim_loop_add (delay_us, on_event, event, g_free);
}

/* The code is on a screen: the guest may scan it from now on, when they like. */
void
sim_bank_display (SimBank    *self,
                  SimWallet   wallet,
                  const char *number)
{
  SimBook *book = sim_bank_lookup (self, wallet, number);

  if (book == NULL)
    sim_fail ("shown-unknown: a code is on the screen that the provider never made");
  if (book->displayed)
    return;
  book->displayed = TRUE;
  if (book->step->c >= 0)
    schedule (book, NULL, GUEST_SCANS, book->step->c * 1000);
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
    pay (book);
    book->has_before = FALSE;
    return;
  case SIM_FATE_REFUSED:
    book->state = SIM_BOOK_REFUSED;
    return;
  case SIM_FATE_REFUSED_OPEN:
    if (luck % 100 < REFUSED_OPEN_PAYS_PER_CENT)
      schedule (book, NULL, GUEST_PAYS, delay_us);
    else
      book->state = SIM_BOOK_FAILED;
    break;
  case SIM_FATE_PASSWORD:
    schedule (book, NULL, GUEST_PAYS, delay_us);
    break;
  case SIM_FATE_GIVES_UP:
    schedule (book, NULL, GUEST_FAILS, delay_us);
    break;
  case SIM_FATE_SLEEPS:
    break;
  }
  schedule (book, NULL, TIME_OVER, book->wallet == SIM_WALLET_ALIPAY ? ALIPAY_LIFE_US : WECHAT_LIFE_US);
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
    schedule (book, NULL, UNDONE, how->later_us);
    return book->state == SIM_BOOK_PAID ? SIM_SAYS_RETURNED : SIM_SAYS_CLOSED;
  }
  undo (book);
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
  undo (book);
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
  schedule (book, giving,
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
