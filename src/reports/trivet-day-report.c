/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-reports"

#include "trivet-day-report.h"

#include "trivet-ledger.h"
#include "trivet-receipt-words-private.h"

/*
 * The X and Z report: pure. Amounts are those of the ledger between two numbers of the journal, with
 * the sign that people give them: what was earned is positive. What is expected in an open drawer is
 * not on it: whoever counts that drawer must not know.
 */

#define CENTER TRIVET_DOCUMENT_ALIGN_CENTER
#define LEFT   TRIVET_DOCUMENT_ALIGN_LEFT
#define PLAIN  TRIVET_DOCUMENT_STYLE_NONE
#define BOLD   TRIVET_DOCUMENT_STYLE_BOLD
#define BIG    (TRIVET_DOCUMENT_STYLE_BOLD | TRIVET_DOCUMENT_STYLE_DOUBLE)

#define INDENT 2

typedef struct {
  const char *en;
  const char *zh;
} Word;

static const Word x_word = { "X report", "X 报表" };
static const Word z_word = { "Z report", "Z 报表" };
static const Word date_word = { "Business date", "营业日" };
static const Word made_word = { "Made", "生成时间" };
static const Word net_word = { "Net sales", "净销售额" };
static const Word tenders_word = { "PAID BY", "收款方式" };
static const Word returned_word = { "GIVEN BACK", "退款方式" };
static const Word counts_word = { "COUNTS", "数量" };
static const Word drawers_word = { "DRAWERS", "钱箱" };
static const Word open_word = { "OPEN", "未结" };
static const Word float_word = { "Float", "备用金" };
static const Word cash_in_word = { "Cash taken", "现金收入" };
static const Word cash_out_word = { "Cash given back", "现金退出" };
static const Word paid_in_word = { "Paid in", "存入" };
static const Word paid_out_word = { "Paid out", "支出" };
static const Word dropped_word = { "To the safe", "入保险柜" };
static const Word expected_word = { "Expected", "应有" };
static const Word counted_word = { "Counted", "实点" };
static const Word variance_word = { "Variance", "差额" };
static const Word kicks_word = { "Opened without a sale", "无销售开箱" };
static const Word shift_open_word = { "still open", "未交班" };
static const Word orders_word = { "Open orders", "未结订单" };
static const Word doubts_word = { "Money in doubt or on its way", "待确认款项" };
static const Word papers_word = { "Papers not printed", "未打印单据" };
static const Word unsent_word = { "Dishes not sent to the kitchen", "未送厨菜品" };

/* Accounts as the report lists them. Sales are before discounts and without tax. */
static const struct {
  const char *account;
  int         sign;
  Word        word;
} account_rows[] = {
  { TRIVET_ACCOUNT_SALES, -1, { "Sales", "销售额" } },
  { TRIVET_ACCOUNT_DISCOUNTS, -1, { "Discounts", "优惠" } },
  { TRIVET_ACCOUNT_COMPS, -1, { "On the house", "赠送" } },
  { TRIVET_ACCOUNT_REFUNDS, -1, { "Refunds", "退款" } },
  { TRIVET_ACCOUNT_SERVICE, -1, { "Service and fees", "服务费" } },
  { TRIVET_ACCOUNT_TAX, -1, { "Tax", "税额" } },
  { TRIVET_ACCOUNT_TIPS, -1, { "Tips", "小费" } },
  { TRIVET_ACCOUNT_ROUNDING, -1, { "Cash rounding", "抹零" } },
};
#define N_NET_ROWS 4 /* sales less discounts, comps and refunds */

static const struct {
  const char *type;
  gboolean    always;
  Word        word;
} count_rows[] = {
  { "order-opened", TRUE, { "Orders opened", "开单" } },
  { "order-voided", TRUE, { "Orders voided", "作废订单" } },
  { "line-voided", TRUE, { "Lines voided", "退菜" } },
  { "drawer-opened", FALSE, { "Drawers opened, no sale", "无销售开箱" } },
};

typedef struct {
  const TrivetDayReport *report;
  TrivetReceiptLanguage  language;
  TrivetDocument        *document;
} Paper;

static char *
say (const Paper *self,
     const Word  *word)
{
  return _trivet_receipt_join_names (self->language, word->en, word->zh, " ");
}

static void
add_heading (const Paper *self,
             const Word  *word)
{
  g_autofree char *text = say (self, word);

  trivet_document_add_rule (self->document);
  trivet_document_add_text (self->document, LEFT, BOLD, 0, text);
}

static void
add_amount (const Paper *self,
            guint        style,
            guint        indent,
            const char  *name,
            gint64       amount_minor)
{
  g_autofree char *amount = trivet_money_format (trivet_money_new (amount_minor, self->report->currency));

  trivet_document_add_columns (self->document, style, indent, name, amount);
}

