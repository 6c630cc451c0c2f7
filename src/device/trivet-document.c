/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-device"

#include "trivet-document.h"

/*
 * TrivetDocument: the one model of a paper, from which each renderer makes its own form.
 */

struct _TrivetDocument {
  gatomicrefcount ref_count;
  char           *title;
  GPtrArray      *blocks;
};

G_DEFINE_BOXED_TYPE (TrivetDocument, trivet_document, trivet_document_ref, trivet_document_unref)

static void
block_free (gpointer data)
{
  TrivetDocumentBlock *block = data;

  g_free (block->left);
  g_free (block->right);
  g_free (block);
}

/**
 * trivet_document_new:
 * @title: what it is, for window titles and files
 *
 * Returns: (transfer full): an empty document
 */
TrivetDocument *
trivet_document_new (const char *title)
{
  TrivetDocument *self;

  g_return_val_if_fail (title != NULL, NULL);

  self = g_new0 (TrivetDocument, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->title = g_strdup (title);
  self->blocks = g_ptr_array_new_with_free_func (block_free);

  return self;
}

/**
 * trivet_document_ref:
 * @self: a document
 *
 * Returns: (transfer full): @self
 */
TrivetDocument *
trivet_document_ref (TrivetDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * trivet_document_unref:
 * @self: (transfer full): a document
 */
void
trivet_document_unref (TrivetDocument *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->title);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

/**
 * trivet_document_get_title:
 * @self: a document
 *
 * Returns: (transfer none): its title
 */
const char *
trivet_document_get_title (const TrivetDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

static TrivetDocumentBlock *
add_block (TrivetDocument         *self,
           TrivetDocumentBlockKind kind)
{
  TrivetDocumentBlock *block = g_new0 (TrivetDocumentBlock, 1);

  block->kind = kind;
  g_ptr_array_add (self->blocks, block);

  return block;
}

/**
 * trivet_document_add_text:
 * @self: a document
 * @align: where it stands
 * @style: flags of #TrivetDocumentStyle
 * @indent: half-width columns to keep free on the left
 * @text: UTF-8; line ends begin new lines
 *
 * Adds a paragraph.
 */
void
trivet_document_add_text (TrivetDocument     *self,
                          TrivetDocumentAlign align,
                          guint               style,
                          guint               indent,
                          const char         *text)
{
  TrivetDocumentBlock *block;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  block = add_block (self, TRIVET_DOCUMENT_TEXT);
  block->align = align;
  block->style = style;
  block->indent = indent;
  block->left = g_strdup (text);
}

/**
 * trivet_document_add_columns:
 * @self: a document
 * @style: flags of #TrivetDocumentStyle
 * @indent: half-width columns to keep free on the left
 * @left: UTF-8, wrapped when it is long
 * @right: UTF-8, never cut
 *
 * Adds a line with something on each side, such as a dish and its price.
 */
void
trivet_document_add_columns (TrivetDocument *self,
                             guint           style,
                             guint           indent,
                             const char     *left,
                             const char     *right)
{
  TrivetDocumentBlock *block;

  g_return_if_fail (self != NULL);
  g_return_if_fail (left != NULL && right != NULL);

  block = add_block (self, TRIVET_DOCUMENT_COLUMNS);
  block->style = style;
  block->indent = indent;
  block->left = g_strdup (left);
  block->right = g_strdup (right);
}

/**
 * trivet_document_add_rule:
 * @self: a document
 *
 * Adds a line across the paper.
 */
void
trivet_document_add_rule (TrivetDocument *self)
{
  g_return_if_fail (self != NULL);

  add_block (self, TRIVET_DOCUMENT_RULE);
}

/**
 * trivet_document_add_qr:
 * @self: a document
 * @text: what the code holds
 *
 * Adds a QR code in the middle of the paper.
 */
void
trivet_document_add_qr (TrivetDocument *self,
                        const char     *text)
{
  TrivetDocumentBlock *block;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  block = add_block (self, TRIVET_DOCUMENT_QR);
  block->align = TRIVET_DOCUMENT_ALIGN_CENTER;
  block->left = g_strdup (text);
}

/**
 * trivet_document_add_space:
 * @self: a document
 * @lines: how many empty lines
 */
void
trivet_document_add_space (TrivetDocument *self,
                           guint           lines)
{
  g_return_if_fail (self != NULL);

  add_block (self, TRIVET_DOCUMENT_SPACE)->lines = lines;
}

/**
 * trivet_document_get_n_blocks:
 * @self: a document
 *
 * Returns: how many blocks it has
 */
gsize
trivet_document_get_n_blocks (const TrivetDocument *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->blocks->len;
}

/**
 * trivet_document_get_block:
 * @self: a document
 * @position: from 0 on
 *
 * Returns: (transfer none) (nullable): the block, %NULL past the end
 */
const TrivetDocumentBlock *
trivet_document_get_block (const TrivetDocument *self,
                           gsize                 position)
{
  g_return_val_if_fail (self != NULL, NULL);

  return position < self->blocks->len ? g_ptr_array_index (self->blocks, position) : NULL;
}
