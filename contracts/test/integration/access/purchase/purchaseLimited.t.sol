// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { LicenseTest } from "../../../fixtures/LicenseTest.sol";

contract PurchaseLimitedTest is LicenseTest {
    uint16 private constant LIMIT = 5;

    function testFuzz_Purchase_UpToTheLimit(uint16 limit, uint16 firstLot, uint8 kind) public {
        limit = uint16(bound(limit, 2, kind % 2 == 0 ? type(uint16).max : 20));
        firstLot = uint16(bound(firstLot, 1, limit - 1));
        uint256 offerId = _limited(limit, kind);
        _setPrice(offerId, 1);
        _buy(offerId, firstLot);
        assertEq(accessToken.boughtBy(offerId, buyer), firstLot);
        uint256 rest = limit - firstLot;
        _expectLimit(offerId, buyer, buyer, rest + 1, limit);
        _buy(offerId, rest);
        assertEq(accessToken.boughtBy(offerId, buyer), limit);
        _expectLimit(offerId, buyer, buyer, 1, limit);
    }

    function testFuzz_RevertWhen_OneCallIsTooMuch(uint16 limit, uint32 quantity) public {
        limit = uint16(bound(limit, 1, type(uint16).max));
        quantity = uint32(bound(quantity, uint256(limit) + 1, type(uint32).max));
        _expectLimit(_limited(limit, 0), buyer, buyer, quantity, limit);
    }

    /// @dev Who gets the license counts, not who pays.
    function testFuzz_Purchase_RecipientsCount(uint8 kind) public {
        uint256 offerId = _limited(LIMIT, kind);
        _purchase(buyer, _order(offerId, LIMIT, recipient));
        assertEq(accessToken.boughtBy(offerId, recipient), LIMIT);
        assertEq(accessToken.boughtBy(offerId, buyer), 0);
        _expectLimit(offerId, buyer, recipient, 1, LIMIT);
        _expectLimit(offerId, recipient, recipient, 1, LIMIT);
        _expectLimit(offerId, stranger, recipient, 1, LIMIT);
        _purchase(buyer, _order(offerId, LIMIT, buyer));
        _purchase(buyer, _order(offerId, LIMIT, stranger));
        assertEq(accessToken.boughtBy(offerId, buyer), LIMIT);
        assertEq(accessToken.boughtBy(offerId, stranger), LIMIT);
    }

    function test_Purchase_EachOfferCountsApart() public {
        uint256 one = _limited(LIMIT, 0);
        uint256 other = _limited(LIMIT, 0);
        _buy(one, LIMIT);
        assertEq(accessToken.boughtBy(other, buyer), 0);
        _buy(other, LIMIT);
    }

    /// @dev Giving licenses away makes no room; getting them takes none.
    function testFuzz_Purchase_TransfersDoNotCount(uint8 kind) public {
        uint256 offerId = _limited(LIMIT, kind);
        uint256 licenseId = _buy(offerId, LIMIT);
        _give(buyer, recipient, licenseId);
        _expectLimit(offerId, buyer, buyer, 1, LIMIT);
        assertEq(accessToken.boughtBy(offerId, recipient), 0);
        _purchase(buyer, _order(offerId, LIMIT, recipient));
    }

    function test_Purchase_CapAndLimit() public {
        IAccessToken.Terms memory terms = _terms(NATIVE);
        (terms.maxSupply, terms.maxPerAccount) = (7, LIMIT);
        uint256 offerId = _offer(terms);
        _buy(offerId, LIMIT);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_SoldOut.selector, offerId, 3, 2));
        vm.prank(buyer);
        accessToken.purchase{ value: 3 ether }(offerId, 3, recipient, NO_LIMIT, NO_LIMIT, address(0));
        assertEq(accessToken.boughtBy(offerId, recipient), 0, "what was refused doesn't count");
        _purchase(buyer, _order(offerId, 2, recipient));
        assertEq(accessToken.offerOf(offerId).minted, 7);
    }

    function test_Purchase_LimitWithoutACap_CountsForAccountsOnly() public {
        uint256 offerId = _limited(LIMIT, 0);
        _buy(offerId, LIMIT);
        assertEq(accessToken.boughtBy(offerId, buyer), LIMIT);
        assertEq(accessToken.offerOf(offerId).minted, 0);
    }

    /// @dev Fungible or timed.
    function _limited(uint16 limit, uint8 kind) private returns (uint256) {
        IAccessToken.Terms memory terms = _timedTerms(NATIVE, kind % 2 == 0 ? 0 : DURATION);
        terms.maxPerAccount = limit;
        return _offer(terms);
    }

    function _expectLimit(uint256 offerId, address payer, address account, uint256 quantity, uint256 limit) private {
        (, uint256 total) = accessToken.quote(offerId, quantity);
        vm.deal(payer, total);
        vm.expectRevert(
            abi.encodeWithSelector(IAccessToken.AccessToken_AccountLimit.selector, offerId, account, quantity, limit)
        );
        vm.prank(payer);
        accessToken.purchase{ value: total }(offerId, quantity, account, total, block.timestamp, address(0));
    }
}
