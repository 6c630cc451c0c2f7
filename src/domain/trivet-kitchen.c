/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-kitchen-private.h"

#include "trivet-order-private.h"

/*
 * TrivetKitchen: the fold of stations and routes. Who makes what, and with which course, is worked out in
 * trivet-kitchen-routes.c, what an order has the kitchen make in trivet-kitchen-due.c.
 */

G_DEFINE_FINAL_TYPE (TrivetKitchen, trivet_kitchen, G_TYPE_OBJECT)

static void
station_free (gpointer data)
{
  TrivetStation *station = data;

  g_free (station->id);
  g_free (station->name);
  g_free (station->name_zh);
  g_free (station->printer);
  g_free (station->fallback);
  g_free (station->language);
  g_free (station);
}

static void
route_free (gpointer data)
{
  TrivetKitchenRoute *route = data;

  g_free (route->station_id);
  g_free (route);
}

static void
trivet_kitchen_finalize (GObject *object)
{
  TrivetKitchen *self = TRIVET_KITCHEN (object);

  g_ptr_array_unref (self->stations);
  g_hash_table_unref (self->categories);
  g_hash_table_unref (self->items);

  G_OBJECT_CLASS (trivet_kitchen_parent_class)->finalize (object);
}

static void
trivet_kitchen_class_init (TrivetKitchenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trivet_kitchen_finalize;
}

static void
trivet_kitchen_init (TrivetKitchen *self)
{
  self->stations = g_ptr_array_new_with_free_func (station_free);
  self->categories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, route_free);
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * trivet_kitchen_new:
 *
 * Returns: (transfer full): a kitchen without stations
 */
TrivetKitchen *
trivet_kitchen_new (void)
{
  return g_object_new (TRIVET_TYPE_KITCHEN, NULL);
}

static TrivetStation *
find_station (TrivetKitchen *self,
              const char    *id,
              guint         *ret_position)
{
  for (guint i = 0; i < self->stations->len; i++) {
    TrivetStation *station = g_ptr_array_index (self->stations, i);

    if (g_str_equal (station->id, id)) {
      if (ret_position != NULL)
        *ret_position = i;
      return station;
    }
  }

  return NULL;
}

static gboolean
is_language (const char *name)
{
  return g_str_equal (name, "en") || g_str_equal (name, "zh") || g_str_equal (name, "both");
}

static TrivetStation *
read_station (JsonObject *body,
              GError    **error)
{
  const char    *id = trivet_json_get_string (body, "id", error);
  const char    *name = id != NULL ? trivet_json_get_string (body, "name", error) : NULL;
  const char    *language = trivet_json_get_string_or (body, "language", "both");
  const char    *when = trivet_json_get_string_or (body, "when", "sent");
  gint64         paper_mm = trivet_json_get_int_or (body, "paper_mm", 80);
  TrivetStation *station;

  if (name == NULL)
    return NULL;
  if (*id == '\0' || *name == '\0' || !is_language (language) || (paper_mm != 58 && paper_mm != 80) ||
      (!g_str_equal (when, "sent") && !g_str_equal (when, "paid"))) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY,
                 "The station “%.40s” has no name, or a language, paper or time of printing that is not known", id);
    return NULL;
  }

  station = g_new0 (TrivetStation, 1);
  station->id = g_strdup (id);
  station->name = g_strdup (name);
  station->name_zh = g_strdup (trivet_json_get_string_or (body, "name_zh", name));
  station->printer = g_strdup (trivet_json_get_string_or (body, "printer", ""));
  station->fallback = g_strdup (trivet_json_get_string_or (body, "fallback", ""));
  station->language = g_strdup (language);
  station->paper_mm = (int) paper_mm;
  station->pass = trivet_json_get_bool_or (body, "pass", FALSE);
  station->when_paid = g_str_equal (when, "paid");

  return station;
}

static gboolean
apply_station_set (TrivetKitchen *self,
                   JsonObject    *body,
                   GError       **error)
{
  TrivetStation *station = read_station (body, error);
  guint          position;

  if (station == NULL)
    return FALSE;
  if (find_station (self, station->id, &position) != NULL) {
    g_ptr_array_remove_index (self->stations, position);
    g_ptr_array_insert (self->stations, (int) position, station);
    return TRUE;
  }
  if (self->stations->len >= TRIVET_KITCHEN_MAX_STATIONS) {
    station_free (station);
    return _trivet_order_conflict (error, "The kitchen has no room for one more station");
  }
  g_ptr_array_add (self->stations, station);

  return TRUE;
}

static gboolean
apply_station_removed (TrivetKitchen *self,
                       JsonObject    *body,
                       GError       **error)
{
  const char *id = trivet_json_get_string (body, "id", error);
  guint       position;

  if (id == NULL)
    return FALSE;
  /* Another register may have removed it already. */
  if (find_station (self, id, &position) != NULL)
    g_ptr_array_remove_index (self->stations, position);

  return TRUE;
}

