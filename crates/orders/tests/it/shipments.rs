//! What couriers say.

use orderbell_orders::{ActorKind, Command, Locale, ShipmentState, Status, texts};

use crate::shop::{Story, insider, later};

fn says(state: ShipmentState) -> Command {
    Command::UpdateShipment {
        courier: Some("JNE".into()),
        tracking_no: Some("JN1".into()),
        state,
        text: None,
    }
}

fn courier(story: &mut Story, state: ShipmentState) -> Vec<String> {
    let events =
        story.tell(&says(state), &insider(ActorKind::System), later(10)).expect("couriers may report");
    events.iter().map(|event| event.name().to_owned()).collect()
}

#[test]
fn a_parcel_on_the_road_is_shipped_and_one_that_arrived_is_completed() {
    let mut story = Story::at("shop", Status::Preparing);
    assert_eq!(courier(&mut story, ShipmentState::Packed), ["shipment.updated"]);
    assert_eq!(story.order.status, Status::Preparing);
    assert_eq!(courier(&mut story, ShipmentState::PickedUp), ["shipment.updated", "order.status.changed"]);
    assert_eq!((story.order.status, story.order.courier.as_deref()), (Status::Shipped, Some("JNE")));
    assert_eq!(courier(&mut story, ShipmentState::InTransit), ["shipment.updated"]);
    assert_eq!(courier(&mut story, ShipmentState::Delivered), ["shipment.updated", "order.status.changed"]);
    assert_eq!(story.order.status, Status::Completed);
}

#[test]
fn old_news_is_no_news() {
    let mut story = Story::at("shop", Status::Shipped);
    courier(&mut story, ShipmentState::OutForDelivery);
    assert_eq!(courier(&mut story, ShipmentState::InTransit), Vec::<&str>::new());
    assert_eq!(courier(&mut story, ShipmentState::OutForDelivery), Vec::<&str>::new());
}

#[test]
fn a_failed_attempt_is_not_the_end() {
    let mut story = Story::at("shop", Status::Shipped);
    courier(&mut story, ShipmentState::Failed);
    assert_eq!(story.order.status, Status::Shipped);
    courier(&mut story, ShipmentState::OutForDelivery);
    courier(&mut story, ShipmentState::Delivered);
    assert_eq!(story.order.status, Status::Completed);
}

#[test]
fn where_the_flow_says_so_arrival_is_for_people_to_confirm() {
    let mut story = Story::at("shop", Status::Shipped);
    story.flow.completes_on_delivery = false;
    assert_eq!(courier(&mut story, ShipmentState::Delivered), ["shipment.updated"]);
    assert_eq!(story.order.status, Status::Shipped);
}

#[test]
fn news_about_a_parcel_of_an_unpaid_or_closed_order_is_kept_and_moves_nothing() {
    for status in [Status::PendingPayment, Status::Cancelled] {
        let mut story = Story::at("shop", status);
        assert_eq!(courier(&mut story, ShipmentState::InTransit), ["shipment.updated"]);
        assert_eq!(story.order.status, status);
    }
}

#[test]
fn the_text_names_where_it_is() {
    let mut story = Story::at("shop", Status::Shipped);
    let events =
        story.tell(&says(ShipmentState::OutForDelivery), &insider(ActorKind::System), later(9)).unwrap();
    let words = |locale| {
        texts::notification(&events[0], &story.order, &insider(ActorKind::System), &story.flow, locale)
            .to_string()
    };
    assert_eq!(words(Locale::En), "Shipment Update - Order #ORD-261121-7K3Q - Out for delivery (JNE)");
    assert_eq!(words(Locale::Id), "Info pengiriman - #ORD-261121-7K3Q - Sedang diantar (JNE)");
}
