/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-crypto"

#include "trivet-scrypt-hasher.h"

#include "trivet-crypto-error.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

/*
 * TrivetScryptHasher: scrypt (RFC 7914) by OpenSSL, on a thread of its own.
 *
 * A PIN of four digits is found by anybody who has the store's file and time; the slow hash makes
 * that hours instead of an instant. At the register TrivetManager limits the attempts.
 */

#define LOG2_N      15
#define BLOCK_R     8
#define PARALLEL_P  1
#define SALT_LENGTH 16
#define KEY_LENGTH  32

/* A text from a damaged or hostile store must not ask for all memory or for minutes. */
#define MAX_LOG2_N 20
#define MAX_R      16
#define MAX_P      4
#define MAX_MEMORY (G_GUINT64_CONSTANT (1) << 31)

struct _TrivetScryptHasher {
  GObject parent_instance;

  TrivetRandom *random;
};

static void trivet_scrypt_hasher_iface_init (TrivetPinHasherInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetScryptHasher,
                               trivet_scrypt_hasher,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRIVET_TYPE_PIN_HASHER, trivet_scrypt_hasher_iface_init))

/**
 * Job:
 * @hash: (nullable): what to verify against; %NULL to make a new one
 *
 * What the thread gets; it touches nothing else.
 */
typedef struct {
  TrivetSecret *pin;
  char         *hash;
  guint8        salt[SALT_LENGTH];
} Job;

typedef struct {
  guint   log2_n;
  guint   r;
  guint   p;
  guchar *salt;
  gsize   salt_length;
  guchar *key;
  gsize   key_length;
} Parsed;

static void
parsed_clear (Parsed *parsed)
{
  g_clear_pointer (&parsed->salt, g_free);
  g_clear_pointer (&parsed->key, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parsed, parsed_clear)

static void
job_free (Job *job)
{
  trivet_secret_unref (job->pin);
  g_free (job->hash);
  g_free (job);
}

static gboolean
derive (const TrivetSecret *pin,
        const Parsed       *with,
        guint8              key[KEY_LENGTH],
        GError            **error)
{
  if (EVP_PBE_scrypt (trivet_secret_peek (pin), trivet_secret_get_length (pin), with->salt, with->salt_length,
                      G_GUINT64_CONSTANT (1) << with->log2_n, with->r, with->p, MAX_MEMORY, key, KEY_LENGTH) == 1)
    return TRUE;

  g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_SYSTEM, "scrypt could not be computed");
  return FALSE;
}

static gboolean
read_number (const char *text,
             const char *prefix,
             guint       max,
             guint      *ret_value)
{
  guint64 value;

  if (!g_str_has_prefix (text, prefix) ||
      !g_ascii_string_to_unsigned (text + strlen (prefix), 10, 1, max, &value, NULL))
    return FALSE;
  *ret_value = (guint) value;
  return TRUE;
}

static gboolean
parse (const char *hash,
       Parsed     *parsed,
       GError    **error)
{
  g_auto (GStrv) parts = g_strsplit (hash, "$", -1);
  g_auto (GStrv) numbers = NULL;

  if (g_strv_length (parts) == 5 && g_str_equal (parts[1], "scrypt")) {
    numbers = g_strsplit (parts[2], ",", -1);
    parsed->salt = g_base64_decode (parts[3], &parsed->salt_length);
    parsed->key = g_base64_decode (parts[4], &parsed->key_length);
    if (g_strv_length (numbers) == 3 && read_number (numbers[0], "ln=", MAX_LOG2_N, &parsed->log2_n) &&
        read_number (numbers[1], "r=", MAX_R, &parsed->r) && read_number (numbers[2], "p=", MAX_P, &parsed->p) &&
        parsed->salt_length >= SALT_LENGTH && parsed->key_length == KEY_LENGTH)
      return TRUE;
  }

  g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_CIPHER, "The stored hash is not scrypt's");
  return FALSE;
}

static void
run_hash (GTask        *task,
          gpointer      source,
          gpointer      task_data,
          GCancellable *cancellable)
{
  Job             *job = task_data;
  guint8           key[KEY_LENGTH];
  Parsed           with = { LOG2_N, BLOCK_R, PARALLEL_P, job->salt, SALT_LENGTH, NULL, 0 };
  GError          *error = NULL;
  g_autofree char *salt_text = NULL;
  g_autofree char *key_text = NULL;

  if (!derive (job->pin, &with, key, &error)) {
    g_task_return_error (task, error);
    return;
  }

  salt_text = g_base64_encode (job->salt, SALT_LENGTH);
  key_text = g_base64_encode (key, KEY_LENGTH);
  g_task_return_pointer (task,
                         g_strdup_printf ("$scrypt$ln=%d,r=%d,p=%d$%s$%s", LOG2_N, BLOCK_R, PARALLEL_P, salt_text,
                                          key_text),
                         g_free);
}

static void
run_verify (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  Job *job = task_data;
  g_auto (Parsed) parsed = { 0 };
  guint8  key[KEY_LENGTH];
  GError *error = NULL;

  if (!parse (job->hash, &parsed, &error) || !derive (job->pin, &parsed, key, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, CRYPTO_memcmp (key, parsed.key, KEY_LENGTH) == 0);
}

static void
start (TrivetPinHasher    *hasher,
       TrivetSecret       *pin,
       const char         *hash,
       GTaskThreadFunc     func,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (hasher, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->pin = trivet_secret_ref (pin);
  job->hash = g_strdup (hash);
  trivet_random_fill (TRIVET_SCRYPT_HASHER (hasher)->random, job->salt, sizeof job->salt);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, func);
}

static void
trivet_scrypt_hasher_hash_async (TrivetPinHasher    *hasher,
                                 TrivetSecret       *pin,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  start (hasher, pin, NULL, run_hash, callback, user_data);
}

static void
trivet_scrypt_hasher_verify_async (TrivetPinHasher    *hasher,
                                   TrivetSecret       *pin,
                                   const char         *hash,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  start (hasher, pin, hash, run_verify, callback, user_data);
}

static void
trivet_scrypt_hasher_iface_init (TrivetPinHasherInterface *iface)
{
  iface->hash_async = trivet_scrypt_hasher_hash_async;
  iface->verify_async = trivet_scrypt_hasher_verify_async;
}

static void
trivet_scrypt_hasher_finalize (GObject *object)
{
  g_clear_object (&TRIVET_SCRYPT_HASHER (object)->random);

  G_OBJECT_CLASS (trivet_scrypt_hasher_parent_class)->finalize (object);
}

static void
trivet_scrypt_hasher_class_init (TrivetScryptHasherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trivet_scrypt_hasher_finalize;
}

static void
trivet_scrypt_hasher_init (TrivetScryptHasher *self)
{
}

/**
 * trivet_scrypt_hasher_new:
 * @random: gives salts
 *
 * Returns: (transfer full): a hasher
 */
TrivetPinHasher *
trivet_scrypt_hasher_new (TrivetRandom *random)
{
  TrivetScryptHasher *self;

  g_return_val_if_fail (TRIVET_IS_RANDOM (random), NULL);

  self = g_object_new (TRIVET_TYPE_SCRYPT_HASHER, NULL);
  self->random = g_object_ref (random);

  return TRIVET_PIN_HASHER (self);
}
