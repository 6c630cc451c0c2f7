/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-scan-decoder.h"

#include "trivet-scan-post.h"

/* The decode thread and its mailbox. The mailbox has one slot: a frame that comes while an older one
 * still waits replaces it, so a slow decode always sees the newest frame and never a backlog. */

struct _TrivetScanDecoder {
  gint   ref_count;
  GMutex lock;
  GCond  changed;

  /* Under the lock. */
  GstSample *waiting;
  guint      n_frames;
  gboolean   fresh;
  gboolean   stopped;

  TrivetDecodeFunc  decode;
  gpointer          decode_data;
  GDestroyNotify    decode_free;
  TrivetDecodedFunc decoded;
  gpointer          user_data;
  GMainContext     *context;
};

typedef struct {
  TrivetScanDecoder *decoder;
  TrivetSecret      *text;
} Delivery;

static TrivetScanDecoder *
decoder_ref (TrivetScanDecoder *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

static void
decoder_unref (TrivetScanDecoder *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;

  g_clear_pointer (&self->waiting, gst_sample_unref);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_main_context_unref (self->context);
  g_free (self);
}

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  trivet_secret_unref (delivery->text);
  decoder_unref (delivery->decoder);
  g_free (delivery);
}

/* In the owner's context, as is trivet_scan_decoder_stop(): so a stopped decoder is silent. */
static gboolean
on_delivery (gpointer data)
{
  Delivery *delivery = data;

  if (!delivery->decoder->stopped)
    delivery->decoder->decoded (delivery->text, delivery->decoder->user_data);

  return G_SOURCE_REMOVE;
}

static void
deliver (TrivetScanDecoder *self,
         TrivetSecret      *text)
{
  Delivery *delivery = g_new (Delivery, 1);

  delivery->decoder = decoder_ref (self);
  delivery->text = text;
  trivet_scan_post (self->context, on_delivery, delivery, delivery_free);
}

/* Waits for the newest frame; %NULL when the decoder was stopped. */
static GstSample *
take_frame (TrivetScanDecoder *self,
            gboolean          *ret_fresh)
{
  GstSample *sample;

  g_mutex_lock (&self->lock);
  while (self->waiting == NULL && !self->stopped)
    g_cond_wait (&self->changed, &self->lock);
  sample = self->stopped ? NULL : g_steal_pointer (&self->waiting);
  *ret_fresh = self->fresh;
  self->fresh = FALSE;
  g_mutex_unlock (&self->lock);

  return sample;
}

static gpointer
decode_in_thread (gpointer data)
{
  TrivetScanDecoder *self = data;
  GstSample         *sample;
  gboolean           fresh;

  while ((sample = take_frame (self, &fresh)) != NULL) {
    TrivetSecret *text = self->decode (sample, fresh, self->decode_data);

    gst_sample_unref (sample);
    if (text != NULL)
      deliver (self, text);
  }

  self->decode_free (self->decode_data);
  decoder_unref (self);

  return NULL;
}

/**
 * trivet_scan_decoder_new:
 * @decode: looks at a frame, in the decoder's thread
 * @decode_data: (transfer full): for @decode
 * @decode_free: frees @decode_data at the end, in the decoder's thread
 * @decoded: gets what was read, in the present thread-default main context
 * @user_data: for @decoded
 *
 * Starts a decode thread.
 *
 * Returns: (transfer full): a decoder, to be ended by trivet_scan_decoder_stop()
 */
TrivetScanDecoder *
trivet_scan_decoder_new (TrivetDecodeFunc  decode,
                         gpointer          decode_data,
                         GDestroyNotify    decode_free,
                         TrivetDecodedFunc decoded,
                         gpointer          user_data)
{
  TrivetScanDecoder *self = g_new0 (TrivetScanDecoder, 1);

  self->ref_count = 1;
  self->decode = decode;
  self->decode_data = decode_data;
  self->decode_free = decode_free;
  self->decoded = decoded;
  self->user_data = user_data;
  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_thread_unref (g_thread_new ("scan-decode", decode_in_thread, decoder_ref (self)));

  return self;
}

/**
 * trivet_scan_decoder_stop:
 * @self: (transfer full): a decoder
 *
 * Delivers nothing from now on and returns at once; the thread ends after the frame that it is
 * looking at. Call it in the main context that made the decoder.
 */
void
trivet_scan_decoder_stop (TrivetScanDecoder *self)
{
  g_mutex_lock (&self->lock);
  self->stopped = TRUE;
  g_clear_pointer (&self->waiting, gst_sample_unref);
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);

  decoder_unref (self);
}

/**
 * trivet_scan_decoder_push:
 * @self: a decoder
 * @sample: the newest frame
 *
 * Puts a frame into the mailbox, in place of an older one. Any thread; returns at once.
 */
void
trivet_scan_decoder_push (TrivetScanDecoder *self,
                          GstSample         *sample)
{
  GstSample *old;

  g_mutex_lock (&self->lock);
  old = self->waiting;
  self->waiting = self->stopped ? NULL : gst_sample_ref (sample);
  self->n_frames++;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);

  g_clear_pointer (&old, gst_sample_unref);
}

/**
 * trivet_scan_decoder_forget:
 * @self: a decoder
 *
 * With the next frame, forgets what earlier frames said.
 */
void
trivet_scan_decoder_forget (TrivetScanDecoder *self)
{
  g_mutex_lock (&self->lock);
  self->fresh = TRUE;
  g_mutex_unlock (&self->lock);
}

/**
 * trivet_scan_decoder_get_n_frames:
 * @self: a decoder
 *
 * Returns: how many frames came so far, looked at or not
 */
guint
trivet_scan_decoder_get_n_frames (TrivetScanDecoder *self)
{
  guint n_frames;

  g_mutex_lock (&self->lock);
  n_frames = self->n_frames;
  g_mutex_unlock (&self->lock);

  return n_frames;
}
