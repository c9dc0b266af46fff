// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken, Transferability } from "../../../../src/interfaces/IAccessToken.sol";
import { LicenseTest } from "../../../fixtures/LicenseTest.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract SetMarketTest is LicenseTest {
    function testFuzz_RevertWhen_CallerSetsNoParameters(address caller, address market) public {
        vm.assume(caller != admin);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        accessToken.setMarket(market);
    }

    function testFuzz_SetMarket(address market) public {
        vm.expectEmit(address(accessToken));
        emit IAccessToken.MarketChanged(market);
        _setMarket(market);
    }

    function test_SetMarket_Replaces() public {
        IAccessToken.Terms memory terms = _terms(NATIVE);
        terms.transferability = Transferability.MARKET_ONLY;
        uint256 licenseId = _buy(_offer(terms), 2);
        address[2] memory markets = [makeAddr("market"), makeAddr("next market")];
        vm.startPrank(buyer);
        accessToken.setApprovalForAll(markets[0], true);
        accessToken.setApprovalForAll(markets[1], true);
        vm.stopPrank();

        _setMarket(markets[0]);
        vm.prank(markets[0]);
        accessToken.safeTransferFrom(buyer, recipient, licenseId, 1, "");
        _setMarket(markets[1]);
        _expectForbidden(markets[0], licenseId);
        vm.prank(markets[1]);
        accessToken.safeTransferFrom(buyer, recipient, licenseId, 1, "");
        assertEq(accessToken.balanceOf(recipient, licenseId), 2);
    }

    function _setMarket(address market) private {
        vm.prank(admin);
        accessToken.setMarket(market);
    }

    function _expectForbidden(address caller, uint256 licenseId) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccessToken.AccessToken_TransferForbidden.selector, licenseId, Transferability.MARKET_ONLY
            )
        );
        vm.prank(caller);
        accessToken.safeTransferFrom(buyer, recipient, licenseId, 1, "");
    }
}
