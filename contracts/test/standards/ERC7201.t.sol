// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ProtocolTest } from "../fixtures/ProtocolTest.sol";
import { Vm } from "forge-std/Vm.sol";

/// @notice All state is in namespaces (ERC-7201), each at the place that its name gives, none near another.
contract ERC7201Test is ProtocolTest {
    string private constant ANNOTATION = "@custom:storage-location erc7201:";
    /// @dev No struct or array of ours comes near this number of slots.
    uint256 private constant DISTANCE = 1 << 64;

    string[] private _names;
    mapping(string name => bool) private _known;

    /// @dev Every namespace in the sources has the location that the standard's formula gives, written beside it.
    function test_Sources_NameTheirLocations() public {
        _collect();
        assertGe(_names.length, 10, "namespaces found");
    }

    function test_Locations_AreFarApart() public {
        _collect();
        string[7] memory openZeppelin =
            ["AccessManaged", "EIP712", "ERC1155", "ERC721", "Initializable", "Nonces", "Ownable"];
        for (uint256 i = 0; i < openZeppelin.length; ++i) {
            _names.push(string.concat("openzeppelin.storage.", openZeppelin[i]));
        }
        for (uint256 i = 0; i < _names.length; ++i) {
            uint256 one = _location(_names[i]);
            assertEq(one & 0xff, 0, "aligned to 256 slots");
            assertGt(one, DISTANCE, "away from plain variables");
            for (uint256 k = 0; k < i; ++k) {
                uint256 other = _location(_names[k]);
                assertGt(one > other ? one - other : other - one, DISTANCE, _names[i]);
            }
        }
    }

    /// @dev The formula on the standard's own example.
    function test_Formula() public pure {
        assertEq(_location("example.main"), 0x183a6125c38840424c4a85fa12bab2ab606c4b6d0e7cc73c0c06ba5300eab500);
    }

    /// @dev Whatever is written while the protocol is used lands in a namespace or beneath one, by hashing; nothing in
    /// the first slots, where variables of a base contract would be.
    function test_State_IsFoundThere() public {
        (uint256 capsuleId, uint256 offerId) = _capsuleWithOffer(1 ether, _timedTerms(NATIVE, 1 days));
        uint256 licenseId = _buy(offerId, 1);
        vm.prank(creator);
        registry.authorizeUsage(capsuleId, stranger);
        vm.prank(stranger);
        keeperRegistry.authorizeSession(buyer, uint64(block.timestamp + 1));
        vm.prank(guardian);
        registry.pauseEntries(1 days);

        _assertWord(address(registry), _at("PausableEntries"), block.timestamp + 1 days);
        _assertWord(address(registry), _entry(capsuleId, _at("UsageAuthorization")), 1 << 248);
        uint256 digests = _entry(capsuleId, _at("CapsuleRegistry") + 3);
        _assertWord(address(registry), _entry(1, digests), uint256(MANIFEST));
        _assertWord(address(accessToken), _at("OfferBook"), offerId);
        _assertWord(address(accessToken), _entry(capsuleId, _at("Till")), 1 ether | 1 << 104);
        _assertWord(address(splitter), _at("RoyaltySplitter"), uint160(treasury));
        _assertWord(address(keeperRegistry), _at("KeeperRegistry"), 1);
        uint256 sessions = _entry(uint160(stranger), _at("Sessions"));
        _assertWord(address(keeperRegistry), _entry(uint160(buyer), sessions), block.timestamp + 1);
        uint256 license = uint256(vm.load(address(accessToken), bytes32(_entry(licenseId, _at("AccessToken")))));
        assertEq(uint40(license), block.timestamp, "start of the license");
    }

    function test_State_IsNowhereElse() public {
        (, uint256 offerId) = _capsuleWithOffer(1 ether, _terms(NATIVE));
        _buy(offerId, 1);
        address[] memory proxies = _proxies();
        for (uint256 i = 0; i < proxies.length; ++i) {
            for (uint256 slot = 0; slot < 256; ++slot) {
                _assertWord(proxies[i], slot, 0);
            }
        }
    }

    /// @dev Reads the namespaces out of the sources.
    function _collect() private {
        Vm.DirEntry[] memory entries = vm.readDir("contracts/src", 3);
        for (uint256 i = 0; i < entries.length; ++i) {
            if (entries[i].isDir) continue;
            string memory source = vm.readFile(entries[i].path);
            string[] memory parts = vm.split(source, ANNOTATION);
            for (uint256 k = 1; k < parts.length; ++k) {
                string memory name = vm.split(parts[k], "\n")[0];
                assertFalse(_known[name], string.concat(name, " is used twice"));
                _known[name] = true;
                _names.push(name);
                string memory location = vm.toString(bytes32(_location(name)));
                assertTrue(vm.contains(parts[k], location), string.concat(name, " belongs at ", location));
                assertTrue(vm.contains(parts[k], string.concat('keccak256("', name, '")')), name);
            }
        }
    }

    function _at(string memory name) private pure returns (uint256) {
        return _location(string.concat("capsule.storage.", name));
    }

    function _location(string memory name) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(uint256(keccak256(bytes(name))) - 1)) & ~bytes32(uint256(0xff)));
    }

    function _entry(uint256 key, uint256 mappingSlot) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(key, mappingSlot)));
    }

    function _assertWord(address target, uint256 slot, uint256 expected) private view {
        assertEq(uint256(vm.load(target, bytes32(slot))), expected);
    }
}
