/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: one right PIN is one approval; guessing costs ever more time, and no restart gives a guess
 * for nothing. Method: the manager on a memory journal and a manual clock, with a quick hash. */

#include "trivet-manager.h"

#include "trivet-manual-clock.h"
#include "trivet-memory-journal.h"
#include "trivet-plain-hasher.h"
#include "trivet-seeded-random.h"

#include <string.h>

#define PIN "135790"

typedef struct {
  TrivetManualClock   *clock;
  TrivetSeededRandom  *random;
  TrivetMemoryJournal *journal;
  TrivetPinHasher     *hasher;
  TrivetManager       *manager;
  guint                n_changed;
} Bench;

static void
drain (Bench *self)
{
  trivet_manual_clock_advance (self->clock, 0);
}

static void
on_changed (TrivetManager *manager,
            gpointer       user_data)
{
  ((Bench *) user_data)->n_changed++;
}

static void
start (Bench *self)
{
  self->manager = trivet_manager_new (TRIVET_JOURNAL (self->journal), TRIVET_REPOSITORY (self->journal), self->hasher,
                                      TRIVET_CLOCK (self->clock), TRIVET_RANDOM (self->random), "R1");
  g_signal_connect (self->manager, "changed", G_CALLBACK (on_changed), self);
}

static void
restart (Bench *self)
{
  g_assert_finalize_object (g_steal_pointer (&self->manager));
  start (self);
}

static void
set_up (Bench        *self,
        gconstpointer user_data)
{
  self->clock = trivet_manual_clock_new ();
  self->random = trivet_seeded_random_new (7);
  self->journal = trivet_memory_journal_new (TRIVET_CLOCK (self->clock));
  self->hasher = trivet_plain_hasher_new ();
  start (self);
}

static void
tear_down (Bench        *self,
           gconstpointer user_data)
{
  for (guint i = 0; i < trivet_memory_journal_get_n_facts (self->journal); i++)
    g_assert_null (strstr (trivet_fact_get_body_text (trivet_memory_journal_get_fact (self->journal, i)), PIN));
  g_assert_finalize_object (self->manager);
  g_assert_finalize_object (self->hasher);
  g_assert_finalize_object (self->journal);
  g_assert_finalize_object (self->random);
  g_assert_finalize_object (self->clock);
}

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static TrivetApproval *
check (Bench      *self,
       const char *text,
       GError    **error)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (text, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_manager_check_async (self->manager, pin, "bela", on_result, &result);
  drain (self);
  g_assert_nonnull (result);
  return trivet_manager_check_finish (self->manager, result, error);
}

static void
assert_refused (Bench      *self,
                const char *text,
                int         code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (check (self, text, &error));
  g_assert_error (error, TRIVET_MANAGER_ERROR, code);
  g_assert_null (strstr (error->message, text));
}

static void
assert_approved (Bench *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetApproval) approval = check (self, PIN, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (trivet_approval_get_approver (approval), ==, "manager");
}

static gboolean
set_pin (Bench          *self,
         const char     *text,
         TrivetApproval *approval,
         GError        **error)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (text, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_manager_set_pin_async (self->manager, pin, approval, "bela", on_result, &result);
  drain (self);
  g_assert_nonnull (result);
  return trivet_manager_set_pin_finish (self->manager, result, error);
}

static void
must_set_pin (Bench *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (set_pin (self, PIN, NULL, &error));
  g_assert_no_error (error);
}

static void
test_no_pin (Bench        *self,
             gconstpointer user_data)
{
  assert_refused (self, PIN, TRIVET_MANAGER_ERROR_NO_PIN);
  g_assert_false (trivet_manager_has_pin (self->manager));
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->journal), ==, 0);
}

static void
test_right (Bench        *self,
            gconstpointer user_data)
{
  must_set_pin (self);
  g_assert_true (trivet_manager_has_pin (self->manager));
  assert_approved (self);
  assert_approved (self);
  restart (self);
  assert_approved (self);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->journal), ==, 4);
}

static void
test_bad_pins (Bench        *self,
               gconstpointer user_data)
{
  static const char *const pins[] = { "123", "1234567890123", "1111", "12a4", "", "12 34", "１２３４" };

  for (gsize i = 0; i < G_N_ELEMENTS (pins); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (set_pin (self, pins[i], NULL, &error));
    g_assert_error (error, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_BAD_PIN);
  }
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->journal), ==, 0);
}

/* The old PIN is needed to set a new one. */
static void
test_change (Bench        *self,
             gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  must_set_pin (self);
  g_assert_false (set_pin (self, "864200", NULL, &error));
  g_assert_error (error, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_WRONG);
  g_clear_error (&error);

  g_assert_true (set_pin (self, "864200", check (self, PIN, NULL), &error));
  assert_refused (self, PIN, TRIVET_MANAGER_ERROR_WRONG);
  g_clear_pointer (&error, g_error_free);
  trivet_approval_free (check (self, "864200", &error));
  g_assert_no_error (error);
}

static void
guess_wrong (Bench *self,
             guint  n)
{
  for (guint i = 0; i < n; i++)
    assert_refused (self, "000001", TRIVET_MANAGER_ERROR_WRONG);
}

