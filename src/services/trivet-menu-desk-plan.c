/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-menu-desk-private.h"

#include "trivet-id.h"
#include "trivet-register-private.h"

/* What each command of the menu's desk makes of the menu as it is when its turn comes. */

static GPtrArray *
refuse (TrivetMenuDeskError code,
        const char         *words,
        GError            **error)
{
  g_set_error_literal (error, TRIVET_MENU_DESK_ERROR, (int) code, words);

  return NULL;
}

/* Returns: (nullable): what @facts say that is left of a dish */
static JsonObject *
find_availability (GPtrArray  *facts,
                   const char *sku)
{
  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);
    JsonObject *body = trivet_fact_get_body (fact);

    if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_ITEM_AVAILABILITY_SET &&
        (sku == NULL || g_str_equal (trivet_json_get_string_or (body, "id", ""), sku)))
      return body;
  }

  return NULL;
}

/* What orders take of a dish that is not counted any more is wanted when the count comes back. */
static void
watch_uncounted (TrivetMenuDesk *self,
                 TrivetMenuStep *step)
{
  JsonObject *said = find_availability (step->facts, NULL);
  JsonObject *back = find_availability (step->back, NULL);
  const char *sku = said != NULL ? trivet_json_get_string_or (said, "id", "") : NULL;

  if (said == NULL || back == NULL || trivet_json_get_int_or (said, "left", -1) >= 0 || trivet_json_get_int_or (back, "left", -1) < 0)
    return;
  _trivet_register_begin_tally (self->reg, sku);
  step->tally = _trivet_register_get_tally (self->reg, sku);
}

/* The step that takes @facts back, for when they are durable. */
static GPtrArray *
remember (TrivetMenuDesk    *self,
          TrivetMenuCommand *command,
          GPtrArray         *facts)
{
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);

  command->step = g_new0 (TrivetMenuStep, 1);
  command->step->facts = g_ptr_array_ref (facts);
  command->step->back = trivet_menu_plan_back (trivet_register_get_menu (self->reg), facts, &stamp);
  watch_uncounted (self, command->step);

  return facts;
}

/* What somebody else has changed since stays. */
static gboolean
merge (TrivetMenuDesk    *self,
       TrivetMenuCommand *command,
       GError           **error)
{
  TrivetMenu *menu = trivet_register_get_menu (self->reg);
  g_autoptr (JsonObject) now = trivet_menu_describe (menu, command->part, command->id);
  g_autoptr (JsonObject) merged = NULL;
  g_autofree char *member = NULL;

  if (now == NULL) {
    refuse (TRIVET_MENU_DESK_ERROR_GONE, "Somebody has taken that off the menu", error);
    return FALSE;
  }
  merged = trivet_menu_merge_entries (command->base, now, command->entry, &member);
  if (merged == NULL) {
    g_set_error (error, TRIVET_MENU_DESK_ERROR, TRIVET_MENU_DESK_ERROR_CONFLICT, "Somebody has changed “%s” meanwhile", member);
    return FALSE;
  }
  json_object_unref (command->entry);
  command->entry = g_steal_pointer (&merged);

  return TRUE;
}

static void
complete_new (TrivetMenuDesk    *self,
              TrivetMenuCommand *command)
{
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);
  TrivetMenu     *menu = trivet_register_get_menu (self->reg);

  if (command->part != TRIVET_MENU_PART_ITEM && !json_object_has_member (command->entry, "id")) {
    g_autofree char *id = trivet_id_new (stamp.clock, stamp.random);

    json_object_set_string_member (command->entry, "id", id);
  }
  if (command->part != TRIVET_MENU_PART_GROUP)
    json_object_set_int_member (command->entry, "position", trivet_menu_next_position (menu, command->part));
  json_object_remove_member (command->entry, "offset");
}

