/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a dish shows its image, whatever its shape and size; a missing, broken, strange or far too
 * large one shows the emoji or a letter, and the main loop decodes nothing. Method: pictures are
 * written into a folder, the menu names them, and what the tiles hold is compared with what was
 * written; the screen is saved for people to look at. */

#include "trivet-dish-images.h"
#include "trivet-dish-picture.h"
#include "trivet-image-file.h"
#include "trivet-item-tile.h"
#include "trivet-order-page.h"
#include "trivet-ui-fixture.h"
#include "trivet-ui.h"

#include <glib/gstdio.h>
#include <string.h>

#define HEADER_PX 61
#define RED       0xc01c28ffU
#define GREEN     0x1f8a4cffU

typedef struct {
  char *folder;
} Folder;

static void
folder_set_up (Folder       *test,
               gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  test->folder = g_dir_make_tmp ("trivet-images-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
folder_tear_down (Folder       *test,
                  gconstpointer user_data)
{
  g_autoptr (GDir) dir = g_dir_open (test->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (test->folder, name, NULL);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (test->folder), ==, 0);
  g_free (test->folder);
}

static void
write_bytes (Folder     *test,
             const char *name,
             const char *bytes,
             gssize      length)
{
  g_autofree char *path = g_build_filename (test->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
}

/* A red picture with a green middle half, so that it shows which part was cut out. */
static void
write_picture (Folder     *test,
               const char *name,
               const char *format,
               int         width,
               int         height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GdkPixbuf) middle = gdk_pixbuf_new_subpixbuf (pixbuf, width / 4, height / 4, width / 2, height / 2);
  g_autofree char *path = g_build_filename (test->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, RED);
  gdk_pixbuf_fill (middle, GREEN);
  gdk_pixbuf_save (pixbuf, path, format, &error, NULL);
  g_assert_no_error (error);
}

/* A picture of which the second half got lost. */
static void
write_broken (Folder     *test,
              const char *name,
              const char *format)
{
  g_autofree char *path = g_build_filename (test->folder, "whole", NULL);
  g_autofree char *bytes = NULL;
  gsize            length;

  write_picture (test, "whole", format, 400, 300);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  write_bytes (test, name, bytes, (gssize) length / 2);
}

/* BGRA as GdkTexture downloads it. */
static guint32
pixel_at (GdkTexture *texture,
          int         x,
          int         y)
{
  int                 width = gdk_texture_get_width (texture);
  g_autofree guint32 *pixels = g_new (guint32, (gsize) width * (gsize) gdk_texture_get_height (texture));

  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);

  return pixels[y * width + x];
}

static gboolean
is_like (guint32 pixel,
         guint32 rgba)
{
  for (guint i = 0; i < 3; i++) {
    int channel = (int) ((rgba >> (24 - 8 * i)) & 0xff);
    int found = (int) ((pixel >> (16 - 8 * i)) & 0xff);

    if (ABS (channel - found) > 24)
      return FALSE;
  }

  return TRUE;
}

static void
assert_cut (Folder     *test,
            const char *name,
            gboolean    sides_are_red)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = trivet_image_file_load (test->folder, name, 56, 40, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 56);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 40);
  g_assert_true (is_like (pixel_at (texture, 28, 20), GREEN));
  g_assert_true (is_like (pixel_at (texture, 1, 20), sides_are_red ? RED : GREEN));
}

static void
test_shapes (Folder       *test,
             gconstpointer user_data)
{
  write_picture (test, "same.png", "png", 560, 400);
  write_picture (test, "wide.jpg", "jpeg", 1600, 300);
  write_picture (test, "tall.png", "png", 200, 900);
  write_picture (test, "dot.png", "png", 4, 4);
  assert_cut (test, "same.png", TRUE);
  /* Only its middle fits, and that is green from side to side. */
  assert_cut (test, "wide.jpg", FALSE);
  assert_cut (test, "tall.png", TRUE);
  assert_cut (test, "dot.png", TRUE);
}

static void
test_six_thousand (Folder       *test,
                   gconstpointer user_data)
{
  write_picture (test, "large.jpg", "jpeg", 6000, 6000);
  assert_cut (test, "large.jpg", TRUE);
}

static void
assert_refused (Folder     *test,
                const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = trivet_image_file_load (test->folder, name, 56, 40, &error);

  if (texture != NULL)
    g_error ("“%s” is taken for a picture", name);
  g_assert_nonnull (error);
}

