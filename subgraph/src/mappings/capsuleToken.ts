import { DelegateChanged, DelegateVotesChanged, Transfer } from "../../generated/CapsuleToken/CapsuleToken";
import { changeDelegate } from "../handlers/votes";
import { addTokens, loadVoter } from "../store/voter";

export { handleAuthorityUpdated, handleUpgraded } from "./proxy";

export function handleTransfer(event: Transfer): void {
  addTokens(event.params.from, event.params.value.neg());
  addTokens(event.params.to, event.params.value);
}

export function handleDelegateChanged(event: DelegateChanged): void {
  changeDelegate(event.params.delegator, event.params.fromDelegate, event.params.toDelegate, event);
}

export function handleDelegateVotesChanged(event: DelegateVotesChanged): void {
  const voter = loadVoter(event.params.delegate);
  voter.votes = event.params.newVotes;
  voter.save();
}
