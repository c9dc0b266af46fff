// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IUsageMeter } from "../../src/interfaces/IUsageMeter.sol";
import { MeterTest } from "../fixtures/MeterTest.sol";

/// @title Gas of settlements, per receipt: a hundredth of the whole transaction, 21,000 base and calldata included
/// @dev As {GasTest}. Steady: a hundred licenses of one offer, each settled before.
contract UsageGasTest is MeterTest {
    uint256 private constant BATCH = 100;

    uint256 private first;

    function setUp() public override {
        super.setUp();
        first = _purchase(buyer, _order(offerId, BATCH, buyer));
        _settle(_batch(1));
    }

    function test_SettleReceipt() public {
        _settle(_batch(2));
        _record("settleReceipt");
    }

    function test_SettleReceipt_First() public {
        first = _purchase(buyer, _order(offerId, BATCH, buyer));
        _settle(_batch(1));
        _record("settleReceiptFirst");
    }

    function test_Rotate() public {
        Team memory next = _team("next ", 5);
        _rotate(next, 3);
        vm.snapshotGasLastCall("gas", "rotate");
    }

    function _record(string memory operation) private {
        vm.snapshotValue("gas", operation, vm.lastCallGas().gasTotalUsed / BATCH);
    }

    function _batch(uint32 runs) private view returns (IUsageMeter.Receipt[] memory receipts) {
        receipts = new IUsageMeter.Receipt[](BATCH);
        for (uint256 i = 0; i < BATCH; ++i) {
            receipts[i] = IUsageMeter.Receipt(first + i, runs);
        }
    }
}
