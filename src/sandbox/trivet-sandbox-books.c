/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-books.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

/**
 * SECTION:trivet-sandbox-books
 *
 * The sandbox's books: a file of JSON lines to which each change of an order is appended and
 * synced before anybody is told. The last line of an order counts. A line that was cut by a crash
 * was never answered for, so it is dropped when the books are opened.
 */

struct _TrivetSandboxBooks {
  GObject parent_instance;

  GHashTable *orders;
  GHashTable *trades;
  GPtrArray  *sequence;
  int         fd;
};

G_DEFINE_FINAL_TYPE (TrivetSandboxBooks, trivet_sandbox_books, G_TYPE_OBJECT)

static void
set_errno_error (GError    **error,
                 const char *what,
                 const char *path)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s %s: %s", what, path,
               g_strerror (saved));
}

/* Takes over @order. The key of the first order of a number stays, so the list keeps its order. */
static void
remember (TrivetSandboxBooks *self,
          TrivetSandboxOrder *order)
{
  g_autofree char *key = trivet_sandbox_order_dup_key (order->wallet, order->number);

  if (!g_hash_table_contains (self->orders, key))
    g_ptr_array_add (self->sequence, g_strdup (key));
  g_hash_table_replace (self->trades, trivet_sandbox_order_dup_key (order->wallet, order->trade_no),
                        g_strdup (order->number));
  g_hash_table_replace (self->orders, g_steal_pointer (&key), order);
}

static gboolean
load_line (TrivetSandboxBooks *self,
           const char         *line,
           GError            **error)
{
  g_autoptr (JsonNode) node = json_from_string (line, error);
  TrivetSandboxOrder *order;

  if (node == NULL)
    return FALSE;

  order = trivet_sandbox_order_from_json (node);
  if (order == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "A line of the books is no order");
    return FALSE;
  }

  remember (self, order);
  return TRUE;
}

static gboolean
load_lines (TrivetSandboxBooks *self,
            const char         *path,
            GError            **error)
{
  g_autofree char *text = NULL;
  char            *line;
  char            *end;

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;

  for (line = text; (end = strchr (line, '\n')) != NULL; line = end + 1) {
    *end = '\0';
    if (!load_line (self, line, error)) {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  }

  if (ftruncate (self->fd, line - text) != 0 || lseek (self->fd, 0, SEEK_END) < 0) {
    set_errno_error (error, "Cannot cut", path);
    return FALSE;
  }

  return TRUE;
}

static gboolean
write_all (int         fd,
           const char *bytes,
           gsize       length)
{
  while (length > 0) {
    gssize written = write (fd, bytes, length);

    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return FALSE;
    bytes += written;
    length -= written;
  }

  return fdatasync (fd) == 0;
}

static void
add_total (JsonBuilder *builder,
           const char  *name,
           gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/* Begins an object and leaves it open. */
static void
begin_totals (TrivetSandboxBooks *self,
              JsonBuilder        *builder,
              const char         *wallet)
{
  g_autoptr (GPtrArray) orders = trivet_sandbox_books_list (self);
  gint64 kept = 0;
  gint64 charges = 0;
  gint64 returned = 0;
  gint64 refunded = 0;
  gint64 fees = 0;

  for (guint i = 0; i < orders->len; i++) {
    const TrivetSandboxOrder *order = g_ptr_array_index (orders, i);

    if (wallet != NULL && !g_str_equal (order->wallet, wallet))
      continue;
    kept += trivet_sandbox_order_get_kept (order);
    charges += order->charges;
    refunded += trivet_sandbox_order_get_refunded (order);
    fees += trivet_sandbox_order_get_fee (order);
    if (order->state == TRIVET_SANDBOX_STATE_RETURNED)
      returned += order->amount_minor;
  }

  json_builder_begin_object (builder);
  add_total (builder, "kept_minor", kept);
  add_total (builder, "charges", charges);
  add_total (builder, "returned_minor", returned);
  add_total (builder, "refunded_minor", refunded);
  add_total (builder, "fees_minor", fees);
}

static void
trivet_sandbox_books_finalize (GObject *object)
{
  TrivetSandboxBooks *self = TRIVET_SANDBOX_BOOKS (object);

  g_hash_table_unref (self->orders);
  g_hash_table_unref (self->trades);
  g_ptr_array_unref (self->sequence);
  if (self->fd >= 0)
    close (self->fd);

  G_OBJECT_CLASS (trivet_sandbox_books_parent_class)->finalize (object);
}

static void
trivet_sandbox_books_class_init (TrivetSandboxBooksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_sandbox_books_finalize;
}

static void
trivet_sandbox_books_init (TrivetSandboxBooks *self)
{
  self->orders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) trivet_sandbox_order_free);
  self->trades = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->sequence = g_ptr_array_new_with_free_func (g_free);
  self->fd = -1;
}

