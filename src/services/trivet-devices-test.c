/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-devices-private.h"

/*
 * What a printer answers when somebody tries it: good is said only when it has acknowledged.
 */

static TrivetDocument *
build_page (TrivetDevices *self,
            const char    *address,
            int            paper_mm,
            const char    *name)
{
  TrivetDocument *document = trivet_document_new ("test");
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (trivet_clock_get_wall_us (stamp.clock) / G_USEC_PER_SEC);
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d %H:%M:%S");
  g_autofree char *paper = g_strdup_printf ("%d mm", paper_mm);

  trivet_document_add_text (document, TRIVET_DOCUMENT_ALIGN_CENTER, TRIVET_DOCUMENT_STYLE_BOLD | TRIVET_DOCUMENT_STYLE_DOUBLE, 0, "Trivet");
  trivet_document_add_text (document, TRIVET_DOCUMENT_ALIGN_CENTER, TRIVET_DOCUMENT_STYLE_BOLD, 0, "TEST 测试");
  trivet_document_add_rule (document);
  if (*name != '\0')
    trivet_document_add_text (document, TRIVET_DOCUMENT_ALIGN_LEFT, TRIVET_DOCUMENT_STYLE_BOLD | TRIVET_DOCUMENT_STYLE_DOUBLE, 0, name);
  trivet_document_add_columns (document, TRIVET_DOCUMENT_STYLE_NONE, 0, address, paper);
  trivet_document_add_text (document, TRIVET_DOCUMENT_ALIGN_LEFT, TRIVET_DOCUMENT_STYLE_NONE, 0, time);
  trivet_document_add_text (document, TRIVET_DOCUMENT_ALIGN_LEFT, TRIVET_DOCUMENT_STYLE_INVERTED | TRIVET_DOCUMENT_STYLE_BOLD, 0, "ALLERGY 过敏 DUPLICATE 重印");
  trivet_document_add_rule (document);

  return document;
}

static void
end_test (GTask   *task,
          gboolean good,
          GError  *error)
{
  g_autoptr (GError) owned = error;

  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, TRIVET_DEVICES_ERROR, TRIVET_DEVICES_ERROR_NO_ANSWER, "%s", owned->message);
}

static void
on_page_printed (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError  *error = NULL;
  gboolean good = trivet_print_queue_print_page_finish (TRIVET_PRINT_QUEUE (source), result, &error);

  end_test (task, good, error);
}

/**
 * trivet_devices_print_test_async:
 * @self: devices
 * @address: a printer's, stored or only typed
 * @paper_mm: 58 or 80
 * @name: what the page says is tried
 * @callback: called when the printer has answered, or will not
 * @user_data: for @callback
 *
 * The page takes its turn with the papers that the printer has to print.
 */
void
trivet_devices_print_test_async (TrivetDevices      *self,
                                 const char         *address,
                                 int                 paper_mm,
                                 const char         *name,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (TrivetDocument) page = NULL;
  g_autoptr (TrivetPrinter) printer = NULL;
  GError *error = NULL;
  GTask  *task;

  g_return_if_fail (TRIVET_IS_DEVICES (self));
  g_return_if_fail (self->queue != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_devices_print_test_async);
  printer = _trivet_devices_make_printer (self, address, paper_mm, &error);
  if (printer == NULL) {
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }
  page = build_page (self, address, paper_mm, name);
  trivet_print_queue_print_page_async (self->queue, printer, page, on_page_printed, task);
}

static void
on_drawer_kicked (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (trivet_drawers_finish (TRIVET_DRAWERS (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, TRIVET_DRAWERS_ERROR, TRIVET_DRAWERS_ERROR_NOT_ALLOWED))
    _trivet_devices_refuse (g_steal_pointer (&task), TRIVET_DEVICES_ERROR_NOT_ALLOWED, "Somebody who may open the drawer has to approve it.");
  else if (g_error_matches (error, TRIVET_DRAWERS_ERROR, TRIVET_DRAWERS_ERROR_NO_KICK))
    _trivet_devices_refuse (g_steal_pointer (&task), TRIVET_DEVICES_ERROR_NO_KICK, "This printer opens no drawer.");
  else if (g_error_matches (error, TRIVET_DRAWERS_ERROR, TRIVET_DRAWERS_ERROR_KICK_FAILED))
    g_task_return_new_error (task, TRIVET_DEVICES_ERROR, TRIVET_DEVICES_ERROR_NO_ANSWER, "%s", error->message);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * trivet_devices_open_drawer_async:
 * @self: devices
 * @drawer_id: a drawer
 * @approval: (transfer full) (nullable): somebody's yes
 * @callback: called when its printer has answered, or will not
 * @user_data: for @callback
 *
 * To try it is to open it: it asks and becomes a fact as any other kick, shift or not.
 */
void
trivet_devices_open_drawer_async (TrivetDevices      *self,
                                  const char         *drawer_id,
                                  TrivetApproval     *approval,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  GTask              *task = g_task_new (self, NULL, callback, user_data);
  const TrivetDrawer *drawer = trivet_drawers_lookup (self->drawers, drawer_id);
  g_autoptr (TrivetApproval) owned = approval;
  g_autoptr (TrivetPrinter) printer = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, trivet_devices_open_drawer_async);
  printer = _trivet_devices_make_printer (self, drawer != NULL ? drawer->kick : "", 80, &error);
  if (printer == NULL) {
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }
  trivet_drawers_kick_async (self->drawers, drawer_id, printer, "tried", g_steal_pointer (&owned), on_drawer_kicked, task);
}
