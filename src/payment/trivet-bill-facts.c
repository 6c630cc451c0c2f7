/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-bill-facts.h"

/* Bills go into the journal whole, so that what was compared can be compared again; in parts, so
 * that no fact grows without bound. */

#define ENTRIES_A_PART 200

/* Members of an entry's array, as FACTS.md lists them. */
enum {
  MEMBER_KIND,
  MEMBER_MERCHANT_ORDER_ID,
  MEMBER_MERCHANT_REFUND_ID,
  MEMBER_PROVIDER_TRANSACTION_ID,
  MEMBER_STATE,
  MEMBER_AMOUNT_MINOR,
  MEMBER_FEE_MICROS,
  MEMBER_AT_US,
  N_MEMBERS,
};

/**
 * trivet_bill_dup_subject:
 * @provider_id: whose
 * @kind: which of its lists
 * @date: YYYY-MM-DD
 *
 * Returns: (transfer full): the subject of its facts
 */
char *
trivet_bill_dup_subject (const char    *provider_id,
                         TrivetBillKind kind,
                         const char    *date)
{
  return g_strdup_printf ("bill/%s/%s/%s", provider_id, trivet_bill_kind_get_name (kind), date);
}

static JsonArray *
print_entry (const TrivetBillEntry *entry)
{
  JsonArray *array = json_array_sized_new (N_MEMBERS);

  json_array_add_string_element (array, trivet_bill_entry_kind_get_name (entry->kind));
  json_array_add_string_element (array, entry->merchant_order_id);
  json_array_add_string_element (array, entry->merchant_refund_id);
  json_array_add_string_element (array, entry->provider_transaction_id);
  json_array_add_string_element (array, entry->state);
  json_array_add_int_element (array, entry->amount_minor);
  json_array_add_int_element (array, entry->fee_micros);
  json_array_add_int_element (array, entry->at_us);
  return array;
}

static JsonObject *
print_part (const TrivetBill *self,
            guint             part,
            guint             parts)
{
  JsonObject *body = json_object_new ();
  JsonArray  *entries = json_array_new ();
  JsonArray  *remarks = json_array_new ();

  for (guint i = part * ENTRIES_A_PART;
       i < MIN ((part + 1) * ENTRIES_A_PART, self->entries->len); i++)
    json_array_add_array_element (entries, print_entry (g_ptr_array_index (self->entries, i)));
  for (guint i = 0; i < self->remarks->len; i++)
    json_array_add_string_element (remarks, g_ptr_array_index (self->remarks, i));

  json_object_set_string_member (body, "provider", self->provider_id);
  json_object_set_string_member (body, "kind", trivet_bill_kind_get_name (self->kind));
  json_object_set_string_member (body, "date", self->date);
  json_object_set_int_member (body, "part", part + 1);
  json_object_set_int_member (body, "parts", parts);
  json_object_set_string_member (body, "currency", trivet_currency_get_code (self->currency));
  json_object_set_string_member (body, "sha256", self->sha256);
  json_object_set_array_member (body, "entries", entries);
  json_object_set_array_member (body, "remarks", remarks);
  return body;
}

/**
 * trivet_bill_to_facts:
 * @self: a bill
 * @stamp: who, where and when
 *
 * Returns: (transfer container) (element-type TrivetFact): one fact or more, to be appended
 *   together; a bill without entries has one as well, because "no business" is a result
 */
GPtrArray *
trivet_bill_to_facts (const TrivetBill      *self,
                      const TrivetFactStamp *stamp)
{
  g_autofree char *subject = NULL;
  GPtrArray       *facts;
  guint            parts;

  g_return_val_if_fail (self != NULL && stamp != NULL, NULL);

  subject = trivet_bill_dup_subject (self->provider_id, self->kind, self->date);
  parts = MAX ((self->entries->len + ENTRIES_A_PART - 1) / ENTRIES_A_PART, 1);
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  for (guint part = 0; part < parts; part++)
    g_ptr_array_add (facts, trivet_fact_new (TRIVET_FACT_BILL_STORED, subject,
                                             print_part (self, part, parts), stamp));

  return facts;
}

static gboolean
read_text (JsonArray *array,
           guint      member,
           char     **text)
{
  JsonNode *node = json_array_get_element (array, member);

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;
  g_free (*text);
  *text = json_node_dup_string (node);
  return TRUE;
}

static gboolean
read_number (JsonArray *array,
             guint      member,
             gint64    *ret_number)
{
  JsonNode *node = json_array_get_element (array, member);

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *ret_number = json_node_get_int (node);
  return TRUE;
}

