/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-wallet-table.h"

#include "trivet-key-file.h"
#include "trivet-wallets-resource.h"

#include <string.h>

/* Turns what a scanner read into "whose payment code is this", by a table that a shop can edit.
 * What was read may be a guest's code, so it lives in TrivetSecrets only, and no error or log ever
 * quotes it. */

#define MIN_CODE_LENGTH        8
#define MAX_CODE_LENGTH        64
#define MIN_UNKNOWN_LENGTH     16
#define MAX_UNKNOWN_LENGTH     24
#define N_TWO_DIGIT_PREFIXES   100
#define DEFAULT_TABLE_RESOURCE "/org/trivetpos/Trivet/payment/wallets.ini"

typedef struct {
  char    *id;
  char    *text_prefix; /* nullable: then the digits below count */
  gboolean prefixes[N_TWO_DIGIT_PREFIXES];
  gboolean lengths[MAX_CODE_LENGTH + 1];
} Wallet;

struct _TrivetWalletTable {
  GObject parent_instance;

  GKeyFile  *file;
  GPtrArray *wallets; /* Wallet */
};

G_DEFINE_FINAL_TYPE (TrivetWalletTable, trivet_wallet_table, G_TYPE_OBJECT)

static void
wallet_free (Wallet *wallet)
{
  g_free (wallet->id);
  g_free (wallet->text_prefix);
  g_free (wallet);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wallet, wallet_free)

static void
trivet_wallet_table_finalize (GObject *object)
{
  TrivetWalletTable *self = TRIVET_WALLET_TABLE (object);

  g_ptr_array_unref (self->wallets);
  g_key_file_unref (self->file);

  G_OBJECT_CLASS (trivet_wallet_table_parent_class)->finalize (object);
}

static void
trivet_wallet_table_class_init (TrivetWalletTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_wallet_table_finalize;
}

static void
trivet_wallet_table_init (TrivetWalletTable *self)
{
  self->file = g_key_file_new ();
  self->wallets = g_ptr_array_new_with_free_func ((GDestroyNotify) wallet_free);
}

/* "7" or "7-9", white space around allowed; both numbers in minimum … maximum and in order. */
static gboolean
parse_range (const char *text,
             guint       minimum,
             guint       maximum,
             guint      *ret_first,
             guint      *ret_last)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);
  guint64 first, last;

  if (!g_ascii_string_to_unsigned (g_strstrip (ends[0]), 10, minimum, maximum, &first, NULL))
    return FALSE;
  last = first;
  if (ends[1] != NULL &&
      !g_ascii_string_to_unsigned (g_strstrip (ends[1]), 10, first, maximum, &last, NULL))
    return FALSE;

  *ret_first = (guint) first;
  *ret_last = (guint) last;
  return TRUE;
}

/* Marks every number of a list of ranges in @marks, which has maximum + 1 members. */
static gboolean
parse_ranges (const char *text,
              guint       minimum,
              guint       maximum,
              gboolean   *marks)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ";,", -1);
  gboolean any = FALSE;

  for (gsize i = 0; parts[i] != NULL; i++) {
    guint first, last;

    if (*g_strstrip (parts[i]) == '\0')
      continue;
    if (!parse_range (parts[i], minimum, maximum, &first, &last))
      return FALSE;
    for (guint n = first; n <= last; n++)
      marks[n] = TRUE;
    any = TRUE;
  }

  return any;
}

