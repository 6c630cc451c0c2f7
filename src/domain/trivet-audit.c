/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-audit.h"

/* What an audit asks the store for, and what it gets. */

/**
 * trivet_audit_query_copy:
 * @self: a query
 *
 * Returns: (transfer full): a copy that owns what it points to
 */
TrivetAuditQuery *
trivet_audit_query_copy (const TrivetAuditQuery *self)
{
  TrivetAuditQuery *copy = g_memdup2 (self, sizeof *self);

  copy->staff = g_strdup (self->staff);
  copy->order_number = g_strdup (self->order_number);
  copy->reason = g_strdup (self->reason);
  copy->types = self->types != NULL ? g_memdup2 (self->types, TRIVET_N_FACT_TYPES * sizeof *self->types) : NULL;
  return copy;
}

/**
 * trivet_audit_query_free:
 * @self: (transfer full): a copy
 */
void
trivet_audit_query_free (TrivetAuditQuery *self)
{
  g_free ((gpointer) self->staff);
  g_free ((gpointer) self->order_number);
  g_free ((gpointer) self->reason);
  g_free ((gpointer) self->types);
  g_free (self);
}

/**
 * trivet_audit_entry_new:
 * @fact: what happened
 * @order_number: of the order that it is about, "" for none
 *
 * Returns: (transfer full): an entry
 */
TrivetAuditEntry *
trivet_audit_entry_new (TrivetFact *fact,
                        const char *order_number)
{
  TrivetAuditEntry *self = g_new0 (TrivetAuditEntry, 1);

  self->fact = trivet_fact_ref (fact);
  self->order_number = g_strdup (order_number);
  return self;
}

/**
 * trivet_audit_entry_free:
 * @self: (transfer full): an entry
 */
void
trivet_audit_entry_free (TrivetAuditEntry *self)
{
  trivet_fact_unref (self->fact);
  g_free (self->order_number);
  g_free (self);
}
