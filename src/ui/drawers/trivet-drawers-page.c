/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-drawers-page.h"

#include "trivet-approval-pane.h"
#include "trivet-close-pane.h"
#include "trivet-day-pane.h"
#include "trivet-sum-pane.h"
#include "trivet-ui.h"
#include "trivet-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/*
 * TrivetDrawersPage: on the left how the drawer stands and what can be done, on the right the one
 * thing that is being done. What should lie in the drawer is said only after it was counted.
 */

#define SIDE_WIDTH 264
/* Wider, and an eye loses the way from a note to its sum. */
#define WORK_WIDTH 760

struct _TrivetDrawersPage {
  GtkBox parent_instance;

  TrivetUiContext *context;
  GtkWidget       *title;
  GtkWidget       *detail;
  GtkWidget       *actions;
  GtkWidget       *message;
  GtkWidget       *work;   /* holds the one thing that is being done */
  TrivetFactType   moving; /* what is asked for, and the yes to it */
  gint64           moving_minor;
  char            *moving_reason;
};

G_DEFINE_FINAL_TYPE (TrivetDrawersPage, trivet_drawers_page, GTK_TYPE_BOX)

static void update (TrivetDrawersPage *self);

static void on_count_activated (GtkWidget  *widget,
                                const char *action,
                                GVariant   *parameter);

static void
trivet_drawers_page_dispose (GObject *object)
{
  TrivetDrawersPage *self = TRIVET_DRAWERS_PAGE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->moving_reason, g_free);

  G_OBJECT_CLASS (trivet_drawers_page_parent_class)->dispose (object);
}

static void
trivet_drawers_page_class_init (TrivetDrawersPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_drawers_page_dispose;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "drawers.count", NULL, on_count_activated);
}

static void
trivet_drawers_page_init (TrivetDrawersPage *self)
{
}

static TrivetDrawers *
get_drawers (TrivetDrawersPage *self)
{
  return self->context->drawers;
}

static TrivetCurrency
get_currency (TrivetDrawersPage *self)
{
  return trivet_register_get_shop (self->context->reg)->currency;
}

static void
say (TrivetDrawersPage *self,
     const char        *words)
{
  gtk_label_set_text (GTK_LABEL (self->message), words);
  gtk_widget_set_visible (self->message, *words != '\0');
}

static void
show_work (TrivetDrawersPage *self,
           GtkWidget         *work)
{
  GtkWidget *clamp;

  trivet_ui_clear_box (GTK_BOX (self->work));
  if (work == NULL) {
    GtkWidget *empty = trivet_ui_empty_new (_("Nothing is open"), _("Choose on the left what happens with the drawer."));

    gtk_widget_set_vexpand (empty, TRUE);
    gtk_box_append (GTK_BOX (self->work), empty);
    return;
  }
  clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WORK_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), work);
  gtk_widget_set_vexpand (clamp, TRUE);
  gtk_box_append (GTK_BOX (self->work), clamp);
}

static gboolean
finish (TrivetDrawersPage *self,
        GObject           *source,
        GAsyncResult      *result)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (trivet_drawers_finish (TRIVET_DRAWERS (source), result, &error)) {
    if (self->context != NULL)
      say (self, "");
    return self->context != NULL;
  }
  if (self->context == NULL)
    return FALSE;
  words = trivet_words_for_error (error);
  say (self, words);

  return FALSE;
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (TrivetDrawersPage) self = user_data;

  if (!finish (self, source, result))
    return;
  show_work (self, NULL);
  update (self);
}

static void
on_use_drawer_clicked (GtkButton *button,
                       gpointer   user_data)
{
  TrivetDrawersPage *self = user_data;

  trivet_drawers_use_first_async (get_drawers (self), on_done, g_object_ref (self));
}

