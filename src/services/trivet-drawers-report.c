/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-drawers-private.h"

#include "trivet-day-paper-private.h"
#include "trivet-id.h"

/*
 * X and Z reports: looked at, printed, and found again. A Z report is the day's that has ended, with
 * what was left open as its fact has it; an X report is that of the moment in which it is wanted.
 */

/* More days than a shop has in ten years. */
#define MAX_DAYS 4000

/**
 * Wanted:
 * @day: (nullable): %NULL for an X report
 */
typedef struct {
  TrivetWalletTable    *wallets;
  TrivetReceiptLanguage language;
  TrivetDayEnd         *day;
  JsonObject           *left;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_clear_object (&wanted->wallets);
  g_clear_pointer (&wanted->day, trivet_day_end_free);
  g_clear_pointer (&wanted->left, json_object_unref);
  g_free (wanted);
}

void
_trivet_drawers_own_day (TrivetDrawers *self)
{
  g_free (self->own_day_by);
  self->own_day = self->last_day.number;
  self->own_day_by = g_strdup (trivet_register_get_staff (self->reg));
}

/* @day: (nullable): %NULL for what is not about one day. Takes @task when it may not be seen. */
static gboolean
is_open (TrivetDrawers      *self,
         const TrivetDayEnd *day,
         GTask              *task)
{
  gboolean own = day != NULL && day->number == self->own_day &&
                 g_strcmp0 (self->own_day_by, trivet_register_get_staff (self->reg)) == 0;

  if (own || trivet_manager_is_open (self->manager, TRIVET_PERMISSION_SEE_REPORTS))
    return TRUE;
  g_task_return_new_error (task, TRIVET_DRAWERS_ERROR, TRIVET_DRAWERS_ERROR_NOT_ALLOWED, "You may not see reports.");
  g_object_unref (task);

  return FALSE;
}

/**
 * trivet_drawers_open_reports:
 * @self: drawers
 * @approval: (transfer full) (nullable): somebody's yes to %TRIVET_PERMISSION_SEE_REPORTS
 *
 * Reports of all drawers may be seen from now on, until trivet_drawers_leave_reports() or until somebody
 * else signs in. They tell what ought to be in a drawer, so they are not for who counts it blind.
 *
 * Returns: whether they may; without @approval: whether somebody must be asked
 */
gboolean
trivet_drawers_open_reports (TrivetDrawers  *self,
                             TrivetApproval *approval)
{
  g_autoptr (TrivetApproval) owned = approval;

  g_return_val_if_fail (TRIVET_IS_DRAWERS (self), FALSE);

  if (trivet_manager_is_open (self->manager, TRIVET_PERMISSION_SEE_REPORTS))
    return TRUE;

  return owned != NULL && trivet_manager_open_door (self->manager, TRIVET_PERMISSION_SEE_REPORTS, g_steal_pointer (&owned));
}

/**
 * trivet_drawers_leave_reports:
 * @self: drawers
 *
 * Whoever wants to see reports is asked again.
 */
void
trivet_drawers_leave_reports (TrivetDrawers *self)
{
  g_return_if_fail (TRIVET_IS_DRAWERS (self));

  self->own_day = 0;
  if (self->manager != NULL)
    trivet_manager_close_door (self->manager, TRIVET_PERMISSION_SEE_REPORTS);
}

static Wanted *
wanted_new (const TrivetDayEnd *day)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  if (day != NULL)
    wanted->day = trivet_day_end_copy (day);
  if (day != NULL && day->left != NULL)
    wanted->left = json_object_ref (day->left);

  return wanted;
}

static void
on_report_built (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError         *error = NULL;
  TrivetDocument *document = _trivet_day_paper_build_finish (result, &error);

  if (document != NULL)
    g_task_return_pointer (task, document, (GDestroyNotify) trivet_document_unref);
  else
    g_task_return_error (task, error);
}

