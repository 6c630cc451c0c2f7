/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-header.h"

#include "trivet-glyph.h"
#include "trivet-header-menu.h"
#include "trivet-header-tabs.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetHeader: what is true on every page. Chips appear only when there is something to say.
 */

struct _TrivetHeader {
  GtkBox parent_instance;

  TrivetUiContext *context;
  guint            clock_id;
  guint            menu_gone_id;
  GtkWidget       *menu; /* while it is open */

  GtkWidget *stack;
  GtkWidget *floor_button;
  GtkWidget *bar; /* what a page brings along; NULL until one does */
  GtkWidget *space;
  GtkWidget *back;
  GtkWidget *title;
  GtkWidget *problems;
  GtkWidget *doubts;
  GtkWidget *papers;
  GtkWidget *staff;
  GtkWidget *staff_name;
  GtkWidget *clock;
};

G_DEFINE_FINAL_TYPE (TrivetHeader, trivet_header, GTK_TYPE_BOX)

static void
trivet_header_dispose (GObject *object)
{
  TrivetHeader *self = TRIVET_HEADER (object);

  g_clear_handle_id (&self->clock_id, g_source_remove);
  g_clear_handle_id (&self->menu_gone_id, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_header_parent_class)->dispose (object);
}

static void
trivet_header_class_init (TrivetHeaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_header_dispose;
}

static void
trivet_header_init (TrivetHeader *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "trivet-header");
  gtk_box_set_spacing (GTK_BOX (self), 12);
}

static gboolean
on_clock_tick (gpointer user_data)
{
  TrivetHeader *self = user_data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *text = g_date_time_format (now, "%H:%M");

  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->clock)), text) != 0)
    gtk_label_set_text (GTK_LABEL (self->clock), text);

  return G_SOURCE_CONTINUE;
}

static void
on_new_clicked (GtkButton *button,
                gpointer   user_data)
{
  TrivetHeader *self = user_data;

  trivet_register_new_order (self->context->reg);
}

static void
update_doubts (TrivetHeader *self)
{
  guint            n = trivet_parked_get_n (self->context->parked);
  g_autofree char *words = g_strdup_printf (ngettext ("%u not settled", "%u not settled", n), n);

  gtk_button_set_label (GTK_BUTTON (self->doubts), words);
  trivet_ui_set_name (self->doubts, words);
  trivet_ui_toggle_class (self->doubts, "bad", trivet_parked_get_n_tasks (self->context->parked) > 0);
  gtk_widget_set_visible (self->doubts, n > 0);
}

static void
update_papers (TrivetHeader *self)
{
  guint            n = g_list_model_get_n_items (trivet_print_queue_get_jobs (self->context->print_queue));
  g_autofree char *words = g_strdup_printf (ngettext ("%u paper waiting", "%u papers waiting", n), n);

  gtk_button_set_label (GTK_BUTTON (self->papers), words);
  trivet_ui_set_name (self->papers, words);
  gtk_widget_set_visible (self->papers, n > 0);
}

static void
update_staff (TrivetHeader *self)
{
  TrivetStaffDesk *desk = trivet_manager_get_desk (self->context->manager);
  gboolean         has_staff = desk != NULL && trivet_staff_desk_has_staff (desk);
  const char      *staff = trivet_register_get_staff (self->context->reg);
  const char      *name = *staff == '\0' && has_staff ? _("Sign in") : staff;
  g_autofree char *spoken = has_staff ? g_strdup_printf (_("%s, change who works here"), *staff != '\0' ? staff : _("Nobody")) : g_strdup (name);

  gtk_label_set_text (GTK_LABEL (self->staff_name), name);
  trivet_ui_set_name (self->staff, spoken);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->staff), has_staff ? "win.show::sign-in" : "win.show::settings");
  gtk_widget_set_visible (self->staff, *name != '\0');
}

static gboolean
drop_menu (gpointer user_data)
{
  TrivetHeader *self = user_data;

  self->menu_gone_id = 0;
  g_clear_pointer (&self->menu, gtk_widget_unparent);

  return G_SOURCE_REMOVE;
}

static void
on_menu_closed (GtkPopover *popover,
                gpointer    user_data)
{
  TrivetHeader *self = user_data;

  g_clear_handle_id (&self->menu_gone_id, g_source_remove);
  self->menu_gone_id = g_idle_add (drop_menu, self);
}

