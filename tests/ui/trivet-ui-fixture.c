/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "trivet-ui-fixture.h"

#include "trivet-picture-printer.h"
#include "trivet-plain-hasher.h"
#include "trivet-seeded-random.h"

/*
 * A register over a store in memory, with everything real above it.
 */

#define MAX_TURNS 20000

static GPtrArray *
make_first_facts (const char            *menu_json,
                  const TrivetFactStamp *stamp)
{
  g_autoptr (GError) error = NULL;
  GPtrArray  *facts = trivet_menu_import (menu_json, -1, NULL, stamp, &error);
  GPtrArray  *rooms;
  JsonObject *shop = json_object_new ();

  g_assert_no_error (error);
  rooms = trivet_floor_import (menu_json, -1, stamp, &error);
  g_assert_no_error (error);
  g_ptr_array_extend_and_steal (facts, rooms);
  json_object_set_string_member (shop, "name", "Trivet Demo Kitchen");
  json_object_set_string_member (shop, "name_zh", "三脚灶小馆");
  json_object_set_string_member (shop, "currency", "CNY");
  g_ptr_array_insert (facts, 0, trivet_fact_new (TRIVET_FACT_STORE_CREATED, "store", shop, stamp));

  return facts;
}

static void
on_result_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GAsyncResult **ret_result = user_data;

  *ret_result = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (GAsyncResult **result)
{
  for (guint i = 0; i < MAX_TURNS && *result == NULL; i++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (*result);

  return *result;
}

static void
fill_journal (TrivetUiFixture *self,
              TrivetRandom    *random,
              const char      *menu_json)
{
  TrivetFactStamp stamp = { TRIVET_CLOCK (self->clock), random, "R1", "" };
  g_autoptr (GPtrArray) facts = make_first_facts (menu_json, &stamp);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  trivet_journal_append_async (TRIVET_JOURNAL (self->journal), facts, on_result_ready, &result);
  trivet_journal_append_finish (TRIVET_JOURNAL (self->journal), wait_for_result (&result), &error);
  g_assert_no_error (error);
}

static void
load_register (TrivetRegister *reg)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  trivet_register_load_async (reg, NULL, on_result_ready, &result);
  trivet_register_load_finish (reg, wait_for_result (&result), &error);
  g_assert_no_error (error);
  trivet_register_set_staff (reg, "Lin Mei");
}

static void
fill_context (TrivetUiFixture *self,
              TrivetRandom    *random)
{
  TrivetUiContext  *context = self->context;
  TrivetJournal    *journal = TRIVET_JOURNAL (self->journal);
  TrivetRepository *repository = TRIVET_REPOSITORY (self->journal);
  TrivetClock      *clock = TRIVET_CLOCK (self->clock);
  g_autoptr (TrivetProviderRegistry) providers = trivet_provider_registry_new ();
  g_autoptr (TrivetWalletTable) wallets = trivet_wallet_table_new_default ();
  g_autoptr (TrivetPaymentEngine) engine = NULL;
  g_autoptr (TrivetPinHasher) hasher = trivet_plain_hasher_new ();
  g_autoptr (TrivetStaffDesk) desk = NULL;

  context->reg = trivet_register_new (journal, repository, clock, random, "R1");
  engine = trivet_payment_engine_new (journal, providers, clock, random, repository, "R1");
  context->checkout = trivet_checkout_new (context->reg, journal, repository, engine, wallets, clock);
  context->print_queue = trivet_print_queue_new (context->reg, journal, repository, wallets, clock);
  context->kitchen = trivet_kitchen_desk_new (context->reg, journal, repository);
  trivet_print_queue_set_kitchen (context->print_queue, trivet_kitchen_desk_get_kitchen (context->kitchen));
  context->manager = trivet_manager_new (journal, repository, hasher, clock, random, "R1");
  desk = trivet_staff_desk_new (journal, repository, hasher, clock, random, "R1");
  trivet_manager_set_desk (context->manager, desk);
  trivet_register_set_manager (context->reg, context->manager);
  context->returns = trivet_returns_new (context->reg, journal, repository, engine);
  context->parked = trivet_parked_new (journal, repository, engine, context->checkout, clock);
  context->floor_host = trivet_floor_host_new (context->reg, journal, repository, clock, random);
  context->drawers = trivet_drawers_new (context->reg, journal, repository);
  trivet_drawers_set_manager (context->drawers, context->manager);
  trivet_drawers_set_print_queue (context->drawers, context->print_queue);
  context->devices = trivet_devices_new (context->reg, journal, context->kitchen, context->drawers, context->manager);
  trivet_devices_set_print_queue (context->devices, context->print_queue);
  context->price_desk = trivet_price_desk_new (context->reg);
  context->menu_desk = trivet_menu_desk_new (context->reg, journal);
  trivet_menu_desk_set_manager (context->menu_desk, context->manager);
  context->repository = g_object_ref (repository);
  context->painter = TRIVET_DOCUMENT_PAINTER (trivet_picture_printer_new ());
  context->clock = g_object_ref (clock);
  context->clock_watch = trivet_clock_watch_new (journal, repository, clock);
  context->settings = trivet_settings_new ();
  context->problems = g_ptr_array_new_with_free_func (g_free);
  context->method_ids = g_new0 (char *, 1);
  context->training = TRUE;
}

