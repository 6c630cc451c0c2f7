/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: staff sign in in place, a sent dish goes only with reason and approval, in three taps and a
 * PIN, and everything that happened can be found. Method: the window over a store in memory with
 * three people, driven by accessible names; pictures are written for people to look at. */

#include "trivet-config.h"

#include "people-bench.h"
#include "trivet-fact-words.h"
#include "trivet-ui.h"

#include <glib/gstdio.h>

static void
test_sign_in (PeopleBench  *bench,
              gconstpointer user_data)
{
  g_assert_true (people_bench_sees (bench, "Nobody, change who works here"));
  people_bench_click (bench, "Nobody, change who works here");
  trivet_ui_test_assert_controls (bench->window, 14);
  trivet_ui_test_screenshot (bench->window, "people-sign-in-1024");
  people_bench_click (bench, "Lin Mei, Server");
  people_bench_type (bench, "999999");
  people_bench_click (bench, "Sign in");
  g_assert_true (people_bench_says (bench, "That is not the PIN. 4 more tries, then a pause."));
  trivet_ui_test_screenshot (bench->window, "people-sign-in-wrong-1024");
  people_bench_type (bench, LIN_PIN);
  people_bench_click (bench, "Sign in");
  g_assert_true (people_bench_sees (bench, "Lin Mei, change who works here"));
  g_assert_cmpstr (trivet_register_get_staff (bench->fixture->context->reg), ==, "Lin Mei");
  people_bench_click (bench, "Lin Mei, change who works here");
  people_bench_click (bench, "Sign out");
  g_assert_cmpstr (trivet_register_get_staff (bench->fixture->context->reg), ==, "");
}

/* Whoever signs in reads the own language; afterwards it is the register's again. */
static void
test_language (PeopleBench  *bench,
               gconstpointer user_data)
{
  people_bench_click (bench, "Nobody, change who works here");
  people_bench_sign_in (bench, "Zhao", "918273");
  g_assert_true (trivet_ui_is_chinese ());
  trivet_staff_desk_sign_out (bench->desk);
  trivet_ui_fixture_settle (bench->fixture);
  g_assert_false (trivet_ui_is_chinese ());
}

/* A shop that requires it shows nothing else until somebody has signed in. */
static void
test_locked (PeopleBench  *bench,
             gconstpointer user_data)
{
  trivet_staff_desk_let_in (bench->desk);
  people_bench_set_policy (bench, TRUE);
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
  g_assert_true (people_bench_sees (bench, "Lin Mei, Server"));
  people_bench_show (bench, "history");
  g_assert_true (people_bench_sees (bench, "Lin Mei, Server"));
  gtk_widget_activate_action (bench->window, "win.back", NULL);
  trivet_ui_test_wait_for_frame (bench->window);
  g_assert_true (people_bench_sees (bench, "Lin Mei, Server"));
  people_bench_sign_in (bench, "Lin Mei", LIN_PIN);
  g_assert_true (people_bench_sees (bench, "Pork xiaolongbao"));
  trivet_staff_desk_sign_out (bench->desk);
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
  g_assert_false (people_bench_sees (bench, "Pork xiaolongbao"));
}

