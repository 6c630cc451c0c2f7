/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TrivetDocument:
 *
 * What a printer prints: a list of blocks, made once and rendered alike to a thermal printer, a
 * picture and a PDF. Reference-counted; not changed after it has been handed to a printer.
 */
typedef struct _TrivetDocument TrivetDocument;

/**
 * TrivetDocumentBlockKind:
 * @TRIVET_DOCUMENT_TEXT: a paragraph in `left`, wrapped at the paper's width
 * @TRIVET_DOCUMENT_COLUMNS: `left` (wrapped) and `right` (an amount, never cut) on one line
 * @TRIVET_DOCUMENT_RULE: a line across the paper
 * @TRIVET_DOCUMENT_QR: a QR code of `left`
 * @TRIVET_DOCUMENT_SPACE: `lines` empty lines
 */
typedef enum {
  TRIVET_DOCUMENT_TEXT,
  TRIVET_DOCUMENT_COLUMNS,
  TRIVET_DOCUMENT_RULE,
  TRIVET_DOCUMENT_QR,
  TRIVET_DOCUMENT_SPACE,
} TrivetDocumentBlockKind;

typedef enum {
  TRIVET_DOCUMENT_ALIGN_LEFT,
  TRIVET_DOCUMENT_ALIGN_CENTER,
  TRIVET_DOCUMENT_ALIGN_RIGHT,
} TrivetDocumentAlign;

/**
 * TrivetDocumentStyle:
 * @TRIVET_DOCUMENT_STYLE_NONE: plain
 * @TRIVET_DOCUMENT_STYLE_BOLD: heavier
 * @TRIVET_DOCUMENT_STYLE_DOUBLE: twice as wide and high
 * @TRIVET_DOCUMENT_STYLE_INVERTED: white on black (the word DUPLICATE)
 */
typedef enum {
  TRIVET_DOCUMENT_STYLE_NONE = 0,
  TRIVET_DOCUMENT_STYLE_BOLD = 1 << 0,
  TRIVET_DOCUMENT_STYLE_DOUBLE = 1 << 1,
  TRIVET_DOCUMENT_STYLE_INVERTED = 1 << 2,
} TrivetDocumentStyle;

/**
 * TrivetDocumentBlock:
 * @kind: what it is
 * @align: where it stands
 * @style: flags of #TrivetDocumentStyle
 * @indent: half-width columns to keep free on the left
 * @lines: for %TRIVET_DOCUMENT_SPACE
 * @left: (nullable): UTF-8
 * @right: (nullable): UTF-8
 */
typedef struct {
  TrivetDocumentBlockKind kind;
  TrivetDocumentAlign     align;
  guint                   style;
  guint                   indent;
  guint                   lines;
  char                   *left;
  char                   *right;
} TrivetDocumentBlock;

#define TRIVET_TYPE_DOCUMENT (trivet_document_get_type ())
GType trivet_document_get_type (void) G_GNUC_CONST;

TrivetDocument            *trivet_document_new         (const char           *title);
TrivetDocument            *trivet_document_ref         (TrivetDocument       *self);
void                       trivet_document_unref       (TrivetDocument       *self);
const char                *trivet_document_get_title   (const TrivetDocument *self);
void                       trivet_document_add_text    (TrivetDocument       *self,
                                                        TrivetDocumentAlign   align,
                                                        guint                 style,
                                                        guint                 indent,
                                                        const char           *text);
void                       trivet_document_add_columns (TrivetDocument       *self,
                                                        guint                 style,
                                                        guint                 indent,
                                                        const char           *left,
                                                        const char           *right);
void                       trivet_document_add_rule    (TrivetDocument       *self);
void                       trivet_document_add_qr      (TrivetDocument       *self,
                                                        const char           *text);
void                       trivet_document_add_space   (TrivetDocument       *self,
                                                        guint                 lines);
gsize                      trivet_document_get_n_blocks (const TrivetDocument *self);
const TrivetDocumentBlock *trivet_document_get_block   (const TrivetDocument *self,
                                                        gsize                 position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetDocument, trivet_document_unref)

G_END_DECLS
