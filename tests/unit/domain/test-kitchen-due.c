/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the kitchen is told of every dish once, at the right station, with where it goes, and of nothing
 * twice. Method: folds of written facts, and random histories beside a cook who knows only slips. */

#include "kitchen-bench.h"

static void
test_slips_by_station (void)
{
  g_autoptr (TrivetKitchen) kitchen = kitchen_new_three ();
  g_autoptr (TrivetOrder) order = domain_open_order ();
  g_autoptr (TrivetSlip) due = NULL;
  g_autoptr (GPtrArray) slips = NULL;
  const TrivetSlip *slip;

  kitchen_add_dish (order, "A", "duck", "mains", 2);
  kitchen_add_dish (order, "C", "tea", "tea", 1);
  kitchen_add_dish (order, "E", "", "mains", 1);
  due = trivet_kitchen_list_due (kitchen, order, TRIVET_SLIP_NEW, TRIVET_COURSE_ALL);
  slips = trivet_kitchen_share_out (kitchen, order, due);
  g_assert_cmpuint (slips->len, ==, 3);
  slip = g_ptr_array_index (slips, 0);
  g_assert_cmpstr (slip->station_id, ==, "pass");
  g_assert_cmpuint (slip->lines->len, ==, 2);
  slip = g_ptr_array_index (slips, 1);
  g_assert_cmpstr (slip->station_id, ==, "wok");
  g_assert_cmpuint (slip->lines->len, ==, 1);
  g_assert_cmpint (((TrivetSlipLine *) g_ptr_array_index (slip->lines, 0))->quantity, ==, 2);
}

static void
test_held (void)
{
  g_autoptr (TrivetKitchen) kitchen = kitchen_new_three ();
  g_autoptr (TrivetOrder) order = domain_open_order ();
  g_autoptr (TrivetFact) wrong = domain_fact ("course-held", 3000, "{'course':10,'held':true}");

  kitchen_add_dish (order, "A", "duck", "mains", 2);
  kitchen_add_dish (order, "C", "tea", "tea", 1);
  domain_apply (order, "course-held", 3000, "{'course':2,'held':true}");
  g_assert_cmpuint (kitchen_count_due (kitchen, order, TRIVET_SLIP_NEW, TRIVET_COURSE_FREE), ==, 1);
  g_assert_cmpuint (kitchen_count_due (kitchen, order, TRIVET_SLIP_NEW, TRIVET_COURSE_ALL), ==, 2);
  g_assert_cmpuint (kitchen_count_due (kitchen, order, TRIVET_SLIP_NEW, 2), ==, 1);
  domain_apply (order, "course-held", 3000, "{'course':2,'held':false}");
  g_assert_cmpuint (kitchen_count_due (kitchen, order, TRIVET_SLIP_NEW, TRIVET_COURSE_FREE), ==, 2);
  g_assert_false (trivet_order_apply (order, wrong, NULL));
}

