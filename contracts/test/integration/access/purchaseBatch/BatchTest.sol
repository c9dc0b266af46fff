// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { LicenseTest } from "../../../fixtures/LicenseTest.sol";
import { FeeOnTransferToken } from "../../../mocks/FeeOnTransferToken.sol";

/// @dev Offers of every kind, in three currencies, of two capsules.
abstract contract BatchTest is LicenseTest {
    uint256 internal constant KINDS = 9;

    FeeOnTransferToken internal taxed;
    uint256 internal otherCapsule;
    uint256[] internal offers;

    function setUp() public virtual override {
        super.setUp();
        taxed = new FeeOnTransferToken(100);
        otherCapsule = _registerSealed(creator, "other");
        _feed(NATIVE, 8, 1999e8);
        offers.push(_offer(_terms(NATIVE)));
        offers.push(_createOffer(otherCapsule, 25e6, _terms(address(usd))));
        offers.push(_offer(_timedTerms(NATIVE, DURATION)));
        offers.push(_createOffer(otherCapsule, 1e18 + 1, _meteredTerms(address(taxed), 100)));
        IAccessToken.Terms memory terms = _terms(NATIVE);
        (terms.maxSupply, terms.maxPerAccount) = (1000, 900);
        offers.push(_offer(terms));
        terms = _terms(NATIVE);
        terms.pricedInUsd = true;
        offers.push(_createOffer(otherCapsule, 1999, terms));
        terms = _timedTerms(address(usd), DURATION);
        (terms.referralBps, terms.revocable) = (3333, true);
        offers.push(_createOffer(capsuleId, 7e6 + 1, terms));
        terms = _meteredTerms(NATIVE, 10);
        (terms.duration, terms.referralBps) = (1 days, 1);
        offers.push(_createOffer(capsuleId, 12_345, terms));
        offers.push(_createOffer(capsuleId, 0, _terms(NATIVE)));

        usd.mint(buyer, 1e30);
        taxed.mint(buyer, 1e30);
        vm.startPrank(buyer);
        usd.approve(address(accessToken), NO_LIMIT);
        taxed.approve(address(accessToken), NO_LIMIT);
        vm.stopPrank();
    }

    function _one(IAccessToken.Order memory order) internal pure returns (IAccessToken.Order[] memory orders) {
        orders = new IAccessToken.Order[](1);
        orders[0] = order;
    }

    function _two(IAccessToken.Order memory first, IAccessToken.Order memory second)
        internal
        pure
        returns (IAccessToken.Order[] memory orders)
    {
        orders = new IAccessToken.Order[](2);
        (orders[0], orders[1]) = (first, second);
    }

    /// @dev Native currency that the orders cost.
    function _value(IAccessToken.Order[] memory orders) internal view returns (uint256 value) {
        for (uint256 i = 0; i < orders.length; ++i) {
            (address currency, uint256 total) = accessToken.quote(orders[i].offerId, orders[i].quantity);
            if (currency == NATIVE) value += total;
        }
    }

    function _batch(IAccessToken.Order[] memory orders, uint256 value) internal returns (uint256[] memory) {
        vm.prank(buyer);
        return accessToken.purchaseBatch{ value: value }(orders, block.timestamp);
    }

    function _batchReverts(IAccessToken.Order[] memory orders, uint256 value, bytes memory refusal) internal {
        vm.expectRevert(refusal);
        _batch(orders, value);
        assertEq(usd.balanceOf(address(accessToken)), 0, "all or none");
        assertEq(address(accessToken).balance, 0, "all or none");
    }

    /// @dev All that sales change: money, incomes, credits, counts and holdings.
    function _books() internal view returns (bytes32 books) {
        address[3] memory currencies = [NATIVE, address(usd), address(taxed)];
        address[4] memory parties = [buyer, recipient, referrer, address(accessToken)];
        for (uint256 i = 0; i < currencies.length; ++i) {
            address c = currencies[i];
            books = keccak256(
                abi.encode(books, accessToken.incomeOf(capsuleId, c), accessToken.incomeOf(otherCapsule, c))
            );
            for (uint256 k = 0; k < parties.length; ++k) {
                books = keccak256(abi.encode(books, _balance(c, parties[k]), accessToken.creditOf(parties[k], c)));
            }
        }
        for (uint256 i = 0; i < offers.length; ++i) {
            books = keccak256(abi.encode(books, _holdings(offers[i])));
        }
    }

    /// @dev Of the fungible license, or of each that was sold.
    function _holdings(uint256 offerId) private view returns (bytes32 holdings) {
        address[2] memory holders = [buyer, recipient];
        IAccessToken.Offer memory offer = accessToken.offerOf(offerId);
        bool numbered = offer.terms.duration != 0 || offer.terms.runs != 0;
        uint256 last = numbered ? offer.minted : 0;
        for (uint256 k = 0; k < holders.length; ++k) {
            holdings = keccak256(abi.encode(holdings, offer.minted, accessToken.boughtBy(offerId, holders[k])));
            for (uint256 serial = 0; serial <= last; ++serial) {
                uint256 id = (offerId << 64) | serial;
                uint256 balance = accessToken.balanceOf(holders[k], id);
                Status memory status = _status(id, holders[k]);
                holdings = keccak256(abi.encode(holdings, balance, status, accessToken.refundOf(id)));
            }
        }
    }
}