static gboolean
parse_prefixes (GKeyFile   *file,
                const char *origin,
                Wallet     *wallet,
                GError    **error)
{
  g_autofree char *digits = trivet_key_file_dup_string (file, wallet->id, "prefixes");
  g_autofree char *text = trivet_key_file_dup_string (file, wallet->id, "text-prefix");

  if ((digits == NULL) == (text == NULL)) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_CONFIGURATION,
                 "%s: the wallet [%s] needs either prefixes= or text-prefix=", origin, wallet->id);
    return FALSE;
  }

  if (text != NULL) {
    if (*text == '\0' || strlen (text) > MAX_CODE_LENGTH) {
      g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_CONFIGURATION,
                   "%s: the wallet [%s] has a text-prefix= of no use", origin, wallet->id);
      return FALSE;
    }
    wallet->text_prefix = g_steal_pointer (&text);
    return TRUE;
  }

  if (!parse_ranges (digits, 0, N_TWO_DIGIT_PREFIXES - 1, wallet->prefixes)) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_CONFIGURATION,
                 "%s: the wallet [%s] has prefixes=%s; two-digit numbers and ranges such as "
                 "10-15;28 are expected",
                 origin, wallet->id, digits);
    return FALSE;
  }

  return TRUE;
}

static gboolean
parse_lengths (GKeyFile   *file,
               const char *origin,
               Wallet     *wallet,
               GError    **error)
{
  g_autofree char *text = trivet_key_file_dup_string (file, wallet->id, "lengths");

  if (text == NULL || *text == '\0') {
    for (guint n = MIN_CODE_LENGTH; n <= MAX_CODE_LENGTH; n++)
      wallet->lengths[n] = TRUE;
    return TRUE;
  }

  if (!parse_ranges (text, MIN_CODE_LENGTH, MAX_CODE_LENGTH, wallet->lengths)) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_CONFIGURATION,
                 "%s: the wallet [%s] has lengths=%s; numbers and ranges from %d to %d such as "
                 "16-24 are expected",
                 origin, wallet->id, text, MIN_CODE_LENGTH, MAX_CODE_LENGTH);
    return FALSE;
  }

  return TRUE;
}

static gboolean
add_wallet (TrivetWalletTable *self,
            const char        *origin,
            const char        *id,
            GError           **error)
{
  g_autoptr (Wallet) wallet = g_new0 (Wallet, 1);
  g_autofree char *name = trivet_key_file_dup_string (self->file, id, "name");

  wallet->id = g_strdup (id);
  if (name == NULL || *name == '\0') {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_CONFIGURATION,
                 "%s: the wallet [%s] needs name=", origin, id);
    return FALSE;
  }
  if (!parse_prefixes (self->file, origin, wallet, error) ||
      !parse_lengths (self->file, origin, wallet, error))
    return FALSE;

  g_ptr_array_add (self->wallets, g_steal_pointer (&wallet));
  return TRUE;
}

/**
 * trivet_wallet_table_new_from_data:
 * @data: the key file's text, UTF-8
 * @length: its bytes, or -1 when it ends with NUL
 * @origin: where it came from, for error messages
 * @error: return location; %TRIVET_PAYMENT_ERROR_CONFIGURATION names origin, group and field
 *
 * Returns: (transfer full) (nullable): the table
 */
TrivetWalletTable *
trivet_wallet_table_new_from_data (const char *data,
                                   gssize      length,
                                   const char *origin,
                                   GError    **error)
{
  g_autoptr (TrivetWalletTable) self = NULL;
  g_autoptr (GError) parse_error = NULL;
  g_auto (GStrv) groups = NULL;

  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (origin != NULL, NULL);

  self = g_object_new (TRIVET_TYPE_WALLET_TABLE, NULL);
  if (!g_key_file_load_from_data (self->file, data, length < 0 ? strlen (data) : (gsize) length,
                                  G_KEY_FILE_KEEP_TRANSLATIONS, &parse_error)) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_CONFIGURATION, "%s: %s", origin,
                 parse_error->message);
    return NULL;
  }

  groups = g_key_file_get_groups (self->file, NULL);
  for (gsize i = 0; groups[i] != NULL; i++) {
    if (!add_wallet (self, origin, groups[i], error))
      return NULL;
  }
  if (self->wallets->len == 0) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_CONFIGURATION,
                 "%s: there is no wallet in it", origin);
    return NULL;
  }

  return g_steal_pointer (&self);
}

/**
 * trivet_wallet_table_new_default:
 *
 * Returns: (transfer full): the table that Trivet ships (data/wallets.ini), built in
 */
