// Generated from subgraph/queries by `npm run generate`. Do not edit.
import type { Hex } from "viem";
import type { IndexerQuery } from "../indexer/query.ts";

/**
 * Everything that a capsule's page shows. $id: the capsule, 32 bytes in hex.
 */
export const capsuleQuery: IndexerQuery<CapsuleAnswer, CapsuleVariables> = {
  name: "capsule",
  text: "query CapsulePage($id:ID!){capsule(id:$id){id creator{id}owner{id}registeredAt registeredTransaction feeBps royaltyBps encrypted isSealed salesOpen isDerivative absoluteBps relativeBps ownerUnits licensesSold inbox manifest{status problem capsuleId name description image externalUrl kind task tags modelCard licenseName payloadSize fileCount}versions(orderBy:number orderDirection:desc){number manifestDigest encrypted publishedAt sealedAt sealEpoch}offers(orderBy:offerId){id active currency price pricedInUsd duration runs maxSupply sold rights transferability resaleRoyaltyBps derivativePolicy derivativeRateBps trial revocable}parents{parent{id manifest{name}}relation policy rateBps}incomes{currency direct fee pulledAbsolute pulledRelative owedUpward net claimed}}}",
  shape: {"capsule":{"registeredAt":true,"licensesSold":true,"manifest":{"payloadSize":true},"versions":{"number":true,"publishedAt":true,"sealedAt":true,"sealEpoch":true},"offers":{"price":true,"duration":true,"runs":true,"maxSupply":true,"sold":true,"trial":true},"incomes":{"direct":true,"fee":true,"pulledAbsolute":true,"pulledRelative":true,"owedUpward":true,"net":true,"claimed":true}}},
};
export type CapsuleVariables = { id: string };
export type CapsuleAnswer = { capsule: { id: Hex; creator: { id: Hex }; owner: { id: Hex }; registeredAt: bigint; registeredTransaction: Hex; feeBps: number; royaltyBps: number; encrypted: boolean; isSealed: boolean; salesOpen: boolean; isDerivative: boolean; absoluteBps: number; relativeBps: number; ownerUnits: number; licensesSold: bigint; inbox: Hex | null; manifest: { status: "READ" | "MALFORMED" | "TOO_LARGE"; problem: string | null; capsuleId: Hex | null; name: string | null; description: string | null; image: string | null; externalUrl: string | null; kind: string | null; task: string | null; tags: readonly string[]; modelCard: string | null; licenseName: string | null; payloadSize: bigint | null; fileCount: number | null } | null; versions: readonly ({ number: bigint; manifestDigest: Hex; encrypted: boolean; publishedAt: bigint; sealedAt: bigint | null; sealEpoch: bigint | null })[]; offers: readonly ({ id: Hex; active: boolean; currency: Hex; price: bigint; pricedInUsd: boolean; duration: bigint; runs: bigint; maxSupply: bigint; sold: bigint; rights: number; transferability: "FREE" | "MARKET_ONLY" | "SOULBOUND"; resaleRoyaltyBps: number; derivativePolicy: "ABSOLUTE" | "RELATIVE"; derivativeRateBps: number; trial: bigint; revocable: boolean })[]; parents: readonly ({ parent: { id: Hex; manifest: { name: string | null } | null }; relation: "FINETUNE" | "ADAPTER" | "QUANTIZED" | "MERGE"; policy: "ABSOLUTE" | "RELATIVE"; rateBps: number })[]; incomes: readonly { currency: Hex; direct: bigint; fee: bigint; pulledAbsolute: bigint; pulledRelative: bigint; owedUpward: bigint; net: bigint; claimed: bigint }[] } | null };

/**
 * What can I claim? All that the SDK's `findClaimable` needs to work it out, with the calls that claim it.
 *
 * $account: the address, in lower case. As owner of a capsule: `ownerClaimable`. For units: the formula at ShareLedger.
 * What descendants owe and nobody collected: the formula at Debt, with the income of the child.
 */
