import assert from "node:assert/strict";
import { type ManifestIssue, ManifestMalformedError } from "@capsule-protocol/sdk/errors/manifest.ts";
import { encodeManifest, type Manifest } from "@capsule-protocol/sdk/manifest/index.ts";
import fc from "fast-check";
import { base32 } from "multiformats/bases/base32";
import { cleartextManifest, exampleManifest } from "./exampleManifest.ts";
import { manifests } from "./manifestArbitrary.ts";

type Path = (string | number)[];

function issuesOf(manifest: unknown): readonly ManifestIssue[] {
  try {
    encodeManifest(manifest as Manifest);
  } catch (error) {
    assert.ok(error instanceof ManifestMalformedError, String(error));
    assert.equal(error.code, "MANIFEST_MALFORMED");
    return error.issues;
  }
  return assert.fail("the manifest was accepted");
}

function written(path: Path): string {
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");
}

function set(target: unknown, path: Path, value: unknown): void {
  const parent = path.slice(0, -1).reduce((node: unknown, step) => (node as Record<string, unknown>)[step], target);
  (parent as Record<string, unknown>)[path.at(-1) ?? ""] = value;
}

/** The path of every value in `node`, containers included, the whole excluded. */
function pathsIn(node: unknown, path: Path = []): Path[] {
  const here = path.length > 0 ? [path] : [];
  if (Array.isArray(node)) return [...here, ...node.flatMap((child, index) => pathsIn(child, [...path, index]))];
  if (typeof node !== "object" || node === null) return here;
  return [...here, ...Object.entries(node).flatMap(([key, child]) => pathsIn(child, [...path, key]))];
}

/** Expects exactly one issue, at `path`. */
function assertRefused(path: Path, value: unknown, message: RegExp, base: Manifest = exampleManifest()): void {
  set(base, path, value);
  const issues = issuesOf(base);
  assert.equal(issues.length, 1, JSON.stringify(issues));
  assert.equal(issues[0]?.path, written(path));
  assert.match(issues[0]?.message ?? "", message);
}

const CAPSULE: Path = ["properties", "capsule"];
const FILE: Path = [...CAPSULE, "files", 0];

describe("manifest fields", () => {
  it("names whichever field was given a value of the wrong type", () => {
    fc.assert(
      fc.property(manifests, fc.nat(), fc.constantFrom(false, [[]], { unknown: 1 }), (valid, choice, wrong) => {
        const manifest = structuredClone(valid);
        const paths = pathsIn(manifest);
        const path = paths[choice % paths.length] ?? [];
        set(manifest, path, wrong);
        const named = issuesOf(manifest).map((issue) => issue.path);
        assert.ok(
          named.some(
            (name) =>
              name === written(path) || name.startsWith(`${written(path)}.`) || name.startsWith(`${written(path)}[`),
          ),
          `${written(path)} not in ${named.join(", ")}`,
        );
      }),
      { seed: 20_250_104, numRuns: 300 },
    );
  });

  it("names every required field that is missing, and no other", () => {
    const optional = new Set([
      "image",
      "external_url",
      "attributes",
      "attributes[1].display_type",
      "properties.capsule.model",
    ]);
    for (const path of pathsIn(exampleManifest())) {
      if (typeof path.at(-1) === "number" || optional.has(written(path))) continue;
      const manifest = exampleManifest();
      set(manifest, path, undefined);
      assert.deepEqual(
        issuesOf(manifest).map((issue) => issue.path),
        [written(path)],
      );
    }
  });

  it("names every unknown field, wherever it stands", () => {
    for (const path of [[], ...pathsIn(exampleManifest())]) {
      const manifest = exampleManifest();
      const node = path.reduce((parent: unknown, step) => (parent as Record<string, unknown>)[step], manifest);
      if (typeof node !== "object" || node === null || Array.isArray(node)) continue;
      Object.assign(node, { licence: "MIT" });
      const issues = issuesOf(manifest);
      assert.deepEqual(issues, [{ path: written([...path, "licence"]), message: "is not a field of this format" }]);
    }
  });

  it("collects all issues, spells out five and counts the rest", () => {
    const manifest = exampleManifest();
    for (const field of ["chainId", "registry", "capsuleId", "version", "kind", "tags", "license"]) {
      set(manifest, [...CAPSULE, field], false);
    }
    assert.throws(
      () => encodeManifest(manifest),
      (error: unknown) =>
        error instanceof ManifestMalformedError &&
        error.issues.length === 7 &&
        /properties\.capsule\.chainId: .*; and 2 more\.$/.test(error.message),
    );
  });

  const refused: [name: string, path: Path, value: unknown, message: RegExp][] = [
    ["an empty name", ["name"], "", /empty/],
    ["a name with an escape sequence", ["name"], "\u001b[2Jmodel", /control characters/],
    ["a name of two lines", ["name"], "a\nb", /line ends/],
    ["a name around white space", ["name"], " a", /white space/],
    ["a description that reverses its text", ["description"], "safe\u202eexe", /direction overrides/],
    ["a lone surrogate", ["description"], "\ud800", /well-formed Unicode/],
    ["a carriage return", ["description"], "a\r\nb", /control characters/],
    ["an image that runs code", ["image"], "javascript:alert(1)", /URI starting with/],
    ["an image from a local file", ["image"], "file:///etc/passwd", /URI starting with/],
    ["a link without TLS", ["external_url"], "http://example.org", /URI starting with/],
    ["another format revision", [...CAPSULE, "format"], "capsule/2", /capsule\/1/],
    ["chain 0", [...CAPSULE, "chainId"], 0, /integer from 1/],
    ["a fractional chain id", [...CAPSULE, "chainId"], 1.5, /integer/],
    ["an address with capitals", [...CAPSULE, "registry"], `0x${"AA".repeat(20)}`, /lower-case/],
    ["a short capsule id", [...CAPSULE, "capsuleId"], "0x01", /32 bytes/],
    ["version 0", [...CAPSULE, "version"], 0, /integer from 1/],
    ["an unknown kind", [...CAPSULE, "kind"], "virus", /model/],
    ["no files", [...CAPSULE, "files"], [], /at least one/],
    ["a digest with a letter that is no digit", [...FILE, "sha256"], `0x${"g".repeat(64)}`, /hexadecimal/],
    ["a digest one byte short", [...FILE, "sha256"], `0x${"0".repeat(62)}`, /32 bytes/],
    ["a media type without subtype", [...FILE, "mediaType"], "onnx", /media type/],
    ["a negative size", [...FILE, "size"], -1, /integer from 0/],
    ["a size beyond what a number holds", [...FILE, "storedSize"], 2 ** 53, /integer from 0/],
    ["ciphertext no longer than its plaintext", [...FILE, "storedSize"], 410_000, /greater than size/],
    ["chunks of 256 KiB", [...CAPSULE, "dag", "chunkSize"], 262_144, /1048576/],
    ["an unknown cipher", [...CAPSULE, "encryption", "payload"], "rot13", /aes256-gcm-hkdf-1mb/],
    ["a header one byte long", [...CAPSULE, "encryption", "header"], `0x${"05".repeat(161)}`, /160 bytes/],
    ["a metric that is not finite", [...CAPSULE, "model", "metrics", 0, "value"], Number.NaN, /finite/],
    ["a negative dimension", [...CAPSULE, "model", "inputs", 0, "shape", 1], -1, /integer from 0/],
    [
      "a dimension that is neither length nor name",
      [...CAPSULE, "model", "inputs", 0, "shape", 1],
      null,
      /free dimension/,
    ],
  ];
  for (const [name, path, value, message] of refused) {
    it(`refuses ${name}`, () => assertRefused(path, value, message));
  }

  it("refuses a cleartext file whose stored size differs from its size", () => {
    assertRefused([...FILE, "storedSize"], 410_056, /must equal size/, cleartextManifest());
  });
});

