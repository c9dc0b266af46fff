import { searchQuery } from "../generated/queries.ts";
import { findAction } from "./findAction.ts";

/** Which manifests speak of something, by name, description, tags and model card, best first, with their capsules. */
export const findManifests = /*#__PURE__*/ findAction({
  query: searchQuery,
  variables: (parameters: {
    /** Words with & (and), | (or), <-> (followed by), and :* for a beginning, such as `flower:* & tiny`. */
    text: string;
    /** What else a manifest says, such as `{ kind: "model" }`. */
    where?: Readonly<Record<string, unknown>>;
    /** At most 1,000; 100 when left out. */
    first?: number;
  }) => parameters,
  result: ({ manifestSearch }) => manifestSearch,
});
