/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-alipay"

#include "trivet-alipay-zip.h"

#include "trivet-bill.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

/* A bill's ZIP, unpacked in memory by libarchive, which checks lengths and CRC. Only through the
 * table at the end of the file: an archive that lost its end has lost rows, whatever its beginning
 * says. */

#define MAX_MEMBERS 16

static void
member_free (gpointer data)
{
  TrivetAlipayMember *member = data;

  g_free (member->name);
  g_bytes_unref (member->content);
  g_free (member);
}

static gboolean
fail (struct archive *archive,
      const char     *what,
      GError        **error)
{
  const char      *text = archive_error_string (archive);
  g_autofree char *detail = g_strstrip (g_strdup (text != NULL ? text : "no detail"));

  g_set_error (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_DAMAGED, "The bill's ZIP %s (%s)", what, detail);
  return FALSE;
}

/* Reads on until the end of the member, or until @room is used up; lengths in headers are only what
 * somebody wrote there. */
static GBytes *
read_content (struct archive *archive,
              gsize           room,
              GError        **error)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  guint8     chunk[16384];
  la_ssize_t length;

  while ((length = archive_read_data (archive, chunk, sizeof chunk)) > 0) {
    if (content->len + (gsize) length > room) {
      fail (archive, "is larger than any real one", error);
      return NULL;
    }
    g_byte_array_append (content, chunk, (guint) length);
  }
  if (length < 0) {
    fail (archive, "is damaged", error);
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

static gboolean
read_members (struct archive *archive,
              GPtrArray      *members,
              GError        **error)
{
  gsize                 room = TRIVET_ALIPAY_UNZIPPED_MAX_BYTES;
  struct archive_entry *entry;
  int                   status;

  /* A warning is about a name that cannot be told; its content can be read. */
  while ((status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN) {
    const char         *name = archive_entry_pathname (entry);
    TrivetAlipayMember *member;
    GBytes             *content;

    if (members->len == MAX_MEMBERS)
      return fail (archive, "has more files than any real one", error);
    content = read_content (archive, room, error);
    if (content == NULL)
      return FALSE;
    room -= g_bytes_get_size (content);
    member = g_new0 (TrivetAlipayMember, 1);
    member->name = g_strdup (name != NULL ? name : "");
    member->content = content;
    g_ptr_array_add (members, member);
  }
  return status == ARCHIVE_EOF || fail (archive, "is damaged", error);
}

/* libarchive converts names that are marked as UTF-8 to the character set of the process, or hides
 * them where that has no such letters. For the time of the reading it is UTF-8, in this thread. */
static GPtrArray *
unzip_in_utf8 (struct archive *archive,
               GBytes         *zip,
               GError        **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (member_free);
  locale_t      utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
  locale_t      before = uselocale (utf8);
  gsize         length;
  gconstpointer data = g_bytes_get_data (zip, &length);
  gboolean      whole;

  if (length == 0 || archive_read_open_memory (archive, data, length) != ARCHIVE_OK)
    whole = fail (archive, "is empty or no ZIP", error);
  else
    whole = read_members (archive, members, error);
  uselocale (before);
  if (utf8 != (locale_t) 0)
    freelocale (utf8);
  return whole ? g_steal_pointer (&members) : NULL;
}

/**
 * trivet_alipay_unzip:
 * @zip: an archive from outside
 * @error: %TRIVET_BILL_ERROR_DAMAGED
 *
 * Returns: (transfer full) (nullable) (element-type TrivetAlipayMember): its files, in order; %NULL
 *   when anything in it is damaged, encrypted, or larger than %TRIVET_ALIPAY_UNZIPPED_MAX_BYTES in all
 */
GPtrArray *
trivet_alipay_unzip (GBytes  *zip,
                     GError **error)
{
  struct archive *archive = archive_read_new ();
  GPtrArray      *members;

  archive_read_support_format_zip_seekable (archive);
  members = unzip_in_utf8 (archive, zip, error);
  archive_read_free (archive);
  return members;
}
