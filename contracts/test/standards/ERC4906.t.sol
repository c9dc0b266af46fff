// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ProtocolTest } from "../fixtures/ProtocolTest.sol";
import { IERC4906 } from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import { Vm } from "forge-std/Vm.sol";

/// @notice Whoever shows capsules hears of it when their metadata changes (ERC-4906), and only then.
contract ERC4906Test is ProtocolTest {
    function testFuzz_PublishVersion_Announces(bytes32 digest, bool encrypted, bool isSealed) public {
        vm.assume(digest != 0 && digest != MANIFEST);
        uint256 capsuleId = _register(creator, "salt", true);
        string memory before = registry.tokenURI(capsuleId);
        bytes[] memory signatures = new bytes[](0);
        if (encrypted && isSealed) {
            signatures = _quorum(registry.sealDigest(capsuleId, 2, digest, keeperRegistry.currentEpoch()), THRESHOLD);
        }
        vm.expectEmit(address(registry));
        emit IERC4906.MetadataUpdate(capsuleId);
        vm.prank(creator);
        registry.publishVersion(capsuleId, digest, encrypted, signatures);
        assertNotEq(registry.tokenURI(capsuleId), before);
    }

    /// @dev Sealing, transfers and offers leave the metadata as it is.
    function test_NothingElse_Announces() public {
        vm.recordLogs();
        (uint256 capsuleId, uint256 offerId) = _capsuleWithOffer(1 ether, _terms(NATIVE));
        string memory before = registry.tokenURI(capsuleId);
        _buy(offerId, 1);
        vm.prank(creator);
        registry.transferFrom(creator, buyer, capsuleId);
        assertEq(registry.tokenURI(capsuleId), before);

        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertGt(logs.length, 4);
        for (uint256 i = 0; i < logs.length; ++i) {
            assertNotEq(logs[i].topics[0], IERC4906.MetadataUpdate.selector);
            assertNotEq(logs[i].topics[0], IERC4906.BatchMetadataUpdate.selector);
        }
    }

    function test_SupportsInterface() public view {
        assertTrue(registry.supportsInterface(0x49064906));
    }
}
