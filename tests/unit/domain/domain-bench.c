/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "domain-bench.h"

TrivetFact *
domain_fact_about (const char *subject,
                   const char *type_name,
                   gint64      time_us,
                   const char *body)
{
  g_autoptr (GError) error = NULL;
  TrivetFact *fact = trivet_fact_restore (1, "01ARYZ6S410000000000000000", "R1", "", time_us, type_name, 1, subject, body, &error);

  g_assert_no_error (error);

  return fact;
}

static TrivetFact *
fact_from_list (const char *type_name,
                gint64      time_us,
                const char *format,
                va_list     args)
{
  g_autofree char *body = g_strdup_vprintf (format, args);

  return domain_fact_about (DOMAIN_ORDER, type_name, time_us, g_strdelimit (body, "'", '"'));
}

TrivetFact *
domain_fact (const char *type_name,
             gint64      time_us,
             const char *format,
             ...)
{
  TrivetFact *fact;
  va_list     args;

  va_start (args, format);
  fact = fact_from_list (type_name, time_us, format, args);
  va_end (args);

  return fact;
}

void
domain_apply (TrivetOrder *order,
              const char  *type_name,
              gint64       time_us,
              const char  *format,
              ...)
{
  g_autoptr (TrivetFact) fact = NULL;
  g_autoptr (GError) error = NULL;
  gboolean applied;
  va_list  args;

  va_start (args, format);
  fact = fact_from_list (type_name, time_us, format, args);
  va_end (args);
  applied = trivet_order_apply (order, fact, &error);
  g_assert_no_error (error);
  g_assert_true (applied);
}

TrivetOrder *
domain_open_order (void)
{
  TrivetOrder *order = trivet_order_new (DOMAIN_ORDER);

  domain_apply (order, "order-opened", 1000, "{'number':'0412','currency':'CNY'}");

  return order;
}

void
domain_add_line (TrivetOrder *order,
                 const char  *line_id,
                 gint64       quantity,
                 gint64       price_minor)
{
  domain_apply (order, "line-added", 2000,
                "{'line':'%s','sku':'D01','category':'dumplings','name':'Dish','name_zh':'菜','kitchen':'菜',"
                "'quantity':%" G_GINT64_FORMAT ",'unit_price_minor':%" G_GINT64_FORMAT ","
                "'tax_rate_ppm':60000,'tax_included':true,'modifiers':[]}",
                line_id, quantity, price_minor);
}

static void
dump_discount (GString              *text,
               const TrivetDiscount *discount)
{
  g_string_append_printf (text, " discount %d %" G_GINT64_FORMAT " %s", discount->kind, discount->value,
                          discount->name != NULL ? discount->name : "-");
}

static void
dump_modifier (GString                  *text,
               const TrivetLineModifier *modifier)
{
  g_string_append_printf (text, " [%s %s %s %s %" G_GINT64_FORMAT " under %s", modifier->group_id, modifier->option_id,
                          modifier->name, modifier->name_zh, modifier->price_minor, modifier->under != NULL ? modifier->under : "-");
  if (modifier->sku != NULL)
    g_string_append_printf (text, " %s %s %s sent %" G_GINT64_FORMAT " cooked %" G_GINT64_FORMAT " stopped %" G_GINT64_FORMAT " seen %" G_GINT64_FORMAT " at %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " told %s",
                            modifier->sku, modifier->category_id, modifier->kitchen_name, modifier->sent_quantity, modifier->cooked_quantity,
                            modifier->stopped_quantity, modifier->stopped_seen, modifier->sent_at_us, modifier->changed_at_us,
                            modifier->cooked_at_us, modifier->told != NULL ? modifier->told : "-");
  g_string_append_c (text, ']');
}

