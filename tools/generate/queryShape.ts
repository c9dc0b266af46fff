// What a query answers: as a TypeScript type, and as the places in it where GraphQL writes big numbers as text.
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { FieldType, SubgraphSchema } from "./subgraphSchema.ts";

/** `true` where a number stands as text. */
export type Shape = true | { [field: string]: Shape };

type Selected = { key: string; field: FieldType; inner: Selected[] };

const BIG = new Set(["BigInt", "Int8", "Timestamp"]);
const SCALARS: Readonly<Record<string, string>> = {
  ...{ ID: "Hex", Bytes: "Hex", String: "string", Boolean: "boolean", Int: "number" },
  ...{ BigInt: "bigint", Int8: "bigint", Timestamp: "bigint" },
};

export function shapeOf(document: DocumentNode, operation: OperationDefinitionNode, schema: SubgraphSchema): Shape {
  return shape(select(operation.selectionSet, "Query", { document, schema }));
}

export function typeOf(document: DocumentNode, operation: OperationDefinitionNode, schema: SubgraphSchema): string {
  return type(select(operation.selectionSet, "Query", { document, schema }), schema);
}

function shape(selected: readonly Selected[]): Shape {
  const entries = selected.flatMap(({ key, field, inner }): [string, Shape][] => {
    if (inner.length === 0) return BIG.has(field.name) ? [[key, true]] : [];
    const found = shape(inner);
    return Object.keys(found).length === 0 ? [] : [[key, found]];
  });
  return Object.fromEntries(entries);
}

function type(selected: readonly Selected[], schema: SubgraphSchema): string {
  const fields = selected.map(({ key, field, inner }) => {
    const single = inner.length > 0 ? type(inner, schema) : scalar(field.name, schema);
    const whole = field.list ? `readonly ${single.includes("|") ? `(${single})` : single}[]` : single;
    return `${key}: ${whole}${field.nullable ? " | null" : ""}`;
  });
  return `{ ${fields.join("; ")} }`;
}

function scalar(name: string, { enums }: SubgraphSchema): string {
  const values = enums.get(name);
  if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(" | ");
  const known = SCALARS[name];
  if (known === undefined) throw new Error(`A query selects nothing of ${name}.`);
  return known;
}

type Context = { document: DocumentNode; schema: SubgraphSchema };

function select(set: SelectionSetNode, parent: string, context: Context): Selected[] {
  return set.selections.flatMap((selection) => selectOne(selection, parent, context));
}

function selectOne(selection: SelectionNode, parent: string, context: Context): Selected[] {
  if (selection.kind === Kind.FIELD) return [selectField(selection, parent, context)];
  if (selection.kind === Kind.INLINE_FRAGMENT) return select(selection.selectionSet, parent, context);
  const fragment = context.document.definitions.find(
    (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
  );
  if (fragment?.kind !== Kind.FRAGMENT_DEFINITION) throw new Error(`There is no fragment ${selection.name.value}.`);
  return select(fragment.selectionSet, parent, context);
}

function selectField({ name, alias, selectionSet }: FieldNode, parent: string, context: Context): Selected {
  const field = context.schema.types.get(parent)?.get(name.value);
  if (field === undefined) throw new Error(`${parent} has no field ${name.value}.`);
  const inner = selectionSet === undefined ? [] : select(selectionSet, field.name, context);
  return { key: alias?.value ?? name.value, field, inner };
}
