// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../src/interfaces/ICapsuleRegistry.sol";
import { Policy } from "../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../fixtures/EconomyTest.sol";

/// @title Gas of derivatives, contribution shares and what they mean for sales
/// @dev Whole transactions through the proxies; see {GasTest} for the conditions, which are the same: capsules had
/// income before, all of it collected and claimed; the buyer is new; contributors claim for themselves.
contract EconomyGasTest is EconomyTest {
    uint128 private constant PRICE = 0.01 ether;
    uint128 private constant USD_PRICE = 25e6;

    /// @dev Sold by an owner alone; with 100 contributors; with 10 ancestors.
    uint256 private plain;
    uint256 private shared;
    uint256 private derived;
    uint256[3] private offers;
    uint256[3] private offersInUsd;
    uint256 private parent;
    uint256 private relativeChild;

    function setUp() public override {
        super.setUp();
        (plain, shared, parent) = (_root(creator), _root(creator), _root(creator));
        for (uint256 i = 0; i < 100; ++i) {
            _allocate(shared, _contributor(i), 5000);
        }
        derived = _withTenAncestors();
        relativeChild = _deriveFrom(creator, parent, Policy.RELATIVE, 1000);
        uint256[3] memory ids = [plain, shared, derived];
        for (uint256 i = 0; i < 3; ++i) {
            offers[i] = _createOffer(ids[i], PRICE, _terms(NATIVE));
            offersInUsd[i] = _createOffer(ids[i], USD_PRICE, _terms(address(usd)));
        }
        _accept(parent, address(usd));
        _accept(relativeChild, address(usd));
        _earnOnce();
        usd.mint(buyer, 1000e6);
        vm.prank(buyer);
        usd.approve(address(accessToken), NO_LIMIT);
    }

    function test_BuyNative_100Contributors() public {
        _buyOnce(offers[1], PRICE);
        vm.snapshotGasLastCall("gas", "buyNative100Contributors");
    }

    function test_BuyNative_10Ancestors() public {
        _buyOnce(offers[2], PRICE);
        vm.snapshotGasLastCall("gas", "buyNative10Ancestors");
    }

    /// @notice A sale costs the same, to the unit, whoever shares in it.
    function test_Buy_CostsTheSameWhoeverShares() public {
        uint256 gas = _gasOf(offers[0], PRICE);
        assertEq(_gasOf(offers[1], PRICE), gas, "100 contributors");
        assertEq(_gasOf(offers[2], PRICE), gas, "10 ancestors");
        gas = _gasOf(offersInUsd[0], 0);
        assertEq(_gasOf(offersInUsd[1], 0), gas, "100 contributors, ERC-20");
        assertEq(_gasOf(offersInUsd[2], 0), gas, "10 ancestors, ERC-20");
    }

    function test_RegisterDerivative() public {
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](1);
        parents[0] = _licensed(parent, Policy.ABSOLUTE, 1000, alice);
        _root(alice);
        vm.prank(alice);
        registry.registerDerivative("child", MANIFEST, true, 0, parents);
        vm.snapshotGasLastCall("gas", "registerDerivative");
    }

    /// @dev Of one parent with ten ancestors.
    function test_RegisterDerivative_10Ancestors() public {
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](1);
        parents[0] = _licensed(derived, Policy.RELATIVE, 500, alice);
        _root(alice);
        vm.prank(alice);
        registry.registerDerivative("child", MANIFEST, true, 0, parents);
        vm.snapshotGasLastCall("gas", "registerDerivative10Ancestors");
    }

    function test_Collect() public {
        _tip(derived, NATIVE, PRICE);
        splitter.collect(derived, ancestorsOf[derived][3], NATIVE);
        vm.snapshotGasLastCall("gas", "collectHop");
    }

    function test_Collect_Relative() public {
        _tip(relativeChild, NATIVE, PRICE);
        splitter.collect(relativeChild, parent, NATIVE);
        vm.snapshotGasLastCall("gas", "collectHopRelative");
    }

    function test_Collect_Erc20() public {
        _tip(relativeChild, address(usd), USD_PRICE);
        splitter.collect(relativeChild, parent, address(usd));
        vm.snapshotGasLastCall("gas", "collectHopErc20");
    }

    function test_Claim() public {
        _tip(shared, NATIVE, PRICE);
        vm.prank(_contributor(50));
        splitter.claim(shared, NATIVE, _contributor(50));
        vm.snapshotGasLastCall("gas", "claimSteady");
    }

    function test_Claim_Erc20() public {
        _tip(shared, address(usd), USD_PRICE);
        vm.prank(_contributor(50));
        splitter.claim(shared, address(usd), _contributor(50));
        vm.snapshotGasLastCall("gas", "claimSteadyErc20");
    }

    function test_Claim_OfADerivative() public {
        _tip(derived, NATIVE, PRICE);
        vm.prank(alice);
        splitter.claim(derived, NATIVE, alice);
        vm.snapshotGasLastCall("gas", "claimSteadyOfDerivative");
    }

    function test_Distribute_10() public {
        _tip(shared, NATIVE, PRICE);
        address[] memory accounts = new address[](10);
        for (uint256 i = 0; i < 10; ++i) {
            accounts[i] = _contributor(i);
        }
        splitter.distribute(shared, NATIVE, accounts);
        vm.snapshotGasLastCall("gas", "distribute10");
    }

    /// @dev In two currencies, to an account that held units before.
    function test_TransferShares() public {
        _tip(shared, NATIVE, PRICE);
        vm.prank(_contributor(1));
        splitter.safeTransferFrom(_contributor(1), _contributor(2), shared, 100, "");
        vm.snapshotGasLastCall("gas", "transferShares");
    }

    /// @dev What one sale costs, in a state that is then restored.
    function _gasOf(uint256 offerId, uint256 value) private returns (uint256 gas) {
        uint256 state = vm.snapshotState();
        _buyOnce(offerId, value);
        gas = vm.lastCallGas().gasTotalUsed;
        vm.revertToState(state);
    }

    function _buyOnce(uint256 offerId, uint256 value) private {
        uint256 price = value == 0 ? USD_PRICE : PRICE;
        vm.prank(buyer);
        accessToken.purchase{ value: value }(offerId, 1, buyer, price, block.timestamp + 1 hours, address(0));
    }

    /// @dev Seven parents of which one has three ancestors of its own.
    function _withTenAncestors() private returns (uint256) {
        uint256[] memory bases = _roots(3);
        ICapsuleRegistry.Parent[] memory three = new ICapsuleRegistry.Parent[](3);
        for (uint256 i = 0; i < 3; ++i) {
            three[i] = _licensed(bases[i], Policy.ABSOLUTE, 200, creator);
        }
        uint256[] memory ids = new uint256[](7);
        for (uint256 i = 0; i < 6; ++i) {
            ids[i] = _root(creator);
        }
        ids[6] = _derive(creator, three);
        _sort(ids);
        ICapsuleRegistry.Parent[] memory parents = new ICapsuleRegistry.Parent[](7);
        for (uint256 i = 0; i < 7; ++i) {
            parents[i] = _licensed(ids[i], Policy.ABSOLUTE, 200, creator);
        }
        return _derive(creator, parents);
    }

    /// @dev Income of every capsule, collected and claimed once, so that later steps change slots and fill none.
    function _earnOnce() private {
        _allocate(derived, alice, 5000);
        uint256[5] memory ids = [plain, shared, derived, parent, relativeChild];
        address[2] memory currencies = [NATIVE, address(usd)];
        for (uint256 k = 0; k < 2; ++k) {
            for (uint256 i = 0; i < 5; ++i) {
                _tip(ids[i], currencies[k], USD_PRICE);
            }
            splitter.collect(relativeChild, parent, currencies[k]);
            for (uint256 i = 0; i < 5; ++i) {
                splitter.claimOwner(ids[i], currencies[k]);
                splitter.collectFee(ids[i], currencies[k]);
            }
            for (uint256 i = 0; i < 100; ++i) {
                splitter.claim(shared, currencies[k], _contributor(i));
            }
            splitter.claim(derived, currencies[k], alice);
        }
        for (uint256 i = 0; i < 10; ++i) {
            splitter.collect(derived, ancestorsOf[derived][i], NATIVE);
        }
    }

    function _contributor(uint256 i) private pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("contributor", i)))));
    }
}
