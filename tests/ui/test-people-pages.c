/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: staff sign in in place, a sent dish goes only with reason and approval, in three taps and a
 * PIN, and everything that happened can be found. Method: the window over a store in memory with
 * three people, driven by accessible names; pictures are written for people to look at. */

#include "trivet-config.h"

#include "trivet-fact-words.h"
#include "trivet-ui-fixture.h"
#include "trivet-ui.h"
#include "trivet-window.h"

#define LIN_PIN  "135799"
#define WANG_PIN "246800"

typedef struct {
  AdwApplication  *application;
  TrivetUiFixture *fixture;
  TrivetStaffDesk *desk;
  GtkWidget       *window;
  guint            n_taps;
} Bench;

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
add_role (Bench      *bench,
          const char *id,
          const char *name,
          const char *name_zh,
          guint       permissions)
{
  g_autoptr (TrivetRole) role = trivet_role_new (id, name, name_zh);
  g_autoptr (GAsyncResult) result = NULL;

  role->permissions = permissions;
  role->discount_limit_ppm = 100000;
  trivet_staff_desk_set_role_async (bench->desk, role, "", on_result, &result);
  wait_for (&result);
  g_assert_true (trivet_staff_desk_change_finish (bench->desk, result, NULL));
}

static void
add_member (Bench      *bench,
            const char *id,
            const char *name,
            const char *role,
            const char *language,
            const char *text)
{
  g_autoptr (TrivetStaffMember) member = trivet_staff_member_new (id, name, role);
  g_autoptr (TrivetSecret) pin = trivet_secret_new (text, -1);
  g_autoptr (GAsyncResult) result = NULL;

  g_free (member->language);
  member->language = g_strdup (language);
  trivet_staff_desk_set_member_async (bench->desk, member, pin, NULL, "", on_result, &result);
  wait_for (&result);
  g_assert_true (trivet_staff_desk_change_finish (bench->desk, result, NULL));
}

static void
set_policy (Bench   *bench,
            gboolean required)
{
  const TrivetStaffPolicy policy = { required, 0 };
  g_autoptr (GAsyncResult) result = NULL;

  trivet_staff_desk_set_policy_async (bench->desk, &policy, "", on_result, &result);
  wait_for (&result);
}

static void
bench_set_up (Bench        *bench,
              gconstpointer user_data)
{
  g_autofree char *menu_json = trivet_ui_fixture_read_demo ();
  g_autoptr (GAsyncResult) result = NULL;

  bench->application = adw_application_new (TRIVET_APP_ID, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (bench->application), NULL, NULL);
  bench->fixture = trivet_ui_fixture_new (menu_json);
  bench->desk = trivet_manager_get_desk (bench->fixture->context->manager);
  trivet_manager_load_async (bench->fixture->context->manager, on_result, &result);
  wait_for (&result);
  add_role (bench, "manager", "Manager", "经理", TRIVET_PERMISSIONS_ALL);
  add_role (bench, "server", "Server", "服务员", 0);
  set_policy (bench, FALSE);
  add_member (bench, "w", "Wang", "manager", "", WANG_PIN);
  add_member (bench, "l", "Lin Mei", "server", "", LIN_PIN);
  add_member (bench, "z", "Zhao", "server", "zh", "918273");
  bench->window = trivet_window_new (GTK_APPLICATION (bench->application), bench->fixture->context);
  gtk_window_set_decorated (GTK_WINDOW (bench->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1024, 768);
  gtk_window_present (GTK_WINDOW (bench->window));
  trivet_ui_test_wait_for_frame (bench->window);
}

static void
bench_tear_down (Bench        *bench,
                 gconstpointer user_data)
{
  GtkWidget *window = bench->window;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &bench->window);
  gtk_window_destroy (GTK_WINDOW (window));
  trivet_ui_fixture_settle (bench->fixture);
  g_assert_null (bench->window);
  trivet_ui_fixture_free (bench->fixture);
  g_object_unref (bench->application);
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_ENGLISH);
}

static void
click (Bench      *bench,
       const char *name)
{
  bench->n_taps++;
  trivet_ui_test_click (bench->fixture, bench->window, name);
}

