// The subgraph's documented queries as typed constants for the SDK: subgraph/queries is the one source.
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type DocumentNode, Kind, type OperationDefinitionNode, parse, print, stripIgnoredCharacters } from "graphql";
import type { Generated } from "./files.ts";
import { shapeOf, typeOf } from "./queryShape.ts";
import { readSubgraphSchema, type SubgraphSchema } from "./subgraphSchema.ts";

const FILE = "sdk/src/generated/queries.ts";
const HEADER = `// Generated from subgraph/queries by \`npm run generate\`. Do not edit.
import type { Hex } from "viem";
import type { IndexerQuery } from "../indexer/query.ts";
`;
/** TypeScript types of what variables are given as. */
const VARIABLES: Readonly<Record<string, string>> = {
  ...{ ID: "string", String: "string", Bytes: "Hex", Int: "number", Boolean: "boolean" },
  ...{ BigInt: "bigint", Timestamp: "bigint", Int8: "bigint" },
};

/** One constant for each file, with the types of its variables and its answer. */
export function queryConstants(root: string): Generated {
  const schema = readSubgraphSchema(readFileSync(join(root, "subgraph/schema.graphql"), "utf8"));
  const paths = globSync("subgraph/queries/*.graphql", { cwd: root }).sort();
  const constants = paths.map((path) => constantOf(basename(path, ".graphql"), join(root, path), schema));
  const files = new Map([[FILE, `${HEADER}\n${constants.join("\n")}`]]);
  return { name: "queries", command: "npm run generate", pattern: FILE, files };
}

function constantOf(name: string, path: string, schema: SubgraphSchema): string {
  const source = readFileSync(path, "utf8");
  const document = parse(source);
  const operation = operationOf(document, path);
  const text = stripIgnoredCharacters(print(document));
  const shape = shapeOf(document, operation, schema);
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return `${comment(source)}
export const ${name}Query: IndexerQuery<${type}Answer, ${type}Variables> = {
  name: ${JSON.stringify(name)},
  text: ${JSON.stringify(text)},
  shape: ${JSON.stringify(shape)},
};
export type ${type}Variables = ${variablesOf(operation)};
export type ${type}Answer = ${typeOf(document, operation, schema)};
`;
}

function operationOf(document: DocumentNode, path: string): OperationDefinitionNode {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operation === undefined || operations.length > 1) throw new Error(`${path} must hold one query.`);
  return operation;
}

/** What stands above the query, as JSDoc. */
function comment(source: string): string {
  const lines = source.split("\n").filter((line) => line.startsWith("#"));
  return `/**\n${lines.map((line) => ` *${line.slice(1).replaceAll("*/", "* /")}`).join("\n")}\n */`;
}

function variablesOf({ variableDefinitions = [] }: OperationDefinitionNode): string {
  const fields = variableDefinitions.map(({ variable, type, defaultValue }) => {
    const required = type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined;
    const named = print(type).replaceAll(/[![\]]/g, "");
    return `${variable.name.value}${required ? "" : "?"}: ${VARIABLES[named] ?? "Readonly<Record<string, unknown>>"}`;
  });
  return fields.length === 0 ? "Record<string, never>" : `{ ${fields.join("; ")} }`;
}