export const claimableQuery: IndexerQuery<ClaimableAnswer, ClaimableVariables> = {
  name: "claimable",
  text: "query Claimable($account:ID!$first:Int=1000){capsules(where:{owner:$account}first:$first){...Earning}shareHoldings(where:{account:$account}first:$first){units capsule{...Earning}ledgers{currency checkpoint accrued}}credits(where:{account:$account amount_gt:0}first:$first){currency amount}}fragment Earning on Capsule{id incomes{currency net ownerClaimable}claims(first:1000){absoluteBps relativeBps child{id incomes{currency direct fee pulledRelative}}payments{currency absolute relative}}}",
  shape: {"capsules":{"incomes":{"net":true,"ownerClaimable":true},"claims":{"child":{"incomes":{"direct":true,"fee":true,"pulledRelative":true}},"payments":{"absolute":true,"relative":true}}},"shareHoldings":{"capsule":{"incomes":{"net":true,"ownerClaimable":true},"claims":{"child":{"incomes":{"direct":true,"fee":true,"pulledRelative":true}},"payments":{"absolute":true,"relative":true}}},"ledgers":{"checkpoint":true,"accrued":true}},"credits":{"amount":true}},
};
export type ClaimableVariables = { account: string; first?: number };
export type ClaimableAnswer = { capsules: readonly { id: Hex; incomes: readonly { currency: Hex; net: bigint; ownerClaimable: bigint }[]; claims: readonly { absoluteBps: number; relativeBps: number; child: { id: Hex; incomes: readonly { currency: Hex; direct: bigint; fee: bigint; pulledRelative: bigint }[] }; payments: readonly { currency: Hex; absolute: bigint; relative: bigint }[] }[] }[]; shareHoldings: readonly { units: number; capsule: { id: Hex; incomes: readonly { currency: Hex; net: bigint; ownerClaimable: bigint }[]; claims: readonly { absoluteBps: number; relativeBps: number; child: { id: Hex; incomes: readonly { currency: Hex; direct: bigint; fee: bigint; pulledRelative: bigint }[] }; payments: readonly { currency: Hex; absolute: bigint; relative: bigint }[] }[] }; ledgers: readonly { currency: Hex; checkpoint: bigint; accrued: bigint }[] }[]; credits: readonly { currency: Hex; amount: bigint }[] };

/**
 * Who shares in a capsule, since when, and what were they paid?
 *
 * $id: the capsule. What nobody was given is its owner's: `ownerUnits` of 1,000,000.
 */
export const contributorsQuery: IndexerQuery<ContributorsAnswer, ContributorsVariables> = {
  name: "contributors",
  text: "query Contributors($id:ID!$capsule:String!$first:Int=100){capsule(id:$id){owner{id}ownerUnits holdings(where:{units_gt:0}orderBy:units orderDirection:desc first:$first){account{id}units}}shareTransfers(where:{capsule:$capsule}orderBy:sequence orderDirection:desc first:$first){from{id}to{id}units timestamp transactionHash}payees(where:{capsule:$capsule}orderBy:claimed orderDirection:desc first:$first){account{id}currency claimed claimedAsOwner}}",
  shape: {"shareTransfers":{"timestamp":true},"payees":{"claimed":true,"claimedAsOwner":true}},
};
export type ContributorsVariables = { id: string; capsule: string; first?: number };
export type ContributorsAnswer = { capsule: { owner: { id: Hex }; ownerUnits: number; holdings: readonly { account: { id: Hex }; units: number }[] } | null; shareTransfers: readonly ({ from: { id: Hex } | null; to: { id: Hex }; units: number; timestamp: bigint; transactionHash: Hex })[]; payees: readonly { account: { id: Hex }; currency: Hex; claimed: bigint; claimedAsOwner: bigint }[] };

/**
 * Is a capsule disputed, or built on one that is, and what was decided? $id: the capsule.
 */
