/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-fact.h"

G_BEGIN_DECLS

void trivet_demo_staff_add (GPtrArray             *facts,
                            const TrivetFactStamp *stamp);

G_END_DECLS
