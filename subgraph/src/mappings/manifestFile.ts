import { Bytes, dataSource } from "@graphprotocol/graph-ts";
import { readManifest } from "../handlers/manifests";

export function handleManifest(content: Bytes): void {
  readManifest(dataSource.context().getBytes("digest"), content);
}
