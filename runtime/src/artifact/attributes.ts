import { Message, type Value } from "./fields.ts";
import type { Inspection } from "./inspection.ts";
import { attributeLayout } from "./layouts.ts";
import { inspectTensor, refuseMemoryAddressBytes, refuseSparseTensor } from "./tensors.ts";
import { inspectType } from "./values.ts";
import { refuse } from "./wire.ts";

/** AttributeProto.AttributeType by number: the one field that an attribute of this type uses. */
const fieldOfType: ReadonlyMap<bigint, string> = new Map([
  [1n, "f"],
  [2n, "i"],
  [3n, "s"],
  [4n, "t"],
  [5n, "g"],
  [6n, "floats"],
  [7n, "ints"],
  [8n, "strings"],
  [9n, "tensors"],
  [10n, "graphs"],
  [11n, "sparse_tensor"],
  [12n, "sparse_tensors"],
  [13n, "tp"],
  [14n, "type_protos"],
]);

/**
 * Checks an attribute and everything inside it, whether its type says that it is used or not.
 *
 * @returns the graphs inside it, which are the caller's to check.
 */
export function inspectAttribute(value: Value, inspection: Inspection): Value[] {
  const { budget } = inspection;
  const attribute = new Message(value.slice, value.at, attributeLayout, budget);
  const both = (one: string, many: string) => [...attribute.all(one), ...attribute.all(many)];
  for (const sparse of both("sparse_tensor", "sparse_tensors")) refuseSparseTensor(sparse, budget);
  for (const tensor of both("t", "tensors")) inspection.parameters += inspectTensor(tensor, budget).elements;
  for (const type of both("tp", "type_protos")) inspectType(type, budget);
  for (const text of both("s", "strings")) refuseMemoryAddressBytes(text);
  checkType(attribute);
  return both("g", "graphs");
}

/** The value must be the one that the type names, or none: an empty list, or a reference to a function's attribute. */
function checkType(attribute: Message): void {
  const type = attribute.integer("type") ?? 0n;
  const expected = fieldOfType.get(type);
  if (expected === undefined) refuse("BAD_ATTRIBUTE", attribute.at, `attribute type ${type}`);
  const allowed = attribute.has("ref_attr_name") ? undefined : expected;
  for (const field of fieldOfType.values()) {
    if (field !== allowed && attribute.has(field)) {
      refuse("BAD_ATTRIBUTE", attribute.at, `a value in "${field}" of an attribute whose value stands in "${allowed}"`);
    }
  }
}
