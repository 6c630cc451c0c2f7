/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a hand scanner's keys become one whole code, and a person's keys reach the focused widget.
 * Method: key presses with their times, as a keyboard controller would feed them. */

#include "trivet-wedge.h"

#include <string.h>

#define CODE    "134567890123456789"
#define FAST_MS 4
#define SLOW_MS (TRIVET_WEDGE_MAX_GAP_MS + 1)

typedef struct {
  TrivetWedge *wedge;
  gint64       now_us;
  GString     *passed; /* what the focused widget got; '\r' for Enter */
  GPtrArray   *codes;  /* TrivetSecret */
} Keyboard;

static void
set_up (Keyboard     *self,
        gconstpointer user_data)
{
  self->wedge = trivet_wedge_new ();
  self->now_us = G_USEC_PER_SEC;
  self->passed = g_string_new (NULL);
  self->codes = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_secret_unref);
}

static void
tear_down (Keyboard     *self,
           gconstpointer user_data)
{
  g_assert_finalize_object (self->wedge);
  g_string_free (self->passed, TRUE);
  g_ptr_array_unref (self->codes);
}

static TrivetWedgeVerdict
press (Keyboard *self,
       gunichar  character,
       guint     after_ms)
{
  TrivetSecret      *code = NULL;
  TrivetWedgeVerdict verdict;

  self->now_us += after_ms * 1000;
  verdict = trivet_wedge_feed (self->wedge, character, self->now_us, &code);
  g_assert_true ((code != NULL) == (verdict == TRIVET_WEDGE_CODE));
  if (code != NULL)
    g_ptr_array_add (self->codes, code);
  if (verdict == TRIVET_WEDGE_PASS && character != 0)
    g_string_append_unichar (self->passed, character);

  return verdict;
}

static void
type (Keyboard   *self,
      const char *text,
      guint       gap_ms)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    press (self, g_utf8_get_char (text), gap_ms);
}

static void
assert_code (Keyboard   *self,
             const char *text)
{
  TrivetSecret *code;

  g_assert_cmpuint (self->codes->len, ==, 1);
  code = g_ptr_array_index (self->codes, 0);
  g_assert_cmpstr (trivet_secret_peek (code), ==, text);
  g_assert_cmpuint (trivet_secret_get_length (code), ==, strlen (text));
  g_ptr_array_set_size (self->codes, 0);
}

static void
test_scan (Keyboard     *self,
           gconstpointer user_data)
{
  type (self, CODE "\r", FAST_MS);
  assert_code (self, CODE);
  g_assert_cmpstr (self->passed->str, ==, "1");

  /* At the very gap; Enter of another kind; a second scan right behind. */
  type (self, CODE "\n", TRIVET_WEDGE_MAX_GAP_MS);
  assert_code (self, CODE);
  type (self, "https://example.org/x?y=~\r", FAST_MS);
  assert_code (self, "https://example.org/x?y=~");
}

static void
test_person (Keyboard     *self,
             gconstpointer user_data)
{
  type (self, "134567890\rfried rice 红烧\r", SLOW_MS);
  g_assert_cmpstr (self->passed->str, ==, "134567890\rfried rice 红烧\r");
  g_assert_cmpuint (self->codes->len, ==, 0);
}

static void
test_slow_then_fast (Keyboard     *self,
                     gconstpointer user_data)
{
  type (self, "ab", SLOW_MS);
  press (self, CODE[0], SLOW_MS);
  type (self, &(CODE "\r")[1], FAST_MS);
  assert_code (self, CODE);
  g_assert_cmpstr (self->passed->str, ==, "ab1");

  /* An Enter that comes late is a person's, and the run is gone. */
  type (self, CODE, FAST_MS);
  g_assert_cmpint (press (self, '\r', SLOW_MS), ==, TRIVET_WEDGE_PASS);
  type (self, "\r", FAST_MS);
  g_assert_cmpuint (self->codes->len, ==, 0);
}

