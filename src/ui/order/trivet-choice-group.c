/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-choice-group.h"

#include "trivet-ui.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/* TrivetChoiceGroup: a name with its rule, and a chip for each option. */

enum {
  TAPPED,
  STALE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetChoiceGroup {
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (TrivetChoiceGroup, trivet_choice_group, GTK_TYPE_BOX)

static void
trivet_choice_group_class_init (TrivetChoiceGroupClass *klass)
{
  signals[TAPPED] =
    g_signal_new ("tapped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[STALE] =
    g_signal_new ("stale", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_choice_group_init (TrivetChoiceGroup *self)
{
}

static void
on_option_clicked (GtkButton *button,
                   gpointer   user_data)
{
  g_signal_emit (user_data, signals[TAPPED], 0, g_object_get_data (G_OBJECT (button), "under"),
                 g_object_get_data (G_OBJECT (button), "group"), g_object_get_data (G_OBJECT (button), "option"));
}

static void
on_dish_changed (TrivetChoiceGroup *self)
{
  g_signal_emit (self, signals[STALE], 0);
}

/* "Mapo tofu +¥6.00", "Congee · sold out" */
static char *
dup_option_label (TrivetUiContext        *context,
                  TrivetChoices          *choices,
                  const TrivetMenuOption *option)
{
  TrivetMenu      *menu = trivet_register_get_menu (context->reg);
  g_autofree char *price = trivet_ui_format_minor (option->price_minor, trivet_menu_get_currency (menu));
  const char      *name = trivet_menu_get_option_name (menu, option, trivet_ui_context_get_language (context));

  if (!trivet_choices_is_offered (choices, option))
    return g_strdup_printf (_("%s · sold out"), name);
  if (option->price_minor != 0)
    return g_strdup_printf ("%s %s%s", name, option->price_minor > 0 ? "+" : "", price);

  return g_strdup (name);
}

/* A dish in a slot may sell out while the guest thinks. */
static void
follow_dish (TrivetChoiceGroup      *self,
             TrivetUiContext        *context,
             const TrivetMenuOption *option)
{
  TrivetMenuItem *dish = option->sku != NULL ? trivet_menu_lookup_item (trivet_register_get_menu (context->reg), option->sku) : NULL;

  if (dish != NULL)
    g_signal_connect_object (dish, "notify", G_CALLBACK (on_dish_changed), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
build_option (TrivetChoiceGroup       *self,
              TrivetChoices           *choices,
              const TrivetMenuOpening *opening,
              const TrivetMenuOption  *option,
              const char              *label)
{
  const TrivetMenuGroup *group = opening->group;
  gboolean               chosen = trivet_choices_has (choices, opening, option->id);
  gboolean               full = group->max > 1 && trivet_choices_count (choices, opening) >= group->max;
  gboolean               offered = trivet_choices_is_offered (choices, option);
  GtkWidget             *button;

  button = trivet_ui_button_new (label, chosen ? "trivet-chip tall on" : "trivet-chip tall", G_CALLBACK (on_option_clicked), self);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_PRESSED,
                               chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  gtk_widget_set_sensitive (button, chosen || (offered && !full));
  g_object_set_data_full (G_OBJECT (button), "under", g_strdup (opening->under), g_free);
  g_object_set_data_full (G_OBJECT (button), "group", g_strdup (group->id), g_free);
  g_object_set_data_full (G_OBJECT (button), "option", g_strdup (option->id), g_free);

  return button;
}

/**
 * trivet_choice_group_dup_name:
 * @choices: what is chosen
 * @opening: an open group
 *
 * Returns: (transfer full): what it is called; of one that a choice has opened, with the choice in front:
 *   "Cola · Ice"
 */
char *
trivet_choice_group_dup_name (TrivetChoices           *choices,
                              const TrivetMenuOpening *opening)
{
  const char *name = trivet_ui_is_chinese () ? opening->group->name_zh : opening->group->name;
  const char *by = opening->under != NULL ? trivet_choices_get_opener_name (choices, opening) : NULL;

  return by != NULL ? g_strdup_printf ("%s · %s", by, name) : g_strdup (name);
}

static char *
describe_opening (TrivetChoices           *choices,
                  const TrivetMenuOpening *opening)
{
  const TrivetMenuGroup *group = opening->group;
  g_autofree char       *name = trivet_choice_group_dup_name (choices, opening);

  if (group->min > 0 && group->min == group->max)
    return g_strdup_printf (ngettext ("%s · choose %d", "%s · choose %d", (gulong) group->min), name, group->min);
  if (group->min > 0)
    return g_strdup_printf (_("%s · choose %d to %d"), name, group->min, group->max);
  if (group->max > 1)
    return g_strdup_printf (_("%s · up to %d"), name, group->max);

  return g_steal_pointer (&name);
}

/**
 * trivet_choice_group_new:
 * @context: the screens' context
 * @choices: what is chosen
 * @opening: an open group
 *
 * Returns: (transfer floating): the group as it is now
 */
GtkWidget *
trivet_choice_group_new (TrivetUiContext         *context,
                         TrivetChoices           *choices,
                         const TrivetMenuOpening *opening)
{
  TrivetChoiceGroup *self = g_object_new (TRIVET_TYPE_CHOICE_GROUP, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 8, NULL);
  g_autofree char   *words = describe_opening (choices, opening);
  GtkWidget         *flow = trivet_wrap_box_new (8);

  for (guint i = 0; i < opening->group->options->len; i++) {
    const TrivetMenuOption *option = g_ptr_array_index (opening->group->options, i);
    g_autofree char        *label = dup_option_label (context, choices, option);

    gtk_box_append (GTK_BOX (flow), build_option (self, choices, opening, option, label));
    follow_dish (self, context, option);
  }
  if (opening->under != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "choices-inner");
  gtk_box_append (GTK_BOX (self), trivet_ui_label_new (words, "choices-group"));
  gtk_box_append (GTK_BOX (self), flow);

  return GTK_WIDGET (self);
}
