/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-app"

#include "trivet-late-hasher.h"

struct _TrivetLateHasher {
  GObject parent_instance;

  TrivetEdgeFunc   get_edge;
  TrivetRandom    *random;
  TrivetPinHasher *hasher; /* nullable: no PIN yet */
};

static void trivet_late_hasher_iface_init (TrivetPinHasherInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetLateHasher,
                               trivet_late_hasher,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRIVET_TYPE_PIN_HASHER, trivet_late_hasher_iface_init))

/* Returns: (transfer none) (nullable): the hasher; without one @task has been ended */
static TrivetPinHasher *
get_hasher (TrivetLateHasher *self,
            GTask            *task)
{
  g_autoptr (GError) error = NULL;
  const TrivetEdge *edge;

  if (self->hasher == NULL) {
    edge = self->get_edge (&error);
    if (edge != NULL)
      self->hasher = edge->new_hasher (self->random);
    else
      g_task_return_error (task, g_steal_pointer (&error));
  }

  return self->hasher;
}

static void
on_hashed_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  char *hash = trivet_pin_hasher_hash_finish (TRIVET_PIN_HASHER (source), result, &error);

  if (hash != NULL)
    g_task_return_pointer (task, hash, g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
trivet_late_hasher_hash_async (TrivetPinHasher    *hasher,
                               TrivetSecret       *pin,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (hasher, NULL, callback, user_data);
  TrivetPinHasher *real = get_hasher (TRIVET_LATE_HASHER (hasher), task);

  if (real != NULL)
    trivet_pin_hasher_hash_async (real, pin, on_hashed_ready, g_steal_pointer (&task));
}

static void
on_verified_ready (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gboolean matches;

  if (trivet_pin_hasher_verify_finish (TRIVET_PIN_HASHER (source), result, &matches, &error))
    g_task_return_boolean (task, matches);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
trivet_late_hasher_verify_async (TrivetPinHasher    *hasher,
                                 TrivetSecret       *pin,
                                 const char         *hash,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (hasher, NULL, callback, user_data);
  TrivetPinHasher *real = get_hasher (TRIVET_LATE_HASHER (hasher), task);

  if (real != NULL)
    trivet_pin_hasher_verify_async (real, pin, hash, on_verified_ready, g_steal_pointer (&task));
}

static void
trivet_late_hasher_iface_init (TrivetPinHasherInterface *iface)
{
  iface->hash_async = trivet_late_hasher_hash_async;
  iface->verify_async = trivet_late_hasher_verify_async;
}

static void
trivet_late_hasher_dispose (GObject *object)
{
  TrivetLateHasher *self = TRIVET_LATE_HASHER (object);

  g_clear_object (&self->hasher);
  g_clear_object (&self->random);

  G_OBJECT_CLASS (trivet_late_hasher_parent_class)->dispose (object);
}

static void
trivet_late_hasher_class_init (TrivetLateHasherClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_late_hasher_dispose;
}

static void
trivet_late_hasher_init (TrivetLateHasher *self)
{
}

/**
 * trivet_late_hasher_new:
 * @get_edge: where the hasher comes from; what it says when there is none becomes the error
 * @random: gives salts
 *
 * Returns: (transfer full): a hasher
 */
TrivetPinHasher *
trivet_late_hasher_new (TrivetEdgeFunc get_edge,
                        TrivetRandom  *random)
{
  TrivetLateHasher *self;

  g_return_val_if_fail (get_edge != NULL, NULL);
  g_return_val_if_fail (TRIVET_IS_RANDOM (random), NULL);

  self = g_object_new (TRIVET_TYPE_LATE_HASHER, NULL);
  self->get_edge = get_edge;
  self->random = g_object_ref (random);

  return TRIVET_PIN_HASHER (self);
}
