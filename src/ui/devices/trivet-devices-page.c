/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-devices-page-private.h"

#include "trivet-approval-pane.h"
#include "trivet-device-form.h"
#include "trivet-routes-pane.h"
#include "trivet-ui.h"
#include "trivet-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/*
 * TrivetDevicesPage: what there is on the left, what is being changed on the right, and instead of
 * that the question to somebody who may, when one is needed.
 */

#define LIST_WIDTH 320
#define WORK_WIDTH 820

struct _TrivetDevicesPage {
  GtkBox parent_instance;

  TrivetUiContext     *context;
  TrivetDevicesCommand command; /* while somebody is asked */
  GtkWidget           *asking;  /* whose command that is */
  GtkWidget           *rows;
  GtkWidget           *undo;
  GtkWidget           *message;
  GtkWidget           *stack;
  GtkWidget           *approval;
  GtkWidget           *work;
  GtkWidget           *empty;
};

G_DEFINE_FINAL_TYPE (TrivetDevicesPage, trivet_devices_page, GTK_TYPE_BOX)

static void
trivet_devices_page_dispose (GObject *object)
{
  TrivetDevicesPage *self = TRIVET_DEVICES_PAGE (object);

  g_clear_object (&self->asking);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_devices_page_parent_class)->dispose (object);
}

static void
trivet_devices_page_class_init (TrivetDevicesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_devices_page_dispose;
}

static void
trivet_devices_page_init (TrivetDevicesPage *self)
{
}

static void
say (TrivetDevicesPage *self,
     const char        *words,
     gboolean           good)
{
  gtk_label_set_text (GTK_LABEL (self->message), words);
  trivet_ui_toggle_class (self->message, "good", good);
  gtk_widget_set_visible (self->message, *words != '\0');
}

static char *
words_for (const GError *error)
{
  if (error->domain != TRIVET_DEVICES_ERROR)
    return trivet_words_for_error (error);

  switch ((TrivetDevicesError) error->code) {
  case TRIVET_DEVICES_ERROR_NOT_ALLOWED:
    return g_strdup (_("You may not change this. Somebody who may has to approve it."));
  case TRIVET_DEVICES_ERROR_NO_NAME:
    return g_strdup (_("It needs a name."));
  case TRIVET_DEVICES_ERROR_BAD_ADDRESS:
    return g_strdup_printf (_("Look at the address: %s"), error->message);
  case TRIVET_DEVICES_ERROR_IN_USE:
    return g_strdup (_("A shift is open at this drawer. Close it first."));
  case TRIVET_DEVICES_ERROR_NO_ANSWER:
    return g_strdup_printf (_("It did not work: %s"), error->message);
  case TRIVET_DEVICES_ERROR_NO_KICK:
    return g_strdup (_("This printer opens no drawer."));
  }

  return g_strdup (error->message);
}

static void
show_place (TrivetDevicesPage *self)
{
  gboolean open = gtk_widget_get_first_child (self->work) != NULL;

  gtk_stack_set_visible_child (GTK_STACK (self->stack), open ? self->work : self->empty);
}

static void
show_work (TrivetDevicesPage *self,
           GtkWidget         *pane)
{
  GtkWidget *clamp;
  GtkWidget *scroller;

  trivet_ui_clear_box (GTK_BOX (self->work));
  if (pane == NULL) {
    show_place (self);
    return;
  }
  clamp = adw_clamp_new ();
  scroller = gtk_scrolled_window_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WORK_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), pane);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->work), scroller);
  show_place (self);
}

static TrivetDevicesPage *
find_page (GtkWidget *pane)
{
  return TRIVET_DEVICES_PAGE (gtk_widget_get_ancestor (pane, TRIVET_TYPE_DEVICES_PAGE));
}

static void
end_question (TrivetDevicesPage *self)
{
  g_clear_object (&self->asking);
  trivet_approval_pane_wipe (TRIVET_APPROVAL_PANE (self->approval));
  show_place (self);
}

static void
on_approved (TrivetApproval *approval,
             const char     *reason,
             gpointer        user_data)
{
  TrivetDevicesPage *self = user_data;
  g_autoptr (GtkWidget) asking = g_steal_pointer (&self->asking);

  end_question (self);
  if (asking != NULL)
    self->command (asking, approval);
  else
    trivet_approval_free (approval);
}