/* Takes @task. */
static void
build (TrivetDrawers *self,
       GTask         *task)
{
  const Wanted   *wanted = g_task_get_task_data (task);
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);
  TrivetDayPaper  paper = {
     .reg = self->reg,
     .repository = self->repository,
     .wallets = wanted->wallets,
     .language = wanted->language,
     .copy = 1,
     .from_sequence = self->last_day.to_sequence + 1,
     .to_sequence = G_MAXINT64,
     .time_us = trivet_clock_get_wall_us (stamp.clock),
     .staff = stamp.staff,
     .left = wanted->left,
  };

  if (wanted->day != NULL) {
    paper.number = wanted->day->number;
    paper.business_date = wanted->day->business_date;
    paper.from_sequence = wanted->day->from_sequence;
    paper.to_sequence = wanted->day->to_sequence;
    paper.time_us = wanted->day->closed_at_us;
    paper.staff = wanted->day->closed_by;
  }
  _trivet_day_paper_build_async (&paper, self, on_report_built, task);
}

/* Puts what is left open into the task's data. Returns: whether the task goes on */
static gboolean
take_left (TrivetDrawers *self,
           GTask         *task,
           GAsyncResult  *result)
{
  Wanted *wanted = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TrivetDayState) state = trivet_drawers_survey_finish (self, result, &error);

  if (state == NULL) {
    g_task_return_error (task, error);
    return FALSE;
  }
  wanted->left = _trivet_day_state_to_left (state);

  return TRUE;
}

static void
on_surveyed (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  if (take_left (TRIVET_DRAWERS (source), task, result))
    build (TRIVET_DRAWERS (source), g_steal_pointer (&task));
}

/**
 * trivet_drawers_report_async:
 * @self: drawers
 * @day: (nullable): a day that has ended: its Z report; %NULL for the X report of the one that runs
 * @wallets: (nullable): names the ways to pay
 * @language: the report's
 * @callback: called with the paper
 * @user_data: for @callback
 *
 * Builds a report to look at; nothing is printed.
 */
void
trivet_drawers_report_async (TrivetDrawers        *self,
                             const TrivetDayEnd   *day,
                             TrivetWalletTable    *wallets,
                             TrivetReceiptLanguage language,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data)
{
  Wanted *wanted;
  GTask  *task;

  g_return_if_fail (TRIVET_IS_DRAWERS (self));
  g_return_if_fail (day == NULL || day->number > 0);

  wanted = wanted_new (day);
  g_set_object (&wanted->wallets, wallets);
  wanted->language = language;
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_drawers_report_async);
  g_task_set_task_data (task, wanted, wanted_free);
  if (!is_open (self, day, task))
    return;
  if (day != NULL)
    build (self, task);
  else
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

static JsonObject *
make_request_body (TrivetDrawers *self,
                   const Wanted  *wanted,
                   const char    *job_id,
                   int            copy)
{
  const TrivetDayEnd *day = wanted->day;
  JsonObject         *body = json_object_new ();

  json_object_set_string_member (body, "job", job_id);
  json_object_set_string_member (body, "document", day != NULL ? TRIVET_DOCUMENT_Z_REPORT : TRIVET_DOCUMENT_X_REPORT);
  json_object_set_int_member (body, "copy", copy);
  json_object_set_int_member (body, "from_sequence", day != NULL ? day->from_sequence : self->last_day.to_sequence + 1);
  if (day != NULL) {
    json_object_set_int_member (body, "number", day->number);
    json_object_set_string_member (body, "business_date", day->business_date);
    json_object_set_int_member (body, "to_sequence", day->to_sequence);
    json_object_set_int_member (body, "made_at_us", day->closed_at_us);
    json_object_set_string_member (body, "made_by", day->closed_by);
  }
  if (wanted->left != NULL)
    json_object_set_object_member (body, "left", json_object_ref (wanted->left));

  return body;
}

static void
on_requested (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes @task. */
static void
request (TrivetDrawers *self,
         GTask         *task,
         int            copy)
{
  const Wanted    *wanted = g_task_get_task_data (task);
  TrivetFactStamp  stamp = trivet_register_get_stamp (self->reg);
  g_autofree char *job_id = trivet_id_new (stamp.clock, stamp.random);
  g_autofree char *subject = wanted->day != NULL ? g_strdup_printf (TRIVET_REPORT_Z_PREFIX "%" G_GINT64_FORMAT, wanted->day->number)
                                                 : g_strconcat (TRIVET_REPORT_X_PREFIX, job_id, NULL);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  g_ptr_array_add (facts, trivet_fact_new (TRIVET_FACT_PRINT_REQUESTED, subject, make_request_body (self, wanted, job_id, copy), &stamp));
  trivet_journal_append_async (self->journal, facts, on_requested, task);
}

static void
on_left_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  if (take_left (TRIVET_DRAWERS (source), task, result))
    request (TRIVET_DRAWERS (source), g_steal_pointer (&task), 1);
}

