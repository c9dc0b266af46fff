// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter, Policy } from "../interfaces/IRoyaltySplitter.sol";
import { Basis } from "../libraries/Basis.sol";
import { Currency } from "../libraries/Currency.sol";
import { DebtList } from "../libraries/DebtList.sol";
import { RoyaltyMath } from "../libraries/RoyaltyMath.sol";
import { Ledgers } from "./Ledgers.sol";
import { RoyaltyLedger } from "./RoyaltyLedger.sol";
import { Account, Collected, Edge, Pulled } from "./RoyaltyStorage.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Lineage: what a capsule owes those it builds on
/// @dev ABSOLUTE ancestors are flattened onto the child when it is linked, so that no payment ever walks the graph: a
/// child inherits the ABSOLUTE list of every parent, whichever policy links it, plus the parents linked ABSOLUTE; one
/// reached twice is owed its highest rate once. RELATIVE debts are to direct parents only.
/// @dev The list itself is not stored: who links a grandchild names it, and count and edges prove it complete.
abstract contract Lineage is RoyaltyLedger {
    using DebtList for DebtList.List;
    using Ledgers for SplitterStorage;
    using SafeCast for uint256;

    uint256 private constant MAX_PARENTS = 8;
    uint256 private constant MAX_ANCESTORS = 32;

    /// @inheritdoc IRoyaltySplitter
    function link(uint256 childId, uint16 feeBps, ParentLink[] calldata parents) external {
        if (msg.sender != address(CAPSULE_REGISTRY)) revert RoyaltySplitter_NotRegistry(msg.sender);
        (Debt[] memory absolute, Debt[] memory relative) = previewLink(parents);
        SplitterStorage storage $ = _storage();
        mapping(uint256 => Edge) storage edges = $.edges[childId];
        for (uint256 i = 0; i < absolute.length; ++i) {
            Edge storage edge = edges[absolute[i].capsuleId];
            (edge.absoluteBps, edge.feeBps) = (absolute[i].rateBps, feeBps);
        }
        for (uint256 i = 0; i < relative.length; ++i) {
            Edge storage edge = edges[relative[i].capsuleId];
            (edge.relativeBps, edge.feeBps) = (relative[i].rateBps, feeBps);
        }
        _open($.accounts[childId], feeBps, absolute, relative);
        emit LineageFixed(childId, absolute, relative);
    }

    /// @inheritdoc IRoyaltySplitter
    function collectPath(uint256[] calldata path, address currency) external returns (uint256 amount) {
        for (uint256 i = 1; i < path.length; ++i) {
            amount += collect(path[i - 1], path[i], currency);
        }
    }

    /// @inheritdoc IRoyaltySplitter
    function collectMany(Hop[] calldata hops, address currency) external returns (uint256 amount) {
        for (uint256 i = 0; i < hops.length; ++i) {
            amount += collect(hops[i].childId, hops[i].ancestorId, currency);
        }
    }

    /// @inheritdoc IRoyaltySplitter
    function debtOf(uint256 childId, uint256 ancestorId) external view returns (uint16, uint16) {
        Edge storage edge = _storage().edges[childId][ancestorId];
        return (edge.absoluteBps, edge.relativeBps);
    }

    /// @inheritdoc IRoyaltySplitter
    function collectable(uint256 childId, uint256 ancestorId, address currency) external view returns (uint256) {
        (uint256 absolute, uint256 relative) = _due(childId, ancestorId, currency);
        return absolute + relative;
    }

    /// @inheritdoc IRoyaltySplitter
    function collect(uint256 childId, uint256 ancestorId, address currency) public returns (uint256 amount) {
        if (!acceptsCurrency(ancestorId, currency)) {
            revert RoyaltySplitter_CurrencyNotAccepted(ancestorId, currency);
        }
        (uint256 absolute, uint256 relative) = _due(childId, ancestorId, currency);
        amount = absolute + relative;
        if (amount == 0) return 0;
        SplitterStorage storage $ = _storage();
        if (currency == Currency.NATIVE) {
            Edge storage edge = $.edges[childId][ancestorId];
            if (absolute != 0) edge.absoluteCollected += absolute.toUint104();
            if (relative != 0) edge.relativeCollected += relative.toUint104();
        } else {
            Collected storage collected = $.collected[childId][ancestorId][currency];
            if (absolute != 0) collected.absolute += absolute.toUint128();
            if (relative != 0) collected.relative += relative.toUint128();
        }
        Pulled memory pulled = $.pulled[ancestorId][currency];
        if (pulled.absolute == 0 && pulled.relative == 0) _rememberCollected($, ancestorId);
        // The bound of {RoyaltyMath}: a token of absurd supply can't get a capsule's other currencies stuck.
        pulled.absolute = (pulled.absolute + absolute).toUint104();
        pulled.relative = (pulled.relative + relative).toUint104();
        $.pulled[ancestorId][currency] = pulled;
        emit IncomeCollected(childId, ancestorId, currency, absolute, relative);
    }

    /// @inheritdoc IRoyaltySplitter
    function previewLink(ParentLink[] calldata parents)
        public
        view
        returns (Debt[] memory absolute, Debt[] memory relative)
    {
        if (parents.length > MAX_PARENTS) revert RoyaltySplitter_TooManyParents(parents.length, MAX_PARENTS);
        DebtList.List memory absoluteList = DebtList.create(_mostAncestors(parents));
        DebtList.List memory relativeList = DebtList.create(parents.length);
        uint256 previous = 0;
        for (uint256 i = 0; i < parents.length; ++i) {
            ParentLink calldata parent = parents[i];
            if (parent.parentId <= previous) revert RoyaltySplitter_Unordered(previous, parent.parentId);
            previous = parent.parentId;
            _inherit(absoluteList, parent);
            // A rate of nothing is lineage, not debt.
            if (parent.rateBps == 0) continue;
            if (parent.policy == Policy.ABSOLUTE) _add(absoluteList, parent.parentId, parent.rateBps);
            else _add(relativeList, parent.parentId, parent.rateBps);
        }
        (absolute, relative) = (absoluteList.trimmed(), relativeList.trimmed());
        uint256 totalBps = DebtList.totalBps(absolute) + DebtList.totalBps(relative);
        if (totalBps > Basis.MAX_UPWARD_BPS) revert RoyaltySplitter_RatesTooHigh(totalBps, Basis.MAX_UPWARD_BPS);
    }

    /// @dev The account of a new capsule, written as one word: member by member costs 1,200 gas more.
    function _open(Account storage account, uint256 feeBps, Debt[] memory absolute, Debt[] memory relative) private {
        // known (8 bits), feeBps (16), absoluteBps (16), relativeBps (16), absoluteCount (8); the rest is zero.
        uint256 word = 1 | feeBps << 8 | DebtList.totalBps(absolute) << 24 | DebtList.totalBps(relative) << 40
            | absolute.length << 56;
        assembly ("memory-safe") {
            sstore(account.slot, word)
        }
    }

    /// @dev Once per capsule, so that others need not read what was never collected.
    function _rememberCollected(SplitterStorage storage $, uint256 capsuleId) private {
        Account memory account = _account($, capsuleId);
        if (account.collected) return;
        account.collected = true;
        $.setAccount(capsuleId, account);
    }

    /// @dev Room for the ABSOLUTE ancestors of a child of these parents: no more than they could be.
    function _mostAncestors(ParentLink[] calldata parents) private pure returns (uint256 most) {
        most = parents.length;
        for (uint256 i = 0; i < parents.length; ++i) {
            most += parents[i].ancestors.length;
        }
        if (most > MAX_ANCESTORS) most = MAX_ANCESTORS;
    }

    /// @dev Adds the parent's ABSOLUTE ancestors, after checking that all of them and only they are named.
    function _inherit(DebtList.List memory list, ParentLink calldata parent) private view {
        SplitterStorage storage $ = _storage();
        uint256[] calldata ancestors = parent.ancestors;
        uint256 expected = $.accounts[parent.parentId].absoluteCount;
        if (ancestors.length != expected) {
            revert RoyaltySplitter_AncestorsIncomplete(parent.parentId, ancestors.length, expected);
        }
        uint256 previous = 0;
        for (uint256 i = 0; i < ancestors.length; ++i) {
            uint256 ancestorId = ancestors[i];
            if (ancestorId <= previous) revert RoyaltySplitter_Unordered(previous, ancestorId);
            previous = ancestorId;
            uint16 rateBps = $.edges[parent.parentId][ancestorId].absoluteBps;
            if (rateBps == 0) revert RoyaltySplitter_NotLinked(parent.parentId, ancestorId);
            _add(list, ancestorId, rateBps);
        }
    }

    function _add(DebtList.List memory list, uint256 capsuleId, uint16 rateBps) private pure {
        if (!list.merge(capsuleId, rateBps)) {
            revert RoyaltySplitter_TooManyAncestors(list.length + 1, MAX_ANCESTORS);
        }
    }

    /// @dev What `childId` owes `ancestorId` and hasn't handed over, by each policy.
    function _due(uint256 childId, uint256 ancestorId, address currency)
        private
        view
        returns (uint256 absolute, uint256 relative)
    {
        SplitterStorage storage $ = _storage();
        Edge memory edge = $.edges[childId][ancestorId];
        if (edge.absoluteBps == 0 && edge.relativeBps == 0) revert RoyaltySplitter_NotLinked(childId, ancestorId);
        Collected memory collected = currency == Currency.NATIVE
            ? Collected(edge.absoluteCollected, edge.relativeCollected)
            : $.collected[childId][ancestorId][currency];
        uint256 direct = Ledgers.direct(ACCESS_TOKEN, childId, currency, edge.feeBps);
        absolute = RoyaltyMath.owed(direct, edge.absoluteBps) - collected.absolute;
        if (edge.relativeBps != 0) {
            uint256 base = direct + $.pulled[childId][currency].relative;
            relative = RoyaltyMath.owed(base, edge.relativeBps) - collected.relative;
        }
    }
}
