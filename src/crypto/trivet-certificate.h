/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-key.h"

G_BEGIN_DECLS

/**
 * TrivetCertificate:
 *
 * An X.509 certificate. Reference-counted, immutable, thread-safe.
 */
typedef struct _TrivetCertificate TrivetCertificate;

/**
 * TrivetCertificateTemplate:
 * @common_name: the subject's CN
 * @organisation: (nullable): the subject's O
 * @alternative_names: (nullable): "DNS:localhost,IP:127.0.0.1"
 * @not_before_s, @not_after_s: seconds since 1970 UTC
 * @authority: it may sign other certificates
 *
 * What a new certificate says.
 */
typedef struct {
  const char *common_name;
  const char *organisation;
  const char *alternative_names;
  gint64      not_before_s;
  gint64      not_after_s;
  gboolean    authority;
} TrivetCertificateTemplate;

TrivetCertificate *trivet_certificate_new_from_text (const char                       *text,
                                                     gssize                            length,
                                                     GError                          **error);
TrivetCertificate *trivet_certificate_new_from_file (const char                       *path,
                                                     GError                          **error);
GPtrArray         *trivet_certificate_list_from_file (const char                      *path,
                                                     GError                          **error);
TrivetCertificate *trivet_certificate_issue         (const TrivetCertificateTemplate  *template_,
                                                     TrivetPublicKey                  *subject_key,
                                                     TrivetCertificate                *issuer,
                                                     TrivetPrivateKey                 *issuer_key,
                                                     GError                          **error);
TrivetCertificate *trivet_certificate_ref           (TrivetCertificate                *self);
void               trivet_certificate_unref         (TrivetCertificate                *self);

TrivetPublicKey   *trivet_certificate_dup_public_key       (TrivetCertificate  *self,
                                                            GError            **error);
char              *trivet_certificate_dup_pem              (TrivetCertificate  *self);
char              *trivet_certificate_dup_serial_hex       (TrivetCertificate  *self);
char              *trivet_certificate_dup_serial_decimal   (TrivetCertificate  *self);
char              *trivet_certificate_dup_issuer_text      (TrivetCertificate  *self);
char              *trivet_certificate_dup_signature_oid    (TrivetCertificate  *self);
gint64             trivet_certificate_get_not_before_s     (TrivetCertificate  *self);
gint64             trivet_certificate_get_not_after_s      (TrivetCertificate  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetCertificate, trivet_certificate_unref)

G_END_DECLS