export const disputesQuery: IndexerQuery<DisputesAnswer, DisputesVariables> = {
  name: "disputes",
  text: "query Disputes($id:ID!){capsule(id:$id){suspended ownerFrozen disputes(orderBy:number orderDirection:desc){number disputer{id}stage upheld responseDeadline deadline respondent{id}appellant{id}openedAt concludedAt steps(orderBy:sequence){kind account{id}digest upheld timestamp}}flags{ancestor{id suspended}dispute{number}}}}",
  shape: {"capsule":{"disputes":{"number":true,"responseDeadline":true,"deadline":true,"openedAt":true,"concludedAt":true,"steps":{"timestamp":true}},"flags":{"dispute":{"number":true}}}},
};
export type DisputesVariables = { id: string };
export type DisputesAnswer = { capsule: { suspended: boolean; ownerFrozen: boolean; disputes: readonly ({ number: bigint; disputer: { id: Hex }; stage: "OPEN" | "RULED" | "APPEALED" | "UPHELD" | "REJECTED" | "EXPIRED"; upheld: boolean | null; responseDeadline: bigint; deadline: bigint; respondent: { id: Hex } | null; appellant: { id: Hex } | null; openedAt: bigint; concludedAt: bigint | null; steps: readonly ({ kind: string; account: { id: Hex } | null; digest: Hex | null; upheld: boolean | null; timestamp: bigint })[] })[]; flags: readonly { ancestor: { id: Hex; suspended: boolean }; dispute: { number: bigint } }[] } | null };

/**
 * What does a creator earn, day by day? Direct income of the capsules that it owned then, before fee and debts, and what
 * it was paid. $from and $to: microseconds since 1970, as graph-node has times of timeseries. The day that isn't over yet
 * is among them.
 */
export const incomeQuery: IndexerQuery<IncomeAnswer, IncomeVariables> = {
  name: "income",
  text: "query IncomeByDay($account:String!$from:Timestamp!$to:Timestamp!){ownerIncomeStats_collection(interval:day current:include where:{owner:$account timestamp_gte:$from timestamp_lt:$to}orderBy:timestamp first:1000){timestamp currency income licenses payments}accountPayoutStats_collection(interval:day current:include where:{account:$account timestamp_gte:$from timestamp_lt:$to}orderBy:timestamp first:1000){timestamp currency amount payouts}}",
  shape: {"ownerIncomeStats_collection":{"timestamp":true,"income":true,"licenses":true,"payments":true},"accountPayoutStats_collection":{"timestamp":true,"amount":true,"payouts":true}},
};
export type IncomeVariables = { account: string; from: bigint; to: bigint };
export type IncomeAnswer = { ownerIncomeStats_collection: readonly { timestamp: bigint; currency: Hex; income: bigint; licenses: bigint; payments: bigint }[]; accountPayoutStats_collection: readonly { timestamp: bigint; currency: Hex; amount: bigint; payouts: bigint }[] };

/**
 * What index is this, and how far is it?
 */
export const indexerQuery: IndexerQuery<IndexerAnswer, IndexerVariables> = {
  name: "indexer",
  text: "query Indexer{indexerInfo(id:\"0x01\"){schemaVersion commit chainId startBlock}protocol(id:\"0x01\"){feeBps treasury capsuleCount derivativeCount offerCount licenseCount currentEpoch}protocolIncomes{id direct collected claimed feeCollected}_meta{hasIndexingErrors block{number hash timestamp}}}",
  shape: {"indexerInfo":{"chainId":true,"startBlock":true},"protocol":{"licenseCount":true,"currentEpoch":true},"protocolIncomes":{"direct":true,"collected":true,"claimed":true,"feeCollected":true}},
};
export type IndexerVariables = Record<string, never>;
export type IndexerAnswer = { indexerInfo: { schemaVersion: string; commit: string; chainId: bigint; startBlock: bigint } | null; protocol: { feeBps: number; treasury: Hex | null; capsuleCount: number; derivativeCount: number; offerCount: number; licenseCount: bigint; currentEpoch: bigint } | null; protocolIncomes: readonly { id: Hex; direct: bigint; collected: bigint; claimed: bigint; feeCollected: bigint }[]; _meta: { hasIndexingErrors: boolean; block: { number: number; hash: Hex | null; timestamp: number | null } } | null };

/**
 * Who holds the network's key now, and where do they answer?
 */
