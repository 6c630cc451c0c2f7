/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-reasons.h"

#include <string.h>

/*
 * Reasons to choose from. Facts hold the words that were chosen, so a list that changes later changes
 * nothing that was said.
 */

#define MAX_ID 100

static const char *const kind_names[TRIVET_N_REASON_KINDS] = {
  [TRIVET_REASON_VOID] = "void",
  [TRIVET_REASON_DISCOUNT] = "discount",
  [TRIVET_REASON_COMP] = "comp",
  [TRIVET_REASON_REFUND] = "refund",
  [TRIVET_REASON_OVERRIDE] = "override",
  [TRIVET_REASON_REOPEN] = "reopen",
  [TRIVET_REASON_CLAIM] = "claim",
  [TRIVET_REASON_BY_HAND] = "by-hand",
  [TRIVET_REASON_PAY_IN] = "pay-in",
  [TRIVET_REASON_PAY_OUT] = "pay-out",
  [TRIVET_REASON_DROP] = "drop",
  [TRIVET_REASON_KICK] = "kick",
};

typedef struct {
  TrivetReasonKind kind;
  const char      *name;
  const char      *name_zh;
} OwnReason;

/* In both languages here, because they become facts in both when the shop changes the list. */
static const OwnReason own_reasons[] = {
  { TRIVET_REASON_VOID, "Guest changed their mind", "客人改变主意" },
  { TRIVET_REASON_VOID, "Wrong dish ordered", "点错菜" },
  { TRIVET_REASON_VOID, "Took too long", "上菜太慢" },
  { TRIVET_REASON_VOID, "Not good", "味道不好" },
  { TRIVET_REASON_VOID, "Sold out", "售罄" },
  { TRIVET_REASON_VOID, "Guests left", "客人已离开" },
  { TRIVET_REASON_DISCOUNT, "Regular guest", "老顾客" },
  { TRIVET_REASON_DISCOUNT, "Guest complained", "客人投诉" },
  { TRIVET_REASON_DISCOUNT, "Our mistake", "我方失误" },
  { TRIVET_REASON_DISCOUNT, "Friend of the house", "老板朋友" },
  { TRIVET_REASON_DISCOUNT, "Staff meal", "员工餐" },
  { TRIVET_REASON_COMP, "Guest complained", "客人投诉" },
  { TRIVET_REASON_COMP, "Our mistake", "我方失误" },
  { TRIVET_REASON_COMP, "Friend of the house", "老板朋友" },
  { TRIVET_REASON_COMP, "Staff meal", "员工餐" },
  { TRIVET_REASON_REFUND, "Not as ordered", "上错菜" },
  { TRIVET_REASON_REFUND, "Cold or late", "菜凉或太慢" },
  { TRIVET_REASON_REFUND, "Not good", "味道不好" },
  { TRIVET_REASON_REFUND, "Sold out", "售罄" },
  { TRIVET_REASON_REFUND, "Typed by mistake", "点错了" },
  { TRIVET_REASON_OVERRIDE, "The wallet does not answer", "钱包没有应答" },
  { TRIVET_REASON_OVERRIDE, "The guest cannot wait", "顾客不能等" },
  { TRIVET_REASON_REOPEN, "Wrong dish charged", "菜品记错" },
  { TRIVET_REASON_REOPEN, "Discount forgotten", "漏打折扣" },
  { TRIVET_REASON_REOPEN, "Something to be added", "漏记菜品" },
  { TRIVET_REASON_REOPEN, "Wrong table", "桌台结错" },
  { TRIVET_REASON_CLAIM, "Receipt in the wallet", "钱包里的账单" },
  { TRIVET_REASON_CLAIM, "Message from the bank", "银行短信" },
  { TRIVET_REASON_BY_HAND, "The wallet refuses", "钱包拒绝" },
  { TRIVET_REASON_BY_HAND, "The guest asks for cash", "顾客要现金" },
  { TRIVET_REASON_PAY_IN, "Change from the bank", "银行换零" },
  { TRIVET_REASON_PAY_IN, "Found money", "捡到的钱" },
  { TRIVET_REASON_PAY_OUT, "Goods", "采购" },
  { TRIVET_REASON_PAY_OUT, "Wages", "工资" },
  { TRIVET_REASON_PAY_OUT, "Tips paid out", "付小费" },
  { TRIVET_REASON_DROP, "Too much in the drawer", "钱箱里太多" },
  { TRIVET_REASON_DROP, "End of a shift", "交班" },
  { TRIVET_REASON_KICK, "Change for a guest", "给客人换零钱" },
  { TRIVET_REASON_KICK, "Look at the money", "查看现金" },
};