static void
on_float_entered (TrivetSumPane *pane,
                  gint64         minor,
                  const char    *reason,
                  gpointer       user_data)
{
  TrivetDrawersPage *self = user_data;

  trivet_drawers_open_async (get_drawers (self), g_object_get_data (G_OBJECT (pane), "drawer"), minor, on_done,
                             g_object_ref (self));
}

static void
on_open_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetDrawersPage *self = user_data;
  GtkWidget         *pane = trivet_sum_pane_new (get_currency (self), _("What lies in the drawer at the start?"), _("Open the shift"), NULL);

  g_object_set_data_full (G_OBJECT (pane), "drawer", g_strdup (g_object_get_data (G_OBJECT (button), "drawer")), g_free);
  g_signal_connect_object (pane, "entered", G_CALLBACK (on_float_entered), self, 0);
  show_work (self, pane);
}

static void
on_approval_cancelled (GtkWidget *pane,
                       gpointer   user_data)
{
  show_work (user_data, NULL);
}

static void
ask (TrivetDrawersPage            *self,
     const TrivetApprovalQuestion *question)
{
  GtkWidget *pane = trivet_approval_pane_new (self->context);

  g_signal_connect_object (pane, "cancelled", G_CALLBACK (on_approval_cancelled), self, G_CONNECT_AFTER);
  show_work (self, pane);
  trivet_approval_pane_ask (TRIVET_APPROVAL_PANE (pane), question);
}

static void
on_move_approved (TrivetApproval *approval,
                  const char     *reason,
                  gpointer        user_data)
{
  TrivetDrawersPage *self = user_data;

  trivet_drawers_move_async (get_drawers (self), self->moving, self->moving_minor, self->moving_reason, approval, on_done,
                             g_object_ref (self));
}

static const char *
title_of (TrivetFactType move)
{
  if (move == TRIVET_FACT_DRAWER_PAID_IN)
    return _("Money that comes into the drawer");
  if (move == TRIVET_FACT_DRAWER_PAID_OUT)
    return _("Money that leaves the drawer");

  return _("Money that goes into the safe");
}

/* Anybody may say what goes where; who may not open the drawer gets somebody's yes. */
static void
on_move_entered (TrivetSumPane *pane,
                 gint64         minor,
                 const char    *reason,
                 gpointer       user_data)
{
  TrivetDrawersPage           *self = user_data;
  g_autofree char             *sum = trivet_ui_format_minor (minor, get_currency (self));
  g_autofree char             *text = g_strdup_printf ("%s · %s", sum, reason);
  const TrivetApprovalQuestion question = { title_of (self->moving), text, NULL, on_move_approved, self, TRIVET_PERMISSION_OPEN_DRAWER, TRUE };

  self->moving_minor = minor;
  g_free (self->moving_reason);
  self->moving_reason = g_strdup (reason);
  if (trivet_drawers_needs (get_drawers (self), TRIVET_PERMISSION_OPEN_DRAWER) == TRIVET_PERMISSION_NONE)
    on_move_approved (NULL, "", self);
  else
    ask (self, &question);
}

static void
show_move (TrivetDrawersPage *self,
           TrivetFactType     type,
           TrivetReasonKind   kind,
           const char        *confirm)
{
  g_auto (GStrv) reasons = trivet_approval_pane_dup_reasons (self->context, kind);
  GtkWidget *pane = trivet_sum_pane_new (get_currency (self), title_of (type), confirm, (const char *const *) reasons);

  self->moving = type;
  g_signal_connect_object (pane, "entered", G_CALLBACK (on_move_entered), self, 0);
  show_work (self, pane);
}

static void
on_pay_in_clicked (GtkButton *button,
                   gpointer   user_data)
{
  show_move (user_data, TRIVET_FACT_DRAWER_PAID_IN, TRIVET_REASON_PAY_IN, _("Put it in"));
}

static void
on_pay_out_clicked (GtkButton *button,
                    gpointer   user_data)
{
  show_move (user_data, TRIVET_FACT_DRAWER_PAID_OUT, TRIVET_REASON_PAY_OUT, _("Take it out"));
}

