/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-settings.h"

/*
 * TrivetSettings: the one place that knows the keys of the GSettings schema.
 */

#define SCHEMA_ID "org.trivetpos.Trivet"

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetSettings {
  GObject parent_instance;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (TrivetSettings, trivet_settings, G_TYPE_OBJECT)

static void
on_settings_changed (GSettings  *settings,
                     const char *key,
                     gpointer    user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0, key);
}

static void
trivet_settings_dispose (GObject *object)
{
  TrivetSettings *self = TRIVET_SETTINGS (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (trivet_settings_parent_class)->dispose (object);
}

static void
trivet_settings_class_init (TrivetSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_settings_dispose;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
trivet_settings_init (TrivetSettings *self)
{
  self->settings = g_settings_new (SCHEMA_ID);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (on_settings_changed), self, 0);
}

/**
 * trivet_settings_new:
 *
 * Returns: (transfer full): the terminal's preferences
 */
TrivetSettings *
trivet_settings_new (void)
{
  return g_object_new (TRIVET_TYPE_SETTINGS, NULL);
}

/**
 * trivet_settings_get_language:
 * @self: settings
 *
 * Returns: the language of the screens
 */
TrivetLanguageSetting
trivet_settings_get_language (TrivetSettings *self)
{
  g_return_val_if_fail (TRIVET_IS_SETTINGS (self), 0);

  return (TrivetLanguageSetting) g_settings_get_enum (self->settings, "language");
}

/**
 * trivet_settings_set_language:
 * @self: settings
 * @language: the language of the screens
 */
void
trivet_settings_set_language (TrivetSettings       *self,
                              TrivetLanguageSetting language)
{
  g_return_if_fail (TRIVET_IS_SETTINGS (self));

  g_settings_set_enum (self->settings, "language", (int) language);
}

/**
 * trivet_settings_get_appearance:
 * @self: settings
 *
 * Returns: light, dark or as the desktop is
 */
TrivetAppearance
trivet_settings_get_appearance (TrivetSettings *self)
{
  g_return_val_if_fail (TRIVET_IS_SETTINGS (self), 0);

  return (TrivetAppearance) g_settings_get_enum (self->settings, "appearance");
}

/**
 * trivet_settings_set_appearance:
 * @self: settings
 * @appearance: light, dark or as the desktop is
 */
void
trivet_settings_set_appearance (TrivetSettings  *self,
                                TrivetAppearance appearance)
{
  g_return_if_fail (TRIVET_IS_SETTINGS (self));

  g_settings_set_enum (self->settings, "appearance", (int) appearance);
}

/**
 * trivet_settings_get_start_page:
 * @self: settings
 *
 * Returns: what the register shows when it starts
 */
TrivetStartPage
trivet_settings_get_start_page (TrivetSettings *self)
{
  g_return_val_if_fail (TRIVET_IS_SETTINGS (self), TRIVET_START_PAGE_ORDER);

  return (TrivetStartPage) g_settings_get_enum (self->settings, "start-page");
}

/**
 * trivet_settings_set_start_page:
 * @self: settings
 * @page: what the register shows when it starts
 */
void
trivet_settings_set_start_page (TrivetSettings *self,
                                TrivetStartPage page)
{
  g_return_if_fail (TRIVET_IS_SETTINGS (self));

  g_settings_set_enum (self->settings, "start-page", (int) page);
}

/**
 * trivet_settings_dup_printer:
 * @self: settings
 *
 * Returns: (transfer full): the printer's address, "" for none
 */
char *
trivet_settings_dup_printer (TrivetSettings *self)
{
  g_return_val_if_fail (TRIVET_IS_SETTINGS (self), NULL);

  return g_settings_get_string (self->settings, "printer");
}

/**
 * trivet_settings_set_printer:
 * @self: settings
 * @address: the printer's address, "" for none
 */
void
trivet_settings_set_printer (TrivetSettings *self,
                             const char     *address)
{
  g_return_if_fail (TRIVET_IS_SETTINGS (self));
  g_return_if_fail (address != NULL);

  g_settings_set_string (self->settings, "printer", address);
}

/**
 * trivet_settings_get_paper_mm:
 * @self: settings
 *
 * Returns: the width of the paper in millimetres, 58 or 80
 */
guint
trivet_settings_get_paper_mm (TrivetSettings *self)
{
  g_return_val_if_fail (TRIVET_IS_SETTINGS (self), 0);

  return (guint) g_settings_get_enum (self->settings, "paper");
}

/**
 * trivet_settings_set_paper_mm:
 * @self: settings
 * @paper_mm: the width of the paper in millimetres, 58 or 80
 */
void
trivet_settings_set_paper_mm (TrivetSettings *self,
                              guint           paper_mm)
{
  g_return_if_fail (TRIVET_IS_SETTINGS (self));

  g_settings_set_enum (self->settings, "paper", (int) paper_mm);
}

/**
 * trivet_settings_get_receipt_language:
 * @self: settings
 *
 * Returns: the language of receipts
 */
TrivetReceiptLanguage
trivet_settings_get_receipt_language (TrivetSettings *self)
{
  g_return_val_if_fail (TRIVET_IS_SETTINGS (self), 0);

  return (TrivetReceiptLanguage) g_settings_get_enum (self->settings, "receipt-language");
}

/**
 * trivet_settings_set_receipt_language:
 * @self: settings
 * @language: the language of receipts
 */
void
trivet_settings_set_receipt_language (TrivetSettings       *self,
                                      TrivetReceiptLanguage language)
{
  g_return_if_fail (TRIVET_IS_SETTINGS (self));

  g_settings_set_enum (self->settings, "receipt-language", (int) language);
}

/**
 * trivet_settings_dup_camera:
 * @self: settings
 *
 * Returns: (transfer full): the camera's PipeWire node, "" for the first one
 */
char *
trivet_settings_dup_camera (TrivetSettings *self)
{
  g_return_val_if_fail (TRIVET_IS_SETTINGS (self), NULL);

  return g_settings_get_string (self->settings, "camera");
}

/**
 * trivet_settings_set_camera:
 * @self: settings
 * @camera: the camera's PipeWire node, "" for the first one
 */
void
trivet_settings_set_camera (TrivetSettings *self,
                            const char     *camera)
{
  g_return_if_fail (TRIVET_IS_SETTINGS (self));
  g_return_if_fail (camera != NULL);

  g_settings_set_string (self->settings, "camera", camera);
}

/**
 * trivet_settings_dup_staff:
 * @self: settings
 *
 * Returns: (transfer full): who works here, "" for nobody
 */
char *
trivet_settings_dup_staff (TrivetSettings *self)
{
  g_return_val_if_fail (TRIVET_IS_SETTINGS (self), NULL);

  return g_settings_get_string (self->settings, "staff");
}

/**
 * trivet_settings_set_staff:
 * @self: settings
 * @staff: who works here, "" for nobody
 */
void
trivet_settings_set_staff (TrivetSettings *self,
                           const char     *staff)
{
  g_return_if_fail (TRIVET_IS_SETTINGS (self));
  g_return_if_fail (staff != NULL);

  g_settings_set_string (self->settings, "staff", staff);
}
