/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-alipay"

#include "trivet-alipay-envelope.h"

#include "trivet-json.h"

#include <string.h>

/* Alipay signs the exact bytes of one member of its answer, from { to }. So the raw bytes are
 * scanned, nothing is parsed and printed again, and what is parsed later is the very text that was
 * verified. Anything ambiguous (a member twice, an escaped name, text behind the end) is refused. */

#define MAX_MEMBERS 8

typedef struct {
  const char *start;
  gsize       length;
} Span;

typedef struct {
  const char *cursor;
  const char *end;
} Scanner;

typedef struct {
  Span name;
  Span value;
} Member;

static void
skip_space (Scanner *scanner)
{
  while (scanner->cursor < scanner->end && strchr (" \t\r\n", *scanner->cursor) != NULL && *scanner->cursor != '\0')
    scanner->cursor++;
}

static gboolean
take (Scanner *scanner,
      char     c)
{
  skip_space (scanner);
  if (scanner->cursor >= scanner->end || *scanner->cursor != c)
    return FALSE;
  scanner->cursor++;
  return TRUE;
}

/* A string from its first quote to its last; @span is what is between them. */
static gboolean
take_string (Scanner *scanner,
             Span    *span)
{
  if (!take (scanner, '"'))
    return FALSE;
  span->start = scanner->cursor;
  for (; scanner->cursor < scanner->end; scanner->cursor++) {
    if (*scanner->cursor == '\\') {
      scanner->cursor++;
    } else if (*scanner->cursor == '"') {
      span->length = (gsize) (scanner->cursor - span->start);
      scanner->cursor++;
      return TRUE;
    }
  }
  return FALSE;
}

