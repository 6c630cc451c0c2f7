/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-reasons.h"
#include "trivet-staff-desk.h"

G_BEGIN_DECLS

#define TRIVET_MANAGER_MIN_PIN_DIGITS TRIVET_PIN_MIN_DIGITS
#define TRIVET_MANAGER_MAX_PIN_DIGITS TRIVET_PIN_MAX_DIGITS

/**
 * TrivetManagerError:
 * @TRIVET_MANAGER_ERROR_NO_PIN: nobody with a PIN may approve it; set one in the settings or by
 *   `trivetctl manager-pin`
 * @TRIVET_MANAGER_ERROR_WRONG: not the PIN; the attempt is recorded
 * @TRIVET_MANAGER_ERROR_PAUSED: too many wrong PINs; wait trivet_manager_get_pause_s()
 * @TRIVET_MANAGER_ERROR_BAD_PIN: a new PIN that is not 4 to 12 digits, or is one digit repeated
 * @TRIVET_MANAGER_ERROR_BUSY: another PIN is being checked
 * @TRIVET_MANAGER_ERROR_HASH: the stored hash cannot be read
 * @TRIVET_MANAGER_ERROR_NEEDS_APPROVAL: who is signed in may not do or see that: open the door of its
 *   permission (trivet_manager_open_door()) first
 */
typedef enum {
  TRIVET_MANAGER_ERROR_NO_PIN,
  TRIVET_MANAGER_ERROR_WRONG,
  TRIVET_MANAGER_ERROR_PAUSED,
  TRIVET_MANAGER_ERROR_BAD_PIN,
  TRIVET_MANAGER_ERROR_BUSY,
  TRIVET_MANAGER_ERROR_HASH,
  TRIVET_MANAGER_ERROR_NEEDS_APPROVAL,
} TrivetManagerError;

#define TRIVET_MANAGER_ERROR (trivet_manager_error_quark ())
GQuark trivet_manager_error_quark (void);

/**
 * TrivetApproval:
 *
 * A yes to one action, by somebody who may give it. Only trivet_manager_check_finish() and
 * trivet_manager_approve_self() make one, and the action that it is handed to consumes it.
 */
typedef struct _TrivetApproval TrivetApproval;

const char *trivet_approval_get_approver (const TrivetApproval *self);
gboolean    trivet_approval_covers       (const TrivetApproval *self,
                                          TrivetPermission      permission);
void        trivet_approval_free         (TrivetApproval       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetApproval, trivet_approval_free)

#define TRIVET_TYPE_MANAGER (trivet_manager_get_type ())
G_DECLARE_FINAL_TYPE (TrivetManager, trivet_manager, TRIVET, MANAGER, GObject)

/**
 * TrivetManager:
 *
 * Who may say yes. In a shop without staff that is whoever knows the manager's PIN. In one with staff
 * it is everybody whose role permits the action: signed in, without a PIN; otherwise by the PIN of
 * any of them, or still by the manager's. Five wrong ones in a row are free, then each costs a pause
 * of 30 s that doubles up to an hour. Every wrong PIN is a fact before its answer is shown, and the
 * count is read back from the journal, so that a restart or a power cut resets nothing.
 *
 * Signal `changed`: whether somebody can say yes, who is signed in, or the pause is new.
 */
TrivetManager *trivet_manager_new (TrivetJournal    *journal,
                                   TrivetRepository *repository,
                                   TrivetPinHasher  *hasher,
                                   TrivetClock      *clock,
                                   TrivetRandom     *random,
                                   const char       *register_id);

/* @desk: (nullable): who works here; %NULL for a shop without staff. */
void            trivet_manager_set_desk      (TrivetManager        *self,
                                              TrivetStaffDesk      *desk);

TrivetStaffDesk *trivet_manager_get_desk     (TrivetManager        *self);

