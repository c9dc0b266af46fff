// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

/// @dev What a derivative owes its parent. ABSOLUTE: from every descendant's direct income, at this rate. RELATIVE:
/// from the child's income only, so that it thins with distance.
enum Policy {
    ABSOLUTE,
    RELATIVE
}

/// @title RoyaltySplitter: who is owed what of a capsule's income
/// @notice A ledger without money: it reads cumulative income from the till ({IAccessToken-incomeOf}), computes what
/// each party has earned, and has the till pay. Sales write nothing here, however many people share.
/// @notice Amounts are in the currency's smallest unit. Rounding is always down for who is paid; remainders of less
/// than one unit are kept for the same party, never given to another.
/// @notice ERC-1155 whose token id is a capsule and whose amounts are contribution-share units: 1,000,000 per capsule,
/// of which those not allocated belong to the capsule's owner implicitly. A transfer leaves past earnings behind.
interface IRoyaltySplitter is IERC1155 {
    /// @param parentId capsule that the child builds on
    /// @param policy how far the debt reaches
    /// @param rateBps of income
    /// @param ancestors all capsules that the parent owes by ABSOLUTE policy, ascending (of {LineageFixed})
    struct ParentLink {
        uint256 parentId;
        Policy policy;
        uint16 rateBps;
        uint256[] ancestors;
    }

    /// @param capsuleId who is owed
    /// @param rateBps of the child's income
    struct Debt {
        uint256 capsuleId;
        uint16 rateBps;
    }

    /// @dev One hop of income.
    /// @param childId capsule whose income it is
    /// @param ancestorId one that it owes
    struct Hop {
        uint256 childId;
        uint256 ancestorId;
    }

    /// @notice What `childId` owes from now on, for ever.
    event LineageFixed(uint256 indexed childId, Debt[] absolute, Debt[] relative);
    /// @notice Income moved from a capsule to one that it owes: the parts due by each policy.
    event IncomeCollected(
        uint256 indexed childId,
        uint256 indexed ancestorId,
        address indexed currency,
        uint256 absoluteAmount,
        uint256 relativeAmount
    );
    /// @notice Units left the owner of the capsule and earn for a training round from now on. Who gets them is told by
    /// {ITrainingPool-SharesClaimed} and `TransferSingle` from the zero account, when they are claimed.
    event UnitsEscrowed(uint256 indexed capsuleId, uint256 indexed roundId, uint256 units);
    /// @notice A recipient refused its payment in {distribute}; it can claim it later.
    event PaymentFailed(uint256 indexed capsuleId, address indexed currency, address indexed account, uint256 amount);
    /// @notice `recipient` was paid what `account` had earned.
    /// @param ofOwner whether by the unallocated units, as the capsule's owner, rather than by units that it holds
    event IncomeClaimed(
        uint256 indexed capsuleId,
        address indexed currency,
        address indexed account,
        address recipient,
        uint256 amount,
        bool ofOwner
    );
    /// @notice The treasury was paid the protocol fee on a capsule's income.
    event FeeCollected(uint256 indexed capsuleId, address indexed currency, address treasury, uint256 amount);
    /// @notice The capsule earns in that ERC-20 from now on.
    event CurrencyAccepted(uint256 indexed capsuleId, address indexed currency);
    /// @notice What the inbox held became income; {IAccessToken-IncomeReceived} tells how much.
    event InboxSwept(uint256 indexed capsuleId, address indexed currency, address inbox);
    /// @notice What the capsule's owner earns from now on is contested.
    event OwnerFrozen(uint256 indexed capsuleId);
    /// @notice The owner earns again.
    event OwnerUnfrozen(uint256 indexed capsuleId, address indexed beneficiary);
    /// @notice What was contested in one currency is the beneficiary's, or the owner's again if that is address(0).
    /// @param accrued in millionths of the currency's smallest unit
    event ContestedIncomeReleased(
        uint256 indexed capsuleId, address indexed currency, address indexed beneficiary, uint256 accrued
    );
    /// @notice The protocol fee is paid to `treasury` from now on.
    event TreasuryChanged(address treasury);

