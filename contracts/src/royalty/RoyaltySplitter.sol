// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../interfaces/ICapsuleRegistry.sol";
import { IInbox } from "../interfaces/IInbox.sol";
import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { RoyaltyMath } from "../libraries/RoyaltyMath.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";
import { ContributionShares } from "./ContributionShares.sol";
import { Inboxes } from "./Inboxes.sol";
import { Ledgers } from "./Ledgers.sol";
import { Lineage } from "./Lineage.sol";
import { RoyaltyLedger } from "./RoyaltyLedger.sol";
import { Account } from "./RoyaltyStorage.sol";
import { Create3 } from "@openzeppelin/contracts/utils/Create3.sol";

/// @title RoyaltySplitter
/// @dev Claims, fees and inboxes, over the ledger ({RoyaltyLedger}), its debts ({Lineage}) and its holders
/// ({ContributionShares}). Holds no money.
/// @dev Trusts: AccessToken to report cumulative income that never falls and to pay what it is told.
/// @dev {OwnerFreeze} and {Inboxes} are linked, as {OfferTerms} is to AccessToken: libraries without state, for what is
/// done rarely, whose addresses are part of this code and so as fixed as the rest of it.
/// @custom:oz-upgrades-unsafe-allow external-library-linking
contract RoyaltySplitter is ContributionShares, Lineage {
    using Ledgers for SplitterStorage;

    /// @dev Enough for any honest receiver, too little for one that wants to burn the whole batch's gas.
    uint256 private constant PUSH_GAS = 200_000;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(
        ICapsuleRegistry capsuleRegistry,
        IAccessToken accessToken,
        address market,
        address trainingPool,
        address disputeCourt
    ) RoyaltyLedger(capsuleRegistry, accessToken, market, trainingPool, disputeCourt) { }

    /// @param authority the protocol's AccessManager
    /// @param treasury_ account that receives the protocol fee
    function initialize(address authority, address treasury_) external initializer {
        __AccessManaged_init(authority);
        __ERC1155_init("");
        _setTreasury(treasury_);
    }

    /// @inheritdoc IRoyaltySplitter
    function claim(uint256 capsuleId, address currency, address account) external returns (uint256 amount) {
        return _claim(capsuleId, currency, account, account, account);
    }

    /// @inheritdoc IRoyaltySplitter
    function claimTo(uint256 capsuleId, address currency, address recipient) external returns (uint256 amount) {
        return _claim(capsuleId, currency, msg.sender, msg.sender, recipient);
    }

    /// @inheritdoc IRoyaltySplitter
    function claimOwner(uint256 capsuleId, address currency) external returns (uint256 amount) {
        address owner = CAPSULE_REGISTRY.capsuleOwner(capsuleId);
        return _claim(capsuleId, currency, Ledgers.OWNER, owner, owner);
    }

    /// @inheritdoc IRoyaltySplitter
    function claimOwnerTo(uint256 capsuleId, address currency, address recipient) external returns (uint256 amount) {
        if (CAPSULE_REGISTRY.capsuleOwner(capsuleId) != msg.sender) {
            revert RoyaltySplitter_NotOwner(capsuleId, msg.sender);
        }
        return _claim(capsuleId, currency, Ledgers.OWNER, msg.sender, recipient);
    }

    /// @inheritdoc IRoyaltySplitter
    function distribute(uint256 capsuleId, address currency, address[] calldata accounts)
        external
        returns (uint256 paid)
    {
        address owner = CAPSULE_REGISTRY.capsuleOwner(capsuleId);
        paid = _push(capsuleId, currency, Ledgers.OWNER, owner);
        for (uint256 i = 0; i < accounts.length; ++i) {
            if (accounts[i] != Ledgers.OWNER) paid += _push(capsuleId, currency, accounts[i], accounts[i]);
        }
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
    function sweep(uint256 capsuleId, address currency) external {
        address inbox = inboxOf(capsuleId);
        if (inbox.code.length == 0) Inboxes.create(ACCESS_TOKEN, capsuleId);
        emit InboxSwept(capsuleId, currency, inbox);
        IInbox(inbox).forward(currency);
    }

    /// @inheritdoc IRoyaltySplitter
    function setTreasury(address treasury_) external restricted {
        _setTreasury(treasury_);
    }

    /// @inheritdoc IRoyaltySplitter
    function claimable(uint256 capsuleId, address currency, address account) external view returns (uint256) {
        return account == Ledgers.OWNER ? 0 : _claimable(capsuleId, currency, account);
    }

    /// @inheritdoc IRoyaltySplitter
    function claimableOwner(uint256 capsuleId, address currency) external view returns (uint256) {
        return _claimable(capsuleId, currency, Ledgers.OWNER);
    }

    /// @inheritdoc IRoyaltySplitter
    function contestedIncome(uint256 capsuleId, address currency) external view returns (uint256) {
        return _claimable(capsuleId, currency, Ledgers.contestedKey(ACCESS_TOKEN));
    }

    /// @inheritdoc IRoyaltySplitter
    function treasury() external view returns (address) {
        return _storage().treasury;
    }

    /// @inheritdoc ProtocolUpgradeable
    function version() external pure override returns (string memory) {
        return "0.3.0";
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

    /// @param holder ledger key: an account, or {Ledgers-OWNER}
    /// @param account who the ledger belongs to
    function _claim(uint256 capsuleId, address currency, address holder, address account, address recipient)
        private
        returns (uint256 amount)
    {
        _requirePayable(recipient);
        amount = _takeFrom(capsuleId, currency, holder);
        if (amount == 0) revert RoyaltySplitter_NothingToClaim(capsuleId, currency, account);
        emit IncomeClaimed(capsuleId, currency, account, recipient, amount, holder == Ledgers.OWNER);
        ACCESS_TOKEN.release(currency, recipient, amount);
    }

    /// @dev Pays if the recipient takes it; if not, gives the amount back to its ledger.
    function _push(uint256 capsuleId, address currency, address holder, address account)
        private
        returns (uint256 amount)
    {
        if (account == address(ACCESS_TOKEN)) return 0;
        amount = _takeFrom(capsuleId, currency, holder);
        if (amount == 0) return 0;
        try ACCESS_TOKEN.release{ gas: PUSH_GAS }(currency, account, amount) {
            emit IncomeClaimed(capsuleId, currency, account, account, amount, holder == Ledgers.OWNER);
        } catch {
            _storage().add(capsuleId, currency, holder, RoyaltyMath.scaled(amount));
            emit PaymentFailed(capsuleId, currency, account, amount);
            amount = 0;
        }
    }

    function _takeFrom(uint256 capsuleId, address currency, address holder) private returns (uint256) {
        (uint256 net, uint256 accrued) = _earned(capsuleId, currency, holder);
        (uint256 amount, uint256 remainder) = RoyaltyMath.wholeUnits(accrued);
        _storage().setLedger(capsuleId, currency, holder, net, remainder);
        return amount;
    }

    /// @dev Neither the zero account, which is the owner's key, nor the till, where the money would be nobody's.
    function _requirePayable(address recipient) private view {
        if (recipient == address(0) || recipient == address(ACCESS_TOKEN)) {
            revert RoyaltySplitter_InvalidRecipient(recipient);
        }
    }

    function _setTreasury(address treasury_) private {
        _requirePayable(treasury_);
        _storage().treasury = treasury_;
        emit TreasuryChanged(treasury_);
    }

    function _claimable(uint256 capsuleId, address currency, address holder) private view returns (uint256 amount) {
        (, uint256 accrued) = _earned(capsuleId, currency, holder);
        (amount,) = RoyaltyMath.wholeUnits(accrued);
    }

    /// @return net income now
    /// @return accrued what the holder has earned by now and wasn't paid, in millionths
    function _earned(uint256 capsuleId, address currency, address holder)
        private
        view
        returns (uint256 net, uint256 accrued)
    {
        SplitterStorage storage $ = _storage();
        Account memory account = _account($, capsuleId);
        net = _net($, account, capsuleId, currency);
        accrued = $.accrued(capsuleId, currency, holder, net, _unitsOf(account, capsuleId, holder));
    }
}
