// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ApproveRaceToken } from "../../../mocks/ApproveRaceToken.sol";
import { PaymentMatrix } from "./PaymentMatrix.sol";

/// @dev Nothing of ours changes an allowance that is not zero, even where one was left to the till.
contract ApproveRaceTest is PaymentMatrix {
    function _deploy() internal override returns (address) {
        return address(new ApproveRaceToken());
    }

    /// @dev An allowance of the inbox to the till that nobody used up.
    function _misbehave(uint256, address) internal override {
        address inbox = splitter.inboxOf(capsuleId);
        vm.prank(inbox);
        ApproveRaceToken(token).approve(address(accessToken), 1);
    }
}
