/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: cooks see what they have to make, and say that they have made it, by touch and by keyboard;
 * the ticket says what the kitchen knows. Method: the demo restaurant's stations on real services over
 * a store in memory; display and ticket are read and pressed by their names. */

#include "trivet-config.h"

#include "trivet-kitchen-window.h"
#include "trivet-order-page.h"
#include "trivet-ui-fixture.h"
#include "trivet-ui.h"

typedef struct {
  TrivetUiFixture *ui;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer user_data)
{
  g_autofree char *demo = trivet_ui_fixture_read_demo ();

  self->ui = trivet_ui_fixture_new (demo);
  trivet_ui_fixture_open_kitchen (self->ui);
}

static void
tear_down (Fixture      *self,
           gconstpointer user_data)
{
  trivet_ui_fixture_free (self->ui);
}

/* Sends an order of the first dishes of the categories; each is the category and how many. */
static void
send_order (Fixture    *self,
            const char *label,
            const char *category,
            guint       n_dishes,
            const char *note)
{
  TrivetUiContext *context = self->ui->context;
  GListModel      *items = trivet_menu_get_items (trivet_register_get_menu (context->reg));
  guint            n = 0;

  trivet_register_new_order (context->reg);
  for (guint i = 0; i < g_list_model_get_n_items (items) && n < n_dishes; i++) {
    g_autoptr (TrivetMenuItem) item = g_list_model_get_item (items, i);
    g_autofree char *line_id = NULL;

    if (!g_str_equal (trivet_menu_item_get_category_id (item), category) || !trivet_menu_item_get_available (item) ||
        trivet_menu_item_has_choices (item) || trivet_menu_item_get_open_price (item))
      continue;
    line_id = trivet_register_add_item (context->reg, item, NULL, ++n);
    trivet_ui_fixture_settle (self->ui);
    if (n == 1 && note != NULL)
      trivet_register_set_line_note (context->reg, line_id, note);
  }
  g_assert_cmpuint (n, ==, n_dishes);
  trivet_register_set_label (context->reg, label);
  trivet_ui_fixture_settle (self->ui);
  trivet_kitchen_desk_send (context->kitchen);
  trivet_ui_fixture_settle (self->ui);
}

static GtkWidget *
open_display (Fixture *self,
              int      width,
              int      height)
{
  TrivetUiContext *context = self->ui->context;
  g_autoptr (TrivetKitchenBoard) board = trivet_kitchen_board_new (context->kitchen, TRIVET_JOURNAL (self->ui->journal),
                                                                   context->repository, context->clock, "wok");
  GtkWidget *window;

  trivet_ui_fixture_settle (self->ui);
  window = trivet_kitchen_window_new (board);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  trivet_ui_test_wait_for_frame (window);

  return window;
}

static void
assert_says (GtkWidget  *window,
             const char *words,
             gboolean    says)
{
  g_autofree char *all = NULL;

  trivet_ui_test_wait_for_frame (window);
  all = trivet_ui_test_dup_words (window);
  if ((strstr (all, words) != NULL) != says)
    g_error ("“%s” is %samong:\n%s", words, says ? "not " : "", all);
}

