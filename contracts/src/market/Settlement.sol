// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../interfaces/ICapsuleRegistry.sol";
import { IMarket, ItemKind } from "../interfaces/IMarket.sol";
import { IResellable } from "../interfaces/IResellable.sol";
import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { Basis } from "../libraries/Basis.sol";
import { Currency } from "../libraries/Currency.sol";
import { PausableEntries } from "../upgrade/PausableEntries.sol";
import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { IERC721 } from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import { Address } from "@openzeppelin/contracts/utils/Address.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title Settlement: tokens against money
/// @dev Tokens move first: between looking at what a seller holds and moving it nobody else can change anything. Whoever
/// then gets control finds the order or bid as it is afterwards, and the guard closed.
abstract contract Settlement is IMarket, PausableEntries, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @dev Longest time that an order or a bid stands.
    uint256 internal constant MAX_PERIOD = 30 days;

    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    ICapsuleRegistry private immutable CAPSULE_REGISTRY;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IAccessToken private immutable ACCESS_TOKEN;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IRoyaltySplitter private immutable ROYALTY_SPLITTER;

    /// @dev What {IResellable-resaleOf} tells.
    struct Resale {
        uint256 capsuleId;
        uint256 royaltyBps;
        uint256 units;
        uint256 departures;
        bool suspended;
    }

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(ICapsuleRegistry capsuleRegistry, IAccessToken accessToken, IRoyaltySplitter royaltySplitter) {
        CAPSULE_REGISTRY = capsuleRegistry;
        ACCESS_TOKEN = accessToken;
        ROYALTY_SPLITTER = royaltySplitter;
    }

    function _resaleOf(ItemKind kind, uint256 id, address holder) internal view returns (Resale memory resale) {
        (resale.capsuleId, resale.royaltyBps, resale.units, resale.departures, resale.suspended) =
            IResellable(_collection(kind)).resaleOf(id, holder);
    }

    function _requireSellable(Resale memory resale, ItemKind kind, uint256 id, address seller, uint256 quantity)
        internal
        pure
    {
        if (resale.suspended) revert Market_Suspended(resale.capsuleId);
        if (resale.units < quantity) revert Market_NotEnoughUnits(kind, id, seller, resale.units);
    }

    /// @dev Nobody buys from himself: nothing would leave the seller, and an order that was filled could be again.
    function _deliver(ItemKind kind, uint256 id, address from, address to, uint256 quantity) internal {
        if (from == to) revert Market_InvalidRecipient(to);
        address collection = _collection(kind);
        if (kind == ItemKind.CAPSULE) IERC721(collection).safeTransferFrom(from, to, id);
        else IERC1155(collection).safeTransferFrom(from, to, id, quantity, "");
    }

    /// @dev Makes `amount` that is here income of a capsule. Of an ERC-20 the till may take exactly that, and does.
    function _payRoyalty(uint256 capsuleId, address currency, uint256 amount) internal {
        if (amount == 0) return;
        if (currency == Currency.NATIVE) {
            ACCESS_TOKEN.tip{ value: amount }(capsuleId, currency, amount);
        } else {
            IERC20(currency).forceApprove(address(ACCESS_TOKEN), amount);
            ACCESS_TOKEN.tip(capsuleId, currency, amount);
        }
    }

    function _pay(address currency, address recipient, uint256 amount) internal {
        if (amount == 0) return;
        if (currency == Currency.NATIVE) Address.sendValue(payable(recipient), amount);
        else IERC20(currency).safeTransfer(recipient, amount);
    }

    /// @dev Takes `amount` of an ERC-20 from the caller.
    /// @return received by how much the market's balance grew
    function _collect(address currency, uint256 amount) internal returns (uint256 received) {
        uint256 before = IERC20(currency).balanceOf(address(this));
        IERC20(currency).safeTransferFrom(msg.sender, address(this), amount);
        return IERC20(currency).balanceOf(address(this)) - before;
    }

    /// @dev Sending native currency along with an ERC-20 payment is a mistake.
    function _requireExactValue(address currency) internal view {
        if (currency != Currency.NATIVE && msg.value != 0) revert Market_UnexpectedPayment(msg.value);
    }

    /// @dev Rounded down, as ERC-2981 of the token is.
    function _royalty(uint256 price, uint256 royaltyBps) internal pure returns (uint256) {
        return price * royaltyBps / Basis.BPS;
    }

    /// @dev Only the protocol's own tokens are ever called to move something.
    function _collection(ItemKind kind) private view returns (address) {
        if (kind == ItemKind.LICENSE) return address(ACCESS_TOKEN);
        return kind == ItemKind.CAPSULE ? address(CAPSULE_REGISTRY) : address(ROYALTY_SPLITTER);
    }
}
