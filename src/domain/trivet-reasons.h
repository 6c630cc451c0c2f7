/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-fact.h"

G_BEGIN_DECLS

/* So many are enough to choose from with a finger. */
#define TRIVET_REASONS_MAX      12 /* of a kind */
#define TRIVET_REASONS_MAX_NAME 60 /* characters */

/**
 * TrivetReasonKind:
 * @TRIVET_REASON_VOID: why what the kitchen was told is not wanted
 * @TRIVET_REASON_DISCOUNT: why something costs less
 * @TRIVET_REASON_COMP: why it costs nothing
 * @TRIVET_REASON_REFUND: why money goes back
 * @TRIVET_REASON_OVERRIDE: why an order is paid otherwise while a payment is in doubt
 * @TRIVET_REASON_REOPEN: why a settled order is corrected
 * @TRIVET_REASON_CLAIM: what a guest shows as proof of a payment
 * @TRIVET_REASON_BY_HAND: why a wallet's refund is given in cash
 * @TRIVET_REASON_PAY_IN: what other money comes into a drawer
 * @TRIVET_REASON_PAY_OUT: what money leaves it for
 * @TRIVET_REASON_DROP: why it goes into the safe
 * @TRIVET_REASON_KICK: why a drawer is opened without a sale
 */
typedef enum {
  TRIVET_REASON_VOID,
  TRIVET_REASON_DISCOUNT,
  TRIVET_REASON_COMP,
  TRIVET_REASON_REFUND,
  TRIVET_REASON_OVERRIDE,
  TRIVET_REASON_REOPEN,
  TRIVET_REASON_CLAIM,
  TRIVET_REASON_BY_HAND,
  TRIVET_REASON_PAY_IN,
  TRIVET_REASON_PAY_OUT,
  TRIVET_REASON_DROP,
  TRIVET_REASON_KICK,
} TrivetReasonKind;
#define TRIVET_N_REASON_KINDS (TRIVET_REASON_KICK + 1)

/**
 * TrivetReason:
 * @name_zh: the same as @name when it has none
 * @position: its place among those of its kind
 *
 * Something to choose when an action wants a reason. All strings are owned and never %NULL.
 */
typedef struct {
  char             *reason_id;
  TrivetReasonKind  kind;
  char             *name;
  char             *name_zh;
  gint64            position;
} TrivetReason;

TrivetReason *trivet_reason_new     (const char         *reason_id,
                                     TrivetReasonKind    kind,
                                     const char         *name,
                                     const char         *name_zh,
                                     gint64              position);
void          trivet_reason_free    (TrivetReason       *self);
JsonObject   *trivet_reason_to_body (const TrivetReason *self);

/**
 * TrivetReasonList:
 *
 * The fold of the facts with the subject "reasons": what this shop offers as reasons.
 */
typedef struct _TrivetReasonList TrivetReasonList;

TrivetReasonList *trivet_reason_list_new    (void);
void              trivet_reason_list_free   (TrivetReasonList       *self);
gboolean          trivet_reason_list_apply  (TrivetReasonList       *self,
                                             TrivetFact             *fact,
                                             GError                **error);
gboolean          trivet_reason_list_is_own (const TrivetReasonList *self,
                                             TrivetReasonKind        kind);
/* (transfer container) (element-type TrivetReason): by position; Trivet's own when none is set */
GPtrArray        *trivet_reason_list_get    (const TrivetReasonList *self,
                                             TrivetReasonKind        kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetReason, trivet_reason_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetReasonList, trivet_reason_list_free)

G_END_DECLS
