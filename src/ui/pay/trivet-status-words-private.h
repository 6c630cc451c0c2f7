/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-status-words.h"

G_BEGIN_DECLS

/* In trivet-status-words.c. */
void  _trivet_status_words_add_button  (TrivetStatusWords    *words,
                                        TrivetPayAction       action,
                                        const char           *label,
                                        gboolean              primary);
void  _trivet_status_words_set_look    (TrivetStatusWords    *words,
                                        const char           *style,
                                        TrivetStatusSign      sign,
                                        guint                 n_steps);
char *_trivet_status_words_dup_method  (const TrivetPayScene *scene);
char *_trivet_status_words_dup_amount  (const TrivetPayScene *scene);
char *_trivet_status_words_format_left (const TrivetPayScene *scene,
                                        gint64                until_us);
char *_trivet_status_words_join        (char                 *text,
                                        char                 *part);

/* In trivet-status-words-doubt.c. */
void  _trivet_status_words_say_in_doubt   (TrivetStatusWords    *words,
                                           const TrivetPayScene *scene);
void  _trivet_status_words_say_cancelling (TrivetStatusWords    *words,
                                           const TrivetPayScene *scene);
void  _trivet_status_words_say_cancelled  (TrivetStatusWords    *words,
                                           const TrivetPayScene *scene);
void  _trivet_status_words_say_claimed    (TrivetStatusWords    *words,
                                           const TrivetPayScene *scene);
void  _trivet_status_words_say_overridden (TrivetStatusWords    *words,
                                           const TrivetPayScene *scene);

G_END_DECLS
