/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the kitchen is told what staff send, and by itself what is void or was paid, each once, also
 * across a restart. Method: the desk on a register over a memory journal; what was told is read from
 * the facts. */

#include "services-bench.h"
#include "trivet-kitchen-desk.h"

typedef struct {
  Services           services;
  TrivetKitchenDesk *desk;
  guint              n_failed;
  guint              n_changed;
} Bench;

static void
on_failed (TrivetKitchenDesk *desk,
           GError            *error,
           gpointer           user_data)
{
  g_assert_nonnull (error);
  ((Bench *) user_data)->n_failed++;
}

static void
on_changed (TrivetKitchenDesk *desk,
            gpointer           user_data)
{
  ((Bench *) user_data)->n_changed++;
}

static void
start_desk (Bench *self)
{
  TrivetMemoryJournal *journal = self->services.journal;

  self->desk = trivet_kitchen_desk_new (self->services.reg, TRIVET_JOURNAL (journal), TRIVET_REPOSITORY (journal));
  g_signal_connect (self->desk, "failed", G_CALLBACK (on_failed), self);
  g_signal_connect (self->desk, "changed", G_CALLBACK (on_changed), self);
  trivet_kitchen_desk_load (self->desk);
  services_drain (&self->services);
}

/* Rice and soup are cooked, fish is steamed; the pass sees everything; steam has no printer. */
static void
set_up (Bench        *self,
        gconstpointer user_data)
{
  services_set_up (&self->services, NULL);
  services_append (&self->services, TRIVET_FACT_STATION_SET, "kitchen", "{'id':'wok','name':'Wok','printer':'tcp:a'}");
  services_append (&self->services, TRIVET_FACT_STATION_SET, "kitchen", "{'id':'steam','name':'Steam'}");
  services_append (&self->services, TRIVET_FACT_STATION_SET, "kitchen", "{'id':'pass','name':'Pass','printer':'tcp:b','pass':true}");
  services_append (&self->services, TRIVET_FACT_ITEM_ROUTED, "kitchen", "{'sku':'fish','station':'steam'}");
  start_desk (self);
}

static void
tear_down (Bench        *self,
           gconstpointer user_data)
{
  services_drain (&self->services);
  g_assert_finalize_object (self->desk);
  services_tear_down (&self->services, NULL);
}

/* "new@wok 1;" for each line of each slip from the fact @first on; "+" for what was sent. */
static char *
describe (Bench *self,
          guint  first)
{
  GString *text = g_string_new (NULL);

  for (guint i = first; i < trivet_memory_journal_get_n_facts (self->services.journal); i++) {
    TrivetFact    *fact = trivet_memory_journal_get_fact (self->services.journal, i);
    JsonObject    *body = trivet_fact_get_body (fact);
    TrivetFactType type = trivet_fact_get_fact_type (fact);
    JsonArray     *lines;

    if (type != TRIVET_FACT_LINES_SENT && type != TRIVET_FACT_PRINT_REQUESTED && type != TRIVET_FACT_LINES_RUSHED)
      continue;
    lines = json_object_get_array_member (body, "lines");
    if (type == TRIVET_FACT_PRINT_REQUESTED)
      g_string_append_printf (text, "%s@%s", json_object_get_string_member (body, "kind"),
                              json_object_get_string_member (body, "station"));
    else
      g_string_append (text, type == TRIVET_FACT_LINES_SENT ? "sent" : "rushed");
    for (guint j = 0; j < json_array_get_length (lines); j++)
      g_string_append_printf (text, " %" G_GINT64_FORMAT,
                              json_object_get_int_member (json_array_get_object_element (lines, j), "quantity"));
    g_string_append (text, "; ");
  }

  return g_string_free (text, FALSE);
}

static void
assert_told (Bench      *self,
             guint      *first,
             const char *expected)
{
  g_autofree char *text = NULL;

  services_drain (&self->services);
  text = describe (self, *first);
  g_assert_cmpstr (text, ==, expected);
  *first = trivet_memory_journal_get_n_facts (self->services.journal);
}

static guint
count_due (Bench *self)
{
  return trivet_kitchen_desk_count_due (self->desk, services_current (&self->services), TRIVET_COURSE_FREE);
}

