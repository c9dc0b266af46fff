// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../src/interfaces/IAccessToken.sol";
import { ICapsuleRegistry } from "../../src/interfaces/ICapsuleRegistry.sol";
import { IKeeperRegistry } from "../../src/interfaces/IKeeperRegistry.sol";
import { IPriceOracle } from "../../src/interfaces/IPriceOracle.sol";
import { IRoyaltySplitter } from "../../src/interfaces/IRoyaltySplitter.sol";
import { Roles } from "../../src/upgrade/Roles.sol";
import { ProtocolTest } from "../fixtures/ProtocolTest.sol";
import { ForeignImplementation } from "../mocks/ForeignImplementation.sol";
import {
    NextAccessToken,
    NextCapsuleRegistry,
    NextPriceOracle,
    NextRoyaltySplitter
} from "../mocks/NextImplementations.sol";
import { NextKeeperRegistry } from "../mocks/NextKeeperRegistry.sol";
import { UUPSUpgradeable } from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { IERC1967 } from "@openzeppelin/contracts/interfaces/IERC1967.sol";
import { ERC1967Utils } from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";

contract UpgradeTest is ProtocolTest {
    function testFuzz_RevertWhen_CallerIsNotTheUpgrader(address caller) public {
        vm.assume(caller != admin);
        UUPSUpgradeable[5] memory proxies = _upgraded();
        address[5] memory next = _nextImplementations();
        for (uint256 i = 0; i < 5; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
            vm.prank(caller);
            proxies[i].upgradeToAndCall(next[i], "");
        }
    }

    function test_RevertWhen_CallerHasAnotherRole() public {
        vm.prank(admin);
        manager.grantRole(Roles.PARAMETERS, stranger, 0);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger));
        vm.prank(stranger);
        registry.upgradeToAndCall(implementations.capsuleRegistry, "");
        vm.prank(stranger);
        registry.setProtocolFee(1);
    }

    function test_RevertWhen_TargetIsNoImplementation() public {
        address foreign = address(new ForeignImplementation());
        UUPSUpgradeable[5] memory proxies = _upgraded();
        vm.startPrank(admin);
        for (uint256 i = 0; i < 5; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ERC1967Utils.ERC1967InvalidImplementation.selector, address(usd)));
            proxies[i].upgradeToAndCall(address(usd), "");
            vm.expectRevert();
            proxies[i].upgradeToAndCall(stranger, "");
            vm.expectRevert(
                abi.encodeWithSelector(UUPSUpgradeable.UUPSUnsupportedProxiableUUID.selector, keccak256("another slot"))
            );
            proxies[i].upgradeToAndCall(foreign, "");
        }
    }

    function test_RevertWhen_NotCalledThroughTheProxy() public {
        address[5] memory direct = [
            implementations.capsuleRegistry,
            implementations.accessToken,
            implementations.royaltySplitter,
            implementations.keeperRegistry,
            implementations.priceOracle
        ];
        UUPSUpgradeable[5] memory proxies = _upgraded();
        for (uint256 i = 0; i < 5; ++i) {
            vm.expectRevert(UUPSUpgradeable.UUPSUnauthorizedCallContext.selector);
            vm.prank(admin);
            UUPSUpgradeable(direct[i]).upgradeToAndCall(direct[i], "");
            vm.expectRevert(UUPSUpgradeable.UUPSUnauthorizedCallContext.selector);
            proxies[i].proxiableUUID();
        }
    }

    function testFuzz_Upgrade_KeepsAllState(uint88 price, uint96 tip, uint32 duration, bool claim) public {
        vm.assume(tip > 40 && duration != 0);
        (uint256 capsuleId, uint256 offerId) = _capsuleWithOffer(price, _terms(NATIVE));
        uint256 timed = _createOffer(capsuleId, price, _timedTerms(address(usd), duration));
        uint256[2] memory licenses = [_buy(offerId, 3), _buy(timed, 1)];
        _tip(capsuleId, NATIVE, tip);
        if (claim) splitter.claimOwner(capsuleId, NATIVE);
        vm.prank(buyer);
        keeperRegistry.authorizeSession(stranger, uint64(block.timestamp + 1 days));
        bytes32 before = _state(capsuleId, licenses);

        UUPSUpgradeable[5] memory proxies = _upgraded();
        address[5] memory next = _nextImplementations();
        for (uint256 i = 0; i < 5; ++i) {
            vm.expectEmit(address(proxies[i]));
            emit IERC1967.Upgraded(next[i]);
            vm.prank(admin);
            proxies[i].upgradeToAndCall(next[i], "");
            assertEq(NextKeeperRegistry(address(proxies[i])).generation(), 2);
        }

        assertEq(_state(capsuleId, licenses), before);
        uint256 income = accessToken.incomeOf(capsuleId, NATIVE);
        _buy(offerId, 1);
        assertEq(accessToken.incomeOf(capsuleId, NATIVE), income + price, "and goes on");
    }

    function test_Upgrade_WithAStepThatRunsOnce() public {
        address next = address(new NextKeeperRegistry());
        bytes memory migrate = abi.encodeCall(NextKeeperRegistry.migrate, ());
        vm.startPrank(admin);
        keeperRegistry.upgradeToAndCall(next, migrate);
        vm.expectRevert();
        keeperRegistry.upgradeToAndCall(next, migrate);
    }

    /// @dev With a delay on the role, as governance has it, an upgrade waits in public.
    function test_Upgrade_AfterTheDelayOfTheRole() public {
        vm.prank(admin);
        manager.grantRole(Roles.UPGRADER, stranger, 2 days);
        address next = _nextImplementations()[3];
        bytes memory call = abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (next, ""));
        bytes32 operation = manager.hashOperation(stranger, address(keeperRegistry), call);

        vm.startPrank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, operation));
        keeperRegistry.upgradeToAndCall(next, "");
        manager.schedule(address(keeperRegistry), call, 0);
        vm.warp(block.timestamp + 2 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotReady.selector, operation));
        keeperRegistry.upgradeToAndCall(next, "");
        vm.warp(block.timestamp + 1);
        keeperRegistry.upgradeToAndCall(next, "");
        assertEq(NextKeeperRegistry(address(keeperRegistry)).generation(), 2);
    }

    /// @dev Everything that the contracts tell about a capsule, its offers, licenses, money and keepers.
    function _state(uint256 capsuleId, uint256[2] memory licenses) private view returns (bytes32) {
        bytes32 ofRegistry = keccak256(
            abi.encode(
                registry.capsuleOf(capsuleId),
                registry.versionDigest(capsuleId, 1),
                registry.contractURI(),
                registry.protocolFeeBps()
            )
        );
        return keccak256(
            abi.encode(
                ofRegistry, _accessState(capsuleId, licenses), _moneyState(capsuleId), keeperRegistry.keeperSet(1)
            )
        );
    }

    function _accessState(uint256 capsuleId, uint256[2] memory licenses) private view returns (bytes32 state) {
        state = keccak256(
            abi.encode(
                accessToken.salesOpen(capsuleId),
                keeperRegistry.sessionExpiry(buyer, stranger),
                keeperRegistry.nonces(buyer)
            )
        );
        for (uint256 i = 0; i < 2; ++i) {
            (uint256 id, uint16 rights, uint64 end, uint32 runs, bool valid) =
                accessToken.licenseStatus(licenses[i], buyer);
            state = keccak256(
                abi.encode(
                    state,
                    accessToken.offerOf(i + 1),
                    accessToken.balanceOf(buyer, licenses[i]),
                    id,
                    rights,
                    end,
                    runs,
                    valid
                )
            );
        }
    }

    function _moneyState(uint256 capsuleId) private view returns (bytes32 state) {
        address[2] memory currencies = [NATIVE, address(usd)];
        for (uint256 i = 0; i < 2; ++i) {
            state = keccak256(
                abi.encode(
                    state,
                    accessToken.incomeOf(capsuleId, currencies[i]),
                    splitter.claimableOwner(capsuleId, currencies[i]),
                    splitter.collectableFee(capsuleId, currencies[i]),
                    splitter.netIncome(capsuleId, currencies[i]),
                    splitter.acceptsCurrency(capsuleId, currencies[i]),
                    splitter.treasury()
                )
            );
        }
    }

    function _upgraded() private view returns (UUPSUpgradeable[5] memory) {
        return [UUPSUpgradeable(registry), accessToken, splitter, keeperRegistry, priceOracle];
    }

    function _nextImplementations() private returns (address[5] memory) {
        ICapsuleRegistry registry_ = ICapsuleRegistry(address(registry));
        IAccessToken accessToken_ = IAccessToken(address(accessToken));
        IRoyaltySplitter splitter_ = IRoyaltySplitter(address(splitter));
        IKeeperRegistry keepers_ = IKeeperRegistry(address(keeperRegistry));
        return [
            address(new NextCapsuleRegistry(accessToken_, splitter_, keepers_, address(disputeCourt))),
            address(
                new NextAccessToken(
                    registry_, splitter_, IPriceOracle(address(priceOracle)), address(market), usageMeter
                )
            ),
            address(
                new NextRoyaltySplitter(
                    registry_, accessToken_, address(market), address(trainingPool), address(disputeCourt)
                )
            ),
            address(new NextKeeperRegistry()),
            address(new NextPriceOracle())
        ];
    }
}
