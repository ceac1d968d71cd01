//! Where a parcel is, in the courier's eyes. It moves the order only at its end: what was handed over is completed.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The parcel of an order, as last reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shipment {
    /// Where it is.
    pub state: ShipmentState,
    /// The courier's words for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// When that was reported.
    pub updated_at: Timestamp,
}

/// Where a parcel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShipmentState {
    /// Waits for the courier.
    Packed,
    /// The courier has it.
    PickedUp,
    /// Between places.
    InTransit,
    /// On the last leg.
    OutForDelivery,
    /// Could not be handed over.
    Failed,
    /// Came back.
    Returned,
    /// Handed over.
    Delivered,
}

/// A courier's word that is not known.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "unknown shipment state `{0}`, expected packed, picked_up, in_transit, out_for_delivery, delivered, failed or returned"
)]
pub struct UnknownShipmentState(
    /// What was given.
    pub String,
);

impl ShipmentState {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Packed,
        Self::PickedUp,
        Self::InTransit,
        Self::OutForDelivery,
        Self::Failed,
        Self::Returned,
        Self::Delivered,
    ];

    /// The stable name, also used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Packed => "packed",
            Self::PickedUp => "picked_up",
            Self::InTransit => "in_transit",
            Self::OutForDelivery => "out_for_delivery",
            Self::Failed => "failed",
            Self::Returned => "returned",
            Self::Delivered => "delivered",
        }
    }

    /// Whether a parcel that is here can be reported at `next`: forward, and from a failed attempt once more onto the
    /// road. An older report that arrives late is not news.
    pub fn leads_to(self, next: Self) -> bool {
        match (self, next) {
            (Self::Delivered | Self::Returned, _) => false,
            (Self::Failed, Self::InTransit | Self::OutForDelivery) => true,
            (from, to) => to > from,
        }
    }
}

impl fmt::Display for ShipmentState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for ShipmentState {
    type Err = UnknownShipmentState;

    /// The stable names, in any case and with spaces or hyphens, and the words of Indonesian couriers.
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Ok(match word.trim().to_lowercase().replace([' ', '-'], "_").as_str() {
            "packed" | "diajukan" | "dikemas" => Self::Packed,
            "picked_up" | "dijemput" => Self::PickedUp,
            "in_transit" | "dikirim" | "dalam_perjalanan" => Self::InTransit,
            "out_for_delivery" | "diantar" => Self::OutForDelivery,
            "delivered" | "selesai" | "terkirim" => Self::Delivered,
            "failed" | "gagal" | "dibatalkan" => Self::Failed,
            "returned" | "retur" | "dikembalikan" => Self::Returned,
            _ => return Err(UnknownShipmentState(word.to_owned())),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_follows_the_end_and_nothing_repeats() {
        for from in ShipmentState::ALL {
            assert!(!from.leads_to(from), "{from}");
            assert!(!ShipmentState::Delivered.leads_to(from));
        }
        assert!(ShipmentState::Failed.leads_to(ShipmentState::OutForDelivery));
        assert!(!ShipmentState::InTransit.leads_to(ShipmentState::PickedUp));
    }

    #[test]
    fn names_read_back_and_couriers_are_understood() {
        for state in ShipmentState::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
        }
        assert_eq!("Dijemput".parse(), Ok(ShipmentState::PickedUp));
        assert_eq!("In Transit".parse(), Ok(ShipmentState::InTransit));
        assert!("teleported".parse::<ShipmentState>().is_err());
    }
}
