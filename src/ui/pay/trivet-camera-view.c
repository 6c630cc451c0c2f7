/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-camera-view.h"

#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetCameraView: paints the scanner's preview. The picture is dimmed and loses its frame while
 * codes are not being read, so that nobody holds a phone up for nothing.
 */

#define FRAME_WIDTH   4
#define FRAME_RADIUS  24
#define DIMMED        0.3
#define COARSE_PX     24 /* wide: no code can be made out */
#define BYTES_A_PIXEL 3

enum {
  TYPE_CODE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetCameraView {
  GtkWidget parent_instance;

  TrivetScanner *scanner; /* nullable */
  GdkTexture    *texture; /* nullable: no frame yet */
  GtkWidget     *trouble;
  GtkWidget     *bar;
  GtkWidget     *caption;
  GtkWidget     *type_code;
  gulong         preview_id;
  gboolean       reading;
  gboolean       works; /* there is, or soon will be, something to see */
};

G_DEFINE_FINAL_TYPE (TrivetCameraView, trivet_camera_view, GTK_TYPE_WIDGET)

/* Fills the view, keeps the picture's shape, and swaps left and right. */
static void
snapshot_picture (TrivetCameraView *self,
                  GtkSnapshot      *snapshot,
                  float             width,
                  float             height)
{
  float picture_width = (float) gdk_texture_get_width (self->texture);
  float picture_height = (float) gdk_texture_get_height (self->texture);
  float scale = MAX (width / picture_width, height / picture_height);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (width / 2, height / 2));
  gtk_snapshot_scale (snapshot, -1, 1);
  if (!self->reading)
    gtk_snapshot_push_opacity (snapshot, DIMMED);
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT (-picture_width * scale / 2, -picture_height * scale / 2,
                                                    picture_width * scale, picture_height * scale));
  if (!self->reading)
    gtk_snapshot_pop (snapshot);
  gtk_snapshot_restore (snapshot);
}

/* As drawn: 200 of 898 from the sides, 60 of 558 from above and below. */
static void
snapshot_frame (GtkSnapshot *snapshot,
                float        width,
                float        height)
{
  float           x = width * 0.22f;
  float           y = height * 0.107f;
  float           thickness[4] = { FRAME_WIDTH, FRAME_WIDTH, FRAME_WIDTH, FRAME_WIDTH };
  GdkRGBA         white = { 1, 1, 1, 0.9f };
  GdkRGBA         colors[4] = { white, white, white, white };
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, y, width - 2 * x, height - 2 * y);
  GskRoundedRect  frame;

  gsk_rounded_rect_init_from_rect (&frame, &bounds, FRAME_RADIUS);
  gtk_snapshot_append_border (snapshot, &frame, thickness, colors);
}

static void
trivet_camera_view_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  TrivetCameraView *self = TRIVET_CAMERA_VIEW (widget);
  float             width = (float) gtk_widget_get_width (widget);
  float             height = (float) gtk_widget_get_height (widget);

  if (self->texture != NULL)
    snapshot_picture (self, snapshot, width, height);
  if (self->reading && self->works)
    snapshot_frame (snapshot, width, height);

  GTK_WIDGET_CLASS (trivet_camera_view_parent_class)->snapshot (widget, snapshot);
}

static void
show_state (TrivetCameraView *self)
{
  TrivetScannerState state = self->scanner != NULL ? trivet_scanner_get_state (self->scanner)
                                                   : TRIVET_SCANNER_STATE_NO_CAMERA;
  g_autofree char   *label = NULL;
  g_autofree char   *words = NULL;

  self->works = state == TRIVET_SCANNER_STATE_RUNNING || state == TRIVET_SCANNER_STATE_STARTING;
  gtk_widget_set_visible (self->trouble, !self->works);
  gtk_widget_set_visible (self->caption, self->works);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!self->works)
    g_clear_object (&self->texture);
  if (state != TRIVET_SCANNER_STATE_RUNNING) {
    gtk_label_set_text (GTK_LABEL (self->works ? self->caption : self->trouble), trivet_words_for_scanner (state));
    return;
  }

  label = trivet_scanner_dup_label (self->scanner);
  words = g_strdup_printf (_("%s · %u fps"), trivet_words_for_camera (label), trivet_scanner_get_rate_fps (self->scanner));
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->caption)), words) != 0)
    gtk_label_set_text (GTK_LABEL (self->caption), words);
}

static void
on_scanner_state_changed (TrivetScanner *scanner,
                          gpointer       user_data)
{
  show_state (user_data);
}

/* A code that has been taken is nobody else's business: what stands behind a payment under way is
 * a few coloured patches, on the screen and on every picture of it. */
static GBytes *
make_coarse (GBytes *rgb,
             int     width,
             int     height,
             int    *ret_width,
             int    *ret_height)
{
  const guint8 *pixels = g_bytes_get_data (rgb, NULL);
  int           side = MAX (width / COARSE_PX, 1);
  int           n_columns = width / side;
  int           n_rows = MAX (height / side, 1);
  guint8       *coarse = g_new0 (guint8, (gsize) n_columns * (gsize) n_rows * BYTES_A_PIXEL);

  for (int i = 0; i < n_columns * n_rows * BYTES_A_PIXEL; i++) {
    int   left = (i / BYTES_A_PIXEL) % n_columns * side;
    int   top = (i / BYTES_A_PIXEL) / n_columns * side;
    guint sum = 0;
    guint n = 0;

    for (int y = top; y < MIN (top + side, height); y++) {
      for (int x = left; x < MIN (left + side, width); x++, n++)
        sum += pixels[((gsize) y * (gsize) width + (gsize) x) * BYTES_A_PIXEL + (gsize) (i % BYTES_A_PIXEL)];
    }
    coarse[i] = (guint8) (sum / MAX (n, 1));
  }
  *ret_width = n_columns;
  *ret_height = n_rows;

  return g_bytes_new_take (coarse, (gsize) n_columns * (gsize) n_rows * BYTES_A_PIXEL);
}

