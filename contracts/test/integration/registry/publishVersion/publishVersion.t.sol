// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { IERC4906 } from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import { Vm } from "forge-std/Vm.sol";

contract PublishVersionTest is ProtocolTest {
    bytes32 private constant NEXT = keccak256("manifest 2");
    bytes[] private unsealed;

    function testFuzz_RevertWhen_CapsuleUnknown(uint256 capsuleId) public {
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, capsuleId));
        registry.publishVersion(capsuleId, NEXT, true, unsealed);
    }

    function testFuzz_RevertWhen_CallerNotAuthorized(address caller) public {
        vm.assume(caller != creator);
        uint256 capsuleId = _register(creator, "salt", true);
        vm.expectRevert(
            abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_NotAuthorized.selector, capsuleId, caller)
        );
        vm.prank(caller);
        registry.publishVersion(capsuleId, NEXT, true, unsealed);
    }

    function test_RevertWhen_CallerIsTheFormerOwner() public {
        uint256 capsuleId = _register(creator, "salt", true);
        vm.startPrank(creator);
        registry.transferFrom(creator, buyer, capsuleId);
        vm.expectRevert(
            abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_NotAuthorized.selector, capsuleId, creator)
        );
        registry.publishVersion(capsuleId, NEXT, true, unsealed);
    }

    function test_RevertWhen_DigestIsZero() public {
        uint256 capsuleId = _register(creator, "salt", true);
        vm.expectRevert(ICapsuleRegistry.CapsuleRegistry_EmptyDigest.selector);
        vm.prank(creator);
        registry.publishVersion(capsuleId, 0, true, unsealed);
    }

    function test_RevertWhen_SignaturesComeWithVersionInClear() public {
        uint256 capsuleId = _register(creator, "salt", true);
        bytes[] memory signatures = _quorum(registry.sealDigest(capsuleId, 2, NEXT, 1), THRESHOLD);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_NotEncrypted.selector, capsuleId));
        vm.prank(creator);
        registry.publishVersion(capsuleId, NEXT, false, signatures);
    }

    function testFuzz_RevertWhen_SignaturesOfAnotherVersion(uint256 number, bytes32 digest) public {
        vm.assume(number != 2 || digest != NEXT);
        uint256 capsuleId = _registerSealed(creator, "salt");
        bytes[] memory signatures = _quorum(registry.sealDigest(capsuleId, number, digest, 1), THRESHOLD);
        vm.expectRevert();
        vm.prank(creator);
        registry.publishVersion(capsuleId, NEXT, true, signatures);
        assertEq(registry.capsuleOf(capsuleId).version, 1);
        assertTrue(registry.saleReady(capsuleId));
    }

    function testFuzz_PublishVersion(bytes32[] calldata digests, uint256 encryptedBits) public {
        uint256 capsuleId = _register(creator, "salt", true);
        uint256 count = digests.length < 20 ? digests.length : 20;
        for (uint256 i = 0; i < count; ++i) {
            bytes32 digest = digests[i] == 0 ? NEXT : digests[i];
            bool encrypted = (encryptedBits >> (i % 256)) & 1 == 1;
            vm.expectEmit(address(registry));
            emit ICapsuleRegistry.VersionPublished(capsuleId, i + 2, digest, encrypted);
            vm.expectEmit(address(registry));
            emit IERC4906.MetadataUpdate(capsuleId);
            vm.prank(creator);
            assertEq(registry.publishVersion(capsuleId, digest, encrypted, unsealed), i + 2, "number");

            ICapsuleRegistry.Capsule memory capsule = registry.capsuleOf(capsuleId);
            assertEq(capsule.version, i + 2, "current version");
            assertEq(capsule.manifestDigest, digest, "current digest");
            assertEq(capsule.encrypted, encrypted, "encrypted");
            assertFalse(capsule.isSealed, "sealed");
            assertEq(registry.saleReady(capsuleId), !encrypted, "sale ready");
        }
        assertEq(registry.versionDigest(capsuleId, 1), MANIFEST, "first version kept");
        for (uint256 i = 0; i < count; ++i) {
            assertEq(registry.versionDigest(capsuleId, i + 2), digests[i] == 0 ? NEXT : digests[i], "version kept");
        }
    }

    function test_PublishVersion_ByOperator() public {
        uint256 capsuleId = _register(creator, "salt", true);
        vm.prank(creator);
        registry.setApprovalForAll(stranger, true);
        vm.prank(stranger);
        registry.publishVersion(capsuleId, NEXT, true, unsealed);

        vm.prank(creator);
        registry.approve(buyer, capsuleId);
        vm.prank(buyer);
        registry.publishVersion(capsuleId, NEXT, true, unsealed);
        assertEq(registry.capsuleOf(capsuleId).version, 3);
    }

    function test_PublishVersion_UnsealedClosesSales() public {
        (uint256 capsuleId,) = _capsuleWithOffer(1 ether, _terms(NATIVE));
        vm.expectEmit(address(accessToken));
        emit IAccessToken.SalesOpened(capsuleId, false);
        vm.prank(creator);
        registry.publishVersion(capsuleId, NEXT, true, unsealed);
        assertFalse(accessToken.salesOpen(capsuleId));
    }

    function test_PublishVersion_InClearOpensSales() public {
        uint256 capsuleId = _register(creator, "salt", true);
        _createOffer(capsuleId, 1 ether, _terms(NATIVE));
        vm.expectEmit(address(accessToken));
        emit IAccessToken.SalesOpened(capsuleId, true);
        vm.prank(creator);
        registry.publishVersion(capsuleId, NEXT, false, unsealed);
        assertTrue(accessToken.salesOpen(capsuleId));
    }

    function test_PublishVersion_SealedLeavesNoGap() public {
        (uint256 capsuleId,) = _capsuleWithOffer(1 ether, _terms(NATIVE));
        bytes[] memory signatures = _quorum(registry.sealDigest(capsuleId, 2, NEXT, 1), THRESHOLD);
        address[] memory signers = new address[](THRESHOLD);
        for (uint256 i = 0; i < THRESHOLD; ++i) {
            signers[i] = _keeperAt(i);
        }

        vm.recordLogs();
        vm.expectEmit(address(registry));
        emit ICapsuleRegistry.CapsuleSealed(capsuleId, 2, 1, signers);
        vm.prank(creator);
        registry.publishVersion(capsuleId, NEXT, true, signatures);

        assertTrue(registry.capsuleOf(capsuleId).isSealed);
        assertTrue(accessToken.salesOpen(capsuleId));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            assertNotEq(logs[i].topics[0], IAccessToken.SalesOpened.selector, "sales closed in between");
        }
    }
}
