/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-claim-pane.h"

#include "trivet-keypad.h"
#include "trivet-ui.h"
#include "trivet-wrap-layout.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/*
 * TrivetClaimPane: the number on the guest's receipt is typed on the pad or a keyboard; numbers of
 * wallets are digits, those of banks may have letters.
 */

#define MAX_REFERENCE 64

static const char *const reasons[] = {
  N_("Receipt in the wallet"),
      N_("Message from the bank"),
          N_("Other proof"),
      };

enum {
  CLAIMED,
  CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetClaimPane {
  GtkWidget parent_instance;

  const char *reason; /* nullable: none chosen yet */

  GtkWidget *clamp;
  GtkWidget *title;
  GtkWidget *reasons;
  GtkWidget *reference;
  GtkWidget *record;
};

G_DEFINE_FINAL_TYPE (TrivetClaimPane, trivet_claim_pane, GTK_TYPE_WIDGET)

static void
trivet_claim_pane_dispose (GObject *object)
{
  g_clear_pointer (&TRIVET_CLAIM_PANE (object)->clamp, gtk_widget_unparent);

  G_OBJECT_CLASS (trivet_claim_pane_parent_class)->dispose (object);
}

static void
trivet_claim_pane_class_init (TrivetClaimPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_claim_pane_dispose;

  signals[CLAIMED] =
    g_signal_new ("claimed",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  2,
                  G_TYPE_STRING,
                  G_TYPE_STRING);
  signals[CANCELLED] =
    g_signal_new ("cancelled",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
update (TrivetClaimPane *self)
{
  gtk_widget_set_sensitive (self->record, self->reason != NULL);
}

static void
on_reason_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetClaimPane *self = user_data;

  self->reason = g_object_get_data (G_OBJECT (button), "reason");
  for (GtkWidget *chip = gtk_widget_get_first_child (self->reasons); chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    trivet_ui_toggle_class (chip, "on", chip == GTK_WIDGET (button));
  update (self);
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

static void
on_record_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetClaimPane *self = user_data;
  g_autofree char *reference = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reference))));

  g_signal_emit (self, signals[CLAIMED], 0, reference, _(self->reason));
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
  self->reasons = trivet_wrap_box_new (8);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++) {
    GtkWidget *chip = trivet_ui_button_new (_(reasons[i]), "trivet-chip tall", G_CALLBACK (on_reason_clicked), self);

    g_object_set_data (G_OBJECT (chip), "reason", (gpointer) reasons[i]);
    gtk_box_append (GTK_BOX (self->reasons), chip);
  }
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

static void
trivet_claim_pane_init (TrivetClaimPane *self)
{
  GtkWidget          *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_box_append (GTK_BOX (row), words_side_new (self));
  gtk_box_append (GTK_BOX (row), number_side_new (self));
  self->clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), 900);
  adw_clamp_set_child (ADW_CLAMP (self->clamp), row);
  gtk_widget_set_parent (self->clamp, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "cash-view");
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * trivet_claim_pane_new:
 *
 * Returns: (transfer floating): a pane, to be opened
 */
GtkWidget *
trivet_claim_pane_new (void)
{
  return g_object_new (TRIVET_TYPE_CLAIM_PANE, NULL);
}

/**
 * trivet_claim_pane_open:
 * @self: a pane
 * @method: the wallet's name
 * @amount: what the payment asked for
 *
 * Begins anew for a payment.
 */
void
trivet_claim_pane_open (TrivetClaimPane *self,
                        const char      *method,
                        const char      *amount)
{
  g_autofree char *title = NULL;

  g_return_if_fail (TRIVET_IS_CLAIM_PANE (self));

  title = g_strdup_printf (_("The guest shows a receipt for %s with %s"), amount, method);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_editable_set_text (GTK_EDITABLE (self->reference), "");
  self->reason = NULL;
  for (GtkWidget *chip = gtk_widget_get_first_child (self->reasons); chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    trivet_ui_toggle_class (chip, "on", FALSE);
  update (self);
  gtk_widget_grab_focus (self->reference);
}
