/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-fact.h"

G_BEGIN_DECLS

/**
 * TrivetPermission:
 * @TRIVET_PERMISSION_NONE: nothing that needs one
 * @TRIVET_PERMISSION_VOID_SENT: void what the kitchen was told to make
 * @TRIVET_PERMISSION_DISCOUNT: give a discount above the limit of one's role
 * @TRIVET_PERMISSION_COMP: give a dish or an order for nothing
 * @TRIVET_PERMISSION_REFUND: give money back
 * @TRIVET_PERMISSION_OVERRIDE_PAYMENT: let an order go while a payment is in doubt: paid otherwise, or on
 *   the receipt that the guest shows
 * @TRIVET_PERMISSION_OPEN_DRAWER: open the drawer without a sale
 * @TRIVET_PERMISSION_CLOSE_DAY: close shifts and the day
 * @TRIVET_PERMISSION_EDIT_MENU: change dishes and prices
 * @TRIVET_PERMISSION_EDIT_FLOOR: change rooms and tables
 * @TRIVET_PERMISSION_EDIT_STAFF: change staff and roles; who may, is a manager
 * @TRIVET_PERMISSION_SEE_REPORTS: see reports and books
 * @TRIVET_PERMISSION_SEE_AUDIT: see who did what
 * @TRIVET_PERMISSION_REOPEN: correct an order that was settled
 *
 * What not everybody may do. Facts hold the name, never the number.
 */
typedef enum {
  TRIVET_PERMISSION_NONE,
  TRIVET_PERMISSION_VOID_SENT,
  TRIVET_PERMISSION_DISCOUNT,
  TRIVET_PERMISSION_COMP,
  TRIVET_PERMISSION_REFUND,
  TRIVET_PERMISSION_OVERRIDE_PAYMENT,
  TRIVET_PERMISSION_OPEN_DRAWER,
  TRIVET_PERMISSION_CLOSE_DAY,
  TRIVET_PERMISSION_EDIT_MENU,
  TRIVET_PERMISSION_EDIT_FLOOR,
  TRIVET_PERMISSION_EDIT_STAFF,
  TRIVET_PERMISSION_SEE_REPORTS,
  TRIVET_PERMISSION_SEE_AUDIT,
  TRIVET_PERMISSION_REOPEN,
} TrivetPermission;
#define TRIVET_N_PERMISSIONS (TRIVET_PERMISSION_REOPEN + 1)

/* A set of them: bits 1 << TrivetPermission. */
#define TRIVET_PERMISSION_BIT(permission) (1U << (permission))
#define TRIVET_PERMISSIONS_ALL            ((1U << TRIVET_N_PERMISSIONS) - 2)

const char       *trivet_permission_get_name  (TrivetPermission  permission);
TrivetPermission  trivet_permission_from_name (const char       *name);

#define TRIVET_STAFF_MAX_ROLES   50
#define TRIVET_STAFF_MAX_MEMBERS 500
#define TRIVET_STAFF_MAX_NAME    60 /* characters */

/**
 * TrivetRole:
 * @permissions: bits of #TrivetPermission
 * @discount_limit_ppm: a discount up to this needs nobody's approval, in parts per million
 *
 * What those who have it may do. All strings are owned and never %NULL.
 */
typedef struct {
  char   *role_id;
  char   *name;
  char   *name_zh;
  guint   permissions;
  gint64  discount_limit_ppm;
} TrivetRole;

/**
 * TrivetStaffMember:
 * @name: as facts name the person; no two active members have the same
 * @role_id: a role that may be gone: then nothing is permitted
 * @language: "en", "zh", or "" for the register's
 * @pin_hash: a slow hash, "" for no PIN
 * @badge_hash: a slow hash, "" for no badge
 * @badge_hint: two hex digits that few badges share, so that not every hash must be computed
 * @active: can sign in and approve
 *
 * Somebody who works here. All strings are owned and never %NULL.
 */
typedef struct {
  char     *staff_id;
  char     *name;
  char     *role_id;
  char     *language;
  char     *pin_hash;
  char     *badge_hash;
  char     *badge_hint;
  gboolean  active;
} TrivetStaffMember;

TrivetRole        *trivet_role_new          (const char              *role_id,
                                             const char              *name,
                                             const char              *name_zh);
TrivetRole        *trivet_role_copy         (const TrivetRole        *self);
void               trivet_role_free         (TrivetRole              *self);
gboolean           trivet_role_may          (const TrivetRole        *self,
                                             TrivetPermission         permission);
JsonObject        *trivet_role_to_body      (const TrivetRole        *self);
TrivetRole        *trivet_role_from_body    (JsonObject              *body,
                                             GError                 **error);
TrivetStaffMember *trivet_staff_member_new  (const char              *staff_id,
                                             const char              *name,
                                             const char              *role_id);
TrivetStaffMember *trivet_staff_member_copy (const TrivetStaffMember *self);
void               trivet_staff_member_free (TrivetStaffMember       *self);
JsonObject        *trivet_staff_member_to_body   (const TrivetStaffMember *self);
TrivetStaffMember *trivet_staff_member_from_body (JsonObject         *body,
                                                  GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetRole, trivet_role_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetStaffMember, trivet_staff_member_free)

/**
 * TrivetStaffPolicy:
 * @sign_in_required: the register does nothing until somebody has signed in; otherwise orders are
 *   taken without, and only what not everybody may do asks who it is
 * @lock_after_s: after so long without a touch whoever is signed in is signed out; 0 is never
 */
typedef struct {
  gboolean sign_in_required;
  gint64   lock_after_s;
} TrivetStaffPolicy;

#define TRIVET_STAFF_MAX_LOCK_S (24 * 3600)

/**
 * TrivetStaffList:
 *
 * The fold of the facts with the subject "staff": who works here, in which role. Sign-ins, approvals
 * and refusals are among those facts and change nothing here.
 */
typedef struct _TrivetStaffList TrivetStaffList;

TrivetStaffList         *trivet_staff_list_new           (void);
TrivetStaffList         *trivet_staff_list_copy          (const TrivetStaffList    *self);
void                     trivet_staff_list_free          (TrivetStaffList          *self);
gboolean                 trivet_staff_list_apply         (TrivetStaffList          *self,
                                                          TrivetFact               *fact,
                                                          GError                  **error);
GPtrArray               *trivet_staff_list_get_roles     (const TrivetStaffList    *self);
GPtrArray               *trivet_staff_list_get_members   (const TrivetStaffList    *self);
const TrivetStaffPolicy *trivet_staff_list_get_policy    (const TrivetStaffList    *self);
const TrivetRole        *trivet_staff_list_lookup_role   (const TrivetStaffList    *self,
                                                          const char               *role_id);
const TrivetStaffMember *trivet_staff_list_lookup        (const TrivetStaffList    *self,
                                                          const char               *staff_id);
const TrivetStaffMember *trivet_staff_list_lookup_name   (const TrivetStaffList    *self,
                                                          const char               *name);
const TrivetRole        *trivet_staff_list_role_of       (const TrivetStaffList    *self,
                                                          const TrivetStaffMember  *member);
gboolean                 trivet_staff_list_may           (const TrivetStaffList    *self,
                                                          const TrivetStaffMember  *member,
                                                          TrivetPermission          permission);
gboolean                 trivet_staff_list_has_manager   (const TrivetStaffList    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetStaffList, trivet_staff_list_free)

G_END_DECLS