/* How many papers of this Z report were wanted before. */
static void
on_former_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TrivetDrawers *self = g_task_get_source_object (task);
  GError        *error = NULL;
  g_autoptr (GPtrArray) facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  int copy = 1;

  if (facts == NULL) {
    g_task_return_error (task, error);
    return;
  }
  for (guint i = 0; i < facts->len; i++)
    copy += trivet_fact_get_fact_type (g_ptr_array_index (facts, i)) == TRIVET_FACT_PRINT_REQUESTED;
  request (self, g_steal_pointer (&task), copy);
}

/* Takes @task. */
static void
print_report (TrivetDrawers      *self,
              const TrivetDayEnd *day,
              GTask              *task)
{
  g_autofree char *subject = NULL;

  g_task_set_task_data (task, wanted_new (day), wanted_free);
  if (day == NULL) {
    trivet_drawers_survey_async (self, on_left_ready, task);
    return;
  }
  subject = g_strdup_printf (TRIVET_REPORT_Z_PREFIX "%" G_GINT64_FORMAT, day->number);
  trivet_repository_load_facts_async (self->repository, subject, NULL, on_former_ready, task);
}

void
_trivet_drawers_print_report (TrivetDrawers      *self,
                              const TrivetDayEnd *day,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  print_report (self, day, g_task_new (self, NULL, callback, user_data));
}

/**
 * trivet_drawers_print_report_async:
 * @self: drawers
 * @day: (nullable): a day that has ended: its Z report, from the second paper on a DUPLICATE; %NULL
 *   for the X report of this moment
 * @callback: called when the paper is wanted durably; end with trivet_drawers_finish()
 * @user_data: for @callback
 *
 * The print queue prints it when it can; without a printer it waits there.
 */
void
trivet_drawers_print_report_async (TrivetDrawers      *self,
                                   const TrivetDayEnd *day,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (TRIVET_IS_DRAWERS (self));
  g_return_if_fail (day == NULL || day->number > 0);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_drawers_print_report_async);
  if (is_open (self, day, task))
    print_report (self, day, task);
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const TrivetDayEnd *left = *(const TrivetDayEnd *const *) a;
  const TrivetDayEnd *right = *(const TrivetDayEnd *const *) b;

  return left->number < right->number ? 1 : -1;
}

static void
on_days_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_day_end_free);

  if (entries == NULL) {
    g_task_return_error (task, error);
    return;
  }
  for (guint i = 0; i < entries->len; i++) {
    TrivetFact *fact = ((const TrivetAuditEntry *) g_ptr_array_index (entries, i))->fact;
    g_auto (TrivetDayEnd) day = { 0 };

    if (_trivet_drawers_read_day (&day, fact))
      g_ptr_array_add (days, trivet_day_end_copy (&day));
  }
  /* A clock that was set back does not put days in another order. */
  g_ptr_array_sort (days, compare_newest_first);
  g_task_return_pointer (task, g_steal_pointer (&days), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * trivet_drawers_list_days_async:
 * @self: drawers
 * @callback: called with the days that have ended
 * @user_data: for @callback
 */
void
trivet_drawers_list_days_async (TrivetDrawers      *self,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  gboolean         types[TRIVET_N_FACT_TYPES] = { FALSE };
  TrivetAuditQuery query = { .types = types, .limit = MAX_DAYS };
  GTask           *task;

  g_return_if_fail (TRIVET_IS_DRAWERS (self));

  types[TRIVET_FACT_DAY_CLOSED] = TRUE;
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_drawers_list_days_async);
  if (!is_open (self, NULL, task))
    return;
  trivet_repository_list_audit_async (self->repository, &query, NULL, on_days_ready, task);
}

/**
 * trivet_drawers_list_days_finish:
 * @self: drawers
 * @result: from the callback
 * @error: return location for a #TrivetStoreError
 *
 * Returns: (transfer full) (nullable) (element-type TrivetDayEnd): the newest first
 */
GPtrArray *
trivet_drawers_list_days_finish (TrivetDrawers *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
