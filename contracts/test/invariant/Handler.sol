// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { HostileActions } from "./HostileActions.sol";
import { PayoutActions } from "./PayoutActions.sol";

/// @title Everything that parties do to the protocol, honest and not
contract Handler is HostileActions, PayoutActions {
    /// @dev Starts with a sealed capsule and one in clear, with offers, so that there is something to do from the first call.
    function setUp() public override {
        super.setUp();
        uint256 first = _registerSealed(creator, 0);
        _noteCapsule(first, creator, 0, MANIFEST, true, 0);
        _capsules[first].isSealed = true;
        uint256 second = _register(stranger, bytes32(uint256(1)), false);
        _noteCapsule(second, stranger, bytes32(uint256(1)), MANIFEST, false, 0);
        for (uint256 i = 0; i < currencies.length; ++i) {
            _makeOffer(first, 1e18, _terms(currencies[i]));
            _makeOffer(second, 1e18, _timedTerms(currencies[i], 30 days));
        }
    }

    function selectors() public pure returns (bytes4[] memory list) {
        list = new bytes4[](21);
        (list[0], list[1], list[2]) = (this.register.selector, this.publishVersion.selector, this.seal.selector);
        (list[3], list[4], list[5]) = (this.createOffer.selector, this.setOffer.selector, this.transferCapsule.selector);
        (list[6], list[7], list[8]) = (this.purchase.selector, this.renew.selector, this.transferLicense.selector);
        (list[9], list[10], list[11]) = (this.tip.selector, this.payInbox.selector, this.donate.selector);
        (list[12], list[13], list[14]) = (this.passTime.selector, this.claimOwner.selector, this.claimOwnerTo.selector);
        (list[15], list[16], list[17]) =
        (this.collectFee.selector, this.setProtocolFee.selector, this.setTreasury.selector);
        (list[18], list[19], list[20]) =
        (this.trespass.selector, this.forgeSeal.selector, this.reenterWithPurchase.selector);
    }

    /// @notice Pays everything that is due to everyone, each with one call.
    /// @return left what the till then holds of a currency
    function settle(address currency) external returns (uint256 left) {
        for (uint256 i = 0; i < capsules.length; ++i) {
            if (splitter.claimableOwner(capsules[i], currency) != 0) {
                vm.prank(_capsules[capsules[i]].owner);
                splitter.claimOwnerTo(capsules[i], currency, address(uint160(uint256(keccak256("exit")))));
            }
            if (splitter.collectableFee(capsules[i], currency) != 0) splitter.collectFee(capsules[i], currency);
        }
        return _balance(currency, address(accessToken));
    }

    function contracts()
        external
        view
        returns (address registry_, address accessToken_, address splitter_, address keeperRegistry_, address manager_)
    {
        return (address(registry), address(accessToken), address(splitter), address(keeperRegistry), address(manager));
    }

    function deployed() external view returns (address[4] memory) {
        return [
            implementations.capsuleRegistry,
            implementations.accessToken,
            implementations.royaltySplitter,
            implementations.keeperRegistry
        ];
    }
}
