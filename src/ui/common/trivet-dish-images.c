/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-dish-images.h"

#include "trivet-image-file.h"

/*
 * TrivetDishImages: pictures are decoded on worker threads, the newest wish first, because that
 * one is in view; the last ones that were drawn are kept. What cannot be shown is remembered too,
 * or each scroll would read the broken file again.
 */

#define MAX_CACHED_BYTES (16 * 1024 * 1024)
#define MAX_WAITING      300
/* One picture may need 160 MB while it is decoded. */
#define MAX_DECODERS 2
/* What an entry costs beside its pixels, generously: so many failures are bounded, too. */
#define ENTRY_BYTES 1024

typedef struct {
  char       *key;
  GdkTexture *texture; /* NULL: it cannot be shown */
  gsize       bytes;
} Entry;

typedef struct {
  char *folder;
  char *name;
  char *key;
  int   width;
  int   height;
} Wish;

struct _TrivetDishImages {
  GObject parent_instance;

  char       *folder;
  GHashTable *entries; /* key → link in recent */
  GQueue      recent;  /* Entry, the newest first */
  GQueue      waiting; /* GTask, the newest first */
  gsize       cached;
  guint       n_decoding;
};

G_DEFINE_FINAL_TYPE (TrivetDishImages, trivet_dish_images, G_TYPE_OBJECT)

static void start_next (TrivetDishImages *self);

static void
entry_free (Entry *entry)
{
  g_free (entry->key);
  g_clear_object (&entry->texture);
  g_free (entry);
}

static void
wish_free (Wish *wish)
{
  g_free (wish->folder);
  g_free (wish->name);
  g_free (wish->key);
  g_free (wish);
}

static void
trivet_dish_images_finalize (GObject *object)
{
  TrivetDishImages *self = TRIVET_DISH_IMAGES (object);

  g_hash_table_unref (self->entries);
  g_queue_clear_full (&self->recent, (GDestroyNotify) entry_free);
  g_free (self->folder);

  G_OBJECT_CLASS (trivet_dish_images_parent_class)->finalize (object);
}

static void
trivet_dish_images_class_init (TrivetDishImagesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trivet_dish_images_finalize;
}

static void
trivet_dish_images_init (TrivetDishImages *self)
{
  self->entries = g_hash_table_new (g_str_hash, g_str_equal);
  g_queue_init (&self->recent);
  g_queue_init (&self->waiting);
}

/**
 * trivet_dish_images_new:
 * @folder: where the pictures lie; it need not be there
 *
 * Returns: (transfer full): the pictures
 */
TrivetDishImages *
trivet_dish_images_new (const char *folder)
{
  TrivetDishImages *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (TRIVET_TYPE_DISH_IMAGES, NULL);
  self->folder = g_strdup (folder);

  return self;
}

static char *
build_key (const char *name,
           int         width,
           int         height)
{
  return g_strdup_printf ("%dx%d %s", width, height, name);
}

static void
forget_oldest (TrivetDishImages *self)
{
  Entry *entry = g_queue_pop_tail (&self->recent);

  g_hash_table_remove (self->entries, entry->key);
  self->cached -= entry->bytes;
  entry_free (entry);
}

static void
remember (TrivetDishImages *self,
          const Wish       *wish,
          GdkTexture       *texture)
{
  Entry *entry;

  /* Two tiles may have wished for the same picture. */
  if (g_hash_table_contains (self->entries, wish->key))
    return;

  entry = g_new0 (Entry, 1);
  entry->key = g_strdup (wish->key);
  entry->bytes = ENTRY_BYTES;
  if (texture != NULL) {
    entry->texture = g_object_ref (texture);
    entry->bytes += (gsize) wish->width * (gsize) wish->height * 4;
  }
  g_queue_push_head (&self->recent, entry);
  g_hash_table_insert (self->entries, entry->key, self->recent.head);
  self->cached += entry->bytes;
  while (self->cached > MAX_CACHED_BYTES && self->recent.length > 1)
    forget_oldest (self);
}

static gboolean
peek_key (TrivetDishImages *self,
          const char       *key,
          GdkTexture      **ret_texture)
{
  GList *link = g_hash_table_lookup (self->entries, key);

  if (link == NULL)
    return FALSE;

  g_queue_unlink (&self->recent, link);
  g_queue_push_head_link (&self->recent, link);
  *ret_texture = ((Entry *) link->data)->texture;

  return TRUE;
}

