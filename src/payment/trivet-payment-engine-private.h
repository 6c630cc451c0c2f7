/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-payment-engine.h"

G_BEGIN_DECLS

/* How the engine is cut: -engine.c is the object and its verbs, -charge.c begins a payment,
 * -drive.c decides what happens in each state and when, -call.c talks to the provider, -answer.c
 * says what an answer means, -record.c makes facts durable before anything else follows. */

struct _TrivetPaymentEngine {
  GObject parent_instance;

  TrivetJournal          *journal;
  TrivetProviderRegistry *registry;
  TrivetClock            *clock;
  TrivetRandom           *random;
  char                   *register_id;

  GHashTable *drives;   /* payment id → TrivetPaymentDrive (owned) */
  GPtrArray  *starting; /* TrivetPaymentDrive (owned): not durable yet, but counted as open */
  GQueue      settled;  /* payment ids (owned), oldest first: what to forget first */
  gboolean    disposed;
};

typedef enum {
  TRIVET_CALL_NONE,
  TRIVET_CALL_CHARGE,
  TRIVET_CALL_QUERY,
  TRIVET_CALL_REVERSE,
} TrivetCallKind;

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
  gboolean give_up;    /* staff cancelled */
  gboolean last_query; /* the query on the wire is the one before giving up */
  gboolean late_paid;  /* a charge's answer came late and said paid: a query must look */
  gboolean filed;      /* in the engine's list of settled ones */

  TrivetCallKind call;
  guint          call_serial;
  GCancellable  *cancellable;
  GCancellable  *charge_cancellable; /* outlives the wait: a late "paid" is still heard */
  guint          limit_id;

  guint  timer_id;
  gint64 next_at_us;

  TrivetUndoStep undo_step;
  TrivetUndoWord undo_word;
  guint          backoff_ms;
  gboolean       money_returned;

  GHashTable *alarms;    /* raw codes that were told already */
  GPtrArray  *outbox;    /* TrivetFact: to be appended next */
  GPtrArray  *in_flight; /* TrivetFact: with the journal, or waiting for another try */
  guint       retry_id;
  guint       retry_ms;
  gboolean    deciding;
} TrivetPaymentDrive;

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
void _trivet_payment_drive_charge  (TrivetPaymentDrive *self);
void _trivet_payment_drive_query   (TrivetPaymentDrive *self);
void _trivet_payment_drive_reverse (TrivetPaymentDrive *self);
void _trivet_payment_drive_hang_up (TrivetPaymentDrive *self);

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
void        _trivet_payment_drive_flush      (TrivetPaymentDrive         *self);
void        _trivet_payment_drive_commit     (TrivetPaymentDrive         *self,
                                              GPtrArray                  *facts);

/* -engine.c */
void _trivet_payment_engine_settle (TrivetPaymentEngine *self,
                                    TrivetPaymentDrive  *drive);

/**
 * TrivetDriveRef:
 *
 * What callbacks hold: neither keeps the engine alive, so that a stopped register leaves nothing
 * running, nor points to a drive that may be gone.
 */
typedef struct {
  GWeakRef       engine;
  char          *payment_id;
  TrivetCallKind kind;
  guint          serial;
} TrivetDriveRef;

TrivetDriveRef     *_trivet_drive_ref_new  (TrivetPaymentDrive   *drive);
void                _trivet_drive_ref_free (TrivetDriveRef       *self);
TrivetPaymentDrive *_trivet_drive_ref_lock (TrivetDriveRef       *self,
                                            TrivetPaymentEngine **ret_engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetDriveRef, _trivet_drive_ref_free)

G_END_DECLS
