// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { CapsuleGovernor } from "../../../../src/governance/CapsuleGovernor.sol";
import { CapsuleToken } from "../../../../src/governance/CapsuleToken.sol";
import { IOperationCheck } from "../../../../src/interfaces/IOperationCheck.sol";
import { GovernanceTest } from "../../../fixtures/GovernanceTest.sol";
import { NextKeeperRegistry } from "../../../mocks/NextKeeperRegistry.sol";
import { IGovernor } from "@openzeppelin/contracts/governance/IGovernor.sol";
import { IERC1967 } from "@openzeppelin/contracts/interfaces/IERC1967.sol";

/// @title A governor of the next version, with a function more
contract NextGovernor is CapsuleGovernor {
    constructor(IOperationCheck check) CapsuleGovernor(check) { }

    function generation() external pure returns (uint256) {
        return 2;
    }
}

contract UpgradeByVoteTest is GovernanceTest {
    function test_Upgrade_AContractOfAPopulatedProtocol() public {
        (uint256 capsuleId, uint256 offerId) = _capsuleWithOffer(1 ether, _terms(NATIVE));
        uint256 licenseId = _buy(offerId, 2);
        bytes32 before = keccak256(abi.encode(keeperRegistry.keeperSet(1)));
        NextKeeperRegistry next = new NextKeeperRegistry();
        uint256 id = _ready(
            _proposal(address(keeperRegistry), abi.encodeCall(keeperRegistry.upgradeToAndCall, (address(next), "")))
        );
        vm.expectEmit(address(keeperRegistry));
        emit IERC1967.Upgraded(address(next));
        governor.execute(id);
        assertEq(NextKeeperRegistry(address(keeperRegistry)).generation(), 2);
        assertEq(keccak256(abi.encode(keeperRegistry.keeperSet(1))), before);
        assertEq(accessToken.balanceOf(buyer, licenseId), 2);
        _registerSealed(creator, "after the upgrade");
        _buy(offerId, 1);
        assertEq(accessToken.incomeOf(capsuleId, NATIVE), 3 ether);
    }

    function test_Upgrade_TheGovernorByItsOwnVote() public {
        Proposal memory later = _feeProposal(9);
        uint256 queued = _succeedAndQueue(later);
        NextGovernor next = new NextGovernor(operationCheck);
        Proposal memory p = _proposal(address(governor), abi.encodeCall(governor.upgradeToAndCall, (address(next), "")));
        p.description = "The next governor";
        uint256 id = _govern(p);
        assertEq(NextGovernor(payable(address(governor))).generation(), 2);
        _assertState(id, IGovernor.ProposalState.Executed);
        assertEq(governor.proposalCount(), 2);
        governor.execute(queued);
        assertEq(registry.protocolFeeBps(), 9, "what was queued before is kept");
        _govern(_feeProposal(10));
        assertEq(registry.protocolFeeBps(), 10);
    }

    function test_Upgrade_TheToken() public {
        _giveVotes(buyer, 5 ether);
        address next = address(new CapsuleToken());
        _govern(_proposal(address(capsuleToken), abi.encodeCall(capsuleToken.upgradeToAndCall, (next, ""))));
        assertEq(capsuleToken.getVotes(buyer), 5 ether);
        assertEq(capsuleToken.totalSupply(), SUPPLY);
        _govern(_feeProposal(10));
        assertEq(registry.protocolFeeBps(), 10);
    }

    function test_Settings_ChangeByAVote() public {
        _govern(_proposal(address(governor), abi.encodeCall(governor.setVotingDelay, (3 days))));
        _govern(_proposal(address(governor), abi.encodeCall(governor.setVotingPeriod, (6 days))));
        _govern(_proposal(address(governor), abi.encodeCall(governor.setProposalThreshold, (7 ether))));
        _govern(_proposal(address(governor), abi.encodeCall(governor.setLateQuorumVoteExtension, (2 days))));
        _govern(_proposal(address(timelock), abi.encodeCall(timelock.updateDelay, (5 days))));
        assertEq(governor.votingDelay(), 3 days);
        assertEq(governor.votingPeriod(), 6 days);
        assertEq(governor.proposalThreshold(), 7 ether);
        assertEq(governor.lateQuorumVoteExtension(), 2 days);
        assertEq(timelock.getMinDelay(), 5 days);
        uint256 id = _succeedAndQueue(_feeProposal(3));
        assertEq(governor.proposalEta(id), block.timestamp + 5 days);
    }
}
