/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-claim-pane.h"

#include "trivet-approval-pane.h"
#include "trivet-keypad.h"
#include "trivet-reason-chooser.h"
#include "trivet-ui.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/*
 * TrivetClaimPane: the number on the guest's receipt is typed on the pad or a keyboard; numbers of
 * wallets are digits, those of banks may have letters. Whoever may not believe it alone asks next.
 */

#define MAX_REFERENCE 64

enum {
  DONE,
  CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetClaimPane {
  GtkWidget parent_instance;

  TrivetUiContext *context;
  char            *payment_id; /* nullable: none is open */

  GtkWidget *stack;
  GtkWidget *form;
  GtkWidget *approval;
  GtkWidget *title;
  GtkWidget *reasons;
  GtkWidget *reference;
  GtkWidget *record;
};

G_DEFINE_FINAL_TYPE (TrivetClaimPane, trivet_claim_pane, GTK_TYPE_WIDGET)

static void
trivet_claim_pane_dispose (GObject *object)
{
  TrivetClaimPane *self = TRIVET_CLAIM_PANE (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_pointer (&self->payment_id, g_free);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_claim_pane_parent_class)->dispose (object);
}

static void
trivet_claim_pane_class_init (TrivetClaimPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_claim_pane_dispose;

  signals[DONE] = g_signal_new ("done",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_ERROR);
  signals[CANCELLED] =
    g_signal_new ("cancelled",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static const char *
get_reason (TrivetClaimPane *self)
{
  return trivet_reason_chooser_get_reason (TRIVET_REASON_CHOOSER (self->reasons));
}

static void
update (TrivetClaimPane *self)
{
  gtk_widget_set_sensitive (self->record, get_reason (self) != NULL);
}

static void
on_key (TrivetKeypad *keypad,
        guint         key,
        gpointer      user_data)
{
  TrivetClaimPane *self = user_data;
  GtkEditable     *editable = GTK_EDITABLE (self->reference);
  int              end = (int) g_utf8_strlen (gtk_editable_get_text (editable), -1);
  /* Ended by zero: the entry's signal copies a text, whatever length we say. */
  char digit[] = { (char) ('0' + key % 10), '\0' };

  if (key <= 9 && end < MAX_REFERENCE)
    gtk_editable_insert_text (editable, digit, 1, &end);
  else if (key == TRIVET_KEYPAD_ERASE && end > 0)
    gtk_editable_delete_text (editable, end - 1, end);
  else if (key == TRIVET_KEYPAD_CLEAR)
    gtk_editable_set_text (editable, "");
}

/* Takes @approval. */
static void
record (TrivetClaimPane *self,
        TrivetApproval  *approval)
{
  g_autofree char *reference = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reference))));
  g_autoptr (GError) error = NULL;

  trivet_checkout_claim (self->context->checkout, self->payment_id, reference, approval, get_reason (self), &error);
  g_signal_emit (self, signals[DONE], 0, error);
}

static void
on_approved (TrivetApproval *approval,
             const char     *reason,
             gpointer        user_data)
{
  record (user_data, approval);
}

static void
on_approval_cancelled (TrivetClaimPane *self)
{
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->form);
  gtk_widget_grab_focus (self->reference);
}

static void
on_record_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetClaimPane             *self = user_data;
  TrivetPermission             permission = trivet_checkout_needs_for_claim (self->context->checkout);
  const TrivetApprovalQuestion question = { _("Let the order go on this receipt?"), get_reason (self), NULL, on_approved, self, permission };

  if (permission == TRIVET_PERMISSION_NONE) {
    record (self, NULL);
    return;
  }
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->approval);
  trivet_approval_pane_ask (TRIVET_APPROVAL_PANE (self->approval), &question);
}

static void
on_cancel_clicked (GtkButton *button,
                   gpointer   user_data)
{
  g_signal_emit (user_data, signals[CANCELLED], 0);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                gpointer               user_data)
{
  if (keyval != GDK_KEY_Escape)
    return FALSE;
  on_cancel_clicked (NULL, user_data);

  return TRUE;
}

