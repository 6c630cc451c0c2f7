/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-fact.h"

#include "trivet-fact-private.h"
#include "trivet-id.h"
#include "trivet-json-scan-private.h"

#include <string.h>

/*
 * TrivetFact: something that happened.
 *
 * The body is kept twice: as the exact text that is stored and hashed, and parsed. The parsed form
 * is made once, when somebody wants it, and then only read, from any thread.
 */

#define FACT_VERSION 1

/* A start reads thousands: the texts stand behind the record, in the same block. */
struct _TrivetFact {
  gatomicrefcount ref_count;
  gint64          sequence;
  const char     *id;
  const char     *register_id;
  const char     *staff;
  gint64          time_us;
  TrivetFactType  type;
  int             version;
  const char     *subject;
  JsonObject     *body; /* NULL until it is wanted */
  const char     *body_text;
};

G_DEFINE_QUARK (trivet - fact - error - quark, trivet_fact_error)

G_DEFINE_BOXED_TYPE (TrivetFact, trivet_fact, trivet_fact_ref, trivet_fact_unref)

/* Returns: (transfer full): a fact of texts only */
static TrivetFact *
new_from_texts (const char *id,
                const char *register_id,
                const char *staff,
                const char *subject,
                const char *body_text)
{
  const char *texts[] = { id, register_id, staff, subject, body_text };
  gsize       sizes[G_N_ELEMENTS (texts)];
  gsize       size = sizeof (TrivetFact);
  TrivetFact *self;
  char       *at;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    size += sizes[i] = strlen (texts[i]) + 1;
  self = g_malloc (size);
  memset (self, 0, sizeof *self);
  g_atomic_ref_count_init (&self->ref_count);
  at = (char *) (self + 1);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    memcpy (at, texts[i], sizes[i]);
    texts[i] = at;
    at += sizes[i];
  }
  self->id = texts[0];
  self->register_id = texts[1];
  self->staff = texts[2];
  self->subject = texts[3];
  self->body_text = texts[4];

  return self;
}

/**
 * trivet_fact_new:
 * @type: what happened
 * @subject: what it is about: an order's id, "menu" or "store"
 * @body: (transfer full): as listed in FACTS.md; not changed any more
 * @stamp: who, where and when
 *
 * Returns: (transfer full): a fact that is not durable yet
 */
TrivetFact *
trivet_fact_new (TrivetFactType         type,
                 const char            *subject,
                 JsonObject            *body,
                 const TrivetFactStamp *stamp)
{
  g_autofree char *id = NULL;
  g_autofree char *body_text = NULL;
  TrivetFact      *self;

  g_return_val_if_fail (type > TRIVET_FACT_INVALID && type < TRIVET_N_FACT_TYPES, NULL);
  g_return_val_if_fail (subject != NULL, NULL);
  g_return_val_if_fail (body != NULL, NULL);
  g_return_val_if_fail (stamp != NULL, NULL);

  id = trivet_id_new (stamp->clock, stamp->random);
  body_text = trivet_json_print (body);
  self = new_from_texts (id, stamp->register_id, stamp->staff, subject, body_text);
  self->time_us = trivet_clock_next_stamp_us (stamp->clock);
  self->type = type;
  self->version = FACT_VERSION;
  self->body = body;

  return self;
}

static gboolean
check_body (const char *text,
            GError    **error)
{
  const char *trouble;

  if (_trivet_json_is_object (text))
    return TRUE;

  trouble = _trivet_json_find_trouble (text, -1);
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "A fact's body holds %s",
               trouble != NULL ? trouble : "no JSON object");

  return FALSE;
}

/* The text was checked before. Should JSON-GLib know better, the body is empty, and whoever reads it
 * misses what has to be there. */
static JsonObject *
parse_body (const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root = NULL;

  if (json_parser_load_from_data (parser, text, -1, NULL))
    root = json_parser_get_root (parser);

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_object_ref (json_node_get_object (root)) : json_object_new ();
}

/**
 * trivet_fact_restore:
 * @sequence: its place in the journal
 * @id: its id
 * @register_id: which register said so
 * @staff: who did it
 * @time_us: when, wall time
 * @type_name: from the journal
 * @version: from the journal
 * @subject: what it is about
 * @body_text: the exact bytes of the journal
 * @error: return location for a #TrivetFactError
 *
 * Makes a fact from a row of the journal.
 *
 * Returns: (transfer full) (nullable): the fact
 */