/* Line, void, reason, and the PIN with its key. */
static void
test_void_sent (PeopleBench  *bench,
                gconstpointer user_data)
{
  TrivetMemoryJournal *journal = bench->fixture->journal;
  TrivetFact          *fact = NULL;

  people_bench_click (bench, "Nobody, change who works here");
  people_bench_sign_in (bench, "Lin Mei", LIN_PIN);
  people_bench_click (bench, "Pork xiaolongbao");
  people_bench_send_all (bench);
  bench->n_taps = 0;
  people_bench_click (bench, "1 Pork xiaolongbao");
  people_bench_click (bench, "Void this line");
  trivet_ui_test_screenshot (bench->window, "people-void-sent-1024");
  people_bench_click (bench, "Wrong dish ordered");
  g_assert_cmpuint (bench->n_taps, ==, 3);
  people_bench_type (bench, WANG_PIN);
  people_bench_click (bench, "Approve");
  for (guint i = trivet_memory_journal_get_n_facts (journal); i > 0 && fact == NULL; i--) {
    if (trivet_fact_get_fact_type (trivet_memory_journal_get_fact (journal, i - 1)) == TRIVET_FACT_LINE_VOIDED)
      fact = trivet_memory_journal_get_fact (journal, i - 1);
  }
  g_assert_nonnull (fact);
  g_assert_cmpstr (trivet_fact_get_staff (fact), ==, "Lin Mei");
  g_assert_cmpstr (trivet_json_get_string_or (trivet_fact_get_body (fact), "approver", ""), ==, "Wang");
  g_assert_cmpstr (trivet_json_get_string_or (trivet_fact_get_body (fact), "reason", ""), ==, "Wrong dish ordered");
  g_assert_true (people_bench_sees (bench, "Pork xiaolongbao"));
}

/* Who may, needs three taps and no PIN. */
static void
test_void_self (PeopleBench  *bench,
                gconstpointer user_data)
{
  people_bench_click (bench, "Nobody, change who works here");
  people_bench_sign_in (bench, "Wang", WANG_PIN);
  people_bench_click (bench, "Pork xiaolongbao");
  people_bench_send_all (bench);
  bench->n_taps = 0;
  people_bench_click (bench, "1 Pork xiaolongbao");
  people_bench_click (bench, "Void this line");
  trivet_ui_test_screenshot (bench->window, "people-void-self-1024");
  people_bench_click (bench, "Wrong dish ordered");
  g_assert_cmpuint (bench->n_taps, ==, 3);
  g_assert_cmpuint (trivet_tab_get_totals (trivet_register_get_current (bench->fixture->context->reg))->lines->len, ==, 0);
}

/* A server who asks for the list is asked for somebody who may see it. */
static void
test_audit (PeopleBench  *bench,
            gconstpointer user_data)
{
  people_bench_click (bench, "Nobody, change who works here");
  people_bench_sign_in (bench, "Lin Mei", LIN_PIN);
  people_bench_click (bench, "Pork xiaolongbao");
  people_bench_show (bench, "audit");
  g_assert_true (people_bench_says (bench, "See who did what?"));
  g_assert_false (people_bench_says (bench, "Dish added"));
  people_bench_type (bench, WANG_PIN);
  people_bench_click (bench, "Approve");
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
  g_assert_true (people_bench_says (bench, "Dish added"));
  g_assert_true (people_bench_says (bench, "Approved by PIN"));
  g_assert_false (people_bench_says (bench, LIN_PIN));
  trivet_ui_test_assert_controls (bench->window, 5);
  trivet_ui_test_screenshot (bench->window, "people-audit-1024");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (trivet_ui_test_find (bench->window, "What")), TRIVET_FACT_KIND_STAFF);
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
  g_assert_false (people_bench_says (bench, "Dish added"));
  g_assert_true (people_bench_says (bench, "Signed in"));

  /* Who has left it is asked again. */
  gtk_widget_activate_action (bench->window, "win.back", NULL);
  people_bench_show (bench, "audit");
  g_assert_true (people_bench_says (bench, "See who did what?"));
  g_assert_false (people_bench_says (bench, "Signed in"));
}

static void
choose (PeopleBench *bench,
        const char  *filter,
        guint        position)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (trivet_ui_test_find (bench->window, filter)), position);
  people_bench_settle (bench);
}

static void
enter (PeopleBench *bench,
       const char  *filter,
       const char  *text)
{
  people_bench_enter (bench, filter, text);
  people_bench_settle (bench);
}

static GtkWidget *
find_dialog (PeopleBench *bench)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (GTK_IS_FILE_CHOOSER_DIALOG (window) && gtk_widget_get_mapped (window))
      return window;
  }

  return NULL;
}

typedef struct {
  const char *label;
  GtkWidget  *entry;
  GtkWidget  *button;
} Dialog;

