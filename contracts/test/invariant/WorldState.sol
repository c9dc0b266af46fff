// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../src/interfaces/IAccessToken.sol";
import { ProtocolTest } from "../fixtures/ProtocolTest.sol";
import { EagerModel } from "./EagerModel.sol";

/// @title What the protocol should have become
/// @dev Fed by what the actions did, never by what the contracts say.
abstract contract WorldState is ProtocolTest {
    struct CapsuleModel {
        address creator;
        bytes32 salt;
        address owner;
        uint16 feeBps;
        uint16 royaltyBps;
        bool encrypted;
        bool isSealed;
        bytes32[] digests;
        uint256[] offers;
    }

    /// @param sold licenses sold or tried, counted for all offers
    struct OfferModel {
        uint256 capsuleId;
        uint256 price;
        bool active;
        uint256 sold;
        IAccessToken.Terms terms;
    }

    /// @param supply licenses with this id
    /// @param expiresAt end in seconds, NEVER for none, 0 after a revocation
    /// @param agreed price of one duration at the sale
    /// @param startedAt second of the sale, or of the trial
    /// @param prepaid what the refund is a part of, paid for the time from `since` to the end
    /// @param paidInAll everything that was ever received for it
    struct LicenseModel {
        uint256 offerId;
        uint256 supply;
        uint256 startedAt;
        uint256 expiresAt;
        uint256 runs;
        uint256 agreed;
        uint256 prepaid;
        uint256 since;
        uint256 paidInAll;
        address autoRenewed;
    }

    uint256 internal constant MAX_CAPSULES = 8;
    uint256 internal constant MAX_OFFERS = 40;
    uint256 internal constant UNITS = 1_000_000;
    address internal constant OWNER = address(0);

    /// @dev Native, a token with permits, one that takes a fee on transfer.
    address[] internal currencies;
    uint256[] internal capsules;
    uint256[] internal licenses;
    uint256 public offerCount;

    EagerModel public model;
    mapping(uint256 id => CapsuleModel) internal _capsules;
    mapping(uint256 offerId => OfferModel) internal _offers;
    mapping(uint256 licenseId => LicenseModel) internal _licenses;
    mapping(uint256 licenseId => mapping(address account => uint256)) public held;

    mapping(uint256 id => mapping(address currency => bool)) public accepts;
    mapping(uint256 id => mapping(address currency => uint256)) public income;
    mapping(uint256 id => mapping(address currency => uint256)) public inInbox;
    mapping(uint256 id => mapping(address currency => mapping(address holder => uint256))) public paid;
    mapping(uint256 id => mapping(address currency => uint256)) public feePaid;
    mapping(uint256 childId => mapping(uint256 ancestorId => mapping(address currency => uint256))) public collected;
    mapping(address account => mapping(address currency => uint256)) public credits;
    mapping(address currency => uint256) public released;
    mapping(address currency => uint256) public donated;
    mapping(address target => uint256) public pausedUntil;
    mapping(uint256 id => bool) public suspended;
    /// @notice How often tokens of an id left an account; of a capsule, whoever held it.
    mapping(address token => mapping(uint256 id => mapping(address account => uint256))) public departures;

    function allCapsules() external view returns (uint256[] memory) {
        return capsules;
    }

    function allCurrencies() external view returns (address[] memory) {
        return currencies;
    }

    function allLicenses() external view returns (uint256[] memory) {
        return licenses;
    }

    function capsuleModel(uint256 id) external view returns (CapsuleModel memory) {
        return _capsules[id];
    }

    function offerModel(uint256 offerId) external view returns (OfferModel memory) {
        return _offers[offerId];
    }

    function licenseModel(uint256 licenseId) external view returns (LicenseModel memory) {
        return _licenses[licenseId];
    }

    /// @notice Whether licenses of a capsule should be on sale.
    function modelOpen(uint256 id) public view returns (bool) {
        return !suspended[id] && (!_capsules[id].encrypted || _capsules[id].isSealed);
    }

    /// @notice What {AccessToken-revoke} should refund now: what was paid * time left / time bought.
    function modelRefund(uint256 licenseId) public view returns (uint256) {
        LicenseModel storage license = _licenses[licenseId];
        if (license.prepaid == 0 || license.expiresAt <= block.timestamp) return 0;
        uint256 left = license.expiresAt - block.timestamp;
        return license.prepaid * left / (license.expiresAt - license.since);
    }

    /// @dev Net income that the till took in for a capsule.
    function _earn(uint256 id, address currency, uint256 amount) internal {
        income[id][currency] += amount;
        model.pay(id, currency, amount);
    }

    /// @dev What left an account for another one; of what the market moves only the last ones count.
    /// @param left what the account still has
    function _noteDeparture(address token, uint256 id, address from, uint256 moved, uint256 left, bool byMarket)
        internal
    {
        if (moved != 0 && (left == 0 || !byMarket)) ++departures[token][id][from];
    }

    function _owes(uint256 childId, uint256 ancestorId) internal view returns (bool) {
        return model.absoluteBps(childId, ancestorId) != 0 || model.relativeBps(childId, ancestorId) != 0;
    }

    function _entriesOpen(address target) internal view returns (bool) {
        return block.timestamp >= pausedUntil[target];
    }
}
