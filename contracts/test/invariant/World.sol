// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { FeeOnTransferToken } from "../mocks/FeeOnTransferToken.sol";
import { PermitToken } from "../mocks/PermitToken.sol";
import { ReenteringParty } from "../mocks/ReenteringParty.sol";
import { RefusingHolder } from "../mocks/RefusingHolder.sol";
import { EagerModel } from "./EagerModel.sol";
import { WorldState } from "./WorldState.sol";

/// @title The deployed protocol, its parties, and what they come to
/// @dev Every call of an action goes through {_act}, which knows from {WorldState} whether the protocol must let it
/// through.
abstract contract World is WorldState {
    /// @dev Four people, a contract that re-enters, and one that refuses native currency.
    address[] internal actors;
    uint256[] private _keys;
    ReenteringParty internal party;
    address public refusing;
    address internal keeperSite = makeAddr("site");

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

    function allActors() external view returns (address[] memory) {
        return actors;
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

    function _takesNative(address account, address currency) internal view returns (bool) {
        return currency != NATIVE || account != refusing;
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
