/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: combos, nested choices and open prices are taken as the menu says, counted dish by dish, and
 * taken back exactly. Method: commands on a register over a memory journal, whose menu has a combo of
 * counted dishes, a choice that opens another group, and a dish with an open price. */

#include "services-bench.h"

#include "trivet-kitchen-desk.h"

#include <string.h>

static void
set_up (Services     *self,
        gconstpointer data)
{
  services_set_up (self, data);
  services_append (self, TRIVET_FACT_MENU_GROUP_SET, "menu",
                   "{'id':'side','name':'Side','min':0,'max':1,'options':[{'id':'pie','name':'Pie','price_minor':50,'groups':['heat']}]}");
  services_append (self, TRIVET_FACT_MENU_ITEM_SET, "menu",
                   "{'id':'set','category':'main','name':'Set','price_minor':5000,'tax_rate_ppm':0,'groups':['side'],'allergens':['milk'],'combo':["
                   "{'id':'a','name':'A','min':1,'max':1,'choices':[{'sku':'fish','price_minor':500},{'sku':'soup'},{'sku':'eel'}]},"
                   "{'id':'b','name':'B','min':0,'max':2,'choices':[{'sku':'fish'},{'sku':'rice'}]}]}");
  services_append (self, TRIVET_FACT_MENU_ITEM_SET, "menu",
                   "{'id':'open','category':'main','name':'Open','price_minor':0,'tax_rate_ppm':0,'groups':[],'open_price':true}");
  services_drain (self);
}

/* "a/fish", "a/soup:heat/hot": slot/dish, or what is under it */
static GPtrArray *
choose (Services   *self,
        const char *list)
{
  TrivetMenu     *menu = trivet_register_get_menu (self->reg);
  TrivetMenuItem *set = services_item (self, "set");
  GPtrArray      *modifiers = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_line_modifier_free);
  g_auto (GStrv) words = g_strsplit (list, " ", -1);

  for (guint i = 0; *list != '\0' && words[i] != NULL; i++) {
    g_autoptr (GPtrArray) openings = trivet_menu_list_openings (menu, set, modifiers);
    char       *colon = strchr (words[i], ':');
    const char *place = colon != NULL ? colon + 1 : words[i];
    guint       n = modifiers->len;

    if (colon != NULL)
      *colon = '\0';
    for (guint j = 0; j < openings->len; j++) {
      const TrivetMenuOpening *opening = g_ptr_array_index (openings, j);
      g_auto (GStrv) pair = g_strsplit (place, "/", 2);
      TrivetLineModifier *modifier;

      if (g_strcmp0 (opening->under, colon != NULL ? words[i] : NULL) != 0 || !g_str_equal (opening->group->id, pair[0]))
        continue;
      modifier = trivet_register_make_modifier (self->reg, opening->group, trivet_menu_group_lookup (opening->group, pair[1]));
      modifier->under = g_strdup (opening->under);
      g_ptr_array_add (modifiers, modifier);
    }
    g_assert_cmpuint (modifiers->len, ==, n + 1);
  }

  return modifiers;
}

/* Returns: (transfer full) (nullable): the line */
static char *
order_set (Services   *self,
           const char *list,
           gint64      quantity)
{
  g_autoptr (GPtrArray) modifiers = choose (self, list);
  char *line_id = trivet_register_add_item (self->reg, services_item (self, "set"), modifiers, quantity);

  services_drain (self);

  return line_id;
}

static void
assert_left (Services *self,
             int       fish)
{
  services_drain (self);
  g_assert_cmpint (services_left (self, "fish"), ==, fish);
}

static void
refuse_set (Services   *self,
            const char *list,
            int         code)
{
  g_autofree char *line_id = order_set (self, list, 1);

  g_assert_null (line_id);
  services_take_failure (self, TRIVET_REGISTER_ERROR, code);
}

static void
test_rules (Services     *self,
            gconstpointer data)
{
  g_autofree char       *line_id = NULL;
  const TrivetOrderLine *line;

  refuse_set (self, "", TRIVET_REGISTER_ERROR_MODIFIERS);
  refuse_set (self, "a/soup", TRIVET_REGISTER_ERROR_MODIFIERS);
  refuse_set (self, "a/fish a/soup a/soup:heat/hot", TRIVET_REGISTER_ERROR_MODIFIERS);
  refuse_set (self, "a/fish side/pie", TRIVET_REGISTER_ERROR_MODIFIERS);
  refuse_set (self, "a/eel", TRIVET_REGISTER_ERROR_SOLD_OUT);
  assert_left (self, 5);

  line_id = order_set (self, "a/soup a/soup:heat/hot b/rice side/pie side/pie:heat/mild", 2);
  g_assert_nonnull (line_id);
  line = trivet_order_lookup_line (services_current (self), line_id);
  g_assert_cmpint (services_total (self), ==, 2 * (5000 + SERVICES_HOT_MINOR + 50));
  g_assert_cmpuint (g_strv_length (line->allergens), ==, 1);
  g_assert_cmpstr (((TrivetLineModifier *) g_ptr_array_index (line->modifiers, 0))->kitchen_name, !=, NULL);
  g_assert_cmpstr (((TrivetLineModifier *) g_ptr_array_index (line->modifiers, 0))->category_id, ==, "main");
  services_no_failure (self);
}

