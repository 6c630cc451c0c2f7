/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-cards-layout.h"

/*
 * TrivetCardsLayout: the cards of the kitchen's display. As in the drawing, four of them fill a screen of
 * 1366 dots, and three one of 1024. With more they are as narrow as they may be, so that the next one
 * is seen to begin at the edge.
 */

#define CARD_MIN 320
#define SPACE    14

struct _TrivetCardsLayout {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (TrivetCardsLayout, trivet_cards_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
trivet_cards_layout_measure (GtkLayoutManager *manager,
                             GtkWidget        *widget,
                             GtkOrientation    orientation,
                             int               for_size,
                             int              *minimum,
                             int              *natural,
                             int              *minimum_baseline,
                             int              *natural_baseline)
{
  int n = 0;
  int height = 0;

  for (GtkWidget *card = gtk_widget_get_first_child (widget); card != NULL; card = gtk_widget_get_next_sibling (card)) {
    int card_height;

    gtk_widget_measure (card, GTK_ORIENTATION_VERTICAL, CARD_MIN, &card_height, NULL, NULL, NULL);
    height = MAX (height, card_height);
    n++;
  }
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MAX (n * (CARD_MIN + SPACE) - SPACE, 0) : height;
  *natural = *minimum;
}

static int
choose_width (int n_cards,
              int width)
{
  int n_fitting = MAX ((width + SPACE) / (CARD_MIN + SPACE), 1);

  return n_cards <= n_fitting ? MAX ((width + SPACE) / n_fitting - SPACE, CARD_MIN) : CARD_MIN;
}

static void
trivet_cards_layout_allocate (GtkLayoutManager *manager,
                              GtkWidget        *widget,
                              int               width,
                              int               height,
                              int               baseline)
{
  int n = 0;
  int card_width;
  int x = 0;

  for (GtkWidget *card = gtk_widget_get_first_child (widget); card != NULL; card = gtk_widget_get_next_sibling (card))
    n++;
  card_width = choose_width (n, width);
  for (GtkWidget *card = gtk_widget_get_first_child (widget); card != NULL; card = gtk_widget_get_next_sibling (card)) {
    gtk_widget_size_allocate (card, &(GtkAllocation){ x, 0, card_width, height }, -1);
    x += card_width + SPACE;
  }
}

static void
trivet_cards_layout_class_init (TrivetCardsLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = trivet_cards_layout_measure;
  layout_class->allocate = trivet_cards_layout_allocate;
}

static void
trivet_cards_layout_init (TrivetCardsLayout *self)
{
}

/**
 * trivet_cards_layout_new:
 *
 * Returns: (transfer full): a layout for any number of cards
 */
GtkLayoutManager *
trivet_cards_layout_new (void)
{
  return g_object_new (TRIVET_TYPE_CARDS_LAYOUT, NULL);
}
