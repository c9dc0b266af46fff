// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken, Transferability } from "../../../../src/interfaces/IAccessToken.sol";
import { LicenseTest } from "../../../fixtures/LicenseTest.sol";
import { IERC1155Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

/// @dev Licenses that are bound to their account, or move only through the market.
contract TransferRestrictedTest is LicenseTest {
    /// @dev Neither its holder, an operator, the market, the creator nor governance moves it.
    function testFuzz_RevertWhen_Soulbound(uint8 kind, uint8 who) public {
        uint256 licenseId = _sell(kind, Transferability.SOULBOUND);
        address[5] memory callers = [buyer, stranger, address(market), creator, admin];
        address caller = callers[who % 5];
        _approve(caller);
        _expectForbidden(caller, licenseId, Transferability.SOULBOUND);
        assertTrue(_isValid(licenseId, buyer));
    }

    function testFuzz_RevertWhen_MarketOnlyWithoutTheMarket(uint8 kind, address caller) public {
        vm.assume(caller != address(market) && caller != address(0));
        uint256 licenseId = _sell(kind, Transferability.MARKET_ONLY);
        _approve(caller);
        _expectForbidden(caller, licenseId, Transferability.MARKET_ONLY);
        _expectForbidden(buyer, licenseId, Transferability.MARKET_ONLY);
    }

    /// @dev The market is no exception from the holder's consent.
    function testFuzz_RevertWhen_HolderDidNotApproveTheMarket(uint8 kind, uint8 rule) public {
        uint256 licenseId = _sell(kind, Transferability(rule % 3));
        vm.expectRevert(
            abi.encodeWithSelector(IERC1155Errors.ERC1155MissingApprovalForAll.selector, address(market), buyer)
        );
        vm.prank(address(market));
        accessToken.safeTransferFrom(buyer, recipient, licenseId, 1, "");
    }

    function testFuzz_MarketMovesIt(uint8 kind, uint32 elapsed) public {
        uint256 licenseId = _sell(kind, Transferability.MARKET_ONLY);
        Status memory before = _status(licenseId, buyer);
        _approve(address(market));
        vm.warp(block.timestamp + bound(elapsed, 0, DURATION - 1));
        vm.expectEmit(address(accessToken));
        emit IERC1155.TransferSingle(address(market), buyer, recipient, licenseId, 1);
        vm.prank(address(market));
        accessToken.safeTransferFrom(buyer, recipient, licenseId, 1, "");
        Status memory present = _status(licenseId, recipient);
        assertTrue(present.valid);
        assertEq(present.expiresAt, before.expiresAt);
        assertEq(present.runs, before.runs);
        assertFalse(_isValid(licenseId, buyer));
        // Its new holder is bound as the former was.
        _expectForbiddenFrom(recipient, recipient, licenseId, Transferability.MARKET_ONLY);
    }

    function test_MarketMovesABatch() public {
        uint256[] memory ids = new uint256[](3);
        uint256[] memory values = new uint256[](3);
        for (uint8 i = 0; i < 3; ++i) {
            (ids[i], values[i]) = (_sell(i, i == 0 ? Transferability.FREE : Transferability.MARKET_ONLY), 1);
        }
        _approve(address(market));
        vm.prank(address(market));
        accessToken.safeBatchTransferFrom(buyer, recipient, ids, values, "");
        for (uint256 i = 0; i < 3; ++i) {
            assertTrue(_isValid(ids[i], recipient));
        }
    }

    /// @dev Buying for someone else is no transfer.
    function testFuzz_PurchaseForSomeoneElse(uint8 kind, uint8 rule) public {
        IAccessToken.Terms memory terms = _kind(kind);
        terms.transferability = Transferability(rule % 3);
        assertTrue(_isValid(_purchase(buyer, _order(_offer(terms), 1, recipient)), recipient));
    }

    function _sell(uint8 kind, Transferability rule) private returns (uint256) {
        IAccessToken.Terms memory terms = _kind(kind);
        terms.transferability = rule;
        return _buy(_offer(terms), 1);
    }

    /// @dev Plain, timed, metered or capped.
    function _kind(uint8 kind) private pure returns (IAccessToken.Terms memory terms) {
        terms = _terms(NATIVE);
        if (kind % 4 == 1) terms.duration = DURATION;
        else if (kind % 4 == 2) terms.runs = 100;
        else if (kind % 4 == 3) terms.maxSupply = 10;
    }

    function _approve(address operator) private {
        vm.prank(buyer);
        accessToken.setApprovalForAll(operator, true);
    }

    function _expectForbidden(address caller, uint256 licenseId, Transferability rule) private {
        _expectForbiddenFrom(caller, buyer, licenseId, rule);
    }

    /// @dev Alone, in a batch, of nothing, and to its holder.
    function _expectForbiddenFrom(address caller, address from, uint256 licenseId, Transferability rule) private {
        bytes memory refusal =
            abi.encodeWithSelector(IAccessToken.AccessToken_TransferForbidden.selector, licenseId, rule);
        uint256[] memory ids = new uint256[](1);
        uint256[] memory values = new uint256[](1);
        (ids[0], values[0]) = (licenseId, 1);
        vm.startPrank(caller);
        vm.expectRevert(refusal);
        accessToken.safeTransferFrom(from, stranger, licenseId, 1, "");
        vm.expectRevert(refusal);
        accessToken.safeTransferFrom(from, stranger, licenseId, 0, "");
        vm.expectRevert(refusal);
        accessToken.safeTransferFrom(from, from, licenseId, 1, "");
        vm.expectRevert(refusal);
        accessToken.safeBatchTransferFrom(from, stranger, ids, values, "");
        vm.stopPrank();
    }
}
