/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-approval-pane-private.h"

#include "trivet-pin-pad.h"
#include "trivet-reason-chooser.h"

#include <glib/gi18n.h>

/*
 * What TrivetApprovalPane says to do next, for each way to give a yes.
 */

/* The pad has a line of its own for it, where the eyes are. */
void
_trivet_approval_pane_show_message (TrivetApprovalPane *self,
                                    const char         *text)
{
  gboolean on_pad = self->way == TRIVET_APPROVAL_WAY_PIN;

  trivet_pin_pad_set_message (TRIVET_PIN_PAD (self->pad), on_pad ? text : "");
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->message)), on_pad ? "" : text) != 0)
    gtk_label_set_text (GTK_LABEL (self->message), on_pad ? "" : text);
}

gboolean
_trivet_approval_pane_has_reason (TrivetApprovalPane *self)
{
  return !self->needs_reason || trivet_reason_chooser_get_reason (TRIVET_REASON_CHOOSER (self->reasons)) != NULL;
}

static void
show_pause (TrivetApprovalPane *self,
            guint               pause_s)
{
  g_autofree char *words = trivet_pin_pad_dup_pause_words (pause_s);

  _trivet_approval_pane_show_message (self, words);
}

/* Nothing has to be typed: one tap on the reason, or on the button when there are none. */
static void
show_own (TrivetApprovalPane *self)
{
  const char      *name = trivet_staff_desk_get_name (trivet_manager_get_desk (self->context->manager));
  g_autofree char *words = self->needs_reason ? g_strdup_printf (_("%s may do this. Choose why."), name)
                                              : g_strdup_printf (_("%s may do this."), name);

  _trivet_approval_pane_show_message (self, words);
}

static void
show_pin (TrivetApprovalPane *self,
          guint               pause_s)
{
  if (pause_s > 0)
    show_pause (self, pause_s);
  else if (self->checking)
    _trivet_approval_pane_show_message (self, _("Checking the PIN …"));
  else if (!_trivet_approval_pane_has_reason (self))
    _trivet_approval_pane_show_message (self, _("Choose why, then type the PIN or scan a badge."));
  else if (self->prompting || !trivet_pin_pad_is_empty (TRIVET_PIN_PAD (self->pad)))
    _trivet_approval_pane_show_message (self, "");
  self->prompting = !self->checking && pause_s == 0 && !_trivet_approval_pane_has_reason (self);
}

void
_trivet_approval_pane_show_words (TrivetApprovalPane *self,
                                  guint               pause_s)
{
  switch (self->way) {
  case TRIVET_APPROVAL_WAY_LOADING:
    _trivet_approval_pane_show_message (self, _("One moment …"));
    break;
  case TRIVET_APPROVAL_WAY_PIN:
    show_pin (self, pause_s);
    break;
  case TRIVET_APPROVAL_WAY_OWN:
    show_own (self);
    break;
  case TRIVET_APPROVAL_WAY_FREE:
    _trivet_approval_pane_show_message (self, self->needs_reason ? _("Choose why.") : "");
    break;
  case TRIVET_APPROVAL_WAY_NONE:
    _trivet_approval_pane_show_message (self, _("No manager's PIN is set yet. Set one with trivetctl manager-pin."));
    break;
  }
}
