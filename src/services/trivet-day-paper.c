/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-day-paper-private.h"

/*
 * The X or Z report from stored facts alone: what a paper says does not depend on when it is printed.
 */

typedef struct {
  TrivetDayPaper paper; /* its pointers are owned */
  GPtrArray     *drawers;
  GPtrArray     *sums;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->paper.reg);
  g_object_unref (reading->paper.repository);
  g_clear_object (&reading->paper.wallets);
  g_free ((char *) reading->paper.business_date);
  g_free ((char *) reading->paper.staff);
  g_clear_pointer (&reading->paper.left, json_object_unref);
  g_clear_pointer (&reading->drawers, g_ptr_array_unref);
  g_clear_pointer (&reading->sums, g_ptr_array_unref);
  g_free (reading);
}

static Reading *
reading_new (const TrivetDayPaper *paper)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->paper = *paper;
  g_object_ref (paper->reg);
  g_object_ref (paper->repository);
  if (paper->wallets != NULL)
    g_object_ref (paper->wallets);
  reading->paper.business_date = g_strdup (paper->business_date);
  reading->paper.staff = g_strdup (paper->staff);
  if (paper->left != NULL)
    json_object_ref (paper->left);

  return reading;
}

/**
 * _trivet_day_paper_read:
 * @self: what the request says is put here; its strings are those of @request
 * @request: a `print-requested` of an X or Z report
 */
void
_trivet_day_paper_read (TrivetDayPaper *self,
                        TrivetFact     *request)
{
  JsonObject *body = trivet_fact_get_body (request);

  self->number = trivet_json_get_int_or (body, "number", 0);
  self->business_date = trivet_json_get_string_or (body, "business_date", NULL);
  self->from_sequence = trivet_json_get_int_or (body, "from_sequence", 1);
  self->to_sequence = trivet_json_get_int_or (body, "to_sequence", trivet_fact_get_sequence (request));
  self->time_us = trivet_json_get_int_or (body, "made_at_us", trivet_fact_get_time_us (request));
  self->staff = trivet_json_get_string_or (body, "made_by", trivet_fact_get_staff (request));
  self->left = json_object_has_member (body, "left") ? json_object_get_object_member (body, "left") : NULL;
}

static const char *
get_method_name (gpointer    names,
                 const char *method,
                 const char *locale)
{
  return trivet_wallet_table_get_name (names, method, locale);
}

static TrivetDocument *
build (const Reading *reading,
       GPtrArray     *closed)
{
  const TrivetDayPaper *paper = &reading->paper;
  const TrivetShopInfo *shop = trivet_register_get_shop (paper->reg);
  g_autoptr (TrivetDayLeft) left = paper->left != NULL ? trivet_day_left_read (paper->left, NULL) : NULL;
  TrivetReceiptInfo receipt = {
    .store_name = shop->name,
    .store_name_zh = shop->name_zh,
    .staff = paper->staff,
    .get_method_name = paper->wallets != NULL ? get_method_name : NULL,
    .method_names = paper->wallets,
    .language = paper->language,
    .copy = paper->copy,
  };
  TrivetDayReport report = {
    .receipt = &receipt,
    .currency = shop->currency,
    .number = paper->number,
    .business_date = paper->business_date,
    .time_us = paper->time_us,
    .sums = reading->sums,
    .closed = closed,
    .drawers = reading->drawers,
    .left = left,
  };

  return trivet_day_report_build (&report);
}

/* Returns: (transfer full) (nullable): the rows; without them the task has ended */
static GPtrArray *
take_rows (GTask        *task,
           GObject      *source,
           GAsyncResult *result)
{
  GError    *error = NULL;
  GPtrArray *rows = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);

  if (rows == NULL)
    g_task_return_error (task, error);

  return rows;
}

static void
on_closed_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) closed = take_rows (task, source, result);

  if (closed != NULL)
    g_task_return_pointer (task, build (g_task_get_task_data (task), closed), (GDestroyNotify) trivet_document_unref);
}

static void
on_sums_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);

  reading->sums = take_rows (task, source, result);
  if (reading->sums != NULL)
    trivet_repository_list_shifts_async (TRIVET_REPOSITORY (source), TRIVET_SHIFT_QUERY_CLOSED, reading->paper.from_sequence,
                                         reading->paper.to_sequence, NULL, on_closed_ready, g_steal_pointer (&task));
}

static void
on_drawers_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) facts = take_rows (task, source, result);
  Reading *reading = g_task_get_task_data (task);

  if (facts == NULL)
    return;
  reading->drawers = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_drawer_free);
  /* The newest comes first, because the first that fits is taken. */
  for (guint i = facts->len; i > 0; i--) {
    TrivetFact   *fact = g_ptr_array_index (facts, i - 1);
    TrivetDrawer *drawer = trivet_fact_get_fact_type (fact) == TRIVET_FACT_DRAWER_SET ? trivet_drawer_new_from_fact (fact, NULL) : NULL;

    if (drawer != NULL)
      g_ptr_array_add (reading->drawers, drawer);
  }
  trivet_repository_sum_day_async (TRIVET_REPOSITORY (source), reading->paper.from_sequence, reading->paper.to_sequence, NULL,
                                   on_sums_ready, g_steal_pointer (&task));
}

/**
 * _trivet_day_paper_build_async:
 * @self: which report
 * @source: (transfer none) (type GObject): the callback's source
 * @callback: called with the paper
 * @user_data: for @callback
 */
void
_trivet_day_paper_build_async (const TrivetDayPaper *self,
                               gpointer              source,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  GTask *task = g_task_new (source, NULL, callback, user_data);

  g_task_set_source_tag (task, _trivet_day_paper_build_async);
  g_task_set_task_data (task, reading_new (self), reading_free);
  trivet_repository_load_facts_async (self->repository, TRIVET_DRAWERS_SUBJECT, NULL, on_drawers_ready, task);
}

/**
 * _trivet_day_paper_build_finish:
 * @result: from the callback
 * @error: return location for a #TrivetStoreError
 *
 * Returns: (transfer full) (nullable): the paper
 */
TrivetDocument *
_trivet_day_paper_build_finish (GAsyncResult *result,
                                GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
