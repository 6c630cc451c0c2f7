/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-app"

#include "trivet-demo-staff.h"

#include "trivet-money.h"
#include "trivet-staff.h"

/*
 * Who works in the demo restaurant. Everybody may know their PINs (README.md), so the salts of the
 * hashes are fixed.
 */

typedef struct {
  const char *role_id;
  const char *name;
  const char *name_zh;
  guint       permissions;
  gint64      discount_limit_ppm;
} DemoRole;

typedef struct {
  const char *staff_id;
  const char *name;
  const char *role_id;
  const char *pin_hash;
} DemoMember;

#define BIT(name) TRIVET_PERMISSION_BIT (TRIVET_PERMISSION_##name)

static const DemoRole roles[] = {
  { "manager", "Manager", "经理", TRIVET_PERMISSIONS_ALL, TRIVET_RATE_PPM_ONE },
  { "cashier", "Cashier", "收银员", BIT (REFUND) | BIT (OPEN_DRAWER) | BIT (DISCOUNT), 200000 },
  { "server", "Server", "服务员", 0, 100000 },
};

/* scrypt of 1357, 8642 and TRIVET_DEMO_MANAGER_PIN */
static const DemoMember members[] = {
  { "lin-mei", "Lin Mei", "server",
    "$scrypt$ln=15,r=8,p=1$dHJpdmV0IGRlbW8gbGluIA==$R7vXmU0faGsS+iKlojRpc6Qr1mdQV04yGi8MT9/PuGA=" },
  { "chen-bo", "Chen Bo", "cashier",
    "$scrypt$ln=15,r=8,p=1$dHJpdmV0IGRlbW8gY2hlbg==$+H7jdYLIST8nEKMo8ddoblN/EBIWMgCpAmlFrvonDDU=" },
  { "wang", "Wang", "manager",
    "$scrypt$ln=15,r=8,p=1$dHJpdmV0IGRlbW8gc2hvcA==$C7JyQ67L3N49i//8wLiEwgtqIfCZo2Mtdf74ZQCVZIs=" },
};

static void
add (GPtrArray             *facts,
     TrivetFactType         type,
     JsonObject            *body,
     const TrivetFactStamp *stamp)
{
  g_ptr_array_add (facts, trivet_fact_new (type, "staff", body, stamp));
}

static JsonObject *
policy_body (void)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "sign_in", "optional");
  json_object_set_int_member (body, "lock_after_s", 0);
  return body;
}

/**
 * trivet_demo_staff_add:
 * @facts: (element-type TrivetFact): where they go
 * @stamp: what new facts take along
 *
 * Adds a manager, a cashier and a server. Nobody has to sign in to try the register.
 */
void
trivet_demo_staff_add (GPtrArray             *facts,
                       const TrivetFactStamp *stamp)
{
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++) {
    g_autoptr (TrivetRole) role = trivet_role_new (roles[i].role_id, roles[i].name, roles[i].name_zh);

    role->permissions = roles[i].permissions;
    role->discount_limit_ppm = roles[i].discount_limit_ppm;
    add (facts, TRIVET_FACT_ROLE_SET, trivet_role_to_body (role), stamp);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    g_autoptr (TrivetStaffMember) member = trivet_staff_member_new (members[i].staff_id, members[i].name, members[i].role_id);

    g_free (member->pin_hash);
    member->pin_hash = g_strdup (members[i].pin_hash);
    add (facts, TRIVET_FACT_STAFF_SET, trivet_staff_member_to_body (member), stamp);
  }
  add (facts, TRIVET_FACT_STAFF_POLICY_SET, policy_body (), stamp);
}
