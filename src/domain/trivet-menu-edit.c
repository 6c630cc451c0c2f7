/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-edit.h"

#include "trivet-menu-import-private.h"
#include "trivet-menu-private.h"

#include <string.h>

/*
 * What a change by hand makes of a menu: which facts, and which take them back. What is wrong with an
 * entry is found in trivet-menu-edit-faults.c.
 */

static const TrivetFactType set_types[] = {
  [TRIVET_MENU_PART_CATEGORY] = TRIVET_FACT_MENU_CATEGORY_SET,
  [TRIVET_MENU_PART_GROUP] = TRIVET_FACT_MENU_GROUP_SET,
  [TRIVET_MENU_PART_ITEM] = TRIVET_FACT_MENU_ITEM_SET,
  [TRIVET_MENU_PART_PERIOD] = TRIVET_FACT_MENU_PERIOD_SET,
};

/* Each "removed" follows its "set" in the enumeration. */
static TrivetFactType
get_removed_type (TrivetFactType set_type)
{
  return set_type + 1;
}

static GPtrArray *
new_facts (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
}

static void
add_fact (GPtrArray             *facts,
          TrivetFactType         type,
          JsonObject            *body,
          const TrivetFactStamp *stamp)
{
  g_ptr_array_add (facts, trivet_fact_new (type, "menu", body, stamp));
}

static JsonObject *
id_body (const char *id)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "id", id);

  return body;
}

static const char *
get_id (TrivetFact *fact)
{
  return trivet_json_get_string_or (trivet_fact_get_body (fact), "id", "");
}

