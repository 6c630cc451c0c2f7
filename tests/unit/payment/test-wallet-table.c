/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a scanned text is taken for what it is, by the shipped table and by edited ones.
 * Method: the wallets' shared cases, hand-made ones for everything that is no payment code, and
 * broken tables whose message must name what is wrong. */

#include "trivet-wallet-table.h"

#include <json-glib/json-glib.h>
#include <string.h>

static TrivetCodeKind
recognise (TrivetWalletTable *table,
           const char        *text,
           gssize             length,
           const char       **ret_wallet_id,
           TrivetSecret     **ret_code)
{
  g_autoptr (TrivetSecret) scanned = trivet_secret_new (text, length);

  *ret_wallet_id = NULL;
  *ret_code = NULL;
  return trivet_wallet_table_recognise (table, scanned, ret_code, ret_wallet_id);
}

static void
assert_kind (TrivetWalletTable *table,
             const char        *text,
             TrivetCodeKind     kind,
             const char        *wallet_id)
{
  g_autoptr (TrivetSecret) code = NULL;
  const char *found;

  g_test_message ("%s", text);
  g_assert_cmpint (recognise (table, text, -1, &found, &code), ==, kind);
  g_assert_cmpstr (found, ==, wallet_id);
  g_assert_cmpint (code != NULL, ==, kind == TRIVET_CODE_PAYMENT);
}

/* The cases know two wallets and the face token; the table knows more, so what they call unknown
 * may be one of the others, which are listed here. */
static const char *
explain_unknown (const char *input)
{
  if (g_str_has_prefix (input, "62"))
    return "unionpay";
  return NULL;
}

static const char *
expect_wallet (JsonObject *test_case)
{
  const char *wallet = json_object_get_string_member (test_case, "wallet");

  if (g_str_equal (wallet, "unknown"))
    return explain_unknown (json_object_get_string_member (test_case, "input"));
  return g_str_equal (wallet, "alipay_face") ? "alipay-face" : wallet;
}

static void
test_shared_cases (void)
{
  g_autoptr (TrivetWalletTable) table = trivet_wallet_table_new_default ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "vectors",
                                                 "auth-codes.json", NULL);
  JsonArray       *cases;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  cases = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                        "cases");
  g_assert_cmpuint (json_array_get_length (cases), >=, 18);
  for (guint i = 0; i < json_array_get_length (cases); i++) {
    JsonObject *test_case = json_array_get_object_element (cases, i);
    const char *input = json_object_get_string_member (test_case, "input");
    const char *expected = expect_wallet (test_case);
    g_autoptr (TrivetSecret) code = NULL;
    const char    *found;
    TrivetCodeKind kind;

    kind = recognise (table, input, -1, &found, &code);
    g_test_message ("“%s” → %s", input, found != NULL ? found : "none");
    g_assert_cmpstr (found, ==, expected);
    g_assert_cmpint (kind == TRIVET_CODE_PAYMENT, ==, expected != NULL);
  }
}

