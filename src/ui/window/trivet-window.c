/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-window.h"

#include "trivet-audit-page.h"
#include "trivet-books-page.h"
#include "trivet-error-bar.h"
#include "trivet-floor-page.h"
#include "trivet-header.h"
#include "trivet-history-page.h"
#include "trivet-move-page.h"
#include "trivet-order-page.h"
#include "trivet-papers-page.h"
#include "trivet-parked-page.h"
#include "trivet-pay-page.h"
#include "trivet-refund-page.h"
#include "trivet-settings-page.h"
#include "trivet-sign-in-page.h"
#include "trivet-split-page.h"
#include "trivet-staff-page.h"
#include "trivet-ui.h"
#include "trivet-wedge.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetWindow: one page at a time below the header. A new language builds header and pages anew;
 * what they show lives in the services.
 */

/* After the first frame has been painted. */
#define WARM_UP_MS 150

enum {
  GUEST_PHONE_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetWindow {
  AdwApplicationWindow parent_instance;

  TrivetUiContext *context;
  TrivetWedge     *wedge;
  TrivetStaffDesk *desk;      /* nullable; of the context's manager */
  char            *signed_in; /* the id of whom the screens are for, "" for nobody */

  GtkWidget *header;
  GtkWidget *error_bar;
  GtkWidget *stack;
  GtkWidget *order_page;
  GtkWidget *pay_page;    /* NULL until it is needed */
  char      *refund_from; /* the page from which an order was opened */
  gboolean   from_floor;  /* the order page was reached from the tables, and leads back there */
  guint      warm_up_id;
};

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

static gboolean
is_locked (TrivetWindow *self)
{
  return self->desk != NULL && trivet_staff_desk_is_locked (self->desk);
}

static const char *
get_page (TrivetWindow *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->stack));
}

static void show_order_page (TrivetWindow *self);

static void show_home_page (TrivetWindow *self);

static void show_split_page (TrivetWindow *self);

/* The next bill of a split order, or the next guest. */
static void
on_pay_finished (TrivetWindow *self)
{
  TrivetTab *tab = trivet_register_get_current (self->context->reg);

  trivet_checkout_end (self->context->checkout);
  if (tab != NULL && trivet_order_is_open (trivet_tab_get_order (tab)) && trivet_tab_get_order (tab)->n_checks > 1) {
    show_split_page (self);
    return;
  }
  trivet_register_new_order (self->context->reg);
  show_home_page (self);
}

static void
ensure_pay_page (TrivetWindow *self)
{
  if (self->pay_page != NULL)
    return;

  self->pay_page = trivet_pay_page_new (self->context);
  g_signal_connect_object (self->pay_page, "finished", G_CALLBACK (on_pay_finished), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (GTK_STACK (self->stack), self->pay_page, "pay");
}

typedef GtkWidget *(*NewPageFunc) (TrivetUiContext *context);

static GtkWidget *
ensure_page (TrivetWindow *self,
             const char   *name,
             NewPageFunc   new_page)
{
  GtkWidget *page = gtk_stack_get_child_by_name (GTK_STACK (self->stack), name);

  if (page == NULL) {
    page = new_page (self->context);
    gtk_stack_add_named (GTK_STACK (self->stack), page, name);
  }

  return page;
}

static void
show_order_page (TrivetWindow *self)
{
  if (g_strcmp0 (get_page (self), "pay") == 0)
    trivet_pay_page_close (TRIVET_PAY_PAGE (self->pay_page));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "order");
  trivet_header_show_tabs (TRIVET_HEADER (self->header));
}

static void
on_order_wanted (TrivetWindow *self)
{
  show_order_page (self);
  self->from_floor = TRUE;
}

static void
show_floor_page (TrivetWindow *self)
{
  GtkWidget *page = gtk_stack_get_child_by_name (GTK_STACK (self->stack), "floor");

  if (g_strcmp0 (get_page (self), "pay") == 0)
    trivet_pay_page_close (TRIVET_PAY_PAGE (self->pay_page));
  if (page == NULL) {
    page = ensure_page (self, "floor", trivet_floor_page_new);
    g_signal_connect_object (page, "order-wanted", G_CALLBACK (on_order_wanted), self, G_CONNECT_SWAPPED);
  }
  trivet_floor_page_open (TRIVET_FLOOR_PAGE (page));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "floor");
  trivet_header_show_bar (TRIVET_HEADER (self->header), trivet_floor_page_get_bar (TRIVET_FLOOR_PAGE (page)));
}

