export { convertUsd } from "./convertUsd.ts";
export { getFeed } from "./getFeed.ts";
export { getSequencerFeed } from "./getSequencerFeed.ts";
