/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "trivet-code128.h"
#include "trivet-scan-file.h"
#include "trivet-scan-ladder.h"

#include <glib/gstdio.h>

#include <qrencode.h>
#include <string.h>

/* Goal: the ladder reads the exact digits or nothing, whatever the frame is like. Method: frames of
 * each class of the generator, the same frame with other strides, sizes and formats, codes made by
 * libqrencode, and noise. */

#define CANVAS_WIDTH  1280
#define CANVAS_HEIGHT 720

#define DIGITS "284209876543210987"
#define OTHER  "134567890123456789"

typedef struct {
  guint8     pixels[CANVAS_WIDTH * CANVAS_HEIGHT];
  TrivetLuma luma;
} Canvas;

static Canvas *
make_canvas (void)
{
  Canvas *canvas = g_new (Canvas, 1);

  memset (canvas->pixels, 230, sizeof canvas->pixels);
  canvas->luma = (TrivetLuma){ canvas->pixels, CANVAS_WIDTH, CANVAS_HEIGHT, CANVAS_WIDTH };

  return canvas;
}

static void
fill (Canvas *canvas,
      int     x,
      int     y,
      int     width,
      int     height,
      guint8  grey)
{
  g_assert_cmpint (x + width, <=, CANVAS_WIDTH);
  g_assert_cmpint (y + height, <=, CANVAS_HEIGHT);

  for (int row = y; row < y + height; row++)
    memset (canvas->pixels + (gsize) row * CANVAS_WIDTH + x, grey, (gsize) width);
}

static void
draw_qr (Canvas     *canvas,
         const char *text,
         int         x,
         int         y,
         int         module)
{
  QRcode *code = QRcode_encodeString (text, 0, QR_ECLEVEL_L, QR_MODE_8, 1);

  g_assert_nonnull (code);
  for (int i = 0; i < code->width * code->width; i++)
    if (code->data[i] & 1)
      fill (canvas, x + i % code->width * module, y + i / code->width * module, module, module, 20);
  QRcode_free (code);
}

static void
draw_bars (Canvas     *canvas,
           const char *digits,
           int         x,
           int         y,
           int         module,
           int         height)
{
  g_autoptr (GBytes) modules = trivet_code128_encode_digits (digits);
  gsize         n_modules;
  const guint8 *dark = g_bytes_get_data (modules, &n_modules);

  for (gsize i = 0; i < n_modules; i++)
    if (dark[i])
      fill (canvas, x + (int) i * module, y, module, height, 20);
}

static TrivetScanKind
read_with (TrivetScanLadder *ladder,
           const TrivetLuma *frame,
           char            **ret_text)
{
  TrivetScanKind kind;
  g_autoptr (TrivetSecret) text = trivet_scan_ladder_read (ladder, frame, &kind);

  g_assert_true ((text != NULL) == (kind != TRIVET_SCAN_NOTHING));
  *ret_text = text != NULL ? g_strdup (trivet_secret_peek (text)) : NULL;

  return kind;
}

static TrivetScanKind
read_still (const TrivetLuma *frame,
            char            **ret_text)
{
  g_autoptr (TrivetScanLadder) ladder = trivet_scan_ladder_new (TRIVET_SCAN_STILL, TRIVET_SCAN_NO_LIMIT);

  return read_with (ladder, frame, ret_text);
}

static void
assert_reads (const TrivetLuma *frame,
              const char       *digits)
{
  g_autofree char *text = NULL;

  g_assert_cmpint (read_still (frame, &text), ==, TRIVET_SCAN_PAYMENT);
  g_assert_cmpstr (text, ==, digits);
}

static char *
draw_frames (int seed)
{
  g_autofree char *params = g_test_build_filename (G_TEST_DIST, "fixtures", "scan", "dev.params", NULL);
  g_autofree char *number = g_strdup_printf ("%d", seed);
  g_autoptr (GError) error = NULL;
  char       *dir = g_dir_make_tmp ("trivet-scan-XXXXXX", &error);
  const char *argv[] = { g_getenv ("TRIVET_PHONEGEN"), "--params", params, "--seed", number, "--scale", "1", "--out", dir, NULL };
  int         status;

  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return dir;
}

