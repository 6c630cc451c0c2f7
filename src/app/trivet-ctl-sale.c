/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ctl"

#include "trivet-ctl.h"

#include <stdio.h>
#include <string.h>

/*
 * One whole sale through the same services as the window: an order, a code or cash, the receipt.
 */

#define MAX_CODE_BYTES 600

typedef struct {
  TrivetCtl *ctl;
  GError    *error;
  int        code;
  gboolean   done;
} Sale;

static void
on_register_failed (TrivetRegister *reg,
                    GError         *error,
                    gpointer        user_data)
{
  Sale *sale = user_data;

  if (sale->error == NULL)
    sale->error = g_error_copy (error);
}

static void
on_engine_changed (TrivetPaymentEngine   *engine,
                   TrivetPaymentProgress *progress,
                   gpointer               user_data)
{
  trivet_ctl_print_payment (progress);
}

/* "-" keeps the code out of the list of processes. */
static TrivetSecret *
read_code (const char *option)
{
  char          line[MAX_CODE_BYTES] = "";
  TrivetSecret *code;

  if (strcmp (option, "-") != 0)
    return trivet_secret_new (option, -1);

  if (fgets (line, sizeof line, stdin) == NULL)
    line[0] = '\0';
  code = trivet_secret_new (line, -1);
  trivet_secret_wipe (line, sizeof line);

  return code;
}

static const TrivetMenuOption *
find_option (TrivetMenu             *menu,
             TrivetMenuItem         *item,
             const char             *option_id,
             const TrivetMenuGroup **ret_group)
{
  GStrv groups = trivet_menu_item_get_group_ids (item);

  for (guint i = 0; groups[i] != NULL; i++) {
    const TrivetMenuGroup  *group = trivet_menu_lookup_group (menu, groups[i]);
    const TrivetMenuOption *option = group != NULL ? trivet_menu_group_lookup (group, option_id) : NULL;

    if (option != NULL) {
      *ret_group = group;
      return option;
    }
  }

  return NULL;
}

static GPtrArray *
parse_options (TrivetRegister *reg,
               TrivetMenuItem *item,
               const char     *list)
{
  g_autoptr (GPtrArray) modifiers = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_line_modifier_free);
  g_auto (GStrv) ids = g_strsplit (list != NULL ? list : "", ",", -1);

  for (guint i = 0; ids[i] != NULL; i++) {
    const TrivetMenuGroup  *group = NULL;
    const TrivetMenuOption *option = find_option (trivet_register_get_menu (reg), item, ids[i], &group);

    if (option == NULL) {
      trivet_ctl_fail (TRIVET_CTL_USAGE, "%s has no choice “%s”", trivet_menu_item_get_sku (item), ids[i]);
      return NULL;
    }
    g_ptr_array_add (modifiers, trivet_register_make_modifier (reg, group, option));
  }

  return g_steal_pointer (&modifiers);
}

/* SKU[:QUANTITY[:CHOICE,CHOICE…]] */
static int
add_item (TrivetRegister *reg,
          const char     *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);
  g_autoptr (GPtrArray) modifiers = NULL;
  g_autofree char *line_id = NULL;
  guint64          quantity = 1;
  TrivetMenuItem  *item;

  item = trivet_menu_lookup_item (trivet_register_get_menu (reg), parts[0] != NULL ? parts[0] : "");
  if (item == NULL)
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "There is no dish with the code “%s”", text);
  if (parts[1] != NULL && !g_ascii_string_to_unsigned (parts[1], 10, 1, TRIVET_ORDER_MAX_QUANTITY, &quantity, NULL))
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "“%s” is not a quantity from 1 to %d", parts[1], TRIVET_ORDER_MAX_QUANTITY);
  modifiers = parse_options (reg, item, parts[1] != NULL ? parts[2] : NULL);
  if (modifiers == NULL)
    return TRIVET_CTL_USAGE;
  line_id = trivet_register_add_item (reg, item, modifiers, (gint64) quantity);

  return TRIVET_CTL_DONE;
}

static gboolean
wait_for_orders (Sale           *sale,
                 TrivetRegister *reg)
{
  while (trivet_register_get_busy (reg))
    g_main_context_iteration (NULL, TRUE);

  if (sale->error == NULL)
    return TRUE;
  sale->code = trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", sale->error->message);

  return FALSE;
}

static const char *
bad_code_sentence (const TrivetCheckoutStatus *status)
{
  switch (status->code_kind) {
  case TRIVET_CODE_PAYMENT:
    return "No provider is set up that takes this wallet";
  case TRIVET_CODE_UNKNOWN_DIGITS:
    return "These digits belong to no wallet that is known here";
  case TRIVET_CODE_PRODUCT:
    return "That is the bar code of a product, not a payment code";
  case TRIVET_CODE_LINK:
    return "That is a link or a merchant's code; the guest's payment code is needed";
  case TRIVET_CODE_EMPTY:
    return "The code is empty";
  case TRIVET_CODE_OTHER:
    return "That is not a payment code";
  }

  return "That is not a payment code";
}

