/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-register-private.h"

/*
 * What not everybody may do to an order: void what the kitchen was told to make, give more off than
 * one's role may, give for nothing. A screen asks what is needed, gets the yes, and hands it over;
 * the next command takes it along, reason and approver in its fact. A shop in which nobody has a PIN
 * asks nobody.
 */

static void
on_manager_changed (TrivetRegister *self)
{
  TrivetStaffDesk *desk = trivet_manager_get_desk (self->manager);

  if (desk != NULL && trivet_staff_desk_has_staff (desk))
    trivet_register_set_staff (self, trivet_staff_desk_get_name (desk));
}

/**
 * trivet_register_set_manager:
 * @self: a register
 * @manager: says who may approve what
 *
 * From now on commands are judged by who is signed in, and facts name that person when the shop has
 * staff.
 */
void
trivet_register_set_manager (TrivetRegister *self,
                             TrivetManager  *manager)
{
  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (TRIVET_IS_MANAGER (manager));

  if (!g_set_object (&self->manager, manager))
    return;
  g_signal_connect_object (manager, "changed", G_CALLBACK (on_manager_changed), self, G_CONNECT_SWAPPED);
  on_manager_changed (self);
}

/**
 * trivet_register_get_manager:
 * @self: a register
 *
 * Returns: (transfer none) (nullable): who says yes; %NULL where nobody is asked
 */
TrivetManager *
trivet_register_get_manager (TrivetRegister *self)
{
  g_return_val_if_fail (TRIVET_IS_REGISTER (self), NULL);

  return self->manager;
}

/**
 * trivet_register_approve_next:
 * @self: a register
 * @approval: (transfer full) (nullable): somebody's yes; %NULL where none is needed
 * @reason: why, for the fact
 *
 * The next void, discount or smaller quantity takes both along, whether it is stored or not: one yes
 * is for one action.
 */
void
trivet_register_approve_next (TrivetRegister *self,
                              TrivetApproval *approval,
                              const char     *reason)
{
  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (reason != NULL);

  g_clear_pointer (&self->approval, trivet_approval_free);
  g_free (self->reason);
  self->approval = approval;
  self->reason = g_strdup (reason);
}

static gboolean
is_guarded (TrivetRegister *self)
{
  return self->manager != NULL && trivet_manager_has_pin (self->manager);
}

/* Puts reason and approver into @body, if there are some; or says that a yes is missing. */
gboolean
_trivet_register_take_approval (TrivetRegister  *self,
                                TrivetPermission permission,
                                JsonObject      *body)
{
  g_autoptr (TrivetApproval) approval = g_steal_pointer (&self->approval);
  g_autofree char *reason = g_steal_pointer (&self->reason);

  if (permission != TRIVET_PERMISSION_NONE && (approval == NULL || !trivet_approval_covers (approval, permission))) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_NEEDS_APPROVAL, "Somebody who may do this has to approve it");
    return FALSE;
  }
  if (reason != NULL && *reason != '\0')
    json_object_set_string_member (body, "reason", reason);
  if (approval != NULL && permission != TRIVET_PERMISSION_NONE)
    json_object_set_string_member (body, "approver", trivet_approval_get_approver (approval));

  return TRUE;
}

/**
 * trivet_register_needs_for_quantity:
 * @self: a register
 * @line_id: a line of the current order
 * @by: what is to be added to its quantity; at zero or below, it is voided
 *
 * Returns: what one must be permitted for that; %TRIVET_PERMISSION_NONE as long as the kitchen was
 *   not told of what would go
 */
TrivetPermission
trivet_register_needs_for_quantity (TrivetRegister *self,
                                    const char     *line_id,
                                    gint64          by)
{
  const TrivetOrder     *order;
  const TrivetOrderLine *line;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), TRIVET_PERMISSION_NONE);

  order = _trivet_register_peek_ahead (self);
  line = order != NULL ? trivet_order_lookup_line (order, line_id) : NULL;
  if (!is_guarded (self) || line == NULL || line->voided || MAX (line->quantity + by, 0) >= line->sent_quantity)
    return TRIVET_PERMISSION_NONE;

  return TRIVET_PERMISSION_VOID_SENT;
}

static gboolean
has_dish (GPtrArray                *modifiers,
          const TrivetLineModifier *dish)
{
  g_autofree char *place = trivet_line_modifier_make_place (dish->group_id, dish->option_id);

  for (guint i = 0; modifiers != NULL && i < modifiers->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (modifiers, i);

    if (modifier->sku != NULL && trivet_line_modifier_is_at (modifier, place))
      return TRUE;
  }

  return FALSE;
}

/**
 * trivet_register_drops_sent:
 * @line: a line
 * @modifiers: (element-type TrivetLineModifier) (nullable): its choices to be
 *
 * Returns: whether a dish of a combo would go that the kitchen was told to make
 */
