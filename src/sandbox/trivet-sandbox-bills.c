/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-bill-private.h"
#include "trivet-sandbox-cipher.h"

/**
 * SECTION:trivet-sandbox-bills
 *
 * Which bills there are and where: yesterday's from nine in the morning in Beijing, with a link
 * that dies soon. What is asked for is written at once out of the books and kept till then.
 */

#define ALIPAY_PATH "/downloadBillFile.resource?bizType=trade&fileType=csv.zip&fileId="
#define WECHAT_PATH "/v3/billdownload/file?token="
/* A register that decodes a link and encodes it again asks for another one. */
#define TOKEN_END     "%2Fx%2B"
#define ALIPAY_LIFE_S 30
#define WECHAT_LIFE_S 300
#define READY_HOUR    9
#define MAX_DAYS      92
#define MAX_FILES     64
#define SLOW_S        3
#define OPENING_MINOR 1000000

#define NAMED(name) [TRIVET_SANDBOX_BILL_##name]

static const char *const trouble_names[TRIVET_SANDBOX_N_BILL_TROUBLES] = {
  NAMED (GOOD) = "good",
  NAMED (NOT_YET) = "not-yet",
  NAMED (NO_BUSINESS) = "no-business",
  NAMED (TRUNCATED) = "truncated",
  NAMED (WRONG_HASH) = "wrong-hash",
  NAMED (WRONG_TOTALS) = "wrong-totals",
  NAMED (UNKNOWN_COLUMN) = "unknown-column",
  NAMED (MISSING_COLUMN) = "missing-column",
  NAMED (ROW_REMOVED) = "row-removed",
  NAMED (AMOUNT_CHANGED) = "amount-changed",
  NAMED (FOREIGN_ROW) = "foreign-row",
  NAMED (SLOW) = "slow",
  NAMED (URL_DEAD) = "url-dead",
};

#undef NAMED

typedef struct {
  GBytes *bytes;
  gint64  ends_us;
  guint   late_s;
} File;

struct _TrivetSandboxBills {
  GObject parent_instance;

  TrivetSandboxBooks      *books;
  char                    *appid;
  char                    *mchid;
  gboolean                 today;
  TrivetSandboxBillTrouble next;
  GHashTable              *files;
};

G_DEFINE_FINAL_TYPE (TrivetSandboxBills, trivet_sandbox_bills, G_TYPE_OBJECT)

static void
free_file (gpointer data)
{
  File *file = data;

  g_bytes_unref (file->bytes);
  g_free (file);
}

static gboolean
is_dead (gpointer key,
         gpointer value,
         gpointer user_data)
{
  const File *file = value;

  return file->ends_us <= *(const gint64 *) user_data;
}

static gboolean
parse_day (const char *date,
           gint64     *ret_us)
{
  g_autofree char *stamp = g_strconcat (date, "T00:00:00+08:00", NULL);
  g_autoptr (GDateTime) day = NULL;

  if (!g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", date, G_REGEX_DOLLAR_ENDONLY, 0))
    return FALSE;

  day = g_date_time_new_from_iso8601 (stamp, NULL);
  if (day == NULL)
    return FALSE;
  *ret_us = g_date_time_to_unix (day) * G_USEC_PER_SEC;
  return TRUE;
}

/* Whether there is a bill of that day by now. Alipay calls the running day "not yet". */
static TrivetSandboxBillVerdict
judge_day (TrivetSandboxBills   *self,
           TrivetSandboxBillKind kind,
           gint64                day_us,
           gint64                now_us)
{
  gint64 end_us = day_us + G_TIME_SPAN_DAY;

  if (now_us < day_us || now_us - day_us > MAX_DAYS * G_TIME_SPAN_DAY)
    return TRIVET_SANDBOX_BILL_BAD_DATE;
  if (self->today)
    return TRIVET_SANDBOX_BILL_MADE;
  if (now_us < end_us)
    return kind == TRIVET_SANDBOX_BILL_ALIPAY ? TRIVET_SANDBOX_BILL_WAIT : TRIVET_SANDBOX_BILL_BAD_DATE;
  return now_us < end_us + READY_HOUR * G_TIME_SPAN_HOUR ? TRIVET_SANDBOX_BILL_WAIT : TRIVET_SANDBOX_BILL_MADE;
}

static GBytes *
squeeze (GBytes *plain)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_write_all (stream, g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), NULL, NULL, &error) || !g_output_stream_close (stream, NULL, &error))
    g_error ("Memory takes no bytes: %s", error->message);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* Spoils the finished file: cuts it, or (a ZIP, which has no hash outside) turns over one bit. */
