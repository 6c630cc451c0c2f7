/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-ui.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <unistd.h>

/*
 * The language of the screens, changed while threads run. gettext reads it from the environment, and
 * any thread may read the environment at any time, so setenv() is out of the question. The variable
 * is there from the start instead, and a change puts another constant text into its place: one
 * pointer, written at once, and no text that a reader may hold is ever changed or freed.
 */

#define NAME "LANGUAGE="

static const char english[] = NAME "en";
static const char chinese[] = NAME "zh_CN";
static char      *as_started;

static char **
find_place (void)
{
  for (char **place = environ; place != NULL && *place != NULL; place++) {
    if (g_str_has_prefix (*place, NAME))
      return place;
  }

  return NULL;
}

/**
 * trivet_ui_init_language:
 *
 * Makes place for trivet_ui_set_language(). To be called once, by main(), while it is the only
 * thread, after setlocale() and before GTK.
 */
void
trivet_ui_init_language (void)
{
  const char *value = g_getenv ("LANGUAGE");
  const char *locale = setlocale (LC_MESSAGES, NULL);

  if (as_started != NULL)
    return;
  as_started = g_strconcat (NAME, value != NULL ? value : "", NULL);
  putenv (as_started);
  /* GTK would set the locale anew, with other threads there. */
  gtk_disable_setlocale ();
  /* gettext looks at LANGUAGE in every locale but "C", and "C" is what a bare machine has. */
  if (g_strcmp0 (locale, "C") == 0 || g_strcmp0 (locale, "POSIX") == 0)
    setlocale (LC_MESSAGES, "C.UTF-8");
}

/**
 * trivet_ui_set_language:
 * @language: of the screens from now on
 *
 * Makes gettext answer in another language. Widgets that exist keep their words: the window
 * builds its pages anew after this. Other threads may read the environment meanwhile, but must not
 * change it; a thread that looks up one of our own words at the same moment may get either language.
 */
void
trivet_ui_set_language (TrivetLanguageSetting language)
{
  /* gettext looks at its caches anew when this number changes (GNU gettext manual, 11.2.3). */
  extern int  _nl_msg_cat_cntr;
  const char *text = as_started;
  char      **place = find_place ();

  g_return_if_fail (as_started != NULL && place != NULL);

  switch (language) {
  case TRIVET_LANGUAGE_SETTING_SYSTEM:
    text = as_started;
    break;
  case TRIVET_LANGUAGE_SETTING_ENGLISH:
    text = english;
    break;
  case TRIVET_LANGUAGE_SETTING_CHINESE:
    text = chinese;
    break;
  }
  g_atomic_pointer_set (place, (char *) text);
  g_atomic_int_inc (&_nl_msg_cat_cntr);
}

/**
 * trivet_ui_is_chinese:
 *
 * Returns: whether the words on the screen are Chinese
 */
gboolean
trivet_ui_is_chinese (void)
{
  /* Translators: write "zh" in a Chinese translation, and leave it as it is in others. It chooses
   * which of a dish's two names is shown. */
  return g_str_equal (C_ ("language of dishes", "en"), "zh");
}
