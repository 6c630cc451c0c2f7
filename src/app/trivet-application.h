/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_APPLICATION (trivet_application_get_type ())
G_DECLARE_FINAL_TYPE (TrivetApplication, trivet_application, TRIVET, APPLICATION, AdwApplication)

TrivetApplication *trivet_application_new (void);
int                trivet_application_get_exit_status (TrivetApplication *self);

G_END_DECLS
