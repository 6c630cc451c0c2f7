/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the language changes while threads run, at once, and no thread ever sees half of it.
 * Method: threads read the environment and look words up as fast as they can while the language
 * goes back and forth; each value must be a whole one, the environment must stay where it is, and our
 * own words must be right after each change. */

#include "trivet-config.h"

#include "trivet-ui-fixture.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>
#include <unistd.h>

#define N_READERS 4
#define N_CHANGES 5000

typedef struct {
  gint  stop;
  guint n_reads[N_READERS];
  guint n_strange;
  guint n_seen[2]; /* English, Chinese; of the first reader */
} Readers;

typedef struct {
  Readers *readers;
  guint    number;
} Reader;

static void
read_once (Readers *readers,
           guint    number)
{
  const char *value = g_getenv ("LANGUAGE");

  if (value == NULL || (!g_str_equal (value, "en") && !g_str_equal (value, "zh_CN") && *value != '\0'))
    g_atomic_int_inc (&readers->n_strange);
  else if (number == 0)
    readers->n_seen[*value == 'z']++;
  /* Another program's words, as GLib looks them up on any thread. */
  g_assert_nonnull (g_dgettext ("glib20", "Unknown error"));
  readers->n_reads[number]++;
}

static gpointer
run_reader (gpointer data)
{
  Reader *reader = data;

  while (!g_atomic_int_get (&reader->readers->stop))
    read_once (reader->readers, reader->number);

  return NULL;
}

static void
change_often (void)
{
  for (guint i = 0; i < N_CHANGES; i++) {
    gboolean chinese = i % 2 == 0;

    trivet_ui_set_language (chinese ? TRIVET_LANGUAGE_SETTING_CHINESE : TRIVET_LANGUAGE_SETTING_ENGLISH);
    g_assert_true (trivet_ui_is_chinese () == chinese);
    g_assert_cmpstr (_("Total"), ==, chinese ? "合计" : "Total");
    if (i % 64 == 0)
      g_thread_yield ();
  }
}

static void
test_threads (void)
{
  Readers  readers = { 0 };
  Reader   reader[N_READERS];
  GThread *threads[N_READERS];
  char   **before = environ;

  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_ENGLISH);
  for (guint i = 0; i < N_READERS; i++) {
    reader[i] = (Reader){ &readers, i };
    threads[i] = g_thread_new ("reader", run_reader, &reader[i]);
  }
  change_often ();
  g_atomic_int_set (&readers.stop, 1);
  for (guint i = 0; i < N_READERS; i++) {
    g_thread_join (threads[i]);
    g_assert_cmpuint (readers.n_reads[i], >, 0);
  }

  g_assert_cmpuint (readers.n_strange, ==, 0);
  g_assert_true (environ == before);
  g_test_message ("%u reads, %u English, %u Chinese", readers.n_reads[0], readers.n_seen[0], readers.n_seen[1]);
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_SYSTEM);
}

/* What the program was started with comes back. */
static void
test_system (void)
{
  g_autofree char *first = g_strdup (g_getenv ("LANGUAGE"));

  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_CHINESE);
  g_assert_cmpstr (g_getenv ("LANGUAGE"), ==, "zh_CN");
  g_assert_true (trivet_ui_is_chinese ());
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_SYSTEM);
  g_assert_cmpstr (g_getenv ("LANGUAGE"), ==, first);
  g_assert_false (trivet_ui_is_chinese ());
}

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/language/system", test_system);
  g_test_add_func ("/ui/language/threads", test_threads);

  return g_test_run ();
}