/* Reads whether there is a PIN and how many were wrong; a check does it by itself when needed. */
void            trivet_manager_load_async    (TrivetManager        *self,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean        trivet_manager_load_finish   (TrivetManager        *self,
                                              GAsyncResult         *result,
                                              GError              **error);
gboolean        trivet_manager_has_pin       (TrivetManager        *self);
gboolean        trivet_manager_is_loaded     (TrivetManager        *self);
guint           trivet_manager_get_attempts  (TrivetManager        *self);
guint           trivet_manager_get_pause_s   (TrivetManager        *self);

/* What services ask before they do a thing; in trivet-manager-doors.c. A shop in which nobody has a PIN
 * is asked nothing. @self, @approval: (nullable). */
gboolean        trivet_manager_accepts       (TrivetManager        *self,
                                              TrivetPermission      permission,
                                              const TrivetApproval *approval);
/* The same for services that do without a yes what who is signed in may: trivet_manager_allows() is true
 * when trivet_manager_needs() nothing, or @approval (transfer full) covers it. @body: (nullable): of the
 * fact, for the approver. */
TrivetPermission trivet_manager_needs        (TrivetManager        *self,
                                              TrivetPermission      permission);
gboolean        trivet_manager_allows        (TrivetManager        *self,
                                              TrivetPermission      permission,
                                              TrivetApproval       *approval,
                                              JsonObject           *body);
/* Work of many steps, such as drawing the plan of the floor, is one action: it is open to who is signed
 * in and may, or from a yes on until it ends or somebody else signs in. @approval: (transfer full). */
gboolean        trivet_manager_open_door     (TrivetManager        *self,
                                              TrivetPermission      permission,
                                              TrivetApproval       *approval);
void            trivet_manager_close_door    (TrivetManager        *self,
                                              TrivetPermission      permission);
gboolean        trivet_manager_is_open       (TrivetManager        *self,
                                              TrivetPermission      permission);

/* Without asking for a PIN; %NULL unless who is signed in may do it. */
TrivetApproval *trivet_manager_approve_self  (TrivetManager        *self,
                                              TrivetPermission      permission);
void            trivet_manager_approve_async (TrivetManager        *self,
                                              TrivetPermission      permission,
                                              TrivetSecret         *pin,
                                              const char           *staff,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
void            trivet_manager_approve_badge_async (TrivetManager       *self,
                                                    TrivetPermission     permission,
                                                    TrivetSecret        *badge,
                                                    const char          *staff,
                                                    GAsyncReadyCallback  callback,
                                                    gpointer             user_data);
/* The same for what only a manager may, such as setting the PIN; both end with check_finish. */
void            trivet_manager_check_async   (TrivetManager        *self,
                                              TrivetSecret         *pin,
                                              const char           *staff,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
TrivetApproval *trivet_manager_check_finish  (TrivetManager        *self,
                                              GAsyncResult         *result,
                                              GError              **error);

/* @approval: (transfer full) (nullable): needed when there is a PIN already. */
void            trivet_manager_set_pin_async  (TrivetManager        *self,
                                               TrivetSecret         *pin,
                                               TrivetApproval       *approval,
                                               const char           *staff,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
/* For whoever has the store's file anyway (trivetctl): without the old one, and named in the fact. */
void            trivet_manager_reset_pin_async (TrivetManager        *self,
                                                TrivetSecret         *pin,
                                                const char           *staff,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean        trivet_manager_set_pin_finish (TrivetManager        *self,
                                               GAsyncResult         *result,
                                               GError              **error);

/* Who did what, for those who may see it (%TRIVET_PERMISSION_SEE_AUDIT), in trivet-manager-audit.c: a page
 * (element-type TrivetAuditEntry), or all of it as lines of JSON. */
void            trivet_manager_list_audit_async    (TrivetManager          *self,
                                                    const TrivetAuditQuery *query,
                                                    GAsyncReadyCallback     callback,
                                                    gpointer                user_data);
GPtrArray      *trivet_manager_list_audit_finish   (TrivetManager          *self,
                                                    GAsyncResult           *result,
                                                    GError                **error);
void            trivet_manager_export_audit_async  (TrivetManager          *self,
                                                    const TrivetAuditQuery *query,
                                                    GAsyncReadyCallback     callback,
                                                    gpointer                user_data);
GBytes         *trivet_manager_export_audit_finish (TrivetManager          *self,
                                                    GAsyncResult           *result,
                                                    GError                **error);

/* What is offered as a reason, in trivet-manager-reasons.c; Trivet's own until it has loaded. @reasons:
 * (element-type TrivetReason): in their order; empty for Trivet's own again. */
const TrivetReasonList *trivet_manager_get_reasons (TrivetManager    *self);
void            trivet_manager_set_reasons_async  (TrivetManager        *self,
                                                   TrivetReasonKind      kind,
                                                   GPtrArray            *reasons,
                                                   const char           *staff,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        trivet_manager_set_reasons_finish (TrivetManager        *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

G_END_DECLS
