// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../src/interfaces/IAccessToken.sol";
import { ProtocolTest } from "../fixtures/ProtocolTest.sol";
import { FeeOnTransferToken } from "../mocks/FeeOnTransferToken.sol";
import { PermitToken } from "../mocks/PermitToken.sol";
import { ReenteringParty } from "../mocks/ReenteringParty.sol";
import { RefusingHolder } from "../mocks/RefusingHolder.sol";
import { EagerModel } from "./EagerModel.sol";

/// @title The deployed protocol, its parties, and an independent model of what it should have become
/// @dev The model is fed by what the actions did, never by what the contracts say. Every call of an action goes through
/// {_act}, which knows from the model whether the protocol must let it through.
abstract contract World is ProtocolTest {
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

    /// @dev Four people, a contract that re-enters, and one that refuses native currency.
    address[] internal actors;
    uint256[] private _keys;
    ReenteringParty internal party;
    address public refusing;
    address internal keeperSite = makeAddr("site");

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

    mapping(bytes4 action => uint256) public calls;
    mapping(bytes4 action => uint256) public effects;
    mapping(address target => mapping(bytes4 selector => uint256)) public succeeded;
    mapping(address target => mapping(bytes4 selector => uint256)) public refused;
    /// @notice What should never have happened, in words; empty while all is well.
    string public violation;

    /// @dev Licenses and offers that the last action touched.
    uint256[] private _touchedLicenses;
    uint256[] private _touchedOffers;
    uint256 public steps;

    function setUp() public virtual override {
        super.setUp();
        for (uint256 i = 0; i < 4; ++i) {
            (address account, uint256 key) = makeAddrAndKey(string.concat("actor ", vm.toString(i)));
            actors.push(account);
            _keys.push(key);
        }
        party = new ReenteringParty();
        refusing = address(new RefusingHolder());
        actors.push(address(party));
        actors.push(refusing);
        currencies = [NATIVE, address(new PermitToken("Dollar", 6)), address(new FeeOnTransferToken(300))];
        model = new EagerModel();
    }

    function allCapsules() external view returns (uint256[] memory) {
        return capsules;
    }

    function allCurrencies() external view returns (address[] memory) {
        return currencies;
    }

    function allActors() external view returns (address[] memory) {
        return actors;
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

    /// @notice Licenses to look at after this step: those that it touched, and a few others in turn.
    function licensesToCheck() external view returns (uint256[] memory) {
        return _inTurn(_touchedLicenses, licenses);
    }

    /// @notice The same of offers.
    function offersToCheck() external view returns (uint256[] memory) {
        uint256[] memory all = new uint256[](offerCount);
        for (uint256 i = 0; i < all.length; ++i) {
            all[i] = i + 1;
        }
        return _inTurn(_touchedOffers, all);
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

    /// @dev Calls the protocol as `caller`. It must go through exactly if `allowed`.
    function _act(address caller, address target, uint256 value, bytes memory data, bool allowed)
        internal
        returns (bytes memory answer)
    {
        bool success;
        vm.prank(caller);
        (success, answer) = target.call{ value: value }(data);
        if (success) ++succeeded[target][bytes4(data)];
        else ++refused[target][bytes4(data)];
        if (success && !allowed) _violate(string.concat("went through: ", vm.toString(data)));
        if (success || !allowed) return answer;
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    function _act(address caller, address target, bytes memory data, bool allowed) internal returns (bytes memory) {
        return _act(caller, target, 0, data, allowed);
    }

    /// @dev The action came to what its name says.
    function _effect() internal {
        ++effects[msg.sig];
    }

    function _violate(string memory what) internal {
        if (bytes(violation).length == 0) violation = what;
    }

    function _require(bool condition, string memory what) internal {
        if (!condition) _violate(what);
    }

    function _touchLicense(uint256 licenseId) internal {
        _touchedLicenses.push(licenseId);
    }

    function _touchOffer(uint256 offerId) internal {
        _touchedOffers.push(offerId);
    }

    function _beginStep() internal {
        ++steps;
        ++calls[msg.sig];
        delete _touchedLicenses;
        delete _touchedOffers;
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

    function _takesNative(address account, address currency) internal view returns (bool) {
        return currency != NATIVE || account != refusing;
    }

    function _entriesOpen(address target) internal view returns (bool) {
        return block.timestamp >= pausedUntil[target];
    }

    /// @dev What arrives when `amount` is sent.
    function _arriving(address currency, uint256 amount) internal view returns (uint256) {
        return currency == currencies[2] ? FeeOnTransferToken(currency).afterFee(amount) : amount;
    }

    /// @dev Signs as one of the people.
    function _sign(address account, bytes32 digest) internal view returns (uint8 v, bytes32 r, bytes32 s) {
        for (uint256 i = 0; i < _keys.length; ++i) {
            if (actors[i] == account) return vm.sign(_keys[i], digest);
        }
    }

    /// @dev Single units, where rounding matters most, as often as large sums.
    function _amount(uint256 seed) internal pure returns (uint256) {
        uint256[4] memory largest = [uint256(40), 12_345, 1e18, 1e24];
        return 1 + _roll(seed, 0) % largest[_roll(seed, 1) % 4];
    }

    /// @dev One of many independent numbers that a seed stands for.
    function _roll(uint256 seed, uint256 index) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            mstore(0, seed)
            mstore(0x20, index)
            value := keccak256(0, 0x40)
        }
    }

    function _actor(uint256 seed) internal view returns (address) {
        return actors[seed % actors.length];
    }

    /// @dev One of those with a key.
    function _person(uint256 seed) internal view returns (address) {
        return actors[seed % 4];
    }

    function _currency(uint256 seed) internal view returns (address) {
        return currencies[seed % currencies.length];
    }

    function _capsule(uint256 seed) internal view returns (uint256) {
        return capsules[seed % capsules.length];
    }

    function _inTurn(uint256[] storage first, uint256[] memory all) private view returns (uint256[] memory chosen) {
        uint256 turns = all.length < 3 ? all.length : 3;
        chosen = new uint256[](first.length + turns);
        for (uint256 i = 0; i < chosen.length; ++i) {
            chosen[i] = i < first.length ? first[i] : all[(steps * 3 + i) % all.length];
        }
    }
}