static void
on_cancelled (GtkWidget *pane,
              gpointer   user_data)
{
  end_question (user_data);
}

void
_trivet_devices_page_run (GtkWidget           *pane,
                          TrivetPermission     permission,
                          TrivetDevicesCommand command)
{
  TrivetDevicesPage           *self = find_page (pane);
  const TrivetApprovalQuestion question = { _("Change the devices?"), _("Printers, drawers and routes of the whole shop."),
                                                                          NULL, on_approved, self, permission };

  if (permission == TRIVET_PERMISSION_NONE) {
    command (pane, NULL);
    return;
  }
  g_set_object (&self->asking, pane);
  self->command = command;
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->approval);
  trivet_approval_pane_ask (TRIVET_APPROVAL_PANE (self->approval), &question);
}

static void
update_undo (TrivetDevicesPage *self)
{
  gtk_widget_set_sensitive (self->undo, trivet_devices_get_undo (self->context->devices) != TRIVET_FACT_INVALID);
}

gboolean
_trivet_devices_page_end (GtkWidget    *pane,
                          GObject      *source,
                          GAsyncResult *result,
                          const char   *words)
{
  TrivetDevicesPage *self = find_page (pane);
  g_autoptr (GError) error = NULL;
  gboolean         done = trivet_devices_finish (TRIVET_DEVICES (source), result, &error);
  g_autofree char *problem = done ? NULL : words_for (error);

  if (self == NULL || self->context == NULL)
    return FALSE;
  say (self, done ? words : problem, done);
  update_undo (self);

  return done;
}

void
_trivet_devices_page_close (GtkWidget *pane)
{
  show_work (find_page (pane), NULL);
}

static void
on_station_clicked (GtkButton *button,
                    gpointer   user_data)
{
  TrivetDevicesPage *self = user_data;

  say (self, "", TRUE);
  show_work (self, trivet_device_form_new_for_station (self->context, g_object_get_data (G_OBJECT (button), "id")));
}

static void
on_drawer_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetDevicesPage *self = user_data;

  say (self, "", TRUE);
  show_work (self, trivet_device_form_new_for_drawer (self->context, g_object_get_data (G_OBJECT (button), "id")));
}

static void
on_routes_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetDevicesPage *self = user_data;

  say (self, "", TRUE);
  show_work (self, trivet_routes_pane_new (self->context));
}

/* @id: (nullable): %NULL for something new */
static void
append_row (TrivetDevicesPage *self,
            const char        *label,
            const char        *detail,
            const char        *id,
            GCallback          callback)
{
  GtkWidget       *button = trivet_ui_button_new (label, "trivet-button flat menu-entry", callback, self);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget       *small = trivet_ui_label_new (detail, "dim");
  g_autofree char *name = *detail != '\0' ? g_strdup_printf ("%s, %s", label, detail) : g_strdup (label);

  gtk_label_set_ellipsize (GTK_LABEL (small), PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), trivet_ui_label_new (label, id != NULL || *detail != '\0' ? "strong" : "strong add"));
  if (*detail != '\0')
    gtk_box_append (GTK_BOX (box), small);
  gtk_button_set_child (GTK_BUTTON (button), box);
  trivet_ui_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (id), g_free);
  gtk_box_append (GTK_BOX (self->rows), button);
}

/* @none: what it is without a printer */
static void
append_device (TrivetDevicesPage *self,
               const char        *label,
               const char        *address,
               const char        *none,
               const char        *id,
               GCallback          callback)
{
  g_autofree char *printer = _trivet_devices_page_dup_printer (address);

  append_row (self, label, *address != '\0' ? printer : none, id, callback);
}

