/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-journal-file-private.h"
#include "trivet-read-pool-private.h"

G_BEGIN_DECLS

typedef enum {
  TRIVET_WRITER_OPEN,
  TRIVET_WRITER_APPEND,
  TRIVET_WRITER_REBUILD,
  TRIVET_WRITER_CLOSE,
  TRIVET_WRITER_QUIT, /* only by _trivet_writer_free() */
} TrivetWriterVerb;

/* Called in the context that made the writer. @error is (transfer full) and %NULL when it went well. */
typedef void (*TrivetWriterDone) (GTask     *task,
                                  GPtrArray *facts,
                                  GError    *error);

typedef struct _TrivetWriter TrivetWriter;

TrivetWriter *_trivet_writer_new  (const char         *path,
                                   TrivetReadPool     *readers,
                                   TrivetJournalFile  *file);
void          _trivet_writer_free (TrivetWriter       *self);
void          _trivet_writer_push (TrivetWriter       *self,
                                   TrivetWriterVerb    verb,
                                   GPtrArray          *facts,
                                   GTask              *task,
                                   TrivetWriterDone    done);

G_END_DECLS
