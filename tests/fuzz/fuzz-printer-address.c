/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "trivet-device-error.h"
#include "trivet-link-address.h"

/* What is typed as a printer's address is a link or one sentence. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         length)
{
  g_autofree char *address = g_strndup ((const char *) data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetByteLink) link = NULL;

  /* An entry gives nothing else. */
  if (!g_utf8_validate (address, -1, NULL))
    return 0;

  link = trivet_byte_link_new_from_address (address, &error);
  g_assert_true ((link == NULL) == (error != NULL));
  if (error != NULL) {
    g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NO_DEVICE);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
  return 0;
}
