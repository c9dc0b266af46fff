// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { OfferTerms } from "../../src/access/OfferTerms.sol";
import { Inboxes } from "../../src/royalty/Inboxes.sol";
import { OwnerFreeze } from "../../src/royalty/OwnerFreeze.sol";
import { ProtocolTest } from "../fixtures/ProtocolTest.sol";

/// @notice Linked libraries act for the contract that they are a part of, whose code calls them; for nobody else.
contract LinkedLibrariesTest is ProtocolTest {
    /// @dev Anywhere in this contract's storage, away from its variables.
    uint256 private constant SLOT = 1 << 128;

    function testFuzz_RevertWhen_OfferTermsIsCalled(uint88 price, bool active) public {
        bytes memory call = abi.encodeWithSelector(OfferTerms.setSelling.selector, SLOT, price, active);
        _assertOnlyDelegated("OfferTerms.sol:OfferTerms", call);
    }

    function testFuzz_RevertWhen_OwnerFreezeIsCalled(uint256 capsuleId, address beneficiary) public {
        bytes memory call =
            abi.encodeWithSelector(OwnerFreeze.set.selector, SLOT, accessToken, capsuleId, true, beneficiary);
        _assertOnlyDelegated("OwnerFreeze.sol:OwnerFreeze", call);
    }

    function testFuzz_RevertWhen_InboxesIsCalled(uint256 capsuleId) public {
        bytes memory call = abi.encodeWithSelector(Inboxes.create.selector, accessToken, capsuleId);
        _assertOnlyDelegated("Inboxes.sol:Inboxes", call);
    }

    /// @dev A call fails before it is looked at; the same is done when it is delegated.
    function _assertOnlyDelegated(string memory artifact, bytes memory call) private {
        address library_ = vm.deployCode(artifact);
        (bool called, bytes memory returned) = library_.call(call);
        assertFalse(called, "called");
        assertEq(returned, "", "refused without a word");
        (bool delegated,) = library_.delegatecall(call);
        assertTrue(delegated, "delegated");
    }
}