struct _TrivetReasonList {
  GPtrArray *reasons; /* TrivetReason */
  GPtrArray *own;     /* TrivetReason: those of own_reasons */
};

/**
 * trivet_reason_new:
 * @reason_id: its id
 * @kind: what it is a reason for
 * @name: in English
 * @name_zh: in Chinese
 * @position: its place among those of its kind
 *
 * Returns: (transfer full): a reason
 */
TrivetReason *
trivet_reason_new (const char      *reason_id,
                   TrivetReasonKind kind,
                   const char      *name,
                   const char      *name_zh,
                   gint64           position)
{
  TrivetReason *self;

  g_return_val_if_fail (reason_id != NULL && name != NULL && name_zh != NULL, NULL);

  self = g_new0 (TrivetReason, 1);
  self->reason_id = g_strdup (reason_id);
  self->kind = kind;
  self->name = g_strdup (name);
  self->name_zh = g_strdup (name_zh);
  self->position = position;

  return self;
}

/**
 * trivet_reason_free:
 * @self: (transfer full): a reason
 */
void
trivet_reason_free (TrivetReason *self)
{
  g_free (self->reason_id);
  g_free (self->name);
  g_free (self->name_zh);
  g_free (self);
}

/**
 * trivet_reason_to_body:
 * @self: a reason
 *
 * Returns: (transfer full): the body of `reason-set`
 */
JsonObject *
trivet_reason_to_body (const TrivetReason *self)
{
  JsonObject *body;

  g_return_val_if_fail (self != NULL, NULL);

  body = json_object_new ();
  json_object_set_string_member (body, "id", self->reason_id);
  json_object_set_string_member (body, "kind", kind_names[self->kind]);
  json_object_set_string_member (body, "name", self->name);
  json_object_set_string_member (body, "name_zh", self->name_zh);
  json_object_set_int_member (body, "position", self->position);

  return body;
}

static gboolean
bad_body (const char *member,
          GError    **error)
{
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“%s” is empty, too long or not known", member);
  return FALSE;
}

static gboolean
is_good_name (const char *name)
{
  glong length = g_utf8_strlen (name, -1);

  return length >= 1 && length <= TRIVET_REASONS_MAX_NAME;
}

static gboolean
read_kind (const char       *name,
           TrivetReasonKind *ret_kind)
{
  for (guint i = 0; i < TRIVET_N_REASON_KINDS; i++) {
    if (g_str_equal (name, kind_names[i])) {
      *ret_kind = (TrivetReasonKind) i;
      return TRUE;
    }
  }

  return FALSE;
}

static TrivetReason *
read_reason (JsonObject *body,
             GError    **error)
{
  const char      *id = trivet_json_get_string (body, "id", error);
  const char      *kind_name = id != NULL ? trivet_json_get_string (body, "kind", error) : NULL;
  const char      *name = kind_name != NULL ? trivet_json_get_string (body, "name", error) : NULL;
  const char      *name_zh;
  gint64           position;
  TrivetReasonKind kind;

  if (name == NULL || !trivet_json_get_int (body, "position", &position, error))
    return NULL;
  name_zh = trivet_json_get_string_or (body, "name_zh", name);
  if (*name_zh == '\0')
    name_zh = name;
  if (*id == '\0' || strlen (id) > MAX_ID)
    return bad_body ("id", error), NULL;
  if (!read_kind (kind_name, &kind))
    return bad_body ("kind", error), NULL;
  if (!is_good_name (name) || !is_good_name (name_zh))
    return bad_body ("name", error), NULL;

  return trivet_reason_new (id, kind, name, name_zh, position);
}

/**
 * trivet_reason_list_new:
 *
 * Returns: (transfer full): Trivet's own reasons
 */
TrivetReasonList *
trivet_reason_list_new (void)
{
  TrivetReasonList *self = g_new0 (TrivetReasonList, 1);

  self->reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_reason_free);
  self->own = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_reason_free);
  for (guint i = 0; i < G_N_ELEMENTS (own_reasons); i++) {
    const OwnReason *own = &own_reasons[i];
    g_autofree char *id = g_strdup_printf ("%s-%u", kind_names[own->kind], i + 1);

    g_ptr_array_add (self->own, trivet_reason_new (id, own->kind, own->name, own->name_zh, i + 1));
  }

  return self;
}

