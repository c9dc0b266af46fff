// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { PriceOracle } from "../../../../src/access/PriceOracle.sol";
import { ICapsuleGovernor } from "../../../../src/interfaces/ICapsuleGovernor.sol";
import { IOperationCheck } from "../../../../src/interfaces/IOperationCheck.sol";
import { NextPriceOracle } from "../../../mocks/NextImplementations.sol";
import { TimelockTest } from "./TimelockTest.sol";
import { IGovernor } from "@openzeppelin/contracts/governance/IGovernor.sol";

/// @dev What was voted on is what is executed: code that changed in between stops it, whoever executes it and wherever.
contract CodeChangedTest is TimelockTest {
    function test_RevertWhen_ATargetChanged() public {
        address target = makeAddr("target");
        vm.etch(target, hex"00");
        _expectStopped(_proposal(target, ""), _pinned(target), 0, hex"6000");
    }

    function test_RevertWhen_CodeAppearedAtATarget() public {
        address target = makeAddr("target");
        _expectStopped(_proposal(target, ""), _pinned(target), 0, hex"00");
    }

    function test_RevertWhen_CodeOfATargetVanished() public {
        address target = makeAddr("target");
        vm.etch(target, hex"00");
        _expectStopped(_proposal(target, ""), _pinned(target), 0, "");
    }

    function test_RevertWhen_AnImplementationChanged() public {
        address next = address(new NextPriceOracle());
        bytes memory other = address(new PriceOracle()).code;
        _expectStopped(_upgrade(next), _pinned(address(priceOracle), next), 1, other);
    }

    /// @dev Voted on before it existed: nobody could have read it.
    function test_RevertWhen_AnImplementationAppeared() public {
        bytes memory code = address(new NextPriceOracle()).code;
        address next = makeAddr("next");
        _expectStopped(_upgrade(next), _pinned(address(priceOracle), next), 1, code);
    }

    function testFuzz_Execute_AnAccountThatWasPaidSince(uint96 value, uint96 before) public {
        vm.assume(before > 0);
        Proposal memory p = _proposal(recipient, "");
        p.values[0] = value;
        uint256 id = _ready(p);
        vm.deal(address(timelock), value);
        vm.deal(recipient, before);
        governor.execute(id);
        assertEq(recipient.balance, uint256(before) + value);
    }

    /// @dev Data too short to be an upgrade pins the target alone.
    function testFuzz_Execute_DataOfAnyLength(bytes calldata data) public {
        address target = makeAddr("target");
        vm.etch(target, hex"00");
        Proposal memory p =
            _proposal(target, bytes.concat(priceOracle.upgradeToAndCall.selector, data[:data.length % 32]));
        uint256 id = _ready(p);
        _operation(p, id, _pinned(target));
        governor.execute(id);
        _assertState(id, IGovernor.ProposalState.Executed);
    }

    /// @dev A target need not want what an upgrade's data contains beside the implementation.
    function testFuzz_CheckOf_TheShortestUpgrade(address next, uint256 deadline) public view {
        // Forge gives its own accounts a code hash that is not their code's.
        assumeNotForgeAddress(next);
        address[] memory targets = _pinned(address(priceOracle));
        bytes[] memory calldatas = new bytes[](1);
        calldatas[0] = abi.encodePacked(priceOracle.upgradeToAndCall.selector, uint256(uint160(next)));
        bytes32[] memory codeHashes = new bytes32[](2);
        (codeHashes[0], codeHashes[1]) = (address(priceOracle).codehash, _codeHash(next.code));
        assertEq(
            operationCheck.checkOf(deadline, targets, calldatas),
            abi.encodeCall(
                IOperationCheck.requireUnchanged, (deadline, _pinned(address(priceOracle), next), codeHashes)
            )
        );
    }

    function testFuzz_RequireUnchanged(uint256 deadline, bytes32 other) public {
        address[] memory accounts = _pinned(address(registry), stranger);
        bytes32[] memory codeHashes = new bytes32[](2);
        codeHashes[0] = address(registry).codehash;
        deadline = bound(deadline, block.timestamp, NO_LIMIT);
        operationCheck.requireUnchanged(deadline, accounts, codeHashes);
        vm.expectRevert(abi.encodeWithSelector(IOperationCheck.OperationCheck_Expired.selector, block.timestamp - 1));
        operationCheck.requireUnchanged(block.timestamp - 1, accounts, codeHashes);
        vm.assume(other != 0);
        codeHashes[1] = other;
        _expectChanged(stranger, other, 0);
        operationCheck.requireUnchanged(deadline, accounts, codeHashes);
    }

    function _expectStopped(Proposal memory p, address[] memory accounts, uint256 which, bytes memory code) private {
        address account = accounts[which];
        uint256 id = _ready(p);
        Operation memory operation = _operation(p, id, accounts);
        bytes memory before = account.code;
        vm.etch(account, code);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleGovernor.CapsuleGovernor_OperationChanged.selector, id));
        governor.execute(id);
        _expectChanged(account, _codeHash(before), _codeHash(code));
        _executeDirectly(operation);
        _assertState(id, IGovernor.ProposalState.Queued);
        vm.etch(account, before);
        if (before.length != 0) governor.execute(id);
    }

    function _expectChanged(address account, bytes32 expected, bytes32 actual) private {
        vm.expectRevert(
            abi.encodeWithSelector(IOperationCheck.OperationCheck_CodeChanged.selector, account, expected, actual)
        );
    }

    function _codeHash(bytes memory code) private pure returns (bytes32) {
        return code.length == 0 ? bytes32(0) : keccak256(code);
    }

    function _upgrade(address next) private view returns (Proposal memory) {
        return _proposal(address(priceOracle), abi.encodeCall(priceOracle.upgradeToAndCall, (next, "")));
    }

    function _pinned(address one) private pure returns (address[] memory accounts) {
        accounts = new address[](1);
        accounts[0] = one;
    }

    function _pinned(address one, address other) private pure returns (address[] memory accounts) {
        accounts = new address[](2);
        (accounts[0], accounts[1]) = (one, other);
    }
}