static void
update (TrivetDevicesPage *self)
{
  GPtrArray *stations = trivet_kitchen_get_stations (trivet_kitchen_desk_get_kitchen (self->context->kitchen));
  GPtrArray *drawers = trivet_drawers_get_drawers (self->context->drawers);
  gboolean   chinese = trivet_ui_is_chinese ();

  trivet_ui_clear_box (GTK_BOX (self->rows));
  gtk_box_append (GTK_BOX (self->rows), trivet_ui_label_new (_("Kitchen stations"), "section"));
  for (guint i = 0; i < stations->len; i++) {
    const TrivetStation *station = g_ptr_array_index (stations, i);

    append_device (self, chinese ? station->name_zh : station->name, station->printer, _("display only"), station->id, G_CALLBACK (on_station_clicked));
  }
  append_row (self, _("New station"), "", NULL, G_CALLBACK (on_station_clicked));
  if (stations->len > 0)
    append_row (self, _("What goes where"), _("dishes and courses"), NULL, G_CALLBACK (on_routes_clicked));
  gtk_box_append (GTK_BOX (self->rows), trivet_ui_label_new (_("Cash drawers"), "section"));
  for (guint i = 0; i < drawers->len; i++) {
    const TrivetDrawer *drawer = g_ptr_array_index (drawers, i);

    append_device (self, chinese ? drawer->name_zh : drawer->name, drawer->kick, _("opened by its key"), drawer->id, G_CALLBACK (on_drawer_clicked));
  }
  append_row (self, _("New drawer"), "", NULL, G_CALLBACK (on_drawer_clicked));
  update_undo (self);
}

static void
on_undone (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GtkWidget) page = user_data;

  if (_trivet_devices_page_end (page, source, result, _("Undone.")))
    show_work (TRIVET_DEVICES_PAGE (page), NULL);
}

static void
run_undo (GtkWidget      *page,
          TrivetApproval *approval)
{
  trivet_devices_undo_async (TRIVET_DEVICES_PAGE (page)->context->devices, approval, on_undone, g_object_ref (page));
}

static void
on_undo_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetDevicesPage *self = user_data;
  TrivetFactType     type = trivet_devices_get_undo (self->context->devices);

  if (type != TRIVET_FACT_INVALID)
    _trivet_devices_page_run (GTK_WIDGET (self), trivet_devices_needs (self->context->devices, type), run_undo);
}

static GtkWidget *
list_new (TrivetDevicesPage *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_add_css_class (self->rows, "staff-form");
  gtk_widget_add_css_class (self->rows, "entry-list");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->rows);
  gtk_widget_add_css_class (scroller, "trivet-card");
  gtk_widget_set_vexpand (scroller, TRUE);
  self->undo = trivet_ui_button_new (_("Undo"), "trivet-button", G_CALLBACK (on_undo_clicked), self);
  gtk_widget_set_size_request (side, LIST_WIDTH, -1);
  gtk_box_append (GTK_BOX (side), scroller);
  gtk_box_append (GTK_BOX (side), self->undo);

  return side;
}

static GtkWidget *
work_new (TrivetDevicesPage *self)
{
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->message = trivet_ui_label_new ("", "choices-hint");
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_widget_set_visible (self->message, FALSE);
  self->work = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->approval = trivet_approval_pane_new (self->context);
  g_signal_connect_object (self->approval, "cancelled", G_CALLBACK (on_cancelled), self, 0);
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  self->empty = trivet_ui_empty_new (_("Nothing is open"), _("Choose something on the left to change it, or add something new."));
  gtk_stack_add_child (GTK_STACK (self->stack), self->empty);
  gtk_stack_add_child (GTK_STACK (self->stack), self->work);
  gtk_stack_add_child (GTK_STACK (self->stack), self->approval);
  gtk_box_append (GTK_BOX (right), self->message);
  gtk_widget_add_css_class (self->stack, "trivet-card");
  gtk_widget_add_css_class (self->stack, "staff-form");
  gtk_box_append (GTK_BOX (right), self->stack);
  gtk_widget_set_hexpand (right, TRUE);

  return right;
}

/**
 * trivet_devices_page_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
trivet_devices_page_new (TrivetUiContext *context)
{
  TrivetDevicesPage *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_DEVICES_PAGE, "spacing", 18, NULL);
  self->context = g_object_ref (context);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-right");
  gtk_box_append (GTK_BOX (self), list_new (self));
  gtk_box_append (GTK_BOX (self), work_new (self));
  g_signal_connect_object (context->kitchen, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context->drawers, "drawers-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
