/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-app"

#include "trivet-composition-private.h"

#include "trivet-late-hasher.h"
#include "trivet-parts.h"

/*
 * TrivetComposition: the composition root.
 */

#define PROVIDERS_FILE "providers.ini"
#define WALLETS_FILE   "wallets.ini"

G_DEFINE_FINAL_TYPE (TrivetComposition, trivet_composition, G_TYPE_OBJECT)

static void
trivet_composition_dispose (GObject *object)
{
  TrivetComposition *self = TRIVET_COMPOSITION (object);

  g_clear_object (&self->bookkeeper);
  g_clear_object (&self->floor_host);
  g_clear_object (&self->parked);
  g_clear_object (&self->returns);
  g_clear_object (&self->manager);
  g_clear_object (&self->devices);
  g_clear_object (&self->drawers);
  g_clear_object (&self->kitchen_desk);
  g_clear_object (&self->print_queue);
  g_clear_object (&self->checkout);
  g_clear_object (&self->engine);
  g_clear_object (&self->reg);
  g_clear_object (&self->wallets);
  if (self->providers != NULL)
    trivet_provider_registry_set_filler (self->providers, NULL, NULL);
  g_clear_object (&self->providers);
  g_clear_object (&self->store);
  g_clear_object (&self->random);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (trivet_composition_parent_class)->dispose (object);
}

static void
trivet_composition_finalize (GObject *object)
{
  TrivetComposition *self = TRIVET_COMPOSITION (object);

  g_free (self->data_dir);
  g_free (self->providers_file);
  g_free (self->register_id);
  g_ptr_array_unref (self->problems);
  g_hash_table_unref (self->fee_rates);

  G_OBJECT_CLASS (trivet_composition_parent_class)->finalize (object);
}

static void
trivet_composition_class_init (TrivetCompositionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_composition_dispose;
  object_class->finalize = trivet_composition_finalize;
}

static void
trivet_composition_init (TrivetComposition *self)
{
  self->clock = trivet_system_clock_new ();
  self->random = trivet_system_random_new ();
  self->providers = trivet_provider_registry_new ();
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->fee_rates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
add_problem (TrivetComposition *self,
             const GError      *error)
{
  g_ptr_array_add (self->problems, g_strdup (error->message));
}

/* A file named by a person must be readable; the one beside the store may be absent. */
static void
load_providers (TrivetComposition *self)
{
  g_autofree char *beside = g_build_filename (self->data_dir, PROVIDERS_FILE, NULL);
  const char      *path = self->providers_file != NULL ? self->providers_file : beside;
  g_autoptr (GError) error = NULL;
  const TrivetEdge *edge;

  if (path == beside && !g_file_test (beside, G_FILE_TEST_EXISTS))
    return;
  edge = trivet_composition_get_edge (self);
  if (edge != NULL && !edge->load_providers (self->providers, path, self->training, self->clock, self->random,
                                             self->problems, self->fee_rates, &error))
    add_problem (self, error);
}

/* The shop may edit which digits belong to which wallet; a broken table is said, not guessed. */
static void
load_wallets (TrivetComposition *self)
{
  g_autofree char *path = g_build_filename (self->data_dir, WALLETS_FILE, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (g_file_get_contents (path, &text, &length, &error)) {
    self->wallets = trivet_wallet_table_new_from_data (text, (gssize) length, path, &error);
    if (self->wallets == NULL)
      add_problem (self, error);
  } else if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
    add_problem (self, error);
  }
  if (self->wallets == NULL)
    self->wallets = trivet_wallet_table_new_default ();
}

/**
 * trivet_composition_dup_wallets:
 * @self: a composition
 * @capabilities: #TrivetCapability flags that are all needed
 *
 * Returns: (transfer full): the ids of the wallets, in the order of the screens
 */
GStrv
trivet_composition_dup_wallets (TrivetComposition *self,
                                guint              capabilities)
{
  static const char *const wallets[] = { "alipay", "wechat", "unionpay" };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (wallets); i++) {
    if (trivet_provider_registry_for_wallet (self->providers, wallets[i], capabilities) != NULL)
      g_strv_builder_add (builder, wallets[i]);
  }

  return g_strv_builder_end (builder);
}

/* Somebody looks for a provider for the first time. */
static void
on_providers_wanted (TrivetProviderRegistry *providers,
                     gpointer                user_data)
{
  TrivetComposition *self = user_data;
  g_auto (GStrv) code_wallets = NULL;
  GHashTableIter iter;
  gpointer       provider_id, ppm;

  load_providers (self);
  code_wallets = trivet_composition_dup_wallets (self, TRIVET_CAPABILITY_SHOW_CODE | TRIVET_CAPABILITY_QUERY);
  trivet_checkout_set_code_wallets (self->checkout, (const char *const *) code_wallets);
  g_hash_table_iter_init (&iter, self->fee_rates);
  while (g_hash_table_iter_next (&iter, &provider_id, &ppm))
    trivet_bookkeeper_set_fee_rate (self->bookkeeper, provider_id, *(const gint64 *) ppm);
}

