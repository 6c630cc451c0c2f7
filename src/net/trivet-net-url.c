/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-net"

#include "trivet-net-url.h"

#include "trivet-net-error.h"

#include <libsoup/soup.h>

/*
 * Which addresses money may be spoken of with.
 */

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0 ||
         (address != NULL && g_inet_address_get_is_loopback (address));
}

/**
 * trivet_net_check_url:
 * @training: the program runs with the training gateways
 * @error: %TRIVET_NET_ERROR_ADDRESS, with a sentence that quotes @url
 *
 * Returns: %TRUE for https, and for http to this very machine in training
 */
gboolean
trivet_net_check_url (const char *url,
                      gboolean    training,
                      GError    **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' || g_uri_get_userinfo (uri) != NULL) {
    g_set_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_ADDRESS, "“%s” is not a web address", url);
    return FALSE;
  }
  scheme = g_uri_get_scheme (uri);
  if (g_strcmp0 (scheme, "https") == 0)
    return TRUE;
  if (g_strcmp0 (scheme, "http") == 0 && training && is_loopback (g_uri_get_host (uri)))
    return TRUE;
  g_set_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_ADDRESS,
               "“%s” does not start with https, so payments could be read or changed on the way", url);
  return FALSE;
}