static void
test_kinds (void)
{
  g_autoptr (TrivetWalletTable) table = trivet_wallet_table_new_default ();

  assert_kind (table, "", TRIVET_CODE_EMPTY, NULL);
  assert_kind (table, " \r\n\t", TRIVET_CODE_EMPTY, NULL);
  assert_kind (table, "160000000000000000", TRIVET_CODE_UNKNOWN_DIGITS, NULL);
  assert_kind (table, "3100000000000000", TRIVET_CODE_UNKNOWN_DIGITS, NULL);
  assert_kind (table, "310000000000000", TRIVET_CODE_OTHER, NULL);
  assert_kind (table, "3100000000000000000000000", TRIVET_CODE_OTHER, NULL);
  assert_kind (table, "hello", TRIVET_CODE_OTHER, NULL);

  /* Products; the second of each pair has a wrong check digit. */
  assert_kind (table, "6901234567892", TRIVET_CODE_PRODUCT, NULL);
  assert_kind (table, "6901234567893", TRIVET_CODE_OTHER, NULL);
  assert_kind (table, "96385074", TRIVET_CODE_PRODUCT, NULL);
  assert_kind (table, "96385075", TRIVET_CODE_OTHER, NULL);
  assert_kind (table, "036000291452", TRIVET_CODE_PRODUCT, NULL);
  assert_kind (table, "036000291453", TRIVET_CODE_OTHER, NULL);
  /* A product of the range that Suning's codes begin with. */
  assert_kind (table, "8300123456787", TRIVET_CODE_PRODUCT, NULL);
  assert_kind (table, "8300123456788", TRIVET_CODE_OTHER, NULL);

  assert_kind (table, "https://qr.alipay.com/fkx123", TRIVET_CODE_LINK, NULL);
  assert_kind (table, "HTTP://EXAMPLE.COM", TRIVET_CODE_LINK, NULL);
  assert_kind (table, "wxp://f2f0abc", TRIVET_CODE_LINK, NULL);
  assert_kind (table, "00020101021226580016A000000677010111", TRIVET_CODE_LINK, NULL);
  /* A consumer-presented EMVCo code is a guest's, but no wallet here reads it. */
  assert_kind (table, "hQVDUFYwMWFFTwegAAAAVVVVVQ==", TRIVET_CODE_OTHER, NULL);

  assert_kind (table, "6212345678901234567", TRIVET_CODE_PAYMENT, "unionpay");
  assert_kind (table, "62123456789012345", TRIVET_CODE_UNKNOWN_DIGITS, NULL);
  assert_kind (table, "0112345678901234567", TRIVET_CODE_PAYMENT, "ecny");
  assert_kind (table, "511234567890123456", TRIVET_CODE_PAYMENT, "bestpay");
  assert_kind (table, "831234567890123456", TRIVET_CODE_PAYMENT, "suning");
}

/* White space goes, also blanks between groups that a person typed; two codes stay two. */
static void
test_strip (void)
{
  g_autoptr (TrivetWalletTable) table = trivet_wallet_table_new_default ();
  g_autoptr (TrivetSecret) typed = NULL;
  g_autoptr (TrivetSecret) two = NULL;
  g_autoptr (TrivetSecret) nul = NULL;
  const char *found;

  g_assert_cmpint (recognise (table, "\t1300 6109 8828 0094 06\r\n", -1, &found, &typed), ==,
                   TRIVET_CODE_PAYMENT);
  g_assert_cmpstr (trivet_secret_peek (typed), ==, "130061098828009406");
  g_assert_cmpuint (trivet_secret_get_length (typed), ==, 18);

  g_assert_cmpint (recognise (table, "1300610988\n28009406", -1, &found, &two), ==,
                   TRIVET_CODE_OTHER);
  g_assert_cmpint (recognise (table, "1300610988\00028009406", 19, &found, &nul), ==,
                   TRIVET_CODE_OTHER);
}

/* As long a text as a QR code can hold, of every first byte. */
static void
test_long (void)
{
  g_autoptr (TrivetWalletTable) table = trivet_wallet_table_new_default ();
  char text[7000];

  for (guint byte = 0; byte < 256; byte++) {
    g_autoptr (TrivetSecret) code = NULL;
    const char    *found;
    TrivetCodeKind kind;

    memset (text, (int) byte, sizeof text);
    kind = recognise (table, text, sizeof text, &found, &code);
    g_assert_cmpint (kind, !=, TRIVET_CODE_PAYMENT);
    g_assert_cmpint (kind, !=, TRIVET_CODE_UNKNOWN_DIGITS);
  }
}

