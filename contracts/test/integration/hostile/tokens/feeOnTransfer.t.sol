// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { FeeOnTransferToken } from "../../../mocks/FeeOnTransferToken.sol";
import { PaymentMatrix } from "./PaymentMatrix.sol";

/// @dev Credited is what arrives; who is paid bears the fee of that transfer.
contract FeeOnTransferTest is PaymentMatrix {
    function _deploy() internal override returns (address) {
        return address(new FeeOnTransferToken(300));
    }

    function _arrives(uint256 sent) internal view override returns (uint256) {
        return FeeOnTransferToken(token).afterFee(sent);
    }
}
