// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../../src/interfaces/IAccessToken.sol";
import { InvariantTest } from "./InvariantTest.sol";
import { WorldState } from "./WorldState.sol";

/// @title Offers, licenses and the till, after every call
/// @dev Of offers and licenses those are looked at that the call touched, and some others in turn; all of them at the end
/// of a run.
contract AccessInvariants is InvariantTest {
    function invariant_Access() public view {
        assertEq(handler.violation(), "");
        _ACC_1_TillHoldsExactlyWhatItOwes();
        _checkOffers(handler.offersToCheck());
        _checkLicenses(handler.licensesToCheck());
        _ACC_4_SalesAreOpenExactlyWhileReady();
        _MET_3_ReleasesAreWhatKeepersReported();
    }

    function afterInvariant() public override {
        uint256[] memory offerIds = new uint256[](handler.offerCount());
        for (uint256 i = 0; i < offerIds.length; ++i) {
            offerIds[i] = i + 1;
        }
        _checkOffers(offerIds);
        _checkLicenses(handler.allLicenses());
        super.afterInvariant();
    }

    function _offset() internal pure override returns (uint256) {
        return 13;
    }

    /// @dev Of no currency does any other contract of the protocol hold anything, inboxes and bonds apart.
    function _ACC_1_TillHoldsExactlyWhatItOwes() private view {
        address[11] memory others = handler.contracts();
        address[] memory currencies = handler.allCurrencies();
        for (uint256 k = 0; k < currencies.length; ++k) {
            uint256 owed = _owed(currencies[k]);
            assertEq(_balance(currencies[k], address(accessToken)), owed + handler.donated(currencies[k]), "ACC-1");
            for (uint256 i = 0; i < others.length; ++i) {
                // Bonds of keepers, of disputes (DIS-2) and of training (TRN-3).
                bool bonds = others[i] == address(keeperRegistry) || others[i] == address(disputeCourt)
                    || others[i] == address(trainingPool);
                // Escrow of bids, which MKT-2 counts.
                if (others[i] == address(market)) continue;
                if (others[i] == address(accessToken) || (bonds && currencies[k] == NATIVE)) continue;
                assertEq(_balance(currencies[k], others[i]), 0, "ACC-1");
            }
        }
    }

    function _owed(address currency) private view returns (uint256 owed) {
        uint256[] memory capsules = handler.allCapsules();
        for (uint256 i = 0; i < capsules.length; ++i) {
            uint256 income = accessToken.incomeOf(capsules[i], currency);
            assertEq(income, handler.income(capsules[i], currency), "ACC-1: income");
            uint256 inside = _balance(currency, splitter.inboxOf(capsules[i]));
            assertEq(inside, handler.inInbox(capsules[i], currency), "ACC-1: inbox");
            owed += income;
        }
        address[] memory accounts = handler.allActors();
        for (uint256 i = 0; i < accounts.length; ++i) {
            uint256 credit = accessToken.creditOf(accounts[i], currency);
            assertEq(credit, handler.credits(accounts[i], currency), "ACC-1: credit");
            owed += credit;
        }
        owed -= handler.released(currency);
    }

    function _checkOffers(uint256[] memory offerIds) private view {
        for (uint256 i = 0; i < offerIds.length; ++i) {
            _ACC_3_CapsHoldAndTermsStay(offerIds[i]);
        }
    }

    function _checkLicenses(uint256[] memory licenseIds) private view {
        for (uint256 i = 0; i < licenseIds.length; ++i) {
            WorldState.LicenseModel memory license = handler.licenseModel(licenseIds[i]);
            WorldState.OfferModel memory offer = handler.offerModel(license.offerId);
            _ACC_2_NoLicenseWithoutItsPrice(licenseIds[i], license);
            _ACC_5_ValidityIsWhatTheModelSays(licenseIds[i], license, offer);
            _ACC_7_RefundsAreForTheUnusedPart(licenseIds[i], license);
            _ACC_8_RenewalsAreThoseTheHolderLet(licenseIds[i], license);
            _MET_1_SettledIsBoughtAtMost(licenseIds[i], license);
        }
    }

    /// @dev INV-10 of the threat model: what is left = bought - used, and never below zero.
    function _MET_1_SettledIsBoughtAtMost(uint256 licenseId, WorldState.LicenseModel memory license) private view {
        uint256 settled = usageMeter.settledRuns(licenseId);
        assertEq(settled, handler.settled(licenseId), "MET-1");
        assertEq(accessToken.runsBought(licenseId), license.runs, "MET-1");
        assertLe(settled, license.runs, "MET-1");
    }

    function _MET_3_ReleasesAreWhatKeepersReported() private view {
        uint256[] memory capsules = handler.allCapsules();
        uint256 id = capsules[handler.steps() % capsules.length];
        (uint256 today, uint256 epoch) = (block.timestamp / 1 days, handler.epoch());
        for (uint256 i = 0; i < 4; ++i) {
            uint256 reported = usageMeter.releasesOf(id, uint32(today - i), epoch);
            assertEq(reported, handler.releases(id, today - i, epoch), "MET-3");
            assertEq(usageMeter.releasesOf(id, uint32(today - i), epoch + 1), 0, "MET-3");
        }
    }

    /// @dev A license that no payment or trial stands behind would be held by someone the model knows nothing of.
    function _ACC_2_NoLicenseWithoutItsPrice(uint256 licenseId, WorldState.LicenseModel memory license) private view {
        address[] memory accounts = handler.allActors();
        uint256 supply = 0;
        for (uint256 i = 0; i < accounts.length; ++i) {
            uint256 balance = accessToken.balanceOf(accounts[i], licenseId);
            assertEq(balance, handler.held(licenseId, accounts[i]), "ACC-2");
            supply += balance;
        }
        assertEq(supply, license.supply, "ACC-2");
    }

    function _ACC_3_CapsHoldAndTermsStay(uint256 offerId) private view {
        WorldState.OfferModel memory expected = handler.offerModel(offerId);
        IAccessToken.Offer memory offer = accessToken.offerOf(offerId);
        IAccessToken.Terms memory terms = offer.terms;
        bool counted = terms.maxSupply != 0 || terms.duration != 0 || terms.runs != 0;
        assertEq(offer.minted, counted ? expected.sold : 0, "ACC-3");
        if (terms.maxSupply != 0) assertLe(offer.minted, terms.maxSupply, "ACC-3");
        assertEq(offer.capsuleId, expected.capsuleId, "ACC-3");
        assertEq(offer.price, expected.price, "ACC-3");
        assertEq(offer.active, expected.active, "ACC-3");
        assertEq(keccak256(abi.encode(terms)), keccak256(abi.encode(expected.terms)), "ACC-3");
        if (terms.maxPerAccount == 0) return;
        address account = handler.allActors()[handler.steps() % 6];
        assertEq(accessToken.boughtBy(offerId, account), handler.bought(offerId, account), "ACC-3");
        assertLe(accessToken.boughtBy(offerId, account), terms.maxPerAccount, "ACC-3");
    }

    function _ACC_4_SalesAreOpenExactlyWhileReady() private view {
        uint256[] memory capsules = handler.allCapsules();
        for (uint256 i = 0; i < capsules.length; ++i) {
            bool ready = handler.modelOpen(capsules[i]);
            assertEq(registry.saleReady(capsules[i]), ready, "ACC-4");
            assertEq(accessToken.salesOpen(capsules[i]), ready, "ACC-4");
        }
    }

    function _ACC_5_ValidityIsWhatTheModelSays(
        uint256 licenseId,
        WorldState.LicenseModel memory license,
        WorldState.OfferModel memory offer
    ) private view {
        address[] memory accounts = handler.allActors();
        for (uint256 i = 0; i < accounts.length; ++i) {
            (uint256 capsuleId, uint16 rights, uint64 expiresAt, uint32 runs, bool valid) =
                accessToken.licenseStatus(licenseId, accounts[i]);
            assertEq(capsuleId, offer.capsuleId, "ACC-5");
            assertEq(rights, offer.terms.rights, "ACC-5");
            assertEq(expiresAt, license.expiresAt, "ACC-5");
            uint256 left = license.runs - handler.settled(licenseId);
            assertEq(runs, left, "ACC-5");
            bool usable = handler.held(licenseId, accounts[i]) != 0 && (license.runs == 0 || left != 0);
            assertEq(valid, usable && block.timestamp < license.expiresAt, "ACC-5");
        }
    }

    function _ACC_7_RefundsAreForTheUnusedPart(uint256 licenseId, WorldState.LicenseModel memory license) private view {
        uint256 refund = accessToken.refundOf(licenseId);
        assertEq(refund, handler.modelRefund(licenseId), "ACC-7");
        assertLe(refund, license.paidInAll, "ACC-7");
    }

    function _ACC_8_RenewalsAreThoseTheHolderLet(uint256 licenseId, WorldState.LicenseModel memory license)
        private
        view
    {
        address account = accessToken.autoRenewalOf(licenseId);
        assertEq(account, license.autoRenewed, "ACC-8");
        if (account != address(0)) assertNotEq(accessToken.balanceOf(account, licenseId), 0, "ACC-8");
    }
}
