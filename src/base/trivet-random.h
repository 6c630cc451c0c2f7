/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_RANDOM (trivet_random_get_type ())
G_DECLARE_INTERFACE (TrivetRandom, trivet_random, TRIVET, RANDOM, GObject)

/**
 * TrivetRandomInterface:
 * @fill: MUST write @length unpredictable bytes (a seeded simulator writes repeatable ones)
 *
 * Where randomness comes from. Safe to call from any thread.
 */
struct _TrivetRandomInterface {
  GTypeInterface parent_iface;

  void (*fill) (TrivetRandom *self,
                guint8       *bytes,
                gsize         length);
};

void  trivet_random_fill      (TrivetRandom *self,
                               guint8       *bytes,
                               gsize         length);
char *trivet_random_dup_token (TrivetRandom *self,
                               const char   *alphabet,
                               gsize         length);

#define TRIVET_TYPE_SYSTEM_RANDOM (trivet_system_random_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSystemRandom, trivet_system_random, TRIVET, SYSTEM_RANDOM, GObject)

TrivetRandom *trivet_system_random_new (void);

G_END_DECLS
