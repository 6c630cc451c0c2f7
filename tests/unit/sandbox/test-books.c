/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: what the sandbox has said survives its death.
 * Method: a child process writes orders and tells the parent after each; it is killed with
 * SIGKILL at changing moments, and the parent finds every order it was told of. Then torn lines,
 * a full disk, a second owner and a file that is no ledger. */

#include "sandbox-fixture.h"
#include "trivet-sandbox-books.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define ROUNDS 20

static char *directory;

static char *
make_path (const char *name)
{
  return g_build_filename (directory, name, NULL);
}

static TrivetSandboxBooks *
open_books (const char *path)
{
  g_autoptr (GError) error = NULL;
  TrivetSandboxBooks *books = trivet_sandbox_books_open (path, &error);

  g_assert_no_error (error);
  return books;
}

static TrivetSandboxOrder *
make_order (const char *number,
            gint64      amount_minor)
{
  TrivetSandboxOrder *order = trivet_sandbox_order_new (TRIVET_SANDBOX_WALLET_ALIPAY, number, 1);

  order->api = g_strdup ("gateway");
  order->attach = g_strdup ("行 1\n\"二\"");
  order->amount_minor = amount_minor;
  order->payer_minor = amount_minor;
  order->state = TRIVET_SANDBOX_STATE_PAID;
  order->charges = 1;
  return order;
}

static void
put (TrivetSandboxBooks *books,
     const char         *number,
     gint64              amount_minor)
{
  g_autoptr (TrivetSandboxOrder) order = make_order (number, amount_minor);
  g_autoptr (GError) error = NULL;

  trivet_sandbox_books_put (books, order, &error);
  g_assert_no_error (error);
}

/* Runs in the child: one byte to the parent after each order that is said to be safe. */
static void
write_for_ever (const char *path,
                int         fd)
{
  g_autoptr (TrivetSandboxBooks) books = trivet_sandbox_books_open (path, NULL);

  for (guint i = 0;; i++) {
    g_autofree char *number = g_strdup_printf ("N%d-%u", getpid (), i);
    g_autoptr (TrivetSandboxOrder) order = make_order (number, 100);

    if (!trivet_sandbox_books_put (books, order, NULL) || write (fd, "x", 1) != 1)
      _exit (1);
  }
}

static guint
kill_writer_after (const char *path,
                   guint       orders,
                   pid_t      *ret_pid)
{
  int    pipe_fds[2];
  guint  told = 0;
  char   buffer[64];
  gssize got;

  g_assert_cmpint (pipe (pipe_fds), ==, 0);
  *ret_pid = fork ();
  g_assert_cmpint (*ret_pid, >=, 0);
  if (*ret_pid == 0)
    write_for_ever (path, pipe_fds[1]);

  close (pipe_fds[1]);
  while (told < orders && (got = read (pipe_fds[0], buffer, 1)) > 0)
    told += got;
  g_assert_cmpint (kill (*ret_pid, SIGKILL), ==, 0);
  while ((got = read (pipe_fds[0], buffer, sizeof buffer)) > 0)
    told += got;
  g_assert_cmpint (waitpid (*ret_pid, NULL, 0), ==, *ret_pid);
  close (pipe_fds[0]);
  return told;
}

static void
test_killed_writer (void)
{
  g_autofree char *path = make_path ("killed");
  guint            all = 0;

  for (guint round = 0; round < ROUNDS; round++) {
    pid_t pid;
    guint told = kill_writer_after (path, 1 + round * 3 % 7, &pid);
    g_autoptr (TrivetSandboxBooks) books = open_books (path);
    g_autoptr (GPtrArray) orders = trivet_sandbox_books_list (books);

    g_assert_cmpuint (told, >, 0);
    for (guint i = 0; i < told; i++) {
      g_autofree char          *number = g_strdup_printf ("N%d-%u", pid, i);
      const TrivetSandboxOrder *order = trivet_sandbox_books_find (books, TRIVET_SANDBOX_WALLET_ALIPAY, number);

      g_assert_nonnull (order);
      g_assert_cmpint (order->amount_minor, ==, 100);
      g_assert_cmpstr (order->attach, ==, "行 1\n\"二\"");
    }
    all += told;
    g_assert_cmpuint (orders->len, >=, all);
    all = orders->len;
  }
}

