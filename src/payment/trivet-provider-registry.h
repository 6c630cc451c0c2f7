/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-payment-provider.h"

G_BEGIN_DECLS

/**
 * TrivetProviderRegistry:
 *
 * The providers that are set up, in the order of preference. Filled by the composition root, at the
 * latest when somebody looks into it.
 */
#define TRIVET_TYPE_PROVIDER_REGISTRY (trivet_provider_registry_get_type ())
G_DECLARE_FINAL_TYPE (TrivetProviderRegistry, trivet_provider_registry, TRIVET, PROVIDER_REGISTRY, GObject)

/**
 * TrivetProviderFiller:
 * @self: the registry that somebody looks into
 * @user_data: as handed over
 *
 * MUST add all providers before it returns.
 */
typedef void (*TrivetProviderFiller) (TrivetProviderRegistry *self,
                                      gpointer                user_data);

TrivetProviderRegistry *trivet_provider_registry_new        (void);
void                    trivet_provider_registry_set_filler (TrivetProviderRegistry *self,
                                                             TrivetProviderFiller    filler,
                                                             gpointer                user_data);
void                    trivet_provider_registry_fill       (TrivetProviderRegistry *self);
void                    trivet_provider_registry_add        (TrivetProviderRegistry *self,
                                                             TrivetPaymentProvider  *provider);
TrivetPaymentProvider  *trivet_provider_registry_lookup     (TrivetProviderRegistry *self,
                                                             const char             *provider_id);
TrivetPaymentProvider  *trivet_provider_registry_for_wallet (TrivetProviderRegistry *self,
                                                             const char             *wallet_id,
                                                             guint                   capabilities);
guint                   trivet_provider_registry_get_n      (TrivetProviderRegistry *self);
TrivetPaymentProvider  *trivet_provider_registry_get        (TrivetProviderRegistry *self,
                                                             guint                   position);

G_END_DECLS
