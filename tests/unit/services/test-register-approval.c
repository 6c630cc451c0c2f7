/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: what the kitchen was told of goes only with a reason and the yes of somebody who may; so do
 * discounts above one's limit and gifts; each yes is for one action, and the fact says whose it was.
 * Method: a register with three people and a manager on a memory journal; the kitchen is told by
 * facts. */

#include "services-bench.h"
#include "trivet-plain-hasher.h"

#define LIN_PIN   "481516"
#define WANG_PIN  "234217"
#define OWNER_PIN "975310"

typedef struct {
  Services         services;
  TrivetPinHasher *hasher;
  TrivetStaffDesk *desk;
  TrivetManager   *manager;
  char            *line_id;
} Bench;

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
add_staff (Bench *self)
{
  Services *services = &self->services;

  services_append (services, TRIVET_FACT_ROLE_SET, "staff",
                   "{'id':'m','name':'M','name_zh':'M','permissions':['edit-staff','void-sent','discount','comp'],"
                   "'discount_limit_ppm':1000000}");
  services_append (services, TRIVET_FACT_ROLE_SET, "staff",
                   "{'id':'s','name':'S','name_zh':'S','permissions':[],'discount_limit_ppm':100000}");
  g_assert_true (trivet_manager_open_door (self->manager, TRIVET_PERMISSION_EDIT_STAFF, NULL));
  for (guint i = 0; i < 2; i++) {
    g_autoptr (TrivetStaffMember) member = i == 0 ? trivet_staff_member_new ("w", "Wang", "m")
                                                  : trivet_staff_member_new ("l", "Lin Mei", "s");
    g_autoptr (TrivetSecret) pin = trivet_secret_new (i == 0 ? WANG_PIN : LIN_PIN, -1);
    g_autoptr (GAsyncResult) result = NULL;

    trivet_staff_desk_set_member_async (self->desk, member, pin, NULL, "", on_result, &result);
    services_drain (services);
    g_assert_true (trivet_staff_desk_change_finish (self->desk, result, NULL));
  }
}

static void
sign_in (Bench      *self,
         const char *staff_id,
         const char *text)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (text, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_staff_desk_sign_in_async (self->desk, staff_id, pin, on_result, &result);
  services_drain (&self->services);
  g_assert_true (trivet_staff_desk_sign_in_finish (self->desk, result, NULL));
}

static TrivetApproval *
approve (Bench           *self,
         TrivetPermission permission,
         const char      *text)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (text, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_manager_approve_async (self->manager, permission, pin, "", on_result, &result);
  services_drain (&self->services);
  return trivet_manager_check_finish (self->manager, result, NULL);
}

/* Three dishes of fish, of which the kitchen knows two. */
static void
send_fish (Bench *self)
{
  Services        *services = &self->services;
  g_autofree char *body = NULL;

  self->line_id = services_order (services, "fish");
  trivet_register_change_quantity (services->reg, self->line_id, 2);
  services_drain (services);
  body = g_strdup_printf ("{'lines':[{'line':'%s','quantity':2}]}", self->line_id);
  services_append (services, TRIVET_FACT_LINES_SENT, trivet_tab_get_order_id (trivet_register_get_current (services->reg)), body);
}

static void
start (Bench   *self,
       gboolean staff)
{
  Services      *services = &self->services;
  TrivetJournal *journal;

  services_set_up (services, NULL);
  journal = TRIVET_JOURNAL (services->journal);
  self->hasher = trivet_plain_hasher_new ();
  self->desk = trivet_staff_desk_new (journal, TRIVET_REPOSITORY (journal), self->hasher, TRIVET_CLOCK (services->clock),
                                      TRIVET_RANDOM (services->random), "R1");
  self->manager = trivet_manager_new (journal, TRIVET_REPOSITORY (journal), self->hasher, TRIVET_CLOCK (services->clock),
                                      TRIVET_RANDOM (services->random), "R1");
  trivet_manager_set_desk (self->manager, self->desk);
  trivet_manager_load_async (self->manager, NULL, NULL);
  services_drain (services);
  if (staff)
    add_staff (self);
  trivet_register_set_manager (services->reg, self->manager);
  send_fish (self);
}

