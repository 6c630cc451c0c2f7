/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-print-queue-private.h"

#include "trivet-slip-paper.h"

/*
 * Slips for the kitchen: they are wanted in the same append that says what the kitchen is told, and
 * are drawn from the order as it was then, however late they are printed.
 */

/* Receipts are taken by who wants them, when they are durable. */
static gboolean
is_wanted (TrivetPrintQueue *self,
           TrivetFact       *fact)
{
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);

  return trivet_fact_get_fact_type (fact) == TRIVET_FACT_PRINT_REQUESTED &&
         !g_str_equal (trivet_json_get_string_or (trivet_fact_get_body (fact), "document", ""), "receipt") &&
         g_str_equal (trivet_fact_get_register_id (fact), stamp.register_id);
}

static TrivetPrintJob *
make_job (TrivetPrintQueue *self,
          TrivetFact       *fact)
{
  JsonObject     *body = trivet_fact_get_body (fact);
  TrivetTab      *tab = trivet_register_lookup_tab (self->reg, trivet_fact_get_subject (fact));
  TrivetPrintJob *job = trivet_print_job_new ();

  job->job_id = g_strdup (trivet_json_get_string_or (body, "job", ""));
  job->order_id = g_strdup (trivet_fact_get_subject (fact));
  job->order_number = g_strdup (tab != NULL ? trivet_tab_get_order (tab)->number : "");
  job->document = g_strdup (trivet_json_get_string_or (body, "document", ""));
  job->state = g_strdup ("waiting");
  job->reason = g_strdup ("");
  job->station = g_strdup (trivet_json_get_string_or (body, "station", ""));
  job->copy = (int) trivet_json_get_int_or (body, "copy", 1);
  job->requested_at_us = trivet_fact_get_time_us (fact);

  return job;
}

/* Another register prints what it has asked for itself. */
void
_trivet_print_queue_on_committed (TrivetJournal *journal,
                                  GPtrArray     *facts,
                                  gpointer       user_data)
{
  g_autoptr (TrivetPrintQueue) self = g_object_ref (user_data);
  gboolean any = FALSE;

  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);

    if (is_wanted (self, fact))
      any |= _trivet_print_queue_take_job (self, make_job (self, fact));
  }
  if (!any)
    return;

  _trivet_print_queue_emit_changed (self);
  _trivet_print_queue_work (self);
}

/* Returns: (transfer none) (nullable): the fact that wants the paper */
TrivetFact *
_trivet_print_queue_find_request (GPtrArray  *facts,
                                  const char *job_id,
                                  guint      *ret_position)
{
  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);

    if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_PRINT_REQUESTED &&
        g_str_equal (trivet_json_get_string_or (trivet_fact_get_body (fact), "job", ""), job_id)) {
      *ret_position = i;
      return fact;
    }
  }

  return NULL;
}

/* A slip that is printed again says what the first paper said. */
static TrivetFact *
find_original (GPtrArray  *facts,
               TrivetFact *wanted,
               guint      *ret_position)
{
  const char *of = trivet_json_get_string_or (trivet_fact_get_body (wanted), "of", NULL);

  return of != NULL ? _trivet_print_queue_find_request (facts, of, ret_position) : wanted;
}

/* A later change has a slip of its own. */
static TrivetOrder *
fold_until (const char *order_id,
            GPtrArray  *facts,
            guint       n,
            GError    **error)
{
  g_autoptr (GPtrArray) first = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (first, g_ptr_array_index (facts, i));

  return trivet_order_fold (order_id, first, error);
}

/* Returns: (transfer full) (nullable): the slip as it was wanted */
TrivetDocument *
_trivet_print_queue_build_slip (TrivetPrintQueue     *self,
                                const TrivetPrintJob *job,
                                GPtrArray            *facts,
                                GError              **error)
{
  guint       position = 0;
  TrivetFact *wanted = _trivet_print_queue_find_request (facts, job->job_id, &position);
  TrivetFact *fact = wanted != NULL ? find_original (facts, wanted, &position) : NULL;
  g_autoptr (TrivetSlip) slip = NULL;
  g_autoptr (TrivetOrder) order = NULL;
  TrivetSlipInfo info = { .kitchen = self->kitchen };

  if (fact == NULL) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT, "The order does not know of the slip");
    return NULL;
  }
  slip = trivet_slip_read (trivet_fact_get_body (fact), error);
  order = slip != NULL ? fold_until (job->order_id, facts, position + 1, error) : NULL;
  if (order == NULL)
    return NULL;

  info.station = trivet_kitchen_lookup_station (self->kitchen, slip->station_id);
  info.staff = trivet_fact_get_staff (fact);
  info.time_us = trivet_fact_get_time_us (fact);
  info.table_name = self->namer != NULL ? self->namer (self->namer_data, order->table_id) : NULL;
  info.copy = job->partly ? MAX (job->copy, 2) : job->copy;

  return trivet_slip_paper_build (&info, order, slip);
}
