// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { PausableToken } from "../../../mocks/PausableToken.sol";
import { PaymentMatrix } from "./PaymentMatrix.sol";

/// @dev While it is paused its payments wait, and nothing else does.
contract PausableTest is PaymentMatrix {
    function _deploy() internal override returns (address) {
        return address(new PausableToken());
    }

    function _misbehave(uint256, address) internal override {
        PausableToken(token).setPaused(true);
    }

    function _behave(address) internal override {
        PausableToken(token).setPaused(false);
    }

    function _refusal(uint256, bool, address, uint256) internal pure override returns (bytes memory) {
        return abi.encodeWithSelector(PausableToken.Paused.selector);
    }
}
