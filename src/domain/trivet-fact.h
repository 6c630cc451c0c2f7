/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-clock.h"
#include "trivet-random.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * TrivetFactType:
 *
 * Everything that can have happened. The journal stores the name (`line-added`), never the
 * number, so the order here may change; a name never does. The body of each type is listed in
 * FACTS.md beside this file.
 */
typedef enum {
  TRIVET_FACT_INVALID,
  TRIVET_FACT_STORE_CREATED,
  TRIVET_FACT_MENU_CATEGORY_SET,
  TRIVET_FACT_MENU_CATEGORY_REMOVED,
  TRIVET_FACT_MENU_GROUP_SET,
  TRIVET_FACT_MENU_GROUP_REMOVED,
  TRIVET_FACT_MENU_ITEM_SET,
  TRIVET_FACT_MENU_ITEM_REMOVED,
  TRIVET_FACT_ITEM_AVAILABILITY_SET,
  TRIVET_FACT_MENU_PERIOD_SET,
  TRIVET_FACT_MENU_PERIOD_REMOVED,
  TRIVET_FACT_ROLE_SET,
  TRIVET_FACT_ROLE_REMOVED,
  TRIVET_FACT_STAFF_SET,
  TRIVET_FACT_STAFF_REMOVED,
  TRIVET_FACT_STAFF_POLICY_SET,
  TRIVET_FACT_STAFF_SIGNED_IN,
  TRIVET_FACT_STAFF_SIGNED_OUT,
  TRIVET_FACT_STAFF_APPROVED,
  TRIVET_FACT_STAFF_REFUSED,
  TRIVET_FACT_REASON_SET,
  TRIVET_FACT_REASON_REMOVED,
  TRIVET_FACT_ROOM_SET,
  TRIVET_FACT_ROOM_REMOVED,
  TRIVET_FACT_TABLE_SET,
  TRIVET_FACT_TABLE_REMOVED,
  TRIVET_FACT_TABLE_LEFT,
  TRIVET_FACT_TABLE_CLEARED,
  TRIVET_FACT_TABLE_RESERVED,
  TRIVET_FACT_RESERVATION_REMOVED,
  TRIVET_FACT_QUEUE_JOINED,
  TRIVET_FACT_QUEUE_LEFT,
  TRIVET_FACT_STATION_SET,
  TRIVET_FACT_STATION_REMOVED,
  TRIVET_FACT_CATEGORY_ROUTED,
  TRIVET_FACT_ITEM_ROUTED,
  TRIVET_FACT_PROMOTION_SET,
  TRIVET_FACT_PROMOTION_REMOVED,
  TRIVET_FACT_CHARGE_SET,
  TRIVET_FACT_CHARGE_REMOVED,
  TRIVET_FACT_CASH_ROUNDING_SET,
  TRIVET_FACT_TAX_RULE_SET,
  TRIVET_FACT_TAX_RULE_REMOVED,
  TRIVET_FACT_TIP_RATES_SET,
  TRIVET_FACT_DRAWER_SET,
  TRIVET_FACT_DRAWER_REMOVED,
  TRIVET_FACT_SHIFT_OPENED,
  TRIVET_FACT_DRAWER_PAID_IN,
  TRIVET_FACT_DRAWER_PAID_OUT,
  TRIVET_FACT_DRAWER_DROPPED,
  TRIVET_FACT_DRAWER_OPENED,
  TRIVET_FACT_DRAWER_COUNTED,
  TRIVET_FACT_SHIFT_CLOSED,
  TRIVET_FACT_DAY_CLOSED,
  TRIVET_FACT_ORDER_OPENED,
  TRIVET_FACT_ORDER_LABELLED,
  TRIVET_FACT_ORDER_HELD,
  TRIVET_FACT_ORDER_RECALLED,
  TRIVET_FACT_ORDER_VOIDED,
  TRIVET_FACT_ORDER_CLOSED,
  TRIVET_FACT_ORDER_NOTE_SET,
  TRIVET_FACT_ORDER_DISCOUNT_SET,
  TRIVET_FACT_ORDER_SEATED,
  TRIVET_FACT_ORDER_GUESTS_SET,
  TRIVET_FACT_ORDER_TYPE_SET,
  TRIVET_FACT_ORDER_TRANSFERRED,
  TRIVET_FACT_ORDER_MERGED,
  TRIVET_FACT_CHECKS_SET,
  TRIVET_FACT_ORDER_PRICED,
  TRIVET_FACT_ORDER_MEMBER_SET,
  TRIVET_FACT_ORDER_COUPON_SET,
  TRIVET_FACT_ORDER_TIP_SET,
  TRIVET_FACT_LINE_ADDED,
  TRIVET_FACT_LINE_QUANTITY_CHANGED,
  TRIVET_FACT_LINE_MODIFIERS_SET,
  TRIVET_FACT_LINE_PRICE_SET,
  TRIVET_FACT_LINE_NOTE_SET,
  TRIVET_FACT_LINE_DISCOUNT_SET,
  TRIVET_FACT_LINE_VOIDED,
  TRIVET_FACT_LINE_SEAT_SET,
  TRIVET_FACT_LINE_COURSE_SET,
  TRIVET_FACT_LINE_SHARES_SET,
  TRIVET_FACT_LINE_MOVED,
  TRIVET_FACT_LINE_RECEIVED,
  TRIVET_FACT_PAYMENT_STARTED,
  TRIVET_FACT_PAYMENT_ASKED,
  TRIVET_FACT_PAYMENT_WAITING,
  TRIVET_FACT_PAYMENT_DOUBTED,
  TRIVET_FACT_PAYMENT_REFUSED,
  TRIVET_FACT_PAYMENT_REVERSING,
  TRIVET_FACT_PAYMENT_PAID,
  TRIVET_FACT_PAYMENT_DECLINED,
  TRIVET_FACT_PAYMENT_REVERSED,
  TRIVET_FACT_PAYMENT_UNSENT,
  TRIVET_FACT_PAYMENT_ALARM,
  TRIVET_FACT_PAYMENT_WITHDRAWN,
  TRIVET_FACT_PAYMENT_OVERRIDDEN,
  TRIVET_FACT_PAYMENT_CLAIMED,
  TRIVET_FACT_CASH_TAKEN,
  TRIVET_FACT_CASH_RETURNED,
  TRIVET_FACT_REFUND_STARTED,
  TRIVET_FACT_REFUND_ASKED,
  TRIVET_FACT_REFUND_PENDING,
  TRIVET_FACT_REFUND_DOUBTED,
  TRIVET_FACT_REFUND_BLOCKED,
  TRIVET_FACT_REFUND_REFUSED,
  TRIVET_FACT_REFUND_DONE,
  TRIVET_FACT_REFUND_FAILED,
  TRIVET_FACT_REFUND_ALARM,
  TRIVET_FACT_PRINT_REQUESTED,
  TRIVET_FACT_PRINT_STARTED,
  TRIVET_FACT_PRINT_DONE,
  TRIVET_FACT_PRINT_FAILED,
  TRIVET_FACT_PRINT_CANCELLED,
  TRIVET_FACT_ORDER_UNMERGED,
  TRIVET_FACT_ORDER_REOPENED,
  TRIVET_FACT_ORDER_BILL_ASKED,
  TRIVET_FACT_COURSE_HELD,
  TRIVET_FACT_LINES_SENT,
  TRIVET_FACT_LINES_RUSHED,
  TRIVET_FACT_LINES_COOKED,
  TRIVET_FACT_LINES_SERVED,
  TRIVET_FACT_BILL_STORED,
  TRIVET_FACT_DIFFERENCE_RESOLVED,
  TRIVET_FACT_MANAGER_PIN_SET,
  TRIVET_FACT_MANAGER_PIN_REFUSED,
  TRIVET_FACT_MANAGER_APPROVED,
} TrivetFactType;
#define TRIVET_N_FACT_TYPES (TRIVET_FACT_MANAGER_APPROVED + 1)

