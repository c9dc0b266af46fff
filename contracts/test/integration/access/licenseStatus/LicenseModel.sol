// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev One license as its holder would keep it on paper; written from the interface's words, not from the code.
contract LicenseModel {
    uint256 private constant FOR_EVER = type(uint256).max;

    uint256 private _duration;
    uint256 private _runsOfOffer;
    address private _holder;
    uint256 private _lastSecond;
    uint256 private _runs;

    constructor(uint256 duration, uint256 runsOfOffer) {
        (_duration, _runsOfOffer) = (duration, runsOfOffer);
    }

    function sold(address account, uint256 second) external {
        _holder = account;
        _runs = _runsOfOffer;
        _lastSecond = _duration == 0 ? FOR_EVER : second + _duration - 1;
    }

    function tried(address account, uint256 trial, uint256 second) external {
        _holder = account;
        _lastSecond = second + trial - 1;
    }

    function renewed(uint256 second) external {
        _runs += _runsOfOffer;
        if (_duration == 0) return;
        uint256 lastPaid = _lastSecond < second ? second - 1 : _lastSecond;
        _lastSecond = lastPaid + _duration;
    }

    function given(address account) external {
        _holder = account;
    }

    function revoked() external {
        (_holder, _lastSecond, _runs) = (address(0), 0, 0);
    }

    function holder() external view returns (address) {
        return _holder;
    }

    function runs() external view returns (uint256) {
        return _runs;
    }

    /// @notice The first second in which it is not valid; type(uint64).max for never, 0 for a license that is none.
    function end() external view returns (uint256) {
        if (_lastSecond == FOR_EVER) return type(uint64).max;
        return _lastSecond == 0 ? 0 : _lastSecond + 1;
    }

    function validFor(address account, uint256 second) external view returns (bool) {
        return account != address(0) && account == _holder && second <= _lastSecond;
    }
}
