/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the services themselves refuse what not everybody may do: changing staff, reasons and the plan of
 * the floor, giving money back, paying otherwise; a yes by PIN or badge is for one action, work of many
 * steps is open to one person. Method: three people, a manager's desk and the real services on a memory
 * journal; each is tried without a yes, with the wrong one and with the right one. */

#include "services-bench.h"

#include "trivet-floor-host.h"
#include "trivet-plain-hasher.h"
#include "trivet-returns.h"

#define LIN_PIN    "481516"
#define WANG_PIN   "234217"
#define WANG_BADGE "BADGE-WANG-01"
#define LIN_BADGE  "BADGE-LIN-002"

typedef struct {
  Services         services;
  TrivetPinHasher *hasher;
  TrivetStaffDesk *desk;
  TrivetManager   *manager;
} Bench;

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
set_member (Bench      *self,
            const char *id,
            const char *name,
            const char *role,
            const char *pin_text,
            const char *badge_text,
            GError    **error)
{
  g_autoptr (TrivetStaffMember) member = trivet_staff_member_new (id, name, role);
  g_autoptr (TrivetSecret) pin = trivet_secret_new (pin_text, -1);
  g_autoptr (TrivetSecret) badge = trivet_secret_new (badge_text, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_staff_desk_set_member_async (self->desk, member, pin, badge, "", on_result, &result);
  services_drain (&self->services);
  return trivet_staff_desk_change_finish (self->desk, result, error);
}

static void
load (Bench *self)
{
  Services      *services = &self->services;
  TrivetJournal *journal = TRIVET_JOURNAL (services->journal);
  g_autoptr (GAsyncResult) result = NULL;

  self->desk = trivet_staff_desk_new (journal, TRIVET_REPOSITORY (journal), self->hasher, TRIVET_CLOCK (services->clock),
                                      TRIVET_RANDOM (services->random), "R1");
  self->manager = trivet_manager_new (journal, TRIVET_REPOSITORY (journal), self->hasher, TRIVET_CLOCK (services->clock),
                                      TRIVET_RANDOM (services->random), "R1");
  trivet_manager_set_desk (self->manager, self->desk);
  g_assert_false (trivet_manager_is_loaded (self->manager));
  trivet_manager_load_async (self->manager, on_result, &result);
  services_drain (services);
  g_assert_true (trivet_manager_load_finish (self->manager, result, NULL));
  g_assert_true (trivet_manager_is_loaded (self->manager));
}

static void
set_up_alone (Bench        *self,
              gconstpointer user_data)
{
  services_set_up (&self->services, NULL);
  self->hasher = trivet_plain_hasher_new ();
  load (self);
  trivet_register_set_manager (self->services.reg, self->manager);
}

static void
set_up (Bench        *self,
        gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  set_up_alone (self, user_data);
  services_append (&self->services, TRIVET_FACT_ROLE_SET, "staff",
                   "{'id':'m','name':'M','name_zh':'M','permissions':['edit-staff','edit-floor','refund','override-payment'],"
                   "'discount_limit_ppm':1000000}");
  services_append (&self->services, TRIVET_FACT_ROLE_SET, "staff", "{'id':'s','name':'S','name_zh':'S','permissions':[]}");
  /* Nobody is there yet who could be asked. */
  g_assert_true (trivet_manager_open_door (self->manager, TRIVET_PERMISSION_EDIT_STAFF, NULL));
  g_assert_true (set_member (self, "w", "Wang", "m", WANG_PIN, WANG_BADGE, &error));
  g_assert_true (set_member (self, "l", "Lin Mei", "s", LIN_PIN, LIN_BADGE, &error));
  trivet_manager_close_door (self->manager, TRIVET_PERMISSION_EDIT_STAFF);
}

static void
tear_down (Bench        *self,
           gconstpointer user_data)
{
  services_drain (&self->services);
  g_assert_false (services_facts_contain (&self->services, WANG_PIN));
  g_assert_false (services_facts_contain (&self->services, WANG_BADGE));
  g_assert_false (services_facts_contain (&self->services, LIN_BADGE));
  g_object_unref (self->manager);
  g_object_unref (self->desk);
  g_object_unref (self->hasher);
  services_tear_down (&self->services, user_data);
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
ask (Bench           *self,
     TrivetPermission permission,
     gboolean         badge,
     const char      *text,
     GError         **error)
{
  g_autoptr (TrivetSecret) secret = trivet_secret_new (text, -1);
  g_autoptr (GAsyncResult) result = NULL;

  if (badge)
    trivet_manager_approve_badge_async (self->manager, permission, secret, "", on_result, &result);
  else
    trivet_manager_approve_async (self->manager, permission, secret, "", on_result, &result);
  services_drain (&self->services);
  return trivet_manager_check_finish (self->manager, result, error);
}

static TrivetApproval *
approve (Bench           *self,
         TrivetPermission permission)
{
  TrivetApproval *approval = ask (self, permission, FALSE, WANG_PIN, NULL);

  g_assert_nonnull (approval);
  return approval;
}

static void
test_accepts (Bench        *self,
              gconstpointer user_data)
{
  g_autoptr (TrivetApproval) refund = approve (self, TRIVET_PERMISSION_REFUND);

  g_assert_true (trivet_manager_accepts (NULL, TRIVET_PERMISSION_REFUND, NULL));
  g_assert_true (trivet_manager_accepts (self->manager, TRIVET_PERMISSION_NONE, NULL));
  g_assert_false (trivet_manager_accepts (self->manager, TRIVET_PERMISSION_REFUND, NULL));
  g_assert_true (trivet_manager_accepts (self->manager, TRIVET_PERMISSION_REFUND, refund));
  g_assert_false (trivet_manager_accepts (self->manager, TRIVET_PERMISSION_COMP, refund));
}

/* Each state of a door against what can happen to it. */
static void
test_doors (Bench        *self,
            gconstpointer user_data)
{
  TrivetManager *manager = self->manager;

  g_assert_true (trivet_manager_is_open (NULL, TRIVET_PERMISSION_EDIT_FLOOR));
  g_assert_false (trivet_manager_is_open (manager, TRIVET_PERMISSION_EDIT_FLOOR));
  g_assert_false (trivet_manager_open_door (manager, TRIVET_PERMISSION_EDIT_FLOOR, NULL));
  g_assert_false (trivet_manager_open_door (manager, TRIVET_PERMISSION_EDIT_FLOOR, approve (self, TRIVET_PERMISSION_REFUND)));
  g_assert_false (trivet_manager_is_open (manager, TRIVET_PERMISSION_EDIT_FLOOR));
  g_assert_true (trivet_manager_open_door (manager, TRIVET_PERMISSION_EDIT_FLOOR, approve (self, TRIVET_PERMISSION_EDIT_FLOOR)));
  g_assert_true (trivet_manager_is_open (manager, TRIVET_PERMISSION_EDIT_FLOOR));
  g_assert_false (trivet_manager_is_open (manager, TRIVET_PERMISSION_EDIT_STAFF));
  trivet_manager_close_door (manager, TRIVET_PERMISSION_EDIT_FLOOR);
  g_assert_false (trivet_manager_is_open (manager, TRIVET_PERMISSION_EDIT_FLOOR));

  /* Somebody else signs in: what was opened for the one before is closed. */
  g_assert_true (trivet_manager_open_door (manager, TRIVET_PERMISSION_EDIT_FLOOR, approve (self, TRIVET_PERMISSION_EDIT_FLOOR)));
  sign_in (self, "l", LIN_PIN);
  g_assert_false (trivet_manager_is_open (manager, TRIVET_PERMISSION_EDIT_FLOOR));
  g_assert_true (trivet_manager_open_door (manager, TRIVET_PERMISSION_EDIT_FLOOR, approve (self, TRIVET_PERMISSION_EDIT_FLOOR)));
  g_assert_true (trivet_manager_is_open (manager, TRIVET_PERMISSION_EDIT_FLOOR));
  trivet_staff_desk_sign_out (self->desk);
  g_assert_false (trivet_manager_is_open (manager, TRIVET_PERMISSION_EDIT_FLOOR));

  /* Who may needs no door. */
  sign_in (self, "w", WANG_PIN);
  g_assert_true (trivet_manager_is_open (manager, TRIVET_PERMISSION_EDIT_FLOOR));
  g_assert_false (trivet_manager_is_open (manager, TRIVET_PERMISSION_COMP));
}

static void
test_badge (Bench        *self,
            gconstpointer user_data)
{
  g_autoptr (TrivetApproval) approval = ask (self, TRIVET_PERMISSION_REFUND, TRUE, WANG_BADGE, NULL);
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GError) unknown = NULL;
  guint attempts = trivet_manager_get_attempts (self->manager);

  g_assert_cmpstr (trivet_approval_get_approver (approval), ==, "Wang");
  g_assert_true (trivet_approval_covers (approval, TRIVET_PERMISSION_REFUND));
  g_assert_false (trivet_approval_covers (approval, TRIVET_PERMISSION_COMP));
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_STAFF_APPROVED), ==, 1);

  /* The badge of somebody who may not, and one that nobody has, are wrong guesses. */
  g_assert_null (ask (self, TRIVET_PERMISSION_REFUND, TRUE, LIN_BADGE, &wrong));
  g_assert_error (wrong, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_WRONG);
  g_assert_null (ask (self, TRIVET_PERMISSION_REFUND, TRUE, "BADGE-NOBODY-9", &unknown));
  g_assert_error (unknown, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_WRONG);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_STAFF_REFUSED), ==, 2);
  g_assert_cmpuint (trivet_manager_get_attempts (self->manager), ==, attempts - 2);
}

