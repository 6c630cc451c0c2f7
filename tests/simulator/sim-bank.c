/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-bank-private.h"

/* The providers' own books, by their documents: what a request does when it arrives, and what guests
 * and time do by themselves. It knows nothing of our records; only numbers and amounts come here. */

/* trivet-alipay-show.c: a picture lives three minutes, the trade five more from the scan on. */
#define ALIPAY_PICTURE_US (180 * G_USEC_PER_SEC)

/* trivet-wechatpay-request.c: longer than on the screen, never longer than this. */
#define WECHAT_PICTURE_US (540 * G_USEC_PER_SEC)

typedef struct {
  SimBook   *book;
  SimGiving *giving;
  int        what;
} Event;

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

void
_sim_bank_pay (SimBook *book)
{
  move (book, SIM_BOOK_PAID);
  book->paid_us = sim_loop_get_us ();
  g_assert (book->kept_minor == 0);
  book->kept_minor = book->amount_minor;
}

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
    _sim_bank_schedule (book, NULL, GUEST_PAYS, book->step->d * 1000);
  if (book->wallet == SIM_WALLET_ALIPAY)
    _sim_bank_schedule (book, NULL, TIME_OVER, ALIPAY_LIFE_US);
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

void
_sim_bank_undo (SimBook *book)
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
    _sim_bank_pay (book);
  else if (event->what == GUEST_FAILS && book->state == SIM_BOOK_OPEN)
    move (book, SIM_BOOK_FAILED);
  else if (event->what == TIME_OVER && (book->state == SIM_BOOK_OPEN || book->state == SIM_BOOK_FAILED))
    move (book, SIM_BOOK_CLOSED);
  else if (event->what == GUEST_SCANS)
    scan (book);
  else if (event->what == UNDONE)
    _sim_bank_undo (book);
  else if (event->what == GIVING_DONE) {
    event->giving->state = SIM_GIVING_DONE;
  } else if (event->what == GIVING_FAILED) {
    event->giving->state = SIM_GIVING_FAILED;
    book->kept_minor += event->giving->minor;
  }
  return G_SOURCE_REMOVE;
}

void
_sim_bank_schedule (SimBook   *book,
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
    _sim_bank_schedule (book, NULL, GUEST_SCANS, book->step->c * 1000);
}