/* What a person does after sending, one after the other. */
static void
test_after_sending (void)
{
  g_autoptr (TrivetKitchen) kitchen = kitchen_new_three ();
  g_autoptr (TrivetOrder) order = domain_open_order ();
  const TrivetOrderLine *line;

  kitchen_add_dish (order, "A", "duck", "mains", 2);
  domain_apply (order, "line-note-set", 2500, "{'line':'A','note':'well done'}");
  g_assert_cmpuint (kitchen_count_due (kitchen, order, TRIVET_SLIP_CHANGE, TRIVET_COURSE_ALL), ==, 0);
  g_assert_cmpuint (kitchen_count_due (kitchen, order, TRIVET_SLIP_RUSH, TRIVET_COURSE_ALL), ==, 0);
  domain_apply (order, "lines-sent", 3000, "{'lines':[{'line':'A','quantity':2}]}");
  line = trivet_order_lookup_line (order, "A");
  g_assert_cmpint (line->sent_at_us, ==, 3000);
  for (TrivetSlipKind kind = TRIVET_SLIP_NEW; kind < TRIVET_SLIP_RUSH; kind++)
    g_assert_cmpuint (kitchen_count_due (kitchen, order, kind, TRIVET_COURSE_ALL), ==, 0);
  g_assert_cmpint (trivet_order_line_get_due (order, line, TRIVET_SLIP_RUSH), ==, 2);

  /* Changed and changed back is no change; changed is told once. */
  domain_apply (order, "line-note-set", 3100, "{'line':'A','note':'rare'}");
  g_assert_cmpint (trivet_order_line_get_due (order, line, TRIVET_SLIP_CHANGE), ==, 2);
  domain_apply (order, "line-note-set", 3200, "{'line':'A','note':'well done'}");
  g_assert_cmpint (trivet_order_line_get_due (order, line, TRIVET_SLIP_CHANGE), ==, 0);
  domain_apply (order, "line-modifiers-set", 3300, "{'line':'A','modifiers':[{'group':'g','option':'o','name':'Mild','price_minor':0}]}");
  g_assert_cmpint (trivet_order_line_get_due (order, line, TRIVET_SLIP_CHANGE), ==, 2);
  domain_apply (order, "lines-sent", 3400, "{'lines':[{'line':'A','quantity':0}]}");
  g_assert_cmpint (trivet_order_line_get_due (order, line, TRIVET_SLIP_CHANGE), ==, 0);
  g_assert_cmpint (line->changed_at_us, ==, 3400);
  g_assert_cmpint (line->sent_at_us, ==, 3000);

  /* One is served; one is voided, then all. */
  domain_apply (order, "lines-served", 3500, "{'lines':[{'line':'A','quantity':1}]}");
  g_assert_cmpint (trivet_order_line_get_due (order, line, TRIVET_SLIP_RUSH), ==, 1);
  domain_apply (order, "line-quantity-changed", 3600, "{'line':'A','by':-1}");
  g_assert_cmpint (trivet_order_line_get_due (order, line, TRIVET_SLIP_VOID), ==, 1);
  domain_apply (order, "line-voided", 3700, "{'line':'A'}");
  g_assert_cmpint (trivet_order_line_get_due (order, line, TRIVET_SLIP_VOID), ==, 2);
  domain_apply (order, "lines-sent", 3800, "{'lines':[{'line':'A','quantity':-2}]}");
  g_assert_cmpint (trivet_order_line_get_due (order, line, TRIVET_SLIP_VOID), ==, 0);
  g_assert_cmpint (line->stopped_quantity, ==, 2);
  domain_apply (order, "lines-cooked", 3900, "{'lines':[{'line':'A','quantity':0,'stopped':2}]}");
  g_assert_cmpint (line->stopped_seen, ==, 2);
}

/* The kitchen goes on with a line that another order has taken over; a void order has none. */
static void
test_moved_and_void (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();
  const TrivetOrderLine *moved;
  const TrivetOrderLine *left;

  kitchen_add_dish (order, "A", "duck", "mains", 2);
  kitchen_add_dish (order, "B", "duck", "mains", 3);
  domain_apply (order, "lines-sent", 3000, "{'lines':[{'line':'A','quantity':2},{'line':'B','quantity':3}]}");
  domain_apply (order, "line-moved", 3100, "{'line':'A','to':'OTHER'}");
  domain_apply (order, "order-voided", 3200, "{'reason':'left'}");
  moved = trivet_order_lookup_line (order, "A");
  left = trivet_order_lookup_line (order, "B");
  for (TrivetSlipKind kind = TRIVET_SLIP_NEW; kind <= TRIVET_SLIP_RUSH; kind++)
    g_assert_cmpint (trivet_order_line_get_due (order, moved, kind), ==, 0);
  g_assert_cmpint (trivet_order_line_get_due (order, left, TRIVET_SLIP_VOID), ==, 3);
  g_assert_cmpint (trivet_order_line_get_due (order, left, TRIVET_SLIP_RUSH), ==, 0);
}