static void
test_badge_pause (Bench        *self,
                  gconstpointer user_data)
{
  g_autoptr (GError) paused = NULL;

  for (guint i = 0; trivet_manager_get_pause_s (self->manager) == 0 && i < 10; i++)
    g_assert_null (ask (self, TRIVET_PERMISSION_REFUND, TRUE, "BADGE-NOBODY-9", NULL));
  g_assert_cmpuint (trivet_manager_get_pause_s (self->manager), >, 0);
  g_assert_null (ask (self, TRIVET_PERMISSION_REFUND, TRUE, WANG_BADGE, &paused));
  g_assert_error (paused, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_PAUSED);
}

static void
test_staff (Bench        *self,
            gconstpointer user_data)
{
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) role_refused = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  guint n = trivet_memory_journal_get_n_facts (self->services.journal);

  sign_in (self, "l", LIN_PIN);
  g_assert_false (set_member (self, "x", "Xu", "m", "864297", "", &refused));
  g_assert_error (refused, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_NEEDS_APPROVAL);
  trivet_staff_desk_remove_role_async (self->desk, "s", "", on_result, &result);
  services_drain (&self->services);
  g_assert_false (trivet_staff_desk_change_finish (self->desk, result, &role_refused));
  g_assert_error (role_refused, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_NEEDS_APPROVAL);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->services.journal), ==, n + 1);

  g_assert_true (trivet_manager_open_door (self->manager, TRIVET_PERMISSION_EDIT_STAFF, approve (self, TRIVET_PERMISSION_EDIT_STAFF)));
  g_assert_true (set_member (self, "x", "Xu", "m", "864297", "", NULL));
}

