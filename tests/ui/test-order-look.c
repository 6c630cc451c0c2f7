/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the order page fits the screens it is made for, every control can be reached by a finger
 * and by name, light and dark. Method: the order of the drawing, all widgets measured; pictures
 * are written for people to look at. */

#include "trivet-order-page.h"
#include "trivet-ui-fixture.h"
#include "trivet-ui.h"

#define HEADER_PX 61

static GtkWidget *
fill_and_show (TrivetUiFixture *fixture,
               int              width,
               int              height)
{
  GtkWidget *page;

  g_free (trivet_ui_fixture_add (fixture, "D01", "", 2));
  g_free (trivet_ui_fixture_add (fixture, "C01", "", 1));
  g_free (trivet_ui_fixture_add (fixture, "N01", "width/wide extras/beef without/coriander", 1));
  g_free (trivet_ui_fixture_add (fixture, "N02", "heat/mild", 2));
  trivet_register_set_order_discount (fixture->context->reg, TRIVET_DISCOUNT_RATE, 100000, "Lunch set −10 %");
  trivet_ui_fixture_settle (fixture);
  page = trivet_order_page_new (fixture->context);

  return trivet_ui_test_show (page, width, height - HEADER_PX);
}

static TrivetUiFixture *
new_demo (void)
{
  g_autofree char *menu_json = trivet_ui_fixture_read_demo ();

  return trivet_ui_fixture_new (menu_json);
}

static void
end (TrivetUiFixture *fixture,
     GtkWidget       *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  trivet_ui_fixture_settle (fixture);
  trivet_ui_fixture_free (fixture);
}

static void
assert_fits (const char *name,
             int         width,
             int         height)
{
  TrivetUiFixture *fixture = new_demo ();
  GtkWidget       *window = fill_and_show (fixture, width, height);
  g_autofree char *file = g_strdup_printf ("%s-%d", name, width);
  GtkRequisition   minimum;

  gtk_widget_get_preferred_size (window, &minimum, NULL);
  g_assert_cmpint (minimum.width, <=, width);
  g_assert_cmpint (minimum.height, <=, height - HEADER_PX);
  g_assert_cmpint (gtk_widget_get_width (window), ==, width);
  g_assert_cmpint (gtk_widget_get_height (window), ==, height - HEADER_PX);
  /* The dishes that follow the first frame. */
  trivet_ui_test_spin (500);
  trivet_ui_test_screenshot (window, file);
  trivet_ui_test_assert_controls (window, 20);
  end (fixture, window);
}

static void
test_sizes (void)
{
  static const int sizes[][2] = { { 1024, 768 }, { 1280, 800 }, { 1366, 768 }, { 1920, 1080 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_ENGLISH);
    assert_fits ("order", sizes[i][0], sizes[i][1]);
    trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_CHINESE);
    assert_fits ("order-zh", sizes[i][0], sizes[i][1]);
    trivet_ui_set_appearance (TRIVET_APPEARANCE_DARK);
    assert_fits ("order-zh-dark", sizes[i][0], sizes[i][1]);
    trivet_ui_set_appearance (TRIVET_APPEARANCE_LIGHT);
  }
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_SYSTEM);
}

