/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-slip-paper.h"

G_BEGIN_DECLS

/* In both languages of a shop. */
typedef struct {
  const char *en;
  const char *zh;
} TrivetSlipWord;

/* A slip while it is being written. */
typedef struct {
  const TrivetSlipInfo *info;
  const TrivetOrder    *order;
  const TrivetSlip     *slip;
  TrivetReceiptLanguage language;
  TrivetDocument       *document;
} TrivetSlipPaper;

/* trivet-slip-head.c */
char *_trivet_slip_say        (const TrivetSlipPaper *self,
                               const TrivetSlipWord  *word);
char *_trivet_slip_dup_dish   (const TrivetSlipPaper *self,
                               gint64                 quantity,
                               const char            *name);
void  _trivet_slip_add_note   (const TrivetSlipPaper *self,
                               guint                  indent,
                               const char            *note);
void  _trivet_slip_add_stamps (const TrivetSlipPaper *self);
void  _trivet_slip_add_head   (const TrivetSlipPaper *self);

G_END_DECLS
