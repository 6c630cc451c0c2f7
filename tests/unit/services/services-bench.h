/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-checkout.h"
#include "trivet-manual-clock.h"
#include "trivet-memory-journal.h"
#include "trivet-register.h"
#include "trivet-scripted-provider.h"
#include "trivet-seeded-random.h"

G_BEGIN_DECLS

/* A guest's codes that must never be seen in a status, a fact or a log. */
#define SERVICES_WECHAT_CODE "134567890123456789"
#define SERVICES_ALIPAY_CODE "284567890123456789"

#define SERVICES_RICE_MINOR 300
#define SERVICES_FISH_MINOR 2800
#define SERVICES_SOUP_MINOR 1800
#define SERVICES_HOT_MINOR  200

/**
 * Services:
 *
 * A register and its checkout between a manual clock, a memory journal and a scripted WeChat. The
 * menu: rice; fish, of which 5 are left; soup, whose heat must be chosen; tea, with tax on top;
 * eel, which the kitchen has sold out.
 * @failed: the code of the last `failed`, -1 since services_take_failure()
 */
typedef struct {
  TrivetManualClock      *clock;
  TrivetSeededRandom     *random;
  TrivetMemoryJournal    *journal;
  TrivetProviderRegistry *registry;
  TrivetScriptedProvider *provider;
  TrivetWalletTable      *wallets;
  TrivetPaymentEngine    *engine;
  TrivetRegister         *reg;
  TrivetCheckout         *checkout;

  GQuark failed_domain;
  int    failed_code;
  guint  n_failed;
  guint  n_settled;
  guint  n_current_changed;
  guint  n_menu_changed;
  guint  n_changed;
  guint  n_doubts_changed;

  GString           *kinds;
  TrivetCheckoutKind last_kind;
} Services;

void services_set_up    (Services      *self,
                         gconstpointer  user_data);
void services_tear_down (Services      *self,
                         gconstpointer  user_data);
/* Without a shop in the store. */
void services_set_up_empty (Services   *self,
                            gconstpointer user_data);
void services_start     (Services      *self);
void services_stop      (Services      *self);
gboolean services_load  (Services      *self,
                         GError       **error);
void services_drain     (Services      *self);

void services_append    (Services      *self,
                         TrivetFactType type,
                         const char    *subject,
                         const char    *body);
guint services_count_facts (Services   *self,
                            TrivetFactType type);
gboolean services_facts_contain (Services   *self,
                                 const char *text);

TrivetMenuItem *services_item      (Services   *self,
                                    const char *sku);
int             services_left      (Services   *self,
                                    const char *sku);
GPtrArray      *services_heat      (Services   *self,
                                    const char *option_id);
char           *services_add       (Services   *self,
                                    const char *sku);
char           *services_order     (Services   *self,
                                    const char *sku);
TrivetOrder    *services_current   (Services   *self);
gint64          services_total     (Services   *self);
void            services_take_failure (Services *self,
                                       GQuark    domain,
                                       int       code);
void            services_no_failure   (Services *self);

const char     *services_begin     (Services   *self,
                                    const char *sku);
void            services_scan      (Services   *self,
                                    const char *text);
void            services_assert_shown (Services   *self,
                                       const char *kinds);
void            services_capture_logs (void);
gboolean        services_log_contains (const char *text);

#define services_assert_kind(self, name)                                                          \
  g_assert_cmpstr (trivet_checkout_kind_get_name (trivet_checkout_get_status ((self)->checkout)->kind), \
                   ==, (name))

G_END_DECLS
