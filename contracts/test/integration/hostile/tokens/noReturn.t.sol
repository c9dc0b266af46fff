// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { MissingReturnsToken } from "../../../mocks/MissingReturnsToken.sol";
import { PaymentMatrix } from "./PaymentMatrix.sol";

/// @dev No answer is no refusal.
contract NoReturnTest is PaymentMatrix {
    function _deploy() internal override returns (address) {
        return address(new MissingReturnsToken());
    }
}
