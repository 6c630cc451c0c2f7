/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-net"

#include "trivet-provider-file.h"

#include "trivet-key-file.h"
#include "trivet-net-url.h"
#include "trivet-payment-error.h"

#include <string.h>
#include <sys/stat.h>

/* Whoever sets up a provider makes mistakes in it: each must be answered by a sentence with which
 * he finds the line, and by nothing that leaks a key. */

/**
 * trivet_provider_file_fail:
 * @what: what is wrong, without a full stop: "is missing"
 *
 * Returns: %FALSE, with @error set
 */
gboolean
trivet_provider_file_fail (const TrivetProviderFile *self,
                           const char               *field,
                           const char               *what,
                           GError                  **error)
{
  g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_CONFIGURATION,
               "In group “%s” of “%s” the field “%s” %s", self->group, self->origin, field, what);
  return FALSE;
}

/* (transfer full) @cause */
static gpointer
fail_with_path (const TrivetProviderFile *self,
                const char               *field,
                const char               *path,
                GError                   *cause,
                GError                  **error)
{
  g_autofree char *what = g_strdup_printf ("names the file “%s”, which cannot be used: %s", path, cause->message);

  trivet_provider_file_fail (self, field, what, error);
  g_error_free (cause);
  return NULL;
}

/**
 * trivet_provider_file_dup_optional:
 *
 * Returns: (transfer full) (nullable): the text without white space around it; %NULL if missing or
 *   empty
 */
