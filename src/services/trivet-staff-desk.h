/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-pin-hasher.h"
#include "trivet-repository.h"
#include "trivet-staff.h"
#include "trivet-wallet-table.h"

G_BEGIN_DECLS

#define TRIVET_PIN_MIN_DIGITS   4
#define TRIVET_PIN_MAX_DIGITS   12
#define TRIVET_BADGE_MIN_LENGTH 8
#define TRIVET_BADGE_MAX_LENGTH 100

/**
 * TrivetStaffError:
 * @TRIVET_STAFF_ERROR_NO_MEMBER: nobody active has that id, or nobody has that badge
 * @TRIVET_STAFF_ERROR_WRONG: not that person's PIN; the attempt is recorded
 * @TRIVET_STAFF_ERROR_WRONG_BADGE: not that person's badge; the attempt is recorded
 * @TRIVET_STAFF_ERROR_PAUSED: too many were wrong; wait trivet_staff_desk_get_pause_s()
 * @TRIVET_STAFF_ERROR_NO_PIN: that person has no PIN yet; a manager sets one
 * @TRIVET_STAFF_ERROR_BAD_PIN: a new PIN that is not 4 to 12 digits, or is one digit repeated
 * @TRIVET_STAFF_ERROR_BAD_BADGE: a new badge that is too short or too long, or that looks like a guest's
 *   payment code or a product's bar code
 * @TRIVET_STAFF_ERROR_TAKEN_PIN: somebody else has that PIN: an approval could not tell whose it is
 * @TRIVET_STAFF_ERROR_TAKEN_BADGE: somebody else has that badge
 * @TRIVET_STAFF_ERROR_TAKEN_NAME: somebody else has that name, by which facts tell who it was
 * @TRIVET_STAFF_ERROR_BAD_NAME: no name, or too long a one
 * @TRIVET_STAFF_ERROR_LAST_MANAGER: nobody with a PIN would be left who may change staff
 * @TRIVET_STAFF_ERROR_ROLE_IN_USE: somebody has that role
 * @TRIVET_STAFF_ERROR_BUSY: another PIN is being checked, or another change written
 * @TRIVET_STAFF_ERROR_HASH: a stored hash cannot be read
 * @TRIVET_STAFF_ERROR_NEEDS_APPROVAL: who is signed in may not change it: open
 *   %TRIVET_PERMISSION_EDIT_STAFF (trivet_manager_open_door()) first
 */
typedef enum {
  TRIVET_STAFF_ERROR_NO_MEMBER,
  TRIVET_STAFF_ERROR_WRONG,
  TRIVET_STAFF_ERROR_WRONG_BADGE,
  TRIVET_STAFF_ERROR_PAUSED,
  TRIVET_STAFF_ERROR_NO_PIN,
  TRIVET_STAFF_ERROR_BAD_PIN,
  TRIVET_STAFF_ERROR_BAD_BADGE,
  TRIVET_STAFF_ERROR_TAKEN_PIN,
  TRIVET_STAFF_ERROR_TAKEN_BADGE,
  TRIVET_STAFF_ERROR_TAKEN_NAME,
  TRIVET_STAFF_ERROR_BAD_NAME,
  TRIVET_STAFF_ERROR_LAST_MANAGER,
  TRIVET_STAFF_ERROR_ROLE_IN_USE,
  TRIVET_STAFF_ERROR_BUSY,
  TRIVET_STAFF_ERROR_HASH,
  TRIVET_STAFF_ERROR_NEEDS_APPROVAL,
} TrivetStaffError;

#define TRIVET_STAFF_ERROR (trivet_staff_error_quark ())
GQuark trivet_staff_error_quark (void);

#define TRIVET_TYPE_STAFF_DESK (trivet_staff_desk_get_type ())
G_DECLARE_FINAL_TYPE (TrivetStaffDesk, trivet_staff_desk, TRIVET, STAFF_DESK, GObject)

/**
 * TrivetStaffDesk:
 *
 * Who works at this register: signing in by name and PIN or by a badge, out, and the list of staff
 * itself. Nobody is signed in after a start. Every wrong PIN is a fact before its answer is heard,
 * and counted per person over restarts. PINs and badges are #TrivetSecret and reach no fact, error
 * or log.
 *
 * Signal `changed`: somebody has signed in or out, or the list, the policy or a pause is new.
 */
TrivetStaffDesk *trivet_staff_desk_new (TrivetJournal    *journal,
                                        TrivetRepository *repository,
                                        TrivetPinHasher  *hasher,
                                        TrivetClock      *clock,
                                        TrivetRandom     *random,
                                        const char       *register_id);

