/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-drawers-private.h"

#include "trivet-subjects-private.h"

/*
 * TrivetDrawers: drawers, open shifts and the last day, kept as the journal says. What staff do is in
 * trivet-drawers-commands.c, what the end of a day needs in trivet-drawers-day.c.
 */

enum {
  CHANGED,
  DRAWERS_CHANGED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_QUARK (trivet - drawers - error - quark, trivet_drawers_error)

G_DEFINE_FINAL_TYPE (TrivetDrawers, trivet_drawers, G_TYPE_OBJECT)

/* Cash belongs to this register's shift until the moment in which somebody closes it. */
void
_trivet_drawers_update_register (TrivetDrawers *self)
{
  const TrivetShift *shift = trivet_drawers_get_shift (self);

  if (shift != NULL && g_strcmp0 (shift->shift_id, self->closing) == 0)
    shift = NULL;
  trivet_register_set_shift (self->reg, shift != NULL ? shift->shift_id : NULL);
}

static void
fold_shift (TrivetDrawers *self,
            TrivetFact    *fact)
{
  const char  *shift_id = trivet_shift_get_fact_shift (fact);
  TrivetShift *shift = g_hash_table_lookup (self->open, shift_id);
  g_autoptr (GError) error = NULL;

  if (shift == NULL) {
    shift = trivet_shift_new (shift_id);
    g_hash_table_insert (self->open, shift->shift_id, shift);
  }
  /* The store has accepted it, so this copy is behind: a bug, not a loss. */
  if (!trivet_shift_apply (shift, fact, &error))
    g_critical ("Fact %s does not fit its shift: %s", trivet_fact_get_id (fact), error->message);
  if (shift->closed_at_us != 0 || shift->opened_at_us == 0)
    g_hash_table_remove (self->open, shift_id);
}

static void
remove_drawer (TrivetDrawers *self,
               const char    *drawer_id)
{
  for (guint i = 0; i < self->drawers->len; i++) {
    if (g_str_equal (((TrivetDrawer *) g_ptr_array_index (self->drawers, i))->id, drawer_id)) {
      g_ptr_array_remove_index (self->drawers, i);
      return;
    }
  }
}

/* One end is read without those before it, so it may be any number here; the store has looked. */
gboolean
_trivet_drawers_read_day (TrivetDayEnd *day,
                          TrivetFact   *fact)
{
  if (trivet_fact_get_fact_type (fact) != TRIVET_FACT_DAY_CLOSED)
    return FALSE;
  day->number = trivet_json_get_int_or (trivet_fact_get_body (fact), "number", 1) - 1;
  day->to_sequence = trivet_json_get_int_or (trivet_fact_get_body (fact), "from_sequence", 1) - 1;

  return trivet_day_end_apply (day, fact, trivet_fact_get_sequence (fact), NULL);
}

static gboolean
fold (TrivetDrawers *self,
      TrivetFact    *fact)
{
  TrivetFactType type = trivet_fact_get_fact_type (fact);
  TrivetDrawer  *drawer;

  if (trivet_shift_get_fact_shift (fact) != NULL) {
    fold_shift (self, fact);
    return TRUE;
  }
  if (type == TRIVET_FACT_DAY_CLOSED)
    return _trivet_drawers_read_day (&self->last_day, fact);
  if (type != TRIVET_FACT_DRAWER_SET && type != TRIVET_FACT_DRAWER_REMOVED)
    return FALSE;
  remove_drawer (self, trivet_json_get_string_or (trivet_fact_get_body (fact), "id", ""));
  drawer = type == TRIVET_FACT_DRAWER_SET ? trivet_drawer_new_from_fact (fact, NULL) : NULL;
  if (drawer != NULL)
    g_ptr_array_add (self->drawers, drawer);

  return TRUE;
}

static void
on_cash_pulse (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TrivetDrawers) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!trivet_printer_kick_finish (TRIVET_PRINTER (source), result, &error))
    g_signal_emit (self, signals[FAILED], 0, error);
}

/* Cash of a sale, and money that somebody puts in or takes out. */
static gboolean
needs_open_drawer (TrivetFactType type)
{
  return type == TRIVET_FACT_CASH_TAKEN || type == TRIVET_FACT_CASH_RETURNED || type == TRIVET_FACT_DRAWER_PAID_IN ||
         type == TRIVET_FACT_DRAWER_PAID_OUT || type == TRIVET_FACT_DRAWER_DROPPED;
}

/* Cash that comes or goes here opens the drawer, if anything can. */
static void
open_for_cash (TrivetDrawers *self,
               TrivetFact    *fact)
{
  const TrivetShift *shift = trivet_drawers_get_shift (self);
  TrivetPrinter     *printer;

  if (!needs_open_drawer (trivet_fact_get_fact_type (fact)) || shift == NULL ||
      g_strcmp0 (trivet_shift_get_fact_shift (fact), shift->shift_id) != 0)
    return;
  printer = g_hash_table_lookup (self->printers, shift->drawer_id);
  if (printer != NULL && trivet_printer_can_kick (printer))
    trivet_printer_kick_async (printer, NULL, on_cash_pulse, g_object_ref (self));
}