const char    *trivet_fact_type_get_name (TrivetFactType  type);
TrivetFactType trivet_fact_type_from_name (const char    *name);

/**
 * TrivetFactError:
 * @TRIVET_FACT_ERROR_BODY: a member is missing or has the wrong type; the fact is not believed
 * @TRIVET_FACT_ERROR_UNKNOWN: a type or version from a newer Trivet; update before going on
 * @TRIVET_FACT_ERROR_CONFLICT: the fact contradicts earlier ones (no such line, order settled)
 */
typedef enum {
  TRIVET_FACT_ERROR_BODY,
  TRIVET_FACT_ERROR_UNKNOWN,
  TRIVET_FACT_ERROR_CONFLICT,
} TrivetFactError;

#define TRIVET_FACT_ERROR (trivet_fact_error_quark ())
GQuark trivet_fact_error_quark (void);

/**
 * TrivetFact:
 *
 * Something that happened. Immutable and reference-counted (atomically: facts travel to the
 * writer thread), except for the sequence number, which the journal gives it once.
 */
typedef struct _TrivetFact TrivetFact;

#define TRIVET_TYPE_FACT (trivet_fact_get_type ())
GType trivet_fact_get_type (void) G_GNUC_CONST;

/**
 * TrivetFactStamp:
 * @clock: (not nullable): gives time and the id's time
 * @random: (not nullable): gives the id's rest
 * @register_id: (not nullable): which register says so
 * @staff: (not nullable): who did it; "" when nobody is signed in
 *
 * What every new fact takes along.
 */
