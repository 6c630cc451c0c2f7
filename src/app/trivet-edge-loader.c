/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-app"

#include "trivet-edge-loader.h"

#include <gmodule.h>

/*
 * Opens the shared object that belongs to this program. It stays: its types cannot leave.
 */

#define FILE_NAME "trivet-edge.so"
#define SYMBOL    "trivet_edge_get_table"

static GMutex            lock;
static const TrivetEdge *loaded; /* under the lock */

/* In the build tree it lies beside the program. */
static char *
dup_path (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *beside = folder != NULL ? g_build_filename (folder, FILE_NAME, NULL) : NULL;

  if (beside != NULL && g_file_test (beside, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&beside);

  return g_build_filename (EDGE_DIR, FILE_NAME, NULL);
}

/**
 * trivet_edge_load_from:
 * @path: (type filename): of the shared object
 * @error: return location: it is missing, broken or of another build, as one sentence for people
 *
 * Returns: (transfer none) (nullable): its table
 */
const TrivetEdge *
trivet_edge_load_from (const char *path,
                       GError    **error)
{
  GModule *module;
  const TrivetEdge *(*get_table) (void);
  const TrivetEdge *edge;

  g_return_val_if_fail (path != NULL, NULL);

  module = g_module_open (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  if (module == NULL || !g_module_symbol (module, SYMBOL, (gpointer *) &get_table)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "Wallets, camera and PINs are off, because a part of Trivet cannot be loaded: %s", g_module_error ());
    g_clear_pointer (&module, g_module_close);
    return NULL;
  }

  edge = get_table ();
  if (!g_str_equal (edge->version, TRIVET_VERSION)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "Wallets, camera and PINs are off, because %s is of Trivet %s, and this is %s", path, edge->version,
                 TRIVET_VERSION);
    g_module_close (module);
    return NULL;
  }
  g_module_make_resident (module);

  return edge;
}

/**
 * trivet_edge_load:
 * @error: return location: as trivet_edge_load_from()
 *
 * Loads it unless it is there; may be called by any thread, and waits for one that is at it.
 *
 * Returns: (transfer none) (nullable): its table
 */
const TrivetEdge *
trivet_edge_load (GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  g_autofree char *path = NULL;

  if (loaded == NULL) {
    path = dup_path ();
    loaded = trivet_edge_load_from (path, error);
  }

  return loaded;
}

static void
load (GTask        *task,
      gpointer      source,
      gpointer      data,
      GCancellable *cancellable)
{
  /* Whoever asks for it is told what is wrong. */
  g_task_return_boolean (task, trivet_edge_load (NULL) != NULL);
}

/**
 * trivet_edge_load_async:
 * @callback: called when trivet_edge_load() has no more to wait for
 * @user_data: for @callback
 *
 * Loads it in a thread, while the main loop goes on.
 */
void
trivet_edge_load_async (GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, trivet_edge_load_async);
  g_task_run_in_thread (task, load);
}
