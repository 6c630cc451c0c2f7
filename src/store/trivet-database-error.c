/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-database-private.h"

#include <errno.h>

/* What SQLite and the system say, as one sentence: what happened, where, what to do. */

static const char *
get_sentence (TrivetStoreError code,
              const char     **ret_advice)
{
  switch (code) {
  case TRIVET_STORE_ERROR_OPEN:
    *ret_advice = "Check the path and its rights.";
    return "cannot be opened";
  case TRIVET_STORE_ERROR_NEWER:
    *ret_advice = "Update this program; nothing was changed.";
    return "was made by a newer Trivet";
  case TRIVET_STORE_ERROR_DAMAGED:
    *ret_advice = "Restore a backup.";
    return "is damaged";
  case TRIVET_STORE_ERROR_FULL:
    *ret_advice = "Make room and try again; nothing was written.";
    return "cannot grow, because the disk is full";
  case TRIVET_STORE_ERROR_READ_ONLY:
    *ret_advice = "Make the disk and the file writable.";
    return "cannot be written, because it or its disk is read-only";
  case TRIVET_STORE_ERROR_BUSY:
    *ret_advice = "Close the other program.";
    return "is in use by another program";
  case TRIVET_STORE_ERROR_NOT_FOUND:
    *ret_advice = "Check the name.";
    return "does not have it";
  case TRIVET_STORE_ERROR_EXISTS:
    *ret_advice = "Choose another place, or open it.";
    return "exists already";
  case TRIVET_STORE_ERROR_FAILED:
    *ret_advice = "Check the disk and try again; nothing was written.";
    return "had an error";
  }
  g_assert_not_reached ();
}

static TrivetStoreError
code_from_errno (int              system_errno,
                 TrivetStoreError fallback)
{
  switch (system_errno) {
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
    return TRIVET_STORE_ERROR_FULL;
  case EROFS:
    return TRIVET_STORE_ERROR_READ_ONLY;
  case EEXIST:
    return TRIVET_STORE_ERROR_EXISTS;
  default:
    return fallback;
  }
}

static TrivetStoreError
code_from_sqlite (int code,
                  int system_errno)
{
  if (code == SQLITE_IOERR_SHORT_READ || code == SQLITE_IOERR_CORRUPTFS)
    return TRIVET_STORE_ERROR_DAMAGED;

  switch (code & 0xff) {
  case SQLITE_FULL:
    return TRIVET_STORE_ERROR_FULL;
  case SQLITE_READONLY:
    return TRIVET_STORE_ERROR_READ_ONLY;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return TRIVET_STORE_ERROR_BUSY;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return TRIVET_STORE_ERROR_DAMAGED;
  case SQLITE_CANTOPEN:
    return code_from_errno (system_errno, TRIVET_STORE_ERROR_OPEN);
  case SQLITE_IOERR:
    return code_from_errno (system_errno, TRIVET_STORE_ERROR_FAILED);
  default:
    return TRIVET_STORE_ERROR_FAILED;
  }
}

static void
set_store_error (const char      *path,
                 TrivetStoreError code,
                 const char      *detail,
                 GError         **error)
{
  const char *advice;
  const char *sentence = get_sentence (code, &advice);

  g_set_error (error, TRIVET_STORE_ERROR, code,
               "The store “%s” %s (%s). %s", path, sentence, detail, advice);
}

/**
 * _trivet_database_code_to_error:
 * @path: the file
 * @code: SQLite's extended result code
 * @system_errno: what the system said, or 0
 * @detail: words for the one who looks into it
 * @error: where to put the error
 *
 * Turns what SQLite says into one sentence: what, where, what to do.
 */
void
_trivet_database_code_to_error (const char *path,
                                int         code,
                                int         system_errno,
                                const char *detail,
                                GError    **error)
{
  set_store_error (path, code_from_sqlite (code, system_errno), detail, error);
}

/**
 * _trivet_database_errno_to_error:
 * @path: the file
 * @system_errno: errno of a call that failed
 * @error: where to put the error
 *
 * The same for files that we open ourselves.
 */
void
_trivet_database_errno_to_error (const char *path,
                                 int         system_errno,
                                 GError    **error)
{
  TrivetStoreError code = code_from_errno (system_errno, TRIVET_STORE_ERROR_OPEN);

  set_store_error (path, code, g_strerror (system_errno), error);
}