static GBytes *
spoil (GBytes                  *bytes,
       TrivetSandboxBillTrouble trouble,
       gboolean                 zip)
{
  gsize              length = g_bytes_get_size (bytes);
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), length);

  if (trouble == TRIVET_SANDBOX_BILL_TRUNCATED)
    length = length * 6 / 10;
  if (trouble == TRIVET_SANDBOX_BILL_WRONG_HASH && zip)
    copy[length / 3] ^= 0x10;
  return g_bytes_new (copy, length);
}

static char *
keep_file (TrivetSandboxBills      *self,
           GBytes                  *bytes,
           TrivetSandboxBillKind    kind,
           TrivetSandboxBillTrouble trouble,
           gint64                   now_us)
{
  gboolean         alipay = kind == TRIVET_SANDBOX_BILL_ALIPAY;
  g_autofree char *token = trivet_sandbox_random_token (TRIVET_SANDBOX_ALNUM, 40);
  char            *url = g_strconcat (alipay ? ALIPAY_PATH : WECHAT_PATH, token, TOKEN_END, NULL);
  File            *file = g_new0 (File, 1);

  g_hash_table_foreach_remove (self->files, is_dead, &now_us);
  if (g_hash_table_size (self->files) >= MAX_FILES)
    g_hash_table_remove_all (self->files);

  file->bytes = spoil (bytes, trouble, alipay);
  file->late_s = trouble == TRIVET_SANDBOX_BILL_SLOW ? SLOW_S : 0;
  file->ends_us = now_us;
  if (trouble != TRIVET_SANDBOX_BILL_URL_DEAD)
    file->ends_us += (alipay ? ALIPAY_LIFE_S : WECHAT_LIFE_S) * G_USEC_PER_SEC;
  g_hash_table_replace (self->files, g_strdup (url), file);
  return url;
}

static void
write_bill (TrivetSandboxBills           *self,
            const TrivetSandboxBillPaper *paper,
            gboolean                      gzip,
            TrivetSandboxBillRuling      *ruling)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) packed = NULL;

  if (paper->kind == TRIVET_SANDBOX_BILL_ALIPAY) {
    plain = _trivet_sandbox_bill_make_zip (paper);
  } else {
    text = paper->kind == TRIVET_SANDBOX_BILL_FUNDS ? _trivet_sandbox_bill_print_funds (paper)
                                                    : _trivet_sandbox_bill_print_trade (paper);
    plain = g_bytes_new (text, strlen (text));
  }

  ruling->hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA1, plain);
  if (paper->trouble == TRIVET_SANDBOX_BILL_WRONG_HASH)
    ruling->hash[0] = ruling->hash[0] == '0' ? '1' : '0';
  packed = gzip ? squeeze (plain) : g_bytes_ref (plain);
  ruling->url = keep_file (self, packed, paper->kind, paper->trouble, paper->now_us);
}

static void
trivet_sandbox_bills_finalize (GObject *object)
{
  TrivetSandboxBills *self = TRIVET_SANDBOX_BILLS (object);

  g_object_unref (self->books);
  g_free (self->appid);
  g_free (self->mchid);
  g_hash_table_unref (self->files);

  G_OBJECT_CLASS (trivet_sandbox_bills_parent_class)->finalize (object);
}

static void
trivet_sandbox_bills_class_init (TrivetSandboxBillsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_sandbox_bills_finalize;
}

static void
trivet_sandbox_bills_init (TrivetSandboxBills *self)
{
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_file);
}

/**
 * trivet_sandbox_bill_ruling_clear:
 * @self: a ruling
 *
 * Frees what is inside.
 */
void
trivet_sandbox_bill_ruling_clear (TrivetSandboxBillRuling *self)
{
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->hash, g_free);
}

/**
 * trivet_sandbox_bills_new:
 * @books: where orders are kept
 * @appid: the shop's at WeChat Pay
 * @mchid: the shop's at WeChat Pay
 * @today: whether there is a bill of the running day, too, which no wallet offers
 *
 * Returns: (transfer full): who writes the bills
 */
