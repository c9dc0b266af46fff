// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken, Transferability } from "../../../../src/interfaces/IAccessToken.sol";
import { LicenseTest } from "../../../fixtures/LicenseTest.sol";

contract RenewKindsTest is LicenseTest {
    function testFuzz_Renew_Metered(uint24 runs, uint8 times, uint88 price) public {
        times = uint8(bound(times, 1, 5));
        vm.assume(runs != 0);
        uint256 offerId = _offer(_meteredTerms(address(usd), runs));
        uint256 licenseId = _buy(offerId, 1);
        _setPrice(offerId, price);
        for (uint256 i = 1; i <= times; ++i) {
            _fund(stranger, address(usd), price);
            vm.expectEmit(address(accessToken));
            emit IAccessToken.LicenseRenewed(licenseId, capsuleId, stranger, price, price, NEVER);
            vm.prank(stranger);
            assertEq(accessToken.renew(licenseId, price, block.timestamp), NEVER);
            Status memory s = _status(licenseId, buyer);
            assertEq(s.runs, uint256(runs) * (i + 1));
            assertEq(s.expiresAt, NEVER);
            assertTrue(s.valid);
        }
        _assertTill(address(usd), PRICE + uint256(price) * times, 0);
    }

    function testFuzz_Renew_TimedAndMetered(uint24 runs, uint32 duration, uint32 elapsed) public {
        vm.assume(duration != 0 && runs != 0);
        IAccessToken.Terms memory terms = _meteredTerms(NATIVE, runs);
        terms.duration = duration;
        uint256 end = block.timestamp + duration;
        uint256 licenseId = _buy(_offer(terms), 1);
        vm.warp(block.timestamp + elapsed);
        uint256 from = end > block.timestamp ? end : block.timestamp;
        assertEq(_renew(buyer, licenseId), from + duration);
        assertEq(_status(licenseId, buyer).runs, 2 * uint256(runs));
    }

    /// @dev Only the license that is renewed.
    function testFuzz_Renew_OneOfSeveral(bool metered, uint8 which) public {
        IAccessToken.Terms memory terms = _timedTerms(NATIVE, DURATION);
        if (metered) terms.runs = 10;
        uint256 first = _buy(_offer(terms), 3);
        uint256 renewed = first + which % 3;
        _renew(buyer, renewed);
        for (uint256 id = first; id < first + 3; ++id) {
            Status memory s = _status(id, buyer);
            assertEq(s.expiresAt, block.timestamp + uint256(DURATION) * (id == renewed ? 2 : 1));
            if (metered) assertEq(s.runs, id == renewed ? 20 : 10);
        }
    }

    function testFuzz_Renew_AtTheAccountsLimitAndTheCap(bool timed) public {
        IAccessToken.Terms memory terms = timed ? _timedTerms(NATIVE, DURATION) : _meteredTerms(NATIVE, 9);
        (terms.maxSupply, terms.maxPerAccount) = (1, 1);
        uint256 offerId = _offer(terms);
        uint256 licenseId = _buy(offerId, 1);
        _renew(buyer, licenseId);
        assertEq(accessToken.boughtBy(offerId, buyer), 1);
        assertEq(accessToken.offerOf(offerId).minted, 1);
    }

    function testFuzz_Renew_OfABoundLicense(bool soulbound) public {
        IAccessToken.Terms memory terms = _timedTerms(NATIVE, DURATION);
        terms.transferability = soulbound ? Transferability.SOULBOUND : Transferability.MARKET_ONLY;
        uint256 licenseId = _buy(_offer(terms), 1);
        assertEq(_renew(stranger, licenseId), block.timestamp + 2 * uint256(DURATION));
        assertTrue(_isValid(licenseId, buyer));
    }

    /// @dev Where a license is with serial 0, there is none to renew, of whatever offer.
    function testFuzz_RevertWhen_SerialIsZero(bool timed) public {
        uint256 offerId = _offer(timed ? _timedTerms(NATIVE, DURATION) : _meteredTerms(NATIVE, 9));
        _buy(offerId, 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessToken_UnknownLicense.selector, offerId << 64));
        vm.prank(buyer);
        accessToken.renew{ value: PRICE }(offerId << 64, PRICE, block.timestamp);
    }
}
