/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-audit-page.h"

#include "trivet-audit-row.h"
#include "trivet-door.h"
#include "trivet-fact-words.h"
#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetAuditPage: a page of facts at a time, read when it is wanted, and all that is shown as a file.
 */

#define PAGE_ROWS 50

struct _TrivetAuditPage {
  GtkBox parent_instance;

  TrivetUiContext *context;
  GPtrArray       *names;    /* utf8, of the filter by person; the first is everybody */
  guint            question; /* which query an answer belongs to */
  gint64           last_us;
  gint64           last_sequence;

  GtkWidget *door;
  GtkWidget *person;
  GtkWidget *kind;
  GtkWidget *day;
  GtkWidget *order;
  GtkWidget *reason;
  GtkWidget *list_stack;
  GtkWidget *rows;
  GtkWidget *more;
  GtkWidget *message;
};

G_DEFINE_FINAL_TYPE (TrivetAuditPage, trivet_audit_page, GTK_TYPE_BOX)

static void
trivet_audit_page_dispose (GObject *object)
{
  g_clear_object (&TRIVET_AUDIT_PAGE (object)->context);

  G_OBJECT_CLASS (trivet_audit_page_parent_class)->dispose (object);
}

static void
trivet_audit_page_finalize (GObject *object)
{
  g_ptr_array_unref (TRIVET_AUDIT_PAGE (object)->names);

  G_OBJECT_CLASS (trivet_audit_page_parent_class)->finalize (object);
}

static void
trivet_audit_page_class_init (TrivetAuditPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_audit_page_dispose;
  object_class->finalize = trivet_audit_page_finalize;
}

static void
trivet_audit_page_init (TrivetAuditPage *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
}

static void
say (TrivetAuditPage *self,
     const char      *words)
{
  gtk_label_set_text (GTK_LABEL (self->message), words);
  gtk_widget_set_visible (self->message, *words != '\0');
}

/* @error: (nullable): %NULL takes the sentence away */
static void
say_error (TrivetAuditPage *self,
           const GError    *error)
{
  g_autofree char *words = error != NULL ? trivet_words_for_error (error) : g_strdup ("");

  say (self, words);
}

typedef struct {
  TrivetAuditPage *page;
  guint            question;
} Answer;

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Answer *answer = user_data;
  g_autoptr (TrivetAuditPage) self = answer->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = trivet_manager_list_audit_finish (TRIVET_MANAGER (source), result, &error);

  if (self->context == NULL || answer->question != self->question)
    return;
  say_error (self, error);
  for (guint i = 0; entries != NULL && i < entries->len; i++) {
    const TrivetAuditEntry *entry = g_ptr_array_index (entries, i);

    gtk_box_append (GTK_BOX (self->rows), trivet_audit_row_new (self->context, entry));
    self->last_us = trivet_fact_get_time_us (entry->fact);
    self->last_sequence = trivet_fact_get_sequence (entry->fact);
  }
  gtk_widget_set_visible (self->more, entries != NULL && entries->len == PAGE_ROWS);
  gtk_stack_set_visible_child_name (GTK_STACK (self->list_stack),
                                    gtk_widget_get_first_child (self->rows) != NULL ? "rows" : "empty");
}

/* Today, yesterday, seven days; the first is any day. */
static void
set_days (TrivetAuditPage  *self,
          TrivetAuditQuery *query)
{
  static const int begins[] = { 0, 0, 1, 6 };
  guint            choice = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->day));
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (trivet_clock_get_wall_us (self->context->clock) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) today = NULL;
  g_autoptr (GDateTime) from = NULL;

  if (choice == 0 || choice >= G_N_ELEMENTS (begins))
    return;
  today = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now), 0, 0, 0);
  from = g_date_time_add_days (today, -begins[choice]);
  query->from_us = g_date_time_to_unix (from) * G_USEC_PER_SEC;
  if (choice == 2)
    query->to_us = g_date_time_to_unix (today) * G_USEC_PER_SEC;
}

