// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IResellable } from "../interfaces/IResellable.sol";
import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { Currency } from "../libraries/Currency.sol";
import { RoyaltyMath } from "../libraries/RoyaltyMath.sol";
import { CountedERC1155 } from "../tokens/CountedERC1155.sol";
import { ContestedIncome } from "./ContestedIncome.sol";
import { Ledgers } from "./Ledgers.sol";
import { Account, Escrow, Holding } from "./RoyaltyStorage.sol";
import { ERC1155Upgradeable } from "@openzeppelin/contracts-upgradeable/token/ERC1155/ERC1155Upgradeable.sol";
import { IERC165 } from "@openzeppelin/contracts/interfaces/IERC165.sol";
import { IERC2981 } from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import { ERC1155Utils } from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Utils.sol";
import { IERC721Metadata } from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";

/// @title ContributionShares: the units of capsules as ERC-1155 tokens
/// @dev Before units move, both sides are settled in every currency of the capsule (at most 9), so that what was
/// earned before stays with who earned it. A training round takes from the owner's units only, when it ends: nobody
/// else is diluted. From then on they earn in escrow, whoever they will turn out to be for.
/// @dev Balances are in the ledgers' words ({Holding}); those of ERC-1155 hold departures only.
abstract contract ContributionShares is CountedERC1155, IERC2981, IResellable, ContestedIncome {
    using Ledgers for SplitterStorage;

    /// @inheritdoc IRoyaltySplitter
    function escrow(uint256 capsuleId, uint256 roundId, uint256 units) external {
        _requireTrainingPool();
        SplitterStorage storage $ = _storage();
        Account memory account = _account($, capsuleId);
        uint256 left = Ledgers.left(account);
        if (units == 0 || units > left) revert RoyaltySplitter_NotEnoughUnits(capsuleId, units, left);
        Escrow storage held = $.escrows[capsuleId][roundId];
        address[] storage currencies = $.currencies[capsuleId];
        uint256 count = currencies.length;
        for (uint256 i = 0; i <= count; ++i) {
            address currency = Ledgers.currencyAt(currencies, i, count);
            uint256 net = _net($, account, capsuleId, currency);
            $.settle(capsuleId, currency, _ownersKey(account), net, Ledgers.left(account));
            // Income fits as in the owner's ledger, just written.
            // forge-lint: disable-next-line(unsafe-typecast)
            if (i == count) held.nativeStart = uint104(net);
            else held.starts[currency] = net;
        }
        // Not above the units of a capsule, which were compared above.
        // forge-lint: disable-next-line(unsafe-typecast)
        (held.units, account.allocated) = (uint24(units), account.allocated + uint32(units));
        $.setAccount(capsuleId, account);
        emit UnitsEscrowed(capsuleId, roundId, units);
    }

    /// @inheritdoc IRoyaltySplitter
    function handOver(uint256 capsuleId, uint256 roundId, address account, uint256 units) external {
        _requireTrainingPool();
        if (account == address(0)) revert ERC1155InvalidReceiver(address(0));
        SplitterStorage storage $ = _storage();
        Escrow storage held = $.escrows[capsuleId][roundId];
        uint256 left = held.units;
        if (units == 0 || units > left) revert RoyaltySplitter_NotEnoughUnits(capsuleId, units, left);
        address[] storage currencies = $.currencies[capsuleId];
        uint256 count = currencies.length;
        for (uint256 i = 0; i <= count; ++i) {
            _join($, capsuleId, Ledgers.currencyAt(currencies, i, count), account, held, units);
        }
        // Not above the units of a capsule, both of them.
        // forge-lint: disable-next-line(unsafe-typecast)
        held.units = uint24(left - units);
        // forge-lint: disable-next-line(unsafe-typecast)
        $.holdings[capsuleId][account].units += uint24(units);
        emit TransferSingle(msg.sender, address(0), account, capsuleId, units);
        ERC1155Utils.checkOnERC1155Received(msg.sender, address(0), account, capsuleId, units, "");
    }

    /// @inheritdoc IRoyaltySplitter
    function allocatedUnits(uint256 capsuleId) external view returns (uint256) {
        return _storage().accounts[capsuleId].allocated;
    }

    /// @inheritdoc IRoyaltySplitter
    function escrowOf(uint256 capsuleId, uint256 roundId, address currency) external view returns (uint256, uint256) {
        Escrow storage held = _storage().escrows[capsuleId][roundId];
        return (held.units, _startOf(held, currency));
    }

    /// @notice Units of `account`, without those that a capsule's owner has implicitly.
    function balanceOf(address account, uint256 capsuleId)
        public
        view
        override(IERC1155, CountedERC1155)
        returns (uint256)
    {
        return _storage().holdings[capsuleId][account].units;
    }

    /// @inheritdoc IResellable
    function resaleOf(uint256 capsuleId, address holder)
        external
        view
        returns (uint256, uint256 royaltyBps, uint256 units, uint256 departures, bool suspended)
    {
        (, royaltyBps,,, suspended) = IResellable(address(CAPSULE_REGISTRY)).resaleOf(capsuleId, holder);
        (, departures) = _countedBalance(holder, capsuleId);
        units = balanceOf(holder, capsuleId);
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

    /// @dev All that moves units but {handOver}: there is always a sender and a receiver.
    function _update(address from, address to, uint256[] memory ids, uint256[] memory values) internal override {
        if (ids.length != values.length) revert ERC1155InvalidArrayLength(ids.length, values.length);
        SplitterStorage storage $ = _storage();
        for (uint256 i = 0; i < ids.length; ++i) {
            _settleEverywhere($, _account($, ids[i]), ids[i], from, to);
            _move($.holdings[ids[i]], from, to, ids[i], values[i]);
        }
        if (ids.length == 1) emit TransferSingle(msg.sender, from, to, ids[0], values[0]);
        else emit TransferBatch(msg.sender, from, to, ids, values);
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
            address currency = Ledgers.currencyAt(currencies, i, count);
            uint256 net = _net($, account, capsuleId, currency);
            $.settle(capsuleId, currency, from, net, balanceOf(from, capsuleId));
            if (from != to) $.settle(capsuleId, currency, to, net, balanceOf(to, capsuleId));
        }
    }

    function _move(
        mapping(address holder => Holding) storage holdings,
        address from,
        address to,
        uint256 capsuleId,
        uint256 units
    ) private {
        uint256 held = holdings[from].units;
        if (units > held) revert ERC1155InsufficientBalance(from, held, units, capsuleId);
        _countDeparture(from, to, capsuleId, held, units);
        // Not above what is held.
        // forge-lint: disable-next-line(unsafe-typecast)
        uint24 moved = uint24(units);
        holdings[from].units -= moved;
        holdings[to].units += moved;
    }

    /// @dev Adds units of a round to an account's ledger, without asking what net income is now: what it held and what it
    /// gets are both brought to the later of the points up to which they are computed, from where they earn alike.
    function _join(
        SplitterStorage storage $,
        uint256 capsuleId,
        address currency,
        address account,
        Escrow storage held,
        uint256 units
    ) private {
        uint256 start = _startOf(held, currency);
        (uint256 checkpoint, uint256 accrued) = $.ledger(capsuleId, currency, account);
        uint256 from = checkpoint > start ? checkpoint : start;
        if (from == 0) return;
        accrued += RoyaltyMath.accrual(from - checkpoint, balanceOf(account, capsuleId));
        accrued += RoyaltyMath.accrual(from - start, units);
        $.setLedger(capsuleId, currency, account, from, accrued);
    }

    function _startOf(Escrow storage held, address currency) private view returns (uint256) {
        return currency == Currency.NATIVE ? held.nativeStart : held.starts[currency];
    }

    function _requireTrainingPool() private view {
        if (msg.sender != TRAINING_POOL) revert RoyaltySplitter_NotTrainingPool(msg.sender);
    }

    /// @dev Units behind a ledger: those that nobody was allocated are behind the owner's, or what is contested.
    function _unitsOf(Account memory account, uint256 capsuleId, address holder) internal view returns (uint256) {
        if (holder != Ledgers.OWNER && holder != Ledgers.contestedKey(ACCESS_TOKEN)) {
            return balanceOf(holder, capsuleId);
        }
        return holder == _ownersKey(account) ? Ledgers.left(account) : 0;
    }
}
