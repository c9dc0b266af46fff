// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IERC7857Metadata } from "../../src/interfaces/IERC7857Metadata.sol";
import { ProtocolTest } from "../fixtures/ProtocolTest.sol";
import { IERC2981 } from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import { IERC1155MetadataURI } from "@openzeppelin/contracts/token/ERC1155/extensions/IERC1155MetadataURI.sol";
import { IERC721 } from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import { IERC721Metadata } from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import { ERC165Checker } from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";
import { IERC165 } from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @notice Contracts say of themselves exactly what they are (ERC-165), and say it cheaply enough to be believed.
contract ERC165Test is ProtocolTest {
    function test_Ids_AreThoseOfTheStandards() public pure {
        assertEq(type(IERC165).interfaceId, bytes4(0x01ffc9a7));
        assertEq(type(IERC721).interfaceId, bytes4(0x80ac58cd));
        assertEq(type(IERC721Metadata).interfaceId, bytes4(0x5b5e139f));
        assertEq(type(IERC1155).interfaceId, bytes4(0xd9b67a26));
        assertEq(type(IERC1155MetadataURI).interfaceId, bytes4(0x0e89341c));
        assertEq(type(IERC2981).interfaceId, bytes4(0x2a55205a));
        assertEq(bytes4(keccak256("contractURI()")), bytes4(0xe8a3d485), "ERC-7572");
        bytes4 erc7857Metadata = bytes4(keccak256("name()")) ^ bytes4(keccak256("symbol()"))
            ^ bytes4(keccak256("intelligentDataOf(uint256)"));
        assertEq(type(IERC7857Metadata).interfaceId, erc7857Metadata);
    }

    function testFuzz_CapsuleRegistry(bytes4 other) public view {
        bytes4[] memory ids = new bytes4[](7);
        ids[0] = type(IERC165).interfaceId;
        ids[1] = type(IERC721).interfaceId;
        ids[2] = type(IERC721Metadata).interfaceId;
        ids[3] = type(IERC2981).interfaceId;
        ids[4] = 0x49064906; // ERC-4906
        ids[5] = 0xe8a3d485; // ERC-7572
        ids[6] = type(IERC7857Metadata).interfaceId;
        _assertExactly(address(registry), ids, other);
    }

    function testFuzz_AccessToken(bytes4 other) public view {
        bytes4[] memory ids = new bytes4[](4);
        ids[0] = type(IERC165).interfaceId;
        ids[1] = type(IERC1155).interfaceId;
        ids[2] = type(IERC1155MetadataURI).interfaceId;
        ids[3] = type(IERC2981).interfaceId;
        _assertExactly(address(accessToken), ids, other);
    }

    function testFuzz_RoyaltySplitter(bytes4 other) public view {
        bytes4[] memory ids = new bytes4[](4);
        ids[0] = type(IERC165).interfaceId;
        ids[1] = type(IERC1155).interfaceId;
        ids[2] = type(IERC1155MetadataURI).interfaceId;
        ids[3] = type(IERC2981).interfaceId;
        _assertExactly(address(splitter), ids, other);
    }

    /// @dev What is no token says nothing of itself; a checker gets a plain no, not a revert.
    function test_OtherContracts_HaveNoErc165() public view {
        assertFalse(ERC165Checker.supportsERC165(address(keeperRegistry)));
        assertFalse(ERC165Checker.supportsERC165(address(priceOracle)));
        assertFalse(ERC165Checker.supportsERC165(address(manager)));
    }

    /// @dev The id that no contract may claim, and the 30,000 gas that the standard allows, by OpenZeppelin's checker.
    function _assertExactly(address target, bytes4[] memory ids, bytes4 other) private view {
        assertTrue(ERC165Checker.supportsERC165(target));
        assertTrue(ERC165Checker.supportsAllInterfaces(target, ids));
        bool expected;
        for (uint256 i = 0; i < ids.length; ++i) {
            uint256 gas = gasleft();
            assertTrue(IERC165(target).supportsInterface(ids[i]));
            assertLt(gas - gasleft(), 30_000);
            expected = expected || ids[i] == other;
        }
        assertEq(IERC165(target).supportsInterface(other), expected);
        assertFalse(IERC165(target).supportsInterface(0xffffffff));
    }
}