export const keepersQuery: IndexerQuery<KeepersAnswer, KeepersVariables> = {
  name: "keepers",
  text: "query Keepers{keeperEpoches(orderBy:number orderDirection:desc first:1){number threshold groupKey openedAt keepers(orderBy:index first:64){index operator{id}url transportKey verificationShare sealCount}}}",
  shape: {"keeperEpoches":{"number":true,"openedAt":true}},
};
export type KeepersVariables = Record<string, never>;
export type KeepersAnswer = { keeperEpoches: readonly { number: bigint; threshold: number; groupKey: Hex; openedAt: bigint; keepers: readonly { index: number; operator: { id: Hex }; url: string; transportKey: Hex; verificationShare: Hex; sealCount: number }[] }[] };

/**
 * Which licenses do I hold, and when do they end?
 *
 * $account: the address, in lower case. A license without `expiresAt` never ends; one with it is valid strictly before
 * it. $after: id of the last one of the page before; "0x" for the first page.
 */
export const licensesQuery: IndexerQuery<LicensesAnswer, LicensesVariables> = {
  name: "licenses",
  text: "query LicensesOf($account:String!$after:Bytes=\"0x\"$first:Int=100){licenseHoldings(where:{account:$account balance_gt:0 id_gt:$after}orderBy:id first:$first){id balance license{id expiresAt runs isTrial price autoRenewal{id}offer{id currency price active rights duration transferability revocable}}capsule{id salesOpen manifest{name kind}}}}",
  shape: {"licenseHoldings":{"balance":true,"license":{"expiresAt":true,"runs":true,"price":true,"offer":{"price":true,"duration":true}}}},
};
export type LicensesVariables = { account: string; after?: Hex; first?: number };
export type LicensesAnswer = { licenseHoldings: readonly ({ id: Hex; balance: bigint; license: { id: Hex; expiresAt: bigint | null; runs: bigint; isTrial: boolean; price: bigint; autoRenewal: { id: Hex } | null; offer: { id: Hex; currency: Hex; price: bigint; active: boolean; rights: number; duration: bigint; transferability: "FREE" | "MARKET_ONLY" | "SOULBOUND"; revocable: boolean } }; capsule: { id: Hex; salesOpen: boolean; manifest: { name: string | null; kind: string | null } | null } })[] };

/**
 * Where does a capsule come from, and what was made from it? Both ways, five generations deep.
 *
 * $id: the capsule. What it owes, however far up, stands in `debts`. Whose each is, is on its own page (`capsule`).
 */
