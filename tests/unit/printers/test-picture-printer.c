/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "qr-finder.h"
#include "random-document.h"
#include "trivet-device-error.h"
#include "trivet-picture-printer.h"

#include <glib/gstdio.h>

#include <string.h>

/* Goal: the receipt on the screen has the paper's width, a QR code that can be read, and a PDF
 * with real text. Method: the PNG is read back by cairo and ZBar, the PDF by pdftotext. */

#define ORDER_ID "01JD8X5Y7Q0000000000000042"

static TrivetDocument *
new_document (void)
{
  TrivetDocument *document = trivet_document_new ("Receipt <42>");

  trivet_document_add_text (document, TRIVET_DOCUMENT_ALIGN_CENTER, TRIVET_DOCUMENT_STYLE_DOUBLE, 0,
                            "三足小馆");
  trivet_document_add_text (document, TRIVET_DOCUMENT_ALIGN_CENTER, TRIVET_DOCUMENT_STYLE_INVERTED,
                            0, "DUPLICATE");
  trivet_document_add_rule (document);
  trivet_document_add_columns (document, 0, 0, "2 × Ramen 🍜 & <tofu>", "¥76.00");
  trivet_document_add_columns (document, TRIVET_DOCUMENT_STYLE_DOUBLE | TRIVET_DOCUMENT_STYLE_BOLD,
                               0, "TOTAL 合计", "¥12345.67");
  trivet_document_add_qr (document, ORDER_ID);

  return document;
}

typedef struct {
  const guint8 *data;
  gsize         left;
} PngReader;

static cairo_status_t
read_png (void          *closure,
          unsigned char *data,
          unsigned int   length)
{
  PngReader *reader = closure;

  if (length > reader->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, reader->data, length);
  reader->data += length;
  reader->left -= length;

  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
paint (TrivetDocument *document,
       guint           width_dots)
{
  g_autoptr (TrivetPicturePrinter) painter = trivet_picture_printer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = trivet_document_painter_paint (TRIVET_DOCUMENT_PAINTER (painter),
                                                          document, width_dots, &error);
  PngReader        reader;
  cairo_surface_t *surface;

  g_assert_no_error (error);
  reader.data = g_bytes_get_data (png, &reader.left);
  surface = cairo_image_surface_create_from_png_stream (read_png, &reader);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, (int) width_dots);

  return surface;
}

static void
test_png (gconstpointer data)
{
  g_autoptr (TrivetDocument) document = new_document ();
  cairo_surface_t *surface = paint (document, GPOINTER_TO_UINT (data));
  g_autofree char *code = qr_find (surface);

  g_assert_cmpint (cairo_image_surface_get_height (surface), >, 400);
  g_assert_cmpint (cairo_image_surface_get_height (surface), <, 1000);
  g_assert_cmpstr (code, ==, ORDER_ID);
  cairo_surface_destroy (surface);
}

/* White margins on both sides: nothing is cut at the edge. */
static void
assert_margins_are_white (cairo_surface_t *surface)
{
  int           width = cairo_image_surface_get_width (surface);
  int           height = cairo_image_surface_get_height (surface);
  gsize         stride = (gsize) cairo_image_surface_get_stride (surface);
  const guint8 *pixels;

  cairo_surface_flush (surface);
  pixels = cairo_image_surface_get_data (surface);
  for (int y = 0; y < height - 20; y++) {
    const guint32 *row = (const guint32 *) (gconstpointer) (pixels + (gsize) y * stride);

    for (int x = 0; x < 8; x++) {
      g_assert_cmphex (row[x], ==, 0xFFFFFFFF);
      g_assert_cmphex (row[width - 1 - x], ==, 0xFFFFFFFF);
    }
  }
}

static void
test_huge_amount (void)
{
  g_autoptr (TrivetDocument) document = trivet_document_new ("Huge");
  cairo_surface_t *surface;

  trivet_document_add_columns (document, TRIVET_DOCUMENT_STYLE_DOUBLE, 0, "TOTAL",
                               "−¥92233720368547758.07");
  trivet_document_add_text (document, TRIVET_DOCUMENT_ALIGN_LEFT, TRIVET_DOCUMENT_STYLE_DOUBLE, 30,
                            "supercalifragilisticexpialidociousness-without-any-space-in-it");
  surface = paint (document, 384);
  assert_margins_are_white (surface);
  cairo_surface_destroy (surface);
}