static gboolean
sees (Bench      *bench,
      const char *name)
{
  return trivet_ui_test_find (bench->window, name) != NULL;
}

static void
type (Bench      *bench,
      const char *digits)
{
  guint before = bench->n_taps;

  for (const char *digit = digits; *digit != '\0'; digit++) {
    char name[] = { *digit, '\0' };

    click (bench, name);
  }
  bench->n_taps = before;
}

static void
collect_label (GtkWidget *widget,
               gpointer   user_data)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (user_data, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
}

static gboolean
says (Bench      *bench,
      const char *words)
{
  g_autoptr (GString) all = g_string_new (NULL);

  trivet_ui_test_walk (bench->window, collect_label, all);
  return strstr (all->str, words) != NULL;
}

static void
show (Bench      *bench,
      const char *page)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new_string (page));

  g_assert_true (gtk_widget_activate_action_variant (bench->window, "win.show", variant));
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
}

static void
sign_in (Bench      *bench,
         const char *name,
         const char *pin)
{
  click (bench, name);
  type (bench, pin);
  click (bench, "Sign in");
}

static void
test_sign_in (Bench        *bench,
              gconstpointer user_data)
{
  g_assert_true (sees (bench, "Nobody, change who works here"));
  click (bench, "Nobody, change who works here");
  trivet_ui_test_assert_controls (bench->window, 14);
  trivet_ui_test_screenshot (bench->window, "people-sign-in-1024");
  click (bench, "Lin Mei, Server");
  type (bench, "999999");
  click (bench, "Sign in");
  g_assert_true (says (bench, "That is not the PIN. 4 more tries, then a pause."));
  trivet_ui_test_screenshot (bench->window, "people-sign-in-wrong-1024");
  type (bench, LIN_PIN);
  click (bench, "Sign in");
  g_assert_true (sees (bench, "Lin Mei, change who works here"));
  g_assert_cmpstr (trivet_register_get_staff (bench->fixture->context->reg), ==, "Lin Mei");
  click (bench, "Lin Mei, change who works here");
  click (bench, "Sign out");
  g_assert_cmpstr (trivet_register_get_staff (bench->fixture->context->reg), ==, "");
}

/* Whoever signs in reads the own language; afterwards it is the register's again. */
static void
test_language (Bench        *bench,
               gconstpointer user_data)
{
  click (bench, "Nobody, change who works here");
  sign_in (bench, "Zhao", "918273");
  g_assert_true (trivet_ui_is_chinese ());
  trivet_staff_desk_sign_out (bench->desk);
  trivet_ui_fixture_settle (bench->fixture);
  g_assert_false (trivet_ui_is_chinese ());
}

/* A shop that requires it shows nothing else until somebody has signed in. */
static void
test_locked (Bench        *bench,
             gconstpointer user_data)
{
  set_policy (bench, TRUE);
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
  g_assert_true (sees (bench, "Lin Mei, Server"));
  show (bench, "history");
  g_assert_true (sees (bench, "Lin Mei, Server"));
  gtk_widget_activate_action (bench->window, "win.back", NULL);
  trivet_ui_test_wait_for_frame (bench->window);
  g_assert_true (sees (bench, "Lin Mei, Server"));
  sign_in (bench, "Lin Mei", LIN_PIN);
  g_assert_true (sees (bench, "Pork xiaolongbao"));
  trivet_staff_desk_sign_out (bench->desk);
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
  g_assert_false (sees (bench, "Pork xiaolongbao"));
}

static void
send_all (Bench *bench)
{
  TrivetOrder *order = trivet_tab_get_order (trivet_register_get_current (bench->fixture->context->reg));
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  TrivetFactStamp stamp = trivet_register_get_stamp (bench->fixture->context->reg);
  JsonObject     *body = json_object_new ();
  JsonArray      *lines = json_array_new ();

  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);
    JsonObject            *entry = json_object_new ();

    json_object_set_string_member (entry, "line", line->line_id);
    json_object_set_int_member (entry, "quantity", line->quantity);
    json_array_add_object_element (lines, entry);
  }
  json_object_set_array_member (body, "lines", lines);
  g_ptr_array_add (facts, trivet_fact_new (TRIVET_FACT_LINES_SENT, order->order_id, body, &stamp));
  trivet_journal_append_async (TRIVET_JOURNAL (bench->fixture->journal), facts, NULL, NULL);
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
}