export const lineageQuery: IndexerQuery<LineageAnswer, LineageVariables> = {
  name: "lineage",
  text: "query Lineage($id:ID!){capsule(id:$id){...Work debts{ancestor{id}absoluteBps relativeBps}parents{...ToParent parent{...Work parents{...ToParent parent{...Work parents{...ToParent parent{...Work parents{...ToParent parent{...Work parents{...ToParent parent{...Work}}}}}}}}}}children{...ToParent child{...Work children{...ToParent child{...Work children{...ToParent child{...Work children{...ToParent child{...Work children{...ToParent child{...Work}}}}}}}}}}}}fragment Work on Capsule{id manifest{name kind}}fragment ToParent on LineageEdge{relation policy rateBps}",
  shape: {},
};
export type LineageVariables = { id: string };
export type LineageAnswer = { capsule: { id: Hex; manifest: { name: string | null; kind: string | null } | null; debts: readonly { ancestor: { id: Hex }; absoluteBps: number; relativeBps: number }[]; parents: readonly ({ relation: "FINETUNE" | "ADAPTER" | "QUANTIZED" | "MERGE"; policy: "ABSOLUTE" | "RELATIVE"; rateBps: number; parent: { id: Hex; manifest: { name: string | null; kind: string | null } | null; parents: readonly ({ relation: "FINETUNE" | "ADAPTER" | "QUANTIZED" | "MERGE"; policy: "ABSOLUTE" | "RELATIVE"; rateBps: number; parent: { id: Hex; manifest: { name: string | null; kind: string | null } | null; parents: readonly ({ relation: "FINETUNE" | "ADAPTER" | "QUANTIZED" | "MERGE"; policy: "ABSOLUTE" | "RELATIVE"; rateBps: number; parent: { id: Hex; manifest: { name: string | null; kind: string | null } | null; parents: readonly ({ relation: "FINETUNE" | "ADAPTER" | "QUANTIZED" | "MERGE"; policy: "ABSOLUTE" | "RELATIVE"; rateBps: number; parent: { id: Hex; manifest: { name: string | null; kind: string | null } | null; parents: readonly ({ relation: "FINETUNE" | "ADAPTER" | "QUANTIZED" | "MERGE"; policy: "ABSOLUTE" | "RELATIVE"; rateBps: number; parent: { id: Hex; manifest: { name: string | null; kind: string | null } | null } })[] } })[] } })[] } })[] } })[]; children: readonly ({ relation: "FINETUNE" | "ADAPTER" | "QUANTIZED" | "MERGE"; policy: "ABSOLUTE" | "RELATIVE"; rateBps: number; child: { id: Hex; manifest: { name: string | null; kind: string | null } | null; children: readonly ({ relation: "FINETUNE" | "ADAPTER" | "QUANTIZED" | "MERGE"; policy: "ABSOLUTE" | "RELATIVE"; rateBps: number; child: { id: Hex; manifest: { name: string | null; kind: string | null } | null; children: readonly ({ relation: "FINETUNE" | "ADAPTER" | "QUANTIZED" | "MERGE"; policy: "ABSOLUTE" | "RELATIVE"; rateBps: number; child: { id: Hex; manifest: { name: string | null; kind: string | null } | null; children: readonly ({ relation: "FINETUNE" | "ADAPTER" | "QUANTIZED" | "MERGE"; policy: "ABSOLUTE" | "RELATIVE"; rateBps: number; child: { id: Hex; manifest: { name: string | null; kind: string | null } | null; children: readonly ({ relation: "FINETUNE" | "ADAPTER" | "QUANTIZED" | "MERGE"; policy: "ABSOLUTE" | "RELATIVE"; rateBps: number; child: { id: Hex; manifest: { name: string | null; kind: string | null } | null } })[] } })[] } })[] } })[] } })[] } | null };

/**
 * What can I buy? Capsules that are on sale, filtered, newest first.
 *
 * $where narrows it by anything a capsule, its manifest or its offers say, for example
 *   { salesOpen: true, isDerivative: false, manifest_: { kind: "model", task: "image-classification" } }
 * $first: at most 1,000. For the next page, add to $where: tokens that come after, { sequence_lt: <of the last one> }.
 * A manifest whose capsuleId is not the capsule's id is a copy of another one's: show it as such.
 */
export const marketplaceQuery: IndexerQuery<MarketplaceAnswer, MarketplaceVariables> = {
  name: "marketplace",
  text: "query Marketplace($where:Capsule_filter={salesOpen:true}$first:Int=100){capsules(where:$where first:$first orderBy:sequence orderDirection:desc){id sequence owner{id}version isDerivative childCount licensesSold registeredAt manifest{status problem capsuleId name description image kind task tags licenseName}offers(where:{active:true}orderBy:price){id currency price pricedInUsd duration runs rights trial}}}",
  shape: {"capsules":{"sequence":true,"version":true,"licensesSold":true,"registeredAt":true,"offers":{"price":true,"duration":true,"runs":true,"trial":true}}},
};
export type MarketplaceVariables = { where?: Readonly<Record<string, unknown>>; first?: number };
export type MarketplaceAnswer = { capsules: readonly ({ id: Hex; sequence: bigint; owner: { id: Hex }; version: bigint; isDerivative: boolean; childCount: number; licensesSold: bigint; registeredAt: bigint; manifest: { status: "READ" | "MALFORMED" | "TOO_LARGE"; problem: string | null; capsuleId: Hex | null; name: string | null; description: string | null; image: string | null; kind: string | null; task: string | null; tags: readonly string[]; licenseName: string | null } | null; offers: readonly { id: Hex; currency: Hex; price: bigint; pricedInUsd: boolean; duration: bigint; runs: bigint; rights: number; trial: bigint }[] })[] };