static void
set_up (Bench        *self,
        gconstpointer user_data)
{
  start (self, TRUE);
  sign_in (self, "l", LIN_PIN);
}

static void
set_up_alone (Bench        *self,
              gconstpointer user_data)
{
  start (self, FALSE);
}

static void
tear_down (Bench        *self,
           gconstpointer user_data)
{
  /* The register has the last ones, and services_tear_down() proves that all end with it. */
  g_object_unref (self->manager);
  g_object_unref (self->desk);
  g_object_unref (self->hasher);
  services_tear_down (&self->services, NULL);
  g_free (self->line_id);
}

static void
assert_needs_approval (Bench *self)
{
  services_drain (&self->services);
  services_take_failure (&self->services, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NEEDS_APPROVAL);
}

static TrivetFact *
last_fact (Bench         *self,
           TrivetFactType type)
{
  TrivetMemoryJournal *journal = self->services.journal;

  services_drain (&self->services);
  for (guint i = trivet_memory_journal_get_n_facts (journal); i > 0; i--) {
    TrivetFact *fact = trivet_memory_journal_get_fact (journal, i - 1);

    if (trivet_fact_get_fact_type (fact) == type)
      return fact;
  }
  return NULL;
}

static void
assert_says (TrivetFact *fact,
             const char *reason,
             const char *approver)
{
  g_assert_nonnull (fact);
  g_assert_cmpstr (trivet_json_get_string_or (trivet_fact_get_body (fact), "reason", NULL), ==, reason);
  g_assert_cmpstr (trivet_json_get_string_or (trivet_fact_get_body (fact), "approver", NULL), ==, approver);
}

/* What the kitchen does not know goes without a word; the rest with reason and yes. */
static void
test_quantity (Bench        *self,
               gconstpointer user_data)
{
  TrivetRegister *reg = self->services.reg;

  g_assert_cmpint (trivet_register_needs_for_quantity (reg, self->line_id, -1), ==, TRIVET_PERMISSION_NONE);
  trivet_register_change_quantity (reg, self->line_id, -1);
  assert_says (last_fact (self, TRIVET_FACT_LINE_QUANTITY_CHANGED), NULL, NULL);
  g_assert_cmpint (trivet_register_needs_for_quantity (reg, self->line_id, -1), ==, TRIVET_PERMISSION_VOID_SENT);
  trivet_register_change_quantity (reg, self->line_id, -1);
  assert_needs_approval (self);
  trivet_register_approve_next (reg, approve (self, TRIVET_PERMISSION_VOID_SENT, WANG_PIN), "Wrong dish");
  trivet_register_change_quantity (reg, self->line_id, -1);
  assert_says (last_fact (self, TRIVET_FACT_LINE_QUANTITY_CHANGED), "Wrong dish", "Wang");
  g_assert_cmpstr (trivet_fact_get_staff (last_fact (self, TRIVET_FACT_LINE_QUANTITY_CHANGED)), ==, "Lin Mei");
}

static GPtrArray *
choose (Bench      *self,
        const char *sku)
{
  TrivetRegister        *reg = self->services.reg;
  const TrivetMenuGroup *slot = g_ptr_array_index (trivet_menu_item_get_combo (services_item (&self->services, "set")), 0);
  GPtrArray             *modifiers = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_line_modifier_free);

  g_ptr_array_add (modifiers, trivet_register_make_modifier (reg, slot, trivet_menu_group_lookup (slot, sku)));

  return modifiers;
}