static void
on_committed (TrivetJournal *journal,
              GPtrArray     *facts,
              gpointer       user_data)
{
  TrivetDrawers *self = user_data;
  gboolean       changed = FALSE;
  gboolean       other_drawers = FALSE;

  self->stale = TRUE;
  for (guint i = 0; i < facts->len && self->loaded; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);

    changed = fold (self, fact) || changed;
    other_drawers = other_drawers || g_str_equal (trivet_fact_get_subject (fact), TRIVET_DRAWERS_SUBJECT);
    open_for_cash (self, fact);
  }
  if (!changed)
    return;
  _trivet_drawers_update_register (self);
  if (other_drawers)
    g_signal_emit (self, signals[DRAWERS_CHANGED], 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
trivet_drawers_dispose (GObject *object)
{
  TrivetDrawers *self = TRIVET_DRAWERS (object);

  if (self->journal != NULL)
    g_clear_signal_handler (&self->committed_id, self->journal);
  g_clear_object (&self->reg);
  g_clear_object (&self->journal);
  g_clear_object (&self->repository);
  g_clear_object (&self->manager);
  g_clear_object (&self->kitchen);
  g_clear_object (&self->queue);
  g_hash_table_remove_all (self->printers);

  G_OBJECT_CLASS (trivet_drawers_parent_class)->dispose (object);
}

static void
trivet_drawers_finalize (GObject *object)
{
  TrivetDrawers *self = TRIVET_DRAWERS (object);

  g_ptr_array_unref (self->drawers);
  g_hash_table_unref (self->open);
  g_hash_table_unref (self->printers);
  trivet_day_end_clear (&self->last_day);
  g_free (self->closing);
  g_free (self->own_day_by);

  G_OBJECT_CLASS (trivet_drawers_parent_class)->finalize (object);
}

static void
trivet_drawers_class_init (TrivetDrawersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_drawers_dispose;
  object_class->finalize = trivet_drawers_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DRAWERS_CHANGED] =
    g_signal_new ("drawers-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_ERROR);
}

static void
trivet_drawers_init (TrivetDrawers *self)
{
  self->drawers = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_drawer_free);
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) trivet_shift_free);
  self->printers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * trivet_drawers_new:
 * @reg: the register whose shift it is
 * @journal: where facts are written
 * @repository: where they are read
 *
 * Returns: (transfer full): drawers that have read nothing yet
 */
TrivetDrawers *
trivet_drawers_new (TrivetRegister   *reg,
                    TrivetJournal    *journal,
                    TrivetRepository *repository)
{
  TrivetDrawers *self;

  g_return_val_if_fail (TRIVET_IS_REGISTER (reg), NULL);
  g_return_val_if_fail (TRIVET_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (TRIVET_IS_REPOSITORY (repository), NULL);

  self = g_object_new (TRIVET_TYPE_DRAWERS, NULL);
  self->reg = g_object_ref (reg);
  self->journal = g_object_ref (journal);
  self->repository = g_object_ref (repository);
  self->committed_id = g_signal_connect (journal, "committed", G_CALLBACK (on_committed), self);

  return self;
}

static void
fail_loading (TrivetDrawers *self,
              GError        *error)
{
  self->loading = FALSE;
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void read_facts (TrivetDrawers *self);

static void
on_shifts_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (TrivetDrawers) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) shifts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);

  if (shifts == NULL) {
    fail_loading (self, error);
    return;
  }
  /* What came meanwhile may be in one of the answers and not in the other. */
  if (self->stale) {
    read_facts (self);
    return;
  }
  for (guint i = 0; i < shifts->len; i++) {
    TrivetShift *shift = trivet_shift_copy (g_ptr_array_index (shifts, i));

    g_hash_table_insert (self->open, shift->shift_id, shift);
  }
  self->loading = FALSE;
  self->loaded = TRUE;
  _trivet_drawers_update_register (self);
  g_signal_emit (self, signals[DRAWERS_CHANGED], 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_facts_read (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TrivetDrawers) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = _trivet_subjects_read_finish (TRIVET_REPOSITORY (source), result, &error);

  if (facts == NULL) {
    fail_loading (self, error);
    return;
  }
  for (guint i = 0; i < facts->len; i++)
    fold (self, g_ptr_array_index (facts, i));
  trivet_repository_list_shifts_async (self->repository, TRIVET_SHIFT_QUERY_OPEN, 0, 0, NULL, on_shifts_ready,
                                       g_object_ref (self));
}

static void
read_facts (TrivetDrawers *self)
{
  static const char *const subjects[] = { TRIVET_DRAWERS_SUBJECT, TRIVET_DAY_SUBJECT, NULL };

  self->stale = FALSE;
  g_ptr_array_set_size (self->drawers, 0);
  g_hash_table_remove_all (self->open);
  _trivet_subjects_read_async (self->repository, subjects, on_facts_read, g_object_ref (self));
}