/* Where the next guest is waited for. */
static void
show_home_page (TrivetWindow *self)
{
  if (self->from_floor)
    show_floor_page (self);
  else
    show_order_page (self);
}

static char *
dup_pay_title (const TrivetOrder *order,
               int                check)
{
  g_autofree char *title = NULL;

  title = *order->label != '\0' ? g_strdup_printf (_("Pay · %s · Order %s"), order->label, order->number)
                                : g_strdup_printf (_("Pay · Order %s"), order->number);

  return check != 0 ? g_strdup_printf (_("%s · Bill %d"), title, check) : g_steal_pointer (&title);
}

static void
show_pay_page (TrivetWindow *self,
               int           check)
{
  TrivetTab         *tab = trivet_register_get_current (self->context->reg);
  const TrivetOrder *order = tab != NULL ? trivet_tab_get_order (tab) : NULL;
  g_autofree char   *title = NULL;

  /* Nothing is due, and nothing is unclear; an order that costs nothing can still be closed. */
  if (order != NULL && trivet_tab_get_due_minor (tab) == 0 && trivet_order_get_in_doubt_minor (order) == 0 &&
      (trivet_tab_get_totals (tab)->total_minor != 0 || trivet_tab_get_totals (tab)->lines->len == 0))
    return;
  if (order == NULL || !trivet_checkout_begin_check (self->context->checkout, order->order_id, check))
    return;

  title = dup_pay_title (order, check);
  trivet_header_show_page (TRIVET_HEADER (self->header), title, check != 0 ? _("‹ Back to bills") : _("‹ Back to order"));
  ensure_pay_page (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "pay");
  trivet_pay_page_open (TRIVET_PAY_PAGE (self->pay_page));
}

static void
on_pay_activated (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  TrivetWindow *self = TRIVET_WINDOW (widget);
  TrivetTab    *tab = trivet_register_get_current (self->context->reg);

  /* Who has split an order pays it bill by bill. */
  if (tab != NULL && trivet_tab_get_order (tab)->n_checks > 1)
    show_split_page (self);
  else
    show_pay_page (self, 0);
}

static void
on_bill_chosen (GtkWidget *page,
                int        check,
                gpointer   user_data)
{
  show_pay_page (user_data, check);
}

static void
leave_pay_page (TrivetWindow *self)
{
  const TrivetCheckoutStatus *status = trivet_checkout_get_status (self->context->checkout);
  gboolean                    settled = status->order_settled;
  int                         check = trivet_checkout_get_check (self->context->checkout);

  trivet_checkout_end (self->context->checkout);
  if (settled)
    trivet_register_new_order (self->context->reg);
  if (check != 0 && !settled)
    show_split_page (self);
  else if (settled)
    show_home_page (self);
  else
    show_order_page (self);
}

static void
show_page (TrivetWindow *self,
           const char   *page,
           const char   *title,
           const char   *back)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
  trivet_header_show_page (TRIVET_HEADER (self->header), title, back);
}

static void show_named_page (TrivetWindow *self,
                             const char   *page);

/* About the order on the screen: its name belongs into the title. */
static void
show_order_tool (TrivetWindow *self,
                 const char   *page,
                 const char   *format)
{
  const TrivetOrder *order = trivet_tab_get_order (trivet_register_get_current (self->context->reg));
  g_autofree char   *name = trivet_words_for_order (order);
  g_autofree char   *title = g_strdup_printf ("%s · %s", format, name);

  show_page (self, page, title, _("‹ Back to order"));
}

static void
show_split_page (TrivetWindow *self)
{
  GtkWidget *page;

  if (trivet_register_get_current (self->context->reg) == NULL)
    return;
  if (g_strcmp0 (get_page (self), "pay") == 0)
    trivet_pay_page_close (TRIVET_PAY_PAGE (self->pay_page));
  page = gtk_stack_get_child_by_name (GTK_STACK (self->stack), "split");
  if (page == NULL) {
    page = ensure_page (self, "split", trivet_split_page_new);
    g_signal_connect_object (page, "pay", G_CALLBACK (on_bill_chosen), self, 0);
  }
  trivet_split_page_open (TRIVET_SPLIT_PAGE (page));
  show_order_tool (self, "split", _("Split"));
}

