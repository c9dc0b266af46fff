// What a manifest says. It is a stranger's file: whatever is in it, reading it must not stop the index, so each field is
// taken only when it is of its kind, and what is wrong is written down.
import { BigInt, Bytes, JSONValue, JSONValueKind, json, TypedMap } from "@graphprotocol/graph-ts";
import { Manifest } from "../../generated/schema";

/** The SDK's MANIFEST_MAX_BYTES. */
const MAX_BYTES: i32 = 262_144;
const CAPSULE_ID_LENGTH: i32 = 66;
/** Digits of the largest size that the format knows, 2^53 - 1. */
const SIZE_DIGITS: i32 = 16;

export function readManifest(digest: Bytes, content: Bytes): void {
  const manifest = new Manifest(digest);
  manifest.size = content.length;
  manifest.tags = [];
  manifest.tagText = "";
  manifest.status = "READ";
  readContent(manifest, content);
  manifest.save();
}

function readContent(manifest: Manifest, content: Bytes): void {
  if (content.length > MAX_BYTES) {
    manifest.status = "TOO_LARGE";
    manifest.problem = "has " + content.length.toString() + " bytes, above " + MAX_BYTES.toString();
    return;
  }
  const parsed = json.try_fromBytes(content);
  if (parsed.isError || parsed.value.kind != JSONValueKind.OBJECT) {
    manifest.status = "MALFORMED";
    manifest.problem = "is no JSON object";
    return;
  }
  const problems: string[] = [];
  readFields(manifest, parsed.value.toObject(), problems);
  if (problems.length > 0) manifest.problem = problems.join("; ");
}

function readFields(manifest: Manifest, root: TypedMap<string, JSONValue>, problems: string[]): void {
  manifest.name = textIn(root, "name", problems);
  manifest.description = textIn(root, "description", problems);
  manifest.image = optionalTextIn(root, "image", problems);
  manifest.externalUrl = optionalTextIn(root, "external_url", problems);
  const properties = objectIn(root, "properties", problems);
  if (properties == null) return;
  const capsule = objectIn(properties, "capsule", problems);
  if (capsule == null) return;
  readCapsule(manifest, capsule, problems);
  const license = objectIn(capsule, "license", problems);
  if (license != null) manifest.licenseName = textIn(license, "name", problems);
  if (!capsule.isSet("model")) return;
  const model = objectIn(capsule, "model", problems);
  if (model == null) return;
  manifest.modelCard = textIn(model, "card", problems);
  manifest.task = textIn(model, "task", problems);
}

function readCapsule(manifest: Manifest, capsule: TypedMap<string, JSONValue>, problems: string[]): void {
  manifest.kind = textIn(capsule, "kind", problems);
  manifest.capsuleId = capsuleIdIn(capsule, problems);
  readTags(manifest, capsule, problems);
  const files = arrayIn(capsule, "files", problems);
  if (files == null) return;
  manifest.fileCount = files.length;
  manifest.payloadSize = totalSize(files);
  if (manifest.payloadSize === null) problems.push("files: each must have a size");
}

function readTags(manifest: Manifest, capsule: TypedMap<string, JSONValue>, problems: string[]): void {
  const values = arrayIn(capsule, "tags", problems);
  if (values == null) return;
  const tags: string[] = [];
  for (let i = 0; i < values.length; i++) {
    if (values[i].kind == JSONValueKind.STRING) tags.push(values[i].toString());
    else problems.push("tags: each must be a string");
  }
  manifest.tags = tags;
  manifest.tagText = tags.join(" ");
}

function capsuleIdIn(capsule: TypedMap<string, JSONValue>, problems: string[]): Bytes | null {
  const text = textIn(capsule, "capsuleId", problems);
  if (text === null) return null;
  if (text.length == CAPSULE_ID_LENGTH && text.startsWith("0x") && isHex(text.slice(2))) {
    return Bytes.fromHexString(text);
  }
  problems.push("capsuleId: must be 0x and 64 hexadecimal digits");
  return null;
}

function isHex(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const digit = code >= 0x30 && code <= 0x39;
    const letter = code >= 0x61 && code <= 0x66;
    if (!digit && !letter) return false;
  }
  return true;
}

/** Null when a file has no size, or none of this format. */
function totalSize(files: JSONValue[]): BigInt | null {
  let total = BigInt.zero();
  for (let i = 0; i < files.length; i++) {
    if (files[i].kind != JSONValueKind.OBJECT) return null;
    const size = files[i].toObject().get("size");
    if (size == null || size.kind != JSONValueKind.NUMBER) return null;
    // As it is written: whatever isn't all digits would stop the index when it was converted.
    const digits = changetype<string>(<usize>size.data);
    if (digits.length > SIZE_DIGITS || !isDecimal(digits)) return null;
    total = total.plus(BigInt.fromString(digits));
  }
  return total;
}

function isDecimal(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return false;
  }
  return text.length > 0;
}

function optionalTextIn(object: TypedMap<string, JSONValue>, key: string, problems: string[]): string | null {
  return object.isSet(key) ? textIn(object, key, problems) : null;
}

function textIn(object: TypedMap<string, JSONValue>, key: string, problems: string[]): string | null {
  const value = valueIn(object, key, JSONValueKind.STRING, "a string", problems);
  return value == null ? null : value.toString();
}

function objectIn(
  object: TypedMap<string, JSONValue>,
  key: string,
  problems: string[],
): TypedMap<string, JSONValue> | null {
  const value = valueIn(object, key, JSONValueKind.OBJECT, "an object", problems);
  return value == null ? null : value.toObject();
}

function arrayIn(object: TypedMap<string, JSONValue>, key: string, problems: string[]): JSONValue[] | null {
  const value = valueIn(object, key, JSONValueKind.ARRAY, "a list", problems);
  return value == null ? null : value.toArray();
}

function valueIn(
  object: TypedMap<string, JSONValue>,
  key: string,
  kind: JSONValueKind,
  title: string,
  problems: string[],
): JSONValue | null {
  const value = object.get(key);
  if (value != null && value.kind == kind) return value;
  problems.push(key + (value == null ? ": is missing" : ": must be " + title));
  return null;
}
