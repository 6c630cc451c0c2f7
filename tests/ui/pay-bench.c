/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "pay-bench.h"
#include "trivet-device-error.h"
#include "trivet-manager.h"
#include "trivet-seeded-random.h"
#include "trivet-status-panel.h"

/*
 * The pay page with everything real but the world: wallets, camera and printer do what a test says.
 */

/* The fixture has no wallets; a checkout of our own has two. */
static void
set_up_wallets (PayBench *bench)
{
  TrivetUiContext *context = bench->fixture->context;
  TrivetClock     *clock = TRIVET_CLOCK (bench->fixture->clock);
  TrivetJournal   *journal = TRIVET_JOURNAL (bench->fixture->journal);
  g_autoptr (TrivetProviderRegistry) providers = trivet_provider_registry_new ();
  g_autoptr (TrivetWalletTable) wallets = trivet_wallet_table_new_default ();
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (2);
  g_autoptr (TrivetPaymentEngine) engine = NULL;
  const char *names[] = { "alipay", "wechat", NULL };
  const char *provider_ids[] = { "ali", "wx", NULL };

  bench->alipay = trivet_scripted_provider_new ("ali", "alipay", clock);
  bench->wechat = trivet_scripted_provider_new ("wx", "wechat", clock);
  trivet_provider_registry_add (providers, TRIVET_PAYMENT_PROVIDER (bench->alipay));
  trivet_provider_registry_add (providers, TRIVET_PAYMENT_PROVIDER (bench->wechat));
  engine = trivet_payment_engine_new (journal, providers, clock, TRIVET_RANDOM (random),
                                      TRIVET_REPOSITORY (journal), "R1");

  g_object_unref (context->checkout);
  context->checkout = trivet_checkout_new (context->reg, journal, TRIVET_REPOSITORY (journal), engine, wallets, clock);
  bench->checkout = context->checkout;
  g_object_unref (context->parked);
  context->parked = trivet_parked_new (journal, TRIVET_REPOSITORY (journal), engine, context->checkout, clock);
  g_object_unref (context->returns);
  context->returns = trivet_returns_new (context->reg, journal, TRIVET_REPOSITORY (journal), engine);
  context->bookkeeper = trivet_bookkeeper_new (journal, TRIVET_REPOSITORY (journal), providers, engine, clock,
                                               TRIVET_RANDOM (random), "R1");
  trivet_bookkeeper_set_manager (context->bookkeeper, context->manager);
  context->bill_provider_ids = g_strdupv ((char **) provider_ids);
  trivet_checkout_set_code_wallets (context->checkout, names);
  g_strfreev (context->method_ids);
  context->method_ids = g_strdupv ((char **) names);
}

static void
set_up_devices (PayBench *bench)
{
  TrivetUiContext *context = bench->fixture->context;

  bench->scanner = g_object_new (PAY_TYPE_BENCH_SCANNER, NULL);
  bench->printer = g_object_new (PAY_TYPE_BENCH_PRINTER, NULL);
  context->scanner = g_object_ref (TRIVET_SCANNER (bench->scanner));
  context->reader = trivet_simulated_reader_new ();
  bench->reader = TRIVET_SIMULATED_READER (context->reader);
  trivet_print_queue_set_printer (context->print_queue, TRIVET_PRINTER (bench->printer));
}

static void
take_order (PayBench *bench)
{
  g_autofree char *a = trivet_ui_fixture_add (bench->fixture, "N01", "width/wide", 2);
  g_autofree char *b = trivet_ui_fixture_add (bench->fixture, "W03", "", 1);
  g_autofree char *c = trivet_ui_fixture_add (bench->fixture, "C01", "", 1);
  g_autofree char *d = trivet_ui_fixture_add (bench->fixture, "T04", "", 2);

  trivet_register_set_order_discount (bench->fixture->context->reg, TRIVET_DISCOUNT_AMOUNT, 60, "Rounding");
  trivet_ui_fixture_settle (bench->fixture);
}

/* Due: 2 × 38 + 68 + 18 + 2 × 12 − 0.60 = 185.40, as in the drawings. */
void
pay_bench_set_up (PayBench     *bench,
                  gconstpointer user_data)
{
  g_autofree char *menu_json = trivet_ui_fixture_read_demo ();

  bench->fixture = trivet_ui_fixture_new (menu_json);
  set_up_wallets (bench);
  set_up_devices (bench);
  take_order (bench);
  g_assert_cmpint (trivet_tab_get_due_minor (trivet_register_get_current (bench->fixture->context->reg)), ==, 18540);
}