/* Made anew each time, so that it shows what is chosen now. */
static void
on_menu_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetHeader *self = user_data;

  if (self->menu != NULL)
    return;
  self->menu = trivet_header_menu_new (self->context);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (button));
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (on_menu_closed), self, 0);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static GtkWidget *
build_menu_button (TrivetHeader *self)
{
  GtkWidget *menu = trivet_glyph_button_new (TRIVET_GLYPH_MENU);

  gtk_widget_add_css_class (menu, "trivet-button");
  gtk_widget_add_css_class (menu, "flat");
  g_signal_connect_object (menu, "clicked", G_CALLBACK (on_menu_clicked), self, 0);
  gtk_widget_set_valign (menu, GTK_ALIGN_CENTER);
  trivet_ui_set_name (menu, _("Menu"));

  return menu;
}

/* A shop without tables is not bothered with them. */
static void
update_floor_button (TrivetHeader *self)
{
  TrivetFloor *floor = trivet_floor_host_get_floor (self->context->floor_host);

  gtk_widget_set_visible (self->floor_button, trivet_floor_get_rooms (floor)->len > 0);
}

static GtkWidget *
build_tabs_row (TrivetHeader *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *add = trivet_glyph_button_new (TRIVET_GLYPH_ADD);

  self->floor_button = trivet_ui_button_new (_("Tables"), "trivet-chip", NULL, NULL);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->floor_button), "win.show::floor");
  trivet_ui_set_tooltip (self->floor_button, _("Show the tables (F2)"));
  gtk_widget_set_valign (self->floor_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (add, "trivet-button");
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  trivet_ui_set_tooltip (add, _("New order (Ctrl+N)"));
  trivet_ui_set_name (add, _("New order"));
  g_signal_connect_object (add, "clicked", G_CALLBACK (on_new_clicked), self, 0);
  gtk_box_append (GTK_BOX (row), build_menu_button (self));
  gtk_box_append (GTK_BOX (row), self->floor_button);
  gtk_box_append (GTK_BOX (row), trivet_header_tabs_new (self->context));
  gtk_box_append (GTK_BOX (row), add);

  return row;
}

static GtkWidget *
build_page_row (TrivetHeader *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->back = trivet_ui_button_new ("", "trivet-button flat", NULL, NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->back), "win.back");
  gtk_widget_set_valign (self->back, GTK_ALIGN_CENTER);
  self->title = trivet_ui_label_new ("", "page-title");
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (row), self->back);
  gtk_box_append (GTK_BOX (row), self->title);

  return row;
}

static GtkWidget *
new_chip_label (const char *css_classes)
{
  GtkWidget *label = trivet_ui_label_new ("", css_classes);

  gtk_label_set_xalign (GTK_LABEL (label), 0.5F);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);

  return label;
}

/* What is wrong with providers is known after the first frame. */
static void
update_problems (TrivetHeader *self)
{
  GPtrArray *problems = self->context->problems;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (problems, i));
  gtk_widget_set_visible (self->problems, text->len > 0);
  if (text->len > 0) {
    gtk_label_set_text (GTK_LABEL (self->problems), _("A way to pay is off"));
    gtk_widget_set_tooltip_text (self->problems, text->str);
  }
}

/* An emoji would load the whole font of them for the first frame. */
static GtkWidget *
staff_chip_new (TrivetHeader *self)
{
  GtkWidget *chip = trivet_ui_button_new ("", "trivet-chip", NULL, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autoptr (GdkPaintable) person = trivet_glyph_new (TRIVET_GLYPH_PERSON);

  self->staff_name = gtk_label_new ("");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_paintable (person));
  gtk_box_append (GTK_BOX (box), self->staff_name);
  gtk_button_set_child (GTK_BUTTON (chip), box);

  return chip;
}

