/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-fact-private.h"
#include "trivet-json-scan-private.h"
#include "trivet-menu-private.h"

#include <string.h>

/*
 * TrivetMenuItem: a dish, made from one fact.
 */

enum {
  PROP_0,
  PROP_AVAILABLE,
  PROP_LEFT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static char *none[] = { NULL };

struct _TrivetMenuItem {
  GObject parent_instance;

  TrivetFact *fact;

  /* One block for all texts: a start makes thousands of dishes. */
  char       *texts;
  const char *sku;
  const char *category_id;
  const char *name;
  const char *name_zh;
  const char *kitchen;
  const char *emoji;
  const char *image;
  const char *search;
  GStrv       groups; /* "none" when there is none, as the next two */
  GStrv       allergens;
  GStrv       diet;
  GPtrArray  *combo; /* TrivetMenuGroup: the slots */
  gint64      price_minor;
  gint64      tax_rate_ppm;
  gboolean    tax_included;
  gint64      place;
  gboolean    available;
  int         left;
  gboolean    open_price;
};

G_DEFINE_FINAL_TYPE (TrivetMenuItem, trivet_menu_item, G_TYPE_OBJECT)

static void
trivet_menu_item_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  TrivetMenuItem *self = TRIVET_MENU_ITEM (object);

  switch (property_id) {
  case PROP_AVAILABLE:
    g_value_set_boolean (value, self->available);
    break;
  case PROP_LEFT:
    g_value_set_int (value, self->left);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    break;
  }
}

static void
free_strings (GStrv strings)
{
  if (strings != none)
    g_strfreev (strings);
}

static void
trivet_menu_item_finalize (GObject *object)
{
  TrivetMenuItem *self = TRIVET_MENU_ITEM (object);

  g_clear_pointer (&self->fact, trivet_fact_unref);
  g_free (self->texts);
  free_strings (self->groups);
  free_strings (self->allergens);
  free_strings (self->diet);
  g_clear_pointer (&self->combo, g_ptr_array_unref);

  G_OBJECT_CLASS (trivet_menu_item_parent_class)->finalize (object);
}

static void
trivet_menu_item_class_init (TrivetMenuItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = trivet_menu_item_get_property;
  object_class->finalize = trivet_menu_item_finalize;

  properties[PROP_AVAILABLE] =
    g_param_spec_boolean ("available", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LEFT] =
    g_param_spec_int ("left", NULL, NULL, -1, G_MAXINT, -1, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
trivet_menu_item_init (TrivetMenuItem *self)
{
  self->available = TRUE;
  self->left = -1;
}

enum {
  SKU,
  CATEGORY,
  NAME,
  PRICE,
  TAX_RATE,
  NAME_ZH,
  KITCHEN,
  EMOJI,
  IMAGE,
  SEARCH,
  TAX_INCLUDED,
  POSITION,
  OFFSET,
  GROUPS,
  ALLERGENS,
  DIET,
  COMBO,
  OPEN_PRICE,
  N_MEMBERS,
};

static const char *const members[N_MEMBERS] = {
  "id",
  "category",
  "name",
  "price_minor",
  "tax_rate_ppm",
  "name_zh",
  "kitchen",
  "emoji",
  "image",
  "search",
  "tax_included",
  "position",
  "offset",
  "groups",
  "allergens",
  "diet",
  "combo",
  "open_price",
};

static gboolean
has_what_it_needs (const TrivetJsonValue *values,
                   GError               **error)
{
  for (guint i = SKU; i <= TAX_RATE; i++) {
    TrivetJsonKind wanted = i < PRICE ? TRIVET_JSON_STRING : TRIVET_JSON_INT;

    if (values[i].kind == wanted)
      continue;
    _trivet_json_set_missing (members[i], i < PRICE ? "a text" : "a whole number", error);
    return FALSE;
  }

  return TRUE;
}

static const char *
write_or (const TrivetJsonValue *value,
          char                 **at,
          const char            *fallback)
{
  const char *text = _trivet_json_value_write (value, at);

  return text != NULL ? text : fallback;
}

/* Each text takes no more than its place in the fact. */
static void
write_texts (TrivetMenuItem        *self,
             const TrivetJsonValue *values)
{
  char *at = self->texts = g_malloc (strlen (trivet_fact_get_body_text (self->fact)));

  self->sku = _trivet_json_value_write (&values[SKU], &at);
  self->category_id = _trivet_json_value_write (&values[CATEGORY], &at);
  self->name = _trivet_json_value_write (&values[NAME], &at);
  self->name_zh = write_or (&values[NAME_ZH], &at, self->name);
  self->kitchen = write_or (&values[KITCHEN], &at, self->name);
  self->emoji = write_or (&values[EMOJI], &at, NULL);
  self->image = write_or (&values[IMAGE], &at, NULL);
  self->search = write_or (&values[SEARCH], &at, "");
}

static GStrv
dup_strings (const TrivetJsonValue *value)
{
  GStrv strings = _trivet_json_value_dup_strings (value);

  return strings != NULL ? strings : none;
}

/* Returns: (transfer full): the slots of all dishes that are no combo */
static GPtrArray *
ref_no_slots (void)
{
  static GPtrArray *slots;

  if (g_once_init_enter (&slots))
    g_once_init_leave (&slots, g_ptr_array_new ());

  return g_ptr_array_ref (slots);
}

/* Returns: (transfer full) (nullable): the slots, perhaps none */
static GPtrArray *
read_combo (TrivetFact            *fact,
            const TrivetJsonValue *values,
            GError               **error)
{
  JsonArray *slots = values[COMBO].kind == TRIVET_JSON_ARRAY ? json_object_get_array_member (trivet_fact_get_body (fact), "combo") : NULL;

  if (slots != NULL && _trivet_json_value_get_bool (&values[OPEN_PRICE])) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "A combo has a price; “open_price” must not be set");
    return NULL;
  }

  return slots != NULL ? _trivet_menu_slots_new (slots, error) : ref_no_slots ();
}

