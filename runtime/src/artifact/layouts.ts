/**
 * Messages of the ONNX format up to IR version 13, as field number, name and kind
 * (https://github.com/onnx/onnx/blob/v1.20.0/onnx/onnx.proto). A field that is not listed is refused: what we can't read
 * we can't vouch for.
 */
import { layout } from "./fields.ts";

export const modelLayout = layout(`
  1 ir_version integer
  2 producer_name text
  3 producer_version text
  4 domain text
  5 model_version integer
  6 doc_string text
  7 graph message
  8 opset_import message many
  14 metadata_props message many
  20 training_info message many
  25 functions message many
`);

export const opsetLayout = layout(`
  1 domain name
  2 version integer
`);

export const entryLayout = layout(`
  1 key name
  2 value text
`);

export const functionLayout = layout(`
  1 name name
  4 input name many
  5 output name many
  6 attribute name many
  7 node message many
  8 doc_string text
  9 opset_import message many
  10 domain name
  11 attribute_proto message many
  12 value_info message many
  13 overload name
  14 metadata_props message many
`);

export const graphLayout = layout(`
  1 node message many
  2 name name
  5 initializer message many
  10 doc_string text
  11 input message many
  12 output message many
  13 value_info message many
  14 quantization_annotation message many
  15 sparse_initializer message many
  16 metadata_props message many
`);

export const annotationLayout = layout(`
  1 tensor_name name
  2 quant_parameter_tensor_names message many
`);

export const nodeLayout = layout(`
  1 input name many
  2 output name many
  3 name name
  4 op_type name
  5 attribute message many
  6 doc_string text
  7 domain name
  8 overload name
  9 metadata_props message many
`);

export const attributeLayout = layout(`
  1 name name
  2 f float
  3 i integer
  4 s bytes
  5 t message
  6 g message
  7 floats float many
  8 ints integer many
  9 strings bytes many
  10 tensors message many
  11 graphs message many
  13 doc_string text
  14 tp message
  15 type_protos message many
  20 type integer
  21 ref_attr_name name
  22 sparse_tensor message
  23 sparse_tensors message many
`);

export const tensorLayout = layout(`
  1 dims integer many
  2 data_type integer
  3 segment bytes
  4 float_data float many
  5 int32_data integer many
  6 string_data bytes many
  7 int64_data integer many
  8 name name
  9 raw_data bytes
  10 double_data double many
  11 uint64_data integer many
  12 doc_string text
  13 external_data bytes many
  14 data_location integer
  16 metadata_props message many
`);

export const sparseTensorLayout = layout(`
  1 values message
  2 indices message
  3 dims integer many
`);

export const valueLayout = layout(`
  1 name name
  2 type message
  3 doc_string text
  4 metadata_props message many
`);

export const typeLayout = layout(
  `
  1 tensor_type message
  4 sequence_type message
  5 map_type message
  6 denotation text
  7 opaque_type bytes
  8 sparse_tensor_type bytes
  9 optional_type message
`,
  ["tensor_type", "sequence_type", "map_type", "opaque_type", "sparse_tensor_type", "optional_type"],
);

export const tensorTypeLayout = layout(`
  1 elem_type integer
  2 shape message
`);

/** Sequence and Optional alike. */
export const wrapperTypeLayout = layout(`
  1 elem_type message
`);

export const mapTypeLayout = layout(`
  1 key_type integer
  2 value_type message
`);

export const shapeLayout = layout(`
  1 dim message many
`);

export const dimensionLayout = layout(
  `
  1 dim_value integer
  2 dim_param name
  3 denotation text
`,
  ["dim_value", "dim_param"],
);