static void
test_lengths (Keyboard     *self,
              gconstpointer user_data)
{
  g_autofree char *longest = g_strnfill (TRIVET_WEDGE_MAX_LENGTH, '7');
  g_autofree char *too_long = g_strnfill (TRIVET_WEDGE_MAX_LENGTH + 40, '7');

  type (self, "1234567\r", FAST_MS);
  g_assert_cmpuint (self->codes->len, ==, 0);
  type (self, "12345678\r", FAST_MS);
  assert_code (self, "12345678");

  type (self, longest, FAST_MS);
  type (self, "\r", FAST_MS);
  assert_code (self, longest);

  /* No part of a run that is too long is taken for a code, and none of it reaches the screen. */
  g_string_truncate (self->passed, 0);
  type (self, too_long, FAST_MS);
  g_assert_cmpint (press (self, '\r', FAST_MS), ==, TRIVET_WEDGE_KEEP);
  g_assert_cmpuint (self->codes->len, ==, 0);
  g_assert_cmpstr (self->passed->str, ==, "7");

  type (self, CODE "\r", FAST_MS);
  assert_code (self, CODE);
  type (self, too_long, FAST_MS);
  g_assert_cmpint (press (self, 'x', SLOW_MS), ==, TRIVET_WEDGE_PASS);
}

static void
test_controls (Keyboard     *self,
               gconstpointer user_data)
{
  g_assert_cmpint (press (self, '\r', FAST_MS), ==, TRIVET_WEDGE_PASS);
  g_assert_cmpint (press (self, '\n', FAST_MS), ==, TRIVET_WEDGE_PASS);

  /* A control character, or one that no scanner sends, ends the run. */
  type (self, CODE "\t", FAST_MS);
  type (self, "\r", FAST_MS);
  g_assert_cmpuint (self->codes->len, ==, 0);
  type (self, CODE "红\r", FAST_MS);
  g_assert_cmpuint (self->codes->len, ==, 0);
  type (self, CODE "\x7f\r", FAST_MS);
  g_assert_cmpuint (self->codes->len, ==, 0);
  g_assert_cmpint (press (self, 0x1b, FAST_MS), ==, TRIVET_WEDGE_PASS);
}

/* Shift between the letters of a link has no character: it passes, and the run goes on. */
static void
test_no_character (Keyboard     *self,
                   gconstpointer user_data)
{
  const char *link = "WXP://Ab12cD";

  for (const char *c = link; *c != '\0'; c++) {
    g_assert_cmpint (press (self, 0, 1), ==, TRIVET_WEDGE_PASS);
    press (self, *c, 1);
  }
  press (self, '\r', 1);
  assert_code (self, link);
}

/* A person types while nobody scans, a guest scans, the person goes on. */
static void
test_interleaved (Keyboard     *self,
                  gconstpointer user_data)
{
  type (self, "ri", 120);
  press (self, CODE[0], 90);
  type (self, &(CODE "\r")[1], FAST_MS);
  type (self, "ce\r", 150);
  assert_code (self, CODE);
  g_assert_cmpstr (self->passed->str, ==, "ri1ce\r");

  type (self, "13456789", FAST_MS);
  trivet_wedge_reset (self->wedge);
  type (self, "\r", FAST_MS);
  g_assert_cmpuint (self->codes->len, ==, 0);
}

static gboolean
object_contains (TrivetWedge *wedge,
                 const char  *text)
{
  GTypeQuery query;

  g_type_query (TRIVET_TYPE_WEDGE, &query);

  return memmem (wedge, query.instance_size, text, strlen (text)) != NULL;
}

static void
test_wiped (Keyboard     *self,
            gconstpointer user_data)
{
  type (self, CODE, FAST_MS);
  g_assert_true (object_contains (self->wedge, "567890"));
  type (self, "\r", FAST_MS);
  g_assert_false (object_contains (self->wedge, "567890"));

  type (self, CODE, FAST_MS);
  press (self, '\t', FAST_MS);
  g_assert_false (object_contains (self->wedge, "567890"));
  type (self, CODE, FAST_MS);
  press (self, 'x', SLOW_MS);
  g_assert_false (object_contains (self->wedge, "567890"));
}

#define ADD(path, func) g_test_add ("/services/wedge/" path, Keyboard, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("scan", test_scan);
  ADD ("person", test_person);
  ADD ("slow-then-fast", test_slow_then_fast);
  ADD ("lengths", test_lengths);
  ADD ("controls", test_controls);
  ADD ("no-character", test_no_character);
  ADD ("interleaved", test_interleaved);
  ADD ("wiped", test_wiped);

  return g_test_run ();
}