TrivetMenuItem *
_trivet_menu_item_new_from_fact (TrivetFact *fact,
                                 GError    **error)
{
  TrivetJsonValue values[N_MEMBERS];
  TrivetMenuItem *self;
  GPtrArray      *combo;

  _trivet_json_pick (trivet_fact_get_body_text (fact), members, N_MEMBERS, values);
  if (!has_what_it_needs (values, error))
    return NULL;
  combo = read_combo (fact, values, error);
  if (combo == NULL)
    return NULL;

  self = g_object_new (TRIVET_TYPE_MENU_ITEM, NULL);
  self->fact = trivet_fact_ref (fact);
  write_texts (self, values);
  self->price_minor = _trivet_json_value_get_int (&values[PRICE]);
  self->tax_rate_ppm = _trivet_json_value_get_int (&values[TAX_RATE]);
  self->tax_included = values[TAX_INCLUDED].kind != TRIVET_JSON_BOOL || _trivet_json_value_get_bool (&values[TAX_INCLUDED]);
  self->place = _trivet_menu_place_make (_trivet_json_value_get_int (&values[POSITION]), _trivet_json_value_get_int (&values[OFFSET]));
  self->groups = dup_strings (&values[GROUPS]);
  self->allergens = dup_strings (&values[ALLERGENS]);
  self->diet = dup_strings (&values[DIET]);
  self->combo = combo;
  self->open_price = _trivet_json_value_get_bool (&values[OPEN_PRICE]);

  return self;
}

/* Returns: (transfer none): the text that it was made from */
const char *
_trivet_menu_item_get_text (TrivetMenuItem *self)
{
  return trivet_fact_get_body_text (self->fact);
}

void
_trivet_menu_item_set_availability (TrivetMenuItem *self,
                                    gboolean        available,
                                    int             left)
{
  gboolean was_available = self->available;
  int      was_left = self->left;

  self->available = available;
  self->left = left;
  if (available != was_available)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AVAILABLE]);
  if (left != was_left)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEFT]);
}

gint64
_trivet_menu_item_get_place (TrivetMenuItem *self)
{
  return self->place;
}

/* Returns: (transfer none): the category, without a look at @self */
const char *
_trivet_menu_item_peek_category_id (TrivetMenuItem *self)
{
  return self->category_id;
}

const char *
_trivet_menu_item_get_search (TrivetMenuItem *self)
{
  return self->search;
}

/**
 * trivet_menu_item_get_sku:
 * @self: a dish
 *
 * Returns: (transfer none): its code, unique in the menu
 */
const char *
trivet_menu_item_get_sku (TrivetMenuItem *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (self), NULL);

  return self->sku;
}

/**
 * trivet_menu_item_get_category_id:
 * @self: a dish
 *
 * Returns: (transfer none): its category
 */
const char *
trivet_menu_item_get_category_id (TrivetMenuItem *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (self), NULL);

  return self->category_id;
}

