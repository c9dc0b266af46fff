// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { LicenseTest } from "../../../fixtures/LicenseTest.sol";

/// @dev A timed license in dollars that its holder lets anyone renew.
abstract contract AutoRenewalTest is LicenseTest {
    uint32 internal constant WINDOW = DURATION / 10;

    uint256 internal offerId;
    uint256 internal licenseId;
    uint256 internal end;

    function setUp() public virtual override {
        super.setUp();
        offerId = _offer(_timedTerms(address(usd), DURATION));
        licenseId = _buy(offerId, 1);
        end = block.timestamp + DURATION;
        _allow(buyer, PRICE);
        _consent(buyer, true);
    }

    function _consent(address account, bool enabled) internal {
        vm.prank(account);
        accessToken.setAutoRenewal(licenseId, enabled);
    }

    /// @dev Money and allowance for one renewal.
    function _allow(address account, uint256 amount) internal {
        _fund(account, address(usd), amount);
    }

    function _autoRenew() internal returns (uint64) {
        vm.prank(stranger);
        return accessToken.autoRenew(licenseId);
    }

    function _autoRenewReverts(bytes memory refusal) internal {
        vm.expectRevert(refusal);
        vm.prank(stranger);
        accessToken.autoRenew(licenseId);
    }

    function _expectOff() internal {
        assertEq(accessToken.autoRenewalOf(licenseId), address(0));
        _autoRenewReverts(abi.encodeWithSelector(IAccessToken.AccessToken_AutoRenewalOff.selector, licenseId));
    }
}
