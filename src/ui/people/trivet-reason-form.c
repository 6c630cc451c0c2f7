/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-reason-form.h"

#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetReasonForm: one row a reason. Nothing is written before it is saved.
 */

enum {
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetReasonForm {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetReasonKind kind;

  GtkWidget *title;
  GtkWidget *rows;
  GtkWidget *message;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (TrivetReasonForm, trivet_reason_form, GTK_TYPE_BOX)

static void
trivet_reason_form_dispose (GObject *object)
{
  g_clear_object (&TRIVET_REASON_FORM (object)->context);

  G_OBJECT_CLASS (trivet_reason_form_parent_class)->dispose (object);
}

static void
trivet_reason_form_class_init (TrivetReasonFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_reason_form_dispose;

  signals[DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * trivet_reason_form_get_title:
 * @kind: a kind
 *
 * Returns: (transfer none): what reasons of that kind are for
 */
const char *
trivet_reason_form_get_title (TrivetReasonKind kind)
{
  switch (kind) {
  case TRIVET_REASON_VOID:
    return _("Reasons for a void");
  case TRIVET_REASON_DISCOUNT:
    return _("Reasons for a discount");
  case TRIVET_REASON_COMP:
    return _("Reasons for a gift");
  case TRIVET_REASON_REFUND:
    return _("Reasons for a refund");
  case TRIVET_REASON_OVERRIDE:
    return _("Reasons to pay otherwise");
  case TRIVET_REASON_REOPEN:
    return _("Reasons to reopen");
  case TRIVET_REASON_CLAIM:
    return _("What a guest shows as proof");
  case TRIVET_REASON_BY_HAND:
    return _("Reasons to give cash instead");
  case TRIVET_REASON_PAY_IN:
    return _("Reasons for money in");
  case TRIVET_REASON_PAY_OUT:
    return _("Reasons for money out");
  case TRIVET_REASON_DROP:
    return _("Reasons for money to the safe");
  case TRIVET_REASON_KICK:
    return _("Reasons to open the drawer");
  }

  return "";
}

static void
show_message (TrivetReasonForm *self,
              const char       *words)
{
  gtk_label_set_text (GTK_LABEL (self->message), words);
  gtk_widget_set_visible (self->message, *words != '\0');
}

static guint
count_rows (TrivetReasonForm *self)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    n++;

  return n;
}

static void
update_add (TrivetReasonForm *self)
{
  gtk_widget_set_sensitive (self->add, count_rows (self) < TRIVET_REASONS_MAX);
}

static void
on_remove_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetReasonForm *self = user_data;

  gtk_box_remove (GTK_BOX (self->rows), gtk_widget_get_parent (GTK_WIDGET (button)));
  update_add (self);
}

static void
on_up_clicked (GtkButton *button,
               gpointer   user_data)
{
  TrivetReasonForm *self = user_data;
  GtkWidget        *row = gtk_widget_get_parent (GTK_WIDGET (button));
  GtkWidget        *before = gtk_widget_get_prev_sibling (row);

  if (before != NULL)
    gtk_box_reorder_child_after (GTK_BOX (self->rows), row, gtk_widget_get_prev_sibling (before));
}

static GtkWidget *
append_entry (GtkWidget  *row,
              const char *name,
              const char *text)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_add_css_class (entry, "trivet-entry");
  gtk_entry_set_max_length (GTK_ENTRY (entry), TRIVET_REASONS_MAX_NAME);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  gtk_widget_set_hexpand (entry, TRUE);
  trivet_ui_set_name (entry, name);
  gtk_box_append (GTK_BOX (row), entry);

  return entry;
}

/* @reason: (nullable): a new one */
static GtkWidget *
append_row (TrivetReasonForm   *self,
            const TrivetReason *reason)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = append_entry (row, _("In English"), reason != NULL ? reason->name : "");
  GtkWidget *entry_zh = append_entry (row, _("In Chinese"), reason != NULL ? reason->name_zh : "");
  GtkWidget *up = trivet_ui_button_new ("↑", "trivet-button compact", G_CALLBACK (on_up_clicked), self);
  GtkWidget *remove = trivet_ui_button_new ("✕", "trivet-button compact", G_CALLBACK (on_remove_clicked), self);

  trivet_ui_set_name (up, _("Move up"));
  trivet_ui_set_name (remove, _("Remove this reason"));
  gtk_box_append (GTK_BOX (row), up);
  gtk_box_append (GTK_BOX (row), remove);
  g_object_set_data (G_OBJECT (row), "name", entry);
  g_object_set_data (G_OBJECT (row), "name-zh", entry_zh);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (reason != NULL ? reason->reason_id : ""), g_free);
  gtk_box_append (GTK_BOX (self->rows), row);
  update_add (self);

  return entry;
}