/**
 * Every payment of a capsule, oldest first, to check them: each row's balances follow from the row before.
 *
 * $capsule: its id. $after: `sequence` of the last row of the page before; -1 for the first page.
 */
export const paymentsQuery: IndexerQuery<PaymentsAnswer, PaymentsVariables> = {
  name: "payments",
  text: "query Payments($capsule:String!$after:BigInt=-1$first:Int=100){flows(where:{capsule:$capsule sequence_gt:$after}orderBy:sequence first:$first){id sequence kind currency amount account{id}recipient counterpart{id}directAfter netAfter claimedAfter accountClaimedAfter timestamp transactionHash}}",
  shape: {"flows":{"sequence":true,"amount":true,"directAfter":true,"netAfter":true,"claimedAfter":true,"accountClaimedAfter":true,"timestamp":true}},
};
export type PaymentsVariables = { capsule: string; after?: bigint; first?: number };
export type PaymentsAnswer = { flows: readonly ({ id: Hex; sequence: bigint; kind: "SALE" | "RENEWAL" | "TIP" | "SWEEP" | "RESALE" | "PULLED" | "HANDED_OVER" | "CLAIM" | "OWNER_CLAIM" | "FEE" | "REFUSED"; currency: Hex; amount: bigint; account: { id: Hex } | null; recipient: Hex | null; counterpart: { id: Hex } | null; directAfter: bigint; netAfter: bigint; claimedAfter: bigint; accountClaimedAfter: bigint; timestamp: bigint; transactionHash: Hex })[] };

/**
 * Who trained a capsule, for how many units, and what came of it? $capsule: its id.
 *
 * The result can be challenged until `challengeDeadline`. Units earn from when the round was finalized; who they are for
 * claims them with all they earned. Of those in escrow each has earned (net income − start) / 10^6.
 */
export const roundsQuery: IndexerQuery<RoundsAnswer, RoundsVariables> = {
  name: "rounds",
  text: "query Rounds($capsule:String!$first:Int=100){rounds(where:{capsule:$capsule}orderBy:number orderDirection:desc first:$first){number state specDigest baseVersion units commitDeadline revealDeadline evaluationDeadline challengeDeadline quorum evaluators contributorBond contributionCount manifestDigest scoreDigest contributions(first:1000 orderBy:committedAt){contributor{id}updateDigest revealedAt}allocations(first:1000 orderBy:index){account{id}units}}shareEscrows(where:{capsule:$capsule units_gt:0}first:$first){round{number}units starts{currency net}}}",
  shape: {"rounds":{"number":true,"baseVersion":true,"commitDeadline":true,"revealDeadline":true,"evaluationDeadline":true,"challengeDeadline":true,"contributorBond":true,"contributions":{"revealedAt":true}},"shareEscrows":{"round":{"number":true},"starts":{"net":true}}},
};
export type RoundsVariables = { capsule: string; first?: number };
export type RoundsAnswer = { rounds: readonly ({ number: bigint; state: "OPEN" | "RECORDED" | "CHALLENGED" | "FINALIZED" | "FAILED" | "EXPIRED" | "CANCELED"; specDigest: Hex; baseVersion: bigint; units: number; commitDeadline: bigint; revealDeadline: bigint; evaluationDeadline: bigint; challengeDeadline: bigint | null; quorum: number; evaluators: readonly Hex[]; contributorBond: bigint; contributionCount: number; manifestDigest: Hex | null; scoreDigest: Hex | null; contributions: readonly ({ contributor: { id: Hex }; updateDigest: Hex | null; revealedAt: bigint | null })[]; allocations: readonly { account: { id: Hex }; units: number }[] })[]; shareEscrows: readonly { round: { number: bigint }; units: number; starts: readonly { currency: Hex; net: bigint }[] }[] };

/**
 * Which capsules speak of something? Full text over name, description, tags and model card, best first.
 *
 * $text: words with & (and), | (or), <-> (followed by), and :* for a beginning, such as "flower:* & tiny".
 * $where narrows it by what else a manifest says, such as { kind: "model" }.
 */
