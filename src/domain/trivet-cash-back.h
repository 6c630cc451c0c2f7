/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-order.h"

G_BEGIN_DECLS

gint64 trivet_cash_back_compute_given (const TrivetOrder *order);

G_END_DECLS