static void
test_dark (void)
{
  TrivetUiFixture *fixture = new_demo ();
  GtkWidget       *window = fill_and_show (fixture, 1366, 768);

  trivet_ui_set_appearance (TRIVET_APPEARANCE_DARK);
  trivet_ui_test_click (fixture, window, "1 Braised");
  trivet_ui_test_spin (400);
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  trivet_ui_test_screenshot (window, "order-dark");
  trivet_ui_set_appearance (TRIVET_APPEARANCE_LIGHT);
  trivet_ui_test_spin (400);
  g_assert_false (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  trivet_ui_test_screenshot (window, "order-selected");
  trivet_ui_test_assert_controls (window, 25);
  end (fixture, window);
}

static void
test_choices (void)
{
  TrivetUiFixture *fixture = new_demo ();
  GtkWidget       *window = fill_and_show (fixture, 1366, 768);

  trivet_ui_test_click (fixture, window, "Braised beef noodles");
  trivet_ui_test_screenshot (window, "choices-open");
  trivet_ui_test_click (fixture, window, "Wide");
  trivet_ui_test_click (fixture, window, "No garlic");
  trivet_ui_test_screenshot (window, "choices-made");
  trivet_ui_test_assert_controls (window, 15);
  end (fixture, window);
}

static void
test_empty (void)
{
  TrivetUiFixture *fixture = new_demo ();
  GtkWidget       *page = trivet_order_page_new (fixture->context);
  GtkWidget       *window = trivet_ui_test_show (page, 1366, 768 - HEADER_PX);

  trivet_order_page_handle_key (TRIVET_ORDER_PAGE (page), GDK_KEY_f, GDK_CONTROL_MASK);
  gtk_editable_set_text (GTK_EDITABLE (trivet_ui_test_find (window, "Search for a dish")), "fish & chips");
  trivet_ui_test_screenshot (window, "order-empty");
  trivet_ui_test_assert_controls (window, 3);
  end (fixture, window);
}

static void
find_inscription (GtkWidget *widget,
                  gpointer   user_data)
{
  GtkWidget **found = user_data;

  if (GTK_IS_INSCRIPTION (widget))
    *found = widget;
}

/* How many of a widget's rows of pixels from @from on have ink. */
static int
count_inked_rows (GtkWidget *widget,
                  int        from)
{
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = g_new0 (guint32, (gsize) width * (gsize) height);
  int                 n = 0;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  for (int y = from; y < height; y++) {
    int x = 0;

    while (x < width && pixels[y * width + x] >> 24 < 128)
      x++;
    n += x < width;
  }

  return n;
}

/* The lines of a Chinese font are higher than those of the font that a tile is measured with. */
static void
test_long_name (void)
{
  static const char *const menu =
    "{\"currency\": \"CNY\", \"categories\": [{\"id\": \"c\", \"name\": \"A\", \"color\": \"#c64600\"}],"
    " \"items\": [{\"sku\": \"X\", \"category\": \"c\", \"name\": {\"en\": \"Crab roe and black truffle xiaolongbao\","
    " \"zh\": \"特级现拆蟹粉黑松露鲜肉小笼包\"}, \"price\": \"9.00\"}]}";

  for (guint chinese = 0; chinese < 2; chinese++) {
    TrivetUiFixture *fixture = trivet_ui_fixture_new (menu);
    GtkWidget       *inscription = NULL;
    GtkWidget       *window;

    trivet_ui_set_language (chinese ? TRIVET_LANGUAGE_SETTING_CHINESE : TRIVET_LANGUAGE_SETTING_ENGLISH);
    window = trivet_ui_test_show (trivet_order_page_new (fixture->context), 1366, 768 - HEADER_PX);
    trivet_ui_test_wait_for_frame (window);
    trivet_ui_test_walk (window, find_inscription, &inscription);
    g_assert_nonnull (inscription);
    /* Fewer when the line is cut. */
    g_assert_cmpint (count_inked_rows (inscription, gtk_widget_get_height (inscription) / 2 + 1), >=, 14);
    end (fixture, window);
  }
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_SYSTEM);
}

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  trivet_ui_set_appearance (TRIVET_APPEARANCE_LIGHT);

  g_test_add_func ("/ui/order-look/sizes", test_sizes);
  g_test_add_func ("/ui/order-look/dark", test_dark);
  g_test_add_func ("/ui/order-look/choices", test_choices);
  g_test_add_func ("/ui/order-look/empty", test_empty);
  g_test_add_func ("/ui/order-look/long-name", test_long_name);

  return g_test_run ();
}