static gboolean
set_reasons (Bench             *self,
             TrivetReasonKind   kind,
             const char *const *names,
             GError           **error)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_reason_free);
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (reasons, trivet_reason_new ("", kind, names[i], names[i], 0));
  trivet_manager_set_reasons_async (self->manager, kind, reasons, "Wang", on_result, &result);
  services_drain (&self->services);
  return trivet_manager_set_reasons_finish (self->manager, result, error);
}

static void
assert_reasons (Bench             *self,
                TrivetReasonKind   kind,
                const char *const *names)
{
  g_autoptr (GPtrArray) reasons = trivet_reason_list_get (trivet_manager_get_reasons (self->manager), kind);
  guint i;

  for (i = 0; names[i] != NULL; i++)
    g_assert_cmpstr (((const TrivetReason *) g_ptr_array_index (reasons, i))->name, ==, names[i]);
  g_assert_cmpuint (reasons->len, ==, i);
}

static void
test_reasons (Bench        *self,
              gconstpointer user_data)
{
  static const char *const first[] = { "Hair", "Cold", NULL };
  static const char *const second[] = { "Cold", NULL };
  static const char *const bad[] = { "", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) empty = NULL;

  g_assert_false (set_reasons (self, TRIVET_REASON_VOID, first, &refused));
  g_assert_error (refused, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_NEEDS_APPROVAL);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_REASON_SET), ==, 0);
  sign_in (self, "w", WANG_PIN);
  g_assert_true (set_reasons (self, TRIVET_REASON_VOID, first, NULL));
  assert_reasons (self, TRIVET_REASON_VOID, first);
  g_assert_true (trivet_reason_list_is_own (trivet_manager_get_reasons (self->manager), TRIVET_REASON_COMP));
  g_assert_false (set_reasons (self, TRIVET_REASON_VOID, bad, &empty));
  g_assert_error (empty, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
  assert_reasons (self, TRIVET_REASON_VOID, first);
  g_assert_true (set_reasons (self, TRIVET_REASON_VOID, second, NULL));
  assert_reasons (self, TRIVET_REASON_VOID, second);

  /* They are read again at the next start. */
  trivet_staff_desk_sign_out (self->desk);
  services_drain (&self->services);
  trivet_register_set_manager (self->services.reg, self->manager);
  g_object_unref (self->manager);
  g_object_unref (self->desk);
  load (self);
  assert_reasons (self, TRIVET_REASON_VOID, second);
  sign_in (self, "w", WANG_PIN);
  g_assert_true (set_reasons (self, TRIVET_REASON_VOID, none, NULL));
  g_assert_true (trivet_reason_list_is_own (trivet_manager_get_reasons (self->manager), TRIVET_REASON_VOID));
}

