/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-phone-screen.h"

#include "trivet-code128.h"
#include "trivet-modules.h"

#include <glib/gi18n.h>
#include <qrencode.h>
#include <string.h>

/*
 * TrivetPhoneScreen: draws the same code twice, and again as a camera would see it.
 */

#define FRAME_WIDTH  1280
#define FRAME_HEIGHT 720
#define QUIET        10

struct _TrivetPhoneScreen {
  GtkWidget parent_instance;

  GBytes *bars; /* one byte a module */
  QRcode *qr;
  GdkRGBA color;
};

G_DEFINE_FINAL_TYPE (TrivetPhoneScreen, trivet_phone_screen, GTK_TYPE_WIDGET)

static void
trivet_phone_screen_finalize (GObject *object)
{
  TrivetPhoneScreen *self = TRIVET_PHONE_SCREEN (object);

  g_clear_pointer (&self->bars, g_bytes_unref);
  g_clear_pointer (&self->qr, QRcode_free);

  G_OBJECT_CLASS (trivet_phone_screen_parent_class)->finalize (object);
}

/* Whole pixels a module: a blurred edge costs the scanner more than a smaller code. */
static void
snapshot_modules (TrivetPhoneScreen     *self,
                  GtkSnapshot           *snapshot,
                  const guint8          *modules,
                  int                    columns,
                  int                    rows,
                  int                    module,
                  const graphene_rect_t *area)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int height = rows > 1 ? module : (int) area->size.height;
  g_autoptr (GdkTexture) texture = trivet_modules_make_texture (&self->color, modules, columns, rows, module * scale, height * scale);
  float left = (float) (((int) area->size.width - module * columns) / 2);

  gtk_snapshot_append_texture (snapshot, texture,
                               &GRAPHENE_RECT_INIT (left, area->origin.y, (float) (module * columns), (float) (height * rows)));
}

static void
snapshot_bars (TrivetPhoneScreen *self,
               GtkSnapshot       *snapshot,
               int                width,
               int                height)
{
  gsize         n;
  const guint8 *modules = g_bytes_get_data (self->bars, &n);
  int           module = MAX (width / ((int) n + 2 * QUIET), 1);

  snapshot_modules (self, snapshot, modules, (int) n, 1, module, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

static void
snapshot_qr (TrivetPhoneScreen *self,
             GtkSnapshot       *snapshot,
             int                width,
             int                top,
             int                height)
{
  int n = self->qr->width;
  int module = MAX (MIN (width, height) / (n + 4), 1);

  snapshot_modules (self, snapshot, self->qr->data, n, n, module,
                    &GRAPHENE_RECT_INIT (0, (float) top, (float) width, (float) height));
}

static void
trivet_phone_screen_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  TrivetPhoneScreen *self = TRIVET_PHONE_SCREEN (widget);
  int                width = gtk_widget_get_width (widget);
  int                height = gtk_widget_get_height (widget);

  if (self->bars == NULL || self->qr == NULL)
    return;

  snapshot_bars (self, snapshot, width, height * 24 / 100);
  snapshot_qr (self, snapshot, width, height * 32 / 100, height * 68 / 100);
}

static void
trivet_phone_screen_measure (GtkWidget     *widget,
                             GtkOrientation orientation,
                             int            for_size,
                             int           *minimum,
                             int           *natural,
                             int           *minimum_baseline,
                             int           *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 300 : 320;
  *natural = *minimum;
  *minimum_baseline = *natural_baseline = -1;
}

static void
trivet_phone_screen_class_init (TrivetPhoneScreenClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = trivet_phone_screen_finalize;
  widget_class->snapshot = trivet_phone_screen_snapshot;
  widget_class->measure = trivet_phone_screen_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
trivet_phone_screen_init (TrivetPhoneScreen *self)
{
}

/**
 * trivet_phone_screen_new:
 *
 * Returns: (transfer floating): a screen without a code
 */
GtkWidget *
trivet_phone_screen_new (void)
{
  return g_object_new (TRIVET_TYPE_PHONE_SCREEN, NULL);
}

/**
 * trivet_phone_screen_set_code:
 * @self: a screen
 * @code: digits
 * @green: in WeChat Pay's colour instead of black
 */
void
trivet_phone_screen_set_code (TrivetPhoneScreen *self,
                              TrivetSecret      *code,
                              gboolean           green)
{
  g_return_if_fail (TRIVET_IS_PHONE_SCREEN (self));
  g_return_if_fail (code != NULL);

  g_clear_pointer (&self->bars, g_bytes_unref);
  g_clear_pointer (&self->qr, QRcode_free);
  self->bars = trivet_code128_encode_digits (trivet_secret_peek (code));
  self->qr = QRcode_encodeString (trivet_secret_peek (code), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  gdk_rgba_parse (&self->color, green ? "#0a3d22" : "#111111");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Payment code"), -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
fill (guint8 *frame,
      int     x,
      int     y,
      int     width,
      int     height,
      guint8  gray)
{
  for (int row = y; row < y + height; row++)
    memset (frame + row * FRAME_WIDTH + x, gray, (gsize) width);
}

/**
 * trivet_phone_screen_draw_frame:
 * @self: a screen
 * @ret_width: (out): in pixels
 * @ret_height: (out): in pixels
 *
 * Draws what a camera sees when the phone is held up to it.
 *
 * Returns: (transfer full) (nullable): one byte a pixel; %NULL while there is no code
 */
GBytes *
trivet_phone_screen_draw_frame (TrivetPhoneScreen *self,
                                int               *ret_width,
                                int               *ret_height)
{
  const int     page_x = 430, page_y = 40, page_width = 420, page_height = 640;
  guint8       *frame;
  const guint8 *modules;
  gsize         n;
  int           left;

  g_return_val_if_fail (TRIVET_IS_PHONE_SCREEN (self), NULL);
  g_return_val_if_fail (ret_width != NULL && ret_height != NULL, NULL);

  if (self->bars == NULL || self->qr == NULL)
    return NULL;

  frame = g_malloc (FRAME_WIDTH * FRAME_HEIGHT);
  memset (frame, 40, FRAME_WIDTH * FRAME_HEIGHT);
  fill (frame, page_x, page_y, page_width, page_height, 235);
  modules = g_bytes_get_data (self->bars, &n);
  left = page_x + (page_width - 2 * (int) n) / 2;
  for (gsize i = 0; i < n; i++) {
    if (modules[i])
      fill (frame, left + 2 * (int) i, page_y + 60, 2, 110, 20);
  }
  left = page_x + (page_width - 9 * self->qr->width) / 2;
  for (int i = 0; i < self->qr->width * self->qr->width; i++) {
    if (self->qr->data[i] & 1)
      fill (frame, left + 9 * (i % self->qr->width), page_y + 230 + 9 * (i / self->qr->width), 9, 9, 20);
  }
  *ret_width = FRAME_WIDTH;
  *ret_height = FRAME_HEIGHT;

  return g_bytes_new_take (frame, FRAME_WIDTH * FRAME_HEIGHT);
}