static void
test_send (Bench        *self,
           gconstpointer user_data)
{
  guint            first = trivet_memory_journal_get_n_facts (self->services.journal);
  g_autofree char *rice = services_add (&self->services, "rice");
  g_autofree char *fish = services_add (&self->services, "fish");
  g_autofree char *more = NULL;

  g_assert_true (trivet_kitchen_desk_is_used (self->desk));
  services_drain (&self->services);
  trivet_register_change_quantity (self->services.reg, rice, 2);
  services_drain (&self->services);
  g_assert_cmpuint (count_due (self), ==, 2);
  assert_told (self, &first, "");

  /* Two quick taps are one send. */
  trivet_kitchen_desk_send (self->desk);
  trivet_kitchen_desk_send (self->desk);
  assert_told (self, &first, "sent 3 1; new@wok 3; new@pass 3 1; ");
  g_assert_cmpuint (count_due (self), ==, 0);

  /* What comes later is a line of its own. */
  more = services_add (&self->services, "rice");
  services_drain (&self->services);
  g_assert_cmpstr (more, !=, rice);
  g_assert_cmpuint (count_due (self), ==, 1);
  trivet_register_set_line_note (self->services.reg, rice, "no salt");
  services_drain (&self->services);
  g_assert_cmpuint (count_due (self), ==, 2);
  trivet_kitchen_desk_send (self->desk);
  assert_told (self, &first, "sent 1 0; new@wok 1; new@pass 1; change@wok 3; change@pass 3; ");
}

static void
test_void (Bench        *self,
           gconstpointer user_data)
{
  guint            first;
  g_autofree char *rice = services_add (&self->services, "rice");
  g_autofree char *fish = services_add (&self->services, "fish");

  trivet_register_change_quantity (self->services.reg, rice, 2);
  services_drain (&self->services);
  first = trivet_memory_journal_get_n_facts (self->services.journal);
  trivet_register_change_quantity (self->services.reg, fish, 1);
  trivet_register_change_quantity (self->services.reg, fish, -1);
  assert_told (self, &first, "");
  trivet_kitchen_desk_send (self->desk);
  assert_told (self, &first, "sent 3 1; new@wok 3; new@pass 3 1; ");

  trivet_register_change_quantity (self->services.reg, rice, -1);
  assert_told (self, &first, "sent -1; void@wok 1; void@pass 1; ");
  trivet_register_change_quantity (self->services.reg, rice, -1);
  trivet_register_void_line (self->services.reg, rice);
  services_drain (&self->services);
  g_assert_cmpuint (count_due (self), ==, 0);
  g_assert_cmpint (trivet_order_lookup_line (services_current (&self->services), rice)->sent_quantity, ==, 0);
  first = trivet_memory_journal_get_n_facts (self->services.journal);
  trivet_register_void_order (self->services.reg, "left");
  assert_told (self, &first, "sent -1; void@pass 1; ");
  g_assert_cmpuint (self->n_failed, ==, 0);
}

static void
test_hold_and_fire (Bench        *self,
                    gconstpointer user_data)
{
  guint            first;
  g_autofree char *rice = services_add (&self->services, "rice");
  g_autofree char *fish = services_add (&self->services, "fish");

  services_drain (&self->services);
  trivet_kitchen_desk_set_course (self->desk, fish, NULL, 2);
  trivet_kitchen_desk_hold (self->desk, 2);
  services_drain (&self->services);
  first = trivet_memory_journal_get_n_facts (self->services.journal);
  g_assert_cmpuint (count_due (self), ==, 1);
  trivet_kitchen_desk_send (self->desk);
  assert_told (self, &first, "sent 1; new@wok 1; new@pass 1; ");
  trivet_kitchen_desk_send (self->desk);
  assert_told (self, &first, "");
  trivet_kitchen_desk_fire (self->desk, 2);
  assert_told (self, &first, "sent 1; new@pass 1; ");
  g_assert_cmpuint (services_current (&self->services)->held_courses, ==, 0);
  /* Nothing on the screen: nothing to do. */
  trivet_register_new_order (self->services.reg);
  services_drain (&self->services);
  trivet_kitchen_desk_send (self->desk);
  trivet_kitchen_desk_fire (self->desk, 2);
  trivet_kitchen_desk_hold (self->desk, 2);
  assert_told (self, &first, "");
}

