import { marketplaceQuery } from "../generated/queries.ts";
import { findAction } from "./findAction.ts";

/** Which capsules are on sale, filtered, newest first. A manifest whose `capsuleId` is another one's is a copy. */
export const findCapsules = /*#__PURE__*/ findAction({
  query: marketplaceQuery,
  variables: (parameters: {
    /**
     * What a capsule, its manifest or its offers say, such as `{ salesOpen: true, manifest_: { kind: "model" } }`; all that
     * are on sale when left out. For the next page: `{ …, sequence_lt }` with that of the last one.
     */
    where?: Readonly<Record<string, unknown>>;
    /** At most 1,000; 100 when left out. */
    first?: number;
  }) => parameters,
  result: ({ capsules }) => capsules,
});
