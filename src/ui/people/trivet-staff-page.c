/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-staff-page.h"

#include "trivet-door.h"
#include "trivet-reason-form.h"
#include "trivet-staff-form.h"
#include "trivet-ui.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * TrivetStaffPage: people, roles and reasons on the left, the chosen one on the right.
 */

struct _TrivetStaffPage {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetStaffDesk *desk; /* of the context's manager */

  GtkWidget *door;
  GtkWidget *rows;
  GtkWidget *policy;
  GtkWidget *form;
  GtkWidget *reasons;
};

G_DEFINE_FINAL_TYPE (TrivetStaffPage, trivet_staff_page, GTK_TYPE_BOX)

static void
trivet_staff_page_dispose (GObject *object)
{
  g_clear_object (&TRIVET_STAFF_PAGE (object)->context);

  G_OBJECT_CLASS (trivet_staff_page_parent_class)->dispose (object);
}

static void
trivet_staff_page_class_init (TrivetStaffPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_staff_page_dispose;
}

static void
trivet_staff_page_init (TrivetStaffPage *self)
{
}

/* @form: (nullable): what stands on the right */
static void
show_form (TrivetStaffPage *self,
           GtkWidget       *form)
{
  gtk_widget_set_visible (self->form, form == self->form);
  gtk_widget_set_visible (self->reasons, form == self->reasons);
}

static void
on_reasons_clicked (GtkButton *button,
                    gpointer   user_data)
{
  TrivetStaffPage *self = user_data;
  const char      *id = g_object_get_data (G_OBJECT (button), "id");

  trivet_reason_form_edit (TRIVET_REASON_FORM (self->reasons), (TrivetReasonKind) g_ascii_strtoll (id, NULL, 10));
  show_form (self, self->reasons);
}

static void
on_member_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetStaffPage *self = user_data;
  const char      *id = g_object_get_data (G_OBJECT (button), "id");

  trivet_staff_form_edit_member (TRIVET_STAFF_FORM (self->form), trivet_staff_list_lookup (trivet_staff_desk_get_list (self->desk), id));
  show_form (self, self->form);
}

static void
on_role_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetStaffPage *self = user_data;
  const char      *id = g_object_get_data (G_OBJECT (button), "id");

  trivet_staff_form_edit_role (TRIVET_STAFF_FORM (self->form),
                               trivet_staff_list_lookup_role (trivet_staff_desk_get_list (self->desk), id));
  show_form (self, self->form);
}

/* @id: (nullable): %NULL for something new */
static void
append_button (TrivetStaffPage *self,
               const char      *label,
               const char      *detail,
               const char      *id,
               GCallback        callback)
{
  GtkWidget       *button = trivet_ui_button_new (label, "trivet-button flat menu-entry", callback, self);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *name = *detail != '\0' ? g_strdup_printf ("%s, %s", label, detail) : g_strdup (label);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), trivet_ui_label_new (label, id != NULL ? "strong" : "strong add"));
  if (*detail != '\0')
    gtk_box_append (GTK_BOX (box), trivet_ui_label_new (detail, "dim"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  trivet_ui_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (id), g_free);
  gtk_box_append (GTK_BOX (self->rows), button);
}

static void
append_member (TrivetStaffPage         *self,
               const TrivetStaffMember *member)
{
  const TrivetRole *role = trivet_staff_list_role_of (trivet_staff_desk_get_list (self->desk), member);
  g_autoptr (GString) detail = g_string_new (role == NULL ? "" : trivet_ui_is_chinese () ? role->name_zh
                                                                                         : role->name);

  g_string_append_printf (detail, " · %s", *member->pin_hash != '\0' ? _("has a PIN") : _("no PIN yet"));
  if (*member->badge_hash != '\0')
    g_string_append_printf (detail, " · %s", _("badge"));
  if (!member->active)
    g_string_append_printf (detail, " · %s", _("not active"));
  append_button (self, member->name, detail->str, member->staff_id, G_CALLBACK (on_member_clicked));
}

static void
on_policy_changed (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  trivet_staff_desk_change_finish (TRIVET_STAFF_DESK (source), result, NULL);
}

static void
on_required_clicked (GtkButton *button,
                     gpointer   user_data)
{
  TrivetStaffPage  *self = user_data;
  TrivetStaffPolicy policy = *trivet_staff_list_get_policy (trivet_staff_desk_get_list (self->desk));

  policy.sign_in_required = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "value"));
  trivet_staff_desk_set_policy_async (self->desk, &policy, trivet_register_get_staff (self->context->reg), on_policy_changed, NULL);
}

static void
on_lock_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetStaffPage  *self = user_data;
  TrivetStaffPolicy policy = *trivet_staff_list_get_policy (trivet_staff_desk_get_list (self->desk));

  policy.lock_after_s = 60 * GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "value"));
  trivet_staff_desk_set_policy_async (self->desk, &policy, trivet_register_get_staff (self->context->reg), on_policy_changed, NULL);
}

/* @row: of what excludes each other */
static void
append_choice (TrivetStaffPage *self,
               GtkWidget       *row,
               const char      *label,
               int              value,
               gboolean         chosen,
               GCallback        callback)
{
  GtkWidget *chip = trivet_ui_button_new (label, chosen ? "trivet-chip tall on" : "trivet-chip tall", callback, self);

  g_object_set_data (G_OBJECT (chip), "value", GINT_TO_POINTER (value));
  gtk_box_append (GTK_BOX (row), chip);
}

