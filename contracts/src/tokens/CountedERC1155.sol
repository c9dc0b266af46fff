// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ERC1155Upgradeable } from "@openzeppelin/contracts-upgradeable/token/ERC1155/ERC1155Upgradeable.sol";
import { Arrays } from "@openzeppelin/contracts/utils/Arrays.sol";

/// @title CountedERC1155: how often tokens left an account, in the word of its balance
/// @dev An order of the market dies when what it sells leaves the seller, and stays dead when that returns: it signs the
/// number of departures. Counted are transfers of at least one token to another account; of those by the market only
/// the ones that leave nothing behind, so that an order can be filled in parts. Mints and burns are not.
/// @dev The upper quarter of the word that a transfer changes anyway: no transfer writes a word more than it would
/// without, and a mint none at all. A balance never reaches that quarter: what one mint adds is below 2^32, and what a
/// transfer adds was somebody's balance.
abstract contract CountedERC1155 is ERC1155Upgradeable {
    using Arrays for uint256[];

    uint256 private constant ONE_DEPARTURE = 1 << 192;

    // Of ERC1155Upgradeable (erc7201:openzeppelin.storage.ERC1155), whose first member are the balances.
    bytes32 private constant ERC1155_STORAGE = 0x88be536d5240c274a3b1d3a1be54482fd9caa294f08c62a7cde569f49a3c4500;

    struct Balances {
        mapping(uint256 id => mapping(address account => uint256)) words;
    }

    /// @notice Tokens of `id` that `account` holds.
    function balanceOf(address account, uint256 id) public view virtual override returns (uint256) {
        return _words(id)[account] % ONE_DEPARTURE;
    }

    /// @dev As in OpenZeppelin's, but for the departures.
    function _update(address from, address to, uint256[] memory ids, uint256[] memory values)
        internal
        virtual
        override
    {
        if (ids.length != values.length) revert ERC1155InvalidArrayLength(ids.length, values.length);
        for (uint256 i = 0; i < ids.length; ++i) {
            uint256 id = ids.unsafeMemoryAccess(i);
            uint256 value = values.unsafeMemoryAccess(i);
            mapping(address => uint256) storage words = _words(id);
            if (from != address(0)) words[from] = _less(words[from], from, to, id, value);
            if (to != address(0)) words[to] += value;
        }
        if (ids.length == 1) {
            emit TransferSingle(msg.sender, from, to, ids.unsafeMemoryAccess(0), values.unsafeMemoryAccess(0));
        } else {
            emit TransferBatch(msg.sender, from, to, ids, values);
        }
    }

    function _countedBalance(address account, uint256 id) internal view returns (uint256 balance, uint256 departures) {
        uint256 word = _words(id)[account];
        return (word % ONE_DEPARTURE, word / ONE_DEPARTURE);
    }

    /// @dev For tokens that keep their balances elsewhere: their words hold departures only.
    function _countDeparture(address from, address to, uint256 id, uint256 balance, uint256 value) internal {
        if (_counts(from, to, balance, value)) _words(id)[from] += ONE_DEPARTURE;
    }

    /// @dev The protocol's market.
    function _market() internal view virtual returns (address);

    /// @dev The sender's word after `value` is taken from it.
    function _less(uint256 word, address from, address to, uint256 id, uint256 value) private view returns (uint256) {
        uint256 balance = word % ONE_DEPARTURE;
        if (balance < value) revert ERC1155InsufficientBalance(from, balance, value, id);
        return word - value + (_counts(from, to, balance, value) ? ONE_DEPARTURE : 0);
    }

    /// @dev Whether a transfer of `value` out of `balance` is a departure.
    function _counts(address from, address to, uint256 balance, uint256 value) private view returns (bool) {
        bool leaves = to != address(0) && to != from && value != 0;
        return leaves && (balance == value || msg.sender != _market());
    }

    function _words(uint256 id) private view returns (mapping(address account => uint256) storage) {
        Balances storage balances;
        bytes32 slot = ERC1155_STORAGE;
        assembly ("memory-safe") {
            balances.slot := slot
        }
        return balances.words[id];
    }
}
