/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "escpos-reader.h"
#include "trivet-device-error.h"
#include "trivet-escpos-printer.h"

/* Goal: printing is one try over the link, with the link's own verdict. Method: a link that keeps
 * what it gets, or fails as told. */

#define FAKE_TYPE_LINK (fake_link_get_type ())
G_DECLARE_FINAL_TYPE (FakeLink, fake_link, FAKE, LINK, GObject)

struct _FakeLink {
  GObject parent_instance;

  GBytes *received;
  GError *failure;
  guint   n_sends;
};

static void
fake_link_send_async (TrivetByteLink     *link,
                      GBytes             *bytes,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  FakeLink *self = FAKE_LINK (link);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->n_sends++;
  g_clear_pointer (&self->received, g_bytes_unref);
  self->received = g_bytes_ref (bytes);
  if (self->failure != NULL)
    g_task_return_error (task, g_error_copy (self->failure));
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
fake_link_send_finish (TrivetByteLink *link,
                       GAsyncResult   *result,
                       GError        **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static char *
fake_link_dup_label (TrivetByteLink *link)
{
  return g_strdup ("a fake line");
}

static void
fake_link_byte_link_init (TrivetByteLinkInterface *iface)
{
  iface->send_async = fake_link_send_async;
  iface->send_finish = fake_link_send_finish;
  iface->dup_label = fake_link_dup_label;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeLink, fake_link, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_BYTE_LINK, fake_link_byte_link_init))

static void
fake_link_finalize (GObject *object)
{
  FakeLink *self = FAKE_LINK (object);

  g_clear_pointer (&self->received, g_bytes_unref);
  g_clear_error (&self->failure);

  G_OBJECT_CLASS (fake_link_parent_class)->finalize (object);
}

static void
fake_link_class_init (FakeLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_link_finalize;
}

static void
fake_link_init (FakeLink *self)
{
}

static void
on_printed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GAsyncResult **ret_result = user_data;

  *ret_result = g_object_ref (result);
}

static gboolean
print_and_wait (TrivetPrinter *printer,
                const char    *text,
                GError       **error)
{
  g_autoptr (TrivetDocument) document = trivet_document_new ("test");
  g_autoptr (GAsyncResult) result = NULL;

  trivet_document_add_text (document, TRIVET_DOCUMENT_ALIGN_LEFT, 0, 0, text);
  trivet_printer_print_async (printer, document, NULL, on_printed, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return trivet_printer_print_finish (printer, result, error);
}

static void
test_prints (void)
{
  g_autoptr (FakeLink) link = g_object_new (FAKE_TYPE_LINK, NULL);
  TrivetPrinter   *printer = trivet_escpos_printer_new (TRIVET_BYTE_LINK (link),
                                                        TRIVET_ESCPOS_PAPER_58_MM);
  g_autofree char *label = trivet_printer_dup_label (printer);
  g_autoptr (GError) error = NULL;
  g_autoptr (EscposPage) page = NULL;
  const guint8 *data;
  gsize         length;

  g_assert_cmpstr (label, ==, "a fake line");
  g_assert_true (print_and_wait (printer, "drawn in a thread 🍜", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (link->n_sends, ==, 1);
  data = g_bytes_get_data (link->received, &length);
  page = escpos_page_read (data, length, 384);
  g_assert_cmpuint (page->complaints->len, ==, 0);
  g_assert_nonnull (((EscposLine *) g_ptr_array_index (page->lines, 0))->bits);
  g_assert_finalize_object (printer);
}

static void
test_fails (void)
{
  static const TrivetDeviceError codes[] = {
    TRIVET_DEVICE_ERROR_NOT_SENT,
    TRIVET_DEVICE_ERROR_PARTLY_SENT,
    TRIVET_DEVICE_ERROR_NO_DEVICE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    g_autoptr (FakeLink) link = g_object_new (FAKE_TYPE_LINK, NULL);
    TrivetPrinter *printer = trivet_escpos_printer_new (TRIVET_BYTE_LINK (link),
                                                        TRIVET_ESCPOS_PAPER_80_MM);
    g_autoptr (GError) error = NULL;

    link->failure = g_error_new_literal (TRIVET_DEVICE_ERROR, (int) codes[i], "no paper");
    g_assert_false (print_and_wait (printer, "text", &error));
    g_assert_error (error, TRIVET_DEVICE_ERROR, (int) codes[i]);
    /* Trying again is the queue's business. */
    g_assert_cmpuint (link->n_sends, ==, 1);
    g_assert_finalize_object (printer);
  }
}

static gboolean
kick_and_wait (TrivetPrinter *printer,
               GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_printer_kick_async (printer, NULL, on_printed, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return trivet_printer_kick_finish (printer, result, error);
}

static void
test_kicks (void)
{
  static const guint8 pulse[] = { 0x1b, 'p', 0, 25, 250 };
  g_autoptr (FakeLink) link = g_object_new (FAKE_TYPE_LINK, NULL);
  TrivetPrinter *printer = trivet_escpos_printer_new (TRIVET_BYTE_LINK (link), TRIVET_ESCPOS_PAPER_80_MM);
  g_autoptr (GError) error = NULL;
  const guint8 *data;
  gsize         length;

  g_assert_true (trivet_printer_can_kick (printer));
  g_assert_true (kick_and_wait (printer, &error));
  g_assert_no_error (error);
  data = g_bytes_get_data (link->received, &length);
  g_assert_cmpmem (data, length, pulse, sizeof pulse);
  link->failure = g_error_new_literal (TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NOT_SENT, "off");
  g_assert_false (kick_and_wait (printer, &error));
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NOT_SENT);
  g_assert_finalize_object (printer);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/printers/escpos-printer/prints", test_prints);
  g_test_add_func ("/printers/escpos-printer/fails", test_fails);
  g_test_add_func ("/printers/escpos-printer/kicks", test_kicks);

  return g_test_run ();
}
