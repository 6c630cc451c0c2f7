/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-json-scan-private.h"

#include <string.h>

/*
 * Reads JSON where it stands. A tree of objects costs thirty times as much, and a start reads
 * thousands of dishes of which it shows thirty. The grammar is RFC 8259, but for control characters
 * in a string: our own texts have held one.
 *
 * A function that skips something returns what follows it, or NULL when it is not there.
 */

static const char *skip_value (const char *p,
                               int         levels);

static const char *
skip_blanks (const char *p)
{
  while (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')
    p++;

  return p;
}

/* Returns: the four digits after "\u", or -1 */
static int
read_unit (const char *p)
{
  int unit = 0;

  for (int i = 0; i < 4; i++) {
    if (!g_ascii_isxdigit (p[i]))
      return -1;
    unit = unit * 16 + g_ascii_xdigit_value (p[i]);
  }

  return unit;
}

/* Half of a pair cannot be said in UTF-8. A NUL ends the text, as it does for JSON-GLib. */
static const char *
read_character (const char *p,
                gunichar   *ret_character)
{
  int high = read_unit (p);
  int low;

  if (high < 0 || (high >= 0xdc00 && high <= 0xdfff))
    return NULL;
  if (high < 0xd800 || high > 0xdfff) {
    *ret_character = (gunichar) high;
    return p + 4;
  }
  low = p[4] == '\\' && p[5] == 'u' ? read_unit (p + 6) : -1;
  if (low < 0xdc00 || low > 0xdfff)
    return NULL;
  *ret_character = 0x10000 + ((gunichar) (high - 0xd800) << 10) + (gunichar) (low - 0xdc00);

  return p + 10;
}

static const char *
skip_string (const char *p)
{
  gunichar character;

  if (*p != '"')
    return NULL;
  for (p++; p != NULL && *p != '"';) {
    if (*p == '\0')
      return NULL;
    if (*p != '\\')
      p++;
    else if (p[1] == 'u')
      p = read_character (p + 2, &character);
    else if (p[1] != '\0' && strchr ("\"\\/bfnrt", p[1]) != NULL)
      p += 2;
    else
      return NULL;
  }

  return p != NULL ? p + 1 : NULL;
}

/* json-glib saturates whole numbers without a word, and then changes their sign. */
gboolean
_trivet_json_digits_fit (const char *text,
                         gsize       n_digits,
                         gboolean    negative)
{
  g_autofree char *digits = NULL;
  guint64          value;

  if (n_digits < 19)
    return TRUE;
  digits = g_strndup (text, n_digits);

  return g_ascii_string_to_unsigned (digits, 10, 0, (guint64) G_MAXINT64 + (negative ? 1 : 0), &value, NULL);
}

/* Something stands before @p. */
static const char *
skip_digits (const char *p)
{
  const char *first = p;

  while (g_ascii_isdigit (*p))
    p++;

  return p > first && _trivet_json_digits_fit (first, (gsize) (p - first), first[-1] == '-') ? p : NULL;
}

static const char *
skip_number (const char *p)
{
  if (*p == '-')
    p++;
  p = *p == '0' ? p + 1 : skip_digits (p);
  if (p != NULL && *p == '.')
    p = skip_digits (p + 1);
  if (p != NULL && (*p == 'e' || *p == 'E'))
    p = skip_digits (p[1] == '+' || p[1] == '-' ? p + 2 : p + 1);

  return p;
}

static const char *
skip_word (const char *p)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (g_str_has_prefix (p, words[i]))
      return p + strlen (words[i]);
  }

  return NULL;
}

/* The name of a member and what stands before its value. */
static const char *
skip_name (const char *p)
{
  p = skip_string (p);
  if (p == NULL)
    return NULL;
  p = skip_blanks (p);

  return *p == ':' ? skip_blanks (p + 1) : NULL;
}

/* What stands between two values, or before the end @close. */
static const char *
skip_comma (const char *p,
            char        close)
{
  p = skip_blanks (p);
  if (*p == close)
    return p;
  if (*p != ',')
    return NULL;
  p = skip_blanks (p + 1);

  return *p != close ? p : NULL;
}

static const char *
skip_brackets (const char *p,
               char        close,
               int         levels)
{
  if (levels == TRIVET_JSON_MAX_LEVELS)
    return NULL;
  p = skip_blanks (p + 1);
  while (p != NULL && *p != close) {
    if (close == '}')
      p = skip_name (p);
    if (p != NULL)
      p = skip_value (p, levels + 1);
    if (p != NULL)
      p = skip_comma (p, close);
  }

  return p != NULL ? p + 1 : NULL;
}

static const char *
skip_value (const char *p,
            int         levels)
{
  if (*p == '"')
    return skip_string (p);
  if (*p == '{')
    return skip_brackets (p, '}', levels);
  if (*p == '[')
    return skip_brackets (p, ']', levels);
  if (*p == '-' || g_ascii_isdigit (*p))
    return skip_number (p);

  return skip_word (p);
}

/* Returns: whether @text is one JSON object and nothing else, no deeper than is allowed and with no number that is
 * too large: that _trivet_json_find_trouble() finds nothing in it, in one go */
