/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-net"

#include "trivet-tls-certificate-private.h"

/* Answers a server that asks for a client certificate, at once and always the same. libsoup's own
 * way asks the message; a connection that is made ahead has none, so its handshake would stand
 * still, hold one of the few connections, and keep the server waiting too. */

#define TRIVET_TYPE_TLS_CERTIFICATE (trivet_tls_certificate_get_type ())
G_DECLARE_FINAL_TYPE (TrivetTlsCertificate, trivet_tls_certificate, TRIVET, TLS_CERTIFICATE, GTlsInteraction)

struct _TrivetTlsCertificate {
  GTlsInteraction parent_instance;

  GTlsCertificate *certificate;
};

G_DEFINE_FINAL_TYPE (TrivetTlsCertificate, trivet_tls_certificate, G_TYPE_TLS_INTERACTION)

static GTlsInteractionResult
trivet_tls_certificate_request_certificate (GTlsInteraction            *interaction,
                                            GTlsConnection             *connection,
                                            GTlsCertificateRequestFlags flags,
                                            GCancellable               *cancellable,
                                            GError                    **error)
{
  TrivetTlsCertificate *self = TRIVET_TLS_CERTIFICATE (interaction);

  if (self->certificate == NULL)
    return G_TLS_INTERACTION_UNHANDLED;

  g_tls_connection_set_certificate (connection, self->certificate);

  return G_TLS_INTERACTION_HANDLED;
}

static void
trivet_tls_certificate_dispose (GObject *object)
{
  TrivetTlsCertificate *self = TRIVET_TLS_CERTIFICATE (object);

  g_clear_object (&self->certificate);

  G_OBJECT_CLASS (trivet_tls_certificate_parent_class)->dispose (object);
}

static void
trivet_tls_certificate_class_init (TrivetTlsCertificateClass *klass)
{
  GObjectClass         *object_class = G_OBJECT_CLASS (klass);
  GTlsInteractionClass *interaction_class = G_TLS_INTERACTION_CLASS (klass);

  object_class->dispose = trivet_tls_certificate_dispose;
  interaction_class->request_certificate = trivet_tls_certificate_request_certificate;
}

static void
trivet_tls_certificate_init (TrivetTlsCertificate *self)
{
}

/* @certificate: (nullable): ours, with its key; without one the server is told that there is none
 * Returns: (transfer full): what answers for all connections of a session */
GTlsInteraction *
_trivet_tls_certificate_new (GTlsCertificate *certificate)
{
  TrivetTlsCertificate *self = g_object_new (TRIVET_TYPE_TLS_CERTIFICATE, NULL);

  g_set_object (&self->certificate, certificate);

  return G_TLS_INTERACTION (self);
}
