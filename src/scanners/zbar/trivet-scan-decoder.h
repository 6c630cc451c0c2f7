/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-secret.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * TrivetDecodeFunc:
 * @sample: the frame
 * @fresh: whether to forget what earlier frames said
 * @user_data: the owner's
 *
 * Looks at one frame, in the decoder's thread.
 *
 * Returns: (transfer full) (nullable): the text in it
 */
typedef TrivetSecret *(*TrivetDecodeFunc) (GstSample *sample,
                                           gboolean   fresh,
                                           gpointer   user_data);

/**
 * TrivetDecodedFunc:
 * @text: what was read
 * @user_data: the owner's
 *
 * Gets what was read, in the main context that made the decoder.
 */
typedef void (*TrivetDecodedFunc) (TrivetSecret *text,
                                   gpointer      user_data);

typedef struct _TrivetScanDecoder TrivetScanDecoder;

TrivetScanDecoder *trivet_scan_decoder_new          (TrivetDecodeFunc   decode,
                                                     gpointer           decode_data,
                                                     GDestroyNotify     decode_free,
                                                     TrivetDecodedFunc  decoded,
                                                     gpointer           user_data);
void               trivet_scan_decoder_stop         (TrivetScanDecoder *self);
void               trivet_scan_decoder_push         (TrivetScanDecoder *self,
                                                     GstSample         *sample);
void               trivet_scan_decoder_forget       (TrivetScanDecoder *self);
guint              trivet_scan_decoder_get_n_frames (TrivetScanDecoder *self);

G_END_DECLS
