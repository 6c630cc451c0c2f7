/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-bill.h"

#include <string.h>

/* A provider's bill in one form, whatever its file looked like. */

G_DEFINE_QUARK (trivet - bill - error - quark, trivet_bill_error)

/* The names stand in facts: add, never change. */
static const char *const entry_kind_names[] = {
  [TRIVET_BILL_ENTRY_PAYMENT] = "payment",
  [TRIVET_BILL_ENTRY_REFUND] = "refund",
  [TRIVET_BILL_ENTRY_REVERSAL] = "reversal",
  [TRIVET_BILL_ENTRY_OTHER] = "other",
};

/**
 * trivet_bill_kind_get_name:
 * @kind: a kind
 *
 * Returns: (transfer none): the name that facts store
 */
const char *
trivet_bill_kind_get_name (TrivetBillKind kind)
{
  return kind == TRIVET_BILL_FUNDS ? "funds" : "trade";
}

/**
 * trivet_bill_entry_kind_get_name:
 * @kind: a kind
 *
 * Returns: (transfer none): the name that facts store
 */
const char *
trivet_bill_entry_kind_get_name (TrivetBillEntryKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (entry_kind_names), NULL);

  return entry_kind_names[kind];
}

/**
 * trivet_bill_entry_kind_from_name:
 * @name: (nullable): a name out of a fact
 * @ret_kind: (out): the kind
 *
 * Returns: %FALSE when this program does not know the name
 */
gboolean
trivet_bill_entry_kind_from_name (const char          *name,
                                  TrivetBillEntryKind *ret_kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (entry_kind_names); i++) {
    if (g_strcmp0 (name, entry_kind_names[i]) == 0) {
      *ret_kind = (TrivetBillEntryKind) i;
      return TRUE;
    }
  }

  return FALSE;
}

/**
 * trivet_bill_entry_new:
 * @kind: which way the money went
 *
 * Returns: (transfer full): an entry whose strings are "" and whose numbers are 0
 */
TrivetBillEntry *
trivet_bill_entry_new (TrivetBillEntryKind kind)
{
  TrivetBillEntry *self = g_new0 (TrivetBillEntry, 1);

  self->kind = kind;
  self->merchant_order_id = g_strdup ("");
  self->merchant_refund_id = g_strdup ("");
  self->provider_transaction_id = g_strdup ("");
  self->state = g_strdup ("");
  return self;
}

/**
 * trivet_bill_entry_free:
 * @self: (transfer full) (nullable): an entry
 */
void
trivet_bill_entry_free (TrivetBillEntry *self)
{
  if (self == NULL)
    return;

  g_free (self->merchant_order_id);
  g_free (self->merchant_refund_id);
  g_free (self->provider_transaction_id);
  g_free (self->state);
  g_free (self);
}

/**
 * trivet_bill_new:
 * @kind: which of the provider's lists
 * @provider_id: whose
 * @date: YYYY-MM-DD
 * @currency: of all its amounts
 *
 * Returns: (transfer full): a bill without entries
 */
TrivetBill *
trivet_bill_new (TrivetBillKind kind,
                 const char    *provider_id,
                 const char    *date,
                 TrivetCurrency currency)
{
  TrivetBill *self;

  g_return_val_if_fail (provider_id != NULL, NULL);
  g_return_val_if_fail (trivet_bill_is_date (date), NULL);

  self = g_new0 (TrivetBill, 1);
  self->kind = kind;
  self->provider_id = g_strdup (provider_id);
  self->date = g_strdup (date);
  self->sha256 = g_strdup ("");
  self->currency = currency;
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_bill_entry_free);
  self->remarks = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * trivet_bill_free:
 * @self: (transfer full) (nullable): a bill
 */
void
trivet_bill_free (TrivetBill *self)
{
  if (self == NULL)
    return;

  g_free (self->provider_id);
  g_free (self->date);
  g_free (self->sha256);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->remarks);
  g_free (self);
}

/**
 * trivet_bill_is_date:
 * @text: (nullable): a text
 *
 * Returns: whether it is a day of the calendar written as YYYY-MM-DD
 */
gboolean
trivet_bill_is_date (const char *text)
{
  guint year, month, day;

  if (text == NULL || strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  for (guint i = 0; i < 10; i++) {
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return FALSE;
  }

  year = (guint) g_ascii_strtoull (text, NULL, 10);
  month = (guint) g_ascii_strtoull (text + 5, NULL, 10);
  day = (guint) g_ascii_strtoull (text + 8, NULL, 10);
  return year > 0 && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}
