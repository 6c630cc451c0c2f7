/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SimLight:
 *
 * The head of what passes for a GObject: it has a type and is counted, and that is all.
 */
typedef struct {
  GTypeInstance  instance;
  guint          n_refs;
  GDestroyNotify clear;
} SimLight;

void sim_light_init_task (SimLight      *self,
                          GDestroyNotify clear);

G_END_DECLS
