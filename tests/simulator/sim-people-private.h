/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sim-world.h"

G_BEGIN_DECLS

TrivetFact *_sim_people_make_fact         (SimRegister       *reg,
                                           const SimStep     *step,
                                           TrivetFactType     type,
                                           JsonObject        *body);
JsonObject *_sim_people_make_line         (guint              number,
                                           gint64             price_minor,
                                           gint64             quantity);
JsonObject *_sim_people_make_discount     (gint64             per_cent);
void        _sim_people_append_one        (SimRegister       *reg,
                                           const SimStep     *step,
                                           TrivetFactType     type,
                                           JsonObject        *body);
void        _sim_people_append_cash       (SimRegister       *reg,
                                           const SimStep     *step,
                                           TrivetFactType     type,
                                           JsonObject        *body);
gboolean    _sim_people_is_storing_charge (const SimRegister *reg,
                                           const SimOrder    *order);

/* sim-people-correct.c */
void        _sim_people_correct           (SimRegister       *reg,
                                           const SimStep     *step,
                                           SimOrder          *order);

G_END_DECLS
