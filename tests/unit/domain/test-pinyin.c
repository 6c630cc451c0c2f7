/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: dishes are found by how they sound. Method: a table of names; threads that ask at once. */

#include "trivet-pinyin.h"

#include <string.h>

static void
test_initials (void)
{
  static const struct {
    const char *name;
    const char *initials;
  } cases[] = {
    { "麻婆豆腐", "mpdf" },
    { "红烧牛肉面", "hsnrm" },
    { "青岛啤酒", "qdpj" },
    { "绿茶", "lc" },
    { "西安凉皮", "xalp" },
    { "可乐 330ml", "kl3" },
    { "Dan dan noodles", "ddn" },
    { "Salt & pepper prawns", "spp" },
    { "Pu'er", "p" },
    { "Crème brûlée", "cb" },
    { "🥟 鲜肉小笼包", "xrxlb" },
    { "", "" },
    { "🍜", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *initials = trivet_pinyin_dup_initials (cases[i].name);

    g_assert_cmpstr (initials, ==, cases[i].initials);
  }
}

static void
assert_key (const char *name,
            const char *key)
{
  g_autofree char *made = trivet_pinyin_dup_search_key (name);

  g_assert_cmpstr (made, ==, key);
}

static void
test_key (void)
{
  assert_key ("麻婆豆腐", "麻婆豆腐\x1fmapodoufu\x1fmpdf");
  assert_key ("Mapo Tofu", "mapo tofu\x1fmt");
  assert_key ("绿豆汤", "绿豆汤\x1fludoutang\x1fldt");
  assert_key ("Café", "café\x1f"
                      "cafe\x1f"
                      "c");
  assert_key ("", "");
}

static void
test_long (void)
{
  GString         *name = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autofree char *key = NULL;

  for (int i = 0; i < 3000; i++)
    g_string_append (name, "面");
  text = g_string_free (name, FALSE);
  key = trivet_pinyin_dup_search_key (text);
  g_assert_true (g_str_has_prefix (key, "面面面"));
  g_assert_true (g_utf8_validate (key, -1, NULL));
}

static gpointer
ask (gpointer data)
{
  for (int i = 0; i < 200; i++) {
    g_autofree char *initials = trivet_pinyin_dup_initials ("宫保鸡丁");

    g_assert_cmpstr (initials, ==, "gbjd");
  }

  return NULL;
}

/* Comes first, so that opening the table is part of the race. */
static void
test_threads (void)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("asker", ask, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/pinyin/threads", test_threads);
  g_test_add_func ("/domain/pinyin/initials", test_initials);
  g_test_add_func ("/domain/pinyin/key", test_key);
  g_test_add_func ("/domain/pinyin/long", test_long);

  return g_test_run ();
}
