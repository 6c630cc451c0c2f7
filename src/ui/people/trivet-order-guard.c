/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-order-guard.h"

#include "trivet-approval-pane.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetOrderGuard: the command that waits for a yes, and the pane that asks for it.
 */

#define DATA_KEY "trivet-order-guard"

enum {
  ASKING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef enum {
  COMMAND_NONE,
  COMMAND_QUANTITY,
  COMMAND_VOID_ORDER,
  COMMAND_DISCOUNT,
  COMMAND_MODIFIERS,
} CommandKind;

struct _TrivetOrderGuard {
  GtkWidget parent_instance;

  TrivetUiContext   *context;
  CommandKind        kind;
  char              *order_id; /* nullable: that the command is about */
  char              *line_id;  /* nullable */
  char              *name;     /* nullable */
  gint64             by;
  TrivetDiscountKind discount;
  gint64             value;
  GPtrArray         *modifiers; /* nullable */

  GtkWidget *pane; /* NULL until somebody has to be asked */
};

G_DEFINE_FINAL_TYPE (TrivetOrderGuard, trivet_order_guard, GTK_TYPE_WIDGET)

static void
trivet_order_guard_dispose (GObject *object)
{
  TrivetOrderGuard *self = TRIVET_ORDER_GUARD (object);

  g_clear_pointer (&self->pane, gtk_widget_unparent);
  g_clear_object (&self->context);
  g_clear_pointer (&self->order_id, g_free);
  g_clear_pointer (&self->line_id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->modifiers, g_ptr_array_unref);

  G_OBJECT_CLASS (trivet_order_guard_parent_class)->dispose (object);
}

static void
trivet_order_guard_class_init (TrivetOrderGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_order_guard_dispose;

  signals[ASKING] =
    g_signal_new ("asking", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
trivet_order_guard_init (TrivetOrderGuard *self)
{
}

static const char *
get_order_id (TrivetOrderGuard *self)
{
  TrivetTab *tab = trivet_register_get_current (self->context->reg);

  return tab != NULL ? trivet_tab_get_order_id (tab) : NULL;
}

static void
end_question (TrivetOrderGuard *self)
{
  if (self->kind == COMMAND_NONE)
    return;
  self->kind = COMMAND_NONE;
  if (self->pane != NULL)
    trivet_approval_pane_wipe (TRIVET_APPROVAL_PANE (self->pane));
  g_signal_emit (self, signals[ASKING], 0, FALSE);
}

static void
run (TrivetOrderGuard *self)
{
  TrivetRegister *reg = self->context->reg;

  switch (self->kind) {
  case COMMAND_QUANTITY:
    trivet_register_change_quantity (reg, self->line_id, self->by);
    break;
  case COMMAND_VOID_ORDER:
    trivet_register_void_order (reg, "staff");
    break;
  case COMMAND_DISCOUNT:
    if (self->line_id != NULL)
      trivet_register_set_line_discount (reg, self->line_id, self->discount, self->value, self->name);
    else
      trivet_register_set_order_discount (reg, self->discount, self->value, self->name);
    break;
  case COMMAND_MODIFIERS:
    trivet_register_set_modifiers (reg, self->line_id, self->modifiers);
    break;
  case COMMAND_NONE:
    break;
  }
}

/* Another order may be on the screen by now: that yes was not for it. */
static void
on_approved (TrivetApproval *approval,
             const char     *reason,
             gpointer        user_data)
{
  TrivetOrderGuard *self = user_data;

  if (g_strcmp0 (get_order_id (self), self->order_id) == 0) {
    trivet_register_approve_next (self->context->reg, approval, reason);
    run (self);
  } else {
    trivet_approval_free (approval);
  }
  end_question (self);
}

static void
on_cancelled (GtkWidget *pane,
              gpointer   user_data)
{
  end_question (user_data);
}

static TrivetApprovalPane *
get_pane (TrivetOrderGuard *self)
{
  if (self->pane == NULL) {
    self->pane = trivet_approval_pane_new (self->context);
    gtk_widget_set_parent (self->pane, GTK_WIDGET (self));
    g_signal_connect (self->pane, "cancelled", G_CALLBACK (on_cancelled), self);
  }

  return TRIVET_APPROVAL_PANE (self->pane);
}

static void
ask (TrivetOrderGuard  *self,
     TrivetPermission   permission,
     const char        *title,
     const char        *text,
     const char *const *reasons)
{
  const TrivetApprovalQuestion question = { title, text, reasons, on_approved, self, permission };

  g_free (self->order_id);
  self->order_id = g_strdup (get_order_id (self));
  g_signal_emit (self, signals[ASKING], 0, TRUE);
  trivet_approval_pane_ask (get_pane (self), &question);
}

static void
ask_void (TrivetOrderGuard *self,
          TrivetPermission  permission)
{
  TrivetTab             *tab = trivet_register_get_current (self->context->reg);
  const TrivetOrderLine *line = self->line_id != NULL ? trivet_order_lookup_line (trivet_tab_get_order (tab), self->line_id) : NULL;
  g_auto (GStrv) reasons = trivet_approval_pane_dup_reasons (self->context, TRIVET_REASON_VOID);
  g_autofree char *title = NULL;

  if (line == NULL)
    title = g_strdup (_("Void the whole order?"));
  else if (line->quantity + self->by > 0)
    title = g_strdup_printf (_("Void %d × %s?"), (int) -self->by, trivet_ui_is_chinese () ? line->name_zh : line->name);
  else
    title = g_strdup_printf (_("Void %s?"), trivet_ui_is_chinese () ? line->name_zh : line->name);
  ask (self, permission, title, _("The kitchen was told already and will be told to stop."), (const char *const *) reasons);
}

static void
set_command (TrivetOrderGuard *self,
             CommandKind       kind,
             const char       *line_id)
{
  g_autofree char *copy = g_strdup (line_id);

  g_free (self->line_id);
  self->line_id = g_steal_pointer (&copy);
  self->kind = kind;
}

/* What needs no yes. */
static void
run_at_once (TrivetOrderGuard *self)
{
  run (self);
  self->kind = COMMAND_NONE;
}

/**
 * trivet_order_guard_change_quantity:
 * @self: a guard
 * @line_id: a line of the current order
 * @by: added to its quantity
 */
void
trivet_order_guard_change_quantity (TrivetOrderGuard *self,
                                    const char       *line_id,
                                    gint64            by)
{
  TrivetPermission permission;

  g_return_if_fail (TRIVET_IS_ORDER_GUARD (self));
  g_return_if_fail (line_id != NULL);

  end_question (self);
  set_command (self, COMMAND_QUANTITY, line_id);
  self->by = by;
  permission = trivet_register_needs_for_quantity (self->context->reg, line_id, by);
  if (permission == TRIVET_PERMISSION_NONE)
    run_at_once (self);
  else
    ask_void (self, permission);
}

/**
 * trivet_order_guard_void_line:
 * @self: a guard
 * @line_id: a line of the current order
 */
void
trivet_order_guard_void_line (TrivetOrderGuard *self,
                              const char       *line_id)
{
  trivet_order_guard_change_quantity (self, line_id, -TRIVET_ORDER_MAX_QUANTITY);
}

/**
 * trivet_order_guard_set_modifiers:
 * @self: a guard
 * @line_id: a line of the current order
 * @modifiers: (element-type TrivetLineModifier): all its choices, replacing the old ones
 *
 * Returns: whether somebody is asked first
 */
gboolean
trivet_order_guard_set_modifiers (TrivetOrderGuard *self,
                                  const char       *line_id,
                                  GPtrArray        *modifiers)
{
  g_auto (GStrv) reasons = NULL;
  g_autofree char       *title = NULL;
  TrivetPermission       permission;
  const TrivetOrderLine *line;

  g_return_val_if_fail (TRIVET_IS_ORDER_GUARD (self), FALSE);
  g_return_val_if_fail (line_id != NULL && modifiers != NULL, FALSE);

  end_question (self);
  set_command (self, COMMAND_MODIFIERS, line_id);
  g_clear_pointer (&self->modifiers, g_ptr_array_unref);
  self->modifiers = g_ptr_array_ref (modifiers);
  permission = trivet_register_needs_for_modifiers (self->context->reg, line_id, modifiers);
  if (permission == TRIVET_PERMISSION_NONE) {
    run_at_once (self);
    return FALSE;
  }
  line = trivet_order_lookup_line (trivet_tab_get_order (trivet_register_get_current (self->context->reg)), line_id);
  title = g_strdup_printf (_("Change %s?"), trivet_ui_is_chinese () ? line->name_zh : line->name);
  reasons = trivet_approval_pane_dup_reasons (self->context, TRIVET_REASON_VOID);
  ask (self, permission, title, _("The kitchen makes the old dish already and will be told to stop."), (const char *const *) reasons);

  return TRUE;
}

/**
 * trivet_order_guard_void_order:
 * @self: a guard
 *
 * Voids the current order.
 */
void
trivet_order_guard_void_order (TrivetOrderGuard *self)
{
  TrivetPermission permission;

  g_return_if_fail (TRIVET_IS_ORDER_GUARD (self));

  end_question (self);
  set_command (self, COMMAND_VOID_ORDER, NULL);
  permission = trivet_register_needs_for_void (self->context->reg);
  if (permission == TRIVET_PERMISSION_NONE)
    run_at_once (self);
  else
    ask_void (self, permission);
}

/**
 * trivet_order_guard_discount:
 * @self: a guard
 * @line_id: (nullable): a line of the current order; %NULL for the order
 * @kind: amount, rate, comp, or none to take it away
 * @value: minor units or parts per million
 * @name: (nullable): words for the guest; of a comp, why
 */
void
trivet_order_guard_discount (TrivetOrderGuard  *self,
                             const char        *line_id,
                             TrivetDiscountKind kind,
                             gint64             value,
                             const char        *name)
{
  TrivetPermission permission;

  g_return_if_fail (TRIVET_IS_ORDER_GUARD (self));

  end_question (self);
  set_command (self, COMMAND_DISCOUNT, line_id);
  self->discount = kind;
  self->value = value;
  g_free (self->name);
  self->name = g_strdup (name);
  permission = trivet_register_needs_for_discount (self->context->reg, line_id, kind, value);
  if (permission == TRIVET_PERMISSION_NONE) {
    run_at_once (self);
  } else if (kind == TRIVET_DISCOUNT_COMP) {
    /* Whoever wants it has said why. */
    ask (self, permission, _("Give it for nothing?"), name, NULL);
  } else {
    gboolean comp = permission == TRIVET_PERMISSION_COMP;
    g_auto (GStrv) reasons = trivet_approval_pane_dup_reasons (self->context, comp ? TRIVET_REASON_COMP : TRIVET_REASON_DISCOUNT);

    ask (self, permission, comp ? _("Give it for nothing?") : _("Give this discount?"), _("It is more than may be given without asking."), (const char *const *) reasons);
  }
}

/**
 * trivet_order_guard_cancel:
 * @self: a guard
 *
 * Takes the question away; nothing happens.
 */
void
trivet_order_guard_cancel (TrivetOrderGuard *self)
{
  g_return_if_fail (TRIVET_IS_ORDER_GUARD (self));

  end_question (self);
}

/**
 * trivet_order_guard_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): a guard that asks nothing
 */
GtkWidget *
trivet_order_guard_new (TrivetUiContext *context)
{
  TrivetOrderGuard *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_ORDER_GUARD, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (context->reg, "current-changed", G_CALLBACK (end_question), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * trivet_order_guard_install:
 * @self: a guard
 * @page: an ancestor of whatever gives commands
 *
 * From now on trivet_order_guard_find() finds @self from inside @page.
 */
void
trivet_order_guard_install (TrivetOrderGuard *self,
                            GtkWidget        *page)
{
  g_object_set_data (G_OBJECT (page), DATA_KEY, self);
}

/**
 * trivet_order_guard_find:
 * @widget: a widget
 *
 * Returns: (transfer none) (nullable): the guard of the page that it is in
 */
TrivetOrderGuard *
trivet_order_guard_find (GtkWidget *widget)
{
  for (GtkWidget *at = widget; at != NULL; at = gtk_widget_get_parent (at)) {
    TrivetOrderGuard *guard = g_object_get_data (G_OBJECT (at), DATA_KEY);

    if (guard != NULL)
      return guard;
  }

  return NULL;
}