TrivetSandboxBills *
trivet_sandbox_bills_new (TrivetSandboxBooks *books,
                          const char         *appid,
                          const char         *mchid,
                          gboolean            today)
{
  TrivetSandboxBills *self = g_object_new (TRIVET_SANDBOX_TYPE_BILLS, NULL);

  self->books = g_object_ref (books);
  self->appid = g_strdup (appid);
  self->mchid = g_strdup (mchid);
  self->today = today;
  return self;
}

/**
 * trivet_sandbox_bills_set_today:
 * @self: the bills
 * @today: whether there is a bill of the running day
 */
void
trivet_sandbox_bills_set_today (TrivetSandboxBills *self,
                                gboolean            today)
{
  self->today = today;
}

/**
 * trivet_sandbox_bills_force:
 * @self: the bills
 * @name: (nullable): what is wrong with the next bill, as in README.md
 *
 * Returns: whether there is such a trouble
 */
gboolean
trivet_sandbox_bills_force (TrivetSandboxBills *self,
                            const char         *name)
{
  for (guint i = 0; i < TRIVET_SANDBOX_N_BILL_TROUBLES; i++) {
    if (g_strcmp0 (trouble_names[i], name) == 0) {
      self->next = i;
      return TRUE;
    }
  }

  return FALSE;
}

/**
 * trivet_sandbox_bills_make:
 * @self: the bills
 * @kind: which one
 * @date: of which day in Beijing, YYYY-MM-DD
 * @gzip: whether it is to be packed
 * @now_us: now
 * @ret_ruling: (out caller-allocates): what to answer; clear it afterwards
 */
void
trivet_sandbox_bills_make (TrivetSandboxBills      *self,
                           TrivetSandboxBillKind    kind,
                           const char              *date,
                           gboolean                 gzip,
                           gint64                   now_us,
                           TrivetSandboxBillRuling *ret_ruling)
{
  TrivetSandboxBillPaper paper = { .date = date, .appid = self->appid, .mchid = self->mchid, .kind = kind, .now_us = now_us };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) before = NULL;
  gint64 day_us;

  *ret_ruling = (TrivetSandboxBillRuling){ .verdict = TRIVET_SANDBOX_BILL_BAD_DATE };
  if (!parse_day (date, &day_us))
    return;

  paper.trouble = self->next;
  self->next = TRIVET_SANDBOX_BILL_GOOD;
  ret_ruling->verdict = judge_day (self, kind, day_us, now_us);
  if (paper.trouble == TRIVET_SANDBOX_BILL_NOT_YET)
    ret_ruling->verdict = TRIVET_SANDBOX_BILL_WAIT;
  if (paper.trouble == TRIVET_SANDBOX_BILL_NO_BUSINESS)
    ret_ruling->verdict = TRIVET_SANDBOX_BILL_EMPTY;
  if (ret_ruling->verdict != TRIVET_SANDBOX_BILL_MADE)
    return;

  entries = _trivet_sandbox_entries_collect (self->books, kind, day_us, day_us + G_TIME_SPAN_DAY);
  before = _trivet_sandbox_entries_collect (self->books, kind, 1, day_us);
  _trivet_sandbox_entries_spoil (entries, paper.trouble, day_us + G_TIME_SPAN_HOUR);
  paper.entries = entries;
  paper.opening_minor = OPENING_MINOR + _trivet_sandbox_entries_sum_funds (before);
  if (entries->len == 0)
    ret_ruling->verdict = TRIVET_SANDBOX_BILL_EMPTY;
  else
    write_bill (self, &paper, gzip, ret_ruling);
}

/**
 * trivet_sandbox_bills_fetch:
 * @self: the bills
 * @url: path and query as they were asked for
 * @now_us: now
 * @ret_late_s: (out): how many seconds the answer takes
 *
 * Returns: (transfer full) (nullable): the file, or %NULL when there is none, or none any more
 */
GBytes *
trivet_sandbox_bills_fetch (TrivetSandboxBills *self,
                            const char         *url,
                            gint64              now_us,
                            guint              *ret_late_s)
{
  const File *file = g_hash_table_lookup (self->files, url);

  if (file == NULL || file->ends_us <= now_us)
    return NULL;

  *ret_late_s = file->late_s;
  return g_bytes_ref (file->bytes);
}
