// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { Policy } from "../../../src/interfaces/IRoyaltySplitter.sol";
import { HookToken } from "../../mocks/HookToken.sol";
import { ReenteringParty } from "../../mocks/ReenteringParty.sol";
import { ReentryAttempts } from "./ReentryAttempts.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title Attacks of a party that calls back, and what must be true after them
/// @dev It owns a capsule, its licenses, units of it, and is paid and refunded; beside it stands the capsule of a victim.
abstract contract ReentryTest is ReentryAttempts {
    function setUp() public override {
        super.setUp();
        party = new ReenteringParty();
        hook = new HookToken();
        vm.deal(address(party), 1000 ether);
        hook.mint(address(party), 1000 ether);
        vm.prank(address(party));
        hook.approve(address(accessToken), NO_LIMIT);
        _makeCapsules();
        _makeOffers();
        _earn();
    }

    /// @dev The attacked capsule, one with a descendant, one to act on from within, and the victim's.
    function _makeCapsules() private {
        capsuleId = _root(address(party));
        sideCapsule = _root(address(party));
        spare = _root(address(party));
        victimCapsule = _root(creator);
        child = _deriveFrom(stranger, sideCapsule, Policy.ABSOLUTE, 1000);
        _accept(capsuleId, address(hook));
        _allocate(capsuleId, address(party), 250_000);
        _allocate(sideCapsule, address(party), 250_000);
        _allocate(sideCapsule, bob, 250_000);
        _makeRounds();
    }

    function _makeOffers() private {
        plain = _createOffer(capsuleId, PRICE, _terms(NATIVE));
        timed = _createOffer(capsuleId, PRICE, _revocableTerms(NATIVE));
        hooked = _createOffer(capsuleId, PRICE, _terms(address(hook)));
        hookedTimed = _createOffer(capsuleId, PRICE, _revocableTerms(address(hook)));
        uint256[4] memory offers = [plain, timed, hooked, hookedTimed];
        for (uint256 i = 0; i < 4; ++i) {
            uint256 value = i < 2 ? PRICE : 0;
            vm.prank(address(party));
            accessToken.purchase{ value: value }(offers[i], 1, address(party), PRICE, block.timestamp, referrer);
        }
        // The party is owed a referral share and a refund too, in both currencies.
        vm.deal(creator, PRICE);
        vm.prank(creator);
        accessToken.purchase{ value: PRICE }(timed, 1, creator, PRICE, block.timestamp, address(party));
        hook.mint(creator, PRICE);
        vm.startPrank(creator);
        hook.approve(address(accessToken), PRICE);
        accessToken.purchase(hookedTimed, 1, creator, PRICE, block.timestamp, address(party));
        vm.stopPrank();
    }

    /// @dev Income, a fee, a debt and an inbox that the attempts go for, so that none fails for lack of money.
    function _earn() private {
        _tip(victimCapsule, NATIVE, 5 ether);
        _tip(sideCapsule, NATIVE, 5 ether);
        _tip(child, NATIVE, 4 ether);
        vm.deal(splitter.inboxOf(victimCapsule), 1 ether);
        splitter.sweep(victimCapsule, NATIVE);
        vm.deal(splitter.inboxOf(victimCapsule), 1 ether);
    }

    /// @dev The party makes a call that moves money, and re-enters from it.
    function _attackGuarded(address target, uint256 value, bytes memory data) internal {
        (bool[] memory succeeded, bytes[] memory answers) = _attack(target, value, data);
        for (uint256 i = 0; i < succeeded.length; ++i) {
            string memory name = _nameOf(i);
            assertEq(succeeded[i], i >= guarded.length + refused.length, name);
            if (i < guarded.length) {
                assertEq(bytes4(answers[i]), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector, name);
            }
        }
        _assertBooksBalance();
        _assertVictimIsWhole();
    }

    function _attackTill(uint256 value, bytes memory data) internal {
        _attackGuarded(address(accessToken), value, data);
    }

    function _attackSplitter(bytes memory data) internal {
        _attackGuarded(address(splitter), 0, data);
    }

    /// @dev The same of a call that moves no money: nothing is closed meanwhile, but nobody else's functions open either.
    function _attackUnguarded(address target, bytes memory data) internal {
        (bool[] memory succeeded,) = _attack(target, 0, data);
        for (uint256 i = 0; i < refused.length; ++i) {
            assertFalse(succeeded[guarded.length + i], _nameOf(guarded.length + i));
        }
        _assertBooksBalance();
    }

    function _attack(address target, uint256 value, bytes memory data)
        private
        returns (bool[] memory succeeded, bytes[] memory answers)
    {
        _prepareAttempts();
        party.arm(_all());
        party.act(target, value, data);
        bool happened;
        (happened, succeeded, answers) = party.outcomes();
        assertTrue(happened, "it never got control");
    }

    function _purchase(uint256 offerId, uint256 quantity) internal view returns (bytes memory) {
        return abi.encodeCall(
            accessToken.purchase, (offerId, quantity, address(party), NO_LIMIT, block.timestamp, address(0))
        );
    }

    function _orders(uint256 offerId) internal view returns (IAccessToken.Order[] memory orders) {
        orders = new IAccessToken.Order[](1);
        orders[0] = IAccessToken.Order(offerId, 1, address(party), PRICE, address(0));
    }

    /// @dev What the till holds is what it owes, in both currencies, but for fractions of a unit of each holder.
    function _assertBooksBalance() internal view {
        address[2] memory currencies = [NATIVE, address(hook)];
        for (uint256 i = 0; i < 2; ++i) {
            uint256 owed = splitter.collectable(child, sideCapsule, currencies[i]);
            uint256[5] memory capsules = [capsuleId, sideCapsule, child, victimCapsule, spare];
            for (uint256 j = 0; j < 5; ++j) {
                owed += splitter.claimableOwner(capsules[j], currencies[i]);
                owed += splitter.collectableFee(capsules[j], currencies[i]);
                owed += splitter.claimable(capsules[j], currencies[i], address(party));
                owed += splitter.claimable(capsules[j], currencies[i], creator);
                owed += splitter.claimable(capsules[j], currencies[i], bob);
            }
            address[3] memory credited = [referrer, address(party), creator];
            for (uint256 j = 0; j < 3; ++j) {
                owed += accessToken.creditOf(credited[j], currencies[i]);
            }
            uint256 held = _balance(currencies[i], address(accessToken));
            assertGe(held, owed, "books");
            assertLe(held, owed + 8, "stranded");
        }
    }

    /// @dev One of the attempts collected what the descendant of the side capsule owes, which is nobody's loss.
    function _assertVictimIsWhole() internal view {
        assertEq(splitter.claimableOwner(victimCapsule, NATIVE), _afterFee(6 ether));
        assertEq(splitter.collectableFee(victimCapsule, NATIVE), 6 ether - _afterFee(6 ether));
        assertTrue(registry.saleReady(victimCapsule));
        assertEq(splitter.inboxOf(victimCapsule).balance, 1 ether);
        uint256 net = _afterFee(5 ether) + _afterFee(4 ether) / 10;
        assertEq(splitter.claimable(sideCapsule, NATIVE, bob), net / 4);
    }
}
