/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-price-pane.h"

#include "trivet-dish-picture.h"
#include "trivet-keypad.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetPricePane: a keypad in the place of the dishes. Digits are minor units, as on the cash pane.
 * A price that is too high is shown, with words, and cannot be taken.
 */

enum {
  CHOSEN,
  CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetPricePane {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetMenuItem  *item;
  char            *line_id; /* nullable: whose price is corrected */
  gint64           entered_minor;
  gboolean         fresh; /* the first key replaces what is shown */

  GtkWidget *picture;
  GtkWidget *title;
  GtkWidget *hint;
  GtkWidget *entered;
  GtkWidget *take;
};

G_DEFINE_FINAL_TYPE (TrivetPricePane, trivet_price_pane, GTK_TYPE_BOX)

static void
trivet_price_pane_dispose (GObject *object)
{
  TrivetPricePane *self = TRIVET_PRICE_PANE (object);

  g_clear_object (&self->item);
  g_clear_object (&self->context);
  g_clear_pointer (&self->line_id, g_free);

  G_OBJECT_CLASS (trivet_price_pane_parent_class)->dispose (object);
}

static void
trivet_price_pane_class_init (TrivetPricePaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_price_pane_dispose;

  signals[CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  3, TRIVET_TYPE_MENU_ITEM, G_TYPE_STRING, G_TYPE_INT64);
  signals[CANCELLED] =
    g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_price_pane_init (TrivetPricePane *self)
{
}

static TrivetCurrency
get_currency (TrivetPricePane *self)
{
  return trivet_menu_get_currency (trivet_register_get_menu (self->context->reg));
}

static void
show_entered (TrivetPricePane *self)
{
  gboolean         too_high = self->entered_minor > TRIVET_ORDER_MAX_PRICE_MINOR;
  g_autofree char *amount = trivet_ui_format_minor (self->entered_minor, get_currency (self));
  g_autofree char *highest = trivet_ui_format_minor (TRIVET_ORDER_MAX_PRICE_MINOR, get_currency (self));
  g_autofree char *hint = NULL;
  g_autofree char *take = NULL;

  if (too_high)
    hint = g_strdup_printf (_("That is more than %s, the highest price of a dish. Erase a digit."), highest);
  else
    hint = g_strdup (_("Type what one costs."));
  if (self->line_id != NULL)
    take = g_strdup_printf (_("Change to %s"), amount);
  else
    take = g_strdup_printf (_("Add for %s"), amount);
  gtk_label_set_text (GTK_LABEL (self->hint), hint);
  trivet_ui_toggle_class (self->hint, "bad", too_high);
  gtk_label_set_text (GTK_LABEL (self->entered), amount);
  gtk_button_set_label (GTK_BUTTON (self->take), take);
  gtk_widget_set_sensitive (self->take, self->entered_minor > 0 && !too_high);
}

static void
on_key (TrivetKeypad *keypad,
        guint         key,
        gpointer      user_data)
{
  trivet_price_pane_press_key (user_data, key);
}

static void
take (TrivetPricePane *self)
{
  g_autoptr (TrivetMenuItem) item = NULL;
  g_autofree char *line_id = g_strdup (self->line_id);

  if (!gtk_widget_get_sensitive (self->take))
    return;
  g_set_object (&item, self->item);
  g_signal_emit (self, signals[CHOSEN], 0, item, line_id, self->entered_minor);
}

static void
on_take_clicked (GtkButton *button,
                 gpointer   user_data)
{
  take (user_data);
}

static void
on_back_clicked (GtkButton *button,
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
  TrivetPricePane *self = user_data;
  guint            key = trivet_keypad_from_keyval (keyval);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) {
    take (self);
    return GDK_EVENT_STOP;
  }
  if (key == G_MAXUINT)
    return GDK_EVENT_PROPAGATE;
  trivet_price_pane_press_key (self, key);

  return GDK_EVENT_STOP;
}

static GtkWidget *
build_head (TrivetPricePane *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_append (GTK_BOX (head), trivet_ui_button_new (_("‹ Dishes"), "trivet-button", G_CALLBACK (on_back_clicked), self));
  self->picture = trivet_dish_picture_new (self->context);
  self->title = trivet_ui_label_new ("", "choices-title");
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (head), self->picture);
  gtk_box_append (GTK_BOX (head), self->title);

