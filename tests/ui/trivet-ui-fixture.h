/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-look.h"
#include "trivet-manual-clock.h"
#include "trivet-memory-journal.h"
#include "trivet-ui-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TrivetUiFixture:
 * @context: what screens are built on: real services over a store in memory
 *
 * A register with the demo restaurant, for tests of screens.
 */
typedef struct {
  TrivetManualClock   *clock;
  TrivetMemoryJournal *journal;
  TrivetUiContext     *context;
} TrivetUiFixture;

TrivetUiFixture *trivet_ui_fixture_new         (const char       *menu_json);
void             trivet_ui_fixture_free        (TrivetUiFixture  *self);
void             trivet_ui_fixture_settle      (TrivetUiFixture  *self);
char            *trivet_ui_fixture_add         (TrivetUiFixture  *self,
                                                const char       *sku,
                                                const char       *choices,
                                                gint64            quantity);
void             trivet_ui_fixture_show_page   (TrivetUiFixture  *self,
                                                GtkWidget        *window,
                                                const char       *page);
void             trivet_ui_fixture_open_kitchen (TrivetUiFixture *self);
char            *trivet_ui_fixture_read_demo   (void);

void             trivet_ui_test_init           (int              *argc,
                                                char           ***argv);
GtkWidget       *trivet_ui_test_show           (GtkWidget        *content,
                                                int               width,
                                                int               height);
void             trivet_ui_test_spin           (guint             ms);
void             trivet_ui_test_wait_for_frame (GtkWidget        *widget);
void             trivet_ui_test_walk           (GtkWidget        *root,
                                                TrivetWidgetFunc  func,
                                                gpointer          user_data);
char            *trivet_ui_test_dup_words      (GtkWidget        *root);
gboolean         trivet_ui_test_says           (GtkWidget        *root,
                                                const char       *words);
void             trivet_ui_test_assert_says    (GtkWidget        *root,
                                                const char       *words);
char            *trivet_ui_test_dup_name       (GtkWidget        *widget);
GtkWidget       *trivet_ui_test_find           (GtkWidget        *root,
                                                const char       *name);
guint            trivet_ui_test_count          (GtkWidget        *root,
                                                GType             type);
void             trivet_ui_test_click          (TrivetUiFixture  *fixture,
                                                GtkWidget        *root,
                                                const char       *name);
void             trivet_ui_test_run_xdotool    (TrivetUiFixture  *fixture,
                                                GtkWidget        *window,
                                                const char       *commands);
void             trivet_ui_test_assert_controls (GtkWidget       *root,
                                                guint            at_least);
void             trivet_ui_test_screenshot     (GtkWidget        *widget,
                                                const char       *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetUiFixture, trivet_ui_fixture_free)

G_END_DECLS
