/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-import-private.h"
#include "trivet-menu-private.h"

#include <string.h>

/*
 * Menus of certain hours in a file: read as people write them ("11:00", "mon"), checked against the
 * categories and dishes of the same file.
 */

static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

/* "9:30", "24:00" for the end of a day. */
static gboolean
parse_time (const char *text,
            int        *ret_minute)
{
  char  *end = NULL;
  gint64 hours;
  gint64 minutes;

  if (!g_ascii_isdigit (*text))
    return FALSE;
  hours = g_ascii_strtoll (text, &end, 10);
  if (*end != ':' || strlen (end) != 3 || !g_ascii_isdigit (end[1]) || !g_ascii_isdigit (end[2]))
    return FALSE;
  minutes = g_ascii_strtoll (end + 1, NULL, 10);
  if (hours > 24 || minutes > 59 || (hours == 24 && minutes > 0))
    return FALSE;
  *ret_minute = (int) (hours * 60 + minutes) % TRIVET_MINUTES_A_DAY;

  return TRUE;
}

static gboolean
import_time (TrivetMenuImport *self,
             JsonObject       *object,
             const char       *member,
             int              *ret_minute,
             GError          **error)
{
  const char      *text;
  g_autofree char *quoted = NULL;

  if (!_trivet_menu_import_get_text_or (self, object, member, "0:00", &text, error))
    return FALSE;
  if (parse_time (text, ret_minute))
    return TRUE;

  quoted = _trivet_menu_import_quote (text);
  return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error,
                                     "“%s” %s is not a time of day; write it as \"14:30\"", member, quoted);
}

static const char *
get_name (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
}

static gboolean
take_day (TrivetMenuImport *self,
          JsonNode         *node,
          int              *bits,
          GError          **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (days); i++) {
    if (g_str_equal (get_name (node), days[i])) {
      *bits |= 1 << i;
      return TRUE;
    }
  }

  return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error,
                                     "“days” holds something else than mon, tue, wed, thu, fri, sat and sun");
}

static gboolean
import_days (TrivetMenuImport *self,
             JsonObject       *object,
             JsonObject       *body,
             GError          **error)
{
  JsonArray *array;
  int        bits = 0;

  if (!_trivet_menu_import_get_list (self, object, "days", &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    if (!take_day (self, json_array_get_element (array, i), &bits, error))
      return FALSE;
  }
  if (bits != 0 && bits != 127)
    json_object_set_int_member (body, "days", bits);

  return TRUE;
}

static gboolean
take_type (TrivetMenuImport *self,
           JsonNode         *node,
           JsonArray        *types,
           GError          **error)
{
  TrivetOrderKind kind;

  if (!trivet_order_kind_from_name (get_name (node), &kind))
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error,
                                       "“types” holds something else than counter, table, takeaway, delivery and bar");
  json_array_add_string_element (types, trivet_order_kind_get_name (kind));

  return TRUE;
}

static gboolean
take_category (TrivetMenuImport *self,
               JsonNode         *node,
               JsonArray        *categories,
               GError          **error)
{
  const char      *id = get_name (node);
  g_autofree char *quoted = _trivet_menu_import_quote (id);

  if (!g_hash_table_contains (self->category_ids, id))
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_REFERENCE, error,
                                       "there is no category %s; add it or take it out", quoted);
  json_array_add_string_element (categories, id);

  return TRUE;
}

static gboolean
knows_dish (TrivetMenuImport *self,
            const char       *sku)
{
  return g_hash_table_contains (self->skus, sku) ||
         (self->base != NULL && trivet_menu_lookup_item (self->base, sku) != NULL);
}

static gboolean
take_price (TrivetMenuImport *self,
            JsonNode         *node,
            JsonArray        *prices,
            GError          **error)
{
  JsonObject *object;
  JsonObject *price;
  const char *sku;
  gint64      price_minor;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error, "a price is not an object; write it in { }");
  object = json_node_get_object (node);
  _trivet_menu_import_enter (self, object);
  sku = _trivet_menu_import_get_text (self, object, "sku", error);
  if (sku == NULL)
    return FALSE;
  if (!knows_dish (self, sku)) {
    g_autofree char *quoted = _trivet_menu_import_quote (sku);

    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_REFERENCE, error,
                                       "there is no dish %s; add it or take its price out", quoted);
  }
  if (!_trivet_menu_import_get_price (self, object, FALSE, &price_minor, error))
    return FALSE;

  price = json_object_new ();
  json_object_set_string_member (price, "sku", sku);
  json_object_set_int_member (price, "price_minor", price_minor);
  json_array_add_object_element (prices, price);

  return TRUE;
}

typedef gboolean (*TakeFunc) (TrivetMenuImport *self,
                              JsonNode         *node,
                              JsonArray        *list,
                              GError          **error);