static void
test_rush_and_serve (Bench        *self,
                     gconstpointer user_data)
{
  guint                  first = trivet_memory_journal_get_n_facts (self->services.journal);
  g_autofree char       *rice = services_add (&self->services, "rice");
  const TrivetOrderLine *line;

  services_drain (&self->services);
  trivet_kitchen_desk_rush (self->desk, rice);
  trivet_kitchen_desk_serve (self->desk, rice);
  assert_told (self, &first, "");
  trivet_kitchen_desk_send (self->desk);
  assert_told (self, &first, "sent 1; new@wok 1; new@pass 1; ");
  trivet_kitchen_desk_rush (self->desk, rice);
  assert_told (self, &first, "rushed 1; rush@wok 1; rush@pass 1; ");
  trivet_kitchen_desk_serve (self->desk, rice);
  services_drain (&self->services);
  line = trivet_order_lookup_line (services_current (&self->services), rice);
  g_assert_cmpint (line->served_quantity, ==, 1);
  trivet_kitchen_desk_rush (self->desk, rice);
  assert_told (self, &first, "");
  /* Tapped again, it was not served. */
  trivet_kitchen_desk_serve (self->desk, rice);
  services_drain (&self->services);
  g_assert_cmpint (trivet_order_lookup_line (services_current (&self->services), rice)->served_quantity, ==, 0);
}

static void
test_paid (Bench        *self,
           gconstpointer user_data)
{
  guint first = trivet_memory_journal_get_n_facts (self->services.journal);

  services_begin (&self->services, "rice");
  trivet_checkout_pay_cash (self->services.checkout, 1000);
  assert_told (self, &first, "sent 1; new@wok 1; new@pass 1; ");
  trivet_kitchen_desk_set_send_when_paid (self->desk, FALSE);
  services_begin (&self->services, "rice");
  trivet_checkout_pay_cash (self->services.checkout, 1000);
  assert_told (self, &first, "");
}

/* It is taken away after all: each station that has some of it hears so by itself, once; taken back
 * before that, none; and a run that ended in between is made up for. */
static void
test_place (Bench        *self,
            gconstpointer user_data)
{
  Services        *services = &self->services;
  guint            first = trivet_memory_journal_get_n_facts (services->journal);
  g_autofree char *rice = services_add (services, "rice");
  g_autofree char *fish = services_add (services, "fish");

  services_drain (services);
  trivet_register_set_order_kind (services->reg, TRIVET_ORDER_KIND_TAKEAWAY);
  assert_told (self, &first, "");
  trivet_kitchen_desk_send (self->desk);
  assert_told (self, &first, "sent 1 1; new@wok 1; new@pass 1 1; ");
  trivet_register_set_order_kind (services->reg, TRIVET_ORDER_KIND_DELIVERY);
  assert_told (self, &first, "sent; place@wok 1; place@pass 1 1; ");
  trivet_register_set_order_kind (services->reg, TRIVET_ORDER_KIND_DELIVERY);
  assert_told (self, &first, "");
  g_assert_true (services_facts_contain (services, "\"former\":{\"type\":\"takeaway\"}"));

  trivet_register_undo (services->reg);
  assert_told (self, &first, "sent; place@wok 1; place@pass 1 1; ");
  trivet_kitchen_desk_serve (self->desk, rice);
  services_drain (services);
  g_assert_finalize_object (g_steal_pointer (&self->desk));
  trivet_register_set_order_kind (services->reg, TRIVET_ORDER_KIND_COUNTER);
  services_drain (services);
  start_desk (self);
  assert_told (self, &first, "sent; place@pass 1; ");
  g_assert_cmpuint (self->n_failed, ==, 0);
}

/* Lines that go to another order: its stations hear from where to where by themselves, once, of what they
 * know and nobody has brought yet; taken back, the other way round; and a run that ended in between is
 * made up for. */
