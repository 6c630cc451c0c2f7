/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "trivet-seeded-random.h"

#include <string.h>

struct _TrivetSeededRandom {
  GObject parent_instance;

  GMutex  lock;
  guint64 state;
};

static void trivet_seeded_random_random_init (TrivetRandomInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetSeededRandom,
                               trivet_seeded_random,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRIVET_TYPE_RANDOM,
                                                      trivet_seeded_random_random_init))

static void
trivet_seeded_random_fill (TrivetRandom *random,
                           guint8       *bytes,
                           gsize         length)
{
  TrivetSeededRandom *self = TRIVET_SEEDED_RANDOM (random);

  while (length > 0) {
    guint64 word = trivet_seeded_random_next (self);
    gsize   part = MIN (length, sizeof word);

    memcpy (bytes, &word, part);
    bytes += part;
    length -= part;
  }
}

static void
trivet_seeded_random_random_init (TrivetRandomInterface *iface)
{
  iface->fill = trivet_seeded_random_fill;
}

static void
trivet_seeded_random_finalize (GObject *object)
{
  TrivetSeededRandom *self = TRIVET_SEEDED_RANDOM (object);

  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (trivet_seeded_random_parent_class)->finalize (object);
}

static void
trivet_seeded_random_class_init (TrivetSeededRandomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_seeded_random_finalize;
}

static void
trivet_seeded_random_init (TrivetSeededRandom *self)
{
  g_mutex_init (&self->lock);
}

/**
 * trivet_seeded_random_new:
 * @seed: any number; a failing test prints it
 *
 * Returns: (transfer full): a source
 */
TrivetSeededRandom *
trivet_seeded_random_new (guint64 seed)
{
  TrivetSeededRandom *self = g_object_new (TRIVET_TYPE_SEEDED_RANDOM, NULL);

  self->state = seed;
  return self;
}

/**
 * trivet_seeded_random_next:
 * @self: a source
 *
 * Returns: the next 64 bits
 */
guint64
trivet_seeded_random_next (TrivetSeededRandom *self)
{
  guint64 z;

  g_return_val_if_fail (TRIVET_IS_SEEDED_RANDOM (self), 0);

  g_mutex_lock (&self->lock);
  z = (self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
  g_mutex_unlock (&self->lock);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/**
 * trivet_seeded_random_below:
 * @self: a source
 * @limit: more than zero
 *
 * Returns: a number below @limit; the tiny bias of the remainder does not matter to a test
 */
guint
trivet_seeded_random_below (TrivetSeededRandom *self,
                            guint               limit)
{
  g_return_val_if_fail (limit > 0, 0);

  return (guint) (trivet_seeded_random_next (self) % limit);
}

/**
 * trivet_seeded_random_chance:
 * @self: a source
 * @per_mille: 0 never … 1000 always
 *
 * Returns: whether it happens this time
 */
gboolean
trivet_seeded_random_chance (TrivetSeededRandom *self,
                             guint               per_mille)
{
  return trivet_seeded_random_below (self, 1000) < per_mille;
}
