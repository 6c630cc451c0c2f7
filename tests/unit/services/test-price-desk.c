/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the price book is changed by who may, each change can be taken back, each refusal names the
 * field, and a promotion or a coupon says beforehand what it takes off the order, or why nothing.
 * Method: the real register and desk on a memory journal, with a manager and a waiter who have PINs. */

#include "services-bench.h"
#include "trivet-plain-hasher.h"
#include "trivet-price-desk.h"

#include <string.h>

#define LIN_PIN  "481516"
#define WANG_PIN "234217"

typedef struct {
  Services         services;
  TrivetPinHasher *hasher;
  TrivetStaffDesk *staff;
  TrivetManager   *manager;
  TrivetPriceDesk *desk;
  guint            n_changed;
} Bench;

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
on_changed (Bench *self)
{
  self->n_changed++;
}

static void
set_up (Bench        *self,
        gconstpointer user_data)
{
  services_set_up (&self->services, NULL);
  self->desk = trivet_price_desk_new (self->services.reg);
  g_signal_connect_swapped (self->desk, "changed", G_CALLBACK (on_changed), self);
}

static void
tear_down (Bench        *self,
           gconstpointer user_data)
{
  g_assert_finalize_object (self->desk);
  g_clear_object (&self->manager);
  g_clear_object (&self->staff);
  g_clear_object (&self->hasher);
  services_tear_down (&self->services, NULL);
}

static void
add_member (Bench      *self,
            const char *id,
            const char *name,
            const char *role,
            const char *text)
{
  g_autoptr (TrivetStaffMember) member = trivet_staff_member_new (id, name, role);
  g_autoptr (TrivetSecret) pin = trivet_secret_new (text, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_staff_desk_set_member_async (self->staff, member, pin, NULL, "", on_result, &result);
  services_drain (&self->services);
  g_assert_true (trivet_staff_desk_change_finish (self->staff, result, NULL));
}

/* Wang may change prices, Lin Mei, who is signed in, may not. */
static void
add_people (Bench *self)
{
  Services      *services = &self->services;
  TrivetJournal *journal = TRIVET_JOURNAL (services->journal);
  g_autoptr (TrivetSecret) pin = trivet_secret_new (LIN_PIN, -1);
  g_autoptr (GAsyncResult) result = NULL;

  self->hasher = trivet_plain_hasher_new ();
  self->staff = trivet_staff_desk_new (journal, TRIVET_REPOSITORY (journal), self->hasher, TRIVET_CLOCK (services->clock),
                                       TRIVET_RANDOM (services->random), "R1");
  self->manager = trivet_manager_new (journal, TRIVET_REPOSITORY (journal), self->hasher, TRIVET_CLOCK (services->clock),
                                      TRIVET_RANDOM (services->random), "R1");
  trivet_manager_set_desk (self->manager, self->staff);
  trivet_manager_load_async (self->manager, NULL, NULL);
  services_drain (services);
  services_append (services, TRIVET_FACT_ROLE_SET, "staff",
                   "{'id':'m','name':'M','name_zh':'M','permissions':['edit-staff','edit-menu'],'discount_limit_ppm':0}");
  services_append (services, TRIVET_FACT_ROLE_SET, "staff",
                   "{'id':'s','name':'S','name_zh':'S','permissions':[],'discount_limit_ppm':0}");
  g_assert_true (trivet_manager_open_door (self->manager, TRIVET_PERMISSION_EDIT_STAFF, NULL));
  add_member (self, "w", "Wang", "m", WANG_PIN);
  add_member (self, "l", "Lin Mei", "s", LIN_PIN);
  trivet_register_set_manager (services->reg, self->manager);
  trivet_staff_desk_sign_in_async (self->staff, "l", pin, on_result, &result);
  services_drain (services);
  g_assert_true (trivet_staff_desk_sign_in_finish (self->staff, result, NULL));
}

static TrivetApproval *
approve (Bench           *self,
         TrivetPermission permission)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (WANG_PIN, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_manager_approve_async (self->manager, permission, pin, "", on_result, &result);
  services_drain (&self->services);

  return trivet_manager_check_finish (self->manager, result, NULL);
}

/* 10 % off fish. */
static TrivetPromotion *
make_promotion (const char *id)
{
  TrivetPromotion     *promotion = trivet_promotion_new (id);
  TrivetPromotionPart *part = g_ptr_array_index (promotion->parts, 0);

  g_free (promotion->name);
  promotion->name = g_strdup (" Fish day ");
  promotion->value = 100000;
  g_strfreev (part->skus);
  part->skus = g_strsplit ("fish", " ", -1);

  return promotion;
}

static void
assert_finished (Bench         *self,
                 GAsyncResult **result,
                 int            code)
{
  g_autoptr (GError) error = NULL;
  gboolean ok;

  services_drain (&self->services);
  g_assert_nonnull (*result);
  ok = trivet_price_desk_change_finish (self->desk, *result, &error);
  g_clear_object (result);
  if (code < 0) {
    g_assert_no_error (error);
    g_assert_true (ok);
  } else {
    g_assert_error (error, TRIVET_PRICE_DESK_ERROR, code);
    g_assert_false (ok);
  }
}

static void
set_promotion (Bench                 *self,
               const TrivetPromotion *promotion,
               int                    code)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_price_desk_set_promotion_async (self->desk, promotion, NULL, on_result, &result);
  assert_finished (self, &result, code);
}