export const searchQuery: IndexerQuery<SearchAnswer, SearchVariables> = {
  name: "search",
  text: "query Search($text:String!$where:Manifest_filter={}$first:Int=100){manifestSearch(text:$text where:$where first:$first){id name description kind task tags capsuleId capsules{id salesOpen licensesSold owner{id}}}}",
  shape: {"manifestSearch":{"capsules":{"licensesSold":true}}},
};
export type SearchVariables = { text: string; where?: Readonly<Record<string, unknown>>; first?: number };
export type SearchAnswer = { manifestSearch: readonly ({ id: Hex; name: string | null; description: string | null; kind: string | null; task: string | null; tags: readonly string[]; capsuleId: Hex | null; capsules: readonly { id: Hex; salesOpen: boolean; licensesSold: bigint; owner: { id: Hex } }[] })[] };

/**
 * What do people bid for a capsule's licenses, shares or itself, and what was paid for them?
 *
 * Orders of sellers are signed off chain: until one is filled, only its seller and whom he showed it to know of it. Orders
 * listed here were filled in part at least; of what is left, `getOrderStatus` tells who has one. Bids are on the chain, with
 * their money in escrow. $capsule: its id. $now: seconds, to leave out bids that have expired.
 */
export const tradesQuery: IndexerQuery<TradesAnswer, TradesVariables> = {
  name: "trades",
  text: "query Trades($capsule:String!$now:BigInt!$first:Int=100){bids(where:{capsule:$capsule state:OPEN expiresAt_gt:$now}orderBy:unitPrice orderDirection:desc first:$first){id bidder{id}kind itemId currency unitPrice quantity expiresAt}orders(where:{capsule:$capsule cancelled:false}orderBy:filled orderDirection:desc first:$first){id seller{id}filled}trades(where:{capsule:$capsule}orderBy:sequence orderDirection:desc first:$first){kind itemId seller{id}buyer{id}quantity currency paid royalty timestamp transactionHash}}",
  shape: {"bids":{"itemId":true,"unitPrice":true,"quantity":true,"expiresAt":true},"orders":{"filled":true},"trades":{"itemId":true,"quantity":true,"paid":true,"royalty":true,"timestamp":true}},
};
export type TradesVariables = { capsule: string; now: bigint; first?: number };
export type TradesAnswer = { bids: readonly ({ id: Hex; bidder: { id: Hex }; kind: "LICENSE" | "CAPSULE" | "SHARES"; itemId: bigint; currency: Hex; unitPrice: bigint; quantity: bigint; expiresAt: bigint })[]; orders: readonly { id: Hex; seller: { id: Hex }; filled: bigint }[]; trades: readonly ({ kind: "LICENSE" | "CAPSULE" | "SHARES"; itemId: bigint; seller: { id: Hex }; buyer: { id: Hex }; quantity: bigint; currency: Hex; paid: bigint; royalty: bigint; timestamp: bigint; transactionHash: Hex })[] };

/**
 * What did governance change? Contracts with every implementation they had, parameters with every value, and roles.
 */
export const upgradesQuery: IndexerQuery<UpgradesAnswer, UpgradesVariables> = {
  name: "upgrades",
  text: "query Upgrades($first:Int=100){contracts(orderBy:name){id name implementation pausedUntil upgrades(orderBy:sequence orderDirection:desc){oldImplementation newImplementation timestamp transactionHash}}parameterChanges(orderBy:sequence orderDirection:desc first:$first){contract{name}name value timestamp transactionHash}roles(orderBy:number){number label members(where:{active:true}){account{id}since executionDelay}}}",
  shape: {"contracts":{"pausedUntil":true,"upgrades":{"timestamp":true}},"parameterChanges":{"timestamp":true},"roles":{"number":true,"members":{"since":true,"executionDelay":true}}},
};
export type UpgradesVariables = { first?: number };
export type UpgradesAnswer = { contracts: readonly ({ id: Hex; name: string; implementation: Hex | null; pausedUntil: bigint | null; upgrades: readonly ({ oldImplementation: Hex | null; newImplementation: Hex; timestamp: bigint; transactionHash: Hex })[] })[]; parameterChanges: readonly { contract: { name: string }; name: string; value: string; timestamp: bigint; transactionHash: Hex }[]; roles: readonly ({ number: bigint; label: string | null; members: readonly { account: { id: Hex }; since: bigint; executionDelay: bigint }[] })[] };

