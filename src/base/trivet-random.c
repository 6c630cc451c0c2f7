/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-base"

#include "trivet-random.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

/*
 * TrivetRandom: where randomness comes from. The system's is the kernel's; the simulator brings a
 * seeded one.
 */

G_DEFINE_INTERFACE (TrivetRandom, trivet_random, G_TYPE_OBJECT)

static void
trivet_random_default_init (TrivetRandomInterface *iface)
{
}

/**
 * trivet_random_fill:
 * @self: a source
 * @bytes: (out caller-allocates) (array length=length): where to write
 * @length: how many
 *
 * Writes unpredictable bytes. Safe from any thread.
 */
void
trivet_random_fill (TrivetRandom *self,
                    guint8       *bytes,
                    gsize         length)
{
  g_return_if_fail (TRIVET_IS_RANDOM (self));
  g_return_if_fail (bytes != NULL || length == 0);

  TRIVET_RANDOM_GET_IFACE (self)->fill (self, bytes, length);
}

/**
 * trivet_random_dup_token:
 * @self: a source
 * @alphabet: 2 to 256 different characters
 * @length: how many to draw
 *
 * Draws characters, each with the same chance: bytes above the largest multiple of the alphabet
 * are thrown away.
 *
 * Returns: (transfer full): the token
 */
char *
trivet_random_dup_token (TrivetRandom *self,
                         const char   *alphabet,
                         gsize         length)
{
  gsize n_letters;
  guint limit;
  char *token;

  g_return_val_if_fail (TRIVET_IS_RANDOM (self), NULL);
  g_return_val_if_fail (alphabet != NULL, NULL);
  n_letters = strlen (alphabet);
  g_return_val_if_fail (n_letters >= 2 && n_letters <= 256, NULL);

  limit = 256 - 256 % n_letters;
  token = g_malloc (length + 1);
  for (gsize i = 0; i < length;) {
    guint8 byte;

    trivet_random_fill (self, &byte, 1);
    if (byte < limit)
      token[i++] = alphabet[byte % n_letters];
  }
  token[length] = '\0';

  return token;
}

struct _TrivetSystemRandom {
  GObject parent_instance;
};

static void trivet_system_random_iface_init (TrivetRandomInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetSystemRandom, trivet_system_random, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_RANDOM, trivet_system_random_iface_init))

static void
trivet_system_random_fill (TrivetRandom *random,
                           guint8       *bytes,
                           gsize         length)
{
  while (length > 0) {
    ssize_t n = getrandom (bytes, length, 0);

    /* The kernel's source only fails when interrupted; anything else is no machine to run on. */
    if (n < 0)
      g_assert (errno == EINTR);
    else {
      bytes += n;
      length -= (gsize) n;
    }
  }
}

static void
trivet_system_random_iface_init (TrivetRandomInterface *iface)
{
  iface->fill = trivet_system_random_fill;
}

static void
trivet_system_random_class_init (TrivetSystemRandomClass *klass)
{
}

static void
trivet_system_random_init (TrivetSystemRandom *self)
{
}

/**
 * trivet_system_random_new:
 *
 * Returns: (transfer full): the kernel's source
 */
TrivetRandom *
trivet_system_random_new (void)
{
  return g_object_new (TRIVET_TYPE_SYSTEM_RANDOM, NULL);
}
