/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-window-private.h"

#include "trivet-error-bar.h"
#include "trivet-header.h"
#include "trivet-order-page.h"
#include "trivet-paper-words.h"
#include "trivet-pay-page.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetWindow: one page at a time below the header. A new language builds header and pages anew;
 * what they show lives in the services. The ways between the pages are in -pages.c, the keyboard in
 * -keys.c.
 */

/* After the first frame has been painted. */
#define WARM_UP_MS 150

enum {
  GUEST_PHONE_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrivetWindow, trivet_window, ADW_TYPE_APPLICATION_WINDOW)

static void build_content (TrivetWindow *self);

static void
trivet_window_dispose (GObject *object)
{
  TrivetWindow *self = TRIVET_WINDOW (object);

  g_clear_handle_id (&self->warm_up_id, g_source_remove);
  g_clear_object (&self->wedge);
  g_clear_object (&self->context);
  g_clear_pointer (&self->refund_from, g_free);
  g_clear_pointer (&self->signed_in, g_free);

  G_OBJECT_CLASS (trivet_window_parent_class)->dispose (object);
}

static void
on_guest_phone_activated (GtkWidget  *widget,
                          const char *action,
                          GVariant   *parameter)
{
  g_signal_emit (widget, signals[GUEST_PHONE_WANTED], 0);
}

static gboolean
rebuild_later (gpointer user_data)
{
  TrivetWindow *self = user_data;

  build_content (self);

  return G_SOURCE_REMOVE;
}

static void
on_page_changed (TrivetWindow *self)
{
  if (self->desk != NULL)
    trivet_staff_desk_set_serving (self->desk, _trivet_window_is_on (self, "pay"));
}

static void
on_language_changed (GSimpleAction *action,
                     GVariant      *value,
                     gpointer       user_data)
{
  TrivetWindow         *self = user_data;
  gboolean              chinese = g_str_equal (g_variant_get_string (value, NULL), "chinese");
  TrivetLanguageSetting language = chinese ? TRIVET_LANGUAGE_SETTING_CHINESE : TRIVET_LANGUAGE_SETTING_ENGLISH;

  g_simple_action_set_state (action, value);
  trivet_settings_set_language (self->context->settings, language);
  trivet_ui_set_language (language);
  /* The menu that was tapped belongs to what is built anew. */
  g_idle_add_full (G_PRIORITY_DEFAULT, rebuild_later, g_object_ref (self), g_object_unref);
}

static void
on_appearance_changed (GSimpleAction *action,
                       GVariant      *value,
                       gpointer       user_data)
{
  TrivetWindow    *self = user_data;
  const char      *name = g_variant_get_string (value, NULL);
  TrivetAppearance appearance = TRIVET_APPEARANCE_SYSTEM;

  if (g_str_equal (name, "light"))
    appearance = TRIVET_APPEARANCE_LIGHT;
  else if (g_str_equal (name, "dark"))
    appearance = TRIVET_APPEARANCE_DARK;
  g_simple_action_set_state (action, value);
  trivet_settings_set_appearance (self->context->settings, appearance);
  trivet_ui_set_appearance (appearance);
}

static void
add_state_actions (TrivetWindow *self)
{
  static const char *const appearances[] = { "system", "light", "dark" };
  const GActionEntry       entries[] = {
          { "language", NULL, "s", "'english'", on_language_changed },
          { "appearance", NULL, "s", "'system'", on_appearance_changed },
  };
  GAction *action;

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  action = g_action_map_lookup_action (G_ACTION_MAP (self), "language");
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (trivet_ui_is_chinese () ? "chinese" : "english"));
  action = g_action_map_lookup_action (G_ACTION_MAP (self), "appearance");
  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (appearances[trivet_settings_get_appearance (self->context->settings)]));
}

