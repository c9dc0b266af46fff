// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ISessions } from "../../src/interfaces/ISessions.sol";
import { ProtocolTest } from "../fixtures/ProtocolTest.sol";
import { OddWallet } from "../mocks/OddWallet.sol";
import { SignerWallet } from "../mocks/SignerWallet.sol";
import { IERC1271 } from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import { IERC5267 } from "@openzeppelin/contracts/interfaces/IERC5267.sol";

/// @notice Wallets that are contracts authorize sessions by their own word (ERC-1271).
contract ERC1271Test is ProtocolTest {
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant SESSION_TYPEHASH =
        keccak256("Session(address account,address device,uint64 expiresAt,uint256 nonce,uint256 deadline)");

    address private device = makeAddr("device");
    uint64 private expiresAt;
    address private owner;
    uint256 private key;

    function setUp() public override {
        super.setUp();
        expiresAt = uint64(block.timestamp + 7 days);
        (owner, key) = makeAddrAndKey("owner of two wallets");
    }

    function test_Session_OfAContractWallet() public {
        address wallet = address(new SignerWallet(owner));
        vm.expectEmit(address(keeperRegistry));
        emit ISessions.SessionAuthorized(wallet, device, expiresAt);
        _submit(wallet, _sign(wallet));
        assertEq(keeperRegistry.sessionExpiry(wallet, device), expiresAt);
        assertEq(keeperRegistry.sessionExpiry(owner, device), 0, "the wallet's, not its signer's");
    }

    /// @dev The account is a field of what is signed: what one wallet's owner signs for it is nothing to the others.
    function test_RevertWhen_ReplayedForAnotherWalletOfTheSameOwner() public {
        address one = address(new SignerWallet(owner));
        address two = address(new SignerWallet(owner));
        bytes memory signature = _sign(one);
        _expectRefused(two, signature);
        _expectRefused(owner, signature);
        _submit(one, signature);
        _expectRefused(one, signature);
    }

    function test_RevertWhen_TheOwnersOwnSessionIsReplayedForTheWallet() public {
        address wallet = address(new SignerWallet(owner));
        bytes memory signature = _sign(owner);
        _expectRefused(wallet, signature);
        _submit(owner, signature);
        assertEq(keeperRegistry.sessionExpiry(wallet, device), 0);
    }

    function testFuzz_RevertWhen_SomeoneElseSigned(uint256 otherKey) public {
        otherKey = boundPrivateKey(otherKey);
        vm.assume(otherKey != key);
        address wallet = address(new SignerWallet(owner));
        key = otherKey;
        _expectRefused(wallet, _sign(wallet));
    }

    /// @dev A contract is asked, and only its exact answer counts.
    function test_RevertWhen_TheContractDoesNotSayYes() public {
        bytes4 magic = IERC1271.isValidSignature.selector;
        bytes[] memory answers = new bytes[](5);
        answers[0] = abi.encode(true);
        answers[1] = abi.encode(uint32(magic));
        answers[2] = abi.encodePacked(magic);
        answers[3] = abi.encode(bytes32(magic) | bytes32(uint256(1)));
        answers[4] = new bytes(10_000);
        for (uint256 i = 0; i < answers.length; ++i) {
            address wallet = address(new OddWallet(answers[i]));
            _expectRefused(wallet, _sign(wallet));
        }
        _expectRefused(address(usd), _sign(address(usd)));
        _submit(address(new OddWallet(abi.encode(magic))), "");
    }

    /// @dev Whoever asks for a wallet that burns all gas loses it, and authorizes nothing.
    function test_RevertWhen_TheContractBurnsAllGas() public {
        address wallet = address(new OddWallet(""));
        bytes memory signature = _sign(wallet);
        vm.expectRevert();
        this.submitWithGas(wallet, signature, 1_000_000);
        assertEq(keeperRegistry.sessionExpiry(wallet, device), 0);
        assertEq(keeperRegistry.nonces(wallet), 0);
    }

    function submitWithGas(address wallet, bytes calldata signature, uint256 gas) external {
        keeperRegistry.authorizeSessionFor{ gas: gas }(wallet, device, expiresAt, block.timestamp, signature);
    }

    function _submit(address account, bytes memory signature) private {
        keeperRegistry.authorizeSessionFor(account, device, expiresAt, block.timestamp, signature);
    }

    function _expectRefused(address account, bytes memory signature) private {
        uint256 nonce = keeperRegistry.nonces(account);
        vm.expectRevert(abi.encodeWithSelector(ISessions.Sessions_InvalidSignature.selector, account));
        _submit(account, signature);
        assertEq(keeperRegistry.nonces(account), nonce, "a refusal uses no nonce");
    }

    function _sign(address account) private view returns (bytes memory) {
        (, string memory name, string memory version, uint256 chainId, address verifyingContract,,) =
            IERC5267(address(keeperRegistry)).eip712Domain();
        bytes32 domain = keccak256(
            abi.encode(DOMAIN_TYPEHASH, keccak256(bytes(name)), keccak256(bytes(version)), chainId, verifyingContract)
        );
        uint256 nonce = keeperRegistry.nonces(account);
        bytes32 message = keccak256(abi.encode(SESSION_TYPEHASH, account, device, expiresAt, nonce, block.timestamp));
        return _signature(key, keccak256(abi.encodePacked(hex"1901", domain, message)));
    }
}
