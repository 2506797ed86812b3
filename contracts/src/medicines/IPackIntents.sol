// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.35;

/// @title What packs are, and what parties sign about them
/// @notice Every struct up to its deadline is an EIP-712 intent of the domain "Symbolon Packs" "1", under its own name; the
///         others are how calls bring intents along.
interface IPackIntents {
    /// @notice What a pack is. It has a holder in Active, PartlySupplied, Quarantined and QuarantinedByRegulator, and has
    ///         ended in all others. Recall, withdrawal and expiry are states of the batch and never written to a pack.
    enum State {
        Active,
        Supplied,
        PartlySupplied,
        Destroyed,
        Stolen,
        Exported,
        Sample,
        FreeSample,
        Locked,
        CheckedOut,
        Repackaged,
        Illegitimate,
        Quarantined,
        QuarantinedByRegulator
    }

    /// @notice A role of `Parties` that lets an institution hold packs.
    enum Licence {
        Manufacturer,
        Wholesaler,
        Pharmacy,
        CareProvider
    }

    /// @notice A batch comes into being. Signed by `maker`.
    /// @param root Merkle root over the leaves of the packs, in order
    /// @param count 1 to `BATCH_PACKS_MAX`
    /// @param gtin 14 digits as a number, check digit included
    /// @param lot first 29 bytes of Keccak-256 of the lot as it is printed
    /// @param expiry days since 1970-01-01 of the last day on which the packs may be used
    /// @param maker holds the role "manufacturer" and a GS1 prefix over the GTIN
    /// @param prefixLength 4 to 12 digits of that prefix, or 14 for a licence of this one GTIN
    /// @param deadline unix seconds; later the intent is void
    struct Commission {
        bytes32 root;
        uint32 count;
        uint64 gtin;
        bytes29 lot;
        uint16 expiry;
        address maker;
        uint8 prefixLength;
        uint256 deadline;
    }

    /// @notice Neighbouring packs of one holder, none of them marked.
    /// @param first token id of the first
    /// @param moves how often they have moved, as `rangeOf` says
    struct Range {
        uint256 first;
        uint32 count;
        uint16 moves;
    }

    /// @notice Packs go from one party to another. Signed by both.
    /// @param ranges 1 to `HANDOVER_RANGES_MAX`
    struct HandOver {
        Range[] ranges;
        address from;
        address to;
        uint256 deadline;
    }

    /// @notice One handover of a list, with what helps the contract along.
    /// @param peaks one a range: the index under which the range that holds the packs stands, as `rangeOf` says
    /// @param pages where the ranges that hold the packs have marked ones: token ids divided by 256, ascending, all of them
    struct SignedHandOver {
        HandOver handOver;
        Licence fromLicence;
        Licence toLicence;
        uint24[] peaks;
        uint256[] pages;
        bytes fromSignature;
        bytes toSignature;
    }

    /// @notice Neighbouring packs get a state. Signed by their holder.
    /// @param count 1 to `MARK_PACKS_MAX`
    /// @param round how often the packs became active again, as `packOf` says; the same for all of them
    struct Mark {
        uint256 first;
        uint32 count;
        State state;
        uint16 round;
        uint256 deadline;
    }

    /// @notice One mark of a list.
    struct SignedMark {
        Mark mark;
        uint24 peak;
        Licence licence;
        bytes signature;
    }

    /// @notice Neighbouring packs are active again. Signed by their holder.
    struct Undo {
        uint256 first;
        uint32 count;
        uint16 round;
        uint256 deadline;
    }

    /// @notice Packs that were taken out of their boxes are in new ones. Signed by the holder, who made the new batch.
    /// @param into number of the new batch
    struct Repackaging {
        uint256 first;
        uint32 count;
        uint232 into;
        uint16 round;
        uint256 deadline;
    }

    /// @notice A regulator decides on one pack. Signed by `regulator`; where it becomes Illegitimate by the maker too.
    /// @param state QuarantinedByRegulator, Active or Illegitimate
    struct Ruling {
        uint256 id;
        State state;
        address regulator;
        uint16 round;
        uint256 deadline;
    }

    /// @notice All packs of a lot are recalled. Signed by `by`.
    /// @param by a regulator, or the maker of `batch`
    /// @param batch a batch of the lot that `by` made; 0 when a regulator signs
    struct Recall {
        address by;
        uint64 gtin;
        bytes29 lot;
        uint232 batch;
        uint256 deadline;
    }

    /// @notice All packs of a product are withdrawn. Signed by `by`.
    /// @param by a regulator, or whoever holds a GS1 prefix over the GTIN
    /// @param prefixLength length of that prefix; 0 when a regulator signs
    struct Withdrawal {
        address by;
        uint64 gtin;
        uint8 prefixLength;
        uint256 deadline;
    }
}