/**
 * trivet_reason_list_free:
 * @self: (transfer full): a list
 */
void
trivet_reason_list_free (TrivetReasonList *self)
{
  g_ptr_array_unref (self->reasons);
  g_ptr_array_unref (self->own);
  g_free (self);
}

/* Returns: (transfer none) (nullable) */
static TrivetReason *
lookup (const TrivetReasonList *self,
        const char             *reason_id)
{
  for (guint i = 0; i < self->reasons->len; i++) {
    TrivetReason *reason = g_ptr_array_index (self->reasons, i);

    if (g_str_equal (reason->reason_id, reason_id))
      return reason;
  }

  return NULL;
}

static guint
count_kind (const TrivetReasonList *self,
            TrivetReasonKind        kind)
{
  guint n = 0;

  for (guint i = 0; i < self->reasons->len; i++)
    n += ((const TrivetReason *) g_ptr_array_index (self->reasons, i))->kind == kind;

  return n;
}

static gboolean
set_reason (TrivetReasonList *self,
            JsonObject       *body,
            GError          **error)
{
  g_autoptr (TrivetReason) reason = read_reason (body, error);
  TrivetReason *old = reason != NULL ? lookup (self, reason->reason_id) : NULL;

  if (reason == NULL)
    return FALSE;
  if (count_kind (self, reason->kind) - (old != NULL && old->kind == reason->kind) >= TRIVET_REASONS_MAX) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT, "There are too many reasons of this kind");
    return FALSE;
  }
  if (old != NULL)
    g_ptr_array_remove (self->reasons, old);
  g_ptr_array_add (self->reasons, g_steal_pointer (&reason));

  return TRUE;
}

/**
 * trivet_reason_list_apply:
 * @self: a list
 * @fact: `reason-set` or `reason-removed`
 * @error: return location for a #TrivetFactError
 *
 * Folds one fact. To remove what is not there is no error: two registers may both have done it.
 *
 * Returns: %FALSE when the fact cannot be believed; nothing is changed then
 */
gboolean
trivet_reason_list_apply (TrivetReasonList *self,
                          TrivetFact       *fact,
                          GError          **error)
{
  JsonObject   *body;
  const char   *id;
  TrivetReason *old;

  g_return_val_if_fail (self != NULL && fact != NULL, FALSE);

  body = trivet_fact_get_body (fact);
  if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_REASON_SET)
    return set_reason (self, body, error);
  if (trivet_fact_get_fact_type (fact) != TRIVET_FACT_REASON_REMOVED) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT, "The fact is not about reasons");
    return FALSE;
  }
  id = trivet_json_get_string (body, "id", error);
  if (id == NULL)
    return FALSE;
  old = lookup (self, id);
  if (old != NULL)
    g_ptr_array_remove (self->reasons, old);

  return TRUE;
}

/**
 * trivet_reason_list_is_own:
 * @self: a list
 * @kind: a kind
 *
 * Returns: whether the shop has set none of that kind, so that Trivet's own are offered
 */
gboolean
trivet_reason_list_is_own (const TrivetReasonList *self,
                           TrivetReasonKind        kind)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return count_kind (self, kind) == 0;
}

static int
compare_positions (gconstpointer a,
                   gconstpointer b)
{
  const TrivetReason *x = *(TrivetReason *const *) a;
  const TrivetReason *y = *(TrivetReason *const *) b;

  if (x->position != y->position)
    return x->position < y->position ? -1 : 1;

  return g_strcmp0 (x->reason_id, y->reason_id);
}

/**
 * trivet_reason_list_get:
 * @self: a list
 * @kind: a kind
 *
 * Returns: (transfer container) (element-type TrivetReason): what is offered, never empty
 */
GPtrArray *
trivet_reason_list_get (const TrivetReasonList *self,
                        TrivetReasonKind        kind)
{
  GPtrArray *from;
  GPtrArray *found;

  g_return_val_if_fail (self != NULL, NULL);

  from = trivet_reason_list_is_own (self, kind) ? self->own : self->reasons;
  found = g_ptr_array_new ();
  for (guint i = 0; i < from->len; i++) {
    TrivetReason *reason = g_ptr_array_index (from, i);

    if (reason->kind == kind)
      g_ptr_array_add (found, reason);
  }
  g_ptr_array_sort (found, compare_positions);

  return found;
}
