/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-picture"

#include "trivet-picture-printer.h"

#include "trivet-device-error.h"
#include "trivet-picture-layout-private.h"

#include <cairo-pdf.h>
#include <math.h>

/*
 * A receipt for the screen: the same document that the thermal printer gets, as a PNG picture of
 * the paper or as a PDF file with real text in it.
 */

/* Paper above the first and below the last block. */
#define PAPER_MARGIN 28.0
/* The torn edge at the bottom. */
#define TOOTH_WIDTH  12.0
#define TOOTH_HEIGHT 8.0

/* PDF readers accept pages of up to 14,400 points; 80 mm paper stays far below with this. */
#define PDF_PAGE_MAX_HEIGHT 16000.0
#define POINTS_PER_MM       (72.0 / 25.4)

struct _TrivetPicturePrinter {
  GObject parent_instance;
};

static void trivet_picture_printer_painter_init (TrivetDocumentPainterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetPicturePrinter, trivet_picture_printer, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_DOCUMENT_PAINTER, trivet_picture_printer_painter_init))

static cairo_status_t
append_to_array (void                *closure,
                 const unsigned char *data,
                 unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static gboolean
check_status (cairo_status_t status,
              GError       **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  g_set_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NOT_SENT,
               "Cannot draw the receipt: %s", cairo_status_to_string (status));
  return FALSE;
}

/* Text is measured on a surface like the one that it is drawn on: fonts are hinted on a picture
 * and not in a PDF, which changes widths. */
static double *
measure_blocks (cairo_t        *cr,
                TrivetDocument *document,
                guint           width_dots)
{
  PangoContext *context = pango_cairo_create_context (cr);
  gsize         n_blocks = trivet_document_get_n_blocks (document);
  double       *heights = g_new0 (double, n_blocks + 1);

  for (gsize i = 0; i < n_blocks; i++)
    heights[i] = _trivet_picture_measure_block (context, trivet_document_get_block (document, i),
                                                width_dots);
  g_object_unref (context);

  return heights;
}

static double
measure_for_png (TrivetDocument *document,
                 guint           width_dots)
{
  cairo_surface_t   *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1, 1);
  cairo_t           *cr = cairo_create (surface);
  g_autofree double *heights = measure_blocks (cr, document, width_dots);
  gsize              n_blocks = trivet_document_get_n_blocks (document);
  double             height = 2 * PAPER_MARGIN + TOOTH_HEIGHT;

  for (gsize i = 0; i < n_blocks; i++)
    height += heights[i];
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return ceil (height);
}

/* White paper whose lower edge was torn off at the printer; outside it is transparent. */
static void
draw_paper (cairo_t *cr,
            double   width,
            double   height)
{
  double bottom = height - TOOTH_HEIGHT;

  cairo_move_to (cr, 0, 0);
  cairo_line_to (cr, width, 0);
  cairo_line_to (cr, width, bottom);
  for (double x = width; x > 0; x -= TOOTH_WIDTH) {
    cairo_line_to (cr, x - TOOTH_WIDTH / 2, height);
    cairo_line_to (cr, x - TOOTH_WIDTH, bottom);
  }
  cairo_close_path (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill (cr);
}

static void
draw_blocks (cairo_t        *cr,
             TrivetDocument *document,
             gsize           first,
             gsize           end,
             guint           width_dots)
{
  double y = PAPER_MARGIN;

  for (gsize i = first; i < end; i++)
    y += _trivet_picture_draw_block (cr, trivet_document_get_block (document, i), y, width_dots);
}

static GBytes *
trivet_picture_printer_paint (TrivetDocumentPainter *painter,
                              TrivetDocument        *document,
                              guint                  width_dots,
                              GError               **error)
{
  g_autoptr (GByteArray) png = g_byte_array_new ();
  double           height = measure_for_png (document, width_dots);
  cairo_surface_t *surface;
  cairo_t         *cr;
  cairo_status_t   status;

  if (height > TRIVET_PICTURE_MAX_HEIGHT) {
    g_set_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NOT_SENT,
                 "“%s” is too long for one picture (%.0f dots)",
                 trivet_document_get_title (document), height);
    return NULL;
  }

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width_dots, (int) height);
  cr = cairo_create (surface);
  draw_paper (cr, width_dots, height);
  draw_blocks (cr, document, 0, trivet_document_get_n_blocks (document), width_dots);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_to_array, png);
  cairo_surface_destroy (surface);

  if (!check_status (status, error))
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&png));
}