/* Line, void, reason, and the PIN with its key. */
static void
test_void_sent (Bench        *bench,
                gconstpointer user_data)
{
  TrivetMemoryJournal *journal = bench->fixture->journal;
  TrivetFact          *fact = NULL;

  click (bench, "Nobody, change who works here");
  sign_in (bench, "Lin Mei", LIN_PIN);
  click (bench, "Pork xiaolongbao");
  send_all (bench);
  bench->n_taps = 0;
  click (bench, "1 Pork xiaolongbao");
  click (bench, "Void this line");
  trivet_ui_test_screenshot (bench->window, "people-void-sent-1024");
  click (bench, "Wrong dish ordered");
  g_assert_cmpuint (bench->n_taps, ==, 3);
  type (bench, WANG_PIN);
  click (bench, "Approve");
  for (guint i = trivet_memory_journal_get_n_facts (journal); i > 0 && fact == NULL; i--) {
    if (trivet_fact_get_fact_type (trivet_memory_journal_get_fact (journal, i - 1)) == TRIVET_FACT_LINE_VOIDED)
      fact = trivet_memory_journal_get_fact (journal, i - 1);
  }
  g_assert_nonnull (fact);
  g_assert_cmpstr (trivet_fact_get_staff (fact), ==, "Lin Mei");
  g_assert_cmpstr (trivet_json_get_string_or (trivet_fact_get_body (fact), "approver", ""), ==, "Wang");
  g_assert_cmpstr (trivet_json_get_string_or (trivet_fact_get_body (fact), "reason", ""), ==, "Wrong dish ordered");
  g_assert_true (sees (bench, "Pork xiaolongbao"));
}

/* Who may, needs three taps and no PIN. */
static void
test_void_self (Bench        *bench,
                gconstpointer user_data)
{
  click (bench, "Nobody, change who works here");
  sign_in (bench, "Wang", WANG_PIN);
  click (bench, "Pork xiaolongbao");
  send_all (bench);
  bench->n_taps = 0;
  click (bench, "1 Pork xiaolongbao");
  click (bench, "Void this line");
  trivet_ui_test_screenshot (bench->window, "people-void-self-1024");
  click (bench, "Wrong dish ordered");
  g_assert_cmpuint (bench->n_taps, ==, 3);
  g_assert_cmpuint (trivet_tab_get_totals (trivet_register_get_current (bench->fixture->context->reg))->lines->len, ==, 0);
}

/* A server who asks for the list is asked for somebody who may see it. */
static void
test_audit (Bench        *bench,
            gconstpointer user_data)
{
  click (bench, "Nobody, change who works here");
  sign_in (bench, "Lin Mei", LIN_PIN);
  click (bench, "Pork xiaolongbao");
  show (bench, "audit");
  g_assert_true (says (bench, "See who did what?"));
  g_assert_false (says (bench, "Dish added"));
  type (bench, WANG_PIN);
  click (bench, "Approve");
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
  g_assert_true (says (bench, "Dish added"));
  g_assert_true (says (bench, "Approved by PIN"));
  g_assert_false (says (bench, LIN_PIN));
  trivet_ui_test_assert_controls (bench->window, 5);
  trivet_ui_test_screenshot (bench->window, "people-audit-1024");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (trivet_ui_test_find (bench->window, "What")), TRIVET_FACT_KIND_STAFF);
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
  g_assert_false (says (bench, "Dish added"));
  g_assert_true (says (bench, "Signed in"));
}

static void
enter (Bench      *bench,
       const char *name,
       const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (trivet_ui_test_find (bench->window, name)), text);
}