/* Stations come and go; a route to one that is gone is none. */
static gboolean
apply_category_routed (TrivetKitchen *self,
                       JsonObject    *body,
                       GError       **error)
{
  const char         *category = trivet_json_get_string (body, "category", error);
  const char         *station = category != NULL ? trivet_json_get_string (body, "station", error) : NULL;
  gint64              course = 0;
  TrivetKitchenRoute *route;

  if (station == NULL || (json_object_has_member (body, "course") &&
                          !_trivet_order_get_int_between (body, "course", 0, TRIVET_ORDER_MAX_COURSE, &course, error)))
    return FALSE;
  route = g_new0 (TrivetKitchenRoute, 1);
  route->station_id = g_strdup (station);
  route->course = (int) course;
  g_hash_table_replace (self->categories, g_strdup (category), route);

  return TRUE;
}

static gboolean
apply_item_routed (TrivetKitchen *self,
                   JsonObject    *body,
                   GError       **error)
{
  const char *sku = trivet_json_get_string (body, "sku", error);
  const char *station = sku != NULL ? trivet_json_get_string (body, "station", error) : NULL;

  if (station == NULL)
    return FALSE;
  if (*station == '\0')
    g_hash_table_remove (self->items, sku);
  else
    g_hash_table_replace (self->items, g_strdup (sku), g_strdup (station));

  return TRUE;
}

/**
 * trivet_kitchen_apply:
 * @self: a kitchen
 * @fact: a fact with the subject "kitchen"
 * @error: return location for a #TrivetFactError
 *
 * Returns: %FALSE when the fact cannot be believed; the kitchen is as before then
 */
gboolean
trivet_kitchen_apply (TrivetKitchen *self,
                      TrivetFact    *fact,
                      GError       **error)
{
  JsonObject *body;

  g_return_val_if_fail (TRIVET_IS_KITCHEN (self), FALSE);
  g_return_val_if_fail (fact != NULL, FALSE);

  body = trivet_fact_get_body (fact);
  if (g_str_equal (trivet_fact_get_subject (fact), "kitchen")) {
    TrivetFactType type = trivet_fact_get_fact_type (fact);

    if (type == TRIVET_FACT_STATION_SET)
      return apply_station_set (self, body, error);
    if (type == TRIVET_FACT_STATION_REMOVED)
      return apply_station_removed (self, body, error);
    if (type == TRIVET_FACT_CATEGORY_ROUTED)
      return apply_category_routed (self, body, error);
    if (type == TRIVET_FACT_ITEM_ROUTED)
      return apply_item_routed (self, body, error);
  }

  return _trivet_order_conflict (error, "The fact is not about the kitchen");
}

/**
 * trivet_kitchen_get_stations:
 * @self: a kitchen
 *
 * Returns: (transfer none) (element-type TrivetStation): all of them
 */
GPtrArray *
trivet_kitchen_get_stations (TrivetKitchen *self)
{
  g_return_val_if_fail (TRIVET_IS_KITCHEN (self), NULL);

  return self->stations;
}

/**
 * trivet_kitchen_lookup_station:
 * @self: a kitchen
 * @id: (nullable): a station's id
 *
 * Returns: (transfer none) (nullable): the station
 */
const TrivetStation *
trivet_kitchen_lookup_station (TrivetKitchen *self,
                               const char    *id)
{
  g_return_val_if_fail (TRIVET_IS_KITCHEN (self), NULL);

  return id != NULL ? find_station (self, id, NULL) : NULL;
}

static gboolean
is_same_name (const char *name,
              const char *typed)
{
  g_autofree char *a = g_utf8_casefold (name, -1);
  g_autofree char *b = g_utf8_casefold (typed, -1);

  return g_str_equal (a, b);
}

/**
 * trivet_kitchen_find_station:
 * @self: a kitchen
 * @id_or_name: (nullable): what a person typed: an id, or a name in either language
 *
 * Returns: (transfer none) (nullable): the station
 */
const TrivetStation *
trivet_kitchen_find_station (TrivetKitchen *self,
                             const char    *id_or_name)
{
  const TrivetStation *station = trivet_kitchen_lookup_station (self, id_or_name);

  for (guint i = 0; id_or_name != NULL && station == NULL && i < self->stations->len; i++) {
    const TrivetStation *candidate = g_ptr_array_index (self->stations, i);

    if (is_same_name (candidate->name, id_or_name) || is_same_name (candidate->name_zh, id_or_name))
      station = candidate;
  }

  return station;
}

/**
 * trivet_station_to_json:
 * @self: a station
 *
 * Returns: (transfer full): the body of the `station-set` that makes it
 */
JsonObject *
trivet_station_to_json (const TrivetStation *self)
{
  JsonObject *body = json_object_new ();

  g_return_val_if_fail (self != NULL, body);

  json_object_set_string_member (body, "id", self->id);
  json_object_set_string_member (body, "name", self->name);
  json_object_set_string_member (body, "name_zh", self->name_zh);
  json_object_set_string_member (body, "printer", self->printer);
  json_object_set_string_member (body, "fallback", self->fallback);
  json_object_set_string_member (body, "language", self->language);
  json_object_set_int_member (body, "paper_mm", self->paper_mm);
  json_object_set_boolean_member (body, "pass", self->pass);
  json_object_set_string_member (body, "when", self->when_paid ? "paid" : "sent");

  return body;
}