gboolean
_trivet_json_is_object (const char *text)
{
  const char *p = skip_blanks (text);

  if (*p != '{' || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  p = skip_value (p, 0);

  return p != NULL && *skip_blanks (p) == '\0';
}

static TrivetJsonValue
read_value (const char  *p,
            const char **ret_after)
{
  TrivetJsonValue value = { TRIVET_JSON_OTHER, p, 0 };

  *ret_after = skip_value (p, 0);
  value.length = (gsize) (*ret_after - p);
  if (*p == '"')
    value.kind = TRIVET_JSON_STRING;
  else if (*p == '[')
    value.kind = TRIVET_JSON_ARRAY;
  else if (*p == 't' || *p == 'f')
    value.kind = TRIVET_JSON_BOOL;
  else if ((*p == '-' || g_ascii_isdigit (*p)) && strcspn (p, ".eE") >= value.length)
    value.kind = TRIVET_JSON_INT;

  return value;
}

/* Returns: which of @names it is, or @n_names */
static guint
find_name (const TrivetJsonValue *name,
           const char *const     *names,
           guint                  n_names)
{
  g_autofree char *plain = NULL;
  const char      *text = name->text + 1;
  gsize            length = name->length - 2;
  guint            i;

  if (memchr (text, '\\', length) != NULL) {
    text = plain = _trivet_json_value_dup_string (name);
    length = strlen (plain);
  }
  for (i = 0; i < n_names; i++) {
    if (*names[i] == *text && strncmp (names[i], text, length) == 0 && names[i][length] == '\0')
      break;
  }

  return i;
}

/* Finds the members called @names; of two with one name the later counts. @text is an object for
 * _trivet_json_is_object(), and outlives @values. */
void
_trivet_json_pick (const char        *text,
                   const char *const *names,
                   guint              n_names,
                   TrivetJsonValue   *values)
{
  const char *p = skip_blanks (skip_blanks (text) + 1);

  memset (values, 0, n_names * sizeof *values);
  while (*p != '}') {
    TrivetJsonValue name = { TRIVET_JSON_STRING, p, (gsize) (skip_string (p) - p) };
    TrivetJsonValue value = read_value (skip_name (p), &p);
    guint           i = find_name (&name, names, n_names);

    if (i < n_names)
      values[i] = value;
    p = skip_comma (p, '}');
  }
}

/* Writes what an escape means. Returns: what follows it */
static const char *
write_meant (const char *p,
             char      **at)
{
  static const char letters[] = "bfnrt";
  static const char meanings[] = "\b\f\n\r\t";
  const char       *letter;
  gunichar          character;

  if (p[1] == 'u') {
    p = read_character (p + 2, &character);
    *at += g_unichar_to_utf8 (character, *at);
    return p;
  }

  letter = strchr (letters, p[1]);
  *(*at)++ = letter != NULL ? meanings[letter - letters] : p[1];

  return p + 2;
}

/* Writes a text and its NUL, which never take more bytes than @value does in its own text, and moves
 * @at behind them. Returns: (transfer none) (nullable): the text, or NULL when it is none */
const char *
_trivet_json_value_write (const TrivetJsonValue *value,
                          char                 **at)
{
  const char *text = *at;
  const char *p, *end;

  if (value->kind != TRIVET_JSON_STRING)
    return NULL;
  p = value->text + 1;
  end = value->text + value->length - 1;
  while (p < end) {
    const char *escape = memchr (p, '\\', (gsize) (end - p));
    gsize       length = (gsize) ((escape != NULL ? escape : end) - p);

    memcpy (*at, p, length);
    *at += length;
    p = escape != NULL ? write_meant (escape, at) : end;
  }
  *(*at)++ = '\0';

  return text;
}

/* Returns: (transfer full) (nullable): the text, or NULL when it is none */
char *
_trivet_json_value_dup_string (const TrivetJsonValue *value)
{
  char *text, *at;

  if (value->kind != TRIVET_JSON_STRING)
    return NULL;
  text = at = g_malloc (value->length);
  _trivet_json_value_write (value, &at);

  return text;
}

/* Returns: (transfer full) (nullable): the texts in a list, or NULL when there is none */
GStrv
_trivet_json_value_dup_strings (const TrivetJsonValue *value)
{
  g_autoptr (GStrvBuilder) strings = NULL;
  const char *p;

  if (value->kind != TRIVET_JSON_ARRAY || *skip_blanks (value->text + 1) == ']')
    return NULL;
  strings = g_strv_builder_new ();
  for (p = skip_blanks (value->text + 1); *p != ']'; p = skip_comma (p, ']')) {
    TrivetJsonValue  element = read_value (p, &p);
    g_autofree char *string = _trivet_json_value_dup_string (&element);

    if (string != NULL)
      g_strv_builder_add (strings, string);
  }

  return g_strv_builder_end (strings);
}

/* Returns: the number, or 0 when it is not whole */
gint64
_trivet_json_value_get_int (const TrivetJsonValue *value)
{
  return value->kind == TRIVET_JSON_INT ? g_ascii_strtoll (value->text, NULL, 10) : 0;
}

gboolean
_trivet_json_value_get_bool (const TrivetJsonValue *value)
{
  return value->kind == TRIVET_JSON_BOOL && *value->text == 't';
}