static void
build_status (TrivetHeader *self)
{
  self->problems = new_chip_label ("trivet-chip bad");
  update_problems (self);
  gtk_box_append (GTK_BOX (self), self->problems);

  if (self->context->training) {
    GtkWidget *training = new_chip_label ("trivet-chip wait");

    gtk_label_set_text (GTK_LABEL (training), _("Training · no real money"));
    gtk_label_set_ellipsize (GTK_LABEL (training), PANGO_ELLIPSIZE_END);
    gtk_box_append (GTK_BOX (self), training);
  }

  self->doubts = trivet_ui_button_new ("", "trivet-chip doubt", NULL, NULL);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->doubts), "win.show::parked");
  gtk_widget_set_valign (self->doubts, GTK_ALIGN_CENTER);
  self->papers = trivet_ui_button_new ("", "trivet-chip wait", NULL, NULL);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->papers), "win.show::papers");
  gtk_widget_set_valign (self->papers, GTK_ALIGN_CENTER);
  self->staff = staff_chip_new (self);
  gtk_widget_set_valign (self->staff, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->staff, "staff");
  self->clock = trivet_ui_label_new ("", "clock numeric");
  gtk_box_append (GTK_BOX (self), self->doubts);
  gtk_box_append (GTK_BOX (self), self->papers);
  gtk_box_append (GTK_BOX (self), self->staff);
  gtk_box_append (GTK_BOX (self), self->clock);
}

static void
connect_signals (TrivetHeader *self)
{
  g_signal_connect_object (self->context->parked, "items-changed", G_CALLBACK (update_doubts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context->print_queue, "changed", G_CALLBACK (update_papers), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context->settings, "changed", G_CALLBACK (update_staff), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context->floor_host, "plan-changed", G_CALLBACK (update_floor_button), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "completed", G_CALLBACK (update_problems), self, G_CONNECT_SWAPPED);
  update_doubts (self);
  update_papers (self);
  g_signal_connect_object (self->context->manager, "changed", G_CALLBACK (update_staff), self, G_CONNECT_SWAPPED);
  update_staff (self);
  update_floor_button (self);
}

/* What a page brings along takes all the width that there is. */
static void
show_child (TrivetHeader *self,
            const char   *name)
{
  gboolean wide = g_str_equal (name, "bar");

  gtk_widget_set_hexpand (self->stack, wide);
  gtk_widget_set_visible (self->space, !wide);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), name);
}

/**
 * trivet_header_new:
 * @context: the screens' context; its register has loaded
 *
 * Returns: (transfer floating): the bar
 */
GtkWidget *
trivet_header_new (TrivetUiContext *context)
{
  TrivetHeader *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_HEADER, NULL);
  self->context = g_object_ref (context);
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), build_tabs_row (self), "tabs");
  self->space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_hexpand (self->space, TRUE);
  gtk_box_append (GTK_BOX (self), self->stack);
  gtk_box_append (GTK_BOX (self), self->space);
  build_status (self);
  connect_signals (self);
  on_clock_tick (self);
  self->clock_id = g_timeout_add_seconds (1, on_clock_tick, self);

  return GTK_WIDGET (self);
}

/**
 * trivet_header_show_tabs:
 * @self: the bar
 *
 * Shows the open orders.
 */
void
trivet_header_show_tabs (TrivetHeader *self)
{
  g_return_if_fail (TRIVET_IS_HEADER (self));

  show_child (self, "tabs");
}

/**
 * trivet_header_show_page:
 * @self: the bar
 * @title: what the page is about
 * @back_label: where the way back leads
 *
 * Shows a page's title and the way back.
 */
void
trivet_header_show_page (TrivetHeader *self,
                         const char   *title,
                         const char   *back_label)
{
  g_return_if_fail (TRIVET_IS_HEADER (self));

  if (self->title == NULL)
    gtk_stack_add_named (GTK_STACK (self->stack), build_page_row (self), "page");
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_button_set_label (GTK_BUTTON (self->back), back_label);
  trivet_ui_set_name (self->back, back_label);
  show_child (self, "page");
}

/**
 * trivet_header_show_bar:
 * @self: the bar
 * @content: (transfer none): what a page brings along
 *
 * Shows what a page brings along beside the menu.
 */
void
trivet_header_show_bar (TrivetHeader *self,
                        GtkWidget    *content)
{
  g_return_if_fail (TRIVET_IS_HEADER (self));
  g_return_if_fail (GTK_IS_WIDGET (content));

  if (self->bar == NULL) {
    self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
    gtk_box_append (GTK_BOX (self->bar), build_menu_button (self));
    gtk_stack_add_named (GTK_STACK (self->stack), self->bar, "bar");
  }
  if (gtk_widget_get_parent (content) != self->bar)
    gtk_box_append (GTK_BOX (self->bar), content);
  show_child (self, "bar");
}