typedef struct {
  TrivetClock  *clock;
  TrivetRandom *random;
  const char   *register_id;
  const char   *staff;
} TrivetFactStamp;

TrivetFact     *trivet_fact_new             (TrivetFactType          type,
                                             const char             *subject,
                                             JsonObject             *body,
                                             const TrivetFactStamp  *stamp);
TrivetFact     *trivet_fact_restore         (gint64                  sequence,
                                             const char             *id,
                                             const char             *register_id,
                                             const char             *staff,
                                             gint64                  time_us,
                                             const char             *type_name,
                                             int                     version,
                                             const char             *subject,
                                             const char             *body_text,
                                             GError                **error);
TrivetFact     *trivet_fact_ref             (TrivetFact             *self);
void            trivet_fact_unref           (TrivetFact             *self);
gint64          trivet_fact_get_sequence    (const TrivetFact       *self);
void            trivet_fact_set_sequence    (TrivetFact             *self,
                                             gint64                  sequence);
const char     *trivet_fact_get_id          (const TrivetFact       *self);
const char     *trivet_fact_get_register_id (const TrivetFact       *self);
const char     *trivet_fact_get_staff       (const TrivetFact       *self);
gint64          trivet_fact_get_time_us     (const TrivetFact       *self);
TrivetFactType  trivet_fact_get_fact_type   (const TrivetFact       *self);
int             trivet_fact_get_version     (const TrivetFact       *self);
const char     *trivet_fact_get_subject     (const TrivetFact       *self);
JsonObject     *trivet_fact_get_body        (const TrivetFact       *self);
const char     *trivet_fact_get_body_text   (const TrivetFact       *self);

/* Strict readers: a missing member or another type is TRIVET_FACT_ERROR_BODY that names it. */
gboolean    trivet_json_get_int       (JsonObject   *object,
                                       const char   *member,
                                       gint64       *ret_value,
                                       GError      **error);
const char *trivet_json_get_string    (JsonObject   *object,
                                       const char   *member,
                                       GError      **error);
JsonArray  *trivet_json_get_array     (JsonObject   *object,
                                       const char   *member,
                                       GError      **error);
/* Lenient readers for optional members. */
gint64      trivet_json_get_int_or    (JsonObject   *object,
                                       const char   *member,
                                       gint64        fallback);
const char *trivet_json_get_string_or (JsonObject   *object,
                                       const char   *member,
                                       const char   *fallback);
gboolean    trivet_json_get_bool_or   (JsonObject   *object,
                                       const char   *member,
                                       gboolean      fallback);
char       *trivet_json_print         (JsonObject   *object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetFact, trivet_fact_unref)

G_END_DECLS
