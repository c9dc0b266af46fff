// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { Rights } from "../../../../src/libraries/Rights.sol";
import { LicenseTest } from "../../../fixtures/LicenseTest.sol";
import { LicenseModel } from "./LicenseModel.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

contract LicenseStatusTest is LicenseTest {
    enum Start {
        PURCHASE,
        BATCH,
        TRIAL
    }

    /// @dev What an offer sells, and how the license began.
    struct Kind {
        uint32 duration;
        uint24 runs;
        uint24 trial;
        uint16 rights;
        uint8 start;
    }

    /// @dev A wait, and what happens then: renewal, transfer, revocation or nothing.
    struct Step {
        uint32 wait;
        uint8 action;
    }

    LicenseModel private model;
    uint256 private licenseId;
    uint16 private rights;

    function testFuzz_Plain(uint16 rights_, uint40 wait) public {
        Kind memory kind;
        kind.rights = rights_;
        _begin(kind);
        assertEq(licenseId & type(uint64).max, 0);
        uint256 more = _buy(licenseId >> 64, 3);
        assertEq(more, licenseId, "fungible");
        vm.warp(block.timestamp + wait);
        _give(buyer, recipient, licenseId);
        // Four licenses, one given away: both accounts hold some.
        _assertStatus(buyer, NEVER, 0, true);
        _assertStatus(recipient, NEVER, 0, true);
        _assertStatus(stranger, NEVER, 0, false);
        _assertStatus(address(0), NEVER, 0, false);
    }

    function testFuzz_Timed(uint32 duration, uint16 rights_, uint8 start, Step[3] memory steps) public {
        vm.assume(duration != 0);
        _follow(Kind(duration, 0, 0, rights_, start % 2), steps);
    }

    function testFuzz_Metered(uint24 runs, uint16 rights_, uint8 start, Step[3] memory steps) public {
        vm.assume(runs != 0);
        _follow(Kind(0, runs, 0, rights_, start % 2), steps);
    }

    function testFuzz_TimedAndMetered(uint32 duration, uint24 runs, uint16 rights_, Step[3] memory steps) public {
        vm.assume(duration != 0);
        vm.assume(runs != 0);
        _follow(Kind(duration, runs, 0, rights_, 0), steps);
    }

    function testFuzz_Tried(uint32 duration, uint24 trial, uint16 rights_, Step[3] memory steps) public {
        vm.assume(duration != 0 && trial != 0);
        _follow(Kind(duration, 0, trial, rights_, uint8(Start.TRIAL)), steps);
    }

    /// @dev The most runs of an offer fit 256 times.
    function test_RevertWhen_RunsPassTheirLimit() public {
        _begin(Kind(0, type(uint24).max, 0, 1, 0));
        for (uint256 i = 1; i < 256; ++i) {
            _renew(buyer, licenseId);
        }
        assertEq(_status(licenseId, buyer).runs, 256 * uint256(type(uint24).max));
        vm.deal(buyer, PRICE);
        vm.expectRevert(
            abi.encodeWithSelector(
                SafeCast.SafeCastOverflowedUintDowncast.selector, 32, 257 * uint256(type(uint24).max)
            )
        );
        vm.prank(buyer);
        accessToken.renew{ value: PRICE }(licenseId, PRICE, block.timestamp);
    }

    function _follow(Kind memory kind, Step[3] memory steps) private {
        _begin(kind);
        _assertAroundTheEnd();
        for (uint256 i = 0; i < steps.length; ++i) {
            vm.warp(block.timestamp + steps[i].wait);
            _act(kind, steps[i].action % 8);
            _assertAroundTheEnd();
        }
    }

    function _begin(Kind memory kind) private {
        rights = uint16(bound(kind.rights, 1, Rights.ALL));
        IAccessToken.Terms memory terms = _terms(NATIVE);
        (terms.duration, terms.runs, terms.trial, terms.rights) = (kind.duration, kind.runs, kind.trial, rights);
        terms.revocable = kind.duration != 0 && kind.runs == 0;
        uint256 offerId = _offer(terms);
        model = new LicenseModel(kind.duration, kind.runs);
        if (kind.start == uint8(Start.TRIAL)) {
            vm.prank(buyer);
            licenseId = accessToken.startTrial(offerId);
            model.tried(buyer, kind.trial, block.timestamp);
            return;
        }
        // Of several, the last.
        licenseId = kind.start == uint8(Start.BATCH) ? _buy(offerId, 3) + 2 : _buy(offerId, 1);
        model.sold(buyer, block.timestamp);
    }

    /// @dev Half of the steps renew; a license that is gone stays gone.
    function _act(Kind memory kind, uint8 action) private {
        address holder = model.holder();
        if (holder == address(0)) return;
        if (action < 4) {
            _renew(stranger, licenseId);
            model.renewed(block.timestamp);
        } else if (action < 6) {
            address to = holder == buyer ? recipient : buyer;
            _give(holder, to, licenseId);
            model.given(to);
        } else if (action == 6 && kind.duration != 0 && kind.runs == 0) {
            vm.deal(creator, 100 ether);
            vm.prank(creator);
            accessToken.revoke{ value: 100 ether }(licenseId, holder);
            model.revoked();
        }
    }

    /// @dev Now, and in the three seconds around the end.
    function _assertAroundTheEnd() private {
        uint256 present = block.timestamp;
        _assertEqualsModel();
        uint256 end = model.end();
        if (end == 0 || end == NEVER) {
            vm.warp(type(uint40).max);
            _assertEqualsModel();
        } else {
            for (uint256 second = end - 1; second <= end + 1; ++second) {
                vm.warp(second);
                _assertEqualsModel();
            }
        }
        vm.warp(present);
    }

    function _assertEqualsModel() private view {
        address[2] memory accounts = [buyer, recipient];
        for (uint256 i = 0; i < accounts.length; ++i) {
            bool valid = model.validFor(accounts[i], block.timestamp);
            _assertStatus(accounts[i], model.end(), model.runs(), valid);
        }
    }

    function _assertStatus(address account, uint256 end, uint256 runs, bool valid) private view {
        Status memory s = _status(licenseId, account);
        assertEq(s.capsuleId, capsuleId, "capsule");
        assertEq(s.rights, rights, "rights");
        assertEq(s.expiresAt, end, "end");
        assertEq(s.runs, runs, "runs");
        assertEq(s.valid, valid, "valid");
        (uint256 capsule, uint16 granted,,, bool holds) = accessToken.derivativeTerms(licenseId, account);
        assertEq(capsule, capsuleId, "capsule, for derivatives");
        assertEq(granted, rights, "rights, for derivatives");
        assertEq(holds, valid, "valid, for derivatives");
    }
}
