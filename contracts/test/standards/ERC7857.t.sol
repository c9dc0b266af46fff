// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../src/interfaces/ICapsuleRegistry.sol";
import { IERC7857Metadata, IntelligentData } from "../../src/interfaces/IERC7857Metadata.sol";
import { IUsageAuthorization } from "../../src/interfaces/IUsageAuthorization.sol";
import { ProtocolTest } from "../fixtures/ProtocolTest.sol";

/// @dev What a client of ERC-7857 calls, declared here from the standard's text, not from ours.
interface IERC7857Client {
    event Authorization(address indexed _from, address indexed _to, uint256 indexed _tokenId);
    event AuthorizationRevoked(address indexed _from, address indexed _to, uint256 indexed _tokenId);

    function name() external view returns (string memory);
    function symbol() external view returns (string memory);
    function intelligentDataOf(uint256 _tokenId) external view returns (IntelligentData[] memory);
    function authorizeUsage(uint256 _tokenId, address _user) external;
    function revokeAuthorization(uint256 _tokenId, address _user) external;
    function authorizedUsersOf(uint256 _tokenId) external view returns (address[] memory);
    function ownerOf(uint256 _tokenId) external view returns (address);
    function approve(address _to, uint256 _tokenId) external;
    function getApproved(uint256 _tokenId) external view returns (address);
    function setApprovalForAll(address _operator, bool _approved) external;
    function isApprovedForAll(address _owner, address _operator) external view returns (bool);
}

/// @notice What of ERC-7857 capsules have (see STANDARDS.md): data by digest, and usage that an owner authorizes.
contract ERC7857Test is ProtocolTest {
    IERC7857Client private client;
    uint256 private capsuleId;

    function setUp() public override {
        super.setUp();
        client = IERC7857Client(address(registry));
        capsuleId = _registerSealed(creator, "salt");
    }

    /// @dev The digest is that of the current version, and the one that its ERC-721 metadata is addressed by.
    function testFuzz_IntelligentData_FollowsTheVersion(bytes32 digest) public {
        vm.assume(digest != 0);
        _assertData(MANIFEST);
        vm.prank(creator);
        registry.publishVersion(capsuleId, digest, true, new bytes[](0));
        _assertData(digest);
        assertEq(registry.tokenURI(capsuleId), vm.replace(vm.toString(digest), "0x", "ipfs://f01551220"), "same digest");
    }

    function test_RevertWhen_CapsuleUnknown() public {
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, 1));
        client.intelligentDataOf(1);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, 1));
        client.authorizedUsersOf(1);
    }

    function test_Metadata() public view {
        assertEq(client.name(), "Capsule");
        assertEq(client.symbol(), "CAPSULE");
        assertTrue(registry.supportsInterface(type(IERC7857Metadata).interfaceId));
    }

    function test_Usage_FromAuthorizationToRevocation() public {
        vm.startPrank(creator);
        vm.expectEmit(address(registry));
        emit IERC7857Client.Authorization(creator, buyer, capsuleId);
        client.authorizeUsage(capsuleId, buyer);
        client.authorizeUsage(capsuleId, recipient);
        address[] memory users = client.authorizedUsersOf(capsuleId);
        assertEq(users.length, 2);
        assertEq(users[0], buyer);
        assertEq(users[1], recipient);

        vm.expectEmit(address(registry));
        emit IERC7857Client.AuthorizationRevoked(creator, buyer, capsuleId);
        client.revokeAuthorization(capsuleId, buyer);
        users = client.authorizedUsersOf(capsuleId);
        assertEq(users.length, 1);
        assertEq(users[0], recipient);
    }

    /// @dev "Operations restricted to token owners only": approvals move a capsule, they don't lend it.
    function test_RevertWhen_AnOperatorAuthorizes() public {
        vm.startPrank(creator);
        client.setApprovalForAll(stranger, true);
        client.approve(buyer, capsuleId);
        vm.stopPrank();
        assertEq(client.getApproved(capsuleId), buyer);
        assertTrue(client.isApprovedForAll(creator, stranger));
        address[2] memory operators = [stranger, buyer];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IUsageAuthorization.UsageAuthorization_NotOwner.selector, capsuleId, operators[i]
                )
            );
            vm.prank(operators[i]);
            client.authorizeUsage(capsuleId, operators[i]);
        }
    }

    /// @dev The new owner gets the capsule without the old one's users; without any re-encryption it is the one whom
    /// keepers serve from now on, since they ask who the owner is.
    function test_Transfer_EndsUsage_AndNeedsNoProof() public {
        vm.startPrank(creator);
        client.authorizeUsage(capsuleId, stranger);
        registry.safeTransferFrom(creator, buyer, capsuleId);
        vm.stopPrank();
        assertEq(client.ownerOf(capsuleId), buyer);
        assertEq(client.authorizedUsersOf(capsuleId).length, 0);
        assertTrue(registry.isUsageAuthorized(capsuleId, buyer));
        assertFalse(registry.isUsageAuthorized(capsuleId, creator));
        assertFalse(registry.isUsageAuthorized(capsuleId, stranger));
        _assertData(MANIFEST);
    }

    function _assertData(bytes32 digest) private view {
        IntelligentData[] memory data = client.intelligentDataOf(capsuleId);
        assertEq(data.length, 1);
        assertEq(data[0].dataHash, digest);
        assertEq(data[0].dataDescription, "Capsule manifest (sha2-256 of one raw IPFS block)");
    }
}
