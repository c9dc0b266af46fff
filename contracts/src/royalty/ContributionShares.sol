// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IResellable } from "../interfaces/IResellable.sol";
import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { CountedERC1155 } from "../tokens/CountedERC1155.sol";
import { ContestedIncome } from "./ContestedIncome.sol";
import { ERC1155Upgradeable } from "@openzeppelin/contracts-upgradeable/token/ERC1155/ERC1155Upgradeable.sol";
import { IERC165 } from "@openzeppelin/contracts/interfaces/IERC165.sol";
import { IERC2981 } from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import { IERC721Metadata } from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";

/// @title ContributionShares: the units of capsules as ERC-1155 tokens
/// @dev Before units move, both sides are settled in every currency of the capsule (at most 9), so that what was
/// earned before stays with who earned it. Allocation takes from the owner's units only: nobody else is diluted.
abstract contract ContributionShares is CountedERC1155, IERC2981, IResellable, ContestedIncome {
    /// @inheritdoc IRoyaltySplitter
    function allocate(uint256 capsuleId, address account, uint256 units) external restricted {
        SplitterStorage storage $ = _storage();
        Account memory state = _account($, capsuleId);
        uint256 left = _left(state);
        if (units == 0 || units > left) revert RoyaltySplitter_NotEnoughUnits(capsuleId, units, left);
        address key = _ownersKey(state);
        _settleEverywhere($, state, capsuleId, key, key);
        // Not above the units of a capsule, which were compared above.
        // forge-lint: disable-next-line(unsafe-typecast)
        state.allocated += uint32(units);
        _setAccount($, capsuleId, state);
        emit UnitsAllocated(capsuleId, account, units);
        _mint(account, capsuleId, units, "");
    }

    /// @inheritdoc IRoyaltySplitter
    function allocatedUnits(uint256 capsuleId) external view returns (uint256) {
        return _storage().accounts[capsuleId].allocated;
    }

    /// @inheritdoc IResellable
    function resaleOf(uint256 capsuleId, address holder)
        external
        view
        returns (uint256, uint256 royaltyBps, uint256 units, uint256 departures, bool suspended)
    {
        (, royaltyBps,,, suspended) = IResellable(address(CAPSULE_REGISTRY)).resaleOf(capsuleId, holder);
        (units, departures) = _countedBalance(holder, capsuleId);
        return (capsuleId, royaltyBps, units, departures, suspended);
    }

    /// @inheritdoc IERC2981
    /// @dev Shares carry the resale royalty of their capsule: whoever has a share in it earns from their trade.
    function royaltyInfo(uint256 capsuleId, uint256 salePrice) external view returns (address, uint256) {
        return IERC2981(address(CAPSULE_REGISTRY)).royaltyInfo(capsuleId, salePrice);
    }

    /// @notice Shares show the manifest of their capsule.
    function uri(uint256 capsuleId) public view override returns (string memory) {
        return IERC721Metadata(address(CAPSULE_REGISTRY)).tokenURI(capsuleId);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override(ERC1155Upgradeable, IERC165) returns (bool) {
        return interfaceId == type(IERC2981).interfaceId || super.supportsInterface(interfaceId);
    }

    function _update(address from, address to, uint256[] memory ids, uint256[] memory values) internal override {
        SplitterStorage storage $ = _storage();
        for (uint256 i = 0; i < ids.length; ++i) {
            _settleEverywhere($, _account($, ids[i]), ids[i], from, to);
        }
        super._update(from, to, ids, values);
    }

    function _market() internal view override returns (address) {
        return MARKET;
    }

    function _settleEverywhere(
        SplitterStorage storage $,
        Account memory account,
        uint256 capsuleId,
        address from,
        address to
    ) private {
        address[] storage currencies = $.currencies[capsuleId];
        uint256 count = currencies.length;
        for (uint256 i = 0; i <= count; ++i) {
            address currency = _currencyAt(currencies, i, count);
            uint256 net = _net($, account, capsuleId, currency);
            if (from == to) {
                _settle($.ledgers[capsuleId][currency][from], net, _unitsOf(account, capsuleId, from));
                continue;
            }
            // A mint settles its receiver here; the owner's side was settled before its units fell.
            if (from != OWNER) _settle($.ledgers[capsuleId][currency][from], net, balanceOf(from, capsuleId));
            if (to != OWNER) _settle($.ledgers[capsuleId][currency][to], net, balanceOf(to, capsuleId));
        }
    }

    /// @dev Units behind a ledger: those that nobody was allocated are behind the owner's, or what is contested.
    function _unitsOf(Account memory account, uint256 capsuleId, address holder) internal view returns (uint256) {
        if (holder != OWNER && holder != _contestedKey()) return balanceOf(holder, capsuleId);
        return holder == _ownersKey(account) ? _left(account) : 0;
    }
}
