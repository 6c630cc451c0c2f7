/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: each station gets each of its slips, once or as a DUPLICATE, whatever its printer does, and
 * no printer waits for another. Method: the queue between fake printers, a memory journal and a
 * manual clock. */

#include "fake-printer.h"
#include "services-bench.h"
#include "trivet-device-error.h"
#include "trivet-print-queue.h"

typedef struct {
  Services          services;
  TrivetKitchen    *kitchen;
  TrivetPrintQueue *queue;
  FakePrinter      *counter;
  FakePrinter      *wok;
  FakePrinter      *bar;
  char             *order_id;
  char             *line_id;
  GString          *notices;
  guint             n_stuck;
} Press;

static void
add_station (Press      *self,
             const char *body)
{
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;

  services_append (&self->services, TRIVET_FACT_STATION_SET, "kitchen", body);
  facts = trivet_memory_journal_dup_facts (self->services.journal, "kitchen");
  trivet_kitchen_apply (self->kitchen, g_ptr_array_index (facts, facts->len - 1), &error);
  g_assert_no_error (error);
}

static void
on_diverted (TrivetPrintQueue   *queue,
             TrivetPrintJobItem *item,
             const char         *from,
             const char         *to,
             gpointer            user_data)
{
  Press *self = user_data;

  g_string_append_printf (self->notices, "%s:%s>%s;", trivet_print_job_item_get_job (item)->station, from, to);
}

static void
on_stuck (TrivetPrintQueue   *queue,
          TrivetPrintJobItem *item,
          gpointer            user_data)
{
  ((Press *) user_data)->n_stuck++;
}

static void
start_queue (Press *self)
{
  Services *services = &self->services;

  self->queue = trivet_print_queue_new (services->reg, TRIVET_JOURNAL (services->journal),
                                        TRIVET_REPOSITORY (services->journal), services->wallets,
                                        TRIVET_CLOCK (services->clock));
  trivet_print_queue_set_kitchen (self->queue, self->kitchen);
  g_signal_connect (self->queue, "diverted", G_CALLBACK (on_diverted), self);
  g_signal_connect (self->queue, "stuck", G_CALLBACK (on_stuck), self);
}

static void
plug_in (Press *self)
{
  trivet_print_queue_set_printer (self->queue, TRIVET_PRINTER (self->counter));
  trivet_print_queue_set_station_printer (self->queue, "wok", TRIVET_PRINTER (self->wok));
  trivet_print_queue_set_station_printer (self->queue, "bar", TRIVET_PRINTER (self->bar));
  services_drain (&self->services);
}

static void
set_up (Press        *self,
        gconstpointer user_data)
{
  services_set_up (&self->services, NULL);
  self->kitchen = trivet_kitchen_new ();
  self->notices = g_string_new (NULL);
  add_station (self, "{\"id\":\"wok\",\"name\":\"Wok\",\"printer\":\"tcp:a\",\"fallback\":\"bar\"}");
  add_station (self, "{\"id\":\"bar\",\"name\":\"Bar\",\"printer\":\"tcp:b\",\"fallback\":\"bar\"}");
  start_queue (self);
  self->counter = fake_printer_new ();
  self->wok = fake_printer_new ();
  self->bar = fake_printer_new ();
  plug_in (self);
  self->line_id = services_add (&self->services, "rice");
  services_drain (&self->services);
  self->order_id = g_strdup (services_current (&self->services)->order_id);
}

static void
tear_down (Press        *self,
           gconstpointer user_data)
{
  services_drain (&self->services);
  g_assert_finalize_object (self->queue);
  g_assert_finalize_object (self->counter);
  g_assert_finalize_object (self->wok);
  g_assert_finalize_object (self->bar);
  services_tear_down (&self->services, NULL);
  g_object_unref (self->kitchen);
  g_string_free (self->notices, TRUE);
  g_free (self->order_id);
  g_free (self->line_id);
}

/* In @body, ' stands for ". */
static void
request (Press      *self,
         const char *register_id,
         const char *body)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_autofree char *text = g_strdelimit (g_strdup (body), "'", '"');
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  TrivetFactStamp stamp = trivet_register_get_stamp (self->services.reg);

  stamp.register_id = register_id;
  g_ptr_array_add (facts, trivet_fact_new (TRIVET_FACT_PRINT_REQUESTED, self->order_id, json_node_dup_object (node), &stamp));
  trivet_journal_append_async (TRIVET_JOURNAL (self->services.journal), facts, NULL, NULL);
  services_drain (&self->services);
}

static void
want_slip (Press      *self,
           const char *job_id,
           const char *station_id)
{
  g_autofree char *body =
    g_strdup_printf ("{'job':'%s','document':'slip','copy':1,'station':'%s','kind':'new',"
                     "'lines':[{'line':'%s','quantity':1}]}",
                     job_id, station_id, self->line_id);

  request (self, "R1", body);
}

