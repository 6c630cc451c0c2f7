/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-count-pane.h"

#include "trivet-ui.h"

#include <glib/gi18n.h>

/* TrivetCountPane: a row for each note and coin; a tap adds one, a long count is typed. */

#define MAX_COUNT    100000
#define BUTTON_WIDTH 88

enum {
  COUNTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetCountPane {
  GtkBox parent_instance;

  TrivetCurrency currency;
  const gint64  *notes; /* ends with 0 */
  guint          n_notes;
  GPtrArray     *spins; /* GtkSpinButton, unowned */
  GPtrArray     *sums;  /* GtkLabel, unowned */
  GtkWidget     *total;
};

G_DEFINE_FINAL_TYPE (TrivetCountPane, trivet_count_pane, GTK_TYPE_BOX)

static void
trivet_count_pane_finalize (GObject *object)
{
  TrivetCountPane *self = TRIVET_COUNT_PANE (object);

  g_ptr_array_unref (self->spins);
  g_ptr_array_unref (self->sums);

  G_OBJECT_CLASS (trivet_count_pane_parent_class)->finalize (object);
}

static void
trivet_count_pane_class_init (TrivetCountPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trivet_count_pane_finalize;

  signals[COUNTED] =
    g_signal_new ("counted",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  0);
}

static void
trivet_count_pane_init (TrivetCountPane *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->spins = g_ptr_array_new ();
  self->sums = g_ptr_array_new ();
}

static gint64
get_count (TrivetCountPane *self,
           guint            row)
{
  return gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (g_ptr_array_index (self->spins, row)));
}

static void
update (TrivetCountPane *self)
{
  gint64           total = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < self->n_notes; i++) {
    gint64           sum = self->notes[i] * get_count (self, i);
    g_autofree char *text = trivet_ui_format_minor (sum, self->currency);

    gtk_label_set_text (GTK_LABEL (g_ptr_array_index (self->sums, i)), text);
    total += sum;
  }
  words = trivet_ui_format_minor (total, self->currency);
  gtk_label_set_text (GTK_LABEL (self->total), words);
}

static void
on_add_clicked (GtkButton *button,
                gpointer   user_data)
{
  gtk_spin_button_spin (GTK_SPIN_BUTTON (user_data), GTK_SPIN_STEP_FORWARD, 1);
}

static void
on_counted_clicked (GtkButton *button,
                    gpointer   user_data)
{
  g_signal_emit (user_data, signals[COUNTED], 0);
}

/* "¥100", and "¥0.50" where there is more to say. */
static char *
dup_note_name (TrivetCountPane *self,
               guint            row)
{
  char *text = trivet_ui_format_minor (self->notes[row], self->currency);
  char *zeros = g_strrstr (text, ".00");

  if (zeros != NULL && zeros[3] == '\0')
    *zeros = '\0';

  return text;
}

/* What GTK puts into a spin button has no words for who does not see it. */
static void
name_steps (GtkWidget *spin)
{
  for (GtkWidget *child = gtk_widget_get_first_child (spin); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    if (GTK_IS_BUTTON (child))
      trivet_ui_set_name (child, gtk_widget_has_css_class (child, "down") ? _("One less") : _("One more"));
  }
}

static void
attach_row (TrivetCountPane *self,
            GtkGrid         *grid,
            guint            row)
{
  g_autofree char *note = dup_note_name (self, row);
  g_autofree char *add_name = g_strdup_printf (_("One more %s"), note);
  g_autofree char *spin_name = g_strdup_printf (_("How many %s"), note);
  GtkWidget       *add = trivet_ui_button_new (note, "trivet-button numeric", NULL, NULL);
  GtkWidget       *spin = gtk_spin_button_new_with_range (0, MAX_COUNT, 1);
  GtkWidget       *sum = trivet_ui_label_new ("", "numeric dim");
  /* Two columns, so that all kinds of money fit the smallest screen. */
  guint per_column = (self->n_notes + 1) / 2;
  int   column = row < per_column ? 0 : 3;
  int   line = (int) (row % per_column);

  gtk_widget_set_size_request (add, BUTTON_WIDTH, -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 4);
  gtk_label_set_width_chars (GTK_LABEL (sum), 7);
  gtk_label_set_xalign (GTK_LABEL (sum), 1);
  gtk_widget_set_hexpand (sum, TRUE);
  trivet_ui_set_name (add, add_name);
  trivet_ui_set_name (spin, spin_name);
  name_steps (spin);
  g_signal_connect (add, "clicked", G_CALLBACK (on_add_clicked), spin);
  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (update), self);
  g_ptr_array_add (self->spins, spin);
  g_ptr_array_add (self->sums, sum);
  gtk_grid_attach (grid, add, column, line, 1, 1);
  gtk_grid_attach (grid, spin, column + 1, line, 1, 1);
  gtk_grid_attach (grid, sum, column + 2, line, 1, 1);
}

/**
 * trivet_count_pane_new:
 * @currency: of the drawer
 *
 * Returns: (transfer floating): a pane in which nothing is counted yet
 */
GtkWidget *
trivet_count_pane_new (TrivetCurrency currency)
{
  TrivetCountPane *self = g_object_new (TRIVET_TYPE_COUNT_PANE, NULL);
  GtkWidget       *grid = gtk_grid_new ();
  GtkWidget       *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->currency = currency;
  self->notes = trivet_currency_get_denominations (currency);
  while (self->notes[self->n_notes] != 0)
    self->n_notes++;
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  for (guint i = 0; i < self->n_notes; i++)
    attach_row (self, GTK_GRID (grid), i);
  self->total = trivet_ui_label_new ("", "ticket-total numeric");
  gtk_widget_set_hexpand (self->total, TRUE);
  gtk_box_append (GTK_BOX (foot), self->total);
  gtk_box_append (GTK_BOX (foot), trivet_ui_button_new (_("That is what is there"), "trivet-button primary big",
                                                           G_CALLBACK (on_counted_clicked), self));
  gtk_box_append (GTK_BOX (self), grid);
  gtk_box_append (GTK_BOX (self), foot);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_count_pane_dup_counts:
 * @self: a pane
 * @ret_n: (out): how many kinds of money there are
 *
 * Returns: (transfer full) (array length=ret_n): the count
 */
TrivetDenominationCount *
trivet_count_pane_dup_counts (TrivetCountPane *self,
                              gsize           *ret_n)
{
  TrivetDenominationCount *counts;

  g_return_val_if_fail (TRIVET_IS_COUNT_PANE (self), NULL);
  g_return_val_if_fail (ret_n != NULL, NULL);

  counts = g_new0 (TrivetDenominationCount, self->n_notes);
  for (guint i = 0; i < self->n_notes; i++)
    counts[i] = (TrivetDenominationCount){ self->notes[i], get_count (self, i) };
  *ret_n = self->n_notes;

  return counts;
}
