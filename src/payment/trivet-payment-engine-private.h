/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-payment-engine.h"
#include "trivet-payment-outbox-private.h"
#include "trivet-payment-wire-private.h"

G_BEGIN_DECLS

/* How the engine is cut: -engine.c is the object and its verbs, -charge.c begins a payment,
 * -drive.c decides what happens in each state and when, -call.c talks to the provider, -answer.c
 * says what an answer means, -record.c makes facts durable before anything else follows; -wire.c
 * and -outbox.c carry calls and facts for payments and refunds alike. -review.c looks at a whole
 * order after money has moved; -refund.c begins refunds, -refund-drive.c sees them to their end. */

typedef struct _TrivetFolding TrivetFolding;

struct _TrivetPaymentEngine {
  GObject parent_instance;

  TrivetJournal          *journal;
  TrivetProviderRegistry *registry;
  TrivetClock            *clock;
  TrivetRandom           *random;
  TrivetRepository       *repository;
  char                   *register_id;

  GHashTable *drives;   /* payment id → TrivetPaymentDrive (owned) */
  GHashTable *by_order; /* order id (owned) → GPtrArray of its TrivetPaymentDrive (unowned) */
  GPtrArray  *starting; /* TrivetPaymentDrive (owned): not durable yet, but counted as open */
  GQueue      settled;  /* payment ids (owned), oldest first: what to forget first */

  GHashTable *refunds;          /* refund id → TrivetRefundDrive (owned) */
  GPtrArray  *starting_refunds; /* TrivetRefundStart (unowned): not durable yet */
  GQueue      ended_refunds;    /* refund ids (owned), oldest first: what to forget first */
  GHashTable *reviews;          /* order id → GINT: 1 is being read, 2 and once more */
  GHashTable *foldings;         /* order id (owned) → TrivetFolding (owned): what was read of it */
  gulong      committed_id;
  gboolean    disposed;
};

/**
 * TrivetUndoStep:
 * @TRIVET_UNDO_LOOK: a query comes before the next reverse; it may be undone already
 * @TRIVET_UNDO_REVERSE: a reverse comes next
 * @TRIVET_UNDO_CONFIRM: the reverse was answered; a query must confirm it
 */
typedef enum {
  TRIVET_UNDO_LOOK,
  TRIVET_UNDO_REVERSE,
  TRIVET_UNDO_CONFIRM,
} TrivetUndoStep;

/**
 * TrivetUndoWord:
 * @TRIVET_UNDO_WORD_NONE: the provider has not answered a reverse yet
 * @TRIVET_UNDO_WORD_DONE: it says that it is undone
 * @TRIVET_UNDO_WORD_NOT_FOUND: it says that there is nothing to undo
 * @TRIVET_UNDO_WORD_NEVER: it says that it cannot be undone by machine
 */
typedef enum {
  TRIVET_UNDO_WORD_NONE,
  TRIVET_UNDO_WORD_DONE,
  TRIVET_UNDO_WORD_NOT_FOUND,
  TRIVET_UNDO_WORD_NEVER,
} TrivetUndoWord;

/**
 * TrivetPaymentDrive:
 *
 * One payment and everything about it that need not survive a restart. @payment is what is
 * durable; what it does not say yet is in @outbox. A change of state goes through
 * _trivet_payment_drive_fire() only, and @deciding is set until that change is on the disk:
 * meanwhile nothing else is decided.
 */
