/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-glyph.h"

/*
 * TrivetGlyph: the signs that the first frame shows, in the colour of the words beside them. A
 * named icon would make GTK read all folders of the icon theme, which takes a quarter of the time in
 * which it shows a bare window.
 */

/* Drawn on a square of 16 units. */
#define SIZE   16
#define STROKE 2

struct _TrivetGlyph {
  GObject parent_instance;

  TrivetGlyphShape shape;
};

static void trivet_glyph_paintable_init (GdkPaintableInterface *iface);
static void trivet_glyph_symbolic_init (GtkSymbolicPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetGlyph, trivet_glyph, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, trivet_glyph_paintable_init) G_IMPLEMENT_INTERFACE (GTK_TYPE_SYMBOLIC_PAINTABLE, trivet_glyph_symbolic_init))

static void
append_bar (GtkSnapshot   *snapshot,
            const GdkRGBA *color,
            float          x,
            float          y,
            float          width,
            float          height)
{
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y, width, height));
}

/* A ring and its handle. */
static void
append_search (GtkSnapshot   *snapshot,
               const GdkRGBA *color)
{
  const float    widths[] = { STROKE, STROKE, STROKE, STROKE };
  const GdkRGBA  colors[] = { *color, *color, *color, *color };
  GskRoundedRect ring;

  gsk_rounded_rect_init_from_rect (&ring, &GRAPHENE_RECT_INIT (1, 1, 11, 11), 5.5F);
  gtk_snapshot_append_border (snapshot, &ring, widths, colors);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (10.2F, 10.2F));
  gtk_snapshot_rotate (snapshot, 45);
  append_bar (snapshot, color, 0, -STROKE / 2.0F, 7, STROKE);
}

static void
append_rounded (GtkSnapshot           *snapshot,
                const GdkRGBA         *color,
                const graphene_rect_t *bounds,
                float                  radius)
{
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, bounds, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, color, bounds);
  gtk_snapshot_pop (snapshot);
}

/* A head, and shoulders that are cut off below. */
static void
append_person (GtkSnapshot   *snapshot,
               const GdkRGBA *color)
{
  append_rounded (snapshot, color, &GRAPHENE_RECT_INIT (4.5F, 1, 7, 7), 3.5F);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (1, 9, 14, 6));
  append_rounded (snapshot, color, &GRAPHENE_RECT_INIT (1, 9, 14, 12), 6);
  gtk_snapshot_pop (snapshot);
}

static void
append_shape (TrivetGlyphShape shape,
              GtkSnapshot     *snapshot,
              const GdkRGBA   *color)
{
  switch (shape) {
  case TRIVET_GLYPH_MENU:
    for (int y = 2; y < SIZE; y += 5)
      append_bar (snapshot, color, 1, (float) y, SIZE - 2, STROKE);
    break;
  case TRIVET_GLYPH_ADD:
    append_bar (snapshot, color, (SIZE - STROKE) / 2.0F, 1, STROKE, SIZE - 2);
    append_bar (snapshot, color, 1, (SIZE - STROKE) / 2.0F, SIZE - 2, STROKE);
    break;
  case TRIVET_GLYPH_SEARCH:
    append_search (snapshot, color);
    break;
  case TRIVET_GLYPH_PERSON:
    append_person (snapshot, color);
    break;
  }
}

static void
trivet_glyph_snapshot_symbolic (GtkSymbolicPaintable *paintable,
                                GdkSnapshot          *snapshot,
                                double                width,
                                double                height,
                                const GdkRGBA        *colors,
                                gsize                 n_colors)
{
  TrivetGlyph  *self = TRIVET_GLYPH (paintable);
  const GdkRGBA black = { 0, 0, 0, 1 };

  gtk_snapshot_save (GTK_SNAPSHOT (snapshot));
  gtk_snapshot_scale (GTK_SNAPSHOT (snapshot), (float) width / SIZE, (float) height / SIZE);
  append_shape (self->shape, GTK_SNAPSHOT (snapshot),
                n_colors > GTK_SYMBOLIC_COLOR_FOREGROUND ? &colors[GTK_SYMBOLIC_COLOR_FOREGROUND] : &black);
  gtk_snapshot_restore (GTK_SNAPSHOT (snapshot));
}

static void
trivet_glyph_snapshot (GdkPaintable *paintable,
                       GdkSnapshot  *snapshot,
                       double        width,
                       double        height)
{
  trivet_glyph_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (paintable), snapshot, width, height, NULL, 0);
}

static GdkPaintableFlags
trivet_glyph_get_flags (GdkPaintable *paintable)
{
  return GDK_PAINTABLE_STATIC_SIZE | GDK_PAINTABLE_STATIC_CONTENTS;
}

static int
trivet_glyph_get_intrinsic_size (GdkPaintable *paintable)
{
  return SIZE;
}

static void
trivet_glyph_paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = trivet_glyph_snapshot;
  iface->get_flags = trivet_glyph_get_flags;
  iface->get_intrinsic_width = trivet_glyph_get_intrinsic_size;
  iface->get_intrinsic_height = trivet_glyph_get_intrinsic_size;
}

static void
trivet_glyph_symbolic_init (GtkSymbolicPaintableInterface *iface)
{
  iface->snapshot_symbolic = trivet_glyph_snapshot_symbolic;
}

static void
trivet_glyph_class_init (TrivetGlyphClass *klass)
{
}

static void
trivet_glyph_init (TrivetGlyph *self)
{
}

/**
 * trivet_glyph_new:
 * @shape: what to draw
 *
 * Returns: (transfer full): a sign
 */
GdkPaintable *
trivet_glyph_new (TrivetGlyphShape shape)
{
  TrivetGlyph *self = g_object_new (TRIVET_TYPE_GLYPH, NULL);

  self->shape = shape;

  return GDK_PAINTABLE (self);
}

/**
 * trivet_glyph_button_new:
 * @shape: what to draw
 *
 * Returns: (transfer floating): a button with a sign instead of words; it needs a name
 */
GtkWidget *
trivet_glyph_button_new (TrivetGlyphShape shape)
{
  g_autoptr (GdkPaintable) glyph = trivet_glyph_new (shape);
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), gtk_image_new_from_paintable (glyph));
  gtk_widget_add_css_class (button, "image-button");

  return button;
}
