// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { Currency } from "../libraries/Currency.sol";
import { RoyaltyMath } from "../libraries/RoyaltyMath.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title RoyaltyLedger: what a capsule has earned, and what a holder of its units has earned since
/// @dev Per capsule and currency, with G = cumulative direct income in the till:
///   fee = floor(G * feeBps / 10^4), R = G - fee
///   net = R + income collected from descendants - what is owed upward
///   a holder of u units earns u * (growth of net) / 1,000,000 since its checkpoint.
/// @dev Accruals are kept in millionths of a currency unit, so nothing is lost by claiming often.
abstract contract RoyaltyLedger is ProtocolUpgradeable, IRoyaltySplitter {
    using SafeCast for uint256;

    uint256 private constant MAX_CURRENCIES = 8;

    /// @dev Ledger key of whoever owns the capsule.
    address internal constant OWNER = address(0);

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

    /// @param known whether the fee was read from the registry
    /// @param feeBps copy of the capsule's fee, which never changes
    /// @param absoluteBps sum of the rates owed to ABSOLUTE ancestors
    /// @param relativeBps sum of the rates owed to RELATIVE parents
    /// @param absoluteCount number of ABSOLUTE ancestors
    /// @param allocated units that have left the owner, those in escrow included
    /// @param collected whether anything was ever collected from descendants
    /// @param frozen whether what the owner earns is contested
    struct Account {
        bool known;
        uint16 feeBps;
        uint16 absoluteBps;
        uint16 relativeBps;
        uint8 absoluteCount;
        uint32 allocated;
        bool collected;
        bool frozen;
    }

    /// @dev Cumulative income collected from descendants, by policy; below 2^104 each, like direct income.
    struct Pulled {
        uint128 relative;
        uint128 absolute;
    }

    /// @param checkpoint net income up to which the accrual is computed
    /// @param accrued earned and not yet paid, in millionths of a currency unit
    struct Ledger {
        uint128 checkpoint;
        uint128 accrued;
    }

    /// @dev What an account holds, and its ledger of the native currency, in one word: a new holder costs one slot, and
    /// a claim reads one.
    /// @param units as ERC-1155; 0 for the owner, whose units are those not allocated
    struct Holding {
        uint24 units;
        uint104 checkpoint;
        uint128 accrued;
    }

    /// @dev Units of a training round that nobody claimed yet, and net income when it ended: from there they earn.
    /// @param nativeStart net income in the native currency
    /// @param starts net income in ERC-20s; 0 for those accepted later
    struct Escrow {
        uint24 units;
        uint104 nativeStart;
        mapping(address currency => uint256) starts;
    }

    /// @dev What a capsule owes an ancestor, and what of it was collected in the native currency.
    /// @param feeBps the child's fee, repeated here so that collecting reads one word of the child
    struct Edge {
        uint16 absoluteBps;
        uint16 relativeBps;
        uint16 feeBps;
        uint104 absoluteCollected;
        uint104 relativeCollected;
    }

    /// @dev What was collected over an edge in an ERC-20.
    struct Collected {
        uint128 absolute;
        uint128 relative;
    }

    /// @custom:storage-location erc7201:capsule.storage.RoyaltySplitter
    struct SplitterStorage {
        address treasury;
        mapping(uint256 capsuleId => Account) accounts;
        mapping(uint256 capsuleId => address[]) currencies;
        mapping(uint256 capsuleId => mapping(address currency => bool)) accepted;
        mapping(uint256 capsuleId => mapping(address currency => uint256)) feeCollected;
        mapping(uint256 capsuleId => mapping(address currency => Pulled)) pulled;
        mapping(uint256 capsuleId => mapping(address token => mapping(address holder => Ledger))) ledgers;
        mapping(uint256 childId => mapping(uint256 ancestorId => Edge)) edges;
        mapping(uint256 childId => mapping(uint256 ancestorId => mapping(address currency => Collected))) collected;
        mapping(uint256 capsuleId => mapping(address holder => Holding)) holdings;
        mapping(uint256 capsuleId => mapping(uint256 roundId => Escrow)) escrows;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.RoyaltySplitter")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_LOCATION = 0x9e4a25737e877da5d17b6471852588bb14d267f197913e00ff3b3701dde31700;

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
        if (!$.accounts[capsuleId].known) _setAccount($, capsuleId, _account($, capsuleId));
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

    /// @dev Writes what `units` have earned so far to the holder's ledger, in one currency.
    function _settle(
        SplitterStorage storage $,
        uint256 capsuleId,
        address currency,
        address holder,
        uint256 net,
        uint256 units
    ) internal {
        uint256 accrued = _accrued(_ledger($, capsuleId, currency, holder), net, units);
        _setLedger($, capsuleId, currency, holder, net, accrued);
    }

    /// @dev Adds to what a holder is owed, in millionths.
    function _add(SplitterStorage storage $, uint256 capsuleId, address currency, address holder, uint256 accrued)
        internal
    {
        Ledger memory ledger = _ledger($, capsuleId, currency, holder);
        _setLedger($, capsuleId, currency, holder, ledger.checkpoint, ledger.accrued + accrued);
    }

    function _setLedger(
        SplitterStorage storage $,
        uint256 capsuleId,
        address currency,
        address holder,
        uint256 checkpoint,
        uint256 accrued
    ) internal {
        if (currency == Currency.NATIVE) {
            Holding storage holding = $.holdings[capsuleId][holder];
            (holding.checkpoint, holding.accrued) = (checkpoint.toUint104(), accrued.toUint128());
        } else {
            $.ledgers[capsuleId][currency][holder] = Ledger(checkpoint.toUint128(), accrued.toUint128());
        }
    }

    function _ledger(SplitterStorage storage $, uint256 capsuleId, address currency, address holder)
        internal
        view
        returns (Ledger memory)
    {
        if (currency != Currency.NATIVE) return $.ledgers[capsuleId][currency][holder];
        Holding storage holding = $.holdings[capsuleId][holder];
        return Ledger(holding.checkpoint, holding.accrued);
    }

    /// @dev One function for all, since packing the word takes code at each place.
    function _setAccount(SplitterStorage storage $, uint256 capsuleId, Account memory account) internal {
        $.accounts[capsuleId] = account;
    }

    /// @dev The currencies that a capsule earns in, the native one after its ERC-20s.
    /// @param count number of the ERC-20s
    function _currencyAt(address[] storage currencies, uint256 index, uint256 count) internal view returns (address) {
        return index == count ? Currency.NATIVE : currencies[index];
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
        uint256 direct = _direct(capsuleId, currency, account.feeBps);
        Pulled memory pulled;
        if (account.collected) pulled = $.pulled[capsuleId][currency];
        return direct + pulled.relative + pulled.absolute
            - RoyaltyMath.owedUpward(direct, pulled.relative, account.absoluteBps, account.relativeBps);
    }

    /// @dev Cumulative direct income after the protocol fee.
    function _direct(uint256 capsuleId, address currency, uint256 feeBps) internal view returns (uint256) {
        uint256 income = ACCESS_TOKEN.incomeOf(capsuleId, currency);
        return income - RoyaltyMath.fee(income, feeBps);
    }

    function _accrued(Ledger memory ledger, uint256 net, uint256 units) internal pure returns (uint256) {
        return ledger.accrued + RoyaltyMath.accrual(net - ledger.checkpoint, units);
    }

    function _storage() internal pure returns (SplitterStorage storage $) {
        bytes32 slot = STORAGE_LOCATION;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