static void
trivet_window_class_init (TrivetWindowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = trivet_window_dispose;

  signals[GUEST_PHONE_WANTED] =
    g_signal_new ("guest-phone-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  _trivet_window_install_pages (widget_class);
  gtk_widget_class_install_action (widget_class, "win.guest-phone", NULL, on_guest_phone_activated);
}

/**
 * trivet_window_show_error:
 * @self: the window
 * @error: what went wrong
 *
 * Says in one sentence below the header what happened and what to do.
 */
void
trivet_window_show_error (TrivetWindow *self,
                          const GError *error)
{
  g_return_if_fail (TRIVET_IS_WINDOW (self));
  g_return_if_fail (error != NULL);

  trivet_error_bar_show (TRIVET_ERROR_BAR (self->error_bar), error);
}

static void
on_failed (GObject *source,
           GError  *error,
           gpointer user_data)
{
  trivet_window_show_error (user_data, error);
}

/* The kitchen has its slip, but not where it looks for it. */
static void
on_slip_diverted (TrivetPrintQueue   *queue,
                  TrivetPrintJobItem *item,
                  const char         *from,
                  const char         *to,
                  gpointer            user_data)
{
  TrivetWindow         *self = user_data;
  TrivetKitchen        *kitchen = trivet_kitchen_desk_get_kitchen (self->context->kitchen);
  const TrivetPrintJob *job = trivet_print_job_item_get_job (item);
  const TrivetStation  *station = trivet_kitchen_lookup_station (kitchen, job->station);
  const char           *own = station != NULL ? trivet_words_for_station (kitchen, station->id) : from;
  const char           *other = station != NULL && *station->fallback != '\0' ? trivet_words_for_station (kitchen, station->fallback) : to;
  g_autofree char      *words = g_strdup_printf (_("The printer of %s does not print. The slip of order %s came out at %s: bring it over."),
                                                    own, job->order_number, other);

  trivet_error_bar_say (TRIVET_ERROR_BAR (self->error_bar), words);
}

static void
on_slip_stuck (TrivetPrintQueue   *queue,
               TrivetPrintJobItem *item,
               gpointer            user_data)
{
  TrivetWindow         *self = user_data;
  const TrivetPrintJob *job = trivet_print_job_item_get_job (item);
  const char           *name = trivet_words_for_station (trivet_kitchen_desk_get_kitchen (self->context->kitchen), job->station);
  g_autofree char      *words = g_strdup_printf (_("%s has not got the slip of order %s. Tell the kitchen, then look at “Papers”."),
                                                    name, job->order_number);

  trivet_error_bar_say (TRIVET_ERROR_BAR (self->error_bar), words);
}

/* Stays until the clock is right or somebody has closed it; nothing else depends on it. */
static void
update_clock_bar (TrivetWindow *self)
{
  g_autoptr (GDateTime) newest = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *when = NULL;
  g_autofree char *words = NULL;

  if (!trivet_clock_watch_is_behind (self->context->clock_watch)) {
    trivet_error_bar_hide (TRIVET_ERROR_BAR (self->clock_bar));
    return;
  }

  newest = g_date_time_new_from_unix_utc (trivet_clock_watch_get_newest_us (self->context->clock_watch) / G_USEC_PER_SEC);
  local = g_date_time_to_local (newest);
  when = g_date_time_format (local, "%Y-%m-%d %H:%M");
  words = g_strdup_printf (_("The clock of this computer is wrong: what was written last is of %s. Set the clock. Selling goes on, but until then the times on receipts and in reports are wrong."),
                              when);
  trivet_error_bar_say (TRIVET_ERROR_BAR (self->clock_bar), words);
}

/* What worked again needs no old sentence above it. */
static void
on_current_changed (TrivetWindow *self)
{
  trivet_error_bar_hide (TRIVET_ERROR_BAR (self->error_bar));
}

static gboolean
on_first_frame_shown (gpointer user_data)
{
  TrivetWindow *self = user_data;

  self->warm_up_id = 0;
  _trivet_window_ensure_pay_page (self);

  return G_SOURCE_REMOVE;
}

/* Only what the first frame shows; the pay page follows when there is nothing else to do, the
 * others when somebody wants them. */
static void
build_pages (TrivetWindow *self)
{
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (on_page_changed), self, G_CONNECT_SWAPPED);
  self->pay_page = NULL;
  self->order_page = trivet_order_page_new (self->context);
  gtk_stack_add_named (GTK_STACK (self->stack), self->order_page, "order");
  g_clear_handle_id (&self->warm_up_id, g_source_remove);
  self->warm_up_id = g_timeout_add_full (G_PRIORITY_LOW, WARM_UP_MS, on_first_frame_shown, self, NULL);
}

