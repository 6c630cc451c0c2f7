/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-register.h"

G_BEGIN_DECLS

/* How many steps can be taken back. */
#define TRIVET_REGISTER_MAX_UNDO 50

/**
 * TrivetUndoStep:
 * @order_id: the order that was changed
 * @type, @body: the fact that takes it back
 */
typedef struct {
  char           *order_id;
  TrivetFactType  type;
  JsonObject     *body;
} TrivetUndoStep;

/*
 * @ahead holds, for each order with appends on their way, the order as it will be: quick taps are
 * judged against it. @own_facts are the ids in those appends, so that a commit is not folded
 * into @ahead twice. @ahead_left is the same for counted dishes.
 */
struct _TrivetRegister {
  GObject           parent_instance;

  TrivetJournal    *journal;
  TrivetRepository *repository;
  TrivetClock      *clock;
  TrivetRandom     *random;
  char             *register_id;
  char             *staff;

  TrivetShopInfo    shop;
  TrivetMenu       *menu;
  GListStore       *tabs;
  TrivetTab        *current;
  char             *current_id;
  gint64            last_number;

  GHashTable       *ahead;
  GHashTable       *own_facts;
  GHashTable       *ahead_left;
  guint             in_flight;
  GQueue            undo;
};

TrivetOrder *_trivet_register_peek_ahead  (TrivetRegister *self);
TrivetFact  *_trivet_register_make_fact   (TrivetRegister *self,
                                           TrivetFactType  type,
                                           const char     *subject,
                                           JsonObject     *body);
gboolean     _trivet_register_submit      (TrivetRegister *self,
                                           const char     *order_id,
                                           GPtrArray      *facts);
void         _trivet_register_fail        (TrivetRegister *self,
                                           int             code,
                                           const char     *message);
void         _trivet_register_set_current (TrivetRegister *self,
                                           TrivetTab      *tab,
                                           const char     *order_id);
void         _trivet_undo_step_free       (TrivetUndoStep *step);

JsonObject  *_trivet_register_discount_body (const char         *line_id,
                                             TrivetDiscountKind  kind,
                                             gint64              value,
                                             const char         *name);
/* Counted dishes, in trivet-register-lines.c. */
void         _trivet_register_return_all  (TrivetRegister *self,
                                           GPtrArray      *facts);
void         _trivet_register_count_for_undo (TrivetRegister *self,
                                              GPtrArray      *facts,
                                              TrivetUndoStep *step);
void         _trivet_register_push_undo   (TrivetRegister *self,
                                           TrivetFactType  type,
                                           JsonObject     *body);
char        *_trivet_register_next_number (TrivetRegister *self);

G_END_DECLS
