/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "trivet-scan-decoder.h"

#include <string.h>

/* Goal: a decode that is slower than the camera sees the newest frame, keeps no backlog, and is
 * silent once it was stopped. Method: a decode function that waits for the test, frames that carry
 * their number, and a count of the frames that are alive. */

#define N_FRAMES 500

typedef struct {
  GMutex lock;
  GCond  changed;
  guint  may_finish; /* decodes that may end */
  guint  n_begun;
  guint  n_fresh;
  guint  last_number;
  gint   freed;

  GPtrArray *texts;
} Fixture;

static gint n_alive;

static void
on_frame_freed (gpointer       data,
                GstMiniObject *object)
{
  g_atomic_int_dec_and_test (&n_alive);
}

static GstSample *
make_frame (guint number)
{
  GstBuffer *buffer = gst_buffer_new_memdup (&number, sizeof number);
  GstSample *sample = gst_sample_new (buffer, NULL, NULL, NULL);

  g_atomic_int_inc (&n_alive);
  gst_mini_object_weak_ref (GST_MINI_OBJECT (buffer), on_frame_freed, NULL);
  gst_buffer_unref (buffer);

  return sample;
}

static void
push (TrivetScanDecoder *decoder,
      guint              number)
{
  GstSample *sample = make_frame (number);

  trivet_scan_decoder_push (decoder, sample);
  gst_sample_unref (sample);
}

static TrivetSecret *
decode_slowly (GstSample *sample,
               gboolean   fresh,
               gpointer   user_data)
{
  Fixture         *fixture = user_data;
  g_autofree char *text = NULL;
  guint            number;

  gst_buffer_extract (gst_sample_get_buffer (sample), 0, &number, sizeof number);
  g_mutex_lock (&fixture->lock);
  fixture->n_begun++;
  fixture->n_fresh += fresh ? 1 : 0;
  fixture->last_number = number;
  g_cond_broadcast (&fixture->changed);
  while (fixture->may_finish == 0)
    g_cond_wait (&fixture->changed, &fixture->lock);
  fixture->may_finish--;
  g_mutex_unlock (&fixture->lock);

  text = g_strdup_printf ("%u", number);
  return trivet_secret_new (text, -1);
}

static void
on_decoder_freed (gpointer data)
{
  Fixture *fixture = data;

  g_atomic_int_set (&fixture->freed, TRUE);
  g_main_context_wakeup (NULL);
}

static void
on_decoded (TrivetSecret *text,
            gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_ptr_array_add (fixture->texts, g_strdup (trivet_secret_peek (text)));
}

static void
wait_for_begun (Fixture *fixture,
                guint    n_begun)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  g_mutex_lock (&fixture->lock);
  while (fixture->n_begun < n_begun)
    g_assert_true (g_cond_wait_until (&fixture->changed, &fixture->lock, end));
  g_mutex_unlock (&fixture->lock);
}

static void
let_finish (Fixture *fixture,
            guint    n)
{
  g_mutex_lock (&fixture->lock);
  fixture->may_finish += n;
  g_cond_broadcast (&fixture->changed);
  g_mutex_unlock (&fixture->lock);
}

static TrivetScanDecoder *
set_up (Fixture *fixture)
{
  memset (fixture, 0, sizeof *fixture);
  g_mutex_init (&fixture->lock);
  g_cond_init (&fixture->changed);
  fixture->texts = g_ptr_array_new_with_free_func (g_free);

  return trivet_scan_decoder_new (decode_slowly, fixture, on_decoder_freed, on_decoded, fixture);
}

static void
tear_down (Fixture *fixture)
{
  let_finish (fixture, G_MAXUINT / 2);
  while (!g_atomic_int_get (&fixture->freed))
    g_main_context_iteration (NULL, TRUE);
  g_ptr_array_unref (fixture->texts);
  g_mutex_clear (&fixture->lock);
  g_cond_clear (&fixture->changed);
}

static void
test_newest_frame (void)
{
  Fixture            fixture;
  TrivetScanDecoder *decoder = set_up (&fixture);
  gint               most_alive = 0;

  push (decoder, 0);
  wait_for_begun (&fixture, 1);
  for (guint i = 1; i <= N_FRAMES; i++) {
    push (decoder, i);
    most_alive = MAX (most_alive, g_atomic_int_get (&n_alive));
  }
  /* One is being looked at, one waits, one is being handed over. */
  g_assert_cmpint (most_alive, <=, 3);
  g_assert_cmpuint (trivet_scan_decoder_get_n_frames (decoder), ==, N_FRAMES + 1);

  let_finish (&fixture, 1);
  wait_for_begun (&fixture, 2);
  g_assert_cmpuint (fixture.last_number, ==, N_FRAMES);
  let_finish (&fixture, 1);
  while (fixture.texts->len < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (g_ptr_array_index (fixture.texts, 0), ==, "0");
  g_assert_cmpstr (g_ptr_array_index (fixture.texts, 1), ==, "500");

  trivet_scan_decoder_stop (decoder);
  tear_down (&fixture);
  g_assert_cmpint (g_atomic_int_get (&n_alive), ==, 0);
}

static void
test_stop_is_silent (void)
{
  Fixture            fixture;
  TrivetScanDecoder *decoder = set_up (&fixture);

  push (decoder, 1);
  wait_for_begun (&fixture, 1);
  push (decoder, 2);
  /* Returns although the decode goes on; its answer comes too late. */
  trivet_scan_decoder_stop (decoder);
  let_finish (&fixture, 1);
  while (!g_atomic_int_get (&fixture.freed))
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture.texts->len, ==, 0);
  g_assert_cmpuint (fixture.n_begun, ==, 1);
  tear_down (&fixture);
}

static void
test_forget (void)
{
  Fixture            fixture;
  TrivetScanDecoder *decoder = set_up (&fixture);

  let_finish (&fixture, 3);
  push (decoder, 1);
  wait_for_begun (&fixture, 1);
  g_assert_cmpuint (fixture.n_fresh, ==, 0);
  trivet_scan_decoder_forget (decoder);
  push (decoder, 2);
  wait_for_begun (&fixture, 2);
  g_assert_cmpuint (fixture.n_fresh, ==, 1);
  push (decoder, 3);
  wait_for_begun (&fixture, 3);
  g_assert_cmpuint (fixture.n_fresh, ==, 1);

  trivet_scan_decoder_stop (decoder);
  tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);
  g_test_add_func ("/scanners/decoder/newest-frame", test_newest_frame);
  g_test_add_func ("/scanners/decoder/stop-is-silent", test_stop_is_silent);
  g_test_add_func ("/scanners/decoder/forget", test_forget);

  return g_test_run ();
}
