/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-app"

#include "trivet-composition-private.h"

/*
 * Hands out what the composition is made of.
 */

/**
 * trivet_composition_get_store:
 * @self: a composition
 *
 * Returns: (transfer none): the store, which is journal and repository
 */
TrivetStore *
trivet_composition_get_store (TrivetComposition *self)
{
  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  return self->store;
}

/**
 * trivet_composition_get_register:
 * @self: a composition
 *
 * Returns: (transfer none): takes orders
 */
TrivetRegister *
trivet_composition_get_register (TrivetComposition *self)
{
  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  return self->reg;
}

/**
 * trivet_composition_get_checkout:
 * @self: a composition
 *
 * Returns: (transfer none): takes money
 */
TrivetCheckout *
trivet_composition_get_checkout (TrivetComposition *self)
{
  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  return self->checkout;
}

/**
 * trivet_composition_get_engine:
 * @self: a composition
 *
 * Returns: (transfer none): asks the providers
 */
TrivetPaymentEngine *
trivet_composition_get_engine (TrivetComposition *self)
{
  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  return self->engine;
}

/**
 * trivet_composition_get_bookkeeper:
 * @self: an opened composition
 *
 * Returns: (transfer none): bills and reconciliation; not started
 */
TrivetBookkeeper *
trivet_composition_get_bookkeeper (TrivetComposition *self)
{
  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  return self->bookkeeper;
}

/**
 * trivet_composition_get_manager:
 * @self: a composition
 *
 * Returns: (transfer none): checks the manager's PIN
 */
TrivetManager *
trivet_composition_get_manager (TrivetComposition *self)
{
  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  return self->manager;
}

/**
 * trivet_composition_get_returns:
 * @self: a composition
 *
 * Returns: (transfer none): gives money back
 */
TrivetReturns *
trivet_composition_get_returns (TrivetComposition *self)
{
  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  return self->returns;
}

/**
 * trivet_composition_get_parked:
 * @self: a composition
 *
 * Returns: (transfer none): lists what is not settled
 */
TrivetParked *
trivet_composition_get_parked (TrivetComposition *self)
{
  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  return self->parked;
}

/**
 * trivet_composition_get_floor_host:
 * @self: a composition
 *
 * Returns: (transfer none): seats guests; it has read the floor soon after the start
 */
TrivetFloorHost *
trivet_composition_get_floor_host (TrivetComposition *self)
{
  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  return self->floor_host;
}

/**
 * trivet_composition_get_print_queue:
 * @self: a composition
 *
 * Returns: (transfer none): prints
 */
TrivetPrintQueue *
trivet_composition_get_print_queue (TrivetComposition *self)
{
  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  return self->print_queue;
}

/**
 * trivet_composition_get_drawers:
 * @self: a composition
 *
 * Returns: (transfer none): drawers and shifts; they are read soon after the start
 */
TrivetDrawers *
trivet_composition_get_drawers (TrivetComposition *self)
{
  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  return self->drawers;
}

/**
 * trivet_composition_get_devices:
 * @self: a composition
 *
 * Returns: (transfer none): changes stations, routes and drawers
 */
TrivetDevices *
trivet_composition_get_devices (TrivetComposition *self)
{
  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  return self->devices;
}

/**
 * trivet_composition_get_kitchen_desk:
 * @self: a composition
 *
 * Returns: (transfer none): tells the kitchen; it has read the stations soon after the start
 */
TrivetKitchenDesk *
trivet_composition_get_kitchen_desk (TrivetComposition *self)
{
  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  return self->kitchen_desk;
}

/**
 * trivet_composition_get_providers:
 * @self: a composition
 *
 * Returns: (transfer none): the providers that are set up; filled when somebody looks into it
 */
TrivetProviderRegistry *
trivet_composition_get_providers (TrivetComposition *self)
{
  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  return self->providers;
}

/**
 * trivet_composition_get_clock:
 * @self: a composition
 *
 * Returns: (transfer none): the machine's clock
 */
TrivetClock *
trivet_composition_get_clock (TrivetComposition *self)
{
  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  return self->clock;
}

/**
 * trivet_composition_get_random:
 * @self: a composition
 *
 * Returns: (transfer none): the kernel's source
 */
TrivetRandom *
trivet_composition_get_random (TrivetComposition *self)
{
  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  return self->random;
}

/**
 * trivet_composition_get_problems:
 * @self: a composition
 *
 * Those of providers are there when somebody has looked into the registry.
 *
 * Returns: (transfer none) (element-type utf8): one sentence for each thing that is set up wrong
 */
GPtrArray *
trivet_composition_get_problems (TrivetComposition *self)
{
  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  return self->problems;
}

/**
 * trivet_composition_get_n_resumed:
 * @self: a composition
 *
 * Returns: orders whose payments a former run left unsettled
 */
guint
trivet_composition_get_n_resumed (TrivetComposition *self)
{
  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), 0);

  return self->n_resumed;
}