static void
on_drop_clicked (GtkButton *button,
                 gpointer   user_data)
{
  show_move (user_data, TRIVET_FACT_DRAWER_DROPPED, TRIVET_REASON_DROP, _("Put it into the safe"));
}

static void
on_kick_approved (TrivetApproval *approval,
                  const char     *reason,
                  gpointer        user_data)
{
  TrivetDrawersPage *self = user_data;

  show_work (self, NULL);
  trivet_drawers_kick_async (get_drawers (self), NULL, NULL, reason, approval, on_done, g_object_ref (self));
}

/* Who may open it taps only what for; anybody else gets somebody's yes as well. */
static void
on_kick_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetDrawersPage *self = user_data;
  g_auto (GStrv) reasons = trivet_approval_pane_dup_reasons (self->context, TRIVET_REASON_KICK);
  const TrivetApprovalQuestion question = { _("Open the drawer without a sale?"), _("It is written down who opened it and why."),
                                                                                      (const char *const *) reasons, on_kick_approved, self, TRIVET_PERMISSION_OPEN_DRAWER, TRUE };

  ask (self, &question);
}

static void
on_closed (TrivetDrawersPage *self)
{
  show_work (self, NULL);
  update (self);
}

static void
on_count_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetDrawersPage *self = user_data;
  GtkWidget         *pane = trivet_close_pane_new (self->context);

  g_signal_connect_object (pane, "done", G_CALLBACK (on_closed), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  say (self, "");
  show_work (self, pane);
}

static void
on_count_activated (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  on_count_clicked (NULL, widget);
}

static TrivetDayPane *
show_day_pane (TrivetDrawersPage *self)
{
  GtkWidget *pane = trivet_day_pane_new (self->context);

  show_work (self, pane);
  say (self, "");

  return TRIVET_DAY_PANE (pane);
}

static void
on_x_clicked (GtkButton *button,
              gpointer   user_data)
{
  trivet_day_pane_show_x (show_day_pane (user_data));
}

static void
on_days_clicked (GtkButton *button,
                 gpointer   user_data)
{
  trivet_day_pane_show_days (show_day_pane (user_data));
}

static void
on_day_clicked (GtkButton *button,
                gpointer   user_data)
{
  trivet_day_pane_show_end (show_day_pane (user_data));
}

static GtkWidget *
add_action (TrivetDrawersPage *self,
            const char        *label,
            GCallback          callback)
{
  GtkWidget *button = trivet_ui_button_new (label, "trivet-button", callback, self);

  gtk_box_append (GTK_BOX (self->actions), button);

  return button;
}

static const char *
get_name (const TrivetDrawer *drawer)
{
  return trivet_ui_is_chinese () ? drawer->name_zh : drawer->name;
}

static void
offer_drawers (TrivetDrawersPage *self)
{
  GPtrArray *drawers = trivet_drawers_get_drawers (get_drawers (self));

  if (drawers->len == 0)
    add_action (self, _("Use a drawer at this register"), G_CALLBACK (on_use_drawer_clicked));
  for (guint i = 0; i < drawers->len; i++) {
    const TrivetDrawer *drawer = g_ptr_array_index (drawers, i);
    g_autofree char    *label = g_strdup_printf (_("Open a shift: %s"), get_name (drawer));
    GtkWidget          *button;

    if (trivet_drawers_find_open (get_drawers (self), drawer->id) != NULL)
      continue;
    button = add_action (self, label, G_CALLBACK (on_open_clicked));
    g_object_set_data_full (G_OBJECT (button), "drawer", g_strdup (drawer->id), g_free);
  }
}

static void
offer_shift (TrivetDrawersPage *self)
{
  add_action (self, _("Count and close"), G_CALLBACK (on_count_clicked));
  add_action (self, _("Money in"), G_CALLBACK (on_pay_in_clicked));
  add_action (self, _("Money out"), G_CALLBACK (on_pay_out_clicked));
  add_action (self, _("To the safe"), G_CALLBACK (on_drop_clicked));
  add_action (self, _("Open the drawer"), G_CALLBACK (on_kick_clicked));
}