/**
 * trivet_sandbox_books_open:
 * @path: the file; made when it is not there
 * @error: return location; %G_IO_ERROR_BUSY when another sandbox has it open
 *
 * Returns: (transfer full) (nullable): the books with all that they ever said
 */
TrivetSandboxBooks *
trivet_sandbox_books_open (const char *path,
                           GError    **error)
{
  g_autoptr (TrivetSandboxBooks) self = g_object_new (TRIVET_SANDBOX_TYPE_BOOKS, NULL);

  self->fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->fd < 0) {
    set_errno_error (error, "Cannot open", path);
    return NULL;
  }
  if (flock (self->fd, LOCK_EX | LOCK_NB) != 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, "Another sandbox uses %s", path);
    return NULL;
  }
  if (!load_lines (self, path, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * trivet_sandbox_books_find:
 * @self: the books
 * @wallet: a wallet
 * @number: the merchant's number
 *
 * Returns: (transfer none) (nullable): the order, valid until it is put again
 */
const TrivetSandboxOrder *
trivet_sandbox_books_find (TrivetSandboxBooks *self,
                           const char         *wallet,
                           const char         *number)
{
  g_autofree char *key = trivet_sandbox_order_dup_key (wallet, number);

  return g_hash_table_lookup (self->orders, key);
}

/**
 * trivet_sandbox_books_find_trade:
 * @self: the books
 * @wallet: a wallet
 * @trade_no: our number
 *
 * Returns: (transfer none) (nullable): the order, valid until it is put again
 */
const TrivetSandboxOrder *
trivet_sandbox_books_find_trade (TrivetSandboxBooks *self,
                                 const char         *wallet,
                                 const char         *trade_no)
{
  g_autofree char *key = trivet_sandbox_order_dup_key (wallet, trade_no);
  const char      *number = g_hash_table_lookup (self->trades, key);

  return number != NULL ? trivet_sandbox_books_find (self, wallet, number) : NULL;
}

/**
 * trivet_sandbox_books_find_code:
 * @self: the books
 * @text: what the guest scanned
 *
 * Returns: (transfer none) (nullable): the order that shows this code now
 */
const TrivetSandboxOrder *
trivet_sandbox_books_find_code (TrivetSandboxBooks *self,
                                const char         *text)
{
  g_autoptr (GPtrArray) orders = trivet_sandbox_books_list (self);

  for (guint i = orders->len; i > 0; i--) {
    const TrivetSandboxOrder *order = g_ptr_array_index (orders, i - 1);

    if (g_strcmp0 (order->shown_code, text) == 0)
      return order;
  }

  return NULL;
}

/**
 * trivet_sandbox_books_find_refund:
 * @self: the books
 * @wallet: a wallet
 * @number: the merchant's number of a refund
 * @ours: whether @number is the wallet's own instead
 *
 * Returns: (transfer none) (nullable): the order that has it
 */
const TrivetSandboxOrder *
trivet_sandbox_books_find_refund (TrivetSandboxBooks *self,
                                  const char         *wallet,
                                  const char         *number,
                                  gboolean            ours)
{
  g_autoptr (GPtrArray) orders = trivet_sandbox_books_list (self);

  for (guint i = 0; i < orders->len; i++) {
    const TrivetSandboxOrder *order = g_ptr_array_index (orders, i);

    for (guint k = 0; g_str_equal (order->wallet, wallet) && k < order->refunds->len; k++) {
      const TrivetSandboxRefund *refund = g_ptr_array_index (order->refunds, k);

      if (g_str_equal (ours ? refund->refund_no : refund->number, number))
        return order;
    }
  }

  return NULL;
}

/**
 * trivet_sandbox_books_put:
 * @self: the books
 * @order: the order as it is now; copied
 * @error: return location
 *
 * Appends @order to the file and waits for the disk. On failure the file and the books are as
 * before, and the caller must not tell anybody about the change.
 *
 * Returns: whether @order is safe
 */
gboolean
trivet_sandbox_books_put (TrivetSandboxBooks       *self,
                          const TrivetSandboxOrder *order,
                          GError                  **error)
{
  g_autoptr (JsonNode) node = trivet_sandbox_order_to_json (order);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autofree char *line = g_strconcat (text, "\n", NULL);
  off_t            start = lseek (self->fd, 0, SEEK_END);

  if (start < 0 || !write_all (self->fd, line, strlen (line))) {
    set_errno_error (error, "Cannot write", "the books");
    if (start >= 0 && ftruncate (self->fd, start) != 0)
      g_warning ("The end of the books is torn: %s", g_strerror (errno));
    return FALSE;
  }

  remember (self, trivet_sandbox_order_copy (order));
  return TRUE;
}

/**
 * trivet_sandbox_books_list:
 * @self: the books
 *
 * Returns: (transfer container) (element-type TrivetSandboxOrder): all orders, oldest first
 */
GPtrArray *
trivet_sandbox_books_list (TrivetSandboxBooks *self)
{
  GPtrArray *orders = g_ptr_array_new ();

  for (guint i = 0; i < self->sequence->len; i++)
    g_ptr_array_add (orders, g_hash_table_lookup (self->orders, g_ptr_array_index (self->sequence, i)));
  return orders;
}

/**
 * trivet_sandbox_books_get_spent:
 * @self: the books
 * @wallet: a wallet
 *
 * Returns: what the guest has spent and not got back, in fen
 */
gint64
trivet_sandbox_books_get_spent (TrivetSandboxBooks *self,
                                const char         *wallet)
{
  g_autoptr (GPtrArray) orders = trivet_sandbox_books_list (self);
  gint64 spent = 0;

  for (guint i = 0; i < orders->len; i++) {
    const TrivetSandboxOrder *order = g_ptr_array_index (orders, i);

    if (g_str_equal (order->wallet, wallet))
      spent += trivet_sandbox_order_get_spent (order);
  }

  return spent;
}

/**
 * trivet_sandbox_books_dup_report:
 * @self: the books
 * @number: (nullable): only the orders of this number
 *
 * Returns: (transfer full): JSON: the orders, and the totals of all of them
 */
char *
trivet_sandbox_books_dup_report (TrivetSandboxBooks *self,
                                 const char         *number)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) orders = trivet_sandbox_books_list (self);
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "orders");
  json_builder_begin_array (builder);
  for (guint i = 0; i < orders->len; i++) {
    const TrivetSandboxOrder *order = g_ptr_array_index (orders, i);

    if (number == NULL || g_str_equal (order->number, number))
      json_builder_add_value (builder, trivet_sandbox_order_to_json (order));
  }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "totals");
  begin_totals (self, builder, NULL);
  json_builder_set_member_name (builder, TRIVET_SANDBOX_WALLET_ALIPAY);
  begin_totals (self, builder, TRIVET_SANDBOX_WALLET_ALIPAY);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, TRIVET_SANDBOX_WALLET_WECHAT);
  begin_totals (self, builder, TRIVET_SANDBOX_WALLET_WECHAT);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