static GtkWidget *
words_side_new (TrivetClaimPane *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *text = trivet_ui_label_new (_("It is recorded and not verified: the register goes on asking, and the bill decides. "
                                           "What it covers is not asked for again."),
                                            "dim");
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *cancel = trivet_ui_button_new (_("Back"), "trivet-button", G_CALLBACK (on_cancel_clicked), self);

  self->title = trivet_ui_label_new ("", "approval-title");
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  self->reasons = trivet_reason_chooser_new ();
  g_signal_connect_swapped (self->reasons, "changed", G_CALLBACK (update), self);
  gtk_widget_set_vexpand (space, TRUE);
  gtk_widget_set_halign (cancel, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (side), self->title);
  gtk_box_append (GTK_BOX (side), text);
  gtk_box_append (GTK_BOX (side), trivet_ui_label_new (_("What the guest shows"), "section"));
  gtk_box_append (GTK_BOX (side), self->reasons);
  gtk_box_append (GTK_BOX (side), space);
  gtk_box_append (GTK_BOX (side), cancel);

  return side;
}

static GtkWidget *
number_side_new (TrivetClaimPane *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *keypad = trivet_keypad_new (TRIVET_KEYPAD_CLEAR);

  self->reference = gtk_entry_new ();
  gtk_widget_add_css_class (self->reference, "trivet-entry");
  gtk_entry_set_max_length (GTK_ENTRY (self->reference), MAX_REFERENCE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->reference), _("may be left empty"));
  trivet_ui_set_name (self->reference, _("Number on the receipt"));
  self->record = trivet_ui_button_new (_("Record the receipt"), "trivet-button primary big", G_CALLBACK (on_record_clicked), self);
  gtk_widget_set_vexpand (keypad, TRUE);
  g_signal_connect (keypad, "key", G_CALLBACK (on_key), self);
  gtk_box_append (GTK_BOX (side), trivet_ui_label_new (_("Number on the receipt"), "section"));
  gtk_box_append (GTK_BOX (side), self->reference);
  gtk_box_append (GTK_BOX (side), keypad);
  gtk_box_append (GTK_BOX (side), self->record);

  return side;
}

static GtkWidget *
form_new (TrivetClaimPane *self)
{
  GtkWidget          *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget          *clamp = adw_clamp_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_box_append (GTK_BOX (row), words_side_new (self));
  gtk_box_append (GTK_BOX (row), number_side_new (self));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 900);
  adw_clamp_set_child (ADW_CLAMP (clamp), row);
  gtk_widget_add_css_class (clamp, "cash-view");
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (clamp, keys);

  return clamp;
}

static void
trivet_claim_pane_init (TrivetClaimPane *self)
{
  self->stack = gtk_stack_new ();
  /* The larger of the two must not make the other larger than the screen. */
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  self->form = form_new (self);
  gtk_stack_add_child (GTK_STACK (self->stack), self->form);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

/**
 * trivet_claim_pane_new:
 * @context: the services
 *
 * Returns: (transfer floating): a pane, to be opened
 */
GtkWidget *
trivet_claim_pane_new (TrivetUiContext *context)
{
  TrivetClaimPane *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_CLAIM_PANE, NULL);
  self->context = g_object_ref (context);
  self->approval = trivet_approval_pane_new (context);
  g_signal_connect_object (self->approval, "cancelled", G_CALLBACK (on_approval_cancelled), self, G_CONNECT_SWAPPED);
  gtk_stack_add_child (GTK_STACK (self->stack), self->approval);

  return GTK_WIDGET (self);
}

/**
 * trivet_claim_pane_open:
 * @self: a pane
 * @payment_id: what the guest's receipt is about
 * @method: the wallet's name
 * @amount: what the payment asked for
 *
 * Begins anew for a payment.
 */
void
trivet_claim_pane_open (TrivetClaimPane *self,
                        const char      *payment_id,
                        const char      *method,
                        const char      *amount)
{
  g_autofree char *title = NULL;
  g_auto (GStrv) reasons = NULL;

  g_return_if_fail (TRIVET_IS_CLAIM_PANE (self));

  g_free (self->payment_id);
  self->payment_id = g_strdup (payment_id);
  title = g_strdup_printf (_("The guest shows a receipt for %s with %s"), amount, method);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_editable_set_text (GTK_EDITABLE (self->reference), "");
  reasons = trivet_approval_pane_dup_reasons (self->context, TRIVET_REASON_CLAIM);
  trivet_reason_chooser_offer (TRIVET_REASON_CHOOSER (self->reasons), (const char *const *) reasons);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->form);
  update (self);
  gtk_widget_grab_focus (self->reference);
}