static void
describe (TrivetDrawersPage *self,
          const TrivetShift *shift)
{
  const TrivetDrawer *drawer = shift != NULL ? trivet_drawers_lookup (get_drawers (self), shift->drawer_id) : NULL;
  g_autoptr (GDateTime) opened = NULL;
  g_autofree char *time = NULL;
  g_autofree char *detail = NULL;

  if (shift == NULL) {
    gtk_label_set_text (GTK_LABEL (self->title), _("No shift is open here"));
    gtk_label_set_text (GTK_LABEL (self->detail), _("Cash can be taken all the same; nobody counts it then."));
    return;
  }
  opened = g_date_time_new_from_unix_local (shift->opened_at_us / G_USEC_PER_SEC);
  time = g_date_time_format (opened, "%H:%M");
  detail = *shift->opened_by != '\0' ? g_strdup_printf (_("Open since %s · %s"), time, shift->opened_by)
                                     : g_strdup_printf (_("Open since %s"), time);
  gtk_label_set_text (GTK_LABEL (self->title), drawer != NULL ? get_name (drawer) : shift->drawer_id);
  gtk_label_set_text (GTK_LABEL (self->detail), detail);
}

static void
update (TrivetDrawersPage *self)
{
  const TrivetShift *shift = trivet_drawers_get_shift (get_drawers (self));

  trivet_ui_clear_box (GTK_BOX (self->actions));
  describe (self, shift);
  if (shift != NULL)
    offer_shift (self);
  else
    offer_drawers (self);
  add_action (self, _("X report: the day so far"), G_CALLBACK (on_x_clicked));
  add_action (self, _("End of the day"), G_CALLBACK (on_day_clicked));
  if (trivet_drawers_get_last_day (get_drawers (self))->number > 0)
    add_action (self, _("Z reports"), G_CALLBACK (on_days_clicked));
}

static GtkWidget *
side_new (TrivetDrawersPage *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->title = trivet_ui_label_new ("", "ticket-total");
  self->detail = trivet_ui_label_new ("", "dim");
  self->message = trivet_ui_label_new ("", "choices-hint");
  self->actions = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_label_set_wrap (GTK_LABEL (self->detail), TRUE);
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_widget_set_visible (self->message, FALSE);
  gtk_widget_set_size_request (side, SIDE_WIDTH, -1);
  gtk_widget_add_css_class (side, "trivet-card");
  gtk_widget_add_css_class (side, "staff-form");
  gtk_box_append (GTK_BOX (side), self->title);
  gtk_box_append (GTK_BOX (side), self->detail);
  gtk_box_append (GTK_BOX (side), self->message);
  gtk_box_append (GTK_BOX (side), self->actions);

  return side;
}

/**
 * trivet_drawers_page_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
trivet_drawers_page_new (TrivetUiContext *context)
{
  TrivetDrawersPage *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_DRAWERS_PAGE, "spacing", 18, NULL);
  self->context = g_object_ref (context);
  self->work = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_hexpand (self->work, TRUE);
  gtk_widget_add_css_class (self->work, "trivet-card");
  gtk_widget_add_css_class (self->work, "staff-form");
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-right");
  gtk_box_append (GTK_BOX (self), side_new (self));
  gtk_box_append (GTK_BOX (self), self->work);
  g_signal_connect_object (context->drawers, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  show_work (self, NULL);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_drawers_page_open:
 * @self: the page
 *
 * Shows the drawer as it is now, with nothing begun.
 */
void
trivet_drawers_page_open (TrivetDrawersPage *self)
{
  g_return_if_fail (TRIVET_IS_DRAWERS_PAGE (self));

  say (self, "");
  show_work (self, NULL);
  update (self);
}
