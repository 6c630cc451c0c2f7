/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-training"

#include "trivet-training-gateways.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

/*
 * TrivetTrainingGateways: starts the training gateways and waits until they listen.
 */

#define PROGRAM "trivet-sandbox"

struct _TrivetTrainingGateways {
  GObject parent_instance;

  GSubprocess  *process;
  GInputStream *output;
  char         *state_dir;
  char         *url;
};

G_DEFINE_FINAL_TYPE (TrivetTrainingGateways, trivet_training_gateways, G_TYPE_OBJECT)

static void
trivet_training_gateways_finalize (GObject *object)
{
  TrivetTrainingGateways *self = TRIVET_TRAINING_GATEWAYS (object);

  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);
  g_clear_object (&self->process);
  g_clear_object (&self->output);
  g_free (self->state_dir);
  g_free (self->url);

  G_OBJECT_CLASS (trivet_training_gateways_parent_class)->finalize (object);
}

static void
trivet_training_gateways_class_init (TrivetTrainingGatewaysClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trivet_training_gateways_finalize;
}

static void
trivet_training_gateways_init (TrivetTrainingGateways *self)
{
}

/* Beside this program when it runs from where it was built, else wherever it is installed. */
static char *
find_program (void)
{
  g_autofree char *self_path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self_path != NULL ? g_path_get_dirname (self_path) : g_strdup (".");
  g_autofree char *installed = g_build_filename (folder, PROGRAM, NULL);
  g_autofree char *built = g_build_filename (folder, "..", "sandbox", PROGRAM, NULL);

  if (g_file_test (installed, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&installed);
  if (g_file_test (built, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&built);

  return g_find_program_in_path (PROGRAM);
}

/* In the child, between fork and exec: the gateways never outlive the register, however it ends. */
static void
end_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void
on_line_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char        *line = NULL;
  TrivetTrainingGateways *self = g_task_get_task_data (task);

  line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL, &error);
  if (line == NULL || !g_str_has_prefix (line, "ready ")) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "The training gateways do not start: %s",
                             error != NULL ? error->message : "they ended at once");
    return;
  }

  self->url = g_strdup (line + strlen ("ready "));
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

/**
 * trivet_training_gateways_start_async:
 * @state_dir: (type filename): where they keep their keys and books
 * @callback: called when they listen
 * @user_data: for @callback
 */
void
trivet_training_gateways_start_async (const char         *state_dir,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data)
{
  g_autofree char *program = find_program ();
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr (GError) error = NULL;
  TrivetTrainingGateways *self;

  g_return_if_fail (state_dir != NULL);

  if (program == NULL) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The program %s is not installed", PROGRAM);
    return;
  }

  self = g_object_new (TRIVET_TYPE_TRAINING_GATEWAYS, NULL);
  self->state_dir = g_strdup (state_dir);
  g_task_set_task_data (task, self, g_object_unref);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  self->process = g_subprocess_launcher_spawn (launcher, &error, program, "--state", state_dir, NULL);
  if (self->process == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  self->output = g_object_ref (g_subprocess_get_stdout_pipe (self->process));
  lines = g_data_input_stream_new (self->output);
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, on_line_ready, g_steal_pointer (&task));
}

/**
 * trivet_training_gateways_start_finish:
 * @result: from the callback
 * @error: return location: why they do not run
 *
 * Returns: (transfer full) (nullable): the running gateways
 */
TrivetTrainingGateways *
trivet_training_gateways_start_finish (GAsyncResult *result,
                                       GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * trivet_training_gateways_get_url:
 * @self: running gateways
 *
 * Returns: (transfer none): their address
 */
const char *
trivet_training_gateways_get_url (TrivetTrainingGateways *self)
{
  g_return_val_if_fail (TRIVET_IS_TRAINING_GATEWAYS (self), NULL);

  return self->url;
}

/**
 * trivet_training_gateways_dup_path:
 * @self: running gateways
 * @name: (type filename): of a file that they made, such as "providers.ini"
 *
 * Returns: (transfer full) (type filename): its path
 */
char *
trivet_training_gateways_dup_path (TrivetTrainingGateways *self,
                                   const char             *name)
{
  g_return_val_if_fail (TRIVET_IS_TRAINING_GATEWAYS (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_build_filename (self->state_dir, name, NULL);
}
