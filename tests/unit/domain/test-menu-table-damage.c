/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a table with a wrong place is either read as it stands, every row of it, or refused with the row and
 * the reason, and then nothing has changed. Method: random menus as tables, damaged in one random place: a
 * row gone or twice, a cell too many or something else. What was read goes out again and must say what the
 * damaged table says, row by row. */

#include "damage-bench.h"
#include "trivet-csv-private.h"

#include <string.h>

static GPtrArray *
parse_table (const char *text)
{
  const char *trouble = NULL;
  guint       row;
  guint       column;
  GPtrArray  *rows;

  /* Before it stands a mark for spreadsheets. */
  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += 3;
  rows = _trivet_csv_parse (text, ',', &row, &column, &trouble);
  g_assert_nonnull (rows);

  return rows;
}

static char *
write_table (GPtrArray *rows)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++) {
    GPtrArray *cells = g_ptr_array_index (rows, i);

    g_ptr_array_add (cells, NULL);
    _trivet_csv_append_row (out, (const char *const *) cells->pdata, ',');
    g_string_append_c (out, '\n');
    g_ptr_array_set_size (cells, (int) cells->len - 1);
  }

  return g_string_free (out, FALSE);
}

static char *
make_wrong_cell (DamageBench *bench)
{
  static const char *const wrong[] = { "", "nowhere", "-1.00", "4.00", "7", "99999999999", "a;b", "\a", "true", "false", "option", "item" };
  guint                    which = damage_bench_pick (bench, G_N_ELEMENTS (wrong) + 1);

  return which < G_N_ELEMENTS (wrong) ? g_strdup (wrong[which]) : g_strnfill (TRIVET_MENU_MAX_NAME_BYTES + 1, 'x');
}

static void
damage_table (DamageBench *bench,
              GPtrArray   *rows)
{
  guint      at = damage_bench_pick (bench, rows->len);
  GPtrArray *cells = g_ptr_array_index (rows, at);
  guint      column = damage_bench_pick (bench, cells->len);

  switch (damage_bench_pick (bench, 6)) {
  case 0:
    g_ptr_array_remove_index (rows, at);
    break;
  case 1:
    g_ptr_array_insert (rows, (int) at, g_ptr_array_copy (cells, (GCopyFunc) (void (*) (void)) g_strdup, NULL));
    break;
  case 2:
    g_ptr_array_insert (cells, (int) column, make_wrong_cell (bench));
    break;
  default:
    g_free (g_ptr_array_index (cells, column));
    g_ptr_array_index (cells, column) = make_wrong_cell (bench);
    break;
  }
}

static const char *
get_cell (GPtrArray *cells,
          guint      column)
{
  return column < cells->len ? g_ptr_array_index (cells, column) : "";
}

/* Kind, group and code tell a row; an empty kind is a dish. */
static gboolean
is_same_row (GPtrArray *a,
             GPtrArray *b)
{
  const char *kind = *get_cell (a, 0) != '\0' ? get_cell (a, 0) : "item";

  return g_str_equal (kind, get_cell (b, 0)) && g_str_equal (get_cell (a, 1), get_cell (b, 1)) && g_str_equal (get_cell (a, 2), get_cell (b, 2));
}

/* What is so anyway is not written. */
static gboolean
is_default_flag (const char *said,
                 const char *got)
{
  return *got == '\0' && (g_str_equal (said, "true") || g_str_equal (said, "false"));
}

static gboolean
cells_say_same (GPtrArray *file,
                GPtrArray *menu)
{
  /* The first are the key; position and offset, the last, are written only where they are not the row's own. */
  for (guint i = 3; i + 2 < menu->len; i++) {
    const char      *said = get_cell (file, i);
    const char      *got = get_cell (menu, i);
    g_autofree char *amount = g_strconcat (said, ".00", NULL);

    if (*said != '\0' && !g_str_equal (said, got) && !g_str_equal (amount, got) && !is_default_flag (said, got))
      return FALSE;
  }

  return TRUE;
}

static void
assert_table_read (GPtrArray  *file,
                   TrivetMenu *menu)
{
  g_autofree char *text = trivet_menu_export_csv (menu);
  g_autoptr (GPtrArray) out = parse_table (text);

  g_assert_cmpuint (file->len, ==, out->len);
  for (guint i = 1; i < file->len; i++) {
    gboolean found = FALSE;

    for (guint j = 1; j < out->len && !found; j++)
      found = is_same_row (g_ptr_array_index (file, i), g_ptr_array_index (out, j)) &&
              cells_say_same (g_ptr_array_index (file, i), g_ptr_array_index (out, j));
    if (!found)
      g_error ("Row %u, %s, is not as it stands in\n%s", i + 1, get_cell (g_ptr_array_index (file, i), 2), text);
  }
}

static void
test_table (DamageBench  *bench,
            gconstpointer data)
{
  for (int i = 0; i < DAMAGE_ROUNDS; i++) {
    g_autofree char *good = damage_bench_make_file (bench, TRUE);
    g_autoptr (GPtrArray) rows = parse_table (good);
    g_autofree char *bad = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (TrivetMenu) menu = NULL;

    damage_table (bench, rows);
    bad = write_table (rows);
    menu = damage_bench_read_file (bench, bad, TRUE, &error);
    if (menu != NULL) {
      assert_table_read (rows, menu);
      continue;
    }
    g_assert_true (error->domain == TRIVET_MENU_ERROR);
    if (!g_str_has_prefix (error->message, "row "))
      g_error ("No row is named: %s", error->message);
    g_assert_cmpuint (g_ascii_strtoull (error->message + strlen ("row "), NULL, 10), >=, 1);
    g_assert_cmpuint (g_ascii_strtoull (error->message + strlen ("row "), NULL, 10), <=, rows->len);
    g_assert_nonnull (strstr (error->message, ": "));
  }
  g_test_message ("%u were read, %u refused", bench->n_read, bench->n_refused);
  g_assert_cmpuint (bench->n_read, >, DAMAGE_ROUNDS / 10);
  g_assert_cmpuint (bench->n_refused, >, DAMAGE_ROUNDS / 10);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/menu-damage/table", DamageBench, NULL, damage_bench_set_up, test_table, damage_bench_tear_down);

  return g_test_run ();
}