static void
undo (Bench *self,
      int    code)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_price_desk_undo_async (self->desk, NULL, on_result, &result);
  assert_finished (self, &result, code);
}

static const TrivetPromotion *
look_up (Bench      *self,
         const char *id)
{
  return trivet_price_book_lookup_promotion (trivet_price_desk_get_book (self->desk), id);
}

static void
test_promotion (Bench        *self,
                gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = make_promotion ("p");
  g_autofree char *line = NULL;
  guint            n_facts;

  g_assert_cmpint (trivet_price_desk_needs (self->desk), ==, TRIVET_PERMISSION_NONE);
  set_promotion (self, promotion, -1);
  g_assert_cmpuint (self->n_changed, >, 0);
  g_assert_cmpstr (look_up (self, "p")->name, ==, "Fish day");
  g_assert_cmpstr (look_up (self, "p")->name_zh, ==, "Fish day");
  line = services_order (&self->services, "fish");
  g_assert_cmpint (services_total (&self->services), ==, SERVICES_FISH_MINOR * 9 / 10);

  /* What changes nothing is no step. */
  n_facts = trivet_memory_journal_get_n_facts (self->services.journal);
  set_promotion (self, promotion, -1);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->services.journal), ==, n_facts);

  promotion->value = 500000;
  set_promotion (self, promotion, -1);
  g_assert_cmpint (look_up (self, "p")->value, ==, 500000);
  undo (self, -1);
  g_assert_cmpint (look_up (self, "p")->value, ==, 100000);
  undo (self, -1);
  g_assert_null (look_up (self, "p"));
  g_assert_false (trivet_price_desk_can_undo (self->desk));
  undo (self, TRIVET_PRICE_DESK_ERROR_NO_STEP);
}

