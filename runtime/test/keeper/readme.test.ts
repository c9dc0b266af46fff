import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { keeperConfigSchema } from "../../keeper/index.ts";
import { REFUSALS } from "../../src/keys/refusals.ts";

describe("keeper: README", () => {
  const readme = readFile(new URL("../../keeper/README.md", import.meta.url), "utf8");

  it("has every refusal with its status, and no other", async () => {
    const rows = (await readme).matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \| \S/gm);
    const documented = Object.fromEntries([...rows].map(([, code, status]) => [code, Number(status)]));
    const actual = Object.fromEntries(Object.entries(REFUSALS).map(([code, { status }]) => [code, status]));
    assert.deepEqual(documented, actual);
  });

  it("names every setting of the configuration", async () => {
    const { chain, limits, ...rest } = keeperConfigSchema.shape;
    const inner = (schema: unknown): string[] => {
      const { shape, def } = schema as { shape?: object; def: { innerType?: unknown } };
      return shape ? Object.keys(shape) : inner(def.innerType);
    };
    const names = [
      ...Object.keys(rest),
      ...inner(chain).map((name) => `chain.${name}`),
      ...inner(limits).map((name) => `limits.${name}`),
    ];
    const text = await readme;
    const example = ["chain.id", "chain.registry", "chain.accessToken", "chain.keeperRegistry", "chain.usageMeter"];
    for (const name of names.filter((one) => !example.includes(one))) assert.ok(text.includes(`\`${name}`), name);
  });
});
