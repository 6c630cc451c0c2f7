/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "people-bench.h"

#include "trivet-config.h"

#include "trivet-ui.h"
#include "trivet-window.h"

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
add_role (PeopleBench *bench,
          const char  *id,
          const char  *name,
          const char  *name_zh,
          guint        permissions)
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
add_member (PeopleBench *bench,
            const char  *id,
            const char  *name,
            const char  *role,
            const char  *language,
            const char  *text)
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

void
people_bench_set_policy (PeopleBench *bench,
                         gboolean     required)
{
  const TrivetStaffPolicy policy = { required, 0 };
  g_autoptr (GAsyncResult) result = NULL;

  trivet_staff_desk_set_policy_async (bench->desk, &policy, "", on_result, &result);
  wait_for (&result);
}

void
people_bench_set_up (PeopleBench  *bench,
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
  trivet_manager_open_door (bench->fixture->context->manager, TRIVET_PERMISSION_EDIT_STAFF, NULL);
  add_role (bench, "manager", "Manager", "经理", TRIVET_PERMISSIONS_ALL);
  add_role (bench, "server", "Server", "服务员", 0);
  people_bench_set_policy (bench, FALSE);
  add_member (bench, "w", "Wang", "manager", "", WANG_PIN);
  add_member (bench, "l", "Lin Mei", "server", "", LIN_PIN);
  add_member (bench, "z", "Zhao", "server", "zh", "918273");
  trivet_manager_close_door (bench->fixture->context->manager, TRIVET_PERMISSION_EDIT_STAFF);
  bench->window = trivet_window_new (GTK_APPLICATION (bench->application), bench->fixture->context);
  gtk_window_set_decorated (GTK_WINDOW (bench->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1024, 768);
  gtk_window_present (GTK_WINDOW (bench->window));
  trivet_ui_test_wait_for_frame (bench->window);
}

void
people_bench_tear_down (PeopleBench  *bench,
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

void
people_bench_click (PeopleBench *bench,
                    const char  *name)
{
  bench->n_taps++;
  trivet_ui_test_click (bench->fixture, bench->window, name);
}

gboolean
people_bench_sees (PeopleBench *bench,
                   const char  *name)
{
  return trivet_ui_test_find (bench->window, name) != NULL;
}

void
people_bench_type (PeopleBench *bench,
                   const char  *digits)
{
  guint before = bench->n_taps;

  for (const char *digit = digits; *digit != '\0'; digit++) {
    char name[] = { *digit, '\0' };

    people_bench_click (bench, name);
  }
  bench->n_taps = before;
}

gboolean
people_bench_says (PeopleBench *bench,
                   const char  *words)
{
  return trivet_ui_test_says (bench->window, words);
}

void
people_bench_show (PeopleBench *bench,
                   const char  *page)
{
  trivet_ui_fixture_show_page (bench->fixture, bench->window, page);
}

void
people_bench_sign_in (PeopleBench *bench,
                      const char  *name,
                      const char  *pin)
{
  people_bench_click (bench, name);
  people_bench_type (bench, pin);
  people_bench_click (bench, "Sign in");
}

void
people_bench_send_all (PeopleBench *bench)
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

void
people_bench_enter (PeopleBench *bench,
                    const char  *name,
                    const char  *text)
{
  gtk_editable_set_text (GTK_EDITABLE (trivet_ui_test_find (bench->window, name)), text);
}

static gboolean
press_in (GtkWidget          *widget,
          GtkPropagationPhase phase,
          guint               keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller) && gtk_event_controller_get_propagation_phase (controller) == phase)
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, (GdkModifierType) 0, &taken);
  }

  return taken;
}

gboolean
people_bench_press (PeopleBench *bench,
                    guint        keyval)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (bench->window));

  for (GtkWidget *at = focus != NULL ? focus : bench->window; at != NULL; at = gtk_widget_get_parent (at))
    g_ptr_array_add (path, at);
  for (guint i = path->len; i > 0; i--) {
    if (press_in (g_ptr_array_index (path, i - 1), GTK_PHASE_CAPTURE, keyval))
      return TRUE;
  }
  for (guint i = 0; i < path->len; i++) {
    if (press_in (g_ptr_array_index (path, i), GTK_PHASE_BUBBLE, keyval))
      return TRUE;
  }

  return FALSE;
}

void
people_bench_scan (PeopleBench *bench,
                   const char  *text)
{
  trivet_manual_clock_advance (bench->fixture->clock, 1000);
  for (const char *at = text; *at != '\0'; at++)
    people_bench_press (bench, gdk_unicode_to_keyval ((guint32) *at));
  people_bench_press (bench, GDK_KEY_Return);
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
}

void
people_bench_settle (PeopleBench *bench)
{
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
}

TrivetFact *
people_bench_last_fact (PeopleBench   *bench,
                        TrivetFactType type)
{
  TrivetMemoryJournal *journal = bench->fixture->journal;

  for (guint i = trivet_memory_journal_get_n_facts (journal); i > 0; i--) {
    if (trivet_fact_get_fact_type (trivet_memory_journal_get_fact (journal, i - 1)) == type)
      return trivet_memory_journal_get_fact (journal, i - 1);
  }

  return NULL;
}

const char *
people_bench_get_text (TrivetFact *fact,
                       const char *member)
{
  g_assert_nonnull (fact);
  return trivet_json_get_string_or (trivet_fact_get_body (fact), member, "");
}

void
people_bench_give_badge (PeopleBench *bench,
                         const char  *name,
                         const char  *text)
{
  const TrivetStaffMember *old = trivet_staff_list_lookup_name (trivet_staff_desk_get_list (bench->desk), name);
  g_autoptr (TrivetStaffMember) member = trivet_staff_member_copy (old);
  g_autoptr (TrivetSecret) badge = trivet_secret_new (text, -1);
  g_autoptr (GAsyncResult) result = NULL;

  trivet_staff_desk_let_in (bench->desk);
  trivet_staff_desk_set_member_async (bench->desk, member, NULL, badge, "", on_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (trivet_staff_desk_change_finish (bench->desk, result, NULL));
}

guint
people_bench_count (PeopleBench   *bench,
                    TrivetFactType type)
{
  TrivetMemoryJournal *journal = bench->fixture->journal;
  guint                n = 0;

  for (guint i = 0; i < trivet_memory_journal_get_n_facts (journal); i++)
    n += trivet_fact_get_fact_type (trivet_memory_journal_get_fact (journal, i)) == type;

  return n;
}
