// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../src/interfaces/IAccessToken.sol";

/// @title A service for those who hold a license of one capsule
contract LicensedService {
    IAccessToken private immutable LICENSES;
    uint256 private immutable OFFER_ID;
    uint256 private immutable CAPSULE_ID;
    uint16 private constant RUN = 1;

    event Asked(address indexed account, bytes question);

    error NotLicensed(uint256 licenseId, address account);

    constructor(IAccessToken licenses, uint256 offerId) {
        (LICENSES, OFFER_ID) = (licenses, offerId);
        CAPSULE_ID = licenses.offerOf(offerId).capsuleId;
    }

    /// @notice Buys the caller a license for exactly what it costs now; send {IAccessToken-quote}.
    function subscribe() external payable returns (uint256 licenseId) {
        return LICENSES.purchase{ value: msg.value }(OFFER_ID, 1, msg.sender, msg.value, block.timestamp, address(0));
    }

    /// @notice What is paid beyond the license becomes income of the capsule, shared with all it builds on.
    function ask(uint256 licenseId, bytes calldata question) external payable {
        (uint256 capsuleId, uint16 rights,,, bool valid) = LICENSES.licenseStatus(licenseId, msg.sender);
        if (!valid || capsuleId != CAPSULE_ID || rights & RUN == 0) revert NotLicensed(licenseId, msg.sender);
        if (msg.value != 0) LICENSES.tip{ value: msg.value }(CAPSULE_ID, address(0), msg.value);
        emit Asked(msg.sender, question);
    }
}