static void
add_amount_of (const Paper *self,
               guint        style,
               guint        indent,
               const Word  *word,
               gint64       amount_minor)
{
  g_autofree char *name = say (self, word);

  add_amount (self, style, indent, name, amount_minor);
}

static void
add_count (const Paper *self,
           guint        indent,
           const char  *name,
           gint64       count)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, count);

  trivet_document_add_columns (self->document, PLAIN, indent, name, text);
}

static const TrivetDaySum *
find_sum (const Paper     *self,
          TrivetDaySumKind kind,
          const char      *name)
{
  for (guint i = 0; i < self->report->sums->len; i++) {
    const TrivetDaySum *sum = g_ptr_array_index (self->report->sums, i);

    if (sum->kind == kind && g_str_equal (sum->name, name))
      return sum;
  }

  return NULL;
}

static char *
format_time (const Paper *self)
{
  GTimeZone *given = self->report->receipt->zone;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (self->report->time_us / G_USEC_PER_SEC);
  g_autoptr (GTimeZone) zone = given != NULL ? g_time_zone_ref (given) : g_time_zone_new_local ();
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

/* Above and below, because a paper may be torn. */
static void
add_stamp (const Paper *self)
{
  g_autofree char *word = _trivet_receipt_dup_word (self->language, TRIVET_RECEIPT_WORD_DUPLICATE);

  if (self->report->receipt->copy > 1)
    trivet_document_add_text (self->document, CENTER, BIG | TRIVET_DOCUMENT_STYLE_INVERTED, 0, word);
}

static void
add_head (const Paper *self)
{
  const TrivetDayReport *report = self->report;
  g_autofree char       *shop = _trivet_receipt_join_names (self->language, report->receipt->store_name, report->receipt->store_name_zh, "\n");
  g_autofree char       *kind = say (self, report->number > 0 ? &z_word : &x_word);
  g_autofree char       *title = report->number > 0 ? g_strdup_printf ("%s %" G_GINT64_FORMAT, kind, report->number) : g_strdup (kind);
  g_autofree char       *date = say (self, &date_word);
  g_autofree char       *made = say (self, &made_word);
  g_autofree char       *time = format_time (self);

  add_stamp (self);
  trivet_document_add_text (self->document, CENTER, BOLD, 0, shop);
  trivet_document_add_text (self->document, CENTER, BIG, 0, title);
  if (report->business_date != NULL)
    trivet_document_add_columns (self->document, BOLD, 0, date, report->business_date);
  trivet_document_add_columns (self->document, PLAIN, 0, made, time);
  if (report->receipt->staff != NULL && *report->receipt->staff != '\0')
    trivet_document_add_text (self->document, LEFT, PLAIN, 0, report->receipt->staff);
}

static void
add_sales (const Paper *self)
{
  gint64 net = 0;

  trivet_document_add_rule (self->document);
  for (guint i = 0; i < G_N_ELEMENTS (account_rows); i++) {
    const TrivetDaySum *sum = find_sum (self, TRIVET_DAY_SUM_ACCOUNT, account_rows[i].account);
    gint64              amount = sum != NULL ? account_rows[i].sign * sum->amount_minor : 0;

    add_amount_of (self, PLAIN, 0, &account_rows[i].word, amount);
    if (i < N_NET_ROWS)
      net += amount;
    if (i == N_NET_ROWS - 1)
      add_amount_of (self, BOLD, 0, &net_word, net);
  }
}

static char *
dup_method (const Paper *self,
            const char  *method)
{
  const TrivetReceiptInfo *info = self->report->receipt;
  const char              *en = info->get_method_name != NULL ? info->get_method_name (info->method_names, method, "en") : NULL;
  const char              *zh = info->get_method_name != NULL ? info->get_method_name (info->method_names, method, "zh_CN") : NULL;

  if (g_str_equal (method, "cash"))
    return _trivet_receipt_dup_word (self->language, TRIVET_RECEIPT_WORD_CASH);

  return _trivet_receipt_join_names (self->language, en != NULL ? en : method, zh, " ");
}

static void
add_methods (const Paper     *self,
             TrivetDaySumKind kind,
             const Word      *heading)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->report->sums->len; i++) {
    const TrivetDaySum *sum = g_ptr_array_index (self->report->sums, i);
    g_autofree char    *method = NULL;
    g_autofree char    *name = NULL;

    if (sum->kind != kind)
      continue;
    if (!any)
      add_heading (self, heading);
    any = TRUE;
    method = dup_method (self, sum->name);
    name = g_strdup_printf ("%s × %" G_GINT64_FORMAT, method, sum->count);
    add_amount (self, PLAIN, 0, name, sum->amount_minor);
  }
}

static void
add_counts (const Paper *self)
{
  add_heading (self, &counts_word);
  for (guint i = 0; i < G_N_ELEMENTS (count_rows); i++) {
    const TrivetDaySum *sum = find_sum (self, TRIVET_DAY_SUM_FACTS, count_rows[i].type);
    g_autofree char    *name = say (self, &count_rows[i].word);

    if (count_rows[i].always || sum != NULL)
      add_count (self, 0, name, sum != NULL ? sum->count : 0);
  }
}