static void
on_add_clicked (GtkButton *button,
                gpointer   user_data)
{
  gtk_widget_grab_focus (append_row (user_data, NULL));
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (TrivetReasonForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (trivet_manager_set_reasons_finish (TRIVET_MANAGER (source), result, &error)) {
    g_signal_emit (self, signals[DONE], 0);
    return;
  }
  if (error->domain == TRIVET_FACT_ERROR)
    words = g_strdup_printf (_("A reason has 1 to %d characters."), TRIVET_REASONS_MAX_NAME);
  else
    words = trivet_words_for_error (error);
  show_message (self, words);
}

static char *
dup_text (GtkWidget  *row,
          const char *member)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (g_object_get_data (G_OBJECT (row), member))));
}

/* A word in one language stands for both; a row without words is none. */
static void
collect (GPtrArray       *reasons,
         GtkWidget       *row,
         TrivetReasonKind kind)
{
  g_autofree char *name = dup_text (row, "name");
  g_autofree char *name_zh = dup_text (row, "name-zh");
  const char      *en = *name != '\0' ? name : name_zh;
  const char      *zh = *name_zh != '\0' ? name_zh : name;

  if (*en != '\0')
    g_ptr_array_add (reasons, trivet_reason_new (g_object_get_data (G_OBJECT (row), "id"), kind, en, zh, 0));
}

static void
save (TrivetReasonForm *self,
      GPtrArray        *reasons)
{
  trivet_manager_set_reasons_async (self->context->manager, self->kind, reasons, trivet_register_get_staff (self->context->reg),
                                    on_saved, g_object_ref (self));
}

static void
on_save_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetReasonForm *self = user_data;
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_reason_free);

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    collect (reasons, row, self->kind);
  save (self, reasons);
}

static void
on_own_clicked (GtkButton *button,
                gpointer   user_data)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  save (user_data, none);
}

static void
on_cancel_clicked (GtkButton *button,
                   gpointer   user_data)
{
  g_signal_emit (user_data, signals[DONE], 0);
}

static GtkWidget *
buttons_new (TrivetReasonForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), trivet_ui_button_new (_("Cancel"), "trivet-button", G_CALLBACK (on_cancel_clicked), self));
  gtk_box_append (GTK_BOX (box), trivet_ui_button_new (_("Restore"), "trivet-button", G_CALLBACK (on_own_clicked), self));
  gtk_box_append (GTK_BOX (box), trivet_ui_button_new (_("Save"), "trivet-button primary", G_CALLBACK (on_save_clicked), self));

  return box;
}

static void
trivet_reason_form_init (TrivetReasonForm *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
  gtk_widget_add_css_class (GTK_WIDGET (self), "staff-form");
  self->title = trivet_ui_label_new ("", "approval-title");
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->message = trivet_ui_label_new ("", "approval-message");
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  self->add = trivet_ui_button_new (_("Add a reason"), "trivet-button flat", G_CALLBACK (on_add_clicked), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->rows);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), self->title);
  gtk_box_append (GTK_BOX (self), scroller);
  gtk_box_append (GTK_BOX (self), self->add);
  gtk_box_append (GTK_BOX (self), self->message);
  gtk_box_append (GTK_BOX (self), buttons_new (self));
}

/**
 * trivet_reason_form_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): a form without reasons
 */
GtkWidget *
trivet_reason_form_new (TrivetUiContext *context)
{
  TrivetReasonForm *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_REASON_FORM, NULL);
  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}

/**
 * trivet_reason_form_edit:
 * @self: a form
 * @kind: which reasons
 *
 * Shows what is offered now.
 */
void
trivet_reason_form_edit (TrivetReasonForm *self,
                         TrivetReasonKind  kind)
{
  g_autoptr (GPtrArray) reasons = NULL;

  g_return_if_fail (TRIVET_IS_REASON_FORM (self));

  self->kind = kind;
  reasons = trivet_reason_list_get (trivet_manager_get_reasons (self->context->manager), kind);
  gtk_label_set_text (GTK_LABEL (self->title), trivet_reason_form_get_title (kind));
  show_message (self, "");
  trivet_ui_clear_box (GTK_BOX (self->rows));
  for (guint i = 0; i < reasons->len; i++)
    append_row (self, g_ptr_array_index (reasons, i));
}
