/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-devices-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* What people call the printer at an address. */

typedef struct {
  const char *prefix;
  const char *words;
} Kind;

/* clang-format off */
static const Kind kinds[] = {
  { "picture:",          N_("slips as pictures") },
  { "tcp:",              N_("Network printer") },
  { "file:/dev/usb/",    N_("USB printer") },
  { "file:/dev/ttyUSB",  N_("Serial printer") },
  { "file:/dev/ttyACM",  N_("Serial printer") },
  { "file:/dev/ttyS",    N_("Serial printer") },
  { "file:/dev/rfcomm",  N_("Bluetooth printer") },
  { "file:",             N_("Printer at a device file") },
};
/* clang-format on */

/**
 * _trivet_devices_page_dup_printer:
 * @address: where a printer is
 *
 * Returns: (transfer full): what it is, and where: "Network printer · 192.0.2.7:9100"
 */
char *
_trivet_devices_page_dup_printer (const char *address)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    const char *place = strchr (address, ':') != NULL ? strchr (address, ':') + 1 : "";

    if (!g_str_has_prefix (address, kinds[i].prefix))
      continue;

    return *place != '\0' ? g_strdup_printf ("%s · %s", _(kinds[i].words), place) : g_strdup (_(kinds[i].words));
  }

  return g_strdup (address);
}