static void
test_empty (Fixture      *self,
            gconstpointer user_data)
{
  GtkWidget *window = open_display (self, 1366, 768);

  assert_says (window, "Kitchen · Wok", TRUE);
  assert_says (window, "Nothing to make", TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_cards (Fixture      *self,
            gconstpointer user_data)
{
  GtkWidget *window;

  send_order (self, "Table 16", "wok", 2, NULL);
  trivet_manual_clock_advance (self->ui->clock, 7 * 60 * 1000 + 17000);
  send_order (self, "Takeaway 31", "wok", 1, "allergy: no peanuts");
  trivet_manual_clock_advance (self->ui->clock, 10 * 60 * 1000 + 34000);
  send_order (self, "Table 7", "wok", 3, NULL);
  trivet_manual_clock_advance (self->ui->clock, 31000);
  send_order (self, "Table 12", "wok", 2, "Mild");
  window = open_display (self, 1366, 768);
  assert_says (window, "Open 4", TRUE);
  assert_says (window, "All day: ", TRUE);
  assert_says (window, "ALLERGY: no peanuts", TRUE);
  assert_says (window, "18:22", TRUE);
  trivet_ui_test_assert_controls (window, 9);
  trivet_ui_test_screenshot (window, "kitchen-1366");

  /* A tap makes a line, Bump the whole card, Recall brings it back. */
  trivet_ui_test_click (self->ui, window, "Bump Table 7");
  assert_says (window, "Table 7", FALSE);
  assert_says (window, "Done 1", TRUE);
  assert_says (window, "· Mains", FALSE);
  trivet_ui_test_click (self->ui, window, "Bring the last card back");
  assert_says (window, "Table 7", TRUE);
  assert_says (window, "Done 0", TRUE);
  gtk_window_destroy (GTK_WINDOW (window));

  trivet_ui_test_spin (20);
  window = open_display (self, 1024, 768);
  trivet_ui_test_screenshot (window, "kitchen-1024");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* On the big screen above the stove, in the cooks' language. */
static void
test_chinese (Fixture      *self,
              gconstpointer user_data)
{
  GtkWidget *window;

  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_CHINESE);
  trivet_ui_set_appearance (TRIVET_APPEARANCE_DARK);
  send_order (self, "16 桌", "wok", 2, NULL);
  trivet_manual_clock_advance (self->ui->clock, 11 * 60 * 1000);
  send_order (self, "外带 31", "wok", 1, "过敏：花生");
  send_order (self, "7 桌", "noodles", 3, NULL);
  window = open_display (self, 1920, 1080);
  assert_says (window, "待做 3", TRUE);
  assert_says (window, "11:00", TRUE);
  assert_says (window, "过敏：花生", TRUE);
  assert_says (window, "过敏：过敏", FALSE);
  trivet_ui_test_assert_controls (window, 7);
  g_assert_cmpint (gtk_widget_get_width (window), ==, 1920);
  trivet_ui_test_screenshot (window, "kitchen-zh-dark-1920");
  gtk_window_destroy (GTK_WINDOW (window));
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_ENGLISH);
  trivet_ui_set_appearance (TRIVET_APPEARANCE_LIGHT);
}

static GtkWidget *
find_first_line (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "kitchen-line"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *line = find_first_line (child);

    if (line != NULL)
      return line;
  }

  return NULL;
}

static void
test_lines (Fixture      *self,
            gconstpointer user_data)
{
  TrivetUiContext       *context = self->ui->context;
  const TrivetOrderLine *line;
  GtkWidget             *window;

  send_order (self, "Table 16", "wok", 2, NULL);
  window = open_display (self, 1366, 768);
  g_signal_emit_by_name (find_first_line (window), "clicked");
  trivet_ui_fixture_settle (self->ui);
  g_assert_true (gtk_widget_has_css_class (find_first_line (window), "done"));
  line = g_ptr_array_index (trivet_tab_get_order (trivet_register_get_current (context->reg))->lines, 0);
  g_assert_cmpint (line->cooked_quantity, ==, line->quantity);

  trivet_kitchen_desk_rush (context->kitchen, ((TrivetOrderLine *) g_ptr_array_index (trivet_tab_get_order (trivet_register_get_current (context->reg))->lines, 1))->line_id);
  trivet_ui_fixture_settle (self->ui);
  assert_says (window, "RUSH", TRUE);
  trivet_register_set_order_kind (context->reg, TRIVET_ORDER_KIND_TAKEAWAY);
  trivet_ui_fixture_settle (self->ui);
  assert_says (window, "RUSH · Order 0001 → Takeaway 0001", TRUE);
  trivet_register_void_line (context->reg, line->line_id);
  trivet_ui_fixture_settle (self->ui);
  assert_says (window, "VOID\n1 ×", TRUE);
  g_assert_nonnull (trivet_ui_test_find (window, "VOID 1 × Yuxiang aubergine"));
  trivet_ui_test_screenshot (window, "kitchen-void");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Two lunches with a dish of each kind, the hot one with its own choice. Returns: (transfer full): the line */
static char *
add_combo (Fixture *self)
{
  TrivetRegister          *reg = self->ui->context->reg;
  TrivetMenu              *menu = trivet_register_get_menu (reg);
  TrivetMenuItem          *item = trivet_menu_lookup_item (menu, "S04");
  static const char *const chosen[][3] = {
    { NULL, "main", "W05" },
    { "main/W05", "heat", "hot" },
    { NULL, "side", "C01" },
    { NULL, "drink", "T01" },
    { NULL, "rice", "N07" },
  };
  g_autoptr (GPtrArray) modifiers = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_line_modifier_free);
  char *line_id;

  for (guint i = 0; i < G_N_ELEMENTS (chosen); i++) {
    g_autoptr (GPtrArray) openings = trivet_menu_list_openings (menu, item, modifiers);

    for (guint j = 0; j < openings->len; j++) {
      const TrivetMenuOpening *opening = g_ptr_array_index (openings, j);
      TrivetLineModifier      *modifier;

      if (g_strcmp0 (opening->under, chosen[i][0]) != 0 || !g_str_equal (opening->group->id, chosen[i][1]))
        continue;
      modifier = trivet_register_make_modifier (reg, opening->group, trivet_menu_group_lookup (opening->group, chosen[i][2]));
      modifier->under = g_strdup (opening->under);
      g_ptr_array_add (modifiers, modifier);
    }
  }
  line_id = trivet_register_add_item (reg, item, modifiers, 2);
  g_assert_nonnull (line_id);
  trivet_ui_fixture_settle (self->ui);

  return line_id;
}