TrivetWalletTable *
trivet_wallet_table_new_default (void)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TrivetWalletTable *self;

  bytes = g_resource_lookup_data (trivet_wallets_get_resource (), DEFAULT_TABLE_RESOURCE,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  self = trivet_wallet_table_new_from_data (g_bytes_get_data (bytes, NULL),
                                            (gssize) g_bytes_get_size (bytes), "wallets.ini",
                                            &error);
  g_assert_no_error (error);

  return self;
}

static gboolean
is_all_digits (const char *text,
               gsize       length)
{
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  }

  return length > 0;
}

/* A token of letters, digits and signs; blanks or control characters inside mean that two codes ran
 * together or that it is something else. */
static gboolean
is_all_graphic (const char *text,
                gsize       length)
{
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isgraph (text[i]))
      return FALSE;
  }

  return length > 0;
}

/* EAN-8, UPC-A (12) and EAN-13 end in the same check digit: from the right, weights 1 and 3. No
 * wallet has codes of these lengths. */
static gboolean
is_product (const char *text,
            gsize       length)
{
  guint sum = 0;

  if ((length != 8 && length != 12 && length != 13) || !is_all_digits (text, length))
    return FALSE;

  for (gsize i = 0; i < length; i++)
    sum += (guint) (text[length - 1 - i] - '0') * (i % 2 == 0 ? 1 : 3);

  return sum % 10 == 0;
}

/* An address of any scheme ("https://", "wxp://", "alipays://"), or an EMVCo merchant code, which
 * always starts with its format indicator 00 02 01. */
static gboolean
is_link (const char *text,
         gsize       length)
{
  gsize i = 0;

  if (length >= 6 && memcmp (text, "000201", 6) == 0 && !is_all_digits (text, length))
    return TRUE;

  if (length < 4 || !g_ascii_isalpha (text[0]))
    return FALSE;
  while (i < length && i < MAX_CODE_LENGTH &&
         (g_ascii_isalnum (text[i]) || text[i] == '+' || text[i] == '-' || text[i] == '.'))
    i++;

  return length - i >= 3 && memcmp (text + i, "://", 3) == 0;
}

static const Wallet *
find_wallet (TrivetWalletTable *self,
             const char        *text,
             gsize              length)
{
  const Wallet *found = NULL;
  gsize         found_length = 0;

  if (length < MIN_CODE_LENGTH || length > MAX_CODE_LENGTH)
    return NULL;

  for (guint i = 0; i < self->wallets->len; i++) {
    const Wallet *wallet = g_ptr_array_index (self->wallets, i);
    gsize         evidence = wallet->text_prefix != NULL ? strlen (wallet->text_prefix) : 0;

    if (!wallet->lengths[length] || (found != NULL && evidence <= found_length))
      continue;
    if (wallet->text_prefix != NULL
          ? length >= evidence && memcmp (text, wallet->text_prefix, evidence) == 0 && is_all_graphic (text, length)
          : is_all_digits (text, length) &&
              wallet->prefixes[(text[0] - '0') * 10 + (text[1] - '0')]) {
      found = wallet;
      found_length = evidence;
    }
  }

  return found;
}

/* White space and line ends around the code are the scanner's. Blanks inside are a person's, who
 * typed the digits in groups as the wallet shows them; they are dropped too, but line ends inside
 * are not: they part two codes. */
static TrivetSecret *
dup_stripped (const TrivetSecret *scanned)
{
  const char   *text = trivet_secret_peek (scanned);
  gsize         length = trivet_secret_get_length (scanned);
  char          packed[MAX_CODE_LENGTH];
  gsize         n = 0;
  TrivetSecret *stripped;

  while (length > 0 && (g_ascii_isspace (text[length - 1]) || text[length - 1] == '\0'))
    length--;
  while (length > 0 && g_ascii_isspace (*text)) {
    text++;
    length--;
  }

  for (gsize i = 0; i < length; i++) {
    if (text[i] == ' ')
      continue;
    if (!g_ascii_isdigit (text[i]) || n == sizeof packed) {
      trivet_secret_wipe (packed, sizeof packed);
      return trivet_secret_new (text, (gssize) length);
    }
    packed[n++] = text[i];
  }

  stripped = trivet_secret_new (packed, (gssize) n);
  trivet_secret_wipe (packed, sizeof packed);
  return stripped;
}

