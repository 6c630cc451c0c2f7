/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-devices-private.h"

/*
 * Stations, routes and drawers are changed by facts, and each change can be taken back: what makes things
 * again as they were is worked out before it.
 */

#define MAX_UNDO 50

/* Returns: whether a printer can be at @address, "" for none */
static gboolean
check_address (TrivetDevices *self,
               const char    *address,
               GError       **error)
{
  g_autoptr (TrivetPrinter) printer = NULL;

  if (*address == '\0' || self->maker == NULL)
    return TRUE;
  printer = _trivet_devices_make_printer (self, address, 80, error);

  return printer != NULL;
}

static const char *
get_subject (TrivetFactType type)
{
  return type == TRIVET_FACT_DRAWER_SET || type == TRIVET_FACT_DRAWER_REMOVED ? TRIVET_DRAWERS_SUBJECT : "kitchen";
}

static TrivetFact *
make_fact (TrivetDevices *self,
           TrivetFactType type,
           JsonObject    *body)
{
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);

  return trivet_fact_new (type, get_subject (type), body, &stamp);
}

static JsonObject *
id_body (const char *id)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "id", id);

  return body;
}

static JsonObject *
drawer_body (const TrivetDrawer *drawer)
{
  JsonObject *body = id_body (drawer->id);

  json_object_set_string_member (body, "name", drawer->name);
  json_object_set_string_member (body, "name_zh", drawer->name_zh);
  json_object_set_string_member (body, "kick", drawer->kick);

  return body;
}

static JsonObject *
category_body (const char *category_id,
               const char *station_id,
               int         course)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "category", category_id);
  json_object_set_string_member (body, "station", station_id);
  json_object_set_int_member (body, "course", course);

  return body;
}

static JsonObject *
item_body (const char *sku,
           const char *station_id)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "sku", sku);
  json_object_set_string_member (body, "station", station_id);

  return body;
}

/* Returns: (transfer full): what makes things again as they are before the fact with @body */
static TrivetFact *
make_inverse (TrivetDevices *self,
              TrivetFactType type,
              JsonObject    *body)
{
  TrivetKitchen       *kitchen = trivet_kitchen_desk_get_kitchen (self->desk);
  const char          *id = trivet_json_get_string_or (body, "id", "");
  const char          *category = trivet_json_get_string_or (body, "category", "");
  const char          *sku = trivet_json_get_string_or (body, "sku", "");
  const TrivetStation *station = trivet_kitchen_lookup_station (kitchen, id);
  const TrivetDrawer  *drawer = trivet_drawers_lookup (self->drawers, id);
  const char          *route;
  int                  course;

  if (type == TRIVET_FACT_CATEGORY_ROUTED) {
    route = trivet_kitchen_get_category_route (kitchen, category, &course);
    return make_fact (self, type, category_body (category, route, course));
  }
  if (type == TRIVET_FACT_ITEM_ROUTED)
    return make_fact (self, type, item_body (sku, trivet_kitchen_get_item_route (kitchen, sku)));
  if (type == TRIVET_FACT_STATION_SET || type == TRIVET_FACT_STATION_REMOVED)
    return station != NULL ? make_fact (self, TRIVET_FACT_STATION_SET, trivet_station_to_json (station))
                           : make_fact (self, TRIVET_FACT_STATION_REMOVED, id_body (id));

  return drawer != NULL ? make_fact (self, TRIVET_FACT_DRAWER_SET, drawer_body (drawer))
                        : make_fact (self, TRIVET_FACT_DRAWER_REMOVED, id_body (id));
}

/* The task's data is what will undo it, %NULL when it is an undo itself. */
static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TrivetDevices *self = g_task_get_source_object (task);
  TrivetFact    *inverse = g_task_get_task_data (task);
  GError        *error = NULL;

  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error)) {
    g_task_return_error (task, error);
    return;
  }
  if (self->undo != NULL && inverse != NULL) {
    if (self->undo->len >= MAX_UNDO)
      g_ptr_array_remove_index (self->undo, 0);
    g_ptr_array_add (self->undo, trivet_fact_ref (inverse));
  }
  g_task_return_boolean (task, TRUE);
}