static void
test_switch_and_remove (Bench        *self,
                        gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = make_promotion ("p");
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *line = NULL;

  set_promotion (self, promotion, -1);
  g_assert_true (trivet_price_desk_is_active_now (self->desk, look_up (self, "p")));
  trivet_price_desk_switch_async (self->desk, TRIVET_FACT_PROMOTION_SET, "p", FALSE, NULL, on_result, &result);
  assert_finished (self, &result, -1);
  g_assert_true (look_up (self, "p")->off);
  g_assert_false (trivet_price_desk_is_active_now (self->desk, look_up (self, "p")));
  line = services_order (&self->services, "fish");
  g_assert_cmpint (services_total (&self->services), ==, SERVICES_FISH_MINOR);
  trivet_price_desk_switch_async (self->desk, TRIVET_FACT_PROMOTION_SET, "p", TRUE, NULL, on_result, &result);
  assert_finished (self, &result, -1);
  trivet_register_change_quantity (self->services.reg, line, 1);
  services_drain (&self->services);
  g_assert_cmpint (services_total (&self->services), ==, 2 * SERVICES_FISH_MINOR * 9 / 10);

  trivet_price_desk_remove_async (self->desk, TRIVET_FACT_PROMOTION_SET, "p", NULL, on_result, &result);
  assert_finished (self, &result, -1);
  g_assert_null (look_up (self, "p"));
  trivet_price_desk_remove_async (self->desk, TRIVET_FACT_PROMOTION_SET, "p", NULL, on_result, &result);
  assert_finished (self, &result, TRIVET_PRICE_DESK_ERROR_GONE);
  trivet_price_desk_switch_async (self->desk, TRIVET_FACT_PROMOTION_SET, "p", TRUE, NULL, on_result, &result);
  assert_finished (self, &result, TRIVET_PRICE_DESK_ERROR_GONE);
  undo (self, -1);
  g_assert_cmpint (look_up (self, "p")->value, ==, 100000);
  g_assert_false (look_up (self, "p")->off);
}

/* Another register has changed the rule since: our step is not taken back over its head. */
static void
test_foreign_change (Bench        *self,
                     gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = make_promotion ("p");

  set_promotion (self, promotion, -1);
  services_append (&self->services, TRIVET_FACT_PROMOTION_SET, "prices",
                   "{'id':'p','name':'Theirs','kind':'rate','value':1,'parts':[{}]}");
  services_drain (&self->services);
  undo (self, TRIVET_PRICE_DESK_ERROR_CHANGED);
  g_assert_cmpstr (look_up (self, "p")->name, ==, "Theirs");
  g_assert_false (trivet_price_desk_can_undo (self->desk));
}

static void
test_busy (Bench        *self,
           gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = make_promotion ("p");
  g_autoptr (TrivetPromotion) other = make_promotion ("q");
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;

  trivet_price_desk_set_promotion_async (self->desk, promotion, NULL, on_result, &first);
  trivet_price_desk_set_promotion_async (self->desk, other, NULL, on_result, &second);
  assert_finished (self, &second, TRIVET_PRICE_DESK_ERROR_BUSY);
  assert_finished (self, &first, -1);
  g_assert_null (look_up (self, "q"));
}

static void
test_permission (Bench        *self,
                 gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = make_promotion ("p");
  g_autoptr (GAsyncResult) result = NULL;
  TrivetFact *fact;

  add_people (self);
  g_assert_cmpint (trivet_price_desk_needs (self->desk), ==, TRIVET_PERMISSION_EDIT_MENU);
  set_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_NEEDS_APPROVAL);
  trivet_price_desk_set_promotion_async (self->desk, promotion, approve (self, TRIVET_PERMISSION_EDIT_STAFF), on_result, &result);
  assert_finished (self, &result, TRIVET_PRICE_DESK_ERROR_NEEDS_APPROVAL);
  trivet_price_desk_set_promotion_async (self->desk, promotion, approve (self, TRIVET_PERMISSION_EDIT_MENU), on_result, &result);
  assert_finished (self, &result, -1);
  fact = trivet_memory_journal_get_fact (self->services.journal, trivet_memory_journal_get_n_facts (self->services.journal) - 1);
  g_assert_cmpstr (trivet_json_get_string_or (trivet_fact_get_body (fact), "approver", ""), ==, "Wang");
  g_assert_cmpstr (trivet_fact_get_staff (fact), ==, "Lin Mei");
  /* One yes is one action, taking back is another. */
  undo (self, TRIVET_PRICE_DESK_ERROR_NEEDS_APPROVAL);
  g_assert_nonnull (look_up (self, "p"));
  trivet_price_desk_undo_async (self->desk, approve (self, TRIVET_PERMISSION_EDIT_MENU), on_result, &result);
  assert_finished (self, &result, -1);
  g_assert_null (look_up (self, "p"));
}

