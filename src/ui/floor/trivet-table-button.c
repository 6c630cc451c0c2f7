/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-table-button.h"

#include "trivet-floor-words.h"
#include "trivet-ui.h"

/*
 * TrivetTableButton: a table on the plan, in the colour of its state.
 */

struct _TrivetTableButton {
  GtkButton parent_instance;

  TrivetSpot    *spot;
  TrivetCurrency currency;
  GtkWidget     *name;
  GtkWidget     *detail;
  GtkWidget     *more;
};

G_DEFINE_FINAL_TYPE (TrivetTableButton, trivet_table_button, GTK_TYPE_BUTTON)

static void
trivet_table_button_dispose (GObject *object)
{
  g_clear_object (&TRIVET_TABLE_BUTTON (object)->spot);

  G_OBJECT_CLASS (trivet_table_button_parent_class)->dispose (object);
}

static void
trivet_table_button_class_init (TrivetTableButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_table_button_dispose;
}

static GtkWidget *
append_label (GtkWidget  *box,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_widget_add_css_class (label, css_class);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
trivet_table_button_init (TrivetTableButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (GTK_WIDGET (self), "floor-table");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  self->name = append_label (box, "table-name");
  self->detail = append_label (box, "table-detail");
  self->more = append_label (box, "table-detail");
  gtk_button_set_child (GTK_BUTTON (self), box);
}

static const char *
css_class_of (TrivetSpotState state)
{
  switch (state) {
  case TRIVET_SPOT_FREE:
    return "free";
  case TRIVET_SPOT_RESERVED:
    return "reserved";
  case TRIVET_SPOT_SEATED:
    return "seated";
  case TRIVET_SPOT_SERVED:
    return "served";
  case TRIVET_SPOT_BILL_ASKED:
    return "bill";
  case TRIVET_SPOT_TO_CLEAR:
    return "to-clear";
  }

  return "free";
}

static void
update (TrivetTableButton *self)
{
  const TrivetTable      *table = trivet_spot_get_table (self->spot);
  const TrivetSpotStatus *status = trivet_spot_get_status (self->spot);
  g_autofree char        *words = trivet_floor_words_for_table (table);
  g_autofree char        *detail = trivet_floor_words_for_detail (self->spot, self->currency);
  g_autofree char        *more = trivet_floor_words_for_more (self->spot);
  g_autofree char        *description = NULL;

  gtk_label_set_text (GTK_LABEL (self->name), trivet_floor_words_name (table->name, table->name_zh));
  gtk_label_set_text (GTK_LABEL (self->detail), detail);
  gtk_label_set_text (GTK_LABEL (self->more), more);
  gtk_widget_set_visible (self->more, *more != '\0');
  for (TrivetSpotState state = TRIVET_SPOT_FREE; state <= TRIVET_SPOT_TO_CLEAR; state++)
    trivet_ui_toggle_class (self, css_class_of (state), state == status->state);
  trivet_ui_toggle_class (self, "late", status->late != TRIVET_SPOT_LATE_NOTHING);
  trivet_ui_toggle_class (self, "round", table->shape == TRIVET_TABLE_ROUND);

  description = g_strdup_printf ("%s · %s%s%s", trivet_floor_words_for_state (status->state), detail, *more != '\0' ? " · " : "", more);
  trivet_ui_set_name (self, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

/**
 * trivet_table_button_new:
 * @spot: a table
 * @currency: of its amount
 *
 * Returns: (transfer floating): the table; its accessible description says what goes on there
 */
GtkWidget *
trivet_table_button_new (TrivetSpot    *spot,
                         TrivetCurrency currency)
{
  TrivetTableButton *self;

  g_return_val_if_fail (TRIVET_IS_SPOT (spot), NULL);

  self = g_object_new (TRIVET_TYPE_TABLE_BUTTON, NULL);
  self->spot = g_object_ref (spot);
  self->currency = currency;
  g_signal_connect_object (spot, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_table_button_get_spot:
 * @self: a table
 *
 * Returns: (transfer none): which one
 */
TrivetSpot *
trivet_table_button_get_spot (TrivetTableButton *self)
{
  g_return_val_if_fail (TRIVET_IS_TABLE_BUTTON (self), NULL);

  return self->spot;
}