static void
test_refused (Folder       *test,
              gconstpointer user_data)
{
  /* The head of a PNG that would need 40 GB. */
  static const char bomb[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\x86\xa0\0\x01\x86\xa0\x08\x06\0\0\0IEND";
  g_autofree char  *fifo = g_build_filename (test->folder, "fifo.png", NULL);

  write_broken (test, "broken.png", "png");
  write_broken (test, "broken.jpg", "jpeg");
  write_bytes (test, "text.png", "this is no picture", -1);
  write_bytes (test, "empty.png", "", 0);
  write_bytes (test, "drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", -1);
  write_bytes (test, "bomb.png", bomb, sizeof bomb - 1);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  assert_refused (test, "broken.png");
  assert_refused (test, "broken.jpg");
  assert_refused (test, "text.png");
  assert_refused (test, "empty.png");
  assert_refused (test, "drawing.svg");
  assert_refused (test, "bomb.png");
  assert_refused (test, "fifo.png");
  assert_refused (test, "missing.png");
  assert_refused (test, ".");
}

static void
test_outside (Folder       *test,
              gconstpointer user_data)
{
  g_autofree char *base = g_path_get_basename (test->folder);
  g_autofree char *around = g_strdup_printf ("../%s/same.png", base);
  g_autofree char *absolute = g_build_filename (test->folder, "same.png", NULL);

  write_picture (test, "same.png", "png", 56, 40);
  assert_cut (test, "same.png", TRUE);
  assert_cut (test, "./same.png", TRUE);
  assert_refused (test, absolute);
  assert_refused (test, "../../../../../../etc/hostname");
  /* It comes back in, so it stays in. */
  assert_cut (test, around, TRUE);
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  texture = trivet_dish_images_load_finish (TRIVET_DISH_IMAGES (source), result, &error);
  g_assert_true ((texture != NULL) != (error != NULL));
  ++*(guint *) user_data;
}

/* However many there are, the cache stays within its bound, and all who wait get an answer. */
static void
test_bound (Folder       *test,
            gconstpointer user_data)
{
  g_autoptr (TrivetDishImages) images = trivet_dish_images_new (test->folder);
  GdkTexture *texture = NULL;
  guint       n = 0;

  write_picture (test, "same.png", "png", 8, 8);
  for (guint i = 0; i < 250; i++)
    trivet_dish_images_load_async (images, "same.png", 200 + (int) i, 200, NULL, on_loaded, &n);
  while (n < 250)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (trivet_dish_images_get_cached (images), <=, 16 * 1024 * 1024);
  g_assert_cmpuint (trivet_dish_images_get_cached (images), >, 8 * 1024 * 1024);
  /* The first two were begun at once and are forgotten; of those that had to wait the newest was
   * served first, so the oldest of them is the last that was kept. */
  g_assert_false (trivet_dish_images_peek (images, "same.png", 200, 200, &texture));
  g_assert_true (trivet_dish_images_peek (images, "same.png", 202, 200, &texture));
  g_assert_nonnull (texture);

  for (guint i = 0; i < 2000; i++)
    trivet_dish_images_load_async (images, "same.png", 50, 50, NULL, on_loaded, &n);
  while (n < 2250)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&images));
}

static void
append_item (GString    *menu,
             const char *name,
             const char *emoji,
             const char *image)
{
  g_string_append_printf (menu, "%s{\"sku\":\"%s\",\"category\":\"c\",\"name\":\"%s\",\"name_zh\":\"菜\",\"price\":\"12.00\"",
                          g_str_has_suffix (menu->str, "}") ? "," : "", image, name);
  if (emoji != NULL)
    g_string_append_printf (menu, ",\"emoji\":\"%s\"", emoji);
  if (g_str_equal (name, "Choice"))
    g_string_append (menu, ",\"modifier_groups\":[\"g\"]");
  g_string_append_printf (menu, ",\"image\":\"%s\"}", image);
}

static TrivetUiFixture *
new_restaurant (Folder *test)
{
  g_autoptr (GString) menu = g_string_new ("{\"currency\":\"CNY\",\"categories\":[{\"id\":\"c\",\"name\":\"Dishes\","
                                           "\"name_zh\":\"菜\",\"color\":\"#c64600\"}],"
                                           "\"modifier_groups\":[{\"id\":\"g\",\"name\":\"Size\",\"name_zh\":\"大小\",\"min\":1,\"max\":1,"
                                           "\"options\":[{\"id\":\"s\",\"name\":\"Small\",\"name_zh\":\"小\"}]}],\"items\":[");
  TrivetUiFixture *fixture;

  append_item (menu, "Same", "🥟", "same.png");
  append_item (menu, "Wide", "🍜", "wide.jpg");
  append_item (menu, "Tall", NULL, "tall.png");
  append_item (menu, "Large", "🦆", "large.jpg");
  append_item (menu, "Choice", "🍜", "choice.jpg");
  append_item (menu, "Broken with an emoji", "🍲", "broken.png");
  append_item (menu, "broken with a letter", NULL, "text.png");
  append_item (menu, "Écrevisses", NULL, "missing.png");
  g_string_append (menu, "]}");
  fixture = trivet_ui_fixture_new (menu->str);
  fixture->context->images = trivet_dish_images_new (test->folder);

  return fixture;
}

typedef struct {
  const char        *name;
  TrivetDishPicture *found;
} Search;

