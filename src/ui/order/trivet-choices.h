/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-register.h"

G_BEGIN_DECLS

/**
 * TrivetChoices:
 *
 * What is chosen of the options that a dish offers, and the rules of its groups. What a choice opens
 * closes with it.
 */
typedef struct _TrivetChoices TrivetChoices;

TrivetChoices           *trivet_choices_new             (TrivetRegister          *reg,
                                                         TrivetMenuItem          *item);
void                     trivet_choices_free            (TrivetChoices           *self);
GPtrArray               *trivet_choices_get_openings    (TrivetChoices           *self);
gboolean                 trivet_choices_has             (TrivetChoices           *self,
                                                         const TrivetMenuOpening *opening,
                                                         const char              *option_id);
int                      trivet_choices_count           (TrivetChoices           *self,
                                                         const TrivetMenuOpening *opening);
gboolean                 trivet_choices_is_offered      (TrivetChoices           *self,
                                                         const TrivetMenuOption  *option);
const char              *trivet_choices_get_opener_name (TrivetChoices           *self,
                                                         const TrivetMenuOpening *opening);
const TrivetMenuOpening *trivet_choices_find_incomplete (TrivetChoices           *self);
void                     trivet_choices_toggle          (TrivetChoices           *self,
                                                         const char              *under,
                                                         const char              *group_id,
                                                         const char              *option_id);
void                     trivet_choices_preselect       (TrivetChoices           *self);
void                     trivet_choices_take            (TrivetChoices           *self,
                                                         GPtrArray               *modifiers);
GPtrArray               *trivet_choices_collect         (TrivetChoices           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetChoices, trivet_choices_free)

G_END_DECLS