static void
dump_line (GString               *text,
           const TrivetOrderLine *line)
{
  g_string_append_printf (text, "\n%s %s %s %s %s %s %" G_GINT64_FORMAT " at %" G_GINT64_FORMAT " tax %" G_GINT64_FORMAT " %d",
                          line->line_id, line->sku, line->category_id, line->name, line->name_zh, line->kitchen_name,
                          line->quantity, line->unit_price_minor, line->tax_rate_ppm, line->tax_included);
  g_string_append_printf (text, " open price %d allergens %u", line->open_price, g_strv_length (line->allergens));
  g_string_append_printf (text, " note %s void %d added %" G_GINT64_FORMAT, line->note, line->voided, line->added_at_us);
  dump_discount (text, &line->discount);
  for (guint i = 0; i < line->modifiers->len; i++)
    dump_modifier (text, g_ptr_array_index (line->modifiers, i));
  g_string_append (text, " dropped");
  for (guint i = 0; i < line->dropped->len; i++)
    dump_modifier (text, g_ptr_array_index (line->dropped, i));
  g_string_append_printf (text, " seat %d course %d sent %" G_GINT64_FORMAT " cooked %" G_GINT64_FORMAT " served %" G_GINT64_FORMAT,
                          line->seat, line->course, line->sent_quantity, line->cooked_quantity, line->served_quantity);
  g_string_append_printf (text, " at %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " rushes %d to %s",
                          line->sent_at_us, line->rushed_at_us, line->served_at_us, line->rushes,
                          line->moved_to != NULL ? line->moved_to : "-");
  g_string_append_printf (text, " told %s stopped %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " at %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                          line->told != NULL ? line->told : "-", line->stopped_quantity, line->stopped_seen,
                          line->changed_at_us, line->cooked_at_us);
  for (guint i = 0; i < line->shares->len; i++) {
    const TrivetLineShare *share = &g_array_index (line->shares, TrivetLineShare, i);

    g_string_append_printf (text, " (%d: %d)", share->check, share->weight);
  }
}

static void
dump_tender (GString            *text,
             const TrivetTender *tender)
{
  g_string_append_printf (text, "\n%s %s %s state %d amount %" G_GINT64_FORMAT " payer %" G_GINT64_FORMAT " less %" G_GINT64_FORMAT,
                          tender->payment_id, tender->method, tender->provider_transaction_id, tender->state,
                          tender->amount_minor, tender->payer_minor, tender->discount_minor);
  g_string_append_printf (text, " given %" G_GINT64_FORMAT " change %" G_GINT64_FORMAT " at %" G_GINT64_FORMAT " check %d %d",
                          tender->tendered_minor, tender->change_minor, tender->settled_at_us, tender->check, tender->completes);
}

static void
dump_return (GString            *text,
             const TrivetReturn *back)
{
  g_string_append_printf (text, "\n%s of %s %s %s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " state %d %d%d%d at %" G_GINT64_FORMAT,
                          back->refund_id, back->payment_id, back->merchant_refund_id, back->provider_refund_id, back->reason,
                          back->amount_minor, back->rounding_minor, back->state, back->surplus, back->from_sale, back->cash,
                          back->done_at_us);
  for (guint i = 0; i < back->lines->len; i++) {
    const TrivetReturnedLine *line = back->lines->pdata[i];

    g_string_append_printf (text, " (%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ")", line->line_id,
                            line->quantity, line->amount_minor, line->tax_minor);
  }
}

static void
dump_prices (GString           *text,
             const TrivetOrder *order)
{
  g_string_append_printf (text, " tip %" G_GINT64_FORMAT " member %s", order->tip_minor,
                          order->member != NULL ? order->member : "-");
  for (guint i = 0; i < order->check_tips->len; i++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT, g_array_index (order->check_tips, gint64, i));
  for (guint i = 0; i < order->coupons->len; i++)
    g_string_append_printf (text, " coupon %s", (const char *) order->coupons->pdata[i]);
  for (guint i = 0; i < order->promotions->len; i++) {
    const TrivetAppliedPromotion *promotion = order->promotions->pdata[i];

    g_string_append_printf (text, "\n%s %s %s %" G_GINT64_FORMAT, promotion->promotion_id, promotion->name, promotion->name_zh,
                            promotion->order_minor);
    for (guint j = 0; j < promotion->shares->len; j++) {
      const TrivetPromotionShare *share = promotion->shares->pdata[j];

      g_string_append_printf (text, " (%s: %" G_GINT64_FORMAT ")", share->line_id, share->amount_minor);
    }
  }
  for (guint i = 0; i < order->charges->len; i++) {
    const TrivetCharge *charge = order->charges->pdata[i];

    g_string_append_printf (text, "\n%s %s %s %d %" G_GINT64_FORMAT " tax %" G_GINT64_FORMAT " %d", charge->charge_id, charge->name,
                            charge->name_zh, charge->kind, charge->value, charge->tax_rate_ppm, charge->tax_included);
  }
}

