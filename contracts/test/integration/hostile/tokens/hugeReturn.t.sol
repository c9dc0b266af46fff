// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { HugeReturnToken } from "../../../mocks/HugeReturnToken.sol";
import { PaymentMatrix } from "./PaymentMatrix.sol";

/// @dev Its answers are not read beyond the first word; what they cost is more than a distribution spends on one.
contract HugeReturnTest is PaymentMatrix {
    function _deploy() internal override returns (address) {
        return address(new HugeReturnToken());
    }

    function _push() internal pure override returns (Push) {
        return Push.FAILED;
    }
}
