/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

G_BEGIN_DECLS

/**
 * TrivetPaperState:
 * @TRIVET_PAPER_NONE: nobody has asked for a receipt yet
 * @TRIVET_PAPER_PRINTING: it waits for the printer or is being printed
 * @TRIVET_PAPER_PRINTED: it came out
 * @TRIVET_PAPER_STUCK: the printer failed; it waits for a person
 * @TRIVET_PAPER_NO_PRINTER: this terminal has no printer
 *
 * What became of the receipt of the order that is being paid.
 */
typedef enum {
  TRIVET_PAPER_NONE,
  TRIVET_PAPER_PRINTING,
  TRIVET_PAPER_PRINTED,
  TRIVET_PAPER_STUCK,
  TRIVET_PAPER_NO_PRINTER,
} TrivetPaperState;

/**
 * TrivetPayScene:
 * @status: (unowned): as the checkout has it
 * @wallets: (unowned): names the wallets
 * @now_us: monotonic time
 * @due_minor: what may still be asked for
 * @currency: of the order
 * @settled: nothing is due any more, for certain, of the order or of the check that is paid
 * @more_checks: other checks of the order are open
 * @cash: staff chose cash
 * @camera: the camera shows, or is about to show, what is in front of it
 * @code: a code of ours is on the screen for the guest to scan
 * @tap: a phone can be held to the reader
 * @free: the order costs nothing, or is corrected and owes nothing more: it can be closed without a payment
 * @corrected: it was settled and is being corrected
 * @left_over_minor: what was paid for it and it does not cost any more
 * @can_override: a manager can let the order be paid otherwise
 * @can_claim: a guest's receipt can be recorded
 * @paper: what became of the receipt
 *
 * Everything that the words of the pay page are made from, so that they can be tested without a
 * screen.
 */
typedef struct {
  const TrivetCheckoutStatus *status;
  TrivetWalletTable          *wallets;
  gint64                      now_us;
  gint64                      due_minor;
  TrivetCurrency              currency;
  gboolean                    settled;
  gboolean                    more_checks;
  gboolean                    cash;
  gboolean                    camera;
  gboolean                    code;
  gboolean                    tap;
  gboolean                    free;
  gboolean                    corrected;
  gint64                      left_over_minor;
  gboolean                    can_override;
  gboolean                    can_claim;
  TrivetPaperState            paper;
} TrivetPayScene;

TrivetPayScene trivet_pay_scene_read         (TrivetUiContext      *context,
                                              gboolean              cash);
gboolean       trivet_pay_scene_is_ended     (const TrivetPayScene *self);
gboolean       trivet_pay_scene_is_reading   (const TrivetPayScene *self);
gboolean       trivet_pay_scene_is_under_way (const TrivetPayScene *self);
char          *trivet_pay_scene_dup_stuck_job (TrivetUiContext     *context);

G_END_DECLS
