/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "trivet-alipay-provider.h"
#include "trivet-manual-clock.h"
#include "trivet-payment-error.h"
#include "trivet-seeded-random.h"
#include "trivet-wechatpay-provider.h"

#include <string.h>

/* A provider file that somebody wrote by hand gives a provider or one sentence, never a crash. Its
 * relative paths lead to the keys of the vectors. */

typedef TrivetPaymentProvider *(*NewFunc) (GKeyFile     *key_file,
                                           const char   *group,
                                           const char   *origin,
                                           gboolean      training,
                                           TrivetClock  *clock,
                                           TrivetRandom *random,
                                           GError      **error);

static void
set_up (GKeyFile   *key_file,
        const char *group,
        NewFunc     new_from_key_file)
{
  g_autofree char *origin = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "fixtures", "vectors", "keys", "providers.ini", NULL);
  g_autoptr (TrivetManualClock) clock = trivet_manual_clock_new ();
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetPaymentProvider) provider =
    new_from_key_file (key_file, group, origin, TRUE, TRIVET_CLOCK (clock), TRIVET_RANDOM (random), &error);

  g_assert_true ((provider == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_CONFIGURATION);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* A path into these folders would read a terminal, or without end. */
static gboolean
names_device (const uint8_t *data,
              size_t         length)
{
  return memmem (data, length, "dev", 3) != NULL || memmem (data, length, "proc", 4) != NULL;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         length)
{
  g_autoptr (GKeyFile) key_file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;

  if (names_device (data, length) ||
      !g_key_file_load_from_data (key_file, (const char *) data, length, G_KEY_FILE_NONE, NULL))
    return 0;

  groups = g_key_file_get_groups (key_file, NULL);
  for (guint i = 0; groups[i] != NULL; i++) {
    set_up (key_file, groups[i], trivet_alipay_provider_new_from_key_file);
    set_up (key_file, groups[i], trivet_wechatpay_provider_new_from_key_file);
  }
  return 0;
}