static void
show_move_page (TrivetWindow *self)
{
  GtkWidget *page;

  if (trivet_register_get_current (self->context->reg) == NULL)
    return;
  page = gtk_stack_get_child_by_name (GTK_STACK (self->stack), "move");
  if (page == NULL) {
    page = ensure_page (self, "move", trivet_move_page_new);
    g_signal_connect_object (page, "done", G_CALLBACK (show_order_page), self, G_CONNECT_SWAPPED);
  }
  trivet_move_page_open (TRIVET_MOVE_PAGE (page));
  show_order_tool (self, "move", _("Move or merge"));
}

/* Back to the list that the order was chosen from. */
static void
leave_refund_page (TrivetWindow *self)
{
  GtkWidget *page = gtk_stack_get_child_by_name (GTK_STACK (self->stack), "refund");

  trivet_refund_page_close (TRIVET_REFUND_PAGE (page));
  show_named_page (self, self->refund_from);
}

static void
leave_order_page (TrivetWindow *self)
{
  if (!trivet_order_page_go_back (TRIVET_ORDER_PAGE (self->order_page)))
    show_home_page (self);
}

static void
leave_floor_page (TrivetWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (GTK_STACK (self->stack));

  if (trivet_floor_page_go_back (TRIVET_FLOOR_PAGE (page)))
    return;
  self->from_floor = FALSE;
  show_order_page (self);
}

static void
on_back_activated (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  TrivetWindow *self = TRIVET_WINDOW (widget);

  if (is_locked (self))
    return;
  if (g_strcmp0 (get_page (self), "pay") == 0)
    leave_pay_page (self);
  else if (g_strcmp0 (get_page (self), "order") == 0)
    leave_order_page (self);
  else if (g_strcmp0 (get_page (self), "floor") == 0)
    leave_floor_page (self);
  else if (g_strcmp0 (get_page (self), "refund") == 0)
    leave_refund_page (self);
  else
    show_order_page (self);
}

static void
show_sign_in_page (TrivetWindow *self)
{
  gboolean   fresh = gtk_stack_get_child_by_name (GTK_STACK (self->stack), "sign-in") == NULL;
  GtkWidget *page = ensure_page (self, "sign-in", trivet_sign_in_page_new);

  if (fresh)
    g_signal_connect_object (page, "done", G_CALLBACK (show_order_page), self, G_CONNECT_SWAPPED);
  trivet_wedge_reset (self->wedge);
  trivet_sign_in_page_open (TRIVET_SIGN_IN_PAGE (page));
  show_page (self, "sign-in", _("Sign in"), _("‹ Back to order"));
}

/* Nothing but signing in can be reached. */
static void
update_lock (TrivetWindow *self)
{
  gboolean locked = is_locked (self);

  gtk_widget_set_sensitive (self->header, !locked);
  if (locked && g_strcmp0 (get_page (self), "sign-in") != 0) {
    if (g_strcmp0 (get_page (self), "pay") == 0)
      trivet_pay_page_close (TRIVET_PAY_PAGE (self->pay_page));
    show_sign_in_page (self);
  }
}

static void
show_named_page (TrivetWindow *self,
                 const char   *page)
{
  const char *title = NULL;

  if (is_locked (self) || (g_str_equal (page, "sign-in") && self->desk != NULL)) {
    show_sign_in_page (self);
  } else if (g_str_equal (page, "floor")) {
    show_floor_page (self);
  } else if (g_str_equal (page, "split")) {
    show_split_page (self);
  } else if (g_str_equal (page, "move")) {
    show_move_page (self);
  } else if (g_str_equal (page, "history")) {
    title = _("Past orders");
    trivet_history_page_refresh (TRIVET_HISTORY_PAGE (ensure_page (self, page, trivet_history_page_new)));
  } else if (g_str_equal (page, "papers")) {
    title = _("Receipts waiting");
    ensure_page (self, page, trivet_papers_page_new);
  } else if (g_str_equal (page, "parked")) {
    title = _("Not settled");
    ensure_page (self, page, trivet_parked_page_new);
  } else if (g_str_equal (page, "books") && self->context->bookkeeper != NULL) {
    title = _("Books");
    trivet_books_page_refresh (TRIVET_BOOKS_PAGE (ensure_page (self, page, trivet_books_page_new)));
  } else if (g_str_equal (page, "settings")) {
    title = _("Settings");
    ensure_page (self, page, trivet_settings_page_new);
  } else if (g_str_equal (page, "staff") && self->desk != NULL) {
    title = _("Staff and roles");
    trivet_staff_page_refresh (TRIVET_STAFF_PAGE (ensure_page (self, page, trivet_staff_page_new)));
  } else if (g_str_equal (page, "audit")) {
    title = _("Who did what");
    trivet_audit_page_refresh (TRIVET_AUDIT_PAGE (ensure_page (self, page, trivet_audit_page_new)));
  }
  if (title != NULL)
    show_page (self, page, title, _("‹ Back to order"));
}

