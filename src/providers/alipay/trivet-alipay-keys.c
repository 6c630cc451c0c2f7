/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-alipay"

#include "trivet-alipay-keys.h"

#include "trivet-cipher.h"

#include <string.h>

/* Whose signature counts. In certificate mode a new certificate is issued a month before the old
 * one ends, so several are kept and the answer's own alipay_cert_sn chooses. */

#define RSA_SIGNATURE_PREFIX "1.2.840.113549.1.1"

struct _TrivetAlipayKeys {
  TrivetPublicKey *key;
  GHashTable      *by_sn;
};

/**
 * trivet_alipay_keys_new:
 *
 * Returns: (transfer full): an empty set
 */
TrivetAlipayKeys *
trivet_alipay_keys_new (void)
{
  TrivetAlipayKeys *self = g_new0 (TrivetAlipayKeys, 1);

  self->by_sn = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) trivet_public_key_unref);
  return self;
}

/**
 * trivet_alipay_keys_free:
 */
void
trivet_alipay_keys_free (TrivetAlipayKeys *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->key, trivet_public_key_unref);
  g_hash_table_unref (self->by_sn);
  g_free (self);
}

/**
 * trivet_alipay_keys_set_key:
 *
 * Key mode: the one key for all answers.
 */
void
trivet_alipay_keys_set_key (TrivetAlipayKeys *self,
                            TrivetPublicKey  *key)
{
  g_clear_pointer (&self->key, trivet_public_key_unref);
  self->key = trivet_public_key_ref (key);
}

/**
 * trivet_alipay_keys_add_certificate:
 * @error: %TRIVET_CRYPTO_ERROR_KEY if its key is not RSA
 *
 * Certificate mode: one more certificate of Alipay's.
 */
gboolean
trivet_alipay_keys_add_certificate (TrivetAlipayKeys  *self,
                                    TrivetCertificate *certificate,
                                    GError           **error)
{
  TrivetPublicKey *key = trivet_certificate_dup_public_key (certificate, error);

  if (key == NULL)
    return FALSE;
  g_hash_table_insert (self->by_sn, trivet_alipay_certificate_sn (certificate), key);
  return TRUE;
}

/**
 * trivet_alipay_keys_lookup:
 * @cert_sn: (nullable): what the answer names
 *
 * Returns: (transfer none) (nullable): the key for an answer. In key mode the serial does not
 *   matter; in certificate mode an answer without one is verified only if there is no choice.
 */
TrivetPublicKey *
trivet_alipay_keys_lookup (TrivetAlipayKeys *self,
                           const char       *cert_sn)
{
  GHashTableIter iter;
  gpointer       only = NULL;

  if (self->key != NULL)
    return self->key;
  if (cert_sn != NULL)
    return g_hash_table_lookup (self->by_sn, cert_sn);
  if (g_hash_table_size (self->by_sn) != 1)
    return NULL;
  g_hash_table_iter_init (&iter, self->by_sn);
  g_hash_table_iter_next (&iter, NULL, &only);
  return only;
}

/**
 * trivet_alipay_keys_contain:
 *
 * Returns: %TRUE if @key is one of them; used to notice the application's own key in Alipay's place
 */
gboolean
trivet_alipay_keys_contain (TrivetAlipayKeys *self,
                            TrivetPublicKey  *key)
{
  GHashTableIter iter;
  gpointer       other;

  if (self->key != NULL && trivet_public_key_equal (self->key, key))
    return TRUE;
  g_hash_table_iter_init (&iter, self->by_sn);
  while (g_hash_table_iter_next (&iter, NULL, &other)) {
    if (trivet_public_key_equal (other, key))
      return TRUE;
  }
  return FALSE;
}

/**
 * trivet_alipay_certificate_sn:
 *
 * Returns: (transfer full): Alipay's serial of a certificate: MD5 of issuer text and decimal serial
 */
char *
trivet_alipay_certificate_sn (TrivetCertificate *certificate)
{
  g_autofree char *issuer = trivet_certificate_dup_issuer_text (certificate);
  g_autofree char *serial = trivet_certificate_dup_serial_decimal (certificate);
  g_autofree char *text = g_strconcat (issuer, serial, NULL);

  return trivet_md5_hex (text, strlen (text));
}

/**
 * trivet_alipay_root_sn:
 * @certificates: (element-type TrivetCertificate): the root bundle in the order of its file
 *
 * Returns: (transfer full): the serials of those that are signed with RSA, joined with _
 */
char *
trivet_alipay_root_sn (GPtrArray *certificates)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < certificates->len; i++) {
    g_autofree char *oid = trivet_certificate_dup_signature_oid (certificates->pdata[i]);
    g_autofree char *sn = NULL;

    if (!g_str_has_prefix (oid, RSA_SIGNATURE_PREFIX))
      continue;
    sn = trivet_alipay_certificate_sn (certificates->pdata[i]);
    g_string_append_printf (text, "%s%s", text->len > 0 ? "_" : "", sn);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