/* Five are free; then 30 s, and twice as long each time up to an hour; the right one ends it. */
static void
test_pause (Bench        *self,
            gconstpointer user_data)
{
  guint pause_s = 30;

  must_set_pin (self);
  g_assert_cmpuint (trivet_manager_get_attempts (self->manager), ==, 5);
  guess_wrong (self, 4);
  g_assert_cmpuint (trivet_manager_get_attempts (self->manager), ==, 1);
  g_assert_cmpuint (trivet_manager_get_pause_s (self->manager), ==, 0);
  assert_approved (self);
  guess_wrong (self, 5);

  for (guint i = 0; i < 10; i++) {
    g_assert_cmpuint (trivet_manager_get_pause_s (self->manager), ==, MIN (pause_s, 3600));
    g_assert_cmpuint (trivet_manager_get_attempts (self->manager), ==, 0);
    assert_refused (self, PIN, TRIVET_MANAGER_ERROR_PAUSED);
    trivet_manual_clock_advance (self->clock, (gint64) MIN (pause_s, 3600) * 1000 - 1);
    assert_refused (self, PIN, TRIVET_MANAGER_ERROR_PAUSED);
    trivet_manual_clock_advance (self->clock, 1);
    g_assert_cmpuint (trivet_manager_get_attempts (self->manager), ==, 1);
    guess_wrong (self, 1);
    pause_s *= 2;
  }
  trivet_manual_clock_advance (self->clock, 3600 * 1000);
  assert_approved (self);
  g_assert_cmpuint (trivet_manager_get_attempts (self->manager), ==, 5);
}

/* Neither a restart nor a clock that is set back ends a pause. */
static void
test_restart (Bench        *self,
              gconstpointer user_data)
{
  must_set_pin (self);
  guess_wrong (self, 3);
  restart (self);
  guess_wrong (self, 2);
  restart (self);
  assert_refused (self, PIN, TRIVET_MANAGER_ERROR_PAUSED);
  trivet_manual_clock_jump_wall (self->clock, -86400000);
  g_assert_cmpuint (trivet_manager_get_pause_s (self->manager), ==, 30);
  trivet_manual_clock_jump_wall (self->clock, 86400000 + 30000);
  assert_approved (self);
}

/* While the program runs, a clock that is set forward ends no pause either. */
static void
test_clock_forward (Bench        *self,
                    gconstpointer user_data)
{
  must_set_pin (self);
  guess_wrong (self, 5);
  trivet_manual_clock_jump_wall (self->clock, 86400000);
  assert_refused (self, PIN, TRIVET_MANAGER_ERROR_PAUSED);
}

/* The attempt is durable before its answer: a full disk gives none. */
static void
test_disk_full (Bench        *self,
                gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  must_set_pin (self);
  trivet_memory_journal_fail_next (self->journal, 1, TRIVET_STORE_ERROR_FULL);
  g_assert_null (check (self, PIN, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FULL);
  assert_approved (self);
}

/* The power goes after the guess and before its fact: nobody has heard the answer. */
static void
test_power_cut (Bench        *self,
                gconstpointer user_data)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new ("000001", -1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  must_set_pin (self);
  trivet_memory_journal_set_delay_ms (self->journal, 50);
  trivet_manager_check_async (self->manager, pin, "bela", on_result, &result);
  drain (self);
  g_assert_null (result);

  /* One at a time: a second guess beside it is none. */
  trivet_manager_check_async (self->manager, pin, "bela", on_result, &second);
  drain (self);
  g_assert_null (trivet_manager_check_finish (self->manager, second, &error));
  g_assert_error (error, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_BUSY);
  g_clear_error (&error);

  trivet_manual_clock_advance (self->clock, 50);
  g_assert_null (trivet_manager_check_finish (self->manager, result, &error));
  g_assert_error (error, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_WRONG);
}

/* A hash that nobody can read is said, and costs no attempt. */
static void
test_broken_hash (Bench        *self,
                  gconstpointer user_data)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  TrivetFactStamp stamp = { TRIVET_CLOCK (self->clock), TRIVET_RANDOM (self->random), "R2", "" };
  JsonObject     *body = json_object_new ();

  json_object_set_string_member (body, "hash", "broken");
  g_ptr_array_add (facts, trivet_fact_new (TRIVET_FACT_MANAGER_PIN_SET, "store", body, &stamp));
  trivet_journal_append_async (TRIVET_JOURNAL (self->journal), facts, NULL, NULL);
  drain (self);
  assert_refused (self, PIN, TRIVET_MANAGER_ERROR_HASH);
  g_assert_cmpuint (trivet_manager_get_attempts (self->manager), ==, 5);
}

#define ADD(path, func) g_test_add ("/services/manager/" path, Bench, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("no-pin", test_no_pin);
  ADD ("right", test_right);
  ADD ("bad-pins", test_bad_pins);
  ADD ("change", test_change);
  ADD ("pause", test_pause);
  ADD ("restart", test_restart);
  ADD ("clock-forward", test_clock_forward);
  ADD ("disk-full", test_disk_full);
  ADD ("power-cut", test_power_cut);
  ADD ("broken-hash", test_broken_hash);

  return g_test_run ();
}
