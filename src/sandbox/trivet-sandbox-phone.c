/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-phone.h"

#include "trivet-sandbox-cipher.h"
#include "trivet-sandbox-order.h"

/**
 * SECTION:trivet-sandbox-phone
 *
 * The guest's phone: it shows payment codes that live for a minute and pay once. Codes are kept
 * as digests, in memory only; a restarted sandbox knows none of them.
 */

#define CODE_DIGITS     18
#define MAX_CODES       10000
#define FORGET_AFTER_US (10 * 60 * G_USEC_PER_SEC)

typedef struct {
  gint64   ends_us;
  gboolean used;
} Code;

struct _TrivetSandboxPhone {
  GObject parent_instance;

  GHashTable *codes;
  guint       code_life_s;
  gint64      balance_minor;
};

G_DEFINE_FINAL_TYPE (TrivetSandboxPhone, trivet_sandbox_phone, G_TYPE_OBJECT)

static char *
digest_code (const char *wallet,
             const char *code)
{
  g_autofree char *text = g_strconcat (wallet, "/", code, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static char *
make_code (const char *wallet)
{
  g_autofree char *tail = trivet_sandbox_random_token (TRIVET_SANDBOX_DIGITS, CODE_DIGITS - 2);
  g_autofree char *choice = trivet_sandbox_random_token ("012345", 1);
  gboolean         alipay = g_str_equal (wallet, TRIVET_SANDBOX_WALLET_ALIPAY);
  int              prefix = (alipay ? 25 : 10) + g_ascii_digit_value (*choice);

  return g_strdup_printf ("%d%s", prefix, tail);
}

static gboolean
is_forgotten (gpointer key,
              gpointer value,
              gpointer user_data)
{
  const Code   *code = value;
  const gint64 *now_us = user_data;

  return code->ends_us + FORGET_AFTER_US < *now_us;
}

static void
trivet_sandbox_phone_finalize (GObject *object)
{
  TrivetSandboxPhone *self = TRIVET_SANDBOX_PHONE (object);

  g_hash_table_unref (self->codes);

  G_OBJECT_CLASS (trivet_sandbox_phone_parent_class)->finalize (object);
}

static void
trivet_sandbox_phone_class_init (TrivetSandboxPhoneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_sandbox_phone_finalize;
}

static void
trivet_sandbox_phone_init (TrivetSandboxPhone *self)
{
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * trivet_sandbox_phone_new:
 * @code_life_s: how long a code lives
 * @balance_minor: what each wallet holds at first, in fen
 *
 * Returns: (transfer full): a phone with both wallets
 */
TrivetSandboxPhone *
trivet_sandbox_phone_new (guint  code_life_s,
                          gint64 balance_minor)
{
  TrivetSandboxPhone *self = g_object_new (TRIVET_SANDBOX_TYPE_PHONE, NULL);

  self->code_life_s = code_life_s;
  self->balance_minor = balance_minor;
  return self;
}

/**
 * trivet_sandbox_phone_is_code:
 * @wallet: a wallet
 * @code: what was scanned
 *
 * Returns: whether @code has the form that the wallet documents
 */
gboolean
trivet_sandbox_phone_is_code (const char *wallet,
                              const char *code)
{
  const char *pattern = g_str_equal (wallet, TRIVET_SANDBOX_WALLET_ALIPAY) ? "^(2[5-9]|30)[0-9]{14,22}$"
                                                                           : "^1[0-5][0-9]{16}$";

  return g_regex_match_simple (pattern, code, G_REGEX_DOLLAR_ENDONLY, 0);
}

/**
 * trivet_sandbox_phone_show_code:
 * @self: the phone
 * @wallet: %TRIVET_SANDBOX_WALLET_ALIPAY or %TRIVET_SANDBOX_WALLET_WECHAT
 * @wish: (nullable): the code to show, for tests; %NULL for a random one
 * @now_us: now
 * @error: return location; %G_IO_ERROR_INVALID_ARGUMENT when the wish or wallet makes no sense,
 *   %G_IO_ERROR_NO_SPACE when too many codes are alive
 *
 * Returns: (transfer full) (nullable): a code that is good from now on. It is a secret.
 */
char *
trivet_sandbox_phone_show_code (TrivetSandboxPhone *self,
                                const char         *wallet,
                                const char         *wish,
                                gint64              now_us,
                                GError            **error)
{
  g_autofree char *code = NULL;
  Code            *row;

  if (g_strcmp0 (wallet, TRIVET_SANDBOX_WALLET_ALIPAY) != 0 && g_strcmp0 (wallet, TRIVET_SANDBOX_WALLET_WECHAT) != 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "wallet is alipay or wechat");
    return NULL;
  }
  if (wish != NULL && !trivet_sandbox_phone_is_code (wallet, wish)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "No such wallet shows such a code");
    return NULL;
  }

  g_hash_table_foreach_remove (self->codes, is_forgotten, &now_us);
  if (g_hash_table_size (self->codes) >= MAX_CODES) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "Too many codes are alive");
    return NULL;
  }

  code = wish != NULL ? g_strdup (wish) : make_code (wallet);
  row = g_new0 (Code, 1);
  row->ends_us = now_us + self->code_life_s * G_USEC_PER_SEC;
  g_hash_table_replace (self->codes, digest_code (wallet, code), row);
  return g_steal_pointer (&code);
}

/**
 * trivet_sandbox_phone_check_code:
 * @self: the phone
 * @wallet: the wallet that was asked
 * @code: the code that the shop scanned
 * @now_us: now
 *
 * Returns: what the wallet thinks of it
 */
TrivetSandboxCodeState
trivet_sandbox_phone_check_code (TrivetSandboxPhone *self,
                                 const char         *wallet,
                                 const char         *code,
                                 gint64              now_us)
{
  g_autofree char *digest = digest_code (wallet, code);
  const Code      *row = g_hash_table_lookup (self->codes, digest);

  if (row == NULL || row->used)
    return TRIVET_SANDBOX_CODE_BAD;

  return now_us < row->ends_us ? TRIVET_SANDBOX_CODE_GOOD : TRIVET_SANDBOX_CODE_EXPIRED;
}

/**
 * trivet_sandbox_phone_use_code:
 * @self: the phone
 * @wallet: the wallet
 * @code: a code that is good
 *
 * Marks the code as used: it pays nothing else.
 */
void
trivet_sandbox_phone_use_code (TrivetSandboxPhone *self,
                               const char         *wallet,
                               const char         *code)
{
  g_autofree char *digest = digest_code (wallet, code);
  Code            *row = g_hash_table_lookup (self->codes, digest);

  if (row != NULL)
    row->used = TRUE;
}

/**
 * trivet_sandbox_phone_get_life:
 * @self: the phone
 *
 * Returns: how many seconds a code lives
 */
guint
trivet_sandbox_phone_get_life (TrivetSandboxPhone *self)
{
  return self->code_life_s;
}

/**
 * trivet_sandbox_phone_get_start:
 * @self: the phone
 *
 * Returns: what each wallet held at first, in fen
 */
gint64
trivet_sandbox_phone_get_start (TrivetSandboxPhone *self)
{
  return self->balance_minor;
}