/* What the filters say. @types: room for them, all %FALSE */
static void
read_filters (TrivetAuditPage  *self,
              TrivetAuditQuery *query,
              gboolean         *types)
{
  const char    *number = gtk_editable_get_text (GTK_EDITABLE (self->order));
  const char    *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason));
  guint          person = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->person));
  TrivetFactKind kind = (TrivetFactKind) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));

  if (person > 0 && person < self->names->len)
    query->staff = g_ptr_array_index (self->names, person);
  if (*number != '\0')
    query->order_number = number;
  if (*reason != '\0')
    query->reason = reason;
  for (guint i = 1; i < TRIVET_N_FACT_TYPES; i++)
    types[i] = trivet_fact_words_get_kind ((TrivetFactType) i) == kind;
  if (kind != TRIVET_FACT_KIND_ALL)
    query->types = types;
  set_days (self, query);
}

/* The page after the last row that is shown. */
static void
read_on (TrivetAuditPage *self)
{
  gboolean         types[TRIVET_N_FACT_TYPES] = { FALSE };
  TrivetAuditQuery query = { .limit = PAGE_ROWS, .before_us = self->last_us, .before_sequence = self->last_sequence };
  Answer          *answer = g_new0 (Answer, 1);

  read_filters (self, &query, types);
  answer->page = g_object_ref (self);
  answer->question = self->question;
  trivet_manager_list_audit_async (self->context->manager, &query, on_listed, answer);
}

static void
read_anew (TrivetAuditPage *self)
{
  self->question++;
  self->last_us = 0;
  self->last_sequence = 0;
  trivet_ui_clear_box (GTK_BOX (self->rows));
  read_on (self);
}

static void
on_filter_changed (TrivetAuditPage *self)
{
  if (trivet_door_is_open (TRIVET_DOOR (self->door)))
    read_anew (self);
}

static void
on_more_clicked (GtkButton *button,
                 gpointer   user_data)
{
  read_on (user_data);
}

static GtkWidget *
drop_down_new (TrivetAuditPage   *self,
               const char *const *words,
               const char        *name)
{
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (words);

  gtk_widget_set_size_request (drop_down, -1, 48);
  trivet_ui_set_name (drop_down, name);
  /* GTK gives the focus to the button in it. */
  trivet_ui_set_name (gtk_widget_get_first_child (drop_down), name);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (on_filter_changed), self, G_CONNECT_SWAPPED);

  return drop_down;
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TrivetAuditPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error)) {
    say (self, _("Written, one line of JSON for each fact."));
    return;
  }
  words = g_strdup_printf (_("Nothing was written. Choose another folder. (%s)"), error->message);
  say (self, words);
}

typedef struct {
  TrivetAuditPage *page;
  GFile           *file;
} Export;

static void
on_exported (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Export *export = user_data;
  g_autoptr (TrivetAuditPage) self = export->page;
  g_autoptr (GFile) file = export->file;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) lines = trivet_manager_export_audit_finish (TRIVET_MANAGER (source), result, &error);

  if (lines == NULL)
    say_error (self, error);
  else
    g_file_replace_contents_bytes_async (file, lines, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION | G_FILE_CREATE_PRIVATE, NULL,
                                         on_written, g_object_ref (self));
}

/* All that the filters show. */
static void
export_to (TrivetAuditPage *self,
           GFile           *file)
{
  gboolean         types[TRIVET_N_FACT_TYPES] = { FALSE };
  TrivetAuditQuery query = { 0 };
  Export *export = g_new0 (Export, 1);

  export->page = g_object_ref (self);
  export->file = g_object_ref (file);
  read_filters (self, &query, types);
  trivet_manager_export_audit_async (self->context->manager, &query, on_exported, export);
}

static void
on_file_chosen (GtkNativeDialog *dialog,
                int              response,
                gpointer         user_data)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    export_to (user_data, file);
  g_object_unref (dialog);
}

/* In a sandbox the portal asks, and gives the program this one file. */
static void
on_export_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetAuditPage      *self = user_data;
  GtkRoot              *window = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("Write what is shown to a file"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE, _("Write"), _("Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), "trivet-audit.jsonl");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_file_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static GtkWidget *
entry_new (TrivetAuditPage *self,
           const char      *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_add_css_class (entry, "trivet-entry");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  trivet_ui_set_name (entry, name);
  gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_filter_changed), self, G_CONNECT_SWAPPED);

  return entry;
}

