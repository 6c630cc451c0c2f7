/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-staff-form.h"

#include "trivet-ui.h"
#include "trivet-words.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * TrivetStaffForm: fields and chips, built anew for each person or role. What is wrong with them the
 * staff desk says.
 */

enum {
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetStaffForm {
  GtkBox parent_instance;

  TrivetUiContext   *context;
  TrivetStaffDesk   *desk;   /* of the context's manager */
  TrivetStaffMember *member; /* nullable */
  TrivetRole        *role;   /* nullable */

  GtkWidget *fields;
  GtkWidget *message;
  GtkWidget *name;
  GtkWidget *name_zh;
  GtkWidget *pin;
  GtkWidget *badge;
  GtkWidget *remove;
};

G_DEFINE_FINAL_TYPE (TrivetStaffForm, trivet_staff_form, GTK_TYPE_BOX)

static void
forget (TrivetStaffForm *self)
{
  g_clear_pointer (&self->member, trivet_staff_member_free);
  g_clear_pointer (&self->role, trivet_role_free);
}

static void
trivet_staff_form_dispose (GObject *object)
{
  TrivetStaffForm *self = TRIVET_STAFF_FORM (object);

  forget (self);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_staff_form_parent_class)->dispose (object);
}

static void
trivet_staff_form_class_init (TrivetStaffFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_staff_form_dispose;

  signals[DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_staff_form_init (TrivetStaffForm *self)
{
}

static void
on_changed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TrivetStaffForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (trivet_staff_desk_change_finish (TRIVET_STAFF_DESK (source), result, &error)) {
    g_signal_emit (self, signals[DONE], 0);
    return;
  }
  words = trivet_words_for_error (error);
  gtk_label_set_text (GTK_LABEL (self->message), words);
  gtk_widget_set_visible (self->message, TRUE);
}

/* Takes what was typed out of the entry; %NULL when nothing was. */
static TrivetSecret *
take_secret (GtkWidget *entry)
{
  const char   *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  TrivetSecret *secret = *text != '\0' ? trivet_secret_new (text, -1) : NULL;

  gtk_editable_set_text (GTK_EDITABLE (entry), "");

  return secret;
}

static void
replace (char     **text,
         GtkWidget *entry)
{
  g_free (*text);
  *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static void
on_save_clicked (GtkWidget *widget,
                 gpointer   user_data)
{
  TrivetStaffForm *self = user_data;
  const char      *staff = trivet_register_get_staff (self->context->reg);

  if (self->role != NULL) {
    replace (&self->role->name, self->name);
    replace (&self->role->name_zh, self->name_zh);
    if (*self->role->name_zh == '\0') {
      g_free (self->role->name_zh);
      self->role->name_zh = g_strdup (self->role->name);
    }
    trivet_staff_desk_set_role_async (self->desk, self->role, staff, on_changed, g_object_ref (self));
  } else {
    g_autoptr (TrivetSecret) pin = take_secret (self->pin);
    g_autoptr (TrivetSecret) badge = take_secret (self->badge);

    replace (&self->member->name, self->name);
    trivet_staff_desk_set_member_async (self->desk, self->member, pin, badge, staff, on_changed, g_object_ref (self));
  }
}

static void
on_remove_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetStaffForm *self = user_data;
  const char      *staff = trivet_register_get_staff (self->context->reg);

  if (self->role != NULL)
    trivet_staff_desk_remove_role_async (self->desk, self->role->role_id, staff, on_changed, g_object_ref (self));
  else
    trivet_staff_desk_remove_async (self->desk, self->member->staff_id, staff, on_changed, g_object_ref (self));
}

static GtkWidget *
append_entry (TrivetStaffForm *self,
              const char      *title,
              const char      *text,
              gboolean         secret)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_add_css_class (entry, "trivet-entry");
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_entry_set_visibility (GTK_ENTRY (entry), !secret);
  trivet_ui_set_name (entry, title);
  gtk_box_append (GTK_BOX (self->fields), trivet_ui_label_new (title, "section"));
  gtk_box_append (GTK_BOX (self->fields), entry);

  return entry;
}

static GtkWidget *
append_chips (TrivetStaffForm *self,
              const char      *title)
{
  GtkWidget *chips = trivet_wrap_box_new (8);

  gtk_box_append (GTK_BOX (self->fields), trivet_ui_label_new (title, "section"));
  gtk_box_append (GTK_BOX (self->fields), chips);

  return chips;
}