typedef void (*FrameFunc) (const TrivetLuma *frame,
                           const char       *digits,
                           gpointer          user_data);

/* Calls @func for each frame that the generator draws from @seed. */
static void
for_each_frame (int       seed,
                FrameFunc func,
                gpointer  user_data)
{
  g_autofree char *dir = draw_frames (seed);
  g_autofree char *path = g_build_filename (dir, "truth.tsv", NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
    g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
    g_autofree char *name = g_build_filename (dir, fields[0], NULL);
    g_autoptr (GError) error = NULL;
    g_autofree guint8 *pixels = NULL;
    TrivetLuma         frame;

    pixels = trivet_scan_load_pgm (name, &frame, &error);
    g_assert_no_error (error);
    func (&frame, fields[1], user_data);
    g_unlink (name);
  }
  g_unlink (path);
  g_rmdir (dir);
}

typedef struct {
  TrivetScanLadder *still;
  TrivetScanLadder *brief;
  guint             n_frames;
  guint             n_read;
} Count;

static void
count_frame (const TrivetLuma *frame,
             const char       *digits,
             gpointer          user_data)
{
  Count           *count = user_data;
  g_autofree char *text = NULL;
  g_autofree char *brief = NULL;

  if (read_with (count->still, frame, &text) != TRIVET_SCAN_NOTHING) {
    g_assert_cmpstr (text, ==, digits);
    count->n_read++;
  }
  if (read_with (count->brief, frame, &brief) != TRIVET_SCAN_NOTHING)
    g_assert_cmpstr (brief, ==, digits);
  count->n_frames++;
}

static void
test_classes (void)
{
  Count count = {
    trivet_scan_ladder_new (TRIVET_SCAN_STILL, TRIVET_SCAN_NO_LIMIT),
    trivet_scan_ladder_new (TRIVET_SCAN_STILL, 1),
  };

  for_each_frame (5, count_frame, &count);
  g_test_message ("%u of %u frames", count.n_read, count.n_frames);
  g_assert_cmpuint (count.n_frames, ==, 24);
  /* One class in twelve may be too hard for one frame; a camera gives thirty a second. */
  g_assert_cmpuint (count.n_read, >=, 22);

  trivet_scan_ladder_free (count.still);
  trivet_scan_ladder_free (count.brief);
}

static void
check_never_wrong (const TrivetLuma *frame,
                   const char       *digits,
                   gpointer          user_data)
{
  TrivetScanLadder *live = user_data;

  /* A few frames of the same view let every expensive step have its turn. */
  for (guint i = 0; i < 4; i++) {
    g_autofree char *text = NULL;

    if (read_with (live, frame, &text) == TRIVET_SCAN_PAYMENT)
      g_assert_cmpstr (text, ==, digits);
    else
      g_assert_null (text);
  }
  trivet_scan_ladder_reset (live);
}

static void
test_never_wrong (void)
{
  g_autoptr (TrivetScanLadder) live = trivet_scan_ladder_new (TRIVET_SCAN_LIVE, TRIVET_SCAN_LIVE_BUDGET_US);

  for_each_frame (g_test_rand_int_range (1000, 1000000), check_never_wrong, live);
}

static void
test_strides (void)
{
  static const gsize paddings[] = { 0, 4, 13 };
  g_autofree Canvas *canvas = make_canvas ();

  draw_qr (canvas, DIGITS, 500, 200, 7);
  for (guint i = 0; i < G_N_ELEMENTS (paddings); i++)
    for (int width = CANVAS_WIDTH - 2; width <= CANVAS_WIDTH; width++) {
      gsize              stride = (gsize) width + paddings[i];
      g_autofree guint8 *pixels = g_malloc (stride * (CANVAS_HEIGHT - 1) + (gsize) width);
      TrivetLuma         frame = { pixels, width, CANVAS_HEIGHT, stride };

      /* The last row ends with its last pixel: reading the padding after it would be seen. */
      for (int y = 0; y < CANVAS_HEIGHT; y++)
        memcpy (pixels + (gsize) y * stride, canvas->pixels + (gsize) y * CANVAS_WIDTH, (gsize) width);
      assert_reads (&frame, DIGITS);
    }
}

