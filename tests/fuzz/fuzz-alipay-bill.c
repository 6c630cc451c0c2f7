/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "trivet-alipay-bill.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/* Room for the heads of two members. */
#define HEADS_BYTES 4096

static void
add_member (struct archive *archive,
            const char     *name,
            const uint8_t  *data,
            size_t          length)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_write_header (archive, entry);
  archive_write_data (archive, data, length);
  archive_entry_free (entry);
}

/* Mutated bytes would never get past the checksum of a ZIP, so a text is packed here: the rows up to
 * the first NUL, the sums behind it. */
static GBytes *
pack (const uint8_t *data,
      size_t         length)
{
  struct archive *archive = archive_write_new ();
  const uint8_t  *sums = memchr (data, '\0', length);
  size_t          rows_length = sums != NULL ? (size_t) (sums - data) : length;
  size_t          used = 0;
  guint8         *buffer = g_malloc (length + HEADS_BYTES);

  archive_write_set_format_zip (archive);
  archive_write_zip_set_compression_store (archive);
  archive_write_open_memory (archive, buffer, length + HEADS_BYTES, &used);
  add_member (archive, "rows.csv", data, rows_length);
  if (sums != NULL)
    add_member (archive, "汇总.csv", sums + 1, length - rows_length - 1);
  archive_write_close (archive);
  archive_write_free (archive);
  return g_bytes_new_take (buffer, used);
}

/* Whatever comes in: amounts that fit and have a direction, or an error that says what to do. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         length)
{
  gboolean is_zip = length > 0 && data[0] == 'P';
  g_autoptr (GBytes) zip = is_zip ? g_bytes_new (data, length) : pack (data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetBill) bill = trivet_alipay_bill_parse (zip, "alipay", "2026-01-01", &error);

  if (bill == NULL) {
    g_assert_true (error->domain == TRIVET_BILL_ERROR);
    return 0;
  }
  for (guint i = 0; i < bill->entries->len; i++) {
    TrivetBillEntry *entry = bill->entries->pdata[i];

    g_assert_cmpint (entry->amount_minor, >=, 0);
    g_assert_cmpint (entry->amount_minor, <=, G_GINT64_CONSTANT (10000000000));
    g_assert_cmpint (entry->kind, <, TRIVET_BILL_ENTRY_OTHER);
    g_assert_true (entry->kind == TRIVET_BILL_ENTRY_REFUND || *entry->merchant_refund_id == '\0');
    g_assert_true (g_utf8_validate (entry->merchant_order_id, -1, NULL));
  }
  return 0;
}