typedef struct {
  guint n;
  int   code;
} Failures;

static void
on_floor_failed (TrivetFloorHost *host,
                 const GError    *error,
                 gpointer         user_data)
{
  Failures *failures = user_data;

  failures->n++;
  failures->code = error->code;
}

static TrivetFloorHost *
start_floor (Bench    *self,
             Failures *failures)
{
  Services        *services = &self->services;
  TrivetFloorHost *host = trivet_floor_host_new (services->reg, TRIVET_JOURNAL (services->journal), TRIVET_REPOSITORY (services->journal),
                                                 TRIVET_CLOCK (services->clock), TRIVET_RANDOM (services->random));

  services_append (services, TRIVET_FACT_ROOM_SET, TRIVET_FLOOR_SUBJECT, "{'id':'R1','name':'Main room','position':0}");
  services_append (services, TRIVET_FACT_TABLE_SET, TRIVET_FLOOR_SUBJECT,
                   "{'id':'T1','room':'R1','name':'1','seats':4,'shape':'square','x':0,'y':0,'width':15,'height':11}");
  g_signal_connect (host, "failed", G_CALLBACK (on_floor_failed), failures);
  trivet_floor_host_load (host);
  services_drain (services);
  return host;
}

static void
test_floor (Bench        *self,
            gconstpointer user_data)
{
  Failures failures = { 0 };
  g_autoptr (TrivetFloorHost) host = start_floor (self, &failures);
  g_autofree char *table = NULL;
  TrivetTable      moved = *trivet_floor_lookup_table (trivet_floor_host_get_floor (host), "T1");
  guint            n = trivet_memory_journal_get_n_facts (self->services.journal);

  moved.x = 20;
  g_assert_null (trivet_floor_host_add_room (host, "Terrace"));
  trivet_floor_host_rename_room (host, "R1", "Hall");
  trivet_floor_host_remove_room (host, "R1");
  g_assert_null (trivet_floor_host_add_table (host, "R1"));
  trivet_floor_host_set_table (host, &moved);
  trivet_floor_host_remove_table (host, "T1");
  services_drain (&self->services);
  g_assert_cmpuint (failures.n, ==, 6);
  g_assert_cmpint (failures.code, ==, TRIVET_REGISTER_ERROR_NEEDS_APPROVAL);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->services.journal), ==, n);

  /* Guests are seated by everybody. */
  g_assert_true (trivet_floor_host_seat (host, "T1", 2));
  services_drain (&self->services);
  g_assert_true (trivet_manager_open_door (self->manager, TRIVET_PERMISSION_EDIT_FLOOR, approve (self, TRIVET_PERMISSION_EDIT_FLOOR)));
  table = trivet_floor_host_add_table (host, "R1");
  g_assert_nonnull (table);
  services_drain (&self->services);
  trivet_manager_close_door (self->manager, TRIVET_PERMISSION_EDIT_FLOOR);
  trivet_floor_host_undo (host);
  services_drain (&self->services);
  g_assert_cmpuint (failures.n, ==, 7);
  g_assert_nonnull (trivet_floor_lookup_table (trivet_floor_host_get_floor (host), table));
}