static void
test_sizes (void)
{
  g_autofree Canvas *canvas = make_canvas ();
  TrivetLumaArea     small = { 480, 180, 321, 241 };
  TrivetLumaArea     middle = { 320, 100, 801, 599 };
  TrivetLuma         part;

  draw_qr (canvas, DIGITS, 540, 220, 5);
  part = trivet_luma_crop (&canvas->luma, &small);
  assert_reads (&part, DIGITS);
  part = trivet_luma_crop (&canvas->luma, &middle);
  assert_reads (&part, DIGITS);
}

static void
test_tiny (void)
{
  static const int edges[] = { 1, 2, 15, 16, 17, 40 };
  guint8           pixels[40 * 40];

  for (gsize i = 0; i < sizeof pixels; i++)
    pixels[i] = (guint8) g_test_rand_int_range (0, 256);
  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    for (guint j = 0; j < G_N_ELEMENTS (edges); j++) {
      TrivetLuma       frame = { pixels, edges[i], edges[j], (gsize) edges[i] };
      g_autofree char *text = NULL;

      g_assert_cmpint (read_still (&frame, &text), ==, TRIVET_SCAN_NOTHING);
    }
}

static void
invert (Canvas *canvas)
{
  for (gsize i = 0; i < sizeof canvas->pixels; i++)
    canvas->pixels[i] = (guint8) ~canvas->pixels[i];
}

/* Dark mode costs no step more: the polarity is seen before the first. */
static void
test_polarities (void)
{
  g_autoptr (TrivetScanLadder) ladder = trivet_scan_ladder_new (TRIVET_SCAN_STILL, TRIVET_SCAN_NO_LIMIT);
  g_autofree Canvas *canvas = make_canvas ();
  const char        *step = NULL;

  draw_qr (canvas, DIGITS, 500, 200, 7);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *text = NULL;

    g_assert_cmpint (read_with (ladder, &canvas->luma, &text), ==, TRIVET_SCAN_PAYMENT);
    g_assert_cmpstr (text, ==, DIGITS);
    g_assert_true (step == NULL || strcmp (step, trivet_scan_ladder_get_last_step (ladder)) == 0);
    step = trivet_scan_ladder_get_last_step (ladder);
    invert (canvas);
  }
}

/* A light card on a dark, busy page looks like dark mode, and its code is read all the same. */
static void
test_wrong_polarity (void)
{
  g_autoptr (TrivetScanLadder) ladder = trivet_scan_ladder_new (TRIVET_SCAN_STILL, TRIVET_SCAN_NO_LIMIT);
  g_autofree Canvas *canvas = make_canvas ();

  fill (canvas, 200, 40, 880, 640, 20);
  for (int y = 50; y < 660; y += 30)
    for (int x = 210; x < 1060; x += 30)
      fill (canvas, x, y, 10, 10, 220);
  fill (canvas, 500, 240, 240, 240, 230);
  draw_qr (canvas, DIGITS, 540, 280, 7);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *text = NULL;

    g_assert_cmpint (read_with (ladder, &canvas->luma, &text), ==, TRIVET_SCAN_PAYMENT);
    g_assert_cmpstr (text, ==, DIGITS);
    g_assert_true (g_str_has_prefix (trivet_scan_ladder_get_last_step (ladder), "other"));
    invert (canvas);
  }
}

