/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-app"

#include "trivet-provider-table.h"

#include "trivet-alipay-provider.h"
#include "trivet-provider-file.h"
#include "trivet-wechatpay-provider.h"

/*
 * The adapters that this program has, by the name that a provider file gives in `adapter=`. The
 * set is fixed and reviewed: there is no way to add to it at run time.
 */

typedef TrivetPaymentProvider *(*NewFunc) (GKeyFile     *key_file,
                                           const char   *group,
                                           const char   *origin,
                                           gboolean      training,
                                           TrivetClock  *clock,
                                           TrivetRandom *random,
                                           GError      **error);

typedef struct {
  const char *adapter;
  NewFunc     new_from_key_file;
} AdapterRow;

static const AdapterRow adapters[] = {
  { "alipay", trivet_alipay_provider_new_from_key_file },
  { "wechatpay", trivet_wechatpay_provider_new_from_key_file },
};

static const AdapterRow *
find_adapter (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (adapters); i++) {
    if (g_strcmp0 (adapters[i].adapter, name) == 0)
      return &adapters[i];
  }

  return NULL;
}

static TrivetPaymentProvider *
make_provider (const TrivetProviderFile *file,
               TrivetClock              *clock,
               TrivetRandom             *random,
               GError                  **error)
{
  g_autofree char  *name = trivet_provider_file_dup_text (file, "adapter", error);
  const AdapterRow *row;

  if (name == NULL)
    return NULL;

  row = find_adapter (name);
  if (row == NULL) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_CONFIGURATION,
                 "[%s] in %s: this Trivet has no adapter “%s”; it has alipay and wechatpay",
                 file->group, file->origin, name);
    return NULL;
  }

  return row->new_from_key_file (file->key_file, file->group, file->origin, file->training, clock, random, error);
}

/* "0.6%", or "0.38 %": up to four decimals, in parts per million. */
static gboolean
parse_fee_rate (const char *text,
                gint64     *ret_ppm)
{
  gint64 ppm = 0;
  gint64 unit = 10000;
  gsize  i = 0;

  for (; g_ascii_isdigit (text[i]) && ppm <= 1000000; i++)
    ppm = ppm * 10 + (text[i] - '0') * unit;
  if (i == 0)
    return FALSE;
  if (text[i] == '.') {
    for (i++; g_ascii_isdigit (text[i]) && unit > 1; i++) {
      unit /= 10;
      ppm += (text[i] - '0') * unit;
    }
  }
  while (text[i] == ' ')
    i++;
  if (!g_str_equal (text + i, "%") || ppm > 1000000)
    return FALSE;

  *ret_ppm = ppm;
  return TRUE;
}

/* Without the field fees are not compared. */
static void
load_fee_rate (const TrivetProviderFile *file,
               GHashTable               *ret_fee_rates,
               GPtrArray                *ret_problems)
{
  g_autofree char *text = trivet_provider_file_dup_optional (file, "fee-rate");
  g_autoptr (GError) error = NULL;
  gint64 ppm;

  if (text == NULL)
    return;
  if (parse_fee_rate (text, &ppm)) {
    g_hash_table_insert (ret_fee_rates, g_strdup (file->group), g_memdup2 (&ppm, sizeof ppm));
    return;
  }

  trivet_provider_file_fail (file, "fee-rate", "must be a percentage such as 0.6%", &error);
  g_ptr_array_add (ret_problems, g_strdup (error->message));
}

/**
 * trivet_provider_table_load:
 * @registry: where the providers go, in the order of the file
 * @path: (type filename): the provider file
 * @training: the program runs with the training gateways
 * @clock: for the providers
 * @random: for the providers
 * @ret_problems: (element-type utf8): one sentence is added for each group that is wrong; that
 *   provider alone is off
 * @ret_fee_rates: (element-type utf8 gint64): provider id → what its contract says, in parts per
 *   million; `fee-rate=0.6%` in the file
 * @error: return location: the file itself cannot be read
 *
 * Sets up every provider of a file.
 *
 * Returns: whether the file could be read
 */
gboolean
trivet_provider_table_load (TrivetProviderRegistry *registry,
                            const char             *path,
                            gboolean                training,
                            TrivetClock            *clock,
                            TrivetRandom           *random,
                            GPtrArray              *ret_problems,
                            GHashTable             *ret_fee_rates,
                            GError                **error)
{
  g_autoptr (GKeyFile) key_file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;

  g_return_val_if_fail (TRIVET_IS_PROVIDER_REGISTRY (registry), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (ret_problems != NULL, FALSE);

  if (!g_key_file_load_from_file (key_file, path, G_KEY_FILE_NONE, error)) {
    g_prefix_error (error, "The provider file %s cannot be read: ", path);
    return FALSE;
  }

  groups = g_key_file_get_groups (key_file, NULL);
  for (guint i = 0; groups[i] != NULL; i++) {
    TrivetProviderFile file = { .key_file = key_file, .group = groups[i], .origin = path, .training = training };
    g_autoptr (TrivetPaymentProvider) provider = NULL;
    g_autoptr (GError) problem = NULL;

    provider = make_provider (&file, clock, random, &problem);
    load_fee_rate (&file, ret_fee_rates, ret_problems);
    if (provider != NULL)
      trivet_provider_registry_add (registry, provider);
    else
      g_ptr_array_add (ret_problems, g_strdup (problem->message));
  }

  return TRUE;
}