static guint
n_jobs (Press *self)
{
  return g_list_model_get_n_items (trivet_print_queue_get_jobs (self->queue));
}

static void
retry_first (Press *self)
{
  g_autoptr (TrivetPrintJobItem) item = g_list_model_get_item (trivet_print_queue_get_jobs (self->queue), 0);
  g_autofree char *job_id = g_strdup (trivet_print_job_item_get_job (item)->job_id);

  trivet_print_queue_retry (self->queue, job_id);
  services_drain (&self->services);
}

#define assert_papers(printer, n, duplicates)                                   \
  G_STMT_START                                                                  \
  {                                                                             \
    g_assert_cmpuint (fake_printer_get_n_papers (printer), ==, n);              \
    g_assert_cmpuint (fake_printer_get_n_duplicates (printer), ==, duplicates); \
  }                                                                             \
  G_STMT_END

static void
test_by_station (Press        *self,
                 gconstpointer user_data)
{
  want_slip (self, "J1", "wok");
  want_slip (self, "J2", "bar");
  trivet_print_queue_request_receipt (self->queue, self->order_id);
  services_drain (&self->services);
  assert_papers (self->wok, 1, 0);
  assert_papers (self->bar, 1, 0);
  assert_papers (self->counter, 1, 0);
  g_assert_cmpuint (n_jobs (self), ==, 0);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_DONE), ==, 3);
  g_assert_cmpstr (self->notices->str, ==, "");
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
reprint (Press      *self,
         const char *job_id,
         gboolean    known)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  trivet_print_queue_reprint_async (self->queue, self->order_id, job_id, on_answer, &result);
  services_drain (&self->services);
  g_assert_true (trivet_print_queue_reprint_finish (self->queue, result, &error) == known);
  g_assert_true ((error == NULL) == known);
}

/* A good slip printed again says what it said then, and DUPLICATE; copies are counted. */
static void
test_reprint (Press        *self,
              gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char  *text = NULL;
  TrivetSlipRecord *record;

  want_slip (self, "J1", "wok");
  services_drain (&self->services);
  assert_papers (self->wok, 1, 0);
  trivet_register_set_line_note (self->services.reg, self->line_id, "later");
  services_drain (&self->services);
  reprint (self, "J1", TRUE);
  reprint (self, "J1", TRUE);
  reprint (self, "J9", FALSE);
  assert_papers (self->wok, 3, 2);
  text = fake_printer_dup_text (self->wok);
  g_assert_nonnull (strstr (text, "DUPLICATE"));
  g_assert_null (strstr (text, "later"));
  g_assert_true (services_facts_contain (&self->services, "\"copy\":3"));

  trivet_print_queue_list_slips_async (self->queue, self->order_id, on_answer, &result);
  services_drain (&self->services);
  records = trivet_print_queue_list_slips_finish (self->queue, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  record = g_ptr_array_index (records, 0);
  g_assert_cmpint (record->n_copies, ==, 3);
  g_assert_cmpstr (record->printer, ==, "Counter");
}

/* A printer that does not answer keeps nobody else waiting. */
static void
test_side_by_side (Press        *self,
                   gconstpointer user_data)
{
  fake_printer_hold (self->wok);
  want_slip (self, "J1", "wok");
  want_slip (self, "J2", "wok");
  want_slip (self, "J3", "bar");
  trivet_print_queue_request_receipt (self->queue, self->order_id);
  services_drain (&self->services);
  g_assert_cmpuint (fake_printer_get_n_tries (self->wok), ==, 1);
  assert_papers (self->bar, 1, 0);
  assert_papers (self->counter, 1, 0);
  g_assert_true (fake_printer_release (self->wok));
  services_drain (&self->services);
  assert_papers (self->wok, 2, 0);
}

/* It is off: the other printer has the slip at once, and staff are told of both. */
static void
test_fallback (Press        *self,
               gconstpointer user_data)
{
  fake_printer_fail (self->wok, 1, TRIVET_DEVICE_ERROR_NOT_SENT);
  want_slip (self, "J1", "wok");
  assert_papers (self->wok, 0, 0);
  assert_papers (self->bar, 1, 0);
  g_assert_cmpuint (n_jobs (self), ==, 0);
  g_assert_cmpstr (self->notices->str, ==, "wok:Counter>Counter;");
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_FAILED), ==, 1);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_DONE), ==, 1);
  /* The next slip tries its own printer first. */
  want_slip (self, "J2", "wok");
  assert_papers (self->wok, 1, 0);
}

/* It dies in the middle of a slip: there may be half a paper, so the other says DUPLICATE. */
static void
test_dies_mid_slip (Press        *self,
                    gconstpointer user_data)
{
  fake_printer_fail (self->wok, 1, TRIVET_DEVICE_ERROR_PARTLY_SENT);
  want_slip (self, "J1", "wok");
  assert_papers (self->bar, 1, 1);
  g_assert_cmpuint (n_jobs (self), ==, 0);
}

