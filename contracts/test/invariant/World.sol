// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../src/interfaces/IAccessToken.sol";
import { ProtocolTest } from "../fixtures/ProtocolTest.sol";
import { FeeOnTransferToken } from "../mocks/FeeOnTransferToken.sol";
import { ReenteringParty } from "../mocks/ReenteringParty.sol";
import { RefusingHolder } from "../mocks/RefusingHolder.sol";

/// @title The deployed protocol, its parties, and an independent model of what it should have become
/// @dev The model is fed by what the actions did, never by what the contracts say.
abstract contract World is ProtocolTest {
    struct CapsuleModel {
        address creator;
        bytes32 salt;
        address owner;
        uint16 feeBps;
        uint16 royaltyBps;
        bool encrypted;
        bool isSealed;
        bool hasOffer;
        bytes32[] digests;
    }

    struct OfferModel {
        uint256 capsuleId;
        uint128 price;
        bool active;
        uint256 sold;
        IAccessToken.Terms terms;
    }

    struct LicenseModel {
        uint256 offerId;
        uint256 supply;
        uint64 expiresAt;
    }

    /// @param income what payers paid and the token did not keep
    /// @param toOwners paid to owners so far, as the model says
    /// @param toTreasury fee paid so far, as the model says
    /// @param highestCheckpoint highest that the ledger's checkpoint was seen at
    /// @param highestNet highest that net income was seen at
    struct MoneyModel {
        uint256 income;
        uint256 toOwners;
        uint256 toTreasury;
        uint256 highestCheckpoint;
        uint256 highestNet;
    }

    uint256 internal constant MAX_CAPSULES = 6;
    uint256 internal constant MAX_OFFERS = 24;
    bytes32 private constant SPLITTER_ROOT = 0x9e4a25737e877da5d17b6471852588bb14d267f197913e00ff3b3701dde31700;

    address[] public actors;
    address[] public currencies;
    uint256[] public capsules;
    uint256[] public licenses;
    uint256 public offerCount;
    uint16 public protocolFee;
    address public presentTreasury;

    mapping(address currency => uint256) public donated;
    mapping(address currency => mapping(address account => uint256)) public owedInAll;
    mapping(address currency => mapping(address account => uint256)) public paidInAll;
    mapping(uint256 capsuleId => mapping(address currency => MoneyModel)) public money;
    mapping(uint256 licenseId => mapping(address account => uint256)) public held;
    mapping(bytes4 action => uint256) public calls;
    mapping(bytes4 action => uint256) public effects;
    /// @notice What should never have happened, in words; empty while all is well.
    string public violation;

    mapping(uint256 capsuleId => CapsuleModel) internal _capsules;
    mapping(uint256 offerId => OfferModel) internal _offers;
    mapping(uint256 licenseId => LicenseModel) internal _licenses;

    ReenteringParty internal party;
    address internal refusing;

    uint256 private _touchedCapsule;
    address private _touchedCurrency;

    modifier action() {
        ++calls[msg.sig];
        _touchedCapsule = 0;
        _;
        _observe();
    }

    function setUp() public virtual override {
        super.setUp();
        (protocolFee, presentTreasury) = (FEE_BPS, treasury);
        party = new ReenteringParty();
        refusing = address(new RefusingHolder());
        actors = [creator, buyer, stranger, recipient, address(party), refusing];
        currencies = [NATIVE, address(usd), address(new FeeOnTransferToken(300))];
    }

    function capsuleCount() external view returns (uint256) {
        return capsules.length;
    }

    function licenseCount() external view returns (uint256) {
        return licenses.length;
    }

    function capsuleModel(uint256 capsuleId) external view returns (CapsuleModel memory) {
        return _capsules[capsuleId];
    }

    function offerModel(uint256 offerId) external view returns (OfferModel memory) {
        return _offers[offerId];
    }

    function licenseModel(uint256 licenseId) external view returns (LicenseModel memory) {
        return _licenses[licenseId];
    }

    /// @notice What the protocol's fee on a capsule's income should be, in all.
    function modelFee(uint256 capsuleId, address currency) public view returns (uint256) {
        return money[capsuleId][currency].income * _capsules[capsuleId].feeBps / 10_000;
    }

    /// @notice Whether licenses of a capsule should be on sale.
    function modelOpen(uint256 capsuleId) public view returns (bool) {
        CapsuleModel storage capsule = _capsules[capsuleId];
        return !capsule.encrypted || capsule.isSealed;
    }

    function checkpointOf(uint256 capsuleId, address currency) public view returns (uint256) {
        bytes32 byCurrency = keccak256(abi.encode(capsuleId, uint256(SPLITTER_ROOT) + 6));
        bytes32 byHolder = keccak256(abi.encode(currency, byCurrency));
        bytes32 slot = keccak256(abi.encode(address(0), byHolder));
        return uint128(uint256(vm.load(address(splitter), slot)));
    }

    function _effect() internal {
        ++effects[msg.sig];
    }

    function _touch(uint256 capsuleId, address currency) internal {
        (_touchedCapsule, _touchedCurrency) = (capsuleId, currency);
    }

    /// @dev Notes what a payer paid.
    function _noteIncome(uint256 capsuleId, address currency, uint256 paid) internal {
        money[capsuleId][currency].income += _arriving(currency, paid);
        _touch(capsuleId, currency);
    }

    function _violate(string memory what) internal {
        if (bytes(violation).length == 0) violation = what;
    }

    /// @dev Calls as `caller` what must be refused.
    function _mustFail(address caller, address target, uint256 value, bytes memory data, string memory what) internal {
        vm.deal(caller, caller.balance + value);
        vm.prank(caller);
        (bool success,) = target.call{ value: value }(data);
        if (success) _violate(what);
    }

    function _actor(uint256 seed) internal view returns (address) {
        return actors[seed % actors.length];
    }

    function _currency(uint256 seed) internal view returns (address) {
        return currencies[seed % currencies.length];
    }

    function _capsule(uint256 seed) internal view returns (uint256) {
        return capsules[seed % capsules.length];
    }

    function _offerId(uint256 seed) internal view returns (uint256) {
        return seed % offerCount + 1;
    }

    /// @dev What arrives at the till when `amount` is sent to it.
    function _arriving(address currency, uint256 amount) internal view returns (uint256) {
        return currency == currencies[2] ? FeeOnTransferToken(currency).afterFee(amount) : amount;
    }

    /// @dev Notes how high net income and checkpoint of what was acted upon are; neither may ever be seen lower.
    function _observe() private {
        (uint256 capsuleId, address currency) = (_touchedCapsule, _touchedCurrency);
        if (capsuleId == 0) return;
        MoneyModel storage model = money[capsuleId][currency];
        uint256 net = splitter.netIncome(capsuleId, currency);
        uint256 checkpoint = checkpointOf(capsuleId, currency);
        if (net < model.highestNet) _violate("net income fell");
        if (checkpoint < model.highestCheckpoint) _violate("a checkpoint fell");
        if (checkpoint > net) _violate("a checkpoint is ahead of net income");
        (model.highestNet, model.highestCheckpoint) = (net, checkpoint);
    }
}
