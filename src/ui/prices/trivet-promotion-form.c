/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-promotion-form-private.h"

#include "trivet-dish-picker.h"
#include "trivet-price-fields.h"
#include "trivet-prices-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetPromotionForm: all fields are there, those that the kind does not have are hidden. Below, what
 * the promotion says as a sentence, and what it would take now.
 */

/* For a field that holds no number: the price desk refuses it and names the field. */
#define NO_VALUE G_GINT64_CONSTANT (-1)

enum {
  FLAG_MEMBERS = 1 << 0,
  FLAG_COUPON = 1 << 1,
  FLAG_EXCLUSIVE = 1 << 2,
};

G_DEFINE_FINAL_TYPE (TrivetPromotionForm, trivet_promotion_form, GTK_TYPE_BOX)

static void
trivet_promotion_form_dispose (GObject *object)
{
  TrivetPromotionForm *self = TRIVET_PROMOTION_FORM (object);

  g_clear_pointer (&self->promotion, trivet_promotion_free);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_promotion_form_parent_class)->dispose (object);
}

static void
trivet_promotion_form_class_init (TrivetPromotionFormClass *klass)
{
  static const char *const names[] = { "save", "switch", "remove", "closed" };

  G_OBJECT_CLASS (klass)->dispose = trivet_promotion_form_dispose;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_promotion_form_init (TrivetPromotionForm *self)
{
  self->promotion = trivet_promotion_new ("");
}

static TrivetCurrency
get_currency (TrivetPromotionForm *self)
{
  return trivet_register_get_shop (self->context->reg)->currency;
}

static gboolean
is_rate (TrivetPromotionKind kind)
{
  return kind == TRIVET_PROMOTION_RATE || kind == TRIVET_PROMOTION_BUY_GET || kind == TRIVET_PROMOTION_ORDER_RATE;
}

static gboolean
is_on_order (TrivetPromotionKind kind)
{
  return kind == TRIVET_PROMOTION_ORDER_AMOUNT || kind == TRIVET_PROMOTION_ORDER_RATE;
}

static const char *
get_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static gint64
parse_sum (TrivetPromotionForm *self,
           GtkWidget           *entry,
           gint64               empty)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (entry)));
  TrivetMoney      money;

  if (*text == '\0')
    return empty;

  return trivet_money_from_decimal (text, get_currency (self), &money, NULL) ? money.minor : NO_VALUE;
}

static void
replace (char     **text,
         GtkWidget *entry)
{
  g_free (*text);
  *text = g_strdup (get_text (entry));
}

/* Takes over what was typed; what chips and buttons say is there already. */
static void
take_entries (TrivetPromotionForm *self)
{
  TrivetPromotion *promotion = self->promotion;

  replace (&promotion->name, self->name);
  replace (&promotion->name_zh, self->name_zh);
  if (!is_rate (promotion->kind))
    promotion->value = parse_sum (self, self->value, NO_VALUE);
  else if (!trivet_prices_words_parse_percent (get_text (self->value), &promotion->value))
    promotion->value = NO_VALUE;
  promotion->threshold_minor = parse_sum (self, self->threshold, 0);
  promotion->from_minute = trivet_price_fields_parse_time (get_text (self->from));
  promotion->to_minute = trivet_price_fields_parse_time (get_text (self->to));
}

static gboolean
has_order (TrivetPromotionForm *self)
{
  TrivetTab *tab = trivet_register_get_current (self->context->reg);

  return tab != NULL && trivet_tab_get_totals (tab)->lines->len > 0;
}

/* What it says, and what it would do now. */
static void
show_try (TrivetPromotionForm *self)
{
  g_autofree char *sentence = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  TrivetPromotionVerdict verdict;
  gint64                 takes = 0;

  if (!trivet_price_desk_check (self->context->price_desk, self->promotion, &error)) {
    gtk_label_set_text (GTK_LABEL (self->sentence), "");
    gtk_label_set_text (GTK_LABEL (self->verdict), "");
    return;
  }
  sentence = trivet_prices_words_dup_promotion (self->promotion, trivet_register_get_menu (self->context->reg), get_currency (self));
  gtk_label_set_text (GTK_LABEL (self->sentence), sentence);
  if (has_order (self)) {
    verdict = trivet_price_desk_try (self->context->price_desk, self->promotion, &takes);
    words = trivet_prices_words_dup_verdict (verdict, self->promotion, takes, get_currency (self));
  } else {
    verdict = TRIVET_PROMOTION_VERDICT_UNKNOWN;
    words = g_strdup (_("Open an order to see here what this takes off it."));
  }
  gtk_label_set_text (GTK_LABEL (self->verdict), words);
  trivet_ui_toggle_class (self->verdict, "good", verdict == TRIVET_PROMOTION_VERDICT_TAKES);
}

