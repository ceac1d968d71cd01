//! Goods on their way.

use crate::event::Event;
use crate::refusal::Refusal;
use crate::shipment::ShipmentState;
use crate::status::Status;

use super::{Scene, wording};

impl Scene<'_> {
    /// A shipped order takes what is still missing about its shipment. It does not take something else: two people who
    /// ship one order with two couriers have a problem that the second must see.
    pub(super) fn ship(
        &self,
        courier: Option<&str>,
        tracking_no: Option<&str>,
    ) -> Result<Vec<Event>, Refusal> {
        let (courier, tracking_no) = wording::shipment(courier, tracking_no)?;
        let from = self.order.status;
        if from == Status::Shipped {
            let courier = self.missing(self.order.courier.as_ref(), courier)?;
            let tracking_no = self.missing(self.order.tracking_no.as_ref(), tracking_no)?;
            return Ok(match (&courier, &tracking_no) {
                (None, None) => Vec::new(),
                _ => vec![Event::ShipmentUpdated { courier, tracking_no, state: None, text: None }],
            });
        }
        self.check_move(Status::Shipped)?;
        Ok(vec![
            Event::ShipmentUpdated {
                courier: courier.clone(),
                tracking_no: tracking_no.clone(),
                state: None,
                text: None,
            },
            Event::StatusChanged { from, to: Status::Shipped, reason: None, eta: None, courier, tracking_no },
        ])
    }

    fn missing(&self, known: Option<&String>, given: Option<String>) -> Result<Option<String>, Refusal> {
        match (known, given) {
            (Some(known), Some(given)) if *known != given => Err(self.not_possible()),
            (Some(_), _) => Ok(None),
            (None, given) => Ok(given),
        }
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
        let courier = self.missing(order.courier.as_ref(), courier)?;
        let tracking_no = self.missing(order.tracking_no.as_ref(), tracking_no)?;
        let mut events = vec![Event::ShipmentUpdated { courier, tracking_no, state: Some(state), text }];
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