typedef struct {
  TrivetPaymentEngine *engine; /* unowned: owns us */
  TrivetPayment       *payment;
  char                *staff;

  /* Only from charge_async to the call. */
  TrivetSecret *code;
  char         *subject;

  gint64   asked_us;         /* monotonic */
  gint64   watched_since_us; /* monotonic: asked, or taken over after a restart */
  guint    checks;
  gboolean resumed;    /* until the first state is entered */
  gboolean claiming;   /* a guest's claim is on its way to the disk: nothing is undone any more */
  gboolean give_up;    /* staff cancelled, a manager overrode, or it was paid otherwise */
  char    *give_up_staff;
  TrivetPaymentReason give_up_reason;
  gboolean last_query; /* the query on the wire is the one before giving up */
  gboolean late_paid;  /* a charge's answer came late and said paid: a query must look */
  gboolean filed;      /* in the engine's list of settled ones */
  gint64   filed_us;   /* monotonic: since when */

  TrivetWire   *wire;
  GCancellable *charge_cancellable; /* outlives the wait: a late "paid" is still heard */
  char         *shown_code;         /* what the guest scans; not kept over a restart */
  TrivetCadence show_cadence;       /* the provider's times, as they are for a shown code */

  guint  timer_id;
  gint64 next_at_us;

  TrivetUndoStep undo_step;
  TrivetUndoWord undo_word;
  guint          backoff_ms;
  gboolean       money_returned;
  gboolean       seen_paid; /* while it was being undone */

  GHashTable   *alarms; /* (nullable): raw codes that were told already */
  TrivetOutbox *outbox;
  gboolean      deciding;
} TrivetPaymentDrive;

/**
 * TrivetRefundDrive:
 *
 * One refund and everything about it that need not survive a restart; cut like
 * #TrivetPaymentDrive. The payment's numbers are copied, as it may be forgotten earlier.
 */
typedef struct {
  TrivetPaymentEngine *engine; /* unowned: owns us */
  TrivetRefund        *refund;
  char                *merchant_order_id;
  char                *provider_transaction_id;
  TrivetMoney          total;
  char                *staff;
  TrivetWire          *wire;
  TrivetOutbox        *outbox;
  gint64               asked_us; /* monotonic, of the last asking */
  guint                timer_id;
  guint                backoff_ms;
  gboolean             deciding;
  gboolean             resumed;
  gboolean             filed;
} TrivetRefundDrive;

/**
 * TrivetRefundStart:
 *
 * A refund whose intent is being stored: it counts already.
 */
typedef struct {
  TrivetPayment *payment;
  char          *refund_id;
  gint64         amount_minor;
  char          *staff;
  GPtrArray     *facts;
  GTask         *task; /* of the engine: who asked for it */
} TrivetRefundStart;

/* -refund-drive.c */
TrivetRefundDrive *_trivet_refund_drive_new    (TrivetPaymentEngine *engine,
                                                TrivetRefund        *refund,
                                                const TrivetPayment *payment);
void               _trivet_refund_drive_free   (TrivetRefundDrive   *self);
void               _trivet_refund_drive_commit (TrivetRefundDrive   *self,
                                                GPtrArray           *facts);
void               _trivet_refund_drive_resume (TrivetRefundDrive   *self);
void               _trivet_refund_drive_step   (TrivetRefundDrive   *self);
void               _trivet_refund_drive_emit   (TrivetRefundDrive   *self);

/* -refund.c */
void   _trivet_payment_engine_begin_refund   (GTask               *task,
                                              TrivetPayment       *payment,
                                              gint64               amount_minor,
                                              gboolean             surplus,
                                              GPtrArray           *lines,
                                              const char          *reason,
                                              const char          *staff);
gint64 _trivet_payment_engine_sum_starting_refunds (TrivetPaymentEngine *self,
                                                    const char          *order_id,
                                                    const char          *payment_id);
void   _trivet_payment_engine_end_refund     (TrivetPaymentEngine *self,
                                              TrivetRefundDrive   *drive);

/* -drive.c */
TrivetPaymentDrive    *_trivet_payment_drive_new          (TrivetPaymentEngine  *engine,
                                                           TrivetPayment        *payment);
void                   _trivet_payment_drive_free         (TrivetPaymentDrive   *self);
TrivetPaymentProvider *_trivet_payment_drive_get_provider (TrivetPaymentDrive   *self);
const TrivetCadence   *_trivet_payment_drive_get_cadence  (TrivetPaymentDrive   *self);
gboolean               _trivet_payment_drive_can_reverse  (TrivetPaymentDrive   *self);
gint64                 _trivet_payment_drive_get_age_ms   (TrivetPaymentDrive   *self);
void                   _trivet_payment_drive_schedule     (TrivetPaymentDrive   *self,
                                                           gint64                delay_ms);
void                   _trivet_payment_drive_schedule_poll (TrivetPaymentDrive  *self);
void                   _trivet_payment_drive_back_off     (TrivetPaymentDrive   *self,
                                                           TrivetUndoStep        step);
