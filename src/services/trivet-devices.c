/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-devices-private.h"

#include "trivet-id.h"

/*
 * TrivetDevices: what the shop's stations and drawers may be changed with. The changes are in
 * trivet-devices-change.c, what printers answer is in trivet-devices-test.c.
 */

G_DEFINE_QUARK (trivet - devices - error - quark, trivet_devices_error)

G_DEFINE_FINAL_TYPE (TrivetDevices, trivet_devices, G_TYPE_OBJECT)

static void
trivet_devices_dispose (GObject *object)
{
  TrivetDevices *self = TRIVET_DEVICES (object);

  g_clear_object (&self->reg);
  g_clear_object (&self->queue);
  g_clear_object (&self->journal);
  g_clear_object (&self->desk);
  g_clear_object (&self->drawers);
  g_clear_object (&self->manager);
  g_clear_pointer (&self->undo, g_ptr_array_unref);

  G_OBJECT_CLASS (trivet_devices_parent_class)->dispose (object);
}

static void
trivet_devices_class_init (TrivetDevicesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_devices_dispose;
}

static void
trivet_devices_init (TrivetDevices *self)
{
  self->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
}

/**
 * trivet_devices_new:
 * @reg: stamps the facts
 * @journal: where they go
 * @desk: knows the kitchen
 * @drawers: knows the drawers
 * @manager: (nullable): says who may what; without one everybody may
 *
 * Returns: (transfer full): devices of a shop
 */
TrivetDevices *
trivet_devices_new (TrivetRegister    *reg,
                    TrivetJournal     *journal,
                    TrivetKitchenDesk *desk,
                    TrivetDrawers     *drawers,
                    TrivetManager     *manager)
{
  TrivetDevices *self;

  g_return_val_if_fail (TRIVET_IS_REGISTER (reg), NULL);
  g_return_val_if_fail (TRIVET_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (TRIVET_IS_KITCHEN_DESK (desk), NULL);
  g_return_val_if_fail (TRIVET_IS_DRAWERS (drawers), NULL);

  self = g_object_new (TRIVET_TYPE_DEVICES, NULL);
  self->reg = g_object_ref (reg);
  self->journal = g_object_ref (journal);
  self->desk = g_object_ref (desk);
  self->drawers = g_object_ref (drawers);
  g_set_object (&self->manager, manager);

  return self;
}

/**
 * trivet_devices_set_maker:
 * @self: devices
 * @maker: (nullable): makes printers from addresses
 * @data: for @maker; outlives the devices, or is taken away with %NULL
 */
void
trivet_devices_set_maker (TrivetDevices     *self,
                          TrivetPrinterMaker maker,
                          gpointer           data)
{
  g_return_if_fail (TRIVET_IS_DEVICES (self));

  self->maker = maker;
  self->maker_data = data;
}

TrivetPermission
_trivet_devices_get_permission (TrivetFactType type)
{
  gboolean is_drawer = type == TRIVET_FACT_DRAWER_SET || type == TRIVET_FACT_DRAWER_REMOVED;

  return is_drawer ? TRIVET_PERMISSION_EDIT_STAFF : TRIVET_PERMISSION_EDIT_MENU;
}

/**
 * trivet_devices_needs:
 * @self: devices
 * @type: of the fact that a change would be
 *
 * Returns: what somebody must be asked for; %TRIVET_PERMISSION_NONE when who is signed in may, or
 *   nobody has a PIN
 */
TrivetPermission
trivet_devices_needs (TrivetDevices *self,
                      TrivetFactType type)
{
  g_return_val_if_fail (TRIVET_IS_DEVICES (self), TRIVET_PERMISSION_NONE);

  return trivet_manager_needs (self->manager, _trivet_devices_get_permission (type));
}

void
_trivet_devices_refuse (GTask             *task,
                        TrivetDevicesError code,
                        const char        *words)
{
  g_task_return_new_error (task, TRIVET_DEVICES_ERROR, (int) code, "%s", words);
  g_object_unref (task);
}

/**
 * trivet_devices_new_id:
 * @self: devices
 *
 * Returns: (transfer full): an id for something new
 */
char *
trivet_devices_new_id (TrivetDevices *self)
{
  TrivetFactStamp stamp;

  g_return_val_if_fail (TRIVET_IS_DEVICES (self), NULL);

  stamp = trivet_register_get_stamp (self->reg);

  return trivet_id_new (stamp.clock, stamp.random);
}

/**
 * trivet_devices_set_print_queue:
 * @self: devices
 * @queue: prints at the same printers
 */
void
trivet_devices_set_print_queue (TrivetDevices    *self,
                                TrivetPrintQueue *queue)
{
  g_return_if_fail (TRIVET_IS_DEVICES (self));

  g_set_object (&self->queue, queue);
}

TrivetPrinter *
_trivet_devices_make_printer (TrivetDevices *self,
                              const char    *address,
                              int            paper_mm,
                              GError       **error)
{
  g_autoptr (GError) reason = NULL;
  TrivetPrinter *printer;

  if (self->maker == NULL || *address == '\0') {
    g_set_error_literal (error, TRIVET_DEVICES_ERROR, TRIVET_DEVICES_ERROR_BAD_ADDRESS, "There is no printer's address.");
    return NULL;
  }
  printer = self->maker (self->maker_data, address, paper_mm, &reason);
  if (printer == NULL)
    g_set_error_literal (error, TRIVET_DEVICES_ERROR, TRIVET_DEVICES_ERROR_BAD_ADDRESS, reason->message);

  return printer;
}