GPtrArray *
_trivet_menu_desk_plan_save (TrivetMenuDesk    *self,
                             TrivetMenuCommand *command,
                             GError           **error)
{
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);
  TrivetMenu     *menu = trivet_register_get_menu (self->reg);
  const char     *id_member = trivet_menu_part_get_id_member (command->part);
  GPtrArray      *facts;

  if (command->base == NULL)
    complete_new (self, command);
  else if (!merge (self, command, error))
    return NULL;

  facts = trivet_menu_edit (menu, command->part, command->base != NULL ? command->id : NULL, command->entry, &stamp, &command->faults);
  if (facts == NULL)
    return refuse (TRIVET_MENU_DESK_ERROR_WRONG, ((TrivetMenuFault *) g_ptr_array_index (command->faults, 0))->message, error);
  if (command->id == NULL)
    command->id = g_strdup (json_object_get_string_member (command->entry, id_member));

  return remember (self, command, facts);
}

GPtrArray *
_trivet_menu_desk_plan_remove (TrivetMenuDesk    *self,
                               TrivetMenuCommand *command,
                               GError           **error)
{
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);
  TrivetMenu     *menu = trivet_register_get_menu (self->reg);
  guint           n_users = trivet_menu_count_users (menu, command->part, command->id);

  if (!trivet_menu_has_part (menu, command->part, command->id))
    return refuse (TRIVET_MENU_DESK_ERROR_GONE, "Somebody has taken that off the menu", error);
  if (n_users > 0) {
    g_set_error (error, TRIVET_MENU_DESK_ERROR, TRIVET_MENU_DESK_ERROR_IN_USE, "%u others on the menu need it", n_users);
    return NULL;
  }

  return remember (self, command, trivet_menu_remove (menu, command->part, command->id, &stamp));
}

static void
add_id (GPtrArray  *ids,
        const char *id)
{
  g_ptr_array_add (ids, g_strdup (id));
}

/* Returns: (transfer full): the list in which a part has its place */
static GPtrArray *
list_neighbours (TrivetMenu    *menu,
                 TrivetMenuPart part,
                 const char    *id)
{
  GPtrArray  *ids = g_ptr_array_new_with_free_func (g_free);
  GPtrArray  *parts = part == TRIVET_MENU_PART_PERIOD ? trivet_menu_get_periods (menu) : trivet_menu_get_categories (menu);
  GListModel *items = trivet_menu_get_items (menu);
  const char *category_id = part == TRIVET_MENU_PART_ITEM ? trivet_menu_item_get_category_id (trivet_menu_lookup_item (menu, id)) : NULL;

  /* Categories and periods begin with their id. */
  for (guint i = 0; category_id == NULL && i < parts->len; i++)
    add_id (ids, *(char **) g_ptr_array_index (parts, i));
  for (guint i = 0; category_id != NULL && i < g_list_model_get_n_items (items); i++) {
    g_autoptr (TrivetMenuItem) item = g_list_model_get_item (items, i);

    if (g_str_equal (trivet_menu_item_get_category_id (item), category_id))
      add_id (ids, trivet_menu_item_get_sku (item));
  }

  return ids;
}

G_STATIC_ASSERT (G_STRUCT_OFFSET (TrivetMenuCategory, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (TrivetMenuPeriod, id) == 0);

/* Which of two dishes of different categories is shown first. */
static gboolean
is_shown_before (TrivetMenu *menu,
                 const char *sku,
                 const char *other_sku)
{
  GListModel *items = trivet_menu_get_items (menu);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    g_autoptr (TrivetMenuItem) item = g_list_model_get_item (items, i);

    if (g_str_equal (trivet_menu_item_get_sku (item), sku))
      return TRUE;
    if (g_str_equal (trivet_menu_item_get_sku (item), other_sku))
      return FALSE;
  }

  return FALSE;
}

/* Returns: the place in @ids, which lack what is placed */
static int
find_new_place (TrivetMenu        *menu,
                TrivetMenuCommand *command,
                GPtrArray         *ids,
                guint              from)
{
  guint at;

  if (!command->is_placed)
    return CLAMP ((int) from + command->by, 0, (int) ids->len);
  if (command->before == NULL)
    return (int) ids->len;
  if (g_str_equal (command->before, command->id))
    return (int) from;
  if (g_ptr_array_find_with_equal_func (ids, command->before, g_str_equal, &at))
    return (int) at;

  return command->part == TRIVET_MENU_PART_ITEM && is_shown_before (menu, command->before, command->id) ? 0 : (int) ids->len;
}

