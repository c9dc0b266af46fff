// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ProtocolTest } from "../../fixtures/ProtocolTest.sol";
import { BlocklistToken } from "../../mocks/BlocklistToken.sol";
import { CostlyRecipient } from "../../mocks/CostlyRecipient.sol";
import { RefusingHolder } from "../../mocks/RefusingHolder.sol";

/// @dev Whoever can't be paid blocks nobody but itself.
contract RecipientsTest is ProtocolTest {
    uint128 private constant PRICE = 1 ether;

    uint256 private victimOffer;
    uint256 private victimCapsule;

    function setUp() public override {
        super.setUp();
        (victimCapsule, victimOffer) = _capsuleWithOffer(PRICE, _terms(NATIVE));
        _buy(victimOffer, 1);
    }

    function test_OwnerThatReverts() public {
        _assertBlocksOnlyItself(address(new RefusingHolder()));
    }

    function test_OwnerThatBurnsAllGas() public {
        _assertBlocksOnlyItself(address(new CostlyRecipient(CostlyRecipient.Manner.BURN_ALL_GAS)));
    }

    function test_OwnerThatRevertsWithMuchData() public {
        _assertBlocksOnlyItself(address(new CostlyRecipient(CostlyRecipient.Manner.REVERT_WITH_MUCH)));
    }

    /// @dev Its answer is not read: paying it costs a little over what it costs itself.
    function test_OwnerThatReturnsMuch() public {
        address owner = address(new CostlyRecipient(CostlyRecipient.Manner.RETURN_MUCH));
        (uint256 capsuleId, uint256 offerId) = _capsuleOf(owner);
        _buy(offerId, 1);
        uint256 gasBefore = gasleft();
        splitter.claimOwner(capsuleId, NATIVE);
        assertLt(gasBefore - gasleft(), 400_000);
        assertEq(owner.balance, 0.975 ether);
    }

    function test_OwnerThatIsBlocklisted() public {
        BlocklistToken token = new BlocklistToken();
        uint256 victimTokenOffer = _createOffer(victimCapsule, 100, _terms(address(token)));
        _buy(victimTokenOffer, 1);
        (uint256 capsuleId,) = _capsuleOf(stranger);
        uint256 offerId = _createOffer(capsuleId, 100, _terms(address(token)));
        token.setBlocked(stranger, true);

        _buy(offerId, 1);
        vm.expectRevert(abi.encodeWithSelector(BlocklistToken.Blocked.selector, stranger));
        splitter.claimOwner(capsuleId, address(token));
        assertEq(splitter.claimableOwner(capsuleId, address(token)), 98, "kept");
        splitter.claimOwner(victimCapsule, address(token));
        assertEq(token.balanceOf(creator), 98, "others are paid");
        splitter.collectFee(capsuleId, address(token));
        vm.prank(stranger);
        splitter.claimOwnerTo(capsuleId, address(token), recipient);
        assertEq(token.balanceOf(recipient), 98, "paid elsewhere");
    }

    function test_BuyerThatRefusesItsChange() public {
        address payer = address(new RefusingHolder());
        vm.deal(payer, 3 ether);
        vm.startPrank(payer);
        vm.expectRevert(RefusingHolder.Refused.selector);
        accessToken.purchase{ value: PRICE + 1 }(victimOffer, 1, buyer, PRICE, block.timestamp, address(0));
        accessToken.purchase{ value: PRICE }(victimOffer, 1, buyer, PRICE, block.timestamp, address(0));
        vm.stopPrank();
        assertEq(payer.balance, 2 ether);
    }

    function test_TreasuryThatReverts() public {
        address refusing = address(new RefusingHolder());
        vm.prank(admin);
        splitter.setTreasury(refusing);
        vm.expectRevert(RefusingHolder.Refused.selector);
        splitter.collectFee(victimCapsule, NATIVE);
        splitter.claimOwner(victimCapsule, NATIVE);
        assertEq(creator.balance, 0.975 ether);

        vm.prank(admin);
        splitter.setTreasury(treasury);
        splitter.collectFee(victimCapsule, NATIVE);
        assertEq(treasury.balance, 0.025 ether, "nothing was lost");
    }

    function _capsuleOf(address owner) private returns (uint256 capsuleId, uint256 offerId) {
        capsuleId = _registerSealed(owner, "salt");
        offerId = _createOffer(capsuleId, PRICE, _terms(NATIVE));
    }

    function _assertBlocksOnlyItself(address owner) private {
        (uint256 capsuleId, uint256 offerId) = _capsuleOf(owner);
        _buy(offerId, 1);
        (bool paid,) =
            address(splitter).call{ gas: 2_000_000 }(abi.encodeCall(splitter.claimOwner, (capsuleId, NATIVE)));
        assertFalse(paid, "its own claim fails");
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), 0.975 ether, "and nothing of it is lost");

        _buy(offerId, 1);
        splitter.collectFee(capsuleId, NATIVE);
        splitter.claimOwner(victimCapsule, NATIVE);
        assertEq(creator.balance, 0.975 ether, "others are paid");
        vm.prank(owner);
        splitter.claimOwnerTo(capsuleId, NATIVE, recipient);
        assertEq(recipient.balance, 1.95 ether, "paid elsewhere");
    }
}
