/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-manual-clock.h"
#include "trivet-menu.h"
#include "trivet-order.h"
#include "trivet-seeded-random.h"

G_BEGIN_DECLS

/* The address sanitizer walks the stack at every allocation, so it gets a part of the rounds. */
#ifdef __SANITIZE_ADDRESS__
#define DOMAIN_ROUNDS(n) ((n) / 20)
#else
#define DOMAIN_ROUNDS(n) (n)
#endif

#define DOMAIN_ORDER "01ARYZ6S41TSV4RRFFQ69G5FAV"

/* Facts as a journal gives them; in @format, ' stands for ". */
TrivetFact  *domain_fact        (const char      *type_name,
                                 gint64           time_us,
                                 const char      *format,
                                 ...) G_GNUC_PRINTF (3, 4);
TrivetFact  *domain_fact_about  (const char      *subject,
                                 const char      *type_name,
                                 gint64           time_us,
                                 const char      *body);
void         domain_apply       (TrivetOrder     *order,
                                 const char      *type_name,
                                 gint64           time_us,
                                 const char      *format,
                                 ...) G_GNUC_PRINTF (4, 5);
TrivetOrder *domain_open_order  (void);
void         domain_add_line    (TrivetOrder     *order,
                                 const char      *line_id,
                                 gint64           quantity,
                                 gint64           price_minor);
char        *domain_dump_order  (TrivetOrder     *order);

/* Everything that an import needs. */
typedef struct {
  TrivetManualClock  *clock;
  TrivetSeededRandom *random;
  TrivetFactStamp     stamp;
} DomainBench;

void         domain_bench_init  (DomainBench     *bench,
                                 guint64          seed);
void         domain_bench_clear (DomainBench     *bench);
void         domain_apply_all   (TrivetMenu      *menu,
                                 GPtrArray       *facts);
char        *domain_read        (const char      *first_path,
                                 ...) G_GNUC_NULL_TERMINATED;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DomainBench, domain_bench_clear)

gint64 domain_compute_total (const TrivetOrder *order);

gint64 domain_living_quantity (const TrivetOrder *order,
                               const char        *line_id);

G_END_DECLS
