/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-price-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The fields of which the forms of prices are made. Each gives what its owner talks to. */
GtkWidget *trivet_price_fields_add_entry   (GtkWidget    *column,
                                            const char   *title,
                                            const char   *hint,
                                            GCallback     on_changed,
                                            gpointer      user_data);
GtkWidget *trivet_price_fields_add_chips   (GtkWidget    *column,
                                            const char   *title);
void       trivet_price_fields_add_chip    (GtkWidget    *chips,
                                            const char   *label,
                                            guint         value,
                                            GCallback     on_clicked,
                                            gpointer      user_data);
guint      trivet_price_fields_get_value   (gpointer      button);
/* Lights the chips whose value is a bit of @bits. */
void       trivet_price_fields_light_bits  (GtkWidget    *chips,
                                            guint         bits);
void       trivet_price_fields_light_one   (GtkWidget    *chips,
                                            guint         value);
/* A button of the form's foot; it emits @signal of @form, which has no arguments. */
GtkWidget *trivet_price_fields_button_new  (gpointer      form,
                                            const char   *label,
                                            const char   *css_classes,
                                            const char   *signal);
/* What stands below the fields: Back, @remove and @off (both nullable), Save. */
GtkWidget *trivet_price_fields_buttons_new (gpointer      form,
                                            GtkWidget    *remove,
                                            GtkWidget    *off);
GtkWidget *trivet_price_fields_message_new (const char   *css_classes);
GtkWidget *trivet_price_fields_scroller_new (GtkWidget   *fields);
/* A number between two buttons; @value says what they add. */
GtkWidget *trivet_price_fields_stepper_new (const char   *name,
                                            GCallback     on_less,
                                            GCallback     on_more,
                                            gpointer      user_data);
void       trivet_price_fields_set_stepper (GtkWidget    *stepper,
                                            int           number);
/* A field with its title, from the field. */
void       trivet_price_fields_set_visible (GtkWidget    *field,
                                            gboolean      visible);
void       trivet_price_fields_set_title   (GtkWidget    *field,
                                            const char   *title);
char      *trivet_price_fields_dup_time    (int           minute);
int        trivet_price_fields_parse_time  (const char   *text);
/* (transfer full): which field is wrong, and what to do. */
char      *trivet_price_fields_dup_error   (const GError *error);

G_END_DECLS
