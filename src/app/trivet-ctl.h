/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-composition.h"

G_BEGIN_DECLS

/* Exit codes (design: trivetctl). */
#define TRIVET_CTL_DONE     0
#define TRIVET_CTL_REFUSED  1
#define TRIVET_CTL_USAGE    2
#define TRIVET_CTL_IN_DOUBT 3

/**
 * TrivetCtl:
 * @data_dir: (nullable): from --data
 * @providers_file: (nullable): from --providers
 * @training: from --training
 * @patience_s: how long to wait for a payment before it is left in doubt
 * @composition: (nullable): once a command has opened it
 *
 * What the commands share.
 */
typedef struct {
  char              *data_dir;
  char              *providers_file;
  gboolean           training;
  int                patience_s;
  TrivetComposition *composition;
} TrivetCtl;

/**
 * TrivetCtlTender:
 * @list: the tenders in the order in which they were given
 * @part: the order may stay open with a part of it paid
 * @provider_id: (nullable): which provider to ask
 *
 * How a sale is paid.
 */
typedef struct {
  GPtrArray  *list;
  gboolean    part;
  const char *provider_id;
} TrivetCtlTender;

void trivet_ctl_tender_clear (TrivetCtlTender *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrivetCtlTender, trivet_ctl_tender_clear)

typedef int (*TrivetCtlFunc) (TrivetCtl  *ctl,
                              int         argc,
                              char      **argv);

int      trivet_ctl_init    (TrivetCtl *ctl, int argc, char **argv);
int      trivet_ctl_sale    (TrivetCtl *ctl, int argc, char **argv);
int      trivet_ctl_pay     (TrivetCtl *ctl, int argc, char **argv);
int      trivet_ctl_query   (TrivetCtl *ctl, int argc, char **argv);
int      trivet_ctl_reverse (TrivetCtl *ctl, int argc, char **argv);
int      trivet_ctl_refund  (TrivetCtl *ctl, int argc, char **argv);
int      trivet_ctl_resume  (TrivetCtl *ctl, int argc, char **argv);
int      trivet_ctl_manager_pin (TrivetCtl *ctl, int argc, char **argv);
int      trivet_ctl_staff   (TrivetCtl *ctl, int argc, char **argv);
int      trivet_ctl_prices  (TrivetCtl *ctl, int argc, char **argv);
int      trivet_ctl_menu    (TrivetCtl *ctl, int argc, char **argv);
int      trivet_ctl_backup  (TrivetCtl *ctl, int argc, char **argv);
int      trivet_ctl_restore (TrivetCtl *ctl, int argc, char **argv);
int      trivet_ctl_bill    (TrivetCtl *ctl, int argc, char **argv);
int      trivet_ctl_reconcile (TrivetCtl *ctl, int argc, char **argv);
int      trivet_ctl_journal (TrivetCtl *ctl, int argc, char **argv);
int      trivet_ctl_receipt (TrivetCtl *ctl, int argc, char **argv);
int      trivet_ctl_scan    (TrivetCtl *ctl, int argc, char **argv);

/* Helpers, in trivet-ctl-common.c. */
gboolean trivet_ctl_parse   (int            *argc,
                             char         ***argv,
                             GOptionEntry   *entries,
                             const char     *usage);
gboolean trivet_ctl_open    (TrivetCtl      *ctl,
                             gboolean        resume);
int      trivet_ctl_close   (TrivetCtl      *ctl,
                             int             code);
int      trivet_ctl_fail    (int             code,
                             const char     *format,
                             ...) G_GNUC_PRINTF (2, 3);
void     trivet_ctl_print   (JsonObject     *line);
gint64   trivet_ctl_deadline_us (TrivetCtl  *ctl);
void     trivet_ctl_iterate (gint64          until_us);
void     trivet_ctl_print_payment (const TrivetPaymentProgress *progress);
int      trivet_ctl_code_for_payment (const TrivetPayment *payment);
/* Taking money, in trivet-ctl-tender.c. */
gboolean trivet_ctl_parse_tenders (int              *argc,
                                   char           ***argv,
                                   GOptionEntry     *entries,
                                   TrivetCtlTender  *tender,
                                   const char       *usage);
gboolean trivet_ctl_tender_has_any (const TrivetCtlTender *self);
gboolean trivet_ctl_parse_amount  (TrivetCtl        *ctl,
                                   const char       *text,
                                   gint64           *ret_minor);
gboolean trivet_ctl_check_tenders (TrivetCtl        *ctl,
                                   TrivetCtlTender  *self);
int      trivet_ctl_check_out     (TrivetCtl        *ctl,
                                   TrivetCtlTender  *self);

/* A manager's PIN from a file, or asked for, in trivet-ctl-manager.c. */
int      trivet_ctl_set_pin       (TrivetCtl        *ctl,
                                   const char       *option);

gboolean trivet_ctl_append        (TrivetCtl        *ctl,
                                   GPtrArray        *facts,
                                   GError          **error);
TrivetSecret *trivet_ctl_read_pin (const char *prompt);

GPtrArray *trivet_ctl_load_facts (TrivetCtl   *ctl,
                                  const char  *subject,
                                  GError     **error);

G_END_DECLS
