// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter, Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";
import { StandardToken } from "../../../mocks/StandardToken.sol";

/// @notice What the bound of eight ERC-20s is for: the dearest transfer of units stays far below a block.
/// @dev A derivative with descendants, income in all nine currencies, none of it settled for either side yet.
/// forge-config: default.isolate = true
contract WorstTransferTest is EconomyTest {
    uint256 private capsuleId;

    function setUp() public override {
        super.setUp();
        uint256 base = _root(creator);
        capsuleId = _deriveFrom(creator, base, Policy.RELATIVE, 1000);
        uint256 child = _deriveFrom(stranger, capsuleId, Policy.RELATIVE, 1000);
        _allocate(capsuleId, alice, 240_000);
        for (uint256 i = 0; i < 9; ++i) {
            address currency = i == 8 ? NATIVE : address(new StandardToken("Token", 18));
            _accept(capsuleId, currency);
            _accept(child, currency);
            _tip(capsuleId, currency, 1 ether);
            _tip(child, currency, 1 ether);
            splitter.collect(child, capsuleId, currency);
        }
        _allocate(capsuleId, bob, 1);
    }

    /// @dev 18 ledgers are written, all for the first time.
    function test_Transfer_InNineCurrenciesCostsLessThan600000Gas() public {
        assertLt(_gasOfTransfer(alice, carol), 600_000);
    }

    /// @dev Once the ledgers exist, and nothing came in since: 228,000 gas without via-IR.
    function test_Transfer_InNineCurrenciesAgainCostsLessThan240000Gas() public {
        _gasOfTransfer(alice, carol);
        assertLt(_gasOfTransfer(alice, carol), 240_000);
    }

    function test_RevertWhen_ANinthErc20IsAccepted() public {
        address one = address(new StandardToken("Token", 18));
        vm.expectRevert(
            abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_TooManyCurrencies.selector, capsuleId, 8)
        );
        vm.prank(creator);
        splitter.acceptCurrency(capsuleId, one);
    }

    function _gasOfTransfer(address from, address to) private returns (uint256) {
        vm.prank(from);
        splitter.safeTransferFrom(from, to, capsuleId, 100, "");
        return vm.lastCallGas().gasTotalUsed;
    }
}
