/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-register-private.h"

#include "trivet-parts.h"

/*
 * Loading a store into a register: the menu, the shop, the prices, the last number and the list of open orders
 * at once, each on the store's own threads; then the open orders, one after the other. A program
 * that starts may be too busy to ask for one when it has got the other.
 */

/* More open orders than this are not shown at once; the rest is found in the history. */
#define MAX_OPEN_ORDERS 500

typedef struct {
  TrivetMenu *menu;
  GPtrArray  *shop_facts;
  GPtrArray  *price_facts;
  char       *number;
  GPtrArray  *summaries;
  TrivetParts parts;
  guint       next;
} LoadState;

static void
load_state_free (LoadState *state)
{
  g_clear_object (&state->menu);
  g_clear_pointer (&state->shop_facts, g_ptr_array_unref);
  g_clear_pointer (&state->price_facts, g_ptr_array_unref);
  g_clear_pointer (&state->summaries, g_ptr_array_unref);
  trivet_parts_clear (&state->parts);
  g_free (state->number);
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
  for (guint i = 0; facts != NULL && i < facts->len; i++)
    _trivet_register_see_stamp (self, g_ptr_array_index (facts, i));
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

/* "store" holds more than the shop, such as the manager's PIN. Returns: (nullable): what it is */
static JsonObject *
find_created (GPtrArray *facts)
{
  for (guint i = facts->len; i > 0; i--) {
    TrivetFact *fact = g_ptr_array_index (facts, i - 1);

    if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_STORE_CREATED)
      return trivet_fact_get_body (fact);
  }

  return NULL;
}

static gboolean
take_over (TrivetRegister *self,
           LoadState      *state,
           GError        **error)
{
  JsonObject *created;

  created = find_created (state->shop_facts);
  if (created == NULL) {
    g_set_error_literal (error, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NO_STORE, "The store holds no shop yet");
    return FALSE;
  }

  read_shop (&self->shop, created);
  self->last_number = g_ascii_strtoll (state->number, NULL, 10);
  for (guint i = 0; i < state->price_facts->len; i++) {
    if (!trivet_price_book_apply (self->prices, g_ptr_array_index (state->price_facts, i), error))
      return FALSE;
  }
  g_ptr_array_sort (state->summaries, compare_opened);
  self->menu = g_steal_pointer (&state->menu);
  trivet_menu_set_currency (self->menu, self->shop.currency);
  _trivet_register_watch_hours (self);

  return TRUE;
}

/* One of the reads has ended; after the last, the register is put together. */
static void
on_part_read (GTask  *task,
              GError *error)
{
  g_autoptr (GTask) owned = task;
  g_autoptr (GError) problem = NULL;
  LoadState *state = g_task_get_task_data (task);

  if (!trivet_parts_end (&state->parts, task, error))
    return;

  if (take_over (g_task_get_source_object (task), state, &problem))
    load_next_order (g_steal_pointer (&owned));
  else
    g_task_return_error (task, g_steal_pointer (&problem));
}

static void
take_list (GTask        *task,
           GObject      *source,
           GAsyncResult *result,
           GPtrArray   **place)
{
  GError *error = NULL;

  *place = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  on_part_read (task, error);
}

static void
on_shop_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  LoadState *state = g_task_get_task_data (user_data);

  take_list (user_data, source, result, &state->shop_facts);
}

static void
on_prices_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  LoadState *state = g_task_get_task_data (user_data);

  take_list (user_data, source, result, &state->price_facts);
}

static void
on_open_orders_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  LoadState *state = g_task_get_task_data (user_data);

  take_list (user_data, source, result, &state->summaries);
}

static void
on_menu_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  LoadState *state = g_task_get_task_data (user_data);
  GError    *error = NULL;

  state->menu = trivet_repository_menu_finish (TRIVET_REPOSITORY (source), result, &error);
  on_part_read (user_data, error);
}

static void
on_number_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  LoadState *state = g_task_get_task_data (user_data);
  GError    *error = NULL;

  state->number = trivet_repository_string_finish (TRIVET_REPOSITORY (source), result, &error);
  on_part_read (user_data, error);
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
  g_autoptr (GTask) task = NULL;
  LoadState *state;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (self->menu == NULL);

  state = g_new0 (LoadState, 1);
  state->parts.n_left = 5;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_task_data (task, state, (GDestroyNotify) load_state_free);
  /* The menu first: it takes longest. */
  trivet_repository_load_menu_async (self->repository, cancellable, on_menu_ready, g_object_ref (task));
  trivet_repository_load_facts_async (self->repository, "store", cancellable, on_shop_ready, g_object_ref (task));
  trivet_repository_load_facts_async (self->repository, "prices", cancellable, on_prices_ready, g_object_ref (task));
  trivet_repository_last_order_number_async (self->repository, cancellable, on_number_ready, g_object_ref (task));
  trivet_repository_list_orders_async (self->repository, TRIVET_ORDER_QUERY_OPEN, NULL, 0, MAX_OPEN_ORDERS, cancellable,
                                       on_open_orders_ready, g_object_ref (task));
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
