import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { combine, partialDecrypt, verifyHeader, verifyPartial } from "../../src/keys/tdh2.ts";
import { fromHex } from "../vectors/hex.ts";
import { tdh2Vectors } from "../vectors/tdh2Vectors.ts";
import { subsets } from "./tdh2Keys.ts";
import { groupSecretOf, headerHolds, openWithGroupSecret, partialHolds } from "./tdh2Reference.ts";

const committed = JSON.parse(readFileSync(new URL("../vectors/tdh2.json", import.meta.url), "utf8")) as ReturnType<
  typeof tdh2Vectors
>;

describe("TDH2: vectors", function () {
  this.timeout(30_000);

  it("are what the code makes from their seeds", () => {
    assert.deepEqual(tdh2Vectors(), committed);
  });

  for (const vector of committed.items) {
    const name = `${vector.threshold} of ${vector.participants}`;
    const header = fromHex(vector.header);
    const label = fromHex(vector.label);
    const partials = vector.partials.map(fromHex);
    const verificationShares = vector.verificationShares.map(fromHex);

    it(`${name}: hold in a second implementation, written from the specification`, () => {
      assert.ok(headerHolds(header, label));
      assert.ok(!headerHolds(header, label.slice(1)));
      partials.forEach((partial, i) => {
        const own = verificationShares[i] as Uint8Array;
        assert.ok(partialHolds(partial, own, header, label));
        assert.ok(!partialHolds(partial, own, header, label.slice(1)));
      });
      const groupSecret = groupSecretOf(vector.secrets.map(fromHex));
      assert.deepEqual(openWithGroupSecret(header, groupSecret), fromHex(vector.key));
    });

    it(`${name}: verify and open with every choice of keepers`, () => {
      verifyHeader({ header, label });
      partials.forEach((partial, i) => {
        verifyPartial({ verificationShare: verificationShares[i] as Uint8Array, header, label, partial });
      });
      for (const chosen of subsets(partials, vector.threshold)) {
        const key = combine({ header, label, partials: chosen, threshold: vector.threshold });
        assert.deepEqual(key, fromHex(vector.key));
      }
    });

    for (const { reason, header: refused, code } of vector.refusedHeaders) {
      it(`${name}: refuse the header when ${reason}`, () => {
        assert.throws(() => verifyHeader({ header: fromHex(refused), label }), { code });
        const share = { index: 1, secret: fromHex(vector.secrets[0] as string) };
        assert.throws(() => partialDecrypt({ share, header: fromHex(refused), label }), { code });
      });
    }
  }
});
