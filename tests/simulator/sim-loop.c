/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-loop.h"

#include "sim-plan.h"

#include <string.h>

/* 2026-01-01 12:00:00 UTC. */
#define FIRST_WALL_US G_GINT64_CONSTANT (1767268800000000)

#define SLOT_BITS 16
#define SLOT_MASK ((1u << SLOT_BITS) - 1)

/* A timeout's place; @serial tells its earlier tenants apart. */
typedef struct {
  GSourceFunc    func;
  gpointer       user_data;
  GDestroyNotify notify;
  gint64         delay_us;
  guint          serial;
} Slot;

/* Equal times run in the order in which they were added. */
typedef struct {
  gint64  due_us;
  guint64 order;
  guint   id;
} Entry;

typedef struct {
  GFunc    func;
  gpointer a;
  gpointer b;
} Ready;

static struct {
  gint64  now_us;
  guint64 n_added;
  guint64 n_steps;
  GArray *slots;      /* Slot */
  GArray *free_slots; /* guint */
  GArray *heap;       /* Entry */
  guint   n_timeouts;
  Ready  *ready; /* a ring; its size is a power of two */
  guint   ready_size;
  guint   ready_first;
  guint   n_ready;
} loop;

/* Empties the loop; what is left in it is freed, not run. */
void
sim_loop_reset (void)
{
  if (loop.slots == NULL) {
    loop.slots = g_array_new (FALSE, TRUE, sizeof (Slot));
    loop.free_slots = g_array_new (FALSE, FALSE, sizeof (guint));
    loop.heap = g_array_new (FALSE, FALSE, sizeof (Entry));
    loop.ready_size = 256;
    loop.ready = g_new (Ready, loop.ready_size);
  }
  g_assert (loop.n_ready == 0 && loop.n_timeouts == 0);
  g_array_set_size (loop.slots, 0);
  g_array_set_size (loop.free_slots, 0);
  g_array_set_size (loop.heap, 0);
  loop.now_us = G_USEC_PER_SEC;
  loop.n_added = 0;
  loop.n_steps = 0;
}

gint64
sim_loop_get_us (void)
{
  return loop.now_us;
}

gint64
sim_loop_get_ms (void)
{
  return loop.now_us / 1000;
}

/* The true time, as clocks have it that nobody sets. */
gint64
sim_loop_to_wall_us (gint64 loop_us)
{
  return FIRST_WALL_US - G_USEC_PER_SEC + loop_us;
}

guint64
sim_loop_get_n_steps (void)
{
  return loop.n_steps;
}

/* How much there is to do at this very time. */
guint
sim_loop_get_n_ready (void)
{
  return loop.n_ready;
}

static void
grow_ready (void)
{
  Ready *bigger = g_new (Ready, loop.ready_size * 2);

  for (guint i = 0; i < loop.n_ready; i++)
    bigger[i] = loop.ready[(loop.ready_first + i) & (loop.ready_size - 1)];
  g_free (loop.ready);
  loop.ready = bigger;
  loop.ready_size *= 2;
  loop.ready_first = 0;
}

/* Runs @func at the present time, after everything that is ready already. */
void
sim_loop_push (GFunc    func,
               gpointer a,
               gpointer b)
{
  if (loop.n_ready == loop.ready_size)
    grow_ready ();
  loop.ready[(loop.ready_first + loop.n_ready++) & (loop.ready_size - 1)] = (Ready){ func, a, b };
}

static gboolean
is_before (const Entry *a,
           const Entry *b)
{
  return a->due_us != b->due_us ? a->due_us < b->due_us : a->order < b->order;
}

static void
heap_push (Entry entry)
{
  Entry *heap;
  guint  i = loop.heap->len;

  g_array_append_val (loop.heap, entry);
  heap = (Entry *) (gpointer) loop.heap->data;
  while (i > 0 && is_before (&entry, &heap[(i - 1) / 2])) {
    heap[i] = heap[(i - 1) / 2];
    i = (i - 1) / 2;
  }
  heap[i] = entry;
}

static Entry
heap_pop (void)
{
  Entry *heap = (Entry *) (gpointer) loop.heap->data;
  Entry  first = heap[0], last = heap[loop.heap->len - 1];
  guint  n = loop.heap->len - 1, i = 0;

  g_array_set_size (loop.heap, n);
  while (2 * i + 1 < n) {
    guint child = 2 * i + 1;

    if (child + 1 < n && is_before (&heap[child + 1], &heap[child]))
      child++;
    if (!is_before (&heap[child], &last))
      break;
    heap[i] = heap[child];
    i = child;
  }
  if (n > 0)
    heap[i] = last;
  return first;
}

/* (nullable): the slot of a timeout that is still there. */
static Slot *
find_slot (guint id)
{
  Slot *slot = &g_array_index (loop.slots, Slot, (id - 1) & SLOT_MASK);

  return slot->func != NULL && (slot->serial << SLOT_BITS) == ((id - 1) & ~SLOT_MASK) ? slot : NULL;
}