/* Returns: (transfer full) (nullable): %NULL when a member is missing or of another type */
static TrivetBillEntry *
read_entry (JsonNode *node)
{
  g_autoptr (TrivetBillEntry) entry = NULL;
  g_autofree char *name = NULL;
  JsonArray       *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  array = json_node_get_array (node);
  if (json_array_get_length (array) < N_MEMBERS)
    return NULL;

  entry = trivet_bill_entry_new (TRIVET_BILL_ENTRY_OTHER);
  if (!read_text (array, MEMBER_KIND, &name) ||
      !trivet_bill_entry_kind_from_name (name, &entry->kind) ||
      !read_text (array, MEMBER_MERCHANT_ORDER_ID, &entry->merchant_order_id) ||
      !read_text (array, MEMBER_MERCHANT_REFUND_ID, &entry->merchant_refund_id) ||
      !read_text (array, MEMBER_PROVIDER_TRANSACTION_ID, &entry->provider_transaction_id) ||
      !read_text (array, MEMBER_STATE, &entry->state) ||
      !read_number (array, MEMBER_AMOUNT_MINOR, &entry->amount_minor) ||
      !read_number (array, MEMBER_FEE_MICROS, &entry->fee_micros) ||
      !read_number (array, MEMBER_AT_US, &entry->at_us))
    return NULL;

  return g_steal_pointer (&entry);
}

/* Returns: (transfer full) (nullable): the bill that the first part names, still empty */
static TrivetBill *
read_head (JsonObject *body,
           GError    **error)
{
  const char    *provider_id = trivet_json_get_string (body, "provider", error);
  const char    *kind = provider_id != NULL ? trivet_json_get_string (body, "kind", error) : NULL;
  const char    *date = kind != NULL ? trivet_json_get_string (body, "date", error) : NULL;
  const char    *code = date != NULL ? trivet_json_get_string (body, "currency", error) : NULL;
  TrivetCurrency currency;
  TrivetBill    *bill;

  if (code == NULL)
    return NULL;
  currency = trivet_currency_from_code (code);
  if (currency == TRIVET_CURRENCY_INVALID || !trivet_bill_is_date (date)) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY,
                 "A stored bill of “%s” in “%s” cannot be read", date, code);
    return NULL;
  }

  bill = trivet_bill_new (g_str_equal (kind, "funds") ? TRIVET_BILL_FUNDS : TRIVET_BILL_TRADE,
                          provider_id, date, currency);
  g_free (bill->sha256);
  bill->sha256 = g_strdup (trivet_json_get_string_or (body, "sha256", ""));
  return bill;
}

static gboolean
read_part (TrivetBill *bill,
           JsonObject *body,
           GError    **error)
{
  JsonArray *entries = trivet_json_get_array (body, "entries", error);

  if (entries == NULL)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (entries); i++) {
    TrivetBillEntry *entry = read_entry (json_array_get_element (entries, i));

    if (entry == NULL) {
      g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY,
                   "Entry %u of the stored bill of %s cannot be read", i, bill->date);
      return FALSE;
    }
    g_ptr_array_add (bill->entries, entry);
  }

  return TRUE;
}

static void
read_remarks (TrivetBill *bill,
              JsonObject *body)
{
  JsonArray *remarks = trivet_json_get_array (body, "remarks", NULL);

  for (guint i = 0; remarks != NULL && i < json_array_get_length (remarks); i++) {
    JsonNode *node = json_array_get_element (remarks, i);

    if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
      g_ptr_array_add (bill->remarks, json_node_dup_string (node));
  }
}

/**
 * trivet_bill_from_facts:
 * @facts: (element-type TrivetFact): of one bill's subject in sequence; others are skipped, and
 *   a later bill replaces an earlier one
 * @error: return location for a #TrivetFactError
 *
 * Returns: (transfer full) (nullable): the bill, or %NULL when there is none (without @error) or it
 *   cannot be read
 */
TrivetBill *
trivet_bill_from_facts (GPtrArray *facts,
                        GError   **error)
{
  g_autoptr (TrivetBill) bill = NULL;

  g_return_val_if_fail (facts != NULL, NULL);

  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);
    JsonObject *body = trivet_fact_get_body (fact);

    if (trivet_fact_get_fact_type (fact) != TRIVET_FACT_BILL_STORED)
      continue;
    if (trivet_json_get_int_or (body, "part", 1) == 1) {
      g_clear_pointer (&bill, trivet_bill_free);
      bill = read_head (body, error);
      if (bill == NULL)
        return NULL;
      read_remarks (bill, body);
    }
    if (bill == NULL) {
      g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT,
                           "The first part of a stored bill is missing");
      return NULL;
    }
    if (!read_part (bill, body, error))
      return NULL;
  }

  return g_steal_pointer (&bill);
}
