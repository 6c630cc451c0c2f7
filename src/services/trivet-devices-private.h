/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-devices.h"

G_BEGIN_DECLS

/* @undo: facts (TrivetFact, never stored) that undo what was done, the latest last. */
struct _TrivetDevices {
  GObject parent_instance;

  TrivetRegister    *reg;
  TrivetJournal     *journal;
  TrivetKitchenDesk *desk;
  TrivetDrawers     *drawers;
  TrivetManager     *manager;
  TrivetPrinterMaker maker;
  gpointer           maker_data;
  TrivetPrintQueue  *queue; /* nullable */
  GPtrArray         *undo;
};

TrivetPermission _trivet_devices_get_permission (TrivetFactType     type);
/* Takes @task. */
void           _trivet_devices_refuse       (GTask              *task,
                                             TrivetDevicesError  code,
                                             const char         *words);
TrivetPrinter *_trivet_devices_make_printer (TrivetDevices      *self,
                                             const char         *address,
                                             int                 paper_mm,
                                             GError            **error);

G_END_DECLS
