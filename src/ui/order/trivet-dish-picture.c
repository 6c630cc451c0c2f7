/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-dish-picture.h"

#include "trivet-ui.h"

/*
 * TrivetDishPicture: always as large, whatever there is to show, so that names beside and below it
 * stand in line. While an image is decoded, and when it cannot be, the next best thing is there.
 */

#define WIDTH_PX  56
#define HEIGHT_PX 40

struct _TrivetDishPicture {
  GtkWidget parent_instance;

  TrivetUiContext *context;
  TrivetMenuItem  *item;
  GdkTexture      *texture;
  GCancellable    *cancellable; /* while an image is on its way */
  int              width;
  int              height;

  GtkWidget *label;
  guint      waiting_id; /* for the second frame */
  gboolean   is_seen;
};

/* The font of emojis is large, so a program's first frame comes without them. */
static gboolean emojis_are_shown = FALSE;

G_DEFINE_FINAL_TYPE (TrivetDishPicture, trivet_dish_picture, GTK_TYPE_WIDGET)

static void
stop_waiting (TrivetDishPicture *self)
{
  if (self->waiting_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->waiting_id);
  self->waiting_id = 0;
}

static void
stop_loading (TrivetDishPicture *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
trivet_dish_picture_dispose (GObject *object)
{
  TrivetDishPicture *self = TRIVET_DISH_PICTURE (object);

  stop_loading (self);
  stop_waiting (self);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_object (&self->texture);
  g_clear_object (&self->item);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_dish_picture_parent_class)->dispose (object);
}

static void
trivet_dish_picture_measure (GtkWidget     *widget,
                             GtkOrientation orientation,
                             int            for_size,
                             int           *minimum,
                             int           *natural,
                             int           *minimum_baseline,
                             int           *natural_baseline)
{
  TrivetDishPicture *self = TRIVET_DISH_PICTURE (widget);
  gboolean           framed = self->texture != NULL || gtk_widget_has_css_class (widget, "letter");

  /* An emoji has no frame: what stands beside it follows its own width. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL && !framed)
    gtk_widget_measure (self->label, orientation, -1, minimum, natural, NULL, NULL);
  else
    *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;
}

static void
trivet_dish_picture_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  TrivetDishPicture *self = TRIVET_DISH_PICTURE (widget);
  int                minimum;

  gtk_widget_measure (self->label, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_measure (self->label, GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (self->label, MAX (width, minimum), height, -1, NULL);
}

static void
trivet_dish_picture_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  TrivetDishPicture *self = TRIVET_DISH_PICTURE (widget);

  if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture, &GRAPHENE_RECT_INIT (0, 0, (float) self->width, (float) self->height));
  else
    gtk_widget_snapshot_child (widget, self->label, snapshot);
}

static void
trivet_dish_picture_class_init (TrivetDishPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = trivet_dish_picture_dispose;
  widget_class->measure = trivet_dish_picture_measure;
  widget_class->size_allocate = trivet_dish_picture_size_allocate;
  widget_class->snapshot = trivet_dish_picture_snapshot;
  /* The dish is named beside it. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
trivet_dish_picture_init (TrivetDishPicture *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "dish-picture");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  self->width = WIDTH_PX;
  self->height = HEIGHT_PX;
  self->label = gtk_label_new ("");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

/**
 * trivet_dish_picture_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): a picture of nothing yet
 */
GtkWidget *
trivet_dish_picture_new (TrivetUiContext *context)
{
  TrivetDishPicture *self = g_object_new (TRIVET_TYPE_DISH_PICTURE, NULL);

  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}

/**
 * trivet_dish_picture_set_size:
 * @self: a picture that shows nothing yet
 * @width: of the picture
 * @height: of the picture; the style gives the emoji and the letter their size
 *
 * For a larger picture than beside a name in a list.
 */
void
trivet_dish_picture_set_size (TrivetDishPicture *self,
                              int                width,
                              int                height)
{
  g_return_if_fail (TRIVET_IS_DISH_PICTURE (self));
  g_return_if_fail (self->item == NULL);

  self->width = width;
  self->height = height;
}

static void
set_texture (TrivetDishPicture *self,
             GdkTexture        *texture)
{
  if (!g_set_object (&self->texture, texture))
    return;
  trivet_ui_toggle_class (self, "image", texture != NULL);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
on_image_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TrivetDishPicture) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  texture = trivet_dish_images_load_finish (TRIVET_DISH_IMAGES (source), result, &error);
  /* Another dish is shown by now. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  set_texture (self, texture);
}

static void
show_image (TrivetDishPicture *self,
            const char        *name)
{
  TrivetDishImages *images = self->context->images;
  int               scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  GdkTexture       *texture = NULL;

  if (trivet_dish_images_peek (images, name, self->width * scale, self->height * scale, &texture)) {
    set_texture (self, texture);
    return;
  }
  set_texture (self, NULL);
  self->cancellable = g_cancellable_new ();
  trivet_dish_images_load_async (images, name, self->width * scale, self->height * scale, self->cancellable,
                                 on_image_ready, g_object_ref (self));
}

static gboolean
on_frame (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  TrivetDishPicture *self = TRIVET_DISH_PICTURE (widget);

  /* The first call comes before the first frame has been painted. */
  if (!self->is_seen) {
    self->is_seen = TRUE;
    return G_SOURCE_CONTINUE;
  }
  emojis_are_shown = TRUE;
  self->waiting_id = 0;
  gtk_label_set_text (GTK_LABEL (self->label), trivet_menu_item_get_emoji (self->item));

  return G_SOURCE_REMOVE;
}

