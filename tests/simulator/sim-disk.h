/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sim-vendor.h"

#include "trivet-order.h"
#include "trivet-payment.h"
#include "trivet-refund.h"
#include "trivet-repository.h"

G_BEGIN_DECLS

typedef struct _SimDisk SimDisk;

/**
 * SimOrder:
 * @order: folded fact by fact
 * @total_minor: what it costs, as it is now
 * @n_starting: charges that are being stored; cash has to wait for them
 * @starting: by which start of the register
 * @shrunk: its total fell after money had moved; sums are not compared then
 *
 * What a disk holds of an order.
 */
typedef struct {
  SimDisk     *disk;
  TrivetOrder *order;
  GPtrArray   *facts; /* TrivetFact */
  GPtrArray   *payments; /* SimPayment (unowned) */
  GPtrArray   *refunds;  /* SimRefund (unowned) */
  gint64       total_minor;
  guint        n_starting;
  guint        starting;
  gboolean     shrunk;
} SimOrder;

/**
 * SimPayment:
 * @state: as the last fact says, read without the engine's own fold
 * @been: all states so far, a bit for each: a screen may be a moment behind the disk
 * @step: which step of the plan began it
 * @n_calls: how often its provider was asked
 *
 * What a disk holds of a payment.
 */
typedef struct {
  char              *payment_id;
  char              *number;
  SimOrder          *order;
  gint64             amount_minor;
  SimWallet          wallet;
  guint              step;
  TrivetPaymentState state;
  guint              been;
  gboolean           shown;
  gboolean           overridden;
  gboolean           claimed;
  gboolean           hostile;
  guint              n_calls[SIM_N_CALLS];
} SimPayment;

typedef struct {
  char             *refund_id;
  char             *number;
  SimPayment       *payment;
  gint64            amount_minor;
  gint64            started_us; /* wall time, as the next */
  gint64            ended_us;
  guint             ordinal;
  TrivetRefundState state;
  guint             been;
  guint             n_calls[SIM_N_CALLS];
} SimRefund;

/* An account of the ledger. */
typedef struct {
  char  *name;
  gint64 minor;
} SimAccount;

/**
 * SimDisk:
 * @n_open: payments that are neither settled nor claimed, and refunds that have not ended
 *
 * What survives a register's death, and an index of it that the checks read.
 */
struct _SimDisk {
  guint       reg;
  GPtrArray  *facts;    /* TrivetFact */
  GPtrArray  *list;     /* SimOrder (unowned), as they were opened */
  GHashTable *orders;   /* id → SimOrder (owned) */
  GHashTable *payments; /* id → SimPayment (owned) */
  GHashTable *by_number;
  GHashTable *refunds; /* id → SimRefund (owned) */
  GHashTable *refunds_by_number;
  GArray     *accounts; /* SimAccount */
  GArray     *postings;
  int         n_open;
};

guint       sim_id_hash            (gconstpointer id);
SimDisk    *sim_disk_new           (guint       reg);
void        sim_disk_free          (SimDisk    *self);
gboolean    sim_disk_store         (SimDisk    *self,
                                    GPtrArray  *facts,
                                    GError    **error);
GPtrArray  *sim_disk_list_unsettled (SimDisk   *self);
SimPayment *sim_disk_find_number   (SimDisk    *self,
                                    const char *number);
SimRefund  *sim_disk_find_refund   (SimDisk    *self,
                                    const char *number);
gint64      sim_disk_get_account   (SimDisk    *self,
                                    const char *name);

/**
 * SimJournal:
 *
 * The journal and the repository of one start of a register: what is on the disk stays, what waits
 * dies with it.
 */
#define SIM_TYPE_JOURNAL (sim_journal_get_type ())
G_DECLARE_FINAL_TYPE (SimJournal, sim_journal, SIM, JOURNAL, GObject)

SimJournal *sim_journal_new       (SimDisk    *disk);
void        sim_journal_set_delay (SimJournal *self,
                                   gint64      ms);
void        sim_journal_set_full  (SimJournal *self,
                                   gint64      ms);
void        sim_journal_heal      (SimJournal *self);
guint       sim_journal_get_n_pending (SimJournal *self);
void        sim_journal_die       (SimJournal *self,
                                   guint       n_durable);

G_END_DECLS
