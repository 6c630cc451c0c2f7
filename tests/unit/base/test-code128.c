/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: what we draw is Code 128 that others read. Method: modules drawn as a picture and read by
 * ZBar, for all lengths of payment codes and so that every pair of digits and every check
 * character occurs. */

#include "trivet-code128.h"
#include "trivet-seeded-random.h"

#include <string.h>
#include <zbar.h>

#define MODULE_PIXELS 2
#define QUIET_MODULES 10
#define HEIGHT        24

static void
draw (const guint8 *modules,
      gsize         n_modules,
      guint8       *pixels,
      gsize         width)
{
  memset (pixels, 255, width * HEIGHT);
  for (gsize y = 0; y < HEIGHT; y++) {
    for (gsize i = 0; i < n_modules * MODULE_PIXELS; i++) {
      if (modules[i / MODULE_PIXELS])
        pixels[y * width + QUIET_MODULES * MODULE_PIXELS + i] = 0;
    }
  }
}

/* What ZBar reads, or NULL. */
static char *
read_back (zbar_image_scanner_t *scanner,
           GBytes               *bytes)
{
  gsize                n_modules;
  const guint8        *modules = g_bytes_get_data (bytes, &n_modules);
  gsize                width = (n_modules + 2 * QUIET_MODULES) * MODULE_PIXELS;
  g_autofree guint8   *pixels = g_malloc (width * HEIGHT);
  zbar_image_t        *image = zbar_image_create ();
  const zbar_symbol_t *symbol;
  char                *text = NULL;

  draw (modules, n_modules, pixels, width);
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, (unsigned) width, HEIGHT);
  zbar_image_set_data (image, pixels, width * HEIGHT, NULL);
  zbar_scan_image (scanner, image);
  symbol = zbar_image_first_symbol (image);
  if (symbol != NULL)
    text = g_strndup (zbar_symbol_get_data (symbol), zbar_symbol_get_data_length (symbol));
  zbar_image_destroy (image);

  return text;
}

static zbar_image_scanner_t *
new_scanner (void)
{
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();

  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (scanner, ZBAR_CODE128, ZBAR_CFG_ENABLE, 1);

  return scanner;
}

static void
check_digits (zbar_image_scanner_t *scanner,
              const char           *digits)
{
  g_autoptr (GBytes) modules = trivet_code128_encode_digits (digits);
  g_autofree char *text = NULL;

  g_assert_nonnull (modules);
  text = read_back (scanner, modules);
  g_assert_cmpstr (text, ==, digits);
}

static void
test_payment_codes (void)
{
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (3);
  zbar_image_scanner_t *scanner = new_scanner ();

  for (guint length = 16; length <= 24; length++) {
    for (int i = 0; i < 40; i++) {
      g_autofree char *digits = trivet_random_dup_token (TRIVET_RANDOM (random), "0123456789", length);

      check_digits (scanner, digits);
    }
  }
  zbar_image_scanner_destroy (scanner);
}

/* One pair among constant others changes the check character by 2 modulo 103 each time. */
static void
test_all_pairs (void)
{
  zbar_image_scanner_t *scanner = new_scanner ();

  for (int pair = 0; pair < 100; pair++) {
    g_autofree char *even = g_strdup_printf ("28%02d0134567890125", pair);
    g_autofree char *odd = g_strdup_printf ("28%02d013456789012%d", pair, pair % 10);

    check_digits (scanner, even);
    check_digits (scanner, odd);
  }
  zbar_image_scanner_destroy (scanner);
}

static void
test_shape (void)
{
  g_autoptr (GBytes) even = trivet_code128_encode_digits ("2842123456789012");
  g_autoptr (GBytes) odd = trivet_code128_encode_digits ("28421234567890123");
  const guint8 *modules = g_bytes_get_data (even, NULL);

  /* Start, eight pairs, check, stop; odd: one change of set and one digit more. */
  g_assert_cmpuint (g_bytes_get_size (even), ==, 10 * 11 + 13);
  g_assert_cmpuint (g_bytes_get_size (odd), ==, 12 * 11 + 13);
  /* Start C is 211232. */
  g_assert_cmpmem (modules, 11, "\1\1\0\1\0\0\1\1\1\0\0", 11);
  g_assert_cmpint (modules[g_bytes_get_size (even) - 1], ==, 1);
  for (gsize i = 0; i < g_bytes_get_size (even); i++)
    g_assert_cmpint (modules[i], <=, 1);
}

static void
test_refused (void)
{
  g_assert_null (trivet_code128_encode_digits (""));
  g_assert_null (trivet_code128_encode_digits ("12a4"));
  g_assert_null (trivet_code128_encode_digits ("12 4"));
  g_assert_null (trivet_code128_encode_digits ("１２"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/code128/payment-codes", test_payment_codes);
  g_test_add_func ("/base/code128/all-pairs", test_all_pairs);
  g_test_add_func ("/base/code128/shape", test_shape);
  g_test_add_func ("/base/code128/refused", test_refused);

  return g_test_run ();
}