/* Station and quantities of each slip of where it goes: "wok 2; bar 1;". */
static char *
describe_place (TrivetKitchen *kitchen,
                TrivetOrder   *order)
{
  g_autoptr (TrivetSlip) due = trivet_kitchen_list_due (kitchen, order, TRIVET_SLIP_PLACE, TRIVET_COURSE_FREE);
  g_autoptr (GPtrArray) slips = trivet_kitchen_share_out (kitchen, order, due);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < slips->len; i++) {
    const TrivetSlip *slip = g_ptr_array_index (slips, i);

    g_string_append (text, slip->station_id);
    for (guint j = 0; j < slip->lines->len; j++)
      g_string_append_printf (text, " %d", (int) ((TrivetSlipLine *) g_ptr_array_index (slip->lines, j))->quantity);
    g_string_append_printf (text, " from %s%s; ", trivet_order_kind_get_name (slip->former->kind), slip->former->table_id);
  }

  return g_string_free (text, FALSE);
}

static void
assert_place (TrivetKitchen *kitchen,
              TrivetOrder   *order,
              const char    *expected)
{
  g_autofree char *text = describe_place (kitchen, order);

  g_assert_cmpstr (text, ==, expected);
}

/* What was sent and is not served yet goes elsewhere: each station that has some of it hears so, until it
 * is told, or until it is as it was. */
static void
test_place (void)
{
  g_autoptr (TrivetKitchen) kitchen = kitchen_new_three ();
  g_autoptr (TrivetOrder) order = domain_open_order ();
  g_autoptr (TrivetOrder) copy = NULL;

  kitchen_add_dish (order, "A", "duck", "mains", 2);
  kitchen_add_dish (order, "B", "tea", "tea", 1);
  kitchen_add_dish (order, "C", "duck", "mains", 1);
  domain_apply (order, "order-type-set", 2500, "{'type':'takeaway'}");
  assert_place (kitchen, order, "");
  domain_apply (order, "lines-sent", 3000, "{'lines':[{'line':'A','quantity':2},{'line':'B','quantity':1}]}");
  assert_place (kitchen, order, "");

  domain_apply (order, "order-type-set", 3100, "{'type':'delivery'}");
  assert_place (kitchen, order, "pass 2 1 from takeaway; wok 2 from takeaway; bar 1 from takeaway; ");
  domain_apply (order, "order-type-set", 3200, "{'type':'takeaway'}");
  assert_place (kitchen, order, "");
  domain_apply (order, "order-type-set", 3300, "{'type':'table','table':'t7','table_name':'7'}");
  domain_apply (order, "lines-served", 3400, "{'lines':[{'line':'B','quantity':1}]}");
  domain_apply (order, "course-held", 3500, "{'course':2,'held':true}");
  assert_place (kitchen, order, "pass 2 from takeaway; wok 2 from takeaway; ");

  domain_apply (order, "lines-sent", 3600, "{'lines':[],'place':{'type':'table','table':'t7','table_name':'7'}}");
  assert_place (kitchen, order, "");
  g_assert_cmpint (order->moved_at_us, ==, 3600);
  copy = trivet_order_copy (order);
  g_assert_cmpint (copy->former_place->kind, ==, TRIVET_ORDER_KIND_TAKEAWAY);
  g_assert_cmpstr (copy->told_place->table_name_zh, ==, "7");

  /* To another table it is brought, and from an order that has left its table to nowhere. */
  domain_apply (order, "order-seated", 3700, "{'table':'t8','table_name':'8'}");
  assert_place (kitchen, order, "pass 2 from tablet7; wok 2 from tablet7; ");
  domain_apply (order, "order-seated", 3800, "{'table':'','table_name':'8'}");
  assert_place (kitchen, order, "");
}

/* What came from other orders is told for each of them apart; what stays at its table, what comes back, what
 * the kitchen does not know and what old facts say nothing of, is not. */
