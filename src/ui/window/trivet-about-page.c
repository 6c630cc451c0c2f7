/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-about-page.h"

#include "trivet-ui.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/*
 * What this program is, who made it, and under which terms. A page like all others: the words of a
 * window of libadwaita are in the language of the day on which it was first opened, and the register
 * changes its language while it runs.
 */

#define ICON_SIZE  128
#define TEXT_WIDTH 560

static void
append_words (GtkWidget  *box,
              const char *words,
              const char *css_classes)
{
  GtkWidget *label = trivet_ui_label_new (words, css_classes);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_xalign (GTK_LABEL (label), 0.5f);
  gtk_box_append (GTK_BOX (box), label);
}

/**
 * trivet_about_page_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
trivet_about_page_new (TrivetUiContext *context)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *card = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *icon = gtk_image_new ();
  g_autoptr (GdkPaintable) picture = NULL;
  g_autofree char *version = g_strdup_printf (_("Version %s"), TRIVET_VERSION);

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  picture = trivet_ui_dup_app_icon (icon, ICON_SIZE);
  gtk_image_set_from_paintable (GTK_IMAGE (icon), picture);
  gtk_image_set_pixel_size (GTK_IMAGE (icon), ICON_SIZE);
  gtk_box_append (GTK_BOX (box), icon);
  append_words (box, "Trivet", "ticket-total");
  append_words (box, _("A restaurant register that never loses a unit of money"), "strong");
  append_words (box, version, "dim numeric");
  append_words (box, _("The Trivet authors"), "dim");
  append_words (box, _("Free software under the GNU General Public License, version 3 or later. It comes without any warranty."), "dim pay-small");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  adw_clamp_set_maximum_size (ADW_CLAMP (card), TEXT_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (card), box);
  gtk_widget_set_vexpand (card, TRUE);
  gtk_widget_add_css_class (card, "trivet-card");
  gtk_widget_add_css_class (page, "pay-right");
  gtk_box_append (GTK_BOX (page), card);

  return page;
}
