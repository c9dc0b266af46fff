// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { Currency } from "../libraries/Currency.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Address } from "@openzeppelin/contracts/utils/Address.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Till: all money of the protocol's sales and tips
/// @dev What it holds of a currency = income of all capsules - what was released + credits. What is credited is what
/// arrived (balance difference), so a token that misbehaves can hurt only those who are paid in it.
/// @dev One guard covers everything that moves money, in or out: no payment can be counted within another.
abstract contract Till is IAccessToken, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    ICapsuleRegistry internal immutable CAPSULE_REGISTRY;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IRoyaltySplitter internal immutable ROYALTY_SPLITTER;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    address internal immutable MARKET;

    /// @param nativeIncome cumulative direct income in the native currency
    /// @param open whether licenses may be sold: the registry's {ICapsuleRegistry-saleReady}
    /// @param suspended whether a dispute keeps them from being resold, too
    struct Sales {
        uint104 nativeIncome;
        bool open;
        bool suspended;
    }

    /// @custom:storage-location erc7201:capsule.storage.Till
    struct TillStorage {
        mapping(uint256 capsuleId => Sales) sales;
        mapping(uint256 capsuleId => mapping(address currency => uint256)) tokenIncome;
        mapping(address account => mapping(address currency => uint256)) credits;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.Till")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant TILL_STORAGE = 0x355c6717152bccd6b8416b0edda287a932fb463b931e459ae64e09fb745c3900;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(ICapsuleRegistry capsuleRegistry, IRoyaltySplitter royaltySplitter, address market) {
        CAPSULE_REGISTRY = capsuleRegistry;
        ROYALTY_SPLITTER = royaltySplitter;
        MARKET = market;
    }

    /// @inheritdoc IAccessToken
    function tip(uint256 capsuleId, address currency, uint256 amount) external payable nonReentrant {
        // Reverts for an unknown capsule, whose money nobody could ever claim. The market sells of known ones only.
        if (msg.sender != MARKET) CAPSULE_REGISTRY.capsuleOwner(capsuleId);
        if (currency != Currency.NATIVE && !ROYALTY_SPLITTER.acceptsCurrency(capsuleId, currency)) {
            revert AccessToken_CurrencyNotAccepted(capsuleId, currency);
        }
        if (amount == 0) revert AccessToken_NothingReceived(currency);
        _requireExactValue(currency);
        (uint256 received, uint256 left) = _receive(msg.sender, currency, amount, msg.value);
        _addIncome(capsuleId, currency, received);
        // Before the caller is called: who follows events sees income and units change in the order they did.
        emit IncomeReceived(capsuleId, currency, msg.sender, received);
        _refund(left);
    }

    /// @inheritdoc IAccessToken
    function release(address currency, address recipient, uint256 amount) external nonReentrant {
        if (msg.sender != address(ROYALTY_SPLITTER)) revert AccessToken_NotSplitter(msg.sender);
        _pay(currency, recipient, amount);
    }

    /// @inheritdoc IAccessToken
    function withdrawCredit(address account, address currency) external nonReentrant returns (uint256 amount) {
        TillStorage storage $ = _till();
        amount = $.credits[account][currency];
        if (amount == 0) revert AccessToken_NoCredit(account, currency);
        delete $.credits[account][currency];
        emit CreditWithdrawn(account, currency, amount);
        _pay(currency, account, amount);
    }

    /// @inheritdoc IAccessToken
    function setSales(uint256 capsuleId, bool open, bool suspended) external {
        if (msg.sender != address(CAPSULE_REGISTRY)) revert AccessToken_NotRegistry(msg.sender);
        _salesOf(capsuleId).suspended = suspended;
        _setSalesOpen(capsuleId, open);
    }

    /// @inheritdoc IAccessToken
    function creditOf(address account, address currency) external view returns (uint256) {
        return _till().credits[account][currency];
    }

    /// @inheritdoc IAccessToken
    function incomeOf(uint256 capsuleId, address currency) external view returns (uint256) {
        TillStorage storage $ = _till();
        return currency == Currency.NATIVE ? $.sales[capsuleId].nativeIncome : $.tokenIncome[capsuleId][currency];
    }

    /// @inheritdoc IAccessToken
    function salesOpen(uint256 capsuleId) public view returns (bool) {
        return _till().sales[capsuleId].open;
    }

    function _setSalesOpen(uint256 capsuleId, bool open) internal {
        Sales storage sales = _till().sales[capsuleId];
        if (sales.open == open) return;
        sales.open = open;
        emit SalesOpened(capsuleId, open);
    }

    /// @dev Takes a payment.
    /// @param available native currency sent with the call and not yet used
    /// @return received by how much the till grew
    /// @return left of `available`
    function _receive(address payer, address currency, uint256 total, uint256 available)
        internal
        returns (uint256 received, uint256 left)
    {
        if (currency == Currency.NATIVE) {
            if (available < total) revert AccessToken_InsufficientPayment(available, total);
            unchecked {
                return (total, available - total);
            }
        }
        if (total == 0) return (0, available);
        uint256 before = IERC20(currency).balanceOf(address(this));
        IERC20(currency).safeTransferFrom(payer, address(this), total);
        received = IERC20(currency).balanceOf(address(this)) - before;
        if (received == 0) revert AccessToken_NothingReceived(currency);
        return (received, available);
    }

    function _addIncome(uint256 capsuleId, address currency, uint256 amount) internal {
        _addIncome(_salesOf(capsuleId), capsuleId, currency, amount);
    }

    /// @param sales the capsule's, which a sale has at hand
    function _addIncome(Sales storage sales, uint256 capsuleId, address currency, uint256 amount) internal {
        if (currency == Currency.NATIVE) {
            sales.nativeIncome = (sales.nativeIncome + amount).toUint104();
        } else {
            mapping(address => uint256) storage income = _till().tokenIncome[capsuleId];
            income[currency] = (income[currency] + amount).toUint104();
        }
    }

    function _salesOf(uint256 capsuleId) internal view returns (Sales storage) {
        return _till().sales[capsuleId];
    }

    function _credit(address account, address currency, uint256 amount) internal {
        if (amount == 0) return;
        _till().credits[account][currency] += amount;
        emit Credited(account, currency, amount);
    }

    /// @dev Gives back what was sent and not needed.
    function _refund(uint256 left) internal {
        if (left != 0) Address.sendValue(payable(msg.sender), left);
    }

    /// @dev Sending native currency along with an ERC-20 payment is a mistake.
    function _requireExactValue(address currency) internal view {
        if (currency != Currency.NATIVE && msg.value != 0) revert AccessToken_UnexpectedPayment(msg.value);
    }

    function _pay(address currency, address recipient, uint256 amount) private {
        if (currency == Currency.NATIVE) Address.sendValue(payable(recipient), amount);
        else IERC20(currency).safeTransfer(recipient, amount);
    }

    function _till() private pure returns (TillStorage storage $) {
        bytes32 slot = TILL_STORAGE;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