static void
test_moved (Bench        *self,
            gconstpointer user_data)
{
  Services        *services = &self->services;
  guint            first;
  g_autofree char *to = g_strdup (services_begin (services, "rice"));
  g_autofree char *rice = NULL;
  g_autofree char *fish = NULL;
  g_autofree char *former = NULL;

  trivet_register_new_order (services->reg);
  rice = services_add (services, "rice");
  fish = services_add (services, "fish");
  services_drain (services);
  trivet_register_change_quantity (services->reg, rice, 2);
  services_drain (services);
  former = g_strdup_printf ("\"former\":{\"type\":\"counter\",\"number\":\"%s\"}", services_current (services)->number);
  trivet_kitchen_desk_send (self->desk);
  trivet_kitchen_desk_serve (self->desk, fish);
  services_drain (services);
  first = trivet_memory_journal_get_n_facts (services->journal);

  g_assert_true (trivet_register_move_quantity (services->reg, rice, 1, to));
  assert_told (self, &first, "sent; place@wok 1; place@pass 1; ");
  g_assert_true (services_facts_contain (services, former));
  g_assert_true (trivet_register_move_quantity (services->reg, fish, 1, to));
  assert_told (self, &first, "");
  trivet_register_undo (services->reg);
  services_drain (services);
  trivet_register_undo (services->reg);
  assert_told (self, &first, "sent; place@wok 1; place@pass 1; ");

  g_assert_finalize_object (g_steal_pointer (&self->desk));
  g_assert_true (trivet_register_merge_into (services->reg, to));
  services_drain (services);
  start_desk (self);
  assert_told (self, &first, "sent; place@wok 3; place@pass 3; ");
  g_assert_finalize_object (g_steal_pointer (&self->desk));
  start_desk (self);
  assert_told (self, &first, "");
  g_assert_cmpuint (self->n_failed, ==, 0);
}

static void
on_reopened (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_assert_true (trivet_register_reopen_finish (TRIVET_REGISTER (source), result, NULL));
}

/* An order that was paid is corrected: the kitchen hears of each change once, and of nothing that it
 * has heard before, nor of it again when the order is paid anew. */
static void
test_reopened (Bench        *self,
               gconstpointer user_data)
{
  Services        *services = &self->services;
  guint            first = trivet_memory_journal_get_n_facts (services->journal);
  g_autofree char *order_id = g_strdup (services_begin (services, "rice"));
  g_autofree char *fish = NULL;

  trivet_checkout_pay_cash (services->checkout, 1000);
  assert_told (self, &first, "sent 1; new@wok 1; new@pass 1; ");
  trivet_checkout_end (services->checkout);
  trivet_register_reopen_async (services->reg, order_id, on_reopened, NULL);
  assert_told (self, &first, "");
  g_assert_cmpuint (count_due (self), ==, 0);

  trivet_register_void_line (services->reg, ((const TrivetOrderLine *) services_current (services)->lines->pdata[0])->line_id);
  assert_told (self, &first, "sent -1; void@wok 1; void@pass 1; ");
  fish = services_add (services, "fish");
  assert_told (self, &first, "");
  g_assert_true (trivet_checkout_begin (services->checkout, order_id));
  trivet_checkout_pay_cash (services->checkout, 10000);
  assert_told (self, &first, "sent 1; new@pass 1; ");
  g_assert_cmpuint (self->n_failed, ==, 0);
}

/* The register stops after the sale, before the kitchen was told: the next run tells it, once. */
static void
test_restart (Bench        *self,
              gconstpointer user_data)
{
  guint first;

  g_assert_finalize_object (g_steal_pointer (&self->desk));
  services_begin (&self->services, "rice");
  trivet_checkout_pay_cash (self->services.checkout, 1000);
  services_drain (&self->services);
  first = trivet_memory_journal_get_n_facts (self->services.journal);
  start_desk (self);
  assert_told (self, &first, "sent 1; new@wok 1; new@pass 1; ");
  g_assert_finalize_object (g_steal_pointer (&self->desk));
  start_desk (self);
  assert_told (self, &first, "");
}

/* A line is voided while the disk is full for a moment: said, and told at the next chance. */
static void
test_disk_full (Bench        *self,
                gconstpointer user_data)
{
  guint            first;
  g_autofree char *rice = services_add (&self->services, "rice");
  g_autofree char *fish = services_add (&self->services, "fish");

  services_drain (&self->services);
  trivet_kitchen_desk_send (self->desk);
  services_drain (&self->services);
  first = trivet_memory_journal_get_n_facts (self->services.journal);
  trivet_register_void_line (self->services.reg, rice);
  while (services_count_facts (&self->services, TRIVET_FACT_LINE_VOIDED) == 0)
    g_main_context_iteration (NULL, TRUE);
  trivet_memory_journal_fail_next (self->services.journal, 1, TRIVET_STORE_ERROR_FULL);
  services_drain (&self->services);
  g_assert_cmpuint (self->n_failed, ==, 1);
  trivet_register_void_line (self->services.reg, fish);
  assert_told (self, &first, "sent -1 -1; void@wok 1; void@pass 1 1; ");
}

