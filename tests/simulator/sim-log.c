/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-world.h"

#include <string.h>

/* The core's logs and the texts of its facts end here (--wrap): thorough worlds look for secrets in
 * them and read them again, the others save the time of printing. A critical is a bug wherever it is. */

static gboolean is_thorough;

void __wrap_g_log (const char *domain, GLogLevelFlags level, const char *format, ...) G_GNUC_PRINTF (3, 4);
void __wrap_g_log_structured (const char *domain, GLogLevelFlags level, ...);

void
sim_log_set_thorough (gboolean thorough)
{
  is_thorough = thorough;
}

static void
look_at (GLogLevelFlags level,
         const char    *format,
         va_list        arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);

  if (g_getenv ("SIM_TALK") != NULL)
    g_printerr ("%8" G_GINT64_FORMAT " %s\n", sim_loop_get_ms (), text);
  if (strstr (text, SIM_CODE_MARK) != NULL)
    sim_fail ("secret: a guest's code stands in the log");
  if (level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR))
    sim_fail ("critical: %s", text);
}

static gboolean
is_interesting (GLogLevelFlags level)
{
  return is_thorough || (level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR));
}

void
__wrap_g_log (const char    *domain,
              GLogLevelFlags level,
              const char    *format,
              ...)
{
  va_list arguments;

  if (!is_interesting (level))
    return;
  va_start (arguments, format);
  look_at (level, format, arguments);
  va_end (arguments);
}

char *__real_trivet_json_print (JsonObject *object);
char *__wrap_trivet_json_print (JsonObject *object);

/* The text of a fact is for the disk. Only a thorough world reads it again. */
char *
__wrap_trivet_json_print (JsonObject *object)
{
  return is_thorough ? __real_trivet_json_print (object) : g_strdup ("");
}

/* Pairs of names and texts, then MESSAGE and a format. */
void
__wrap_g_log_structured (const char    *domain,
                         GLogLevelFlags level,
                         ...)
{
  va_list     arguments;
  const char *key;

  if (!is_interesting (level))
    return;
  va_start (arguments, level);
  while (strcmp (key = va_arg (arguments, const char *), "MESSAGE") != 0) {
    const char *text = va_arg (arguments, const char *);

    if (strstr (text, SIM_CODE_MARK) != NULL)
      sim_fail ("secret: a guest's code stands in the field %s of the log", key);
  }
  key = va_arg (arguments, const char *);
  look_at (level, key, arguments);
  va_end (arguments);
}