void     trivet_staff_desk_load_async  (TrivetStaffDesk      *self,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean trivet_staff_desk_load_finish (TrivetStaffDesk      *self,
                                        GAsyncResult         *result,
                                        GError              **error);

const TrivetStaffList   *trivet_staff_desk_get_list    (TrivetStaffDesk  *self);
gboolean                 trivet_staff_desk_has_staff   (TrivetStaffDesk  *self);
const TrivetStaffMember *trivet_staff_desk_get_current (TrivetStaffDesk  *self);
const char              *trivet_staff_desk_get_name    (TrivetStaffDesk  *self);
gboolean                 trivet_staff_desk_is_locked   (TrivetStaffDesk  *self);
gboolean                 trivet_staff_desk_may         (TrivetStaffDesk  *self,
                                                        TrivetPermission  permission);
gint64                   trivet_staff_desk_get_discount_limit_ppm (TrivetStaffDesk *self);
guint                    trivet_staff_desk_get_attempts (TrivetStaffDesk *self,
                                                         const char      *staff_id);
guint                    trivet_staff_desk_get_pause_s  (TrivetStaffDesk *self,
                                                         const char      *staff_id);

/* Whether what a scanner read can be a badge at all: a guest's code and a product's never are, so that they
 * count for no wrong badge. @wallets: knows those. */
gboolean trivet_staff_desk_has_badges          (TrivetStaffDesk      *self);
gboolean trivet_staff_desk_may_be_badge        (TrivetWalletTable    *wallets,
                                                const TrivetSecret   *scanned);
/* Signing in; @badge is what a scanner read. Whoever was signed in is signed out. */
void     trivet_staff_desk_sign_in_async       (TrivetStaffDesk      *self,
                                                const char           *staff_id,
                                                TrivetSecret         *pin,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
void     trivet_staff_desk_sign_in_badge_async (TrivetStaffDesk      *self,
                                                TrivetSecret         *badge,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
/* The same for one person's badge alone: anybody else's is a wrong guess. */
void     trivet_staff_desk_sign_in_badge_of_async (TrivetStaffDesk   *self,
                                                   const char        *staff_id,
                                                   TrivetSecret      *badge,
                                                   GAsyncReadyCallback callback,
                                                   gpointer           user_data);
gboolean trivet_staff_desk_sign_in_finish      (TrivetStaffDesk      *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void     trivet_staff_desk_sign_out            (TrivetStaffDesk      *self);

/* Somebody touches the register; @serving: a guest is paying, so nobody is signed out now. */
void     trivet_staff_desk_touch               (TrivetStaffDesk      *self);
void     trivet_staff_desk_set_serving         (TrivetStaffDesk      *self,
                                                gboolean              serving);

/* Changes of the list, for those who may once there is a manager; all end with trivet_staff_desk_change_finish(). @staff is who does it, for
 * the fact. @pin, @badge: (nullable): %NULL keeps the old one; an empty badge takes it away. */
char    *trivet_staff_desk_new_id            (TrivetStaffDesk         *self);
/* For whoever has the store's file anyway (trivetctl): from now on nobody's yes is needed. */
void     trivet_staff_desk_let_in            (TrivetStaffDesk         *self);
void     trivet_staff_desk_set_member_async  (TrivetStaffDesk         *self,
                                              const TrivetStaffMember *member,
                                              TrivetSecret            *pin,
                                              TrivetSecret            *badge,
                                              const char              *staff,
                                              GAsyncReadyCallback      callback,
                                              gpointer                 user_data);
void     trivet_staff_desk_remove_async      (TrivetStaffDesk         *self,
                                              const char              *staff_id,
                                              const char              *staff,
                                              GAsyncReadyCallback      callback,
                                              gpointer                 user_data);
void     trivet_staff_desk_set_role_async    (TrivetStaffDesk         *self,
                                              const TrivetRole        *role,
                                              const char              *staff,
                                              GAsyncReadyCallback      callback,
                                              gpointer                 user_data);
void     trivet_staff_desk_remove_role_async (TrivetStaffDesk         *self,
                                              const char              *role_id,
                                              const char              *staff,
                                              GAsyncReadyCallback      callback,
                                              gpointer                 user_data);
void     trivet_staff_desk_set_policy_async  (TrivetStaffDesk         *self,
                                              const TrivetStaffPolicy *policy,
                                              const char              *staff,
                                              GAsyncReadyCallback      callback,
                                              gpointer                 user_data);
gboolean trivet_staff_desk_change_finish     (TrivetStaffDesk         *self,
                                              GAsyncResult            *result,
                                              GError                 **error);

G_END_DECLS
