/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the floor is what its facts say, lies and too many are refused and change nothing, and
 * registers that were apart agree. Method: single facts, a table of lies, the limits to the last
 * one, random bodies, and random histories told in several orders. */

#include "domain-bench.h"
#include "trivet-floor.h"

#define BODY     TRIVET_FACT_ERROR_BODY
#define CONFLICT TRIVET_FACT_ERROR_CONFLICT

#define TABLE(id, room, name, x, y) \
  "{'id':'" id "','room':'" room "','name':'" name "','seats':4,'shape':'square','x':" #x ",'y':" #y ",'width':15,'height':11}"

static gboolean
tell (TrivetFloor *floor,
      const char  *type,
      gint64       time_us,
      const char  *body,
      GError     **error)
{
  g_autofree char *json = g_strdelimit (g_strdup (body), "'", '"');
  g_autoptr (TrivetFact) fact = domain_fact_about (TRIVET_FLOOR_SUBJECT, type, time_us, json);

  return trivet_floor_apply (floor, fact, error);
}

static void
must (TrivetFloor *floor,
      const char  *type,
      gint64       time_us,
      const char  *body)
{
  g_autoptr (GError) error = NULL;
  gboolean taken = tell (floor, type, time_us, body, &error);

  g_assert_no_error (error);
  g_assert_true (taken);
}

/* Every member, so that two floors are equal when their texts are. */
static char *
dump (TrivetFloor *floor)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < trivet_floor_get_rooms (floor)->len; i++) {
    const TrivetRoom *room = g_ptr_array_index (trivet_floor_get_rooms (floor), i);

    g_string_append_printf (text, "room %s %s %s %d\n", room->id, room->name, room->name_zh, room->position);
  }
  for (guint i = 0; i < trivet_floor_get_tables (floor)->len; i++) {
    const TrivetTable *table = g_ptr_array_index (trivet_floor_get_tables (floor), i);

    g_string_append_printf (text, "table %s %s %s %s %d %d %d,%d %dx%d left %" G_GINT64_FORMAT "\n", table->id, table->room_id,
                            table->name, table->name_zh, table->seats, table->shape, table->x, table->y, table->width,
                            table->height, table->left_at_us);
  }
  for (guint i = 0; i < trivet_floor_get_reservations (floor)->len; i++) {
    const TrivetReservation *r = g_ptr_array_index (trivet_floor_get_reservations (floor), i);

    g_string_append_printf (text, "reserved %s %s %s %s %d %" G_GINT64_FORMAT "\n", r->id, r->table_id, r->name, r->phone, r->guests, r->at_us);
  }
  for (guint i = 0; i < trivet_floor_get_waiting (floor)->len; i++) {
    const TrivetWaitingParty *party = g_ptr_array_index (trivet_floor_get_waiting (floor), i);

    g_string_append_printf (text, "waits %s %s %d %" G_GINT64_FORMAT "\n", party->id, party->name, party->guests, party->joined_at_us);
  }

  return g_string_free (text, FALSE);
}

static TrivetFloor *
new_floor (void)
{
  TrivetFloor *floor = trivet_floor_new ();

  must (floor, "room-set", 1, "{'id':'R1','name':'Main room','name_zh':'大厅','position':0}");
  must (floor, "room-set", 1, "{'id':'R2','name':'Terrace','position':1}");
  must (floor, "table-set", 2, TABLE ("T12", "R1", "12", 0, 0));
  must (floor, "table-set", 2, TABLE ("T14", "R1", "14", 19, 0));

  return floor;
}

