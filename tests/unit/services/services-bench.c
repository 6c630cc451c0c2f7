/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "services-bench.h"

#include <string.h>

static GString *log_text;

static GLogWriterOutput
write_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  if ((level & G_LOG_LEVEL_MASK) < G_LOG_LEVEL_WARNING)
    return g_log_writer_default (level, fields, n_fields, user_data);

  for (gsize i = 0; i < n_fields; i++) {
    if (fields[i].length < 0)
      g_string_append_printf (log_text, "%s\n", (const char *) fields[i].value);
  }

  return G_LOG_WRITER_HANDLED;
}

static void
take_log (const char    *log_domain,
          GLogLevelFlags level,
          const char    *message,
          gpointer       user_data)
{
  if ((level & G_LOG_LEVEL_MASK) < G_LOG_LEVEL_WARNING)
    g_log_default_handler (log_domain, level, message, user_data);
  else
    g_string_append_printf (log_text, "%s\n", message);
}

/* Keeps every line from a warning down, so that a test can look for a guest's code in it. */
void
services_capture_logs (void)
{
  log_text = g_string_new (NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  g_log_set_default_handler (take_log, NULL);
}

gboolean
services_log_contains (const char *text)
{
  return strstr (log_text->str, text) != NULL;
}

static void
on_failed (TrivetRegister *reg,
           GError         *error,
           gpointer        user_data)
{
  Services *self = user_data;

  self->n_failed++;
  self->failed_domain = error->domain;
  self->failed_code = error->code;
}

static void
on_settled (TrivetRegister *reg,
            const char     *order_id,
            gpointer        user_data)
{
  ((Services *) user_data)->n_settled++;
}

static void
assert_no_code (const char *text)
{
  g_assert_true (text == NULL || (strstr (text, SERVICES_WECHAT_CODE) == NULL &&
                                  strstr (text, SERVICES_ALIPAY_CODE) == NULL));
}

static void
on_changed (TrivetCheckout *checkout,
            gpointer        user_data)
{
  Services                   *self = user_data;
  const TrivetCheckoutStatus *status = trivet_checkout_get_status (checkout);

  self->n_changed++;
  if (self->kinds->len == 0 || status->kind != self->last_kind)
    g_string_append_printf (self->kinds, "%s ", trivet_checkout_kind_get_name (status->kind));
  self->last_kind = status->kind;

  assert_no_code (status->method);
  assert_no_code (status->masked_code);
  assert_no_code (status->raw_code);
  assert_no_code (status->reference);
  assert_no_code (status->payment_id);
  assert_no_code (status->error != NULL ? status->error->message : NULL);
}

/* The kinds that were shown since the last call, each change once. */
void
services_assert_shown (Services   *self,
                       const char *kinds)
{
  g_assert_cmpstr (self->kinds->str, ==, kinds);
  g_string_truncate (self->kinds, 0);
}

static void
on_count (GObject *source,
          gpointer user_data)
{
  (*(guint *) user_data)++;
}

void
services_start (Services *self)
{
  TrivetJournal    *journal = TRIVET_JOURNAL (self->journal);
  TrivetRepository *repository = TRIVET_REPOSITORY (self->journal);
  TrivetClock      *clock = TRIVET_CLOCK (self->clock);
  TrivetRandom     *random = TRIVET_RANDOM (self->random);

  self->engine = trivet_payment_engine_new (journal, self->registry, clock, random, repository, "R1");
  self->reg = trivet_register_new (journal, repository, clock, random, "R1");
  self->checkout = trivet_checkout_new (self->reg, journal, repository, self->engine, self->wallets, clock);
  g_signal_connect (self->reg, "failed", G_CALLBACK (on_failed), self);
  g_signal_connect (self->reg, "settled", G_CALLBACK (on_settled), self);
  g_signal_connect (self->reg, "current-changed", G_CALLBACK (on_count), &self->n_current_changed);
  g_signal_connect (self->reg, "menu-changed", G_CALLBACK (on_count), &self->n_menu_changed);
  g_signal_connect (self->checkout, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->checkout, "doubts-changed", G_CALLBACK (on_count), &self->n_doubts_changed);
}

void
services_stop (Services *self)
{
  services_drain (self);
  g_assert_finalize_object (g_steal_pointer (&self->checkout));
  g_assert_finalize_object (g_steal_pointer (&self->reg));
  g_object_run_dispose (G_OBJECT (self->engine));
  g_clear_object (&self->engine);
  services_drain (self);
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

gboolean
services_load (Services *self,
               GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_register_load_async (self->reg, NULL, on_loaded, &result);
  services_drain (self);
  g_assert_nonnull (result);

  return trivet_register_load_finish (self->reg, result, error);
}

/* All that happens at this time, the wallet's answers included. */
void
services_drain (Services *self)
{
  trivet_manual_clock_advance (self->clock, 0);
}

void
services_set_up_empty (Services     *self,
                       gconstpointer user_data)
{
  self->clock = trivet_manual_clock_new ();
  self->random = trivet_seeded_random_new (1 + GPOINTER_TO_UINT (user_data));
  self->journal = trivet_memory_journal_new (TRIVET_CLOCK (self->clock));
  self->registry = trivet_provider_registry_new ();
  self->provider = trivet_scripted_provider_new ("main", "wechat", TRIVET_CLOCK (self->clock));
  self->wallets = trivet_wallet_table_new_default ();
  self->kinds = g_string_new (NULL);
  trivet_provider_registry_add (self->registry, TRIVET_PAYMENT_PROVIDER (self->provider));
  services_start (self);
}

static void
append_item (Services   *self,
             const char *sku,
             gint64      price_minor,
             const char *groups,
             gboolean    tax_included)
{
  g_autofree char *body = NULL;

  body = g_strdup_printf ("{'id':'%s','category':'main','name':'%s','name_zh':'菜','kitchen':'%s',"
                          "'price_minor':%" G_GINT64_FORMAT ",'tax_rate_ppm':60000,'tax_included':%s,"
                          "'position':0,'groups':[%s],'search':'%s'}",
                          sku, sku, sku, price_minor, tax_included ? "true" : "false", groups, sku);
  services_append (self, TRIVET_FACT_MENU_ITEM_SET, "menu", body);
}

void
services_set_up (Services     *self,
                 gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean loaded;

  services_set_up_empty (self, user_data);
  services_append (self, TRIVET_FACT_STORE_CREATED, "store",
                   "{'name':'Trivet Diner','name_zh':'三足小馆','currency':'CNY','phone':'010-1'}");
  services_append (self, TRIVET_FACT_MENU_CATEGORY_SET, "menu",
                   "{'id':'main','name':'Main','name_zh':'主菜','color':'#0b6b62','position':0}");
  services_append (self, TRIVET_FACT_MENU_GROUP_SET, "menu",
                   "{'id':'heat','name':'Heat','name_zh':'辣度','min':1,'max':1,'options':["
                   "{'id':'mild','name':'Mild','name_zh':'微辣','price_minor':0},"
                   "{'id':'hot','name':'Hot','name_zh':'特辣','price_minor':200}]}");
  append_item (self, "rice", SERVICES_RICE_MINOR, "", TRUE);
  append_item (self, "fish", SERVICES_FISH_MINOR, "", TRUE);
  append_item (self, "soup", SERVICES_SOUP_MINOR, "'heat'", TRUE);
  append_item (self, "tea", 750, "", FALSE);
  append_item (self, "eel", 6600, "", TRUE);
  services_append (self, TRIVET_FACT_ITEM_AVAILABILITY_SET, "menu", "{'id':'fish','available':true,'left':5}");
  services_append (self, TRIVET_FACT_ITEM_AVAILABILITY_SET, "menu", "{'id':'eel','available':false}");

  loaded = services_load (self, &error);
  g_assert_no_error (error);
  g_assert_true (loaded);
}

void
services_tear_down (Services     *self,
                    gconstpointer user_data)
{
  services_stop (self);
  g_assert_false (services_facts_contain (self, SERVICES_WECHAT_CODE));
  g_assert_false (services_facts_contain (self, SERVICES_ALIPAY_CODE));
  if (log_text != NULL)
    assert_no_code (log_text->str);
  g_string_free (self->kinds, TRUE);
  trivet_manual_clock_advance (self->clock, 60 * 60 * 1000);
  g_assert_cmpuint (trivet_manual_clock_get_n_timeouts (self->clock), ==, 0);

  g_assert_finalize_object (self->registry);
  g_assert_finalize_object (self->provider);
  g_assert_finalize_object (self->wallets);
  g_assert_finalize_object (self->journal);
  g_assert_finalize_object (self->random);
  g_assert_finalize_object (self->clock);
}

static void
on_appended (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error);
  g_assert_no_error (error);
}

/* As another program would; apostrophes in @body stand for quotation marks. */
void
services_append (Services      *self,
                 TrivetFactType type,
                 const char    *subject,
                 const char    *body)
{
  g_autofree char *text = g_strdelimit (g_strdup (body), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  TrivetFactStamp stamp = {
    .clock = TRIVET_CLOCK (self->clock),
    .random = TRIVET_RANDOM (self->random),
    .register_id = "R2",
    .staff = "bela",
  };

  g_assert_no_error (error);
  g_ptr_array_add (facts, trivet_fact_new (type, subject, json_node_dup_object (node), &stamp));
  trivet_journal_append_async (TRIVET_JOURNAL (self->journal), facts, on_appended, NULL);
  services_drain (self);
}

guint
services_count_facts (Services      *self,
                      TrivetFactType type)
{
  guint n = 0;

  for (guint i = 0; i < trivet_memory_journal_get_n_facts (self->journal); i++)
    n += trivet_fact_get_fact_type (trivet_memory_journal_get_fact (self->journal, i)) == type;

  return n;
}

gboolean
services_facts_contain (Services   *self,
                        const char *text)
{
  for (guint i = 0; i < trivet_memory_journal_get_n_facts (self->journal); i++) {
    TrivetFact *fact = trivet_memory_journal_get_fact (self->journal, i);

    if (strstr (trivet_fact_get_body_text (fact), text) != NULL)
      return TRUE;
  }

  return FALSE;
}

TrivetMenuItem *
services_item (Services   *self,
               const char *sku)
{
  TrivetMenuItem *item = trivet_menu_lookup_item (trivet_register_get_menu (self->reg), sku);

  g_assert_nonnull (item);
  return item;
}

int
services_left (Services   *self,
               const char *sku)
{
  return trivet_menu_item_get_left (services_item (self, sku));
}

/* Returns: (transfer full): one choice */
GPtrArray *
services_heat (Services   *self,
               const char *option_id)
{
  const TrivetMenuGroup *group = trivet_menu_lookup_group (trivet_register_get_menu (self->reg), "heat");
  GPtrArray             *choices = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_line_modifier_free);

  g_ptr_array_add (choices, trivet_register_make_modifier (self->reg, group,
                                                           trivet_menu_group_lookup (group, option_id)));

  return choices;
}

/* One tap, without waiting for the disk. */
char *
services_add (Services   *self,
              const char *sku)
{
  g_autoptr (GPtrArray) choices = NULL;

  if (g_str_equal (sku, "soup"))
    choices = services_heat (self, "mild");

  return trivet_register_add_item (self->reg, services_item (self, sku), choices, 1);
}

/* One tap, durable. */
char *
services_order (Services   *self,
                const char *sku)
{
  char *line_id = services_add (self, sku);

  g_assert_nonnull (line_id);
  services_drain (self);
  services_no_failure (self);

  return line_id;
}

TrivetOrder *
services_current (Services *self)
{
  TrivetTab *tab = trivet_register_get_current (self->reg);

  g_assert_nonnull (tab);
  return trivet_tab_get_order (tab);
}

gint64
services_total (Services *self)
{
  return trivet_tab_get_totals (trivet_register_get_current (self->reg))->total_minor;
}

void
services_take_failure (Services *self,
                       GQuark    domain,
                       int       code)
{
  g_assert_cmpuint (self->n_failed, ==, 1);
  g_assert_cmpstr (g_quark_to_string (self->failed_domain), ==, g_quark_to_string (domain));
  g_assert_cmpint (self->failed_code, ==, code);
  self->n_failed = 0;
}

void
services_no_failure (Services *self)
{
  g_assert_cmpuint (self->n_failed, ==, 0);
}

/* Opens the pay page for a new order of one dish. Returns: (transfer none): the order's id */
const char *
services_begin (Services   *self,
                const char *sku)
{
  g_autofree char *line_id = NULL;
  const char      *order_id;

  trivet_register_new_order (self->reg);
  line_id = services_order (self, sku);
  order_id = services_current (self)->order_id;
  g_assert_true (trivet_checkout_begin (self->checkout, order_id));

  return order_id;
}

void
services_scan (Services   *self,
               const char *text)
{
  g_autoptr (TrivetSecret) code = trivet_secret_new (text, -1);

  trivet_checkout_submit_code (self->checkout, code);
  services_drain (self);
}
