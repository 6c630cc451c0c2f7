/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-base"

#include "trivet-secret.h"

#include <string.h>
#include <sys/mman.h>

/*
 * TrivetSecret: a text that must not outlive its use. The memory is locked where the system
 * allows it, kept out of core dumps, and wiped before it is given back.
 */

/* Shorter ones show nothing of themselves. */
#define MASK_MIN_LENGTH 10
#define MASK_HEAD       4
#define MASK_TAIL       2

struct _TrivetSecret {
  gatomicrefcount ref_count;
  gsize           length;
  gsize           room;
  char           *text;
};

G_DEFINE_BOXED_TYPE (TrivetSecret, trivet_secret, trivet_secret_ref, trivet_secret_unref)

/**
 * trivet_secret_wipe:
 * @memory: (nullable): where
 * @length: how many bytes
 *
 * Overwrites memory in a way that the compiler cannot leave out.
 */
void
trivet_secret_wipe (gpointer memory,
                    gsize    length)
{
  if (memory != NULL)
    explicit_bzero (memory, length);
}

/**
 * trivet_secret_new:
 * @text: (array length=length): the secret; the caller wipes its own copy
 * @length: bytes in @text, or -1 when it ends with NUL
 *
 * Returns: (transfer full): a copy in guarded memory, with a NUL behind it
 */
TrivetSecret *
trivet_secret_new (const char *text,
                   gssize      length)
{
  TrivetSecret *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (TrivetSecret, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->length = length < 0 ? strlen (text) : (gsize) length;
  self->room = self->length + 1;
  /* Memory of its own: a page shared with others could not be kept out of core dumps. */
  self->text = mmap (NULL, self->room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  g_assert (self->text != MAP_FAILED);
  /* Best effort: a container may forbid locking. */
  (void) mlock (self->text, self->room);
  (void) madvise (self->text, self->room, MADV_DONTDUMP);
  memcpy (self->text, text, self->length);

  return self;
}

/**
 * trivet_secret_ref:
 * @self: a secret
 *
 * Returns: (transfer full): @self
 */
TrivetSecret *
trivet_secret_ref (TrivetSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * trivet_secret_unref:
 * @self: (transfer full): a secret
 *
 * Gives a reference back; the last one wipes the text.
 */
void
trivet_secret_unref (TrivetSecret *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  trivet_secret_wipe (self->text, self->room);
  munmap (self->text, self->room);
  g_free (self);
}

/**
 * trivet_secret_peek:
 * @self: a secret
 *
 * Returns: (transfer none): the text, with a NUL behind it; not to be copied, logged or stored
 */
const char *
trivet_secret_peek (const TrivetSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * trivet_secret_get_length:
 * @self: a secret
 *
 * Returns: its length in bytes
 */
gsize
trivet_secret_get_length (const TrivetSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

/**
 * trivet_secret_equal:
 * @a: a secret
 * @b: another
 *
 * Compares in a time that does not depend on where they differ.
 *
 * Returns: whether both hold the same bytes
 */
gboolean
trivet_secret_equal (const TrivetSecret *a,
                     const TrivetSecret *b)
{
  guint8 difference = 0;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->length != b->length)
    return FALSE;
  for (gsize i = 0; i < a->length; i++)
    difference |= (guint8) (a->text[i] ^ b->text[i]);

  return difference == 0;
}

/**
 * trivet_secret_dup_masked:
 * @self: a secret
 *
 * Returns: (transfer full): for people to compare: the first four and last two characters with
 *   bullets between them ("2842 •••• •••• ••77"); only bullets for a short one
 */
char *
trivet_secret_dup_masked (const TrivetSecret *self)
{
  GString *masked;

  g_return_val_if_fail (self != NULL, NULL);

  masked = g_string_new (NULL);
  for (gsize i = 0; i < self->length; i++) {
    gboolean shown = self->length >= MASK_MIN_LENGTH &&
                     (i < MASK_HEAD || i >= self->length - MASK_TAIL);

    if (i > 0 && i % 4 == 0)
      g_string_append_c (masked, ' ');
    if (shown && g_ascii_isalnum (self->text[i]))
      g_string_append_c (masked, self->text[i]);
    else
      g_string_append (masked, "•");
  }

  return g_string_free (masked, FALSE);
}
