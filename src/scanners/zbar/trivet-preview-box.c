/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-preview-box.h"

#include "trivet-scan-post.h"

/* Small pictures on their way to the screen. One waits at most: a busy screen gets the newest. */

struct _TrivetPreviewBox {
  gint              ref_count;
  TrivetPreviewFunc func;
  gpointer          user_data;
  GMainContext     *context;
  gboolean          stopped; /* only in the context */

  GMutex   lock;
  GBytes  *rgb;
  int      width;
  int      height;
  gboolean posted;
};

static void
box_unref (gpointer data)
{
  TrivetPreviewBox *self = data;

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;

  g_clear_pointer (&self->rgb, g_bytes_unref);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * trivet_preview_box_new:
 * @func: gets pictures, in the present thread-default main context
 * @user_data: for @func
 *
 * Returns: (transfer full): a box, to be ended by trivet_preview_box_stop()
 */
TrivetPreviewBox *
trivet_preview_box_new (TrivetPreviewFunc func,
                        gpointer          user_data)
{
  TrivetPreviewBox *self = g_new0 (TrivetPreviewBox, 1);

  self->ref_count = 1;
  self->func = func;
  self->user_data = user_data;
  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->lock);

  return self;
}

/**
 * trivet_preview_box_stop:
 * @self: (transfer full): a box
 *
 * Gives out nothing from now on. Call it in the main context that made the box.
 */
void
trivet_preview_box_stop (TrivetPreviewBox *self)
{
  self->stopped = TRUE;
  box_unref (self);
}

static gboolean
on_posted (gpointer user_data)
{
  TrivetPreviewBox *self = user_data;
  g_autoptr (GBytes) rgb = NULL;
  int width;
  int height;

  g_mutex_lock (&self->lock);
  rgb = g_steal_pointer (&self->rgb);
  width = self->width;
  height = self->height;
  self->posted = FALSE;
  g_mutex_unlock (&self->lock);

  if (!self->stopped)
    self->func (rgb, width, height, self->user_data);

  return G_SOURCE_REMOVE;
}

/**
 * trivet_preview_box_put:
 * @self: a box
 * @rgb: packed RGB
 * @width: pixels in a row
 * @height: rows
 *
 * Puts a picture into the box, in place of an older one. Any thread; returns at once.
 */
void
trivet_preview_box_put (TrivetPreviewBox *self,
                        GBytes           *rgb,
                        int               width,
                        int               height)
{
  gboolean post;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->rgb, g_bytes_unref);
  self->rgb = g_bytes_ref (rgb);
  self->width = width;
  self->height = height;
  post = !self->posted;
  self->posted = TRUE;
  g_mutex_unlock (&self->lock);

  if (post) {
    g_atomic_int_inc (&self->ref_count);
    trivet_scan_post (self->context, on_posted, self, box_unref);
  }
}