/* Back, and forth again, until something else is done. */
static void
test_redo (Bench        *self,
           gconstpointer user_data)
{
  Failures failures = { 0 };
  g_autoptr (TrivetFloorHost) host = start_floor (self, &failures);
  TrivetTable moved = *trivet_floor_lookup_table (trivet_floor_host_get_floor (host), "T1");

  g_assert_false (trivet_floor_host_can_redo (host));
  trivet_floor_host_redo (host);
  moved.x = 20;
  trivet_floor_host_set_table (host, &moved);
  services_drain (&self->services);
  trivet_floor_host_remove_room (host, "R1");
  services_drain (&self->services);
  g_assert_null (trivet_floor_lookup_table (trivet_floor_host_get_floor (host), "T1"));
  trivet_floor_host_undo (host);
  trivet_floor_host_undo (host);
  services_drain (&self->services);
  g_assert_cmpint (trivet_floor_lookup_table (trivet_floor_host_get_floor (host), "T1")->x, ==, 0);
  g_assert_false (trivet_floor_host_can_undo (host));
  trivet_floor_host_redo (host);
  services_drain (&self->services);
  g_assert_cmpint (trivet_floor_lookup_table (trivet_floor_host_get_floor (host), "T1")->x, ==, 20);
  trivet_floor_host_redo (host);
  services_drain (&self->services);
  g_assert_null (trivet_floor_lookup_room (trivet_floor_host_get_floor (host), "R1"));
  g_assert_false (trivet_floor_host_can_redo (host));
  trivet_floor_host_undo (host);
  services_drain (&self->services);
  g_assert_true (trivet_floor_host_can_redo (host));
  moved = *trivet_floor_lookup_table (trivet_floor_host_get_floor (host), "T1");
  moved.x = 40;
  trivet_floor_host_set_table (host, &moved);
  services_drain (&self->services);
  g_assert_false (trivet_floor_host_can_redo (host));
  g_assert_cmpuint (failures.n, ==, 0);
}

