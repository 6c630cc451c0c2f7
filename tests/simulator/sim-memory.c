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
#define N_SMALL     65 /* up to 1024 bytes, by 16 */
#define N_LISTS     (N_SMALL + 40)
#define ARENA_BYTES ((size_t) 32 << 20)

/* Before each block; keeps what follows aligned. */
typedef union Header {
  struct {
    size_t list;
    size_t room;
  } block;
  union Header *next; /* while it is free */
} Header;

static Header *lists[N_LISTS];
static char   *arena, *arena_end;

/* Small sizes by steps, large ones by powers of two. */
static size_t
find_list (size_t  bytes,
           size_t *ret_room)
{
  size_t list = N_SMALL, room = 2048;

  if (bytes <= (N_SMALL - 1) * STEP) {
    list = (bytes + STEP - 1) / STEP;
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

static Header *
cut (size_t bytes)
{
  size_t  want = bytes > ARENA_BYTES ? bytes : ARENA_BYTES;
  Header *header;

  if ((size_t) (arena_end - arena) < bytes) {
    arena = mmap (NULL, want, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (arena == MAP_FAILED)
      abort ();
    arena_end = arena + want;
  }
  header = (Header *) (void *) arena;
  arena += bytes;
  return header;
}

static void *
take (size_t bytes)
{
  size_t  room, list;
  Header *header;

  if (bytes > SIZE_MAX / 4) {
    errno = ENOMEM;
    return NULL;
  }
  list = find_list (bytes, &room);
  header = lists[list];
  if (header != NULL)
    lists[list] = header->next;
  else
    header = cut (room + sizeof (Header));
  header->block.list = list;
  header->block.room = room;
  return header + 1;
}

void *
malloc (size_t bytes)
{
  return take (bytes);
}

void
free (void *data)
{
  Header *header = (Header *) data - 1;
  size_t  list;

  if (data == NULL)
    return;
  list = header->block.list;
  header->next = lists[list];
  lists[list] = header;
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
  if (bytes <= header->block.room)
    return data;
  moved = malloc (bytes);
  if (moved != NULL) {
    memcpy (moved, data, header->block.room);
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
  start = (char *) cut (room + sizeof (Header) + alignment);
  start += alignment - ((uintptr_t) start + sizeof (Header)) % alignment;
  header = (Header *) (void *) start;
  header->block.list = list;
  header->block.room = room;
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

size_t
malloc_usable_size (void *data)
{
  return data != NULL ? ((Header *) data - 1)->block.room : 0;
}

#endif