/* What stands there without an image. */
static void
show_text (TrivetDishPicture *self)
{
  const char *emoji = trivet_menu_item_get_emoji (self->item);
  const char *name = trivet_menu_item_get_name (self->item, trivet_ui_context_get_language (self->context));
  gunichar    first = g_unichar_toupper (g_utf8_get_char (name));
  char        letter[7] = "";

  if (emoji == NULL || *emoji == '\0')
    letter[g_unichar_to_utf8 (first, letter)] = '\0';
  gtk_label_set_text (GTK_LABEL (self->label), *letter != '\0' ? letter : emojis_are_shown ? emoji
                                                                                           : "");
  if (*letter == '\0' && !emojis_are_shown)
    self->waiting_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
  /* An emoji stands in line with the name, a letter in the middle of its ground. */
  gtk_label_set_xalign (GTK_LABEL (self->label), *letter != '\0' ? 0.5F : 0.0F);
  trivet_ui_toggle_class (self, "letter", *letter != '\0');
}

/**
 * trivet_dish_picture_set_item:
 * @self: a picture
 * @item: (nullable): the dish to show
 */
void
trivet_dish_picture_set_item (TrivetDishPicture *self,
                              TrivetMenuItem    *item)
{
  const char *image;

  g_return_if_fail (TRIVET_IS_DISH_PICTURE (self));

  if (!g_set_object (&self->item, item))
    return;
  stop_loading (self);
  stop_waiting (self);
  if (item == NULL)
    return;

  show_text (self);
  image = trivet_menu_item_get_image (item);
  if (self->context->images != NULL && image != NULL && *image != '\0')
    show_image (self, image);
  else
    set_texture (self, NULL);
}

/**
 * trivet_dish_picture_get_texture:
 * @self: a picture
 *
 * Returns: (transfer none) (nullable): the image on the screen, if it is one
 */
GdkTexture *
trivet_dish_picture_get_texture (TrivetDishPicture *self)
{
  g_return_val_if_fail (TRIVET_IS_DISH_PICTURE (self), NULL);

  return self->texture;
}

/**
 * trivet_dish_picture_get_text:
 * @self: a picture
 *
 * Returns: (transfer none): the emoji or the letter that stands there without an image, the emoji from
 *   the second frame on
 */
const char *
trivet_dish_picture_get_text (TrivetDishPicture *self)
{
  g_return_val_if_fail (TRIVET_IS_DISH_PICTURE (self), NULL);

  return self->waiting_id != 0 ? trivet_menu_item_get_emoji (self->item) : gtk_label_get_text (GTK_LABEL (self->label));
}