static void
test_came (void)
{
  g_autoptr (TrivetKitchen) kitchen = kitchen_new_three ();
  g_autoptr (TrivetOrder) order = domain_open_order ();
  g_autoptr (TrivetFact) wrong = domain_fact ("lines-sent", 5000, "{'lines':[],'moved':['Z']}");
  g_autoptr (TrivetOrder) copy = NULL;
  g_autoptr (GPtrArray) dues = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (JsonObject) body = NULL;
  const TrivetSlip *due;
  struct {
    const char *line;
    const char *place;
    int         sent;
  } came[] = {
    { "A", ",'from_place':{'type':'table','table':'t3','table_name':'3','number':'0003'}", 2 },
    { "B", ",'from_place':{'type':'bar','number':'0004'}", 2 },
    { "C", ",'from_place':{'type':'table','table':'t3','table_name':'3','number':'0003'}", 1 },
    { "D", ",'from_place':{'type':'table','table':'t7','table_name':'7','number':'0005'}", 2 },
    { "E", "", 2 },
    { "F", ",'from_place':{'type':'bar','number':'0004'}", 0 },
  };

  domain_apply (order, "order-type-set", 2500, "{'type':'table','table':'t7','table_name':'7'}");
  for (guint i = 0; i < G_N_ELEMENTS (came); i++) {
    g_autofree char *text = g_strdup_printf ("{'line':'%s','sku':'duck','category':'mains','name':'Duck','quantity':2,'unit_price_minor':100,"
                                             "'tax_rate_ppm':0,'tax_included':true,'modifiers':[],'from':'OTHER','sent':%d%s}",
                                             came[i].line, came[i].sent, came[i].place);

    domain_apply (order, "line-received", 3000, "%s", text);
  }
  assert_place (kitchen, order, "");
  copy = trivet_order_copy (order);
  dues = trivet_kitchen_list_moved (kitchen, copy);
  g_assert_cmpuint (dues->len, ==, 2);
  due = g_ptr_array_index (dues, 0);
  g_assert_cmpstr (due->former->number, ==, "0003");
  g_assert_cmpuint (due->lines->len, ==, 2);
  due = g_ptr_array_index (dues, 1);
  g_assert_cmpint (due->former->kind, ==, TRIVET_ORDER_KIND_BAR);
  g_assert_cmpuint (due->lines->len, ==, 1);

  body = trivet_kitchen_sent_body (order, dues);
  g_assert_false (json_object_has_member (body, "place"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (body, "moved")), ==, 3);
  g_assert_false (trivet_order_apply (order, wrong, NULL));
  domain_apply (order, "lines-sent", 6000, "{'lines':[],'moved':['A','B','C']}");
  none = trivet_kitchen_list_moved (kitchen, order);
  g_assert_cmpuint (none->len, ==, 0);
}

/* What a cook knows who reads every slip and nothing else. */
typedef struct {
  GHashTable *quantities; /* line id → how many to make */
  GHashTable *notes;      /* line id → note as last told */
  GHashTable *places;     /* line id → type of the order as last told */
} Cook;

static void
cook_reads (Cook              *cook,
            const TrivetOrder *order,
            const TrivetSlip  *slip)
{
  for (guint i = 0; i < slip->lines->len; i++) {
    const TrivetSlipLine *entry = g_ptr_array_index (slip->lines, i);
    int                   known = GPOINTER_TO_INT (g_hash_table_lookup (cook->quantities, entry->line_id));

    if (slip->kind == TRIVET_SLIP_NEW)
      known += (int) entry->quantity;
    if (slip->kind == TRIVET_SLIP_VOID)
      known -= (int) entry->quantity;
    g_assert_cmpint (known, >=, 0);
    g_hash_table_insert (cook->quantities, g_strdup (entry->line_id), GINT_TO_POINTER (known));
    if (slip->kind == TRIVET_SLIP_NEW || slip->kind == TRIVET_SLIP_CHANGE)
      g_hash_table_insert (cook->notes, g_strdup (entry->line_id),
                           g_strdup (trivet_order_lookup_line (order, entry->line_id)->note));
    /* The head of each slip says where it goes. */
    g_hash_table_insert (cook->places, g_strdup (entry->line_id), GINT_TO_POINTER (order->kind));
  }
}