  return head;
}

static GtkWidget *
build_pad (TrivetPricePane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *keypad = trivet_keypad_new (TRIVET_KEYPAD_DOUBLE_ZERO);

  self->hint = trivet_ui_label_new ("", "choices-hint");
  self->entered = trivet_ui_label_new ("", "cash-entered numeric");
  self->take = trivet_ui_button_new ("", "trivet-button primary big numeric", G_CALLBACK (on_take_clicked), self);
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->entered), 1);
  gtk_widget_set_vexpand (keypad, TRUE);
  g_signal_connect_object (keypad, "key", G_CALLBACK (on_key), self, 0);
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_box_append (GTK_BOX (box), self->entered);
  gtk_box_append (GTK_BOX (box), keypad);
  gtk_box_append (GTK_BOX (box), self->take);
  gtk_widget_add_css_class (box, "price-pad");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (box, TRUE);

  return box;
}

/**
 * trivet_price_pane_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): an empty pane
 */
GtkWidget *
trivet_price_pane_new (TrivetUiContext *context)
{
  TrivetPricePane    *self = g_object_new (TRIVET_TYPE_PRICE_PANE, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->context = g_object_ref (context);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_box_append (GTK_BOX (self), build_head (self));
  gtk_box_append (GTK_BOX (self), build_pad (self));
  /* Before the window, which takes what is typed for a search. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  return GTK_WIDGET (self);
}

/**
 * trivet_price_pane_ask:
 * @self: a pane
 * @item: a dish with an open price
 * @line_id: (nullable): the line whose price is corrected; %NULL: a new one
 * @price_minor: what that line costs now, in minor units; 0 for a new one
 */
void
trivet_price_pane_ask (TrivetPricePane *self,
                       TrivetMenuItem  *item,
                       const char      *line_id,
                       gint64           price_minor)
{
  g_return_if_fail (TRIVET_IS_PRICE_PANE (self));
  g_return_if_fail (TRIVET_IS_MENU_ITEM (item));

  g_set_object (&self->item, item);
  g_free (self->line_id);
  self->line_id = g_strdup (line_id);
  self->entered_minor = price_minor;
  self->fresh = TRUE;
  trivet_dish_picture_set_item (TRIVET_DISH_PICTURE (self->picture), item);
  gtk_label_set_text (GTK_LABEL (self->title), trivet_menu_item_get_name (item, trivet_ui_context_get_language (self->context)));
  show_entered (self);
}

/**
 * trivet_price_pane_get_line:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): the line whose price is corrected
 */
const char *
trivet_price_pane_get_line (TrivetPricePane *self)
{
  g_return_val_if_fail (TRIVET_IS_PRICE_PANE (self), NULL);

  return self->line_id;
}

/**
 * trivet_price_pane_focus:
 * @self: a pane that is shown
 *
 * Lets a keyboard's digits go to the pane.
 */
void
trivet_price_pane_focus (TrivetPricePane *self)
{
  g_return_if_fail (TRIVET_IS_PRICE_PANE (self));

  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/**
 * trivet_price_pane_press_key:
 * @self: a pane
 * @key: a key of the pad
 */
void
trivet_price_pane_press_key (TrivetPricePane *self,
                             guint            key)
{
  gint64 minor;

  g_return_if_fail (TRIVET_IS_PRICE_PANE (self));

  /* The price as it was is there to be seen, not to be typed behind; it can be erased digit by digit. */
  minor = trivet_keypad_type_minor (self->fresh && key != TRIVET_KEYPAD_ERASE ? 0 : self->entered_minor, key);
  self->fresh = FALSE;
  /* One digit too many shows that it is too many; more would not fit. */
  if (minor <= TRIVET_ORDER_MAX_PRICE_MINOR * 10)
    self->entered_minor = minor;
  show_entered (self);
}