void                   _trivet_payment_drive_stop         (TrivetPaymentDrive   *self);
void                   _trivet_payment_drive_step         (TrivetPaymentDrive   *self);
void                   _trivet_payment_drive_enter        (TrivetPaymentDrive   *self);
void                   _trivet_payment_drive_emit         (TrivetPaymentDrive   *self);

/* -call.c */
void     _trivet_payment_drive_charge  (TrivetPaymentDrive *self);
void     _trivet_payment_drive_query   (TrivetPaymentDrive *self);
void     _trivet_payment_drive_reverse (TrivetPaymentDrive *self);
const char *_trivet_ascii_or_empty   (const char         *text);
gboolean _trivet_payment_drive_is_busy (TrivetPaymentDrive *self);
gboolean _trivet_payment_drive_is_claimed (TrivetPaymentDrive *self);
void     _trivet_payment_drive_on_answer (gpointer              owner,
                                          TrivetCallKind        kind,
                                          TrivetProviderAnswer *answer,
                                          gboolean              late);

/* -answer.c */
void _trivet_payment_drive_take_answer (TrivetPaymentDrive   *self,
                                        TrivetCallKind        kind,
                                        TrivetProviderAnswer *answer);
void _trivet_payment_drive_take_late   (TrivetPaymentDrive   *self,
                                        TrivetCallKind        kind,
                                        TrivetProviderAnswer *answer);

/* -record.c */
TrivetFact *_trivet_payment_engine_make_fact (TrivetPaymentEngine  *engine,
                                              const char           *order_id,
                                              const char           *staff,
                                              TrivetFactType        type,
                                              JsonObject           *body);
void        _trivet_payment_drive_fire       (TrivetPaymentDrive         *self,
                                              TrivetPaymentEvent          event,
                                              TrivetPaymentReason         reason,
                                              const TrivetProviderAnswer *answer);
void        _trivet_payment_drive_alarm      (TrivetPaymentDrive         *self,
                                              const TrivetProviderAnswer *answer);
gboolean    _trivet_payment_drive_remember_alarm (TrivetPaymentDrive     *self,
                                                  const char             *raw_code);
void        _trivet_payment_drive_mark       (TrivetPaymentDrive         *self,
                                              TrivetFactType              type,
                                              const char                 *staff,
                                              JsonObject                 *body);
void        _trivet_payment_drive_on_durable (gpointer                    owner,
                                              GPtrArray                  *facts);
void        _trivet_payment_drive_on_refused (gpointer                    owner,
                                              const GError               *error);
void        _trivet_json_set_vendor_text     (JsonObject                 *body,
                                              const char                 *member,
                                              const char                 *text);
void        _trivet_json_set_reason          (JsonObject                 *body,
                                              TrivetPaymentReason         reason,
                                              const char                 *raw_code);
void        _trivet_payment_drive_commit     (TrivetPaymentDrive         *self,
                                              GPtrArray                  *facts);

/* -engine.c */
void       _trivet_payment_engine_add_drive   (TrivetPaymentEngine *self,
                                               TrivetPaymentDrive  *drive);
GPtrArray *_trivet_payment_engine_list_drives (TrivetPaymentEngine *self,
                                               const char          *order_id);
void _trivet_payment_engine_settle (TrivetPaymentEngine *self,
                                    TrivetPaymentDrive  *drive);
void _trivet_payment_engine_emit_changed        (TrivetPaymentEngine   *self,
                                                 TrivetPaymentProgress *progress);
void _trivet_payment_engine_emit_refund_changed (TrivetPaymentEngine   *self,
                                                 TrivetRefund          *refund);

/* Notes for one order what moves its money; see -review.c. */
void _trivet_payment_engine_review        (TrivetPaymentEngine *self,
                                           const char          *order_id);
TrivetOrder *_trivet_payment_engine_fold_order (TrivetPaymentEngine *self,
                                                const char          *order_id,
                                                GPtrArray           *facts,
                                                GError             **error);
void         _trivet_folding_free              (TrivetFolding       *self);
void _trivet_payment_engine_on_committed  (TrivetJournal       *journal,
                                           GPtrArray           *facts,
                                           gpointer             user_data);

G_END_DECLS