guint
sim_loop_add (gint64         delay_us,
              GSourceFunc    func,
              gpointer       user_data,
              GDestroyNotify notify)
{
  guint index;
  Slot *slot;
  guint id;

  if (loop.free_slots->len > 0) {
    index = g_array_index (loop.free_slots, guint, loop.free_slots->len - 1);
    g_array_set_size (loop.free_slots, loop.free_slots->len - 1);
  } else {
    index = loop.slots->len;
    g_assert (index < SLOT_MASK);
    g_array_set_size (loop.slots, index + 1);
  }
  slot = &g_array_index (loop.slots, Slot, index);
  slot->func = func;
  slot->user_data = user_data;
  slot->notify = notify;
  slot->delay_us = delay_us;
  slot->serial++;
  id = ((slot->serial << SLOT_BITS) | index) + 1;
  loop.n_timeouts++;
  heap_push ((Entry){ loop.now_us + delay_us, loop.n_added++, id });
  return id;
}

static Slot
take_slot (guint id,
           Slot *slot)
{
  Slot  taken = *slot;
  guint index = (id - 1) & SLOT_MASK;

  slot->func = NULL;
  g_array_append_val (loop.free_slots, index);
  loop.n_timeouts--;
  return taken;
}

/* Its entry stays in the heap and is skipped there. */
void
sim_loop_remove (guint id)
{
  Slot *slot = find_slot (id);
  Slot  taken;

  g_assert (slot != NULL);
  taken = take_slot (id, slot);
  if (taken.notify != NULL)
    taken.notify (taken.user_data);
}

static gboolean
run_due (void)
{
  while (loop.heap->len > 0) {
    Entry entry = heap_pop ();
    Slot *slot = find_slot (entry.id);
    Slot  taken;

    if (slot == NULL)
      continue;
    taken = take_slot (entry.id, slot);
    loop.now_us = MAX (loop.now_us, entry.due_us);
    loop.n_steps++;
    if (taken.func (taken.user_data) == G_SOURCE_CONTINUE)
      sim_loop_add (taken.delay_us, taken.func, taken.user_data, taken.notify);
    else if (taken.notify != NULL)
      taken.notify (taken.user_data);
    return TRUE;
  }

  return FALSE;
}

/* Runs one callback: what is ready, or else what is due next. */
gboolean
sim_loop_step (void)
{
  Ready ready;

  if (loop.n_ready == 0)
    return run_due ();

  ready = loop.ready[loop.ready_first];
  loop.ready_first = (loop.ready_first + 1) & (loop.ready_size - 1);
  loop.n_ready--;
  loop.n_steps++;
  ready.func (ready.a, ready.b);
  return TRUE;
}

struct _SimClock {
  GObject parent_instance;

  gint64 offset_us;
};

static void sim_clock_iface_init (TrivetClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SimClock, sim_clock, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_CLOCK, sim_clock_iface_init))

static gint64
sim_clock_get_wall_us (TrivetClock *clock)
{
  return loop.now_us + SIM_CLOCK (clock)->offset_us;
}

static gint64
sim_clock_get_monotonic_us (TrivetClock *clock)
{
  return loop.now_us;
}

static guint
sim_clock_add_timeout (TrivetClock   *clock,
                       guint          delay_ms,
                       GSourceFunc    func,
                       gpointer       user_data,
                       GDestroyNotify notify)
{
  return sim_loop_add ((gint64) delay_ms * 1000, func, user_data, notify);
}

static void
sim_clock_remove_timeout (TrivetClock *clock,
                          guint        id)
{
  sim_loop_remove (id);
}

static void
sim_clock_iface_init (TrivetClockInterface *iface)
{
  iface->get_wall_us = sim_clock_get_wall_us;
  iface->get_monotonic_us = sim_clock_get_monotonic_us;
  iface->add_timeout = sim_clock_add_timeout;
  iface->remove_timeout = sim_clock_remove_timeout;
}

static void
sim_clock_class_init (SimClockClass *klass)
{
}

static void
sim_clock_init (SimClock *self)
{
  self->offset_us = sim_loop_to_wall_us (0);
}

SimClock *
sim_clock_new (void)
{
  return g_object_new (SIM_TYPE_CLOCK, NULL);
}

/* Somebody sets the wall clock. */
void
sim_clock_jump (SimClock *self,
                gint64    ms)
{
  self->offset_us += ms * 1000;
}

struct _SimRandom {
  GObject parent_instance;

  guint64 seed;
  guint64 n;
};

static void sim_random_iface_init (TrivetRandomInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SimRandom, sim_random, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_RANDOM, sim_random_iface_init))

static void
sim_random_fill (TrivetRandom *random,
                 guint8       *bytes,
                 gsize         length)
{
  SimRandom *self = (SimRandom *) random;

  while (length > 0) {
    guint64 word = sim_hash (self->seed, self->n++);
    gsize   part = MIN (length, sizeof word);

    memcpy (bytes, &word, part);
    bytes += part;
    length -= part;
  }
}

static void
sim_random_iface_init (TrivetRandomInterface *iface)
{
  iface->fill = sim_random_fill;
}

static void
sim_random_class_init (SimRandomClass *klass)
{
}

static void
sim_random_init (SimRandom *self)
{
}

SimRandom *
sim_random_new (guint64 seed)
{
  SimRandom *self = g_object_new (SIM_TYPE_RANDOM, NULL);

  self->seed = seed;
  return self;
}
