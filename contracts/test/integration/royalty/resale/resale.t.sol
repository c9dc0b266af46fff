// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { Rights } from "../../../../src/libraries/Rights.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";
import { IERC2981 } from "@openzeppelin/contracts/interfaces/IERC2981.sol";

/// @notice A marketplace that knows ERC-2981 only, and never heard of this protocol, pays everyone who shares.
/// @dev base ← ABSOLUTE 1,000 bps ← middle ← RELATIVE 2,000 bps ← top; alice and bob share in top, carol in middle.
contract ResaleTest is EconomyTest {
    uint16 private constant CAPSULE_ROYALTY_BPS = 700;
    uint16 private constant LICENSE_ROYALTY_BPS = 450;

    uint256 private base;
    uint256 private middle;
    uint256 private top;
    address private baseOwner = makeAddr("owner of base");
    address private middleOwner = makeAddr("owner of middle");

    function setUp() public override {
        super.setUp();
        base = _root(baseOwner);
        middle = _deriveFrom(middleOwner, base, Policy.ABSOLUTE, 1000);
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](1);
        parents[0] = _licensed(middle, Policy.RELATIVE, 2000, creator);
        vm.prank(creator);
        top = registry.registerDerivative("top", MANIFEST, false, CAPSULE_ROYALTY_BPS, parents);
        _allocate(top, alice, 300_000);
        _allocate(top, bob, 200_001);
        _allocate(middle, carol, 400_000);
        uint256[3] memory ids = [base, middle, top];
        for (uint256 i = 0; i < 3; ++i) {
            _accept(ids[i], address(usd));
        }
    }

    function testFuzz_CapsuleResoldForNative(uint96 price) public {
        _resell(registry, top, NATIVE, price, CAPSULE_ROYALTY_BPS);
    }

    function testFuzz_CapsuleResoldForErc20(uint96 price) public {
        _resell(registry, top, address(usd), price, CAPSULE_ROYALTY_BPS);
    }

    function testFuzz_LicenseResoldForNative(uint96 price) public {
        _resell(accessToken, _license(), NATIVE, price, LICENSE_ROYALTY_BPS);
    }

    function testFuzz_LicenseResoldForErc20(uint96 price) public {
        _resell(accessToken, _license(), address(usd), price, LICENSE_ROYALTY_BPS);
    }

    /// @dev Royalties of several resales wait together; what comes after the sweep is the next one's.
    function testFuzz_SeveralResalesBeforeAndAfterASweep(uint64[4] memory prices) public {
        uint256 total = 0;
        for (uint256 i = 0; i < 4; ++i) {
            uint256 royalty = _payRoyalty(registry, top, NATIVE, prices[i]);
            total += royalty;
            if (i % 2 == 1 && splitter.inboxOf(top).balance != 0) splitter.sweep(top, NATIVE);
        }
        assertEq(accessToken.incomeOf(top, NATIVE), total);
        _assertEveryoneIsPaid(NATIVE, total);
    }

    function _resell(IERC2981 token, uint256 id, address currency, uint96 price, uint256 royaltyBps) private {
        uint256 royalty = _payRoyalty(token, id, currency, price);
        assertEq(royalty, uint256(price) * royaltyBps / 10_000);
        vm.assume(royalty != 0);
        vm.prank(stranger);
        splitter.sweep(top, currency);
        assertEq(accessToken.incomeOf(top, currency), royalty);
        _assertEveryoneIsPaid(currency, royalty);
    }

    /// @dev As a marketplace does: asks whom to pay how much, and sends it with as little gas as it can.
    function _payRoyalty(IERC2981 token, uint256 id, address currency, uint256 price)
        private
        returns (uint256 royalty)
    {
        address receiver;
        (receiver, royalty) = token.royaltyInfo(id, price);
        assertEq(receiver, splitter.inboxOf(top));
        if (currency == NATIVE) {
            vm.deal(stranger, royalty);
            vm.prank(stranger);
            payable(receiver).transfer(royalty);
        } else {
            usd.mint(stranger, royalty);
            vm.prank(stranger);
            usd.transfer(receiver, royalty);
        }
    }

    function _assertEveryoneIsPaid(address currency, uint256 royalty) private {
        uint256 rest = _afterFee(royalty);
        (uint256 toBase, uint256 toMiddle) = (rest / 10, rest / 5);
        assertEq(splitter.collect(top, base, currency), toBase, "ABSOLUTE grandparent");
        assertEq(splitter.collect(top, middle, currency), toMiddle, "RELATIVE parent");
        assertEq(splitter.collect(middle, base, currency), 0, "not of what descendants brought");
        uint256 net = rest - rest * 3 / 10;
        splitter.distribute(top, currency, _accounts(alice, bob, carol));
        splitter.distribute(middle, currency, _accounts(alice, bob, carol));
        splitter.distribute(base, currency, _accounts(alice, bob, carol));
        if (splitter.collectableFee(top, currency) != 0) splitter.collectFee(top, currency);
        assertEq(_balance(currency, alice), net * 300_000 / UNITS, "contributor");
        assertEq(_balance(currency, bob), net * 200_001 / UNITS, "contributor");
        assertEq(_balance(currency, creator), net * 499_999 / UNITS, "owner");
        assertEq(_balance(currency, carol), toMiddle * 4 / 10, "contributor of the parent");
        assertEq(_balance(currency, middleOwner), toMiddle * 6 / 10, "owner of the parent");
        assertEq(_balance(currency, baseOwner), toBase, "owner of the grandparent");
        assertEq(_balance(currency, treasury), royalty - rest, "protocol");
        assertLe(_balance(currency, address(accessToken)), 5, "fractions");
    }

    function _license() private returns (uint256 licenseId) {
        IAccessToken.Terms memory terms = _timedTerms(NATIVE, 30 days);
        (terms.rights, terms.resaleRoyaltyBps) = (Rights.RUN, LICENSE_ROYALTY_BPS);
        uint256 offerId = _createOffer(top, 0, terms);
        return _buy(offerId, 1);
    }
}
