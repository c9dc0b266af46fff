// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev One piece of a token's private data.
/// @param dataDescription what it is
/// @param dataHash its digest
struct IntelligentData {
    string dataDescription;
    bytes32 dataHash;
}

/// @title Metadata of ERC-7857 (AI agents NFT with private metadata)
/// @notice Source: https://eips.ethereum.org/EIPS/eip-7857. What of the rest of ERC-7857 is here, and what serves
/// instead, is told in `contracts/STANDARDS.md`.
interface IERC7857Metadata {
    function name() external view returns (string memory);

    function symbol() external view returns (string memory);

    /// @notice What a token's private data is, by digest.
    function intelligentDataOf(uint256 tokenId) external view returns (IntelligentData[] memory);
}
