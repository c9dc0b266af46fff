import type { TensorInfo, TensorType } from "../engine/engine.ts";
import { Message, type Value } from "./fields.ts";
import {
  dimensionLayout,
  entryLayout,
  mapTypeLayout,
  shapeLayout,
  tensorTypeLayout,
  typeLayout,
  valueLayout,
  wrapperTypeLayout,
} from "./layouts.ts";
import { countElements, elementTypes } from "./tensors.ts";
import { type Budget, refuse } from "./wire.ts";

/** Element types that a model may take and give: those that a caller can hold in an array. */
const passable: ReadonlySet<string> = new Set<TensorType>([
  ...(["float32", "float64", "float16", "int8", "uint8", "int16", "uint16"] as const),
  ...(["int32", "uint32", "int64", "uint64", "bool"] as const),
]);

/** Checks the declaration of a value inside the graph: any type but sparse and opaque ones. */
export function inspectValue(value: Value, budget: Budget): string {
  const declared = new Message(value.slice, value.at, valueLayout, budget);
  inspectMetadata(declared);
  for (const type of declared.all("type")) inspectType(type, budget);
  return declared.text("name");
}

/** Checks an input or output of the model: a tensor that a caller can make or read. */
export function inspectPort(value: Value, budget: Budget): TensorInfo {
  const name = inspectValue(value, budget);
  const [type] = new Message(value.slice, value.at, valueLayout, budget).all("type");
  if (type === undefined) refuse("UNSUPPORTED_TYPE", value.at, `"${name}" has no type`);
  const [tensor] = new Message(type.slice, type.at, typeLayout, budget).all("tensor_type");
  if (tensor === undefined) refuse("UNSUPPORTED_TYPE", type.at, `"${name}" is not a tensor`);
  const { element, shape } = inspectTensorType(tensor, budget);
  if (!passable.has(element)) refuse("UNSUPPORTED_TYPE", tensor.at, `"${name}" has elements of type ${element}`);
  return { name, type: element as TensorType, shape };
}

/** Checks a type and the types inside it. */
export function inspectType(value: Value, budget: Budget): void {
  const type = new Message(value.slice, value.at, typeLayout, budget);
  if (type.has("sparse_tensor_type")) refuse("SPARSE_TENSOR", type.at, "a sparse tensor type");
  if (type.has("opaque_type")) refuse("UNSUPPORTED_TYPE", type.at, "an opaque type");
  for (const tensor of type.all("tensor_type")) inspectTensorType(tensor, budget);
  for (const wrapper of [...type.all("sequence_type"), ...type.all("optional_type")]) {
    const { slice, at } = wrapper;
    for (const element of new Message(slice, at, wrapperTypeLayout, budget).all("elem_type"))
      inspectType(element, budget);
  }
  for (const map of type.all("map_type")) {
    const { slice, at } = map;
    for (const element of new Message(slice, at, mapTypeLayout, budget).all("value_type")) inspectType(element, budget);
  }
}

function inspectTensorType(value: Value, budget: Budget): { element: string; shape: (number | string)[] } {
  const tensor = new Message(value.slice, value.at, tensorTypeLayout, budget);
  const number = Number(tensor.integer("elem_type") ?? 0n);
  const element = elementTypes.get(number);
  if (element === undefined) refuse("UNSUPPORTED_TYPE", tensor.at, `elements of data type ${number}`);
  const [shape] = tensor.all("shape");
  return { element: element.name, shape: shape === undefined ? [] : inspectShape(shape, budget) };
}

/** Sizes and names of the dimensions; one with neither is called `?`. */
function inspectShape(value: Value, budget: Budget): (number | string)[] {
  const { rank } = budget.limits;
  const dims = new Message(value.slice, value.at, shapeLayout, budget).all("dim");
  if (dims.length > rank) refuse("LIMIT_EXCEEDED", value.at, `more than ${rank} dimensions`);
  const read = dims.map(({ slice, at }) => new Message(slice, at, dimensionLayout, budget));
  const sizes = read.map((dim) => dim.integer("dim_value"));
  countElements(
    sizes.filter((size) => size !== undefined),
    value.at,
    budget,
  );
  return read.map((dim, i) => (sizes[i] === undefined ? dim.text("dim_param") || "?" : Number(sizes[i])));
}

/** Reads the metadata of a message, so that nothing is left unread. */
export function inspectMetadata(message: Message): void {
  for (const { slice, at } of message.all("metadata_props")) new Message(slice, at, entryLayout, message.budget);
}
