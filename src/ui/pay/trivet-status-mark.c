/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-status-mark.h"

/*
 * TrivetStatusMark: the round mark of the status panel. Its sign is drawn, not written, so that
 * it looks alike whatever fonts a machine has. It says nothing that the title does not say.
 */

/* Signs are drawn on a square of this side. */
#define GRID 32

struct _TrivetStatusMark {
  GtkWidget parent_instance;

  TrivetStatusSign sign;
};

G_DEFINE_FINAL_TYPE (TrivetStatusMark, trivet_status_mark, GTK_TYPE_WIDGET)

static void
draw_lines (cairo_t     *cr,
            const gint8 *points,
            guint        n_points)
{
  cairo_move_to (cr, points[0], points[1]);
  for (guint i = 1; i < n_points; i++)
    cairo_line_to (cr, points[2 * i], points[2 * i + 1]);
  cairo_stroke (cr);
}

static void
draw_dot (cairo_t *cr,
          int      x,
          int      y)
{
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x, y);
  cairo_stroke (cr);
}

static void
draw_target (cairo_t *cr)
{
  cairo_set_line_width (cr, 2);
  cairo_arc (cr, 16, 16, 11.5, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_arc (cr, 16, 16, 6, 0, 2 * G_PI);
  cairo_stroke (cr);
}

static void
draw_up (cairo_t *cr)
{
  static const gint8 head[] = { 9, 12, 16, 5, 23, 12 };
  static const gint8 shaft[] = { 16, 6, 16, 17 };

  draw_lines (cr, head, 3);
  draw_lines (cr, shaft, 2);
  draw_dot (cr, 16, 22);
  draw_dot (cr, 16, 27);
}

static void
draw_hourglass (cairo_t *cr)
{
  static const gint8 glass[] = { 9, 5, 23, 5, 23, 8, 17, 16, 23, 24, 23, 27, 9, 27, 9, 24, 15, 16, 9, 8, 9, 5 };
  static const gint8 sand[] = { 12, 25, 16, 20, 20, 25, 12, 25 };

  cairo_set_line_width (cr, 2.4);
  draw_lines (cr, glass, 11);
  cairo_move_to (cr, sand[0], sand[1]);
  for (guint i = 1; i < 4; i++)
    cairo_line_to (cr, sand[2 * i], sand[2 * i + 1]);
  cairo_fill (cr);
}

static void
draw_question (cairo_t *cr)
{
  cairo_arc (cr, 16, 11, 6, -G_PI, 0.25 * G_PI);
  cairo_curve_to (cr, 18.5, 17, 16, 17, 16, 21);
  cairo_stroke (cr);
  draw_dot (cr, 16, 27);
}

static void
draw_back (cairo_t *cr)
{
  static const gint8 head[] = { 8, 4, 8, 11, 15, 11 };

  cairo_arc (cr, 16, 17, 10, -0.75 * G_PI, 0.9 * G_PI);
  cairo_stroke (cr);
  draw_lines (cr, head, 3);
}

static void
draw_bolt (cairo_t *cr)
{
  static const gint8 bolt[] = { 19, 3, 9, 18, 15, 18, 13, 29, 23, 14, 17, 14 };

  cairo_move_to (cr, bolt[0], bolt[1]);
  for (guint i = 1; i < 6; i++)
    cairo_line_to (cr, bolt[2 * i], bolt[2 * i + 1]);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_note (cairo_t *cr)
{
  static const gint8 note[] = { 3, 8, 29, 8, 29, 24, 3, 24, 3, 8 };

  cairo_set_line_width (cr, 2.4);
  draw_lines (cr, note, 5);
  cairo_arc (cr, 16, 16, 4, 0, 2 * G_PI);
  cairo_stroke (cr);
}

static void
draw_sign (cairo_t         *cr,
           TrivetStatusSign sign)
{
  static const gint8 check[] = { 6, 17, 13, 24, 26, 9 };
  static const gint8 falling[] = { 8, 8, 24, 24 };
  static const gint8 rising[] = { 8, 24, 24, 8 };
  static const gint8 bar[] = { 16, 6, 16, 19 };

  switch (sign) {
  case TRIVET_STATUS_SIGN_TARGET:
    draw_target (cr);
    break;
  case TRIVET_STATUS_SIGN_UP:
    draw_up (cr);
    break;
  case TRIVET_STATUS_SIGN_HOURGLASS:
    draw_hourglass (cr);
    break;
  case TRIVET_STATUS_SIGN_CHECK:
    draw_lines (cr, check, 3);
    break;
  case TRIVET_STATUS_SIGN_CROSS:
    draw_lines (cr, falling, 2);
    draw_lines (cr, rising, 2);
    break;
  case TRIVET_STATUS_SIGN_QUESTION:
    draw_question (cr);
    break;
  case TRIVET_STATUS_SIGN_EXCLAMATION:
    draw_lines (cr, bar, 2);
    draw_dot (cr, 16, 26);
    break;
  case TRIVET_STATUS_SIGN_BACK:
    draw_back (cr);
    break;
  case TRIVET_STATUS_SIGN_BOLT:
    draw_bolt (cr);
    break;
  case TRIVET_STATUS_SIGN_NOTE:
    draw_note (cr);
    break;
  }
}

static void
trivet_status_mark_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  TrivetStatusMark *self = TRIVET_STATUS_MARK (widget);
  int               width = gtk_widget_get_width (widget);
  int               height = gtk_widget_get_height (widget);
  cairo_t          *cr;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_translate (cr, (width - GRID) / 2, (height - GRID) / 2);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 3);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  draw_sign (cr, self->sign);
  cairo_destroy (cr);
}

static void
trivet_status_mark_class_init (TrivetStatusMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = trivet_status_mark_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
trivet_status_mark_init (TrivetStatusMark *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "mark");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * trivet_status_mark_new:
 *
 * Returns: (transfer floating): a mark
 */
GtkWidget *
trivet_status_mark_new (void)
{
  return g_object_new (TRIVET_TYPE_STATUS_MARK, NULL);
}

/**
 * trivet_status_mark_set_sign:
 * @self: a mark
 * @sign: what it shows
 */
void
trivet_status_mark_set_sign (TrivetStatusMark *self,
                             TrivetStatusSign  sign)
{
  g_return_if_fail (TRIVET_IS_STATUS_MARK (self));

  if (self->sign == sign)
    return;

  self->sign = sign;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
