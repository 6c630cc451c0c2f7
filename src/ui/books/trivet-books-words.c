/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-books-words.h"

#include "trivet-words.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * What the books page says: pure, so that it can be tested without a screen.
 */

#define MICROS         1000000
#define FEE_DECIMALS   5
#define LEAST_DECIMALS 2

/**
 * trivet_books_words_for_day:
 * @day: what is known
 * @ret_style: (out): "ok", "bad", "doubt" or "wait"
 *
 * Returns: (transfer full): one line
 */
char *
trivet_books_words_for_day (const TrivetBooksDay *day,
                            const char          **ret_style)
{
  *ret_style = "wait";
  if (day->busy)
    return g_strdup (_("Fetching the bill …"));
  if (day->has_bill && day->result != NULL && day->result->n_open > 0) {
    *ret_style = "bad";
    return g_strdup_printf (ngettext ("%u difference", "%u differences", day->result->n_open), day->result->n_open);
  }
  if (day->has_bill && day->result != NULL) {
    *ret_style = "ok";
    return g_strdup_printf (ngettext ("Agrees · %u entry", "Agrees · %u entries", day->result->n_matched), day->result->n_matched);
  }
  if (day->trouble != NULL) {
    *ret_style = "doubt";
    return trivet_words_for_error (day->trouble);
  }
  if (day->has_bill)
    return g_strdup (_("Comparing …"));
  if (day->running)
    return g_strdup (_("The bill is made tomorrow morning"));

  return g_strdup (_("Not fetched yet"));
}

/**
 * trivet_books_words_for_difference:
 * @difference: a difference
 *
 * Returns: (transfer none): what it means
 */
const char *
trivet_books_words_for_difference (const TrivetDifference *difference)
{
  switch (difference->kind) {
  case TRIVET_DIFFERENCE_ONLY_OURS:
    return difference->refund ? _("We gave back, the bill does not know it") : _("We count it as paid, the bill does not know it");
  case TRIVET_DIFFERENCE_ONLY_THEIRS:
    return difference->refund ? _("The bill has a refund that we do not have") : _("The bill has a payment that no order of ours has");
  case TRIVET_DIFFERENCE_AMOUNT:
    return _("Both have it, with different amounts");
  case TRIVET_DIFFERENCE_STATE:
    return _("One side says that the money moved, the other that it did not");
  case TRIVET_DIFFERENCE_FEE:
    return _("The fee is not what the contract says");
  case TRIVET_DIFFERENCE_CLAIM:
    return _("A guest showed a receipt, and the bill does not know it");
  case TRIVET_DIFFERENCE_NOT_SETTLED:
    return _("Sold, but the money has not reached the shop's account");
  case TRIVET_DIFFERENCE_SETTLED_AMOUNT:
    return _("Another amount reached the shop's account");
  }

  return "";
}

/**
 * trivet_books_words_for_step:
 * @step: what to do next
 *
 * Returns: (transfer none): it in plain words
 */
const char *
trivet_books_words_for_step (TrivetNextStep step)
{
  switch (step) {
  case TRIVET_NEXT_STEP_ASK_PROVIDER:
    return _("Ask the provider about it once more, then compare again.");
  case TRIVET_NEXT_STEP_REFUND_OR_ACCEPT:
    return _("The guest paid what we did not count: give it back, or keep it and say so.");
  case TRIVET_NEXT_STEP_CALL_PROVIDER:
    return _("No machine can settle this: call the provider and name both numbers.");
  case TRIVET_NEXT_STEP_FIND_SELLER:
    return _("Find out which till or person sold under this merchant number.");
  case TRIVET_NEXT_STEP_CHECK_CONTRACT:
    return _("Compare the fee with the contract.");
  case TRIVET_NEXT_STEP_COLLECT:
    return _("The guest did not pay: collect the money, or write it off.");
  case TRIVET_NEXT_STEP_WAIT:
    return _("It usually comes with the next day's bill: wait a day.");
  }

  return "";
}

/**
 * trivet_books_format_micros:
 * @micros: millionths of the currency's unit
 * @currency: which
 *
 * Returns: (transfer full): "¥0.198", with two decimals at least
 */
char *
trivet_books_format_micros (gint64         micros,
                            TrivetCurrency currency)
{
  guint64 size = micros < 0 ? -(guint64) micros : (guint64) micros;
  char   *text = g_strdup_printf ("%s%s%" G_GUINT64_FORMAT ".%05" G_GUINT64_FORMAT, micros < 0 ? "−" : "",
                                  trivet_currency_get_symbol (currency), size / MICROS, size % MICROS / 10);
  gsize   length = strlen (text);

  for (guint i = FEE_DECIMALS; i > LEAST_DECIMALS && text[length - 1] == '0'; i--)
    text[--length] = '\0';

  return text;
}