static void
on_checkout_changed (TrivetCheckout *checkout,
                     gpointer        user_data)
{
  const TrivetCheckoutStatus *status = trivet_checkout_get_status (checkout);
  Sale                       *sale = user_data;

  switch (status->kind) {
  case TRIVET_CHECKOUT_PAID:
    sale->code = TRIVET_CTL_DONE;
    sale->done = TRUE;
    break;
  case TRIVET_CHECKOUT_DECLINED:
  case TRIVET_CHECKOUT_CANCELLED:
  case TRIVET_CHECKOUT_LINK_DOWN:
    sale->code = trivet_ctl_fail (TRIVET_CTL_REFUSED, "Not paid: %s", trivet_payment_reason_get_name (status->reason));
    sale->done = TRUE;
    break;
  case TRIVET_CHECKOUT_BAD_CODE:
    sale->code = trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s; nothing was charged", bad_code_sentence (status));
    sale->done = TRUE;
    break;
  case TRIVET_CHECKOUT_REFUSED:
    sale->code = trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", status->error->message);
    sale->done = TRUE;
    break;
  case TRIVET_CHECKOUT_IDLE:
  case TRIVET_CHECKOUT_READY:
  case TRIVET_CHECKOUT_SENDING:
  case TRIVET_CHECKOUT_WAITING:
  case TRIVET_CHECKOUT_CONFIRMING:
  case TRIVET_CHECKOUT_IN_DOUBT:
  case TRIVET_CHECKOUT_CANCELLING:
  case TRIVET_CHECKOUT_CLAIMED:
  case TRIVET_CHECKOUT_OVERRIDDEN:
    sale->code = TRIVET_CTL_IN_DOUBT;
    break;
  }
}

static void
print_outcome (TrivetTab      *tab,
               TrivetCheckout *checkout)
{
  const TrivetCheckoutStatus *status = trivet_checkout_get_status (checkout);
  const TrivetOrder          *order = trivet_tab_get_order (tab);
  g_autofree char            *total = trivet_money_to_decimal (trivet_money_new (trivet_tab_get_totals (tab)->total_minor, order->currency));
  g_autofree char            *due = trivet_money_to_decimal (trivet_money_new (trivet_tab_get_due_minor (tab), order->currency));
  JsonObject                 *line = json_object_new ();

  json_object_set_string_member (line, "order", order->order_id);
  json_object_set_string_member (line, "number", order->number);
  json_object_set_string_member (line, "outcome", trivet_checkout_kind_get_name (status->kind));
  json_object_set_string_member (line, "total", total);
  json_object_set_string_member (line, "due", due);
  if (status->method != NULL)
    json_object_set_string_member (line, "method", status->method);
  if (status->kind == TRIVET_CHECKOUT_PAID && status->tendered_minor > 0) {
    g_autofree char *change = trivet_money_to_decimal (trivet_money_new (status->change_minor, order->currency));

    json_object_set_string_member (line, "change", change);
  }
  json_object_set_boolean_member (line, "settled", order->settled_at_us != 0);
  trivet_ctl_print (line);
}

/* The order is on the screen; takes the money for it and waits for the end. */
static int
check_out (Sale       *sale,
           const char *code_option,
           gint64      cash_minor,
           const char *provider_id)
{
  TrivetComposition *composition = sale->ctl->composition;
  TrivetCheckout    *checkout = trivet_composition_get_checkout (composition);
  g_autoptr (TrivetTab) tab = g_object_ref (trivet_register_get_current (trivet_composition_get_register (composition)));
  gint64 deadline_us = trivet_ctl_deadline_us (sale->ctl);
  gulong engine_id;
  gulong checkout_id;

  engine_id = g_signal_connect (trivet_composition_get_engine (composition), "changed", G_CALLBACK (on_engine_changed), sale);
  trivet_checkout_begin (checkout, trivet_tab_get_order_id (tab));
  trivet_checkout_set_provider (checkout, provider_id);
  checkout_id = g_signal_connect (checkout, "changed", G_CALLBACK (on_checkout_changed), sale);
  if (code_option != NULL) {
    g_autoptr (TrivetSecret) code = read_code (code_option);

    trivet_checkout_submit_code (checkout, code);
  } else {
    trivet_checkout_pay_cash (checkout, cash_minor);
  }

  while (!sale->done && g_get_monotonic_time () < deadline_us)
    trivet_ctl_iterate (deadline_us);
  if (!sale->done)
    sale->code = trivet_ctl_fail (TRIVET_CTL_IN_DOUBT, "The outcome is not known; run “trivetctl resume”");
  print_outcome (tab, checkout);
  g_signal_handler_disconnect (checkout, checkout_id);
  g_signal_handler_disconnect (trivet_composition_get_engine (composition), engine_id);

  return sale->code;
}

