/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-staff-desk-private.h"

#include <string.h>

/*
 * Whose secret it is: slow hashes have salts of their own, so each must be computed. A hash that
 * cannot be read is passed over, unless it was the only one.
 */

typedef struct {
  GPtrArray    *candidates;
  TrivetSecret *secret;
  guint         at;
} Search;

static void
search_free (Search *search)
{
  g_ptr_array_unref (search->candidates);
  trivet_secret_unref (search->secret);
  g_free (search);
}

void
_trivet_hash_candidate_free (TrivetHashCandidate *self)
{
  g_free (self->staff_id);
  g_free (self->name);
  g_free (self->hash);
  g_free (self);
}

GPtrArray *
_trivet_hash_candidates_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) _trivet_hash_candidate_free);
}

void
_trivet_hash_candidates_add (GPtrArray  *candidates,
                             const char *staff_id,
                             const char *name,
                             const char *hash)
{
  TrivetHashCandidate *candidate = g_new0 (TrivetHashCandidate, 1);

  candidate->staff_id = g_strdup (staff_id);
  candidate->name = g_strdup (name);
  candidate->hash = g_strdup (hash);
  g_ptr_array_add (candidates, candidate);
}

static void try_next (GTask           *task,
                      TrivetPinHasher *hasher);

static void
on_verified (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Search  *search = g_task_get_task_data (task);
  gboolean matches = FALSE;

  if (!trivet_pin_hasher_verify_finish (TRIVET_PIN_HASHER (source), result, &matches, &error) &&
      search->candidates->len == 1) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (matches) {
    g_task_return_pointer (task, g_ptr_array_steal_index (search->candidates, search->at),
                           (GDestroyNotify) _trivet_hash_candidate_free);
    return;
  }

  search->at++;
  try_next (g_steal_pointer (&task), TRIVET_PIN_HASHER (source));
}

/* Takes @task. */
static void
try_next (GTask           *task,
          TrivetPinHasher *hasher)
{
  Search              *search = g_task_get_task_data (task);
  TrivetHashCandidate *candidate;

  if (search->at >= search->candidates->len) {
    g_task_return_pointer (task, NULL, NULL);
    g_object_unref (task);
    return;
  }
  candidate = g_ptr_array_index (search->candidates, search->at);
  trivet_pin_hasher_verify_async (hasher, search->secret, candidate->hash, on_verified, task);
}

void
_trivet_hash_candidates_find_async (GPtrArray          *candidates,
                                    TrivetPinHasher    *hasher,
                                    TrivetSecret       *secret,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GTask  *task = g_task_new (NULL, NULL, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->candidates = candidates;
  search->secret = trivet_secret_ref (secret);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  try_next (task, hasher);
}

/* @ret_found: (out) (nullable): whose it is, %NULL for nobody's */
gboolean
_trivet_hash_candidates_find_finish (GAsyncResult         *result,
                                     TrivetHashCandidate **ret_found,
                                     GError              **error)
{
  GError              *failure = NULL;
  TrivetHashCandidate *found = g_task_propagate_pointer (G_TASK (result), &failure);

  if (failure != NULL) {
    g_propagate_error (error, failure);
    return FALSE;
  }
  *ret_found = found;
  return TRUE;
}

gboolean
_trivet_pin_is_good (const TrivetSecret *pin)
{
  const char *text = trivet_secret_peek (pin);
  gsize       length = trivet_secret_get_length (pin);
  gboolean    varied = FALSE;

  if (length < TRIVET_PIN_MIN_DIGITS || length > TRIVET_PIN_MAX_DIGITS)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
    varied = varied || text[i] != text[0];
  }

  return varied;
}

/* Eight bits of a badge's forty and more: what they give away, the slow hash has to spare. */
char *
_trivet_badge_dup_hint (TrivetSecret *badge)
{
  g_autofree char *sum = NULL;
  char            *hint;

  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) trivet_secret_peek (badge),
                                     trivet_secret_get_length (badge));
  hint = g_strndup (sum, 2);
  trivet_secret_wipe (sum, strlen (sum));
  return hint;
}
