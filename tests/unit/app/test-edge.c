/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: what the register loads after its first frame works with the core of the program that loads
 * it, and what is missing or strange is refused in a sentence. Method: the very shared object, opened
 * by a program that has the core and nothing else; a provider, a hasher and a scanner made by it must
 * be what the core takes them for (GLib would abort at a type that is registered twice). Then a file
 * that is not there, one of another kind, and one of another version.
 *
 *   test-edge MODULE MODULE-OF-ANOTHER-VERSION */

#include "trivet-edge-loader.h"
#include "trivet-late-hasher.h"

#include <glib/gstdio.h>
#include <string.h>

#define PROVIDERS                            \
  "[good]\n"                                 \
  "adapter=alipay\n"                         \
  "base-url=http://127.0.0.1:9/gateway.do\n" \
  "app-id=2021000000000001\n"                \
  "app-private-key-file=%s\n"                \
  "alipay-public-key-file=%s\n"              \
  "fee-rate=0.6%%\n"                         \
  "[without keys]\n"                         \
  "adapter=wechatpay\n"                      \
  "[stranger]\n"                             \
  "adapter=abacus\n"

static const char *module_path;
static const char *other_path;

static const TrivetEdge *
get_edge (GError **error)
{
  return trivet_edge_load_from (module_path, error);
}

static const TrivetEdge *
get_nothing (GError **error)
{
  return trivet_edge_load_from ("/nowhere/trivet-edge.so", error);
}

static const TrivetEdge *
load (void)
{
  g_autoptr (GError) error = NULL;
  const TrivetEdge *edge = get_edge (&error);

  g_assert_no_error (error);
  g_assert_nonnull (edge);
  return edge;
}

static char *
write_providers (void)
{
  g_autofree char *ours = g_test_build_filename (G_TEST_DIST, "fixtures", "vectors", "keys", "ali_app_private.pem", NULL);
  g_autofree char *theirs = g_test_build_filename (G_TEST_DIST, "fixtures", "vectors", "keys", "ali_platform_public.pem", NULL);
  g_autofree char *text = g_strdup_printf (PROVIDERS, ours, theirs);
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int   fd = g_file_open_tmp ("providers-XXXXXX.ini", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
test_providers (void)
{
  g_autoptr (TrivetProviderRegistry) registry = trivet_provider_registry_new ();
  g_autoptr (TrivetClock) clock = trivet_system_clock_new ();
  g_autoptr (TrivetRandom) random = trivet_system_random_new ();
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) fee_rates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *path = write_providers ();
  g_autoptr (GError) error = NULL;
  TrivetPaymentProvider *provider;

  g_assert_true (load ()->load_providers (registry, path, TRUE, clock, random, problems, fee_rates, &error));
  g_assert_no_error (error);
  g_unlink (path);

  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (problems, 0), "without keys"));
  g_assert_nonnull (strstr (g_ptr_array_index (problems, 1), "abacus"));
  g_assert_cmpuint (trivet_provider_registry_get_n (registry), ==, 1);
  provider = trivet_provider_registry_for_wallet (registry, "alipay", TRIVET_CAPABILITY_CHARGE_CODE);
  g_assert_true (TRIVET_IS_PAYMENT_PROVIDER (provider));
  g_assert_cmpstr (trivet_payment_provider_get_id (provider), ==, "good");
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (fee_rates, "good"), ==, 6000);

  /* The adapter is a stranger to this program, what it implements is not. */
  g_assert_cmpuint (g_type_from_name ("TrivetPaymentProvider"), ==, TRIVET_TYPE_PAYMENT_PROVIDER);
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (provider), ==, "TrivetAlipayProvider");
}

static void
test_scanner (void)
{
  const TrivetScanSource source = { .kind = TRIVET_SCAN_SOURCE_TRAINING };
  g_autoptr (TrivetScanner) scanner = load ()->new_scanner (&source);

  g_assert_true (TRIVET_IS_SCANNER (scanner));
  g_assert_cmpint (trivet_scanner_get_state (scanner), ==, TRIVET_SCANNER_STATE_OFF);
  g_assert_cmpuint (g_signal_lookup ("code", G_OBJECT_TYPE (scanner)), ==, g_signal_lookup ("code", TRIVET_TYPE_SCANNER));
}

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static char *
hash (TrivetPinHasher *hasher,
      TrivetSecret    *pin,
      GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_pin_hasher_hash_async (hasher, pin, on_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return trivet_pin_hasher_hash_finish (hasher, result, error);
}

static gboolean
verify (TrivetPinHasher *hasher,
        TrivetSecret    *pin,
        const char      *text,
        gboolean        *ret_matches,
        GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_pin_hasher_verify_async (hasher, pin, text, on_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return trivet_pin_hasher_verify_finish (hasher, result, ret_matches, error);
}

static void
test_hasher (void)
{
  g_autoptr (TrivetRandom) random = trivet_system_random_new ();
  g_autoptr (TrivetPinHasher) late = trivet_late_hasher_new (get_edge, random);
  g_autoptr (TrivetPinHasher) real = load ()->new_hasher (random);
  g_autoptr (TrivetSecret) pin = trivet_secret_new ("2468", -1);
  g_autoptr (TrivetSecret) wrong = trivet_secret_new ("2469", -1);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = hash (late, pin, &error);
  gboolean         matches = FALSE;

  g_assert_no_error (error);
  g_assert_true (verify (real, pin, text, &matches, &error));
  g_assert_true (matches);
  g_assert_true (verify (late, pin, text, &matches, &error));
  g_assert_true (matches);
  g_assert_true (verify (late, wrong, text, &matches, &error));
  g_assert_false (matches);
  g_assert_no_error (error);
  g_assert_false (verify (late, pin, "no hash", &matches, &error));
  g_assert_nonnull (error);
}

static void
test_hasher_missing (void)
{
  g_autoptr (TrivetRandom) random = trivet_system_random_new ();
  g_autoptr (TrivetPinHasher) late = trivet_late_hasher_new (get_nothing, random);
  g_autoptr (TrivetSecret) pin = trivet_secret_new ("2468", -1);
  g_autoptr (GError) error = NULL;
  gboolean matches = TRUE;

  g_assert_null (hash (late, pin, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (verify (late, pin, "$scrypt$", &matches, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (matches);
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (get_nothing (&error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "/nowhere/trivet-edge.so"));
  g_clear_error (&error);

  g_assert_null (trivet_edge_load_from ("libm.so.6", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_null (trivet_edge_load_from (other_path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, "of Trivet 0.0.other"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  module_path = argv[1];
  other_path = argv[2];

  g_test_add_func ("/app/edge/refused", test_refused);
  g_test_add_func ("/app/edge/providers", test_providers);
  g_test_add_func ("/app/edge/scanner", test_scanner);
  g_test_add_func ("/app/edge/hasher", test_hasher);
  g_test_add_func ("/app/edge/hasher-missing", test_hasher_missing);

  return g_test_run ();
}
