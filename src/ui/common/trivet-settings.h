/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-receipt.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  TRIVET_LANGUAGE_SETTING_SYSTEM,
  TRIVET_LANGUAGE_SETTING_ENGLISH,
  TRIVET_LANGUAGE_SETTING_CHINESE,
} TrivetLanguageSetting;

typedef enum {
  TRIVET_APPEARANCE_SYSTEM,
  TRIVET_APPEARANCE_LIGHT,
  TRIVET_APPEARANCE_DARK,
} TrivetAppearance;

typedef enum {
  TRIVET_START_PAGE_ORDER,
  TRIVET_START_PAGE_FLOOR,
} TrivetStartPage;

#define TRIVET_TYPE_SETTINGS (trivet_settings_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSettings, trivet_settings, TRIVET, SETTINGS, GObject)

/**
 * TrivetSettings:
 *
 * What this terminal prefers, typed. Signal `changed` (const char *key): one of them is new.
 */
TrivetSettings *trivet_settings_new (void);

TrivetLanguageSetting trivet_settings_get_language         (TrivetSettings        *self);
void                  trivet_settings_set_language         (TrivetSettings        *self,
                                                            TrivetLanguageSetting  language);
TrivetAppearance      trivet_settings_get_appearance       (TrivetSettings        *self);
void                  trivet_settings_set_appearance       (TrivetSettings        *self,
                                                            TrivetAppearance       appearance);
TrivetStartPage       trivet_settings_get_start_page       (TrivetSettings        *self);
void                  trivet_settings_set_start_page       (TrivetSettings        *self,
                                                            TrivetStartPage        page);
char                 *trivet_settings_dup_printer          (TrivetSettings        *self);
void                  trivet_settings_set_printer          (TrivetSettings        *self,
                                                            const char            *address);
guint                 trivet_settings_get_paper_mm         (TrivetSettings        *self);
void                  trivet_settings_set_paper_mm         (TrivetSettings        *self,
                                                            guint                  paper_mm);
TrivetReceiptLanguage trivet_settings_get_receipt_language (TrivetSettings        *self);
void                  trivet_settings_set_receipt_language (TrivetSettings        *self,
                                                            TrivetReceiptLanguage  language);
char                 *trivet_settings_dup_camera           (TrivetSettings        *self);
void                  trivet_settings_set_camera           (TrivetSettings        *self,
                                                            const char            *camera);
char                 *trivet_settings_dup_staff            (TrivetSettings        *self);
void                  trivet_settings_set_staff            (TrivetSettings        *self,
                                                            const char            *staff);

G_END_DECLS
