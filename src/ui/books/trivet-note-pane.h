/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetNotePane:
 *
 * How somebody dealt with a difference: usual words as chips, or their own. Signals:
 * - `noted` (const char *note): keep it
 * - `cancelled`: leave it open
 */
#define TRIVET_TYPE_NOTE_PANE (trivet_note_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetNotePane, trivet_note_pane, TRIVET, NOTE_PANE, GtkBox)

GtkWidget *trivet_note_pane_new  (void);
void       trivet_note_pane_open (TrivetNotePane *self,
                                  const char     *title);

G_END_DECLS