    /// @notice Nothing of a whole unit is due to `account`.
    error RoyaltySplitter_NothingToClaim(uint256 capsuleId, address currency, address account);
    error RoyaltySplitter_NotOwner(uint256 capsuleId, address caller);
    /// @notice The caller is neither the owner of the capsule nor one of its ERC-721 operators.
    error RoyaltySplitter_NotAuthorized(uint256 capsuleId, address caller);
    error RoyaltySplitter_TooManyCurrencies(uint256 capsuleId, uint256 maximum);
    /// @notice There is no contract at that address.
    error RoyaltySplitter_InvalidCurrency(address currency);
    /// @notice Neither the zero account nor the till, where money would be nobody's.
    error RoyaltySplitter_InvalidRecipient(address recipient);
    /// @notice The ancestor doesn't earn in that token yet; its income waits.
    error RoyaltySplitter_CurrencyNotAccepted(uint256 capsuleId, address currency);
    error RoyaltySplitter_NotRegistry(address caller);
    error RoyaltySplitter_NotDisputeCourt(address caller);
    /// @notice The owner's income is frozen already, or isn't.
    error RoyaltySplitter_FreezeUnchanged(uint256 capsuleId, bool frozen);
    /// @notice The child owes that capsule nothing.
    error RoyaltySplitter_NotLinked(uint256 childId, uint256 ancestorId);
    /// @notice Parents and ancestors must be given in ascending order, each once.
    error RoyaltySplitter_Unordered(uint256 previous, uint256 next);
    /// @notice All ABSOLUTE ancestors of a parent must be named, and no other capsule.
    error RoyaltySplitter_AncestorsIncomplete(uint256 parentId, uint256 given, uint256 expected);
    error RoyaltySplitter_TooManyParents(uint256 parents, uint256 maximum);
    error RoyaltySplitter_TooManyAncestors(uint256 ancestors, uint256 maximum);
    /// @notice A capsule may owe 5,000 bps upward in all.
    error RoyaltySplitter_RatesTooHigh(uint256 totalBps, uint256 maximum);
    error RoyaltySplitter_NotTrainingPool(address caller);
    /// @notice Units are at least one; the owner, or the round's escrow, has only `left` to give.
    error RoyaltySplitter_NotEnoughUnits(uint256 capsuleId, uint256 requested, uint256 left);

    /// @notice Pays the owner's part (that of all unallocated units) to the capsule's present owner. Anyone may call.
    /// @dev Reverts with RoyaltySplitter_NothingToClaim, CapsuleRegistry_UnknownCapsule.
    /// @return amount paid, in the currency's smallest unit
    function claimOwner(uint256 capsuleId, address currency) external returns (uint256 amount);

    /// @notice The same to an account of the owner's choice. Only the owner.
    function claimOwnerTo(uint256 capsuleId, address currency, address recipient) external returns (uint256 amount);

    /// @notice Pays what the units of `account` have earned to it. Anyone may call.
    /// @return amount paid
    function claim(uint256 capsuleId, address currency, address account) external returns (uint256 amount);

    /// @notice Pays what the caller's units have earned to an account of its choice.
    /// @return amount paid
    function claimTo(uint256 capsuleId, address currency, address recipient) external returns (uint256 amount);

    /// @notice Pays the owner and each of `accounts` what they have earned. One that can't be paid keeps its claim
    /// and stops nobody.
    /// @return paid in all
    function distribute(uint256 capsuleId, address currency, address[] calldata accounts)
        external
        returns (uint256 paid);

    /// @notice Moves what `childId` owes `ancestorId` into the ancestor's income. Anyone may call, at any time.
    /// Income of descendants counts for a capsule from this moment on.
    /// @return amount moved, 0 when nothing is due
    function collect(uint256 childId, uint256 ancestorId, address currency) external returns (uint256 amount);

