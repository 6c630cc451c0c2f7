/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetStatusSign:
 *
 * The sign in the round mark of the status panel.
 */
typedef enum {
  TRIVET_STATUS_SIGN_TARGET,
  TRIVET_STATUS_SIGN_UP,
  TRIVET_STATUS_SIGN_HOURGLASS,
  TRIVET_STATUS_SIGN_CHECK,
  TRIVET_STATUS_SIGN_CROSS,
  TRIVET_STATUS_SIGN_QUESTION,
  TRIVET_STATUS_SIGN_EXCLAMATION,
  TRIVET_STATUS_SIGN_BACK,
  TRIVET_STATUS_SIGN_BOLT,
  TRIVET_STATUS_SIGN_NOTE,
} TrivetStatusSign;

#define TRIVET_TYPE_STATUS_MARK (trivet_status_mark_get_type ())
G_DECLARE_FINAL_TYPE (TrivetStatusMark, trivet_status_mark, TRIVET, STATUS_MARK, GtkWidget)

GtkWidget *trivet_status_mark_new      (void);
void       trivet_status_mark_set_sign (TrivetStatusMark *self,
                                        TrivetStatusSign  sign);

G_END_DECLS