static void
on_entry_changed (GtkEditable *editable,
                  gpointer     user_data)
{
  TrivetPromotionForm *self = user_data;

  if (self->filling)
    return;
  trivet_promotion_form_show_error (self, NULL);
  take_entries (self);
  show_try (self);
}

/* Chips, steppers, and which fields there are. */
void
_trivet_promotion_form_show_choices (TrivetPromotionForm *self)
{
  const TrivetPromotion *promotion = self->promotion;
  TrivetPromotionKind    kind = promotion->kind;
  guint                  flags = 0;

  flags |= promotion->members ? FLAG_MEMBERS : 0;
  flags |= promotion->coupon ? FLAG_COUPON : 0;
  flags |= promotion->exclusive ? FLAG_EXCLUSIVE : 0;
  trivet_price_fields_light_one (self->kinds, kind);
  trivet_price_fields_light_bits (self->days, promotion->days);
  trivet_price_fields_light_bits (self->order_kinds, promotion->order_kinds);
  trivet_price_fields_light_bits (self->flags, flags);
  trivet_price_fields_set_stepper (self->buy, promotion->buy);
  trivet_price_fields_set_stepper (self->get, promotion->get);
  trivet_price_fields_set_title (self->value, is_rate (kind) ? _("Per cent off") : kind == TRIVET_PROMOTION_PRICE || kind == TRIVET_PROMOTION_SET ? _("Price") : _("Amount off"));
  gtk_widget_set_visible (self->units, kind == TRIVET_PROMOTION_BUY_GET);
  trivet_price_fields_set_visible (self->threshold, is_on_order (kind));
  gtk_widget_set_visible (self->parts, !is_on_order (kind));
  _trivet_promotion_form_show_parts (self);
  show_try (self);
}

static void
on_kind_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetPromotionForm *self = user_data;

  self->promotion->kind = trivet_price_fields_get_value (button);
  take_entries (self);
  _trivet_promotion_form_show_choices (self);
}

static void
on_day_clicked (GtkButton *button,
                gpointer   user_data)
{
  TrivetPromotionForm *self = user_data;

  self->promotion->days ^= trivet_price_fields_get_value (button);
  _trivet_promotion_form_show_choices (self);
}

static void
on_order_kind_clicked (GtkButton *button,
                       gpointer   user_data)
{
  TrivetPromotionForm *self = user_data;

  self->promotion->order_kinds ^= trivet_price_fields_get_value (button);
  _trivet_promotion_form_show_choices (self);
}

static void
on_flag_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetPromotionForm *self = user_data;
  guint                flag = trivet_price_fields_get_value (button);

  self->promotion->members ^= (flag & FLAG_MEMBERS) != 0;
  self->promotion->coupon ^= (flag & FLAG_COUPON) != 0;
  self->promotion->exclusive ^= (flag & FLAG_EXCLUSIVE) != 0;
  _trivet_promotion_form_show_choices (self);
}

static void
on_buy_less (GtkButton *button,
             gpointer   user_data)
{
  TrivetPromotionForm *self = user_data;

  self->promotion->buy = MAX (self->promotion->buy - 1, 1);
  _trivet_promotion_form_show_choices (self);
}

static void
on_buy_more (GtkButton *button,
             gpointer   user_data)
{
  TrivetPromotionForm *self = user_data;

  self->promotion->buy++;
  _trivet_promotion_form_show_choices (self);
}

static void
on_get_less (GtkButton *button,
             gpointer   user_data)
{
  TrivetPromotionForm *self = user_data;

  self->promotion->get = MAX (self->promotion->get - 1, 1);
  _trivet_promotion_form_show_choices (self);
}

static void
on_get_more (GtkButton *button,
             gpointer   user_data)
{
  TrivetPromotionForm *self = user_data;

  self->promotion->get++;
  _trivet_promotion_form_show_choices (self);
}

static GtkWidget *
units_new (TrivetPromotionForm *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);

  self->buy = trivet_price_fields_stepper_new (_("Buy"), G_CALLBACK (on_buy_less), G_CALLBACK (on_buy_more), self);
  self->get = trivet_price_fields_stepper_new (_("Get"), G_CALLBACK (on_get_less), G_CALLBACK (on_get_more), self);
  gtk_box_append (GTK_BOX (row), trivet_ui_label_new (_("Buy"), "strong"));
  gtk_box_append (GTK_BOX (row), self->buy);
  gtk_box_append (GTK_BOX (row), trivet_ui_label_new (_("Get"), "strong"));
  gtk_box_append (GTK_BOX (row), self->get);

  return row;
}

