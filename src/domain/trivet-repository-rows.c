/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-repository-rows.h"

/*
 * What a repository's lists consist of.
 */

/**
 * trivet_order_summary_new:
 *
 * Returns: (transfer full): an empty row
 */
TrivetOrderSummary *
trivet_order_summary_new (void)
{
  return g_new0 (TrivetOrderSummary, 1);
}

/**
 * trivet_order_summary_free:
 * @self: (transfer full): a row
 */
void
trivet_order_summary_free (TrivetOrderSummary *self)
{
  g_free (self->order_id);
  g_free (self->number);
  g_free (self->label);
  g_free (self->table_name);
  g_free (self->tender);
  g_free (self);
}

/**
 * trivet_print_job_new:
 *
 * Returns: (transfer full): an empty job
 */
TrivetPrintJob *
trivet_print_job_new (void)
{
  return g_new0 (TrivetPrintJob, 1);
}

/**
 * trivet_print_job_free:
 * @self: (transfer full): a job
 */
void
trivet_print_job_free (TrivetPrintJob *self)
{
  g_free (self->job_id);
  g_free (self->order_id);
  g_free (self->order_number);
  g_free (self->document);
  g_free (self->state);
  g_free (self->reason);
  g_free (self->station);
  g_free (self);
}

static void
replace_with_copy (char **text)
{
  *text = g_strdup (*text != NULL ? *text : "");
}

static void
own_movement_strings (TrivetMovement *self)
{
  replace_with_copy (&self->id);
  replace_with_copy (&self->order_id);
  replace_with_copy (&self->order_number);
  replace_with_copy (&self->payment_id);
  replace_with_copy (&self->method);
  replace_with_copy (&self->provider_id);
  replace_with_copy (&self->merchant_order_id);
  replace_with_copy (&self->merchant_refund_id);
  replace_with_copy (&self->provider_transaction_id);
  replace_with_copy (&self->state);
}

/**
 * trivet_movement_new:
 * @kind: what it is
 *
 * Returns: (transfer full): a movement whose strings are all ""
 */
TrivetMovement *
trivet_movement_new (TrivetMovementKind kind)
{
  TrivetMovement borrowed = { .kind = kind };

  return trivet_movement_copy (&borrowed);
}

/**
 * trivet_movement_copy:
 * @self: a movement; %NULL strings count as ""
 *
 * Returns: (transfer full): a copy that owns its strings
 */
TrivetMovement *
trivet_movement_copy (const TrivetMovement *self)
{
  TrivetMovement *copy = g_memdup2 (self, sizeof *self);

  own_movement_strings (copy);
  return copy;
}

/**
 * trivet_movement_free:
 * @self: (transfer full): a movement
 */
void
trivet_movement_free (TrivetMovement *self)
{
  g_free (self->id);
  g_free (self->order_id);
  g_free (self->order_number);
  g_free (self->payment_id);
  g_free (self->method);
  g_free (self->provider_id);
  g_free (self->merchant_order_id);
  g_free (self->merchant_refund_id);
  g_free (self->provider_transaction_id);
  g_free (self->state);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (TrivetMovement, trivet_movement, trivet_movement_copy, trivet_movement_free)

/**
 * trivet_account_balance_new:
 * @account: an account's name
 * @balance_minor: what its postings add up to
 *
 * Returns: (transfer full): the balance
 */
TrivetAccountBalance *
trivet_account_balance_new (const char *account,
                            gint64      balance_minor)
{
  TrivetAccountBalance *self = g_new0 (TrivetAccountBalance, 1);

  self->account = g_strdup (account);
  self->balance_minor = balance_minor;
  return self;
}

/**
 * trivet_account_balance_free:
 * @self: (transfer full): a balance
 */
void
trivet_account_balance_free (TrivetAccountBalance *self)
{
  g_free (self->account);
  g_free (self);
}

/**
 * trivet_bill_summary_new:
 *
 * Returns: (transfer full): an empty row
 */
TrivetBillSummary *
trivet_bill_summary_new (void)
{
  return g_new0 (TrivetBillSummary, 1);
}

/**
 * trivet_bill_summary_free:
 * @self: (transfer full): a row
 */
void
trivet_bill_summary_free (TrivetBillSummary *self)
{
  g_free (self->provider_id);
  g_free (self->kind);
  g_free (self->date);
  g_free (self->sha256);
  g_free (self);
}

/**
 * trivet_day_sum_new:
 * @kind: what was added up
 * @name: of an account, a method or a type of fact
 * @amount_minor: the sum; of an account debit is positive
 * @count: of how many facts
 *
 * Returns: (transfer full): the sum
 */
TrivetDaySum *
trivet_day_sum_new (TrivetDaySumKind kind,
                    const char      *name,
                    gint64           amount_minor,
                    gint64           count)
{
  TrivetDaySum *self = g_new0 (TrivetDaySum, 1);

  self->kind = kind;
  self->name = g_strdup (name);
  self->amount_minor = amount_minor;
  self->count = count;
  return self;
}

/**
 * trivet_day_sum_free:
 * @self: (transfer full): a sum
 */
void
trivet_day_sum_free (TrivetDaySum *self)
{
  g_free (self->name);
  g_free (self);
}