/* Each dish of a combo is counted, for as many as there are of it. */
static void
test_counts (Services     *self,
             gconstpointer data)
{
  g_autofree char *line_id = order_set (self, "a/fish b/fish", 2);
  g_autoptr (GPtrArray) one = choose (self, "a/fish");
  g_autoptr (GPtrArray) none = choose (self, "a/soup a/soup:heat/mild");

  assert_left (self, 1);
  trivet_register_change_quantity (self->reg, line_id, 1);
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_SOLD_OUT);
  trivet_register_set_modifiers (self->reg, line_id, one);
  assert_left (self, 3);
  trivet_register_set_modifiers (self->reg, line_id, none);
  assert_left (self, 5);
  trivet_register_undo (self->reg);
  assert_left (self, 3);
  trivet_register_undo (self->reg);
  assert_left (self, 1);
  trivet_register_change_quantity (self->reg, line_id, -1);
  assert_left (self, 3);
  trivet_register_undo (self->reg);
  assert_left (self, 1);
  trivet_register_void_line (self->reg, line_id);
  assert_left (self, 5);
  trivet_register_undo (self->reg);
  assert_left (self, 1);
  trivet_register_void_order (self->reg, "wrong table");
  assert_left (self, 5);
  services_no_failure (self);
}

static void
assert_part (Services   *self,
             const char *line_id,
             const char *place,
             int         sent,
             int         stopped)
{
  const TrivetLineModifier *part = trivet_order_line_lookup_part (trivet_order_lookup_line (services_current (self), line_id), place);

  g_assert_nonnull (part);
  g_assert_cmpint (part->sent_quantity, ==, sent);
  g_assert_cmpint (part->stopped_quantity, ==, stopped);
}

/* A dish of a combo is changed after it was sent: counts follow, and the kitchen hears of both. */
static void
test_sent (Services     *self,
           gconstpointer data)
{
  g_autoptr (TrivetKitchenDesk) desk = NULL;
  g_autofree char *line_id = order_set (self, "a/soup a/soup:heat/hot", 1);
  g_autoptr (GPtrArray) mild = choose (self, "a/soup a/soup:heat/mild");
  g_autoptr (GPtrArray) fish = choose (self, "a/fish");

  trivet_register_set_modifiers (self->reg, line_id, fish);
  trivet_register_set_modifiers (self->reg, line_id, mild);
  services_drain (self);
  services_append (self, TRIVET_FACT_STATION_SET, "kitchen", "{'id':'wok','name':'Wok'}");
  desk = trivet_kitchen_desk_new (self->reg, TRIVET_JOURNAL (self->journal), TRIVET_REPOSITORY (self->journal));
  trivet_kitchen_desk_load (desk);
  services_drain (self);
  trivet_kitchen_desk_send (desk);
  assert_left (self, 5);
  services_no_failure (self);

  trivet_register_set_modifiers (self->reg, line_id, fish);
  assert_left (self, 4);
  /* The void by itself, the new dish when somebody sends it. */
  assert_part (self, line_id, "a/soup", 0, 1);
  assert_part (self, line_id, "a/fish", 0, 0);
  g_assert_cmpuint (trivet_kitchen_desk_count_due (desk, services_current (self), TRIVET_COURSE_FREE), ==, 1);
  trivet_kitchen_desk_send (desk);
  services_drain (self);
  assert_part (self, line_id, "a/fish", 1, 0);
  trivet_register_undo (self->reg);
  assert_left (self, 5);
  assert_part (self, line_id, "a/soup", 0, 1);
  assert_part (self, line_id, "a/fish", 0, 1);
  services_no_failure (self);
}

static gint64
count_lines (Services *self)
{
  return trivet_tab_get_totals (trivet_register_get_current (self->reg))->lines->len;
}

static void
test_open_price (Services     *self,
                 gconstpointer data)
{
  TrivetMenuItem  *open = services_item (self, "open");
  gint64 const     wrong[] = { -5, 0, TRIVET_ORDER_MAX_PRICE_MINOR + 1 };
  g_autofree char *none = trivet_register_add_item (self->reg, open, NULL, 1);
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autofree char *c = NULL;

  g_assert_null (none);
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_PRICE);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_assert_null (trivet_register_add_open_item (self->reg, open, wrong[i], NULL, 1));
    services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_PRICE);
  }

  a = trivet_register_add_open_item (self->reg, open, 1250, NULL, 1);
  b = trivet_register_add_open_item (self->reg, open, 1250, NULL, 1);
  c = trivet_register_add_open_item (self->reg, open, 1, NULL, 1);
  services_drain (self);
  g_assert_cmpstr (a, ==, b);
  g_assert_cmpint (count_lines (self), ==, 2);
  g_assert_cmpint (services_total (self), ==, 2501);

  trivet_register_set_line_price (self->reg, c, 99);
  services_drain (self);
  g_assert_cmpint (services_total (self), ==, 2599);
  trivet_register_set_line_price (self->reg, c, 0);
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_PRICE);
  trivet_register_undo (self->reg);
  services_drain (self);
  g_assert_cmpint (services_total (self), ==, 2501);
  trivet_register_void_line (self->reg, a);
  services_drain (self);
  trivet_register_undo (self->reg);
  services_drain (self);
  g_assert_cmpint (services_total (self), ==, 2501);
  services_no_failure (self);
}

/* The price of any other dish is the menu's. */
static void
test_fixed_price (Services     *self,
                  gconstpointer data)
{
  g_autofree char *rice = services_order (self, "rice");

  trivet_register_set_line_price (self->reg, rice, 1);
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_SENT);
  g_assert_cmpint (services_total (self), ==, SERVICES_RICE_MINOR);
}

#define ADD(path, func) g_test_add ("/services/register-dishes/" path, Services, NULL, set_up, func, services_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("rules", test_rules);
  ADD ("counts", test_counts);
  ADD ("sent", test_sent);
  ADD ("open-price", test_open_price);
  ADD ("fixed-price", test_fixed_price);

  return g_test_run ();
}
