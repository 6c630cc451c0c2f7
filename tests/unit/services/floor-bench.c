/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A floor with two rooms over a register, for tests. */

#include "floor-bench.h"

static void
count (guint *n)
{
  ++*n;
}

void
floor_bench_start (FloorBench *self)
{
  Services *services = &self->services;

  self->host = trivet_floor_host_new (services->reg, TRIVET_JOURNAL (services->journal), TRIVET_REPOSITORY (services->journal),
                                      TRIVET_CLOCK (services->clock), TRIVET_RANDOM (services->random));
  g_signal_connect_swapped (self->host, "plan-changed", G_CALLBACK (count), &self->n_plan);
  g_signal_connect_swapped (self->host, "failed", G_CALLBACK (count), &self->n_failed);
  trivet_floor_host_load (self->host);
  services_drain (services);
}

void
floor_bench_stop (FloorBench *self)
{
  services_drain (&self->services);
  g_assert_finalize_object (self->host);
}

void
floor_bench_append (FloorBench    *self,
                    TrivetFactType type,
                    const char    *body)
{
  services_append (&self->services, type, TRIVET_FLOOR_SUBJECT, body);
}

void
floor_bench_set_up (FloorBench   *self,
                    gconstpointer user_data)
{
  services_set_up (&self->services, user_data);
  floor_bench_append (self, TRIVET_FACT_ROOM_SET, "{'id':'R1','name':'Main room','name_zh':'大厅','position':0}");
  floor_bench_append (self, TRIVET_FACT_ROOM_SET, "{'id':'R2','name':'Terrace','position':1}");
  floor_bench_append (self, TRIVET_FACT_TABLE_SET, "{'id':'T12','room':'R1','name':'12','seats':4,'shape':'square','x':0,'y':0,'width':15,'height':11}");
  floor_bench_append (self, TRIVET_FACT_TABLE_SET, "{'id':'T1','room':'R2','name':'1','seats':2,'shape':'round','x':0,'y':0,'width':13,'height':13}");
  floor_bench_append (self, TRIVET_FACT_TABLE_SET,
                      "{'id':'B1','room':'R1','name':'Booth 3','name_zh':'卡座3','seats':6,'shape':'square','x':40,'y':0,'width':15,'height':11}");
  floor_bench_append (self, TRIVET_FACT_TABLE_SET,
                      "{'id':'BAR','room':'R1','name':'Bar 1–6','name_zh':'吧台1–6','seats':6,'shape':'bar','x':60,'y':30,'width':42,'height':9}");
  floor_bench_start (self);
}

void
floor_bench_tear_down (FloorBench   *self,
                       gconstpointer user_data)
{
  floor_bench_stop (self);
  services_tear_down (&self->services, user_data);
}

const TrivetSpotStatus *
floor_bench_status_of (FloorBench *self,
                       const char *table_id)
{
  TrivetSpot *spot;

  services_drain (&self->services);
  spot = trivet_floor_host_lookup_spot (self->host, table_id);
  g_assert_nonnull (spot);

  return trivet_spot_get_status (spot);
}

void
floor_bench_seat (FloorBench *self,
                  const char *table_id,
                  int         guests)
{
  g_assert_true (trivet_floor_host_seat (self->host, table_id, guests));
  services_drain (&self->services);
}
