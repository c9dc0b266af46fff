// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { GovernanceTest } from "../fixtures/GovernanceTest.sol";
import { PlainGovernor } from "../mocks/PlainGovernor.sol";
import { IGovernor } from "@openzeppelin/contracts/governance/IGovernor.sol";
import { TimelockController } from "@openzeppelin/contracts/governance/TimelockController.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title Gas of a proposal's steps, and of OpenZeppelin's Governor with the same modules for the same proposal
/// @dev Whole transactions, see {GasTest}. One call of a contract that anybody may call, since the other governor has no
/// rights here. It is not the first proposal, the vote not the first, and quorum was reached before it.
contract GovernanceGasTest is GovernanceTest {
    PlainGovernor private plain;

    function setUp() public override {
        super.setUp();
        _giveVotes(stranger, SUPPLY / 100);
        TimelockController controller =
            new TimelockController(TIMELOCK_DELAY, new address[](0), new address[](1), address(this));
        plain = new PlainGovernor(
            capsuleToken,
            controller,
            VOTING_DELAY,
            VOTING_PERIOD,
            PROPOSAL_THRESHOLD,
            QUORUM_PERCENT,
            LATE_QUORUM_EXTENSION
        );
        controller.grantRole(controller.PROPOSER_ROLE(), address(plain));
        _runThrough(governor, _call(1), ["", "", "", ""]);
        _runThrough(plain, _call(1), ["", "", "", ""]);
    }

    function test_Governor() public {
        _runThrough(governor, _call(2), ["propose", "castVote", "queue", "execute"]);
    }

    function test_PlainGovernor() public {
        _runThrough(plain, _call(2), ["proposePlain", "castVotePlain", "queuePlain", "executePlain"]);
    }

    function _call(uint256 amount) private view returns (Proposal memory) {
        return _proposal(address(usd), abi.encodeCall(IERC20.approve, (stranger, amount)));
    }

    /// @param keys of the figures of the four steps; none is written under an empty one
    function _runThrough(IGovernor to, Proposal memory p, string[4] memory keys) private {
        bytes32 description = keccak256(bytes(p.description));
        vm.prank(holder);
        uint256 id = to.propose(p.targets, p.values, p.calldatas, p.description);
        _record(keys[0]);
        vm.warp(to.proposalSnapshot(id) + 1);
        vm.prank(holder);
        to.castVote(id, FOR);
        vm.prank(stranger);
        to.castVote(id, FOR);
        _record(keys[1]);
        vm.warp(to.proposalDeadline(id) + 1);
        to.queue(p.targets, p.values, p.calldatas, description);
        _record(keys[2]);
        vm.warp(to.proposalEta(id));
        to.execute(p.targets, p.values, p.calldatas, description);
        _record(keys[3]);
        assertEq(uint8(to.state(id)), uint8(IGovernor.ProposalState.Executed));
    }

    function _record(string memory key) private {
        if (bytes(key).length != 0) vm.snapshotGasLastCall("gas", key);
    }
}
