import type { CreateOfferParameters } from "@capsule-protocol/sdk/actions/access/createOffer.ts";

/** An offer to make: everything that the SDK's `createOffer` takes but the capsule. */
export type OfferInput = Omit<CreateOfferParameters, "capsuleId">;
