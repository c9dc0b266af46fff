// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { RebasingToken } from "../../../mocks/RebasingToken.sol";
import { PaymentMatrix } from "./PaymentMatrix.sol";
import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

/// @dev Up: the surplus is nobody's. Down: payments in count for what arrives; payments out of it wait until the till
/// holds enough again.
contract RebasingTest is PaymentMatrix {
    uint256 private _lost;
    uint256 private _gained;

    function _deploy() internal override returns (address) {
        return address(new RebasingToken());
    }

    function _variants() internal pure override returns (uint256) {
        return 3;
    }

    /// @dev Doubles what the till holds, or takes all of it but one unit, or all of it.
    function _misbehave(uint256 variant, address) internal override {
        uint256 before = _balance(token, address(accessToken));
        if (variant == 0) RebasingToken(token).rebaseUp(address(accessToken), 10_000);
        else RebasingToken(token).rebaseDown(address(accessToken), 10_000);
        if (variant == 1) RebasingToken(token).mint(address(accessToken), 1);
        uint256 present = _balance(token, address(accessToken));
        (_lost, _gained) = (0, 0);
        if (variant == 0) _gained = present - before;
        else _lost = before - present;
    }

    function _behave(address) internal override {
        RebasingToken(token).mint(address(accessToken), _lost);
    }

    function _refusal(uint256 variant, bool inbound, address, uint256 amount)
        internal
        view
        override
        returns (bytes memory)
    {
        if (inbound || variant == 0) return "";
        return abi.encodeWithSelector(
            IERC20Errors.ERC20InsufficientBalance.selector, accessToken, variant == 1 ? 1 : 0, amount
        );
    }

    function _surplus() internal view override returns (uint256) {
        return _gained;
    }
}