gboolean
trivet_register_drops_sent (const TrivetOrderLine *line,
                            GPtrArray             *modifiers)
{
  g_return_val_if_fail (line != NULL, FALSE);

  for (guint i = 0; i < line->modifiers->len; i++) {
    const TrivetLineModifier *part = g_ptr_array_index (line->modifiers, i);

    if (part->sku != NULL && part->sent_quantity > 0 && !has_dish (modifiers, part))
      return TRUE;
  }

  return FALSE;
}

/**
 * trivet_register_needs_for_modifiers:
 * @self: a register
 * @line_id: a line of the current order
 * @modifiers: (element-type TrivetLineModifier) (nullable): its choices to be
 *
 * Returns: what one must be permitted for that: as for a void, when a dish of a combo would go that the
 *   kitchen was told to make
 */
TrivetPermission
trivet_register_needs_for_modifiers (TrivetRegister *self,
                                     const char     *line_id,
                                     GPtrArray      *modifiers)
{
  const TrivetOrder     *order;
  const TrivetOrderLine *line;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), TRIVET_PERMISSION_NONE);

  order = _trivet_register_peek_ahead (self);
  line = order != NULL ? trivet_order_lookup_line (order, line_id) : NULL;

  return is_guarded (self) && line != NULL && trivet_register_drops_sent (line, modifiers) ? TRIVET_PERMISSION_VOID_SENT
                                                                                           : TRIVET_PERMISSION_NONE;
}

/**
 * trivet_register_needs_for_void:
 * @self: a register
 *
 * Returns: what one must be permitted to void the current order
 */
TrivetPermission
trivet_register_needs_for_void (TrivetRegister *self)
{
  const TrivetOrder *order;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), TRIVET_PERMISSION_NONE);

  order = _trivet_register_peek_ahead (self);
  for (guint i = 0; order != NULL && i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    if (trivet_register_needs_for_quantity (self, line->line_id, -line->quantity) != TRIVET_PERMISSION_NONE)
      return TRIVET_PERMISSION_VOID_SENT;
  }

  return TRIVET_PERMISSION_NONE;
}

/* What a discount is taken off; @line_id: (nullable): of one line, %NULL of the order */
static gint64
compute_base_minor (TrivetRegister *self,
                    const char     *line_id)
{
  const TrivetOrder *order = _trivet_register_peek_ahead (self);
  g_auto (TrivetTotals) totals = { 0 };

  if (order == NULL || !trivet_order_compute_totals (order, &totals, NULL))
    return 0;
  if (line_id == NULL)
    return totals.subtotal_minor;
  for (guint i = 0; i < totals.lines->len; i++) {
    const TrivetLineTotal *total = &g_array_index (totals.lines, TrivetLineTotal, i);

    if (g_str_equal (total->line->line_id, line_id))
      return total->gross_minor;
  }

  return 0;
}

static gint64
compute_rate_ppm (TrivetRegister    *self,
                  const char        *line_id,
                  TrivetDiscountKind kind,
                  gint64             value)
{
  gint64 base_minor;

  if (kind == TRIVET_DISCOUNT_RATE)
    return value;
  if (kind == TRIVET_DISCOUNT_COMP)
    return TRIVET_RATE_PPM_ONE;
  base_minor = compute_base_minor (self, line_id);
  if (value >= base_minor)
    return TRIVET_RATE_PPM_ONE;

  /* Rounded up, so that nobody goes a little above the limit; and no product that overflows. */
  return base_minor > G_MAXINT64 / TRIVET_RATE_PPM_ONE ? TRIVET_RATE_PPM_ONE
                                                       : (value * TRIVET_RATE_PPM_ONE + base_minor - 1) / base_minor;
}

/**
 * trivet_register_needs_for_discount:
 * @self: a register
 * @line_id: (nullable): a line of the current order; %NULL for the order itself
 * @kind: amount, rate, or none to take it away
 * @value: minor units or parts per million
 *
 * Returns: what one must be permitted to give it: nothing up to the limit of one's role, and in a
 *   shop without staff
 */
TrivetPermission
trivet_register_needs_for_discount (TrivetRegister    *self,
                                    const char        *line_id,
                                    TrivetDiscountKind kind,
                                    gint64             value)
{
  TrivetStaffDesk *desk;
  gint64           rate_ppm;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), TRIVET_PERMISSION_NONE);

  desk = self->manager != NULL ? trivet_manager_get_desk (self->manager) : NULL;
  if (kind == TRIVET_DISCOUNT_NONE || desk == NULL || !trivet_staff_desk_has_staff (desk))
    return TRIVET_PERMISSION_NONE;
  rate_ppm = compute_rate_ppm (self, line_id, kind, value);
  if (rate_ppm >= TRIVET_RATE_PPM_ONE)
    return TRIVET_PERMISSION_COMP;

  return rate_ppm > trivet_staff_desk_get_discount_limit_ppm (desk) ? TRIVET_PERMISSION_DISCOUNT : TRIVET_PERMISSION_NONE;
}