static void
show_chosen (GtkWidget *chip,
             gboolean   chosen)
{
  trivet_ui_toggle_class (chip, "on", chosen);
  gtk_accessible_update_state (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_STATE_PRESSED,
                               chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

static GtkWidget *
append_chip (TrivetStaffForm *self,
             GtkWidget       *chips,
             const char      *label,
             const char      *value,
             gboolean         chosen,
             GCallback        callback)
{
  GtkWidget *chip = trivet_ui_button_new (label, "trivet-chip tall", callback, self);

  g_object_set_data_full (G_OBJECT (chip), "value", g_strdup (value), g_free);
  show_chosen (chip, chosen);
  gtk_box_append (GTK_BOX (chips), chip);

  return chip;
}

/* One of the row. */
static const char *
choose (GtkButton *button)
{
  GtkWidget *chips = gtk_widget_get_parent (GTK_WIDGET (button));

  for (GtkWidget *chip = gtk_widget_get_first_child (chips); chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    show_chosen (chip, chip == GTK_WIDGET (button));

  return g_object_get_data (G_OBJECT (button), "value");
}

static void
on_role_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetStaffForm *self = user_data;

  g_free (self->member->role_id);
  self->member->role_id = g_strdup (choose (button));
}

static void
on_language_clicked (GtkButton *button,
                     gpointer   user_data)
{
  TrivetStaffForm *self = user_data;

  g_free (self->member->language);
  self->member->language = g_strdup (choose (button));
}

static void
on_active_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetStaffForm *self = user_data;

  self->member->active = g_str_equal (choose (button), "yes");
}

static void
on_permission_clicked (GtkButton *button,
                       gpointer   user_data)
{
  TrivetStaffForm *self = user_data;
  TrivetPermission permission = trivet_permission_from_name (g_object_get_data (G_OBJECT (button), "value"));

  self->role->permissions ^= TRIVET_PERMISSION_BIT (permission);
  show_chosen (GTK_WIDGET (button), trivet_role_may (self->role, permission));
}

static void
on_limit_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetStaffForm *self = user_data;

  self->role->discount_limit_ppm = g_ascii_strtoll (choose (button), NULL, 10);
}

static const char *
words_for_permission (TrivetPermission permission)
{
  switch (permission) {
  case TRIVET_PERMISSION_VOID_SENT:
    return _("Void sent dishes");
  case TRIVET_PERMISSION_DISCOUNT:
    return _("Discounts above the limit");
  case TRIVET_PERMISSION_COMP:
    return _("Give for nothing");
  case TRIVET_PERMISSION_REFUND:
    return _("Give money back");
  case TRIVET_PERMISSION_OVERRIDE_PAYMENT:
    return _("Pay otherwise in doubt");
  case TRIVET_PERMISSION_OPEN_DRAWER:
    return _("Open the drawer");
  case TRIVET_PERMISSION_CLOSE_DAY:
    return _("Close the day");
  case TRIVET_PERMISSION_EDIT_MENU:
    return _("Change the menu");
  case TRIVET_PERMISSION_EDIT_FLOOR:
    return _("Change rooms and tables");
  case TRIVET_PERMISSION_EDIT_STAFF:
    return _("Change staff");
  case TRIVET_PERMISSION_SEE_REPORTS:
    return _("See reports");
  case TRIVET_PERMISSION_SEE_AUDIT:
    return _("See who did what");
  case TRIVET_PERMISSION_REOPEN:
    return _("Reopen settled orders");
  case TRIVET_PERMISSION_NONE:
    break;
  }

  return "";
}

static void
append_foot (TrivetStaffForm *self,
             gboolean         known)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *save = trivet_ui_button_new (_("Save"), "trivet-button primary", G_CALLBACK (on_save_clicked), self);

  self->message = trivet_ui_label_new ("", "trivet-error");
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_widget_set_visible (self->message, FALSE);
  self->remove = trivet_ui_button_new (_("Remove"), "trivet-button danger-text", G_CALLBACK (on_remove_clicked), self);
  gtk_widget_set_visible (self->remove, known);
  gtk_widget_set_hexpand (save, TRUE);
  gtk_widget_set_margin_top (row, 8);
  gtk_box_append (GTK_BOX (row), save);
  gtk_box_append (GTK_BOX (row), self->remove);
  gtk_box_append (GTK_BOX (self->fields), self->message);
  gtk_box_append (GTK_BOX (self->fields), row);
}

static void
append_roles (TrivetStaffForm *self)
{
  GPtrArray *roles = trivet_staff_list_get_roles (trivet_staff_desk_get_list (self->desk));
  GtkWidget *chips = append_chips (self, _("Role"));

  for (guint i = 0; i < roles->len; i++) {
    const TrivetRole *role = g_ptr_array_index (roles, i);

    append_chip (self, chips, trivet_ui_is_chinese () ? role->name_zh : role->name, role->role_id,
                 g_str_equal (role->role_id, self->member->role_id), G_CALLBACK (on_role_clicked));
  }
}

