/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-badge-taker.h"

/*
 * Who gets a badge in a window: the window hears the scanner before everybody else, the questions that are
 * shown in it stand in a list. The last one that came is the one that somebody looks at.
 */

#define TAKERS_KEY "trivet-badge-takers" /* of a window */

typedef struct {
  GtkWidget      *widget;
  TrivetBadgeFunc take;
} Taker;

static GArray *
get_takers (GtkWidget *root)
{
  return g_object_get_data (G_OBJECT (root), TAKERS_KEY);
}

static const Taker *
find_taker (GtkWidget *root)
{
  GArray *takers = get_takers (root);

  return takers != NULL && takers->len > 0 ? &g_array_index (takers, Taker, takers->len - 1) : NULL;
}

/**
 * trivet_badge_taker_show:
 * @widget: a question that was just mapped
 * @take: what it does with a badge
 */
void
trivet_badge_taker_show (GtkWidget      *widget,
                         TrivetBadgeFunc take)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));
  Taker      taker = { widget, take };

  g_return_if_fail (GTK_IS_ROOT (root));
  g_return_if_fail (take != NULL);

  if (get_takers (root) == NULL)
    g_object_set_data_full (G_OBJECT (root), TAKERS_KEY, g_array_new (FALSE, FALSE, sizeof taker), (GDestroyNotify) g_array_unref);
  g_array_append_val (get_takers (root), taker);
}

/**
 * trivet_badge_taker_hide:
 * @widget: a question that goes
 */
void
trivet_badge_taker_hide (GtkWidget *widget)
{
  GArray *takers = get_takers (GTK_WIDGET (gtk_widget_get_root (widget)));

  for (guint i = 0; takers != NULL && i < takers->len; i++) {
    if (g_array_index (takers, Taker, i).widget == widget) {
      g_array_remove_index (takers, i);
      return;
    }
  }
}

/**
 * trivet_badge_taker_find:
 * @root: a window
 *
 * Returns: (transfer none) (nullable): the question that takes badges in it now
 */
GtkWidget *
trivet_badge_taker_find (GtkWidget *root)
{
  const Taker *taker;

  g_return_val_if_fail (GTK_IS_ROOT (root), NULL);

  taker = find_taker (root);

  return taker != NULL ? taker->widget : NULL;
}

/**
 * trivet_badge_taker_take:
 * @root: a window in which a question takes badges
 * @badge: what the hand scanner read
 */
void
trivet_badge_taker_take (GtkWidget    *root,
                         TrivetSecret *badge)
{
  const Taker *taker;

  g_return_if_fail (GTK_IS_ROOT (root));
  g_return_if_fail (badge != NULL);

  taker = find_taker (root);
  g_return_if_fail (taker != NULL);
  taker->take (taker->widget, badge);
}
