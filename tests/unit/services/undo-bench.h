/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Commands of a register, and what an order looked like before and after. */

#include "services-bench.h"

#include <string.h>

G_BEGIN_DECLS

char *undo_bench_dup_picture (Services *self);

G_END_DECLS
