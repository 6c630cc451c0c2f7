/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ctl"

#include "trivet-ctl.h"

#include "trivet-picture-printer.h"

/*
 * The receipt of an order as a picture or a PDF, for support and for shops without a printer.
 */

#define PAPER_DOTS 576

typedef struct {
  gboolean        done;
  TrivetDocument *document;
  GError         *error;
} Build;

static void
on_built_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Build *build = user_data;

  build->document = trivet_print_queue_build_finish (TRIVET_PRINT_QUEUE (source), result, &build->error);
  build->done = TRUE;
}

static TrivetDocument *
build_receipt (TrivetCtl  *ctl,
               const char *order_id,
               GError    **error)
{
  Build build = { 0 };

  trivet_print_queue_build_async (trivet_composition_get_print_queue (ctl->composition), order_id, 0, NULL,
                                  on_built_ready, &build);
  while (!build.done)
    g_main_context_iteration (NULL, TRUE);
  if (build.document == NULL)
    g_propagate_error (error, build.error);

  return build.document;
}

static gboolean
write_receipt (TrivetDocument *document,
               const char     *path,
               GError        **error)
{
  g_autoptr (TrivetPicturePrinter) printer = trivet_picture_printer_new ();
  g_autoptr (GBytes) bytes = NULL;

  if (g_str_has_suffix (path, ".pdf"))
    bytes = trivet_picture_printer_paint_pdf (printer, document, PAPER_DOTS, error);
  else
    bytes = trivet_document_painter_paint (TRIVET_DOCUMENT_PAINTER (printer), document, PAPER_DOTS, error);

  return bytes != NULL &&
         g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error);
}

/**
 * trivet_ctl_receipt:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `receipt ORDER --output FILE.png|FILE.pdf`
 *
 * Returns: the exit code
 */
int
trivet_ctl_receipt (TrivetCtl *ctl,
                    int        argc,
                    char     **argv)
{
  g_autofree char *output = NULL;
  GOptionEntry     entries[] = {
        { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Where to write: a .png or .pdf file", "FILE" },
        { NULL },
  };
  g_autoptr (TrivetDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  int code = TRIVET_CTL_DONE;

  if (!trivet_ctl_parse (&argc, &argv, entries, "ORDER - the receipt as a picture"))
    return TRIVET_CTL_USAGE;
  if (argc != 2 || output == NULL)
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "receipt needs one order's id and --output");
  if (!trivet_ctl_open (ctl, FALSE))
    return TRIVET_CTL_REFUSED;

  document = build_receipt (ctl, argv[1], &error);
  if (document == NULL || !write_receipt (document, output, &error))
    code = trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);

  return trivet_ctl_close (ctl, code);
}
