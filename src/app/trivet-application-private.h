/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-application.h"

#include "trivet-composition.h"
#include "trivet-training-gateways.h"
#include "trivet-ui-context.h"

G_BEGIN_DECLS

struct _TrivetApplication {
  AdwApplication parent_instance;

  char    *data_dir;
  char    *providers_file;
  char    *camera;
  char    *printer;
  gboolean training;
  gboolean opening; /* the store is on its way */
  gboolean register_wanted;
  gboolean kiosk_wanted;
  gboolean kitchen_read; /* the stations are known */
  guint    edge_id;      /* if no frame is painted */

  TrivetSettings         *settings;
  TrivetTrainingGateways *gateways;
  TrivetComposition      *composition;
  TrivetScanner          *scanner; /* nullable */
  TrivetUiContext        *context;
  GtkWidget              *window;
  GtkWidget              *kiosk_window; /* instead of window */
  GtkWidget              *start_window;
  GtkWidget              *phone_window;
  GPtrArray              *wanted_displays; /* command lines (GApplicationCommandLine) that name a station */
  int                     exit_status;
  GHashTable             *displays;        /* station id → window */
  GHashTable             *printers;        /* nullable: address → TrivetPrinter, those that run */
};

/* In trivet-application-edge.c: what no first frame needs. */
void _trivet_application_follow_context   (TrivetApplication *self);
void _trivet_application_follow_frame     (TrivetApplication *self,
                                           GtkWidget         *window);

/* In trivet-application-screens.c: what the screens are built on. */
void _trivet_application_make_context     (TrivetApplication *self);
void _trivet_application_show_guest_phone (TrivetApplication *self);

/* In trivet-application-store.c: the way to an open store. */
void _trivet_application_begin            (TrivetApplication *self);
void _trivet_application_begin_early      (TrivetApplication *self);
void _trivet_application_close_start      (TrivetApplication *self);
void _trivet_application_show_start_error (TrivetApplication *self,
                                           const GError      *error);

/* In trivet-application.c. */
void _trivet_application_open_windows     (TrivetApplication *self);
void _trivet_application_open_register    (TrivetApplication *self);

/* In trivet-application-kiosk.c. */
gboolean _trivet_application_want_kiosk   (TrivetApplication *self,
                                           GApplicationCommandLine *line);
void _trivet_application_open_kiosk       (TrivetApplication *self);

/* In trivet-application-kitchen.c. */
void _trivet_application_want_display    (TrivetApplication *self,
                                          GApplicationCommandLine *line);
void _trivet_application_open_displays    (TrivetApplication *self);
void _trivet_application_forget_display   (gpointer           user_data,
                                           GObject           *window);

/* In trivet-application-printers.c. */
void _trivet_application_apply_printers   (TrivetApplication *self);
TrivetPrinter *_trivet_application_find_printer (gpointer    data,
                                                 const char *address,
                                                 int         paper_mm,
                                                 GError    **error);

G_END_DECLS
