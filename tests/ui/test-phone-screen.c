/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the codes on the guest's phone have no seams between their modules, on any renderer.
 * Method: what the widget paints is taken apart: one texture a code, as large as its place in whole
 * pixels, and nothing but ink and paper in it. */

#include "trivet-phone-screen.h"
#include "trivet-ui-fixture.h"
#include "trivet-ui.h"

typedef struct {
  guint n_textures;
  guint n_others;
  guint n_strange; /* pixels that are neither ink nor paper */
} Parts;

static void
look_at_pixels (Parts      *parts,
                GdkTexture *texture)
{
  gsize               n = (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, n);
  guint               n_ink = 0;

  gdk_texture_download (texture, (guchar *) pixels, (gsize) gdk_texture_get_width (texture) * 4);
  for (gsize i = 0; i < n; i++) {
    n_ink += pixels[i] == 0xff0a3d22;
    parts->n_strange += pixels[i] != 0xff0a3d22 && pixels[i] != 0xffffffff;
  }
  g_assert_cmpuint (n_ink, >, n / 5);
}

static void
look_at_texture (Parts         *parts,
                 GskRenderNode *node)
{
  GdkTexture     *texture = gsk_texture_node_get_texture (node);
  graphene_rect_t bounds;

  gsk_render_node_get_bounds (node, &bounds);
  g_assert_true (graphene_rect_equal (&bounds, &GRAPHENE_RECT_INIT ((float) (int) bounds.origin.x, (float) (int) bounds.origin.y,
                                                                    (float) gdk_texture_get_width (texture),
                                                                    (float) gdk_texture_get_height (texture))));
  parts->n_textures++;
  look_at_pixels (parts, texture);
}

static void
take_apart (Parts         *parts,
            GskRenderNode *node)
{
  switch ((guint) gsk_render_node_get_node_type (node)) {
  case GSK_CONTAINER_NODE:
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      take_apart (parts, gsk_container_node_get_child (node, i));
    break;
  case GSK_TRANSFORM_NODE:
    take_apart (parts, gsk_transform_node_get_child (node));
    break;
  case GSK_TEXTURE_NODE:
    look_at_texture (parts, node);
    break;
  default:
    parts->n_others++;
    break;
  }
}

static void
test_no_seams (void)
{
  GtkWidget *screen = trivet_phone_screen_new ();
  GtkWidget *window;
  g_autoptr (TrivetSecret) code = trivet_secret_new ("134567890123456789", -1);
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  Parts parts = { 0 };

  trivet_phone_screen_set_code (TRIVET_PHONE_SCREEN (screen), code, TRUE);
  /* An odd size: nothing in it divides well. */
  window = trivet_ui_test_show (screen, 371, 487);
  paintable = gtk_widget_paintable_new (screen);
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (screen), gtk_widget_get_height (screen));
  node = gtk_snapshot_to_node (snapshot);
  take_apart (&parts, node);
  g_assert_cmpuint (parts.n_textures, ==, 2);
  g_assert_cmpuint (parts.n_others, ==, 0);
  g_assert_cmpuint (parts.n_strange, ==, 0);
  trivet_ui_test_screenshot (window, "phone-screen");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/phone-screen/no-seams", test_no_seams);

  return g_test_run ();
}
