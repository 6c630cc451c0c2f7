/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-prices-words-private.h"

#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * The rules of the price book as sentences: what it takes or costs, of which dishes, when and for
 * whom.
 */

/* More dishes than this are counted. */
#define MAX_NAMED 3

#define PPM_A_PERCENT (TRIVET_RATE_PPM_ONE / 100)

/* Finer than this no rate is typed: one hundredth of a per cent. */
#define PPM_A_STEP (PPM_A_PERCENT / 100)

/**
 * trivet_prices_words_dup_percent:
 * @rate_ppm: parts per million
 *
 * Returns: (transfer full): "10 %", "12.5 %"
 */
char *
trivet_prices_words_dup_percent (gint64 rate_ppm)
{
  gint64           hundredths = rate_ppm / PPM_A_STEP;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT, hundredths / 100, hundredths % 100);
  gsize            length = strlen (text);

  while (text[length - 1] == '0')
    text[--length] = '\0';
  if (text[length - 1] == '.')
    text[--length] = '\0';

  return g_strdup_printf ("%s %%", text);
}

/**
 * trivet_prices_words_parse_percent:
 * @text: "10", "12.5" or "12.5 %"
 * @ret_ppm: (out): parts per million
 *
 * Returns: whether it is a rate with at most two decimals
 */
gboolean
trivet_prices_words_parse_percent (const char *text,
                                   gint64     *ret_ppm)
{
  g_autofree char *number = g_strdup (text);
  char            *sign = strchr (number, '%');
  TrivetMoney      hundredths;

  if (sign != NULL && *g_strstrip (sign + 1) == '\0')
    *sign = '\0';
  /* Decimals are read without floating point, as those of a currency with two of them. */
  if (!trivet_money_from_decimal (g_strstrip (number), TRIVET_CURRENCY_CNY, &hundredths, NULL) || hundredths.minor < 0 ||
      hundredths.minor > 100 * TRIVET_RATE_PPM_ONE)
    return FALSE;
  *ret_ppm = hundredths.minor * PPM_A_STEP;

  return TRUE;
}

static void
add_name (GString    *text,
          guint      *n,
          const char *name)
{
  if (name == NULL)
    return;
  if (*n < MAX_NAMED)
    g_string_append_printf (text, "%s%s", *n > 0 ? _(", ") : "", name);
  (*n)++;
}

/**
 * trivet_prices_words_dup_part:
 * @part: what a promotion is for
 * @menu: names it
 *
 * Returns: (transfer full): "Tsingtao, Plum juice and 2 more"; dishes that the menu does not have any
 *   more are not named
 */
char *
trivet_prices_words_dup_part (const TrivetPromotionPart *part,
                              TrivetMenu                *menu)
{
  GString *text = g_string_new (NULL);
  gboolean chinese = trivet_ui_is_chinese ();
  guint    n = 0;

  if (*part->skus == NULL && *part->categories == NULL)
    g_string_append (text, _("every dish"));
  for (guint i = 0; part->categories[i] != NULL; i++) {
    const TrivetMenuCategory *category = trivet_menu_lookup_category (menu, part->categories[i]);

    add_name (text, &n, category == NULL ? NULL : chinese ? category->name_zh
                                                          : category->name);
  }
  for (guint i = 0; part->skus[i] != NULL; i++) {
    TrivetMenuItem *item = trivet_menu_lookup_item (menu, part->skus[i]);

    add_name (text, &n, item == NULL ? NULL : trivet_menu_item_get_name (item, chinese ? TRIVET_LANGUAGE_ZH : TRIVET_LANGUAGE_EN));
  }
  if (n > MAX_NAMED)
    g_string_append_printf (text, _(" and %u more"), n - MAX_NAMED);
  if (text->len == 0)
    g_string_append (text, _("dishes that are no longer on the menu"));

  return g_string_free (text, FALSE);
}

/**
 * trivet_prices_words_dup_parts:
 * @promotion: a promotion
 * @menu: names its dishes
 *
 * Returns: (transfer full): all of its parts: "2 × Tea + Noodles"
 */
char *
trivet_prices_words_dup_parts (const TrivetPromotion *promotion,
                               TrivetMenu            *menu)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < promotion->parts->len; i++) {
    const TrivetPromotionPart *part = g_ptr_array_index (promotion->parts, i);
    g_autofree char           *name = trivet_prices_words_dup_part (part, menu);

    if (i > 0)
      g_string_append (text, " + ");
    if (part->count > 1)
      g_string_append_printf (text, "%d × ", part->count);
    g_string_append (text, name);
  }

  return g_string_free (text, FALSE);
}

/**
 * trivet_prices_words_dup_gift:
 * @promotion: a promotion
 * @menu: names its dishes
 * @currency: of its sums
 *
 * Returns: (transfer full): what it takes off what: "20 % off each: Tsingtao"
 */