/* An object or array with everything inside; brackets inside strings do not count. */
static gboolean
take_brackets (Scanner *scanner,
               Span    *span)
{
  guint depth = 0;
  Span  ignored;

  span->start = scanner->cursor;
  while (scanner->cursor < scanner->end) {
    char c = *scanner->cursor;

    if (c == '"') {
      if (!take_string (scanner, &ignored))
        return FALSE;
      continue;
    }
    scanner->cursor++;
    if (c == '{' || c == '[')
      depth++;
    else if ((c == '}' || c == ']') && --depth == 0) {
      span->length = (gsize) (scanner->cursor - span->start);
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
take_value (Scanner *scanner,
            Span    *span)
{
  skip_space (scanner);
  if (scanner->cursor >= scanner->end)
    return FALSE;
  if (*scanner->cursor == '{' || *scanner->cursor == '[')
    return take_brackets (scanner, span);
  if (*scanner->cursor == '"') {
    span->start = scanner->cursor;
    if (!take_string (scanner, span))
      return FALSE;
    span->start--;
    span->length += 2;
    return TRUE;
  }
  span->start = scanner->cursor;
  while (scanner->cursor < scanner->end && (g_ascii_isalnum (*scanner->cursor) || strchr ("+-.", *scanner->cursor) != NULL) && *scanner->cursor != '\0')
    scanner->cursor++;
  span->length = (gsize) (scanner->cursor - span->start);
  return span->length > 0;
}

static gboolean
span_equal (Span a,
            Span b)
{
  return a.length == b.length && memcmp (a.start, b.start, a.length) == 0;
}

static gboolean
add_member (Member *members,
            guint  *n_members,
            Member  member)
{
  if (*n_members == MAX_MEMBERS || memchr (member.name.start, '\\', member.name.length) != NULL)
    return FALSE;
  for (guint i = 0; i < *n_members; i++) {
    if (span_equal (members[i].name, member.name))
      return FALSE;
  }
  members[(*n_members)++] = member;
  return TRUE;
}

/* The members at depth 1. */
static gboolean
scan_members (const char *raw,
              gsize       length,
              Member     *members,
              guint      *n_members)
{
  Scanner scanner = { raw, raw + length };

  if (!take (&scanner, '{'))
    return FALSE;
  do {
    Member member = { 0 };

    if (!take_string (&scanner, &member.name) || !take (&scanner, ':') ||
        !take_value (&scanner, &member.value) || !add_member (members, n_members, member))
      return FALSE;
  } while (take (&scanner, ','));
  if (!take (&scanner, '}'))
    return FALSE;
  skip_space (&scanner);
  return scanner.cursor == scanner.end;
}

static const Span *
find_member (const Member *members,
             guint         n_members,
             const char   *name)
{
  Span wanted = { name, strlen (name) };

  for (guint i = 0; i < n_members; i++) {
    if (span_equal (members[i].name, wanted))
      return &members[i].value;
  }
  return NULL;
}

/* A string value without its quotes; a slash may be escaped, nothing else. */
static char *
dup_plain (const Span *value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (value == NULL || value->length < 2 || *value->start != '"')
    return NULL;
  g_string_append_len (text, value->start + 1, (gssize) value->length - 2);
  g_string_replace (text, "\\/", "/", 0);
  if (strchr (text->str, '\\') != NULL || strlen (text->str) != text->len)
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The untouched bytes first; then the two repairs that are official, each once, in this order:
 * every \/ as /, every / as \/. Both mean the same JSON. */
static gboolean
verify_content (TrivetPublicKey *key,
                const Span      *content,
                const char      *sign)
{
  g_autoptr (GString) repaired = NULL;

  if (trivet_public_key_verify (key, content->start, content->length, sign))
    return TRUE;
  if (memchr (content->start, '/', content->length) == NULL)
    return FALSE;

  repaired = g_string_new_len (content->start, (gssize) content->length);
  g_string_replace (repaired, "\\/", "/", 0);
  if (trivet_public_key_verify (key, repaired->str, repaired->len, sign))
    return TRUE;
  g_string_replace (repaired, "/", "\\/", 0);
  return trivet_public_key_verify (key, repaired->str, repaired->len, sign);
}

static gboolean
is_success (const Span *content)
{
  g_autoptr (JsonObject) object = trivet_json_parse_object (content->start, content->length, NULL);
  const char *code = object != NULL ? trivet_json_get_text (object, "code") : NULL;

  return code == NULL || strcmp (code, "10000") == 0 || strcmp (code, "10003") == 0;
}

static char *
member_name_of (const char *method)
{
  g_autofree char *name = g_strdelimit (g_strdup (method), ".", '_');

  return g_strconcat (name, "_response", NULL);
}

/**
 * trivet_alipay_open_envelope:
 * @raw: (array length=length): the whole body, as it came
 * @method: "alipay.trade.query"
 * @keys: who may have signed
 * @ret_content: (out) (transfer none): the object that was verified, or the hint; points into @raw
 * @ret_length: (out): its bytes
 *
 * Finds the answer's object, verifies it, and tells how far it may be believed. The two outputs are
 * set for OK and UNSIGNED only.
 */
TrivetAlipayVerdict
trivet_alipay_open_envelope (const char       *raw,
                             gsize             length,
                             const char       *method,
                             TrivetAlipayKeys *keys,
                             const char      **ret_content,
                             gsize            *ret_length)
{
  Member           members[MAX_MEMBERS] = { 0 };
  guint            n_members = 0;
  g_autofree char *name = member_name_of (method);
  g_autofree char *sign = NULL;
  g_autofree char *cert_sn = NULL;
  const Span      *content;
  TrivetPublicKey *key;

  if (!scan_members (raw, length, members, &n_members))
    return TRIVET_ALIPAY_VERDICT_REJECT;

  content = find_member (members, n_members, name);
  if (content == NULL)
    content = find_member (members, n_members, "error_response");
  if (content == NULL || *content->start != '{')
    return TRIVET_ALIPAY_VERDICT_REJECT;

  if (find_member (members, n_members, "sign") != NULL) {
    sign = dup_plain (find_member (members, n_members, "sign"));
    cert_sn = dup_plain (find_member (members, n_members, "alipay_cert_sn"));
    key = trivet_alipay_keys_lookup (keys, cert_sn);
    if (sign == NULL)
      return TRIVET_ALIPAY_VERDICT_REJECT;
    if (key == NULL)
      return TRIVET_ALIPAY_VERDICT_UNKNOWN_KEY;
    if (!verify_content (key, content, sign))
      return TRIVET_ALIPAY_VERDICT_BAD_SIGNATURE;
  } else if (is_success (content)) {
    return TRIVET_ALIPAY_VERDICT_REJECT;
  }

  *ret_content = content->start;
  *ret_length = content->length;
  return sign != NULL ? TRIVET_ALIPAY_VERDICT_OK : TRIVET_ALIPAY_VERDICT_UNSIGNED;
}
