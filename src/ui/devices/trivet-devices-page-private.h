/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-devices-page.h"

G_BEGIN_DECLS

/* @approval: (transfer full) (nullable) */
typedef void (*TrivetDevicesCommand) (GtkWidget      *pane,
                                      TrivetApproval *approval);

/* Runs @command of @pane, which is inside the page; with a permission, after somebody has said yes. */
void _trivet_devices_page_run  (GtkWidget            *pane,
                                TrivetPermission      permission,
                                TrivetDevicesCommand  command);
/* What a change or test of @pane has led to. Returns: whether it has been done */
gboolean _trivet_devices_page_end (GtkWidget     *pane,
                                   GObject       *source,
                                   GAsyncResult  *result,
                                   const char    *words);
/* Shows what there is now, with nothing being edited. */
void _trivet_devices_page_close (GtkWidget       *pane);

/* (transfer full): what the printer at @address is, and where; trivet-printer-words.c */
char *_trivet_devices_page_dup_printer (const char *address);

G_END_DECLS