static void
build_content (TrivetWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *handle = gtk_window_handle_new ();
  int        check = trivet_checkout_get_check (self->context->checkout);
  gboolean   paying = self->stack != NULL && _trivet_window_is_on (self, "pay");
  gboolean   on_floor = self->stack != NULL ? _trivet_window_is_on (self, "floor")
                                            : trivet_settings_get_start_page (self->context->settings) == TRIVET_START_PAGE_FLOOR;

  if (paying)
    trivet_pay_page_close (TRIVET_PAY_PAGE (self->pay_page));
  self->header = trivet_header_new (self->context);
  gtk_window_handle_set_child (GTK_WINDOW_HANDLE (handle), self->header);
  gtk_box_append (GTK_BOX (box), handle);
  self->error_bar = trivet_error_bar_new ();
  gtk_box_append (GTK_BOX (box), self->error_bar);
  self->clock_bar = trivet_error_bar_new ();
  gtk_box_append (GTK_BOX (box), self->clock_bar);
  if (self->context->clock_watch != NULL)
    update_clock_bar (self);
  build_pages (self);
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), box);
  if (paying)
    _trivet_window_show_pay_page (self, check);
  else if (on_floor)
    _trivet_window_show_floor_page (self);
  _trivet_window_update_lock (self);
}

/* Each person's own language; nobody's is the register's. */
static void
on_desk_changed (TrivetWindow *self)
{
  const TrivetStaffMember *current = trivet_staff_desk_get_current (self->desk);
  const char              *id = current != NULL ? current->staff_id : "";
  TrivetLanguageSetting    language = trivet_settings_get_language (self->context->settings);
  gboolean                 was_chinese = trivet_ui_is_chinese ();

  _trivet_window_update_lock (self);
  if (g_strcmp0 (id, self->signed_in) == 0)
    return;

  g_free (self->signed_in);
  self->signed_in = g_strdup (id);
  if (current != NULL && *current->language != '\0')
    language = g_str_equal (current->language, "zh") ? TRIVET_LANGUAGE_SETTING_CHINESE : TRIVET_LANGUAGE_SETTING_ENGLISH;
  trivet_ui_set_language (language);
  if (trivet_ui_is_chinese () == was_chinese)
    return;
  /* Not the register's own language, which the action would set. */
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "language")),
                             g_variant_new_string (trivet_ui_is_chinese () ? "chinese" : "english"));
  g_idle_add_full (G_PRIORITY_DEFAULT, rebuild_later, g_object_ref (self), g_object_unref);
}

static gboolean
on_any_event (GtkEventControllerLegacy *controller,
              GdkEvent                 *event,
              gpointer                  user_data)
{
  trivet_staff_desk_touch (user_data);

  return FALSE;
}

static void
watch_desk (TrivetWindow *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  self->desk = trivet_manager_get_desk (self->context->manager);
  self->signed_in = g_strdup ("");
  if (self->desk == NULL)
    return;
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (on_any_event), self->desk, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
}

static void
trivet_window_init (TrivetWindow *self)
{
  self->wedge = trivet_wedge_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self), "trivet");
  gtk_window_set_title (GTK_WINDOW (self), "Trivet");
  gtk_window_set_default_size (GTK_WINDOW (self), 1366, 768);
}

/**
 * trivet_window_new:
 * @application: the program
 * @context: the screens' context; its register has loaded
 *
 * Returns: (transfer none): the register's window, owned by the application
 */
GtkWidget *
trivet_window_new (GtkApplication  *application,
                   TrivetUiContext *context)
{
  TrivetWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_WINDOW, "application", application, NULL);
  self->context = g_object_ref (context);
  add_state_actions (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.guest-phone", context->phone != NULL);
  watch_desk (self);
  build_content (self);
  _trivet_window_add_keys (self);
  g_signal_connect_object (context->reg, "failed", G_CALLBACK (on_failed), self, 0);
  g_signal_connect_object (context->print_queue, "diverted", G_CALLBACK (on_slip_diverted), self, 0);
  g_signal_connect_object (context->print_queue, "stuck", G_CALLBACK (on_slip_stuck), self, 0);
  g_signal_connect_object (context->kitchen, "failed", G_CALLBACK (on_failed), self, 0);
  g_signal_connect_object (context->print_queue, "failed", G_CALLBACK (on_failed), self, 0);
  g_signal_connect_object (context->floor_host, "failed", G_CALLBACK (on_failed), self, 0);
  if (context->clock_watch != NULL)
    g_signal_connect_object (context->clock_watch, "changed", G_CALLBACK (update_clock_bar), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context->reg, "current-changed", G_CALLBACK (on_current_changed), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
