/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "trivet-certificate.h"

/* No text crashes the readers of keys and certificates; of a good certificate everything that a
 * wallet needs can be asked. */
static void
ask (TrivetCertificate *certificate)
{
  g_autofree char *pem = trivet_certificate_dup_pem (certificate);
  g_autofree char *hex = trivet_certificate_dup_serial_hex (certificate);
  g_autofree char *decimal = trivet_certificate_dup_serial_decimal (certificate);
  g_autofree char *issuer = trivet_certificate_dup_issuer_text (certificate);
  g_autofree char *oid = trivet_certificate_dup_signature_oid (certificate);
  g_autoptr (TrivetPublicKey) key = trivet_certificate_dup_public_key (certificate, NULL);
  g_autoptr (TrivetCertificate) again = trivet_certificate_new_from_text (pem, -1, NULL);

  g_assert_true (hex != NULL && decimal != NULL && issuer != NULL && oid != NULL);
  if (key != NULL)
    g_assert_false (trivet_public_key_verify (key, "x", 1, "AAAA"));
  g_assert_nonnull (again);
  g_assert_cmpint (trivet_certificate_get_not_after_s (certificate), ==, trivet_certificate_get_not_after_s (again));
  g_assert_cmpint (trivet_certificate_get_not_before_s (certificate), ==, trivet_certificate_get_not_before_s (again));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         length)
{
  const char *text = (const char *) data;
  g_autoptr (TrivetCertificate) certificate = trivet_certificate_new_from_text (text, (gssize) length, NULL);
  g_autoptr (TrivetPublicKey) public_key = trivet_public_key_new_from_text (text, (gssize) length, NULL);
  g_autoptr (TrivetPrivateKey) private_key = trivet_private_key_new_from_text (text, (gssize) length, NULL);

  if (certificate != NULL)
    ask (certificate);
  if (public_key != NULL) {
    g_autofree char *fingerprint = trivet_public_key_dup_fingerprint (public_key);

    g_assert_nonnull (fingerprint);
    g_assert_false (trivet_public_key_verify (public_key, "x", 1, "AAAA"));
  }
  if (private_key != NULL) {
    g_autoptr (TrivetPublicKey) half = trivet_private_key_dup_public (private_key);
    g_autofree char *signature = trivet_private_key_sign (private_key, "x", 1, NULL);

    g_assert_true (trivet_public_key_verify (half, "x", 1, signature));
  }
  return 0;
}
