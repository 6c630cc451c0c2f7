/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-register.h"

G_BEGIN_DECLS

/**
 * TrivetChoices:
 *
 * What is chosen of the options that a dish offers, and the rules of its groups.
 */
typedef struct _TrivetChoices TrivetChoices;

TrivetChoices         *trivet_choices_new             (TrivetMenu            *menu,
                                                       TrivetMenuItem        *item);
void                   trivet_choices_free            (TrivetChoices         *self);
guint                  trivet_choices_count_groups    (TrivetChoices         *self);
const TrivetMenuGroup *trivet_choices_get_group       (TrivetChoices         *self,
                                                       guint                  position);
gboolean               trivet_choices_has             (TrivetChoices         *self,
                                                       const char            *group_id,
                                                       const char            *option_id);
int                    trivet_choices_count           (TrivetChoices         *self,
                                                       const TrivetMenuGroup *group);
const TrivetMenuGroup *trivet_choices_find_incomplete (TrivetChoices         *self);
void                   trivet_choices_toggle          (TrivetChoices         *self,
                                                       const TrivetMenuGroup *group,
                                                       const char            *option_id);
void                   trivet_choices_preselect       (TrivetChoices         *self);
void                   trivet_choices_take            (TrivetChoices         *self,
                                                       GPtrArray             *modifiers);
GPtrArray             *trivet_choices_collect         (TrivetChoices         *self,
                                                       TrivetRegister        *reg);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetChoices, trivet_choices_free)

G_END_DECLS
