/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-drawers-private.h"

#include "trivet-day-report.h"

/*
 * The X and the Z report: reads what src/reports puts on paper.
 */

/**
 * Reading:
 * @wallets: (nullable)
 * @day: number 0 for the day that runs
 */
typedef struct {
  TrivetWalletTable    *wallets;
  TrivetReceiptLanguage language;
  TrivetDayEnd          day;
  TrivetDayState       *state;
  GPtrArray            *sums;
  GPtrArray            *closed;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->wallets);
  trivet_day_end_clear (&reading->day);
  g_clear_pointer (&reading->state, trivet_day_state_free);
  g_clear_pointer (&reading->sums, g_ptr_array_unref);
  g_clear_pointer (&reading->closed, g_ptr_array_unref);
  g_free (reading);
}

static const char *
get_method_name (gpointer    names,
                 const char *method,
                 const char *locale)
{
  return trivet_wallet_table_get_name (names, method, locale);
}

static TrivetDocument *
build (TrivetDrawers *self,
       const Reading *reading)
{
  const TrivetShopInfo *shop = trivet_register_get_shop (self->reg);
  TrivetReceiptInfo     receipt = {
        .store_name = shop->name,
        .store_name_zh = shop->name_zh,
        .staff = trivet_register_get_staff (self->reg),
        .get_method_name = reading->wallets != NULL ? get_method_name : NULL,
        .method_names = reading->wallets,
        .language = reading->language,
  };
  TrivetDayReport report = {
    .receipt = &receipt,
    .currency = shop->currency,
    .number = reading->day.number,
    .business_date = reading->day.business_date,
    .time_us = trivet_clock_get_wall_us (trivet_register_get_stamp (self->reg).clock),
    .sums = reading->sums,
    .closed = reading->closed,
    .open = reading->state->shifts,
    .drawers = self->drawers,
    .orders = reading->state->orders,
    .doubts = reading->state->doubts,
    .jobs = reading->state->jobs,
    .n_unsent = reading->state->n_unsent,
  };

  return trivet_day_report_build (&report);
}

static void
on_closed_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError  *error = NULL;

  reading->closed = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (reading->closed == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, build (g_task_get_source_object (task), reading), (GDestroyNotify) trivet_document_unref);
}

static void
on_sums_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError  *error = NULL;

  reading->sums = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (reading->sums == NULL)
    g_task_return_error (task, error);
  else
    trivet_repository_list_shifts_async (TRIVET_REPOSITORY (source), TRIVET_SHIFT_QUERY_CLOSED, reading->day.from_sequence,
                                         reading->day.to_sequence, NULL, on_closed_ready, g_steal_pointer (&task));
}

static void
on_surveyed (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TrivetDrawers *self = TRIVET_DRAWERS (source);
  Reading       *reading = g_task_get_task_data (task);
  GError        *error = NULL;

  reading->state = trivet_drawers_survey_finish (self, result, &error);
  if (reading->state == NULL)
    g_task_return_error (task, error);
  else
    trivet_repository_sum_day_async (self->repository, reading->day.from_sequence, reading->day.to_sequence, NULL,
                                     on_sums_ready, g_steal_pointer (&task));
}

/**
 * trivet_drawers_report_async:
 * @self: drawers
 * @last_day: the Z report of the last day that has ended; otherwise the X report of the one that runs
 * @wallets: (nullable): names the ways to pay
 * @language: the report's
 * @callback: called with the paper
 * @user_data: for @callback
 *
 * Sums are those of the day; what is open, in doubt or unsent is that of this moment.
 */
void
trivet_drawers_report_async (TrivetDrawers        *self,
                             gboolean              last_day,
                             TrivetWalletTable    *wallets,
                             TrivetReceiptLanguage language,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data)
{
  const TrivetDayEnd *last;
  Reading            *reading;
  GTask              *task;

  g_return_if_fail (TRIVET_IS_DRAWERS (self));

  last = trivet_drawers_get_last_day (self);
  g_return_if_fail (!last_day || last->number > 0);

  reading = g_new0 (Reading, 1);
  g_set_object (&reading->wallets, wallets);
  reading->language = language;
  reading->day.from_sequence = last_day ? last->from_sequence : last->to_sequence + 1;
  reading->day.to_sequence = last_day ? last->to_sequence : G_MAXINT64;
  reading->day.number = last_day ? last->number : 0;
  reading->day.business_date = last_day ? g_strdup (last->business_date) : NULL;
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_drawers_report_async);
  g_task_set_task_data (task, reading, reading_free);
  trivet_drawers_survey_async (self, on_surveyed, task);
}

/**
 * trivet_drawers_report_finish:
 * @self: drawers
 * @result: from the callback
 * @error: return location for a #TrivetStoreError
 *
 * Returns: (transfer full) (nullable): the paper
 */
TrivetDocument *
trivet_drawers_report_finish (TrivetDrawers *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