static void
test_rooms_and_tables (void)
{
  g_autoptr (TrivetFloor) floor = new_floor ();
  const TrivetTable *table;

  g_assert_cmpuint (trivet_floor_get_rooms (floor)->len, ==, 2);
  g_assert_cmpstr (trivet_floor_lookup_room (floor, "R1")->name_zh, ==, "大厅");
  g_assert_cmpstr (trivet_floor_lookup_room (floor, "R2")->name_zh, ==, "Terrace");
  table = trivet_floor_lookup_table (floor, "T14");
  g_assert_cmpint (table->x, ==, 19);
  g_assert_cmpstr (trivet_floor_get_room_of (floor, table)->id, ==, "R1");

  must (floor, "table-set", 3, "{'id':'T14','room':'R2','name':'14','seats':6,'shape':'round','x':1,'y':2,'width':13,'height':13}");
  table = trivet_floor_lookup_table (floor, "T14");
  g_assert_cmpint (table->seats, ==, 6);
  g_assert_cmpint (table->shape, ==, TRIVET_TABLE_ROUND);
  g_assert_cmpstr (trivet_floor_get_room_of (floor, table)->id, ==, "R2");

  must (floor, "table-removed", 4, "{'id':'T14'}");
  g_assert_null (trivet_floor_lookup_table (floor, "T14"));
  must (floor, "table-removed", 4, "{'id':'T14'}");
}

/* The room went on one register while another put a table into it. */
static void
test_table_without_room (void)
{
  g_autoptr (TrivetFloor) floor = new_floor ();

  must (floor, "room-removed", 3, "{'id':'R2'}");
  must (floor, "table-set", 4, TABLE ("T20", "R2", "20", 0, 0));
  g_assert_cmpstr (trivet_floor_get_room_of (floor, trivet_floor_lookup_table (floor, "T20"))->id, ==, "R1");
  must (floor, "room-removed", 5, "{'id':'R1'}");
  g_assert_null (trivet_floor_get_room_of (floor, trivet_floor_lookup_table (floor, "T20")));
}

static void
test_left_and_cleared (void)
{
  g_autoptr (TrivetFloor) floor = new_floor ();

  must (floor, "table-left", 50, "{'id':'T12','order':'O1'}");
  g_assert_cmpint (trivet_floor_lookup_table (floor, "T12")->left_at_us, ==, 50);
  must (floor, "table-set", 60, TABLE ("T12", "R1", "12", 5, 5));
  g_assert_cmpint (trivet_floor_lookup_table (floor, "T12")->left_at_us, ==, 50);
  must (floor, "table-cleared", 70, "{'id':'T12'}");
  g_assert_cmpint (trivet_floor_lookup_table (floor, "T12")->left_at_us, ==, 0);
  must (floor, "table-left", 80, "{'id':'nowhere'}");
  /* A clock that says nothing must not look like a table that is clear. */
  must (floor, "table-left", 0, "{'id':'T12'}");
  g_assert_cmpint (trivet_floor_lookup_table (floor, "T12")->left_at_us, ==, 1);
}

static void
test_reservations_and_queue (void)
{
  g_autoptr (TrivetFloor) floor = new_floor ();
  GPtrArray *reservations = trivet_floor_get_reservations (floor);
  GPtrArray *waiting = trivet_floor_get_waiting (floor);

  must (floor, "table-reserved", 5, "{'id':'V1','table':'T12','name':'Wang','guests':6,'at_us':9000}");
  must (floor, "table-reserved", 6, "{'id':'V2','name':'Li','guests':2,'at_us':8000,'phone':'138'}");
  g_assert_cmpstr (((TrivetReservation *) g_ptr_array_index (reservations, 0))->id, ==, "V2");
  g_assert_cmpstr (trivet_floor_lookup_reservation (floor, "V2")->table_id, ==, "");
  g_assert_cmpstr (trivet_floor_lookup_reservation (floor, "V2")->phone, ==, "138");
  must (floor, "table-reserved", 7, "{'id':'V2','name':'Li','guests':3,'at_us':9500}");
  g_assert_cmpstr (((TrivetReservation *) g_ptr_array_index (reservations, 0))->id, ==, "V1");
  must (floor, "reservation-removed", 8, "{'id':'V1','reason':'seated'}");
  g_assert_cmpuint (reservations->len, ==, 1);

  must (floor, "queue-joined", 20, "{'id':'Q1','name':'Zhao','guests':4}");
  must (floor, "queue-joined", 10, "{'id':'Q2','name':'Sun','guests':2}");
  g_assert_cmpstr (((TrivetWaitingParty *) g_ptr_array_index (waiting, 0))->id, ==, "Q2");
  must (floor, "queue-left", 30, "{'id':'Q2'}");
  g_assert_null (trivet_floor_lookup_waiting (floor, "Q2"));
  g_assert_cmpint (trivet_floor_lookup_waiting (floor, "Q1")->joined_at_us, ==, 20);
}