static void
on_preview (TrivetScanner *scanner,
            GBytes        *rgb,
            int            width,
            int            height,
            gpointer       user_data)
{
  TrivetCameraView *self = user_data;
  g_autoptr (GBytes) shown = NULL;

  if (width <= 0 || height <= 0 || g_bytes_get_size (rgb) < (gsize) width * (gsize) height * BYTES_A_PIXEL)
    return;

  shown = self->reading ? g_bytes_ref (rgb) : make_coarse (rgb, width, height, &width, &height);
  g_clear_object (&self->texture);
  self->texture = gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8, shown, (gsize) width * BYTES_A_PIXEL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_type_code_clicked (GtkButton *button,
                      gpointer   user_data)
{
  g_signal_emit (user_data, signals[TYPE_CODE], 0);
}

static void
trivet_camera_view_dispose (GObject *object)
{
  TrivetCameraView *self = TRIVET_CAMERA_VIEW (object);

  trivet_camera_view_set_live (self, FALSE);
  g_clear_object (&self->scanner);
  g_clear_pointer (&self->trouble, gtk_widget_unparent);
  g_clear_pointer (&self->bar, gtk_widget_unparent);

  G_OBJECT_CLASS (trivet_camera_view_parent_class)->dispose (object);
}

static void
trivet_camera_view_class_init (TrivetCameraViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = trivet_camera_view_dispose;
  widget_class->snapshot = trivet_camera_view_snapshot;

  signals[TYPE_CODE] =
    g_signal_new ("type-code",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
trivet_camera_view_init (TrivetCameraView *self)
{
  self->reading = TRUE;
  self->trouble = trivet_ui_label_new ("", "trouble");
  gtk_label_set_wrap (GTK_LABEL (self->trouble), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->trouble), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (self->trouble), 36);
  gtk_widget_set_halign (self->trouble, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->trouble, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->trouble, GTK_WIDGET (self));
  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->caption = trivet_ui_label_new ("", "caption numeric");
  self->type_code = trivet_ui_button_new (_("Type code"), "trivet-button", G_CALLBACK (on_type_code_clicked), self);
  gtk_label_set_wrap (GTK_LABEL (self->caption), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (self->caption), GTK_NATURAL_WRAP_NONE);
  gtk_widget_set_hexpand (self->bar, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->type_code))), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (self->type_code, TRUE);
  gtk_widget_set_halign (self->type_code, GTK_ALIGN_END);
  gtk_widget_set_valign (self->bar, GTK_ALIGN_END);
  gtk_widget_add_css_class (self->bar, "camera-bar");
  gtk_box_append (GTK_BOX (self->bar), self->caption);
  gtk_box_append (GTK_BOX (self->bar), self->type_code);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-view");
  trivet_ui_set_name (self, _("Camera"));
}

/**
 * trivet_camera_view_new:
 * @scanner: (nullable): whose picture is shown
 *
 * Returns: (transfer floating): a view that is not live yet
 */
GtkWidget *
trivet_camera_view_new (TrivetScanner *scanner)
{
  TrivetCameraView *self = g_object_new (TRIVET_TYPE_CAMERA_VIEW, NULL);

  g_set_object (&self->scanner, scanner);
  if (scanner != NULL)
    g_signal_connect_object (scanner, "state-changed", G_CALLBACK (on_scanner_state_changed), self, 0);
  show_state (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_camera_view_hide_words:
 * @self: a view
 *
 * Only the picture, for a place that is small and has its own words.
 */
void
trivet_camera_view_hide_words (TrivetCameraView *self)
{
  g_return_if_fail (TRIVET_IS_CAMERA_VIEW (self));

  gtk_widget_set_visible (self->bar, FALSE);
}

/**
 * trivet_camera_view_set_live:
 * @self: a view
 * @live: whether to show what the camera sees; the scanner makes no preview for nobody
 */
void
trivet_camera_view_set_live (TrivetCameraView *self,
                             gboolean          live)
{
  g_return_if_fail (TRIVET_IS_CAMERA_VIEW (self));

  if (live && self->preview_id == 0 && self->scanner != NULL) {
    self->preview_id = g_signal_connect (self->scanner, "preview", G_CALLBACK (on_preview), self);
  } else if (!live) {
    if (self->preview_id != 0)
      g_clear_signal_handler (&self->preview_id, self->scanner);
    g_clear_object (&self->texture);
  }
}

/**
 * trivet_camera_view_set_reading:
 * @self: a view
 * @reading: whether a code in view would be taken
 */
void
trivet_camera_view_set_reading (TrivetCameraView *self,
                                gboolean          reading)
{
  g_return_if_fail (TRIVET_IS_CAMERA_VIEW (self));

  if (self->reading == reading)
    return;

  self->reading = reading;
  /* The sharp picture goes at once, not with the next frame. */
  if (!reading)
    g_clear_object (&self->texture);
  gtk_widget_set_visible (self->type_code, reading);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
