//! Goods on their way.

use crate::event::Event;
use crate::refusal::Refusal;
use crate::shipment::ShipmentState;
use crate::status::Status;

use super::{Scene, wording};

impl Scene<'_> {
    /// A shipped order takes what is still missing about its shipment. It takes something else only from somebody who says
    /// that it is to `replace` what is there: two people who ship one order with two couriers have a problem that the
    /// second must see.
    pub(super) fn ship(
        &self,
        courier: Option<&str>,
        tracking_no: Option<&str>,
        replace: bool,
    ) -> Result<Vec<Event>, Refusal> {
        let (courier, tracking_no) = wording::shipment(courier, tracking_no)?;
        let corrected = self.order.tracking_no.is_some()
            && tracking_no.is_some()
            && self.order.tracking_no != tracking_no;
        let from = self.order.status;
        if from == Status::Shipped {
            let (courier, tracking_no) = if replace {
                (
                    courier.filter(|given| self.order.courier.as_ref() != Some(given)),
                    tracking_no.filter(|given| self.order.tracking_no.as_ref() != Some(given)),
                )
            } else {
                self.missing(courier, tracking_no)?
            };
            return Ok(match (&courier, &tracking_no) {
                (None, None) => Vec::new(),
                _ => {
                    vec![Event::ShipmentUpdated { courier, tracking_no, state: None, text: None, corrected }]
                }
            });
        }
        self.check_move(Status::Shipped)?;
        Ok(vec![
            Event::ShipmentUpdated {
                courier: courier.clone(),
                tracking_no: tracking_no.clone(),
                state: None,
                text: None,
                corrected,
            },
            Event::StatusChanged { from, to: Status::Shipped, reason: None, eta: None, courier, tracking_no },
        ])
    }

    /// Of a courier and a number those that are not known yet; refused if others are.
    fn missing(
        &self,
        courier: Option<String>,
        tracking_no: Option<String>,
    ) -> Result<(Option<String>, Option<String>), Refusal> {
        let order = self.order;
        let other = |known: &Option<String>, given: &Option<String>| {
            known.is_some() && given.is_some() && known != given
        };
        if other(&order.courier, &courier) || other(&order.tracking_no, &tracking_no) {
            let (courier, tracking_no) = (order.courier.clone(), order.tracking_no.clone());
            return Err(Refusal::OtherShipment { courier, tracking_no });
        }
        let new = |known: &Option<String>, given| if known.is_none() { given } else { None };
        Ok((new(&order.courier, courier), new(&order.tracking_no, tracking_no)))
    }

    /// Notes what a courier says. What is on the road has been shipped, and what was handed over is completed, where the
    /// rules let the order go there; if they do not, the news is kept all the same.
    pub(super) fn update_shipment(
        &self,
        courier: Option<&str>,
        tracking_no: Option<&str>,
        state: ShipmentState,
        text: Option<&str>,
    ) -> Result<Vec<Event>, Refusal> {
        let (courier, tracking_no) = wording::shipment(courier, tracking_no)?;
        let text = wording::optional("text", text, 200)?;
        let order = self.order;
        if order.shipment.as_ref().is_some_and(|shipment| !shipment.state.leads_to(state)) {
            return Ok(Vec::new());
        }
        let (courier, tracking_no) = self.missing(courier, tracking_no)?;
        let mut events =
            vec![Event::ShipmentUpdated { courier, tracking_no, state: Some(state), text, corrected: false }];
        let to = match state {
            ShipmentState::Delivered if self.flow.completes_on_delivery => Status::Completed,
            ShipmentState::PickedUp | ShipmentState::InTransit | ShipmentState::OutForDelivery => {
                Status::Shipped
            }
            _ => return Ok(events),
        };
        if order.status != to && self.check_move(to).is_ok() {
            events.push(Event::moved(order.status, to));
        }
        Ok(events)
    }
}
