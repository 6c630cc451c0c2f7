/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "sandbox-shop.h"

void
sandbox_shop_set_up (SandboxShop *self,
                     gint64       balance_minor)
{
  g_autoptr (GError) error = NULL;

  self->directory = sandbox_fixture_make_directory ();
  self->path = g_build_filename (self->directory, "ledger", NULL);
  self->books = trivet_sandbox_books_open (self->path, &error);
  g_assert_no_error (error);
  self->phone = trivet_sandbox_phone_new (60, balance_minor);
  self->teller = trivet_sandbox_teller_new (self->books, self->phone, "salt", 15, 60);
  self->now_us = SANDBOX_SHOP_START_US;
}

/* The books say after a restart what they said before. */
void
sandbox_shop_tear_down (SandboxShop *self)
{
  g_autofree char *before = trivet_sandbox_books_dup_report (self->books, NULL);
  g_autofree char *after = NULL;
  g_autoptr (TrivetSandboxBooks) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_finalize_object (self->teller);
  g_assert_finalize_object (self->phone);
  g_assert_finalize_object (self->books);
  again = trivet_sandbox_books_open (self->path, &error);
  g_assert_no_error (error);
  after = trivet_sandbox_books_dup_report (again, NULL);
  g_assert_cmpstr (before, ==, after);
  sandbox_fixture_remove_directory (self->directory);
  g_free (self->directory);
  g_free (self->path);
}

void
sandbox_shop_pass_time (SandboxShop *self,
                        gint64       seconds)
{
  self->now_us += seconds * G_USEC_PER_SEC;
}

const TrivetSandboxOrder *
sandbox_shop_find (SandboxShop *self,
                   const char  *wallet,
                   const char  *number)
{
  return trivet_sandbox_books_find (self->books, wallet, number);
}

TrivetSandboxVerdict
sandbox_shop_query (SandboxShop *self,
                    const char  *wallet,
                    const char  *number)
{
  g_auto (TrivetSandboxRuling) ruling = { 0 };

  trivet_sandbox_teller_query (self->teller, wallet, number, self->now_us, &ruling);
  return ruling.verdict;
}
