// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter } from "../../../src/interfaces/IRoyaltySplitter.sol";
import { ReenteringParty } from "../../mocks/ReenteringParty.sol";
import { ReentryTest } from "./ReentryTest.sol";

contract ReentrancyTest is ReentryTest {
    // From a payment of ours

    function test_FromOnERC1155Received() public {
        _attackTill(PRICE, _purchase(plain, 1));
        assertEq(accessToken.balanceOf(address(party), plain << 64), 2, "one before, one now");
    }

    function test_FromOnERC1155BatchReceived() public {
        _attackTill(3 * PRICE, _purchase(timed, 3));
    }

    function test_FromABatchOfOrders() public {
        _attackTill(PRICE, abi.encodeCall(accessToken.purchaseBatch, (_orders(plain), block.timestamp)));
    }

    function test_FromATrial() public {
        _attackTill(0, abi.encodeCall(accessToken.startTrial, (timed)));
    }

    function test_FromTheRefundOfAPurchase() public {
        _attackTill(PRICE + 1, _purchase(plain, 1));
    }

    function test_FromTheRefundOfARenewal() public {
        _attackTill(PRICE + 1, abi.encodeCall(accessToken.renew, ((timed << 64) | 1, PRICE, block.timestamp)));
    }

    function test_FromTheRefundOfATip() public {
        _attackTill(2, abi.encodeCall(accessToken.tip, (capsuleId, NATIVE, 1)));
    }

    function test_FromTheRefundOfARevocation() public {
        _attackTill(2 * PRICE, abi.encodeCall(accessToken.revoke, ((timed << 64) | 2, creator)));
    }

    function test_FromReceiveOfACredit() public {
        _attackTill(0, abi.encodeCall(accessToken.withdrawCredit, (address(party), NATIVE)));
        assertEq(accessToken.creditOf(address(party), NATIVE), 0, "paid once");
    }

    function test_FromReceiveOfAClaim() public {
        _attackSplitter(abi.encodeCall(splitter.claim, (capsuleId, NATIVE, address(party))));
        assertEq(splitter.claimable(capsuleId, NATIVE, address(party)), 0, "paid once");
    }

    function test_FromReceiveOfAClaimTo() public {
        _attackSplitter(abi.encodeCall(splitter.claimTo, (capsuleId, NATIVE, address(party))));
    }

    function test_FromReceiveOfAnOwnersClaim() public {
        _attackSplitter(abi.encodeCall(splitter.claimOwner, (capsuleId, NATIVE)));
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), 0, "paid once");
    }

    function test_FromReceiveOfAnOwnersClaimTo() public {
        _attackSplitter(abi.encodeCall(splitter.claimOwnerTo, (capsuleId, NATIVE, address(party))));
    }

    function test_FromReceiveOfTheFee() public {
        vm.prank(admin);
        splitter.setTreasury(address(party));
        _attackSplitter(abi.encodeCall(splitter.collectFee, (capsuleId, NATIVE)));
        assertEq(splitter.collectableFee(capsuleId, NATIVE), 0, "collected once");
    }

    /// @dev A distribution gives too little gas for so many calls: the party keeps its claim, everyone else is paid.
    function test_FromADistribution() public {
        _prepareAttempts();
        party.arm(_all());
        uint256 due = splitter.claimable(sideCapsule, NATIVE, address(party));
        address[] memory accounts = new address[](2);
        (accounts[0], accounts[1]) = (address(party), bob);
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.PaymentFailed(sideCapsule, NATIVE, address(party), due);
        splitter.distribute(sideCapsule, NATIVE, accounts);
        assertEq(splitter.claimable(sideCapsule, NATIVE, address(party)), due);
        assertEq(bob.balance, _afterFee(5 ether) / 4);
        _assertBooksBalance();
    }

    // From what moves no money: nothing is closed while it runs, and the books balance all the same

    function test_FromATransferOfLicenses() public {
        address me = address(party);
        bytes memory data = abi.encodeCall(accessToken.safeTransferFrom, (me, me, plain << 64, 1, ""));
        _attackUnguarded(address(accessToken), data);
    }

    function test_FromATransferOfUnits() public {
        address me = address(party);
        _attackUnguarded(address(splitter), abi.encodeCall(splitter.safeTransferFrom, (me, me, capsuleId, 1000, "")));
    }

    function test_FromATransferOfACapsule() public {
        address me = address(party);
        bytes memory data = abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", me, me, capsuleId);
        _attackUnguarded(address(registry), data);
    }

    function test_FromAClaimOfShares() public {
        _attackUnguarded(address(trainingPool), _claimOf(1));
        assertEq(splitter.balanceOf(address(party), spare), 20, "of this leaf, and of one that was claimed within");
        (uint256 left,) = splitter.escrowOf(spare, toClaim, NATIVE);
        assertEq(left, 10);
    }

    // From what moves the pool's money

    function test_FromReceiveOfABond() public {
        uint256 before = address(party).balance;
        _attackUnguarded(address(trainingPool), abi.encodeCall(trainingPool.withdrawBond, (toClaim, address(party))));
        _assertThePoolPaidOnce(before);
    }

    function test_FromReceiveOfAChallengersBond() public {
        uint256 before = address(party).balance;
        _attackUnguarded(address(trainingPool), abi.encodeCall(trainingPool.withdrawCredit, (address(party))));
        _assertThePoolPaidOnce(before);
    }

    /// @dev Claims for another capsule from inside a claim would be honest, but nothing leaves the till twice at once.
    function test_NestedClaimsOfTwoCapsulesAreForLater() public {
        _attackSplitter(abi.encodeCall(splitter.claimOwner, (capsuleId, NATIVE)));
        assertEq(splitter.claimOwner(victimCapsule, NATIVE), _afterFee(6 ether));
        assertEq(splitter.claim(sideCapsule, NATIVE, bob), (_afterFee(5 ether) + _afterFee(4 ether) / 10) / 4);
    }

    /// @dev The committed list of each contract's functions names none that isn't tried.
    function test_EveryFunctionIsTried() public {
        _prepareAttempts();
        _assertTriesEveryFunctionOf("AccessToken", address(accessToken));
        _assertTriesEveryFunctionOf("RoyaltySplitter", address(splitter));
        _assertTriesEveryFunctionOf("CapsuleRegistry", address(registry));
        _assertTriesEveryFunctionOf("KeeperRegistry", address(keeperRegistry));
        _assertTriesEveryFunctionOf("PriceOracle", address(priceOracle));
        _assertTriesEveryFunctionOf("TrainingPool", address(trainingPool));
        _assertTriesEveryFunctionOf("Inbox", splitter.inboxOf(victimCapsule));
        _assertTriesEveryFunctionOf("Genesis", address(genesis));
    }

    function _assertTriesEveryFunctionOf(string memory name, address target) private {
        string memory json = vm.readFile(string.concat("contracts/snapshots/abi/", name, ".json"));
        string[] memory functions = vm.parseJsonKeys(json, ".functions");
        uint256 mutating = 0;
        for (uint256 i = 0; i < functions.length; ++i) {
            bool reads = vm.contains(functions[i], ") view") || vm.contains(functions[i], ") pure");
            if (!reads) ++mutating;
        }
        uint256 tried = 0;
        ReenteringParty.Attempt[] memory attempts = _all();
        for (uint256 i = 0; i < attempts.length; ++i) {
            if (attempts[i].target != target) continue;
            ++tried;
            assertTrue(vm.contains(json, string.concat('"', attempts[i].name, '"')), attempts[i].name);
        }
        assertGt(mutating, 0);
        assertEq(tried, mutating, name);
    }

    /// @dev Its bond and its credit: one of them in the attacked call, the other from within; nothing is left.
    function _assertThePoolPaidOnce(uint256 before) private view {
        assertEq(address(trainingPool).balance, 0);
        assertGe(address(party).balance, before + BOND + CHALLENGE_BOND);
        assertEq(trainingPool.creditOf(address(party)), 0);
        assertTrue(trainingPool.contributionOf(toClaim, address(party)).bondWithdrawn);
    }
}
