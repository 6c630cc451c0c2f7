/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-bookkeeper.h"
#include "trivet-checkout.h"
#include "trivet-clock-watch.h"
#include "trivet-devices.h"
#include "trivet-dish-images.h"
#include "trivet-drawers.h"
#include "trivet-floor-host.h"
#include "trivet-guest-phone.h"
#include "trivet-kitchen-desk.h"
#include "trivet-manager.h"
#include "trivet-menu-desk.h"
#include "trivet-parked.h"
#include "trivet-price-desk.h"
#include "trivet-print-queue.h"
#include "trivet-reader.h"
#include "trivet-register.h"
#include "trivet-returns.h"
#include "trivet-scanner.h"
#include "trivet-settings.h"

G_BEGIN_DECLS

#define TRIVET_TYPE_UI_CONTEXT (trivet_ui_context_get_type ())
G_DECLARE_FINAL_TYPE (TrivetUiContext, trivet_ui_context, TRIVET, UI_CONTEXT, GObject)

/**
 * TrivetUiContext:
 *
 * What screens are built on, handed to each page as a construct property. Filled by the
 * composition root; everything but @bookkeeper, @scanner, @reader, @phone, @clock_watch and @images is
 * there. Screens only read it.
 *
 * What no first frame needs is there after `completed` only: @scanner, @phone, @method_ids,
 * @bill_provider_ids, what @problems says about providers, and the checkout's wallets with codes. A
 * screen that shows it calls trivet_ui_context_complete() before it is built.
 *
 * Signals:
 * - `wanted`: somebody called trivet_ui_context_complete(); the composition root MUST fill in the
 *   rest and call trivet_ui_context_set_complete() before it returns.
 * - `completed`: the rest is there. Emitted once.
 */
struct _TrivetUiContext {
  GObject                 parent_instance;

  TrivetRegister         *reg;
  TrivetCheckout         *checkout;
  TrivetPrintQueue       *print_queue;
  TrivetKitchenDesk      *kitchen;
  TrivetManager          *manager;
  TrivetReturns          *returns;
  TrivetParked           *parked;
  TrivetFloorHost        *floor_host;
  TrivetDrawers          *drawers;
  TrivetDevices          *devices;
  TrivetMenuDesk         *menu_desk;
  TrivetPriceDesk        *price_desk;
  TrivetBookkeeper       *bookkeeper; /* nullable */
  TrivetRepository       *repository;
  TrivetDocumentPainter  *painter;
  TrivetScanner          *scanner; /* nullable */
  TrivetReader           *reader;  /* nullable: a phone can be held to it */
  TrivetGuestPhone       *phone;   /* nullable: only in training */
  TrivetClock            *clock;
  TrivetClockWatch       *clock_watch; /* nullable */
  TrivetDishImages       *images; /* nullable */
  TrivetSettings         *settings;
  GPtrArray              *problems; /* utf8: what is set up wrong */
  GStrv                   method_ids; /* wallets that are set up */
  GStrv                   bill_provider_ids; /* nullable: providers that hand out bills */
  gboolean                training;
  gboolean                is_complete;
};

TrivetUiContext *trivet_ui_context_new          (void);
void             trivet_ui_context_complete     (TrivetUiContext *self);
void             trivet_ui_context_set_complete (TrivetUiContext *self);
/* The language that the screens are in now. */
TrivetLanguage   trivet_ui_context_get_language (TrivetUiContext *self);

G_END_DECLS
