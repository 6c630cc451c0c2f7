/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_TRAINING_GATEWAYS (trivet_training_gateways_get_type ())
G_DECLARE_FINAL_TYPE (TrivetTrainingGateways, trivet_training_gateways, TRIVET, TRAINING_GATEWAYS, GObject)

/* trivet-sandbox as a child process, which ends with this object. */
void                    trivet_training_gateways_start_async  (const char           *state_dir,
                                                               GAsyncReadyCallback   callback,
                                                               gpointer              user_data);
TrivetTrainingGateways *trivet_training_gateways_start_finish (GAsyncResult         *result,
                                                               GError              **error);
const char             *trivet_training_gateways_get_url      (TrivetTrainingGateways *self);
char                   *trivet_training_gateways_dup_path     (TrivetTrainingGateways *self,
                                                               const char             *name);

G_END_DECLS
