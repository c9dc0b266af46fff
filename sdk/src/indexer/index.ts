export { claimableNow, collectableNow, type DebtFigures } from "./figures.ts";
export { type Claim, type Claimable, type Collectable, findClaimable } from "./findClaimable.ts";
export type { IndexerQuery } from "./query.ts";
export { type Indexer, queryIndexer } from "./queryIndexer.ts";
export { waitForBlock } from "./waitForBlock.ts";
