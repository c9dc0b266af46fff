import assert from "node:assert/strict";
import { capsuleLabel } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { combine, verifyPartial } from "../../src/keys/tdh2.ts";
import { cleanUp, later } from "./support/cleanup.ts";
import { fakeChain, fakeRpc } from "./support/fakeRpc.ts";
import { groupKeyOf, groupOf } from "./support/group.ts";
import { ask, bindingOf, encryptedKey, licensee, openAnswer, ownKey, postRelease } from "./support/licensee.ts";
import { testKeeper } from "./support/testKeeper.ts";

describe("keeper: POST /v1/release", function () {
  this.timeout(30_000);
  afterEach(cleanUp);

  it("gives a licensee a partial decryption that verifies; two of them open the content key", async () => {
    const group = groupOf(2, 3);
    const chain = fakeChain();
    const rpc = await fakeRpc(chain);
    later(rpc.close);
    const account = licensee(chain);
    const { key, header } = encryptedKey(groupKeyOf(group));
    const label = capsuleLabel(bindingOf());
    const partials: Uint8Array[] = [];
    for (const member of group.slice(0, 2)) {
      const keeper = await testKeeper(member, [rpc.url]);
      const asked = await ask(ownKey(account), header);
      const answer = await postRelease(keeper.url, asked);
      assert.equal(answer.status, 200, JSON.stringify(answer.json));
      assert.equal(answer.json.index, member.index);
      assert.equal(answer.json.epoch, 1);
      const partial = await openAnswer(asked, answer);
      const verificationShare = member.verificationShares[member.index - 1] as Uint8Array;
      assert.equal(verifyPartial({ verificationShare, header, label, partial }), member.index);
      partials.push(partial);
    }
    assert.deepEqual(combine({ header, label, partials, threshold: 2 }), key);
  });
});
