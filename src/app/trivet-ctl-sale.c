/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ctl"

#include "trivet-ctl.h"

#include <string.h>

/*
 * One whole sale through the same services as the window. The money is taken in
 * trivet-ctl-tender.c.
 */

static void
on_register_failed (TrivetRegister *reg,
                    GError         *error,
                    gpointer        user_data)
{
  GError **first = user_data;

  if (*first == NULL)
    *first = g_error_copy (error);
}

/* Whether @text names the option: "option", or "group/option" where that is needed. */
static gboolean
is_named (const TrivetMenuOpening *opening,
          const TrivetMenuOption  *option,
          const char              *text)
{
  g_autofree char *place = trivet_line_modifier_make_place (opening->group->id, option->id);

  return g_str_equal (text, option->id) || g_str_equal (text, place);
}

static gboolean
is_chosen (const TrivetMenuOpening *opening,
           const TrivetMenuOption  *option,
           GPtrArray               *modifiers)
{
  for (guint i = 0; i < modifiers->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (modifiers, i);

    if (g_strcmp0 (modifier->under, opening->under) == 0 && g_str_equal (modifier->group_id, opening->group->id) &&
        g_str_equal (modifier->option_id, option->id))
      return TRUE;
  }

  return FALSE;
}

/* Looks where @only says: %NULL is everywhere. */
static TrivetLineModifier *
find_choice (TrivetRegister *reg,
             GPtrArray      *openings,
             GPtrArray      *modifiers,
             const char     *only,
             const char     *text)
{
  for (guint i = 0; i < openings->len; i++) {
    const TrivetMenuOpening *opening = g_ptr_array_index (openings, i);

    for (guint j = 0; (only == NULL || g_strcmp0 (opening->under, only) == 0) && j < opening->group->options->len; j++) {
      const TrivetMenuOption *option = g_ptr_array_index (opening->group->options, j);
      TrivetLineModifier     *modifier;

      if (!is_named (opening, option, text) || is_chosen (opening, option, modifiers))
        continue;
      modifier = trivet_register_make_modifier (reg, opening->group, option);
      modifier->under = g_strdup (opening->under);
      return modifier;
    }
  }

  return NULL;
}

/* What the last choice of the dish itself has opened comes first: "T05,ice" is that drink's ice. */
static GPtrArray *
parse_options (TrivetRegister *reg,
               TrivetMenuItem *item,
               const char     *list)
{
  g_autoptr (GPtrArray) modifiers = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_line_modifier_free);
  g_auto (GStrv) ids = g_strsplit (list != NULL ? list : "", ",", -1);
  g_autofree char *place = NULL;

  for (guint i = 0; ids[i] != NULL; i++) {
    g_autoptr (GPtrArray) openings = trivet_menu_list_openings (trivet_register_get_menu (reg), item, modifiers);
    TrivetLineModifier *modifier = place != NULL ? find_choice (reg, openings, modifiers, place, ids[i]) : NULL;

    if (modifier == NULL)
      modifier = find_choice (reg, openings, modifiers, NULL, ids[i]);
    if (modifier == NULL) {
      trivet_ctl_fail (TRIVET_CTL_USAGE, "%s has no choice “%s”", trivet_menu_item_get_sku (item), ids[i]);
      return NULL;
    }
    g_ptr_array_add (modifiers, modifier);
    if (modifier->under == NULL) {
      g_free (place);
      place = trivet_line_modifier_make_place (modifier->group_id, modifier->option_id);
    }
  }

  return g_steal_pointer (&modifiers);
}

/* Cuts "@PRICE" off @text. */
static gboolean
parse_price (TrivetRegister *reg,
             char           *text,
             gint64         *ret_price_minor)
{
  char       *mark = strchr (text, '@');
  TrivetMoney price = { 0 };

  *ret_price_minor = 0;
  if (mark == NULL)
    return TRUE;
  *mark = '\0';
  if (!trivet_money_from_decimal (mark + 1, trivet_menu_get_currency (trivet_register_get_menu (reg)), &price, NULL))
    return FALSE;
  *ret_price_minor = price.minor;

  return TRUE;
}

