import { NOT_THROUGH_SDK } from "./advice.ts";

/** What AccessToken refuses. */
export const accessTokenErrors = {
  AccessToken_AccountLimit: {
    says: "{account} may buy {limit} licenses of offer {offerId}; {requested} would be more.",
    hint: "Buy fewer, or choose another offer.",
  },
  AccessToken_AutoRenewalOff: {
    says: "Nobody who holds license {licenseId} allowed its automatic renewal.",
    hint: "Its holder allows it (setAutoRenewal); a license that changed hands needs its new holder's word.",
  },
  AccessToken_CurrencyNotAccepted: {
    says: "Capsule {capsuleId} doesn't earn in the currency {currency}.",
    hint: "Pay in the native currency or in one of the capsule's currencies, or have its owner accept this one (acceptCurrency).",
  },
  AccessToken_DeadlinePassed: {
    says: "The deadline {deadline} (Unix time) had passed.",
    hint: "Send it again with a later deadline.",
  },
  AccessToken_InsufficientPayment: {
    says: "{sent} wei were sent; {required} are needed.",
    hint: "Quote the price again and send at least that much; what is too much is sent back.",
  },
  AccessToken_InvalidQuantity: {
    says: "{quantity} is not a number of licenses that can be bought.",
    hint: "Buy at least 1 and fewer than 2^32.",
  },
  AccessToken_InvalidReferrer: {
    says: "{referrer} can't be the referrer of its own purchase.",
    hint: "Name another account than the buyer and the recipient, or leave the referrer out.",
  },
  AccessToken_InvalidTerms: {
    says: 'The term "{field}" is out of its range, or contradicts another one.',
    hint: "Correct the named term; the ranges stand in IAccessToken.Terms.",
  },
  AccessToken_NoCredit: {
    says: "{account} has no credit in the currency {currency}.",
    hint: "Nothing needs to be done: referral shares and refunds are credited when they arise (getCredit).",
  },
  AccessToken_NoTrial: {
    says: "Offer {offerId} has no trial.",
    hint: "Buy a license, or choose an offer with a trial.",
  },
  AccessToken_NotAuthorized: {
    says: "{caller} neither owns capsule {capsuleId} nor may act for its owner.",
    hint: "Use the owner's account, or have the owner approve this one for the capsule's token.",
  },
  AccessToken_NotHolder: {
    says: "{account} doesn't hold license {licenseId}.",
    hint: "Name the account that holds it; it may have been transferred, or have been revoked.",
  },
  AccessToken_NotRegistry: { says: "{caller} is not the CapsuleRegistry.", hint: NOT_THROUGH_SDK },
  AccessToken_NotRenewable: {
    says: "License {licenseId} neither ends nor is metered.",
    hint: "Nothing needs to be done: it lasts for ever.",
  },
  AccessToken_NotRevocable: {
    says: "License {licenseId} was sold by an offer that promises not to revoke it.",
    hint: "Wait for its end: terms never change.",
  },
  AccessToken_NotSplitter: { says: "{caller} is not the RoyaltySplitter.", hint: NOT_THROUGH_SDK },
  AccessToken_NothingReceived: {
    says: "Nothing arrived in the currency {currency}.",
    hint: "Pay more than 0; a token that keeps the whole amount as its fee can't be used.",
  },
  AccessToken_OfferInactive: {
    says: "Offer {offerId} is not for sale at present.",
    hint: "Choose another offer, or wait until the capsule's owner activates it again.",
  },
  AccessToken_PermitForNative: {
    says: "The offer is priced in the native currency, which has no permits.",
    hint: "Use purchase.",
  },
  AccessToken_PriceAboveMaximum: {
    says: "The price is {total}; the buyer's maximum is {maximum}.",
    hint: "The price was changed: quote it again and decide anew.",
  },
  AccessToken_PriceRose: {
    says: "One duration of license {licenseId} costs {price} now; its holder agreed to {agreed}.",
    hint: "Only the holder can accept the new price, by renewing it (renew).",
  },
  AccessToken_RenewalTooEarly: {
    says: "License {licenseId} can be renewed automatically from {opensAt} (Unix time) on.",
    hint: "Try again in the last tenth of its time, or renew it at once (renew).",
  },
  AccessToken_RenewalTooLate: {
    says: "License {licenseId} could be renewed automatically until {closedAt} (Unix time).",
    hint: "Its holder can still renew it (renew).",
  },
  AccessToken_SaleClosed: {
    says: "Licenses of capsule {capsuleId} can't be sold now: keepers haven't sealed its current version, or it is suspended.",
    hint: "Its creator must have it sealed (seal); a suspended one must wait for its dispute to end.",
  },
  AccessToken_SoldOut: {
    says: "Offer {offerId} has {left} licenses left; {requested} were asked for.",
    hint: "Buy fewer, or choose another offer of the capsule.",
  },
  AccessToken_TransferForbidden: {
    says: "License {licenseId} can't be transferred (transferability {transferability}: 1 through the market only, 2 never).",
    hint: "Licenses of this offer stay with who bought them.",
  },
  AccessToken_TrialUsed: {
    says: "{account} has used its trial of offer {offerId}.",
    hint: "Buy a license; an account can try an offer once.",
  },
  AccessToken_UnexpectedPayment: {
    says: "{sent} wei were sent along with a payment in an ERC-20.",
    hint: "Send no native currency: the offer's currency is a token.",
  },
  AccessToken_UnknownLicense: {
    says: "License {licenseId} was never sold.",
    hint: "Check the license id and the chain.",
  },
  AccessToken_UnknownOffer: {
    says: "Offer {offerId} doesn't exist.",
    hint: "Check the offer id and the chain.",
  },
} as const;
