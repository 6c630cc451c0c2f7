/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-price-book.h"
#include "trivet-register.h"

G_BEGIN_DECLS

/* How many steps can be taken back. */
#define TRIVET_REGISTER_MAX_UNDO 50

/**
 * TrivetUndoStep:
 * @serial: tells it from all others
 * @order_id: the order that was changed
 * @type, @body: the fact that takes it back
 * @discount: (nullable): of a voided line, whose `line-added` cannot carry it
 * @facts: (nullable) (element-type TrivetUndoFact): instead of @type and @body, all the facts that take
 *   back what was done to several lines or orders at once
 */
typedef struct {
  guint64         serial;
  char           *order_id;
  TrivetFactType  type;
  JsonObject     *body;
  JsonObject     *discount;
  GPtrArray      *facts;
} TrivetUndoStep;

/**
 * TrivetUndoFact:
 *
 * One of several facts that take a step back together, in one append.
 */
typedef struct {
  char           *order_id;
  TrivetFactType  type;
  JsonObject     *body;
} TrivetUndoFact;

/*
 * @ahead holds, for each order with appends on their way, the order as it will be: quick taps are
 * judged against it. @own_facts are the ids in those appends, so that a commit is not folded
 * into @ahead twice. @aside are the tabs of orders that are closed and may come back: that were merged
 * into others, or are just being reopened. @reopening are the orders that are read for it. @ahead_left is the same for counted dishes. @appends are those on their way,
 * oldest first. @tally is, of dishes that are not counted down for a while, what orders
 * have taken of them.
 */
struct _TrivetRegister {
  GObject           parent_instance;

  TrivetJournal    *journal;
  TrivetRepository *repository;
  TrivetClock      *clock;
  TrivetRandom     *random;
  char             *register_id;
  char             *staff;
  TrivetManager    *manager;  /* nullable */
  TrivetApproval   *approval; /* nullable: for the next command */
  char             *reason;   /* nullable: of it */

  TrivetShopInfo    shop;
  char             *shift_id; /* NULL while none is open */
  TrivetMenu       *menu;
  TrivetPriceBook  *prices;
  GTimeZone        *zone;
  char             *hours; /* nullable: which menus of certain hours it is time for */
  guint             hours_timeout;
  GListStore       *tabs;
  TrivetTab        *current;
  char             *current_id;
  gint64            last_number;
  int               seat; /* of the next lines */
  TrivetOrderKind   next_kind; /* of the next order that begins with a dish */

  GHashTable       *ahead;
  GHashTable       *own_facts;
  GHashTable       *ahead_left;
  GHashTable       *tally; /* nullable: SKU → gint64 */
  GHashTable       *aside;
  GPtrArray        *reopening; /* TrivetReopening, borrowed from its task */
  GQueue            appends;
  GQueue            undo;
  guint64           last_serial;
};

TrivetOrder *_trivet_register_peek_ahead  (TrivetRegister *self);
/* In trivet-register-guest.c: as if the guest had handed the coupon in. */
void         _trivet_register_hand_in     (TrivetOrder    *order,
                                           const char     *promotion_id);
TrivetOrder *_trivet_register_peek_order  (TrivetRegister *self,
                                           const char     *order_id);
TrivetFact  *_trivet_register_make_fact   (TrivetRegister *self,
                                           TrivetFactType  type,
                                           const char     *subject,
                                           JsonObject     *body);
void         _trivet_register_fail        (TrivetRegister *self,
                                           int             code,
                                           const char     *message);
void         _trivet_register_emit_failed (TrivetRegister *self,
                                           const GError   *error);
void         _trivet_register_set_current (TrivetRegister *self,
                                           TrivetTab      *tab,
                                           const char     *order_id);
gboolean     _trivet_register_is_order_fact (TrivetFact   *fact);

void         _trivet_register_emit_settled (TrivetRegister *self,
                                            const char     *order_id);
void         _trivet_register_emit_menu_changed (TrivetRegister *self);

/* Orders that come back, in trivet-register-reopen.c. */
void         _trivet_register_tell_reopening (TrivetRegister *self,
                                              TrivetFact     *fact);

/* What comes back from the journal, in trivet-register-fold.c. */
void         _trivet_register_see_stamp   (TrivetRegister *self,
                                           TrivetFact     *fact);
void         _trivet_register_on_committed (TrivetJournal  *journal,
                                            GPtrArray      *facts,
                                            gpointer        user_data);

/* The way to the journal, in trivet-register-append.c. */
gboolean     _trivet_register_submit      (TrivetRegister *self,
                                           const char     *order_id,
                                           GPtrArray      *facts,
                                           TrivetUndoStep *undo);
gboolean     _trivet_register_submit_undo (TrivetRegister *self,
                                           GPtrArray      *facts);
void         _trivet_register_expect_menu (TrivetRegister *self,
                                           GPtrArray      *facts);
