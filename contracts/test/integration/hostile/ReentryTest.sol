// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ProtocolTest } from "../../fixtures/ProtocolTest.sol";
import { HookToken } from "../../mocks/HookToken.sol";
import { ReenteringParty } from "../../mocks/ReenteringParty.sol";

/// @dev A capsule whose owner, buyer and payee is a party that calls back, beside the capsule of a victim.
abstract contract ReentryTest is ProtocolTest {
    uint128 internal constant PRICE = 1 ether;

    ReenteringParty internal party;
    HookToken internal hook;
    uint256 internal capsuleId;
    uint256 internal victimCapsule;
    uint256 internal plain;
    uint256 internal timed;
    uint256 internal hooked;
    uint256 internal hookedTimed;

    uint256 private _otherCapsule;

    function setUp() public override {
        super.setUp();
        party = new ReenteringParty();
        hook = new HookToken();
        vm.deal(address(party), 1000 ether);
        hook.mint(address(party), 1000 ether);
        _act(address(hook), 0, abi.encodeCall(hook.approve, (address(accessToken), NO_LIMIT)));

        capsuleId = _registerSealed(address(party), "salt");
        plain = _createOffer(capsuleId, PRICE, _terms(NATIVE));
        timed = _createOffer(capsuleId, PRICE, _timedTerms(NATIVE, 1 days));
        hooked = _createOffer(capsuleId, PRICE, _terms(address(hook)));
        hookedTimed = _createOffer(capsuleId, PRICE, _timedTerms(address(hook), 1 days));
        uint256[4] memory offers = [plain, timed, hooked, hookedTimed];
        for (uint256 i = 0; i < offers.length; ++i) {
            _act(
                address(accessToken),
                i < 2 ? PRICE : 0,
                abi.encodeCall(accessToken.purchase, (offers[i], 1, address(party), PRICE, block.timestamp, address(0)))
            );
        }
        // Three capsules whose fee, income and inbox the attempts go for, so that none fails for lack of money.
        victimCapsule = _registerSealed(creator, "salt");
        _otherCapsule = _registerSealed(address(party), "other");
        _tip(victimCapsule, NATIVE, 5 ether);
        _tip(_otherCapsule, NATIVE, 5 ether);
        vm.deal(splitter.inboxOf(victimCapsule), 1 ether);
    }

    function _act(address target, uint256 value, bytes memory data) internal {
        party.act(target, value, data);
    }

    /// @dev One attempt at every mutating function of the till and of the ledger, with arguments that would work.
    function _attempts() internal view returns (ReenteringParty.Attempt[] memory attempts) {
        attempts = new ReenteringParty.Attempt[](22);
        uint256[] memory none = new uint256[](0);
        address me = address(party);
        bytes[22] memory calls = [
            abi.encodeCall(accessToken.purchase, (hooked, 1, me, PRICE, block.timestamp, address(0))),
            abi.encodeCall(accessToken.renew, ((hookedTimed << 64) | 1, PRICE, block.timestamp)),
            abi.encodeCall(accessToken.tip, (capsuleId, address(hook), 1)),
            abi.encodeCall(accessToken.release, (NATIVE, me, 1)),
            abi.encodeCall(splitter.claimOwner, (_otherCapsule, NATIVE)),
            abi.encodeCall(splitter.claimOwnerTo, (_otherCapsule, NATIVE, me)),
            abi.encodeCall(splitter.collectFee, (_otherCapsule, NATIVE)),
            abi.encodeCall(splitter.sweep, (victimCapsule, NATIVE)),
            abi.encodeCall(accessToken.setSalesOpen, (victimCapsule, false)),
            abi.encodeCall(accessToken.initialize, (me)),
            abi.encodeCall(accessToken.setAuthority, (me)),
            abi.encodeCall(accessToken.upgradeToAndCall, (me, "")),
            abi.encodeCall(splitter.initialize, (me, me)),
            abi.encodeCall(splitter.setAuthority, (me)),
            abi.encodeCall(splitter.setTreasury, (me)),
            abi.encodeCall(splitter.upgradeToAndCall, (me, "")),
            abi.encodeCall(accessToken.createOffer, (capsuleId, 1, _terms(NATIVE))),
            abi.encodeCall(accessToken.setOffer, (plain, 0, true)),
            abi.encodeCall(accessToken.setApprovalForAll, (creator, true)),
            abi.encodeCall(accessToken.safeTransferFrom, (me, creator, plain << 64, 0, "")),
            abi.encodeCall(accessToken.safeBatchTransferFrom, (me, creator, none, none, "")),
            abi.encodeCall(splitter.acceptCurrency, (capsuleId, address(usd)))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            bool ofTheLedger = (i >= 4 && i < 8) || (i >= 12 && i < 16) || i == 21;
            attempts[i] = ReenteringParty.Attempt({
                name: vm.toString(bytes.concat(bytes4(calls[i]))),
                target: ofTheLedger ? address(splitter) : address(accessToken),
                data: calls[i],
                harmless: i >= 16
            });
        }
    }

    function _movesMoney(bytes memory data) internal view returns (bool) {
        bytes4[8] memory moving = [
            accessToken.purchase.selector,
            accessToken.renew.selector,
            accessToken.tip.selector,
            accessToken.release.selector,
            splitter.claimOwner.selector,
            splitter.claimOwnerTo.selector,
            splitter.collectFee.selector,
            splitter.sweep.selector
        ];
        for (uint256 i = 0; i < moving.length; ++i) {
            if (bytes4(data) == moving[i]) return true;
        }
        return false;
    }

    /// @dev What the till holds is what it owes, in both currencies.
    function _assertBooksBalance() internal view {
        address[2] memory currencies = [NATIVE, address(hook)];
        uint256[3] memory capsules = [capsuleId, victimCapsule, _otherCapsule];
        for (uint256 i = 0; i < currencies.length; ++i) {
            uint256 owed;
            for (uint256 j = 0; j < capsules.length; ++j) {
                owed += splitter.claimableOwner(capsules[j], currencies[i]);
                owed += splitter.collectableFee(capsules[j], currencies[i]);
            }
            assertEq(_balance(currencies[i], address(accessToken)), owed, "books");
        }
    }

    function _assertVictimIsWhole() internal view {
        assertEq(splitter.claimableOwner(victimCapsule, NATIVE), 4.875 ether);
        assertEq(splitter.collectableFee(victimCapsule, NATIVE), 0.125 ether);
        assertTrue(accessToken.salesOpen(victimCapsule));
        assertEq(splitter.inboxOf(victimCapsule).balance, 1 ether);
    }

    /// @dev The committed list of a contract's functions names none that is not tried.
    function _assertTriesEveryFunctionOf(string memory name, address target) internal {
        string memory abi_ = vm.readFile(string.concat("contracts/snapshots/abi/", name, ".json"));
        string[] memory functions = vm.parseJsonKeys(abi_, ".functions");
        ReenteringParty.Attempt[] memory attempts = _attempts();
        uint256 mutating;
        for (uint256 i = 0; i < functions.length; ++i) {
            if (vm.contains(functions[i], ") view ") || vm.contains(functions[i], ") pure ")) continue;
            ++mutating;
        }
        uint256 tried;
        for (uint256 i = 0; i < attempts.length; ++i) {
            if (attempts[i].target != target) continue;
            ++tried;
            assertTrue(vm.contains(abi_, string.concat('"', attempts[i].name, '"')), attempts[i].name);
        }
        assertGt(mutating, 0);
        assertEq(tried, mutating, name);
    }
}