/* Two pixels of the frame for a module of a QR code, one for the thinnest of bars. */
static void
test_far (void)
{
  g_autofree Canvas *canvas = make_canvas ();

  draw_qr (canvas, DIGITS, 600, 300, 2);
  assert_reads (&canvas->luma, DIGITS);
  g_free (canvas);
  canvas = make_canvas ();
  draw_bars (canvas, DIGITS, 560, 300, 1, 40);
  assert_reads (&canvas->luma, DIGITS);
}

static void
test_bars_sideways (void)
{
  g_autofree Canvas *canvas = make_canvas ();
  g_autofree guint8 *pixels = g_malloc (sizeof canvas->pixels);
  TrivetLuma         turned = { pixels, CANVAS_HEIGHT, CANVAS_WIDTH, CANVAS_HEIGHT };

  draw_bars (canvas, DIGITS, 400, 300, 2, 120);
  for (int y = 0; y < CANVAS_HEIGHT; y++)
    for (int x = 0; x < CANVAS_WIDTH; x++)
      pixels[x * CANVAS_HEIGHT + y] = canvas->pixels[y * CANVAS_WIDTH + x];
  assert_reads (&turned, DIGITS);
}

static void
test_bars_need_two_looks (void)
{
  g_autoptr (TrivetScanLadder) ladder = trivet_scan_ladder_new (TRIVET_SCAN_LIVE, TRIVET_SCAN_LIVE_BUDGET_US);
  g_autofree Canvas *canvas = make_canvas ();
  g_autofree char   *text = NULL;

  draw_bars (canvas, DIGITS, 400, 300, 3, 120);
  g_assert_cmpint (read_with (ladder, &canvas->luma, &text), ==, TRIVET_SCAN_PAYMENT);
  g_assert_cmpstr (text, ==, DIGITS);
}

static void
test_disagreement (void)
{
  g_autoptr (TrivetScanLadder) live = trivet_scan_ladder_new (TRIVET_SCAN_LIVE, TRIVET_SCAN_LIVE_BUDGET_US);
  g_autofree Canvas *canvas = make_canvas ();

  draw_bars (canvas, OTHER, 420, 180, 3, 100);
  draw_qr (canvas, DIGITS, 520, 300, 7);
  for (guint i = 0; i < 20; i++) {
    g_autofree char *text = NULL;

    g_assert_cmpint (read_with (live, &canvas->luma, &text), ==, TRIVET_SCAN_NOTHING);
  }
}

static void
test_url (void)
{
  g_autofree Canvas *canvas = make_canvas ();
  g_autofree char   *text = NULL;

  draw_qr (canvas, "https://example.com/table/12?a=1&b=2", 500, 200, 6);
  g_assert_cmpint (read_still (&canvas->luma, &text), ==, TRIVET_SCAN_OTHER);
  g_assert_cmpstr (text, ==, "https://example.com/table/12?a=1&b=2");
}

static void
test_payment_before_url (void)
{
  g_autofree Canvas *canvas = make_canvas ();

  draw_qr (canvas, "https://example.com/menu", 100, 200, 6);
  draw_qr (canvas, DIGITS, 900, 200, 6);
  assert_reads (&canvas->luma, DIGITS);
}

static void
test_seven_thousand (void)
{
  g_autofree char   *long_text = g_strnfill (7000, '3');
  g_autofree guint8 *pixels = NULL;
  g_autofree char   *text = NULL;
  QRcode            *code = QRcode_encodeString (long_text, 0, QR_ECLEVEL_L, QR_MODE_8, 1);
  TrivetLuma         frame = { NULL, 1080, 1080, 1080 };

  g_assert_nonnull (code);
  pixels = g_malloc (1080 * 1080);
  memset (pixels, 240, 1080 * 1080);
  for (int y = 0; y < code->width * 6; y++)
    for (int x = 0; x < code->width * 6; x++)
      if (code->data[y / 6 * code->width + x / 6] & 1)
        pixels[(y + 8) * 1080 + x + 8] = 10;
  QRcode_free (code);

  frame.pixels = pixels;
  g_assert_cmpint (read_still (&frame, &text), ==, TRIVET_SCAN_CUT);
  g_assert_cmpuint (strlen (text), ==, TRIVET_SCAN_MAX_TEXT);
  g_assert_true (g_str_has_prefix (long_text, text));
}