static void
find_picture (GtkWidget *widget,
              gpointer   user_data)
{
  Search          *search = user_data;
  GtkWidget       *tile = gtk_widget_get_ancestor (widget, TRIVET_TYPE_ITEM_TILE);
  g_autofree char *name = NULL;

  if (!TRIVET_IS_DISH_PICTURE (widget))
    return;
  name = tile != NULL ? trivet_ui_test_dup_name (tile) : g_strdup ("head");
  if (g_str_has_prefix (name, search->name))
    search->found = TRIVET_DISH_PICTURE (widget);
}

static TrivetDishPicture *
get_picture (GtkWidget  *window,
             const char *name)
{
  Search search = { name, NULL };

  trivet_ui_test_walk (window, find_picture, &search);
  if (search.found == NULL)
    g_error ("There is no picture of “%s”", name);

  return search.found;
}

static void
wait_for_image (GtkWidget  *window,
                const char *name)
{
  TrivetDishPicture *picture = get_picture (window, name);
  gint64             deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (trivet_dish_picture_get_texture (picture) == NULL && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (trivet_dish_picture_get_texture (picture));
  g_assert_true (is_like (pixel_at (trivet_dish_picture_get_texture (picture), 28, 20), GREEN));
}

static void
assert_text (GtkWidget  *window,
             const char *name,
             const char *text)
{
  TrivetDishPicture *picture = get_picture (window, name);

  g_assert_null (trivet_dish_picture_get_texture (picture));
  g_assert_cmpstr (trivet_dish_picture_get_text (picture), ==, text);
}

static void
write_all (Folder *test)
{
  write_picture (test, "same.png", "png", 560, 400);
  write_picture (test, "wide.jpg", "jpeg", 1600, 300);
  write_picture (test, "tall.png", "png", 200, 900);
  write_picture (test, "large.jpg", "jpeg", 6000, 4000);
  write_picture (test, "choice.jpg", "jpeg", 800, 800);
  write_broken (test, "broken.png", "png");
  write_bytes (test, "text.png", "this is no picture", -1);
}

static gboolean
on_tick (gpointer user_data)
{
  gint64      *times = user_data;
  const gint64 now = g_get_monotonic_time ();

  times[1] = MAX (times[1], now - times[0]);
  times[0] = now;

  return G_SOURCE_CONTINUE;
}

/* Nobody waits for the decoder: half a second of work for the large picture, none in the loop. */
static void
test_screen (Folder       *test,
             gconstpointer user_data)
{
  TrivetUiFixture *fixture;
  GtkWidget       *page;
  GtkWidget       *window;

  write_all (test);
  fixture = new_restaurant (test);
  page = trivet_order_page_new (fixture->context);
  window = trivet_ui_test_show (page, 1366, 768 - HEADER_PX);
  wait_for_image (window, "Same");
  wait_for_image (window, "Wide");
  wait_for_image (window, "Tall");
  wait_for_image (window, "Large");
  wait_for_image (window, "Choice");
  assert_text (window, "Broken with an emoji", "🍲");
  assert_text (window, "broken with a letter", "B");
  assert_text (window, "Écrevisses", "É");
  trivet_ui_test_screenshot (window, "order-images");
  trivet_ui_test_assert_controls (window, 9);

  trivet_ui_test_click (fixture, window, "Choice");
  g_assert_nonnull (trivet_dish_picture_get_texture (get_picture (window, "head")));
  trivet_ui_test_screenshot (window, "choices-image");
  gtk_window_destroy (GTK_WINDOW (window));
  trivet_ui_fixture_settle (fixture);
  trivet_ui_fixture_free (fixture);
}

static void
test_main_loop_is_free (Folder       *test,
                        gconstpointer user_data)
{
  g_autoptr (TrivetDishImages) images = trivet_dish_images_new (test->folder);
  gint64 begun;
  gint64 took;
  gint64 times[2] = { 0, 0 };
  guint  tick;
  guint  n = 0;

  write_picture (test, "large.png", "png", 6000, 6000);
  times[0] = begun = g_get_monotonic_time ();
  tick = g_timeout_add (1, on_tick, times);
  trivet_dish_images_load_async (images, "large.png", 56, 40, NULL, on_loaded, &n);
  while (n == 0)
    g_main_context_iteration (NULL, TRUE);
  took = g_get_monotonic_time () - begun;
  g_source_remove (tick);
  g_test_message ("decoded in %d ms, longest stall %d ms", (int) (took / 1000), (int) (times[1] / 1000));
  g_assert_cmpint (times[1], <, took / 2);
}

#define ADD(path, func) g_test_add (path, Folder, NULL, folder_set_up, func, folder_tear_down)

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  trivet_ui_set_appearance (TRIVET_APPEARANCE_LIGHT);

  ADD ("/ui/order-images/shapes", test_shapes);
  ADD ("/ui/order-images/six-thousand", test_six_thousand);
  ADD ("/ui/order-images/refused", test_refused);
  ADD ("/ui/order-images/outside", test_outside);
  ADD ("/ui/order-images/bound", test_bound);
  ADD ("/ui/order-images/main-loop", test_main_loop_is_free);
  ADD ("/ui/order-images/screen", test_screen);

  return g_test_run ();
}
