/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "trivet-config.h"

#include "trivet-ui-fixture.h"

#include "trivet-look.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

/*
 * Looking at widgets as a person or a screen reader does: by what is painted and what is named.
 */

/**
 * trivet_ui_test_init:
 * @argc: from main
 * @argv: from main
 *
 * Starts GTK for tests, with the register's style.
 */
void
trivet_ui_test_init (int    *argc,
                     char ***argv)
{
  /* What main() does, for the words, before GTK has threads. */
  setlocale (LC_ALL, "");
  trivet_ui_init_language ();
  /* As main() without a graphics card: what paints here is cairo, and Mesa's driver leaks when it is unloaded. */
  g_setenv (gtk_get_minor_version () < 16 ? "GDK_DEBUG" : "GDK_DISABLE",
            gtk_get_minor_version () < 16 ? "gl-disable" : "gl", FALSE);
  gtk_test_init (argc, argv, NULL);
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TRIVET_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  adw_init ();
  trivet_ui_init ();
  trivet_ui_load_pages ();
}

/**
 * trivet_ui_test_show:
 * @content: (transfer floating): a page
 * @width: of the window
 * @height: of the window
 *
 * Returns: (transfer none): a window that has been painted with @content in it
 */
GtkWidget *
trivet_ui_test_show (GtkWidget *content,
                     int        width,
                     int        height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_widget_add_css_class (window, "trivet");
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), content);
  gtk_window_present (GTK_WINDOW (window));
  trivet_ui_test_wait_for_frame (window);

  return window;
}

static gboolean
on_time_over (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/**
 * trivet_ui_test_spin:
 * @ms: how long
 *
 * Lets animations run out.
 */
void
trivet_ui_test_spin (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, on_time_over, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_after_paint (GdkFrameClock *clock,
                gpointer       user_data)
{
  ++*(guint *) user_data;
}

/**
 * trivet_ui_test_wait_for_frame:
 * @widget: a widget in a window that is shown
 *
 * Waits until what has changed is on the screen.
 */
void
trivet_ui_test_wait_for_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  guint          frames = 0;
  gulong         id;
  gboolean       over = FALSE;
  guint          timeout_id = g_timeout_add_seconds (10, on_time_over, &over);

  id = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), &frames);
  /* A list view lays out in one frame and fills in the next. */
  while (frames < 3 && !over) {
    gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
    g_main_context_iteration (NULL, TRUE);
  }
  g_signal_handler_disconnect (clock, id);
  g_assert_false (over);
  g_source_remove (timeout_id);
}

/**
 * trivet_ui_test_walk:
 * @root: a widget
 * @func: called for @root and all that is in it and shown
 * @user_data: for @func
 */
void
trivet_ui_test_walk (GtkWidget       *root,
                     TrivetWidgetFunc func,
                     gpointer         user_data)
{
  trivet_look_walk (root, func, user_data);
}

static void
collect_label (GtkWidget *widget,
               gpointer   user_data)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (user_data, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
}

/**
 * trivet_ui_test_dup_words:
 * @root: a widget
 *
 * Returns: (transfer full): the words of all labels in it that are shown, one a line
 */
char *
trivet_ui_test_dup_words (GtkWidget *root)
{
  GString *all = g_string_new (NULL);

  trivet_ui_test_walk (root, collect_label, all);

  return g_string_free (all, FALSE);
}

/**
 * trivet_ui_test_says:
 * @root: a widget
 * @words: what is looked for
 *
 * Returns: whether these words are shown in it
 */
gboolean
trivet_ui_test_says (GtkWidget  *root,
                     const char *words)
{
  g_autofree char *all = trivet_ui_test_dup_words (root);

  return strstr (all, words) != NULL;
}

/**
 * trivet_ui_test_assert_says:
 * @root: a widget
 * @words: what must be shown in it
 */
void
trivet_ui_test_assert_says (GtkWidget  *root,
                            const char *words)
{
  g_autofree char *all = trivet_ui_test_dup_words (root);

  if (strstr (all, words) == NULL)
    g_error ("“%s” is not among:\n%s", words, all);
}

/**
 * trivet_ui_test_dup_name:
 * @widget: a widget
 *
 * Returns: (transfer full) (nullable): its accessible name, if it was given one
 */
char *
trivet_ui_test_dup_name (GtkWidget *widget)
{
  return trivet_look_dup_name (widget);
}

typedef struct {
  const char *name;
  GType       type;
  GtkWidget  *found;
  guint       n;
} Search;