describe("manifest file paths", () => {
  const unsafe: [path: string, message: RegExp][] = [
    ["/etc/passwd", /relative/],
    ["../model.onnx", /"\.\."/],
    ["a/../../b", /"\.\."/],
    ["a/..", /"\.\."/],
    ["./a", /"\."/],
    ["a//b", /empty segments/],
    ["a/", /empty segments/],
    ["a\\b", /"\\"/],
    ["C:model.onnx", /":"/],
    ["model.onnx:stream", /":"/],
    ["a\u0000b", /control/],
    ["a/b.", /dot/],
    ["a /b", /space/],
    ["a\u0301", /normal form/],
    ["x".repeat(513), /512/],
  ];
  for (const [path, message] of unsafe) {
    it(`refuses ${JSON.stringify(path.slice(0, 20))}`, () => assertRefused([...FILE, "path"], path, message));
  }

  for (const path of ["model.onnx", "a/b/c.bin", "weights..old/model.onnx", "größe/模型.onnx", ".hidden", "a b.txt"]) {
    it(`accepts ${JSON.stringify(path)}`, () => {
      const manifest = exampleManifest();
      set(manifest, [...FILE, "path"], path);
      assert.ok(encodeManifest(manifest).length > 0);
    });
  }

  it("refuses the same path twice, also in another case", () => {
    assertRefused([...CAPSULE, "files", 1, "path"], "model.onnx", /unique/);
    assertRefused([...CAPSULE, "files", 1, "path"], "MODEL.onnx", /unique/);
  });

  it("refuses a file where another file needs a folder", () => {
    const manifest = exampleManifest();
    set(manifest, [...FILE, "path"], "Samples");
    assert.deepEqual(issuesOf(manifest), [
      { path: "properties.capsule.files[0].path", message: "must not be a folder of another file" },
    ]);
  });
});

describe("manifest CIDs", () => {
  const wrong: [name: string, cid: string][] = [
    ["prose", "not a cid"],
    ["a CIDv0", "QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn"],
    ["another multibase", "f015512202cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"],
    ["capital letters", "BAFKREIBM6JG3UX5QUMHCN2B3FLC3TYU6DMLB4XA7U5BF44YEGNRJHC4YEQ"],
    ["a URI", "ipfs://bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq"],
    ["a cut CID", "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4y"],
    ["a dag-cbor CID", "bafyreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq"],
    [
      "a CID whose codec is spelled in two bytes",
      base32.encode(Uint8Array.of(1, 0xd5, 0, 0x12, 32, ...new Uint8Array(32))),
    ],
    ["base32 with stray bits at the end", "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yer"],
  ];
  for (const [name, cid] of wrong) {
    it(`refuses ${name}`, () => {
      for (const path of [
        [...FILE, "cid"],
        [...CAPSULE, "license", "cid"],
      ]) {
        const manifest = exampleManifest();
        set(manifest, path, cid);
        assert.deepEqual([...new Set(issuesOf(manifest).map((issue) => issue.path))], [written(path)]);
      }
    });
  }
});
