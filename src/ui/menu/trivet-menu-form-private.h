/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-menu-form.h"

G_BEGIN_DECLS

/*
 * @base: what the menu said when it was opened; NULL for something new
 * @entry: how it is to be: an entry of a file, written by the fields as somebody types
 * @fields: (element-type TrivetMenuField): where each fault is said
 */
struct _TrivetMenuForm {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetMenuPart   part;
  char            *id; /* NULL for something new, or nothing */
  JsonObject      *base;
  JsonObject      *entry;
  GPtrArray       *fields;
  int              action; /* that waits for a yes */
  TrivetMenuPart   place_part;
  char            *place_id; /* of what was dragged */
  char            *place_before;

  GtkWidget *stack;
  GtkWidget *approval;
  GtkWidget *title;
  GtkWidget *scroller;
  GtkWidget *box;
  GtkWidget *message;
  GtkWidget *save;
  GtkWidget *tools;
};

/* What a chip or an entry writes to: @member of @object, for some @value, or a bool that is @fallback when
 * it is absent. */
typedef struct {
  JsonObject *object;
  char       *member;
  char       *value;
  gboolean    is_count;
  gboolean    fallback;
} TrivetMenuTarget;

TrivetMenuTarget *_trivet_menu_form_set_target (GtkWidget  *widget,
                                                JsonObject *object,
                                                const char *member,
                                                const char *value);
TrivetMenuTarget *_trivet_menu_form_get_target (gpointer    widget);

/* Builds the fields of one kind of part from @entry. */
void       _trivet_menu_form_build_item     (TrivetMenuForm *self);
void       _trivet_menu_form_build_combo    (TrivetMenuForm *self);
void       _trivet_menu_form_build_group    (TrivetMenuForm *self);
void       _trivet_menu_form_build_category (TrivetMenuForm *self);
void       _trivet_menu_form_build_period   (TrivetMenuForm *self);
void       _trivet_menu_form_rebuild        (TrivetMenuForm *self);

/* Fields, in trivet-menu-form-fields.c. @object is the part of the entry that a field writes to, @path
 * where faults of it are; @box: where it is put. */
JsonObject *_trivet_menu_form_ensure_names  (JsonObject     *object);
JsonArray  *_trivet_menu_form_ensure_list   (JsonObject     *object,
                                             const char     *member);
GtkWidget  *_trivet_menu_form_add_title     (GtkWidget      *box,
                                             const char     *title);
void        _trivet_menu_form_add_fault     (TrivetMenuForm *self,
                                             GtkWidget      *box,
                                             const char     *path);
GtkWidget  *_trivet_menu_form_add_entry     (TrivetMenuForm *self,
                                             GtkWidget      *box,
                                             JsonObject     *object,
                                             const char     *member,
                                             const char     *path,
                                             const char     *title,
                                             const char     *hint);
GtkWidget  *_trivet_menu_form_add_count     (TrivetMenuForm *self,
                                             GtkWidget      *box,
                                             JsonObject     *object,
                                             const char     *member,
                                             const char     *path,
                                             const char     *title,
                                             const char     *hint);
GtkWidget  *_trivet_menu_form_add_row       (GtkWidget      *box);
void        _trivet_menu_form_add_names     (TrivetMenuForm *self,
                                             GtkWidget      *box,
                                             JsonObject     *object,
                                             const char     *prefix);
GtkWidget  *_trivet_menu_form_add_chips     (TrivetMenuForm *self,
                                             GtkWidget      *box,
                                             const char     *path,
                                             const char     *title);
/* One chip of a list of texts, of one text, or for true and @fallback. */
void        _trivet_menu_form_add_list_chip (GtkWidget      *chips,
                                             JsonObject     *object,
                                             const char     *member,
                                             const char     *value,
                                             const char     *label);
void        _trivet_menu_form_add_text_chip (GtkWidget      *chips,
                                             JsonObject     *object,
                                             const char     *member,
                                             const char     *value,
                                             const char     *label);
void        _trivet_menu_form_add_bool_chip (GtkWidget      *chips,
                                             JsonObject     *object,
                                             const char     *member,
                                             gboolean        fallback,
                                             const char     *label);
/* Arrows and a cross for element @index of @member; @object keeps the list. */
void        _trivet_menu_form_add_list_tools (TrivetMenuForm *self,
                                              GtkWidget      *box,
                                              JsonObject     *object,
                                              const char     *member,
                                              guint           index,
                                              const char     *name);
void        _trivet_menu_form_add_button    (TrivetMenuForm *self,
                                             GtkWidget      *box,
                                             const char     *label,
                                             GCallback       callback,
                                             JsonObject     *object);
/* An entry for a dish, which joins the list @member of @object. */
void        _trivet_menu_form_add_dish_picker (TrivetMenuForm *self,
                                               GtkWidget      *box,
                                               JsonObject     *object,
                                               const char     *member,
                                               const char     *name);
/* What the faults say beside the fields; gives what has no field, (transfer full) (nullable). */
char       *_trivet_menu_form_show_faults   (TrivetMenuForm *self,
                                             GPtrArray      *faults);
void        _trivet_menu_form_clear_faults  (TrivetMenuForm *self);
/* Fields that are made anew stay where the person was. */
void        _trivet_menu_form_keep_place    (TrivetMenuForm *self);
void        _trivet_menu_field_free         (gpointer        field);

G_END_DECLS