/* Every member, so that two orders are equal when their texts are. */
char *
domain_dump_order (TrivetOrder *order)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s %s %s %d opened %" G_GINT64_FORMAT " settled %" G_GINT64_FORMAT " void %" G_GINT64_FORMAT,
                          order->order_id, order->number, order->label, order->note, order->currency, order->opened_at_us,
                          order->settled_at_us, order->voided_at_us);
  g_string_append_printf (text, " held %d receipts %d", order->held, order->receipts);
  g_string_append_printf (text, " kind %d table %s (%s %s) staff %s guests %d asked %" G_GINT64_FORMAT " into %s",
                          order->kind, order->table_id, order->table_name, order->table_name_zh, order->staff, order->guests, order->bill_asked_at_us,
                          order->merged_into != NULL ? order->merged_into : "-");
  g_string_append_printf (text, " reopened %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d %u", order->reopened_at_us, order->corrected_at_us,
                          order->corrections, order->n_old_tenders);
  g_string_append_printf (text, " gone %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, order->gone_minor, order->gone_tax_minor);
  if (order->told_place != NULL)
    g_string_append_printf (text, " told %d %s moved %" G_GINT64_FORMAT, order->told_place->kind, order->told_place->table_id, order->moved_at_us);
  g_string_append_printf (text, " split %d checks %d", order->split_kind, order->n_checks);
  for (guint i = 0; i < order->check_amounts->len; i++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT, g_array_index (order->check_amounts, gint64, i));
  dump_prices (text, order);
  dump_discount (text, &order->discount);
  for (guint i = 0; i < order->lines->len; i++)
    dump_line (text, g_ptr_array_index (order->lines, i));
  for (guint i = 0; i < order->tenders->len; i++)
    dump_tender (text, g_ptr_array_index (order->tenders, i));
  for (guint i = 0; i < order->returns->len; i++)
    dump_return (text, g_ptr_array_index (order->returns, i));

  return g_string_free (text, FALSE);
}

void
domain_bench_init (DomainBench *bench,
                   guint64      seed)
{
  bench->clock = trivet_manual_clock_new ();
  bench->random = trivet_seeded_random_new (seed);
  bench->stamp.clock = TRIVET_CLOCK (bench->clock);
  bench->stamp.random = TRIVET_RANDOM (bench->random);
  bench->stamp.register_id = "R1";
  bench->stamp.staff = "Lin Mei";
}

void
domain_bench_clear (DomainBench *bench)
{
  g_clear_object (&bench->clock);
  g_clear_object (&bench->random);
}

void
domain_apply_all (TrivetMenu *menu,
                  GPtrArray  *facts)
{
  for (guint i = 0; i < facts->len; i++) {
    g_autoptr (GError) error = NULL;
    gboolean applied = trivet_menu_apply (menu, g_ptr_array_index (facts, i), &error);

    g_assert_no_error (error);
    g_assert_true (applied);
  }
}

/* A file below the source's tests/ folder. */
char *
domain_read (const char *first_path,
             ...)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *below = NULL;
  g_autofree char *path = NULL;
  char            *text;
  va_list          args;

  va_start (args, first_path);
  below = g_build_filename_valist (first_path, &args);
  va_end (args);
  path = g_build_filename (g_test_get_dir (G_TEST_DIST), below, NULL);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

gint64
domain_compute_total (const TrivetOrder *order)
{
  g_auto (TrivetTotals) totals = { 0 };

  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  return totals.total_minor;
}

gint64
domain_living_quantity (const TrivetOrder *order,
                        const char        *line_id)
{
  const TrivetOrderLine *line = trivet_order_lookup_line (order, line_id);

  return line != NULL && !line->voided ? line->quantity : 0;
}