TrivetFact *
trivet_fact_restore (gint64      sequence,
                     const char *id,
                     const char *register_id,
                     const char *staff,
                     gint64      time_us,
                     const char *type_name,
                     int         version,
                     const char *subject,
                     const char *body_text,
                     GError    **error)
{
  TrivetFactType type;
  TrivetFact    *self;

  g_return_val_if_fail (id != NULL && register_id != NULL && staff != NULL, NULL);
  g_return_val_if_fail (subject != NULL && body_text != NULL, NULL);

  type = trivet_fact_type_from_name (type_name);
  if (type == TRIVET_FACT_INVALID || version != FACT_VERSION) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_UNKNOWN,
                 "Fact %" G_GINT64_FORMAT " is of a kind that this Trivet does not know (%.40s %d); update it",
                 sequence, type_name, version);
    return NULL;
  }
  if (!check_body (body_text, error))
    return NULL;

  self = new_from_texts (id, register_id, staff, subject, body_text);
  self->sequence = sequence;
  self->time_us = time_us;
  self->type = type;
  self->version = version;

  return self;
}

/**
 * trivet_fact_ref:
 * @self: a fact
 *
 * Returns: (transfer full): @self
 */
TrivetFact *
trivet_fact_ref (TrivetFact *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * trivet_fact_unref:
 * @self: (transfer full): a fact
 */
void
trivet_fact_unref (TrivetFact *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->body, json_object_unref);
  g_free (self);
}

/**
 * trivet_fact_get_sequence:
 * @self: a fact
 *
 * Returns: its place in the journal from 1 on, 0 while it is not durable
 */
gint64
trivet_fact_get_sequence (const TrivetFact *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->sequence;
}

/**
 * trivet_fact_set_sequence:
 * @self: a fact that is not durable yet
 * @sequence: from 1 on
 *
 * For journals: gives the fact its place, once.
 */
void
trivet_fact_set_sequence (TrivetFact *self,
                          gint64      sequence)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (sequence > 0);

  self->sequence = sequence;
}

/**
 * trivet_fact_get_id:
 * @self: a fact
 *
 * Returns: (transfer none): its ULID
 */
const char *
trivet_fact_get_id (const TrivetFact *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

/**
 * trivet_fact_get_register_id:
 * @self: a fact
 *
 * Returns: (transfer none): which register said so
 */
const char *
trivet_fact_get_register_id (const TrivetFact *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->register_id;
}

/**
 * trivet_fact_get_staff:
 * @self: a fact
 *
 * Returns: (transfer none): who did it, "" for nobody
 */
const char *
trivet_fact_get_staff (const TrivetFact *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->staff;
}

/**
 * trivet_fact_get_time_us:
 * @self: a fact
 *
 * Returns: wall time in microseconds since 1970
 */
gint64
trivet_fact_get_time_us (const TrivetFact *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->time_us;
}

/**
 * trivet_fact_get_fact_type:
 * @self: a fact
 *
 * Returns: what happened
 */
TrivetFactType
trivet_fact_get_fact_type (const TrivetFact *self)
{
  g_return_val_if_fail (self != NULL, TRIVET_FACT_INVALID);

  return self->type;
}

/**
 * trivet_fact_get_version:
 * @self: a fact
 *
 * Returns: the version of its body
 */
int
trivet_fact_get_version (const TrivetFact *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->version;
}

/**
 * trivet_fact_get_subject:
 * @self: a fact
 *
 * Returns: (transfer none): what it is about
 */
const char *
trivet_fact_get_subject (const TrivetFact *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->subject;
}

/**
 * trivet_fact_get_body:
 * @self: a fact
 *
 * Returns: (transfer none): the parsed body; only to be read
 */
JsonObject *
trivet_fact_get_body (const TrivetFact *self)
{
  JsonObject **place = (JsonObject **) &self->body;
  JsonObject  *body;

  g_return_val_if_fail (self != NULL, NULL);

  body = g_atomic_pointer_get (place);
  if (body != NULL)
    return body;
  body = parse_body (self->body_text);
  if (g_atomic_pointer_compare_and_exchange (place, NULL, body))
    return body;
  /* Another thread was faster. */
  json_object_unref (body);

  return g_atomic_pointer_get (place);
}

/**
 * trivet_fact_get_body_text:
 * @self: a fact
 *
 * Returns: (transfer none): the exact text that is stored and hashed
 */
const char *
trivet_fact_get_body_text (const TrivetFact *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->body_text;
}