/**
 * trivet_ui_fixture_new:
 * @menu_json: a menu to import
 *
 * Returns: (transfer full): a register that has loaded
 */
TrivetUiFixture *
trivet_ui_fixture_new (const char *menu_json)
{
  TrivetUiFixture *self = g_new0 (TrivetUiFixture, 1);
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (412);

  self->clock = trivet_manual_clock_new ();
  self->journal = trivet_memory_journal_new (TRIVET_CLOCK (self->clock));
  self->context = trivet_ui_context_new ();
  fill_journal (self, TRIVET_RANDOM (random), menu_json);
  fill_context (self, TRIVET_RANDOM (random));
  load_register (self->context->reg);

  return self;
}

/**
 * trivet_ui_fixture_free:
 * @self: a fixture whose screens are gone
 *
 * Ends it, and proves that no screen kept the context.
 */
void
trivet_ui_fixture_free (TrivetUiFixture *self)
{
  trivet_ui_fixture_settle (self);
  g_assert_finalize_object (self->context);
  g_object_unref (self->journal);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * trivet_ui_fixture_settle:
 * @self: a fixture
 *
 * Waits until all that was done is durable and on the screen.
 */
void
trivet_ui_fixture_settle (TrivetUiFixture *self)
{
  for (guint i = 0; i < MAX_TURNS; i++) {
    if (!trivet_register_get_busy (self->context->reg) && !g_main_context_pending (NULL))
      return;
    g_main_context_iteration (NULL, trivet_register_get_busy (self->context->reg));
  }
}

static GPtrArray *
parse_choices (TrivetUiFixture *self,
               const char      *choices)
{
  TrivetMenu *menu = trivet_register_get_menu (self->context->reg);
  GPtrArray  *modifiers = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_line_modifier_free);
  g_auto (GStrv) parts = g_strsplit (choices, " ", -1);

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++) {
    g_auto (GStrv) pair = g_strsplit (parts[i], "/", 2);
    const TrivetMenuGroup  *group = trivet_menu_lookup_group (menu, pair[0]);
    const TrivetMenuOption *option = trivet_menu_group_lookup (group, pair[1]);

    g_assert_nonnull (option);
    g_ptr_array_add (modifiers, trivet_register_make_modifier (self->context->reg, group, option));
  }

  return modifiers;
}

/**
 * trivet_ui_fixture_open_kitchen:
 * @self: a register with the demo restaurant
 *
 * Sets up the demo restaurant's stations: there is something to send to.
 */
void
trivet_ui_fixture_open_kitchen (TrivetUiFixture *self)
{
  TrivetFactStamp  stamp = trivet_register_get_stamp (self->context->reg);
  g_autofree char *demo = trivet_ui_fixture_read_demo ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = trivet_kitchen_import (demo, -1, &stamp, &error);

  g_assert_no_error (error);
  trivet_journal_append_async (TRIVET_JOURNAL (self->journal), facts, NULL, NULL);
  trivet_ui_fixture_settle (self);
  trivet_kitchen_desk_load (self->context->kitchen);
  trivet_ui_fixture_settle (self);
  g_assert_true (trivet_kitchen_desk_is_used (self->context->kitchen));
}

/**
 * trivet_ui_fixture_add:
 * @self: a fixture
 * @sku: a dish
 * @choices: "group/option group/option", "" for none
 * @quantity: how many
 *
 * Returns: (transfer full): the line's id
 */
char *
trivet_ui_fixture_add (TrivetUiFixture *self,
                       const char      *sku,
                       const char      *choices,
                       gint64           quantity)
{
  TrivetMenuItem *item = trivet_menu_lookup_item (trivet_register_get_menu (self->context->reg), sku);
  g_autoptr (GPtrArray) modifiers = parse_choices (self, choices);
  char *line_id;

  g_assert_nonnull (item);
  line_id = trivet_register_add_item (self->context->reg, item, modifiers, quantity);
  g_assert_nonnull (line_id);
  trivet_ui_fixture_settle (self);

  return line_id;
}

/**
 * trivet_ui_fixture_read_demo:
 *
 * Returns: (transfer full): the demo restaurant's menu
 */
char *
trivet_ui_fixture_read_demo (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  bytes = g_resources_lookup_data ("/org/trivetpos/Trivet/demo/menu.json", G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}
