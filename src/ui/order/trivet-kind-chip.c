/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-kind-chip.h"

#include "trivet-ui.h"

#include <glib/gi18n.h>

/* TrivetKindChip: the chip says what the order is; its popover, what it can be instead. */

struct _TrivetKindChip {
  GtkBox parent_instance;

  TrivetUiContext *context;
  GtkWidget       *button;
  GtkWidget       *popover; /* nullable: made when it is wanted */
};

G_DEFINE_FINAL_TYPE (TrivetKindChip, trivet_kind_chip, GTK_TYPE_BOX)

static void
trivet_kind_chip_dispose (GObject *object)
{
  TrivetKindChip *self = TRIVET_KIND_CHIP (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_kind_chip_parent_class)->dispose (object);
}

static void
trivet_kind_chip_class_init (TrivetKindChipClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_kind_chip_dispose;
}

static void
trivet_kind_chip_init (TrivetKindChip *self)
{
}

static const char *
get_words (TrivetOrderKind kind)
{
  switch (kind) {
  case TRIVET_ORDER_KIND_COUNTER:
    return _("Eat here");
  case TRIVET_ORDER_KIND_TABLE:
    return _("At the table");
  case TRIVET_ORDER_KIND_BAR:
    return _("At the bar");
  case TRIVET_ORDER_KIND_TAKEAWAY:
    return _("Takeaway");
  case TRIVET_ORDER_KIND_DELIVERY:
    return _("Delivery");
  }

  return "";
}

static void
on_kind_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetKindChip *self = user_data;
  TrivetOrderKind kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kind"));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  trivet_register_set_order_kind (self->context->reg, kind);
}

static void
add_kind (TrivetKindChip *self,
          GtkWidget      *box,
          TrivetOrderKind kind,
          TrivetOrderKind present)
{
  GtkWidget *button = trivet_ui_button_new (get_words (kind), kind == present ? "trivet-button big primary" : "trivet-button big",
                                            G_CALLBACK (on_kind_clicked), self);

  g_object_set_data (G_OBJECT (button), "kind", GINT_TO_POINTER (kind));
  gtk_widget_set_size_request (button, 220, -1);
  gtk_box_append (GTK_BOX (box), button);
}

/* Who sits is seated on the floor; from here they can only leave. */
static GtkWidget *
kinds_new (TrivetKindChip *self)
{
  GtkWidget      *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  TrivetOrderKind present = trivet_register_get_order_kind (self->context->reg);
  gboolean        seated = present == TRIVET_ORDER_KIND_TABLE || present == TRIVET_ORDER_KIND_BAR;
  GtkWidget      *hint = trivet_ui_label_new (seated ? _("The table is free then.") : _("Prices, taxes and charges change with it."), "dim pay-small");

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), trivet_ui_label_new (_("This order is for"), "strong"));
  if (!seated)
    add_kind (self, box, TRIVET_ORDER_KIND_COUNTER, present);
  add_kind (self, box, TRIVET_ORDER_KIND_TAKEAWAY, present);
  add_kind (self, box, TRIVET_ORDER_KIND_DELIVERY, present);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (hint), 26);
  gtk_box_append (GTK_BOX (box), hint);

  return box;
}

static void
on_button_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetKindChip *self = user_data;

  if (self->popover == NULL) {
    self->popover = trivet_ui_popover_new ();
    gtk_widget_set_parent (self->popover, self->button);
  }
  gtk_popover_set_child (GTK_POPOVER (self->popover), kinds_new (self));
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/**
 * trivet_kind_chip_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): a chip
 */
GtkWidget *
trivet_kind_chip_new (TrivetUiContext *context)
{
  TrivetKindChip *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_KIND_CHIP, NULL);
  self->context = g_object_ref (context);
  self->button = trivet_ui_button_new ("", "trivet-chip", G_CALLBACK (on_button_clicked), self);
  trivet_ui_set_tooltip (self->button, _("Eaten here, fetched or brought"));
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->button))), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (self), self->button);

  return GTK_WIDGET (self);
}

/**
 * trivet_kind_chip_update:
 * @self: a chip
 * @order: (nullable): what is on the screen; %NULL for the next order
 */
void
trivet_kind_chip_update (TrivetKindChip    *self,
                         const TrivetOrder *order)
{
  const char      *words;
  g_autofree char *name = NULL;

  g_return_if_fail (TRIVET_IS_KIND_CHIP (self));

  words = get_words (trivet_register_get_order_kind (self->context->reg));
  name = g_strdup_printf (_("Type of order: %s"), words);
  gtk_button_set_label (GTK_BUTTON (self->button), words);
  trivet_ui_set_name (self->button, name);
  gtk_widget_set_sensitive (self->button, order == NULL || trivet_order_is_open (order));
}
