/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a PIN's hash is scrypt's, salted, checked against by its own parameters, and a broken text
 * is an error, never a match nor a way to eat all memory. Method: a vector made by another library
 * (Python's hashlib), round trips, and texts that were changed. */

#include "trivet-scrypt-hasher.h"

#include "trivet-crypto-error.h"

/* hashlib.scrypt (b"2468", salt=b"trivet demo shop", n=32768, r=8, p=1, dklen=32) */
#define KEY     "C7JyQ67L3N49i//8wLiEwgtqIfCZo2Mtdf74ZQCVZIs="
#define SALT    "dHJpdmV0IGRlbW8gc2hvcA=="
#define NUMBERS "ln=15,r=8,p=1"

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static TrivetPinHasher *
hasher_new (void)
{
  g_autoptr (TrivetRandom) random = trivet_system_random_new ();

  return trivet_scrypt_hasher_new (random);
}

static gboolean
verify (const char *text,
        const char *hash,
        gboolean   *ret_matches,
        GError    **error)
{
  g_autoptr (TrivetPinHasher) hasher = hasher_new ();
  g_autoptr (TrivetSecret) pin = trivet_secret_new (text, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_pin_hasher_verify_async (hasher, pin, hash, on_result, &result);
  wait_for (&result);
  return trivet_pin_hasher_verify_finish (hasher, result, ret_matches, error);
}

static void
assert_matches (const char *text,
                const char *hash,
                gboolean    expected)
{
  g_autoptr (GError) error = NULL;
  gboolean matches = !expected;

  g_assert_true (verify (text, hash, &matches, &error));
  g_assert_no_error (error);
  g_assert_cmpint (matches, ==, expected);
}

static void
test_vector (void)
{
  assert_matches ("2468", "$scrypt$" NUMBERS "$" SALT "$" KEY, TRUE);
  assert_matches ("2469", "$scrypt$" NUMBERS "$" SALT "$" KEY, FALSE);
  assert_matches ("246", "$scrypt$" NUMBERS "$" SALT "$" KEY, FALSE);
  assert_matches ("2468", "$scrypt$ln=14,r=8,p=1$" SALT "$" KEY, FALSE);
}

static char *
hash (const char *text)
{
  g_autoptr (TrivetPinHasher) hasher = hasher_new ();
  g_autoptr (TrivetSecret) pin = trivet_secret_new (text, -1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *made;

  trivet_pin_hasher_hash_async (hasher, pin, on_result, &result);
  wait_for (&result);
  made = trivet_pin_hasher_hash_finish (hasher, result, &error);
  g_assert_no_error (error);
  return made;
}

static void
test_round_trip (void)
{
  g_autofree char *first = hash ("90210");
  g_autofree char *second = hash ("90210");

  g_assert_true (g_str_has_prefix (first, "$scrypt$ln=15,r=8,p=1$"));
  g_assert_cmpstr (first, !=, second);
  assert_matches ("90210", first, TRUE);
  assert_matches ("90210", second, TRUE);
  assert_matches ("90211", first, FALSE);
}

static void
test_broken (void)
{
  static const char *const texts[] = {
    "",
    "$",
    "2468",
    "$scrypt$" NUMBERS "$" SALT,
    "$scrypt$" NUMBERS "$" SALT "$" KEY "$",
    "$scrypt$" NUMBERS "$c2hvcnQ=$" KEY,
    "$scrypt$" NUMBERS "$" SALT "$c2hvcnQ=",
    "$scrypt$ln=40,r=8,p=1$" SALT "$" KEY,
    "$scrypt$ln=15,r=999999,p=1$" SALT "$" KEY,
    "$scrypt$ln=15,r=8,p=1000$" SALT "$" KEY,
    "$scrypt$ln=0,r=8,p=1$" SALT "$" KEY,
    "$scrypt$ln=15,r=8$" SALT "$" KEY,
    "$argon2id$" NUMBERS "$" SALT "$" KEY,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    gboolean matches = TRUE;

    g_assert_false (verify ("2468", texts[i], &matches, &error));
    g_assert_error (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_CIPHER);
    g_assert_false (matches);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crypto/scrypt-hasher/vector", test_vector);
  g_test_add_func ("/crypto/scrypt-hasher/round-trip", test_round_trip);
  g_test_add_func ("/crypto/scrypt-hasher/broken", test_broken);

  return g_test_run ();
}
