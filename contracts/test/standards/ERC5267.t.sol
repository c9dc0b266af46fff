// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ProtocolTest } from "../fixtures/ProtocolTest.sol";
import { IERC5267 } from "@openzeppelin/contracts/interfaces/IERC5267.sol";

/// @notice The EIP-712 domains that contracts tell (ERC-5267) are those that signatures verify under.
contract ERC5267Test is ProtocolTest {
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant SEAL_TYPEHASH =
        keccak256("Seal(uint256 capsuleId,uint256 version,bytes32 manifestDigest,uint256 epoch)");
    bytes32 private constant SESSION_TYPEHASH =
        keccak256("Session(address account,address device,uint64 expiresAt,uint256 nonce,uint256 deadline)");

    function test_CapsuleRegistry() public view {
        _assertDomain(address(registry), "Capsule Registry", "1");
    }

    function test_KeeperRegistry() public view {
        _assertDomain(address(keeperRegistry), "Capsule Keys", "1");
    }

    function test_UsageMeter() public view {
        _assertDomain(address(usageMeter), "Capsule Usage", "1");
    }

    function test_Market() public view {
        _assertDomain(address(market), "Capsule Market", "1");
    }

    function test_TrainingPool() public view {
        _assertDomain(address(trainingPool), "Capsule Training", "1");
    }

    function test_CapsuleToken() public view {
        _assertDomain(address(capsuleToken), "Capsule Token", "1");
    }

    function test_CapsuleGovernor() public view {
        _assertDomain(address(governor), "Capsule Governor", governor.version());
    }

    /// @dev Signed with nothing but what the contract tells of itself.
    function testFuzz_Seals_VerifyUnderTheDomainTold(bytes32 salt, uint64 chainId) public {
        vm.chainId(bound(chainId, 1, type(uint64).max));
        uint256 capsuleId = _register(creator, salt, true);
        bytes32 message = keccak256(abi.encode(SEAL_TYPEHASH, capsuleId, 1, MANIFEST, keeperRegistry.currentEpoch()));
        bytes32 digest = _typedData(address(registry), message);
        assertEq(digest, registry.sealDigest(capsuleId, 1, MANIFEST, keeperRegistry.currentEpoch()));
        registry.seal(capsuleId, _quorum(digest, THRESHOLD));
        assertTrue(registry.capsuleOf(capsuleId).isSealed);
    }

    function testFuzz_Sessions_VerifyUnderTheDomainTold(address device, uint64 chainId) public {
        vm.assume(device != address(0));
        vm.chainId(bound(chainId, 1, type(uint64).max));
        (address account, uint256 key) = makeAddrAndKey("account");
        uint64 expiresAt = uint64(block.timestamp + 1 days);
        bytes32 message = keccak256(abi.encode(SESSION_TYPEHASH, account, device, expiresAt, 0, block.timestamp));
        bytes memory signature = _signature(key, _typedData(address(keeperRegistry), message));
        keeperRegistry.authorizeSessionFor(account, device, expiresAt, block.timestamp, signature);
        assertEq(keeperRegistry.sessionExpiry(account, device), expiresAt);
    }

    function _assertDomain(address target, string memory expectedName, string memory expectedVersion) private view {
        (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        ) = IERC5267(target).eip712Domain();
        assertEq(fields, bytes1(0x0f), "name, version, chain and contract; no salt");
        assertEq(name, expectedName);
        assertEq(version, expectedVersion);
        assertEq(chainId, block.chainid);
        assertEq(verifyingContract, target, "the proxy, not its implementation");
        assertEq(salt, 0);
        assertEq(extensions.length, 0);
    }

    function _typedData(address target, bytes32 message) private view returns (bytes32) {
        (, string memory name, string memory version, uint256 chainId, address verifyingContract,,) =
            IERC5267(target).eip712Domain();
        bytes32 domain = keccak256(
            abi.encode(DOMAIN_TYPEHASH, keccak256(bytes(name)), keccak256(bytes(version)), chainId, verifyingContract)
        );
        return keccak256(abi.encodePacked(hex"1901", domain, message));
    }
}
