// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { BatchTest } from "./BatchTest.sol";

contract PurchaseBatchRefusedTest is BatchTest {
    function testFuzz_RevertWhen_OneQuantityIsZero(uint8 position, uint8 kind) public {
        IAccessToken.Order[] memory orders = _every();
        orders[position % KINDS] = _order(offers[kind % KINDS], 0, buyer);
        uint256 value = _value(orders);
        _batchReverts(
            orders, value, abi.encodeWithSelector(IAccessToken.AccessToken_InvalidQuantity.selector, uint256(0))
        );
    }

    function testFuzz_RevertWhen_ValueIsShortByAWei(uint8 quantity, uint8 others) public {
        quantity = uint8(bound(quantity, 1, 20));
        IAccessToken.Order[] memory orders =
            _two(_order(offers[0], uint256(others % 3) + 1, buyer), _order(offers[4], quantity, buyer));
        uint256 required = uint256(PRICE) * quantity;
        _batchReverts(
            orders,
            _value(orders) - 1,
            abi.encodeWithSelector(IAccessToken.AccessToken_InsufficientPayment.selector, required - 1, required)
        );
        _batch(orders, _value(orders));
    }

    function test_RevertWhen_SameOfferPassesItsCap() public {
        IAccessToken.Terms memory terms = _terms(NATIVE);
        terms.maxSupply = 3;
        uint256 capped = _offer(terms);
        offers.push(capped);
        _batchReverts(
            _two(_order(capped, 2, buyer), _order(capped, 2, recipient)),
            4 * PRICE,
            abi.encodeWithSelector(IAccessToken.AccessToken_SoldOut.selector, capped, 2, 1)
        );
        _batch(_two(_order(capped, 2, buyer), _order(capped, 1, recipient)), 3 * PRICE);
        assertEq(accessToken.offerOf(capped).minted, 3);
    }

    function test_RevertWhen_SameAccountPassesItsLimit() public {
        IAccessToken.Terms memory terms = _terms(NATIVE);
        terms.maxPerAccount = 3;
        uint256 limited = _offer(terms);
        offers.push(limited);
        _batchReverts(
            _two(_order(limited, 2, buyer), _order(limited, 2, buyer)),
            4 * PRICE,
            abi.encodeWithSelector(IAccessToken.AccessToken_AccountLimit.selector, limited, buyer, 2, 3)
        );
        _batch(_two(_order(limited, 3, buyer), _order(limited, 3, recipient)), 6 * PRICE);
        assertEq(accessToken.boughtBy(limited, buyer), 3);
        assertEq(accessToken.boughtBy(limited, recipient), 3);
    }

    function testFuzz_RevertWhen_OneOrderIsAboveItsMaximum(uint8 position) public {
        IAccessToken.Order[] memory orders = _every();
        // The last offer is free: nothing is above its maximum.
        position = uint8(bound(position, 0, KINDS - 2));
        (, uint256 total) = accessToken.quote(orders[position].offerId, 1);
        orders[position].maxTotal = total - 1;
        uint256 value = _value(orders);
        _batchReverts(
            orders, value, abi.encodeWithSelector(IAccessToken.AccessToken_PriceAboveMaximum.selector, total, total - 1)
        );
    }

    function testFuzz_RevertWhen_OneOfferIsUnknown(uint8 position) public {
        IAccessToken.Order[] memory orders = _every();
        uint256 value = _value(orders);
        orders[position % KINDS].offerId = 1000;
        _batchReverts(orders, value, abi.encodeWithSelector(IAccessToken.AccessToken_UnknownOffer.selector, 1000));
    }

    function testFuzz_RevertWhen_OneOfferIsStopped(uint8 position) public {
        IAccessToken.Order[] memory orders = _every();
        uint256 stopped = orders[position % KINDS].offerId;
        _stop(stopped);
        uint256 value = _value(orders);
        _batchReverts(orders, value, abi.encodeWithSelector(IAccessToken.AccessToken_OfferInactive.selector, stopped));
    }

    function test_RevertWhen_OneCapsuleIsNotReady() public {
        vm.prank(creator);
        registry.publishVersion(otherCapsule, keccak256("manifest 2"), true, new bytes[](0));
        IAccessToken.Order[] memory orders = _every();
        uint256 value = _value(orders);
        _batchReverts(orders, value, abi.encodeWithSelector(IAccessToken.AccessToken_SaleClosed.selector, otherCapsule));
    }

    function testFuzz_RevertWhen_OneReferrerIsTheBuyerOrRecipient(uint8 position, bool isBuyer) public {
        IAccessToken.Order[] memory orders = _every();
        IAccessToken.Order memory order = orders[position % KINDS];
        (order.recipient, order.referrer) = (recipient, isBuyer ? buyer : recipient);
        uint256 value = _value(orders);
        _batchReverts(
            orders, value, abi.encodeWithSelector(IAccessToken.AccessToken_InvalidReferrer.selector, order.referrer)
        );
    }

    function test_RevertWhen_DeadlinePassed() public {
        uint256 deadline = block.timestamp;
        vm.startPrank(buyer);
        accessToken.purchaseBatch(_one(_order(offers[1], 1, buyer)), deadline);
        vm.warp(deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_DeadlinePassed.selector, deadline));
        accessToken.purchaseBatch(_one(_order(offers[1], 1, buyer)), deadline);
    }

    /// @dev One license of each offer.
    function _every() private view returns (IAccessToken.Order[] memory orders) {
        orders = new IAccessToken.Order[](KINDS);
        for (uint256 i = 0; i < KINDS; ++i) {
            orders[i] = _order(offers[i], 1, buyer);
        }
    }
}
