// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { BlocklistToken } from "../../../mocks/BlocklistToken.sol";
import { PaymentMatrix } from "./PaymentMatrix.sol";

/// @dev It blocks who pays or is paid, or the till itself.
contract BlocklistingTest is PaymentMatrix {
    function _deploy() internal override returns (address) {
        return address(new BlocklistToken());
    }

    function _variants() internal pure override returns (uint256) {
        return 2;
    }

    function _misbehave(uint256 variant, address party) internal override {
        BlocklistToken(token).setBlocked(_blocked(variant, party), true);
    }

    function _behave(address party) internal override {
        BlocklistToken(token).setBlocked(party, false);
        BlocklistToken(token).setBlocked(address(accessToken), false);
    }

    function _refusal(uint256 variant, bool, address party, uint256) internal view override returns (bytes memory) {
        return abi.encodeWithSelector(BlocklistToken.Blocked.selector, _blocked(variant, party));
    }

    function _blocked(uint256 variant, address party) private view returns (address) {
        return variant == 0 ? party : address(accessToken);
    }
}
