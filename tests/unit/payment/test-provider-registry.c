/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the registry finds providers by id, and by wallet in the order of preference, and has them
 * added when somebody looks. Method: three scripted providers with different wallets and
 * capabilities. */

#include "trivet-manual-clock.h"
#include "trivet-provider-registry.h"
#include "trivet-scripted-provider.h"

static TrivetScriptedProvider *
add (TrivetProviderRegistry *registry,
     TrivetClock            *clock,
     const char             *id,
     const char             *wallet_id)
{
  g_autoptr (TrivetScriptedProvider) provider =
    trivet_scripted_provider_new (id, wallet_id, clock);

  trivet_provider_registry_add (registry, TRIVET_PAYMENT_PROVIDER (provider));
  return provider;
}

static void
test_find (void)
{
  g_autoptr (TrivetProviderRegistry) registry = trivet_provider_registry_new ();
  g_autoptr (TrivetManualClock) clock = trivet_manual_clock_new ();
  TrivetScriptedProvider *direct = add (registry, TRIVET_CLOCK (clock), "direct", "alipay");
  TrivetScriptedProvider *second = add (registry, TRIVET_CLOCK (clock), "second", "alipay");
  TrivetScriptedProvider *other = add (registry, TRIVET_CLOCK (clock), "other", "wechat");
  guint                   charge = TRIVET_CAPABILITY_CHARGE_CODE;

  g_assert_cmpuint (trivet_provider_registry_get_n (registry), ==, 3);
  g_assert_true ((gpointer) trivet_provider_registry_get (registry, 1) == second);
  g_assert_true ((gpointer) trivet_provider_registry_lookup (registry, "other") == other);
  g_assert_null (trivet_provider_registry_lookup (registry, "nobody"));
  g_assert_null (trivet_provider_registry_lookup (registry, NULL));

  g_assert_true ((gpointer) trivet_provider_registry_for_wallet (registry, "alipay", charge) ==
                 direct);
  trivet_scripted_provider_set_capabilities (direct, TRIVET_CAPABILITY_QUERY);
  g_assert_true ((gpointer) trivet_provider_registry_for_wallet (registry, "alipay", charge) ==
                 second);
  g_assert_true ((gpointer) trivet_provider_registry_for_wallet (registry, "wechat", charge) ==
                 other);
  g_assert_null (trivet_provider_registry_for_wallet (registry, "suning", charge));
}

typedef struct {
  TrivetClock *clock;
  guint        n_calls;
} Filler;

static void
fill (TrivetProviderRegistry *registry,
      gpointer                user_data)
{
  Filler *filler = user_data;

  filler->n_calls++;
  add (registry, filler->clock, "late", "alipay");
}

static void
test_filler (void)
{
  g_autoptr (TrivetManualClock) clock = trivet_manual_clock_new ();
  Filler filler = { .clock = TRIVET_CLOCK (clock) };

  for (int look = 0; look < 5; look++) {
    g_autoptr (TrivetProviderRegistry) registry = trivet_provider_registry_new ();

    filler.n_calls = 0;
    trivet_provider_registry_set_filler (registry, fill, &filler);
    g_assert_cmpuint (filler.n_calls, ==, 0);
    if (look == 0)
      g_assert_nonnull (trivet_provider_registry_lookup (registry, "late"));
    else if (look == 1)
      g_assert_nonnull (trivet_provider_registry_for_wallet (registry, "alipay", TRIVET_CAPABILITY_CHARGE_CODE));
    else if (look == 2)
      g_assert_cmpuint (trivet_provider_registry_get_n (registry), ==, 1);
    else if (look == 3)
      g_assert_nonnull (trivet_provider_registry_get (registry, 0));
    else
      trivet_provider_registry_fill (registry);
    g_assert_cmpuint (filler.n_calls, ==, 1);
    trivet_provider_registry_fill (registry);
    g_assert_cmpuint (trivet_provider_registry_get_n (registry), ==, 1);
    g_assert_cmpuint (filler.n_calls, ==, 1);
  }
}

static void
test_outcome_names (void)
{
  for (guint a = 0; a <= TRIVET_OUTCOME_UNSENT; a++) {
    for (guint b = 0; b < a; b++)
      g_assert_cmpstr (trivet_outcome_get_name ((TrivetOutcome) a), !=,
                       trivet_outcome_get_name ((TrivetOutcome) b));
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment/provider-registry/find", test_find);
  g_test_add_func ("/payment/provider-registry/filler", test_filler);
  g_test_add_func ("/payment/provider-registry/outcome-names", test_outcome_names);

  return g_test_run ();
}
