import { BaseError } from "./base.ts";

/** A term of an offer is out of its range, or contradicts another one. Nothing was sent. */
export class InvalidOfferTermsError extends BaseError {
  /** Name of the term, as in `OfferTerms`, or `price`. */
  readonly field: string;

  constructor(field: string, problem: string, hint: string) {
    super(`The term "${field}" ${problem}.`, { code: "INVALID_OFFER_TERMS", hint });
    this.field = field;
  }
}
