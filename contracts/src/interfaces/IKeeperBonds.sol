// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title KeeperBonds: what keepers stake on their honesty, in the native currency
/// @notice The contract holds exactly the sum of all bonds. All amounts are in wei.
interface IKeeperBonds {
    /// @notice `payer` added to the bond of `operator`, which is `bond` from now on.
    event BondPosted(address indexed operator, address indexed payer, uint256 amount, uint256 bond);
    /// @notice `operator` took its bond back.
    event BondWithdrawn(address indexed operator, address indexed recipient, uint256 amount);
    /// @notice A part of the bond was taken for what `evidenceDigest` proves.
    event BondSlashed(
        address indexed operator,
        address indexed recipient,
        bytes32 indexed evidenceDigest,
        uint256 amount,
        uint256 bond
    );
    /// @notice Keepers of the epochs to come need a bond of at least `amount`.
    event MinimumBondChanged(uint256 amount);

    error KeeperBonds_EmptyOperator();
    error KeeperBonds_NothingPosted();
    /// @notice The operator has no bond to withdraw.
    error KeeperBonds_NoBond(address operator);
    /// @notice `operator` has less than what is needed or to be taken.
    error KeeperBonds_InsufficientBond(address operator, uint256 bond, uint256 required);
    /// @notice It is a keeper of the current epoch.
    error KeeperBonds_StillKeeper(address operator);
    /// @notice Its service ended too short a time ago.
    error KeeperBonds_TooEarly(address operator, uint256 possibleAt);

    /// @notice Adds the value sent to the bond of `operator`. Anyone may pay; only the operator can take it back.
    /// @dev Reverts with KeeperBonds_EmptyOperator, _NothingPosted.
    function postBond(address operator) external payable;

    /// @notice Pays the caller's whole bond to `recipient`, once it is no keeper of the current epoch and 30 days went
    /// by since it was one: time enough to settle what its epoch still signs, and to show what it did wrong.
    /// @dev Reverts with KeeperBonds_NoBond, _StillKeeper, _TooEarly, and Address' errors if `recipient` takes nothing.
    /// @return amount paid
    function withdrawBond(address payable recipient) external returns (uint256 amount);

    /// @notice Takes `amount` of a keeper's bond. Only governance's role KEEPERS.
    /// @param evidenceDigest sha2-256 of what proves the fault, as published
    /// @dev Reverts with KeeperBonds_InsufficientBond, and Address' errors if `recipient` takes nothing.
    function slashBond(address operator, uint256 amount, address payable recipient, bytes32 evidenceDigest) external;

    /// @notice Sets what a keeper of the epochs to come needs. Only governance's role PARAMETERS.
    function setMinimumBond(uint256 amount) external;

    /// @notice Bond of `operator`.
    function bondOf(address operator) external view returns (uint256);

    /// @notice What each keeper of the next epoch needs.
    function minimumBond() external view returns (uint256);

    /// @notice Second from which `operator` may withdraw: 0 if it never served, type(uint256).max while it serves.
    function bondReleasableAt(address operator) external view returns (uint256);
}
