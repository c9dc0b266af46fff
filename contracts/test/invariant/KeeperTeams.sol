// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IKeeperRegistry } from "../../src/interfaces/IKeeperRegistry.sol";
import { World } from "./World.sol";

/// @title Keepers that take turns, in the model: two teams, of which one holds the key in each epoch
abstract contract KeeperTeams is World {
    uint256 private constant GRACE = 14 days;

    uint256 public epoch;
    mapping(uint256 epoch => uint256) public openedAt;
    mapping(uint256 epoch => IKeeperRegistry.KeeperSet) private _sets;
    mapping(uint256 epoch => uint256 team) internal teamOf;
    mapping(address operator => uint256 epoch) internal lastEpoch;
    mapping(address operator => uint256) public bonds;
    mapping(uint256 licenseId => uint256) public settled;

    /// @dev Keys in the order of their addresses, and keepers in the order of their share indexes, of both teams.
    uint256[][2] private _teamKeys;
    IKeeperRegistry.Keeper[][2] private _teams;

    /// @notice What {KeeperRegistry-keeperSet} should say.
    function expectedSet(uint256 number) external view returns (IKeeperRegistry.KeeperSet memory) {
        return _sets[number];
    }

    /// @dev Signatures of `count` keepers of an epoch from position `first` on, in the order of their addresses.
    function _quorumOf(uint256 number, bytes32 digest, uint256 first, uint256 count)
        internal
        view
        returns (bytes[] memory signatures)
    {
        return _quorumOfTeam(teamOf[number], digest, first, count);
    }

    function _quorumOfTeam(uint256 team, bytes32 digest, uint256 first, uint256 count)
        internal
        view
        returns (bytes[] memory)
    {
        return _signatures(_teamKeys[team], digest, first, count);
    }

    function _presentQuorum(bytes32 digest, uint256 count) internal view returns (bytes[] memory) {
        return _quorumOf(epoch, digest, 0, count);
    }

    /// @dev Operator at a position among an epoch's addresses.
    function _operatorOf(uint256 number, uint256 position) internal view returns (address) {
        return vm.addr(_teamKeys[teamOf[number]][position]);
    }

    /// @dev A team's keepers, the list turned so that indexes differ from epoch to epoch.
    function _keepersOf(uint256 team, uint256 turn) internal view returns (IKeeperRegistry.Keeper[] memory keepers) {
        keepers = new IKeeperRegistry.Keeper[](KEEPERS);
        for (uint256 i = 0; i < KEEPERS; ++i) {
            keepers[i] = _teams[team][(i + turn) % KEEPERS];
        }
    }

    /// @dev Whether signatures of an epoch count for settlements now.
    function _counts(uint256 number) internal view returns (bool) {
        if (number == 0 || number > epoch) return false;
        return number == epoch || (number + 1 == epoch && block.timestamp < openedAt[epoch] + GRACE);
    }

    function _noteEpoch(uint256 team, IKeeperRegistry.Keeper[] memory keepers) internal {
        ++epoch;
        (openedAt[epoch], teamOf[epoch]) = (block.timestamp, team);
        IKeeperRegistry.KeeperSet storage set = _sets[epoch];
        (set.epoch, set.threshold, set.groupKey) = (uint64(epoch), THRESHOLD, GROUP_KEY);
        for (uint256 i = 0; i < keepers.length; ++i) {
            set.keepers.push(keepers[i]);
            lastEpoch[keepers[i].operator] = epoch;
        }
    }

    function _noteUrl(address operator, string memory url) internal {
        IKeeperRegistry.Keeper[] storage keepers = _sets[epoch].keepers;
        for (uint256 i = 0; i < keepers.length; ++i) {
            if (keepers[i].operator == operator) keepers[i].url = url;
        }
    }

    /// @dev The keepers of genesis are the first team.
    function _startTeams() internal {
        IKeeperRegistry.Keeper[] memory keepers = keeperRegistry.keeperSet(1).keepers;
        uint256[] memory successors = new uint256[](KEEPERS);
        for (uint256 i = 0; i < KEEPERS; ++i) {
            _teams[0].push(keepers[i]);
            _teamKeys[0].push(_keeperKey(i));
            address operator;
            (operator, successors[i]) = makeAddrAndKey(string.concat("successor ", vm.toString(i)));
            bytes32 hash = keccak256(abi.encode("successor", i));
            _teams[1].push(IKeeperRegistry.Keeper(operator, hash, hash, "https://successor.example"));
        }
        _sortByAddress(successors);
        _teamKeys[1] = successors;
        _noteEpoch(0, keepers);
    }
}
