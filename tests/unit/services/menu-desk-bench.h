/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A register that sells five dishes, and the desk where its menu is changed. */

#include "services-bench.h"
#include "trivet-menu-desk.h"
#include "trivet-plain-hasher.h"
#include "trivet-register-menu.h"

G_BEGIN_DECLS

typedef struct {
  Services        services;
  TrivetMenuDesk *desk;
} MenuDeskBench;

#define ADD(path, func) g_test_add (path, MenuDeskBench, NULL, menu_desk_bench_set_up, func, menu_desk_bench_tear_down)

void          menu_desk_bench_set_up      (MenuDeskBench   *self,
                                           gconstpointer    user_data);
void          menu_desk_bench_tear_down   (MenuDeskBench   *self,
                                           gconstpointer    user_data);
TrivetMenu   *menu_desk_bench_menu_of     (MenuDeskBench   *self);
JsonObject   *menu_desk_bench_describe    (MenuDeskBench   *self,
                                           TrivetMenuPart   part,
                                           const char      *id);
void          menu_desk_bench_on_result   (GObject         *source,
                                           GAsyncResult    *result,
                                           gpointer         user_data);
void          menu_desk_bench_assert_done (MenuDeskBench   *self,
                                           GAsyncResult    *result);
void          menu_desk_bench_begin_save  (MenuDeskBench   *self,
                                           TrivetMenuPart   part,
                                           JsonObject      *base,
                                           JsonObject      *entry,
                                           GAsyncResult   **result);
GAsyncResult *menu_desk_bench_save        (MenuDeskBench   *self,
                                           TrivetMenuPart   part,
                                           JsonObject      *base,
                                           JsonObject      *entry);
GAsyncResult *menu_desk_bench_remove_part (MenuDeskBench   *self,
                                           TrivetMenuPart   part,
                                           const char      *id);
GAsyncResult *menu_desk_bench_undo        (MenuDeskBench   *self);
JsonObject   *menu_desk_bench_with_text   (JsonObject      *entry,
                                           const char      *member,
                                           const char      *text);
gint64        menu_desk_bench_price_of    (MenuDeskBench   *self,
                                           const char      *sku);

G_END_DECLS
