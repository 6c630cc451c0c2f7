/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-price-book-private.h"

/* One promotion in memory: made, copied, freed, and written as the body of its fact. */

/**
 * trivet_promotion_part_new:
 *
 * Returns: (transfer full): one of every dish
 */
TrivetPromotionPart *
trivet_promotion_part_new (void)
{
  TrivetPromotionPart *self = g_new0 (TrivetPromotionPart, 1);

  self->skus = g_new0 (char *, 1);
  self->categories = g_new0 (char *, 1);
  self->count = 1;

  return self;
}

/**
 * trivet_promotion_part_free:
 * @self: (transfer full): a part
 */
void
trivet_promotion_part_free (TrivetPromotionPart *self)
{
  g_strfreev (self->skus);
  g_strfreev (self->categories);
  g_free (self);
}

/**
 * trivet_promotion_part_copy:
 * @self: a part
 *
 * Returns: (transfer full): the same
 */
TrivetPromotionPart *
trivet_promotion_part_copy (const TrivetPromotionPart *self)
{
  TrivetPromotionPart *copy = g_new0 (TrivetPromotionPart, 1);

  copy->skus = g_strdupv (self->skus);
  copy->categories = g_strdupv (self->categories);
  copy->count = self->count;

  return copy;
}

/**
 * trivet_promotion_new:
 * @id: its id
 *
 * Returns: (transfer full): a promotion without a name that takes nothing off every dish
 */
TrivetPromotion *
trivet_promotion_new (const char *id)
{
  TrivetPromotion *self = g_new0 (TrivetPromotion, 1);

  g_return_val_if_fail (id != NULL, self);

  self->id = g_strdup (id);
  self->name = g_strdup ("");
  self->name_zh = g_strdup ("");
  self->buy = 1;
  self->get = 1;
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_promotion_part_free);
  g_ptr_array_add (self->parts, trivet_promotion_part_new ());

  return self;
}

/**
 * trivet_promotion_copy:
 * @self: a promotion
 *
 * Returns: (transfer full): the same
 */
TrivetPromotion *
trivet_promotion_copy (const TrivetPromotion *self)
{
  TrivetPromotion *copy = g_new0 (TrivetPromotion, 1);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->name_zh = g_strdup (self->name_zh);
  copy->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_promotion_part_free);
  for (guint i = 0; i < self->parts->len; i++)
    g_ptr_array_add (copy->parts, trivet_promotion_part_copy (g_ptr_array_index (self->parts, i)));

  return copy;
}

/**
 * trivet_promotion_free:
 * @self: (transfer full): a promotion
 */
void
trivet_promotion_free (TrivetPromotion *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->name_zh);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self);
}

/* An empty list is not written. */
void
_trivet_write_names (JsonObject *body,
                     const char *member,
                     GStrv       names)
{
  JsonArray *array;

  if (*names == NULL)
    return;
  array = json_array_new ();
  for (guint i = 0; names[i] != NULL; i++)
    json_array_add_string_element (array, names[i]);
  json_object_set_array_member (body, member, array);
}

/* The contrary of _trivet_read_order_kinds(). */
void
_trivet_write_order_kinds (JsonObject *body,
                           guint       kinds)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint kind = 0; kind <= TRIVET_ORDER_KIND_BAR; kind++) {
    if ((kinds & 1u << kind) != 0)
      g_strv_builder_add (builder, trivet_order_kind_get_name ((TrivetOrderKind) kind));
  }
  names = g_strv_builder_end (builder);
  _trivet_write_names (body, "types", names);
}

static void
write_int (JsonObject *body,
           const char *member,
           gint64      value,
           gint64      usual)
{
  if (value != usual)
    json_object_set_int_member (body, member, value);
}

static void
write_flag (JsonObject *body,
            const char *member,
            gboolean    on)
{
  if (on)
    json_object_set_boolean_member (body, member, TRUE);
}

static JsonArray *
parts_to_json (const TrivetPromotion *self)
{
  JsonArray *parts = json_array_new ();

  for (guint i = 0; i < self->parts->len; i++) {
    const TrivetPromotionPart *part = g_ptr_array_index (self->parts, i);
    JsonObject                *body = json_object_new ();

    _trivet_write_names (body, "skus", part->skus);
    _trivet_write_names (body, "categories", part->categories);
    write_int (body, "count", part->count, 1);
    json_array_add_object_element (parts, body);
  }

  return parts;
}

/**
 * trivet_promotion_to_body:
 * @self: a promotion
 *
 * Returns: (transfer full): the body of `promotion-set`, without what is as usual
 */
JsonObject *
trivet_promotion_to_body (const TrivetPromotion *self)
{
  JsonObject *body = json_object_new ();

  g_return_val_if_fail (self != NULL, body);

  json_object_set_string_member (body, "id", self->id);
  json_object_set_string_member (body, "name", self->name);
  json_object_set_string_member (body, "name_zh", *self->name_zh != '\0' ? self->name_zh : self->name);
  json_object_set_string_member (body, "kind", trivet_promotion_kind_get_name (self->kind));
  json_object_set_int_member (body, "value", self->value);
  json_object_set_array_member (body, "parts", parts_to_json (self));
  write_int (body, "threshold_minor", self->threshold_minor, 0);
  if (self->kind == TRIVET_PROMOTION_BUY_GET) {
    json_object_set_int_member (body, "buy", self->buy);
    json_object_set_int_member (body, "get", self->get);
  }
  _trivet_write_order_kinds (body, self->order_kinds);
  write_int (body, "days", self->days, 0);
  write_int (body, "from_minute", self->from_minute, 0);
  write_int (body, "to_minute", self->to_minute, 0);
  write_flag (body, "members", self->members);
  write_flag (body, "coupon", self->coupon);
  write_flag (body, "exclusive", self->exclusive);
  write_flag (body, "off", self->off);

  return body;
}