/* Both are off: tried three more times by itself, then it waits for a person, visibly. */
static void
test_both_off (Press        *self,
               gconstpointer user_data)
{
  fake_printer_fail (self->wok, G_MAXUINT, TRIVET_DEVICE_ERROR_NOT_SENT);
  fake_printer_fail (self->bar, G_MAXUINT, TRIVET_DEVICE_ERROR_NOT_SENT);
  want_slip (self, "J1", "wok");
  g_assert_cmpuint (n_jobs (self), ==, 1);
  trivet_manual_clock_advance (self->services.clock, 3600 * 1000);
  services_drain (&self->services);
  g_assert_cmpuint (self->n_stuck, ==, 1);
  g_assert_cmpuint (n_jobs (self), ==, 1);
  g_assert_cmpuint (trivet_manual_clock_get_n_timeouts (self->services.clock), ==, 0);

  fake_printer_fail (self->wok, 0, TRIVET_DEVICE_ERROR_NOT_SENT);
  retry_first (self);
  assert_papers (self->wok, 1, 0);
  assert_papers (self->bar, 0, 0);
  g_assert_cmpuint (n_jobs (self), ==, 0);
}

/* No way round: a station that is its own fallback has none. */
static void
test_no_fallback (Press        *self,
                  gconstpointer user_data)
{
  fake_printer_fail (self->bar, 1, TRIVET_DEVICE_ERROR_PARTLY_SENT);
  want_slip (self, "J1", "bar");
  g_assert_cmpuint (n_jobs (self), ==, 1);
  g_assert_cmpuint (self->n_stuck, ==, 1);
  assert_papers (self->wok, 0, 0);
  retry_first (self);
  assert_papers (self->bar, 1, 1);
}

static void
test_no_printer (Press        *self,
                 gconstpointer user_data)
{
  trivet_print_queue_set_station_printer (self->queue, "wok", NULL);
  want_slip (self, "J1", "wok");
  assert_papers (self->bar, 1, 0);
  trivet_print_queue_set_station_printer (self->queue, "bar", NULL);
  want_slip (self, "J2", "wok");
  g_assert_cmpuint (n_jobs (self), ==, 1);
  trivet_print_queue_set_station_printer (self->queue, "wok", TRIVET_PRINTER (self->wok));
  services_drain (&self->services);
  assert_papers (self->wok, 1, 0);
}

static void
test_restart (Press        *self,
              gconstpointer user_data)
{
  trivet_print_queue_set_station_printer (self->queue, "wok", NULL);
  trivet_print_queue_set_station_printer (self->queue, "bar", NULL);
  want_slip (self, "J1", "wok");
  trivet_print_queue_set_station_printer (self->queue, "bar", TRIVET_PRINTER (self->bar));
  fake_printer_hold (self->bar);
  want_slip (self, "J2", "bar");
  g_object_run_dispose (G_OBJECT (self->queue));
  fake_printer_release (self->bar);
  services_drain (&self->services);
  g_assert_finalize_object (g_steal_pointer (&self->queue));

  start_queue (self);
  trivet_print_queue_load (self->queue);
  services_drain (&self->services);
  plug_in (self);
  /* What was not begun comes out; what may be on paper (and is, here) waits for a person. */
  assert_papers (self->bar, 2, 0);
  assert_papers (self->wok, 0, 0);
  g_assert_cmpuint (n_jobs (self), ==, 1);
  retry_first (self);
  assert_papers (self->wok, 1, 1);
}

/* Late as it is printed, a slip says what the kitchen was told then; another register's is its own. */
static void
test_whose (Press        *self,
            gconstpointer user_data)
{
  request (self, "R2", "{'job':'J1','document':'slip','copy':1,'station':'wok','kind':'new','lines':[]}");
  g_assert_cmpuint (n_jobs (self), ==, 0);
  assert_papers (self->wok, 0, 0);

  /* A slip that nobody can read fails and stays. */
  request (self, "R1", "{'job':'J2','document':'slip','copy':1,'station':'bar','kind':'odd','lines':[]}");
  g_assert_cmpuint (n_jobs (self), ==, 1);
  assert_papers (self->bar, 0, 0);
}

#define ADD(path, func) g_test_add ("/services/print-slips/" path, Press, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("by-station", test_by_station);
  ADD ("reprint", test_reprint);
  ADD ("side-by-side", test_side_by_side);
  ADD ("fallback", test_fallback);
  ADD ("dies-mid-slip", test_dies_mid_slip);
  ADD ("both-off", test_both_off);
  ADD ("no-fallback", test_no_fallback);
  ADD ("no-printer", test_no_printer);
  ADD ("restart", test_restart);
  ADD ("whose", test_whose);

  return g_test_run ();
}
