// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { AccessToken } from "../../../src/access/AccessToken.sol";
import { IRoyaltySplitter } from "../../../src/interfaces/IRoyaltySplitter.sol";
import { CapsuleRegistry } from "../../../src/registry/CapsuleRegistry.sol";
import { RoyaltySplitter } from "../../../src/royalty/RoyaltySplitter.sol";
import { FeeOnTransferToken } from "../../mocks/FeeOnTransferToken.sol";
import { RefusingHolder } from "../../mocks/RefusingHolder.sol";
import { StandardToken } from "../../mocks/StandardToken.sol";
import { EagerModel } from "./EagerModel.sol";
import { Test } from "forge-std/Test.sol";
import { Vm } from "forge-std/Vm.sol";

/// @title What the handlers of the economy share: the protocol, its parties, and a record of what was paid
abstract contract EconomyWorld is Test {
    /// @param admin holder of every role
    struct Protocol {
        CapsuleRegistry registry;
        AccessToken accessToken;
        RoyaltySplitter splitter;
        address admin;
    }

    address internal constant NATIVE = address(0);
    address internal constant OWNER = address(0);
    uint256 internal constant NO_LIMIT = type(uint256).max;

    CapsuleRegistry internal registry;
    AccessToken internal accessToken;
    RoyaltySplitter internal splitter;
    address internal admin;
    EagerModel public model;

    /// @dev The last one is a contract that refuses native currency.
    address[] internal actors;
    address public refusing;
    /// @dev Native, an ordinary token, one that takes a fee on transfer.
    address[] internal currencies;
    uint256[] internal capsules;

    mapping(address currency => uint256) public released;
    mapping(address currency => uint256) public donated;
    mapping(uint256 id => mapping(address currency => mapping(address holder => uint256))) public paid;
    mapping(uint256 id => mapping(address currency => uint256)) public feePaid;
    mapping(uint256 id => mapping(address currency => uint256)) public received;
    mapping(uint256 childId => mapping(uint256 ancestorId => mapping(address currency => uint256))) public collected;

    /// @dev State of a capsule that a step must not touch.
    uint256 private _bystander;
    bytes32 private _bystanderState;

    constructor(Protocol memory protocol) {
        (registry, accessToken, splitter) = (protocol.registry, protocol.accessToken, protocol.splitter);
        admin = protocol.admin;
        model = new EagerModel();
        for (uint256 i = 0; i < 5; ++i) {
            actors.push(makeAddr(string.concat("actor ", vm.toString(i))));
        }
        refusing = address(new RefusingHolder());
        actors.push(refusing);
        currencies = [NATIVE, address(new StandardToken("Dollar", 6)), address(new FeeOnTransferToken())];
    }

    /// @dev A step that may change the ledger of `id` alone: that of another capsule is compared.
    modifier touchesOnly(uint256 id) {
        _observeBystanderOf(id);
        _;
        _checkBystander();
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

    /// @notice Collects everything that is due, children before their ancestors, which are all older.
    function collectEverything() public {
        vm.recordLogs();
        for (uint256 i = capsules.length; i > 0; --i) {
            for (uint256 k = 0; k < i; ++k) {
                _collectHop(capsules[i - 1], capsules[k]);
            }
        }
        _recordCollected();
    }

    /// @dev Collects all that can still arrive at one capsule: over hops to it and to its descendants.
    function _collectInto(uint256 id) internal {
        vm.recordLogs();
        for (uint256 i = capsules.length; i > 0 && capsules[i - 1] != id; --i) {
            for (uint256 k = 0; k < i; ++k) {
                if (capsules[k] == id || model.descends(capsules[k], id)) _collectHop(capsules[i - 1], capsules[k]);
            }
        }
        _recordCollected();
    }

    function _collectHop(uint256 childId, uint256 ancestorId) private {
        if (!_owes(childId, ancestorId)) return;
        for (uint256 k = 0; k < currencies.length; ++k) {
            splitter.collect(childId, ancestorId, currencies[k]);
        }
    }

    /// @dev Counts what was collected since logs are recorded.
    /// @return total of all hops
    function _recordCollected() internal returns (uint256 total) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != IRoyaltySplitter.IncomeCollected.selector) continue;
            (uint256 absolute, uint256 relative) = abi.decode(logs[i].data, (uint256, uint256));
            address currency = address(uint160(uint256(logs[i].topics[3])));
            collected[uint256(logs[i].topics[1])][uint256(logs[i].topics[2])][currency] += absolute + relative;
            total += absolute + relative;
        }
    }

    function _observeBystanderOf(uint256 id) internal {
        _bystander = capsules[0] == id ? capsules[capsules.length - 1] : capsules[0];
        _bystanderState = _stateOf(_bystander);
    }

    function _checkBystander() internal view {
        assertEq(_stateOf(_bystander), _bystanderState, "a step changed the ledger of another capsule");
    }

    function _owes(uint256 childId, uint256 ancestorId) internal view returns (bool) {
        return model.absoluteBps(childId, ancestorId) != 0 || model.relativeBps(childId, ancestorId) != 0;
    }

    /// @dev Hash of what a capsule's ledger says of its owner and two accounts.
    function _stateOf(uint256 id) private view returns (bytes32 state) {
        for (uint256 k = 0; k < currencies.length; ++k) {
            address currency = currencies[k];
            state =
                keccak256(abi.encode(state, splitter.netIncome(id, currency), splitter.claimableOwner(id, currency)));
            for (uint256 i = 0; i < 2; ++i) {
                state = keccak256(abi.encode(state, splitter.claimable(id, currency, actors[i])));
            }
        }
    }

    /// @dev Income that the till took in.
    function _earned(uint256 id, address currency, uint256 amount) internal {
        received[id][currency] += amount;
        model.pay(id, currency, amount);
    }

    function _paidOut(uint256 id, address currency, address holder, uint256 amount) internal {
        paid[id][currency][holder] += amount;
        released[currency] += amount;
    }

    /// @dev What arrives when `amount` is sent.
    function _arriving(address currency, uint256 amount) internal view returns (uint256) {
        return currency == currencies[2] ? amount - FeeOnTransferToken(currency).feeOn(amount) : amount;
    }

    /// @dev Gives `payer` the money and the allowance to pay `total`.
    /// @return value to send along with the call
    function _fund(address payer, address currency, uint256 total) internal returns (uint256 value) {
        if (currency == NATIVE) {
            vm.deal(payer, payer.balance + total);
            return total;
        }
        StandardToken(currency).mint(payer, total);
        vm.prank(payer);
        StandardToken(currency).approve(address(accessToken), total);
    }

    function _balance(address currency, address account) internal view returns (uint256) {
        return currency == NATIVE ? account.balance : StandardToken(currency).balanceOf(account);
    }

    /// @dev Single units, where rounding matters most, as often as large sums.
    function _amount(uint256 seed) internal pure returns (uint256) {
        uint256[4] memory largest = [uint256(40), 12_345, 1e18, 1e24];
        return 1 + uint256(keccak256(abi.encode(seed))) % largest[seed % 4];
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
}