static void
test_noise (void)
{
  g_autoptr (TrivetScanLadder) ladder = trivet_scan_ladder_new (TRIVET_SCAN_LIVE, TRIVET_SCAN_LIVE_BUDGET_US);
  g_autofree Canvas *canvas = make_canvas ();

  for (guint i = 0; i < 12; i++) {
    g_autofree char *text = NULL;
    int              step = 1 + (int) i % 6; /* from sand to wide bars */

    for (int y = 0; y < CANVAS_HEIGHT; y++)
      for (int x = 0; x < CANVAS_WIDTH; x++)
        canvas->pixels[y * CANVAS_WIDTH + x] = x % step == 0 ? (guint8) g_test_rand_int_range (0, 256) : canvas->pixels[y * CANVAS_WIDTH + x - 1];
    g_assert_cmpint (read_with (ladder, &canvas->luma, &text), ==, TRIVET_SCAN_NOTHING);
  }
}

static void
test_budget (void)
{
  g_autoptr (TrivetScanLadder) ladder = trivet_scan_ladder_new (TRIVET_SCAN_STILL, 0);
  g_autofree Canvas *canvas = make_canvas ();
  g_autofree char   *text = NULL;

  draw_qr (canvas, DIGITS, 500, 200, 7);
  g_assert_cmpint (read_with (ladder, &canvas->luma, &text), ==, TRIVET_SCAN_NOTHING);
}

static void
test_sizes_change (void)
{
  g_autoptr (TrivetScanLadder) ladder = trivet_scan_ladder_new (TRIVET_SCAN_LIVE, TRIVET_SCAN_LIVE_BUDGET_US);
  g_autofree Canvas *canvas = make_canvas ();
  TrivetLumaArea     area = { 440, 150, 400, 300 };
  TrivetLuma         part;

  draw_qr (canvas, DIGITS, 500, 200, 7);
  part = trivet_luma_crop (&canvas->luma, &area);
  for (guint i = 0; i < 6; i++) {
    g_autofree char *text = NULL;

    g_assert_cmpint (read_with (ladder, i % 2 ? &part : &canvas->luma, &text), ==, TRIVET_SCAN_PAYMENT);
    g_assert_cmpstr (text, ==, DIGITS);
    if (i == 3)
      trivet_scan_ladder_reset (ladder);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scanners/ladder/classes", test_classes);
  g_test_add_func ("/scanners/ladder/never-wrong", test_never_wrong);
  g_test_add_func ("/scanners/ladder/strides", test_strides);
  g_test_add_func ("/scanners/ladder/sizes", test_sizes);
  g_test_add_func ("/scanners/ladder/polarities", test_polarities);
  g_test_add_func ("/scanners/ladder/wrong-polarity", test_wrong_polarity);
  g_test_add_func ("/scanners/ladder/far", test_far);
  g_test_add_func ("/scanners/ladder/bars-sideways", test_bars_sideways);
  g_test_add_func ("/scanners/ladder/tiny", test_tiny);
  g_test_add_func ("/scanners/ladder/bars", test_bars_need_two_looks);
  g_test_add_func ("/scanners/ladder/disagreement", test_disagreement);
  g_test_add_func ("/scanners/ladder/url", test_url);
  g_test_add_func ("/scanners/ladder/payment-before-url", test_payment_before_url);
  g_test_add_func ("/scanners/ladder/seven-thousand-bytes", test_seven_thousand);
  g_test_add_func ("/scanners/ladder/noise", test_noise);
  g_test_add_func ("/scanners/ladder/budget", test_budget);
  g_test_add_func ("/scanners/ladder/sizes-change", test_sizes_change);

  return g_test_run ();
}
