/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-store.h"

G_BEGIN_DECLS

#define STORE_TEST_TIMEOUT_MS 180000

/* A folder of its own, a store in it, and a clock and ids that are the same in every run. */
typedef struct {
  char            *directory;
  char            *path;
  TrivetStore     *store;
  TrivetFactStamp  stamp;
} StoreTest;

void        store_test_set_up         (StoreTest       *test);
void        store_test_tear_down      (StoreTest       *test);
void        store_test_open           (StoreTest       *test);
void        store_test_close          (StoreTest       *test);
char       *store_test_build_path     (StoreTest       *test,
                                       const char      *name);
char       *store_test_new_id         (StoreTest       *test);

TrivetFactStamp store_test_new_stamp   (guint32          seed);
void            store_test_clear_stamp (TrivetFactStamp *stamp);

GPtrArray  *store_test_new_facts      (void);
TrivetFact *store_test_make_fact      (const TrivetFactStamp *stamp,
                                       TrivetFactType         type,
                                       const char            *subject,
                                       const char            *body,
                                       ...) G_GNUC_PRINTF (4, 5);
void        store_test_add_sale       (GPtrArray             *facts,
                                       const TrivetFactStamp *stamp,
                                       const char            *order_id,
                                       int                    number,
                                       int                    n_lines,
                                       gboolean               paid);

gboolean    store_test_append         (TrivetStore     *store,
                                       GPtrArray       *facts,
                                       GError         **error);
void        store_test_append_sale    (StoreTest       *test,
                                       int              number,
                                       gboolean         paid);
GPtrArray  *store_test_load           (TrivetStore     *store,
                                       const char      *subject);
GPtrArray  *store_test_list           (TrivetStore      *store,
                                       TrivetOrderQuery  query,
                                       const char       *text,
                                       gint64            before_us,
                                       guint             limit);
GPtrArray  *store_test_list_unsettled (TrivetStore     *store);
GPtrArray  *store_test_list_jobs      (TrivetStore     *store);
char       *store_test_last_number    (TrivetStore     *store);
void        store_test_rebuild        (TrivetStore     *store);
gboolean    store_test_backup         (TrivetStore     *store,
                                       const char      *path,
                                       GError         **error);

void        store_test_sql            (const char      *path,
                                       const char      *sql);
gint64      store_test_sql_int        (const char      *path,
                                       const char      *sql);
char       *store_test_dump_state     (const char      *path);
void        store_test_on_result      (GObject         *source,
                                       GAsyncResult    *result,
                                       gpointer         user_data);
void        store_test_wait           (GAsyncResult   **result);

G_END_DECLS