static void
on_dialog_part (GtkWidget *widget,
                gpointer   user_data)
{
  Dialog *dialog = user_data;

  if (GTK_IS_ENTRY (widget) && gtk_widget_get_mapped (widget))
    dialog->entry = widget;
  else if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), dialog->label) == 0)
    dialog->button = widget;
}

/* From the button through the dialog that GTK shows where there is no portal, until @answer is read.
 * @path: (nullable): %NULL to think better of it */
static void
export_to (PeopleBench *bench,
           const char  *path,
           const char  *answer)
{
  Dialog dialog = { path != NULL ? "Write" : "Cancel", NULL, NULL };

  people_bench_click (bench, "Export …");
  for (guint i = 0; i < 1000 && find_dialog (bench) == NULL; i++)
    trivet_ui_test_spin (10);
  trivet_ui_test_walk (find_dialog (bench), on_dialog_part, &dialog);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (dialog.entry)), ==, "trivet-audit.jsonl");
  if (path != NULL)
    gtk_editable_set_text (GTK_EDITABLE (dialog.entry), path);
  g_signal_emit_by_name (dialog.button, "clicked");
  for (guint i = 0; i < 1000 && (find_dialog (bench) != NULL || (answer != NULL && !people_bench_says (bench, answer))); i++)
    trivet_ui_test_spin (10);
  g_assert_null (find_dialog (bench));
  g_assert_true (answer == NULL || people_bench_says (bench, answer));
}

/* What is shown becomes a file. */
static void
test_audit_export (PeopleBench  *bench,
                   gconstpointer user_data)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

#if defined(__SANITIZE_ADDRESS__)
  g_test_skip ("GTK's own file dialog leaves memory behind");
  return;
#endif
  folder = g_dir_make_tmp ("trivet-audit-XXXXXX", NULL);
  path = g_build_filename (folder, "audit.jsonl", NULL);
  people_bench_click (bench, "Nobody, change who works here");
  people_bench_sign_in (bench, "Wang", WANG_PIN);
  people_bench_click (bench, "Pork xiaolongbao");
  people_bench_show (bench, "audit");
  choose (bench, "What", TRIVET_FACT_KIND_STAFF);
  export_to (bench, NULL, NULL);
  g_assert_false (people_bench_says (bench, "Written"));
  export_to (bench, path, "Written, one line of JSON for each fact.");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"type\":\"staff-signed-in\""));
  g_assert_null (strstr (text, "\"type\":\"line-added\""));
  g_assert_null (strstr (text, WANG_PIN));
  g_assert_null (strstr (text, "_hash"));
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  /* Nobody writes into this folder, whatever they may. */
  export_to (bench, "/proc/sys/trivet.jsonl", "Nothing was written. Choose another folder.");
}

/* By whom, what, when, which order and why, each alone and together. */
static void
test_audit_filters (PeopleBench  *bench,
                    gconstpointer user_data)
{
  people_bench_click (bench, "Nobody, change who works here");
  people_bench_sign_in (bench, "Wang", WANG_PIN);
  people_bench_click (bench, "Pork xiaolongbao");
  people_bench_send_all (bench);
  people_bench_click (bench, "1 Pork xiaolongbao");
  people_bench_click (bench, "Void this line");
  people_bench_click (bench, "Wrong dish ordered");
  people_bench_show (bench, "audit");
  g_assert_true (people_bench_says (bench, "Dish voided"));
  choose (bench, "By whom", 2);
  g_assert_false (people_bench_says (bench, "Dish voided"));
  choose (bench, "By whom", 1);
  g_assert_true (people_bench_says (bench, "Dish voided"));
  enter (bench, "Reason", "wrong dish");
  g_assert_true (people_bench_says (bench, "Dish voided"));
  g_assert_false (people_bench_says (bench, "Dish added"));
  choose (bench, "What", TRIVET_FACT_KIND_STAFF);
  g_assert_true (people_bench_says (bench, "Nothing of that kind has happened."));
  choose (bench, "What", TRIVET_FACT_KIND_ALL);
  choose (bench, "When", 2);
  g_assert_true (people_bench_says (bench, "Nothing of that kind has happened."));
  choose (bench, "When", 1);
  enter (bench, "Order number", "0001");
  g_assert_true (people_bench_says (bench, "Dish voided"));
  trivet_ui_test_screenshot (bench->window, "people-audit-filters-1024");

  enter (bench, "Order number", "9999");
  g_assert_true (people_bench_says (bench, "Nothing of that kind has happened."));
}