/**
 * trivet_drawers_load:
 * @self: drawers
 *
 * Reads what there is; `changed` tells when it knows. Commands before that find no drawer.
 */
void
trivet_drawers_load (TrivetDrawers *self)
{
  g_return_if_fail (TRIVET_IS_DRAWERS (self));

  if (self->loaded || self->loading)
    return;
  self->loading = TRUE;
  read_facts (self);
}

/**
 * trivet_drawers_set_manager:
 * @self: drawers
 * @manager: (nullable): says who may open a drawer without a sale and end a day
 */
void
trivet_drawers_set_manager (TrivetDrawers *self,
                            TrivetManager *manager)
{
  g_return_if_fail (TRIVET_IS_DRAWERS (self));

  g_set_object (&self->manager, manager);
}

/**
 * trivet_drawers_set_kitchen:
 * @self: drawers
 * @kitchen: (nullable): with it, dishes that it was not told of are listed at the day's end
 */
void
trivet_drawers_set_kitchen (TrivetDrawers *self,
                            TrivetKitchen *kitchen)
{
  g_return_if_fail (TRIVET_IS_DRAWERS (self));

  g_set_object (&self->kitchen, kitchen);
}

/**
 * trivet_drawers_set_print_queue:
 * @self: drawers
 * @queue: (nullable): prints the Z report of a day that ends, when it has a printer
 */
void
trivet_drawers_set_print_queue (TrivetDrawers    *self,
                                TrivetPrintQueue *queue)
{
  g_return_if_fail (TRIVET_IS_DRAWERS (self));

  g_set_object (&self->queue, queue);
}

/**
 * trivet_drawers_set_printer:
 * @self: drawers
 * @drawer_id: a drawer
 * @printer: (nullable): what opens it
 */
void
trivet_drawers_set_printer (TrivetDrawers *self,
                            const char    *drawer_id,
                            TrivetPrinter *printer)
{
  g_return_if_fail (TRIVET_IS_DRAWERS (self));
  g_return_if_fail (drawer_id != NULL);

  if (printer != NULL)
    g_hash_table_insert (self->printers, g_strdup (drawer_id), g_object_ref (printer));
  else
    g_hash_table_remove (self->printers, drawer_id);
}

/**
 * trivet_drawers_get_drawers:
 * @self: drawers
 *
 * Returns: (transfer none) (element-type TrivetDrawer): those that the shop has
 */
GPtrArray *
trivet_drawers_get_drawers (TrivetDrawers *self)
{
  g_return_val_if_fail (TRIVET_IS_DRAWERS (self), NULL);

  return self->drawers;
}

/**
 * trivet_drawers_lookup:
 * @self: drawers
 * @drawer_id: an id
 *
 * Returns: (transfer none) (nullable): that drawer
 */
const TrivetDrawer *
trivet_drawers_lookup (TrivetDrawers *self,
                       const char    *drawer_id)
{
  g_return_val_if_fail (TRIVET_IS_DRAWERS (self), NULL);

  for (guint i = 0; i < self->drawers->len; i++) {
    const TrivetDrawer *drawer = g_ptr_array_index (self->drawers, i);

    if (g_strcmp0 (drawer->id, drawer_id) == 0)
      return drawer;
  }

  return NULL;
}

/**
 * trivet_drawers_get_shift:
 * @self: drawers
 *
 * Returns: (transfer none) (nullable): the open shift of this register
 */
const TrivetShift *
trivet_drawers_get_shift (TrivetDrawers *self)
{
  GHashTableIter iter;
  gpointer       value;

  g_return_val_if_fail (TRIVET_IS_DRAWERS (self), NULL);

  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    if (g_str_equal (((TrivetShift *) value)->register_id, trivet_register_get_stamp (self->reg).register_id))
      return value;
  }

  return NULL;
}

/**
 * trivet_drawers_find_open:
 * @self: drawers
 * @drawer_id: a drawer
 *
 * Returns: (transfer none) (nullable): its open shift, at whatever register
 */
const TrivetShift *
trivet_drawers_find_open (TrivetDrawers *self,
                          const char    *drawer_id)
{
  GHashTableIter iter;
  gpointer       value;

  g_return_val_if_fail (TRIVET_IS_DRAWERS (self), NULL);

  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    if (g_strcmp0 (((TrivetShift *) value)->drawer_id, drawer_id) == 0)
      return value;
  }

  return NULL;
}

/**
 * trivet_drawers_get_last_day:
 * @self: drawers
 *
 * Returns: (transfer none): the last day that has ended; number 0 when none has
 */
const TrivetDayEnd *
trivet_drawers_get_last_day (TrivetDrawers *self)
{
  g_return_val_if_fail (TRIVET_IS_DRAWERS (self), NULL);

  return &self->last_day;
}

void
_trivet_drawers_emit_failed (TrivetDrawers *self,
                             const GError  *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}
