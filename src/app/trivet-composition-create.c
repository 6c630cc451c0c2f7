/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-app"

#include "trivet-composition.h"

#include "trivet-demo-staff.h"
#include "trivet-floor.h"
#include "trivet-kitchen.h"
#include "trivet-menu.h"
#include "trivet-price-book.h"

#include <errno.h>
#include <glib/gstdio.h>

/*
 * A first start: a new store from an import file.
 */

/* scrypt of TRIVET_DEMO_MANAGER_PIN; everybody may know it, so its salt is fixed. */
#define DEMO_PIN_HASH \
  "$scrypt$ln=15,r=8,p=1$dHJpdmV0IGRlbW8gc2hvcA==$C7JyQ67L3N49i//8wLiEwgtqIfCZo2Mtdf74ZQCVZIs="

static const char *const shop_members[] = {
  "name_zh",
  "address",
  "phone",
  "footer",
  "footer_zh",
};

/* The import file's head says what the shop is; the rest of it is the menu. */
static JsonObject *
read_shop (const char *menu_json,
           gssize      length,
           GError    **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonObject *head;
  JsonObject *body;
  const char *currency;

  if (!json_parser_load_from_data (parser, menu_json, length, error))
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser))) {
    g_set_error_literal (error, TRIVET_MENU_ERROR, TRIVET_MENU_ERROR_SYNTAX, "The file does not hold an object");
    return NULL;
  }
  head = json_node_get_object (json_parser_get_root (parser));
  currency = trivet_json_get_string_or (head, "currency", "CNY");
  if (trivet_currency_from_code (currency) == TRIVET_CURRENCY_INVALID) {
    g_set_error (error, TRIVET_MENU_ERROR, TRIVET_MENU_ERROR_VALUE, "“%.20s” is not a currency of ours", currency);
    return NULL;
  }

  body = json_object_new ();
  json_object_set_string_member (body, "name", trivet_json_get_string_or (head, "name", "Restaurant"));
  json_object_set_string_member (body, "currency", currency);
  for (guint i = 0; i < G_N_ELEMENTS (shop_members); i++) {
    const char *text = trivet_json_get_string_or (head, shop_members[i], NULL);

    if (text != NULL)
      json_object_set_string_member (body, shop_members[i], text);
  }

  return body;
}

static guint
count_items (GPtrArray *facts)
{
  guint n = 0;

  for (guint i = 0; i < facts->len; i++) {
    if (trivet_fact_get_fact_type (g_ptr_array_index (facts, i)) == TRIVET_FACT_MENU_ITEM_SET)
      n++;
  }

  return n;
}

static void
add_demo_people (GPtrArray             *facts,
                 const TrivetFactStamp *stamp)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "hash", DEMO_PIN_HASH);
  g_ptr_array_add (facts, trivet_fact_new (TRIVET_FACT_MANAGER_PIN_SET, "store", body, stamp));
  trivet_demo_staff_add (facts, stamp);
}

/* The file's "prices" are what `trivetctl prices` takes by themselves; without them the menu says all. */
static GPtrArray *
import_prices (const char            *json,
               gssize                 length,
               const TrivetFactStamp *stamp,
               GError               **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (TrivetPriceBook) book = trivet_price_book_new ();
  g_autofree char *prices = NULL;
  JsonObject      *head;
  JsonNode        *node;

  if (!json_parser_load_from_data (parser, json, length, error))
    return NULL;
  /* The menu's import has seen that it is an object. */
  head = json_node_get_object (json_parser_get_root (parser));
  node = json_object_get_member (head, "prices");
  if (node == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  prices = json_to_string (node, FALSE);

  return trivet_price_book_import (book, prices, -1, trivet_currency_from_code (trivet_json_get_string_or (head, "currency", "CNY")),
                                   stamp, error);
}

/* Menu, rooms, kitchen and prices of the file. */
static GPtrArray *
import_all (const char            *json,
            gssize                 length,
            const TrivetFactStamp *stamp,
            GError               **error)
{
  g_autoptr (GPtrArray) facts = trivet_menu_import (json, length, NULL, stamp, error);
  g_autoptr (GPtrArray) rooms = facts != NULL ? trivet_floor_import (json, length, stamp, error) : NULL;
  g_autoptr (GPtrArray) kitchen = rooms != NULL ? trivet_kitchen_import (json, length, stamp, error) : NULL;
  g_autoptr (GPtrArray) prices = kitchen != NULL ? import_prices (json, length, stamp, error) : NULL;

  if (prices == NULL)
    return NULL;
  g_ptr_array_extend_and_steal (facts, g_steal_pointer (&rooms));
  g_ptr_array_extend_and_steal (facts, g_steal_pointer (&kitchen));
  g_ptr_array_extend_and_steal (facts, g_steal_pointer (&prices));

  return g_steal_pointer (&facts);
}

/**
 * trivet_composition_create_store:
 * @data_dir: (type filename): where; made when it does not exist
 * @menu_json: (array length=length): an import file
 * @length: its bytes, or -1
 * @register_id: who makes it
 * @demo: it is the demo restaurant, whose manager's PIN is %TRIVET_DEMO_MANAGER_PIN
 * @ret_n_items: (out) (optional): dishes that were imported
 * @error: return location: #TrivetMenuError or #TrivetFactError for the file, #TrivetStoreError for the disk
 *
 * Makes a store with a shop, its menu and its rooms. Everything is checked before anything is written.
 *
 * Returns: whether there is a new store
 */
gboolean
trivet_composition_create_store (const char *data_dir,
                                 const char *menu_json,
                                 gssize      length,
                                 const char *register_id,
                                 gboolean    demo,
                                 guint      *ret_n_items,
                                 GError    **error)
{
  g_autoptr (TrivetClock) clock = trivet_system_clock_new ();
  g_autoptr (TrivetRandom) random = trivet_system_random_new ();
  g_autoptr (GPtrArray) facts = NULL;
  g_autofree char *path = NULL;
  TrivetFactStamp  stamp = { clock, random, register_id, "" };
  JsonObject      *shop;

  g_return_val_if_fail (data_dir != NULL, FALSE);
  g_return_val_if_fail (menu_json != NULL, FALSE);
  g_return_val_if_fail (register_id != NULL, FALSE);

  /* The import has judged the whole file before its head is read again. */
  facts = import_all (menu_json, length, &stamp, error);
  if (facts == NULL)
    return FALSE;
  shop = read_shop (menu_json, length, error);
  if (shop == NULL)
    return FALSE;
  if (ret_n_items != NULL)
    *ret_n_items = count_items (facts);
  g_ptr_array_insert (facts, 0, trivet_fact_new (TRIVET_FACT_STORE_CREATED, "store", shop, &stamp));
  if (demo)
    add_demo_people (facts, &stamp);

  if (g_mkdir_with_parents (data_dir, 0700) != 0) {
    g_set_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_OPEN, "The folder %s cannot be made: %s",
                 data_dir, g_strerror (errno));
    return FALSE;
  }
  path = trivet_store_build_path (data_dir);

  return trivet_store_create (path, facts, error);
}