static int
try_refund (Bench          *self,
            TrivetReturns  *returns,
            TrivetApproval *approval)
{
  g_autoptr (GPtrArray) plan = trivet_returns_plan_amount (returns, 100, NULL, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  trivet_returns_give_async (returns, plan, approval, "Cold", on_result, &result);
  services_drain (&self->services);
  ids = trivet_returns_give_finish (returns, result, &error);
  if (ids != NULL)
    return 0;
  g_assert_true (error->domain == TRIVET_RETURNS_ERROR);
  return error->code + 1;
}

static TrivetReturns *
sell (Bench *self)
{
  Services      *services = &self->services;
  TrivetReturns *returns = trivet_returns_new (services->reg, TRIVET_JOURNAL (services->journal),
                                               TRIVET_REPOSITORY (services->journal), services->engine);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *order_id = g_strdup (services_begin (services, "fish"));

  trivet_checkout_pay_cash (services->checkout, SERVICES_FISH_MINOR);
  services_drain (services);
  trivet_returns_open_async (returns, order_id, on_result, &result);
  services_drain (services);
  g_assert_true (trivet_returns_open_finish (returns, result, NULL));
  return returns;
}

static void
test_refund (Bench        *self,
             gconstpointer user_data)
{
  g_autoptr (TrivetReturns) returns = sell (self);

  sign_in (self, "l", LIN_PIN);
  g_assert_cmpint (try_refund (self, returns, NULL), ==, TRIVET_RETURNS_ERROR_NEEDS_APPROVAL + 1);
  g_assert_cmpint (try_refund (self, returns, approve (self, TRIVET_PERMISSION_EDIT_FLOOR)), ==,
                   TRIVET_RETURNS_ERROR_NEEDS_APPROVAL + 1);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_CASH_RETURNED), ==, 0);
  g_assert_cmpint (try_refund (self, returns, approve (self, TRIVET_PERMISSION_REFUND)), ==, 0);
  g_assert_cmpint (try_refund (self, returns, NULL), ==, TRIVET_RETURNS_ERROR_NEEDS_APPROVAL + 1);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_CASH_RETURNED), ==, 1);
}

static void
test_refund_free (Bench        *self,
                  gconstpointer user_data)
{
  g_autoptr (TrivetReturns) returns = sell (self);

  g_assert_cmpint (try_refund (self, returns, NULL), ==, 0);
}

static void
test_override (Bench        *self,
               gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (GError) error = NULL;

  services_begin (services, "fish");
  trivet_scripted_provider_push_outcome (services->provider, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_UNKNOWN,
                                         TRIVET_PAYMENT_REASON_ANSWER_LOST);
  services_scan (services, SERVICES_WECHAT_CODE);
  services_assert_kind (services, "in-doubt");
  g_assert_false (trivet_checkout_override (services->checkout, NULL, approve (self, TRIVET_PERMISSION_REFUND), "x", &error));
  g_assert_error (error, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NEEDS_APPROVAL);
  services_drain (services);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_PAYMENT_OVERRIDDEN), ==, 0);
  g_assert_true (trivet_checkout_override (services->checkout, NULL, approve (self, TRIVET_PERMISSION_OVERRIDE_PAYMENT), "x", NULL));
  services_drain (services);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_PAYMENT_OVERRIDDEN), ==, 1);
}

#define ADD(path, up, func) g_test_add ("/services/permissions/" path, Bench, NULL, up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  services_capture_logs ();

  ADD ("accepts", set_up, test_accepts);
  ADD ("doors", set_up, test_doors);
  ADD ("badge", set_up, test_badge);
  ADD ("badge-pause", set_up, test_badge_pause);
  ADD ("staff", set_up, test_staff);
  ADD ("reasons", set_up, test_reasons);
  ADD ("floor", set_up, test_floor);
  ADD ("redo", set_up_alone, test_redo);
  ADD ("refund", set_up, test_refund);
  ADD ("refund-free", set_up_alone, test_refund_free);
  ADD ("override", set_up, test_override);

  return g_test_run ();
}
