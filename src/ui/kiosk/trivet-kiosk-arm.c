/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-kiosk-arm.h"

#include "trivet-ui.h"

/*
 * TrivetKioskArm: a card of the pay page.
 */

#define PICTURE_PX 250

struct _TrivetKioskArm {
  GtkBox parent_instance;

  GtkWidget *body;
  GtkWidget *title;
  GtkWidget *text;
};

G_DEFINE_FINAL_TYPE (TrivetKioskArm, trivet_kiosk_arm, GTK_TYPE_BOX)

static void
trivet_kiosk_arm_class_init (TrivetKioskArmClass *klass)
{
}

static GtkWidget *
append_label (TrivetKioskArm *self,
              const char     *css_class)
{
  GtkWidget *label = trivet_ui_label_new ("", css_class);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (self->body), label);

  return label;
}

static void
trivet_kiosk_arm_init (TrivetKioskArm *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 36);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-arm");
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_widget_set_valign (self->body, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (self->body, TRUE);
  self->title = append_label (self, "kiosk-arm-title");
  self->text = append_label (self, "dim");
  gtk_box_append (GTK_BOX (self), self->body);
}

/**
 * trivet_kiosk_arm_new:
 * @picture: (transfer floating): what stands in the square
 * @css_class: of the square
 *
 * Returns: (transfer floating): a way to pay
 */
GtkWidget *
trivet_kiosk_arm_new (GtkWidget  *picture,
                      const char *css_class)
{
  TrivetKioskArm *self = g_object_new (TRIVET_TYPE_KIOSK_ARM, NULL);
  GtkWidget      *square = gtk_overlay_new ();

  gtk_overlay_set_child (GTK_OVERLAY (square), picture);
  gtk_widget_set_size_request (square, PICTURE_PX, PICTURE_PX);
  gtk_widget_set_overflow (square, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_valign (square, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (square, "kiosk-square");
  gtk_widget_add_css_class (square, css_class);
  gtk_box_prepend (GTK_BOX (self), square);

  return GTK_WIDGET (self);
}

/**
 * trivet_kiosk_arm_say:
 * @self: a way to pay
 * @title: what to do
 * @text: how
 */
void
trivet_kiosk_arm_say (TrivetKioskArm *self,
                      const char     *title,
                      const char     *text)
{
  g_return_if_fail (TRIVET_IS_KIOSK_ARM (self));

  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->title)), title) != 0)
    gtk_label_set_text (GTK_LABEL (self->title), title);
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->text)), text) != 0)
    gtk_label_set_text (GTK_LABEL (self->text), text);
}

/**
 * trivet_kiosk_arm_append:
 * @self: a way to pay
 * @child: (transfer floating): what stands below the words
 */
void
trivet_kiosk_arm_append (TrivetKioskArm *self,
                         GtkWidget      *child)
{
  g_return_if_fail (TRIVET_IS_KIOSK_ARM (self));

  gtk_box_append (GTK_BOX (self->body), child);
}
