// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../../../src/interfaces/ICapsuleRegistry.sol";
import { ReenteringParty } from "../../mocks/ReenteringParty.sol";
import { BuyerActions } from "./BuyerActions.sol";
import { TrespassActions } from "./TrespassActions.sol";

/// @title Theft, forgery, underpayment and re-entry, tried all the time
abstract contract HostileActions is TrespassActions, BuyerActions {
    /// @notice Takes licenses or units that somebody else holds, or turns on the renewal of a license not held.
    function steal(uint256 seed, uint256 kind) external action {
        address victim = _actor(seed);
        uint256 licenseId = licenses[_roll(seed, 0) % licenses.length];
        uint256 id = _capsule(seed);
        bytes memory data = abi.encodeCall(accessToken.setAutoRenewal, (licenseId, true));
        if (kind % 3 == 0) {
            data = abi.encodeCall(accessToken.safeTransferFrom, (victim, intruder, licenseId, 1, ""));
        }
        if (kind % 3 != 2) _act(intruder, address(accessToken), data, false);
        if (kind % 3 != 2) return _effect();
        data = abi.encodeCall(splitter.safeTransferFrom, (victim, intruder, id, 1, ""));
        _act(intruder, address(splitter), data, false);
        _effect();
    }

    /// @notice Too few keepers, one keeper as three, a stranger among them, or signatures of something else.
    function forgeSeal(uint256 seed, uint256 kind, uint256 strangersKey) external action {
        uint256 id = _capsule(seed);
        CapsuleModel storage capsule = _capsules[id];
        uint256 number = capsule.digests.length;
        bytes32 digest = registry.sealDigest(id, number, capsule.digests[number - 1], epoch);
        bytes[] memory signatures = _presentQuorum(digest, THRESHOLD);
        kind %= 5;
        if (kind == 0) signatures = _presentQuorum(digest, THRESHOLD - 1);
        if (kind == 1) (signatures[0], signatures[1]) = (signatures[2], signatures[2]);
        if (kind == 2) signatures[2] = _signature(1 + strangersKey % 1e30, digest);
        if (kind == 3) signatures = _presentQuorum(registry.sealDigest(id, number + 1, MANIFEST, epoch), THRESHOLD);
        if (kind == 4) digest = registry.sealDigest(id, number, capsule.digests[number - 1], epoch + 1);
        if (kind == 4) signatures = _presentQuorum(digest, THRESHOLD);
        _act(intruder, address(registry), abi.encodeCall(registry.seal, (id, signatures)), false);
        _effect();
    }

    /// @notice One unit too little, one currency for another, too late, nothing at all, or with oneself as referrer.
    function underpay(uint256 seed, uint256 kind) external action {
        address payer = _person(seed);
        uint256 offerId = _sellableOffer(seed, payer);
        Deal memory deal = _deal(payer, payer, offerId, 1);
        if (deal.total == 0) return;
        address currency = _offers[offerId].terms.currency;
        kind %= 5;
        uint256 value = _fund(payer, currency, deal.total - (kind == 0 ? 1 : 0));
        bytes memory data = _purchaseCall(deal);
        if (kind == 1) data = _lateOrCheap(deal, deal.total - 1, block.timestamp);
        if (kind == 2) data = _lateOrCheap(deal, deal.total, block.timestamp - 1);
        if (kind == 3) deal.referrer = payer;
        if (kind == 4) (deal.quantity, deal.total) = (0, 0);
        if (kind > 2) data = _purchaseCall(deal);
        _act(payer, address(accessToken), value, data, false);
        _batchToo(deal, value, kind);
        _effect();
    }

    /// @notice Derivatives that leave out whom they owe, or that nobody allowed.
    function forgeLink(uint256 seed, uint256 kind) external action {
        if (!_entriesOpen(address(accessToken))) return;
        Plan memory plan = _plan(seed, _person(seed), 2);
        if (plan.parents.length == 0) return;
        kind %= 6;
        if (kind == 0) plan.registrant = intruder;
        if (kind == 1) _misnameAncestors(plan.parents[0]);
        if (kind == 2) plan.parents = _twice(plan.parents[plan.parents.length - 1]);
        if (kind == 3) plan.parents = new ICapsuleRegistry.Parent[](0);
        if (kind == 4) plan.parents[0].licenseId = _foreignLicense(plan.parents[0].capsuleId);
        if (kind == 5) plan.parents[plan.parents.length - 1].capsuleId = registry.capsuleIdOf(plan.registrant, "x");
        bytes memory data = abi.encodeCall(registry.registerDerivative, ("x", MANIFEST, false, 0, plan.parents));
        _act(plan.registrant, address(registry), data, false);
        _effect();
    }

    /// @notice A receiver of licenses, of change or of credit re-enters for money that is not its own.
    function reenter(uint256 seed, uint256 way) external action {
        if (!_entriesOpen(address(accessToken))) return;
        address buyer_ = _person(seed);
        if (way % 3 == 0) {
            Deal memory deal = _deal(buyer_, address(party), _sellableOffer(seed, address(party)), 1);
            _arm(seed, deal.offerId);
            _buy(deal, 0);
        } else if (way % 3 == 1) {
            uint256 offerId = _offer(_openCapsule(seed), _amount(seed), _terms(NATIVE));
            _arm(seed, offerId);
            _buy(_deal(address(party), buyer_, offerId, 1), 1);
        } else {
            _payCredit(seed, buyer_);
        }
        (bool happened, bool[] memory succeeded_,) = party.outcomes();
        _require(happened, "a receiver was not asked");
        for (uint256 i = 0; i < succeeded_.length; ++i) {
            _require(!succeeded_[i], "re-entered");
        }
        _effect();
    }

    function _payCredit(uint256 seed, address buyer_) private {
        IAccessToken.Terms memory terms = _terms(NATIVE);
        terms.referralBps = 5000;
        Deal memory deal = _deal(buyer_, buyer_, _offer(_openCapsule(seed), 1e6, terms), 1);
        deal.referrer = address(party);
        _buy(deal, 0);
        _arm(seed, deal.offerId);
        uint256 credit = credits[address(party)][NATIVE];
        uint256 before = address(party).balance;
        bytes memory data = abi.encodeCall(accessToken.withdrawCredit, (address(party), NATIVE));
        _act(stranger, address(accessToken), data, true);
        _require(address(party).balance - before == credit, "another credit was paid");
        credits[address(party)][NATIVE] = 0;
    }

    function _arm(uint256 seed, uint256 offerId) private {
        (uint256 id, address currency) = (_capsule(seed), _offers[offerId].terms.currency);
        Deal memory deal = Deal(address(0), address(party), address(0), offerId, 1, type(uint256).max);
        IAccessToken.Order[] memory orders = new IAccessToken.Order[](1);
        orders[0] = _order(deal);
        ReenteringParty.Attempt[] memory attempts = new ReenteringParty.Attempt[](7);
        attempts[0] = _attempt(address(splitter), abi.encodeCall(splitter.claimOwner, (id, currency)));
        attempts[1] = _attempt(address(splitter), abi.encodeCall(splitter.collectFee, (id, currency)));
        attempts[2] = _attempt(address(accessToken), abi.encodeCall(accessToken.release, (currency, intruder, 1)));
        attempts[3] = _attempt(address(accessToken), _purchaseCall(deal));
        attempts[4] =
            _attempt(address(accessToken), abi.encodeCall(accessToken.purchaseBatch, (orders, block.timestamp)));
        attempts[5] =
            _attempt(address(accessToken), abi.encodeCall(accessToken.withdrawCredit, (address(party), currency)));
        attempts[6] = _attempt(address(accessToken), abi.encodeCall(accessToken.tip, (id, NATIVE, 0)));
        party.arm(attempts);
    }

    function _attempt(address target, bytes memory data) private pure returns (ReenteringParty.Attempt memory) {
        return ReenteringParty.Attempt({ name: "", target: target, data: data, harmless: false });
    }

    function _lateOrCheap(Deal memory deal, uint256 maxTotal, uint256 deadline) private view returns (bytes memory) {
        return abi.encodeCall(
            accessToken.purchase, (deal.offerId, deal.quantity, deal.recipient, maxTotal, deadline, deal.referrer)
        );
    }

    /// @dev What fails alone fails in a batch, behind an order that is paid for.
    function _batchToo(Deal memory deal, uint256 value, uint256 kind) private {
        IAccessToken.Order[] memory orders = new IAccessToken.Order[](2);
        (orders[0], orders[1]) = (_order(deal), _order(deal));
        if (kind == 4) (orders[0].quantity, orders[0].maxTotal) = (1, type(uint256).max);
        if (kind == 1) orders[1].maxTotal = deal.total - 1;
        uint256 deadline = kind == 2 ? block.timestamp - 1 : block.timestamp;
        bytes memory data = abi.encodeCall(accessToken.purchaseBatch, (orders, deadline));
        _act(deal.payer, address(accessToken), value, data, false);
    }

    function _misnameAncestors(ICapsuleRegistry.Parent memory parent) private view {
        uint256[] memory ancestors = new uint256[](parent.ancestors.length == 0 ? 1 : parent.ancestors.length - 1);
        for (uint256 i = 0; i < ancestors.length; ++i) {
            ancestors[i] = parent.ancestors.length == 0 ? capsules[0] : parent.ancestors[i];
        }
        parent.ancestors = ancestors;
    }

    function _twice(ICapsuleRegistry.Parent memory parent)
        private
        pure
        returns (ICapsuleRegistry.Parent[] memory parents)
    {
        parents = new ICapsuleRegistry.Parent[](2);
        (parents[0], parents[1]) = (parent, parent);
    }

    /// @dev A license of some other capsule.
    function _foreignLicense(uint256 id) private view returns (uint256) {
        for (uint256 i = 0; i < capsules.length; ++i) {
            if (capsules[i] != id) return _capsules[capsules[i]].offers[0] << 64;
        }
        return 1;
    }
}
