/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: callers reach an implementation and its signals through the interfaces, and optional slots
 * may be absent. Method: one object that is scanner, printer, painter and line at once. */

#include "trivet-byte-link.h"
#include "trivet-device-error.h"
#include "trivet-printer.h"
#include "trivet-scanner.h"

#define TEST_TYPE_DEVICE (test_device_get_type ())
G_DECLARE_FINAL_TYPE (TestDevice, test_device, TEST, DEVICE, GObject)

struct _TestDevice {
  GObject  parent_instance;
  gboolean running;
  gboolean fails;
  guint    n_bytes;
  guint    n_blocks;
};

static void
test_device_start (TrivetScanner *scanner)
{
  TEST_DEVICE (scanner)->running = TRUE;
  trivet_scanner_emit_state_changed (scanner);
}

static void
test_device_stop (TrivetScanner *scanner)
{
  TEST_DEVICE (scanner)->running = FALSE;
}

static TrivetScannerState
test_device_get_state (TrivetScanner *scanner)
{
  return TEST_DEVICE (scanner)->running ? TRIVET_SCANNER_STATE_RUNNING : TRIVET_SCANNER_STATE_OFF;
}

static char *
test_device_dup_scanner_label (TrivetScanner *scanner)
{
  return g_strdup ("Counter camera");
}

static guint
test_device_get_rate_fps (TrivetScanner *scanner)
{
  return TEST_DEVICE (scanner)->running ? 30 : 0;
}

static void
test_device_scanner_init (TrivetScannerInterface *iface)
{
  iface->start = test_device_start;
  iface->stop = test_device_stop;
  iface->get_state = test_device_get_state;
  iface->dup_label = test_device_dup_scanner_label;
  iface->get_rate_fps = test_device_get_rate_fps;
}

static void
end_task (TestDevice         *self,
          GCancellable       *cancellable,
          GAsyncReadyCallback callback,
          gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (self->fails)
    g_task_return_new_error (task, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_PARTLY_SENT, "The paper ran out");
  else
    g_task_return_boolean (task, TRUE);
}

static void
test_device_send_async (TrivetByteLink     *link,
                        GBytes             *bytes,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  TEST_DEVICE (link)->n_bytes += (guint) g_bytes_get_size (bytes);
  end_task (TEST_DEVICE (link), cancellable, callback, user_data);
}

