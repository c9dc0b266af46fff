// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { GovernanceTest } from "../../../fixtures/GovernanceTest.sol";
import { SignerWallet } from "../../../mocks/SignerWallet.sol";
import { IGovernor } from "@openzeppelin/contracts/governance/IGovernor.sol";
import { IERC5267 } from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

contract VoteBySignatureTest is GovernanceTest {
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    uint256 private constant AMOUNT = 5 ether;

    address private account;
    uint256 private key;
    address private wallet;
    uint256 private id;

    function setUp() public override {
        super.setUp();
        (account, key) = makeAddrAndKey("account");
        wallet = address(new SignerWallet(account));
        _giveVotes(account, AMOUNT);
        _giveVotes(wallet, 2 * AMOUNT);
        id = _proposeAndOpen(_feeProposal(1));
    }

    function testFuzz_Vote_AnAccountThatSigned(uint8 support, address submitter) public {
        support = support % 3;
        bytes memory signature = _sign(account, support);
        vm.expectEmit(address(governor));
        emit IGovernor.VoteCast(account, id, support, AMOUNT, "");
        vm.prank(submitter);
        governor.castVoteBySig(id, support, account, signature);
        assertEq(governor.nonces(account), 1);
    }

    function test_Vote_AWalletWhoseOwnerSigned() public {
        bytes memory signature = _sign(wallet, FOR);
        vm.expectEmit(address(governor));
        emit IGovernor.VoteCast(wallet, id, FOR, 2 * AMOUNT, "");
        governor.castVoteBySig(id, FOR, wallet, signature);
    }

    function testFuzz_Vote_WithAReason(string calldata reason) public {
        bytes32 message = keccak256(
            abi.encode(
                governor.EXTENDED_BALLOT_TYPEHASH(), id, FOR, account, 0, keccak256(bytes(reason)), keccak256("")
            )
        );
        bytes memory signature = _signature(key, MessageHashUtils.toTypedDataHash(_domainSeparator(), message));
        vm.expectEmit(address(governor));
        emit IGovernor.VoteCast(account, id, FOR, AMOUNT, reason);
        governor.castVoteWithReasonAndParamsBySig(id, FOR, account, reason, "", signature);
    }

    function testFuzz_RevertWhen_AnythingDiffers(uint8 support, address voter) public {
        support = uint8(bound(support, 1, 2));
        bytes memory signature = _sign(account, AGAINST);
        _expectRefused(account, support, signature);
        vm.assume(voter != account && voter != wallet && voter.code.length == 0);
        _expectRefused(voter, AGAINST, signature);
        _expectRefused(wallet, AGAINST, signature);
    }

    function test_RevertWhen_Replayed() public {
        bytes memory signature = _sign(account, FOR);
        governor.castVoteBySig(id, FOR, account, signature);
        _expectRefused(account, FOR, signature);
    }

    function _expectRefused(address voter, uint8 support, bytes memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, voter));
        governor.castVoteBySig(id, support, voter, signature);
    }

    function _sign(address voter, uint8 support) private view returns (bytes memory) {
        bytes32 message = keccak256(abi.encode(governor.BALLOT_TYPEHASH(), id, support, voter, 0));
        return _signature(key, MessageHashUtils.toTypedDataHash(_domainSeparator(), message));
    }

    /// @dev Of what the governor tells about itself (ERC-5267).
    function _domainSeparator() private view returns (bytes32) {
        (, string memory name, string memory version, uint256 chainId, address at,,) =
            IERC5267(address(governor)).eip712Domain();
        assertEq(name, "Capsule Governor");
        assertEq(version, governor.version());
        assertEq(at, address(governor));
        return keccak256(abi.encode(DOMAIN_TYPEHASH, keccak256(bytes(name)), keccak256(bytes(version)), chainId, at));
    }
}