/* Takes @task, @body and @approval. */
static void
change (TrivetDevices  *self,
        GTask          *task,
        TrivetFactType  type,
        JsonObject     *body,
        TrivetApproval *approval,
        gboolean        can_undo)
{
  g_autoptr (GPtrArray) facts = NULL;

  if (!trivet_manager_allows (self->manager, _trivet_devices_get_permission (type), approval, body)) {
    json_object_unref (body);
    _trivet_devices_refuse (task, TRIVET_DEVICES_ERROR_NOT_ALLOWED, "Somebody who may do this has to approve it.");
    return;
  }
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  if (can_undo)
    g_task_set_task_data (task, make_inverse (self, type, body), (GDestroyNotify) trivet_fact_unref);
  g_ptr_array_add (facts, make_fact (self, type, body));
  trivet_journal_append_async (self->journal, facts, on_stored, task);
}

static GTask *
make_task (TrivetDevices      *self,
           gpointer            tag,
           GAsyncReadyCallback callback,
           gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);

  return task;
}

/* Takes @task and @approval when there is no name, or no printer can be at @address. */
static gboolean
is_set_up (TrivetDevices  *self,
           GTask          *task,
           const char     *name,
           const char     *address,
           TrivetApproval *approval)
{
  GError *error = NULL;

  if (*name != '\0' && check_address (self, address, &error))
    return TRUE;
  g_clear_pointer (&approval, trivet_approval_free);
  if (error == NULL)
    error = g_error_new_literal (TRIVET_DEVICES_ERROR, TRIVET_DEVICES_ERROR_NO_NAME, "It needs a name.");
  g_task_return_error (task, error);
  g_object_unref (task);

  return FALSE;
}

/**
 * trivet_devices_set_station_async:
 * @self: devices
 * @station: a new station, or what an old one becomes
 * @approval: (transfer full) (nullable): somebody's yes
 * @callback: called when it is durable
 * @user_data: for @callback
 */
void
trivet_devices_set_station_async (TrivetDevices       *self,
                                  const TrivetStation *station,
                                  TrivetApproval      *approval,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task = make_task (self, trivet_devices_set_station_async, callback, user_data);

  if (is_set_up (self, task, station->name, station->printer, approval))
    change (self, task, TRIVET_FACT_STATION_SET, trivet_station_to_json (station), approval, TRUE);
}

/**
 * trivet_devices_remove_station_async:
 * @self: devices
 * @station_id: a station; what was routed to it goes to the first one from now on
 * @approval: (transfer full) (nullable): somebody's yes
 * @callback: called when it is durable
 * @user_data: for @callback
 */
void
trivet_devices_remove_station_async (TrivetDevices      *self,
                                     const char         *station_id,
                                     TrivetApproval     *approval,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  change (self, make_task (self, trivet_devices_remove_station_async, callback, user_data), TRIVET_FACT_STATION_REMOVED,
          id_body (station_id), approval, TRUE);
}

/**
 * trivet_devices_route_category_async:
 * @self: devices
 * @category_id: a category of the menu
 * @station_id: who makes its dishes, "" for the first station
 * @course: with which course they come
 * @approval: (transfer full) (nullable): somebody's yes
 * @callback: called when it is durable
 * @user_data: for @callback
 */
void
trivet_devices_route_category_async (TrivetDevices      *self,
                                     const char         *category_id,
                                     const char         *station_id,
                                     int                 course,
                                     TrivetApproval     *approval,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  change (self, make_task (self, trivet_devices_route_category_async, callback, user_data), TRIVET_FACT_CATEGORY_ROUTED,
          category_body (category_id, station_id, course), approval, TRUE);
}

