// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../../../src/interfaces/IAccessToken.sol";
import { EconomyTest } from "../../../fixtures/EconomyTest.sol";
import { StandardToken } from "../../../mocks/StandardToken.sol";

/// @title Capsules with income in a hostile token, well-behaved so far
/// @dev Beside it they earn native currency and another token; a test says how it misbehaves, and what that does.
abstract contract TokenScene is EconomyTest {
    uint16 internal constant REFERRAL_BPS = 1000;
    uint32 internal constant DURATION = 30 days;
    uint256 internal constant ETHER_INCOME = 1 ether;
    uint256 internal constant USD_INCOME = 1000e6;

    enum Push {
        PAID,
        FAILED,
        EITHER
    }

    address internal token;
    uint128 internal price;

    /// @dev Paid in the token; its licenses are the buyer's, who was referred.
    uint256 internal capsuleId;
    /// @dev Of another owner and contributor, with income in the token too.
    uint256 internal other;
    uint256 internal plain;
    uint256 internal timed;
    uint256 internal licenseId;

    function setUp() public virtual override {
        super.setUp();
        (token, price) = (_deploy(), _price());
        (capsuleId, other) = (_root(creator), _root(recipient));
        _allocate(capsuleId, alice, 300_000);
        _allocate(other, bob, 300_000);
        plain = _createOffer(capsuleId, price, _terms(token));
        IAccessToken.Terms memory terms = _timedTerms(token, DURATION);
        (terms.revocable, terms.referralBps) = (true, REFERRAL_BPS);
        timed = _createOffer(capsuleId, price, terms);
        _accept(other, token);
        _fund(buyer, token, 10 * uint256(price));
        _fund(creator, token, 10 * uint256(price));
        StandardToken(token).mint(splitter.inboxOf(capsuleId), price);
        _earnHonestly();
    }

    function _deploy() internal virtual returns (address);

    function _price() internal pure virtual returns (uint128) {
        return 1_000_000;
    }

    /// @dev What arrives of a transfer.
    function _arrives(uint256 sent) internal view virtual returns (uint256) {
        return sent;
    }

    /// @dev In how many ways it misbehaves.
    function _variants() internal view virtual returns (uint256) {
        return 1;
    }

    /// @param party who pays or is paid, beside the till
    function _misbehave(uint256 variant, address party) internal virtual { }

    function _behave(address party) internal virtual { }

    /// @dev Why a payment of `amount` is refused while it misbehaves; empty where it isn't.
    function _refusal(uint256 variant, bool inbound, address party, uint256 amount)
        internal
        view
        virtual
        returns (bytes memory)
    { }

    /// @dev What becomes of it in {IRoyaltySplitter-distribute}, which gives little gas to each recipient, where it isn't
    /// refused.
    function _push() internal pure virtual returns (Push) {
        return Push.PAID;
    }

    /// @dev Called after a payment or payout that went through while it misbehaved.
    function _checkMisbehavior(uint256 variant) internal virtual { }

    /// @dev What the till holds of it beyond what it owes.
    function _surplus() internal view virtual returns (uint256) { }

    function _earnHonestly() private {
        vm.startPrank(buyer);
        licenseId = accessToken.purchase(timed, 1, buyer, price, block.timestamp, referrer);
        accessToken.tip(other, token, price);
        accessToken.tip(capsuleId, token, price);
        vm.stopPrank();
        uint256[2] memory capsules = [capsuleId, other];
        for (uint256 i = 0; i < 2; ++i) {
            _accept(capsules[i], address(usd));
            _tip(capsules[i], NATIVE, ETHER_INCOME);
            _tip(capsules[i], address(usd), USD_INCOME);
        }
    }
}
