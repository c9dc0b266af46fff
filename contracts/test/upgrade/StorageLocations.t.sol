// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../src/interfaces/IAccessToken.sol";
import { ItemKind } from "../../src/interfaces/IMarket.sol";
import { IUsageMeter } from "../../src/interfaces/IUsageMeter.sol";
import { ProtocolTest } from "../fixtures/ProtocolTest.sol";
import { AggregatorV3Interface } from "@chainlink/contracts/src/v0.8/shared/interfaces/AggregatorV3Interface.sol";

/// @dev The roots are computed from the namespaces (ERC-7201), and the contracts' state is found at them.
contract StorageLocationsTest is ProtocolTest {
    function test_CapsuleRegistry() public {
        uint256 capsuleId = _register(creator, "salt", true);
        uint256 root = _root("capsule.storage.CapsuleRegistry");
        uint256 fees = _load(address(registry), root);
        assertEq(uint16(fees), FEE_BPS, "fee at genesis");
        assertEq(uint16(fees >> 16), FEE_BPS, "fee now");
        assertEq(bytes32(_load(address(registry), root + 1)), CONTRACT_DIGEST);
        uint256 digests = _entry(capsuleId, root + 3);
        assertEq(bytes32(_load(address(registry), _entry(1, digests))), MANIFEST);
    }

    function test_AccessToken() public {
        _capsuleWithOffer(1 ether, _terms(NATIVE));
        assertEq(_load(address(accessToken), _root("capsule.storage.OfferBook")), 1, "offers");
        IAccessToken.Terms memory timed = _terms(NATIVE);
        timed.duration = 1 days;
        uint256 licenseId = _buy(_createOffer(registry.capsuleIdOf(creator, "salt"), 1 ether, timed), 1);
        uint256 license = _load(address(accessToken), _entry(licenseId, _root("capsule.storage.AccessToken")));
        assertEq(uint40(license), block.timestamp, "start of the license");
    }

    function test_Till() public {
        (uint256 capsuleId,) = _capsuleWithOffer(1 ether, _terms(NATIVE));
        _tip(capsuleId, NATIVE, 7);
        uint256 sales = _load(address(accessToken), _entry(capsuleId, _root("capsule.storage.Till")));
        assertEq(sales, (1 << 104) | 7, "open, and the income");
    }

    /// @dev The word of a balance, in OpenZeppelin's namespace, has the departures above it.
    function test_CountedERC1155() public {
        (, uint256 offerId) = _capsuleWithOffer(1 ether, _terms(NATIVE));
        uint256 licenseId = _buy(offerId, 5);
        vm.prank(buyer);
        accessToken.safeTransferFrom(buyer, stranger, licenseId, 2, "");
        uint256 balances = _entry(licenseId, _root("openzeppelin.storage.ERC1155"));
        assertEq(_load(address(accessToken), uint256(keccak256(abi.encode(buyer, balances)))), (1 << 192) | 3);
        assertEq(_load(address(accessToken), uint256(keccak256(abi.encode(stranger, balances)))), 2);
    }

    function test_PausableEntries() public {
        uint256 root = _root("capsule.storage.PausableEntries");
        vm.startPrank(guardian);
        registry.pauseEntries(1);
        accessToken.pauseEntries(2);
        assertEq(_load(address(registry), root), block.timestamp + 1);
        assertEq(_load(address(accessToken), root), block.timestamp + 2);
    }

    function test_PriceOracle() public {
        AggregatorV3Interface feed = AggregatorV3Interface(stranger);
        vm.prank(admin);
        priceOracle.setSequencerFeed(feed);
        assertEq(_load(address(priceOracle), _root("capsule.storage.PriceOracle")), uint160(stranger));
    }

    function test_DisputeCourt() public {
        uint256 capsuleId = _register(creator, "salt", true);
        vm.deal(buyer, 1 ether);
        vm.prank(buyer);
        disputeCourt.open{ value: 0.1 ether }(capsuleId, MANIFEST);
        uint256 root = _root("capsule.storage.DisputeCourt");
        assertEq(_load(address(disputeCourt), root), (1 << 32) | 1, "one dispute, under the first rules");
        assertEq(_load(address(disputeCourt), _entry(1, root + 2)), capsuleId);
    }

    function test_Bonds() public {
        uint256 capsuleId = _register(creator, "salt", true);
        vm.deal(buyer, 1 ether);
        vm.prank(buyer);
        disputeCourt.open{ value: 0.1 ether }(capsuleId, MANIFEST);
        skip(21 days);
        disputeCourt.conclude(1);
        uint256 credit = uint256(keccak256(abi.encode(creator, _root("capsule.storage.DisputeBonds"))));
        assertEq(_load(address(disputeCourt), credit), 0.1 ether);
    }

    function test_Sessions() public {
        uint64 end = uint64(block.timestamp + 1 days);
        vm.prank(buyer);
        keeperRegistry.authorizeSession(stranger, end);
        uint256 ofAccount = uint256(keccak256(abi.encode(buyer, _root("capsule.storage.Sessions"))));
        assertEq(_load(address(keeperRegistry), uint256(keccak256(abi.encode(stranger, ofAccount)))), end);
    }

    function test_RoyaltySplitter() public view {
        uint256 root = _root("capsule.storage.RoyaltySplitter");
        assertEq(_load(address(splitter), root), uint256(uint160(treasury)));
    }

    function test_KeeperRegistry() public view {
        uint256 root = _root("capsule.storage.KeeperRegistry");
        assertEq(_load(address(keeperRegistry), root), 1, "epoch");
        uint256 epoch = _entry(1, root + 1);
        assertEq(_load(address(keeperRegistry), epoch), (block.timestamp << 16) | THRESHOLD, "threshold and opening");
        assertEq(bytes32(_load(address(keeperRegistry), epoch + 1)), GROUP_KEY);
    }

    function test_KeeperBonds() public {
        uint256 root = _root("capsule.storage.KeeperBonds");
        vm.prank(admin);
        keeperRegistry.setMinimumBond(7);
        vm.prank(buyer);
        keeperRegistry.postBond{ value: 9 }(stranger);
        assertEq(_load(address(keeperRegistry), root), 7);
        assertEq(_load(address(keeperRegistry), _entry(uint160(stranger), root + 1)), 9);
    }

    function test_UsageMeter() public {
        uint256 root = _root("capsule.storage.UsageMeter");
        IUsageMeter.ReleaseCount[] memory counts = new IUsageMeter.ReleaseCount[](1);
        counts[0] = IUsageMeter.ReleaseCount(5, 11);
        usageMeter.reportReleases(1, 3, counts, _quorum(usageMeter.releaseReportDigest(1, 3, counts), THRESHOLD));
        assertEq(_load(address(usageMeter), _entry(1, _entry(3, _entry(5, root + 1)))), 11);
    }

    function test_Market() public {
        vm.prank(buyer);
        market.cancelAll();
        uint256 counters = _root("capsule.storage.Orders") + 1;
        assertEq(_load(address(market), uint256(keccak256(abi.encode(buyer, counters)))), 1, "counter");
        uint256 capsuleId = _register(creator, "salt", false);
        vm.prank(buyer);
        market.placeBid{ value: 7 }(ItemKind.CAPSULE, capsuleId, 1, NATIVE, 7, uint64(block.timestamp + 1));
        uint256 bids = _root("capsule.storage.Bids");
        assertEq(_load(address(market), bids), 1, "bids");
        assertEq(address(uint160(_load(address(market), _entry(1, bids + 1)))), buyer, "bidder");
    }

    /// @dev Nothing is kept outside of namespaces, where a base contract's variables would land.
    function test_NothingElsewhere() public {
        (, uint256 offerId) = _capsuleWithOffer(1 ether, _terms(NATIVE));
        _buy(offerId, 1);
        address[] memory proxies = _proxies();
        for (uint256 i = 0; i < proxies.length; ++i) {
            for (uint256 slot = 0; slot < 64; ++slot) {
                assertEq(_load(proxies[i], slot), 0);
            }
        }
    }

    function _root(string memory namespace) private pure returns (uint256) {
        bytes32 inner = bytes32(uint256(keccak256(bytes(namespace))) - 1);
        return uint256(keccak256(abi.encode(inner)) & ~bytes32(uint256(0xff)));
    }

    function _entry(uint256 key, uint256 slot) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(key, slot)));
    }

    function _load(address account, uint256 slot) private view returns (uint256) {
        return uint256(vm.load(account, bytes32(slot)));
    }
}