static void
test_random (void)
{
  for (int round = 0; round < 15; round++) {
    g_autoptr (TrivetDocument) document = random_document_new (15, FALSE);
    g_autoptr (TrivetPicturePrinter) painter = trivet_picture_printer_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = trivet_picture_printer_paint_pdf (painter, document, 576, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (g_bytes_get_size (pdf), >, 0);
    cairo_surface_destroy (paint (document, round % 2 == 0 ? 384 : 576));
  }
}

static void
test_empty (void)
{
  g_autoptr (TrivetDocument) document = trivet_document_new ("Empty");
  g_autoptr (TrivetPicturePrinter) painter = trivet_picture_printer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = trivet_picture_printer_paint_pdf (painter, document, 576, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pdf);
  cairo_surface_destroy (paint (document, 384));
}

static void
test_too_long (void)
{
  g_autoptr (TrivetDocument) document = trivet_document_new ("Far too long");
  g_autoptr (TrivetPicturePrinter) painter = trivet_picture_printer_new ();
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GError) error = NULL;

  trivet_document_add_space (document, 5000);
  png = trivet_document_painter_paint (TRIVET_DOCUMENT_PAINTER (painter), document, 576, &error);
  g_assert_null (png);
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NOT_SENT);
  g_assert_nonnull (strstr (error->message, "Far too long"));
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **ret_result = user_data;

  *ret_result = g_object_ref (result);
}

static gboolean
save_pdf (TrivetDocument *document,
          const char     *path,
          GError        **error)
{
  g_autoptr (TrivetPicturePrinter) painter = trivet_picture_printer_new ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_picture_printer_save_pdf_async (painter, document, 576, file, NULL, on_saved, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return trivet_picture_printer_save_pdf_finish (painter, result, error);
}

static char *
run_reader (const char *program,
            const char *path,
            const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  char *text = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, path, output, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));

  return text;
}

static void
test_pdf (void)
{
  g_autofree char *folder = g_dir_make_tmp ("trivet-pdf-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "receipt.pdf", NULL);
  g_autofree char *reader = g_find_program_in_path ("pdftotext");
  g_autoptr (TrivetDocument) document = new_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (save_pdf (document, path, &error));
  g_assert_no_error (error);
  if (reader == NULL) {
    g_test_skip ("pdftotext (poppler-utils) is not installed");
  } else {
    text = run_reader (reader, path, "-");
    g_assert_nonnull (strstr (text, "¥12345.67"));
    g_assert_nonnull (strstr (text, "TOTAL 合计"));
    g_assert_nonnull (strstr (text, "三足小馆"));
    g_assert_nonnull (strstr (text, "& <tofu>"));
  }
  g_unlink (path);
  g_rmdir (folder);
}

/* A document longer than a PDF page may be goes on on the next. */
static void
test_pdf_pages (void)
{
  g_autoptr (TrivetDocument) document = trivet_document_new ("Long");
  g_autoptr (TrivetPicturePrinter) painter = trivet_picture_printer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  for (int i = 0; i < 1500; i++)
    trivet_document_add_columns (document, 0, 0, "Dish", "¥1.00");
  pdf = trivet_picture_printer_paint_pdf (painter, document, 576, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf));
  g_assert_cmpuint (g_bytes_get_size (pdf), >, 1000);
  g_assert_nonnull (memmem (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), "/Count 4", 8));
}

static void
test_pdf_nowhere (void)
{
  g_autoptr (TrivetDocument) document = new_document ();
  g_autoptr (GError) error = NULL;

  g_assert_false (save_pdf (document, "/nonexistent/receipt.pdf", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/printers/picture/png/58", GUINT_TO_POINTER (384), test_png);
  g_test_add_data_func ("/printers/picture/png/80", GUINT_TO_POINTER (576), test_png);
  g_test_add_func ("/printers/picture/huge-amount", test_huge_amount);
  g_test_add_func ("/printers/picture/random", test_random);
  g_test_add_func ("/printers/picture/empty", test_empty);
  g_test_add_func ("/printers/picture/too-long", test_too_long);
  g_test_add_func ("/printers/picture/pdf", test_pdf);
  g_test_add_func ("/printers/picture/pdf-pages", test_pdf_pages);
  g_test_add_func ("/printers/picture/pdf-nowhere", test_pdf_nowhere);

  return g_test_run ();
}
