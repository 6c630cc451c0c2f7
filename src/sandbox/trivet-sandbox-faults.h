/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-message.h"

G_BEGIN_DECLS

/**
 * TrivetSandboxFault:
 * @TRIVET_SANDBOX_FAULT_NONE: the call goes well
 * @TRIVET_SANDBOX_FAULT_LOST: done, the answer is lost
 * @TRIVET_SANDBOX_FAULT_NOT_DONE: the connection breaks before anything is done
 * @TRIVET_SANDBOX_FAULT_HANG: done, never answered
 * @TRIVET_SANDBOX_FAULT_LATE: done, answered after a while
 * @TRIVET_SANDBOX_FAULT_SWAP: done, answered after the next call was answered
 * @TRIVET_SANDBOX_FAULT_TWICE: arrives twice; the second answer is given
 * @TRIVET_SANDBOX_FAULT_GARBAGE: done, answered with a page for people
 * @TRIVET_SANDBOX_FAULT_FORGED: done, the answer is signed by a stranger
 * @TRIVET_SANDBOX_FAULT_BUSY: not done: too many calls
 * @TRIVET_SANDBOX_FAULT_SYSTEM_ERROR: not done: "system error"
 * @TRIVET_SANDBOX_FAULT_DONE_SYSTEM_ERROR: done, and "system error" all the same
 *
 * What can go wrong with any call.
 */
typedef enum {
  TRIVET_SANDBOX_FAULT_NONE,
  TRIVET_SANDBOX_FAULT_LOST,
  TRIVET_SANDBOX_FAULT_NOT_DONE,
  TRIVET_SANDBOX_FAULT_HANG,
  TRIVET_SANDBOX_FAULT_LATE,
  TRIVET_SANDBOX_FAULT_SWAP,
  TRIVET_SANDBOX_FAULT_TWICE,
  TRIVET_SANDBOX_FAULT_GARBAGE,
  TRIVET_SANDBOX_FAULT_FORGED,
  TRIVET_SANDBOX_FAULT_BUSY,
  TRIVET_SANDBOX_FAULT_SYSTEM_ERROR,
  TRIVET_SANDBOX_FAULT_DONE_SYSTEM_ERROR,
} TrivetSandboxFault;

#define TRIVET_SANDBOX_N_FAULTS 12

#define TRIVET_SANDBOX_TYPE_FAULTS (trivet_sandbox_faults_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSandboxFaults, trivet_sandbox_faults, TRIVET_SANDBOX, FAULTS, GObject)

TrivetSandboxFaults  *trivet_sandbox_faults_new        (void);
gboolean              trivet_sandbox_faults_plan       (TrivetSandboxFaults        *self,
                                                        const char                 *call,
                                                        const char                 *name,
                                                        guint                       count,
                                                        guint                       seconds);
TrivetSandboxFault    trivet_sandbox_faults_take       (TrivetSandboxFaults        *self,
                                                        const TrivetSandboxRequest *request,
                                                        guint                      *ret_seconds);
char                 *trivet_sandbox_faults_dup_report (TrivetSandboxFaults        *self);
const char           *trivet_sandbox_faults_name_call  (const TrivetSandboxRequest *request);
TrivetSandboxTrouble  trivet_sandbox_fault_get_trouble (TrivetSandboxFault          fault);

G_END_DECLS
