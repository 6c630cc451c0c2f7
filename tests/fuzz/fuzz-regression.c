/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: no answer from outside crashes a parser or proves money. Method: without libFuzzer each
 * target runs as a test over its small corpus, whole, cut off at many places, and changed at random
 * places from a fixed seed; with -Dfuzz=true libFuzzer drives the same function. */

#include "fuzz-target.h"

#include <glib.h>
#include <string.h>

/* The address sanitizer walks the stack at every allocation, so it gets a part of them. */
#ifdef __SANITIZE_ADDRESS__
#define N_MUTATIONS 100
#define MAX_CUTS    100
#else
#define N_MUTATIONS 400
#define MAX_CUTS    400
#endif
#define MAX_CHANGES 4

static void
run (const guint8 *data,
     gsize         length)
{
  /* A copy that ends with its memory, so that reading past the end is seen. */
  g_autofree guint8 *memory = g_malloc (length + 1);

  memcpy (memory + 1, data, length);
  LLVMFuzzerTestOneInput (memory + 1, length);
}

static void
run_file (const char *path,
          GRand      *random)
{
  g_autofree char *text = NULL;
  gsize            length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  run ((const guint8 *) text, length);
  for (gsize cut = 0; cut < length; cut += 1 + length / MAX_CUTS)
    run ((const guint8 *) text, cut);
  for (guint i = 0; i < N_MUTATIONS && length > 0; i++) {
    g_autofree guint8 *mutant = g_memdup2 (text, length);
    guint              changes = 1 + g_rand_int (random) % MAX_CHANGES;

    for (guint j = 0; j < changes; j++)
      mutant[g_rand_int (random) % length] = (guint8) g_rand_int (random);
    run (mutant, length);
  }
}

static void
test_corpus (gconstpointer user_data)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "fixtures", "fuzz", user_data, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GRand      *random = g_rand_new_with_seed (2026);
  const char *name;
  guint       n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    run_file (path, random);
    n++;
  }
  g_assert_cmpuint (n, >, 0);
  g_rand_free (random);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *path = g_strconcat ("/fuzz/", FUZZ_TARGET, NULL);

  g_test_init (&argc, &argv, NULL);
  LLVMFuzzerInitialize (&argc, &argv);
  g_test_add_data_func (path, FUZZ_TARGET, test_corpus);
  return g_test_run ();
}
