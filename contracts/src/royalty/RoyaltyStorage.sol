// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @param known whether the fee was read from the registry
/// @param feeBps copy of the capsule's fee, which never changes
/// @param absoluteBps sum of the rates owed to ABSOLUTE ancestors
/// @param relativeBps sum of the rates owed to RELATIVE parents
/// @param absoluteCount number of ABSOLUTE ancestors
/// @param allocated units that have left the owner, those in escrow included
/// @param collected whether anything was ever collected from descendants
/// @param frozen whether what the owner earns is contested
struct Account {
    bool known;
    uint16 feeBps;
    uint16 absoluteBps;
    uint16 relativeBps;
    uint8 absoluteCount;
    uint32 allocated;
    bool collected;
    bool frozen;
}

/// @dev Cumulative income collected from descendants, by policy; below 2^104 each, like direct income.
struct Pulled {
    uint128 relative;
    uint128 absolute;
}

/// @param checkpoint net income up to which the accrual is computed
/// @param accrued earned and not yet paid, in millionths of a currency unit
struct Ledger {
    uint128 checkpoint;
    uint128 accrued;
}

/// @dev What an account holds, and its ledger of the native currency, in one word: a new holder costs one slot, and
/// a claim reads one.
/// @param units as ERC-1155; 0 for the owner, whose units are those not allocated
struct Holding {
    uint24 units;
    uint104 checkpoint;
    uint128 accrued;
}

/// @dev Units of a training round that nobody claimed yet, and net income when it ended: from there they earn.
/// @param nativeStart net income in the native currency
/// @param starts net income in ERC-20s; 0 for those accepted later
struct Escrow {
    uint24 units;
    uint104 nativeStart;
    mapping(address currency => uint256) starts;
}

/// @dev What a capsule owes an ancestor, and what of it was collected in the native currency.
/// @param feeBps the child's fee, repeated here so that collecting reads one word of the child
struct Edge {
    uint16 absoluteBps;
    uint16 relativeBps;
    uint16 feeBps;
    uint104 absoluteCollected;
    uint104 relativeCollected;
}

/// @dev What was collected over an edge in an ERC-20.
struct Collected {
    uint128 absolute;
    uint128 relative;
}

/// @title RoyaltyStorage: what the splitter keeps
/// @dev Beside {RoyaltyLedger}, so that the linked libraries know it too.
abstract contract RoyaltyStorage {
    /// @custom:storage-location erc7201:capsule.storage.RoyaltySplitter
    struct SplitterStorage {
        address treasury;
        mapping(uint256 capsuleId => Account) accounts;
        mapping(uint256 capsuleId => address[]) currencies;
        mapping(uint256 capsuleId => mapping(address currency => bool)) accepted;
        mapping(uint256 capsuleId => mapping(address currency => uint256)) feeCollected;
        mapping(uint256 capsuleId => mapping(address currency => Pulled)) pulled;
        mapping(uint256 capsuleId => mapping(address token => mapping(address holder => Ledger))) ledgers;
        mapping(uint256 childId => mapping(uint256 ancestorId => Edge)) edges;
        mapping(uint256 childId => mapping(uint256 ancestorId => mapping(address currency => Collected))) collected;
        mapping(uint256 capsuleId => mapping(address holder => Holding)) holdings;
        mapping(uint256 capsuleId => mapping(uint256 roundId => Escrow)) escrows;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.RoyaltySplitter")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_LOCATION = 0x9e4a25737e877da5d17b6471852588bb14d267f197913e00ff3b3701dde31700;

    function _storage() internal pure returns (SplitterStorage storage $) {
        bytes32 slot = STORAGE_LOCATION;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
