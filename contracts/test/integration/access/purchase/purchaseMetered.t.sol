// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { LicenseTest } from "../../../fixtures/LicenseTest.sol";

contract PurchaseMeteredTest is LicenseTest {
    function testFuzz_Purchase(uint24 runs, uint32 duration, uint8 quantity, uint88 price) public {
        vm.assume(runs != 0);
        quantity = uint8(bound(quantity, 1, 10));
        IAccessToken.Terms memory terms = _meteredTerms(NATIVE, runs);
        terms.duration = duration;
        uint256 offerId = _offer(terms);
        _setPrice(offerId, price);
        uint256 total = uint256(price) * quantity;
        uint64 end = duration == 0 ? NEVER : uint64(block.timestamp + duration);
        uint256 first = (offerId << 64) | 1;
        vm.deal(buyer, total);

        _expectSold(Sold(offerId, capsuleId, recipient, buyer, referrer, first, quantity, total, total, end));
        vm.prank(buyer);
        accessToken.purchase{ value: total }(offerId, quantity, recipient, total, block.timestamp, referrer);
        assertEq(accessToken.offerOf(offerId).minted, quantity);
        for (uint256 i = 0; i < quantity; ++i) {
            Status memory s = _status(first + i, recipient);
            assertEq(s.runs, runs, "runs of its own");
            assertEq(s.expiresAt, end);
            assertTrue(s.valid);
        }
        assertEq(_status(first + quantity, recipient).runs, 0, "never sold");
        _assertTill(NATIVE, total, 0);
    }

    /// @dev A metered license without an end is no fungible one.
    function test_Purchase_RunsAreNotPooled() public {
        uint256 offerId = _offer(_meteredTerms(NATIVE, 10));
        uint256 first = _buy(offerId, 1);
        uint256 second = _buy(offerId, 1);
        assertEq(second, first + 1);
        _give(buyer, recipient, second);
        assertEq(_status(first, buyer).runs, 10);
        assertEq(_status(second, recipient).runs, 10);
        assertFalse(_isValid(offerId << 64, buyer));
    }

    function testFuzz_Purchase_SerialsUpToTheCap(uint8 maxSupply, uint8 firstLot, bool timed, bool metered) public {
        vm.assume(timed || metered);
        maxSupply = uint8(bound(maxSupply, 2, 12));
        firstLot = uint8(bound(firstLot, 1, maxSupply - 1));
        IAccessToken.Terms memory terms = _meteredTerms(NATIVE, metered ? 7 : 0);
        (terms.duration, terms.maxSupply) = (timed ? DURATION : 0, maxSupply);
        uint256 offerId = _offer(terms);
        uint256 rest = maxSupply - firstLot;
        assertEq(_buy(offerId, firstLot), (offerId << 64) | 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_SoldOut.selector, offerId, rest + 1, rest));
        vm.prank(buyer);
        accessToken.purchase{ value: 100 ether }(offerId, rest + 1, buyer, NO_LIMIT, NO_LIMIT, address(0));
        assertEq(_buy(offerId, rest), ((offerId << 64) | 1) + firstLot);
        for (uint256 serial = 1; serial <= maxSupply; ++serial) {
            assertTrue(_isValid((offerId << 64) | serial, buyer));
        }
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_SoldOut.selector, offerId, 1, 0));
        vm.prank(buyer);
        accessToken.purchase{ value: 1 ether }(offerId, 1, buyer, NO_LIMIT, NO_LIMIT, address(0));
    }
}