void
pay_bench_tear_down (PayBench     *bench,
                     gconstpointer user_data)
{
  /* A paper that is never done would keep its printer. */
  if (pay_bench_printer_is_busy (bench->printer))
    pay_bench_printer_end (bench->printer, TRUE);
  if (bench->window != NULL) {
    trivet_pay_page_close (TRIVET_PAY_PAGE (bench->page));
    trivet_checkout_end (bench->checkout);
    gtk_window_destroy (GTK_WINDOW (bench->window));
    pay_bench_settle (bench);
    g_assert_finalize_object (bench->page);
    g_assert_false (pay_bench_scanner_get_started (bench->scanner));
  }
  trivet_print_queue_set_printer (bench->fixture->context->print_queue, NULL);
  trivet_ui_fixture_free (bench->fixture);
  g_object_unref (bench->alipay);
  g_object_unref (bench->wechat);
  g_assert_finalize_object (bench->scanner);
  g_object_unref (bench->printer);
}

static void
on_finished (TrivetPayPage *page,
             gpointer       user_data)
{
  ((PayBench *) user_data)->n_finished++;
}

static void
on_back (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  ((PayBench *) user_data)->n_back++;
}

/* As the register asks for it by itself when an order is settled. */
static void
on_settled (TrivetRegister *reg,
            const char     *order_id,
            gpointer        user_data)
{
  trivet_print_queue_request_receipt (((PayBench *) user_data)->fixture->context->print_queue, order_id);
}

void
pay_bench_show (PayBench *bench,
                int       width,
                int       height)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) back = g_simple_action_new ("back", NULL);

  bench->page = g_object_ref_sink (trivet_pay_page_new (bench->fixture->context));
  g_signal_connect (bench->page, "finished", G_CALLBACK (on_finished), bench);
  g_signal_connect (bench->fixture->context->reg, "settled", G_CALLBACK (on_settled), bench);
  bench->window = trivet_ui_test_show (bench->page, width, height);
  g_signal_connect (back, "activate", G_CALLBACK (on_back), bench);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (back));
  gtk_widget_insert_action_group (bench->window, "win", G_ACTION_GROUP (actions));
}

void
pay_bench_settle (PayBench *bench)
{
  trivet_manual_clock_advance (bench->fixture->clock, 0);
  trivet_ui_fixture_settle (bench->fixture);
}

/* Begins to pay, on a screen of the size that the drawing has. */
void
pay_bench_open (PayBench *bench)
{
  TrivetTab *tab = trivet_register_get_current (bench->fixture->context->reg);

  if (bench->window == NULL)
    pay_bench_show (bench, 1366, 708);
  g_assert_true (trivet_checkout_begin (bench->checkout, trivet_tab_get_order_id (tab)));
  trivet_pay_page_open (TRIVET_PAY_PAGE (bench->page));
  pay_bench_settle (bench);
}

void
pay_bench_scan (PayBench   *bench,
                const char *code)
{
  g_autoptr (TrivetSecret) secret = trivet_secret_new (code, -1);

  trivet_scanner_emit_code (TRIVET_SCANNER (bench->scanner), secret);
  pay_bench_settle (bench);
}

void
pay_bench_advance (PayBench *bench,
                   gint64    ms)
{
  trivet_manual_clock_advance (bench->fixture->clock, ms);
  pay_bench_settle (bench);
}

void
pay_bench_click (PayBench   *bench,
                 const char *name)
{
  trivet_ui_test_click (bench->fixture, bench->window, name);
  pay_bench_settle (bench);
}

gboolean
pay_bench_sees (PayBench   *bench,
                const char *name)
{
  return trivet_ui_test_find (bench->window, name) != NULL;
}

/* A phone as a camera sees it, given to the preview as the scanner does: packed RGB. */
void
pay_bench_show_phone (PayBench *bench)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "scan", "ready", "phone-000.jpg", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_filename (path, &error);
  g_autofree guchar *bgra = NULL;
  g_autoptr (GBytes) rgb = NULL;
  gsize   n_pixels;
  guchar *packed;

  g_assert_no_error (error);
  n_pixels = (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture);
  bgra = g_malloc (n_pixels * 4);
  gdk_texture_download (texture, bgra, (gsize) gdk_texture_get_width (texture) * 4);
  packed = g_malloc (n_pixels * 3);
  for (gsize i = 0; i < n_pixels; i++) {
    packed[3 * i] = bgra[4 * i + 2];
    packed[3 * i + 1] = bgra[4 * i + 1];
    packed[3 * i + 2] = bgra[4 * i];
  }
  rgb = g_bytes_new_take (packed, n_pixels * 3);
  trivet_scanner_emit_preview (TRIVET_SCANNER (bench->scanner), rgb,
                               gdk_texture_get_width (texture), gdk_texture_get_height (texture));
}