GPtrArray *
_trivet_menu_desk_plan_move (TrivetMenuDesk    *self,
                             TrivetMenuCommand *command,
                             GError           **error)
{
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);
  TrivetMenu     *menu = trivet_register_get_menu (self->reg);
  g_autoptr (GPtrArray) ids = NULL;
  char *moved;
  guint from;
  int   to;

  if (!trivet_menu_has_part (menu, command->part, command->id))
    return refuse (TRIVET_MENU_DESK_ERROR_GONE, "Somebody has taken that off the menu", error);

  ids = list_neighbours (menu, command->part, command->id);
  if (!g_ptr_array_find_with_equal_func (ids, command->id, g_str_equal, &from))
    return refuse (TRIVET_MENU_DESK_ERROR_GONE, "That has no place of its own", error);
  moved = g_ptr_array_steal_index (ids, from);
  to = find_new_place (menu, command, ids, from);
  g_ptr_array_insert (ids, to, moved);
  g_ptr_array_add (ids, NULL);

  return remember (self, command, trivet_menu_reorder (menu, command->part, (const char *const *) ids->pdata, (guint) to, &stamp));
}

/* The number that takes a count back: what the step took is given back, whatever guests have ordered
 * since; a count that somebody began or ended since stays. -1 is not counted. */
static gint64
get_left_back (TrivetMenuDesk       *self,
               const TrivetMenuStep *step,
               TrivetMenuItem       *item,
               gint64                said,
               gint64                before)
{
  gint64 now = _trivet_register_get_left (self->reg, item);
  gint64 taken = _trivet_register_get_tally (self->reg, trivet_menu_item_get_sku (item)) - step->tally;

  if (said == before || (said < 0) != (now < 0))
    return now;
  if (before < 0)
    return -1;
  if (said < 0)
    return CLAMP (before - taken, 0, G_MAXINT);

  return CLAMP (now + before - said, 0, G_MAXINT);
}

/* Returns: (transfer full): what takes an availability back as the kitchen sells now */
static JsonObject *
availability_back (TrivetMenuDesk       *self,
                   const TrivetMenuStep *step,
                   JsonObject           *back)
{
  const char     *sku = trivet_json_get_string_or (back, "id", "");
  JsonObject     *said = find_availability (step->facts, sku);
  TrivetMenuItem *item = trivet_menu_lookup_item (trivet_register_get_menu (self->reg), sku);
  gboolean        was = trivet_json_get_bool_or (back, "available", TRUE);
  gboolean        available;
  gint64          left;
  JsonObject     *body;

  /* A dish that comes back on the menu was sold to nobody meanwhile. */
  if (said == NULL || item == NULL)
    return json_object_ref (back);
  g_object_get (item, "available", &available, NULL);
  left = get_left_back (self, step, item, trivet_json_get_int_or (said, "left", -1), trivet_json_get_int_or (back, "left", -1));
  if (available == trivet_json_get_bool_or (said, "available", TRUE))
    available = was;

  body = json_object_new ();
  json_object_set_string_member (body, "id", sku);
  json_object_set_boolean_member (body, "available", available);
  if (left >= 0)
    json_object_set_int_member (body, "left", left);

  return body;
}

GPtrArray *
_trivet_menu_desk_plan_undo (TrivetMenuDesk    *self,
                             TrivetMenuCommand *command,
                             GError           **error)
{
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);
  GPtrArray      *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  command->undone = g_queue_pop_tail (&self->undo);
  if (command->undone == NULL)
    return facts;
  if (!trivet_menu_still_says (trivet_register_get_menu (self->reg), command->undone->facts)) {
    g_ptr_array_unref (facts);
    return refuse (TRIVET_MENU_DESK_ERROR_CONFLICT, "Somebody has changed the same since", error);
  }
  for (guint i = 0; i < command->undone->back->len; i++) {
    TrivetFact    *fact = g_ptr_array_index (command->undone->back, i);
    TrivetFactType type = trivet_fact_get_fact_type (fact);
    JsonObject    *body = trivet_fact_get_body (fact);

    body = type == TRIVET_FACT_ITEM_AVAILABILITY_SET ? availability_back (self, command->undone, body) : json_object_ref (body);
    g_ptr_array_add (facts, trivet_fact_new (type, "menu", body, &stamp));
  }

  return facts;
}