/**
 * How much is a capsule used, and how much are all? By day: releases of keys on the day that keepers tell of, whenever they
 * tell it, and runs of metered licenses on the day on which they were settled. Never by whom. $capsule: its id. $from and $to:
 * days since 1970-01-01 (UTC).
 */
export const usageQuery: IndexerQuery<UsageAnswer, UsageVariables> = {
  name: "usage",
  text: "query Usage($id:ID!$capsule:String!$from:BigInt!$to:BigInt!){capsule(id:$id){releases runsUsed}capsuleUsageDays(where:{capsule:$capsule day_gte:$from day_lt:$to}orderBy:day first:1000){day releases runs}protocolUsageDays(where:{day_gte:$from day_lt:$to}orderBy:day first:1000){day releases runs}usageSettlements(where:{capsule:$capsule}orderBy:sequence orderDirection:desc first:100){license{id runs}runs runsAfter timestamp}}",
  shape: {"capsule":{"releases":true,"runsUsed":true},"capsuleUsageDays":{"day":true,"releases":true,"runs":true},"protocolUsageDays":{"day":true,"releases":true,"runs":true},"usageSettlements":{"license":{"runs":true},"runs":true,"runsAfter":true,"timestamp":true}},
};
export type UsageVariables = { id: string; capsule: string; from: bigint; to: bigint };
export type UsageAnswer = { capsule: { releases: bigint; runsUsed: bigint } | null; capsuleUsageDays: readonly { day: bigint; releases: bigint; runs: bigint }[]; protocolUsageDays: readonly { day: bigint; releases: bigint; runs: bigint }[]; usageSettlements: readonly { license: { id: Hex; runs: bigint }; runs: bigint; runsAfter: bigint; timestamp: bigint }[] };

/**
 * What can I vote on, and how did I? Proposals newest first, and one voter with votes, delegates and what was cast.
 *
 * $account: the address, in lower case. Whether a proposal is open follows from voteStart, voteEnd and the time; whether it
 * won, from its votes and the quorum.
 */
export const voterQuery: IndexerQuery<VoterAnswer, VoterVariables> = {
  name: "voter",
  text: "query VoterPage($account:ID!$first:Int=100){voter(id:$account){balance votes delegate{id}delegators(first:$first){id balance}cast(orderBy:sequence orderDirection:desc first:$first){proposal{id}support weight reason timestamp}}proposals(orderBy:sequence orderDirection:desc first:$first){id proposer{id}description targets values calldatas voteStart voteEnd state forVotes againstVotes abstainVotes executableAt}}",
  shape: {"voter":{"balance":true,"votes":true,"delegators":{"balance":true},"cast":{"weight":true,"timestamp":true}},"proposals":{"values":true,"voteStart":true,"voteEnd":true,"forVotes":true,"againstVotes":true,"abstainVotes":true,"executableAt":true}},
};
export type VoterVariables = { account: string; first?: number };
export type VoterAnswer = { voter: { balance: bigint; votes: bigint; delegate: { id: Hex } | null; delegators: readonly { id: Hex; balance: bigint }[]; cast: readonly ({ proposal: { id: Hex }; support: "AGAINST" | "FOR" | "ABSTAIN"; weight: bigint; reason: string; timestamp: bigint })[] } | null; proposals: readonly ({ id: Hex; proposer: { id: Hex }; description: string; targets: readonly Hex[]; values: readonly bigint[]; calldatas: readonly Hex[]; voteStart: bigint; voteEnd: bigint; state: "CREATED" | "QUEUED" | "EXECUTED" | "CANCELED"; forVotes: bigint; againstVotes: bigint; abstainVotes: bigint; executableAt: bigint | null })[] };