static void
build_policy (TrivetStaffPage *self)
{
  static const int         minutes[] = { 1, 5, 15 };
  const TrivetStaffPolicy *policy = trivet_staff_list_get_policy (trivet_staff_desk_get_list (self->desk));
  GtkWidget               *sign_in = trivet_wrap_box_new (8);
  GtkWidget               *lock = trivet_wrap_box_new (8);

  trivet_ui_clear_box (GTK_BOX (self->policy));
  gtk_box_append (GTK_BOX (self->policy), sign_in);
  gtk_box_append (GTK_BOX (self->policy), lock);
  append_choice (self, sign_in, _("Everybody must sign in"), TRUE, policy->sign_in_required, G_CALLBACK (on_required_clicked));
  append_choice (self, sign_in, _("Orders can be taken without signing in"), FALSE, !policy->sign_in_required, G_CALLBACK (on_required_clicked));
  append_choice (self, lock, _("Never lock"), 0, policy->lock_after_s == 0, G_CALLBACK (on_lock_clicked));
  for (guint i = 0; i < G_N_ELEMENTS (minutes); i++) {
    g_autofree char *label = g_strdup_printf (_("Lock after %d min"), minutes[i]);

    append_choice (self, lock, label, minutes[i], policy->lock_after_s == 60 * minutes[i], G_CALLBACK (on_lock_clicked));
  }
}

static void
append_reasons (TrivetStaffPage *self)
{
  const TrivetReasonList *list = trivet_manager_get_reasons (self->context->manager);

  gtk_box_append (GTK_BOX (self->rows), trivet_ui_label_new (_("Reasons"), "section"));
  for (guint i = 0; i < TRIVET_N_REASON_KINDS; i++) {
    g_autofree char *id = g_strdup_printf ("%u", i);
    gboolean         own = trivet_reason_list_is_own (list, (TrivetReasonKind) i);

    append_button (self, trivet_reason_form_get_title ((TrivetReasonKind) i), own ? "" : _("your own"), id, G_CALLBACK (on_reasons_clicked));
  }
}

static void
build_rows (TrivetStaffPage *self)
{
  const TrivetStaffList *list = trivet_staff_desk_get_list (self->desk);
  GPtrArray             *members = trivet_staff_list_get_members (list);
  GPtrArray             *roles = trivet_staff_list_get_roles (list);

  trivet_ui_clear_box (GTK_BOX (self->rows));
  gtk_box_append (GTK_BOX (self->rows), trivet_ui_label_new (_("Staff"), "section"));
  if (members->len == 0)
    append_button (self, _("Nobody is listed yet"), _("Add a manager with a PIN first; then everybody else."), NULL, G_CALLBACK (on_member_clicked));
  for (guint i = 0; i < members->len; i++)
    append_member (self, g_ptr_array_index (members, i));
  append_button (self, _("Add staff"), "", NULL, G_CALLBACK (on_member_clicked));
  gtk_box_append (GTK_BOX (self->rows), trivet_ui_label_new (_("Roles"), "section"));
  for (guint i = 0; i < roles->len; i++) {
    const TrivetRole *role = g_ptr_array_index (roles, i);

    append_button (self, trivet_ui_is_chinese () ? role->name_zh : role->name, "", role->role_id, G_CALLBACK (on_role_clicked));
  }
  append_button (self, _("Add a role"), "", NULL, G_CALLBACK (on_role_clicked));
  append_reasons (self);
  build_policy (self);
}

static void
on_form_done (TrivetStaffPage *self)
{
  show_form (self, NULL);
}

static void
on_reasons_done (TrivetStaffPage *self)
{
  show_form (self, NULL);
  build_rows (self);
}

static void
on_opened (TrivetStaffPage *self)
{
  show_form (self, NULL);
  build_rows (self);
}

static GtkWidget *
content_new (TrivetStaffPage *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->rows, "staff-form");
  gtk_widget_add_css_class (self->rows, "entry-list");
  self->policy = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->form = trivet_staff_form_new (self->context);
  g_signal_connect_object (self->form, "done", G_CALLBACK (on_form_done), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (self->form, "trivet-card");
  self->reasons = trivet_reason_form_new (self->context);
  gtk_widget_add_css_class (self->reasons, "trivet-card");
  g_signal_connect_object (self->reasons, "done", G_CALLBACK (on_reasons_done), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->rows);
  gtk_widget_add_css_class (scroller, "trivet-card");
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_widget_set_vexpand (row, TRUE);
  gtk_box_append (GTK_BOX (row), scroller);
  gtk_box_append (GTK_BOX (row), self->form);
  gtk_box_append (GTK_BOX (row), self->reasons);
  gtk_box_append (GTK_BOX (content), self->policy);
  gtk_box_append (GTK_BOX (content), row);

  return content;
}

/**
 * trivet_staff_page_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): the page, which shows nothing yet
 */
GtkWidget *
trivet_staff_page_new (TrivetUiContext *context)
{
  TrivetStaffPage *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_STAFF_PAGE, NULL);
  self->context = g_object_ref (context);
  self->desk = trivet_manager_get_desk (context->manager);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-right");
  self->door = trivet_door_new (context, TRIVET_PERMISSION_EDIT_STAFF, content_new (self));
  gtk_widget_set_hexpand (self->door, TRUE);
  g_signal_connect_object (self->door, "opened", G_CALLBACK (on_opened), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->door);
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (build_rows), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * trivet_staff_page_refresh:
 * @self: the page
 *
 * Shows who works here, or asks who may change that.
 */
void
trivet_staff_page_refresh (TrivetStaffPage *self)
{
  g_return_if_fail (TRIVET_IS_STAFF_PAGE (self));

  trivet_door_enter (TRIVET_DOOR (self->door), _("Change staff and roles?"), _("Who works here and what they may do."));
}