/* Somebody new, with a PIN that is taken first; and the last manager stays. */
static void
test_staff (PeopleBench  *bench,
            gconstpointer user_data)
{
  const TrivetStaffList *list = trivet_staff_desk_get_list (bench->desk);

  people_bench_click (bench, "Nobody, change who works here");
  people_bench_sign_in (bench, "Wang", WANG_PIN);
  people_bench_show (bench, "staff");
  trivet_ui_test_assert_controls (bench->window, 12);
  people_bench_click (bench, "Add staff");
  people_bench_enter (bench, "Name", "Chen Bo");
  people_bench_enter (bench, "New PIN", LIN_PIN);
  trivet_ui_test_screenshot (bench->window, "people-staff-1024");
  people_bench_click (bench, "Save");
  g_assert_true (people_bench_says (bench, "Somebody else has that PIN. Choose another."));
  people_bench_enter (bench, "New PIN", "864213");
  people_bench_click (bench, "Save");
  g_assert_nonnull (trivet_staff_list_lookup_name (list, "Chen Bo"));
  g_assert_true (people_bench_sees (bench, "Chen Bo, Server"));

  people_bench_click (bench, "Wang, Manager");
  people_bench_click (bench, "Remove");
  g_assert_true (people_bench_says (bench, "Somebody active with a PIN must be left who may change staff."));
  g_assert_nonnull (trivet_staff_list_lookup_name (list, "Wang"));

  people_bench_click (bench, "Add a role");
  people_bench_enter (bench, "Name", "Cashier");
  people_bench_click (bench, "Give money back");
  trivet_ui_test_screenshot (bench->window, "people-role-1024");
  people_bench_click (bench, "Save");
  g_assert_cmpuint (trivet_staff_list_get_roles (list)->len, ==, 3);
  people_bench_click (bench, "Everybody must sign in");
  g_assert_true (trivet_staff_list_get_policy (list)->sign_in_required);
}

/* In the large, in the dark, and in Chinese. */
static void
test_pictures (PeopleBench  *bench,
               gconstpointer user_data)
{
  people_bench_click (bench, "Nobody, change who works here");
  people_bench_sign_in (bench, "Wang", WANG_PIN);
  people_bench_click (bench, "Pork xiaolongbao");
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1920, 1080);
  trivet_ui_set_appearance (TRIVET_APPEARANCE_DARK);
  people_bench_show (bench, "audit");
  trivet_ui_test_spin (100);
  trivet_ui_test_screenshot (bench->window, "people-audit-1920-dark");
  g_action_group_change_action_state (G_ACTION_GROUP (bench->window), "language", g_variant_new_string ("chinese"));
  trivet_ui_fixture_settle (bench->fixture);
  people_bench_show (bench, "audit");
  trivet_ui_test_spin (100);
  g_assert_true (people_bench_says (bench, "加菜"));
  trivet_ui_test_screenshot (bench->window, "people-audit-1920-zh");
  people_bench_show (bench, "staff");
  trivet_ui_test_screenshot (bench->window, "people-staff-1920-zh");
  people_bench_show (bench, "sign-in");
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

#define ADD(path, func) g_test_add ("/people/" path, PeopleBench, NULL, people_bench_set_up, func, people_bench_tear_down)

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
  ADD ("audit-filters", test_audit_filters);
  ADD ("audit-export", test_audit_export);
  ADD ("staff", test_staff);
  ADD ("pictures", test_pictures);

  return g_test_run ();
}
