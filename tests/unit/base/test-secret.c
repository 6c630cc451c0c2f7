/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a secret is kept, compared, masked, and gone at the end. Method: the public functions, and
 * /proc/self/mem to look for the bytes after the last reference has gone. */

#include "trivet-secret.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static void
test_keep (void)
{
  static const char bytes[] = { 'a', '\0', 'b', '\xff' };
  g_autoptr (TrivetSecret) text = trivet_secret_new ("284212345678901277", -1);
  g_autoptr (TrivetSecret) part = trivet_secret_new ("284212345678901277999", 18);
  g_autoptr (TrivetSecret) other = trivet_secret_new ("284212345678901278", -1);
  g_autoptr (TrivetSecret) binary = trivet_secret_new (bytes, sizeof bytes);
  g_autoptr (TrivetSecret) empty = trivet_secret_new ("", -1);

  g_assert_cmpstr (trivet_secret_peek (text), ==, "284212345678901277");
  g_assert_cmpuint (trivet_secret_get_length (text), ==, 18);
  g_assert_cmpstr (trivet_secret_peek (part), ==, "284212345678901277");
  g_assert_cmpmem (trivet_secret_peek (binary), trivet_secret_get_length (binary), bytes, sizeof bytes);
  g_assert_cmpint (trivet_secret_peek (binary)[4], ==, '\0');
  g_assert_cmpstr (trivet_secret_peek (empty), ==, "");

  g_assert_true (trivet_secret_equal (text, part));
  g_assert_false (trivet_secret_equal (text, other));
  g_assert_false (trivet_secret_equal (text, empty));
}

static void
test_large (void)
{
  g_autofree char *key = g_strnfill (20000, 'k');
  g_autoptr (TrivetSecret) secret = trivet_secret_new (key, -1);

  g_assert_cmpstr (trivet_secret_peek (secret), ==, key);
}

static void
test_masked (void)
{
  static const struct {
    const char *text;
    const char *masked;
  } cases[] = {
    { "2842123456789077", "2842 •••• •••• ••77" },
    { "284212345678901277", "2842 •••• •••• •••• 77" },
    { "1234567890", "1234 •••• 90" },
    { "123456789", "•••• •••• •" },
    { "1234", "••••" },
    { "", "" },
    { "密码密码密码", "•••• •••• •••• •••• ••" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (TrivetSecret) secret = trivet_secret_new (cases[i].text, -1);
    g_autofree char *masked = trivet_secret_dup_masked (secret);

    g_assert_cmpstr (masked, ==, cases[i].masked);
    g_assert_true (g_utf8_validate (masked, -1, NULL));
  }
}

/* Fails to read when the page is gone, which is what is hoped for. */
static gboolean
memory_still_holds (gconstpointer address,
                    const char   *text)
{
  g_autofree char *copy = g_malloc0 (strlen (text));
  int              fd = open ("/proc/self/mem", O_RDONLY);
  ssize_t          n;

  g_assert_cmpint (fd, >=, 0);
  n = pread (fd, copy, strlen (text), (off_t) (gintptr) address);
  close (fd);

  return n == (ssize_t) strlen (text) && memcmp (copy, text, strlen (text)) == 0;
}

static void
test_gone (void)
{
  TrivetSecret *secret = trivet_secret_new ("canary-284212345678901277", -1);
  const char   *address = trivet_secret_peek (secret);

  trivet_secret_ref (secret);
  trivet_secret_unref (secret);
  g_assert_true (memory_still_holds (address, "canary-284212345678901277"));
  trivet_secret_unref (secret);
  g_assert_false (memory_still_holds (address, "canary-284212345678901277"));
}

static void
test_wipe (void)
{
  char buffer[] = "284212345678901277";

  trivet_secret_wipe (buffer, 4);
  g_assert_cmpint (buffer[0], ==, 0);
  g_assert_cmpint (buffer[3], ==, 0);
  g_assert_cmpstr (buffer + 4, ==, "12345678901277");
  trivet_secret_wipe (NULL, 0);
}

static gpointer
hold_and_let_go (gpointer data)
{
  for (int i = 0; i < 20000; i++) {
    trivet_secret_ref (data);
    trivet_secret_unref (data);
  }

  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (TrivetSecret) secret = trivet_secret_new ("284212345678901277", -1);
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("holder", hold_and_let_go, secret);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpstr (trivet_secret_peek (secret), ==, "284212345678901277");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/secret/keep", test_keep);
  g_test_add_func ("/base/secret/large", test_large);
  g_test_add_func ("/base/secret/masked", test_masked);
  g_test_add_func ("/base/secret/gone", test_gone);
  g_test_add_func ("/base/secret/wipe", test_wipe);
  g_test_add_func ("/base/secret/threads", test_threads);

  return g_test_run ();
}
