// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

contract PurchasePlainTest is ProtocolTest {
    function testFuzz_Purchase_Native(uint88 price, uint16 quantity, uint96 excess, address payer) public {
        vm.assume(quantity != 0);
        _assumePayer(payer);
        (uint256 capsuleId, uint256 offerId) = _capsuleWithOffer(price, _terms(NATIVE));
        uint256 total = uint256(price) * quantity;
        vm.deal(payer, total + excess);
        uint256 licenseId = offerId << 64;

        _expectSold(Sold(offerId, capsuleId, recipient, payer, referrer, licenseId, quantity, total, total, NEVER));
        vm.expectEmit(address(accessToken));
        emit IERC1155.TransferSingle(payer, address(0), recipient, licenseId, quantity);
        vm.prank(payer);
        uint256 sold = accessToken.purchase{ value: total + excess }(
            offerId, quantity, recipient, total, block.timestamp, referrer
        );

        assertEq(sold, licenseId, "license");
        assertEq(accessToken.balanceOf(recipient, licenseId), quantity, "balance");
        assertEq(payer.balance, excess, "excess sent back");
        assertEq(address(accessToken).balance, total, "till");
        assertEq(accessToken.incomeOf(capsuleId, NATIVE), total, "income");
        assertEq(accessToken.incomeOf(capsuleId, address(usd)), 0, "income in another currency");
        assertEq(accessToken.offerOf(offerId).minted, 0, "not counted");
        _assertValid(licenseId, capsuleId);
    }

    function testFuzz_Purchase_Erc20(uint88 price, uint16 quantity) public {
        vm.assume(quantity != 0);
        (uint256 capsuleId, uint256 offerId) = _capsuleWithOffer(price, _terms(address(usd)));
        uint256 total = uint256(price) * quantity;
        _fund(buyer, address(usd), total);
        uint256 licenseId = offerId << 64;

        _expectSold(Sold(offerId, capsuleId, recipient, buyer, referrer, licenseId, quantity, total, total, NEVER));
        vm.prank(buyer);
        accessToken.purchase(offerId, quantity, recipient, total, block.timestamp, referrer);

        assertEq(accessToken.balanceOf(recipient, licenseId), quantity, "balance");
        assertEq(usd.balanceOf(buyer), 0, "buyer");
        assertEq(usd.balanceOf(address(accessToken)), total, "till");
        assertEq(usd.allowance(buyer, address(accessToken)), 0, "no allowance is left");
        assertEq(accessToken.incomeOf(capsuleId, address(usd)), total, "income");
        assertEq(accessToken.incomeOf(capsuleId, NATIVE), 0, "income in another currency");
        _assertValid(licenseId, capsuleId);
    }

    function testFuzz_Purchase_OneCallCostsWhatManyDo(uint88 price, uint8 quantity, bool inUsd) public {
        quantity = uint8(bound(quantity, 1, 20));
        address currency = inUsd ? address(usd) : NATIVE;
        (, uint256 offerId) = _capsuleWithOffer(price, _terms(currency));
        (, uint256 single) = accessToken.quote(offerId, 1);
        (, uint256 batch) = accessToken.quote(offerId, quantity);
        assertEq(batch, single * quantity);

        for (uint256 i = 0; i < quantity; ++i) {
            _buy(offerId, 1);
        }
        uint256 paidOneByOne = _balance(currency, address(accessToken));
        _buy(offerId, quantity);
        assertEq(_balance(currency, address(accessToken)) - paidOneByOne, paidOneByOne);
        assertEq(accessToken.balanceOf(buyer, offerId << 64), 2 * uint256(quantity));
    }

    function testFuzz_Purchase_Capped(uint32 maxSupply, uint32 first, uint32 second) public {
        maxSupply = uint32(bound(maxSupply, 2, type(uint32).max));
        first = uint32(bound(first, 1, maxSupply - 1));
        second = uint32(bound(second, 1, maxSupply - first));
        IAccessToken.Terms memory terms = _terms(NATIVE);
        terms.maxSupply = maxSupply;
        (, uint256 offerId) = _capsuleWithOffer(1, terms);
        uint256 licenseId = _buy(offerId, first);
        assertEq(licenseId, offerId << 64, "fungible");
        assertEq(accessToken.offerOf(offerId).minted, first);
        assertEq(_buy(offerId, second), licenseId, "the same license");
        assertEq(accessToken.offerOf(offerId).minted, uint256(first) + second);
        assertEq(accessToken.balanceOf(buyer, licenseId), uint256(first) + second);
    }

    function test_Purchase_ToTheLastOfTheCap() public {
        IAccessToken.Terms memory terms = _terms(NATIVE);
        terms.maxSupply = type(uint32).max;
        (, uint256 offerId) = _capsuleWithOffer(1, terms);
        _buy(offerId, type(uint32).max);
        assertEq(accessToken.offerOf(offerId).minted, type(uint32).max);
    }

    function test_Purchase_HighestPriceAndQuantity() public {
        (uint256 capsuleId, uint256 offerId) = _capsuleWithOffer(type(uint88).max, _terms(NATIVE));
        uint256 quantity = 1 << 15;
        _buy(offerId, quantity);
        assertEq(accessToken.incomeOf(capsuleId, NATIVE), uint256(type(uint88).max) * quantity);
    }

    function testFuzz_Purchase_AfterThePriceChanged(uint88 before, uint88 present) public {
        (uint256 capsuleId, uint256 offerId) = _capsuleWithOffer(before, _terms(NATIVE));
        _buy(offerId, 1);
        vm.prank(creator);
        accessToken.setOffer(offerId, present, true);
        _buy(offerId, 1);
        assertEq(accessToken.incomeOf(capsuleId, NATIVE), uint256(before) + present);
    }

    function test_Purchase_CapsuleInClear() public {
        uint256 capsuleId = _register(creator, "in clear", false);
        uint256 offerId = _createOffer(capsuleId, 1 ether, _terms(NATIVE));
        _assertValid(_buyFor(offerId, recipient), capsuleId);
    }

    /// @dev Acting on one capsule leaves every ledger of another as it is.
    function test_Purchase_LeavesOtherCapsulesAlone() public {
        (, uint256 offerId) = _capsuleWithOffer(1 ether, _terms(NATIVE));
        uint256 other = _registerSealed(stranger, "salt");
        _createOffer(other, 1 ether, _terms(NATIVE));
        _tip(other, NATIVE, 3 ether);
        _buy(offerId, 5);
        assertEq(accessToken.incomeOf(other, NATIVE), 3 ether);
        assertEq(splitter.claimableOwner(other, NATIVE), 2.925 ether);
        assertEq(splitter.collectableFee(other, NATIVE), 0.075 ether);
    }

    function _buyFor(uint256 offerId, address account) private returns (uint256) {
        (, uint256 total) = accessToken.quote(offerId, 1);
        vm.prank(buyer);
        return accessToken.purchase{ value: total }(offerId, 1, account, total, block.timestamp, address(0));
    }

    function _assertValid(uint256 licenseId, uint256 capsuleId) private view {
        (uint256 capsule, uint16 rights, uint64 expiresAt, uint32 runs, bool valid) =
            accessToken.licenseStatus(licenseId, recipient);
        assertEq(capsule, capsuleId, "capsule of the license");
        assertEq(rights, 1, "rights");
        assertEq(expiresAt, NEVER, "never ends");
        assertEq(runs, 0, "unmetered");
        assertTrue(valid, "valid");
    }
}