static char *
dup_drawer (const Paper *self,
            const char  *drawer_id,
            const char  *staff)
{
  g_autofree char *name = NULL;

  for (guint i = 0; i < self->report->drawers->len && name == NULL; i++) {
    const TrivetDrawer *drawer = g_ptr_array_index (self->report->drawers, i);

    if (g_str_equal (drawer->id, drawer_id))
      name = _trivet_receipt_join_names (self->language, drawer->name, drawer->name_zh, " ");
  }
  if (staff == NULL || *staff == '\0')
    return g_strdup (name != NULL ? name : drawer_id);

  return g_strdup_printf ("%s · %s", name != NULL ? name : drawer_id, staff);
}

static void
add_closed_shift (const Paper       *self,
                  const TrivetShift *shift)
{
  const struct {
    const Word *word;
    gint64      amount_minor;
    gboolean    always;
  } rows[] = {
    { &float_word, shift->float_minor, TRUE },
    { &cash_in_word, shift->cash_in_minor, TRUE },
    { &cash_out_word, -shift->cash_out_minor, FALSE },
    { &paid_in_word, shift->paid_in_minor, FALSE },
    { &paid_out_word, -shift->paid_out_minor, FALSE },
    { &dropped_word, -shift->dropped_minor, FALSE },
    { &expected_word, shift->expected_minor, TRUE },
    { &counted_word, shift->counted_minor, TRUE },
  };
  g_autofree char *name = dup_drawer (self, shift->drawer_id, shift->opened_by);
  g_autofree char *kicks = say (self, &kicks_word);

  trivet_document_add_text (self->document, LEFT, BOLD, 0, name);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (rows[i].always || rows[i].amount_minor != 0)
      add_amount_of (self, PLAIN, INDENT, rows[i].word, rows[i].amount_minor);
  }
  add_amount_of (self, BOLD, INDENT, &variance_word, shift->variance_minor);
  if (shift->n_kicks > 0)
    add_count (self, INDENT, kicks, shift->n_kicks);
}

static void
add_drawers (const Paper *self)
{
  const TrivetDayLeft *left = self->report->left;
  guint                n_open = left != NULL ? left->shifts->len : 0;

  if (self->report->closed->len == 0 && n_open == 0)
    return;
  add_heading (self, &drawers_word);
  for (guint i = 0; i < self->report->closed->len; i++)
    add_closed_shift (self, g_ptr_array_index (self->report->closed, i));
  for (guint i = 0; i < n_open; i++) {
    const TrivetLeftover *shift = g_ptr_array_index (left->shifts, i);
    g_autofree char      *name = dup_drawer (self, shift->name, shift->staff);
    g_autofree char      *words = say (self, &shift_open_word);

    trivet_document_add_columns (self->document, BOLD, 0, name, words);
  }
}

static void
add_left (const Paper *self,
          const Word  *word,
          gint64       n)
{
  g_autofree char *name = say (self, word);

  if (n > 0)
    add_count (self, 0, name, n);
}

static void
add_leftovers (const Paper *self,
               const Word  *word,
               GPtrArray   *list)
{
  add_left (self, word, list->len);
  for (guint i = 0; i < list->len; i++) {
    const TrivetLeftover *leftover = g_ptr_array_index (list, i);

    add_amount (self, PLAIN, INDENT, leftover->name, leftover->amount_minor);
  }
}

/* What a person must still see to: orders by number, since somebody will look for them. */
static void
add_open (const Paper *self)
{
  const TrivetDayLeft *left = self->report->left;

  if (left == NULL || (left->orders->len == 0 && left->doubts->len == 0 && left->n_papers == 0 && left->n_unsent == 0))
    return;
  add_heading (self, &open_word);
  add_leftovers (self, &orders_word, left->orders);
  add_leftovers (self, &doubts_word, left->doubts);
  add_left (self, &papers_word, left->n_papers);
  add_left (self, &unsent_word, left->n_unsent);
}

/**
 * trivet_day_report_build:
 * @report: what it says
 *
 * Returns: (transfer full): the X or Z report
 */
TrivetDocument *
trivet_day_report_build (const TrivetDayReport *report)
{
  Paper self = { report };

  g_return_val_if_fail (report != NULL && report->receipt != NULL, NULL);

  self.language = report->receipt->language;
  self.document = trivet_document_new (report->number > 0 ? "Z" : "X");
  add_head (&self);
  add_sales (&self);
  add_methods (&self, TRIVET_DAY_SUM_TAKEN, &tenders_word);
  add_methods (&self, TRIVET_DAY_SUM_GIVEN_BACK, &returned_word);
  add_counts (&self);
  add_drawers (&self);
  add_open (&self);
  trivet_document_add_rule (self.document);
  add_stamp (&self);

  return self.document;
}