/* The wok sees its dishes of a combo, with the combo's name and their own choices; the bar makes the
 * drink. */
static void
test_combo (Fixture      *self,
            gconstpointer user_data)
{
  g_autofree char *line_id = add_combo (self);
  GtkWidget       *window;

  trivet_kitchen_desk_send (self->ui->context->kitchen);
  trivet_ui_fixture_settle (self->ui);

  window = open_display (self, 1366, 768);
  assert_says (window, "2 × Kung pao chicken", TRUE);
  assert_says (window, "Combo lunch · Hot", TRUE);
  assert_says (window, "2 × Steamed rice", TRUE);
  assert_says (window, "Jasmine tea", FALSE);
  assert_says (window, "2 × Combo lunch", FALSE);
  trivet_ui_test_screenshot (window, "kitchen-combo");
  trivet_ui_test_click (self->ui, window, "2 × Kung pao chicken");
  assert_says (window, "2 × Steamed rice", TRUE);
  g_assert_nonnull (trivet_ui_test_find (window, "2 × Kung pao chicken, done"));
  g_assert_null (trivet_ui_test_find (window, "2 × Steamed rice, done"));
  trivet_ui_test_click (self->ui, window, "2 × Steamed rice");
  assert_says (window, "Nothing to make", TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_ticket (Fixture      *self,
             gconstpointer user_data)
{
  TrivetUiContext *context = self->ui->context;
  GtkWidget       *window = trivet_ui_test_show (trivet_order_page_new (context), 1366, 708);

  send_order (self, "", "cold", 2, NULL);
  for (guint i = 0; i < 2; i++) {
    GListModel *items = trivet_menu_get_items (trivet_register_get_menu (context->reg));

    for (guint j = 0, n = 0; j < g_list_model_get_n_items (items) && n < 1; j++) {
      g_autoptr (TrivetMenuItem) item = g_list_model_get_item (items, j);

      if (g_str_equal (trivet_menu_item_get_category_id (item), i == 0 ? "wok" : "beer") && trivet_menu_item_get_available (item) &&
          !trivet_menu_item_has_choices (item)) {
        g_free (trivet_register_add_item (context->reg, item, NULL, 1));
        n++;
      }
    }
  }
  trivet_ui_fixture_settle (self->ui);
  assert_says (window, "Starters · ", TRUE);
  assert_says (window, "Mains · not sent", TRUE);
  assert_says (window, "1 new", TRUE);
  trivet_ui_test_screenshot (window, "ticket-courses");
  trivet_ui_test_click (self->ui, window, "Hold Mains");
  assert_says (window, "Mains · held", TRUE);
  trivet_ui_test_click (self->ui, window, "Send 1");
  assert_says (window, "Mains · held", TRUE);
  g_assert_false (gtk_widget_get_sensitive (trivet_ui_test_find (window, "Send")));
  trivet_ui_test_click (self->ui, window, "Fire Mains");
  assert_says (window, "Mains · held", FALSE);
  gtk_window_destroy (GTK_WINDOW (window));
}

static const TrivetOrderLine *
get_first_line (Fixture *self)
{
  return g_ptr_array_index (trivet_tab_get_order (trivet_register_get_current (self->ui->context->reg))->lines, 0);
}

/* At a line of the ticket: with which course it comes, that the guest asks for it, that it is served. */
static void
test_line_by_touch (Fixture      *self,
                    gconstpointer user_data)
{
  TrivetUiContext *context = self->ui->context;
  GtkWidget       *window = trivet_ui_test_show (trivet_order_page_new (context), 1366, 708);
  g_autofree char *line_id = trivet_ui_fixture_add (self->ui, "C01", "", 1);

  trivet_ui_fixture_settle (self->ui);
  trivet_ui_test_click (self->ui, window, "1 Smashed cucumber ¥18.00");
  trivet_ui_test_click (self->ui, window, "Comes with: Starters");
  g_assert_cmpint (get_first_line (self)->course, ==, 2);
  assert_says (window, "Mains · not sent", TRUE);
  trivet_ui_test_click (self->ui, window, "Undo");
  g_assert_cmpint (get_first_line (self)->course, ==, 0);

  trivet_kitchen_desk_send (context->kitchen);
  trivet_ui_fixture_settle (self->ui);
  trivet_ui_test_click (self->ui, window, "Ask the kitchen to hurry");
  g_assert_cmpint (get_first_line (self)->rushes, ==, 1);
  assert_says (window, "rushed", TRUE);
  trivet_ui_test_click (self->ui, window, "Served");
  g_assert_cmpint (get_first_line (self)->served_quantity, ==, 1);
  assert_says (window, "served", TRUE);
  g_assert_false (gtk_widget_get_sensitive (trivet_ui_test_find (window, "Ask the kitchen to hurry")));
  trivet_ui_test_click (self->ui, window, "Not served");
  g_assert_cmpint (get_first_line (self)->served_quantity, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static int
get_part_course (Fixture    *self,
                 const char *place)
{
  const TrivetOrderLine *line = get_first_line (self);

  return trivet_kitchen_get_part_course (trivet_kitchen_desk_get_kitchen (self->ui->context->kitchen), line,
                                         trivet_order_line_lookup_part (line, place));
}

/* One dish of a combo comes with another course than its category does; the others stay, and a step
 * back takes just that away. */
static void
test_combo_by_touch (Fixture      *self,
                     gconstpointer user_data)
{
  g_autofree char *line_id = add_combo (self);
  GtkWidget       *window = trivet_ui_test_show (trivet_order_page_new (self->ui->context), 1366, 708);
  int              main_course = get_part_course (self, "main/W05");

  g_assert_cmpint (get_part_course (self, "side/C01"), ==, 1);
  trivet_ui_test_click (self->ui, window, "2 Combo lunch");
  trivet_ui_test_click (self->ui, window, "Smashed cucumber comes with: Starters");
  g_assert_cmpint (get_part_course (self, "side/C01"), ==, 2);
  g_assert_cmpint (get_part_course (self, "main/W05"), ==, main_course);
  g_assert_nonnull (trivet_ui_test_find (window, "Smashed cucumber comes with: Mains"));
  trivet_ui_test_screenshot (window, "ticket-combo-course");
  trivet_ui_test_click (self->ui, window, "Undo");
  g_assert_cmpint (get_part_course (self, "side/C01"), ==, 1);
  g_assert_nonnull (trivet_ui_test_find (window, "Smashed cucumber comes with: Starters"));

  /* What the kitchen makes comes with what it was told. */
  trivet_kitchen_desk_send (self->ui->context->kitchen);
  trivet_ui_fixture_settle (self->ui);
  g_assert_null (trivet_ui_test_find (window, "Smashed cucumber comes with: Starters"));
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(path, func) g_test_add ("/ui/kitchen/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);

  ADD ("empty", test_empty);
  ADD ("cards", test_cards);
  ADD ("chinese", test_chinese);
  ADD ("lines", test_lines);
  ADD ("combo", test_combo);
  ADD ("combo-by-touch", test_combo_by_touch);
  ADD ("ticket", test_ticket);
  ADD ("line-by-touch", test_line_by_touch);

  return g_test_run ();
}