void         _trivet_register_forget_menu (TrivetRegister *self,
                                           gboolean        stored);

/* The menu by the clock, in trivet-register-menu.c. */
void         _trivet_register_watch_hours  (TrivetRegister *self);
void         _trivet_register_forget_hours (TrivetRegister *self);

/* What orders cost, in trivet-register-prices.c. */
gboolean     _trivet_register_add_prices  (TrivetRegister *self,
                                           GPtrArray      *facts,
                                           GHashTable     *after,
                                           GError        **error);

/* Steps back, in trivet-register-undo.c. */
TrivetUndoStep *_trivet_undo_step_new     (TrivetRegister *self,
                                           TrivetFactType  type,
                                           JsonObject     *body);
void         _trivet_undo_step_free       (TrivetUndoStep *step);
TrivetUndoStep *_trivet_undo_step_new_many (TrivetRegister *self);
void         _trivet_undo_step_add        (TrivetUndoStep *step,
                                           const char     *order_id,
                                           TrivetFactType  type,
                                           JsonObject     *body);
void         _trivet_register_push_undo   (TrivetRegister *self,
                                           TrivetUndoStep *step);
void         _trivet_register_forget_undo (TrivetRegister *self,
                                           guint64         serial);
void         _trivet_register_forget_undo_of (TrivetRegister *self,
                                              const char     *order_id);

/* Whether something is paid or being paid, in trivet-register-commands.c. */
gboolean     _trivet_register_has_money   (const TrivetOrder *order);
/* In trivet-register.c. */
void         _trivet_register_set_next_kind (TrivetRegister *self,
                                             TrivetOrderKind kind);

/* Numbers of orders, in trivet-register-commands.c. */
char        *_trivet_register_next_number (TrivetRegister *self);
void         _trivet_register_see_number  (TrivetRegister *self,
                                           TrivetFact     *opened);
void         _trivet_register_return_number (TrivetRegister *self,
                                             TrivetFact   *opened);

/* What facts say of lines, in trivet-register-lines.c. */
JsonObject  *_trivet_register_line_body   (const TrivetOrderLine *line,
                                           const char            *line_id);
const TrivetOrderLine *_trivet_register_require_line (TrivetRegister *self,
                                                      const char     *line_id);

/* In trivet-register-move.c and -split.c. */
gboolean     _trivet_register_add_move    (TrivetRegister *self,
                                           GPtrArray      *facts,
                                           const char     *from_order_id,
                                           const char     *line_id,
                                           gint64          quantity,
                                           const char     *to_order_id);
JsonObject  *_trivet_register_shares_body (const TrivetOrderLine *line);
JsonObject  *_trivet_register_make_shares_body (const char            *line_id,
                                                const TrivetLineShare *shares,
                                                guint                  n_shares);

gboolean     _trivet_register_take_approval (TrivetRegister   *self,
                                             TrivetPermission  permission,
                                             JsonObject       *body);
gboolean     _trivet_register_check_reason (TrivetRegister     *self,
                                            TrivetDiscountKind  kind,
                                            JsonObject         *body);
JsonObject  *_trivet_register_discount_body (const char         *line_id,
                                             TrivetDiscountKind  kind,
                                             gint64              value,
                                             const char         *name);
/* Counted dishes, in trivet-register-count.c and -tally.c. */
gint64       _trivet_register_get_left    (TrivetRegister *self,
                                           TrivetMenuItem *item);
void         _trivet_register_begin_tally (TrivetRegister *self,
                                           const char     *sku);
gint64       _trivet_register_get_tally   (TrivetRegister *self,
                                           const char     *sku);
void         _trivet_register_tally       (TrivetRegister *self,
                                           const char     *order_id,
                                           int             sign);
void         _trivet_register_return_all  (TrivetRegister *self,
                                           GPtrArray      *facts);
gboolean     _trivet_register_take_dishes (TrivetRegister *self,
                                           GPtrArray      *facts,
                                           const char     *sku,
                                           GPtrArray      *modifiers,
                                           gint64          by);
gboolean     _trivet_register_swap_dishes (TrivetRegister        *self,
                                           GPtrArray             *facts,
                                           const TrivetOrderLine *line,
                                           GPtrArray             *modifiers);

/* Choices and open prices, in trivet-register-choices.c. */
JsonArray   *_trivet_register_modifiers_array (GPtrArray      *modifiers);
gboolean     _trivet_register_check_choices (TrivetRegister *self,
                                             TrivetMenuItem *item,
                                             GPtrArray      *modifiers);
gboolean     _trivet_register_check_price (TrivetRegister *self,
                                           gint64          price_minor);
void         _trivet_register_submit_line (TrivetRegister *self,
                                           GPtrArray      *facts,
                                           TrivetFactType  type,
                                           JsonObject     *body,
                                           TrivetFactType  undo_type,
                                           JsonObject     *undo_body);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetUndoStep, _trivet_undo_step_free)

G_END_DECLS
