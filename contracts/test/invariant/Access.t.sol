// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../src/interfaces/IAccessToken.sol";
import { InvariantTest } from "./InvariantTest.sol";
import { World } from "./World.sol";

/// @dev Numbers and words: contracts/INVARIANTS.md.
contract AccessInvariants is InvariantTest {
    function invariant_ACC_1_TillHoldsExactlyWhatItOwes() public view {
        for (uint256 j = 0; j < 3; ++j) {
            address currency = handler.currencies(j);
            uint256 owed = handler.donated(currency);
            for (uint256 i = 0; i < handler.capsuleCount(); ++i) {
                World.MoneyModel memory model = _money(handler.capsules(i), currency);
                assertEq(accessToken.incomeOf(handler.capsules(i), currency), model.income);
                owed += model.income - model.toOwners - model.toTreasury;
            }
            assertEq(_tillBalance(currency), owed);
        }
    }

    /// @dev A license that no payment stands behind would be held by someone the model knows nothing of.
    function invariant_ACC_2_NoLicenseWithoutItsPrice() public view {
        assertEq(handler.violation(), "");
        for (uint256 i = 0; i < handler.licenseCount(); ++i) {
            uint256 licenseId = handler.licenses(i);
            uint256 supply;
            for (uint256 j = 0; j < 6; ++j) {
                address account = handler.actors(j);
                assertEq(accessToken.balanceOf(account, licenseId), handler.held(licenseId, account));
                supply += accessToken.balanceOf(account, licenseId);
            }
            assertEq(supply, handler.licenseModel(licenseId).supply);
        }
    }

    function invariant_ACC_3_CapsHoldAndTermsStay() public view {
        for (uint256 id = 1; id <= handler.offerCount(); ++id) {
            World.OfferModel memory model = handler.offerModel(id);
            IAccessToken.Offer memory offer = accessToken.offerOf(id);
            if (offer.terms.maxSupply != 0) assertLe(offer.minted, offer.terms.maxSupply);
            assertEq(offer.minted, model.sold);
            assertEq(offer.capsuleId, model.capsuleId);
            assertEq(offer.price, model.price);
            assertEq(offer.active, model.active);
            assertEq(keccak256(abi.encode(offer.terms)), keccak256(abi.encode(model.terms)));
        }
    }

    function invariant_ACC_4_SalesAreOpenExactlyWhileReady() public view {
        for (uint256 i = 0; i < handler.capsuleCount(); ++i) {
            uint256 capsuleId = handler.capsules(i);
            bool ready = handler.modelOpen(capsuleId);
            assertEq(registry.saleReady(capsuleId), ready);
            if (handler.capsuleModel(capsuleId).hasOffer) assertEq(accessToken.salesOpen(capsuleId), ready);
            else assertTrue(ready || !accessToken.salesOpen(capsuleId));
        }
    }

    function invariant_ACC_5_ValidityIsWhatTheModelSays() public view {
        for (uint256 i = 0; i < handler.licenseCount(); ++i) {
            uint256 licenseId = handler.licenses(i);
            World.LicenseModel memory model = handler.licenseModel(licenseId);
            World.OfferModel memory offer = handler.offerModel(model.offerId);
            for (uint256 j = 0; j < 6; ++j) {
                address account = handler.actors(j);
                (uint256 capsuleId, uint16 rights, uint64 expiresAt, uint32 runs, bool valid) =
                    accessToken.licenseStatus(licenseId, account);
                assertEq(capsuleId, offer.capsuleId);
                assertEq(rights, offer.terms.rights);
                assertEq(expiresAt, model.expiresAt);
                assertEq(runs, 0);
                assertEq(valid, handler.held(licenseId, account) != 0 && block.timestamp < model.expiresAt);
            }
        }
    }

    /// @dev In every state that was reached, everyone takes out what is due with one call, and then nothing is left.
    function afterInvariant() public {
        for (uint256 j = 0; j < 3; ++j) {
            address currency = handler.currencies(j);
            assertEq(handler.settle(currency), handler.donated(currency), "ACC-6: money is stranded");
        }
    }
}
