/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* The C library's allocator takes a third of the simulator's time; this one a thirtieth. Blocks of
 * one size are kept in a list and used again, nothing goes back to the system. The simulator has one
 * thread. With a sanitizer its own allocator is used instead. */

#if !defined(__SANITIZE_ADDRESS__)

#define STEP        16
#define SMALL_BYTES 1024
#define N_SMALL     (SMALL_BYTES / STEP + 1)
#define N_LISTS     (N_SMALL + 40)
#define ARENA_BYTES ((size_t) 32 << 20)

/* Before each block, and as long as the block lives; keeps what follows aligned. */
typedef struct {
  size_t list;
  size_t room;
} Header;

/* What stands in a block while it is free. */
typedef struct Block {
  struct Block *next;
} Block;

static Block *lists[N_LISTS];
static char  *arena, *arena_end;

static inline size_t
find_small (size_t bytes)
{
  return (bytes + STEP - 1) / STEP + (bytes == 0);
}

/* Small sizes by steps, large ones by powers of two. The first list stays empty. */
static size_t
find_list (size_t  bytes,
           size_t *ret_room)
{
  size_t list = N_SMALL, room = 2 * SMALL_BYTES;

  if (bytes <= SMALL_BYTES) {
    list = find_small (bytes);
    *ret_room = list * STEP;
    return list;
  }
  while (room < bytes) {
    room *= 2;
    list++;
  }
  *ret_room = room;
  return list;
}

static char *
cut (size_t bytes)
{
  size_t want = bytes > ARENA_BYTES ? bytes : ARENA_BYTES;
  char  *place;

  if ((size_t) (arena_end - arena) < bytes) {
    arena = mmap (NULL, want, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (arena == MAP_FAILED)
      abort ();
    /* A world is some megabytes of small blocks: with small pages it waits for their addresses. */
    madvise (arena, want, MADV_HUGEPAGE);
    arena_end = arena + want;
  }
  place = arena;
  arena += bytes;
  return place;
}

/* Large, or the first of its size. */
static __attribute__ ((noinline)) void *
take_seldom (size_t bytes)
{
  size_t  room, list;
  Header *header;
  Block  *block;

  if (bytes > SIZE_MAX / 4) {
    errno = ENOMEM;
    return NULL;
  }
  list = find_list (bytes, &room);
  block = lists[list];
  if (block != NULL) {
    lists[list] = block->next;
    return block;
  }
  header = (Header *) (void *) cut (room + sizeof (Header));
  header->list = list;
  header->room = room;
  return header + 1;
}

static inline void *
take (size_t bytes)
{
  size_t list = bytes <= SMALL_BYTES ? find_small (bytes) : 0;
  Block *block = lists[list];

  if (block == NULL)
    return take_seldom (bytes);
  lists[list] = block->next;
  return block;
}

void *
malloc (size_t bytes)
{
  return take (bytes);
}

void
free (void *data)
{
  Block *block = data;
  size_t list;

  if (data == NULL)
    return;
  list = ((Header *) data - 1)->list;
  block->next = lists[list];
  lists[list] = block;
}

void *
calloc (size_t n,
        size_t bytes)
{
  size_t all;
  void  *data;

  if (__builtin_mul_overflow (n, bytes, &all)) {
    errno = ENOMEM;
    return NULL;
  }
  data = take (all);
  return data != NULL ? memset (data, 0, all) : NULL;
}

void *
realloc (void  *data,
         size_t bytes)
{
  Header *header = (Header *) data - 1;
  void   *moved;

  if (data == NULL)
    return malloc (bytes);
  if (bytes <= header->room)
    return data;
  moved = malloc (bytes);
  if (moved != NULL) {
    memcpy (moved, data, header->room);
    free (data);
  }
  return moved;
}

void *
aligned_alloc (size_t alignment,
               size_t bytes)
{
  size_t  room, list = find_list (bytes, &room);
  char   *start;
  Header *header;

  if (alignment <= sizeof (Header))
    return malloc (bytes);
  start = cut (room + sizeof (Header) + alignment);
  start += alignment - ((uintptr_t) start + sizeof (Header)) % alignment;
  header = (Header *) (void *) start;
  header->list = list;
  header->room = room;
  return header + 1;
}

int
posix_memalign (void **ret_data,
                size_t alignment,
                size_t bytes)
{
  *ret_data = aligned_alloc (alignment, bytes);
  return 0;
}

void *
memalign (size_t alignment,
          size_t bytes)
{
  return aligned_alloc (alignment, bytes);
}

/* The program tells GLib to keep no pools of its own (simulator.c), so these are malloc() and free();
 * GLib's ask several other things first. */
void  g_slice_free1 (size_t bytes, void *data);
void *g_slice_alloc (size_t bytes);
void *g_slice_alloc0 (size_t bytes);

void *
g_slice_alloc (size_t bytes)
{
  return take (bytes);
}

void *
g_slice_alloc0 (size_t bytes)
{
  void *data = take (bytes);

  return data != NULL ? memset (data, 0, bytes) : NULL;
}

void
g_slice_free1 (size_t bytes,
               void  *data)
{
  free (data);
}

size_t
malloc_usable_size (void *data)
{
  return data != NULL ? ((Header *) data - 1)->room : 0;
}

#endif
