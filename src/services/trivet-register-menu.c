/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-register-menu.h"

#include "trivet-register-private.h"

/*
 * The menu by the clock. The register wakes up when hours begin or end, so that screens need not ask;
 * what a line costs is asked when it is added, and stays.
 */

/* The clock on the wall may be set meanwhile. */
#define MAX_SLEEP_US (10 * 60 * G_USEC_PER_SEC)

static TrivetMenuMoment
get_moment (TrivetRegister *self)
{
  return (TrivetMenuMoment){
    .kind = trivet_register_get_order_kind (self),
    .at_us = trivet_clock_get_wall_us (self->clock),
    .zone = self->zone,
  };
}

/**
 * trivet_register_get_period:
 * @self: a register that has loaded
 *
 * Returns: (transfer none) (nullable): the first menu of certain hours that runs for the order on the
 *   screen, until the next change
 */
const TrivetMenuPeriod *
trivet_register_get_period (TrivetRegister *self)
{
  TrivetMenuMoment moment;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), NULL);

  moment = get_moment (self);

  return trivet_menu_periods_find_running (trivet_menu_get_periods (self->menu), &moment);
}

/**
 * trivet_register_get_period_end_us:
 * @self: a register that has loaded
 *
 * Returns: when the hours of trivet_register_get_period() end; -1 when never, or none runs
 */
gint64
trivet_register_get_period_end_us (TrivetRegister *self)
{
  const TrivetMenuPeriod *period = trivet_register_get_period (self);

  return period != NULL ? trivet_hours_next_change_us (&period->hours, trivet_clock_get_wall_us (self->clock), self->zone) : -1;
}

/**
 * trivet_register_shows_category:
 * @self: a register that has loaded
 * @category_id: a category
 *
 * Returns: whether its dishes are on the menu now, for the order on the screen. Others can be ordered
 *   all the same.
 */
gboolean
trivet_register_shows_category (TrivetRegister *self,
                                const char     *category_id)
{
  TrivetMenuMoment moment;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), TRUE);

  moment = get_moment (self);

  return trivet_menu_periods_show (trivet_menu_get_periods (self->menu), category_id, &moment);
}

/**
 * trivet_register_get_price_minor:
 * @self: a register that has loaded
 * @item: a dish
 *
 * Returns: what one costs if it is added now to the order on the screen, in minor units, without choices
 */
gint64
trivet_register_get_price_minor (TrivetRegister *self,
                                 TrivetMenuItem *item)
{
  TrivetMenuMoment moment;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), 0);

  moment = get_moment (self);

  return trivet_menu_periods_get_price (trivet_menu_get_periods (self->menu), item, &moment);
}

/**
 * trivet_register_get_zone:
 * @self: a register
 *
 * Returns: (transfer none): the shop's time zone
 */
GTimeZone *
trivet_register_get_zone (TrivetRegister *self)
{
  g_return_val_if_fail (TRIVET_IS_REGISTER (self), NULL);

  return self->zone;
}

/* Which hours it is: what tells one menu from another, whatever the order. */
static char *
dup_hours (TrivetRegister *self)
{
  GPtrArray *periods = trivet_menu_get_periods (self->menu);
  GString   *ids = g_string_new (NULL);
  gint64     now_us = trivet_clock_get_wall_us (self->clock);

  for (guint i = 0; i < periods->len; i++) {
    const TrivetMenuPeriod *period = g_ptr_array_index (periods, i);

    if (trivet_hours_are_on (&period->hours, now_us, self->zone))
      g_string_append_printf (ids, "%s\x1f", period->id);
  }

  return g_string_free (ids, FALSE);
}

static gboolean
on_hours_over (gpointer user_data)
{
  TrivetRegister  *self = user_data;
  g_autofree char *before = g_steal_pointer (&self->hours);

  self->hours_timeout = 0;
  _trivet_register_watch_hours (self);
  if (g_strcmp0 (before, self->hours) != 0)
    _trivet_register_emit_menu_changed (self);

  return G_SOURCE_REMOVE;
}

/* Called whenever the menu is new. */
void
_trivet_register_watch_hours (TrivetRegister *self)
{
  gint64 now_us = trivet_clock_get_wall_us (self->clock);
  gint64 next_us = trivet_menu_periods_next_change_us (trivet_menu_get_periods (self->menu), now_us, self->zone);

  _trivet_register_forget_hours (self);
  if (next_us < 0)
    return;
  self->hours = dup_hours (self);
  self->hours_timeout = trivet_clock_add_timeout (self->clock, (guint) (CLAMP (next_us - now_us, 0, MAX_SLEEP_US) / 1000) + 1,
                                                  on_hours_over, self, NULL);
}

void
_trivet_register_forget_hours (TrivetRegister *self)
{
  if (self->hours_timeout != 0)
    trivet_clock_remove_timeout (self->clock, self->hours_timeout);
  self->hours_timeout = 0;
  g_clear_pointer (&self->hours, g_free);
}