typedef struct {
  const char *css_class;
  GtkWidget  *found;
} ClassSearch;

static void
match_class (GtkWidget *widget,
             gpointer   user_data)
{
  ClassSearch *search = user_data;

  if (search->found == NULL && gtk_widget_has_css_class (widget, search->css_class))
    search->found = widget;
}

static GtkWidget *
find_class (GtkWidget  *root,
            const char *css_class)
{
  ClassSearch search = { css_class, NULL };

  trivet_ui_test_walk (root, match_class, &search);

  return search.found;
}

/* What is read on the screen must also be what a screen reader says. */
static char *
dup_label (PayBench   *bench,
           const char *css_class)
{
  GtkWidget       *label = find_class (find_class (bench->window, "status"), css_class);
  g_autofree char *name = NULL;

  trivet_ui_test_wait_for_frame (bench->window);
  if (label == NULL)
    return g_strdup ("");
  name = trivet_ui_test_dup_name (label);
  g_assert_cmpstr (name, ==, gtk_label_get_text (GTK_LABEL (label)));

  return g_steal_pointer (&name);
}

char *
pay_bench_dup_title (PayBench *bench)
{
  return dup_label (bench, "title");
}

char *
pay_bench_dup_text (PayBench *bench)
{
  return dup_label (bench, "text");
}

static void
collect_button (GtkWidget *widget,
                gpointer   user_data)
{
  g_autofree char *name = NULL;
  GString         *names = user_data;

  if (!GTK_IS_BUTTON (widget))
    return;
  name = trivet_ui_test_dup_name (widget);
  g_string_append_printf (names, "%s[%s]", names->len > 0 ? " " : "", name);
}

/* "[Print again] [Next customer]" */
char *
pay_bench_dup_buttons (PayBench *bench)
{
  GString *names = g_string_new (NULL);

  trivet_ui_test_walk (find_class (bench->window, "status"), collect_button, names);

  return g_string_free (names, FALSE);
}

static void
collect_words (GtkWidget *widget,
               gpointer   user_data)
{
  g_autofree char *name = trivet_ui_test_dup_name (widget);

  if (GTK_IS_LABEL (widget))
    g_string_append_printf (user_data, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  if (name != NULL)
    g_string_append_printf (user_data, "%s\n", name);
}

/* Everything that can be read or heard. */
char *
pay_bench_dup_words (PayBench *bench)
{
  GString *words = g_string_new (NULL);

  trivet_ui_test_walk (bench->window, collect_words, words);

  return g_string_free (words, FALSE);
}

static void
on_result_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Gives the register a manager. */
void
pay_bench_set_pin (PayBench   *bench,
                   const char *digits)
{
  TrivetManager *manager = bench->fixture->context->manager;
  g_autoptr (TrivetSecret) pin = trivet_secret_new (digits, -1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  trivet_manager_set_pin_async (manager, pin, NULL, "", on_result_ready, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  trivet_manager_set_pin_finish (manager, result, &error);
  g_assert_no_error (error);
}

typedef struct {
  const char *name;
  GtkWidget  *found;
} KeySearch;

static void
match_key (GtkWidget *widget,
           gpointer   user_data)
{
  KeySearch       *search = user_data;
  g_autofree char *name = GTK_IS_BUTTON (widget) ? trivet_ui_test_dup_name (widget) : NULL;

  if (g_strcmp0 (name, search->name) == 0)
    search->found = widget;
}

/* As fingers do on the pad that is in view. */
void
pay_bench_type (PayBench   *bench,
                const char *digits)
{
  for (const char *digit = digits; *digit != '\0'; digit++) {
    char      name[] = { *digit, '\0' };
    KeySearch search = { name, NULL };

    trivet_ui_test_walk (bench->window, match_key, &search);
    g_assert_nonnull (search.found);
    g_signal_emit_by_name (search.found, "clicked");
  }
  pay_bench_settle (bench);
}
