/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the registry finds providers by id, and by wallet in the order of preference.
 * Method: three scripted providers with different wallets and capabilities. */

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
  g_test_add_func ("/payment/provider-registry/outcome-names", test_outcome_names);

  return g_test_run ();
}
