/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-object.h"

#include <gio/gio.h>
#include <string.h>

/* What GLib does for each small step, made cheaper (--wrap): checks of a type are remembered, and
 * what a call leaves behind for a moment, its task and its cancellable, is no whole GObject. The
 * answers are the same; a payment asks two hundred of these questions. One thread. */

#define N_KNOWN 256 /* a power of two */

/* A class is never unloaded, and neither loses a type nor moves an interface. */
typedef struct {
  gconstpointer klass;
  GType         type;
  gpointer      answer;
} Known;

static Known known_types[N_KNOWN];
static Known known_interfaces[N_KNOWN];

/* Names that the linker knows. */
gboolean       __real_g_type_check_instance_is_a (GTypeInstance *instance, GType type);
gboolean       __wrap_g_type_check_instance_is_a (GTypeInstance *instance, GType type);
GTypeInstance *__real_g_type_check_instance_cast (GTypeInstance *instance, GType type);
GTypeInstance *__wrap_g_type_check_instance_cast (GTypeInstance *instance, GType type);
gpointer       __real_g_type_interface_peek (gpointer klass, GType type);
gpointer       __wrap_g_type_interface_peek (gpointer klass, GType type);
gpointer       __real_g_object_ref (gpointer object);
gpointer       __wrap_g_object_ref (gpointer object);
void           __real_g_object_unref (gpointer object);
void           __wrap_g_object_unref (gpointer object);
GType          __wrap_g_task_get_type (void);
GCancellable  *__wrap_g_cancellable_new (void);
void           __wrap_g_cancellable_cancel (GCancellable *cancellable);

static Known *
find_place (Known        *table,
            gconstpointer klass,
            GType         type)
{
  return &table[(GPOINTER_TO_SIZE (klass) / 16 + type / 16) & (N_KNOWN - 1)];
}

static inline gboolean
is_known (const Known  *known,
          gconstpointer klass,
          GType         type)
{
  return known->klass == klass && known->type == type;
}

gboolean
__wrap_g_type_check_instance_is_a (GTypeInstance *instance,
                                   GType          type)
{
  Known *known;

  if (instance == NULL || instance->g_class == NULL)
    return FALSE;
  known = find_place (known_types, instance->g_class, type);
  if (is_known (known, instance->g_class, type))
    return TRUE;
  if (!__real_g_type_check_instance_is_a (instance, type))
    return FALSE;
  *known = (Known){ instance->g_class, type, NULL };
  return TRUE;
}

/* The real one says what is wrong. */
GTypeInstance *
__wrap_g_type_check_instance_cast (GTypeInstance *instance,
                                   GType          type)
{
  return __wrap_g_type_check_instance_is_a (instance, type) ? instance
                                                            : __real_g_type_check_instance_cast (instance, type);
}

gpointer
__wrap_g_type_interface_peek (gpointer klass,
                              GType    type)
{
  Known *known = find_place (known_interfaces, klass, type);

  if (!is_known (known, klass, type))
    *known = (Known){ klass, type, __real_g_type_interface_peek (klass, type) };
  return known->answer;
}

/* What a task passes for. GLib's own type starts a thread as soon as somebody asks for it, and the
 * simulator's allocator knows of one only. There is never a whole one of it. */
#define SIM_TYPE_RESULT (sim_result_get_type ())
G_DECLARE_FINAL_TYPE (SimResult, sim_result, SIM, RESULT, GObject)

struct _SimResult {
  GObject parent_instance;
};

static void
sim_result_iface_init (GAsyncResultIface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SimResult, sim_result, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_ASYNC_RESULT, sim_result_iface_init))

static void
sim_result_class_init (SimResultClass *klass)
{
}

static void
sim_result_init (SimResult *self)
{
}

GType
__wrap_g_task_get_type (void)
{
  return SIM_TYPE_RESULT;
}

/* Only the number of its type is there: enough for every check, and nothing else is asked. */
static GTypeClass task_class, cancellable_class;

static inline gboolean
is_light (gconstpointer object)
{
  const GTypeClass *klass = object != NULL ? ((const GTypeInstance *) object)->g_class : NULL;

  return klass == &task_class || klass == &cancellable_class;
}

static void
make_light (SimLight      *self,
            GTypeClass    *klass,
            GType          type,
            GDestroyNotify clear)
{
  klass->g_type = type;
  self->instance.g_class = klass;
  self->n_refs = 1;
  self->clear = clear;
}

/**
 * sim_light_init_task:
 * @self: the head of something that was just allocated
 * @clear: frees what it holds, but not itself
 *
 * Lets it pass for a #GTask that g_object_ref() and g_object_unref() of the program know.
 */
void
sim_light_init_task (SimLight      *self,
                     GDestroyNotify clear)
{
  make_light (self, &task_class, SIM_TYPE_RESULT, clear);
}

gpointer
__wrap_g_object_ref (gpointer object)
{
  if (!is_light (object))
    return __real_g_object_ref (object);
  g_assert (((SimLight *) object)->n_refs > 0);
  ((SimLight *) object)->n_refs++;
  return object;
}

void
__wrap_g_object_unref (gpointer object)
{
  SimLight *light = object;

  if (!is_light (object)) {
    __real_g_object_unref (object);
    return;
  }
  g_assert (light->n_refs > 0);
  if (--light->n_refs > 0)
    return;
  if (light->clear != NULL)
    light->clear (light);
  g_free (light);
}

/* The simulated providers end no call early, so nobody listens to it. */
GCancellable *
__wrap_g_cancellable_new (void)
{
  SimLight *light = g_new0 (SimLight, 1);

  make_light (light, &cancellable_class, G_TYPE_CANCELLABLE, NULL);
  return (GCancellable *) (gpointer) light;
}

void
__wrap_g_cancellable_cancel (GCancellable *cancellable)
{
  g_assert (is_light (cancellable));
}

/* In the place of GLib's, as malloc() is in sim-memory.c: JSON-GLib looks every member up by it, and
 * GLib's goes character by character. */
guint
g_str_hash (gconstpointer text)
{
  const char *rest = text;
  gsize       length = strlen (rest);
  guint64     hash = length, word;

  for (; length > sizeof word; length -= sizeof word, rest += sizeof word) {
    memcpy (&word, rest, sizeof word);
    hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
    hash ^= hash >> 32;
  }
  for (word = 0; length > 0; length--)
    word = word << 8 | (guint8) *rest++;
  hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (guint) (hash >> 32);
}
