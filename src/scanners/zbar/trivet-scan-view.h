/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-luma.h"

G_BEGIN_DECLS

/**
 * TrivetLookScale:
 * @TRIVET_LOOK_COARSE: about 430 pixels for the longer side of the frame
 * @TRIVET_LOOK_MIDDLE: about 850
 * @TRIVET_LOOK_FULL: as the camera gives it
 * @TRIVET_LOOK_DOUBLE: twice that
 */
typedef enum {
  TRIVET_LOOK_COARSE,
  TRIVET_LOOK_MIDDLE,
  TRIVET_LOOK_FULL,
  TRIVET_LOOK_DOUBLE,
} TrivetLookScale;

#define TRIVET_LOOK_N_SCALES (TRIVET_LOOK_DOUBLE + 1)

/**
 * TrivetLookTreatment:
 * @TRIVET_LOOK_PLAIN: as it is
 * @TRIVET_LOOK_SMOOTH: against noise and interference
 * @TRIVET_LOOK_LEVEL: against reflections and low contrast
 * @TRIVET_LOOK_MERGE: some rows into one, for upright bars in noise
 * @TRIVET_LOOK_OTHER: the polarity that is less likely
 */
typedef enum {
  TRIVET_LOOK_PLAIN = 0,
  TRIVET_LOOK_SMOOTH = 1 << 0,
  TRIVET_LOOK_LEVEL = 1 << 1,
  TRIVET_LOOK_MERGE = 1 << 2,
  TRIVET_LOOK_OTHER = 1 << 3,
} TrivetLookTreatment;

/**
 * TrivetLook:
 * @scale: at which size
 * @treatment: what is done to the pixels
 * @gain: of %TRIVET_LOOK_LEVEL
 *
 * One way of looking at a frame.
 */
typedef struct {
  TrivetLookScale     scale;
  TrivetLookTreatment treatment;
  int                 gain;
} TrivetLook;

typedef struct _TrivetScanView TrivetScanView;

TrivetScanView *trivet_scan_view_new        (void);
void            trivet_scan_view_free       (TrivetScanView       *self);
void            trivet_scan_view_wipe       (TrivetScanView       *self);
void            trivet_scan_view_set_frame  (TrivetScanView       *self,
                                             const TrivetLuma     *frame);
TrivetLumaArea  trivet_scan_view_get_region (TrivetScanView       *self);
TrivetLumaArea  trivet_scan_view_get_whole  (TrivetScanView       *self);
gboolean        trivet_scan_view_is_same    (TrivetScanView       *self,
                                             const TrivetLook *look,
                                             const TrivetLook *other);
gboolean        trivet_scan_view_make       (TrivetScanView       *self,
                                             const TrivetLook *look,
                                             const TrivetLumaArea *area,
                                             TrivetLuma           *ret_picture);
TrivetLumaArea  trivet_scan_view_map_back   (TrivetScanView       *self,
                                             const TrivetLook *look,
                                             const TrivetLumaArea *area,
                                             const TrivetLumaArea *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetScanView, trivet_scan_view_free)

G_END_DECLS