static const struct {
  const char     *type;
  const char     *body;
  TrivetFactError code;
} lies[] = {
  { "room-set", "{'name':'x','position':0}", BODY },
  { "room-set", "{'id':'','name':'x','position':0}", BODY },
  { "room-set", "{'id':'R3','name':'','position':0}", BODY },
  { "room-set", "{'id':'R3','name':'x','position':-1}", BODY },
  { "room-set", "{'id':'R3','name':'x','position':40000}", BODY },
  { "room-set", "{'id':'R3','name':7,'position':0}", BODY },
  { "room-removed", "{}", BODY },
  { "table-set", "{'id':'T1','room':'R1','name':'1','seats':0,'shape':'square','x':0,'y':0,'width':9,'height':9}", BODY },
  { "table-set", "{'id':'T1','room':'R1','name':'1','seats':100,'shape':'square','x':0,'y':0,'width':9,'height':9}", BODY },
  { "table-set", "{'id':'T1','room':'R1','name':'1','seats':4,'shape':'star','x':0,'y':0,'width':9,'height':9}", BODY },
  { "table-set", "{'id':'T1','room':'R1','name':'1','seats':4,'shape':'square','x':-1,'y':0,'width':9,'height':9}", BODY },
  { "table-set", "{'id':'T1','room':'R1','name':'1','seats':4,'shape':'square','x':118,'y':0,'width':9,'height':9}", BODY },
  { "table-set", "{'id':'T1','room':'R1','name':'1','seats':4,'shape':'square','x':0,'y':45,'width':9,'height':9}", BODY },
  { "table-set", "{'id':'T1','room':'R1','name':'1','seats':4,'shape':'square','x':0,'y':0,'width':6,'height':9}", BODY },
  { "table-set", "{'id':'T1','room':'R1','name':'1','seats':4,'shape':'square','x':0,'y':0,'width':127,'height':9}", BODY },
  { "table-set", "{'id':'T1','room':'R1','name':'1','seats':4,'shape':'square','x':0.5,'y':0,'width':9,'height':9}", BODY },
  { "table-set", "{'id':'T1','name':'1','seats':4,'shape':'square','x':0,'y':0,'width':9,'height':9}", BODY },
  { "table-set", "{'id':'T1','room':'R1','name':'1','seats':4,'shape':'square','x':9223372036854775807,'y':0,'width':9,'height':9}", BODY },
  { "table-left", "{'id':7}", BODY },
  { "table-cleared", "{}", BODY },
  { "table-reserved", "{'id':'V1','name':'W','guests':0,'at_us':1}", BODY },
  { "table-reserved", "{'id':'V1','name':'W','guests':1000,'at_us':1}", BODY },
  { "table-reserved", "{'id':'V1','name':'W','guests':2,'at_us':-1}", BODY },
  { "table-reserved", "{'id':'V1','name':'W','guests':2,'at_us':9223372036854775807}", BODY },
  { "reservation-removed", "{'id':''}", BODY },
  { "queue-joined", "{'id':'Q1','name':'','guests':2}", BODY },
  { "queue-joined", "{'id':'Q1','name':'x'}", BODY },
  { "queue-left", "{'id':null}", BODY },
  { "order-held", "{}", TRIVET_FACT_ERROR_UNKNOWN },
};

static void
test_lies (void)
{
  g_autoptr (TrivetFloor) floor = new_floor ();
  g_autofree char *before = dump (floor);

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *after = NULL;

    g_test_message ("%s %s", lies[i].type, lies[i].body);
    g_assert_false (tell (floor, lies[i].type, 9, lies[i].body, &error));
    g_assert_error (error, TRIVET_FACT_ERROR, (int) lies[i].code);
    after = dump (floor);
    g_assert_cmpstr (before, ==, after);
  }
}

static void
test_names_too_long (void)
{
  g_autoptr (TrivetFloor) floor = new_floor ();
  g_autofree char *longest = g_strnfill (TRIVET_FLOOR_MAX_NAME_BYTES, 'x');
  g_autofree char *fits = g_strdup_printf ("{'id':'R3','name':'%s','position':2}", longest);
  g_autofree char *too_long = g_strdup_printf ("{'id':'R4','name':'%sx','position':2}", longest);
  g_autoptr (GError) error = NULL;

  must (floor, "room-set", 1, fits);
  g_assert_false (tell (floor, "room-set", 1, too_long, &error));
  g_assert_error (error, TRIVET_FACT_ERROR, BODY);
}