/* Who approved is not part of the rule: the same change again is none, and an equal file, too. */
static void
test_approver_is_no_rule (Bench        *self,
                          gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = make_promotion ("p");
  g_autoptr (GAsyncResult) result = NULL;
  guint n_facts;

  add_people (self);
  trivet_price_desk_set_promotion_async (self->desk, promotion, approve (self, TRIVET_PERMISSION_EDIT_MENU), on_result, &result);
  assert_finished (self, &result, -1);
  n_facts = trivet_memory_journal_get_n_facts (self->services.journal);
  set_promotion (self, promotion, -1);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->services.journal), ==, n_facts);
}

static void
refuse_promotion (Bench           *self,
                  TrivetPromotion *promotion,
                  int              code)
{
  set_promotion (self, promotion, code);
  g_assert_null (look_up (self, "p"));
  g_assert_false (trivet_price_desk_can_undo (self->desk));
}

static void
test_refused_names (Bench        *self,
                    gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = make_promotion ("p");

  g_free (promotion->name);
  promotion->name = g_strdup ("  ");
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_NAME);
  g_free (promotion->name);
  promotion->name = g_strnfill (TRIVET_PRICE_DESK_MAX_NAME + 1, 'x');
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_NAME);
}

static void
test_refused_values (Bench        *self,
                     gconstpointer user_data)
{
  static const TrivetPromotionKind kinds[] = { TRIVET_PROMOTION_RATE, TRIVET_PROMOTION_AMOUNT, TRIVET_PROMOTION_BUY_GET,
                                               TRIVET_PROMOTION_ORDER_AMOUNT, TRIVET_PROMOTION_ORDER_RATE };
  g_autoptr (TrivetPromotion) promotion = make_promotion ("p");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    promotion->kind = kinds[i];
    promotion->value = 0;
    refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_VALUE);
    promotion->value = TRIVET_ORDER_MAX_PRICE_MINOR + 1;
    refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_VALUE);
  }
  promotion->kind = TRIVET_PROMOTION_RATE;
  promotion->value = TRIVET_RATE_PPM_ONE + 1;
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_VALUE);
  promotion->kind = TRIVET_PROMOTION_ORDER_AMOUNT;
  promotion->value = 100;
  promotion->threshold_minor = -1;
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_THRESHOLD);
  promotion->threshold_minor = 0;
  promotion->from_minute = 1440;
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_HOURS);
  promotion->from_minute = 0;
  promotion->days = 128;
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_HOURS);
}

static void
test_refused_parts (Bench        *self,
                    gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = make_promotion ("p");
  TrivetPromotionPart *part = g_ptr_array_index (promotion->parts, 0);

  promotion->kind = TRIVET_PROMOTION_BUY_GET;
  promotion->buy = 0;
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_UNITS);
  promotion->buy = TRIVET_PROMOTION_MAX_UNITS;
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_UNITS);
  promotion->kind = TRIVET_PROMOTION_SET;
  promotion->value = 1000;
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_DISHES);
  part->count = TRIVET_PROMOTION_MAX_UNITS + 1;
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_DISHES);
  part->count = 2;
  for (guint i = 0; i < TRIVET_PROMOTION_MAX_PARTS; i++)
    g_ptr_array_add (promotion->parts, trivet_promotion_part_new ());
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_DISHES);
  g_ptr_array_set_size (promotion->parts, 0);
  refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_DISHES);
}

static void
set_charge (Bench              *self,
            const TrivetCharge *charge,
            int                 code)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_price_desk_set_charge_async (self->desk, charge, NULL, on_result, &result);
  assert_finished (self, &result, code);
}

