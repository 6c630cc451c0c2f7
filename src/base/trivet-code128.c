/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-base"

#include "trivet-code128.h"

#include <string.h>

/*
 * Code 128 for digits (ISO/IEC 15417): pairs in code set C; an odd number of digits ends with one
 * character of code set B. No library in Debian both draws it and is small enough to link.
 */

#define CODE_B  100
#define START_C 105
#define STOP    106

/* Widths of bar, space, bar, … of each symbol character; eleven modules, the stop thirteen. */
static const char *const widths[] = {
  "212222",
  "222122",
  "222221",
  "121223",
  "121322",
  "131222",
  "122213",
  "122312",
  "132212",
  "221213",
  "221312",
  "231212",
  "112232",
  "122132",
  "122231",
  "113222",
  "123122",
  "123221",
  "223211",
  "221132",
  "221231",
  "213212",
  "223112",
  "312131",
  "311222",
  "321122",
  "321221",
  "312212",
  "322112",
  "322211",
  "212123",
  "212321",
  "232121",
  "111323",
  "131123",
  "131321",
  "112313",
  "132113",
  "132311",
  "211313",
  "231113",
  "231311",
  "112133",
  "112331",
  "132131",
  "113123",
  "113321",
  "133121",
  "313121",
  "211331",
  "231131",
  "213113",
  "213311",
  "213131",
  "311123",
  "311321",
  "331121",
  "312113",
  "312311",
  "332111",
  "314111",
  "221411",
  "431111",
  "111224",
  "111422",
  "121124",
  "121421",
  "141122",
  "141221",
  "112214",
  "112412",
  "122114",
  "122411",
  "142112",
  "142211",
  "241211",
  "221114",
  "413111",
  "241112",
  "134111",
  "111242",
  "121142",
  "121241",
  "114212",
  "124112",
  "124211",
  "411212",
  "421112",
  "421211",
  "212141",
  "214121",
  "412121",
  "111143",
  "111341",
  "131141",
  "114113",
  "114311",
  "411113",
  "411311",
  "113141",
  "114131",
  "311141",
  "411131",
  "211412",
  "211214",
  "211232",
  "2331112",
};
G_STATIC_ASSERT (G_N_ELEMENTS (widths) == STOP + 1);

typedef struct {
  GByteArray *modules;
  guint       sum;
  guint       position;
} Drawing;

static void
draw (Drawing *drawing,
      guint    value)
{
  guint8 bar = 1;

  for (const char *width = widths[value]; *width != '\0'; width++, bar = !bar) {
    for (int i = 0; i < *width - '0'; i++)
      g_byte_array_append (drawing->modules, &bar, 1);
  }
}

static void
draw_counted (Drawing *drawing,
              guint    value)
{
  /* The start character counts once, then each by its position (ISO/IEC 15417, annex A). */
  drawing->sum += value * MAX (drawing->position, 1);
  drawing->position++;
  draw (drawing, value);
}

/**
 * trivet_code128_encode_digits:
 * @digits: two or more decimal digits
 *
 * Draws a bar code without quiet zones; the caller leaves ten modules free on each side.
 *
 * Returns: (transfer full) (nullable): one byte a module, 1 for a bar; %NULL when @digits holds
 *   anything else
 */
GBytes *
trivet_code128_encode_digits (const char *digits)
{
  Drawing drawing = { 0 };
  gsize   length;
  gsize   i;

  g_return_val_if_fail (digits != NULL, NULL);

  length = strlen (digits);
  if (length < 2 || strspn (digits, "0123456789") != length)
    return NULL;

  drawing.modules = g_byte_array_new ();
  draw_counted (&drawing, START_C);
  for (i = 0; i + 1 < length; i += 2)
    draw_counted (&drawing, (guint) ((digits[i] - '0') * 10 + digits[i + 1] - '0'));
  if (i < length) {
    draw_counted (&drawing, CODE_B);
    draw_counted (&drawing, (guint) (digits[i] - ' '));
  }
  draw (&drawing, drawing.sum % 103);
  draw (&drawing, STOP);

  return g_byte_array_free_to_bytes (drawing.modules);
}
