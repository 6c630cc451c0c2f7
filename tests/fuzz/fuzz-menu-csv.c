/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "trivet-manual-clock.h"
#include "trivet-menu.h"
#include "trivet-seeded-random.h"

/* No table crashes the import; what it makes of one is a menu, and the same table, or the menu written
 * as one, changes nothing. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         length)
{
  g_autoptr (TrivetManualClock) clock = trivet_manual_clock_new ();
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (1);
  TrivetFactStamp stamp = { TRIVET_CLOCK (clock), TRIVET_RANDOM (random), "R1", "" };
  g_autoptr (TrivetMenu) menu = trivet_menu_new (TRIVET_CURRENCY_CNY);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = trivet_menu_import_csv ((const char *) data, (gssize) length, menu, &stamp, &error);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) back = NULL;
  g_autofree char *table = NULL;

  g_assert_true ((facts == NULL) == (error != NULL));
  if (facts == NULL) {
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    return 0;
  }

  for (guint i = 0; i < facts->len; i++) {
    trivet_menu_apply (menu, g_ptr_array_index (facts, i), &error);
    g_assert_no_error (error);
  }
  again = trivet_menu_import_csv ((const char *) data, (gssize) length, menu, &stamp, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 0);

  table = trivet_menu_export_csv (menu);
  back = trivet_menu_import_csv (table, -1, menu, &stamp, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->len, ==, 0);
  return 0;
}
