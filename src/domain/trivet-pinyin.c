/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-pinyin.h"

#include <string.h>
#include <unicode/utrans.h>

/*
 * Chinese names by their sound, through ICU's own table. Opening it takes some milliseconds, so
 * keys are made when a menu is imported and are stored, never when the register starts.
 */

#define TRANSFORM  "Han-Latin; Latin-ASCII; Lower"
#define MAX_LENGTH 4096

static UTransliterator *
get_transliterator (void)
{
  static gsize            opened = 0;
  static UTransliterator *transliterator = NULL;

  if (g_once_init_enter (&opened)) {
    g_autofree gunichar2 *id = g_utf8_to_utf16 (TRANSFORM, -1, NULL, NULL, NULL);
    UErrorCode            status = U_ZERO_ERROR;

    transliterator = utrans_openU ((const UChar *) id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE (status))
      g_warning ("ICU has no table for Chinese sounds: %s", u_errorName (status));
    g_once_init_leave (&opened, 1);
  }

  return transliterator;
}

/* ICU is slow, and has nothing to say about plain letters. */
static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++) {
    if (!g_ascii_isprint (*text))
      return FALSE;
  }

  return TRUE;
}

static char *
transliterate (const char *text)
{
  UTransliterator      *transliterator = get_transliterator ();
  g_autofree gunichar2 *utf16 = g_utf8_to_utf16 (text, -1, NULL, NULL, NULL);
  g_autofree UChar     *buffer = NULL;
  UErrorCode            status = U_ZERO_ERROR;
  int32_t               length = 0;
  int32_t               limit;

  if (transliterator == NULL || utf16 == NULL)
    return g_utf8_strdown (text, -1);

  while (utf16[length] != 0)
    length++;
  if (length > MAX_LENGTH / 8)
    return g_utf8_strdown (text, -1);
  buffer = g_new0 (UChar, MAX_LENGTH);
  memcpy (buffer, utf16, (gsize) length * sizeof (UChar));
  limit = length;
  utrans_transUChars (transliterator, buffer, &length, MAX_LENGTH, 0, &limit, &status);
  if (U_FAILURE (status))
    return g_utf8_strdown (text, -1);

  return g_utf16_to_utf8 ((const gunichar2 *) buffer, length, NULL, NULL, NULL);
}

static gboolean
is_han (gunichar character)
{
  return g_unichar_get_script (character) == G_UNICODE_SCRIPT_HAN;
}

/* Asking ICU takes some 70 µs a character and a menu says the same ones again and again, so each
 * sound is kept. What ICU does not know stays as it is. */
static char *
dup_sound_of_han (gunichar character)
{
  static GMutex      lock;
  static GHashTable *sounds;
  char              *sound;

  g_mutex_lock (&lock);
  if (sounds == NULL)
    sounds = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  sound = g_hash_table_lookup (sounds, GUINT_TO_POINTER (character));
  if (sound == NULL) {
    char text[7] = { 0 };

    g_unichar_to_utf8 (character, text);
    sound = transliterate (text);
    g_hash_table_insert (sounds, GUINT_TO_POINTER (character), sound);
  }
  sound = g_strdup (sound);
  g_mutex_unlock (&lock);

  return sound;
}

/* Text with its sound instead of each Chinese character, and a blank around it, so that every
 * syllable becomes a word of its own. */
static char *
dup_sounds (const char *text)
{
  g_autoptr (GString) spelled = NULL;

  if (is_ascii (text))
    return g_ascii_strdown (text, -1);

  spelled = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar character = g_utf8_get_char (p);

    if (is_han (character)) {
      g_autofree char *sound = dup_sound_of_han (character);

      g_string_append_printf (spelled, " %s ", sound);
    } else {
      g_string_append_unichar (spelled, character);
    }
  }

  return is_ascii (spelled->str) ? g_ascii_strdown (spelled->str, -1) : transliterate (spelled->str);
}

static char *
dup_initials_of_sounds (const char *sounds)
{
  GString *initials = g_string_new (NULL);
  gboolean at_start = TRUE;

  for (const char *p = sounds; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar character = g_utf8_get_char (p);

    if (at_start && g_unichar_isalnum (character))
      g_string_append_unichar (initials, character);
    at_start = !g_unichar_isalnum (character) && character != '\'';
  }

  return g_string_free (initials, FALSE);
}

/**
 * trivet_pinyin_dup_initials:
 * @text: UTF-8
 *
 * Returns: (transfer full): the first letter of each word, and of each Chinese character's
 *   sound: "mpdf" for 麻婆豆腐, "ddn" for Dan dan noodles
 */
char *
trivet_pinyin_dup_initials (const char *text)
{
  g_autofree char *sounds = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  sounds = dup_sounds (text);

  return dup_initials_of_sounds (sounds);
}

static void
append_part (GString    *key,
             const char *part)
{
  if (*part == '\0')
    return;
  if (key->len > 0)
    g_string_append_c (key, '\x1f');
  g_string_append (key, part);
}

/**
 * trivet_pinyin_dup_search_key:
 * @text: UTF-8: a name
 *
 * Returns: (transfer full): what a search looks at: the name in lower case, its sound without
 *   blanks, and its initials, separated by U+001F
 */
char *
trivet_pinyin_dup_search_key (const char *text)
{
  g_autofree char *lower = NULL;
  g_autofree char *sounds = NULL;
  g_autofree char *initials = NULL;
  g_autoptr (GString) joined = g_string_new (NULL);
  GString *key;

  g_return_val_if_fail (text != NULL, NULL);

  lower = g_utf8_strdown (text, -1);
  sounds = dup_sounds (text);
  initials = dup_initials_of_sounds (sounds);
  for (const char *p = sounds; *p != '\0'; p++) {
    if (*p != ' ')
      g_string_append_c (joined, *p);
  }

  key = g_string_new (NULL);
  append_part (key, lower);
  if (strcmp (sounds, lower) != 0)
    append_part (key, joined->str);
  append_part (key, initials);

  return g_string_free (key, FALSE);
}