/* Draws blocks from @first on until the page is full. Returns the first block of the next. */
static gsize
draw_pdf_page (cairo_t        *cr,
               TrivetDocument *document,
               const double   *heights,
               gsize           first,
               guint           width_dots)
{
  gsize  n_blocks = trivet_document_get_n_blocks (document);
  double paper_mm = width_dots <= 384 ? 58 : 80;
  double scale = paper_mm * POINTS_PER_MM / width_dots;
  double height = 2 * PAPER_MARGIN;
  gsize  end = first;

  while (end < n_blocks && (end == first || height + heights[end] <= PDF_PAGE_MAX_HEIGHT))
    height += heights[end++];

  cairo_pdf_surface_set_size (cairo_get_target (cr), width_dots * scale, height * scale);
  cairo_save (cr);
  cairo_scale (cr, scale, scale);
  draw_blocks (cr, document, first, end, width_dots);
  cairo_restore (cr);
  cairo_show_page (cr);

  return end;
}

static void
trivet_picture_printer_painter_init (TrivetDocumentPainterInterface *iface)
{
  iface->paint = trivet_picture_printer_paint;
}

static void
trivet_picture_printer_class_init (TrivetPicturePrinterClass *klass)
{
}

static void
trivet_picture_printer_init (TrivetPicturePrinter *self)
{
}

/**
 * trivet_picture_printer_new:
 *
 * Returns: (transfer full): a new painter
 */
TrivetPicturePrinter *
trivet_picture_printer_new (void)
{
  return g_object_new (TRIVET_TYPE_PICTURE_PRINTER, NULL);
}

/**
 * trivet_picture_printer_paint_pdf:
 * @self: a painter
 * @document: what to draw
 * @width_dots: 384 (58 mm) or 576 (80 mm)
 * @error: TRIVET_DEVICE_ERROR_NOT_SENT when it cannot be drawn
 *
 * Draws @document as a PDF file: one page as long as the paper, or more if it is longer than a
 * PDF page may be. The text can be searched and copied.
 *
 * Returns: (transfer full) (nullable): the file's bytes, or %NULL with @error
 */
GBytes *
trivet_picture_printer_paint_pdf (TrivetPicturePrinter *self,
                                  TrivetDocument       *document,
                                  guint                 width_dots,
                                  GError              **error)
{
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  g_autofree double *heights = NULL;
  gsize              next = 0;
  cairo_surface_t   *surface;
  cairo_t           *cr;
  cairo_status_t     status;

  g_return_val_if_fail (TRIVET_IS_PICTURE_PRINTER (self), NULL);
  g_return_val_if_fail (document != NULL, NULL);
  g_return_val_if_fail (width_dots > 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  surface = cairo_pdf_surface_create_for_stream (append_to_array, pdf, 1, 1);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                  trivet_document_get_title (document));
  cr = cairo_create (surface);
  heights = measure_blocks (cr, document, width_dots);
  do
    next = draw_pdf_page (cr, document, heights, next, width_dots);
  while (next < trivet_document_get_n_blocks (document));

  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (!check_status (status, error))
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&pdf));
}

static void
on_contents_replaced (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * trivet_picture_printer_save_pdf_async:
 * @self: a painter
 * @document: what to draw
 * @width_dots: 384 (58 mm) or 576 (80 mm)
 * @file: where to; replaced if it exists
 * @cancellable: (nullable): ends the writing
 * @callback: called when the file is complete
 * @user_data: for @callback
 *
 * Draws @document as a PDF file and writes it.
 */
void
trivet_picture_printer_save_pdf_async (TrivetPicturePrinter *self,
                                       TrivetDocument       *document,
                                       guint                 width_dots,
                                       GFile                *file,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;

  g_return_if_fail (TRIVET_IS_PICTURE_PRINTER (self));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, trivet_picture_printer_save_pdf_async);

  pdf = trivet_picture_printer_paint_pdf (self, document, width_dots, &error);
  if (pdf == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  g_file_replace_contents_bytes_async (file, pdf, NULL, FALSE, G_FILE_CREATE_NONE, cancellable,
                                       on_contents_replaced, g_steal_pointer (&task));
}

/**
 * trivet_picture_printer_save_pdf_finish:
 * @self: a painter
 * @result: what the callback got
 * @error: a #TrivetDeviceError when it could not be drawn, a #GIOErrorEnum when not written
 *
 * Returns: %TRUE when the file is complete
 */
gboolean
trivet_picture_printer_save_pdf_finish (TrivetPicturePrinter *self,
                                        GAsyncResult         *result,
                                        GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
