/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench-peer.h"
#include "trivet-scan-file.h"
#include "trivet-scan-ladder.h"

#include <glib/gstdio.h>

#include <stdio.h>
#include <string.h>
#include <time.h>

/* Goal: our ladder reads at least 16 points more unseen phone screens than zxing-cpp at its most
 * thorough, in at most 1.3 times its time, more than it with an inverted retry too, and never a
 * wrong one. Method: draw frames from a seed, give each frame to all decoders in turn on one
 * thread, so that load on the machine hits them alike, and compare. */

#define MAX_TEXT 128

#define GOAL_POINTS 16.0
#define GOAL_TIME   1.3

typedef enum {
  LADDER_16,
  LADDER_33,
  LADDER_STILL,
  LADDER_NO_LIMIT,
  PEER,
  PEER_INVERTED,
} Decoder;

#define N_DECODERS (PEER_INVERTED + 1)

static const char *const decoder_names[N_DECODERS] = {
  [LADDER_16] = "ladder, 16 ms",
  [LADDER_33] = "ladder, 33 ms",
  [LADDER_STILL] = "ladder, 40 ms",
  [LADDER_NO_LIMIT] = "ladder, no limit",
  [PEER] = "zxing-cpp harder",
  [PEER_INVERTED] = "  + inverted retry",
};

typedef struct {
  guint   n_right;
  guint   n_wrong;
  GArray *times; /* double, milliseconds */
} Score;

typedef struct {
  Score             scores[N_DECODERS];
  TrivetScanLadder *ladders[PEER];
  GHashTable       *missed; /* class → number of frames that no limit did not read */
  guint             n_frames;
} Bench;

static char *option_dir;
static char *option_generator;
static char *option_params;
static int   option_seed = 2026;
static int   option_scale = 5;

static const GOptionEntry options[] = {
  { "dir", 0, 0, G_OPTION_ARG_FILENAME, &option_dir, "Frames that are drawn already, with truth.tsv", "DIR" },
  { "generator", 0, 0, G_OPTION_ARG_FILENAME, &option_generator, "Program that draws frames", "FILE" },
  { "params", 0, 0, G_OPTION_ARG_FILENAME, &option_params, "Its parameters", "FILE" },
  { "seed", 0, 0, G_OPTION_ARG_INT, &option_seed, "Its seed", "N" },
  { "scale", 0, 0, G_OPTION_ARG_INT, &option_scale, "Frames of a class, at most", "N" },
  { NULL },
};

/* Processor time of this thread: other work on the machine does not count. */
static double
get_ms (void)
{
  struct timespec work;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &work);
  return (double) work.tv_sec * 1000.0 + (double) work.tv_nsec / 1000000.0;
}

static void
read_with_ladder (TrivetScanLadder *ladder,
                  const TrivetLuma *frame,
                  char             *ret_text)
{
  g_autoptr (TrivetSecret) text = NULL;
  TrivetScanKind kind;

  text = trivet_scan_ladder_read (ladder, frame, &kind);
  g_strlcpy (ret_text, text != NULL ? trivet_secret_peek (text) : "", MAX_TEXT);
}

static void
read_with_peer (const TrivetLuma *frame,
                gboolean          inverted,
                char             *ret_text)
{
  g_autofree guint8 *pixels = NULL;
  TrivetLuma         picture;

  bench_peer_read (frame->pixels, frame->width, frame->height, ret_text, MAX_TEXT);
  if (ret_text[0] != '\0' || !inverted)
    return;

  pixels = g_malloc ((gsize) frame->width * (gsize) frame->height);
  picture = trivet_luma_invert (frame, pixels);
  bench_peer_read (picture.pixels, picture.width, picture.height, ret_text, MAX_TEXT);
}

static gboolean
is_payment (const char *text)
{
  gsize length = strlen (text);

  return length >= 16 && length <= 24 && strspn (text, "0123456789") == length;
}

static gboolean
judge (Score      *score,
       const char *text,
       const char *truth,
       double      ms)
{
  gboolean right = strcmp (text, truth) == 0;

  g_array_append_val (score->times, ms);
  score->n_right += right ? 1 : 0;
  score->n_wrong += !right && is_payment (text) ? 1 : 0;

  return right;
}

static void
count_missed (Bench      *bench,
              const char *class_name)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (bench->missed, class_name));

  g_hash_table_insert (bench->missed, g_strdup (class_name), GUINT_TO_POINTER (n + 1));
}

static void
try_frame (Bench            *bench,
           const TrivetLuma *frame,
           const char       *truth,
           const char       *class_name)
{
  for (guint i = 0; i < N_DECODERS; i++) {
    Decoder decoder = (bench->n_frames + i) % N_DECODERS; /* no one is always the first */
    char    text[MAX_TEXT] = "";
    double  from = get_ms ();

    if (decoder < PEER)
      read_with_ladder (bench->ladders[decoder], frame, text);
    else
      read_with_peer (frame, decoder == PEER_INVERTED, text);
    if (!judge (&bench->scores[decoder], text, truth, get_ms () - from) &&
        decoder == LADDER_NO_LIMIT)
      count_missed (bench, class_name);
  }
  bench->n_frames++;
}

static gboolean
run_frames (Bench      *bench,
            const char *dir,
            GError    **error)
{
  g_autofree char *path = g_build_filename (dir, "truth.tsv", NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &contents, NULL, error))
    return FALSE;

  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
    g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
    g_autofree char   *name = g_build_filename (dir, fields[0], NULL);
    g_autofree guint8 *pixels = NULL;
    TrivetLuma         frame;

    pixels = trivet_scan_load_pgm (name, &frame, error);
    if (pixels == NULL)
      return FALSE;
    try_frame (bench, &frame, fields[1], fields[2]);
  }

  return TRUE;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
