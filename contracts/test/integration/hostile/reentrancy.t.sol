// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { HookToken } from "../../mocks/HookToken.sol";
import { ReenteringParty } from "../../mocks/ReenteringParty.sol";
import { ReentryTest } from "./ReentryTest.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

contract ReentrancyTest is ReentryTest {
    function test_FromOnERC1155Received() public {
        _attackGuarded(address(accessToken), PRICE, _purchase(plain, 1));
        assertEq(accessToken.balanceOf(address(party), plain << 64), 2, "one before, one now");
    }

    function test_FromOnERC1155BatchReceived() public {
        _attackGuarded(address(accessToken), 3 * PRICE, _purchase(timed, 3));
    }

    function test_FromTheRefundOfAPurchase() public {
        _attackGuarded(address(accessToken), PRICE + 1, _purchase(plain, 1));
    }

    function test_FromTheRefundOfARenewal() public {
        bytes memory renewal = abi.encodeCall(accessToken.renew, ((timed << 64) | 1, PRICE, block.timestamp));
        _attackGuarded(address(accessToken), PRICE + 1, renewal);
    }

    function test_FromTheRefundOfATip() public {
        _attackGuarded(address(accessToken), 2, abi.encodeCall(accessToken.tip, (capsuleId, NATIVE, 1)));
    }

    function test_FromReceiveOfAClaim() public {
        _attackGuarded(address(splitter), 0, abi.encodeCall(splitter.claimOwner, (capsuleId, NATIVE)));
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), 0, "paid once");
    }

    function test_FromReceiveOfAClaimTo() public {
        _attackGuarded(address(splitter), 0, abi.encodeCall(splitter.claimOwnerTo, (capsuleId, NATIVE, address(party))));
    }

    function test_FromReceiveOfTheFee() public {
        vm.prank(admin);
        splitter.setTreasury(address(party));
        _attackGuarded(address(splitter), 0, abi.encodeCall(splitter.collectFee, (capsuleId, NATIVE)));
        assertEq(splitter.collectableFee(capsuleId, NATIVE), 0, "collected once");
    }

    function test_FromTheHookOfATokenInASale() public {
        _listen();
        _attackGuarded(address(accessToken), 0, _purchase(hooked, 1));
    }

    function test_FromTheHookOfATokenInARenewal() public {
        bytes memory renewal = abi.encodeCall(accessToken.renew, ((hookedTimed << 64) | 1, PRICE, block.timestamp));
        _listen();
        _attackGuarded(address(accessToken), 0, renewal);
    }

    function test_FromTheHookOfATokenInATip() public {
        _listen();
        _attackGuarded(address(accessToken), 0, abi.encodeCall(accessToken.tip, (capsuleId, address(hook), PRICE)));
    }

    function test_FromTheHookOfATokenInASweep() public {
        hook.mint(splitter.inboxOf(capsuleId), PRICE);
        _listen();
        _attackGuarded(address(splitter), 0, abi.encodeCall(splitter.sweep, (capsuleId, address(hook))));
    }

    function test_FromTheHookOfATokenInAClaim() public {
        _listen();
        _attackGuarded(address(splitter), 0, abi.encodeCall(splitter.claimOwner, (capsuleId, address(hook))));
    }

    /// @dev A transfer of licenses moves no money, so nothing is closed while it runs; the books balance all the same.
    function test_FromATransferOfLicenses() public {
        uint256 licenseId = plain << 64;
        party.arm(_attempts());
        _act(
            address(accessToken),
            0,
            abi.encodeCall(accessToken.safeTransferFrom, (address(party), address(party), licenseId, 1, ""))
        );
        (bool happened,,) = party.outcomes();
        assertTrue(happened);
        _assertBooksBalance();
    }

    /// @dev Claims for another capsule from inside a claim would be honest, but nothing leaves the till twice at once.
    function test_NestedClaimsOfTwoCapsules() public {
        ReenteringParty.Attempt[] memory nested = new ReenteringParty.Attempt[](1);
        nested[0] = ReenteringParty.Attempt({
            name: "claimOwner",
            target: address(splitter),
            data: abi.encodeCall(splitter.claimOwner, (victimCapsule, NATIVE)),
            harmless: false
        });
        party.arm(nested);
        _act(address(splitter), 0, abi.encodeCall(splitter.claimOwner, (capsuleId, NATIVE)));
        (, bool[] memory succeeded, bytes[] memory answers) = party.outcomes();
        assertFalse(succeeded[0]);
        assertEq(bytes4(answers[0]), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        _assertBooksBalance();
        splitter.claimOwner(victimCapsule, NATIVE);
    }

    function test_EveryFunctionIsTried() public {
        _assertTriesEveryFunctionOf("AccessToken", address(accessToken));
        _assertTriesEveryFunctionOf("RoyaltySplitter", address(splitter));
    }

    function _purchase(uint256 offerId, uint256 quantity) private view returns (bytes memory) {
        return abi.encodeCall(
            accessToken.purchase, (offerId, quantity, address(party), NO_LIMIT, block.timestamp, address(0))
        );
    }

    function _listen() private {
        HookToken(hook).setListener(party);
    }

    /// @dev The party starts a call that moves money and re-enters from it.
    function _attackGuarded(address target, uint256 value, bytes memory data) private {
        ReenteringParty.Attempt[] memory attempts = _attempts();
        party.arm(attempts);
        _act(target, value, data);
        (bool happened, bool[] memory succeeded, bytes[] memory answers) = party.outcomes();
        assertTrue(happened, "it never got control");
        for (uint256 i = 0; i < attempts.length; ++i) {
            assertEq(succeeded[i], attempts[i].harmless, attempts[i].name);
            if (_movesMoney(attempts[i].data)) {
                bytes4 expected = ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector;
                assertEq(bytes4(answers[i]), expected, attempts[i].name);
            }
        }
        _assertBooksBalance();
        _assertVictimIsWhole();
    }
}