/**
 * trivet_staff_form_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): an empty form
 */
GtkWidget *
trivet_staff_form_new (TrivetUiContext *context)
{
  TrivetStaffForm *self;
  GtkWidget       *scroller = gtk_scrolled_window_new ();

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_STAFF_FORM, NULL);
  self->context = g_object_ref (context);
  self->desk = trivet_manager_get_desk (context->manager);
  self->fields = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (self->fields, "staff-form");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->fields);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), scroller);

  return GTK_WIDGET (self);
}

/**
 * trivet_staff_form_edit_member:
 * @self: a form
 * @member: (nullable): who is changed; %NULL for somebody new
 */
void
trivet_staff_form_edit_member (TrivetStaffForm         *self,
                               const TrivetStaffMember *member)
{
  g_autofree char *id = NULL;
  GtkWidget       *chips;
  GPtrArray       *roles;

  g_return_if_fail (TRIVET_IS_STAFF_FORM (self));

  id = trivet_staff_desk_new_id (self->desk);
  roles = trivet_staff_list_get_roles (trivet_staff_desk_get_list (self->desk));
  forget (self);
  self->member = member != NULL
                   ? trivet_staff_member_copy (member)
                   : trivet_staff_member_new (id, "", roles->len > 0 ? ((TrivetRole *) g_ptr_array_index (roles, roles->len - 1))->role_id : "");
  trivet_ui_clear_box (GTK_BOX (self->fields));
  self->name = append_entry (self, _("Name"), self->member->name, FALSE);
  append_roles (self);
  self->pin = append_entry (self, _("New PIN, 4 to 12 digits"), "", TRUE);
  self->badge = append_entry (self, _("New badge: scan it here"), "", TRUE);
  chips = append_chips (self, _("Language"));
  append_chip (self, chips, _("As the register"), "", *self->member->language == '\0', G_CALLBACK (on_language_clicked));
  append_chip (self, chips, "English", "en", g_str_equal (self->member->language, "en"), G_CALLBACK (on_language_clicked));
  append_chip (self, chips, "中文", "zh", g_str_equal (self->member->language, "zh"), G_CALLBACK (on_language_clicked));
  chips = trivet_wrap_box_new (8);
  gtk_box_append (GTK_BOX (self->fields), chips);
  append_chip (self, chips, _("Works here"), "yes", self->member->active, G_CALLBACK (on_active_clicked));
  append_chip (self, chips, _("Does not work here now"), "no", !self->member->active, G_CALLBACK (on_active_clicked));
  append_foot (self, member != NULL);
}

/**
 * trivet_staff_form_edit_role:
 * @self: a form
 * @role: (nullable): what is changed; %NULL for a new one
 */
void
trivet_staff_form_edit_role (TrivetStaffForm  *self,
                             const TrivetRole *role)
{
  static const int limits[] = { 0, 10, 20, 50, 100 };
  g_autofree char *id = NULL;
  GtkWidget       *chips;

  g_return_if_fail (TRIVET_IS_STAFF_FORM (self));

  id = trivet_staff_desk_new_id (self->desk);
  forget (self);
  self->role = role != NULL ? trivet_role_copy (role) : trivet_role_new (id, "", "");
  trivet_ui_clear_box (GTK_BOX (self->fields));
  self->name = append_entry (self, _("Name"), self->role->name, FALSE);
  self->name_zh = append_entry (self, _("Name in Chinese"), self->role->name_zh, FALSE);
  chips = append_chips (self, _("May, without asking"));
  for (guint i = 1; i < TRIVET_N_PERMISSIONS; i++)
    append_chip (self, chips, words_for_permission ((TrivetPermission) i), trivet_permission_get_name ((TrivetPermission) i),
                 trivet_role_may (self->role, (TrivetPermission) i), G_CALLBACK (on_permission_clicked));
  chips = append_chips (self, _("Discounts without asking, up to"));
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++) {
    g_autofree char *label = g_strdup_printf ("%d %%", limits[i]);
    g_autofree char *value = g_strdup_printf ("%d", limits[i] * (TRIVET_RATE_PPM_ONE / 100));

    append_chip (self, chips, label, value, self->role->discount_limit_ppm == limits[i] * (TRIVET_RATE_PPM_ONE / 100),
                 G_CALLBACK (on_limit_clicked));
  }
  append_foot (self, role != NULL);
}