static void
test_names (void)
{
  g_autoptr (TrivetWalletTable) table = trivet_wallet_table_new_default ();

  g_assert_cmpstr (trivet_wallet_table_get_name (table, "wechat", "en"), ==, "WeChat Pay");
  g_assert_cmpstr (trivet_wallet_table_get_name (table, "wechat", NULL), ==, "WeChat Pay");
  g_assert_cmpstr (trivet_wallet_table_get_name (table, "wechat", "zh_CN"), ==, "微信支付");
  g_assert_cmpstr (trivet_wallet_table_get_name (table, "alipay", "zh_CN.UTF-8"), ==, "支付宝");
  g_assert_cmpstr (trivet_wallet_table_get_name (table, "alipay", "zh"), ==, "支付宝");
  g_assert_cmpstr (trivet_wallet_table_get_name (table, "gone", "en"), ==, "gone");
}

static void
test_edited (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetWalletTable) table = NULL;

  table = trivet_wallet_table_new_from_data ("[wechat]\nname=W\nprefixes=10-15; 17\nlengths=18\n"
                                             "[club]\nname=C\ntext-prefix=17CLUB\n"
                                             "[any]\nname=A\nprefixes=99\nlengths=\n",
                                             -1, "shop.ini", &error);
  g_assert_no_error (error);
  assert_kind (table, "170000000000000000", TRIVET_CODE_PAYMENT, "wechat");
  assert_kind (table, "160000000000000000", TRIVET_CODE_UNKNOWN_DIGITS, NULL);
  assert_kind (table, "17CLUB0001", TRIVET_CODE_PAYMENT, "club");
  assert_kind (table, "99000001", TRIVET_CODE_PAYMENT, "any");
  assert_kind (table, "9900000", TRIVET_CODE_OTHER, NULL);
}

static void
test_broken (void)
{
  static const struct {
    const char *data;
    const char *field;
  } cases[] = {
    { "[w]\nprefixes=10\n", "name=" },
    { "[w]\nname=W\n", "prefixes=" },
    { "[w]\nname=W\nprefixes=10\ntext-prefix=x\n", "text-prefix=" },
    { "[w]\nname=W\nprefixes=15-10\n", "prefixes=" },
    { "[w]\nname=W\nprefixes=100\n", "prefixes=" },
    { "[w]\nname=W\nprefixes=1x\n", "prefixes=" },
    { "[w]\nname=W\nprefixes=-5\n", "prefixes=" },
    { "[w]\nname=W\nprefixes=;\n", "prefixes=" },
    { "[w]\nname=W\ntext-prefix=\n", "text-prefix=" },
    { "[w]\nname=W\nprefixes=10\nlengths=7\n", "lengths=" },
    { "[w]\nname=W\nprefixes=10\nlengths=16-65\n", "lengths=" },
    { "[w]\nname=W\nprefixes=10\nlengths=many\n", "lengths=" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (trivet_wallet_table_new_from_data (cases[i].data, -1, "shop.ini", &error));
    g_assert_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_CONFIGURATION);
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, "shop.ini"));
    g_assert_nonnull (strstr (error->message, "[w]"));
    g_assert_nonnull (strstr (error->message, cases[i].field));
  }
}

static void
test_no_table (void)
{
  static const char *const texts[] = { "", "not a key file", "[w\n", "\xff\xfe" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (trivet_wallet_table_new_from_data (texts[i], -1, "shop.ini", &error));
    g_assert_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_CONFIGURATION);
    g_assert_nonnull (strstr (error->message, "shop.ini"));
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment/wallet-table/shared-cases", test_shared_cases);
  g_test_add_func ("/payment/wallet-table/kinds", test_kinds);
  g_test_add_func ("/payment/wallet-table/strip", test_strip);
  g_test_add_func ("/payment/wallet-table/long", test_long);
  g_test_add_func ("/payment/wallet-table/names", test_names);
  g_test_add_func ("/payment/wallet-table/edited", test_edited);
  g_test_add_func ("/payment/wallet-table/broken", test_broken);
  g_test_add_func ("/payment/wallet-table/no-table", test_no_table);

  return g_test_run ();
}
