// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { LicenseTest } from "../../../fixtures/LicenseTest.sol";
import { IERC1155Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

contract StartTrialTest is LicenseTest {
    uint32 private constant TRIAL = 3 days;

    uint256 private offerId;

    function setUp() public override {
        super.setUp();
        offerId = _offer(_trialTerms(TRIAL));
    }

    function testFuzz_StartTrial(uint24 trial, uint88 price, address account) public {
        _assumePayer(account);
        vm.assume(trial != 0);
        offerId = _offer(_trialTerms(trial));
        _setPrice(offerId, price);
        uint256 licenseId = (offerId << 64) | 1;
        uint64 end = uint64(block.timestamp + trial);

        vm.expectEmit(address(accessToken));
        emit IAccessToken.TrialStarted(offerId, capsuleId, account, licenseId, end);
        vm.expectEmit(address(accessToken));
        emit IERC1155.TransferSingle(account, address(0), account, licenseId, 1);
        vm.prank(account);
        assertEq(accessToken.startTrial(offerId), licenseId);

        Status memory s = _status(licenseId, account);
        assertEq(s.capsuleId, capsuleId);
        assertEq(s.rights, 1);
        assertEq(s.expiresAt, end);
        assertEq(s.runs, 0);
        assertTrue(s.valid);
        assertEq(accessToken.offerOf(offerId).minted, 1);
        _assertTill(NATIVE, 0, 0);
    }

    function test_TrialSeconds() public {
        uint256 end = block.timestamp + TRIAL;
        uint256 licenseId = _try(buyer);
        vm.warp(end - 1);
        assertTrue(_isValid(licenseId, buyer));
        vm.warp(end);
        assertFalse(_isValid(licenseId, buyer));
        vm.warp(end + 1);
        assertFalse(_isValid(licenseId, buyer));
    }

    function testFuzz_RevertWhen_NoTrial(bool timed) public {
        offerId = _offer(timed ? _timedTerms(NATIVE, DURATION) : _terms(NATIVE));
        _tryReverts(abi.encodeWithSelector(IAccessToken.AccessToken_NoTrial.selector, offerId));
    }

    /// @dev Giving the license away, letting it end, renewing it or losing it brings no second trial.
    function testFuzz_RevertWhen_TrialWasUsed(uint8 fate, uint32 later) public {
        IAccessToken.Terms memory terms = _trialTerms(TRIAL);
        terms.revocable = true;
        offerId = _offer(terms);
        uint256 licenseId = _try(buyer);
        if (fate % 4 == 1) _give(buyer, recipient, licenseId);
        if (fate % 4 == 2) _renew(buyer, licenseId);
        if (fate % 4 == 3) {
            vm.prank(creator);
            accessToken.revoke(licenseId, buyer);
        }
        vm.warp(block.timestamp + later);
        _tryReverts(abi.encodeWithSelector(IAccessToken.AccessToken_TrialUsed.selector, offerId, buyer));
        vm.prank(recipient);
        accessToken.startTrial(offerId);
    }

    function test_StartTrial_OncePerOffer() public {
        uint256 other = _offer(_trialTerms(TRIAL));
        _try(buyer);
        vm.prank(buyer);
        assertEq(accessToken.startTrial(other), (other << 64) | 1);
    }

    function testFuzz_RevertWhen_SoldOut(uint8 maxSupply, bool boughtOut) public {
        maxSupply = uint8(bound(maxSupply, 1, 5));
        IAccessToken.Terms memory terms = _trialTerms(TRIAL);
        terms.maxSupply = maxSupply;
        offerId = _offer(terms);
        for (uint256 i = 0; i < maxSupply; ++i) {
            address account = address(uint160(0x1000 + i));
            if (boughtOut) _purchase(stranger, _order(offerId, 1, account));
            else _try(account);
        }
        assertEq(accessToken.offerOf(offerId).minted, maxSupply);
        bytes memory soldOut = abi.encodeWithSelector(IAccessToken.AccessToken_SoldOut.selector, offerId, 1, 0);
        _tryReverts(soldOut);
        vm.deal(buyer, PRICE);
        vm.expectRevert(soldOut);
        vm.prank(buyer);
        accessToken.purchase{ value: PRICE }(offerId, 1, buyer, PRICE, block.timestamp, address(0));
    }

    function testFuzz_RevertWhen_AccountIsAtItsLimit(bool trialFirst) public {
        IAccessToken.Terms memory terms = _trialTerms(TRIAL);
        terms.maxPerAccount = 1;
        offerId = _offer(terms);
        bytes memory atLimit =
            abi.encodeWithSelector(IAccessToken.AccessToken_AccountLimit.selector, offerId, buyer, 1, 1);
        if (trialFirst) {
            _try(buyer);
            vm.expectRevert(atLimit);
            vm.prank(buyer);
            accessToken.purchase{ value: PRICE }(offerId, 1, buyer, PRICE, block.timestamp, address(0));
        } else {
            _purchase(stranger, _order(offerId, 1, buyer));
            _tryReverts(atLimit);
        }
        assertEq(accessToken.boughtBy(offerId, buyer), 1);
    }

    function test_RevertWhen_NotOnSale() public {
        _stop(offerId);
        _tryReverts(abi.encodeWithSelector(IAccessToken.AccessToken_OfferInactive.selector, offerId));
        _setPrice(offerId, PRICE);
        vm.prank(creator);
        registry.publishVersion(capsuleId, keccak256("manifest 2"), true, new bytes[](0));
        _tryReverts(abi.encodeWithSelector(IAccessToken.AccessToken_SaleClosed.selector, capsuleId));
        offerId = 99;
        _tryReverts(abi.encodeWithSelector(IAccessToken.AccessToken_UnknownOffer.selector, 99));
    }

    function test_RevertWhen_AccountTakesNoLicenses() public {
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, address(usd)));
        vm.prank(address(usd));
        accessToken.startTrial(offerId);
    }

    /// @dev A trial goes on as a license of the offer: from its end while it runs, from now after it.
    function testFuzz_Renew_AfterATrial(uint32 elapsed, uint88 price) public {
        elapsed = uint32(bound(elapsed, 0, 2 * uint256(TRIAL)));
        uint256 end = block.timestamp + TRIAL;
        uint256 licenseId = _try(buyer);
        _setPrice(offerId, price);
        vm.warp(block.timestamp + elapsed);
        uint256 from = block.timestamp < end ? end : block.timestamp;
        assertEq(_renew(stranger, licenseId), from + DURATION);
        assertTrue(_isValid(licenseId, buyer));
        assertEq(accessToken.offerOf(offerId).minted, 1);
        _assertTill(NATIVE, price, 0);
    }

    function test_Purchase_BesideATrial() public {
        uint256 first = _try(buyer);
        assertEq(_purchase(buyer, _order(offerId, 1, buyer)), first + 1);
        assertEq(_status(first + 1, buyer).expiresAt, block.timestamp + DURATION);
    }

    function _trialTerms(uint32 trial) private pure returns (IAccessToken.Terms memory terms) {
        terms = _timedTerms(NATIVE, DURATION);
        terms.trial = trial;
    }

    function _try(address account) private returns (uint256) {
        vm.prank(account);
        return accessToken.startTrial(offerId);
    }

    function _tryReverts(bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(buyer);
        accessToken.startTrial(offerId);
    }
}
