/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-ui.h"

#include "trivet-ui-resource.h"

/*
 * How GTK starts and what it looks like: style, colours, fonts, the program's icon. A start waits for
 * most of this.
 */

#define RESOURCE_BASE "/org/trivetpos/Trivet/css/"
/* As trivet.css has them. */
#define FONT_FAMILIES "Inter,Cantarell,Noto Sans CJK SC,sans-serif"
#define FONT_FAMILY   "Inter"
#define APP_ICON_URI  "resource:///org/trivetpos/Trivet/icons/scalable/apps/" TRIVET_APP_ID ".svg"

static gboolean        theme_hidden;
static GtkCssProvider *style_provider;
static GtkCssProvider *pages_provider; /* NULL until it is wanted */
static GtkCssProvider *color_provider;
static GtkCssProvider *contrast_provider; /* NULL until it is wanted */

static void
load_colors (AdwStyleManager *manager)
{
  gboolean dark = adw_style_manager_get_dark (manager);

  gtk_css_provider_load_from_resource (color_provider, dark ? RESOURCE_BASE "trivet-dark.css" : RESOURCE_BASE "trivet-light.css");
}

static void
apply_contrast (AdwStyleManager *manager)
{
  GdkDisplay *display = gdk_display_get_default ();
  gboolean    high = adw_style_manager_get_high_contrast (manager);

  if (high && contrast_provider == NULL) {
    contrast_provider = gtk_css_provider_new ();
    gtk_css_provider_load_from_resource (contrast_provider, RESOURCE_BASE "trivet-contrast.css");
  }

  if (high)
    gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (contrast_provider),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 2);
  else if (contrast_provider != NULL)
    gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (contrast_provider));
}

static void
on_contrast_changed (AdwStyleManager *manager,
                     GParamSpec      *pspec,
                     gpointer         user_data)
{
  apply_contrast (manager);
}

static void
on_dark_changed (AdwStyleManager *manager,
                 GParamSpec      *pspec,
                 gpointer         user_data)
{
  load_colors (manager);
}

/**
 * trivet_ui_begin:
 *
 * Lets GTK start without its default theme, which takes a third of the time of a start: libadwaita puts
 * its own in the place of it right after that. To be called while there is one thread, which may
 * write the environment, and before trivet_ui_start().
 */
void
trivet_ui_begin (void)
{
  theme_hidden = g_getenv ("GTK_THEME") == NULL;
  if (theme_hidden)
    g_setenv ("GTK_THEME", "Empty", TRUE);
}

/**
 * trivet_ui_start:
 *
 * Starts GTK. Without a display the program ends with GTK's own words. Other threads may run: what
 * trivet_ui_begin() has put into the environment is its last, so that removing it moves nothing.
 */
void
trivet_ui_start (void)
{
  gtk_init ();
  gtk_settings_get_default ();
  /* libadwaita would leave its style out. */
  if (theme_hidden)
    g_unsetenv ("GTK_THEME");
}

/**
 * trivet_ui_load:
 *
 * Reads the style of the order page, once, which needs GTK but no application: a start does it while the store opens.
 */
void
trivet_ui_load (void)
{
  if (style_provider != NULL)
    return;

  /* Asked for by name: a static library would lose resources that register by themselves. */
  g_resources_register (trivet_ui_get_resource ());
  style_provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (style_provider, RESOURCE_BASE "trivet.css");
}

/**
 * trivet_ui_init:
 *
 * Puts the style to use, once, after the application has started up.
 */
void
trivet_ui_init (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GdkDisplay      *display = gdk_display_get_default ();

  if (color_provider != NULL)
    return;

  trivet_ui_load ();
  color_provider = gtk_css_provider_new ();
  load_colors (manager);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (color_provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (style_provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  apply_contrast (manager);
  g_signal_connect (manager, "notify::dark", G_CALLBACK (on_dark_changed), NULL);
  g_signal_connect (manager, "notify::high-contrast", G_CALLBACK (on_contrast_changed), NULL);
}

/**
 * trivet_ui_load_pages:
 *
 * Puts the style to use of all that the order page does not show, once. It is more than half of
 * all: a register does it after its first frame, whoever shows something else first before that.
 * After trivet_ui_init().
 */
void
trivet_ui_load_pages (void)
{
  if (pages_provider != NULL)
    return;

  pages_provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (pages_provider, RESOURCE_BASE "trivet-pages.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (pages_provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
}

/* What the first frame is written in. */
static void
look_for_fonts (PangoContext *context,
                const char   *families)
{
  static const struct {
    int         size_px;
    PangoWeight weight;
  } fonts[] = {
    { 16, PANGO_WEIGHT_SEMIBOLD },
    { 18, PANGO_WEIGHT_SEMIBOLD },
    { 15, PANGO_WEIGHT_NORMAL },
    { 28, PANGO_WEIGHT_ULTRABOLD },
  };
  g_autoptr (PangoFontDescription) description = pango_font_description_copy (pango_context_get_font_description (context));

  pango_font_description_set_family (description, families);
  for (guint i = 0; i < G_N_ELEMENTS (fonts); i++) {
    PangoFontset *fontset;

    pango_font_description_set_absolute_size (description, fonts[i].size_px * PANGO_SCALE);
    pango_font_description_set_weight (description, fonts[i].weight);
    fontset = pango_context_load_fontset (context, description, pango_context_get_language (context));
    g_clear_object (&fontset);
  }
}

/**
 * trivet_ui_look_for_fonts:
 *
 * Looking for a font takes threads of Pango's own some milliseconds, for each size and weight, and who
 * measures the first words waits for them; then once more, because Pango looks for the font that it has
 * found by its own name when it asks for its metrics. So those of the first frame are looked for while
 * the window is built. One that is missing here is looked for later; one too many costs just that.
 */
void
trivet_ui_look_for_fonts (void)
{
  g_autoptr (GtkWidget) label = g_object_ref_sink (gtk_label_new (NULL));
  PangoContext *context = gtk_widget_get_pango_context (label);

  look_for_fonts (context, FONT_FAMILIES);
  look_for_fonts (context, FONT_FAMILY);
}

/**
 * trivet_ui_dup_app_icon:
 * @widget: where it is shown
 * @size_px: its width and height, in logical pixels
 *
 * The program's own icon without a look into the icon theme, so that the theme needs none of our folders:
 * adding one makes a start wait until the theme has been read twice.
 *
 * Returns: (transfer full): the icon, as sharp as the screen of @widget
 */
GdkPaintable *
trivet_ui_dup_app_icon (GtkWidget *widget,
                        int        size_px)
{
  g_autoptr (GFile) file = g_file_new_for_uri (APP_ICON_URI);

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  return GDK_PAINTABLE (gtk_icon_paintable_new_for_file (file, size_px, gtk_widget_get_scale_factor (widget)));
}

/**
 * trivet_ui_set_appearance:
 * @appearance: light, dark or as the desktop is
 */
void
trivet_ui_set_appearance (TrivetAppearance appearance)
{
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  switch (appearance) {
  case TRIVET_APPEARANCE_SYSTEM:
    scheme = ADW_COLOR_SCHEME_DEFAULT;
    break;
  case TRIVET_APPEARANCE_LIGHT:
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
    break;
  case TRIVET_APPEARANCE_DARK:
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
    break;
  }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}
