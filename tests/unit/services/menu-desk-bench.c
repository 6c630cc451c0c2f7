/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "menu-desk-bench.h"

void
menu_desk_bench_set_up (MenuDeskBench *self,
                        gconstpointer  user_data)
{
  services_set_up (&self->services, user_data);
  self->desk = trivet_menu_desk_new (self->services.reg, TRIVET_JOURNAL (self->services.journal));
}

void
menu_desk_bench_tear_down (MenuDeskBench *self,
                           gconstpointer  user_data)
{
  g_assert_finalize_object (self->desk);
  services_tear_down (&self->services, user_data);
}

TrivetMenu *
menu_desk_bench_menu_of (MenuDeskBench *self)
{
  return trivet_register_get_menu (self->services.reg);
}

JsonObject *
menu_desk_bench_describe (MenuDeskBench *self,
                          TrivetMenuPart part,
                          const char    *id)
{
  return trivet_menu_describe (menu_desk_bench_menu_of (self), part, id);
}

void
menu_desk_bench_on_result (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

void
menu_desk_bench_assert_done (MenuDeskBench *self,
                             GAsyncResult  *result)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (result);
  trivet_menu_desk_finish (self->desk, result, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Takes @entry. */
void
menu_desk_bench_begin_save (MenuDeskBench *self,
                            TrivetMenuPart part,
                            JsonObject    *base,
                            JsonObject    *entry,
                            GAsyncResult **result)
{
  trivet_menu_desk_save_async (self->desk, part, base, entry, NULL, menu_desk_bench_on_result, result);
  json_object_unref (entry);
}

/* Takes @entry. */
GAsyncResult *
menu_desk_bench_save (MenuDeskBench *self,
                      TrivetMenuPart part,
                      JsonObject    *base,
                      JsonObject    *entry)
{
  GAsyncResult *result = NULL;

  menu_desk_bench_begin_save (self, part, base, entry, &result);
  services_drain (&self->services);
  return result;
}

GAsyncResult *
menu_desk_bench_remove_part (MenuDeskBench *self,
                             TrivetMenuPart part,
                             const char    *id)
{
  GAsyncResult *result = NULL;

  trivet_menu_desk_remove_async (self->desk, part, id, NULL, menu_desk_bench_on_result, &result);
  services_drain (&self->services);
  return result;
}

GAsyncResult *
menu_desk_bench_undo (MenuDeskBench *self)
{
  GAsyncResult *result = NULL;

  trivet_menu_desk_undo_async (self->desk, NULL, menu_desk_bench_on_result, &result);
  services_drain (&self->services);
  return result;
}

JsonObject *
menu_desk_bench_with_text (JsonObject *entry,
                           const char *member,
                           const char *text)
{
  json_object_set_string_member (entry, member, text);
  return entry;
}

gint64
menu_desk_bench_price_of (MenuDeskBench *self,
                          const char    *sku)
{
  return trivet_menu_item_get_price_minor (services_item (&self->services, sku));
}
