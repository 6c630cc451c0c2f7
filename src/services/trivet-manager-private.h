/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-manager.h"

G_BEGIN_DECLS

/*
 * @refused_wall_us is the time of the last wrong PIN by its fact, which a restart keeps;
 * @refused_us the same by the monotonic clock, which nobody can set forward.
 */
struct _TrivetManager {
  GObject parent_instance;

  TrivetJournal    *journal;
  TrivetRepository *repository;
  TrivetPinHasher  *hasher;
  TrivetClock      *clock;
  TrivetRandom     *random;
  char             *register_id;
  gulong            committed_id;

  gboolean loaded;
  gboolean busy;
  char    *hash;
  gint64   pin_sequence; /* wrong guesses at an older PIN do not count */
  guint    n_refused;
  gint64   refused_wall_us;
  gint64   refused_us;
};

G_END_DECLS
