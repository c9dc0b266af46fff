// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleToken } from "../interfaces/ICapsuleToken.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";
import { ERC20Upgradeable } from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {
    ERC20PermitUpgradeable
} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";
import {
    ERC20VotesUpgradeable
} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20VotesUpgradeable.sol";
import { NoncesUpgradeable } from "@openzeppelin/contracts-upgradeable/utils/NoncesUpgradeable.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import { Time } from "@openzeppelin/contracts/utils/types/Time.sol";

/// @title CapsuleToken: votes of the protocol
/// @notice Its whole supply is made at genesis: nothing mints, nothing burns. Voting power counts once it is delegated,
/// to oneself or to others, by transaction or by signature.
/// @dev The clock is the block's time, since blocks of rollups come at no steady pace.
contract CapsuleToken is ICapsuleToken, ERC20PermitUpgradeable, ERC20VotesUpgradeable, ProtocolUpgradeable {
    bytes32 private constant DELEGATION_FOR_TYPEHASH =
        keccak256("DelegationFor(address account,address delegatee,uint256 nonce,uint256 deadline)");

    /// @param authority the protocol's AccessManager
    /// @param holder who gets all of it
    /// @param supply in units of 10^-18
    function initialize(address authority, address holder, uint256 supply) external initializer {
        __ERC20_init("Capsule Token", "CPSL");
        __ERC20Permit_init("Capsule Token");
        __ERC20Votes_init();
        __AccessManaged_init(authority);
        _mint(holder, supply);
    }

    /// @inheritdoc ICapsuleToken
    function delegateFor(address account, address delegatee, uint256 deadline, bytes calldata signature) external {
        if (block.timestamp > deadline) revert CapsuleToken_DeadlinePassed(deadline);
        bytes32 message =
            keccak256(abi.encode(DELEGATION_FOR_TYPEHASH, account, delegatee, _useNonce(account), deadline));
        if (!SignatureChecker.isValidSignatureNow(account, _hashTypedDataV4(message), signature)) {
            revert CapsuleToken_InvalidSignature(account);
        }
        _delegate(account, delegatee);
    }

    /// @inheritdoc ProtocolUpgradeable
    function version() external pure override returns (string memory) {
        return "0.3.0";
    }

    /// @notice Second of the block, which is when voting power is looked up.
    function clock() public view override returns (uint48) {
        return Time.timestamp();
    }

    /// @notice The clock in the words of ERC-6372.
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    /// @notice Number of the next signature of `owner`: permits and delegations count together.
    function nonces(address owner) public view override(ERC20PermitUpgradeable, NoncesUpgradeable) returns (uint256) {
        return super.nonces(owner);
    }

    function _update(address from, address to, uint256 value)
        internal
        override(ERC20Upgradeable, ERC20VotesUpgradeable)
    {
        super._update(from, to, value);
    }
}