static void
check_limit (const char *type,
             const char *format,
             guint       present,
             guint       max)
{
  g_autoptr (TrivetFloor) floor = new_floor ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  for (guint i = present; i < max; i++) {
    g_autofree char *body = g_strdup_printf ("{'id':'N%u',%s}", i, format);

    must (floor, type, 5, body);
  }
  before = dump (floor);
  {
    g_autofree char *body = g_strdup_printf ("{'id':'more',%s}", format);
    g_autofree char *again = g_strdup_printf ("{'id':'N%u',%s}", max - 1, format);

    g_assert_false (tell (floor, type, 5, body, &error));
    must (floor, type, 5, again);
  }
  g_assert_error (error, TRIVET_FACT_ERROR, CONFLICT);
  after = dump (floor);
  g_assert_cmpstr (before, ==, after);
}

static void
test_limits (void)
{
  check_limit ("room-set", "'name':'r','position':3", 2, TRIVET_FLOOR_MAX_ROOMS);
  check_limit ("table-set", "'room':'R1','name':'t','seats':2,'shape':'bar','x':0,'y':0,'width':7,'height':7", 2, TRIVET_FLOOR_MAX_TABLES);
  check_limit ("table-reserved", "'name':'v','guests':2,'at_us':7", 0, TRIVET_FLOOR_MAX_RESERVATIONS);
  check_limit ("queue-joined", "'name':'q','guests':2", 0, TRIVET_FLOOR_MAX_WAITING);
}

/* What a body is written as is what it is read as. */
static void
test_bodies (void)
{
  g_autoptr (TrivetFloor) floor = new_floor ();
  g_autoptr (TrivetFloor) copy = trivet_floor_new ();
  g_auto (DomainBench) bench = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  domain_bench_init (&bench, 1);
  must (floor, "table-reserved", 5, "{'id':'V1','table':'T12','name':'Wang & \\\"Co\\\"','guests':6,'at_us':9000,'phone':'138'}");
  for (guint i = 0; i < trivet_floor_get_rooms (floor)->len; i++) {
    g_autoptr (TrivetFact) fact = trivet_fact_new (TRIVET_FACT_ROOM_SET, TRIVET_FLOOR_SUBJECT,
                                                   trivet_room_to_json (g_ptr_array_index (trivet_floor_get_rooms (floor), i)), &bench.stamp);

    g_assert_true (trivet_floor_apply (copy, fact, NULL));
  }
  for (guint i = 0; i < trivet_floor_get_tables (floor)->len; i++) {
    g_autoptr (TrivetFact) fact = trivet_fact_new (TRIVET_FACT_TABLE_SET, TRIVET_FLOOR_SUBJECT,
                                                   trivet_table_to_json (g_ptr_array_index (trivet_floor_get_tables (floor), i)), &bench.stamp);

    g_assert_true (trivet_floor_apply (copy, fact, NULL));
  }
  {
    g_autoptr (TrivetFact) fact = trivet_fact_new (TRIVET_FACT_TABLE_RESERVED, TRIVET_FLOOR_SUBJECT,
                                                   trivet_reservation_to_json (trivet_floor_lookup_reservation (floor, "V1")), &bench.stamp);

    g_assert_true (trivet_floor_apply (copy, fact, NULL));
  }
  before = dump (floor);
  after = dump (copy);
  g_assert_cmpstr (before, ==, after);
}

