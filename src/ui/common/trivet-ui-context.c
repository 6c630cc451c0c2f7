/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-ui-context.h"

#include "trivet-ui.h"

/*
 * TrivetUiContext: holds, and owns a reference to, everything that screens need.
 */

enum {
  WANTED,
  COMPLETED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrivetUiContext, trivet_ui_context, G_TYPE_OBJECT)

static void
trivet_ui_context_dispose (GObject *object)
{
  TrivetUiContext *self = TRIVET_UI_CONTEXT (object);

  g_clear_object (&self->reg);
  g_clear_object (&self->bookkeeper);
  g_clear_object (&self->floor_host);
  g_clear_object (&self->devices);
  g_clear_object (&self->drawers);
  g_clear_object (&self->menu_desk);
  g_clear_object (&self->price_desk);
  g_clear_object (&self->parked);
  g_clear_object (&self->returns);
  g_clear_object (&self->kitchen);
  g_clear_object (&self->manager);
  g_clear_object (&self->checkout);
  g_clear_object (&self->print_queue);
  g_clear_object (&self->repository);
  g_clear_object (&self->painter);
  g_clear_object (&self->scanner);
  g_clear_object (&self->reader);
  g_clear_object (&self->phone);
  g_clear_object (&self->clock_watch);
  g_clear_object (&self->clock);
  g_clear_object (&self->images);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->method_ids, g_strfreev);
  g_clear_pointer (&self->bill_provider_ids, g_strfreev);

  G_OBJECT_CLASS (trivet_ui_context_parent_class)->dispose (object);
}

static void
trivet_ui_context_class_init (TrivetUiContextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_ui_context_dispose;
  signals[WANTED] =
    g_signal_new ("wanted", TRIVET_TYPE_UI_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COMPLETED] =
    g_signal_new ("completed", TRIVET_TYPE_UI_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_ui_context_init (TrivetUiContext *self)
{
}

/**
 * trivet_ui_context_new:
 *
 * Returns: (transfer full): an empty context, to be filled by the composition root
 */
TrivetUiContext *
trivet_ui_context_new (void)
{
  return g_object_new (TRIVET_TYPE_UI_CONTEXT, NULL);
}

/**
 * trivet_ui_context_complete:
 * @self: a context
 *
 * Has what no first frame needs filled in now, unless it is there; see #TrivetUiContext.
 */
void
trivet_ui_context_complete (TrivetUiContext *self)
{
  g_return_if_fail (TRIVET_IS_UI_CONTEXT (self));

  if (!self->is_complete)
    g_signal_emit (self, signals[WANTED], 0);
}

/**
 * trivet_ui_context_set_complete:
 * @self: a context that is not complete yet
 *
 * For the composition root: everything is there.
 */
void
trivet_ui_context_set_complete (TrivetUiContext *self)
{
  g_return_if_fail (TRIVET_IS_UI_CONTEXT (self));
  g_return_if_fail (!self->is_complete);

  self->is_complete = TRUE;
  g_signal_emit (self, signals[COMPLETED], 0);
}

/**
 * trivet_ui_context_get_language:
 * @self: a context
 *
 * Returns: which of a dish's names to show
 */
TrivetLanguage
trivet_ui_context_get_language (TrivetUiContext *self)
{
  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (self), TRIVET_LANGUAGE_EN);

  return trivet_ui_is_chinese () ? TRIVET_LANGUAGE_ZH : TRIVET_LANGUAGE_EN;
}