static gboolean
parse_amount (TrivetCtl  *ctl,
              const char *text,
              gint64     *ret_minor)
{
  TrivetCurrency currency = trivet_register_get_shop (trivet_composition_get_register (ctl->composition))->currency;
  g_autoptr (GError) error = NULL;
  TrivetMoney money;

  if (!trivet_money_from_decimal (text, currency, &money, &error)) {
    trivet_ctl_fail (TRIVET_CTL_USAGE, "“%s” cannot be taken as an amount: %s; write it like 28.00", text, error->message);
    return FALSE;
  }
  if (money.minor <= 0 || money.minor > TRIVET_ORDER_MAX_PRICE_MINOR) {
    trivet_ctl_fail (TRIVET_CTL_USAGE, "The amount must be more than zero and at most 100000000.00");
    return FALSE;
  }
  *ret_minor = money.minor;

  return TRUE;
}

static int
run_sale (Sale       *sale,
          GStrv       items,
          const char *code,
          const char *cash)
{
  TrivetRegister *reg = trivet_composition_get_register (sale->ctl->composition);
  gint64          cash_minor = 0;

  if (cash != NULL && !parse_amount (sale->ctl, cash, &cash_minor))
    return TRIVET_CTL_USAGE;
  for (guint i = 0; items[i] != NULL; i++) {
    int added = add_item (reg, items[i]);

    if (added != TRIVET_CTL_DONE)
      return added;
  }
  if (!wait_for_orders (sale, reg))
    return sale->code;

  return check_out (sale, code, cash_minor, NULL);
}

/**
 * trivet_ctl_sale:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `sale --item SKU[:QTY[:CHOICES]] … (--code DIGITS | --cash AMOUNT)`
 *
 * Returns: the exit code
 */
int
trivet_ctl_sale (TrivetCtl *ctl,
                 int        argc,
                 char     **argv)
{
  g_auto (GStrv) items = NULL;
  g_autofree char *code = NULL;
  g_autofree char *cash = NULL;
  GOptionEntry     entries[] = {
        { "item", 'i', 0, G_OPTION_ARG_STRING_ARRAY, &items, "A dish: its code, perhaps how many, perhaps its choices", "SKU[:QTY[:CHOICE,…]]" },
        { "code", 'c', 0, G_OPTION_ARG_STRING, &code, "The guest's payment code; - reads it from standard input", "DIGITS" },
        { "cash", 0, 0, G_OPTION_ARG_STRING, &cash, "What the guest hands over", "AMOUNT" },
        { NULL },
  };
  Sale   sale = { .ctl = ctl };
  gulong failed_id;

  if (!trivet_ctl_parse (&argc, &argv, entries, "- one whole sale"))
    return TRIVET_CTL_USAGE;
  if (items == NULL || (code == NULL) == (cash == NULL))
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "sale needs --item and one of --code and --cash");
  if (!trivet_ctl_open (ctl, FALSE))
    return TRIVET_CTL_REFUSED;

  failed_id = g_signal_connect (trivet_composition_get_register (ctl->composition), "failed", G_CALLBACK (on_register_failed), &sale);
  sale.code = run_sale (&sale, items, code, cash);
  g_signal_handler_disconnect (trivet_composition_get_register (ctl->composition), failed_id);
  g_clear_error (&sale.error);

  return trivet_ctl_close (ctl, sale.code);
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
  g_autofree char *code = NULL;
  g_autofree char *provider = NULL;
  GOptionEntry     entries[] = {
        { "amount", 'a', 0, G_OPTION_ARG_STRING, &amount, "How much", "AMOUNT" },
        { "code", 'c', 0, G_OPTION_ARG_STRING, &code, "The guest's payment code; - reads it from standard input", "DIGITS" },
        { "provider", 'p', 0, G_OPTION_ARG_STRING, &provider, "Which provider to ask", "ID" },
        { NULL },
  };
  Sale            sale = { .ctl = ctl };
  TrivetRegister *reg;
  gint64          minor = 0;
  gulong          failed_id;

  if (!trivet_ctl_parse (&argc, &argv, entries, "- an open amount, paid by code"))
    return TRIVET_CTL_USAGE;
  if (amount == NULL || code == NULL)
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "pay needs --amount and --code");
  if (!trivet_ctl_open (ctl, FALSE))
    return TRIVET_CTL_REFUSED;
  if (!parse_amount (ctl, amount, &minor))
    return trivet_ctl_close (ctl, TRIVET_CTL_USAGE);

  reg = trivet_composition_get_register (ctl->composition);
  failed_id = g_signal_connect (reg, "failed", G_CALLBACK (on_register_failed), &sale);
  trivet_register_add_amount (reg, "Open amount", minor);
  if (wait_for_orders (&sale, reg))
    check_out (&sale, code, 0, provider);
  g_signal_handler_disconnect (reg, failed_id);
  g_clear_error (&sale.error);

  return trivet_ctl_close (ctl, sale.code);
}
