/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-kitchen.h"

/* TrivetSlip: what one station is told at once, and how a fact says it. */

static const char *const kind_names[TRIVET_N_SLIP_KINDS] = {
  [TRIVET_SLIP_NEW] = "new",
  [TRIVET_SLIP_CHANGE] = "change",
  [TRIVET_SLIP_PLACE] = "place",
  [TRIVET_SLIP_VOID] = "void",
  [TRIVET_SLIP_RUSH] = "rush",
};

/**
 * trivet_slip_kind_get_name:
 *
 * Returns: (transfer none): the word for it in facts
 */
const char *
trivet_slip_kind_get_name (TrivetSlipKind kind)
{
  g_return_val_if_fail (kind < TRIVET_N_SLIP_KINDS, NULL);

  return kind_names[kind];
}

/**
 * trivet_slip_kind_from_name:
 * @name: (nullable): a word from a fact
 * @ret_kind: (out): the kind
 *
 * Returns: whether the word is known
 */
gboolean
trivet_slip_kind_from_name (const char     *name,
                            TrivetSlipKind *ret_kind)
{
  for (guint i = 0; i < TRIVET_N_SLIP_KINDS; i++) {
    if (g_strcmp0 (name, kind_names[i]) == 0) {
      *ret_kind = (TrivetSlipKind) i;
      return TRUE;
    }
  }

  return FALSE;
}

static void
slip_line_free (gpointer data)
{
  TrivetSlipLine *line = data;

  g_free (line->line_id);
  g_free (line->part);
  g_free (line);
}

/**
 * trivet_slip_new:
 * @station_id: who is told, or ""
 * @kind: what
 *
 * Returns: (transfer full): a slip without lines
 */
TrivetSlip *
trivet_slip_new (const char    *station_id,
                 TrivetSlipKind kind)
{
  TrivetSlip *self;

  g_return_val_if_fail (station_id != NULL, NULL);

  self = g_new0 (TrivetSlip, 1);
  self->station_id = g_strdup (station_id);
  self->kind = kind;
  self->lines = g_ptr_array_new_with_free_func (slip_line_free);

  return self;
}

/**
 * trivet_slip_free:
 * @self: (transfer full): a slip
 */
void
trivet_slip_free (TrivetSlip *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->station_id);
  g_clear_pointer (&self->former, trivet_order_place_free);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

/**
 * trivet_slip_add:
 * @self: a slip
 * @line_id: a line that is not on it yet
 * @quantity: how many, above 0
 */
void
trivet_slip_add (TrivetSlip *self,
                 const char *line_id,
                 gint64      quantity)
{
  trivet_slip_add_part (self, line_id, NULL, quantity);
}

/**
 * trivet_slip_add_part:
 * @self: a slip
 * @line_id: a line
 * @part: (nullable): of a combo, the place of a dish that is not on it yet
 * @quantity: how many, above 0
 */
void
trivet_slip_add_part (TrivetSlip *self,
                      const char *line_id,
                      const char *part,
                      gint64      quantity)
{
  TrivetSlipLine *line;

  g_return_if_fail (self != NULL);
  g_return_if_fail (line_id != NULL && quantity > 0);

  line = g_new0 (TrivetSlipLine, 1);
  line->line_id = g_strdup (line_id);
  line->part = g_strdup (part);
  line->quantity = quantity;
  g_ptr_array_add (self->lines, line);
}

static JsonArray *
lines_to_json (const TrivetSlip *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->lines->len; i++) {
    const TrivetSlipLine *line = g_ptr_array_index (self->lines, i);
    JsonObject           *object = json_object_new ();

    json_object_set_string_member (object, "line", line->line_id);
    json_object_set_int_member (object, "quantity", line->quantity);
    if (line->part != NULL)
      json_object_set_string_member (object, "part", line->part);
    json_array_add_object_element (array, object);
  }

  return array;
}

/**
 * trivet_slip_write:
 * @self: a slip
 * @body: of a `print-requested` with the document `slip`
 *
 * Adds to @body all that trivet_slip_read() wants.
 */
void
trivet_slip_write (const TrivetSlip *self,
                   JsonObject       *body)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (body != NULL);

  json_object_set_string_member (body, "station", self->station_id);
  json_object_set_string_member (body, "kind", trivet_slip_kind_get_name (self->kind));
  if (self->former != NULL)
    json_object_set_object_member (body, "former", trivet_order_place_to_json (self->former));
  json_object_set_array_member (body, "lines", lines_to_json (self));
}

static gboolean
read_line (TrivetSlip *self,
           JsonNode   *node,
           GError    **error)
{
  const char *line_id;
  gint64      quantity;

  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“lines” holds something that is no line");
    return FALSE;
  }
  line_id = trivet_json_get_string (json_node_get_object (node), "line", error);
  if (line_id == NULL || !trivet_json_get_int (json_node_get_object (node), "quantity", &quantity, error))
    return FALSE;
  if (quantity < 1 || quantity > TRIVET_ORDER_MAX_QUANTITY) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“quantity” of a slip is out of bounds");
    return FALSE;
  }
  trivet_slip_add_part (self, line_id, trivet_json_get_string_or (json_node_get_object (node), "part", NULL), quantity);

  return TRUE;
}

/**
 * trivet_slip_read:
 * @body: of a `print-requested` with the document `slip`
 * @error: return location for %TRIVET_FACT_ERROR_BODY
 *
 * Returns: (transfer full) (nullable): what is to be printed
 */
TrivetSlip *
trivet_slip_read (JsonObject *body,
                  GError    **error)
{
  const char *station_id;
  JsonArray  *lines;
  g_autoptr (TrivetSlip) self = NULL;
  TrivetSlipKind kind;

  g_return_val_if_fail (body != NULL, NULL);

  station_id = trivet_json_get_string (body, "station", error);
  lines = station_id != NULL ? trivet_json_get_array (body, "lines", error) : NULL;
  if (lines == NULL)
    return NULL;
  if (!trivet_slip_kind_from_name (trivet_json_get_string_or (body, "kind", ""), &kind) ||
      json_array_get_length (lines) > TRIVET_ORDER_MAX_LINES) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "The slip is of no known kind, or too long");
    return NULL;
  }

  self = trivet_slip_new (station_id, kind);
  if (kind == TRIVET_SLIP_PLACE) {
    self->former = trivet_order_place_read (body, "former", error);
    if (self->former == NULL)
      return NULL;
  }
  for (guint i = 0; i < json_array_get_length (lines); i++) {
    if (!read_line (self, json_array_get_element (lines, i), error))
      return NULL;
  }

  return g_steal_pointer (&self);
}
