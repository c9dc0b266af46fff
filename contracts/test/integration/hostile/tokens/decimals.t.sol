// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { StandardToken } from "../../../mocks/StandardToken.sol";
import { PaymentMatrix } from "./PaymentMatrix.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @dev Units so coarse that most shares of a payment are fractions.
contract ZeroDecimalsTest is PaymentMatrix {
    function _deploy() internal override returns (address) {
        return address(new StandardToken("Indivisible", 0));
    }

    function _price() internal pure override returns (uint128) {
        return 60;
    }
}

/// @dev Units so fine that prices and incomes come near the bounds of the books.
contract ThirtySixDecimalsTest is PaymentMatrix {
    function _deploy() internal override returns (address) {
        return address(new StandardToken("Fine", 36));
    }

    /// @dev The highest price there is.
    function _price() internal pure override returns (uint128) {
        return type(uint88).max;
    }

    /// @dev A payment beyond the books' bound is refused; what was earned before is paid.
    function test_RevertWhen_IncomeExceedsTheBooks() public {
        uint256 income = accessToken.incomeOf(capsuleId, token);
        uint256 most = type(uint104).max - income;
        _fund(buyer, token, most + 1);
        vm.expectRevert(
            abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 104, uint256(1) << 104)
        );
        vm.prank(buyer);
        accessToken.tip(capsuleId, token, most + 1);
        vm.prank(buyer);
        accessToken.tip(capsuleId, token, most);
        assertEq(splitter.claim(capsuleId, token, alice), _afterFee(type(uint104).max) * 3 / 10);
        assertEq(splitter.claimOwner(capsuleId, NATIVE), _afterFee(1 ether) * 7 / 10);
    }
}