static gboolean
test_device_send_finish (TrivetByteLink *link,
                         GAsyncResult   *result,
                         GError        **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static char *
test_device_dup_link_label (TrivetByteLink *link)
{
  return g_strdup ("192.0.2.7:9100");
}

static void
test_device_link_init (TrivetByteLinkInterface *iface)
{
  iface->send_async = test_device_send_async;
  iface->send_finish = test_device_send_finish;
  iface->dup_label = test_device_dup_link_label;
}

static void
test_device_print_async (TrivetPrinter      *printer,
                         TrivetDocument     *document,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  TEST_DEVICE (printer)->n_blocks += (guint) trivet_document_get_n_blocks (document);
  end_task (TEST_DEVICE (printer), cancellable, callback, user_data);
}

static gboolean
test_device_print_finish (TrivetPrinter *printer,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static char *
test_device_dup_printer_label (TrivetPrinter *printer)
{
  return g_strdup ("Counter");
}

static void
test_device_printer_init (TrivetPrinterInterface *iface)
{
  iface->print_async = test_device_print_async;
  iface->print_finish = test_device_print_finish;
  iface->dup_label = test_device_dup_printer_label;
}

static GBytes *
test_device_paint (TrivetDocumentPainter *painter,
                   TrivetDocument        *document,
                   guint                  width_dots,
                   GError               **error)
{
  g_autofree char *text = g_strdup_printf ("%u", width_dots);

  return g_bytes_new (text, strlen (text));
}

static void
test_device_painter_init (TrivetDocumentPainterInterface *iface)
{
  iface->paint = test_device_paint;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestDevice, test_device, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_SCANNER, test_device_scanner_init) G_IMPLEMENT_INTERFACE (TRIVET_TYPE_BYTE_LINK, test_device_link_init) G_IMPLEMENT_INTERFACE (TRIVET_TYPE_PRINTER, test_device_printer_init) G_IMPLEMENT_INTERFACE (TRIVET_TYPE_DOCUMENT_PAINTER, test_device_painter_init))

static void
test_device_class_init (TestDeviceClass *klass)
{
}

static void
test_device_init (TestDevice *self)
{
}

typedef struct {
  TrivetSecret *code;
  GBytes       *rgb;
  int           width;
  int           height;
  int           n_changes;
} Seen;

static void
on_code (TrivetScanner *scanner,
         TrivetSecret  *code,
         Seen          *seen)
{
  seen->code = trivet_secret_ref (code);
}

static void
on_preview (TrivetScanner *scanner,
            GBytes        *rgb,
            int            width,
            int            height,
            Seen          *seen)
{
  seen->rgb = g_bytes_ref (rgb);
  seen->width = width;
  seen->height = height;
}

static void
on_state_changed (TrivetScanner *scanner,
                  Seen          *seen)
{
  seen->n_changes++;
}

static void
test_scanner (void)
{
  TestDevice    *device = g_object_new (TEST_TYPE_DEVICE, NULL);
  TrivetScanner *scanner = TRIVET_SCANNER (device);
  g_autoptr (TrivetSecret) code = trivet_secret_new ("284212345678901277", -1);
  g_autoptr (GBytes) rgb = g_bytes_new ("123456", 6);
  g_autofree char *label = trivet_scanner_dup_label (scanner);
  Seen             seen = { NULL };

  g_signal_connect (scanner, "code", G_CALLBACK (on_code), &seen);
  g_signal_connect (scanner, "preview", G_CALLBACK (on_preview), &seen);
  g_signal_connect (scanner, "state-changed", G_CALLBACK (on_state_changed), &seen);

  g_assert_cmpint (trivet_scanner_get_state (scanner), ==, TRIVET_SCANNER_STATE_OFF);
  trivet_scanner_start (scanner);
  g_assert_cmpint (seen.n_changes, ==, 1);
  g_assert_cmpint (trivet_scanner_get_state (scanner), ==, TRIVET_SCANNER_STATE_RUNNING);
  g_assert_cmpuint (trivet_scanner_get_rate_fps (scanner), ==, 30);
  g_assert_cmpstr (label, ==, "Counter camera");
  /* This one has no such slot. */
  trivet_scanner_forget (scanner);

  trivet_scanner_emit_code (scanner, code);
  g_assert_true (seen.code == code);
  trivet_scanner_emit_preview (scanner, rgb, 2, 1);
  g_assert_true (seen.rgb == rgb);
  g_assert_cmpint (seen.width, ==, 2);
  g_assert_cmpint (seen.height, ==, 1);
  trivet_scanner_stop (scanner);
  g_assert_cmpint (trivet_scanner_get_state (scanner), ==, TRIVET_SCANNER_STATE_OFF);

  trivet_secret_unref (seen.code);
  g_bytes_unref (seen.rgb);
  g_assert_finalize_object (device);
}

/* A picture of another size than it says would be read past its end by the screen. */
static void
test_preview_size (void)
{
  TestDevice *device = g_object_new (TEST_TYPE_DEVICE, NULL);
  g_autoptr (GBytes) rgb = g_bytes_new ("123456", 6);

  g_test_expect_message ("trivet-device", G_LOG_LEVEL_CRITICAL, "*g_bytes_get_size*");
  trivet_scanner_emit_preview (TRIVET_SCANNER (device), rgb, 2, 2);
  g_test_assert_expected_messages ();
  g_assert_finalize_object (device);
}

static void
on_ready (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (*result == NULL && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (*result);

  return *result;
}

static void
test_printer (void)
{
  TestDevice *device = g_object_new (TEST_TYPE_DEVICE, NULL);
  g_autoptr (TrivetDocument) document = trivet_document_new ("Receipt");
  g_autoptr (GAsyncResult) good = NULL;
  g_autoptr (GAsyncResult) bad = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autofree char *label = trivet_printer_dup_label (TRIVET_PRINTER (device));

  g_assert_cmpstr (label, ==, "Counter");
  trivet_document_add_rule (document);
  trivet_printer_print_async (TRIVET_PRINTER (device), document, NULL, on_ready, &good);
  g_assert_true (trivet_printer_print_finish (TRIVET_PRINTER (device), wait_for (&good), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (device->n_blocks, ==, 1);

  device->fails = TRUE;
  trivet_printer_print_async (TRIVET_PRINTER (device), document, NULL, on_ready, &bad);
  g_assert_false (trivet_printer_print_finish (TRIVET_PRINTER (device), wait_for (&bad), &error));
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_PARTLY_SENT);

  picture = trivet_document_painter_paint (TRIVET_DOCUMENT_PAINTER (device), document, 576, NULL);
  g_assert_cmpmem (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture), "576", 3);
  g_clear_object (&good);
  g_clear_object (&bad);
  g_assert_finalize_object (device);
}

static void
test_byte_link (void)
{
  TestDevice *device = g_object_new (TEST_TYPE_DEVICE, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new ("12345", 5);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = trivet_byte_link_dup_label (TRIVET_BYTE_LINK (device));

  g_assert_cmpstr (label, ==, "192.0.2.7:9100");
  trivet_byte_link_send_async (TRIVET_BYTE_LINK (device), bytes, NULL, on_ready, &result);
  g_assert_true (trivet_byte_link_send_finish (TRIVET_BYTE_LINK (device), wait_for (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (device->n_bytes, ==, 5);
  g_clear_object (&result);
  g_assert_finalize_object (device);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/device/scanner/signals", test_scanner);
  g_test_add_func ("/device/scanner/preview-size", test_preview_size);
  g_test_add_func ("/device/printer/ends", test_printer);
  g_test_add_func ("/device/byte-link/ends", test_byte_link);

  return g_test_run ();
}
