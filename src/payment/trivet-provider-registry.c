/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-provider-registry.h"

/* A short list in the order of preference; a shop has a handful of providers, so looking through
 * it beats a hash table. */
struct _TrivetProviderRegistry {
  GObject parent_instance;

  GPtrArray *providers;
  GPtrArray *ids; /* of each; asked for once, as every step of a payment looks its provider up */

  TrivetProviderFiller filler; /* nullable: not called yet */
  gpointer             filler_data;
};

G_DEFINE_FINAL_TYPE (TrivetProviderRegistry, trivet_provider_registry, G_TYPE_OBJECT)

static void
trivet_provider_registry_finalize (GObject *object)
{
  TrivetProviderRegistry *self = TRIVET_PROVIDER_REGISTRY (object);

  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->providers);

  G_OBJECT_CLASS (trivet_provider_registry_parent_class)->finalize (object);
}

static void
trivet_provider_registry_class_init (TrivetProviderRegistryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_provider_registry_finalize;
}

static void
trivet_provider_registry_init (TrivetProviderRegistry *self)
{
  self->providers = g_ptr_array_new_with_free_func (g_object_unref);
  self->ids = g_ptr_array_new_with_free_func (g_free);
}

/**
 * trivet_provider_registry_new:
 *
 * Returns: (transfer full): an empty registry
 */
TrivetProviderRegistry *
trivet_provider_registry_new (void)
{
  return g_object_new (TRIVET_TYPE_PROVIDER_REGISTRY, NULL);
}

/**
 * trivet_provider_registry_set_filler:
 * @self: a registry
 * @filler: (nullable): adds the providers
 * @user_data: for @filler
 *
 * Has @filler called once, when somebody looks into the registry for the first time. Providers come
 * with libraries that a start need not wait for.
 */
void
trivet_provider_registry_set_filler (TrivetProviderRegistry *self,
                                     TrivetProviderFiller    filler,
                                     gpointer                user_data)
{
  g_return_if_fail (TRIVET_IS_PROVIDER_REGISTRY (self));

  self->filler = filler;
  self->filler_data = user_data;
}

/**
 * trivet_provider_registry_fill:
 * @self: a registry
 *
 * Has the filler called now, unless it was. For whoever knows a better moment than the first look.
 */
void
trivet_provider_registry_fill (TrivetProviderRegistry *self)
{
  TrivetProviderFiller filler;

  g_return_if_fail (TRIVET_IS_PROVIDER_REGISTRY (self));

  /* Adding a provider looks whether its id is there. */
  filler = g_steal_pointer (&self->filler);
  if (filler != NULL)
    filler (self, self->filler_data);
}

/**
 * trivet_provider_registry_add:
 * @self: a registry
 * @provider: (transfer none): a provider whose id is not in it yet
 *
 * Adds @provider as the least preferred one.
 */
void
trivet_provider_registry_add (TrivetProviderRegistry *self,
                              TrivetPaymentProvider  *provider)
{
  g_return_if_fail (TRIVET_IS_PROVIDER_REGISTRY (self));
  g_return_if_fail (TRIVET_IS_PAYMENT_PROVIDER (provider));
  g_return_if_fail (trivet_provider_registry_lookup (
                      self, trivet_payment_provider_get_id (provider)) == NULL);

  g_ptr_array_add (self->providers, g_object_ref (provider));
  g_ptr_array_add (self->ids, g_strdup (trivet_payment_provider_get_id (provider)));
}

/**
 * trivet_provider_registry_lookup:
 * @self: a registry
 * @provider_id: an id
 *
 * Returns: (transfer none) (nullable): the provider of that id
 */
TrivetPaymentProvider *
trivet_provider_registry_lookup (TrivetProviderRegistry *self,
                                 const char             *provider_id)
{
  g_return_val_if_fail (TRIVET_IS_PROVIDER_REGISTRY (self), NULL);

  trivet_provider_registry_fill (self);
  for (guint i = 0; i < self->ids->len; i++) {
    if (g_strcmp0 (g_ptr_array_index (self->ids, i), provider_id) == 0)
      return g_ptr_array_index (self->providers, i);
  }

  return NULL;
}

/**
 * trivet_provider_registry_for_wallet:
 * @self: a registry
 * @wallet_id: a wallet
 * @capabilities: #TrivetCapability flags that are all needed
 *
 * Returns: (transfer none) (nullable): the most preferred provider that takes the wallet
 */
TrivetPaymentProvider *
trivet_provider_registry_for_wallet (TrivetProviderRegistry *self,
                                     const char             *wallet_id,
                                     guint                   capabilities)
{
  g_return_val_if_fail (TRIVET_IS_PROVIDER_REGISTRY (self), NULL);
  g_return_val_if_fail (wallet_id != NULL, NULL);

  trivet_provider_registry_fill (self);
  for (guint i = 0; i < self->providers->len; i++) {
    TrivetPaymentProvider *provider = g_ptr_array_index (self->providers, i);
    guint                  has = trivet_payment_provider_get_capabilities (provider);

    if ((has & capabilities) == capabilities &&
        trivet_payment_provider_takes_wallet (provider, wallet_id))
      return provider;
  }

  return NULL;
}

/**
 * trivet_provider_registry_get_n:
 * @self: a registry
 *
 * Returns: how many providers are set up
 */
guint
trivet_provider_registry_get_n (TrivetProviderRegistry *self)
{
  g_return_val_if_fail (TRIVET_IS_PROVIDER_REGISTRY (self), 0);

  trivet_provider_registry_fill (self);
  return self->providers->len;
}

/**
 * trivet_provider_registry_get:
 * @self: a registry
 * @position: 0 … n − 1, in the order of preference
 *
 * Returns: (transfer none): the provider
 */
TrivetPaymentProvider *
trivet_provider_registry_get (TrivetProviderRegistry *self,
                              guint                   position)
{
  g_return_val_if_fail (TRIVET_IS_PROVIDER_REGISTRY (self), NULL);
  trivet_provider_registry_fill (self);
  g_return_val_if_fail (position < self->providers->len, NULL);

  return g_ptr_array_index (self->providers, position);
}
