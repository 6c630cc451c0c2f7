/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-links"

#include "trivet-link-address.h"

#include "trivet-device-error.h"
#include "trivet-file-link.h"
#include "trivet-tcp-link.h"

/*
 * From the text in the settings to a link. A person types this text, so each mistake gets a
 * sentence with the text in it and an example of a right one.
 */

static gboolean
is_host (const char *text)
{
  if (*text == '\0')
    return FALSE;

  for (const char *p = text; *p != '\0'; p++) {
    if (!g_ascii_isalnum (*p) && *p != '.' && *p != '-' && *p != '_' && *p != ':' && *p != '%')
      return FALSE;
  }

  return TRUE;
}

/* Splits "host", "host:port" or "[v6]:port". */
static gboolean
split_host_and_port (const char *text,
                     char      **ret_host,
                     guint16    *ret_port)
{
  g_autofree char *host = NULL;
  const char      *port_text = NULL;
  guint64          port = TRIVET_TCP_LINK_DEFAULT_PORT;

  if (*text == '[') {
    const char *end = strchr (text, ']');

    if (end == NULL || (end[1] != '\0' && end[1] != ':'))
      return FALSE;
    host = g_strndup (text + 1, (gsize) (end - text - 1));
    port_text = end[1] == ':' ? end + 2 : NULL;
  } else {
    const char *colon = strchr (text, ':');

    /* Two colons without brackets: where the address ends is a guess, so it is refused. */
    if (colon != NULL && strchr (colon + 1, ':') != NULL)
      return FALSE;
    host = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : g_strdup (text);
    port_text = colon != NULL ? colon + 1 : NULL;
  }

  if (!is_host (host) ||
      (port_text != NULL &&
       !g_ascii_string_to_unsigned (port_text, 10, 1, G_MAXUINT16, &port, NULL)))
    return FALSE;

  *ret_host = g_steal_pointer (&host);
  *ret_port = (guint16) port;

  return TRUE;
}

static TrivetByteLink *
new_tcp_link (const char *address,
              const char *rest,
              GError    **error)
{
  g_autofree char *host = NULL;
  guint16          port;

  if (!split_host_and_port (rest, &host, &port)) {
    g_set_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NO_DEVICE,
                 "“%s” is not the address of a network printer; write it like "
                 "tcp:192.0.2.7:9100 or tcp:[2001:db8::7]:9100",
                 address);
    return NULL;
  }

  return trivet_tcp_link_new (host, port);
}

static TrivetByteLink *
new_file_link (const char *address,
               const char *rest,
               GError    **error)
{
  if (!g_path_is_absolute (rest)) {
    g_set_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NO_DEVICE,
                 "“%s” is not the whole path of a device; write it like file:/dev/usb/lp0",
                 address);
    return NULL;
  }

  return trivet_file_link_new (rest);
}

/**
 * trivet_byte_link_new_from_address:
 * @address: "tcp:HOST[:PORT]" (without a port: 9100) or "file:/PATH"
 * @error: a #TrivetDeviceError, NO_DEVICE when @address is nonsense
 *
 * Makes the link that @address names. Nothing is opened yet.
 *
 * Returns: (transfer full) (nullable): a new link, or %NULL with @error
 */
TrivetByteLink *
trivet_byte_link_new_from_address (const char *address,
                                   GError    **error)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *readable = NULL;

  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  trimmed = g_strstrip (g_strdup (address));
  if (g_str_has_prefix (trimmed, "file:"))
    return new_file_link (trimmed, trimmed + strlen ("file:"), error);

  readable = g_utf8_make_valid (trimmed, -1);
  if (g_str_has_prefix (trimmed, "tcp:"))
    return new_tcp_link (readable, trimmed + strlen ("tcp:"), error);

  g_set_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NO_DEVICE,
               "“%s” is not a printer's address; write it like tcp:192.0.2.7:9100 or "
               "file:/dev/usb/lp0",
               readable);
  return NULL;
}
