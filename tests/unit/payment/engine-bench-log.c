/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "engine-bench.h"

#include <string.h>

/* All that the engine logs, kept for a look at the end: no secret may be in it. */

#define MAX_KEPT_LOG (1024 * 1024)

static GString *log_text;

static guint n_warnings;

static void
keep_line (const char *key,
           const char *text)
{
  if (log_text->len > MAX_KEPT_LOG)
    g_string_truncate (log_text, 0);
  g_string_append_printf (log_text, "%s=%s\n", key, text);
}

/* Keeps what is logged, so that tests can look for secrets and expected warnings; a warning does
 * not abort here, because the engine must warn when a disk is full. */
static GLogWriterOutput
write_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  if ((level & G_LOG_LEVEL_MASK) < G_LOG_LEVEL_WARNING)
    return g_log_writer_default (level, fields, n_fields, user_data);

  if (level & G_LOG_LEVEL_WARNING)
    n_warnings++;
  for (gsize i = 0; i < n_fields; i++) {
    if (fields[i].length < 0)
      keep_line (fields[i].key, fields[i].value);
  }

  return G_LOG_WRITER_HANDLED;
}

/* Debug lines are kept too, instead of filling the test's output. */
static void
take_log (const char    *log_domain,
          GLogLevelFlags level,
          const char    *message,
          gpointer       user_data)
{
  if ((level & G_LOG_LEVEL_MASK) < G_LOG_LEVEL_DEBUG)
    g_log_default_handler (log_domain, level, message, user_data);
  else
    keep_line ("DEBUG", message);
}

void
bench_capture_logs (void)
{
  log_text = g_string_new (NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  g_log_set_default_handler (take_log, NULL);
}

guint
bench_take_warnings (void)
{
  guint n = n_warnings;

  n_warnings = 0;
  return n;
}

gboolean
bench_log_contains (const char *text)
{
  return strstr (log_text->str, text) != NULL;
}