/* A dish of a combo that the kitchen makes goes with a yes, as a void does; not by a step back. */
static void
test_modifiers (Bench        *self,
                gconstpointer user_data)
{
  TrivetRegister *reg = self->services.reg;
  g_autoptr (GPtrArray) rice = NULL;
  g_autoptr (GPtrArray) fish = NULL;
  g_autofree char *line_id = NULL;
  g_autofree char *body = NULL;

  services_append (&self->services, TRIVET_FACT_MENU_ITEM_SET, "menu",
                   "{'id':'set','category':'main','name':'Set','price_minor':5000,'tax_rate_ppm':0,'groups':[],'combo':["
                   "{'id':'a','name':'A','min':1,'max':1,'choices':[{'sku':'rice'},{'sku':'fish'}]}]}");
  services_drain (&self->services);
  rice = choose (self, "rice");
  fish = choose (self, "fish");
  line_id = trivet_register_add_item (reg, services_item (&self->services, "set"), rice, 1);
  services_drain (&self->services);
  g_assert_cmpint (trivet_register_needs_for_modifiers (reg, line_id, fish), ==, TRIVET_PERMISSION_NONE);
  trivet_register_set_modifiers (reg, line_id, fish);
  trivet_register_set_modifiers (reg, line_id, rice);
  services_drain (&self->services);
  services_no_failure (&self->services);

  body = g_strdup_printf ("{'lines':[{'line':'%s','part':'a/rice','quantity':1}]}", line_id);
  services_append (&self->services, TRIVET_FACT_LINES_SENT, trivet_tab_get_order_id (trivet_register_get_current (reg)), body);
  services_drain (&self->services);
  g_assert_cmpint (trivet_register_needs_for_modifiers (reg, line_id, rice), ==, TRIVET_PERMISSION_NONE);
  g_assert_cmpint (trivet_register_needs_for_modifiers (reg, line_id, fish), ==, TRIVET_PERMISSION_VOID_SENT);
  trivet_register_set_modifiers (reg, line_id, fish);
  assert_needs_approval (self);
  trivet_register_undo (reg);
  assert_needs_approval (self);
  trivet_register_approve_next (reg, approve (self, TRIVET_PERMISSION_VOID_SENT, WANG_PIN), "Out of rice");
  trivet_register_set_modifiers (reg, line_id, fish);
  assert_says (last_fact (self, TRIVET_FACT_LINE_MODIFIERS_SET), "Out of rice", "Wang");
  services_no_failure (&self->services);
}

static void
test_void (Bench        *self,
           gconstpointer user_data)
{
  TrivetRegister *reg = self->services.reg;

  trivet_register_void_line (reg, self->line_id);
  assert_needs_approval (self);
  g_assert_null (approve (self, TRIVET_PERMISSION_VOID_SENT, LIN_PIN));
  trivet_register_approve_next (reg, approve (self, TRIVET_PERMISSION_COMP, WANG_PIN), "Wrong dish");
  trivet_register_void_line (reg, self->line_id);
  assert_needs_approval (self);
  /* That yes was used up by what it was not for. */
  trivet_register_void_line (reg, self->line_id);
  assert_needs_approval (self);
  g_assert_null (last_fact (self, TRIVET_FACT_LINE_VOIDED));
  trivet_register_approve_next (reg, approve (self, TRIVET_PERMISSION_VOID_SENT, WANG_PIN), "Wrong dish");
  trivet_register_void_line (reg, self->line_id);
  assert_says (last_fact (self, TRIVET_FACT_LINE_VOIDED), "Wrong dish", "Wang");
}

/* Who may needs no PIN, but says why. */
static void
test_self (Bench        *self,
           gconstpointer user_data)
{
  TrivetRegister *reg = self->services.reg;

  sign_in (self, "w", WANG_PIN);
  g_assert_cmpstr (trivet_register_get_staff (reg), ==, "Wang");
  trivet_register_void_line (reg, self->line_id);
  assert_needs_approval (self);
  trivet_register_approve_next (reg, trivet_manager_approve_self (self->manager, TRIVET_PERMISSION_VOID_SENT), "Dropped");
  trivet_register_void_line (reg, self->line_id);
  assert_says (last_fact (self, TRIVET_FACT_LINE_VOIDED), "Dropped", "Wang");
}

static void
test_order (Bench        *self,
            gconstpointer user_data)
{
  TrivetRegister *reg = self->services.reg;

  g_assert_cmpint (trivet_register_needs_for_void (reg), ==, TRIVET_PERMISSION_VOID_SENT);
  trivet_register_void_order (reg, "staff");
  assert_needs_approval (self);
  trivet_register_approve_next (reg, approve (self, TRIVET_PERMISSION_VOID_SENT, WANG_PIN), "Guests left");
  trivet_register_void_order (reg, "staff");
  assert_says (last_fact (self, TRIVET_FACT_ORDER_VOIDED), "Guests left", "Wang");
}

