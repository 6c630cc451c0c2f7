/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a slip reaches paper when its printer on the network dies in the middle of it, or is off, and
 * staff are told where. Method: the queue, ESC/POS and TCP as shipped, against sockets that behave
 * like printers; what they got is read by the independent reader. */

#include "escpos-reader.h"
#include "services-bench.h"
#include "trivet-escpos-printer.h"
#include "trivet-link-address.h"
#include "trivet-print-queue.h"

#include <gio/gio.h>
#include <string.h>

#define DEADLINE_US (20 * G_USEC_PER_SEC)

/* A printer that takes one paper; @dies_after bytes it is gone, 0 for never. */
typedef struct {
  GSocketListener *listener;
  GThread         *thread;
  GByteArray      *bytes;
  gsize            dies_after;
  guint16          port;
} Paper;

static gpointer
take_paper (gpointer user_data)
{
  Paper *self = user_data;
  g_autoptr (GSocketConnection) connection = g_socket_listener_accept (self->listener, NULL, NULL, NULL);
  GInputStream *input;
  guint8        buffer[64];
  gssize        n;

  if (connection == NULL)
    return NULL;
  input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  while ((self->dies_after == 0 || self->bytes->len < self->dies_after) &&
         (n = g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_byte_array_append (self->bytes, buffer, (guint) n);
  /* With bytes unread, the other side is reset. */
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  return NULL;
}

static void
paper_start (Paper *self,
             gsize  dies_after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  self->listener = g_socket_listener_new ();
  g_socket_listener_add_address (self->listener, any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  self->bytes = g_byte_array_new ();
  self->dies_after = dies_after;
}

static void
paper_wait (Paper *self)
{
  self->thread = g_thread_new ("paper", take_paper, self);
}

/* Returns: (transfer full): what is on the paper */
static char *
paper_read (Paper *self)
{
  g_autoptr (EscposPage) page = NULL;

  g_thread_join (g_steal_pointer (&self->thread));
  page = escpos_page_read (self->bytes->data, self->bytes->len, 576);

  return escpos_page_to_text (page);
}

static void
paper_clear (Paper *self)
{
  if (self->thread != NULL)
    g_thread_join (self->thread);
  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_byte_array_unref (self->bytes);
}

static TrivetPrinter *
make_printer (guint16 port)
{
  g_autofree char *address = g_strdup_printf ("tcp:127.0.0.1:%u", port);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetByteLink) link = trivet_byte_link_new_from_address (address, &error);

  g_assert_no_error (error);

  return trivet_escpos_printer_new (link, TRIVET_ESCPOS_PAPER_80_MM);
}

static void
on_diverted (TrivetPrintQueue   *queue,
             TrivetPrintJobItem *item,
             const char         *from,
             const char         *to,
             gpointer            user_data)
{
  g_string_append_printf (user_data, "%s>%s", from, to);
}

static void
add_station (Services      *services,
             TrivetKitchen *kitchen,
             const char    *body)
{
  g_autoptr (GPtrArray) facts = NULL;

  services_append (services, TRIVET_FACT_STATION_SET, "kitchen", body);
  facts = trivet_memory_journal_dup_facts (services->journal, "kitchen");
  g_assert_true (trivet_kitchen_apply (kitchen, g_ptr_array_index (facts, facts->len - 1), NULL));
}

static void
want_slip (Services   *services,
           const char *line_id)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_autoptr (TrivetSlip) slip = trivet_slip_new ("wok", TRIVET_SLIP_NEW);
  TrivetFactStamp stamp = trivet_register_get_stamp (services->reg);
  JsonObject     *body = json_object_new ();

  trivet_slip_add (slip, line_id, 1);
  json_object_set_string_member (body, "job", "J1");
  json_object_set_string_member (body, "document", "slip");
  json_object_set_int_member (body, "copy", 1);
  trivet_slip_write (slip, body);
  g_ptr_array_add (facts, trivet_fact_new (TRIVET_FACT_PRINT_REQUESTED, services_current (services)->order_id, body, &stamp));
  trivet_journal_append_async (TRIVET_JOURNAL (services->journal), facts, NULL, NULL);
}

static void
wait_for_done (Services         *services,
               TrivetPrintQueue *queue)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;

  services_drain (services);
  while (g_list_model_get_n_items (trivet_print_queue_get_jobs (queue)) > 0) {
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
  }
  services_drain (services);
}

typedef struct {
  const char *name;
  gboolean    off;
  gsize       dies_after;
  gboolean    duplicate;
} Case;

static const Case cases[] = {
  { "dies-at-once", FALSE, 20, TRUE },
  { "dies-half-way", FALSE, 100, TRUE },
  { "off", TRUE, 0, FALSE },
};

static void
test_fallback (gconstpointer data)
{
  const Case *c = data;
  Services    services = { 0 };
  Paper       wok = { 0 };
  Paper       bar = { 0 };
  g_autoptr (TrivetKitchen) kitchen = trivet_kitchen_new ();
  g_autoptr (TrivetPrinter) wok_printer = NULL;
  g_autoptr (TrivetPrinter) bar_printer = NULL;
  g_autoptr (TrivetPrintQueue) queue = NULL;
  g_autoptr (GString) notices = g_string_new (NULL);
  g_autofree char *line_id = NULL;
  g_autofree char *text = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  services_set_up (&services, NULL);
  paper_start (&wok, c->dies_after);
  paper_start (&bar, 0);
  add_station (&services, kitchen, "{'id':'wok','name':'Wok','printer':'a','fallback':'bar'}");
  add_station (&services, kitchen, "{'id':'bar','name':'Bar','printer':'b'}");
  wok_printer = make_printer (wok.port);
  bar_printer = make_printer (bar.port);
  from = trivet_printer_dup_label (wok_printer);
  to = trivet_printer_dup_label (bar_printer);
  paper_wait (&bar);
  if (c->off)
    paper_clear (&wok);
  else
    paper_wait (&wok);
  queue = trivet_print_queue_new (services.reg, TRIVET_JOURNAL (services.journal), TRIVET_REPOSITORY (services.journal),
                                  services.wallets, TRIVET_CLOCK (services.clock));
  trivet_print_queue_set_kitchen (queue, kitchen);
  trivet_print_queue_set_station_printer (queue, "wok", wok_printer);
  trivet_print_queue_set_station_printer (queue, "bar", bar_printer);
  g_signal_connect (queue, "diverted", G_CALLBACK (on_diverted), notices);
  line_id = services_order (&services, "fish");

  want_slip (&services, line_id);
  wait_for_done (&services, queue);
  text = paper_read (&bar);
  if (!c->off) {
    g_thread_join (g_steal_pointer (&wok.thread));
    g_assert_cmpuint (wok.bytes->len, >=, c->dies_after);
    g_assert_cmpuint (wok.bytes->len, <, bar.bytes->len);
  }
  g_assert_true ((strstr (text, "DUPLICATE") != NULL) == c->duplicate);
  g_assert_nonnull (strstr (text, "Wok"));
  g_assert_nonnull (strstr (text, "1 ×"));
  g_assert_nonnull (strstr (notices->str, from));
  g_assert_nonnull (strstr (notices->str, to));
  g_assert_true (services_facts_contain (&services, to));

  if (!c->off)
    paper_clear (&wok);
  paper_clear (&bar);
  g_clear_object (&queue);
  services_tear_down (&services, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/services/print-tcp/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_fallback);
  }

  return g_test_run ();
}
