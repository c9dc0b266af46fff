// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { PriceOracle } from "../../src/access/PriceOracle.sol";
import { ProtocolTest } from "../fixtures/ProtocolTest.sol";
import { UUPSUpgradeable } from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import { IERC1967 } from "@openzeppelin/contracts/interfaces/IERC1967.sol";
import { IERC1822Proxiable } from "@openzeppelin/contracts/interfaces/draft-IERC1822.sol";

/// @notice Explorers and tools find implementations where they look for them (ERC-1967), and implementations say that
/// they belong there (ERC-1822).
contract ERC1967Test is ProtocolTest {
    bytes32 private constant IMPLEMENTATION_SLOT = bytes32(uint256(keccak256("eip1967.proxy.implementation")) - 1);
    bytes32 private constant ADMIN_SLOT = bytes32(uint256(keccak256("eip1967.proxy.admin")) - 1);
    bytes32 private constant BEACON_SLOT = bytes32(uint256(keccak256("eip1967.proxy.beacon")) - 1);

    function test_Slots_NameTheImplementations() public view {
        (address[5] memory proxies, address[5] memory expected) = _contracts();
        for (uint256 i = 0; i < 5; ++i) {
            assertEq(vm.load(proxies[i], IMPLEMENTATION_SLOT), bytes32(uint256(uint160(expected[i]))));
            assertGt(expected[i].code.length, 0);
            assertEq(vm.load(proxies[i], ADMIN_SLOT), 0, "no admin beside the AccessManager");
            assertEq(vm.load(proxies[i], BEACON_SLOT), 0);
        }
    }

    function test_Implementations_SayThatTheyBelongThere() public {
        (address[5] memory proxies, address[5] memory targets) = _contracts();
        for (uint256 i = 0; i < 5; ++i) {
            assertEq(IERC1822Proxiable(targets[i]).proxiableUUID(), IMPLEMENTATION_SLOT);
            vm.expectRevert(UUPSUpgradeable.UUPSUnauthorizedCallContext.selector);
            IERC1822Proxiable(proxies[i]).proxiableUUID();
        }
    }

    function test_Upgrade_MovesTheSlotAndSaysSo() public {
        address next = address(new PriceOracle());
        vm.expectEmit(address(priceOracle));
        emit IERC1967.Upgraded(next);
        vm.prank(admin);
        priceOracle.upgradeToAndCall(next, "");
        assertEq(vm.load(address(priceOracle), IMPLEMENTATION_SLOT), bytes32(uint256(uint160(next))));
    }

    function _contracts() private view returns (address[5] memory proxies, address[5] memory targets) {
        proxies = [
            address(registry), address(accessToken), address(splitter), address(keeperRegistry), address(priceOracle)
        ];
        targets = [
            implementations.capsuleRegistry,
            implementations.accessToken,
            implementations.royaltySplitter,
            implementations.keeperRegistry,
            implementations.priceOracle
        ];
    }
}
