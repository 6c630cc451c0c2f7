/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

SimReport *sim_report;

void
sim_report_open (void)
{
  sim_report = mmap (NULL, sizeof *sim_report, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert (sim_report != MAP_FAILED);
}

void
sim_fail (const char *format,
          ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_vsnprintf (sim_report->message, sizeof sim_report->message, format, arguments);
  va_end (arguments);
  sim_report->failed = TRUE;
  if (g_getenv ("SIM_TALK") != NULL)
    abort ();
  _exit (3);
}
