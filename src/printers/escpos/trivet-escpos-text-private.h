/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts as the printer's own font can show them; not shared between threads. */
typedef struct _TrivetEscposText TrivetEscposText;

TrivetEscposText *_trivet_escpos_text_new      (void);
void              _trivet_escpos_text_free     (TrivetEscposText *self);
char             *_trivet_escpos_text_clean    (const char       *text);
gboolean          _trivet_escpos_text_is_plain (TrivetEscposText *self,
                                                const char       *text);
guint             _trivet_escpos_text_columns  (TrivetEscposText *self,
                                                const char       *text);
GPtrArray        *_trivet_escpos_text_wrap     (TrivetEscposText *self,
                                                const char       *text,
                                                guint             columns);
void              _trivet_escpos_text_append   (TrivetEscposText *self,
                                                const char       *text,
                                                GByteArray       *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetEscposText, _trivet_escpos_text_free)

G_END_DECLS
