/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-drawers.h"
#include "trivet-kitchen-desk.h"
#include "trivet-print-queue.h"
#include "trivet-manager.h"
#include "trivet-printer.h"

G_BEGIN_DECLS

/**
 * TrivetDevicesError:
 * @TRIVET_DEVICES_ERROR_NOT_ALLOWED: who is signed in may not do it; get somebody's yes
 * @TRIVET_DEVICES_ERROR_NO_NAME: type a name
 * @TRIVET_DEVICES_ERROR_BAD_ADDRESS: correct the printer's address; the message says what is wrong
 * @TRIVET_DEVICES_ERROR_IN_USE: a shift is open at the drawer; close it first
 * @TRIVET_DEVICES_ERROR_NO_ANSWER: look at the printer; the message is what it answered, or did not
 * @TRIVET_DEVICES_ERROR_NO_KICK: that printer opens no drawer
 */
typedef enum {
  TRIVET_DEVICES_ERROR_NOT_ALLOWED,
  TRIVET_DEVICES_ERROR_NO_NAME,
  TRIVET_DEVICES_ERROR_BAD_ADDRESS,
  TRIVET_DEVICES_ERROR_IN_USE,
  TRIVET_DEVICES_ERROR_NO_ANSWER,
  TRIVET_DEVICES_ERROR_NO_KICK,
} TrivetDevicesError;

#define TRIVET_DEVICES_ERROR (trivet_devices_error_quark ())
GQuark trivet_devices_error_quark (void);

/**
 * TrivetPrinterMaker:
 * @address: what somebody typed, not empty
 * @paper_mm: 58 or 80
 * @error: return location: what is wrong with @address
 *
 * Returns: (transfer full) (nullable): a printer at @address; nothing has been sent to it
 */
typedef TrivetPrinter *(*TrivetPrinterMaker) (gpointer     data,
                                              const char  *address,
                                              int          paper_mm,
                                              GError     **error);

#define TRIVET_TYPE_DEVICES (trivet_devices_get_type ())
G_DECLARE_FINAL_TYPE (TrivetDevices, trivet_devices, TRIVET, DEVICES, GObject)

/**
 * TrivetDevices:
 *
 * The kitchen's stations, what goes where, and the cash drawers, changed by who may: stations and
 * routes by whoever edits the menu, drawers by whoever edits staff, since both hand out money. Every
 * change is a fact, and can be undone until the program ends.
 */
TrivetDevices   *trivet_devices_new        (TrivetRegister      *reg,
                                            TrivetJournal       *journal,
                                            TrivetKitchenDesk   *desk,
                                            TrivetDrawers       *drawers,
                                            TrivetManager       *manager);
/* Without one no address is judged and nothing tested. */
void             trivet_devices_set_maker  (TrivetDevices       *self,
                                            TrivetPrinterMaker   maker,
                                            gpointer             data);
/* Where test pages take their turn; nothing is tested without. */
void             trivet_devices_set_print_queue (TrivetDevices    *self,
                                                 TrivetPrintQueue *queue);
/* @type: of the fact that the change is. */
TrivetPermission trivet_devices_needs      (TrivetDevices       *self,
                                            TrivetFactType       type);
char            *trivet_devices_new_id     (TrivetDevices       *self);

/* Changes; all end with trivet_devices_finish(). @approval: (transfer full) (nullable). */
void     trivet_devices_set_station_async    (TrivetDevices       *self,
                                              const TrivetStation *station,
                                              TrivetApproval      *approval,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
void     trivet_devices_remove_station_async (TrivetDevices       *self,
                                              const char          *station_id,
                                              TrivetApproval      *approval,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
void     trivet_devices_route_category_async (TrivetDevices       *self,
                                              const char          *category_id,
                                              const char          *station_id,
                                              int                  course,
                                              TrivetApproval      *approval,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
/* @station_id: "" for where its category goes. */
void     trivet_devices_route_item_async     (TrivetDevices       *self,
                                              const char          *sku,
                                              const char          *station_id,
                                              TrivetApproval      *approval,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
void     trivet_devices_set_drawer_async     (TrivetDevices       *self,
                                              const TrivetDrawer  *drawer,
                                              TrivetApproval      *approval,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
void     trivet_devices_remove_drawer_async  (TrivetDevices       *self,
                                              const char          *drawer_id,
                                              TrivetApproval      *approval,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
/* %TRIVET_FACT_INVALID: there is nothing to undo. */
TrivetFactType trivet_devices_get_undo       (TrivetDevices       *self);
void     trivet_devices_undo_async           (TrivetDevices       *self,
                                              TrivetApproval      *approval,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
gboolean trivet_devices_finish               (TrivetDevices       *self,
                                              GAsyncResult        *result,
                                              GError             **error);

/* A page that says where it came from; ends with trivet_devices_finish(). */
void     trivet_devices_print_test_async     (TrivetDevices       *self,
                                              const char          *address,
                                              int                  paper_mm,
                                              const char          *name,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
/* Opens a drawer without a sale; needs %TRIVET_PERMISSION_OPEN_DRAWER, and is a fact of the drawer's
 * shift when it has one here. */
void     trivet_devices_open_drawer_async    (TrivetDevices       *self,
                                              const char          *drawer_id,
                                              TrivetApproval      *approval,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);

G_END_DECLS