static void
match_name (GtkWidget *widget,
            gpointer   user_data)
{
  Search          *search = user_data;
  g_autofree char *name = NULL;

  /* A label is named by its own text; what is looked for is a control. */
  if (GTK_IS_LABEL (widget))
    return;

  name = trivet_look_dup_name (widget);
  if (search->found == NULL && name != NULL && g_str_has_prefix (name, search->name))
    search->found = widget;
}

/**
 * trivet_ui_test_find:
 * @root: where to look
 * @name: how its accessible name begins
 *
 * Returns: (transfer none) (nullable): the first such control that is shown
 */
GtkWidget *
trivet_ui_test_find (GtkWidget  *root,
                     const char *name)
{
  Search search = { .name = name };

  trivet_look_walk (root, match_name, &search);

  return search.found;
}

static void
match_type (GtkWidget *widget,
            gpointer   user_data)
{
  Search *search = user_data;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, search->type))
    search->n++;
}

/**
 * trivet_ui_test_count:
 * @root: where to look
 * @type: a type of widgets
 *
 * Returns: how many of them are alive and shown
 */
guint
trivet_ui_test_count (GtkWidget *root,
                      GType      type)
{
  Search search = { .type = type };

  trivet_look_walk (root, match_type, &search);

  return search.n;
}

/**
 * trivet_ui_test_click:
 * @fixture: the register
 * @root: where to look
 * @name: how the accessible name of a button begins
 *
 * Presses the button and waits for what follows.
 */
void
trivet_ui_test_click (TrivetUiFixture *fixture,
                      GtkWidget       *root,
                      const char      *name)
{
  GtkWidget *button = trivet_ui_test_find (root, name);

  if (button == NULL)
    g_error ("There is no “%s” on the screen", name);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  trivet_ui_fixture_settle (fixture);
  trivet_ui_test_wait_for_frame (root);
}

static void
assert_named_and_large (GtkWidget *widget,
                        gpointer   user_data)
{
  g_autofree char *fault = NULL;

  if (!trivet_look_is_control (widget))
    return;

  fault = trivet_look_judge_control (widget);
  if (fault != NULL)
    g_error ("%s", fault);
  ++*(guint *) user_data;
}

/**
 * trivet_ui_test_assert_controls:
 * @root: where to look
 * @at_least: so many controls must be found
 *
 * Everything that can be pressed is named for those who do not see it, and as large as a finger.
 */
void
trivet_ui_test_assert_controls (GtkWidget *root,
                                guint      at_least)
{
  guint n = 0;

  trivet_look_walk (root, assert_named_and_large, &n);
  g_assert_cmpuint (n, >=, at_least);
}

static void
on_hand_done (GPid     pid,
              int      status,
              gpointer user_data)
{
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  *(gboolean *) user_data = TRUE;
}

/**
 * trivet_ui_test_run_xdotool:
 * @fixture: a register
 * @window: its window, which lives on meanwhile
 * @commands: as on xdotool's command line
 *
 * Moves the X server's own pointer, or presses its keys, and waits for what follows.
 */
void
trivet_ui_test_run_xdotool (TrivetUiFixture *fixture,
                            GtkWidget       *window,
                            const char      *commands)
{
  g_autofree char *line = g_strconcat ("xdotool ", commands, NULL);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;
  GPid     pid;

  g_assert_true (g_shell_parse_argv (line, NULL, &argv, NULL));
  g_spawn_async (NULL, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  g_child_watch_add (pid, on_hand_done, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  trivet_ui_fixture_settle (fixture);
  trivet_ui_test_wait_for_frame (window);
}

/**
 * trivet_ui_test_screenshot:
 * @widget: what to paint
 * @name: of the file, without ".png"
 *
 * Writes what is on the screen into the folder $TRIVET_SCREENSHOTS, if it is set.
 */
void
trivet_ui_test_screenshot (GtkWidget  *widget,
                           const char *name)
{
  const char *folder = g_getenv ("TRIVET_SCREENSHOTS");
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;

  trivet_ui_test_wait_for_frame (widget);
  if (folder == NULL)
    return;

  paintable = gtk_widget_paintable_new (widget);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node, NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  file = g_strconcat (name, ".png", NULL);
  path = g_build_filename (folder, file, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/**
 * trivet_ui_fixture_show_page:
 * @self: a fixture
 * @window: its window
 * @page: what `win.show` is asked for
 *
 * Opens a page and waits until it is painted.
 */
void
trivet_ui_fixture_show_page (TrivetUiFixture *self,
                             GtkWidget       *window,
                             const char      *page)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new_string (page));

  g_assert_true (gtk_widget_activate_action_variant (window, "win.show", variant));
  trivet_ui_fixture_settle (self);
  trivet_ui_test_wait_for_frame (window);
}
