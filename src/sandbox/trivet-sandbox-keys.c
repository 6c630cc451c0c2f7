/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-keys.h"

#include "trivet-sandbox-cipher.h"

#include <glib/gstdio.h>

/**
 * SECTION:trivet-sandbox-keys
 *
 * All keys, certificates and numbers of one training shop, in one directory: made at the first
 * start and reused afterwards, and the provider files that point a register at them. `sandbox.ini`
 * is written last, so a directory that has it is complete.
 */

#define IDENTITY_FILE "sandbox.ini"
#define GROUP         "sandbox"

typedef struct {
  const char *private_file;
  const char *public_file;
} KeyFile;

static const KeyFile key_files[TRIVET_SANDBOX_N_KEYS] = {
  [TRIVET_SANDBOX_KEY_ALIPAY_APP] = { "alipay-app.key.pem", "alipay-app.pub.pem" },
  [TRIVET_SANDBOX_KEY_MERCHANT] = { "apiclient_key.pem", "apiclient_pub.pem" },
  [TRIVET_SANDBOX_KEY_ALIPAY] = { "alipay.key.pem", "alipay.pub.pem" },
  [TRIVET_SANDBOX_KEY_PLATFORM_1] = { "wechat-platform-1.key.pem", NULL },
  [TRIVET_SANDBOX_KEY_PLATFORM_2] = { "wechat-platform-2.key.pem", NULL },
  [TRIVET_SANDBOX_KEY_WECHAT_PUBLIC] = { "wechat.key.pem", "wechat.pub.pem" },
  [TRIVET_SANDBOX_KEY_STRANGER] = { "stranger.key.pem", NULL },
};

static const char *const pem_files[TRIVET_SANDBOX_N_PEMS] = {
  [TRIVET_SANDBOX_PEM_CA] = "ca.pem",
  [TRIVET_SANDBOX_PEM_SERVER] = "server.pem",
  [TRIVET_SANDBOX_PEM_MERCHANT] = "apiclient_cert.pem",
  [TRIVET_SANDBOX_PEM_PLATFORM_1] = "wechat-platform-1.pem",
  [TRIVET_SANDBOX_PEM_PLATFORM_2] = "wechat-platform-2.pem",
};

typedef struct {
  const char *name;
  const char *file;
  const char *prefix;
  const char *alphabet;
  guint       length;
} TextRow;

static const TextRow text_rows[TRIVET_SANDBOX_N_TEXTS] = {
  [TRIVET_SANDBOX_TEXT_ALIPAY_APP_ID] = { "alipay-app-id", NULL, "202100", TRIVET_SANDBOX_DIGITS, 10 },
  [TRIVET_SANDBOX_TEXT_WECHAT_MCHID] = { "wechat-mchid", NULL, "1900", TRIVET_SANDBOX_DIGITS, 6 },
  [TRIVET_SANDBOX_TEXT_WECHAT_APPID] = { "wechat-appid", NULL, "wx", "0123456789abcdef", 16 },
  [TRIVET_SANDBOX_TEXT_WECHAT_PUBLIC_KEY_ID] = { "wechat-public-key-id", NULL, "PUB_KEY_ID_0", TRIVET_SANDBOX_DIGITS, 31 },
  [TRIVET_SANDBOX_TEXT_WECHAT_APIV3_KEY] = { NULL, "apiv3.txt", "", TRIVET_SANDBOX_ALNUM, 32 },
  [TRIVET_SANDBOX_TEXT_WECHAT_V2_KEY] = { NULL, "v2key.txt", "", TRIVET_SANDBOX_ALNUM, 32 },
  [TRIVET_SANDBOX_TEXT_ADMIN_TOKEN] = { NULL, "admin-token", "", TRIVET_SANDBOX_ALNUM, 40 },
  [TRIVET_SANDBOX_TEXT_SALT] = { NULL, "salt", "", TRIVET_SANDBOX_ALNUM, 40 },
};

struct _TrivetSandboxKeys {
  GObject parent_instance;

  char             *directory;
  TrivetSandboxKey *keys[TRIVET_SANDBOX_N_KEYS];
  char             *texts[TRIVET_SANDBOX_N_TEXTS];
  char             *pems[TRIVET_SANDBOX_N_PEMS];
  char             *serials[TRIVET_SANDBOX_N_PEMS];
};

G_DEFINE_FINAL_TYPE (TrivetSandboxKeys, trivet_sandbox_keys, G_TYPE_OBJECT)

