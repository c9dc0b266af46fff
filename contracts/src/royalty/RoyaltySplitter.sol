// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../interfaces/ICapsuleRegistry.sol";
import { IInbox } from "../interfaces/IInbox.sol";
import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { Basis } from "../libraries/Basis.sol";
import { Currency } from "../libraries/Currency.sol";
import { RoyaltyMath } from "../libraries/RoyaltyMath.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";
import { Inbox } from "./Inbox.sol";
import { Create3 } from "@openzeppelin/contracts/utils/Create3.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title RoyaltySplitter
/// @dev Per capsule and currency, with G = cumulative direct income in the till:
///   fee = floor(G * feeBps / 10^4), R = G - fee
///   net = R + income pulled from descendants - what is owed upward
///   a holder of u units earns u * (growth of net) / 1,000,000 since its checkpoint.
/// @dev Accruals are kept in millionths of a currency unit, so nothing is lost by claiming often.
/// @dev Trusts: AccessToken to report cumulative income that never falls and to pay what it is told.
contract RoyaltySplitter is IRoyaltySplitter, ProtocolUpgradeable {
    using SafeCast for uint256;

    uint256 private constant MAX_CURRENCIES = 8;

    /// @dev Ledger key of whoever owns the capsule.
    address private constant OWNER = address(0);

    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    ICapsuleRegistry private immutable CAPSULE_REGISTRY;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IAccessToken private immutable ACCESS_TOKEN;

    /// @param known whether the fee was read from the registry
    /// @param feeBps copy of the capsule's fee, which never changes
    /// @param absoluteBps sum of the rates owed to ABSOLUTE ancestors
    /// @param relativeBps sum of the rates owed to RELATIVE parents
    /// @param allocated units that have left the owner
    /// @param collected whether anything was ever collected from descendants
    struct Account {
        bool known;
        uint16 feeBps;
        uint16 absoluteBps;
        uint16 relativeBps;
        uint32 allocated;
        bool collected;
    }

    /// @dev Cumulative income collected from descendants, by policy.
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

    /// @custom:storage-location erc7201:capsule.storage.RoyaltySplitter
    struct SplitterStorage {
        address treasury;
        mapping(uint256 capsuleId => Account) accounts;
        mapping(uint256 capsuleId => address[]) currencies;
        mapping(uint256 capsuleId => mapping(address currency => bool)) accepted;
        mapping(uint256 capsuleId => mapping(address currency => uint256)) feeCollected;
        mapping(uint256 capsuleId => mapping(address currency => Pulled)) pulled;
        mapping(uint256 capsuleId => mapping(address currency => mapping(address holder => Ledger))) ledgers;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.RoyaltySplitter")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_LOCATION = 0x9e4a25737e877da5d17b6471852588bb14d267f197913e00ff3b3701dde31700;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(ICapsuleRegistry capsuleRegistry, IAccessToken accessToken) {
        CAPSULE_REGISTRY = capsuleRegistry;
        ACCESS_TOKEN = accessToken;
    }

    /// @param authority the protocol's AccessManager
    /// @param treasury_ account that receives the protocol fee
    function initialize(address authority, address treasury_) external initializer {
        __AccessManaged_init(authority);
        _setTreasury(treasury_);
    }

    /// @inheritdoc IRoyaltySplitter
    function claimOwner(uint256 capsuleId, address currency) external returns (uint256 amount) {
        address owner = CAPSULE_REGISTRY.ownerOf(capsuleId);
        return _claimOwner(capsuleId, currency, owner, owner);
    }

    /// @inheritdoc IRoyaltySplitter
    function claimOwnerTo(uint256 capsuleId, address currency, address recipient) external returns (uint256 amount) {
        if (recipient == address(0)) revert RoyaltySplitter_InvalidRecipient(recipient);
        if (CAPSULE_REGISTRY.ownerOf(capsuleId) != msg.sender) {
            revert RoyaltySplitter_NotOwner(capsuleId, msg.sender);
        }
        return _claimOwner(capsuleId, currency, msg.sender, recipient);
    }

    /// @inheritdoc IRoyaltySplitter
    function collectFee(uint256 capsuleId, address currency) external returns (uint256 amount) {
        SplitterStorage storage $ = _storage();
        address treasury_ = $.treasury;
        amount = collectableFee(capsuleId, currency);
        if (amount == 0) revert RoyaltySplitter_NothingToClaim(capsuleId, currency, treasury_);
        $.feeCollected[capsuleId][currency] += amount;
        emit FeeCollected(capsuleId, currency, treasury_, amount);
        ACCESS_TOKEN.release(currency, treasury_, amount);
    }

    /// @inheritdoc IRoyaltySplitter
    function acceptCurrency(uint256 capsuleId, address currency) external {
        if (msg.sender != address(ACCESS_TOKEN) && !CAPSULE_REGISTRY.isAuthorized(capsuleId, msg.sender)) {
            revert RoyaltySplitter_NotAuthorized(capsuleId, msg.sender);
        }
        SplitterStorage storage $ = _storage();
        _rememberFee($, capsuleId);
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
    function sweep(uint256 capsuleId, address currency) external {
        address inbox = inboxOf(capsuleId);
        if (inbox.code.length == 0) {
            bytes memory code = abi.encodePacked(type(Inbox).creationCode, abi.encode(ACCESS_TOKEN, capsuleId));
            Create3.deploy(0, bytes32(capsuleId), code);
        }
        emit InboxSwept(capsuleId, currency, inbox);
        IInbox(inbox).forward(currency);
    }

    /// @inheritdoc IRoyaltySplitter
    function setTreasury(address treasury_) external restricted {
        _setTreasury(treasury_);
    }

    /// @inheritdoc IRoyaltySplitter
    function claimableOwner(uint256 capsuleId, address currency) external view returns (uint256 amount) {
        SplitterStorage storage $ = _storage();
        Account memory account = _account($, capsuleId);
        uint256 net = _net($, account, capsuleId, currency);
        Ledger memory ledger = $.ledgers[capsuleId][currency][OWNER];
        (amount,) = RoyaltyMath.wholeUnits(_accrued(ledger, net, Basis.UNITS - account.allocated));
    }

    /// @inheritdoc IRoyaltySplitter
    function netIncome(uint256 capsuleId, address currency) external view returns (uint256) {
        SplitterStorage storage $ = _storage();
        return _net($, _account($, capsuleId), capsuleId, currency);
    }

    /// @inheritdoc IRoyaltySplitter
    function currenciesOf(uint256 capsuleId) external view returns (address[] memory) {
        return _storage().currencies[capsuleId];
    }

    /// @inheritdoc IRoyaltySplitter
    function acceptsCurrency(uint256 capsuleId, address currency) external view returns (bool) {
        return currency == Currency.NATIVE || _storage().accepted[capsuleId][currency];
    }

    /// @inheritdoc IRoyaltySplitter
    function treasury() external view returns (address) {
        return _storage().treasury;
    }

    /// @inheritdoc ProtocolUpgradeable
    function version() external pure override returns (string memory) {
        return "0.1.0";
    }

    /// @inheritdoc IRoyaltySplitter
    /// @dev CREATE3: the address depends on this proxy and the capsule only, not on the inbox's code.
    function inboxOf(uint256 capsuleId) public view returns (address) {
        return Create3.computeAddress(bytes32(capsuleId));
    }

    /// @inheritdoc IRoyaltySplitter
    function collectableFee(uint256 capsuleId, address currency) public view returns (uint256) {
        SplitterStorage storage $ = _storage();
        uint256 income = ACCESS_TOKEN.incomeOf(capsuleId, currency);
        uint256 fee = RoyaltyMath.fee(income, _account($, capsuleId).feeBps);
        return fee - $.feeCollected[capsuleId][currency];
    }

    function _claimOwner(uint256 capsuleId, address currency, address owner, address recipient)
        private
        returns (uint256 amount)
    {
        SplitterStorage storage $ = _storage();
        Account memory account = _account($, capsuleId);
        uint256 net = _net($, account, capsuleId, currency);
        Ledger storage ledger = $.ledgers[capsuleId][currency][OWNER];
        uint256 remainder;
        (amount, remainder) = RoyaltyMath.wholeUnits(_accrued(ledger, net, Basis.UNITS - account.allocated));
        if (amount == 0) revert RoyaltySplitter_NothingToClaim(capsuleId, currency, owner);
        // A remainder is below one million.
        // forge-lint: disable-next-line(unsafe-typecast)
        (ledger.checkpoint, ledger.accrued) = (net.toUint128(), uint128(remainder));
        emit IncomeClaimed(capsuleId, currency, owner, recipient, amount);
        ACCESS_TOKEN.release(currency, recipient, amount);
    }

    function _rememberFee(SplitterStorage storage $, uint256 capsuleId) private {
        Account memory account = _account($, capsuleId);
        if (!$.accounts[capsuleId].known) $.accounts[capsuleId] = account;
    }

    function _setTreasury(address treasury_) private {
        if (treasury_ == address(0)) revert RoyaltySplitter_InvalidRecipient(treasury_);
        _storage().treasury = treasury_;
        emit TreasuryChanged(treasury_);
    }

    /// @dev The capsule's account, with the fee from the registry as long as none is stored.
    function _account(SplitterStorage storage $, uint256 capsuleId) private view returns (Account memory account) {
        account = $.accounts[capsuleId];
        if (!account.known) (account.known, account.feeBps) = (true, CAPSULE_REGISTRY.feeBpsOf(capsuleId));
    }

    function _net(SplitterStorage storage $, Account memory account, uint256 capsuleId, address currency)
        private
        view
        returns (uint256)
    {
        uint256 income = ACCESS_TOKEN.incomeOf(capsuleId, currency);
        uint256 direct = income - RoyaltyMath.fee(income, account.feeBps);
        Pulled memory pulled;
        if (account.collected) pulled = $.pulled[capsuleId][currency];
        return direct + pulled.relative + pulled.absolute
            - RoyaltyMath.owedUpward(direct, pulled.relative, account.absoluteBps, account.relativeBps);
    }

    function _accrued(Ledger memory ledger, uint256 net, uint256 units) private pure returns (uint256) {
        return ledger.accrued + RoyaltyMath.accrual(net - ledger.checkpoint, units);
    }

    function _storage() private pure returns (SplitterStorage storage $) {
        bytes32 slot = STORAGE_LOCATION;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
