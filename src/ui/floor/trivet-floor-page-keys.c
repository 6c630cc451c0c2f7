/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-floor-page-private.h"

#include "trivet-floor-plan.h"

/* What keys do on the page of tables: the jump to a typed number, and the way back. */

/* A number is typed in one go; after that a new one begins. */
#define TYPED_MS 1500

void
_trivet_floor_page_forget_typed (TrivetFloorPage *self)
{
  if (self->typed_id != 0)
    trivet_clock_remove_timeout (self->context->clock, self->typed_id);
  self->typed_id = 0;
  g_string_truncate (self->typed, 0);
}

static gboolean
on_typed_over (gpointer user_data)
{
  TrivetFloorPage *self = user_data;

  self->typed_id = 0;
  g_string_truncate (self->typed, 0);

  return G_SOURCE_REMOVE;
}

static void
jump (TrivetFloorPage *self,
      char             digit)
{
  TrivetSpot       *spot;
  const TrivetRoom *room;

  if (self->typed_id != 0)
    trivet_clock_remove_timeout (self->context->clock, self->typed_id);
  self->typed_id = trivet_clock_add_timeout (self->context->clock, TYPED_MS, on_typed_over, self, NULL);
  g_string_append_c (self->typed, digit);
  spot = trivet_floor_host_find_spot (self->host, self->typed->str);
  if (spot == NULL)
    return;
  room = trivet_floor_get_room_of (trivet_floor_host_get_floor (self->host), trivet_spot_get_table (spot));
  if (room == NULL)
    return;
  _trivet_floor_page_show_room (self, room->id);
  trivet_floor_plan_focus (TRIVET_FLOOR_PLAN (self->plan), trivet_spot_get_table_id (spot));
}

/**
 * trivet_floor_page_handle_key:
 * @self: the page
 * @keyval: a key that no focused widget wanted
 * @state: with which modifiers
 *
 * Digits jump to the table of that number, in whichever room it is; Enter then does what a tap on
 * it does. While the question is how many guests, a digit answers it.
 *
 * Returns: whether the key means something here
 */
gboolean
trivet_floor_page_handle_key (TrivetFloorPage *self,
                              guint            keyval,
                              GdkModifierType  state)
{
  gunichar character = gdk_keyval_to_unicode (keyval);

  g_return_val_if_fail (TRIVET_IS_FLOOR_PAGE (self), FALSE);

  if (self->editing && (state & GDK_CONTROL_MASK) && (keyval == GDK_KEY_y || keyval == GDK_KEY_Z)) {
    trivet_floor_host_redo (self->host);
    return TRUE;
  }
  if (self->editing && (state & GDK_CONTROL_MASK) && keyval == GDK_KEY_z) {
    trivet_floor_host_undo (self->host);
    return TRUE;
  }
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) || character < '0' || character > '9')
    return FALSE;
  if (self->typed->len == 0 && _trivet_floor_page_answer (self, character - '0'))
    return TRUE;
  jump (self, (char) character);

  return TRUE;
}

/**
 * trivet_floor_page_go_back:
 * @self: the page
 *
 * Leaves the editor, a question, or a list.
 *
 * Returns: whether there was something to leave
 */
gboolean
trivet_floor_page_go_back (TrivetFloorPage *self)
{
  g_return_val_if_fail (TRIVET_IS_FLOOR_PAGE (self), FALSE);

  _trivet_floor_page_forget_typed (self);
  if (self->editing) {
    _trivet_floor_page_set_editing (self, FALSE);
    return TRUE;
  }
  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->foot)), "ask") == 0) {
    _trivet_floor_page_end_asking (self);
    return TRUE;
  }
  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->view)), "room") != 0 &&
      g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->view)), "empty") != 0) {
    _trivet_floor_page_show_view (self, "room");
    return TRUE;
  }

  return FALSE;
}