    /// @notice {collect} from each capsule of `path` to the next: from a descendant upward.
    function collectPath(uint256[] calldata path, address currency) external returns (uint256 amount);

    /// @notice {collect} for each of `hops`, in their order.
    function collectMany(Hop[] calldata hops, address currency) external returns (uint256 amount);

    /// @notice Takes `units` of the owner's unallocated units for a training round that ended. They earn from this block
    /// on; what was earned before stays the owner's, and nobody else's part gets smaller. Only the TrainingPool, once
    /// for a round.
    function escrow(uint256 capsuleId, uint256 roundId, uint256 units) external;

    /// @notice Gives units of a round's escrow to `account`, as ERC-1155, with all that they earned since {escrow}.
    /// Only the TrainingPool, never more than the round put there.
    function handOver(uint256 capsuleId, uint256 roundId, address account, uint256 units) external;

    /// @notice Sets aside what the capsule's owner earns from now on, by the units that nobody was allocated. What it
    /// earned before stays claimable; holders of units and ancestors earn on. Only the DisputeCourt.
    function freezeOwner(uint256 capsuleId) external;

    /// @notice Gives what was set aside, in every currency, to `beneficiary`, who claims it by {claim}; to the owner if
    /// that is address(0). From now on the owner earns again. Only the DisputeCourt.
    function unfreezeOwner(uint256 capsuleId, address beneficiary) external;

    /// @notice Fixes what a new capsule owes. Only the CapsuleRegistry, once, at registration.
    /// @param feeBps protocol fee of the child
    /// @param parents at most 8, ascending by id
    function link(uint256 childId, uint16 feeBps, ParentLink[] calldata parents) external;

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

    /// @notice What a capsule with these parents would owe; reverts with the reason if it can't be linked.
    function previewLink(ParentLink[] calldata parents)
        external
        view
        returns (Debt[] memory absolute, Debt[] memory relative);

    /// @notice What `childId` owes `ancestorId`, in bps of its income, by each policy.
    function debtOf(uint256 childId, uint256 ancestorId) external view returns (uint16 absoluteBps, uint16 relativeBps);

    /// @notice What {collect} would move now; reverts with RoyaltySplitter_NotLinked.
    function collectable(uint256 childId, uint256 ancestorId, address currency) external view returns (uint256);

    /// @notice What {claim} would pay now.
    function claimable(uint256 capsuleId, address currency, address account) external view returns (uint256);

    /// @notice Units that have left the owner, of 1,000,000: held by accounts or in escrow.
    function allocatedUnits(uint256 capsuleId) external view returns (uint256);

    /// @notice What of a round nobody claimed yet, and since when it earns: each unit has earned a millionth of
    /// {netIncome} - `start`.
    /// @return units left in escrow
    /// @return start net income in `currency` when the round ended
    function escrowOf(uint256 capsuleId, uint256 roundId, address currency)
        external
        view
        returns (uint256 units, uint256 start);

    /// @notice What {claimOwner} would pay now.
    function claimableOwner(uint256 capsuleId, address currency) external view returns (uint256);

    /// @notice What was set aside since the owner's income was frozen; 0 if it isn't.
    function contestedIncome(uint256 capsuleId, address currency) external view returns (uint256);

    /// @notice Whether what the owner earns is contested.
    function isOwnerFrozen(uint256 capsuleId) external view returns (bool);

    /// @notice What {collectFee} would pay now.
    function collectableFee(uint256 capsuleId, address currency) external view returns (uint256);

    /// @notice Cumulative income of a capsule after the fee and what it owes upward: what its holders share.
    function netIncome(uint256 capsuleId, address currency) external view returns (uint256);

    /// @notice ERC-20s the capsule earns in, beside the native currency.
    function currenciesOf(uint256 capsuleId) external view returns (address[] memory);

    /// @notice Whether the capsule earns in `currency`.
    function acceptsCurrency(uint256 capsuleId, address currency) external view returns (bool);

    /// @notice Account that the protocol fee is paid to.
    function treasury() external view returns (address);
}
