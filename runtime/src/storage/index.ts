export { type BlockOptions, type BlockReader, type BlockStore, type BlockWriter, MAX_BLOCK_BYTES } from "./blocks.ts";
export {
  BlockCorruptError,
  BlockNotFoundError,
  BlockTooLargeError,
  BlockWriteError,
  FileSizeMismatchError,
  type GatewayFailure,
  GatewayUnavailableError,
  InvalidRangeError,
  NotAFileError,
  PeerUnreachableError,
  UnsupportedBlockError,
} from "./errors.ts";
export { type GatewayReaderOptions, gatewayReader } from "./gatewayReader.ts";
export { type HeliaNode, type HeliaNodeOptions, heliaNode } from "./heliaNode.ts";
export { type ByteSource, importBlock, importFile } from "./importFile.ts";
export { type IpfsServer, type IpfsServerOptions, ipfsServer } from "./ipfsServer.ts";
export { type KuboWriterOptions, kuboWriter } from "./kuboWriter.ts";
export { directoryBlocks, memoryBlocks } from "./localBlocks.ts";
export { listBlocks, openFile, type ReadRange, readFile, type StoredFile } from "./readFile.ts";