/* One order that the kitchen knows nothing of is voided as before. */
static void
test_unsent_order (Bench        *self,
                   gconstpointer user_data)
{
  TrivetRegister *reg = self->services.reg;

  trivet_register_new_order (reg);
  g_free (services_order (&self->services, "rice"));
  g_assert_cmpint (trivet_register_needs_for_void (reg), ==, TRIVET_PERMISSION_NONE);
  trivet_register_void_order (reg, "staff");
  assert_says (last_fact (self, TRIVET_FACT_ORDER_VOIDED), "staff", NULL);
}

/* A step back is no way round. */
static void
test_undo (Bench        *self,
           gconstpointer user_data)
{
  TrivetRegister  *reg = self->services.reg;
  g_autofree char *body = g_strdup_printf ("{'lines':[{'line':'%s','quantity':2}]}", self->line_id);

  trivet_register_change_quantity (reg, self->line_id, 1);
  services_drain (&self->services);
  services_append (&self->services, TRIVET_FACT_LINES_SENT, trivet_tab_get_order_id (trivet_register_get_current (reg)), body);
  trivet_register_undo (reg);
  assert_needs_approval (self);
}

/* 28.00 each, three of them: 84.00. Lin may give 10 %. */
static void
test_discounts (Bench        *self,
                gconstpointer user_data)
{
  TrivetRegister *reg = self->services.reg;

  g_assert_cmpint (trivet_register_needs_for_discount (reg, NULL, TRIVET_DISCOUNT_RATE, 100000), ==, TRIVET_PERMISSION_NONE);
  g_assert_cmpint (trivet_register_needs_for_discount (reg, NULL, TRIVET_DISCOUNT_RATE, 100001), ==, TRIVET_PERMISSION_DISCOUNT);
  g_assert_cmpint (trivet_register_needs_for_discount (reg, NULL, TRIVET_DISCOUNT_RATE, 1000000), ==, TRIVET_PERMISSION_COMP);
  g_assert_cmpint (trivet_register_needs_for_discount (reg, NULL, TRIVET_DISCOUNT_NONE, 0), ==, TRIVET_PERMISSION_NONE);
  g_assert_cmpint (trivet_register_needs_for_discount (reg, self->line_id, TRIVET_DISCOUNT_AMOUNT, 840), ==, TRIVET_PERMISSION_NONE);
  g_assert_cmpint (trivet_register_needs_for_discount (reg, self->line_id, TRIVET_DISCOUNT_AMOUNT, 841), ==, TRIVET_PERMISSION_DISCOUNT);
  g_assert_cmpint (trivet_register_needs_for_discount (reg, self->line_id, TRIVET_DISCOUNT_AMOUNT, 8400), ==, TRIVET_PERMISSION_COMP);
  g_assert_cmpint (trivet_register_needs_for_discount (reg, NULL, TRIVET_DISCOUNT_AMOUNT, G_MAXINT64), ==, TRIVET_PERMISSION_COMP);

  trivet_register_set_line_discount (reg, self->line_id, TRIVET_DISCOUNT_RATE, 200000, NULL);
  assert_needs_approval (self);
  trivet_register_approve_next (reg, approve (self, TRIVET_PERMISSION_DISCOUNT, WANG_PIN), "Regular guest");
  trivet_register_set_line_discount (reg, self->line_id, TRIVET_DISCOUNT_RATE, 200000, NULL);
  assert_says (last_fact (self, TRIVET_FACT_LINE_DISCOUNT_SET), "Regular guest", "Wang");
  trivet_register_set_order_discount (reg, TRIVET_DISCOUNT_RATE, 50000, NULL);
  assert_says (last_fact (self, TRIVET_FACT_ORDER_DISCOUNT_SET), NULL, NULL);
  trivet_staff_desk_sign_out (self->desk);
  g_assert_cmpint (trivet_register_needs_for_discount (reg, NULL, TRIVET_DISCOUNT_RATE, 1), ==, TRIVET_PERMISSION_DISCOUNT);
}

/* On the house needs the yes of somebody who may and a reason, is taken back in one step, and goes
 * along when the dish moves. */
