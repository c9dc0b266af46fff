// Gas of the protocol's operations, measured by forge on the release build, one whole transaction each.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { foundryBinary } from "../foundry.mjs";
import { runChild } from "../testing/child.ts";
import type { Generated } from "./files.ts";

const FOLDER = "contracts/snapshots/gas";

/** Where forge puts what the profile `release` compiles. */
export const RELEASE_FOLDER = "out-release";

/** The measurement failed: a test of contracts/test/gas did, or they do not compile. */
export class GasMeasurementError extends Error {
  override name = "GasMeasurementError";
}

/** Runs contracts/test/gas under the release profile and returns the figures as the files they are kept in. */
export async function gasSnapshots(root: string): Promise<Generated> {
  const folder = mkdtempSync(join(tmpdir(), "capsule-gas-"));
  try {
    // Only these tests are compiled: the release compiler is slow, and the other tests run under the fast profile.
    const env = {
      ...process.env,
      FOUNDRY_PROFILE: "release",
      FOUNDRY_TEST: "contracts/test/gas",
      FOUNDRY_SNAPSHOTS: folder,
    };
    const child = await runChild({ command: foundryBinary("forge"), args: ["test"], cwd: root, env });
    if (child.code !== 0) throw new GasMeasurementError(child.output.trim());
    const files = new Map(
      readdirSync(folder).map((name) => [
        `${FOLDER}/${name}`,
        `${readFileSync(join(folder, name), "utf8").trimEnd()}\n`,
      ]),
    );
    if (files.size === 0) throw new GasMeasurementError("contracts/test/gas recorded no figure");
    return { name: "gas", command: "npm run snapshots", pattern: `${FOLDER}/*.json`, files };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The figures of a measurement by operation. */
export function gasFigures({ files }: Generated): Record<string, number> {
  const figures = [...files.values()].flatMap((content) =>
    Object.entries(JSON.parse(content) as Record<string, string>),
  );
  return Object.fromEntries(figures.map(([operation, gas]) => [operation, Number(gas)]));
}
