import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** Why a file was refused. */
export type RejectionReason =
  /** Not an ONNX model at all. */
  | "NOT_ONNX"
  /** Bytes that are no well-formed protobuf message: cut off, overlong, wrong wire type, not UTF-8. */
  | "MALFORMED"
  /** A field that the format has only once stands there again; readers disagree on what that means. */
  | "DUPLICATE_FIELD"
  /** A field that the format does not have. */
  | "UNKNOWN_FIELD"
  /** Data outside the file: in another file, or at an address in memory. */
  | "EXTERNAL_DATA"
  /** Sparse tensors, which the runtime below expands without bounds. */
  | "SPARSE_TENSOR"
  /** Training graphs, which have no business in a model to run. */
  | "TRAINING_INFO"
  /** A negative or impossible dimension. */
  | "BAD_SHAPE"
  /** A tensor's data are not what its type and dimensions say. */
  | "DATA_MISMATCH"
  /** An element or value type that is not supported there. */
  | "UNSUPPORTED_TYPE"
  /** An attribute whose value is not what its type says. */
  | "BAD_ATTRIBUTE"
  /** An operator set that is missing, repeated, or not on the list. */
  | "UNKNOWN_DOMAIN"
  /** An operator that is not on the list. */
  | "UNKNOWN_OPERATOR"
  /** A function that calls itself or takes the place of an operator. */
  | "BAD_FUNCTION"
  /** More of something than the limits allow. */
  | "LIMIT_EXCEEDED";

/** Our own reading of a model file refused it, before any other code saw a byte. */
export class ModelRejectedError extends BaseError {
  readonly reason: RejectionReason;
  /** The place in the file, by field names: `graph.node[3].attribute[0].t.external_data[0]`; empty for the whole file. */
  readonly path: string;

  constructor(reason: RejectionReason, path: string, detail: string) {
    super(`The model was refused (${reason}${path === "" ? "" : ` at ${path}`}): ${detail}`, {
      code: "MODEL_REJECTED",
      hint: "Export the model again as one self-contained .onnx file with standard operators; don't run a refused file from a source you don't trust.",
    });
    this.reason = reason;
    this.path = path;
  }
}
