import assert from "node:assert/strict";
import type { Hex } from "viem";
import { word } from "./support/events.ts";
import type { Answer } from "./support/indexedChain.ts";
import { sharedChain } from "./support/shared.ts";
import { fresh, freshAccount, registered } from "./support/story.ts";

const FIELDS = `status problem size name description image externalUrl capsuleId kind tags tagText modelCard task
  licenseName payloadSize fileCount`;
const bytesOf = (content: unknown): Uint8Array =>
  new TextEncoder().encode(typeof content === "string" ? content : JSON.stringify(content));

/** What a good manifest says, apart from what no subgraph reads. */
function manifestOf(capsuleId: bigint): Record<string, Answer> {
  const files = [{ size: 5 }, { size: 9_007_199_254_740_991 }];
  const license = { name: "MIT" };
  const model = { card: "# A card about *tulips*", task: "image-classification" };
  const capsule = { capsuleId: word(capsuleId), kind: "model", tags: ["vision", "tiny"], files, license, model };
  return { name: `Flower ${capsuleId}`, description: "Names flowers", properties: { capsule } };
}

/** Registers a capsule with that manifest, and reads what the subgraph makes of it. */
async function indexed(content: unknown): Promise<{ capsule: Answer; digest: Hex }> {
  const chain = sharedChain();
  const id = BigInt(fresh());
  const digest = await chain.store(bytesOf(typeof content === "function" ? content(id) : content));
  await chain.emit(registered(id, freshAccount(), { digest }));
  const text = `query ($id: ID!) { capsule(id: $id) { id manifest { id ${FIELDS} } } }`;
  for (let attempt = 0; attempt < 40; attempt++) {
    await chain.mine(1);
    const { capsule } = await chain.query(text, { id: word(id) });
    if (capsule.manifest !== null) return { capsule, digest };
  }
  throw new Error("The manifest was not found.");
}

describe("subgraph: manifests", function () {
  this.timeout(180_000);

  it("a manifest is read field by field, and found by its words", async () => {
    const { capsule, digest } = await indexed(manifestOf);
    const { manifest } = capsule;
    assert.deepEqual(manifest, {
      ...{ id: digest, status: "READ", problem: null, size: manifest.size, name: `Flower ${BigInt(capsule.id)}` },
      ...{ description: "Names flowers", image: null, externalUrl: null, capsuleId: capsule.id, kind: "model" },
      ...{ tags: ["vision", "tiny"], tagText: "vision tiny", modelCard: "# A card about *tulips*" },
      ...{ task: "image-classification", licenseName: "MIT", payloadSize: "9007199254740996", fileCount: 2 },
    });
    const search = "query ($text: String!) { manifestSearch(text: $text) { capsules { id } } }";
    const found = await sharedChain().query(search, { text: "tulip & vision" });
    assert.deepEqual(found.manifestSearch, [{ capsules: [{ id: capsule.id }] }]);
    assert.deepEqual((await sharedChain().query(search, { text: "tulip & tractors" })).manifestSearch, []);
  });

  it("a manifest that isn't there leaves the capsule without one", async () => {
    const chain = sharedChain();
    const id = BigInt(fresh());
    await chain.emit(registered(id, freshAccount(), { digest: word(0xabcdef) }));
    await chain.mine(2);
    const { capsule } = await chain.query(
      "query ($id: ID!) { capsule(id: $id) { manifest { id } currentVersion { manifestDigest } } }",
      { id: word(id) },
    );
    assert.deepEqual(capsule, { manifest: null, currentVersion: { manifestDigest: word(0xabcdef) } });
  });

  const cases: [title: string, content: unknown, status: string, problem: RegExp | null][] = [
    ["not JSON", "{ name: ", "MALFORMED", /no JSON object/],
    ["a list", "[1, 2]", "MALFORMED", /no JSON object/],
    ["nested too deep", `${"[".repeat(5000)}${"]".repeat(5000)}`, "MALFORMED", /no JSON object/],
    ["half of a character", '{"name":"\\ud800"}', "MALFORMED", /no JSON object/],
    ["above the limit", JSON.stringify({ name: "x".repeat(262_144) }), "TOO_LARGE", /262155 bytes, above 262144/],
    ["empty", {}, "READ", /name: is missing.*properties: is missing/],
    [
      "wrong types",
      { name: 7, description: ["no"], properties: 1 },
      "READ",
      /name: must be a string.*properties: must be an object/,
    ],
    ["a wrong capsule", { properties: { capsule: { capsuleId: "0x12" } } }, "READ", /capsuleId: must be 0x and 64/],
    [
      "a capsule id that is no number",
      { properties: { capsule: { capsuleId: `0x${"g".repeat(64)}` } } },
      "READ",
      /capsuleId: must be/,
    ],
    ["zero bytes in text", '{"name":"a\\u0000b"}', "READ", /description: is missing/],
  ];
  for (const [title, content, status, problem] of cases) {
    it(`${title}: the capsule stays, with the reason`, async () => {
      const { manifest } = (await indexed(content)).capsule;
      assert.equal(manifest.status, status);
      assert.match(manifest.problem, problem as RegExp);
    });
  }

  const sizes: unknown[] = [-1, 1.5, 1e300, "5", null, 99_999_999_999_999_999n];
  for (const size of sizes) {
    it(`a size of ${size} is no size`, async () => {
      const content = JSON.stringify({ properties: { capsule: { files: [{ size: "SIZE" }], tags: [7, "ok"] } } });
      const { manifest } = (
        await indexed(content.replace('"SIZE"', typeof size === "bigint" ? `${size}` : JSON.stringify(size)))
      ).capsule;
      assert.equal(manifest.payloadSize, null);
      assert.match(manifest.problem, /tags: each must be a string.*files: each must have a size/);
      assert.deepEqual(manifest.tags, ["ok"]);
    });
  }

  it("two capsules may refer to one manifest, which names one of them", async () => {
    const chain = sharedChain();
    const { capsule, digest } = await indexed(manifestOf);
    const copy = BigInt(fresh());
    await chain.emit(registered(copy, freshAccount(), { digest }));
    await chain.mine(2);
    const { manifest } = await chain.query(
      "query ($id: ID!) { manifest(id: $id) { capsuleId capsules(orderBy: tokenId) { id } } }",
      { id: digest },
    );
    assert.deepEqual(manifest, { capsuleId: capsule.id, capsules: [{ id: capsule.id }, { id: word(copy) }] });
  });
});
