// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title RoyaltySplitter: who is owed what of a capsule's income
/// @notice A ledger without money: it reads cumulative income from the till ({IAccessToken-incomeOf}), computes what
/// each party has earned, and has the till pay. Sales write nothing here, however many people share.
/// @notice Amounts are in the currency's smallest unit. Rounding is always down for who is paid; remainders of less
/// than one unit are kept for the same party, never given to another.
interface IRoyaltySplitter {
    event IncomeClaimed(
        uint256 indexed capsuleId, address indexed currency, address indexed account, address recipient, uint256 amount
    );
    event FeeCollected(uint256 indexed capsuleId, address indexed currency, address treasury, uint256 amount);
    event CurrencyAccepted(uint256 indexed capsuleId, address indexed currency);
    event InboxSwept(uint256 indexed capsuleId, address indexed currency, address inbox);
    event TreasuryChanged(address treasury);

    error RoyaltySplitter_NothingToClaim(uint256 capsuleId, address currency, address account);
    error RoyaltySplitter_NotOwner(uint256 capsuleId, address caller);
    error RoyaltySplitter_NotAuthorized(uint256 capsuleId, address caller);
    error RoyaltySplitter_TooManyCurrencies(uint256 capsuleId, uint256 maximum);
    error RoyaltySplitter_InvalidCurrency(address currency);
    error RoyaltySplitter_InvalidRecipient(address recipient);

    /// @notice Pays the owner's part (that of all unallocated units) to the capsule's present owner. Anyone may call.
    /// @return amount paid
    function claimOwner(uint256 capsuleId, address currency) external returns (uint256 amount);

    /// @notice The same to an account of the owner's choice. Only the owner.
    function claimOwnerTo(uint256 capsuleId, address currency, address recipient) external returns (uint256 amount);

    /// @notice Pays the protocol fee that is due on the capsule's income to the treasury. Anyone may call.
    /// @return amount paid
    function collectFee(uint256 capsuleId, address currency) external returns (uint256 amount);

    /// @notice Lets a capsule earn in an ERC-20, at most 8 for ever. The native currency is always accepted.
    /// Only the owner, its ERC-721 operators, or AccessToken when an offer in it is made.
    function acceptCurrency(uint256 capsuleId, address currency) external;

    /// @notice Moves what the capsule's inbox holds into its income. Anyone may call.
    function sweep(uint256 capsuleId, address currency) external;

    /// @notice Sets who receives the protocol fee. Governance only.
    function setTreasury(address treasury) external;

    /// @notice The address at which anyone may pay the capsule, in any way: the receiver of its ERC-2981 royalties.
    /// It has no code until its first {sweep}.
    function inboxOf(uint256 capsuleId) external view returns (address);

    /// @notice What {claimOwner} would pay now.
    function claimableOwner(uint256 capsuleId, address currency) external view returns (uint256);

    /// @notice What {collectFee} would pay now.
    function collectableFee(uint256 capsuleId, address currency) external view returns (uint256);

    /// @notice Cumulative income of a capsule after the fee and what it owes upward: what its holders share.
    function netIncome(uint256 capsuleId, address currency) external view returns (uint256);

    /// @notice ERC-20s the capsule earns in, beside the native currency.
    function currenciesOf(uint256 capsuleId) external view returns (address[] memory);

    function acceptsCurrency(uint256 capsuleId, address currency) external view returns (bool);

    function treasury() external view returns (address);
}
