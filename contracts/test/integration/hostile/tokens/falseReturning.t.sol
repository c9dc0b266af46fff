// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { FalseReturningToken } from "../../../mocks/FalseReturningToken.sol";
import { PaymentMatrix } from "./PaymentMatrix.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @dev A false is a refusal, in and out.
contract FalseReturningTest is PaymentMatrix {
    function _deploy() internal override returns (address) {
        return address(new FalseReturningToken());
    }

    function _misbehave(uint256, address) internal override {
        FalseReturningToken(token).setRefusing(true);
    }

    function _behave(address) internal override {
        FalseReturningToken(token).setRefusing(false);
    }

    function _refusal(uint256, bool, address, uint256) internal view override returns (bytes memory) {
        return abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, token);
    }
}