/* SKU[@PRICE][:QUANTITY[:CHOICE,CHOICE…]] */
static int
add_item (TrivetRegister *reg,
          const char     *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);
  g_autoptr (GPtrArray) modifiers = NULL;
  g_autofree char *line_id = NULL;
  guint64          quantity = 1;
  gint64           price_minor = 0;
  TrivetMenuItem  *item;

  if (parts[0] != NULL && !parse_price (reg, parts[0], &price_minor))
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "“%s” has no amount after the @", text);
  item = trivet_menu_lookup_item (trivet_register_get_menu (reg), parts[0] != NULL ? parts[0] : "");
  if (item == NULL)
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "There is no dish with the code “%s”", text);
  if (parts[1] != NULL && !g_ascii_string_to_unsigned (parts[1], 10, 1, TRIVET_ORDER_MAX_QUANTITY, &quantity, NULL))
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "“%s” is not a quantity from 1 to %d", parts[1], TRIVET_ORDER_MAX_QUANTITY);
  modifiers = parse_options (reg, item, parts[1] != NULL ? parts[2] : NULL);
  if (modifiers == NULL)
    return TRIVET_CTL_USAGE;
  if ((price_minor != 0) != trivet_menu_item_get_open_price (item))
    return trivet_ctl_fail (TRIVET_CTL_USAGE, price_minor != 0 ? "%s has a price of its own; leave @ out" : "%s has an open price; write %s@12.50",
                            parts[0], parts[0]);
  if (price_minor != 0)
    line_id = trivet_register_add_open_item (reg, item, price_minor, modifiers, (gint64) quantity);
  else
    line_id = trivet_register_add_item (reg, item, modifiers, (gint64) quantity);

  return TRIVET_CTL_DONE;
}

/* Until everything on its way is durable, or was refused. */
static int
wait_for_orders (TrivetRegister *reg,
                 GError        **failure)
{
  while (trivet_register_get_busy (reg))
    g_main_context_iteration (NULL, TRUE);

  return *failure == NULL ? TRIVET_CTL_DONE : trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", (*failure)->message);
}

static int
add_items (TrivetRegister *reg,
           GStrv           items)
{
  for (guint i = 0; items[i] != NULL; i++) {
    int added = add_item (reg, items[i]);

    if (added != TRIVET_CTL_DONE)
      return added;
  }

  return TRIVET_CTL_DONE;
}

/**
 * Guest:
 * @type: (nullable): `takeaway` or `delivery`; eaten here otherwise
 * @member, @coupon, @tip: (nullable): whose sale it is, a coupon's id or name, and an amount
 *
 * What the guest says beside the dishes.
 */
typedef struct {
  char *type;
  char *member;
  char *coupon;
  char *tip;
} Guest;

static void
guest_clear (Guest *guest)
{
  g_clear_pointer (&guest->type, g_free);
  g_clear_pointer (&guest->member, g_free);
  g_clear_pointer (&guest->coupon, g_free);
  g_clear_pointer (&guest->tip, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Guest, guest_clear)

/**
 * Wishes:
 * @coupon: (nullable) (unowned)
 *
 * What the guest says, understood.
 */
typedef struct {
  TrivetOrderKind        kind;
  const TrivetPromotion *coupon;
  gint64                 tip_minor;
} Wishes;

/* Before the first dish: what is wrong leaves no order behind. */
static int
understand (TrivetCtl      *ctl,
            TrivetRegister *reg,
            const Guest    *guest,
            Wishes         *wishes)
{
  if (guest->type != NULL && (!trivet_order_kind_from_name (guest->type, &wishes->kind) || wishes->kind == TRIVET_ORDER_KIND_TABLE ||
                              wishes->kind == TRIVET_ORDER_KIND_BAR))
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "--type is counter, takeaway or delivery, not “%s”", guest->type);
  if (guest->tip != NULL && !trivet_ctl_parse_amount (ctl, guest->tip, &wishes->tip_minor))
    return TRIVET_CTL_USAGE;
  if (guest->coupon != NULL)
    wishes->coupon = trivet_register_find_coupon (reg, guest->coupon);
  if (guest->coupon != NULL && wishes->coupon == NULL)
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "There is no coupon “%s”", guest->coupon);

  return TRIVET_CTL_DONE;
}

static int
add_order (TrivetCtl      *ctl,
           TrivetRegister *reg,
           GStrv           items,
           const Guest    *guest)
{
  Wishes wishes = { TRIVET_ORDER_KIND_COUNTER, NULL, 0 };
  int    code = understand (ctl, reg, guest, &wishes);

  if (code != TRIVET_CTL_DONE)
    return code;
  /* First, since menus of certain hours may be for one type. */
  trivet_register_set_order_kind (reg, wishes.kind);
  code = add_items (reg, items);
  if (code != TRIVET_CTL_DONE)
    return code;
  if (guest->member != NULL)
    trivet_register_set_member (reg, guest->member);
  if (wishes.coupon != NULL)
    trivet_register_set_coupon (reg, wishes.coupon->id, TRUE);
  if (wishes.tip_minor > 0)
    trivet_register_set_tip (reg, wishes.tip_minor);

  return TRIVET_CTL_DONE;
}

