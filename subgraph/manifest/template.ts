// The manifest as it stands in subgraph.template.yaml, and as graph-cli wants it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Abi, AbiEvent, AbiParameter } from "viem";
import { parse, stringify } from "yaml";
import { UnknownEventError } from "./errors.ts";

export type DataSource = {
  kind: string;
  name: string;
  network?: string;
  source: { abi: string; address?: string; startBlock?: number };
  context?: Record<string, { type: string; data: string }>;
  mapping: { file: string; eventHandlers: { event: string; handler: string }[] };
};
export type SubgraphManifest = {
  schema: { file: string };
  dataSources: DataSource[];
  templates: { kind: string; name: string; network?: string }[];
};

/** Folder of the subgraph's sources. */
export const subgraphFolder = fileURLToPath(new URL("..", import.meta.url));

export function readTemplate(): SubgraphManifest {
  return parseManifest(readFileSync(join(subgraphFolder, "subgraph.template.yaml"), "utf8"));
}

export function parseManifest(text: string): SubgraphManifest {
  return parse(text) as SubgraphManifest;
}

export function manifestText(manifest: SubgraphManifest): string {
  return stringify(manifest, { lineWidth: 0 });
}

export function readAbi(contract: string): Abi {
  return JSON.parse(readFileSync(join(subgraphFolder, `abis/${contract}.json`), "utf8")) as Abi;
}

/**
 * Writes out the parameters of each event, from the contract's ABI.
 *
 * @throws UnknownEventError
 */
export function expandEvents(manifest: SubgraphManifest): SubgraphManifest {
  const dataSources = manifest.dataSources.map((source) => {
    const abi = readAbi(source.name);
    const eventHandlers = source.mapping.eventHandlers.map(({ event, handler }) => {
      const found = abi.find((item) => item.type === "event" && item.name === event);
      if (found === undefined) throw new UnknownEventError(source.name, event);
      return { event: eventSignature(found as AbiEvent), handler };
    });
    return { ...source, mapping: { ...source.mapping, eventHandlers } };
  });
  return { ...manifest, dataSources };
}

/** As The Graph writes them: types alone, and which are indexed. */
function eventSignature({ name, inputs }: AbiEvent): string {
  return `${name}(${inputs.map((input) => `${input.indexed ? "indexed " : ""}${typeOf(input)}`).join(",")})`;
}

function typeOf(parameter: AbiParameter): string {
  if (!("components" in parameter)) return parameter.type;
  return `(${parameter.components.map(typeOf).join(",")})${parameter.type.slice("tuple".length)}`;
}
