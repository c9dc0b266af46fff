import type { Tensor, TensorInfo } from "./engine.ts";
import { EngineInputError } from "./errors.ts";
import { arrayOf } from "./tensorArrays.ts";

/** Throws EngineInputError unless there is exactly one well-formed tensor for every input, and together they have room. */
export function checkFeeds(inputs: readonly TensorInfo[], feeds: Record<string, Tensor>, maxMemory = 2 ** 32): void {
  const unknown = Object.keys(feeds).find((name) => !inputs.some((input) => input.name === name));
  if (unknown !== undefined) throw new EngineInputError(`the model has no input "${unknown}".`);
  for (const input of inputs) {
    const tensor = Object.hasOwn(feeds, input.name) ? feeds[input.name] : undefined;
    if (tensor === undefined) throw new EngineInputError(`there is no tensor for "${input.name}".`);
    checkTensor(input, tensor);
  }
  const bytes = Object.values(feeds).reduce((sum, { data }) => sum + data.byteLength, 0);
  if (bytes >= maxMemory)
    throw new EngineInputError(`${bytes} bytes are more than the engine's memory of ${maxMemory}.`);
}

function checkTensor({ name, type, shape }: TensorInfo, tensor: Tensor): void {
  if (tensor.type !== type) throw new EngineInputError(`"${name}" takes ${type} elements, not ${tensor.type}.`);
  if (!(tensor.data instanceof arrayOf[type])) {
    throw new EngineInputError(`the elements of "${name}" stand in a ${arrayOf[type].name}.`);
  }
  const { dims } = tensor;
  if (dims.some((dim) => !Number.isSafeInteger(dim) || dim < 0)) {
    throw new EngineInputError(`the dimensions [${dims}] of "${name}" are not whole numbers.`);
  }
  const count = dims.reduce((product, dim) => product * dim, 1);
  if (count !== tensor.data.length) {
    throw new EngineInputError(`"${name}" is [${dims}], ${count} elements, but has ${tensor.data.length}.`);
  }
  // A model may leave the rank open; the runtime then sees an empty shape.
  const fits = dims.length === shape.length && shape.every((size, i) => typeof size === "string" || size === dims[i]);
  if (shape.length > 0 && !fits) throw new EngineInputError(`"${name}" takes [${shape}], not [${dims}].`);
}
