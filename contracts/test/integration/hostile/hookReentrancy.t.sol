// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../src/interfaces/IAccessToken.sol";
import { ReentryTest } from "./ReentryTest.sol";

/// @notice From the hook of a token that is paid or pays, nothing that moves money can be called.
contract HookReentrancyTest is ReentryTest {
    function test_FromTheHookOfATokenInASale() public {
        _listen();
        _attackTill(0, _purchase(hooked, 1));
    }

    function test_FromTheHookOfATokenInASaleWithPermit() public {
        _listen();
        IAccessToken.Permit memory permit;
        _attackTill(0, abi.encodeCall(accessToken.purchaseWithPermit, (_orders(hooked)[0], block.timestamp, permit)));
    }

    function test_FromTheHookOfATokenInARenewal() public {
        _listen();
        _attackTill(0, abi.encodeCall(accessToken.renew, ((hookedTimed << 64) | 1, PRICE, block.timestamp)));
    }

    function test_FromTheHookOfATokenInAnAutomaticRenewal() public {
        uint256 licenseId = (hookedTimed << 64) | 1;
        vm.prank(address(party));
        accessToken.setAutoRenewal(licenseId, true);
        vm.warp(block.timestamp + 30 days - 1);
        _listen();
        _attackTill(0, abi.encodeCall(accessToken.autoRenew, (licenseId)));
    }

    function test_FromTheHookOfATokenInATip() public {
        _listen();
        _attackTill(0, abi.encodeCall(accessToken.tip, (capsuleId, address(hook), PRICE)));
    }

    function test_FromTheHookOfATokenInARevocation() public {
        _listen();
        _attackTill(0, abi.encodeCall(accessToken.revoke, ((hookedTimed << 64) | 2, creator)));
    }

    function test_FromTheHookOfATokenInASweep() public {
        hook.mint(splitter.inboxOf(capsuleId), PRICE);
        _listen();
        _attackSplitter(abi.encodeCall(splitter.sweep, (capsuleId, address(hook))));
    }

    function test_FromTheHookOfATokenInAClaim() public {
        _listen();
        _attackSplitter(abi.encodeCall(splitter.claimOwner, (capsuleId, address(hook))));
    }

    function test_FromTheHookOfATokenInACredit() public {
        _listen();
        _attackTill(0, abi.encodeCall(accessToken.withdrawCredit, (address(party), address(hook))));
    }

    function _listen() private {
        hook.setListener(party);
    }
}