/* @items: (nullable): dishes for @guest; otherwise an open amount of @amount_minor */
static int
run_sale (TrivetCtl       *ctl,
          TrivetCtlTender *tender,
          GStrv            items,
          const Guest     *guest,
          gint64           amount_minor)
{
  TrivetRegister *reg = trivet_composition_get_register (ctl->composition);
  GError         *failure = NULL;
  gulong          failed_id = g_signal_connect (reg, "failed", G_CALLBACK (on_register_failed), &failure);
  int             code = TRIVET_CTL_DONE;
  int             stored;

  if (!trivet_ctl_check_tenders (ctl, tender))
    code = TRIVET_CTL_USAGE;
  else if (items != NULL)
    code = add_order (ctl, reg, items, guest);
  else
    trivet_register_add_amount (reg, "Open amount", amount_minor);
  stored = code == TRIVET_CTL_DONE ? wait_for_orders (reg, &failure) : code;
  g_signal_handler_disconnect (reg, failed_id);
  g_clear_error (&failure);

  return stored == TRIVET_CTL_DONE ? trivet_ctl_check_out (ctl, tender) : stored;
}

/**
 * trivet_ctl_sale:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `sale --item SKU[:QTY[:CHOICES]] … [--type TYPE] [--member NUMBER] [--coupon COUPON] [--tip AMOUNT]
 * (--code DIGITS | --cash AMOUNT | --show-code [--wallet ID]) …`: one whole sale, paid by one tender
 * or several in their order. The last line says which promotions and charges the price book made.
 *
 * Returns: the exit code
 */
int
trivet_ctl_sale (TrivetCtl *ctl,
                 int        argc,
                 char     **argv)
{
  g_auto (GStrv) items = NULL;
  g_auto (Guest) guest = { 0 };
  g_auto (TrivetCtlTender) tender = { 0 };
  GOptionEntry entries[] = {
    { "item", 'i', 0, G_OPTION_ARG_STRING_ARRAY, &items, "A dish: its code, perhaps how many, perhaps its choices", "SKU[:QTY[:CHOICE,…]]" },
    { "type", 0, 0, G_OPTION_ARG_STRING, &guest.type, "counter, takeaway or delivery", "TYPE" },
    { "member", 0, 0, G_OPTION_ARG_STRING, &guest.member, "Whose sale it is", "NUMBER" },
    { "coupon", 0, 0, G_OPTION_ARG_STRING, &guest.coupon, "A coupon, by its id or name", "COUPON" },
    { "tip", 0, 0, G_OPTION_ARG_STRING, &guest.tip, "What the guest gives to the staff", "AMOUNT" },
    { NULL },
  };
  int code;

  if (!trivet_ctl_parse_tenders (&argc, &argv, entries, &tender, "- one whole sale"))
    return TRIVET_CTL_USAGE;
  if (items == NULL || !trivet_ctl_tender_has_any (&tender))
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "sale needs --item and one or more of --code, --cash and --show-code");
  if (!trivet_ctl_open (ctl, FALSE))
    return TRIVET_CTL_REFUSED;

  code = run_sale (ctl, &tender, items, &guest, 0);
  return trivet_ctl_close (ctl, code);
}

/**
 * trivet_ctl_pay:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `pay --amount A --code DIGITS [--provider ID]`: an open amount without dishes.
 *
 * Returns: the exit code
 */
int
trivet_ctl_pay (TrivetCtl *ctl,
                int        argc,
                char     **argv)
{
  g_autofree char *amount = NULL;
  g_autofree char *provider = NULL;
  g_auto (TrivetCtlTender) tender = { 0 };
  GOptionEntry entries[] = {
    { "amount", 'a', 0, G_OPTION_ARG_STRING, &amount, "How much", "AMOUNT" },
    { "provider", 'p', 0, G_OPTION_ARG_STRING, &provider, "Which provider to ask", "ID" },
    { NULL },
  };
  gint64 minor = 0;
  int    code;

  if (!trivet_ctl_parse_tenders (&argc, &argv, entries, &tender, "- an open amount, paid by code"))
    return TRIVET_CTL_USAGE;
  if (amount == NULL || !trivet_ctl_tender_has_any (&tender))
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "pay needs --amount and --code, or --show-code");
  if (!trivet_ctl_open (ctl, FALSE))
    return TRIVET_CTL_REFUSED;

  tender.provider_id = provider;
  code = TRIVET_CTL_USAGE;
  if (trivet_ctl_parse_amount (ctl, amount, &minor))
    code = run_sale (ctl, &tender, NULL, NULL, minor);
  return trivet_ctl_close (ctl, code);
}