static void
send_kinds (TrivetKitchen *kitchen,
            TrivetOrder   *order,
            Cook          *cook,
            TrivetSlipKind first,
            TrivetSlipKind last,
            int            course)
{
  g_autoptr (GPtrArray) dues = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_slip_free);
  JsonObject      *body;
  g_autofree char *text = NULL;

  for (TrivetSlipKind kind = first; kind <= last; kind++) {
    g_ptr_array_add (dues, trivet_kitchen_list_due (kitchen, order, kind, course));
    cook_reads (cook, order, g_ptr_array_index (dues, dues->len - 1));
  }
  body = trivet_kitchen_sent_body (order, dues);
  if (body == NULL)
    return;
  text = trivet_json_print (body);
  json_object_unref (body);
  domain_apply (order, "lines-sent", 5000, "%s", text);
}

/* What is told with it: no line of which nothing else is new, and the place also when nobody waits for what
 * was sent, so that the next slip is not followed by a change. */
static void
test_place_told (void)
{
  g_autoptr (TrivetKitchen) kitchen = kitchen_new_three ();
  g_autoptr (TrivetOrder) order = domain_open_order ();
  g_autoptr (TrivetFact) wrong = domain_fact ("lines-sent", 9000, "{'lines':[],'place':{'type':'moon'}}");
  g_autoptr (TrivetFact) half = domain_fact ("lines-sent", 9000, "{'lines':[{'line':'Z','quantity':1}],'place':{'type':'table'}}");
  Cook cook;

  cook.quantities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  cook.notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  cook.places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  kitchen_add_dish (order, "A", "duck", "mains", 2);
  send_kinds (kitchen, order, &cook, TRIVET_SLIP_NEW, TRIVET_SLIP_PLACE, TRIVET_COURSE_ALL);
  domain_apply (order, "line-note-set", 3000, "{'line':'A','note':'rare'}");
  domain_apply (order, "order-type-set", 3100, "{'type':'delivery'}");
  send_kinds (kitchen, order, &cook, TRIVET_SLIP_PLACE, TRIVET_SLIP_PLACE, TRIVET_COURSE_ALL);
  g_assert_false (trivet_order_is_elsewhere (order));
  g_assert_cmpuint (kitchen_count_due (kitchen, order, TRIVET_SLIP_CHANGE, TRIVET_COURSE_ALL), ==, 1);

  domain_apply (order, "lines-served", 3200, "{'lines':[{'line':'A','quantity':2}]}");
  domain_apply (order, "order-type-set", 3300, "{'type':'takeaway'}");
  send_kinds (kitchen, order, &cook, TRIVET_SLIP_PLACE, TRIVET_SLIP_PLACE, TRIVET_COURSE_ALL);
  g_assert_true (trivet_order_is_elsewhere (order));
  kitchen_add_dish (order, "B", "tea", "tea", 1);
  send_kinds (kitchen, order, &cook, TRIVET_SLIP_NEW, TRIVET_SLIP_PLACE, TRIVET_COURSE_ALL);
  g_assert_false (trivet_order_is_elsewhere (order));

  g_assert_false (trivet_order_apply (order, wrong, NULL));
  g_assert_false (trivet_order_apply (order, half, NULL));
  g_assert_cmpint (order->told_place->kind, ==, TRIVET_ORDER_KIND_TAKEAWAY);
  g_hash_table_unref (cook.quantities);
  g_hash_table_unref (cook.notes);
  g_hash_table_unref (cook.places);
}

static void
assert_cook_knows (TrivetKitchen *kitchen,
                   TrivetOrder   *order,
                   Cook          *cook)
{
  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);
    gint64                 wanted = trivet_order_line_get_wanted (order, line);

    g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (cook->quantities, line->line_id)), ==, wanted);
    if (wanted == 0)
      continue;
    g_assert_cmpstr (g_hash_table_lookup (cook->notes, line->line_id), ==, line->note);
    g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (cook->places, line->line_id)), ==, order->kind);
  }
  for (TrivetSlipKind kind = TRIVET_SLIP_NEW; kind <= TRIVET_SLIP_VOID; kind++)
    g_assert_cmpuint (kitchen_count_due (kitchen, order, kind, TRIVET_COURSE_ALL), ==, 0);
}

