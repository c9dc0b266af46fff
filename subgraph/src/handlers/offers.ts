// Offers: terms that never change, with a price that may.
import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Offer, OfferChange } from "../../generated/schema";
import { eventId, numberId } from "../id";
import { accountOf } from "../store/account";
import { loadOffer } from "../store/license";
import { loadProtocol } from "../store/protocol";
import { stamp } from "../store/stamp";

/** A new offer; the caller writes its price and terms, and saves. */
export function createOffer(offerId: BigInt, capsuleId: BigInt, creator: Address, event: ethereum.Event): Offer {
  const protocol = loadProtocol();
  protocol.offerCount += 1;
  protocol.save();
  const offer = new Offer(numberId(offerId));
  offer.offerId = offerId;
  offer.capsule = numberId(capsuleId);
  offer.creator = accountOf(creator);
  offer.createdAt = event.block.timestamp;
  offer.active = true;
  offer.sold = BigInt.zero();
  return offer;
}

export function changeOffer(offerId: BigInt, price: BigInt, active: boolean, event: ethereum.Event): void {
  const offer = loadOffer(offerId);
  offer.price = price;
  offer.active = active;
  offer.save();
  const change = new OfferChange(eventId(event));
  stamp(change, event);
  change.offer = offer.id;
  change.price = price;
  change.active = active;
  change.save();
}
