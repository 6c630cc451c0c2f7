/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain-bench.h"
#include "trivet-kitchen.h"

G_BEGIN_DECLS

/* In @body, ' stands for ". */
void           kitchen_apply     (TrivetKitchen  *kitchen,
                                  const char     *type_name,
                                  const char     *body);
/* A pass, a wok with the mains of the second course, a bar with tea and ice. */
TrivetKitchen *kitchen_new_three (void);
void           kitchen_add_dish  (TrivetOrder    *order,
                                  const char     *line_id,
                                  const char     *sku,
                                  const char     *category,
                                  int             quantity);
guint          kitchen_count_due (TrivetKitchen  *kitchen,
                                  TrivetOrder    *order,
                                  TrivetSlipKind  kind,
                                  int             course);

G_END_DECLS