static void
change_something (TrivetOrder *order,
                  guint       *n_lines)
{
  g_autofree char *line_id = g_strdup_printf ("L%d", g_test_rand_int_range (0, (gint32) MAX (*n_lines, 1)));

  switch (*n_lines == 0 ? 0 : g_test_rand_int_range (0, 7)) {
  case 0:
    if (*n_lines < 12) {
      g_autofree char *new_id = g_strdup_printf ("L%u", (*n_lines)++);

      kitchen_add_dish (order, new_id, "duck", g_test_rand_bit () ? "mains" : "tea", g_test_rand_int_range (1, 5));
    }
    break;
  case 1:
  case 2:
    domain_apply (order, "line-quantity-changed", 4000, "{'line':'%s','by':%d}", line_id, g_test_rand_int_range (-2, 3));
    break;
  case 3:
    domain_apply (order, "line-note-set", 4000, "{'line':'%s','note':'%d'}", line_id, g_test_rand_int_range (0, 3));
    break;
  case 4:
    domain_apply (order, "line-voided", 4000, "{'line':'%s'}", line_id);
    break;
  case 5:
    domain_apply (order, "lines-cooked", 4000, "{'lines':[{'line':'%s','quantity':1}]}", line_id);
    break;
  case 6:
    domain_apply (order, "order-type-set", 4000, "{'type':'%s'}", g_test_rand_bit () ? "takeaway" : "counter");
    break;
  }
}

static void
test_random (void)
{
  g_autoptr (TrivetKitchen) kitchen = kitchen_new_three ();

  for (int round = 0; round < DOMAIN_ROUNDS (2000); round++) {
    g_autoptr (TrivetOrder) order = domain_open_order ();
    g_autoptr (GHashTable) quantities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GHashTable) notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    Cook  cook = { quantities, notes, places };
    guint n_lines = 0;

    for (int step = 0; step < 40; step++) {
      change_something (order, &n_lines);
      /* As the register does: what is void or goes elsewhere at once, by itself; the rest when somebody says so. */
      if (g_test_rand_bit ())
        send_kinds (kitchen, order, &cook, TRIVET_SLIP_PLACE, TRIVET_SLIP_VOID, TRIVET_COURSE_ALL);
      if (g_test_rand_int_range (0, 4) == 0)
        send_kinds (kitchen, order, &cook, TRIVET_SLIP_NEW, TRIVET_SLIP_PLACE, g_test_rand_bit () ? 2 : TRIVET_COURSE_FREE);
    }
    if (g_test_rand_bit ())
      domain_apply (order, "order-voided", 4500, "{'reason':'left'}");
    send_kinds (kitchen, order, &cook, TRIVET_SLIP_PLACE, TRIVET_SLIP_VOID, TRIVET_COURSE_ALL);
    send_kinds (kitchen, order, &cook, TRIVET_SLIP_NEW, TRIVET_SLIP_PLACE, TRIVET_COURSE_ALL);
    assert_cook_knows (kitchen, order, &cook);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/kitchen-due/slips-by-station", test_slips_by_station);
  g_test_add_func ("/domain/kitchen-due/held", test_held);
  g_test_add_func ("/domain/kitchen-due/after-sending", test_after_sending);
  g_test_add_func ("/domain/kitchen-due/moved-and-void", test_moved_and_void);
  g_test_add_func ("/domain/kitchen-due/place", test_place);
  g_test_add_func ("/domain/kitchen-due/came", test_came);
  g_test_add_func ("/domain/kitchen-due/place-told", test_place_told);
  g_test_add_func ("/domain/kitchen-due/random", test_random);

  return g_test_run ();
}