static void
test_torn_line (void)
{
  g_autofree char *path = make_path ("torn");
  g_autofree char *text = NULL;
  gsize            length;

  {
    g_autoptr (TrivetSandboxBooks) books = open_books (path);

    put (books, "A", 100);
    put (books, "B", 200);
  }
  g_file_get_contents (path, &text, &length, NULL);
  for (gsize cut = 1; cut < 60; cut += 7) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TrivetSandboxBooks) books = NULL;

    g_file_set_contents (path, text, length - cut, &error);
    g_assert_no_error (error);
    books = open_books (path);
    g_assert_nonnull (trivet_sandbox_books_find (books, TRIVET_SANDBOX_WALLET_ALIPAY, "A"));
    g_assert_null (trivet_sandbox_books_find (books, TRIVET_SANDBOX_WALLET_ALIPAY, "B"));
    put (books, "C", 300);
    g_clear_object (&books);
    books = open_books (path);
    g_assert_nonnull (trivet_sandbox_books_find (books, TRIVET_SANDBOX_WALLET_ALIPAY, "C"));
  }
}

static void
test_full_disk (void)
{
  g_autofree char *path = make_path ("full");
  g_autoptr (TrivetSandboxBooks) books = open_books (path);
  g_autoptr (TrivetSandboxOrder) second = make_order ("B", 200);
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  struct rlimit limit;
  GStatBuf      info;

  put (books, "A", 100);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  getrlimit (RLIMIT_FSIZE, &before);
  limit = before;
  limit.rlim_cur = info.st_size + 20;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (trivet_sandbox_books_put (books, second, &error));
  setrlimit (RLIMIT_FSIZE, &before);

  g_assert_nonnull (error);
  g_assert_null (trivet_sandbox_books_find (books, TRIVET_SANDBOX_WALLET_ALIPAY, "B"));
  put (books, "C", 300);
  g_clear_object (&books);
  books = open_books (path);
  g_assert_nonnull (trivet_sandbox_books_find (books, TRIVET_SANDBOX_WALLET_ALIPAY, "A"));
  g_assert_null (trivet_sandbox_books_find (books, TRIVET_SANDBOX_WALLET_ALIPAY, "B"));
  g_assert_nonnull (trivet_sandbox_books_find (books, TRIVET_SANDBOX_WALLET_ALIPAY, "C"));
}

static void
test_last_line_counts (void)
{
  g_autofree char *path = make_path ("last");
  g_autoptr (TrivetSandboxBooks) books = open_books (path);
  g_autoptr (GPtrArray) orders = NULL;

  put (books, "A", 100);
  put (books, "B", 250);
  put (books, "A", 300);
  g_clear_object (&books);
  books = open_books (path);
  orders = trivet_sandbox_books_list (books);

  g_assert_cmpuint (orders->len, ==, 2);
  g_assert_cmpint (trivet_sandbox_books_get_spent (books, TRIVET_SANDBOX_WALLET_ALIPAY), ==, 550);
  g_assert_cmpint (trivet_sandbox_books_get_spent (books, TRIVET_SANDBOX_WALLET_WECHAT), ==, 0);
}

static void
test_bad_files (void)
{
  static const char *const bad[] = { "hello\n", "{}\n", "[1]\n", "{\"wallet\":\"alipay\",\"state\":\"rich\"}\n" };
  g_autofree char         *path = make_path ("bad");
  g_autoptr (TrivetSandboxBooks) owner = open_books (path);
  g_autoptr (GError) busy = NULL;

  g_assert_null (trivet_sandbox_books_open (path, &busy));
  g_assert_error (busy, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_object (&owner);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_file_set_contents (path, bad[i], -1, NULL);
    g_assert_null (trivet_sandbox_books_open (path, &error));
    g_assert_nonnull (error);
  }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  directory = sandbox_fixture_make_directory ();
  g_test_add_func ("/sandbox/books/killed-writer", test_killed_writer);
  g_test_add_func ("/sandbox/books/torn-line", test_torn_line);
  g_test_add_func ("/sandbox/books/full-disk", test_full_disk);
  g_test_add_func ("/sandbox/books/last-line-counts", test_last_line_counts);
  g_test_add_func ("/sandbox/books/bad-files", test_bad_files);

  status = g_test_run ();
  sandbox_fixture_remove_directory (directory);
  g_free (directory);
  return status;
}