/**
 * trivet_menu_item_get_name:
 * @self: a dish
 * @language: which name
 *
 * Returns: (transfer none): its name for guests; plain text, not markup
 */
const char *
trivet_menu_item_get_name (TrivetMenuItem *self,
                           TrivetLanguage  language)
{
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (self), NULL);

  return language == TRIVET_LANGUAGE_ZH ? self->name_zh : self->name;
}

/**
 * trivet_menu_item_get_kitchen_name:
 * @self: a dish
 *
 * Returns: (transfer none): its name for the kitchen
 */
const char *
trivet_menu_item_get_kitchen_name (TrivetMenuItem *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (self), NULL);

  return self->kitchen;
}

/**
 * trivet_menu_item_get_emoji:
 * @self: a dish
 *
 * Returns: (transfer none) (nullable): its picture as an emoji
 */
const char *
trivet_menu_item_get_emoji (TrivetMenuItem *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (self), NULL);

  return self->emoji;
}

/**
 * trivet_menu_item_get_image:
 * @self: a dish
 *
 * Returns: (transfer none) (nullable) (type filename): its picture as a file
 */
const char *
trivet_menu_item_get_image (TrivetMenuItem *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (self), NULL);

  return self->image;
}

/**
 * trivet_menu_item_get_price_minor:
 * @self: a dish
 *
 * Returns: its price without choices, in minor units
 */
gint64
trivet_menu_item_get_price_minor (TrivetMenuItem *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (self), 0);

  return self->price_minor;
}

/**
 * trivet_menu_item_get_tax_rate_ppm:
 * @self: a dish
 *
 * Returns: its tax in parts per million (60000 is 6 %)
 */
gint64
trivet_menu_item_get_tax_rate_ppm (TrivetMenuItem *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (self), 0);

  return self->tax_rate_ppm;
}

/**
 * trivet_menu_item_get_tax_included:
 * @self: a dish
 *
 * Returns: whether the price holds the tax
 */
gboolean
trivet_menu_item_get_tax_included (TrivetMenuItem *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (self), TRUE);

  return self->tax_included;
}

/**
 * trivet_menu_item_get_group_ids:
 * @self: a dish
 *
 * Returns: (transfer none) (array zero-terminated=1): the groups of choices it offers
 */
GStrv
trivet_menu_item_get_group_ids (TrivetMenuItem *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (self), NULL);

  return self->groups;
}

/**
 * trivet_menu_item_get_allergens:
 * @self: a dish
 *
 * Returns: (transfer none) (array zero-terminated=1): what it holds, out of
 *   trivet_menu_get_known_allergens(); none does not mean that it holds none, but that nobody has
 *   said so
 */
GStrv
trivet_menu_item_get_allergens (TrivetMenuItem *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (self), NULL);

  return self->allergens;
}

/**
 * trivet_menu_item_get_diet:
 * @self: a dish
 *
 * Returns: (transfer none) (array zero-terminated=1): whom it is for, out of
 *   trivet_menu_get_known_diets()
 */
GStrv
trivet_menu_item_get_diet (TrivetMenuItem *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (self), NULL);

  return self->diet;
}

/**
 * trivet_menu_item_get_available:
 * @self: a dish
 *
 * Returns: %FALSE when it is sold out
 */
gboolean
trivet_menu_item_get_available (TrivetMenuItem *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (self), FALSE);

  return self->available && self->left != 0;
}

/**
 * trivet_menu_item_get_left:
 * @self: a dish
 *
 * Returns: how many are left, -1 when nobody counts
 */
int
trivet_menu_item_get_left (TrivetMenuItem *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (self), -1);

  return self->left;
}

/**
 * trivet_menu_item_get_combo:
 * @self: a dish
 *
 * Returns: (transfer none) (element-type TrivetMenuGroup): of a combo, its slots; of any other dish
 *   none
 */
GPtrArray *
trivet_menu_item_get_combo (TrivetMenuItem *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (self), NULL);

  return self->combo;
}

/**
 * trivet_menu_item_get_open_price:
 * @self: a dish
 *
 * Returns: whether staff say what it costs each time it is ordered
 */
gboolean
trivet_menu_item_get_open_price (TrivetMenuItem *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (self), FALSE);

  return self->open_price;
}

/**
 * trivet_menu_item_has_choices:
 * @self: a dish
 *
 * Returns: whether it is a combo or has groups of choices
 */
gboolean
trivet_menu_item_has_choices (TrivetMenuItem *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (self), FALSE);

  return self->combo->len > 0 || self->groups[0] != NULL;
}