static void
add_times (TrivetPromotionForm *self,
           GtkWidget           *column)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->days = trivet_price_fields_add_chips (column, _("Days, none for every day"));
  for (int day = 1; day <= 7; day++)
    trivet_price_fields_add_chip (self->days, trivet_prices_words_for_day (day), 1u << (day - 1), G_CALLBACK (on_day_clicked), self);
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  self->from = trivet_price_fields_add_entry (row, _("From what time"), _("empty for all day"), G_CALLBACK (on_entry_changed), self);
  self->to = trivet_price_fields_add_entry (row, _("To what time"), "17:30", G_CALLBACK (on_entry_changed), self);
  gtk_box_append (GTK_BOX (column), row);
  self->order_kinds = trivet_price_fields_add_chips (column, _("Types of order, none for all"));
  for (guint kind = 0; kind <= TRIVET_ORDER_KIND_BAR; kind++)
    trivet_price_fields_add_chip (self->order_kinds, trivet_prices_words_for_order_kind (kind), 1u << kind, G_CALLBACK (on_order_kind_clicked), self);
  self->flags = trivet_price_fields_add_chips (column, _("Only"));
  trivet_price_fields_add_chip (self->flags, _("For members"), FLAG_MEMBERS, G_CALLBACK (on_flag_clicked), self);
  trivet_price_fields_add_chip (self->flags, _("With its coupon"), FLAG_COUPON, G_CALLBACK (on_flag_clicked), self);
  trivet_price_fields_add_chip (self->flags, _("With no other promotion"), FLAG_EXCLUSIVE, G_CALLBACK (on_flag_clicked), self);
}

static GtkWidget *
fields_new (TrivetPromotionForm *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (column, "staff-form");
  self->kinds = trivet_price_fields_add_chips (column, _("Kind"));
  for (guint kind = 0; kind <= TRIVET_PROMOTION_ORDER_RATE; kind++)
    trivet_price_fields_add_chip (self->kinds, trivet_prices_words_for_kind (kind), kind, G_CALLBACK (on_kind_clicked), self);
  gtk_box_set_homogeneous (GTK_BOX (names), TRUE);
  self->name = trivet_price_fields_add_entry (names, _("Name"), _("Happy hour"), G_CALLBACK (on_entry_changed), self);
  self->name_zh = trivet_price_fields_add_entry (names, _("Chinese name"), "欢乐时光", G_CALLBACK (on_entry_changed), self);
  gtk_box_append (GTK_BOX (column), names);
  self->value = trivet_price_fields_add_entry (column, _("Per cent off"), "10", G_CALLBACK (on_entry_changed), self);
  self->units = units_new (self);
  gtk_box_append (GTK_BOX (column), self->units);
  self->threshold = trivet_price_fields_add_entry (column, _("From which sum on, empty for any"), "200.00", G_CALLBACK (on_entry_changed), self);
  self->parts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (column), self->parts);
  add_times (self, column);

  return column;
}

static GtkWidget *
foot_new (TrivetPromotionForm *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->sentence = trivet_price_fields_message_new ("pay-small dim");
  self->verdict = trivet_price_fields_message_new ("strong");
  self->message = trivet_price_fields_message_new ("choices-hint");
  gtk_widget_set_visible (self->message, FALSE);
  self->remove = trivet_price_fields_button_new (self, _("Remove"), "trivet-button danger-text", "remove");
  self->off = trivet_price_fields_button_new (self, "", "trivet-button", "switch");
  gtk_widget_add_css_class (foot, "staff-form");
  gtk_box_append (GTK_BOX (foot), self->sentence);
  gtk_box_append (GTK_BOX (foot), self->verdict);
  gtk_box_append (GTK_BOX (foot), self->message);
  gtk_box_append (GTK_BOX (foot), trivet_price_fields_buttons_new (self, self->remove, self->off));

  return foot;
}

/**
 * trivet_promotion_form_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): an empty form
 */
GtkWidget *
trivet_promotion_form_new (TrivetUiContext *context)
{
  TrivetPromotionForm *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_PROMOTION_FORM, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  self->context = g_object_ref (context);
  self->scroller = trivet_price_fields_scroller_new (fields_new (self));
  self->picker = trivet_dish_picker_new (context);
  g_signal_connect_object (self->picker, "done", G_CALLBACK (_trivet_promotion_form_on_picked), self, G_CONNECT_SWAPPED);
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_child (GTK_STACK (self->stack), self->scroller);
  gtk_stack_add_child (GTK_STACK (self->stack), self->picker);
  gtk_box_append (GTK_BOX (self), self->stack);
  gtk_box_append (GTK_BOX (self), foot_new (self));

  return GTK_WIDGET (self);
}