get_mean (const Score *score)
{
  double sum = 0;

  for (guint i = 0; i < score->times->len; i++)
    sum += g_array_index (score->times, double, i);

  return sum / score->times->len;
}

static double
get_rate (const Bench *bench,
          Decoder      decoder)
{
  return 100.0 * bench->scores[decoder].n_right / bench->n_frames;
}

static void
print_table (Bench *bench)
{
  GHashTableIter iter;
  gpointer       key;
  gpointer       value;

  printf ("%-20s %7s %6s %8s %8s %8s %8s\n", "decoder", "rate %", "wrong", "mean ms", "median", "p95", "x zxing");
  for (guint i = 0; i < N_DECODERS; i++) {
    Score *score = &bench->scores[i];

    g_array_sort (score->times, compare_times);
    printf ("%-20s %7.1f %6u %8.2f %8.2f %8.2f %8.2f\n",
            decoder_names[i],
            get_rate (bench, i),
            score->n_wrong,
            get_mean (score),
            g_array_index (score->times, double, score->times->len / 2),
            g_array_index (score->times, double, score->times->len * 95 / 100),
            get_mean (score) / get_mean (&bench->scores[PEER]));
  }

  printf ("%u frames; not read without limit:", bench->n_frames);
  g_hash_table_iter_init (&iter, bench->missed);
  while (g_hash_table_iter_next (&iter, &key, &value))
    printf (" %s %u", (const char *) key, GPOINTER_TO_UINT (value));
  printf ("\n");
}

static void
print_goals (const Bench *bench)
{
  double points = get_rate (bench, LADDER_STILL) - get_rate (bench, PEER);
  double ahead = get_rate (bench, LADDER_STILL) - get_rate (bench, PEER_INVERTED);
  double times = get_mean (&bench->scores[LADDER_STILL]) / get_mean (&bench->scores[PEER]);

  printf ("goals, at 40 ms:\n");
  printf ("goal: 16 points more than zxing-cpp harder: %+.1f, %s\n", points, points >= GOAL_POINTS ? "met" : "missed");
  printf ("goal: at most 1.3 times its time: %.2f, %s\n", times, times <= GOAL_TIME ? "met" : "missed");
  printf ("goal: ahead of it with an inverted retry: %+.1f, %s\n", ahead, ahead > 0 ? "met" : "missed");
}

static gboolean
draw_frames (const char *dir,
             GError    **error)
{
  g_autofree char *seed = g_strdup_printf ("%d", option_seed);
  g_autofree char *scale = g_strdup_printf ("%d", option_scale);
  const char      *argv[] = { option_generator, "--params", option_params, "--seed", seed, "--scale", scale, "--out", dir, NULL };
  int              status = 0;

  return g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, error) &&
         g_spawn_check_wait_status (status, error);
}

static void
remove_frames (const char *dir)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL) {
    g_autofree char *path = g_build_filename (dir, name, NULL);

    g_unlink (path);
  }
  g_rmdir (dir);
}

static gboolean
run (Bench   *bench,
     GError **error)
{
  g_autofree char *dir = NULL;
  gboolean         done;

  if (option_dir != NULL)
    return run_frames (bench, option_dir, error);

  dir = g_dir_make_tmp ("trivet-scan-XXXXXX", error);
  if (dir == NULL)
    return FALSE;
  done = draw_frames (dir, error) && run_frames (bench, dir, error);
  remove_frames (dir);

  return done;
}

static void
begin (Bench *bench)
{
  const gint64 budgets[PEER] = {
    [LADDER_16] = 16000,
    [LADDER_33] = 33000,
    [LADDER_STILL] = TRIVET_SCAN_STILL_BUDGET_US,
    [LADDER_NO_LIMIT] = TRIVET_SCAN_NO_LIMIT,
  };

  for (guint i = 0; i < PEER; i++)
    bench->ladders[i] = trivet_scan_ladder_new (TRIVET_SCAN_STILL, budgets[i]);
  for (guint i = 0; i < N_DECODERS; i++)
    bench->scores[i].times = g_array_new (FALSE, FALSE, sizeof (double));
  bench->missed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static guint
end (Bench *bench)
{
  guint n_wrong = 0;

  for (guint i = 0; i < PEER; i++) {
    trivet_scan_ladder_free (bench->ladders[i]);
    n_wrong += bench->scores[i].n_wrong;
  }
  for (guint i = 0; i < N_DECODERS; i++)
    g_array_unref (bench->scores[i].times);
  g_hash_table_unref (bench->missed);

  return n_wrong;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("- compare decoders on drawn phone screens");
  g_autoptr (GError) error = NULL;
  Bench bench = { 0 };
  guint n_wrong;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) ||
      (option_dir == NULL && (option_generator == NULL || option_params == NULL))) {
    g_printerr ("bench-scan: %s\n", error != NULL ? error->message : "give --dir, or --generator and --params");
    return 2;
  }

  begin (&bench);
  if (!run (&bench, &error)) {
    g_printerr ("bench-scan: %s\n", error->message);
    end (&bench);
    return 1;
  }
  print_table (&bench);
  print_goals (&bench);
  n_wrong = end (&bench);

  return n_wrong == 0 ? 0 : 1;
}