static TrivetFact *
random_fact (GRand *rand)
{
  static const char *const types[] = {
    "room-set", "room-removed", "table-set", "table-set", "table-removed", "table-left",
    "table-cleared", "table-reserved", "reservation-removed", "queue-joined", "queue-left"
  };
  static const char *const shapes[] = { "square", "round", "bar", "star" };
  g_autofree char         *body = g_strdup_printf ("{\"id\":\"N%d\",\"room\":\"N%d\",\"table\":\"N%d\",\"name\":\"n%d\",\"position\":%d,"
                                                           "\"seats\":%d,\"guests\":%d,\"shape\":\"%s\",\"x\":%d,\"y\":%d,\"width\":%d,\"height\":%d,"
                                                           "\"at_us\":%d}",
                                                   g_rand_int_range (rand, 0, 5), g_rand_int_range (rand, 0, 5), g_rand_int_range (rand, 0, 5),
                                                   g_rand_int_range (rand, 0, 9), g_rand_int_range (rand, 0, 4), g_rand_int_range (rand, 0, 9),
                                                   g_rand_int_range (rand, 0, 9), shapes[g_rand_int_range (rand, 0, 4)],
                                                   g_rand_int_range (rand, -2, 120), g_rand_int_range (rand, -2, 50),
                                                   g_rand_int_range (rand, 5, 30), g_rand_int_range (rand, 5, 30), g_rand_int_range (rand, -1, 9));

  return domain_fact_about (TRIVET_FLOOR_SUBJECT, types[g_rand_int_range (rand, 0, G_N_ELEMENTS (types))],
                            g_rand_int_range (rand, 0, 1000), body);
}

/* A refused fact changes nothing, and tables lie within their room, whatever is told. */
static void
test_random (void)
{
  for (guint seed = 1; seed <= DOMAIN_ROUNDS (200); seed++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (TrivetFloor) floor = trivet_floor_new ();

    for (guint i = 0; i < 200; i++) {
      g_autoptr (TrivetFact) fact = random_fact (rand);
      g_autofree char *before = dump (floor);
      g_autofree char *after = NULL;

      if (trivet_floor_apply (floor, fact, NULL))
        continue;
      after = dump (floor);
      g_assert_cmpstr (before, ==, after);
    }
    for (guint i = 0; i < trivet_floor_get_tables (floor)->len; i++) {
      const TrivetTable *table = g_ptr_array_index (trivet_floor_get_tables (floor), i);

      g_assert_cmpint (table->x, >=, 0);
      g_assert_cmpint (table->x + table->width, <=, TRIVET_FLOOR_COLUMNS);
      g_assert_cmpint (table->y + table->height, <=, TRIVET_FLOOR_ROWS);
    }
  }
}

static const char *
id_of (TrivetFact *fact)
{
  return trivet_json_get_string_or (trivet_fact_get_body (fact), "id", "");
}

/* Facts about different things may come in any order: each register writes its own, and gets those
 * of the others between them. */
static void
test_order_of_strangers (void)
{
  for (guint seed = 1; seed <= DOMAIN_ROUNDS (200); seed++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
    g_autoptr (TrivetFloor) floor = NULL;
    g_autoptr (TrivetFloor) other = NULL;
    g_autofree char *text = NULL;
    g_autofree char *other_text = NULL;

    for (guint i = 0; i < 60; i++) {
      g_autoptr (TrivetFloor) scratch = trivet_floor_new ();
      TrivetFact *fact = random_fact (rand);

      if (trivet_floor_apply (scratch, fact, NULL))
        g_ptr_array_add (facts, fact);
      else
        trivet_fact_unref (fact);
    }
    floor = trivet_floor_fold (facts, NULL);
    for (guint i = 0; i < 500; i++) {
      guint    at = (guint) g_rand_int_range (rand, 0, (gint32) facts->len - 1);
      gpointer first = g_ptr_array_index (facts, at);

      if (g_strcmp0 (id_of (first), id_of (g_ptr_array_index (facts, at + 1))) == 0)
        continue;
      g_ptr_array_index (facts, at) = g_ptr_array_index (facts, at + 1);
      g_ptr_array_index (facts, at + 1) = first;
    }
    other = trivet_floor_fold (facts, NULL);
    text = dump (floor);
    other_text = dump (other);
    g_assert_cmpstr (text, ==, other_text);
  }
}

