/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-bookkeeper.h"
#include "trivet-manager-private.h"

G_BEGIN_DECLS

/* How the bookkeeper is cut: -bookkeeper.c is the object and what people do, -fetch.c gets bills,
 * -compare.c compares a day, -schedule.c looks what is missing. */

struct _TrivetBookkeeper {
  GObject parent_instance;

  TrivetJournal          *journal;
  TrivetRepository       *repository;
  TrivetProviderRegistry *registry;
  TrivetPaymentEngine    *engine;
  TrivetClock            *clock;
  TrivetRandom           *random;
  TrivetManager          *manager; /* nullable */
  char                   *register_id;

  GHashTable   *fee_rates; /* provider id → gint64 */
  GHashTable   *troubles;  /* "provider/date" → GError */
  GCancellable *cancellable;
  guint         look_id;
};

/* One bill on its way, or one day being compared. */
typedef struct {
  char          *provider_id;
  char          *date;
  TrivetBillKind kind;
  TrivetBill    *trade;
  TrivetBill    *funds;
  TrivetBill    *before; /* the trade bill of the day before, when it is stored */
  GHashTable    *notes;
  GPtrArray     *remarks;
  TrivetBill   **loading; /* which of the three is being read */
} TrivetBookkeeperJob;

GTask           *_trivet_bookkeeper_task_new   (TrivetBookkeeper    *self,
                                                const char          *provider_id,
                                                const char          *date,
                                                GCancellable        *cancellable,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
/* Takes @task when who is signed in may not see the books. */
gboolean         _trivet_bookkeeper_is_open    (TrivetBookkeeper    *self,
                                                GTask               *task);
/* Without asking anybody. */
void             _trivet_bookkeeper_fetch      (TrivetBookkeeper    *self,
                                                const char          *provider_id,
                                                const char          *date,
                                                GCancellable        *cancellable,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
char            *_trivet_bookkeeper_dup_date   (gint64               wall_us);
TrivetFactStamp  _trivet_bookkeeper_make_stamp (TrivetBookkeeper          *self,
                                                const char                *staff);
void             _trivet_bookkeeper_note       (TrivetBookkeeper          *self,
                                                const TrivetBookkeeperJob *job,
                                                const GError              *error);
gboolean         _trivet_bookkeeper_on_look_due (gpointer user_data);

G_END_DECLS