static void
on_show_activated (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  TrivetWindow *self = TRIVET_WINDOW (widget);

  if (g_strcmp0 (get_page (self), "pay") != 0)
    show_named_page (self, g_variant_get_string (parameter, NULL));
}

static void
on_refund_activated (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  TrivetWindow *self = TRIVET_WINDOW (widget);
  const char   *from = get_page (self);
  GtkWidget    *page;

  if (g_strcmp0 (from, "pay") == 0)
    return;
  if (g_strcmp0 (from, "refund") != 0) {
    g_free (self->refund_from);
    self->refund_from = g_strdup (g_strcmp0 (from, "order") == 0 ? "history" : from);
  }
  page = ensure_page (self, "refund", trivet_refund_page_new);
  trivet_refund_page_open (TRIVET_REFUND_PAGE (page), g_variant_get_string (parameter, NULL));
  show_page (self, "refund", _("Give back"), _("‹ Back"));
}

static void
on_guest_phone_activated (GtkWidget  *widget,
                          const char *action,
                          GVariant   *parameter)
{
  g_signal_emit (widget, signals[GUEST_PHONE_WANTED], 0);
}

static void
on_about_activated (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  gtk_show_about_dialog (GTK_WINDOW (widget),
                         "program-name", "Trivet",
                         "logo-icon-name", TRIVET_APP_ID,
                         "version", TRIVET_VERSION,
                         "comments", _("A restaurant register that never loses a unit of money"), "license-type", GTK_LICENSE_GPL_3_0, NULL);
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
    trivet_staff_desk_set_serving (self->desk, g_strcmp0 (get_page (self), "pay") == 0);
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

  gtk_widget_class_install_action (widget_class, "win.pay", NULL, on_pay_activated);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, on_back_activated);
  gtk_widget_class_install_action (widget_class, "win.show", "s", on_show_activated);
  gtk_widget_class_install_action (widget_class, "win.refund", "s", on_refund_activated);
  gtk_widget_class_install_action (widget_class, "win.guest-phone", NULL, on_guest_phone_activated);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, on_about_activated);
}

static gunichar
character_of (guint keyval)
{
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    return '\r';

  return gdk_keyval_to_unicode (keyval);
}

/* When the key was pressed, not when this program had time for it: a busy moment must not tear a
 * scanner's run apart. */
static gint64
key_time_us (TrivetWindow       *self,
             GtkEventController *controller)
{
  guint32 time_ms = gtk_event_controller_get_current_event_time (controller);

  return time_ms != GDK_CURRENT_TIME ? (gint64) time_ms * 1000 : trivet_clock_get_monotonic_us (self->context->clock);
}

/* The hand scanner types wherever the focus is, so the window listens before everybody else. */
static gboolean
on_any_key_pressed (GtkEventControllerKey *controller,
                    guint                  keyval,
                    guint                  keycode,
                    GdkModifierType        state,
                    gpointer               user_data)
{
  TrivetWindow *self = user_data;
  g_autoptr (TrivetSecret) code = NULL;
  TrivetWedgeVerdict verdict;

  gboolean signing_in = g_strcmp0 (get_page (self), "sign-in") == 0;

  if (g_strcmp0 (get_page (self), "pay") != 0 && !signing_in)
    return FALSE;

  verdict = trivet_wedge_feed (self->wedge, character_of (keyval), key_time_us (self, GTK_EVENT_CONTROLLER (controller)), &code);
  if (verdict == TRIVET_WEDGE_CODE && signing_in)
    trivet_sign_in_page_handle_badge (TRIVET_SIGN_IN_PAGE (gtk_stack_get_visible_child (GTK_STACK (self->stack))), code);
  else if (verdict == TRIVET_WEDGE_CODE)
    trivet_pay_page_handle_code (TRIVET_PAY_PAGE (self->pay_page), code);

  return verdict != TRIVET_WEDGE_PASS;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                gpointer               user_data)
{
  TrivetWindow *self = user_data;
  gboolean      ordering = g_strcmp0 (get_page (self), "order") == 0;

  if (keyval == GDK_KEY_Escape) {
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
    return TRUE;
  }
  if (ordering && (keyval == GDK_KEY_F12 || (keyval == GDK_KEY_Return && (state & GDK_CONTROL_MASK)))) {
    gtk_widget_activate_action (GTK_WIDGET (self), "win.pay", NULL);
    return TRUE;
  }

  if (keyval == GDK_KEY_F2) {
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show", "s", "floor");
    return TRUE;
  }
  if (g_strcmp0 (get_page (self), "floor") == 0)
    return trivet_floor_page_handle_key (TRIVET_FLOOR_PAGE (gtk_stack_get_visible_child (GTK_STACK (self->stack))), keyval, state);

  return ordering && trivet_order_page_handle_key (TRIVET_ORDER_PAGE (self->order_page), keyval, state);
}

