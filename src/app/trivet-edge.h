/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-clock.h"
#include "trivet-guest-phone.h"
#include "trivet-pin-hasher.h"
#include "trivet-provider-registry.h"
#include "trivet-random.h"
#include "trivet-scan-source.h"
#include "trivet-scanner.h"

G_BEGIN_DECLS

/**
 * TrivetEdge:
 * @version: of the build that it belongs to
 * @load_providers: MUST do what trivet_provider_table_load() says
 * @new_hasher: MUST make what hashes PINs slowly; (transfer full)
 * @new_scanner: MUST make what watches a camera; (transfer full)
 * @show_scanner: MUST hand a grey picture, @width × @height bytes, to a scanner of @new_scanner whose
 *   source is %TRIVET_SCAN_SOURCE_TRAINING
 * @new_guest_phone: MUST make the guest's wallets of the training gateways; (transfer full) (nullable)
 *
 * Constructors of everything that needs the large libraries: HTTPS, cryptography, archives, cameras.
 * No first frame needs them, and loading them takes as long as a bare window, so `trivet` has them
 * in one shared object of its own build and opens it when the first frame is on the screen. The
 * other programs link the same table. It is no way to add anything at run time: there is this one
 * object, made with the program, and it is refused when it is of another build.
 */
typedef struct {
  const char       *version;
  gboolean          (*load_providers)  (TrivetProviderRegistry *registry,
                                        const char             *path,
                                        gboolean                training,
                                        TrivetClock            *clock,
                                        TrivetRandom           *random,
                                        GPtrArray              *ret_problems,
                                        GHashTable             *ret_fee_rates,
                                        GError                **error);
  TrivetPinHasher  *(*new_hasher)      (TrivetRandom           *random);
  TrivetScanner    *(*new_scanner)     (const TrivetScanSource *source);
  void              (*show_scanner)    (TrivetScanner          *scanner,
                                        GBytes                 *grey,
                                        int                     width,
                                        int                     height);
  TrivetGuestPhone *(*new_guest_phone) (const char             *base_url,
                                        const char             *ca_file,
                                        TrivetClock            *clock,
                                        GError                **error);
} TrivetEdge;

/**
 * TrivetEdgeFunc:
 * @error: return location: one sentence for people when it cannot be had
 *
 * Returns: (transfer none) (nullable): the table, which lives as long as the program
 */
typedef const TrivetEdge *(*TrivetEdgeFunc) (GError **error);

const TrivetEdge *trivet_edge_get_table (void);

G_END_DECLS