char *
trivet_prices_words_dup_gift (const TrivetPromotion *promotion,
                              TrivetMenu            *menu,
                              TrivetCurrency         currency)
{
  g_autofree char *dishes = trivet_prices_words_dup_parts (promotion, menu);
  g_autofree char *percent = trivet_prices_words_dup_percent (promotion->value);
  g_autofree char *sum = trivet_ui_format_minor (promotion->value, currency);
  g_autofree char *from = trivet_ui_format_minor (promotion->threshold_minor, currency);

  switch (promotion->kind) {
  case TRIVET_PROMOTION_RATE:
    return g_strdup_printf (_("%s off each: %s"), percent, dishes);
  case TRIVET_PROMOTION_AMOUNT:
    return g_strdup_printf (_("%s off each: %s"), sum, dishes);
  case TRIVET_PROMOTION_PRICE:
    return g_strdup_printf (_("Each costs %s: %s"), sum, dishes);
  case TRIVET_PROMOTION_BUY_GET:
    if (promotion->value == TRIVET_RATE_PPM_ONE)
      return g_strdup_printf (_("Buy %d, the next %d free: %s"), promotion->buy, promotion->get, dishes);
    return g_strdup_printf (_("Buy %d, the next %d %s off: %s"), promotion->buy, promotion->get, percent, dishes);
  case TRIVET_PROMOTION_SET:
    return g_strdup_printf (_("Together %s: %s"), sum, dishes);
  case TRIVET_PROMOTION_ORDER_AMOUNT:
    return promotion->threshold_minor == 0 ? g_strdup_printf (_("%s off the order"), sum)
                                           : g_strdup_printf (_("%s off an order from %s"), sum, from);
  case TRIVET_PROMOTION_ORDER_RATE:
    return promotion->threshold_minor == 0 ? g_strdup_printf (_("%s off the order"), percent)
                                           : g_strdup_printf (_("%s off an order from %s"), percent, from);
  }

  return g_strdup ("");
}

void
_trivet_prices_words_append (GString    *text,
                             const char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static void
append_days (GString *text,
             guint    days)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (days == 0 || days == 127)
    return;
  if (days == 31) {
    _trivet_prices_words_append (text, _("Monday to Friday"));
    return;
  }
  for (int day = 1; day <= 7; day++) {
    if ((days & 1u << (day - 1)) != 0)
      g_string_append_printf (names, "%s%s", names->len > 0 ? _(", ") : "", trivet_prices_words_for_day (day));
  }
  _trivet_prices_words_append (text, names->str);
}

void
_trivet_prices_words_append_order_kinds (GString *text,
                                         guint    kinds)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint kind = 0; kind <= TRIVET_ORDER_KIND_BAR; kind++) {
    if ((kinds & 1u << kind) != 0)
      g_string_append_printf (names, "%s%s", names->len > 0 ? _(", ") : "", trivet_prices_words_for_order_kind (kind));
  }
  if (names->len > 0)
    _trivet_prices_words_append (text, names->str);
}

/**
 * trivet_prices_words_dup_promotion:
 * @promotion: a promotion
 * @menu: names its dishes
 * @currency: of its sums
 *
 * Returns: (transfer full): what it takes, when, and for whom
 */
char *
trivet_prices_words_dup_promotion (const TrivetPromotion *promotion,
                                   TrivetMenu            *menu,
                                   TrivetCurrency         currency)
{
  g_autofree char *gift = trivet_prices_words_dup_gift (promotion, menu, currency);
  GString         *text = g_string_new (gift);

  append_days (text, promotion->days);
  if (promotion->from_minute != promotion->to_minute) {
    g_autofree char *hours = g_strdup_printf ("%02d:%02d–%02d:%02d", promotion->from_minute / 60, promotion->from_minute % 60,
                                              promotion->to_minute / 60, promotion->to_minute % 60);

    _trivet_prices_words_append (text, hours);
  }
  _trivet_prices_words_append_order_kinds (text, promotion->order_kinds);
  if (promotion->members)
    _trivet_prices_words_append (text, _("for members"));
  if (promotion->coupon)
    _trivet_prices_words_append (text, _("with its coupon"));
  if (promotion->exclusive)
    _trivet_prices_words_append (text, _("with no other promotion"));

  return g_string_free (text, FALSE);
}

/**
 * trivet_prices_words_dup_verdict:
 * @verdict: what the price book says
 * @promotion: (nullable): about which promotion
 * @takes_minor: what it takes
 * @currency: of the order
 *
 * Returns: (transfer full): what it takes off this order, or why nothing and what to do
 */