static void
test_charge (Bench        *self,
             gconstpointer user_data)
{
  static char      id[] = "c";
  static char      name[] = "Service";
  static char      empty[] = "";
  TrivetCharge     charge = { .charge_id = id, .name = name, .name_zh = empty, .kind = TRIVET_CHARGE_RATE, .value = 100000 };
  g_autofree char *line = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  charge.order_kinds = 1u << TRIVET_ORDER_KIND_COUNTER | 1u << TRIVET_ORDER_KIND_BAR;
  set_charge (self, &charge, -1);
  g_assert_cmpuint (trivet_price_book_lookup_charge (trivet_price_desk_get_book (self->desk), "c")->order_kinds, ==, charge.order_kinds);
  line = services_order (&self->services, "fish");
  g_assert_cmpint (services_total (&self->services), ==, SERVICES_FISH_MINOR * 11 / 10);
  trivet_price_desk_switch_async (self->desk, TRIVET_FACT_CHARGE_SET, "c", FALSE, NULL, on_result, &result);
  assert_finished (self, &result, -1);
  trivet_register_change_quantity (self->services.reg, line, 1);
  services_drain (&self->services);
  g_assert_cmpint (services_total (&self->services), ==, 2 * SERVICES_FISH_MINOR);
  undo (self, -1);
  undo (self, -1);
  g_assert_null (trivet_price_book_lookup_charge (trivet_price_desk_get_book (self->desk), "c"));

  charge.value = 0;
  set_charge (self, &charge, TRIVET_PRICE_DESK_ERROR_VALUE);
  charge.value = TRIVET_ORDER_MAX_CHARGE_PPM + 1;
  set_charge (self, &charge, TRIVET_PRICE_DESK_ERROR_VALUE);
  charge.value = 1;
  charge.tax_rate_ppm = TRIVET_RATE_PPM_ONE + 1;
  set_charge (self, &charge, TRIVET_PRICE_DESK_ERROR_TAX);
  charge.tax_rate_ppm = 0;
  charge.name = empty;
  set_charge (self, &charge, TRIVET_PRICE_DESK_ERROR_NAME);
}

static void
set_rounding (Bench                 *self,
              gint64                 unit_minor,
              TrivetCashRoundingMode mode,
              int                    code)
{
  const TrivetCashRounding rounding = { unit_minor, mode };
  g_autoptr (GAsyncResult) result = NULL;

  trivet_price_desk_set_rounding_async (self->desk, &rounding, NULL, on_result, &result);
  assert_finished (self, &result, code);
}

static void
test_rounding (Bench        *self,
               gconstpointer user_data)
{
  TrivetPriceBook *book = trivet_price_desk_get_book (self->desk);

  set_rounding (self, 10, TRIVET_CASH_ROUNDING_DOWN, -1);
  g_assert_cmpint (trivet_price_book_get_cash_rounding (book)->unit_minor, ==, 10);
  set_rounding (self, 100, TRIVET_CASH_ROUNDING_NEAREST, -1);
  set_rounding (self, TRIVET_CASH_ROUNDING_MAX_UNIT_MINOR + 1, TRIVET_CASH_ROUNDING_UP, TRIVET_PRICE_DESK_ERROR_ROUNDING);
  undo (self, -1);
  g_assert_cmpint (trivet_price_book_get_cash_rounding (book)->unit_minor, ==, 10);
  g_assert_cmpint (trivet_price_book_get_cash_rounding (book)->mode, ==, TRIVET_CASH_ROUNDING_DOWN);
  undo (self, -1);
  g_assert_cmpint (trivet_price_book_get_cash_rounding (book)->unit_minor, ==, 0);
}

