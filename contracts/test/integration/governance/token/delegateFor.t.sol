// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleToken } from "../../../../src/interfaces/ICapsuleToken.sol";
import { GovernanceTest } from "../../../fixtures/GovernanceTest.sol";
import { SignerWallet } from "../../../mocks/SignerWallet.sol";
import { IVotes } from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

contract DelegateForTest is GovernanceTest {
    bytes32 private constant TYPEHASH =
        keccak256("DelegationFor(address account,address delegatee,uint256 nonce,uint256 deadline)");
    uint256 private constant AMOUNT = 7 ether;

    address private account;
    uint256 private key;

    function setUp() public override {
        super.setUp();
        (account, key) = makeAddrAndKey("account");
        vm.prank(holder);
        assertTrue(capsuleToken.transfer(account, AMOUNT));
    }

    function testFuzz_DelegateFor_AnAccountThatSigned(address delegatee, address submitter) public {
        vm.assume(delegatee != address(0) && delegatee != holder);
        bytes memory signature = _sign(account, delegatee, 0, block.timestamp);
        vm.expectEmit(address(capsuleToken));
        emit IVotes.DelegateChanged(account, address(0), delegatee);
        vm.prank(submitter);
        capsuleToken.delegateFor(account, delegatee, block.timestamp, signature);
        assertEq(capsuleToken.delegates(account), delegatee);
        assertEq(capsuleToken.getVotes(delegatee), AMOUNT);
        assertEq(capsuleToken.nonces(account), 1);
    }

    function test_DelegateFor_AWalletWhoseOwnerSigned() public {
        address wallet = address(new SignerWallet(account));
        vm.prank(account);
        assertTrue(capsuleToken.transfer(wallet, AMOUNT));
        capsuleToken.delegateFor(wallet, buyer, block.timestamp, _sign(wallet, buyer, 0, block.timestamp));
        assertEq(capsuleToken.delegates(wallet), buyer);
        assertEq(capsuleToken.getVotes(buyer), AMOUNT);
    }

    /// @dev What one owner signed for one of its wallets says nothing for another, nor for itself.
    function test_RevertWhen_SignedForAnotherWalletOfTheSameOwner() public {
        address wallet = address(new SignerWallet(account));
        address other = address(new SignerWallet(account));
        bytes memory signature = _sign(wallet, buyer, 0, block.timestamp);
        _expectRefused(other, buyer, block.timestamp, signature);
        _expectRefused(account, buyer, block.timestamp, signature);
    }

    function test_RevertWhen_Replayed() public {
        bytes memory signature = _sign(account, buyer, 0, block.timestamp);
        capsuleToken.delegateFor(account, buyer, block.timestamp, signature);
        _expectRefused(account, buyer, block.timestamp, signature);
    }

    function testFuzz_RevertWhen_AnythingDiffers(address delegatee, uint256 deadline) public {
        vm.assume(delegatee != buyer);
        bytes memory signature = _sign(account, buyer, 0, block.timestamp);
        _expectRefused(account, delegatee, block.timestamp, signature);
        _expectRefused(stranger, buyer, block.timestamp, signature);
        deadline = bound(deadline, block.timestamp + 1, NO_LIMIT);
        _expectRefused(account, buyer, deadline, signature);
    }

    function testFuzz_RevertWhen_DeadlinePassed(uint256 deadline) public {
        deadline = bound(deadline, 0, block.timestamp - 1);
        bytes memory signature = _sign(account, buyer, 0, deadline);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleToken.CapsuleToken_DeadlinePassed.selector, deadline));
        capsuleToken.delegateFor(account, buyer, deadline, signature);
    }

    function _expectRefused(address of_, address delegatee, uint256 deadline, bytes memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(ICapsuleToken.CapsuleToken_InvalidSignature.selector, of_));
        capsuleToken.delegateFor(of_, delegatee, deadline, signature);
    }

    function _sign(address of_, address delegatee, uint256 nonce, uint256 deadline)
        private
        view
        returns (bytes memory)
    {
        bytes32 message = keccak256(abi.encode(TYPEHASH, of_, delegatee, nonce, deadline));
        bytes32 digest = MessageHashUtils.toTypedDataHash(capsuleToken.DOMAIN_SEPARATOR(), message);
        return _signature(key, digest);
    }
}
