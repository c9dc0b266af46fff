// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { IERC721Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract RegistryViewsTest is ProtocolTest {
    /// @dev ERC-7201 root of the registry's storage; the mapping of states is its third word.
    bytes32 private constant ROOT = 0x95e93703e54ed1ee234b813eb4c7dd5df37f61b0b1c84847919e016c84137200;
    uint256 private constant SUSPENDED_BIT = 136;

    function testFuzz_RevertWhen_CapsuleUnknown(uint256 capsuleId) public {
        bytes memory unknown =
            abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, capsuleId);
        vm.expectRevert(unknown);
        registry.capsuleOf(capsuleId);
        vm.expectRevert(unknown);
        registry.feeBpsOf(capsuleId);
        vm.expectRevert(unknown);
        registry.capsuleOwner(capsuleId);
        vm.expectRevert(unknown);
        registry.saleReady(capsuleId);
        vm.expectRevert(unknown);
        registry.isAuthorized(capsuleId, creator);
        vm.expectRevert(unknown);
        registry.royaltyInfo(capsuleId, 1);

        bytes memory nonexistent = abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, capsuleId);
        vm.expectRevert(nonexistent);
        registry.tokenURI(capsuleId);
        vm.expectRevert(nonexistent);
        registry.ownerOf(capsuleId);
    }

    function testFuzz_RevertWhen_VersionUnknown(uint256 number) public {
        vm.assume(number != 1);
        uint256 capsuleId = _register(creator, "salt", true);
        vm.expectRevert(
            abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownVersion.selector, capsuleId, number)
        );
        registry.versionDigest(capsuleId, number);
    }

    function testFuzz_SaleReady_NotWhenSuspended(bool encrypted) public {
        uint256 capsuleId = _register(creator, "salt", encrypted);
        if (encrypted) _seal(capsuleId);
        assertTrue(registry.saleReady(capsuleId));

        bytes32 slot = keccak256(abi.encode(capsuleId, uint256(ROOT) + 2));
        vm.store(address(registry), slot, vm.load(address(registry), slot) | bytes32(1 << SUSPENDED_BIT));
        assertTrue(registry.capsuleOf(capsuleId).suspended);
        assertFalse(registry.saleReady(capsuleId));
    }

    function testFuzz_RoyaltyInfo(uint16 royaltyBps, uint256 price) public {
        royaltyBps = uint16(bound(royaltyBps, 0, 5000));
        price = bound(price, 0, type(uint256).max / 5000);
        vm.prank(creator);
        uint256 capsuleId = registry.register("salt", MANIFEST, true, royaltyBps);
        (address receiver, uint256 royalty) = registry.royaltyInfo(capsuleId, price);
        assertEq(receiver, splitter.inboxOf(capsuleId));
        assertEq(royalty, price * royaltyBps / 10_000);
        assertLe(royalty, price / 2);
    }

    function test_TokenURI_FollowsTheCurrentVersion() public {
        vm.startPrank(creator);
        uint256 capsuleId = registry.register("salt", bytes32(uint256(0xab)), true, 0);
        assertEq(
            registry.tokenURI(capsuleId),
            "ipfs://f0155122000000000000000000000000000000000000000000000000000000000000000ab"
        );
        registry.publishVersion(capsuleId, bytes32(type(uint256).max), true, new bytes[](0));
        assertEq(
            registry.tokenURI(capsuleId),
            "ipfs://f01551220ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
        );
    }

    function testFuzz_SupportsInterface(bytes4 other) public view {
        bytes4[7] memory known = [
            bytes4(0x01ffc9a7), // ERC-165
            0x80ac58cd, // ERC-721
            0x5b5e139f, // ERC-721 metadata
            0x2a55205a, // ERC-2981
            0x49064906, // ERC-4906
            0xe8a3d485, // ERC-7572
            0xaa18b754 // ERC-7857 metadata
        ];
        bool isKnown;
        for (uint256 i = 0; i < known.length; ++i) {
            assertTrue(registry.supportsInterface(known[i]));
            isKnown = isKnown || known[i] == other;
        }
        assertEq(registry.supportsInterface(other), isKnown);
        assertFalse(registry.supportsInterface(0xffffffff));
    }

    function test_Names() public view {
        assertEq(registry.name(), "Capsule");
        assertEq(registry.symbol(), "CAPSULE");
        assertEq(registry.version(), "0.3.0");
    }
}
