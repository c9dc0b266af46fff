// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Everyone's earnings if each payment were split at once
/// @notice Reference for the lazy ledger, written from the specification in the plainest way and importing nothing of
/// the protocol: a payment walks up the graph and down to each holder, with no cumulative sum and no checkpoint.
/// @dev Amounts are in 1e-18 of a currency unit, so that the model's own rounding never adds up to one unit.
contract EagerModel {
    uint256 public constant PRECISION = 1e18;

    /// @dev Key of whoever owns the capsule.
    address public constant OWNER = address(0);

    /// @param absolute whether the parent earns from every descendant, not from the child only
    struct Parent {
        uint256 id;
        bool absolute;
        uint256 bps;
    }

    uint256[] private _capsules;
    mapping(uint256 id => uint256) public feeBps;
    mapping(uint256 id => Parent[]) private _parents;
    mapping(uint256 child => mapping(uint256 ancestor => uint256)) public absoluteBps;
    mapping(uint256 child => mapping(uint256 ancestor => uint256)) public relativeBps;
    mapping(uint256 child => mapping(uint256 ancestor => bool)) public descends;

    mapping(uint256 id => address[]) private _holders;
    /// @dev Keys of training rounds whose units wait for whoever they are for.
    mapping(uint256 id => address[]) private _escrows;
    mapping(uint256 id => mapping(address holder => uint256)) public units;
    mapping(uint256 id => mapping(address holder => uint256)) private _unitsMoved;

    mapping(uint256 id => bool) public frozen;
    mapping(uint256 id => mapping(address currency => uint256)) public contested;

    mapping(uint256 id => mapping(address currency => uint256)) public fees;
    mapping(uint256 id => mapping(address currency => mapping(address holder => uint256))) public earned;

    function addCapsule(uint256 id, uint256 feeBps_, Parent[] memory parents) external {
        _capsules.push(id);
        feeBps[id] = feeBps_;
        units[id][OWNER] = _unitsMoved[id][OWNER] = 1_000_000;
        _holders[id].push(OWNER);
        for (uint256 i = 0; i < parents.length; ++i) {
            _parents[id].push(parents[i]);
            if (!parents[i].absolute) relativeBps[id][parents[i].id] = parents[i].bps;
        }
        for (uint256 i = 0; i < _capsules.length; ++i) {
            absoluteBps[id][_capsules[i]] = highestRate(parents, _capsules[i]);
            descends[id][_capsules[i]] = _reaches(parents, _capsules[i]);
        }
    }

    function pay(uint256 id, address currency, uint256 amount) external {
        uint256 whole = amount * PRECISION;
        uint256 fee = whole * feeBps[id] / 10_000;
        fees[id][currency] += fee;
        uint256 rest = whole - fee;
        uint256 kept = rest;
        for (uint256 i = 0; i < _capsules.length; ++i) {
            uint256 part = rest * absoluteBps[id][_capsules[i]] / 10_000;
            kept -= part;
            _share(_capsules[i], currency, part);
        }
        _share(id, currency, kept - _passOn(id, currency, rest));
    }

    /// @notice What the owner's units earn from now on is contested.
    function freeze(uint256 id) external {
        frozen[id] = true;
    }

    /// @notice What was contested is `beneficiary`'s, with the rounding of the units that earned it.
    function unfreeze(uint256 id, address[] calldata currencies, address beneficiary) external {
        frozen[id] = false;
        _know(id, beneficiary);
        if (beneficiary != OWNER) _unitsMoved[id][beneficiary] += 1_000_000 + _unitsMoved[id][OWNER];
        for (uint256 i = 0; i < currencies.length; ++i) {
            earned[id][currencies[i]][beneficiary] += contested[id][currencies[i]];
            delete contested[id][currencies[i]];
        }
    }

    function move(uint256 id, address from, address to, uint256 amount) public {
        _know(id, to);
        _move(id, from, to, amount);
    }

    /// @notice Units leave the owner and earn for a round from now on.
    function escrow(uint256 id, address round, uint256 amount) external {
        _escrows[id].push(round);
        _move(id, OWNER, round, amount);
    }

    /// @notice Units of a round go to an account, with their part of all that the round earned.
    function handOver(uint256 id, address round, address account, uint256 amount, address[] calldata currencies)
        external
    {
        for (uint256 i = 0; i < currencies.length; ++i) {
            mapping(address => uint256) storage earnings = earned[id][currencies[i]];
            uint256 part = earnings[round] * amount / units[id][round];
            earnings[round] -= part;
            earnings[account] += part;
        }
        move(id, round, account, amount);
    }

    /// @notice The most that whole-unit arithmetic may differ for a holder: one unit for each hop on the way of the
    /// income, weighed by the units that it held or moved, and one for the fraction that is not paid yet.
    function tolerance(uint256 id, address holder) external view returns (uint256) {
        // The fee and the split between ancestors and holders are hops too.
        uint256 hops = 2 + _relativeHops(id);
        for (uint256 i = 0; i < _capsules.length; ++i) {
            if (absoluteBps[_capsules[i]][id] != 0) ++hops;
        }
        return 1 + (hops * _unitsMoved[id][holder] + 999_999) / 1_000_000;
    }

    /// @notice Ids of all capsules that `id` owes by ABSOLUTE policy, ascending.
    function absoluteAncestors(uint256 id) external view returns (uint256[] memory ids) {
        ids = new uint256[](_capsules.length);
        uint256 count = 0;
        for (uint256 i = 0; i < _capsules.length; ++i) {
            if (absoluteBps[id][_capsules[i]] == 0) continue;
            uint256 position = count++;
            for (; position > 0 && ids[position - 1] > _capsules[i]; --position) {
                ids[position] = ids[position - 1];
            }
            ids[position] = _capsules[i];
        }
        assembly ("memory-safe") {
            mstore(ids, count)
        }
    }

    /// @notice Links over which `id` owes: one for each ancestor and policy.
    function links(uint256 id) external view returns (uint256 count) {
        for (uint256 i = 0; i < _capsules.length; ++i) {
            if (absoluteBps[id][_capsules[i]] != 0) ++count;
            if (relativeBps[id][_capsules[i]] != 0) ++count;
        }
    }

    /// @notice What a capsule with these parents would owe in all, in bps.
    function upwardBps(Parent[] memory parents) external view returns (uint256 total) {
        for (uint256 i = 0; i < _capsules.length; ++i) {
            total += highestRate(parents, _capsules[i]);
        }
        for (uint256 i = 0; i < parents.length; ++i) {
            if (!parents[i].absolute) total += parents[i].bps;
        }
    }

    function holders(uint256 id) external view returns (address[] memory) {
        return _holders[id];
    }

    /// @notice Keys of the rounds that took units.
    function escrows(uint256 id) external view returns (address[] memory) {
        return _escrows[id];
    }

    /// @notice Rate of the best ABSOLUTE link that leads to `ancestor` anywhere above `parents`.
    function highestRate(Parent[] memory parents, uint256 ancestor) public view returns (uint256 highest) {
        for (uint256 i = 0; i < parents.length; ++i) {
            if (parents[i].absolute && parents[i].id == ancestor && parents[i].bps > highest) highest = parents[i].bps;
            uint256 above = highestRate(_parents[parents[i].id], ancestor);
            if (above > highest) highest = above;
        }
    }

    /// @dev Gives each RELATIVE parent its part, of which that parent gives its own parents theirs.
    function _passOn(uint256 id, address currency, uint256 amount) private returns (uint256 given) {
        for (uint256 i = 0; i < _parents[id].length; ++i) {
            Parent memory parent = _parents[id][i];
            if (parent.absolute) continue;
            uint256 part = amount * parent.bps / 10_000;
            given += part;
            _share(parent.id, currency, part - _passOn(parent.id, currency, part));
        }
    }

    function _share(uint256 id, address currency, uint256 amount) private {
        for (uint256 i = 0; i < _holders[id].length; ++i) {
            address holder = _holders[id][i];
            uint256 part = amount * units[id][holder] / 1_000_000;
            if (holder == OWNER && frozen[id]) contested[id][currency] += part;
            else earned[id][currency][holder] += part;
        }
        for (uint256 i = 0; i < _escrows[id].length; ++i) {
            address round = _escrows[id][i];
            earned[id][currency][round] += amount * units[id][round] / 1_000_000;
        }
    }

    function _move(uint256 id, address from, address to, uint256 amount) private {
        units[id][from] -= amount;
        units[id][to] += amount;
        _unitsMoved[id][from] += amount;
        _unitsMoved[id][to] += amount;
    }

    function _know(uint256 id, address holder) private {
        for (uint256 i = 0; i < _holders[id].length; ++i) {
            if (_holders[id][i] == holder) return;
        }
        _holders[id].push(holder);
    }

    function _reaches(Parent[] memory parents, uint256 ancestor) private view returns (bool) {
        for (uint256 i = 0; i < parents.length; ++i) {
            if (parents[i].id == ancestor || descends[parents[i].id][ancestor]) return true;
        }
        return false;
    }

    function _relativeHops(uint256 id) private view returns (uint256 hops) {
        for (uint256 i = 0; i < _capsules.length; ++i) {
            if (relativeBps[_capsules[i]][id] != 0) hops += 1 + _relativeHops(_capsules[i]);
        }
    }
}