static const char *
get_table_name (gpointer    data,
                const char *table_id)
{
  TrivetFloor       *floor = trivet_floor_host_get_floor (data);
  const TrivetTable *table = floor != NULL ? trivet_floor_lookup_table (floor, table_id) : NULL;

  return table != NULL ? table->name : NULL;
}

static void
assemble_kitchen (TrivetComposition *self)
{
  TrivetJournal    *journal = TRIVET_JOURNAL (self->store);
  TrivetRepository *repository = TRIVET_REPOSITORY (self->store);

  self->kitchen_desk = trivet_kitchen_desk_new (self->reg, journal, repository);
  trivet_kitchen_desk_set_table_namer (self->kitchen_desk, get_table_name, self->floor_host);
  trivet_print_queue_set_kitchen (self->print_queue, trivet_kitchen_desk_get_kitchen (self->kitchen_desk));
  trivet_print_queue_set_table_namer (self->print_queue, get_table_name, self->floor_host);
}

static void
assemble_drawers (TrivetComposition *self)
{
  self->drawers = trivet_drawers_new (self->reg, TRIVET_JOURNAL (self->store), TRIVET_REPOSITORY (self->store));
  trivet_drawers_set_manager (self->drawers, self->manager);
  trivet_drawers_set_kitchen (self->drawers, trivet_kitchen_desk_get_kitchen (self->kitchen_desk));
  trivet_drawers_set_print_queue (self->drawers, self->print_queue);
  self->devices = trivet_devices_new (self->reg, TRIVET_JOURNAL (self->store), self->kitchen_desk, self->drawers, self->manager);
}

/* What gives money back, and what a manager must agree to. */
static void
assemble_back_office (TrivetComposition *self)
{
  TrivetJournal    *journal = TRIVET_JOURNAL (self->store);
  TrivetRepository *repository = TRIVET_REPOSITORY (self->store);
  g_autoptr (TrivetPinHasher) hasher = trivet_late_hasher_new (self->get_edge, self->random);

  g_autoptr (TrivetStaffDesk) desk = NULL;

  desk = trivet_staff_desk_new (journal, repository, hasher, self->clock, self->random, self->register_id);
  self->manager = trivet_manager_new (journal, repository, hasher, self->clock, self->random, self->register_id);
  trivet_manager_set_desk (self->manager, desk);
  trivet_register_set_manager (self->reg, self->manager);
  self->returns = trivet_returns_new (self->reg, journal, repository, self->engine);
  self->parked = trivet_parked_new (journal, repository, self->engine, self->checkout, self->clock);
  self->floor_host = trivet_floor_host_new (self->reg, journal, repository, self->clock, self->random);
}

static void
assemble (TrivetComposition *self)
{
  TrivetJournal    *journal = TRIVET_JOURNAL (self->store);
  TrivetRepository *repository = TRIVET_REPOSITORY (self->store);

  load_wallets (self);
  self->reg = trivet_register_new (journal, repository, self->clock, self->random, self->register_id);
  self->engine = trivet_payment_engine_new (journal, self->providers, self->clock, self->random,
                                            repository, self->register_id);
  self->checkout = trivet_checkout_new (self->reg, journal, repository, self->engine, self->wallets, self->clock);
  self->bookkeeper = trivet_bookkeeper_new (journal, repository, self->providers, self->engine, self->clock,
                                            self->random, self->register_id);
  trivet_provider_registry_set_filler (self->providers, on_providers_wanted, self);
  self->print_queue = trivet_print_queue_new (self->reg, journal, repository, self->wallets, self->clock);
  assemble_back_office (self);
  assemble_kitchen (self);
  assemble_drawers (self);
}

/* What is read before the register can be used. */
typedef struct {
  TrivetComposition *composition;
  GPtrArray         *unsettled; /* ids of orders; NULL when it is not asked for */
  TrivetParts        parts;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_clear_pointer (&opening->unsettled, g_ptr_array_unref);
  trivet_parts_clear (&opening->parts);
  g_object_unref (opening->composition);
  g_free (opening);
}

static void
on_resumed_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Opening           *opening = g_task_get_task_data (task);
  TrivetComposition *self = opening->composition;

  if (trivet_checkout_resume_finish (self->checkout, result, &self->n_resumed, &error))
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* One of the reads has ended. Takes @task and @error. */
static void
on_part_read (GTask  *task,
              GError *error)
{
  g_autoptr (GTask) owned = task;
  Opening           *opening = g_task_get_task_data (task);
  TrivetComposition *self = opening->composition;

  if (!trivet_parts_end (&opening->parts, task, error))
    return;

  trivet_parked_refresh (self->parked);
  if (!self->resume) {
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
    return;
  }
  trivet_print_queue_load (self->print_queue);
  trivet_kitchen_desk_load (self->kitchen_desk);
  trivet_drawers_load (self->drawers);
  trivet_floor_host_load (self->floor_host);
  trivet_checkout_resume_async (self->checkout, opening->unsettled, on_resumed_ready, g_steal_pointer (&owned));
}