/* Returns: (transfer full) (nullable): the body of the fact that made the part what it is */
static JsonObject *
dup_body (TrivetMenu    *self,
          TrivetFactType set_type,
          const char    *id)
{
  const char *text = _trivet_menu_lookup_text (self, set_type, id);
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

/**
 * trivet_menu_part_get_id_member:
 * @part: a kind of part
 *
 * Returns: (transfer none): the member of an entry that tells it from others
 */
const char *
trivet_menu_part_get_id_member (TrivetMenuPart part)
{
  return part == TRIVET_MENU_PART_ITEM ? "sku" : "id";
}

/**
 * trivet_menu_has_part:
 * @self: a menu
 * @part: a kind of part
 * @id: a category's, group's or period's id, or a dish's code
 *
 * Returns: whether it is on the menu
 */
gboolean
trivet_menu_has_part (TrivetMenu    *self,
                      TrivetMenuPart part,
                      const char    *id)
{
  g_return_val_if_fail (TRIVET_IS_MENU (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return _trivet_menu_lookup_text (self, set_types[part], id) != NULL;
}

/**
 * trivet_menu_describe:
 * @self: a menu with a currency
 * @part: a kind of part
 * @id: which
 *
 * Returns: (transfer full) (nullable): its entry, with its place in the order; %NULL when it is not on
 *   the menu
 */
JsonObject *
trivet_menu_describe (TrivetMenu    *self,
                      TrivetMenuPart part,
                      const char    *id)
{
  JsonObject *entry = NULL;
  gint64      place = 0;

  g_return_val_if_fail (TRIVET_IS_MENU (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (!trivet_menu_has_part (self, part, id))
    return NULL;

  switch (part) {
  case TRIVET_MENU_PART_CATEGORY:
    entry = _trivet_menu_export_category (trivet_menu_lookup_category (self, id));
    place = trivet_menu_lookup_category (self, id)->place;
    break;
  case TRIVET_MENU_PART_GROUP:
    return _trivet_menu_export_group (self, trivet_menu_lookup_group (self, id));
  case TRIVET_MENU_PART_ITEM:
    entry = _trivet_menu_export_item (self, trivet_menu_lookup_item (self, id));
    place = _trivet_menu_item_get_place (trivet_menu_lookup_item (self, id));
    break;
  case TRIVET_MENU_PART_PERIOD: {
    const TrivetMenuPeriod *period = g_hash_table_lookup (_trivet_menu_peek_periods (self), id);

    entry = _trivet_menu_export_period (self, period);
    place = period->place;
    break;
  }
  }
  _trivet_menu_place_write (entry, place);

  return entry;
}

/**
 * trivet_menu_next_position:
 * @self: a menu
 * @part: a kind of part; groups have no places
 *
 * Returns: the place behind all others
 */
int
trivet_menu_next_position (TrivetMenu    *self,
                           TrivetMenuPart part)
{
  int            highest = -1;
  GHashTableIter iter;
  gpointer       value;

  g_return_val_if_fail (TRIVET_IS_MENU (self), 0);

  g_hash_table_iter_init (&iter, part == TRIVET_MENU_PART_ITEM     ? _trivet_menu_peek_items (self)
                                 : part == TRIVET_MENU_PART_PERIOD ? _trivet_menu_peek_periods (self)
                                                                   : _trivet_menu_peek_categories (self));
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    gint64 place = part == TRIVET_MENU_PART_ITEM     ? _trivet_menu_item_get_place (value)
                   : part == TRIVET_MENU_PART_PERIOD ? ((TrivetMenuPeriod *) value)->place
                                                     : ((TrivetMenuCategory *) value)->place;

    highest = MAX (highest, _trivet_menu_place_get_position (place));
  }

  return MIN (highest, G_MAXINT - 1) + 1;
}

/* What the kitchen says of a dish, when the entry says something else. */
static void
add_availability (GPtrArray             *facts,
                  TrivetMenu            *self,
                  JsonObject            *entry,
                  const TrivetFactStamp *stamp)
{
  const char     *sku = json_object_get_string_member (entry, "sku");
  TrivetMenuItem *item = trivet_menu_lookup_item (self, sku);
  gint64          left = trivet_json_get_int_or (entry, "left", -1);
  gboolean        available = trivet_json_get_bool_or (entry, "available", TRUE);
  gboolean        was_available = TRUE;
  JsonObject     *body;

  if (item != NULL)
    g_object_get (item, "available", &was_available, NULL);
  if (available == was_available && left == (item != NULL ? trivet_menu_item_get_left (item) : -1))
    return;

  body = id_body (sku);
  json_object_set_boolean_member (body, "available", available);
  if (left >= 0)
    json_object_set_int_member (body, "left", left);
  add_fact (facts, TRIVET_FACT_ITEM_AVAILABILITY_SET, body, stamp);
}

/**
 * trivet_menu_edit:
 * @self: a menu with a currency
 * @part: a kind of part
 * @id: (nullable): what is changed; %NULL for something new
 * @entry: how it is to be
 * @stamp: for the facts
 * @ret_faults: (out) (transfer full) (element-type TrivetMenuFault): all that is wrong with @entry, when
 *   %NULL is returned
 *
 * Judges @entry as an import does, together with what it names and what names it.
 *
 * Returns: (transfer full) (nullable) (element-type TrivetFact): what makes the menu so, perhaps nothing
 */
GPtrArray *
trivet_menu_edit (TrivetMenu            *self,
                  TrivetMenuPart         part,
                  const char            *id,
                  JsonObject            *entry,
                  const TrivetFactStamp *stamp,
                  GPtrArray            **ret_faults)
{
  g_autoptr (GPtrArray) made = NULL;
  g_autoptr (GPtrArray) facts = new_facts ();
  const char *new_id;

  g_return_val_if_fail (TRIVET_IS_MENU (self), NULL);
  g_return_val_if_fail (entry != NULL && stamp != NULL && ret_faults != NULL, NULL);

  made = _trivet_menu_judge_entry (self, part, id, entry, stamp, ret_faults);
  if (made == NULL)
    return NULL;

  new_id = json_object_get_string_member (entry, trivet_menu_part_get_id_member (part));
  for (guint i = 0; i < made->len; i++) {
    TrivetFact *fact = g_ptr_array_index (made, i);

    if (trivet_fact_get_fact_type (fact) == set_types[part] && g_str_equal (get_id (fact), new_id) &&
        g_strcmp0 (_trivet_menu_lookup_text (self, set_types[part], new_id), trivet_fact_get_body_text (fact)) != 0)
      g_ptr_array_add (facts, trivet_fact_ref (fact));
  }
  if (part == TRIVET_MENU_PART_ITEM)
    add_availability (facts, self, entry, stamp);

  return g_steal_pointer (&facts);
}

/**
 * trivet_menu_remove:
 * @self: a menu
 * @part: a kind of part
 * @id: which; nothing uses it (trivet_menu_count_users())
 * @stamp: for the fact
 *
 * Returns: (transfer full) (element-type TrivetFact): what takes it off the menu
 */
GPtrArray *
trivet_menu_remove (TrivetMenu            *self,
                    TrivetMenuPart         part,
                    const char            *id,
                    const TrivetFactStamp *stamp)
{
  GPtrArray *facts;

  g_return_val_if_fail (TRIVET_IS_MENU (self), NULL);
  g_return_val_if_fail (trivet_menu_has_part (self, part, id), NULL);

  facts = new_facts ();
  add_fact (facts, get_removed_type (set_types[part]), id_body (id), stamp);

  return facts;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const gint64 *x = a;
  const gint64 *y = b;

  return *x < *y ? -1 : *x > *y;
}

/* Returns: (transfer full) (element-type gint64): where each of @ids is now */
static GArray *
list_places (TrivetMenu        *self,
             TrivetMenuPart     part,
             const char *const *ids)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; ids[i] != NULL; i++) {
    g_autoptr (JsonObject) body = dup_body (self, set_types[part], ids[i]);
    gint64 place = body != NULL ? _trivet_menu_place_read (body) : 0;

    g_array_append_val (places, place);
  }

  return places;
}

static void
add_place (GPtrArray             *facts,
           TrivetMenu            *self,
           TrivetMenuPart         part,
           const char            *id,
           gint64                 place,
           const TrivetFactStamp *stamp)
{
  g_autoptr (JsonObject) body = dup_body (self, set_types[part], id);

  if (body == NULL || _trivet_menu_place_read (body) == place)
    return;
  _trivet_menu_place_write (body, place);
  add_fact (facts, set_types[part], g_steal_pointer (&body), stamp);
}

/* The parts share the places that they have. */
static void
share_places (GPtrArray             *facts,
              TrivetMenu            *self,
              TrivetMenuPart         part,
              const char *const     *ids,
              GArray                *places,
              const TrivetFactStamp *stamp)
{
  gint64 place = G_MININT64;

  g_array_sort (places, compare_places);
  for (guint i = 0; ids[i] != NULL; i++) {
    /* Two of an old file, or of two registers, may have the same place. */
    place = MAX (g_array_index (places, gint64, i), place + 1);
    add_place (facts, self, part, ids[i], place, stamp);
  }
}

/**
 * trivet_menu_reorder:
 * @self: a menu
 * @part: %TRIVET_MENU_PART_CATEGORY, %TRIVET_MENU_PART_ITEM or %TRIVET_MENU_PART_PERIOD
 * @ids: (array zero-terminated=1): parts of one list, in their new order
 * @moved: which of them was moved
 * @stamp: for the facts
 *
 * Gives what was moved a place between its new neighbours, whose own stay as they are; only where there
 * is no room left between them, all share their places anew.
 *
 * Returns: (transfer full) (element-type TrivetFact): one for each that gets another place
 */
GPtrArray *
trivet_menu_reorder (TrivetMenu            *self,
                     TrivetMenuPart         part,
                     const char *const     *ids,
                     guint                  moved,
                     const TrivetFactStamp *stamp)
{
  g_autoptr (GArray) places = NULL;
  GPtrArray *facts = new_facts ();
  gint64    *before;
  gint64    *after;
  gint64     place;

  g_return_val_if_fail (TRIVET_IS_MENU (self), facts);
  g_return_val_if_fail (moved < g_strv_length ((char **) ids), facts);

  places = list_places (self, part, ids);
  before = moved > 0 ? &g_array_index (places, gint64, moved - 1) : NULL;
  after = ids[moved + 1] != NULL ? &g_array_index (places, gint64, moved + 1) : NULL;
  place = g_array_index (places, gint64, moved);
  if ((before == NULL || *before < place) && (after == NULL || place < *after))
    return facts;
  if (_trivet_menu_place_between (before, after, &place))
    add_place (facts, self, part, ids[moved], place, stamp);
  else
    share_places (facts, self, part, ids, places, stamp);

  return facts;
}

static void
plan_availability_back (GPtrArray             *back,
                        TrivetMenu            *before,
                        const char            *sku,
                        const TrivetFactStamp *stamp)
{
  TrivetMenuItem *item = trivet_menu_lookup_item (before, sku);
  gboolean        available;
  JsonObject     *body;

  if (item == NULL)
    return;
  g_object_get (item, "available", &available, NULL);
  body = id_body (sku);
  json_object_set_boolean_member (body, "available", available);
  if (trivet_menu_item_get_left (item) >= 0)
    json_object_set_int_member (body, "left", trivet_menu_item_get_left (item));
  add_fact (back, TRIVET_FACT_ITEM_AVAILABILITY_SET, body, stamp);
}

/**
 * trivet_menu_plan_back:
 * @before: the menu before @facts
 * @facts: (element-type TrivetFact): what is going to change it
 * @stamp: for the facts
 *
 * Returns: (transfer full) (element-type TrivetFact): what makes it again what it is now
 */
GPtrArray *
trivet_menu_plan_back (TrivetMenu            *before,
                       GPtrArray             *facts,
                       const TrivetFactStamp *stamp)
{
  GPtrArray *back = new_facts ();

  g_return_val_if_fail (TRIVET_IS_MENU (before), back);

  for (guint i = facts->len; i > 0; i--) {
    TrivetFact    *fact = g_ptr_array_index (facts, i - 1);
    TrivetFactType type = trivet_fact_get_fact_type (fact);
    gboolean       removes = type == TRIVET_FACT_MENU_CATEGORY_REMOVED || type == TRIVET_FACT_MENU_GROUP_REMOVED ||
                       type == TRIVET_FACT_MENU_ITEM_REMOVED || type == TRIVET_FACT_MENU_PERIOD_REMOVED;
    TrivetFactType set_type = removes ? type - 1 : type;
    JsonObject    *body;

    if (type == TRIVET_FACT_ITEM_AVAILABILITY_SET) {
      plan_availability_back (back, before, get_id (fact), stamp);
      continue;
    }
    body = dup_body (before, set_type, get_id (fact));
    if (body != NULL)
      add_fact (back, set_type, body, stamp);
    else
      add_fact (back, get_removed_type (set_type), id_body (get_id (fact)), stamp);
    /* The store forgets what the kitchen said of a dish that leaves. */
    if (type == TRIVET_FACT_MENU_ITEM_REMOVED)
      plan_availability_back (back, before, get_id (fact), stamp);
  }

  return back;
}

/**
 * trivet_menu_still_says:
 * @self: a menu
 * @facts: (element-type TrivetFact): what has changed it once
 *
 * Returns: whether nobody has changed the same parts since; counts of dishes go on and are not looked at
 */
gboolean
trivet_menu_still_says (TrivetMenu *self,
                        GPtrArray  *facts)
{
  g_return_val_if_fail (TRIVET_IS_MENU (self), FALSE);

  for (guint i = 0; i < facts->len; i++) {
    TrivetFact    *fact = g_ptr_array_index (facts, i);
    TrivetFactType type = trivet_fact_get_fact_type (fact);
    gboolean       sets = FALSE;

    if (type == TRIVET_FACT_ITEM_AVAILABILITY_SET)
      continue;
    for (guint j = 0; j < G_N_ELEMENTS (set_types); j++)
      sets |= type == set_types[j];
    if (g_strcmp0 (_trivet_menu_lookup_text (self, sets ? type : type - 1, get_id (fact)),
                   sets ? trivet_fact_get_body_text (fact) : NULL) != 0)
      return FALSE;
  }

  return TRUE;
}