/**
 * trivet_devices_route_item_async:
 * @self: devices
 * @sku: a dish
 * @station_id: who makes it, "" for where its category goes
 * @approval: (transfer full) (nullable): somebody's yes
 * @callback: called when it is durable
 * @user_data: for @callback
 */
void
trivet_devices_route_item_async (TrivetDevices      *self,
                                 const char         *sku,
                                 const char         *station_id,
                                 TrivetApproval     *approval,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  change (self, make_task (self, trivet_devices_route_item_async, callback, user_data), TRIVET_FACT_ITEM_ROUTED,
          item_body (sku, station_id), approval, TRUE);
}

/**
 * trivet_devices_set_drawer_async:
 * @self: devices
 * @drawer: a new drawer, or what an old one becomes
 * @approval: (transfer full) (nullable): somebody's yes
 * @callback: called when it is durable
 * @user_data: for @callback
 */
void
trivet_devices_set_drawer_async (TrivetDevices      *self,
                                 const TrivetDrawer *drawer,
                                 TrivetApproval     *approval,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GTask *task = make_task (self, trivet_devices_set_drawer_async, callback, user_data);

  if (is_set_up (self, task, drawer->name, drawer->kick, approval))
    change (self, task, TRIVET_FACT_DRAWER_SET, drawer_body (drawer), approval, TRUE);
}

/**
 * trivet_devices_remove_drawer_async:
 * @self: devices
 * @drawer_id: a drawer without an open shift
 * @approval: (transfer full) (nullable): somebody's yes
 * @callback: called when it is durable
 * @user_data: for @callback
 */
void
trivet_devices_remove_drawer_async (TrivetDevices      *self,
                                    const char         *drawer_id,
                                    TrivetApproval     *approval,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GTask *task = make_task (self, trivet_devices_remove_drawer_async, callback, user_data);

  if (trivet_drawers_find_open (self->drawers, drawer_id) != NULL) {
    g_clear_pointer (&approval, trivet_approval_free);
    _trivet_devices_refuse (task, TRIVET_DEVICES_ERROR_IN_USE, "A shift is open at this drawer; close it first.");
    return;
  }
  change (self, task, TRIVET_FACT_DRAWER_REMOVED, id_body (drawer_id), approval, TRUE);
}

/**
 * trivet_devices_get_undo:
 * @self: devices
 *
 * Returns: the type of the fact that trivet_devices_undo_async() would be
 */
TrivetFactType
trivet_devices_get_undo (TrivetDevices *self)
{
  g_return_val_if_fail (TRIVET_IS_DEVICES (self), TRIVET_FACT_INVALID);

  return self->undo->len > 0 ? trivet_fact_get_fact_type (g_ptr_array_index (self->undo, self->undo->len - 1)) : TRIVET_FACT_INVALID;
}

/**
 * trivet_devices_undo_async:
 * @self: devices with something to undo
 * @approval: (transfer full) (nullable): somebody's yes
 * @callback: called when it is durable
 * @user_data: for @callback
 *
 * Makes things again as they were before the latest change that has not been undone.
 */
void
trivet_devices_undo_async (TrivetDevices      *self,
                           TrivetApproval     *approval,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (TrivetFact) inverse = NULL;

  g_return_if_fail (TRIVET_IS_DEVICES (self));
  g_return_if_fail (self->undo->len > 0);

  inverse = g_ptr_array_steal_index (self->undo, self->undo->len - 1);
  change (self, make_task (self, trivet_devices_undo_async, callback, user_data), trivet_fact_get_fact_type (inverse),
          json_object_ref (trivet_fact_get_body (inverse)), approval, FALSE);
}

/**
 * trivet_devices_finish:
 * @self: devices
 * @result: from the callback of a change or a test
 * @error: return location for a #TrivetDevicesError, #TrivetFactError or #TrivetStoreError
 *
 * Returns: whether it has been done
 */
gboolean
trivet_devices_finish (TrivetDevices *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
