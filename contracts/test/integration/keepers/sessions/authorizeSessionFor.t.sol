// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ISessions } from "../../../../src/interfaces/ISessions.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { SignerWallet } from "../../../mocks/SignerWallet.sol";

contract AuthorizeSessionForTest is ProtocolTest {
    uint256 private constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    bytes32 private constant SESSION_TYPEHASH =
        keccak256("Session(address account,address device,uint64 expiresAt,uint256 nonce,uint256 deadline)");

    struct Session {
        address account;
        address device;
        uint64 expiresAt;
        uint256 nonce;
        uint256 deadline;
    }

    address private account;
    uint256 private key;
    Session private session;

    function setUp() public override {
        super.setUp();
        (account, key) = makeAddrAndKey("account");
        session = Session({
            account: account,
            device: makeAddr("device"),
            expiresAt: uint64(block.timestamp + 7 days),
            nonce: 0,
            deadline: block.timestamp + 1 hours
        });
    }

    function test_DeadlineSeconds() public {
        bytes memory signature = _sign(key, session);
        vm.warp(session.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(ISessions.Sessions_DeadlinePassed.selector, session.deadline));
        _submit(session, signature);
        vm.warp(session.deadline);
        _submit(session, signature);
    }

    function testFuzz_RevertWhen_SomeoneElseSigned(uint256 otherKey) public {
        otherKey = bound(otherKey, 1, CURVE_ORDER - 1);
        vm.assume(otherKey != key);
        _expectRefused(session, _sign(otherKey, session));
    }

    function testFuzz_RevertWhen_SignatureIsGarbage(bytes calldata signature) public {
        _expectRefused(session, signature);
    }

    function test_RevertWhen_Replayed() public {
        bytes memory signature = _sign(key, session);
        _submit(session, signature);
        _expectRefused(session, signature);

        vm.prank(account);
        keeperRegistry.revokeSession(session.device);
        _expectRefused(session, signature);
        assertEq(keeperRegistry.sessionExpiry(account, session.device), 0, "revoked for good");
    }

    function testFuzz_RevertWhen_OneFieldDiffers(address device, uint64 expiresAt, uint256 deadline, uint256 nonce)
        public
    {
        bytes memory signature = _sign(key, session);
        Session memory changed = session;
        if (device != session.device && device != address(0)) {
            changed.device = device;
            _expectRefused(changed, signature);
        }
        changed = session;
        changed.expiresAt = uint64(bound(expiresAt, block.timestamp + 1, block.timestamp + 90 days));
        if (changed.expiresAt != session.expiresAt) _expectRefused(changed, signature);
        changed = session;
        changed.deadline = bound(deadline, block.timestamp, NO_LIMIT);
        if (changed.deadline != session.deadline) _expectRefused(changed, signature);
        changed = session;
        changed.nonce = bound(nonce, 1, NO_LIMIT);
        _expectRefused(session, _sign(key, changed));
        changed = session;
        changed.account = stranger;
        _expectRefused(changed, signature);
    }

    function testFuzz_RevertWhen_SignedForAnotherChain(uint64 chainId) public {
        vm.assume(chainId != 0 && chainId != block.chainid);
        _expectRefused(session, _sign(key, session, _domain("Capsule Keys", chainId, address(keeperRegistry))));
    }

    function test_RevertWhen_SignedForAnotherContract() public {
        _expectRefused(session, _sign(key, session, _domain("Capsule Registry", block.chainid, address(registry))));
        _expectRefused(session, _sign(key, session, _domain("Capsule Keys", block.chainid, address(registry))));
    }

    function test_RevertWhen_SignatureIsMalleable() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, _digest(session, _ownDomain()));
        bytes32 highS = bytes32(CURVE_ORDER - uint256(s));
        _expectRefused(session, abi.encodePacked(r, highS, v == 27 ? uint8(28) : uint8(27)));
    }

    function test_RevertWhen_SignatureIsCompact() public {
        (bytes32 r, bytes32 vs) = vm.signCompact(key, _digest(session, _ownDomain()));
        _expectRefused(session, abi.encodePacked(r, vs));
    }

    function test_RevertWhen_SessionIsOutOfRange() public {
        session.expiresAt = uint64(block.timestamp + 90 days + 1);
        bytes memory signature = _sign(key, session);
        vm.expectRevert(
            abi.encodeWithSelector(ISessions.Sessions_InvalidSession.selector, session.device, session.expiresAt)
        );
        _submit(session, signature);
        assertEq(keeperRegistry.nonces(account), 0, "nothing was used");
    }

    function testFuzz_AuthorizeSessionFor(address device, uint64 expiresAt, uint256 deadline, address submitter)
        public
    {
        vm.assume(device != address(0));
        session.device = device;
        session.expiresAt = uint64(bound(expiresAt, block.timestamp + 1, block.timestamp + 90 days));
        session.deadline = bound(deadline, block.timestamp, NO_LIMIT);
        bytes memory signature = _sign(key, session);

        vm.expectEmit(address(keeperRegistry));
        emit ISessions.SessionAuthorized(account, device, session.expiresAt);
        vm.prank(submitter);
        _submit(session, signature);
        assertEq(keeperRegistry.sessionExpiry(account, device), session.expiresAt);
        assertEq(keeperRegistry.nonces(account), 1);
    }

    function testFuzz_AuthorizeSessionFor_NoncesInOrder(uint8 count) public {
        count = uint8(bound(count, 2, 10));
        for (uint256 i = 0; i < count; ++i) {
            session.nonce = i;
            session.device = address(uint160(1000 + i));
            _submit(session, _sign(key, session));
            assertEq(keeperRegistry.nonces(account), i + 1);
        }
    }

    function test_AuthorizeSessionFor_ContractAccount() public {
        SignerWallet wallet = new SignerWallet(account);
        session.account = address(wallet);
        bytes memory signature = _sign(key, session);
        vm.expectEmit(address(keeperRegistry));
        emit ISessions.SessionAuthorized(address(wallet), session.device, session.expiresAt);
        _submit(session, signature);
        assertEq(keeperRegistry.sessionExpiry(address(wallet), session.device), session.expiresAt);
        _expectRefused(session, signature);
    }

    /// @dev The account is part of what is signed, so a signer of two wallets speaks for one of them.
    function test_RevertWhen_SignedForAnotherWalletOfTheSameSigner() public {
        SignerWallet first = new SignerWallet(account);
        SignerWallet second = new SignerWallet(account);
        session.account = address(first);
        bytes memory signature = _sign(key, session);
        Session memory other = session;
        other.account = address(second);
        _expectRefused(other, signature);
        _submit(session, signature);
    }

    function test_RevertWhen_ContractAccountRefuses() public {
        session.account = address(new SignerWallet(stranger));
        _expectRefused(session, _sign(key, session));
        session.account = address(usd);
        _expectRefused(session, _sign(key, session));
    }

    function _submit(Session memory s, bytes memory signature) private {
        keeperRegistry.authorizeSessionFor(s.account, s.device, s.expiresAt, s.deadline, signature);
    }

    function _expectRefused(Session memory s, bytes memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(ISessions.Sessions_InvalidSignature.selector, s.account));
        _submit(s, signature);
    }

    function _sign(uint256 signer, Session memory s) private view returns (bytes memory) {
        return _sign(signer, s, _ownDomain());
    }

    function _sign(uint256 signer, Session memory s, bytes32 domain) private pure returns (bytes memory) {
        return _signature(signer, _digest(s, domain));
    }

    function _digest(Session memory s, bytes32 domain) private pure returns (bytes32) {
        bytes32 message = keccak256(abi.encode(SESSION_TYPEHASH, s.account, s.device, s.expiresAt, s.nonce, s.deadline));
        return keccak256(abi.encodePacked(hex"1901", domain, message));
    }

    function _ownDomain() private view returns (bytes32) {
        return _domain("Capsule Keys", block.chainid, address(keeperRegistry));
    }

    function _domain(string memory name, uint256 chainId, address verifyingContract) private pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256("1"),
                chainId,
                verifyingContract
            )
        );
    }
}