static GtkWidget *
filters_new (TrivetAuditPage *self)
{
  GtkWidget        *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  const char       *kinds[TRIVET_N_FACT_KINDS + 1] = { NULL };
  const char *const days[] = { _("Any day"), _("Today"), _("Yesterday"), _("Seven days"), NULL };
  const char *const nobody[] = { _("Everybody"), NULL };

  for (guint i = 0; i < TRIVET_N_FACT_KINDS; i++)
    kinds[i] = trivet_fact_kind_get_title ((TrivetFactKind) i);
  self->person = drop_down_new (self, nobody, _("By whom"));
  self->kind = drop_down_new (self, kinds, _("What"));
  self->day = drop_down_new (self, days, _("When"));
  self->order = entry_new (self, _("Order number"));
  self->reason = entry_new (self, _("Reason"));
  gtk_box_append (GTK_BOX (row), self->person);
  gtk_box_append (GTK_BOX (row), self->kind);
  gtk_box_append (GTK_BOX (row), self->day);
  gtk_box_append (GTK_BOX (row), self->order);
  gtk_box_append (GTK_BOX (row), self->reason);
  gtk_box_append (GTK_BOX (row), trivet_ui_button_new (_("Export …"), "trivet-button", G_CALLBACK (on_export_clicked), self));

  return row;
}

static GtkWidget *
list_new (TrivetAuditPage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *empty = gtk_label_new (_("Nothing of that kind has happened."));

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->more = trivet_ui_button_new (_("Show older"), "trivet-button", G_CALLBACK (on_more_clicked), self);
  gtk_widget_set_halign (self->more, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->rows);
  gtk_box_append (GTK_BOX (box), self->more);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_add_css_class (empty, "empty-title");
  self->list_stack = gtk_stack_new ();
  gtk_widget_add_css_class (self->list_stack, "trivet-card");
  gtk_widget_set_vexpand (self->list_stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->list_stack), scroller, "rows");
  gtk_stack_add_named (GTK_STACK (self->list_stack), empty, "empty");

  return self->list_stack;
}

static void
on_opened (TrivetAuditPage *self)
{
  TrivetStaffDesk *desk = trivet_manager_get_desk (self->context->manager);
  GPtrArray       *members = desk != NULL ? trivet_staff_list_get_members (trivet_staff_desk_get_list (desk)) : NULL;
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->names, 0);
  g_ptr_array_add (self->names, NULL);
  gtk_string_list_append (list, _("Everybody"));
  for (guint i = 0; members != NULL && i < members->len; i++) {
    const TrivetStaffMember *member = g_ptr_array_index (members, i);

    g_ptr_array_add (self->names, g_strdup (member->name));
    gtk_string_list_append (list, member->name);
  }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->person), G_LIST_MODEL (list));
  read_anew (self);
}

/**
 * trivet_audit_page_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): the page, which shows nothing yet
 */
GtkWidget *
trivet_audit_page_new (TrivetUiContext *context)
{
  TrivetAuditPage *self;
  GtkWidget       *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_AUDIT_PAGE, NULL);
  self->context = g_object_ref (context);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-right");
  self->message = trivet_ui_label_new ("", "trivet-error");
  gtk_widget_set_visible (self->message, FALSE);
  gtk_box_append (GTK_BOX (content), filters_new (self));
  gtk_box_append (GTK_BOX (content), self->message);
  gtk_box_append (GTK_BOX (content), list_new (self));
  self->door = trivet_door_new (context, TRIVET_PERMISSION_SEE_AUDIT, content);
  gtk_widget_set_hexpand (self->door, TRUE);
  g_signal_connect_object (self->door, "opened", G_CALLBACK (on_opened), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->door);

  return GTK_WIDGET (self);
}

/**
 * trivet_audit_page_refresh:
 * @self: the page
 *
 * Shows what there is now, or asks who may see it.
 */
void
trivet_audit_page_refresh (TrivetAuditPage *self)
{
  g_return_if_fail (TRIVET_IS_AUDIT_PAGE (self));

  trivet_door_enter (TRIVET_DOOR (self->door), _("See who did what?"), _("The list of everything that happened here."));
}
