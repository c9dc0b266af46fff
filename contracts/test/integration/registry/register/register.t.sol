// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { IERC721 } from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

contract RegisterTest is ProtocolTest {
    function testFuzz_RevertWhen_DigestIsZero(bytes32 salt, bool encrypted, uint16 royaltyBps) public {
        vm.expectRevert(ICapsuleRegistry.CapsuleRegistry_EmptyDigest.selector);
        vm.prank(creator);
        registry.register(salt, 0, encrypted, royaltyBps);
    }

    function testFuzz_RevertWhen_RoyaltyTooHigh(bytes32 salt, uint16 royaltyBps) public {
        royaltyBps = uint16(bound(royaltyBps, 5001, type(uint16).max));
        vm.expectRevert(
            abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_RoyaltyTooHigh.selector, royaltyBps, 5000)
        );
        vm.prank(creator);
        registry.register(salt, MANIFEST, true, royaltyBps);
    }

    function test_Register_HighestRoyalty() public {
        vm.startPrank(creator);
        uint256 capsuleId = registry.register("salt", MANIFEST, true, 5000);
        assertEq(registry.capsuleOf(capsuleId).royaltyBps, 5000);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_RoyaltyTooHigh.selector, 5001, 5000));
        registry.register("other salt", MANIFEST, true, 5001);
        vm.stopPrank();
    }

    function testFuzz_RevertWhen_SaltIsUsed(bytes32 salt, bytes32 digest, bool encrypted) public {
        vm.assume(digest != 0);
        uint256 capsuleId = _register(creator, salt, true);
        bytes memory refusal =
            abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_AlreadyRegistered.selector, capsuleId);

        vm.expectRevert(refusal);
        vm.prank(creator);
        registry.register(salt, digest, encrypted, 0);

        vm.startPrank(creator);
        registry.publishVersion(capsuleId, keccak256("manifest 2"), encrypted, new bytes[](0));
        registry.transferFrom(creator, buyer, capsuleId);
        vm.expectRevert(refusal);
        registry.register(salt, digest, encrypted, 0);
        vm.stopPrank();
    }

    function testFuzz_Register(address caller, bytes32 salt, bytes32 digest, bool encrypted, uint16 royaltyBps) public {
        vm.assume(caller != address(0) && digest != 0);
        royaltyBps = uint16(bound(royaltyBps, 0, 5000));
        uint256 expectedId = uint256(keccak256(abi.encode(block.chainid, address(registry), caller, salt)));
        assertEq(registry.capsuleIdOf(caller, salt), expectedId, "id known before");

        vm.expectEmit(address(registry));
        emit IERC721.Transfer(address(0), caller, expectedId);
        vm.expectEmit(address(registry));
        emit ICapsuleRegistry.CapsuleRegistered(expectedId, caller, salt, digest, encrypted, FEE_BPS, royaltyBps);
        vm.prank(caller);
        assertEq(registry.register(salt, digest, encrypted, royaltyBps), expectedId, "id");

        assertEq(registry.ownerOf(expectedId), caller, "owner");
        assertEq(registry.versionDigest(expectedId, 1), digest, "version 1");
        assertEq(registry.saleReady(expectedId), !encrypted, "sale ready");
        assertEq(
            keccak256(abi.encode(registry.capsuleOf(expectedId))),
            keccak256(
                abi.encode(
                    ICapsuleRegistry.Capsule({
                        owner: caller,
                        version: 1,
                        manifestDigest: digest,
                        encrypted: encrypted,
                        isSealed: false,
                        suspended: false,
                        feeBps: FEE_BPS,
                        royaltyBps: royaltyBps
                    })
                )
            ),
            "capsule"
        );
    }

    /// @dev Whoever learns a salt and copies the registration gets a capsule of his own, and takes nothing away.
    function testFuzz_Register_SameSaltOfSomeoneElse(address copycat, bytes32 salt) public {
        vm.assume(copycat != address(0) && copycat != creator);
        uint256 copied = _register(copycat, salt, true);
        uint256 original = _register(creator, salt, true);
        assertNotEq(copied, original);
        assertEq(registry.ownerOf(original), creator);
        assertEq(registry.ownerOf(copied), copycat);
    }

    function testFuzz_Register_OtherChainOtherId(bytes32 salt, uint64 chainId) public {
        vm.assume(chainId != 0 && chainId != block.chainid);
        uint256 here = registry.capsuleIdOf(creator, salt);
        vm.chainId(chainId);
        assertNotEq(registry.capsuleIdOf(creator, salt), here);
    }

    function testFuzz_Register_LockedToTheFeeOfTheMoment(uint16 feeThen, uint16 feeLater, bool encrypted) public {
        feeThen = uint16(bound(feeThen, 0, 500));
        feeLater = uint16(bound(feeLater, 0, 500));
        uint256 atGenesis = _register(creator, "genesis", encrypted);
        vm.prank(admin);
        registry.setProtocolFee(feeThen);
        uint256 then = _register(creator, "then", encrypted);
        vm.prank(admin);
        registry.setProtocolFee(feeLater);
        uint256 later = _register(creator, "later", encrypted);

        assertEq(registry.feeBpsOf(atGenesis), FEE_BPS);
        assertEq(registry.capsuleOf(atGenesis).feeBps, FEE_BPS);
        assertEq(registry.feeBpsOf(then), feeThen);
        assertEq(registry.capsuleOf(then).feeBps, feeThen);
        assertEq(registry.feeBpsOf(later), feeLater);
    }
}
