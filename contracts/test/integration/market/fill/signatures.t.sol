// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IKeeperRegistry } from "../../../../src/interfaces/IKeeperRegistry.sol";
import { IMarket, ItemKind, OrderStatus } from "../../../../src/interfaces/IMarket.sol";
import { ISessions } from "../../../../src/interfaces/ISessions.sol";
import { Market } from "../../../../src/market/Market.sol";
import { MarketTest } from "../../../fixtures/MarketTest.sol";
import { SignerWallet } from "../../../mocks/SignerWallet.sol";
import { ERC1967Proxy } from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import { IERC1155Receiver } from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";

/// @dev A signature sells what it says, by who gave it, here, and nothing else.
contract SignaturesTest is MarketTest {
    uint256 private constant CURVE_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    /// @dev Of every field that is signed, another value is another order.
    function testFuzz_RevertWhen_AnyFieldIsAnother(uint256 field) public {
        IMarket.Order memory order = _order(ItemKind.SHARES, 2, NATIVE);
        bytes memory signature = _signed(order);
        IMarket.Order memory forged = _forged(order, field % 9);
        assertNotEq(market.orderHash(forged), market.orderHash(order));
        _expectInvalid(IMarket.Fill(forged, signature, 1, buyer, NO_LIMIT));
    }

    function testFuzz_RevertWhen_SomeoneElseSigned(uint256 key) public {
        key = boundPrivateKey(key);
        vm.assume(key != sellerKey);
        IMarket.Fill memory wanted = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        wanted.signature = _signature(key, market.orderHash(wanted.order));
        _expectInvalid(wanted);
    }

    function testFuzz_RevertWhen_SignedForAnotherChain(uint64 chainId) public {
        chainId = uint64(bound(chainId, 1, type(uint64).max));
        vm.assume(chainId != block.chainid);
        IMarket.Fill memory wanted = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        vm.chainId(chainId);
        _expectInvalid(wanted);
    }

    function test_RevertWhen_SignedForAnotherContract() public {
        Market other = Market(
            address(new ERC1967Proxy(implementations.market, abi.encodeCall(Market.initialize, (address(manager)))))
        );
        IMarket.Fill memory wanted = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        wanted.signature = _signature(sellerKey, other.orderHash(wanted.order));
        _expectInvalid(wanted);
    }

    /// @dev The other root of the same signature, its compact form, and what is no signature at all.
    function testFuzz_RevertWhen_TheFormIsAnother(bytes memory noise) public {
        IMarket.Fill memory wanted = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(sellerKey, market.orderHash(wanted.order));
        wanted.signature = abi.encodePacked(r, bytes32(CURVE_ORDER - uint256(s)), v == 27 ? 28 : 27);
        _expectInvalid(wanted);
        wanted.signature = abi.encodePacked(r, bytes32(uint256(s) | (uint256(v - 27) << 255)));
        _expectInvalid(wanted);
        wanted.signature = abi.encodePacked(r, s, v, uint8(0));
        _expectInvalid(wanted);
        wanted.signature = abi.encodePacked(r, s, v - 27);
        _expectInvalid(wanted);
        wanted.signature = noise;
        _expectInvalid(wanted);
    }

    /// @dev Neither does the signature of an order open a session or seal a capsule, nor the other way round.
    function test_RevertWhen_UsedForSomethingElse() public {
        IMarket.Fill memory wanted = _wanted(_order(ItemKind.LICENSE, 1, NATIVE), 1);
        uint64 expiresAt = uint64(block.timestamp + 1 days);
        vm.expectRevert(abi.encodeWithSelector(ISessions.Sessions_InvalidSignature.selector, seller));
        keeperRegistry.authorizeSessionFor(seller, stranger, expiresAt, block.timestamp, wanted.signature);

        bytes[] memory signatures = new bytes[](THRESHOLD);
        for (uint256 i = 0; i < THRESHOLD; ++i) {
            signatures[i] = _signature(_keeperKey(i), market.orderHash(wanted.order));
        }
        uint256 encrypted = _register(creator, "encrypted", true);
        vm.expectPartialRevert(IKeeperRegistry.KeeperRegistry_NotKeeper.selector);
        registry.seal(encrypted, signatures);

        bytes32 seal = _sealDigest(encrypted);
        wanted.signature = _signature(sellerKey, seal);
        _expectInvalid(wanted);
    }

    /// @dev Wallets that are contracts sell by their own word.
    function test_AContractWalletSells() public {
        (IMarket.Fill memory wanted, address wallet) = _walletOrder();
        _fill(wanted);
        assertEq(_held(ItemKind.LICENSE, wallet), 0);
        assertEq(_held(ItemKind.LICENSE, buyer), 1);
        assertEq(wallet.balance, UNIT_PRICE - _quotedRoyalty(ItemKind.LICENSE, UNIT_PRICE));
    }

    /// @dev The seller is a field of what is signed: one owner's order for one wallet is nothing to its others.
    function test_RevertWhen_ReplayedForAnotherWalletOfTheSameOwner() public {
        (IMarket.Fill memory wanted,) = _walletOrder();
        (IMarket.Fill memory other,) = _walletOrder();
        other.signature = wanted.signature;
        _expectInvalid(other);
        other.order.seller = seller;
        other.order.departures = _departures(ItemKind.LICENSE, licenseId, seller);
        _expectInvalid(other);
    }

    /// @dev 65 bytes once, whoever hands them in: an order is filled by its hash, not by its signature.
    function test_TheSameOrderSignedTwiceIsOneOrder() public {
        IMarket.Order memory order = _order(ItemKind.LICENSE, 1, NATIVE);
        _fill(_wanted(order, 1));
        _expectNotOpen(_wanted(order, 1), OrderStatus.FILLED);
    }

    function _walletOrder() private returns (IMarket.Fill memory wanted, address wallet) {
        wallet = address(new PayableWallet(seller));
        vm.prank(seller);
        accessToken.safeTransferFrom(seller, wallet, licenseId, 1, "");
        _letMarketMove(wallet);
        IMarket.Order memory order = _order(ItemKind.LICENSE, 1, NATIVE);
        (order.seller, order.departures, order.counter) = (wallet, 0, 0);
        wanted = _wanted(order, 1);
    }

    function _forged(IMarket.Order memory from, uint256 field) private view returns (IMarket.Order memory order) {
        order = abi.decode(abi.encode(from), (IMarket.Order));
        if (field == 0) (order.kind, order.id, order.departures) = (ItemKind.LICENSE, licenseId, 0);
        if (field == 1) order.quantity = 3;
        if (field == 2) order.currency = address(usd);
        if (field == 3) order.unitPrice = 1;
        if (field == 4) order.startsAt -= 1;
        if (field == 5) order.expiresAt += 1;
        if (field == 6) order.salt += 1;
        if (field == 7) order.taker = buyer;
        if (field == 8) (order.kind, order.departures) = (ItemKind.CAPSULE, 0);
    }

    function _expectInvalid(IMarket.Fill memory wanted) private {
        _expectRefusal(
            wanted,
            abi.encodeWithSelector(
                IMarket.Market_InvalidSignature.selector, market.orderHash(wanted.order), wanted.order.seller
            )
        );
    }
}

/// @dev A wallet of one signer that takes licenses and native currency.
contract PayableWallet is SignerWallet, IERC1155Receiver {
    constructor(address signer) SignerWallet(signer) { }

    receive() external payable { }

    function onERC1155Received(address, address, uint256, uint256, bytes calldata) external pure returns (bytes4) {
        return IERC1155Receiver.onERC1155Received.selector;
    }

    function onERC1155BatchReceived(address, address, uint256[] calldata, uint256[] calldata, bytes calldata)
        external
        pure
        returns (bytes4)
    {
        return IERC1155Receiver.onERC1155BatchReceived.selector;
    }

    function supportsInterface(bytes4) external pure returns (bool) {
        return true;
    }
}