/**
 * trivet_dish_images_peek:
 * @self: the pictures
 * @name: a picture
 * @width: in pixels
 * @height: in pixels
 * @ret_texture: (out) (transfer none) (nullable): the picture; %NULL when it cannot be shown
 *
 * Returns: whether it is known without loading what there is to show
 */
gboolean
trivet_dish_images_peek (TrivetDishImages *self,
                         const char       *name,
                         int               width,
                         int               height,
                         GdkTexture      **ret_texture)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (TRIVET_IS_DISH_IMAGES (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (ret_texture != NULL, FALSE);

  key = build_key (name, width, height);

  return peek_key (self, key, ret_texture);
}

static void
decode (GTask        *task,
        gpointer      source,
        gpointer      task_data,
        GCancellable *cancellable)
{
  const Wish *wish = task_data;
  GError     *error = NULL;
  GdkTexture *texture = trivet_image_file_load (wish->folder, wish->name, wish->width, wish->height, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
return_known (GTask      *task,
              GdkTexture *texture)
{
  if (texture != NULL)
    g_task_return_pointer (task, g_object_ref (texture), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "This image cannot be shown");
}

static void
on_decoded (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  TrivetDishImages *self = g_task_get_source_object (task);
  const Wish       *wish = g_task_get_task_data (task);

  self->n_decoding--;
  texture = g_task_propagate_pointer (G_TASK (result), &error);
  if (error != NULL)
    g_message ("The image “%s” of a dish cannot be shown: %s", wish->name, error->message);
  remember (self, wish, texture);
  return_known (task, texture);
  start_next (self);
}

static Wish *
wish_new (TrivetDishImages *self,
          const char       *name,
          int               width,
          int               height)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->folder = g_strdup (self->folder);
  wish->name = g_strdup (name);
  wish->key = build_key (name, width, height);
  wish->width = width;
  wish->height = height;

  return wish;
}

/* The work has a task of its own: whoever no longer waits leaves the picture in the cache. */
static void
start_decoding (TrivetDishImages *self,
                GTask            *task)
{
  const Wish *wish = g_task_get_task_data (task);
  g_autoptr (GTask) work = g_task_new (self, NULL, on_decoded, g_object_ref (task));

  self->n_decoding++;
  g_task_set_task_data (work, wish_new (self, wish->name, wish->width, wish->height), (GDestroyNotify) wish_free);
  g_task_run_in_thread (work, decode);
}

static void
start_next (TrivetDishImages *self)
{
  while (self->n_decoding < MAX_DECODERS && !g_queue_is_empty (&self->waiting)) {
    g_autoptr (GTask) task = g_queue_pop_head (&self->waiting);
    const Wish *wish = g_task_get_task_data (task);
    GdkTexture *texture;

    if (g_task_return_error_if_cancelled (task))
      continue;
    if (peek_key (self, wish->key, &texture))
      return_known (task, texture);
    else
      start_decoding (self, task);
  }
}

static void
give_up_oldest (TrivetDishImages *self)
{
  g_autoptr (GTask) task = g_queue_pop_tail (&self->waiting);

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY, "Too many images are waited for");
}

/**
 * trivet_dish_images_load_async:
 * @self: the pictures
 * @name: a file's name in the folder, or below it
 * @width: in pixels
 * @height: in pixels
 * @cancellable: (nullable): a #GCancellable; a picture that nobody waits for is not decoded
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Decodes a picture on another thread, cut so that it fills @width × @height.
 */
void
trivet_dish_images_load_async (TrivetDishImages   *self,
                               const char         *name,
                               int                 width,
                               int                 height,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (TRIVET_IS_DISH_IMAGES (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (width > 0 && height > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, trivet_dish_images_load_async);
  g_task_set_task_data (task, wish_new (self, name, width, height), (GDestroyNotify) wish_free);
  g_queue_push_head (&self->waiting, task);
  if (self->waiting.length > MAX_WAITING)
    give_up_oldest (self);
  start_next (self);
}

/**
 * trivet_dish_images_load_finish:
 * @self: the pictures
 * @result: a #GAsyncResult
 * @error: return location of a #GError: the picture cannot be shown
 *
 * Returns: (transfer full) (nullable): the picture
 */
GdkTexture *
trivet_dish_images_load_finish (TrivetDishImages *self,
                                GAsyncResult     *result,
                                GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * trivet_dish_images_get_cached:
 * @self: the pictures
 *
 * Returns: how many bytes are kept
 */
gsize
trivet_dish_images_get_cached (TrivetDishImages *self)
{
  g_return_val_if_fail (TRIVET_IS_DISH_IMAGES (self), 0);

  return self->cached;
}