static void
test_full (Bench        *self,
           gconstpointer user_data)
{
  for (guint i = 0; i < TRIVET_PRICE_BOOK_MAX_RULES; i++) {
    g_autofree char *body = g_strdup_printf ("{'id':'r%u','name':'R','kind':'rate','value':1,'parts':[{}]}", i);

    services_append (&self->services, TRIVET_FACT_PROMOTION_SET, "prices", body);
  }
  services_drain (&self->services);
  {
    g_autoptr (TrivetPromotion) promotion = make_promotion ("p");

    refuse_promotion (self, promotion, TRIVET_PRICE_DESK_ERROR_FULL);
  }
}

static void
assert_try (Bench                 *self,
            const TrivetPromotion *promotion,
            TrivetPromotionVerdict verdict,
            gint64                 takes_minor)
{
  gint64 minor = -1;

  g_assert_cmpint (trivet_price_desk_try (self->desk, promotion, &minor), ==, verdict);
  g_assert_cmpint (minor, ==, takes_minor);
  g_assert_null (look_up (self, promotion->id));
}

static void
test_try (Bench        *self,
          gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = make_promotion ("p");
  g_autofree char *rice = NULL;
  g_autofree char *fish = NULL;
  guint            n_facts;

  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_UNKNOWN, 0);
  rice = services_order (&self->services, "rice");
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_DISHES, 0);
  fish = services_add (&self->services, "fish");
  services_drain (&self->services);
  n_facts = trivet_memory_journal_get_n_facts (self->services.journal);
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_TAKES, SERVICES_FISH_MINOR / 10);
  promotion->off = TRUE;
  promotion->coupon = TRUE;
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_TAKES, SERVICES_FISH_MINOR / 10);
  promotion->members = TRUE;
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_MEMBERS, 0);
  promotion->members = FALSE;
  promotion->order_kinds = 1u << TRIVET_ORDER_KIND_DELIVERY;
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_ORDER_KIND, 0);
  promotion->order_kinds = 0;
  promotion->kind = TRIVET_PROMOTION_BUY_GET;
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_UNITS, 0);
  promotion->kind = TRIVET_PROMOTION_ORDER_AMOUNT;
  promotion->threshold_minor = SERVICES_RICE_MINOR + SERVICES_FISH_MINOR + 1;
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_THRESHOLD, 0);
  promotion->threshold_minor--;
  promotion->value = 500;
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_TAKES, 500);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->services.journal), ==, n_facts);
}

/* The clock of the bench says when an hour from now is. */
static void
test_try_hours (Bench        *self,
                gconstpointer user_data)
{
  g_autoptr (TrivetPromotion) promotion = make_promotion ("p");
  g_autofree char *fish = services_order (&self->services, "fish");
  gint64           now_us = trivet_clock_get_wall_us (TRIVET_CLOCK (self->services.clock));
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_us / G_USEC_PER_SEC);
  int minute = g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now);

  promotion->from_minute = (minute + 60) % 1440;
  promotion->to_minute = (minute + 120) % 1440;
  g_assert_false (trivet_price_desk_is_active_now (self->desk, promotion));
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_TIME, 0);
  promotion->kind = TRIVET_PROMOTION_ORDER_RATE;
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_TIME, 0);
  promotion->from_minute = (minute + 1380) % 1440;
  g_assert_true (trivet_price_desk_is_active_now (self->desk, promotion));
  assert_try (self, promotion, TRIVET_PROMOTION_VERDICT_TAKES, SERVICES_FISH_MINOR / 10);
}

static void
assert_coupon (Bench                 *self,
               const char            *id,
               TrivetPromotionVerdict verdict,
               gint64                 takes_minor)
{
  gint64 minor = -1;

  g_assert_cmpint (trivet_register_judge_coupon (self->services.reg, id, &minor), ==, verdict);
  g_assert_cmpint (minor, ==, takes_minor);
}

