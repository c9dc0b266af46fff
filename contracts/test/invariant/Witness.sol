// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { KeeperTeams } from "./KeeperTeams.sol";

/// @title What is watched around each action: ledgers that it must leave alone, and earnings that must never fall
abstract contract Witness is KeeperTeams {
    struct Pair {
        uint256 id;
        address currency;
    }

    Pair[] private _touched;
    mapping(uint256 id => mapping(address currency => uint256)) private _highestNet;
    mapping(uint256 id => mapping(address currency => mapping(address holder => uint256))) private _highestEarned;

    Pair private _bystander;
    bytes32 private _bystanderState;

    modifier action() {
        _beginStep();
        delete _touched;
        _bystander = Pair(_capsule(_roll(steps, 0)), _currency(_roll(steps, 1)));
        _bystanderState = _stateOf(_bystander);
        _;
        _checkBystander();
        for (uint256 i = 0; i < _touched.length; ++i) {
            _checkRise(_touched[i].id, _touched[i].currency);
        }
    }

    /// @dev The action may change this ledger.
    function _touch(uint256 id, address currency) internal {
        _touched.push(Pair(id, currency));
    }

    function _touchEverywhere(uint256 id) internal {
        for (uint256 i = 0; i < currencies.length; ++i) {
            _touch(id, currencies[i]);
        }
    }

    /// @notice What a holder of units, or the owner, was paid and could claim now.
    function earnedBy(uint256 id, address currency, address holder) public view returns (uint256) {
        uint256 due = holder == OWNER ? splitter.claimableOwner(id, currency) : splitter.claimable(id, currency, holder);
        return paid[id][currency][holder] + due;
    }

    function _checkBystander() private {
        for (uint256 i = 0; i < _touched.length; ++i) {
            if (_touched[i].id == _bystander.id && _touched[i].currency == _bystander.currency) return;
        }
        _require(_stateOf(_bystander) == _bystanderState, "an action changed the ledger of another capsule");
    }

    function _checkRise(uint256 id, address currency) private {
        uint256 net = splitter.netIncome(id, currency);
        _require(net >= _highestNet[id][currency], "net income fell");
        _highestNet[id][currency] = net;
        address[] memory holders = model.holders(id);
        for (uint256 i = 0; i < holders.length; ++i) {
            uint256 earned = earnedBy(id, currency, holders[i]);
            _require(earned >= _highestEarned[id][currency][holders[i]], "what was earned fell");
            _highestEarned[id][currency][holders[i]] = earned;
        }
    }

    /// @dev What a capsule's ledger says in one currency, of the fee, its owner and one account.
    function _stateOf(Pair memory pair) private view returns (bytes32) {
        return keccak256(
            abi.encode(
                splitter.netIncome(pair.id, pair.currency),
                splitter.claimableOwner(pair.id, pair.currency),
                splitter.claimable(pair.id, pair.currency, actors[steps % actors.length]),
                splitter.collectableFee(pair.id, pair.currency)
            )
        );
    }
}