char *
trivet_prices_words_dup_verdict (TrivetPromotionVerdict verdict,
                                 const TrivetPromotion *promotion,
                                 gint64                 takes_minor,
                                 TrivetCurrency         currency)
{
  g_autofree char *sum = trivet_ui_format_minor (takes_minor, currency);
  g_autofree char *from = trivet_ui_format_minor (promotion != NULL ? promotion->threshold_minor : 0, currency);

  switch (verdict) {
  case TRIVET_PROMOTION_VERDICT_TAKES:
    return g_strdup_printf (_("Takes %s off this order."), sum);
  case TRIVET_PROMOTION_VERDICT_UNKNOWN:
    return g_strdup (_("There is no such coupon here. Look at its letters again."));
  case TRIVET_PROMOTION_VERDICT_OFF:
    return g_strdup (_("It is switched off at the moment."));
  case TRIVET_PROMOTION_VERDICT_ORDER_KIND:
    return g_strdup (_("It is not for orders of this type."));
  case TRIVET_PROMOTION_VERDICT_MEMBERS:
    return g_strdup (_("It is for members. Type the member's number first."));
  case TRIVET_PROMOTION_VERDICT_COUPON:
    return g_strdup (_("It needs its coupon."));
  case TRIVET_PROMOTION_VERDICT_DISHES:
    return g_strdup (_("None of its dishes is in this order without a discount of its own."));
  case TRIVET_PROMOTION_VERDICT_TIME:
    return g_strdup (_("This was not ordered within its hours."));
  case TRIVET_PROMOTION_VERDICT_THRESHOLD:
    return g_strdup_printf (_("The dishes come to less than %s."), from);
  case TRIVET_PROMOTION_VERDICT_UNITS:
    return g_strdup (_("Too few of its dishes are in this order, or they cost no more than that anyway."));
  case TRIVET_PROMOTION_VERDICT_BEATEN:
    return g_strdup (_("Other promotions take more off this order, and both together are not allowed."));
  }

  return g_strdup ("");
}

/**
 * trivet_prices_words_dup_why:
 * @order: an order
 * @totals: what it adds up to
 * @line: which line of the totals
 *
 * Returns: (transfer full) (nullable): "Happy hour −¥5.00", a line of text for each promotion that
 *   takes something off this line; %NULL for none
 */
char *
trivet_prices_words_dup_why (const TrivetOrder  *order,
                             const TrivetTotals *totals,
                             guint               line)
{
  GString *text = NULL;

  for (guint i = 0; totals->line_promotions != NULL && i < totals->line_promotions->len; i++) {
    const TrivetLinePromotion    *taken = &g_array_index (totals->line_promotions, TrivetLinePromotion, i);
    const TrivetAppliedPromotion *promotion = g_ptr_array_index (order->promotions, taken->promotion);
    g_autofree char              *amount = NULL;

    if (taken->line != line || taken->whole)
      continue;
    if (text == NULL)
      text = g_string_new (NULL);
    amount = trivet_ui_format_minor (-taken->amount_minor, order->currency);
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? "\n" : "", trivet_ui_is_chinese () ? promotion->name_zh : promotion->name, amount);
  }

  return text != NULL ? g_string_free (text, FALSE) : NULL;
}

/**
 * trivet_prices_words_for_kind:
 * @kind: a kind of promotion
 *
 * Returns: (transfer none): its name
 */
const char *
trivet_prices_words_for_kind (TrivetPromotionKind kind)
{
  switch (kind) {
  case TRIVET_PROMOTION_RATE:
    return _("Per cent off");
  case TRIVET_PROMOTION_AMOUNT:
    return _("Amount off");
  case TRIVET_PROMOTION_PRICE:
    return _("Special price");
  case TRIVET_PROMOTION_BUY_GET:
    return _("Buy and get");
  case TRIVET_PROMOTION_SET:
    return _("Set price");
  case TRIVET_PROMOTION_ORDER_AMOUNT:
    return _("Amount off the order");
  case TRIVET_PROMOTION_ORDER_RATE:
    return _("Per cent off the order");
  }

  return "";
}

/**
 * trivet_prices_words_for_order_kind:
 * @kind: a type of order
 *
 * Returns: (transfer none): its name
 */
const char *
trivet_prices_words_for_order_kind (TrivetOrderKind kind)
{
  switch (kind) {
  case TRIVET_ORDER_KIND_COUNTER:
    return _("Counter");
  case TRIVET_ORDER_KIND_TABLE:
    return _("Tables");
  case TRIVET_ORDER_KIND_TAKEAWAY:
    return _("Takeaway");
  case TRIVET_ORDER_KIND_DELIVERY:
    return _("Delivery");
  case TRIVET_ORDER_KIND_BAR:
    return _("Bar");
  }

  return "";
}

/**
 * trivet_prices_words_for_day:
 * @weekday: 1 … 7, Monday is 1
 *
 * Returns: (transfer none): its short name
 */
const char *
trivet_prices_words_for_day (int weekday)
{
  switch (weekday) {
  case 1:
    return _("Mon");
  case 2:
    return _("Tue");
  case 3:
    return _("Wed");
  case 4:
    return _("Thu");
  case 5:
    return _("Fri");
  case 6:
    return _("Sat");
  default:
    return _("Sun");
  }
}
