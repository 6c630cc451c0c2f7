/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-money.h"
#include "trivet-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

void       trivet_ui_begin            (void);
void       trivet_ui_start            (void);
void       trivet_ui_load             (void);
void       trivet_ui_init             (void);
void       trivet_ui_load_pages       (void);
void       trivet_ui_look_for_fonts   (void);
void       trivet_ui_init_language    (void);
void       trivet_ui_set_language     (TrivetLanguageSetting  language);
gboolean   trivet_ui_is_chinese       (void);
void       trivet_ui_set_appearance   (TrivetAppearance       appearance);
GdkPaintable *trivet_ui_dup_app_icon  (GtkWidget             *widget,
                                       int                    size_px);

/* Small things that every screen does alike. */
void       trivet_ui_set_name         (gpointer               widget,
                                       const char            *name);
void       trivet_ui_set_tooltip      (GtkWidget             *widget,
                                       const char            *text);
GtkWidget *trivet_ui_popover_new      (void);
GtkWidget *trivet_ui_button_new       (const char            *label,
                                       const char            *css_classes,
                                       GCallback              on_clicked,
                                       gpointer               user_data);
GtkWidget *trivet_ui_empty_new        (const char            *title,
                                       const char            *hint);
GtkWidget *trivet_ui_label_new        (const char            *text,
                                       const char            *css_classes);
char      *trivet_ui_format_minor     (gint64                 minor,
                                       TrivetCurrency         currency);
void       trivet_ui_clear_box        (GtkBox                *box);
void       trivet_ui_toggle_class     (gpointer               widget,
                                       const char            *css_class,
                                       gboolean               on);

G_END_DECLS
