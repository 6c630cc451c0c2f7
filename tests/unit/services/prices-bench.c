/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "prices-bench.h"

#include "trivet-plain-hasher.h"

void
prices_on_result (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
on_changed (PricesBench *self)
{
  self->n_changed++;
}

void
prices_set_up (PricesBench  *self,
               gconstpointer user_data)
{
  services_set_up (&self->services, NULL);
  self->desk = trivet_price_desk_new (self->services.reg);
  g_signal_connect_swapped (self->desk, "changed", G_CALLBACK (on_changed), self);
}

void
prices_tear_down (PricesBench  *self,
                  gconstpointer user_data)
{
  g_assert_finalize_object (self->desk);
  g_clear_object (&self->manager);
  g_clear_object (&self->staff);
  g_clear_object (&self->hasher);
  services_tear_down (&self->services, NULL);
}

static void
add_member (PricesBench *self,
            const char  *id,
            const char  *name,
            const char  *role,
            const char  *text)
{
  g_autoptr (TrivetStaffMember) member = trivet_staff_member_new (id, name, role);
  g_autoptr (TrivetSecret) pin = trivet_secret_new (text, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_staff_desk_set_member_async (self->staff, member, pin, NULL, "", prices_on_result, &result);
  services_drain (&self->services);
  g_assert_true (trivet_staff_desk_change_finish (self->staff, result, NULL));
}

/* Wang may change prices, Lin Mei, who is signed in, may not. */
void
prices_add_people (PricesBench *self)
{
  Services      *services = &self->services;
  TrivetJournal *journal = TRIVET_JOURNAL (services->journal);
  g_autoptr (TrivetSecret) pin = trivet_secret_new (PRICES_LIN_PIN, -1);
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
  add_member (self, "w", "Wang", "m", PRICES_WANG_PIN);
  add_member (self, "l", "Lin Mei", "s", PRICES_LIN_PIN);
  trivet_register_set_manager (services->reg, self->manager);
  trivet_staff_desk_sign_in_async (self->staff, "l", pin, prices_on_result, &result);
  services_drain (services);
  g_assert_true (trivet_staff_desk_sign_in_finish (self->staff, result, NULL));
}

TrivetApproval *
prices_approve (PricesBench     *self,
                TrivetPermission permission)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (PRICES_WANG_PIN, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_manager_approve_async (self->manager, permission, pin, "", prices_on_result, &result);
  services_drain (&self->services);

  return trivet_manager_check_finish (self->manager, result, NULL);
}

/* 10 % off fish. */
TrivetPromotion *
prices_make_promotion (const char *id)
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

void
prices_assert_finished (PricesBench   *self,
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

void
prices_set_promotion (PricesBench           *self,
                      const TrivetPromotion *promotion,
                      int                    code)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_price_desk_set_promotion_async (self->desk, promotion, NULL, prices_on_result, &result);
  prices_assert_finished (self, &result, code);
}

void
prices_undo (PricesBench *self,
             int          code)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_price_desk_undo_async (self->desk, NULL, prices_on_result, &result);
  prices_assert_finished (self, &result, code);
}

const TrivetPromotion *
prices_look_up (PricesBench *self,
                const char  *id)
{
  return trivet_price_book_lookup_promotion (trivet_price_desk_get_book (self->desk), id);
}