static gboolean
write_file (TrivetSandboxKeys *self,
            const char        *name,
            const char        *text,
            GError           **error)
{
  g_autofree char *path = trivet_sandbox_keys_dup_path (self, name);

  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static char *
read_file (TrivetSandboxKeys *self,
           const char        *name,
           GError           **error)
{
  g_autofree char *path = trivet_sandbox_keys_dup_path (self, name);
  char            *text = NULL;

  return g_file_get_contents (path, &text, NULL, error) ? text : NULL;
}

static gboolean
make_key (TrivetSandboxKeys *self,
          TrivetSandboxKeyId id,
          GError           **error)
{
  g_autofree char *private_pem = NULL;
  g_autofree char *public_pem = NULL;

  self->keys[id] = trivet_sandbox_key_new_rsa (error);
  if (self->keys[id] == NULL)
    return FALSE;

  private_pem = trivet_sandbox_key_dup_private (self->keys[id]);
  public_pem = trivet_sandbox_key_dup_public (self->keys[id]);
  return write_file (self, key_files[id].private_file, private_pem, error) && (key_files[id].public_file == NULL || write_file (self, key_files[id].public_file, public_pem, error));
}

static gboolean
make_certificate (TrivetSandboxKeys          *self,
                  TrivetSandboxPemId          id,
                  TrivetSandboxKey           *key,
                  TrivetSandboxCertificateUse use,
                  const char                 *name,
                  TrivetSandboxKey           *ca_key,
                  GError                    **error)
{
  self->pems[id] = trivet_sandbox_key_certify (key, use, name, ca_key, self->pems[TRIVET_SANDBOX_PEM_CA], error);

  return self->pems[id] != NULL && write_file (self, pem_files[id], self->pems[id], error);
}

/* The CA's key is not kept: nothing is ever issued after the first start. */
static gboolean
make_certificates (TrivetSandboxKeys *self,
                   GError           **error)
{
  g_autoptr (TrivetSandboxKey) ca = trivet_sandbox_key_new_ec (error);
  g_autoptr (TrivetSandboxKey) server = ca != NULL ? trivet_sandbox_key_new_ec (error) : NULL;
  g_autofree char *server_pem = NULL;

  if (server == NULL)
    return FALSE;

  server_pem = trivet_sandbox_key_dup_private (server);
  return write_file (self, "server.key.pem", server_pem, error) && make_certificate (self, TRIVET_SANDBOX_PEM_CA, ca, TRIVET_SANDBOX_CERTIFICATE_CA, "Trivet training CA", ca, error) && make_certificate (self, TRIVET_SANDBOX_PEM_SERVER, server, TRIVET_SANDBOX_CERTIFICATE_SERVER, "localhost", ca, error) && make_certificate (self, TRIVET_SANDBOX_PEM_MERCHANT, self->keys[TRIVET_SANDBOX_KEY_MERCHANT], TRIVET_SANDBOX_CERTIFICATE_MERCHANT, self->texts[TRIVET_SANDBOX_TEXT_WECHAT_MCHID], ca, error) && make_certificate (self, TRIVET_SANDBOX_PEM_PLATFORM_1, self->keys[TRIVET_SANDBOX_KEY_PLATFORM_1], TRIVET_SANDBOX_CERTIFICATE_PLATFORM, "Training wallet 1", ca, error) && make_certificate (self, TRIVET_SANDBOX_PEM_PLATFORM_2, self->keys[TRIVET_SANDBOX_KEY_PLATFORM_2], TRIVET_SANDBOX_CERTIFICATE_PLATFORM, "Training wallet 2", ca, error);
}

static gboolean
make_texts (TrivetSandboxKeys *self,
            GKeyFile          *identity,
            GError           **error)
{
  for (guint i = 0; i < TRIVET_SANDBOX_N_TEXTS; i++) {
    const TextRow   *row = &text_rows[i];
    g_autofree char *tail = trivet_sandbox_random_token (row->alphabet, row->length);

    self->texts[i] = g_strconcat (row->prefix, tail, NULL);
    if (row->name != NULL)
      g_key_file_set_string (identity, GROUP, row->name, self->texts[i]);
    else if (!write_file (self, row->file, self->texts[i], error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
make_all (TrivetSandboxKeys *self,
          GError           **error)
{
  g_autoptr (GKeyFile) identity = g_key_file_new ();
  g_autofree char *text = NULL;

  if (!make_texts (self, identity, error))
    return FALSE;
  for (guint i = 0; i < TRIVET_SANDBOX_N_KEYS; i++) {
    if (!make_key (self, i, error))
      return FALSE;
  }
  if (!make_certificates (self, error))
    return FALSE;

  text = g_key_file_to_data (identity, NULL, NULL);
  return write_file (self, IDENTITY_FILE, text, error);
}

static gboolean
load_texts (TrivetSandboxKeys *self,
            GError           **error)
{
  g_autofree char *path = trivet_sandbox_keys_dup_path (self, IDENTITY_FILE);
  g_autoptr (GKeyFile) identity = g_key_file_new ();

  if (!g_key_file_load_from_file (identity, path, G_KEY_FILE_NONE, error))
    return FALSE;

  for (guint i = 0; i < TRIVET_SANDBOX_N_TEXTS; i++) {
    const TextRow *row = &text_rows[i];

    self->texts[i] = row->name != NULL ? g_key_file_get_string (identity, GROUP, row->name, error)
                                       : read_file (self, row->file, error);
    if (self->texts[i] == NULL)
      return FALSE;
    g_strchomp (self->texts[i]);
  }

  return TRUE;
}

static gboolean
load_keys (TrivetSandboxKeys *self,
           GError           **error)
{
  for (guint i = 0; i < TRIVET_SANDBOX_N_KEYS; i++) {
    g_autofree char *pem = read_file (self, key_files[i].private_file, error);

    self->keys[i] = pem != NULL ? trivet_sandbox_key_new_from_pem (pem, error) : NULL;
    if (self->keys[i] == NULL) {
      g_prefix_error (error, "%s: ", key_files[i].private_file);
      return FALSE;
    }
  }

  for (guint i = 0; i < TRIVET_SANDBOX_N_PEMS; i++) {
    self->pems[i] = read_file (self, pem_files[i], error);
    if (self->pems[i] == NULL)
      return FALSE;
  }

  return TRUE;
}

static gboolean
find_serials (TrivetSandboxKeys *self,
              GError           **error)
{
  for (guint i = 0; i < TRIVET_SANDBOX_N_PEMS; i++) {
    self->serials[i] = trivet_sandbox_dup_serial (self->pems[i]);
    if (self->serials[i] == NULL) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s is no certificate", pem_files[i]);
      return FALSE;
    }
  }

  return TRUE;
}

static void
set_path (TrivetSandboxKeys *self,
          GKeyFile          *file,
          const char        *group,
          const char        *key,
          const char        *name)
{
  g_autofree char *path = trivet_sandbox_keys_dup_path (self, name);

  g_key_file_set_string (file, group, key, path);
}

static GKeyFile *
build_providers (TrivetSandboxKeys *self,
                 guint              port)
{
  GKeyFile        *file = g_key_file_new ();
  g_autofree char *base = g_strdup_printf ("https://127.0.0.1:%u", port);
  g_autofree char *gateway = g_strconcat (base, "/gateway.do", NULL);

  g_key_file_set_string (file, "alipay", "adapter", "alipay");
  g_key_file_set_string (file, "alipay", "base-url", gateway);
  set_path (self, file, "alipay", "ca-file", "ca.pem");
  g_key_file_set_string (file, "alipay", "app-id", self->texts[TRIVET_SANDBOX_TEXT_ALIPAY_APP_ID]);
  set_path (self, file, "alipay", "app-private-key-file", "alipay-app.key.pem");
  set_path (self, file, "alipay", "alipay-public-key-file", "alipay.pub.pem");

  g_key_file_set_string (file, "wechat", "adapter", "wechatpay");
  g_key_file_set_string (file, "wechat", "base-url", base);
  g_key_file_set_string (file, "wechat", "backup-base-url", base);
  set_path (self, file, "wechat", "ca-file", "ca.pem");
  g_key_file_set_string (file, "wechat", "mchid", self->texts[TRIVET_SANDBOX_TEXT_WECHAT_MCHID]);
  g_key_file_set_string (file, "wechat", "appid", self->texts[TRIVET_SANDBOX_TEXT_WECHAT_APPID]);
  g_key_file_set_string (file, "wechat", "merchant-serial", self->serials[TRIVET_SANDBOX_PEM_MERCHANT]);
  set_path (self, file, "wechat", "merchant-private-key-file", "apiclient_key.pem");
  set_path (self, file, "wechat", "apiv3-key-file", "apiv3.txt");
  g_key_file_set_string (file, "wechat", "code-payments", "v3");
  set_path (self, file, "wechat", "v2-key-file", "v2key.txt");
  set_path (self, file, "wechat", "client-certificate-file", "apiclient_cert.pem");
  return file;
}

static void
trivet_sandbox_keys_finalize (GObject *object)
{
  TrivetSandboxKeys *self = TRIVET_SANDBOX_KEYS (object);

  for (guint i = 0; i < TRIVET_SANDBOX_N_KEYS; i++)
    trivet_sandbox_key_free (self->keys[i]);
  for (guint i = 0; i < TRIVET_SANDBOX_N_TEXTS; i++)
    g_free (self->texts[i]);
  for (guint i = 0; i < TRIVET_SANDBOX_N_PEMS; i++) {
    g_free (self->pems[i]);
    g_free (self->serials[i]);
  }
  g_free (self->directory);

  G_OBJECT_CLASS (trivet_sandbox_keys_parent_class)->finalize (object);
}

static void
trivet_sandbox_keys_class_init (TrivetSandboxKeysClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_sandbox_keys_finalize;
}

static void
trivet_sandbox_keys_init (TrivetSandboxKeys *self)
{
}

/**
 * trivet_sandbox_keys_open:
 * @directory: where they are, or will be
 * @error: return location
 *
 * Loads the keys of a training shop, or makes them when @directory holds none yet.
 *
 * Returns: (transfer full) (nullable): the keys
 */
TrivetSandboxKeys *
trivet_sandbox_keys_open (const char *directory,
                          GError    **error)
{
  g_autoptr (TrivetSandboxKeys) self = g_object_new (TRIVET_SANDBOX_TYPE_KEYS, NULL);
  g_autofree char *identity = NULL;
  gboolean         done;

  self->directory = g_canonicalize_filename (directory, NULL);
  if (g_mkdir_with_parents (self->directory, 0700) != 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Cannot make the directory %s", self->directory);
    return NULL;
  }

  identity = trivet_sandbox_keys_dup_path (self, IDENTITY_FILE);
  if (g_file_test (identity, G_FILE_TEST_EXISTS))
    done = load_texts (self, error) && load_keys (self, error);
  else
    done = make_all (self, error);

  return done && find_serials (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * trivet_sandbox_keys_get_key:
 * @self: the keys
 * @id: which
 *
 * Returns: (transfer none): the key
 */
TrivetSandboxKey *
trivet_sandbox_keys_get_key (TrivetSandboxKeys *self,
                             TrivetSandboxKeyId id)
{
  return self->keys[id];
}

/**
 * trivet_sandbox_keys_get_text:
 * @self: the keys
 * @id: which
 *
 * Returns: (transfer none): the number or the shared secret
 */
const char *
trivet_sandbox_keys_get_text (TrivetSandboxKeys  *self,
                              TrivetSandboxTextId id)
{
  return self->texts[id];
}

/**
 * trivet_sandbox_keys_get_pem:
 * @self: the keys
 * @id: which
 *
 * Returns: (transfer none): the certificate
 */
const char *
trivet_sandbox_keys_get_pem (TrivetSandboxKeys *self,
                             TrivetSandboxPemId id)
{
  return self->pems[id];
}

/**
 * trivet_sandbox_keys_get_serial:
 * @self: the keys
 * @id: which
 *
 * Returns: (transfer none): the certificate's serial number, upper-case hex
 */
const char *
trivet_sandbox_keys_get_serial (TrivetSandboxKeys *self,
                                TrivetSandboxPemId id)
{
  return self->serials[id];
}

/**
 * trivet_sandbox_keys_dup_path:
 * @self: the keys
 * @name: a file name
 *
 * Returns: (transfer full): where that file is in the directory
 */
char *
trivet_sandbox_keys_dup_path (TrivetSandboxKeys *self,
                              const char        *name)
{
  return g_build_filename (self->directory, name, NULL);
}

/**
 * trivet_sandbox_keys_write_providers:
 * @self: the keys
 * @port: where the sandbox listens
 * @copy: (nullable): where to write the first one once more
 * @error: return location
 *
 * Writes `providers.ini` (WeChat Pay v3 with platform certificates), `providers-pubkey.ini` (v3
 * with the public key) and `providers-v2.ini`.
 *
 * Returns: whether all are written
 */
gboolean
trivet_sandbox_keys_write_providers (TrivetSandboxKeys *self,
                                     guint              port,
                                     const char        *copy,
                                     GError           **error)
{
  g_autoptr (GKeyFile) file = build_providers (self, port);
  g_autofree char *plain = g_key_file_to_data (file, NULL, NULL);
  g_autofree char *with_v2 = NULL;
  g_autofree char *with_key = NULL;

  g_key_file_set_string (file, "wechat", "code-payments", "v2");
  with_v2 = g_key_file_to_data (file, NULL, NULL);
  g_key_file_set_string (file, "wechat", "code-payments", "v3");
  g_key_file_set_string (file, "wechat", "public-key-id", self->texts[TRIVET_SANDBOX_TEXT_WECHAT_PUBLIC_KEY_ID]);
  set_path (self, file, "wechat", "public-key-file", "wechat.pub.pem");
  with_key = g_key_file_to_data (file, NULL, NULL);

  return write_file (self, "providers.ini", plain, error) && write_file (self, "providers-v2.ini", with_v2, error) && write_file (self, "providers-pubkey.ini", with_key, error) && (copy == NULL || g_file_set_contents_full (copy, plain, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error));
}
