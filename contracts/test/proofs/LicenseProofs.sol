// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Rights } from "../../src/libraries/Rights.sol";
import { LicenseTime } from "./formulas/LicenseTime.sol";
import { PlainIds } from "./formulas/PlainIds.sol";

/// @title When licenses begin, end and renew
/// @dev Times are seconds in 40 bits; a duration has 32 bits and is not zero.
contract ExpiryProofs {
    /// @notice A renewal never shortens a license.
    function renewalNeverShortens(uint40 expiresAt, uint40 time, uint32 duration) external pure {
        assert(LicenseTime.extended(expiresAt, time, duration) >= expiresAt);
    }

    /// @notice After a renewal a license lasts one duration from now at least.
    function renewalLastsItsDuration(uint40 expiresAt, uint40 time, uint32 duration) external pure {
        assert(LicenseTime.extended(expiresAt, time, duration) >= uint256(time) + duration);
    }

    /// @notice Renewing before the end adds exactly one duration: no paid second is lost.
    function renewalInTimeAddsItsDuration(uint40 expiresAt, uint40 time, uint32 duration) external pure {
        require(expiresAt > time);
        assert(LicenseTime.extended(expiresAt, time, duration) == uint256(expiresAt) + duration);
    }

    /// @notice Renewing after the end gives no time before the renewal.
    function renewalTooLateStartsAnew(uint40 expiresAt, uint40 time, uint32 duration) external pure {
        require(expiresAt <= time);
        assert(LicenseTime.extended(expiresAt, time, duration) == uint256(time) + duration);
    }

    /// @notice Of two renewals in one second neither is lost.
    function twoRenewalsAddTwoDurations(uint40 expiresAt, uint40 time, uint32 duration) external pure {
        require(duration != 0);
        uint256 once = LicenseTime.extended(expiresAt, time, duration);
        assert(LicenseTime.extended(once, time, duration) == once + duration);
    }

    /// @notice A license renews by itself from its start at the earliest, and not before its last tenth.
    function windowOpensInTheLastTenth(uint40 startedAt, uint40 expiresAt, uint32 duration) external pure {
        require(startedAt < expiresAt);
        (uint256 opensAt,) = LicenseTime.renewalWindow(startedAt, expiresAt, duration);
        assert(opensAt >= startedAt && (expiresAt - opensAt) * LicenseTime.RENEWAL_WINDOW <= expiresAt - startedAt);
    }

    /// @notice The window is open at the end, and closes a tenth of a duration after it at the latest.
    function windowClosesSoonAfterTheEnd(uint40 startedAt, uint40 expiresAt, uint32 duration) external pure {
        require(startedAt < expiresAt);
        (uint256 opensAt, uint256 closedAt) = LicenseTime.renewalWindow(startedAt, expiresAt, duration);
        assert(
            opensAt <= expiresAt && expiresAt <= closedAt
                && (closedAt - expiresAt) * LicenseTime.RENEWAL_WINDOW <= duration
        );
    }
}

/// @title What is given back for time that was not used
contract RefundProofs {
    /// @notice Never more than was paid.
    function refundIsWhatWasPaidAtMost(uint128 value, uint40 since, uint40 expiresAt, uint40 time) external pure {
        require(since <= time && since < expiresAt);
        assert(LicenseTime.refund(value, since, expiresAt, time) <= value);
    }

    /// @notice All of it in the second of the payment.
    function refundAtOnceIsWhatWasPaid(uint128 value, uint40 since, uint40 expiresAt) external pure {
        require(since < expiresAt);
        assert(LicenseTime.refund(value, since, expiresAt, since) == value);
    }

    /// @notice Nothing at the end or after it.
    function refundAtTheEndIsNothing(uint128 value, uint40 since, uint40 expiresAt, uint40 time) external pure {
        require(since < expiresAt && expiresAt <= time);
        assert(LicenseTime.refund(value, since, expiresAt, time) == 0);
    }

    /// @notice It never grows with time.
    function refundNeverGrows(uint128 value, uint40 since, uint40 expiresAt, uint40 time, uint40 later) external pure {
        require(since <= time && time <= later && since < expiresAt);
        assert(LicenseTime.refund(value, since, expiresAt, later) <= LicenseTime.refund(value, since, expiresAt, time));
    }

    /// @notice It is rounded down, by less than one unit.
    function refundIsTheFloor(uint128 value, uint40 since, uint40 expiresAt, uint40 time) external pure {
        require(since <= time && time < expiresAt);
        uint256 exact = uint256(value) * (expiresAt - time);
        uint256 bought = expiresAt - since;
        uint256 refund = LicenseTime.refund(value, since, expiresAt, time);
        assert(refund * bought <= exact && exact < (refund + 1) * bought);
    }
}

/// @title Ids and rights of licenses
contract LicenseIdProofs {
    /// @notice Offer and serial of an id are those it was made of.
    function packIsUndone(uint64 offerId, uint64 serial) external pure {
        uint256 licenseId = PlainIds.pack(offerId, serial);
        assert(PlainIds.offerOf(licenseId) == offerId && PlainIds.serialOf(licenseId) == serial);
    }

    /// @notice Licenses of different offers or serials have different ids.
    function idsAreDistinct(uint64 offerId, uint64 serial, uint64 otherOffer, uint64 otherSerial) external pure {
        require(offerId != otherOffer || serial != otherSerial);
        assert(PlainIds.pack(offerId, serial) != PlainIds.pack(otherOffer, otherSerial));
    }

    /// @notice Serials of a batch follow one another within the offer.
    function nextIdIsTheNextSerial(uint64 offerId, uint32 serial) external pure {
        assert(PlainIds.pack(offerId, serial) + 1 == PlainIds.pack(offerId, uint256(serial) + 1));
    }

    /// @notice Rights up to {Rights-ALL} have no bit without a meaning.
    function rightsWithinAllAreKnown(uint16 rights) external pure {
        require(rights <= Rights.ALL);
        assert(rights & ~Rights.ALL == 0);
    }
}
