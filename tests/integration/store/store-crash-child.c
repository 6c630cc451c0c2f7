/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The register that test-store-crash.c kills: it appends sales as fast as the disk takes them and
 * says, after each answer, "A" and the number of the append's first fact. */

#include "store-support.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Four facts each: a sale of two lines, or one of one line whose guest gets some of it back. */
static void
add_facts (GPtrArray             *facts,
           const TrivetFactStamp *stamp,
           const char            *order_id,
           int                    number)
{
  gboolean is_returned = number % 2 == 1;

  store_test_add_sale (facts, stamp, order_id, number, is_returned ? 1 : 2, TRUE);
  if (is_returned)
    g_ptr_array_add (facts, store_test_make_fact (stamp, TRIVET_FACT_CASH_RETURNED, order_id,
                                                  "{\"refund\":\"R-%s\",\"payment\":\"P-%s\","
                                                  "\"amount_minor\":400,\"cause\":\"guest\","
                                                  "\"reason\":\"cold\"}",
                                                  order_id, order_id));
}

static gint64
append_sale (TrivetStore           *store,
             const TrivetFactStamp *stamp,
             int                    number)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autofree char *order_id = trivet_random_dup_token (stamp->random, "0123456789ABCDEF", 20);
  g_autoptr (GError) error = NULL;

  add_facts (facts, stamp, order_id, number);
  if (!store_test_append (store, facts, &error))
    g_error ("%s", error->message);
  return trivet_fact_get_sequence (g_ptr_array_index (facts, 0));
}

int
main (int   argc,
      char *argv[])
{
  TrivetFactStamp stamp = store_test_new_stamp ((guint32) strtoul (argv[2], NULL, 10));
  g_autoptr (GError) error = NULL;
  TrivetStore *store = trivet_store_open (argv[1], TRIVET_STORE_OPEN_WRITER, &error);

  if (store == NULL)
    g_error ("%s", error->message);
  for (int i = 0;; i++) {
    g_autofree char *line = g_strdup_printf ("A%" G_GINT64_FORMAT "\n", append_sale (store, &stamp, i));

    /* One write, so that no line is cut by the kill. */
    if (write (STDOUT_FILENO, line, strlen (line)) < 0)
      return EXIT_FAILURE;
    /* Now and then the tables are made anew: a moment that a crash must survive as well. */
    if (i % 7 == 6)
      store_test_rebuild (store);
  }
}
