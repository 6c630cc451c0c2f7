/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-register-private.h"

/*
 * Loading a store into a register: the menu, the shop, the last number, the open orders; one
 * read after the other, each on the store's own thread.
 */

/* More open orders than this are not shown at once; the rest is found in the history. */
#define MAX_OPEN_ORDERS 500

typedef struct {
  GPtrArray *menu_facts;
  GPtrArray *summaries;
  guint      next;
} LoadState;

static void
load_state_free (LoadState *state)
{
  g_clear_pointer (&state->menu_facts, g_ptr_array_unref);
  g_clear_pointer (&state->summaries, g_ptr_array_unref);
  g_free (state);
}

static void load_next_order (GTask *task);

static void
read_shop (TrivetShopInfo *shop,
           JsonObject     *body)
{
  shop->currency = trivet_currency_from_code (trivet_json_get_string_or (body, "currency", "CNY"));
  shop->name = g_strdup (trivet_json_get_string_or (body, "name", ""));
  shop->name_zh = g_strdup (trivet_json_get_string_or (body, "name_zh", shop->name));
  shop->address = g_strdup (trivet_json_get_string_or (body, "address", ""));
  shop->phone = g_strdup (trivet_json_get_string_or (body, "phone", ""));
  shop->footer = g_strdup (trivet_json_get_string_or (body, "footer", ""));
  shop->footer_zh = g_strdup (trivet_json_get_string_or (body, "footer_zh", shop->footer));
}

static void
on_order_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (TrivetOrder) order = NULL;
  g_autoptr (TrivetTab) tab = NULL;
  g_autoptr (GError) error = NULL;
  LoadState                *state = g_task_get_task_data (task);
  TrivetRegister           *self = g_task_get_source_object (task);
  const TrivetOrderSummary *summary = g_ptr_array_index (state->summaries, state->next);

  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (facts != NULL)
    order = trivet_order_fold (summary->order_id, facts, &error);
  if (order == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  tab = trivet_tab_new (g_steal_pointer (&order));
  g_list_store_append (self->tabs, tab);
  state->next++;
  load_next_order (g_steal_pointer (&task));
}

static void
load_next_order (GTask *task)
{
  LoadState                *state = g_task_get_task_data (task);
  TrivetRegister           *self = g_task_get_source_object (task);
  const TrivetOrderSummary *summary;

  if (state->next == state->summaries->len) {
    g_task_return_boolean (task, TRUE);
    g_object_unref (task);
    return;
  }

  summary = g_ptr_array_index (state->summaries, state->next);
  trivet_repository_load_facts_async (self->repository, summary->order_id, g_task_get_cancellable (task),
                                      on_order_ready, task);
}

static int
compare_opened (gconstpointer a,
                gconstpointer b)
{
  const TrivetOrderSummary *x = *(TrivetOrderSummary *const *) a;
  const TrivetOrderSummary *y = *(TrivetOrderSummary *const *) b;

  return (x->opened_at_us > y->opened_at_us) - (x->opened_at_us < y->opened_at_us);
}

static void
on_open_orders_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  LoadState *state = g_task_get_task_data (task);

  state->summaries = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (state->summaries == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  g_ptr_array_sort (state->summaries, compare_opened);
  load_next_order (g_steal_pointer (&task));
}

static void
on_number_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autofree char *number = NULL;
  g_autoptr (GError) error = NULL;
  GCancellable   *cancellable = g_task_get_cancellable (task);
  TrivetRegister *self = g_task_get_source_object (task);

  number = trivet_repository_string_finish (TRIVET_REPOSITORY (source), result, &error);
  if (number == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  self->last_number = g_ascii_strtoll (number, NULL, 10);
  trivet_repository_list_orders_async (self->repository, TRIVET_ORDER_QUERY_OPEN, NULL, 0, MAX_OPEN_ORDERS,
                                       cancellable, on_open_orders_ready, g_steal_pointer (&task));
}

static gboolean
build_menu (TrivetRegister *self,
            GPtrArray      *facts,
            GError        **error)
{
  g_autoptr (TrivetMenu) menu = trivet_menu_new (self->shop.currency);

  for (guint i = 0; i < facts->len; i++) {
    if (!trivet_menu_apply (menu, g_ptr_array_index (facts, i), error))
      return FALSE;
  }
  self->menu = g_steal_pointer (&menu);

  return TRUE;
}

static void
on_shop_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;
  GCancellable   *cancellable = g_task_get_cancellable (task);
  LoadState      *state = g_task_get_task_data (task);
  TrivetRegister *self = g_task_get_source_object (task);

  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (facts == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (facts->len == 0) {
    g_task_return_new_error (task, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NO_STORE,
                             "The store holds no shop yet");
    return;
  }

  read_shop (&self->shop, trivet_fact_get_body (g_ptr_array_index (facts, facts->len - 1)));
  if (!build_menu (self, state->menu_facts, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  trivet_repository_last_order_number_async (self->repository, cancellable, on_number_ready,
                                             g_steal_pointer (&task));
}

static void
on_menu_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GCancellable   *cancellable = g_task_get_cancellable (task);
  LoadState      *state = g_task_get_task_data (task);
  TrivetRegister *self = g_task_get_source_object (task);

  state->menu_facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (state->menu_facts == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  trivet_repository_load_facts_async (self->repository, "store", cancellable, on_shop_ready,
                                      g_steal_pointer (&task));
}

/**
 * trivet_register_load_async:
 * @self: a register that has not loaded yet
 * @cancellable: (nullable): ends the wait
 * @callback: called when shop, menu and open orders are there
 * @user_data: for @callback
 */
void
trivet_register_load_async (TrivetRegister     *self,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (self->menu == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_task_data (task, g_new0 (LoadState, 1), (GDestroyNotify) load_state_free);
  /* The menu first: it takes longest, and a program's first window can be made meanwhile. */
  trivet_repository_load_facts_async (self->repository, "menu", cancellable, on_menu_ready, task);
}

/**
 * trivet_register_load_finish:
 * @self: a register
 * @result: from the callback
 * @error: return location: #TrivetStoreError, #TrivetFactError or
 *   %TRIVET_REGISTER_ERROR_NO_STORE (set the shop up)
 *
 * Returns: whether the register can be used
 */
gboolean
trivet_register_load_finish (TrivetRegister *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (TRIVET_IS_REGISTER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