/* The name of the table stays what it was when the guests sat down. */
static void
test_order_at_table (void)
{
  g_autoptr (TrivetOrder) order = trivet_order_new (DOMAIN_ORDER);
  g_autoptr (TrivetOrder) copy = NULL;

  domain_apply (order, "order-opened", 10,
                "{'number':'7','currency':'CNY','type':'table','table':'T12','table_name':'Bar 1','table_name_zh':'吧台','guests':4}");
  g_assert_cmpint (order->kind, ==, TRIVET_ORDER_KIND_TABLE);
  g_assert_cmpstr (order->table_id, ==, "T12");
  g_assert_cmpstr (order->table_name_zh, ==, "吧台");
  g_assert_cmpint (order->guests, ==, 4);
  domain_apply (order, "order-guests-set", 11, "{'guests':5}");
  domain_apply (order, "order-bill-asked", 12, "{}");
  copy = trivet_order_copy (order);
  domain_apply (order, "order-seated", 13, "{'table':'T14','table_name':'14'}");
  g_assert_cmpstr (order->table_name, ==, "14");
  g_assert_cmpstr (order->table_name_zh, ==, "14");
  g_assert_cmpint (order->guests, ==, 5);
  g_assert_cmpint (order->bill_asked_at_us, ==, 12);
  g_assert_cmpstr (copy->table_name, ==, "Bar 1");
}

static void
refuse_type (TrivetOrder *order,
             const char  *body,
             int          code)
{
  g_autoptr (TrivetFact) fact = domain_fact ("order-type-set", 20, "%s", body);
  g_autoptr (GError) error = NULL;

  g_assert_false (trivet_order_apply (order, fact, &error));
  g_assert_error (error, TRIVET_FACT_ERROR, code);
}

/* What is fetched or brought is at no table; taking that back brings the guests back to theirs. */
static void
test_order_type (void)
{
  g_autoptr (TrivetOrder) order = trivet_order_new (DOMAIN_ORDER);

  domain_apply (order, "order-opened", 10, "{'number':'7','currency':'CNY','type':'table','table':'T12','table_name':'12','guests':4}");
  domain_apply (order, "order-type-set", 11, "{'type':'takeaway','table':'T1'}");
  g_assert_cmpint (order->kind, ==, TRIVET_ORDER_KIND_TAKEAWAY);
  g_assert_cmpstr (order->table_id, ==, "");
  g_assert_cmpstr (order->table_name, ==, "");
  g_assert_cmpstr (order->table_name_zh, ==, "");
  g_assert_cmpint (order->guests, ==, 4);
  domain_apply (order, "order-type-set", 12, "{'type':'table','table':'T12','table_name':'12','table_name_zh':'十二'}");
  g_assert_cmpint (order->kind, ==, TRIVET_ORDER_KIND_TABLE);
  g_assert_cmpstr (order->table_id, ==, "T12");
  g_assert_cmpstr (order->table_name_zh, ==, "十二");
  domain_apply (order, "order-type-set", 13, "{'type':'bar'}");
  g_assert_cmpint (order->kind, ==, TRIVET_ORDER_KIND_BAR);
  g_assert_cmpstr (order->table_id, ==, "T12");

  refuse_type (order, "{'type':'boat'}", TRIVET_FACT_ERROR_BODY);
  refuse_type (order, "{}", TRIVET_FACT_ERROR_BODY);
  domain_apply (order, "order-voided", 15, "{'reason':'left'}");
  refuse_type (order, "{'type':'takeaway'}", TRIVET_FACT_ERROR_CONFLICT);
  g_assert_cmpint (order->kind, ==, TRIVET_ORDER_KIND_BAR);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/floor/rooms-and-tables", test_rooms_and_tables);
  g_test_add_func ("/domain/floor/table-without-room", test_table_without_room);
  g_test_add_func ("/domain/floor/left-and-cleared", test_left_and_cleared);
  g_test_add_func ("/domain/floor/reservations-and-queue", test_reservations_and_queue);
  g_test_add_func ("/domain/floor/lies", test_lies);
  g_test_add_func ("/domain/floor/names-too-long", test_names_too_long);
  g_test_add_func ("/domain/floor/limits", test_limits);
  g_test_add_func ("/domain/floor/bodies", test_bodies);
  g_test_add_func ("/domain/floor/random", test_random);
  g_test_add_func ("/domain/floor/order-type", test_order_type);
  g_test_add_func ("/domain/floor/order-of-strangers", test_order_of_strangers);
  g_test_add_func ("/domain/floor/order-at-table", test_order_at_table);

  return g_test_run ();
}