/**
 * trivet_wallet_table_recognise:
 * @self: a table
 * @scanned: what a scanner or a keyboard gave
 * @ret_code: (out) (optional) (transfer full): for %TRIVET_CODE_PAYMENT, the code without white
 *   space
 * @ret_wallet_id: (out) (optional) (transfer none): for %TRIVET_CODE_PAYMENT, the wallet
 *
 * Says what was scanned. The out-parameters are written for %TRIVET_CODE_PAYMENT only.
 *
 * Returns: the kind; it chooses the sentence that staff read
 */
TrivetCodeKind
trivet_wallet_table_recognise (TrivetWalletTable  *self,
                               const TrivetSecret *scanned,
                               TrivetSecret      **ret_code,
                               const char        **ret_wallet_id)
{
  g_autoptr (TrivetSecret) code = NULL;
  const Wallet *wallet;
  const char   *text;
  gsize         length;

  g_return_val_if_fail (TRIVET_IS_WALLET_TABLE (self), TRIVET_CODE_OTHER);
  g_return_val_if_fail (scanned != NULL, TRIVET_CODE_OTHER);

  code = dup_stripped (scanned);
  text = trivet_secret_peek (code);
  length = trivet_secret_get_length (code);
  if (length == 0)
    return TRIVET_CODE_EMPTY;
  if (is_link (text, length))
    return TRIVET_CODE_LINK;
  if (is_product (text, length))
    return TRIVET_CODE_PRODUCT;

  wallet = find_wallet (self, text, length);
  if (wallet != NULL) {
    if (ret_code != NULL)
      *ret_code = g_steal_pointer (&code);
    if (ret_wallet_id != NULL)
      *ret_wallet_id = wallet->id;
    return TRIVET_CODE_PAYMENT;
  }

  if (length >= MIN_UNKNOWN_LENGTH && length <= MAX_UNKNOWN_LENGTH && is_all_digits (text, length))
    return TRIVET_CODE_UNKNOWN_DIGITS;
  return TRIVET_CODE_OTHER;
}

/* The name in @locale, in the language of it, or without a language. */
static char *
dup_name (TrivetWalletTable *self,
          const char        *wallet_id,
          const char        *locale)
{
  g_auto (GStrv) languages = g_get_locale_variants (locale);

  for (gsize i = 0; languages[i] != NULL; i++) {
    g_autofree char *key = g_strdup_printf ("name[%s]", languages[i]);
    g_autofree char *name = trivet_key_file_dup_string (self->file, wallet_id, key);

    if (name != NULL)
      return g_steal_pointer (&name);
  }

  return trivet_key_file_dup_string (self->file, wallet_id, "name");
}

/**
 * trivet_wallet_table_get_name:
 * @self: a table
 * @wallet_id: a wallet's id, also of one that the table does not have (from an old fact)
 * @locale: (nullable): "zh_CN", "en", …; %NULL for the name without a language
 *
 * Returns: (transfer none): words for the screen; @wallet_id itself when the table lacks it.
 *   Lives as long as the program.
 */
const char *
trivet_wallet_table_get_name (TrivetWalletTable *self,
                              const char        *wallet_id,
                              const char        *locale)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (TRIVET_IS_WALLET_TABLE (self), wallet_id);
  g_return_val_if_fail (wallet_id != NULL, NULL);

  /* "C" asks for no translation; NULL would mean this process's language, which is not the
   * screen's while two people use two languages. */
  if (locale == NULL)
    locale = "C";
  else if (g_str_equal (locale, "zh"))
    locale = "zh_CN";
  name = dup_name (self, wallet_id, locale);
  return g_intern_string (name != NULL ? name : wallet_id);
}
