/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetQrView:
 *
 * A QR code, as large as fits, on white with its quiet zone, whatever the appearance is.
 */
#define TRIVET_TYPE_QR_VIEW (trivet_qr_view_get_type ())
G_DECLARE_FINAL_TYPE (TrivetQrView, trivet_qr_view, TRIVET, QR_VIEW, GtkWidget)

GtkWidget *trivet_qr_view_new      (void);
gboolean   trivet_qr_view_set_text (TrivetQrView *self,
                                    const char   *text);

G_END_DECLS
