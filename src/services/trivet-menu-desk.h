/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-menu-edit.h"
#include "trivet-register.h"

G_BEGIN_DECLS

/**
 * TrivetMenuDeskError:
 * @TRIVET_MENU_DESK_ERROR_NOT_ALLOWED: who is signed in may not do it; get somebody's yes
 * @TRIVET_MENU_DESK_ERROR_WRONG: the entry is wrong; trivet_menu_desk_finish() gives what
 * @TRIVET_MENU_DESK_ERROR_CONFLICT: somebody has changed the same meanwhile; look at it anew
 * @TRIVET_MENU_DESK_ERROR_GONE: somebody has taken it off the menu meanwhile
 * @TRIVET_MENU_DESK_ERROR_IN_USE: dishes need it (trivet_menu_count_users()); change those first
 */
typedef enum {
  TRIVET_MENU_DESK_ERROR_NOT_ALLOWED,
  TRIVET_MENU_DESK_ERROR_WRONG,
  TRIVET_MENU_DESK_ERROR_CONFLICT,
  TRIVET_MENU_DESK_ERROR_GONE,
  TRIVET_MENU_DESK_ERROR_IN_USE,
} TrivetMenuDeskError;

#define TRIVET_MENU_DESK_ERROR (trivet_menu_desk_error_quark ())
GQuark trivet_menu_desk_error_quark (void);

#define TRIVET_TYPE_MENU_DESK (trivet_menu_desk_get_type ())
G_DECLARE_FINAL_TYPE (TrivetMenuDesk, trivet_menu_desk, TRIVET, MENU_DESK, GObject)

/**
 * TrivetMenuDesk:
 *
 * Changes the register's menu while it sells. Commands wait for each other, so that each is judged
 * against what the one before has made durable; orders keep what they hold. Each can be taken back, as
 * long as nobody has changed the same since.
 *
 * Signal `changed`: whether something can be taken back is new.
 */
TrivetMenuDesk  *trivet_menu_desk_new         (TrivetRegister *reg,
                                               TrivetJournal  *journal);
/* @manager: (nullable): without one nobody is asked. */
void             trivet_menu_desk_set_manager (TrivetMenuDesk *self,
                                               TrivetManager  *manager);
TrivetPermission trivet_menu_desk_needs       (TrivetMenuDesk *self);
gboolean         trivet_menu_desk_can_undo    (TrivetMenuDesk *self);

/* Commands; all end with trivet_menu_desk_finish(). @approval: (transfer full) (nullable): needed when
 * trivet_menu_desk_needs() says so. */
/* @base: (nullable): what trivet_menu_describe() said when somebody began to change it; %NULL for
 * something new, which gets an id if it has none. */
void     trivet_menu_desk_save_async    (TrivetMenuDesk       *self,
                                         TrivetMenuPart        part,
                                         JsonObject           *base,
                                         JsonObject           *entry,
                                         TrivetApproval       *approval,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
void     trivet_menu_desk_remove_async  (TrivetMenuDesk       *self,
                                         TrivetMenuPart        part,
                                         const char           *id,
                                         TrivetApproval       *approval,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
/* @by: places down, or up when below 0; stops at the ends. */
void     trivet_menu_desk_move_async    (TrivetMenuDesk       *self,
                                         TrivetMenuPart        part,
                                         const char           *id,
                                         int                   by,
                                         TrivetApproval       *approval,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
/* @before: (nullable): who is to stand behind it; %NULL for nobody. */
void     trivet_menu_desk_place_async   (TrivetMenuDesk       *self,
                                         TrivetMenuPart        part,
                                         const char           *id,
                                         const char           *before,
                                         TrivetApproval       *approval,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
void     trivet_menu_desk_undo_async    (TrivetMenuDesk       *self,
                                         TrivetApproval       *approval,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
/* @ret_id: (out) (optional) (transfer full): what was saved or moved. @ret_faults: (out) (optional)
 * (transfer full) (nullable) (element-type TrivetMenuFault): what is wrong. */
gboolean trivet_menu_desk_finish        (TrivetMenuDesk       *self,
                                         GAsyncResult         *result,
                                         char                **ret_id,
                                         GPtrArray           **ret_faults,
                                         GError              **error);

G_END_DECLS
