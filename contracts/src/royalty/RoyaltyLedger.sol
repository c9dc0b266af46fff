// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { Currency } from "../libraries/Currency.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";
import { Ledgers } from "./Ledgers.sol";
import { Account, RoyaltyStorage } from "./RoyaltyStorage.sol";

/// @title RoyaltyLedger: what a capsule has earned, and what a holder of its units has earned since
/// @dev Per capsule and currency, with G = cumulative direct income in the till:
///   fee = floor(G * feeBps / 10^4), R = G - fee
///   net = R + income collected from descendants - what is owed upward
///   a holder of u units earns u * (growth of net) / 1,000,000 since its checkpoint.
/// @dev Accruals are kept in millionths of a currency unit, so nothing is lost by claiming often.
abstract contract RoyaltyLedger is ProtocolUpgradeable, RoyaltyStorage, IRoyaltySplitter {
    using Ledgers for SplitterStorage;

    uint256 private constant MAX_CURRENCIES = 8;

    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    ICapsuleRegistry internal immutable CAPSULE_REGISTRY;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IAccessToken internal immutable ACCESS_TOKEN;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    address internal immutable MARKET;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    address internal immutable TRAINING_POOL;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    address internal immutable DISPUTE_COURT;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(
        ICapsuleRegistry capsuleRegistry,
        IAccessToken accessToken,
        address market,
        address trainingPool,
        address disputeCourt
    ) {
        CAPSULE_REGISTRY = capsuleRegistry;
        ACCESS_TOKEN = accessToken;
        MARKET = market;
        TRAINING_POOL = trainingPool;
        DISPUTE_COURT = disputeCourt;
    }

    /// @inheritdoc IRoyaltySplitter
    function acceptCurrency(uint256 capsuleId, address currency) external {
        if (msg.sender != address(ACCESS_TOKEN) && !CAPSULE_REGISTRY.isAuthorized(capsuleId, msg.sender)) {
            revert RoyaltySplitter_NotAuthorized(capsuleId, msg.sender);
        }
        SplitterStorage storage $ = _storage();
        _remember($, capsuleId);
        if (currency == Currency.NATIVE || $.accepted[capsuleId][currency]) return;
        if (currency.code.length == 0) revert RoyaltySplitter_InvalidCurrency(currency);
        address[] storage currencies = $.currencies[capsuleId];
        if (currencies.length == MAX_CURRENCIES) {
            revert RoyaltySplitter_TooManyCurrencies(capsuleId, MAX_CURRENCIES);
        }
        currencies.push(currency);
        $.accepted[capsuleId][currency] = true;
        emit CurrencyAccepted(capsuleId, currency);
    }

    /// @inheritdoc IRoyaltySplitter
    function currenciesOf(uint256 capsuleId) external view returns (address[] memory) {
        return _storage().currencies[capsuleId];
    }

    /// @inheritdoc IRoyaltySplitter
    function netIncome(uint256 capsuleId, address currency) external view returns (uint256) {
        SplitterStorage storage $ = _storage();
        return _net($, _account($, capsuleId), capsuleId, currency);
    }

    /// @inheritdoc IRoyaltySplitter
    function acceptsCurrency(uint256 capsuleId, address currency) public view returns (bool) {
        return currency == Currency.NATIVE || _storage().accepted[capsuleId][currency];
    }

    /// @dev Stores the capsule's account if it isn't.
    function _remember(SplitterStorage storage $, uint256 capsuleId) internal {
        if (!$.accounts[capsuleId].known) $.setAccount(capsuleId, _account($, capsuleId));
    }

    /// @dev The capsule's account, with the fee from the registry as long as none is stored.
    function _account(SplitterStorage storage $, uint256 capsuleId) internal view returns (Account memory account) {
        account = $.accounts[capsuleId];
        if (!account.known) (account.known, account.feeBps) = (true, CAPSULE_REGISTRY.feeBpsOf(capsuleId));
    }

    function _net(SplitterStorage storage $, Account memory account, uint256 capsuleId, address currency)
        internal
        view
        returns (uint256)
    {
        return $.net(ACCESS_TOKEN, account, capsuleId, currency);
    }
}
