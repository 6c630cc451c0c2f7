/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-code-reader.h"

#include "trivet-secret.h"

#include <zbar.h>

/* ZBar, set up for a till: QR and Code 128 only, because each further symbology costs time and can
 * be seen in noise by mistake. Its scanners are made once and belong to one thread. */

struct _TrivetCodeReader {
  zbar_image_scanner_t *scanners[TRIVET_N_READERS];
};

typedef struct {
  gboolean qr;
  int      rows;    /* 1 looks along every row, 3 along every third, 0 along none */
  int      columns; /* the same, down the columns */
} ReaderSetting;

static const ReaderSetting settings[TRIVET_N_READERS] = {
  [TRIVET_READER_QUICK] = { TRUE, 3, 3 },
  [TRIVET_READER_SPARSE] = { TRUE, 2, 2 },
  [TRIVET_READER_FINE] = { TRUE, 1, 1 },
  [TRIVET_READER_ROWS] = { FALSE, 2, 0 },
  [TRIVET_READER_BARS] = { FALSE, 1, 1 },
};

static zbar_image_scanner_t *
make_scanner (const ReaderSetting *setting)
{
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();

  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (scanner, ZBAR_CODE128, ZBAR_CFG_ENABLE, 1);
  if (setting->qr)
    zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_X_DENSITY, setting->columns);
  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_Y_DENSITY, setting->rows);

  return scanner;
}

/**
 * trivet_code_reader_new:
 *
 * Returns: (transfer full): a reader, for one thread at a time
 */
TrivetCodeReader *
trivet_code_reader_new (void)
{
  TrivetCodeReader *self = g_new0 (TrivetCodeReader, 1);

  for (guint i = 0; i < TRIVET_N_READERS; i++)
    self->scanners[i] = make_scanner (&settings[i]);

  return self;
}

/**
 * trivet_code_reader_free:
 * @self: (transfer full): a reader
 *
 * Ends it.
 */
void
trivet_code_reader_free (TrivetCodeReader *self)
{
  for (guint i = 0; i < TRIVET_N_READERS; i++)
    zbar_image_scanner_destroy (self->scanners[i]);
  g_free (self);
}

/* ZBar remembers one point for each line that read a symbol, at the end where it left it. */
static TrivetLumaArea
get_bounds (const zbar_symbol_t *symbol)
{
  int left = G_MAXINT;
  int top = G_MAXINT;
  int right = 0;
  int bottom = 0;

  for (guint i = 0; i < zbar_symbol_get_loc_size (symbol); i++) {
    left = MIN (left, zbar_symbol_get_loc_x (symbol, i));
    right = MAX (right, zbar_symbol_get_loc_x (symbol, i));
    top = MIN (top, zbar_symbol_get_loc_y (symbol, i));
    bottom = MAX (bottom, zbar_symbol_get_loc_y (symbol, i));
  }

  return (TrivetLumaArea){ left, top, MAX (right - left, 0) + 1, MAX (bottom - top, 0) + 1 };
}

/* The band of lines around a Code 128: all of the picture along the bars' direction of reading,
 * since the points may tell only one of its ends. */
static TrivetLumaArea
get_place (const zbar_symbol_t *symbol,
           const TrivetLuma    *picture)
{
  zbar_orientation_t orientation = zbar_symbol_get_orientation (symbol);
  TrivetLumaArea     bounds = { 0, 0, picture->width, picture->height };

  if (zbar_symbol_get_loc_size (symbol) == 0)
    return bounds;

  bounds = get_bounds (symbol);
  if (zbar_symbol_get_type (symbol) == ZBAR_QRCODE)
    return bounds;

  if (orientation == ZBAR_ORIENT_LEFT || orientation == ZBAR_ORIENT_RIGHT)
    return (TrivetLumaArea){ bounds.x, 0, bounds.width, picture->height };

  return (TrivetLumaArea){ 0, bounds.y, picture->width, bounds.height };
}

static void
report_symbol (const zbar_symbol_t *symbol,
               const TrivetLuma    *picture,
               TrivetCodeFunc       func,
               gpointer             user_data)
{
  zbar_symbol_type_t type = zbar_symbol_get_type (symbol);
  const char        *text = zbar_symbol_get_data (symbol);
  gsize              length = zbar_symbol_get_data_length (symbol);
  guint              n_lines = (guint) MAX (zbar_symbol_get_quality (symbol), 1); /* its "quality" counts them */
  TrivetLumaArea     place;

  if (text == NULL || (type != ZBAR_QRCODE && type != ZBAR_CODE128))
    return;

  place = get_place (symbol, picture);
  func (type == ZBAR_QRCODE ? TRIVET_SYMBOL_QR : TRIVET_SYMBOL_BARS, text, length, n_lines, &place, user_data);

  /* ZBar keeps symbols for reuse: without this the guest's code would stay in memory. */
  trivet_secret_wipe ((gpointer) text, length);
}

/**
 * trivet_code_reader_read:
 * @self: a reader
 * @kind: which set-up
 * @picture: a picture with packed rows (stride = width)
 * @func: called for each code that is read
 * @user_data: for @func
 *
 * Looks for codes in the whole of @picture; cut out what is worth looking at first.
 */
void
trivet_code_reader_read (TrivetCodeReader *self,
                         TrivetReaderKind  kind,
                         const TrivetLuma *picture,
                         TrivetCodeFunc    func,
                         gpointer          user_data)
{
  zbar_image_scanner_t *scanner;
  zbar_image_t         *image;

  g_return_if_fail (picture->stride == (gsize) picture->width);
  g_return_if_fail ((guint) kind < TRIVET_N_READERS);

  scanner = self->scanners[kind];
  image = zbar_image_create ();
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, (unsigned) picture->width, (unsigned) picture->height);
  zbar_image_set_data (image, picture->pixels, (unsigned long) picture->width * (unsigned long) picture->height, NULL);

  if (zbar_scan_image (scanner, image) > 0)
    for (const zbar_symbol_t *symbol = zbar_image_first_symbol (image); symbol != NULL; symbol = zbar_symbol_next (symbol))
      report_symbol (symbol, picture, func, user_data);

  zbar_image_scanner_recycle_image (scanner, image);
  zbar_image_destroy (image);
}