static void
test_comps (Bench        *self,
            gconstpointer user_data)
{
  TrivetRegister        *reg = self->services.reg;
  const TrivetOrderLine *line;

  g_assert_cmpint (trivet_register_needs_for_discount (reg, self->line_id, TRIVET_DISCOUNT_COMP, 0), ==, TRIVET_PERMISSION_COMP);
  trivet_register_set_line_discount (reg, self->line_id, TRIVET_DISCOUNT_COMP, 0, "Cold");
  assert_needs_approval (self);
  trivet_register_approve_next (reg, approve (self, TRIVET_PERMISSION_COMP, WANG_PIN), "");
  trivet_register_set_line_discount (reg, self->line_id, TRIVET_DISCOUNT_COMP, 0, NULL);
  assert_needs_approval (self);

  trivet_register_approve_next (reg, approve (self, TRIVET_PERMISSION_COMP, WANG_PIN), "");
  trivet_register_set_line_discount (reg, self->line_id, TRIVET_DISCOUNT_COMP, 0, "Cold");
  assert_says (last_fact (self, TRIVET_FACT_LINE_DISCOUNT_SET), "Cold", "Wang");
  g_assert_cmpint (services_total (&self->services), ==, 0);
  line = trivet_order_lookup_line (services_current (&self->services), self->line_id);
  g_assert_cmpint (line->discount.kind, ==, TRIVET_DISCOUNT_COMP);

  trivet_register_approve_next (reg, approve (self, TRIVET_PERMISSION_COMP, WANG_PIN), "Owner's guests");
  trivet_register_set_order_discount (reg, TRIVET_DISCOUNT_COMP, 0, NULL);
  assert_says (last_fact (self, TRIVET_FACT_ORDER_DISCOUNT_SET), "Owner's guests", "Wang");
  trivet_register_undo (reg);
  services_drain (&self->services);
  g_assert_cmpint (services_current (&self->services)->discount.kind, ==, TRIVET_DISCOUNT_NONE);
  trivet_register_undo (reg);
  services_drain (&self->services);
  g_assert_cmpint (services_total (&self->services), ==, 3 * SERVICES_FISH_MINOR);
}

/* Without staff and without a PIN nobody is asked; with a PIN, its owner. */
static void
test_alone (Bench        *self,
            gconstpointer user_data)
{
  TrivetRegister *reg = self->services.reg;
  g_autoptr (TrivetSecret) pin = trivet_secret_new (OWNER_PIN, -1);

  g_assert_cmpint (trivet_register_needs_for_discount (reg, NULL, TRIVET_DISCOUNT_RATE, 1000000), ==, TRIVET_PERMISSION_NONE);
  g_assert_cmpint (trivet_register_needs_for_quantity (reg, self->line_id, -2), ==, TRIVET_PERMISSION_NONE);
  trivet_manager_reset_pin_async (self->manager, pin, "trivetctl", NULL, NULL);
  services_drain (&self->services);
  g_assert_cmpint (trivet_register_needs_for_quantity (reg, self->line_id, -2), ==, TRIVET_PERMISSION_VOID_SENT);
  trivet_register_void_line (reg, self->line_id);
  assert_needs_approval (self);
  trivet_register_approve_next (reg, approve (self, TRIVET_PERMISSION_VOID_SENT, OWNER_PIN), "Dropped");
  trivet_register_void_line (reg, self->line_id);
  assert_says (last_fact (self, TRIVET_FACT_LINE_VOIDED), "Dropped", "manager");
}

#define ADD(path, set_up_func, func) \
  g_test_add ("/services/register-approval/" path, Bench, NULL, set_up_func, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("quantity", set_up, test_quantity);
  ADD ("modifiers", set_up, test_modifiers);
  ADD ("void", set_up, test_void);
  ADD ("self", set_up, test_self);
  ADD ("order", set_up, test_order);
  ADD ("unsent-order", set_up, test_unsent_order);
  ADD ("undo", set_up, test_undo);
  ADD ("discounts", set_up, test_discounts);
  ADD ("comps", set_up, test_comps);
  ADD ("alone", set_up_alone, test_alone);

  return g_test_run ();
}