static void
on_loaded_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GError *error = NULL;

  trivet_register_load_finish (TRIVET_REGISTER (source), result, &error);
  on_part_read (user_data, error);
}

static void
on_staff_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GError *error = NULL;

  trivet_manager_load_finish (TRIVET_MANAGER (source), result, &error);
  on_part_read (user_data, error);
}

static void
on_unsettled_ready (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  Opening *opening = g_task_get_task_data (user_data);
  GError  *error = NULL;

  opening->unsettled = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  on_part_read (user_data, error);
}

/* All is asked for at once and read as soon as the file is open: a program that starts is too busy to ask
 * one after the other. The menu takes longest; who must sign in is known before anything is on the screen.
 * Where the file cannot be opened, each answer says why. Takes @task. */
static void
read_all (TrivetComposition *self,
          GTask             *task)
{
  g_autoptr (GTask) owned = task;
  Opening *opening = g_task_get_task_data (task);

  opening->parts.n_left = self->resume ? 3 : 2;
  trivet_store_start_async (self->store, NULL, NULL);
  trivet_register_load_async (self->reg, g_task_get_cancellable (task), on_loaded_ready, g_object_ref (task));
  trivet_manager_load_async (self->manager, on_staff_ready, g_object_ref (task));
  if (self->resume)
    trivet_repository_list_unsettled_payments_async (TRIVET_REPOSITORY (self->store), g_task_get_cancellable (task),
                                                     on_unsettled_ready, g_object_ref (task));
}

/**
 * trivet_composition_open_async:
 * @options: what to open and how; copied
 * @cancellable: (nullable): ends the wait
 * @callback: called when the register can be used
 * @user_data: for @callback
 *
 * Opens the store on its own thread and puts everything together.
 */
void
trivet_composition_open_async (const TrivetCompositionOptions *options,
                               GCancellable                   *cancellable,
                               GAsyncReadyCallback             callback,
                               gpointer                        user_data)
{
  g_autofree char   *path = NULL;
  TrivetComposition *self;
  Opening           *opening;
  GTask             *task;

  g_return_if_fail (options != NULL);
  g_return_if_fail (options->data_dir != NULL && options->register_id != NULL);
  g_return_if_fail (options->get_edge != NULL);

  self = g_object_new (TRIVET_TYPE_COMPOSITION, NULL);
  self->data_dir = g_strdup (options->data_dir);
  self->providers_file = g_strdup (options->providers_file);
  self->register_id = g_strdup (options->register_id);
  self->training = options->training;
  self->resume = options->resume;
  self->get_edge = options->get_edge;

  path = trivet_store_build_path (options->data_dir);
  self->store = trivet_store_new (path);
  assemble (self);

  opening = g_new0 (Opening, 1);
  opening->composition = self;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_task_data (task, opening, opening_free);
  read_all (self, task);
}

/**
 * trivet_composition_open_finish:
 * @result: from the callback
 * @error: return location: #TrivetStoreError, or %TRIVET_REGISTER_ERROR_NO_STORE
 *
 * Returns: (transfer full) (nullable): everything, ready
 */
TrivetComposition *
trivet_composition_open_finish (GAsyncResult *result,
                                GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_closed_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (trivet_store_close_finish (TRIVET_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * trivet_composition_close_async:
 * @self: a composition
 * @callback: called when everything that was handed over is on the disk
 * @user_data: for @callback
 */
void
trivet_composition_close_async (TrivetComposition  *self,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_COMPOSITION (self));

  /* Whoever works by itself stops first, so that nobody asks a closed store: what is unsettled is
   * found in the journal at the next start. */
  g_object_run_dispose (G_OBJECT (self->bookkeeper));
  g_object_run_dispose (G_OBJECT (self->parked));
  g_object_run_dispose (G_OBJECT (self->engine));

  trivet_store_close_async (self->store, on_closed_ready, g_task_new (self, NULL, callback, user_data));
}

/**
 * trivet_composition_close_finish:
 * @self: a composition
 * @result: from the callback
 * @error: return location for a #TrivetStoreError
 *
 * Returns: whether the store was closed in good order
 */
gboolean
trivet_composition_close_finish (TrivetComposition *self,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * trivet_composition_get_edge:
 * @self: a composition
 *
 * Asks for it when nobody has; what is wrong then becomes a problem.
 *
 * Returns: (transfer none) (nullable): makes what the first frame did not need
 */
const TrivetEdge *
trivet_composition_get_edge (TrivetComposition *self)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (TRIVET_IS_COMPOSITION (self), NULL);

  if (self->edge_asked)
    return self->edge;

  self->edge_asked = TRUE;
  self->edge = self->get_edge (&error);
  if (self->edge == NULL)
    add_problem (self, error);

  return self->edge;
}
