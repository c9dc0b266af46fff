import assert from "node:assert/strict";
import { chmod, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { initKeeper, readKeystorePublic } from "../../../keeper/index.ts";
import { operatorKey } from "../../../keeper/operatorKey.ts";
import {
  FileNotPrivateError,
  KeystoreExistsError,
  KeystoreLockedError,
  KeystoreMalformedError,
  PassphraseInvalidError,
} from "../../../keeper/store/errors.ts";
import { type Keystore, readKeystore, writeKeystore } from "../../../keeper/store/keystore.ts";
import { checkPassphrase, readPassphraseFile } from "../../../keeper/store/passphrase.ts";
import type { DkgKey } from "../../../src/keys/dkg.ts";
import { importTransportKeyPair } from "../../../src/keys/hpke.ts";
import { cleanUp, temporaryDirectory } from "../support/cleanup.ts";
import { groupOf } from "../support/group.ts";
import { PASSPHRASE, TEST_KDF_COST, writeShare } from "../support/testKeeper.ts";

const options = { passphrase: PASSPHRASE, kdfCost: TEST_KDF_COST };
const posix = process.platform !== "win32";

describe("keeper: keystore", function () {
  this.timeout(20_000);
  afterEach(cleanUp);

  async function keystoreFile(): Promise<{ path: string; keystore: Keystore }> {
    const directory = await temporaryDirectory();
    await writeShare(directory, groupOf(2, 3)[1] as DkgKey);
    const path = join(directory, "keystore.json");
    return { path, keystore: await readKeystore(path, options) };
  }

  it("gives back what was written, share and public part included", async () => {
    const { path, keystore } = await keystoreFile();
    assert.equal(keystore.public.share?.index, 2);
    assert.deepEqual(keystore.shareSecret, Uint8Array.from(groupOf(2, 3)[1]?.secret ?? []));
    await writeKeystore(path, keystore, options);
    assert.deepEqual(await readKeystore(path, options), keystore);
    assert.deepEqual(await readKeystorePublic(path), keystore.public);
  });

  it("init makes keys that belong together, and never overwrites", async () => {
    const dataDirectory = join(await temporaryDirectory(), "new");
    const made = await initKeeper({ dataDirectory, ...options });
    const keystore = await readKeystore(join(dataDirectory, "keystore.json"), options);
    assert.equal(operatorKey(keystore.operatorSecret).address.toLowerCase(), made.operator);
    const { publicKey } = await importTransportKeyPair(keystore.transportSecret);
    assert.equal(`0x${Buffer.from(publicKey).toString("hex")}`, made.transportKey);
    assert.equal(made.share, null);
    await assert.rejects(initKeeper({ dataDirectory, ...options }), KeystoreExistsError);
    if (posix) assert.equal((await stat(dataDirectory)).mode & 0o777, 0o700);
  });

  it("holds no secret in clear and leaves no other file behind", async () => {
    const { path, keystore } = await keystoreFile();
    const text = (await readFile(path, "utf8")).toLowerCase();
    for (const secret of [keystore.operatorSecret, keystore.transportSecret, keystore.shareSecret as Uint8Array]) {
      assert.ok(!text.includes(Buffer.from(secret).toString("hex")));
    }
    assert.deepEqual(await readdir(join(path, "..")), ["keystore.json"]);
  });

  it("is written with mode 0600, and read only with it", async function () {
    if (!posix) this.skip();
    const { path } = await keystoreFile();
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    for (const mode of [0o640, 0o604, 0o602, 0o610]) {
      await chmod(path, mode);
      await assert.rejects(readKeystore(path, options), FileNotPrivateError);
    }
  });

  it("stays locked for another passphrase", async () => {
    const { path } = await keystoreFile();
    await assert.rejects(readKeystore(path, { ...options, passphrase: `${PASSPHRASE} ` }), KeystoreLockedError);
  });

  it("stays locked when any field is changed, of the public part too; short tags are malformed", async () => {
    const { path } = await keystoreFile();
    const original = JSON.parse(await readFile(path, "utf8"));
    const flip = (hex: string) => `${hex.slice(0, -1)}${hex.endsWith("0") ? "1" : "0"}`;
    const changes: ((file: typeof original) => void)[] = [
      (file) => (file.encrypted.ciphertext = flip(file.encrypted.ciphertext)),
      (file) => (file.encrypted.cipher.tag = flip(file.encrypted.cipher.tag)),
      (file) => (file.encrypted.cipher.nonce = flip(file.encrypted.cipher.nonce)),
      (file) => (file.encrypted.kdf.salt = flip(file.encrypted.kdf.salt)),
      (file) => (file.encrypted.kdf.cost += 1),
      (file) => (file.public.operator = flip(file.public.operator)),
      (file) => (file.public.transportKey = flip(file.public.transportKey)),
      (file) => (file.public.share.index = 1),
      (file) => (file.public.share.epoch += 1),
      (file) => (file.public.share.groupKey = flip(file.public.share.groupKey)),
      (file) => (file.public.share.confirmed = false),
      (file) => file.public.share.verificationShares.reverse(),
    ];
    for (const change of changes) {
      const file = structuredClone(original);
      change(file);
      await writeFile(path, JSON.stringify(file));
      await assert.rejects(readKeystore(path, options), KeystoreLockedError, change.toString());
    }
    for (let bytes = 0; bytes < 16; bytes += 1) {
      const file = structuredClone(original);
      file.encrypted.cipher.tag = file.encrypted.cipher.tag.slice(0, 2 * bytes);
      await writeFile(path, JSON.stringify(file));
      await assert.rejects(readKeystore(path, options), KeystoreMalformedError);
    }
  });

  it("says so when the file is missing, no JSON, of another version or has unknown fields", async () => {
    const { path } = await keystoreFile();
    const original = JSON.parse(await readFile(path, "utf8"));
    await assert.rejects(readKeystore(`${path}.other`, options), KeystoreMalformedError);
    for (const content of [
      "",
      "{",
      "{}",
      JSON.stringify({ ...original, version: 2 }),
      JSON.stringify({ ...original, x: 1 }),
    ]) {
      await writeFile(path, content);
      await assert.rejects(readKeystore(path, options), KeystoreMalformedError);
    }
  });
});

describe("keeper: passphrase", () => {
  afterEach(cleanUp);

  it("comes from a private file, without its final line feed", async () => {
    const path = join(await temporaryDirectory(), "passphrase");
    for (const end of ["", "\n", "\r\n"]) {
      await writeFile(path, `${PASSPHRASE}${end}`, { mode: 0o600 });
      assert.equal(await readPassphraseFile(path), PASSPHRASE);
    }
  });

  it("is refused from a file that others may read, and when missing or short", async () => {
    const path = join(await temporaryDirectory(), "passphrase");
    await assert.rejects(readPassphraseFile(path), PassphraseInvalidError);
    await writeFile(path, "eleven char\n", { mode: 0o600 });
    await assert.rejects(readPassphraseFile(path), PassphraseInvalidError);
    assert.throws(() => checkPassphrase(undefined), PassphraseInvalidError);
    assert.throws(() => checkPassphrase(""), PassphraseInvalidError);
    if (!posix) return;
    await writeFile(path, PASSPHRASE);
    await chmod(path, 0o644);
    await assert.rejects(readPassphraseFile(path), FileNotPrivateError);
  });
});