static void
set_sum (TrivetPromotionForm *self,
         GtkWidget           *entry,
         gint64               minor)
{
  g_autofree char *text = minor > 0 ? trivet_money_to_decimal (trivet_money_new (minor, get_currency (self))) : g_strdup ("");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
fill (TrivetPromotionForm *self)
{
  const TrivetPromotion *promotion = self->promotion;
  g_autofree char       *percent = trivet_prices_words_dup_percent (promotion->value);
  gboolean               all_day = promotion->from_minute == promotion->to_minute;
  g_autofree char       *from = all_day ? g_strdup ("") : trivet_price_fields_dup_time (promotion->from_minute);
  g_autofree char       *to = all_day ? g_strdup ("") : trivet_price_fields_dup_time (promotion->to_minute);

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name), promotion->name);
  gtk_editable_set_text (GTK_EDITABLE (self->name_zh), promotion->name_zh);
  if (is_rate (promotion->kind))
    gtk_editable_set_text (GTK_EDITABLE (self->value), promotion->value > 0 ? percent : "");
  else
    set_sum (self, self->value, promotion->value);
  set_sum (self, self->threshold, promotion->threshold_minor);
  gtk_editable_set_text (GTK_EDITABLE (self->from), from);
  gtk_editable_set_text (GTK_EDITABLE (self->to), to);
  self->filling = FALSE;
}

/**
 * trivet_promotion_form_edit:
 * @self: a form
 * @promotion: (nullable): a promotion; %NULL for a new one
 *
 * Begins with a copy of @promotion.
 */
void
trivet_promotion_form_edit (TrivetPromotionForm   *self,
                            const TrivetPromotion *promotion)
{
  g_autofree char *id = NULL;

  g_return_if_fail (TRIVET_IS_PROMOTION_FORM (self));

  id = promotion == NULL ? trivet_price_desk_new_id (self->context->price_desk) : NULL;
  trivet_promotion_free (self->promotion);
  self->promotion = promotion != NULL ? trivet_promotion_copy (promotion) : trivet_promotion_new (id);
  gtk_widget_set_visible (self->off, promotion != NULL);
  gtk_widget_set_visible (self->remove, promotion != NULL);
  gtk_button_set_label (GTK_BUTTON (self->off), self->promotion->off ? _("Switch on") : _("Switch off"));
  trivet_ui_set_name (self->off, self->promotion->off ? _("Switch on") : _("Switch off"));
  trivet_promotion_form_show_error (self, NULL);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->scroller);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  fill (self);
  _trivet_promotion_form_show_choices (self);
}

/**
 * trivet_promotion_form_read:
 * @self: a form
 *
 * Returns: (transfer none): the promotion as it is typed now
 */
const TrivetPromotion *
trivet_promotion_form_read (TrivetPromotionForm *self)
{
  g_return_val_if_fail (TRIVET_IS_PROMOTION_FORM (self), NULL);

  /* Who saves while choosing dishes has chosen them. */
  if (gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->picker)
    _trivet_promotion_form_on_picked (self);
  take_entries (self);

  return self->promotion;
}

/* Returns: (nullable): the field that the error names */
static GtkWidget *
get_field (TrivetPromotionForm *self,
           const GError        *error)
{
  if (error == NULL || error->domain != TRIVET_PRICE_DESK_ERROR)
    return NULL;
  if (error->code == TRIVET_PRICE_DESK_ERROR_NAME)
    return self->name;
  if (error->code == TRIVET_PRICE_DESK_ERROR_VALUE)
    return self->value;
  if (error->code == TRIVET_PRICE_DESK_ERROR_THRESHOLD)
    return self->threshold;

  return error->code == TRIVET_PRICE_DESK_ERROR_HOURS ? self->from : NULL;
}

/**
 * trivet_promotion_form_show_error:
 * @self: a form
 * @error: (nullable): why it could not be saved; %NULL for no reason
 *
 * Says which field is wrong, and goes there.
 */
void
trivet_promotion_form_show_error (TrivetPromotionForm *self,
                                  const GError        *error)
{
  GtkWidget       *fields[] = { self->name, self->value, self->threshold, self->from };
  GtkWidget       *field = get_field (self, error);
  g_autofree char *words = error != NULL ? trivet_price_fields_dup_error (error) : g_strdup ("");

  gtk_label_set_text (GTK_LABEL (self->message), words);
  gtk_widget_set_visible (self->message, error != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    trivet_ui_toggle_class (fields[i], "error", fields[i] == field);
  if (field != NULL)
    gtk_widget_grab_focus (field);
}
