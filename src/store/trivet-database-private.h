/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-journal.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* "Trvt" in SQLite's header, so that file(1) and we know the file. */
#define TRIVET_DATABASE_APPLICATION_ID 0x54727674

typedef enum {
  TRIVET_DATABASE_NEW,    /* makes the file, which must not exist */
  TRIVET_DATABASE_WRITER, /* the one that writes */
  TRIVET_DATABASE_READER, /* snapshots */
} TrivetDatabaseMode;

typedef struct _TrivetDatabase TrivetDatabase;
typedef struct sqlite3_stmt    TrivetStatement;

TrivetDatabase  *_trivet_database_open          (const char          *path,
                                                 TrivetDatabaseMode   mode,
                                                 GError             **error);
void             _trivet_database_close         (TrivetDatabase      *self);
const char      *_trivet_database_get_path      (TrivetDatabase      *self);
sqlite3         *_trivet_database_get_handle    (TrivetDatabase      *self);
int              _trivet_database_get_wal_pages (TrivetDatabase      *self);
TrivetStatement *_trivet_database_prepare       (TrivetDatabase      *self,
                                                 const char          *sql,
                                                 GError             **error);
gboolean         _trivet_database_step          (TrivetDatabase      *self,
                                                 TrivetStatement     *statement,
                                                 gboolean            *ret_row,
                                                 GError             **error);
gboolean         _trivet_database_run           (TrivetDatabase      *self,
                                                 TrivetStatement     *statement,
                                                 GError             **error);
gboolean         _trivet_database_exec          (TrivetDatabase      *self,
                                                 const char          *sql,
                                                 GError             **error);
gboolean         _trivet_database_get_int       (TrivetDatabase      *self,
                                                 const char          *sql,
                                                 gint64              *ret_value,
                                                 GError             **error);
int              _trivet_database_get_changes   (TrivetDatabase      *self);
void             _trivet_database_rollback      (TrivetDatabase      *self);
gboolean         _trivet_database_checkpoint    (TrivetDatabase      *self,
                                                 GError             **error);
void             _trivet_database_set_error     (TrivetDatabase      *self,
                                                 int                  code,
                                                 GError             **error);
void             _trivet_database_code_to_error (const char          *path,
                                                 int                  code,
                                                 int                  system_errno,
                                                 const char          *detail,
                                                 GError             **error);
void             _trivet_database_errno_to_error (const char         *path,
                                                  int                 system_errno,
                                                  GError            **error);

void             _trivet_statement_bind         (TrivetStatement     *self,
                                                 const char          *format,
                                                 ...);
const char      *_trivet_statement_get_text     (TrivetStatement     *self,
                                                 int                  column);
void             _trivet_statement_release      (TrivetStatement     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetDatabase, _trivet_database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetStatement, _trivet_statement_release)

G_END_DECLS
