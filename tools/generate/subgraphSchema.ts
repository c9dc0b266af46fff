// The subgraph's schema, and what graph-node makes of it: one field and one list for each entity, searches, aggregations.
import { type DefinitionNode, type FieldDefinitionNode, Kind, parse, type TypeNode } from "graphql";

/** A field: the name of its type, whether it is a list, and whether it may be null. */
export type FieldType = { name: string; list: boolean; nullable: boolean };
export type SubgraphSchema = {
  /** Fields by type and name. */
  types: ReadonlyMap<string, ReadonlyMap<string, FieldType>>;
  enums: ReadonlyMap<string, readonly string[]>;
};

const QUERY = "Query";
const META: Readonly<Record<string, Readonly<Record<string, FieldType>>>> = {
  _Meta_: { hasIndexingErrors: one("Boolean", false), block: one("_Block_", false) },
  _Block_: { number: one("Int", false), hash: one("Bytes"), timestamp: one("Int") },
};

export function readSubgraphSchema(text: string): SubgraphSchema {
  const { definitions } = parse(text);
  const types = new Map(definitions.flatMap((definition) => fieldsOf(definition)));
  const enums = new Map(definitions.flatMap((definition) => valuesOf(definition)));
  for (const [name, fields] of Object.entries(META)) types.set(name, new Map(Object.entries(fields)));
  const roots = [...types.keys()].filter((name) => !name.startsWith("_")).flatMap(rootFields);
  const searches = definitions.flatMap((definition) => searchFields(definition));
  types.set(QUERY, new Map([...roots, ...searches, ["_meta", one("_Meta_")]]));
  return { types, enums };
}

function one(name: string, nullable = true): FieldType {
  return { name, list: false, nullable };
}

function many(name: string): FieldType {
  return { name, list: true, nullable: false };
}

function fieldsOf(definition: DefinitionNode): [string, ReadonlyMap<string, FieldType>][] {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || definition.name.value.startsWith("_")) return [];
  const fields = definition.fields?.map((field: FieldDefinitionNode): [string, FieldType] => [
    field.name.value,
    fieldType(field.type),
  ]);
  return [[definition.name.value, new Map(fields)]];
}

function fieldType(type: TypeNode): FieldType {
  if (type.kind === Kind.NON_NULL_TYPE) return { ...fieldType(type.type), nullable: false };
  if (type.kind === Kind.LIST_TYPE) return { ...fieldType(type.type), list: true, nullable: true };
  return one(type.name.value);
}

function valuesOf(definition: DefinitionNode): [string, readonly string[]][] {
  if (definition.kind !== Kind.ENUM_TYPE_DEFINITION) return [];
  return [[definition.name.value, definition.values?.map(({ name }) => name.value) ?? []]];
}

function rootFields(type: string): [string, FieldType][] {
  const single = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  return [
    [single, one(type)],
    [pluralOf(single), many(type)],
    [`${single}_collection`, many(type)],
  ];
}

/** As graph-node forms them. */
function pluralOf(name: string): string {
  if (/(?:ch|sh|s|x)$/.test(name)) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

function searchFields(definition: DefinitionNode): [string, FieldType][] {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || definition.name.value !== "_Schema_") return [];
  return (definition.directives ?? []).flatMap((directive): [string, FieldType][] => {
    const values = JSON.stringify(directive, (key, value) => (key === "loc" ? undefined : value));
    const [, name] = /"value":"name"\},"value":\{"kind":"StringValue","value":"(\w+)"/.exec(values) ?? [];
    const [, entity] = /"value":"entity"\},"value":\{"kind":"StringValue","value":"(\w+)"/.exec(values) ?? [];
    return name === undefined || entity === undefined ? [] : [[name, many(entity)]];
  });
}
