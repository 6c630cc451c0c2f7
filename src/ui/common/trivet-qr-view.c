/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-qr-view.h"

#include "trivet-modules.h"

#include <qrencode.h>

/*
 * TrivetQrView: draws a text as a QR code in whole pixels.
 */

/* The standard asks for four modules of white on each side. */
#define QUIET      4
#define LEAST_PX   160
#define NATURAL_PX 300

struct _TrivetQrView {
  GtkWidget parent_instance;

  QRcode *qr; /* nullable */
};

G_DEFINE_FINAL_TYPE (TrivetQrView, trivet_qr_view, GTK_TYPE_WIDGET)

static void
trivet_qr_view_finalize (GObject *object)
{
  g_clear_pointer (&TRIVET_QR_VIEW (object)->qr, QRcode_free);

  G_OBJECT_CLASS (trivet_qr_view_parent_class)->finalize (object);
}

static void
trivet_qr_view_measure (GtkWidget     *widget,
                        GtkOrientation orientation,
                        int            for_size,
                        int           *minimum,
                        int           *natural,
                        int           *minimum_baseline,
                        int           *natural_baseline)
{
  *minimum = LEAST_PX;
  *natural = NATURAL_PX;
}

static void
trivet_qr_view_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  TrivetQrView *self = TRIVET_QR_VIEW (widget);
  const GdkRGBA black = { 0, 0, 0, 1 };
  const GdkRGBA white = { 1, 1, 1, 1 };
  int           width = gtk_widget_get_width (widget);
  int           height = gtk_widget_get_height (widget);
  int           scale = gtk_widget_get_scale_factor (widget);
  int           module;
  int           side;
  int           left;
  int           top;
  g_autoptr (GdkTexture) texture = NULL;

  if (self->qr == NULL)
    return;

  module = MAX (MIN (width, height) / (self->qr->width + 2 * QUIET), 1);
  side = module * (self->qr->width + 2 * QUIET);
  left = (width - side) / 2;
  top = (height - side) / 2;
  texture = trivet_modules_make_texture (&black, self->qr->data, self->qr->width, self->qr->width,
                                         module * scale, module * scale);
  gtk_snapshot_append_color (snapshot, &white,
                             &GRAPHENE_RECT_INIT ((float) left, (float) top, (float) side, (float) side));
  side -= 2 * QUIET * module;
  gtk_snapshot_append_texture (snapshot, texture,
                               &GRAPHENE_RECT_INIT ((float) (left + QUIET * module), (float) (top + QUIET * module),
                                                    (float) side, (float) side));
}

static void
trivet_qr_view_class_init (TrivetQrViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = trivet_qr_view_finalize;
  widget_class->measure = trivet_qr_view_measure;
  widget_class->snapshot = trivet_qr_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
trivet_qr_view_init (TrivetQrView *self)
{
}

/**
 * trivet_qr_view_new:
 *
 * Returns: (transfer floating): a view without a code
 */
GtkWidget *
trivet_qr_view_new (void)
{
  return g_object_new (TRIVET_TYPE_QR_VIEW, NULL);
}

/**
 * trivet_qr_view_set_text:
 * @self: a view
 * @text: (nullable): what to draw, unchanged; %NULL for nothing
 *
 * Returns: %FALSE when the text is too long for any QR code, and nothing is drawn
 */
gboolean
trivet_qr_view_set_text (TrivetQrView *self,
                         const char   *text)
{
  g_return_val_if_fail (TRIVET_IS_QR_VIEW (self), FALSE);

  g_clear_pointer (&self->qr, QRcode_free);
  if (text != NULL)
    self->qr = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return text == NULL || self->qr != NULL;
}