/* Into @body, if there are some. */
static gboolean
import_all (TrivetMenuImport *self,
            JsonObject       *object,
            const char       *member,
            TakeFunc          take,
            JsonObject       *body,
            GError          **error)
{
  g_autoptr (JsonArray) list = json_array_new ();
  JsonArray *array;
  guint      n;

  _trivet_menu_import_enter (self, object);
  if (!_trivet_menu_import_get_list (self, object, member, &array, error))
    return FALSE;
  n = array != NULL ? json_array_get_length (array) : 0;
  if (n > TRIVET_MENU_PERIOD_MAX_PRICES)
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_LIMIT, error, "“%s” holds %u entries; at most %d are allowed",
                                       member, n, TRIVET_MENU_PERIOD_MAX_PRICES);
  for (guint i = 0; i < n; i++) {
    if (!take (self, json_array_get_element (array, i), list, error))
      return FALSE;
  }
  if (n > 0)
    json_object_set_array_member (body, member, g_steal_pointer (&list));

  return TRUE;
}

/* One entry of "periods". */
gboolean
_trivet_menu_import_period (TrivetMenuImport *self,
                            JsonObject       *object,
                            guint             position,
                            GError          **error)
{
  g_autoptr (JsonObject) body = json_object_new ();
  const char *id;
  const char *name;
  const char *name_zh;
  int         from;
  int         to;

  _trivet_menu_import_set_where (self, "period", position, object, "id");
  id = _trivet_menu_import_get_text (self, object, "id", error);
  if (id == NULL || !_trivet_menu_import_claim_id (self, self->period_ids, id, error) ||
      !_trivet_menu_import_get_names (self, object, &name, &name_zh, error) || !import_time (self, object, "from", &from, error) ||
      !import_time (self, object, "to", &to, error))
    return FALSE;

  json_object_set_string_member (body, "id", id);
  json_object_set_string_member (body, "name", name);
  json_object_set_string_member (body, "name_zh", name_zh);
  json_object_set_int_member (body, "from_minute", from);
  json_object_set_int_member (body, "to_minute", to);
  if (!_trivet_menu_import_place (self, object, position, body, error) || !import_days (self, object, body, error) || !import_all (self, object, "types", take_type, body, error) ||
      !import_all (self, object, "categories", take_category, body, error) ||
      !import_all (self, object, "prices", take_price, body, error))
    return FALSE;
  _trivet_menu_import_add_fact (self, TRIVET_FACT_MENU_PERIOD_SET, g_steal_pointer (&body));

  return TRUE;
}

static char *
dup_time (int minute)
{
  return g_strdup_printf ("%d:%02d", minute / 60, minute % 60);
}

static void
export_lists (JsonObject             *entry,
              TrivetMenu             *menu,
              const TrivetMenuPeriod *period)
{
  JsonArray *day_list = json_array_new ();
  JsonArray *types = json_array_new ();
  JsonArray *categories = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (days); i++) {
    if ((period->hours.days & 1u << i) != 0)
      json_array_add_string_element (day_list, days[i]);
  }
  for (guint i = 0; i < 32; i++) {
    if ((period->order_kinds & 1u << i) != 0)
      json_array_add_string_element (types, trivet_order_kind_get_name ((TrivetOrderKind) i));
  }
  /* What has left the menu meanwhile would not be read back. */
  for (guint i = 0; period->categories[i] != NULL; i++) {
    if (trivet_menu_lookup_category (menu, period->categories[i]) != NULL)
      json_array_add_string_element (categories, period->categories[i]);
  }
  json_object_set_array_member (entry, "days", day_list);
  json_object_set_array_member (entry, "types", types);
  json_object_set_array_member (entry, "categories", categories);
}

/* Returns: (transfer full): the entry of "periods" that is read back as @period; without its place */
JsonObject *
_trivet_menu_export_period (TrivetMenu             *menu,
                            const TrivetMenuPeriod *period)
{
  JsonObject      *entry = _trivet_menu_export_new_entry ("id", period->id, period->name, period->name_zh);
  JsonArray       *prices = json_array_new ();
  g_autofree char *from = dup_time (period->hours.from_minute);
  g_autofree char *to = dup_time (period->hours.to_minute);

  json_object_set_string_member (entry, "from", from);
  json_object_set_string_member (entry, "to", to);
  export_lists (entry, menu, period);
  for (guint i = 0; i < period->prices->len; i++) {
    const TrivetMenuPeriodPrice *price = g_ptr_array_index (period->prices, i);
    JsonObject                  *object;

    if (trivet_menu_lookup_item (menu, price->sku) == NULL)
      continue;
    object = json_object_new ();
    json_object_set_string_member (object, "sku", price->sku);
    _trivet_menu_export_set_price (object, menu, price->price_minor);
    json_array_add_object_element (prices, object);
  }
  json_object_set_array_member (entry, "prices", prices);

  return entry;
}
