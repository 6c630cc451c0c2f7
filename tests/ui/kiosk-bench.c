/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kiosk-bench.h"

static void
on_left (TrivetKioskWindow *window,
         gpointer           user_data)
{
  ((KioskBench *) user_data)->n_left++;
}

void
kiosk_bench_open_kiosk (KioskBench *self)
{
  PayBench *bench = &self->bench;

  bench->window = trivet_kiosk_window_new (bench->fixture->context);
  g_signal_connect (bench->window, "left", G_CALLBACK (on_left), self);
  gtk_window_present (GTK_WINDOW (bench->window));
  pay_bench_settle (bench);
  trivet_ui_test_wait_for_frame (bench->window);
}

void
kiosk_bench_close_kiosk (KioskBench *self)
{
  gtk_window_destroy (GTK_WINDOW (self->bench.window));
  self->bench.window = NULL;
  pay_bench_settle (&self->bench);
}

/* No code of ours, unless a test wants one: its wallet would have to be told what to answer. */
void
kiosk_bench_set_up (KioskBench   *self,
                    gconstpointer user_data)
{
  const char *no_wallets[] = { NULL };

  pay_bench_set_up (&self->bench, NULL);
  trivet_checkout_set_code_wallets (self->bench.checkout, no_wallets);
  kiosk_bench_open_kiosk (self);
}

void
kiosk_bench_tear_down (KioskBench   *self,
                       gconstpointer user_data)
{
  kiosk_bench_close_kiosk (self);
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_ENGLISH);
  pay_bench_tear_down (&self->bench, NULL);
}

TrivetRegister *
kiosk_bench_get_register (KioskBench *self)
{
  return self->bench.fixture->context->reg;
}

void
kiosk_bench_press (KioskBench *self,
                   const char *name)
{
  pay_bench_click (&self->bench, name);
}

void
kiosk_bench_assert_shows (KioskBench *self,
                          const char *words)
{
  g_autofree char *all = NULL;

  trivet_ui_test_wait_for_frame (self->bench.window);
  all = pay_bench_dup_words (&self->bench);
  if (strstr (all, words) == NULL)
    g_error ("“%s” is not on the screen:\n%s", words, all);
}

/* The order that the staff took before the kiosk was opened stays all the time. */
guint
kiosk_bench_count_open (KioskBench *self)
{
  return g_list_model_get_n_items (trivet_register_get_tabs (kiosk_bench_get_register (self))) - 1;
}

void
kiosk_bench_take_noodles (KioskBench *self)
{
  kiosk_bench_press (self, "Eat here");
  kiosk_bench_press (self, "Noodles");
  kiosk_bench_press (self, "Add Dan dan noodles");
  kiosk_bench_press (self, "Mild");
}

/* In steps, so that what waits for the disk gets there between them. */
void
kiosk_bench_advance (KioskBench *self,
                     guint       seconds)
{
  for (; seconds > 5; seconds -= 5)
    pay_bench_advance (&self->bench, 5000);
  pay_bench_advance (&self->bench, seconds * 1000);
}
