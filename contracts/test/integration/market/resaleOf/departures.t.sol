// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { IResellable } from "../../../../src/interfaces/IResellable.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";
import { IERC1155Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

/// @dev How often tokens left an account, of licenses and of shares alike.
contract DeparturesTest is EconomyTest {
    uint256 private capsuleId;
    uint256 private licenseId;

    function setUp() public override {
        super.setUp();
        capsuleId = _root(creator);
        licenseId = _createOffer(capsuleId, 0, _terms(NATIVE)) << 64;
        _get(alice, 10);
        _allocate(capsuleId, alice, 10);
        address[2] memory holders = [alice, bob];
        for (uint256 i = 0; i < 2; ++i) {
            vm.startPrank(holders[i]);
            accessToken.setApprovalForAll(address(market), true);
            splitter.setApprovalForAll(address(market), true);
            vm.stopPrank();
        }
    }

    function testFuzz_ATransferCounts(bool shares, uint8 moved) public {
        moved = uint8(bound(moved, 1, 10));
        _move(shares, alice, alice, bob, moved);
        _assertState(shares, alice, 10 - moved, 1);
        _assertState(shares, bob, moved, 0);
        _move(shares, bob, bob, alice, moved);
        _assertState(shares, alice, 10, 1);
        _assertState(shares, bob, 0, 1);
    }

    /// @dev Parts of an order leave the rest of it alive.
    function testFuzz_ATransferByTheMarketCountsWhenNothingIsLeft(bool shares, uint8 moved) public {
        moved = uint8(bound(moved, 1, 9));
        _move(shares, address(market), alice, bob, moved);
        _assertState(shares, alice, 10 - moved, 0);
        _move(shares, address(market), alice, bob, 10 - moved);
        _assertState(shares, alice, 0, 1);
        _assertState(shares, bob, 10, 0);
    }

    function testFuzz_NothingLeaves(bool shares, uint8 moved) public {
        moved = uint8(bound(moved, 0, 10));
        _move(shares, alice, alice, alice, moved);
        _move(shares, address(market), alice, alice, moved);
        _move(shares, alice, alice, bob, 0);
        _assertState(shares, alice, 10, 0);
        _assertState(shares, bob, 0, 0);
    }

    function test_MintsDoNotCount() public {
        _move(false, alice, alice, bob, 10);
        _move(true, alice, alice, bob, 10);
        _get(alice, 3);
        _allocate(capsuleId, alice, 3);
        _assertState(false, alice, 3, 1);
        _assertState(true, alice, 3, 1);
    }

    /// @dev A revoked license is burned: its serial never returns.
    function test_BurnsDoNotCount() public {
        uint256 revocable = _revocableLicense();
        vm.prank(creator);
        accessToken.revoke(revocable, alice);
        (,, uint256 units, uint256 departures,) = accessToken.resaleOf(revocable, alice);
        assertEq(units, 0);
        assertEq(departures, 0);
    }

    /// @dev A batch counts each of its parts that leaves, also those of the same id.
    function testFuzz_ABatchCountsItsParts(bool shares, uint8[3] memory parts, bool byMarket) public {
        uint256[] memory values = new uint256[](3);
        uint256 left = 10;
        uint256 departures = 0;
        for (uint256 i = 0; i < 3; ++i) {
            values[i] = bound(parts[i], 0, left);
            left -= values[i];
            if (values[i] != 0 && (!byMarket || left == 0)) ++departures;
        }
        vm.prank(byMarket ? address(market) : alice);
        _token(shares).safeBatchTransferFrom(alice, bob, _same(shares, 3), values, "");
        _assertState(shares, alice, left, departures);
        _assertState(shares, bob, 10 - left, 0);
    }

    /// @dev The number stands above the balance in one word: no balance may borrow from it, in one step or in several.
    function testFuzz_RevertWhen_MoreThanTheBalanceMoves(bool shares, uint256 moved, uint8 circles) public {
        uint256 rounds = circles % 4;
        for (uint256 i = 0; i < rounds; ++i) {
            _move(shares, alice, alice, bob, 10);
            _move(shares, bob, bob, alice, 10);
        }
        moved = bound(moved, 11, type(uint256).max);
        _expectTooFew(shares, 10, moved);
        vm.prank(alice);
        _token(shares).safeTransferFrom(alice, bob, _id(shares), moved, "");

        uint256[] memory values = new uint256[](2);
        (values[0], values[1]) = (7, 4);
        _expectTooFew(shares, 3, 4);
        vm.prank(alice);
        _token(shares).safeBatchTransferFrom(alice, bob, _same(shares, 2), values, "");
        _assertState(shares, alice, 10, rounds);
    }

    function test_RevertWhen_ArraysDifferInLength() public {
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidArrayLength.selector, 2, 3));
        vm.prank(alice);
        accessToken.safeBatchTransferFrom(alice, bob, _same(false, 2), new uint256[](3), "");
    }

    /// @dev What left the seller and came back is another number of departures, by whatever way it went.
    function testFuzz_NeverComesBackToAnEarlierNumber(bool shares, uint256 seed) public {
        uint256 last = 0;
        for (uint256 i = 0; i < 12; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            (uint256 ofAlice, uint256 ofBob) = (_units(shares, alice), _units(shares, bob));
            bool back = seed % 3 == 0;
            uint256 moved = (seed >> 8) % ((back ? ofBob : ofAlice) + 1);
            _move(
                shares,
                seed % 2 == 0 ? (back ? bob : alice) : address(market),
                back ? bob : alice,
                back ? alice : bob,
                moved
            );
            bool left = !back && moved != 0 && (seed % 2 == 0 || moved == ofAlice);
            (,,, uint256 departures,) = IResellable(address(_token(shares))).resaleOf(_id(shares), alice);
            assertEq(departures, left ? last + 1 : last);
            last = departures;
        }
    }

    function _revocableLicense() private returns (uint256) {
        IAccessToken.Terms memory terms = _timedTerms(NATIVE, 30 days);
        terms.revocable = true;
        uint256 offerId = _createOffer(capsuleId, 0, terms);
        vm.prank(alice);
        return accessToken.purchase(offerId, 1, alice, 0, NO_LIMIT, address(0));
    }

    function _get(address account, uint256 quantity) private {
        accessToken.purchase(licenseId >> 64, quantity, account, 0, NO_LIMIT, address(0));
    }

    function _move(bool shares, address operator, address from, address to, uint256 value) private {
        vm.prank(operator);
        _token(shares).safeTransferFrom(from, to, _id(shares), value, "");
    }

    function _expectTooFew(bool shares, uint256 balance, uint256 moved) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC1155Errors.ERC1155InsufficientBalance.selector, alice, balance, moved, _id(shares)
            )
        );
    }

    function _assertState(bool shares, address account, uint256 units, uint256 departures) private view {
        assertEq(_token(shares).balanceOf(account, _id(shares)), units, "balance");
        (,, uint256 sellable, uint256 counted,) = IResellable(address(_token(shares))).resaleOf(_id(shares), account);
        assertEq(sellable, units, "units");
        assertEq(counted, departures, "departures");
    }

    function _units(bool shares, address account) private view returns (uint256) {
        return _token(shares).balanceOf(account, _id(shares));
    }

    function _token(bool shares) private view returns (IERC1155) {
        return shares ? IERC1155(address(splitter)) : IERC1155(address(accessToken));
    }

    function _id(bool shares) private view returns (uint256) {
        return shares ? capsuleId : licenseId;
    }

    function _same(bool shares, uint256 count) private view returns (uint256[] memory ids) {
        ids = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            ids[i] = _id(shares);
        }
    }
}