char *
trivet_provider_file_dup_optional (const TrivetProviderFile *self,
                                   const char               *field)
{
  char *text = trivet_key_file_dup_string (self->key_file, self->group, field);

  if (text == NULL)
    return NULL;
  g_strstrip (text);
  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

/**
 * trivet_provider_file_dup_text:
 *
 * Returns: (transfer full) (nullable): the text; an error if missing or empty
 */
char *
trivet_provider_file_dup_text (const TrivetProviderFile *self,
                               const char               *field,
                               GError                  **error)
{
  char *text = trivet_provider_file_dup_optional (self, field);

  if (text == NULL)
    trivet_provider_file_fail (self, field, "is missing", error);
  return text;
}

/**
 * trivet_provider_file_dup_url:
 *
 * Returns: (transfer full) (nullable): an address that may be used, without a slash at its end
 */
char *
trivet_provider_file_dup_url (const TrivetProviderFile *self,
                              const char               *field,
                              GError                  **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *url = trivet_provider_file_dup_text (self, field, error);
  g_autofree char *what = NULL;

  if (url == NULL)
    return NULL;
  if (!trivet_net_check_url (url, self->training, &local)) {
    what = g_strdup_printf ("cannot be used: %s", local->message);
    trivet_provider_file_fail (self, field, what, error);
    return NULL;
  }
  while (g_str_has_suffix (url, "/"))
    url[strlen (url) - 1] = '\0';
  return g_steal_pointer (&url);
}

/**
 * trivet_provider_file_dup_path:
 *
 * Returns: (transfer full) (nullable) (type filename): the absolute path that the field names
 */
char *
trivet_provider_file_dup_path (const TrivetProviderFile *self,
                               const char               *field,
                               GError                  **error)
{
  g_autofree char *text = trivet_provider_file_dup_text (self, field, error);
  g_autofree char *relative = g_path_get_dirname (self->origin);
  g_autofree char *folder = g_canonicalize_filename (relative, NULL);

  return text != NULL ? g_canonicalize_filename (text, folder) : NULL;
}

/* A note, not a refusal: the shop must be able to sell while somebody learns chmod. */
static void
note_permissions (const char *path)
{
  struct stat info;

  if (stat (path, &info) == 0 && (info.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    g_message ("“%s” holds a secret and can be read by others; set its mode to 0600", path);
}

/**
 * trivet_provider_file_load_secret:
 *
 * Returns: (transfer full) (nullable): the text in the file that the field names, without line ends
 */
TrivetSecret *
trivet_provider_file_load_secret (const TrivetProviderFile *self,
                                  const char               *field,
                                  GError                  **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *path = trivet_provider_file_dup_path (self, field, error);
  g_autofree char *text = NULL;
  TrivetSecret    *secret;
  gsize            length, used;

  if (path == NULL)
    return NULL;
  if (!g_file_get_contents (path, &text, &length, &local))
    return fail_with_path (self, field, path, g_steal_pointer (&local), error);

  note_permissions (path);
  used = strcspn (text, "\r\n");
  if (used == 0) {
    trivet_provider_file_fail (self, field, "names an empty file", error);
    return NULL;
  }
  secret = trivet_secret_new (text, (gssize) used);
  trivet_secret_wipe (text, length);
  return secret;
}

/**
 * trivet_provider_file_load_private_key:
 *
 * Returns: (transfer full) (nullable): the key in the file that the field names
 */
TrivetPrivateKey *
trivet_provider_file_load_private_key (const TrivetProviderFile *self,
                                       const char               *field,
                                       GError                  **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char  *path = trivet_provider_file_dup_path (self, field, error);
  TrivetPrivateKey *key;

  if (path == NULL)
    return NULL;
  key = trivet_private_key_new_from_file (path, &local);
  if (key == NULL)
    return fail_with_path (self, field, path, g_steal_pointer (&local), error);
  note_permissions (path);
  return key;
}

/**
 * trivet_provider_file_load_public_key:
 *
 * Returns: (transfer full) (nullable): the key in the file that the field names
 */
TrivetPublicKey *
trivet_provider_file_load_public_key (const TrivetProviderFile *self,
                                      const char               *field,
                                      GError                  **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *path = trivet_provider_file_dup_path (self, field, error);
  TrivetPublicKey *key;

  if (path == NULL)
    return NULL;
  key = trivet_public_key_new_from_file (path, &local);
  return key != NULL ? key : fail_with_path (self, field, path, g_steal_pointer (&local), error);
}

/**
 * trivet_provider_file_load_certificates:
 *
 * Returns: (transfer full) (element-type TrivetCertificate) (nullable): all certificates in the file
 *   that the field names, at least one
 */
GPtrArray *
trivet_provider_file_load_certificates (const TrivetProviderFile *self,
                                        const char               *field,
                                        GError                  **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *path = trivet_provider_file_dup_path (self, field, error);
  GPtrArray       *list;

  if (path == NULL)
    return NULL;
  list = trivet_certificate_list_from_file (path, &local);
  return list != NULL ? list : fail_with_path (self, field, path, g_steal_pointer (&local), error);
}

/**
 * trivet_provider_file_load_client:
 * @clock: times out requests
 * @certificate_field, @private_key_field: (nullable): fields that name what is shown to a server
 *   that asks who we are; %NULL: never show anything
 * @error: %TRIVET_PAYMENT_ERROR_CONFIGURATION
 *
 * Returns: (transfer full) (nullable): a client that trusts the group's `ca-file`, or the system's
 *   roots where the group has none
 */
TrivetHttpClient *
trivet_provider_file_load_client (const TrivetProviderFile *self,
                                  TrivetClock              *clock,
                                  const char               *certificate_field,
                                  const char               *private_key_field,
                                  GError                  **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char  *ca_field = trivet_provider_file_dup_optional (self, "ca-file");
  g_autofree char  *ca_file = ca_field != NULL ? trivet_provider_file_dup_path (self, "ca-file", NULL) : NULL;
  g_autofree char  *certificate = NULL;
  g_autofree char  *key = NULL;
  g_autofree char  *what = NULL;
  TrivetHttpOptions options = { .ca_file = ca_file, .training = self->training };
  TrivetHttpClient *client;

  if (certificate_field != NULL) {
    certificate = trivet_provider_file_dup_path (self, certificate_field, error);
    key = certificate != NULL ? trivet_provider_file_dup_path (self, private_key_field, error) : NULL;
    if (key == NULL)
      return NULL;
    options.certificate_file = certificate;
    options.private_key_file = key;
  }
  client = trivet_http_client_new (clock, &options, &local);
  if (client == NULL) {
    what = g_strdup_printf ("cannot be used: %s", local->message);
    trivet_provider_file_fail (self, certificate_field != NULL ? certificate_field : "ca-file", what, error);
  }
  return client;
}