static void
add_key_controllers (TrivetWindow *self)
{
  GtkEventController *first = gtk_event_controller_key_new ();
  GtkEventController *last = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (first, GTK_PHASE_CAPTURE);
  g_signal_connect (first, "key-pressed", G_CALLBACK (on_any_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), first);
  g_signal_connect (last, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), last);
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
  const TrivetPrintJob *job = trivet_print_job_item_get_job (item);
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED,
                                          _("The printer %s does not print. The slip of order %s came out at %s: bring it over."),
                                             from, job->order_number, to);

  trivet_window_show_error (user_data, error);
}

static void
on_slip_stuck (TrivetPrintQueue   *queue,
               TrivetPrintJobItem *item,
               gpointer            user_data)
{
  TrivetWindow         *self = user_data;
  const TrivetPrintJob *job = trivet_print_job_item_get_job (item);
  const TrivetStation  *station = trivet_kitchen_lookup_station (trivet_kitchen_desk_get_kitchen (self->context->kitchen), job->station);
  const char           *name = station == NULL ? job->station : trivet_ui_is_chinese () ? station->name_zh
                                                                                        : station->name;
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED,
                                          _("%s has not got the slip of order %s. Tell the kitchen, then look at “Receipts waiting”."),
                                             name, job->order_number);

  trivet_window_show_error (self, error);
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
  ensure_pay_page (self);

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
  gboolean   paying = self->stack != NULL && g_strcmp0 (get_page (self), "pay") == 0;
  gboolean   on_floor = self->stack != NULL ? g_strcmp0 (get_page (self), "floor") == 0
                                            : trivet_settings_get_start_page (self->context->settings) == TRIVET_START_PAGE_FLOOR;

  if (paying)
    trivet_pay_page_close (TRIVET_PAY_PAGE (self->pay_page));
  self->header = trivet_header_new (self->context);
  gtk_window_handle_set_child (GTK_WINDOW_HANDLE (handle), self->header);
  gtk_box_append (GTK_BOX (box), handle);
  self->error_bar = trivet_error_bar_new ();
  gtk_box_append (GTK_BOX (box), self->error_bar);
  build_pages (self);
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), box);
  if (paying)
    show_pay_page (self, check);
  else if (on_floor)
    show_floor_page (self);
  update_lock (self);
}

/* Each person's own language; nobody's is the register's. */
static void
on_desk_changed (TrivetWindow *self)
{
  const TrivetStaffMember *current = trivet_staff_desk_get_current (self->desk);
  const char              *id = current != NULL ? current->staff_id : "";
  TrivetLanguageSetting    language = trivet_settings_get_language (self->context->settings);
  gboolean                 was_chinese = trivet_ui_is_chinese ();

  update_lock (self);
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
  add_key_controllers (self);
  g_signal_connect_object (context->reg, "failed", G_CALLBACK (on_failed), self, 0);
  g_signal_connect_object (context->print_queue, "diverted", G_CALLBACK (on_slip_diverted), self, 0);
  g_signal_connect_object (context->print_queue, "stuck", G_CALLBACK (on_slip_stuck), self, 0);
  g_signal_connect_object (context->kitchen, "failed", G_CALLBACK (on_failed), self, 0);
  g_signal_connect_object (context->print_queue, "failed", G_CALLBACK (on_failed), self, 0);
  g_signal_connect_object (context->floor_host, "failed", G_CALLBACK (on_failed), self, 0);
  g_signal_connect_object (context->reg, "current-changed", G_CALLBACK (on_current_changed), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
