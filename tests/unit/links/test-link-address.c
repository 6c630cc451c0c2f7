/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "trivet-device-error.h"
#include "trivet-file-link.h"
#include "trivet-link-address.h"
#include "trivet-tcp-link.h"

/* Goal: what a person types as a printer's address becomes the right link or a sentence that
 * repeats it. Method: a table of good ones and a table of nonsense. */

static void
test_good (void)
{
  static const struct {
    const char *address;
    const char *label;
  } cases[] = {
    { "tcp:192.0.2.7:9100", "192.0.2.7:9100" },
    { "tcp:192.0.2.7", "192.0.2.7:9100" },
    { "  tcp:printer-1.local:515\n", "printer-1.local:515" },
    { "tcp:[2001:db8::7]:9101", "[2001:db8::7]:9101" },
    { "tcp:[2001:db8::7]", "[2001:db8::7]:9100" },
    { "tcp:host:65535", "host:65535" },
    { "file:/dev/usb/lp0", "/dev/usb/lp0" },
    { "file:/tmp/with space:and colon", "/tmp/with space:and colon" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TrivetByteLink) link = trivet_byte_link_new_from_address (cases[i].address, &error);
    g_autofree char *label = NULL;

    g_assert_no_error (error);
    label = trivet_byte_link_dup_label (link);
    g_assert_cmpstr (label, ==, cases[i].label);
    if (strstr (cases[i].address, "tcp:") != NULL)
      g_assert_true (TRIVET_IS_TCP_LINK (link));
    else
      g_assert_true (TRIVET_IS_FILE_LINK (link));
  }
}

static void
test_nonsense (void)
{
  static const char *const addresses[] = {
    "",
    "tcp",
    "tcp:",
    "tcp::9100",
    "tcp:host:",
    "tcp:host:0",
    "tcp:host:65536",
    "tcp:host:9100x",
    "tcp:host:-1",
    "tcp:2001:db8::7:9100",
    "tcp:[2001:db8::7",
    "tcp:[2001:db8::7]9100",
    "tcp:[]:1",
    "tcp:ho st:9100",
    "tcp:http://192.0.2.7",
    "tcp:\xff\xfe:9100",
    "file:",
    "file:lp0",
    "file:./lp0",
    "192.0.2.7:9100",
    "/dev/usb/lp0",
    "usb:0",
    "TCP:192.0.2.7:9100",
    "打印机",
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *readable = g_utf8_make_valid (addresses[i], -1);

    g_test_message ("%s", readable);
    g_assert_null (trivet_byte_link_new_from_address (addresses[i], &error));
    g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NO_DEVICE);
    g_assert_nonnull (strstr (error->message, readable));
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/links/address/good", test_good);
  g_test_add_func ("/links/address/nonsense", test_nonsense);

  return g_test_run ();
}