static void
test_coupons (Bench        *self,
              gconstpointer user_data)
{
  TrivetRegister *reg = self->services.reg;
  g_autoptr (TrivetPromotion) coupon = make_promotion ("SUMMER10");
  g_autoptr (TrivetPromotion) better = make_promotion ("half");
  g_autofree char *fish = NULL;

  coupon->coupon = TRUE;
  set_promotion (self, coupon, -1);
  g_assert_cmpstr (trivet_register_find_coupon (reg, " summer10\n")->id, ==, "SUMMER10");
  g_assert_cmpstr (trivet_register_find_coupon (reg, "fish DAY")->id, ==, "SUMMER10");
  g_assert_null (trivet_register_find_coupon (reg, "SUMMER1"));
  g_assert_null (trivet_register_find_coupon (reg, ""));
  g_assert_null (trivet_register_find_coupon (reg, "\xff"));
  assert_coupon (self, "SUMMER10", TRIVET_PROMOTION_VERDICT_UNKNOWN, 0);
  fish = services_order (&self->services, "fish");
  assert_coupon (self, "SUMMER10", TRIVET_PROMOTION_VERDICT_TAKES, SERVICES_FISH_MINOR / 10);
  g_assert_cmpint (services_total (&self->services), ==, SERVICES_FISH_MINOR);
  better->value = 500000;
  set_promotion (self, better, -1);
  assert_coupon (self, "SUMMER10", TRIVET_PROMOTION_VERDICT_BEATEN, 0);
  /* What is no coupon cannot be handed in as one. */
  assert_coupon (self, "half", TRIVET_PROMOTION_VERDICT_UNKNOWN, 0);
  coupon->off = TRUE;
  set_promotion (self, coupon, -1);
  assert_coupon (self, "SUMMER10", TRIVET_PROMOTION_VERDICT_OFF, 0);
}

static void
assert_tip (GArray *tips,
            guint   i,
            gint64  rate_ppm,
            gint64  amount_minor,
            gint64  total_minor)
{
  const TrivetTipChoice *tip = &g_array_index (tips, TrivetTipChoice, i);

  g_assert_cmpint (tip->rate_ppm, ==, rate_ppm);
  g_assert_cmpint (tip->amount_minor, ==, amount_minor);
  g_assert_cmpint (tip->total_minor, ==, total_minor);
}

/* 31.00 rounds to 40, not to itself or by two thirds; a tip that is there already does not count. */
static void
test_tips (Bench        *self,
           gconstpointer user_data)
{
  TrivetRegister *reg = self->services.reg;
  g_autoptr (GArray) none = trivet_register_suggest_tips (reg);
  g_autoptr (GArray) tips = NULL;
  g_autofree char *rice = NULL;
  g_autofree char *fish = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  rice = services_order (&self->services, "rice");
  fish = services_add (&self->services, "fish");
  trivet_register_set_tip (reg, 777);
  tips = trivet_register_suggest_tips (reg);
  g_assert_cmpuint (tips->len, ==, 5);
  assert_tip (tips, 0, 50000, 155, 3255);
  assert_tip (tips, 1, 100000, 310, 3410);
  assert_tip (tips, 2, 150000, 465, 3565);
  assert_tip (tips, 3, 200000, 620, 3720);
  assert_tip (tips, 4, 0, 900, 4000);
  services_drain (&self->services);
}

#define ADD(path, func) g_test_add ("/services/price-desk/" path, Bench, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("promotion", test_promotion);
  ADD ("switch-and-remove", test_switch_and_remove);
  ADD ("foreign-change", test_foreign_change);
  ADD ("busy", test_busy);
  ADD ("permission", test_permission);
  ADD ("approver-is-no-rule", test_approver_is_no_rule);
  ADD ("refused-names", test_refused_names);
  ADD ("refused-values", test_refused_values);
  ADD ("refused-parts", test_refused_parts);
  ADD ("charge", test_charge);
  ADD ("rounding", test_rounding);
  ADD ("full", test_full);
  ADD ("try", test_try);
  ADD ("try-hours", test_try_hours);
  ADD ("coupons", test_coupons);
  ADD ("tips", test_tips);

  return g_test_run ();
}
