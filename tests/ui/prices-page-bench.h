/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "window-bench.h"

G_BEGIN_DECLS

/* The tests of what prices are made of drive the window by accessible names. */
void             prices_page_set_up    (WindowBench    *bench,
                                        int             width,
                                        int             height,
                                        gboolean        chinese);
void             prices_page_show      (WindowBench    *bench,
                                        const char     *page);
void             prices_page_click     (WindowBench    *bench,
                                        const char     *name);
/* Into the field whose name begins with @name. */
void             prices_page_type      (WindowBench    *bench,
                                        const char     *name,
                                        const char     *text);
gboolean         prices_page_says      (WindowBench    *bench,
                                        const char     *words);
TrivetPriceBook *prices_page_get_book  (WindowBench    *bench);
gint64           prices_page_get_total (WindowBench    *bench);
/* A fact of another register; in @text, ' stands for ". */
void             prices_page_append    (WindowBench    *bench,
                                        TrivetFactType  type,
                                        const char     *subject,
                                        const char     *text);

G_END_DECLS
