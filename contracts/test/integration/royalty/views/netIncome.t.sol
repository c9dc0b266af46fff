// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";

/// @dev Nothing writes links yet, but their words are laid out and read: they are written here by hand, as the storage
/// snapshot says, so that the formula is right on the day when something does.
contract NetIncomeTest is ProtocolTest {
    bytes32 private constant ROOT = 0x9e4a25737e877da5d17b6471852588bb14d267f197913e00ff3b3701dde31700;

    struct Links {
        uint16 feeBps;
        uint16 absoluteBps;
        uint16 relativeBps;
        bool collected;
        uint96 pulledRelative;
        uint96 pulledAbsolute;
    }

    function testFuzz_NetIncome(uint104 income, Links memory links) public {
        vm.assume(income != 0);
        uint256 capsuleId = _register(creator, "salt", true);
        _limit(links);
        _store(capsuleId, links);
        _tip(capsuleId, NATIVE, income);
        assertEq(splitter.netIncome(capsuleId, NATIVE), _expected(income, links));
    }

    /// @dev Unit by unit, so that every rounding step is met.
    function testFuzz_NetIncome_NeverFalls(uint96 income, Links memory links) public {
        vm.assume(income != 0);
        uint256 capsuleId = _register(creator, "salt", true);
        _limit(links);
        _store(capsuleId, links);
        _tip(capsuleId, NATIVE, income);
        for (uint256 i = 0; i < 20; ++i) {
            uint256 before = splitter.netIncome(capsuleId, NATIVE);
            if (i % 2 == 0) _tip(capsuleId, NATIVE, 1);
            else ++links.pulledRelative;
            _store(capsuleId, links);
            assertGe(splitter.netIncome(capsuleId, NATIVE), before);
        }
    }

    function _expected(uint256 income, Links memory links) private pure returns (uint256) {
        uint256 direct = income - income * links.feeBps / 10_000;
        uint256 relative = links.collected ? links.pulledRelative : 0;
        uint256 absolute = links.collected ? links.pulledAbsolute : 0;
        uint256 owed = direct * links.absoluteBps + (direct + relative) * links.relativeBps;
        return direct + relative + absolute - owed / 10_000;
    }

    function _limit(Links memory links) private pure {
        links.feeBps = uint16(bound(links.feeBps, 0, 500));
        links.pulledRelative = uint96(bound(links.pulledRelative, 0, type(uint96).max - 20));
        links.absoluteBps = uint16(bound(links.absoluteBps, 0, 5000));
        links.relativeBps = uint16(bound(links.relativeBps, 0, 5000 - links.absoluteBps));
    }

    function _store(uint256 capsuleId, Links memory links) private {
        uint256 account = 1 | (uint256(links.feeBps) << 8) | (uint256(links.absoluteBps) << 24)
            | (uint256(links.relativeBps) << 40) | (uint256(links.collected ? 1 : 0) << 88);
        vm.store(address(splitter), keccak256(abi.encode(capsuleId, uint256(ROOT) + 1)), bytes32(account));
        bytes32 byCurrency = keccak256(abi.encode(capsuleId, uint256(ROOT) + 5));
        uint256 pulled = links.pulledRelative | (uint256(links.pulledAbsolute) << 128);
        vm.store(address(splitter), keccak256(abi.encode(NATIVE, byCurrency)), bytes32(pulled));
    }
}