static void
test_cook (Bench        *self,
           gconstpointer user_data)
{
  g_autofree char *order_id = NULL;
  g_autofree char *rice = services_add (&self->services, "rice");
  TrivetCookedLine cooked = { rice, 1, 0 };
  g_autoptr (TrivetOrder) order = NULL;

  services_drain (&self->services);
  order_id = g_strdup (services_current (&self->services)->order_id);
  trivet_checkout_begin (self->services.checkout, order_id);
  trivet_checkout_pay_cash (self->services.checkout, 1000);
  services_drain (&self->services);
  trivet_kitchen_desk_cook (self->desk, order_id, "wok", &cooked, 1);
  services_drain (&self->services);
  order = trivet_memory_journal_fold_order (self->services.journal, order_id);
  g_assert_cmpint (trivet_order_lookup_line (order, rice)->cooked_quantity, ==, 1);
  g_assert_true (services_facts_contain (&self->services, "\"station\":\"wok\""));
  trivet_memory_journal_fail_next (self->services.journal, 1, TRIVET_STORE_ERROR_FULL);
  trivet_kitchen_desk_cook (self->desk, order_id, "wok", &cooked, 1);
  services_drain (&self->services);
  g_assert_cmpuint (self->n_failed, ==, 1);
}

/* A shop without stations is as if there were no kitchen. */
static void
test_no_kitchen (Bench        *self,
                 gconstpointer user_data)
{
  guint first;

  services_append (&self->services, TRIVET_FACT_STATION_REMOVED, "kitchen", "{'id':'wok'}");
  services_append (&self->services, TRIVET_FACT_STATION_REMOVED, "kitchen", "{'id':'steam'}");
  services_append (&self->services, TRIVET_FACT_STATION_REMOVED, "kitchen", "{'id':'pass'}");
  services_drain (&self->services);
  g_assert_false (trivet_kitchen_desk_is_used (self->desk));
  g_assert_cmpuint (self->n_changed, ==, 4);
  first = trivet_memory_journal_get_n_facts (self->services.journal);
  services_begin (&self->services, "rice");
  trivet_checkout_pay_cash (self->services.checkout, 1000);
  assert_told (self, &first, "");
}

/* At a counter a station hears of an order when it is paid, the others when it is sent. */
static void
test_when_paid (Bench        *self,
                gconstpointer user_data)
{
  guint            first;
  g_autofree char *rice = NULL;
  g_autofree char *fish = NULL;

  services_append (&self->services, TRIVET_FACT_STATION_SET, "kitchen", "{'id':'wok','name':'Wok','printer':'tcp:a','when':'paid'}");
  first = trivet_memory_journal_get_n_facts (self->services.journal);
  rice = services_add (&self->services, "rice");
  fish = services_add (&self->services, "fish");
  services_drain (&self->services);
  g_assert_cmpuint (count_due (self), ==, 1);
  trivet_kitchen_desk_send (self->desk);
  assert_told (self, &first, "sent 1; new@pass 1; ");
  g_assert_true (trivet_checkout_begin (self->services.checkout, services_current (&self->services)->order_id));
  trivet_checkout_pay_cash (self->services.checkout, SERVICES_RICE_MINOR + SERVICES_FISH_MINOR);
  assert_told (self, &first, "sent 1; new@wok 1; new@pass 1; ");
}

#define ADD(path, func) g_test_add ("/services/kitchen-desk/" path, Bench, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("send", test_send);
  ADD ("when-paid", test_when_paid);
  ADD ("void", test_void);
  ADD ("hold-and-fire", test_hold_and_fire);
  ADD ("rush-and-serve", test_rush_and_serve);
  ADD ("paid", test_paid);
  ADD ("place", test_place);
  ADD ("moved", test_moved);
  ADD ("reopened", test_reopened);
  ADD ("restart", test_restart);
  ADD ("disk-full", test_disk_full);
  ADD ("cook", test_cook);
  ADD ("no-kitchen", test_no_kitchen);

  return g_test_run ();
}
