/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-sign-in-page.h"

#include "trivet-ui.h"
#include "trivet-who-pane.h"

#include <glib/gi18n.h>

/*
 * TrivetSignInPage: the pane that asks who it is, over the staff desk.
 */

enum {
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetSignInPage {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetStaffDesk *desk; /* of the context's manager */
  GtkWidget       *pane;
  GtkWidget       *sign_out;
};

G_DEFINE_FINAL_TYPE (TrivetSignInPage, trivet_sign_in_page, GTK_TYPE_BOX)

static void
trivet_sign_in_page_dispose (GObject *object)
{
  g_clear_object (&TRIVET_SIGN_IN_PAGE (object)->context);

  G_OBJECT_CLASS (trivet_sign_in_page_parent_class)->dispose (object);
}

static void
trivet_sign_in_page_class_init (TrivetSignInPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_sign_in_page_dispose;

  signals[DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_sign_in_page_init (TrivetSignInPage *self)
{
}

static void
on_signed_in (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (TrivetSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = trivet_staff_desk_sign_in_finish (TRIVET_STAFF_DESK (source), result, &error);

  if (self->context == NULL)
    return;
  trivet_who_pane_answer (TRIVET_WHO_PANE (self->pane), error);
  if (done)
    g_signal_emit (self, signals[DONE], 0);
}

static void
on_entered (TrivetWhoPane *pane,
            const char    *staff_id,
            TrivetSecret  *secret,
            gboolean       is_badge,
            gpointer       user_data)
{
  TrivetSignInPage *self = user_data;

  if (is_badge)
    trivet_staff_desk_sign_in_badge_async (self->desk, secret, on_signed_in, g_object_ref (self));
  else
    trivet_staff_desk_sign_in_async (self->desk, staff_id, secret, on_signed_in, g_object_ref (self));
}

static void
on_sign_out_clicked (GtkButton *button,
                     gpointer   user_data)
{
  TrivetSignInPage *self = user_data;

  trivet_staff_desk_sign_out (self->desk);
  if (!trivet_staff_desk_is_locked (self->desk))
    g_signal_emit (self, signals[DONE], 0);
}

static void
update (TrivetSignInPage *self)
{
  gtk_widget_set_visible (self->sign_out, trivet_staff_desk_get_current (self->desk) != NULL);
}

/**
 * trivet_sign_in_page_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
trivet_sign_in_page_new (TrivetUiContext *context)
{
  TrivetSignInPage *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_SIGN_IN_PAGE, NULL);
  self->context = g_object_ref (context);
  self->desk = trivet_manager_get_desk (context->manager);
  self->pane = trivet_who_pane_new (context, _("Who works here?"), "", _("Sign in"), NULL);
  self->sign_out = trivet_ui_button_new (_("Sign out"), "trivet-button", G_CALLBACK (on_sign_out_clicked), self);
  trivet_who_pane_append (TRIVET_WHO_PANE (self->pane), self->sign_out);
  g_signal_connect (self->pane, "entered", G_CALLBACK (on_entered), self);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-right");
  gtk_box_append (GTK_BOX (self), self->pane);
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_sign_in_page_open:
 * @self: the page
 *
 * Begins anew, with whoever works here now.
 */
void
trivet_sign_in_page_open (TrivetSignInPage *self)
{
  g_return_if_fail (TRIVET_IS_SIGN_IN_PAGE (self));

  trivet_who_pane_open (TRIVET_WHO_PANE (self->pane));
}
