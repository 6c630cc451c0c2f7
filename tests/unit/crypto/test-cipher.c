/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: AES-256-GCM and the digests agree with published values and refuse every change. Method:
 * NIST and RFC test values; encrypt and decrypt with every single byte changed in turn. */

#include "trivet-cipher.h"
#include "trivet-crypto-error.h"

#include <string.h>

#define KEY "GxIhV0yBzflTnVt3P3Ts4w5t0LzWlie3"

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetSecret) key = trivet_secret_new (KEY, -1);
  const char *text = "{\"a\":\"川味小馆\"}";
  g_autoptr (GBytes) cipher = trivet_aes256_gcm_encrypt (key, "0123456789ab", "certificate", (const guint8 *) text, strlen (text), &error);
  g_autoptr (GBytes) plain = NULL;
  g_autofree guint8 *changed = NULL;
  const guint8      *bytes;
  gsize              length;

  g_assert_no_error (error);
  bytes = g_bytes_get_data (cipher, &length);
  g_assert_cmpuint (length, ==, strlen (text) + TRIVET_GCM_TAG_BYTES);
  plain = trivet_aes256_gcm_decrypt (key, "0123456789ab", "certificate", bytes, length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), text, strlen (text));

  changed = g_memdup2 (bytes, length);
  for (gsize i = 0; i < length; i++) {
    changed[i] ^= 1;
    g_assert_null (trivet_aes256_gcm_decrypt (key, "0123456789ab", "certificate", changed, length, &error));
    g_assert_error (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_CIPHER);
    g_clear_error (&error);
    changed[i] ^= 1;
  }
}

static void
assert_no_plain (TrivetSecret *key,
                 const char   *nonce,
                 const char   *associated_data,
                 GBytes       *cipher,
                 int           code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (trivet_aes256_gcm_decrypt (key, nonce, associated_data, g_bytes_get_data (cipher, NULL),
                                            g_bytes_get_size (cipher), &error));
  g_assert_error (error, TRIVET_CRYPTO_ERROR, code);
  g_assert_null (strstr (error->message, KEY));
}

static void
test_refusals (void)
{
  g_autoptr (TrivetSecret) key = trivet_secret_new (KEY, -1);
  g_autoptr (TrivetSecret) other = trivet_secret_new ("00000000000000000000000000000000", -1);
  g_autoptr (TrivetSecret) brief = trivet_secret_new ("GxIhV0yBzflTnVt3P3Ts4w5t0LzWlie", -1);
  g_autoptr (GBytes) cipher = trivet_aes256_gcm_encrypt (key, "0123456789ab", NULL, (const guint8 *) "x", 1, NULL);
  g_autoptr (GBytes) no_tag = g_bytes_new_from_bytes (cipher, 0, 15);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);

  assert_no_plain (other, "0123456789ab", NULL, cipher, TRIVET_CRYPTO_ERROR_CIPHER);
  assert_no_plain (key, "0123456789ac", NULL, cipher, TRIVET_CRYPTO_ERROR_CIPHER);
  assert_no_plain (key, "0123456789ab", "x", cipher, TRIVET_CRYPTO_ERROR_CIPHER);
  assert_no_plain (key, "", NULL, cipher, TRIVET_CRYPTO_ERROR_CIPHER);
  assert_no_plain (key, "0123456789ab", NULL, no_tag, TRIVET_CRYPTO_ERROR_CIPHER);
  assert_no_plain (key, "0123456789ab", NULL, empty, TRIVET_CRYPTO_ERROR_CIPHER);
  assert_no_plain (brief, "0123456789ab", NULL, cipher, TRIVET_CRYPTO_ERROR_KEY);
}

/* The empty text has only a tag; "" and NULL are the same associated data. */
static void
test_empty (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetSecret) key = trivet_secret_new (KEY, -1);
  g_autoptr (GBytes) cipher = trivet_aes256_gcm_encrypt (key, "0123456789ab", "", NULL, 0, &error);
  g_autoptr (GBytes) plain = NULL;

  g_assert_no_error (error);
  plain = trivet_aes256_gcm_decrypt (key, "0123456789ab", NULL, g_bytes_get_data (cipher, NULL),
                                     g_bytes_get_size (cipher), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (plain), ==, 0);
}

static void
test_digests (void)
{
  g_autoptr (TrivetSecret) key = trivet_secret_new ("Jefe", -1);
  g_autofree char *md5 = trivet_md5_hex ("abc", 3);
  g_autofree char *hmac = trivet_hmac_sha256_hex (key, "what do ya want for nothing?", 28);

  g_assert_cmpstr (md5, ==, "900150983cd24fb0d6963f7d28e17f72");
  g_assert_cmpstr (hmac, ==, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crypto/cipher/round-trip", test_round_trip);
  g_test_add_func ("/crypto/cipher/refusals", test_refusals);
  g_test_add_func ("/crypto/cipher/empty", test_empty);
  g_test_add_func ("/crypto/cipher/digests", test_digests);

  return g_test_run ();
}
