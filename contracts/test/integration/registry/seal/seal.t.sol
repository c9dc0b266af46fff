// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IKeeperRegistry } from "../../../../src/interfaces/IKeeperRegistry.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

contract SealTest is ProtocolTest {
    uint256 private constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    uint256 private capsuleId;
    bytes32 private digest;

    function setUp() public override {
        super.setUp();
        capsuleId = _register(creator, "salt", true);
        digest = _sealDigest(capsuleId);
    }

    function testFuzz_RevertWhen_CapsuleUnknown(uint256 unknownId) public {
        vm.assume(unknownId != capsuleId);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, unknownId));
        registry.seal(unknownId, new bytes[](0));
    }

    function test_RevertWhen_VersionInClear() public {
        uint256 inClear = _register(creator, "in clear", false);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_NotEncrypted.selector, inClear));
        registry.seal(inClear, _quorum(digest, THRESHOLD));
    }

    function test_RevertWhen_AlreadySealed() public {
        _seal(capsuleId);
        bytes[] memory signatures = _quorum(digest, THRESHOLD);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_AlreadySealed.selector, capsuleId, 1));
        registry.seal(capsuleId, signatures);
    }

    function testFuzz_RevertWhen_TooFewSigned(uint256 count) public {
        count = bound(count, 0, THRESHOLD - 1);
        bytes[] memory signatures = _quorum(digest, count);
        vm.expectRevert(
            abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_QuorumNotReached.selector, count, THRESHOLD)
        );
        registry.seal(capsuleId, signatures);
    }

    function test_RevertWhen_OneKeeperSignedTwice() public {
        bytes[] memory signatures = _quorum(digest, THRESHOLD);
        signatures[2] = signatures[1];
        vm.expectRevert(
            abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_UnorderedSigners.selector, _keeperAt(1), _keeperAt(1))
        );
        registry.seal(capsuleId, signatures);
    }

    function test_RevertWhen_SignaturesOutOfOrder() public {
        bytes[] memory signatures = _quorum(digest, THRESHOLD);
        (signatures[0], signatures[1]) = (signatures[1], signatures[0]);
        vm.expectRevert(
            abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_UnorderedSigners.selector, _keeperAt(1), _keeperAt(0))
        );
        registry.seal(capsuleId, signatures);
    }

    function testFuzz_RevertWhen_StrangerSigned(uint256 key) public {
        key = bound(key, 1, CURVE_ORDER - 1);
        address signer = vm.addr(key);
        vm.assume(keeperRegistry.keeperIndex(1, signer) == 0);
        bytes[] memory signatures = new bytes[](THRESHOLD);
        // The stranger first, so that the order is not what is refused.
        signatures[0] = _signature(key, digest);
        vm.expectRevert(abi.encodeWithSelector(IKeeperRegistry.KeeperRegistry_NotKeeper.selector, 1, signer));
        registry.seal(capsuleId, signatures);
    }

    function testFuzz_RevertWhen_SomethingElseWasSigned(
        uint256 otherId,
        uint256 number,
        bytes32 manifest,
        uint256 epoch
    ) public {
        vm.assume(otherId != capsuleId || number != 1 || manifest != MANIFEST || epoch != 1);
        _expectRefused(registry.sealDigest(otherId, number, manifest, epoch));
    }

    function test_RevertWhen_OneFieldDiffers() public {
        _expectRefused(registry.sealDigest(capsuleId, 2, MANIFEST, 1));
        _expectRefused(registry.sealDigest(capsuleId, 1, keccak256("another"), 1));
        _expectRefused(registry.sealDigest(capsuleId, 1, MANIFEST, 2));
        _expectRefused(registry.sealDigest(capsuleId + 1, 1, MANIFEST, 1));
    }

    function testFuzz_RevertWhen_SignedForAnotherChain(uint64 chainId) public {
        vm.assume(chainId != 0 && chainId != block.chainid);
        uint256 here = block.chainid;
        vm.chainId(chainId);
        bytes32 elsewhere = registry.sealDigest(capsuleId, 1, MANIFEST, 1);
        vm.chainId(here);
        _expectRefused(elsewhere);
    }

    function test_RevertWhen_SealIsReplayedOnTheNextVersion() public {
        bytes[] memory signatures = _quorum(digest, THRESHOLD);
        registry.seal(capsuleId, signatures);
        vm.prank(creator);
        registry.publishVersion(capsuleId, MANIFEST, true, new bytes[](0));
        _expectRefused(digest);
    }

    function test_RevertWhen_SignatureIsMalleable() public {
        bytes[] memory signatures = _quorum(digest, THRESHOLD);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_keeperKey(0), digest);
        bytes32 highS = bytes32(CURVE_ORDER - uint256(s));
        signatures[0] = abi.encodePacked(r, highS, v == 27 ? uint8(28) : uint8(27));
        vm.expectRevert(abi.encodeWithSelector(ECDSA.ECDSAInvalidSignatureS.selector, highS));
        registry.seal(capsuleId, signatures);
    }

    function test_RevertWhen_SignatureIsCompact() public {
        bytes[] memory signatures = _quorum(digest, THRESHOLD);
        (bytes32 r, bytes32 vs) = vm.signCompact(_keeperKey(0), digest);
        signatures[0] = abi.encodePacked(r, vs);
        vm.expectRevert(abi.encodeWithSelector(ECDSA.ECDSAInvalidSignatureLength.selector, 64));
        registry.seal(capsuleId, signatures);
    }

    function testFuzz_RevertWhen_SignatureHasAnotherLength(bytes calldata signature) public {
        vm.assume(signature.length != 65);
        bytes[] memory signatures = _quorum(digest, THRESHOLD);
        signatures[0] = signature;
        vm.expectRevert(abi.encodeWithSelector(ECDSA.ECDSAInvalidSignatureLength.selector, signature.length));
        registry.seal(capsuleId, signatures);
    }

    function test_RevertWhen_SignatureRecoversToNobody() public {
        bytes[] memory signatures = _quorum(digest, THRESHOLD);
        signatures[0] = abi.encodePacked(bytes32(uint256(1)), bytes32(uint256(1)), uint8(1));
        vm.expectRevert(ECDSA.ECDSAInvalidSignature.selector);
        registry.seal(capsuleId, signatures);
    }

    function testFuzz_Seal(uint256 first, uint256 count, address caller) public {
        count = bound(count, THRESHOLD, KEEPERS);
        first = bound(first, 0, KEEPERS - count);
        bytes[] memory signatures = _quorum(digest, first, count);
        address[] memory signers = new address[](count);
        for (uint256 i = 0; i < count; ++i) {
            signers[i] = _keeperAt(first + i);
        }

        vm.expectEmit(address(registry));
        emit ICapsuleRegistry.CapsuleSealed(capsuleId, 1, 1, signers);
        vm.prank(caller);
        registry.seal(capsuleId, signatures);

        assertTrue(registry.capsuleOf(capsuleId).isSealed);
        assertTrue(registry.saleReady(capsuleId));
    }

    function test_Seal_OpensSalesOfWaitingOffers() public {
        _createOffer(capsuleId, 1 ether, _terms(NATIVE));
        assertFalse(accessToken.salesOpen(capsuleId));
        vm.expectEmit(address(accessToken));
        emit IAccessToken.SalesOpened(capsuleId, true);
        _seal(capsuleId);
        assertTrue(accessToken.salesOpen(capsuleId));
    }

    function test_SealDigest_IsEip712() public view {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Capsule Registry"),
                keccak256("1"),
                block.chainid,
                address(registry)
            )
        );
        bytes32 message = keccak256(
            abi.encode(
                keccak256("Seal(uint256 capsuleId,uint256 version,bytes32 manifestDigest,uint256 epoch)"),
                capsuleId,
                1,
                MANIFEST,
                1
            )
        );
        assertEq(digest, keccak256(abi.encodePacked(hex"1901", domain, message)));
    }

    /// @dev A signature of another message recovers to a random address: of no keeper, or out of order.
    function _expectRefused(bytes32 signedDigest) private {
        try registry.seal(capsuleId, _quorum(signedDigest, THRESHOLD)) {
            revert("sealed with signatures of something else");
        } catch (bytes memory reason) {
            bytes4 selector = bytes4(reason);
            assertTrue(
                selector == IKeeperRegistry.KeeperRegistry_NotKeeper.selector
                    || selector == IKeeperRegistry.KeeperRegistry_UnorderedSigners.selector,
                "another refusal"
            );
        }
        assertFalse(registry.capsuleOf(capsuleId).isSealed, "sealed");
    }
}
