/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a task in parts is answered once, after the last part, by the first error. Method: every
 * pattern of good and bad parts, for up to five of them. */

#include "trivet-parts.h"

#define MAX_PARTS 5

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Bit i of @bad: part i fails, with i as its error's code. */
static void
try_pattern (guint n_parts,
             guint bad)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_done, &result);
  TrivetParts parts = { n_parts, NULL };

  for (guint i = 0; i < n_parts; i++) {
    GError  *trouble = (bad >> i & 1) != 0 ? g_error_new_literal (G_IO_ERROR, (int) i, "Bad") : NULL;
    gboolean good = trivet_parts_end (&parts, task, trouble);

    g_assert_cmpint (good, ==, i == n_parts - 1 && bad == 0);
    while (g_main_context_iteration (NULL, FALSE))
      ;
    g_assert_cmpint (result != NULL, ==, i == n_parts - 1 && bad != 0);
  }
  if (bad != 0) {
    g_assert_false (g_task_propagate_boolean (task, &error));
    g_assert_cmpint (error->code, ==, g_bit_nth_lsf (bad, -1));
  } else {
    g_task_return_boolean (task, TRUE);
    while (result == NULL)
      g_main_context_iteration (NULL, TRUE);
    g_assert_true (g_task_propagate_boolean (task, &error));
  }
  trivet_parts_clear (&parts);
}

static void
test_patterns (void)
{
  for (guint n = 1; n <= MAX_PARTS; n++) {
    for (guint bad = 0; bad < 1U << n; bad++)
      try_pattern (n, bad);
  }
}

/* A task that goes before its last part has ended. */
static void
test_forgotten (void)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  TrivetParts parts = { 2, NULL };

  g_assert_false (trivet_parts_end (&parts, task, g_error_new_literal (G_IO_ERROR, 1, "Bad")));
  trivet_parts_clear (&parts);
  g_assert_null (parts.error);
  g_task_return_boolean (task, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/parts/patterns", test_patterns);
  g_test_add_func ("/base/parts/forgotten", test_forgotten);

  return g_test_run ();
}