/* Somebody new, with a PIN that is taken first; and the last manager stays. */
static void
test_staff (Bench        *bench,
            gconstpointer user_data)
{
  const TrivetStaffList *list = trivet_staff_desk_get_list (bench->desk);

  click (bench, "Nobody, change who works here");
  sign_in (bench, "Wang", WANG_PIN);
  show (bench, "staff");
  trivet_ui_test_assert_controls (bench->window, 12);
  click (bench, "Add staff");
  enter (bench, "Name", "Chen Bo");
  enter (bench, "New PIN", LIN_PIN);
  trivet_ui_test_screenshot (bench->window, "people-staff-1024");
  click (bench, "Save");
  g_assert_true (says (bench, "Somebody else has that PIN. Choose another."));
  enter (bench, "New PIN", "864213");
  click (bench, "Save");
  g_assert_nonnull (trivet_staff_list_lookup_name (list, "Chen Bo"));
  g_assert_true (sees (bench, "Chen Bo, Server"));

  click (bench, "Wang, Manager");
  click (bench, "Remove");
  g_assert_true (says (bench, "Somebody active with a PIN must be left who may change staff."));
  g_assert_nonnull (trivet_staff_list_lookup_name (list, "Wang"));

  click (bench, "Add a role");
  enter (bench, "Name", "Cashier");
  click (bench, "Give money back");
  trivet_ui_test_screenshot (bench->window, "people-role-1024");
  click (bench, "Save");
  g_assert_cmpuint (trivet_staff_list_get_roles (list)->len, ==, 3);
  click (bench, "Everybody must sign in");
  g_assert_true (trivet_staff_list_get_policy (list)->sign_in_required);
}

/* In the large, in the dark, and in Chinese. */
static void
test_pictures (Bench        *bench,
               gconstpointer user_data)
{
  click (bench, "Nobody, change who works here");
  sign_in (bench, "Wang", WANG_PIN);
  click (bench, "Pork xiaolongbao");
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1920, 1080);
  trivet_ui_set_appearance (TRIVET_APPEARANCE_DARK);
  show (bench, "audit");
  trivet_ui_test_spin (100);
  trivet_ui_test_screenshot (bench->window, "people-audit-1920-dark");
  g_action_group_change_action_state (G_ACTION_GROUP (bench->window), "language", g_variant_new_string ("chinese"));
  trivet_ui_fixture_settle (bench->fixture);
  show (bench, "audit");
  trivet_ui_test_spin (100);
  g_assert_true (says (bench, "加菜"));
  trivet_ui_test_screenshot (bench->window, "people-audit-1920-zh");
  show (bench, "staff");
  trivet_ui_test_screenshot (bench->window, "people-staff-1920-zh");
  show (bench, "sign-in");
  trivet_ui_test_screenshot (bench->window, "people-sign-in-1920-zh");
  trivet_ui_set_appearance (TRIVET_APPEARANCE_LIGHT);
}

/* What has words has a kind to be found by. A type that is newer than the words is shown by the
 * journal's name, and said here. */
static void
test_words (void)
{
  guint n_known = 0;

  for (guint i = 1; i < TRIVET_N_FACT_TYPES; i++) {
    const char *name = trivet_fact_type_get_name ((TrivetFactType) i);
    gboolean    known = !g_str_equal (trivet_fact_words_get_title ((TrivetFactType) i), name);

    g_assert_cmpint (known, ==, trivet_fact_words_get_kind ((TrivetFactType) i) != TRIVET_FACT_KIND_ALL);
    n_known += known;
    if (!known)
      g_test_message ("“%s” has no words for people yet", name);
  }
  g_assert_cmpuint (n_known, >=, 100);
}

#define ADD(path, func) g_test_add ("/people/" path, Bench, NULL, bench_set_up, func, bench_tear_down)

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/people/words", test_words);
  ADD ("sign-in", test_sign_in);
  ADD ("language", test_language);
  ADD ("locked", test_locked);
  ADD ("void-sent", test_void_sent);
  ADD ("void-self", test_void_self);
  ADD ("audit", test_audit);
  ADD ("staff", test_staff);
  ADD ("pictures", test_pictures);

  return g_test_run ();
}
