//! What happens in the demo. Between them the stories tell every event that there is.

use orderbell_orders::{
    Actor, CaseKind, CaseReport, CaseState, Command, CustomEvent, Details, PaymentReport, PaymentSource,
    PaymentState, ProductEdit, ShipmentState, UserReport,
};
use orderbell_store::{ProductKey, Report};
use serde_json::Map;

use super::{
    cast::{FULL_SHELF, RESTAURANT, VILLA, at_work},
    orders::{a_customer, meal, nights, parcel, prepaid_meal, some_goods},
    stage::{Over, Playing, Scene, Stage},
};

/// All of them, in an order in which the first minute shows most.
pub(super) const ALL: [fn(Stage) -> Playing; 17] = [
    |stage| Box::pin(nobody_is_at_the_villa(stage)),
    |stage| Box::pin(a_meal_at_the_counter(stage)),
    |stage| Box::pin(a_parcel(stage)),
    |stage| Box::pin(a_booking(stage)),
    |stage| Box::pin(nobody_comes(stage)),
    |stage| Box::pin(a_kitchen_that_falls_behind(stage)),
    |stage| Box::pin(a_shelf_runs_low(stage)),
    |stage| Box::pin(a_new_customer(stage)),
    |stage| Box::pin(a_meal_that_is_paid_for(stage)),
    |stage| Box::pin(a_dispute(stage)),
    |stage| Box::pin(a_refund(stage)),
    |stage| Box::pin(a_report_that_was_lost(stage)),
    |stage| Box::pin(a_card_that_fails(stage)),
    |stage| Box::pin(sold_out(stage)),
    |stage| Box::pin(a_wrong_click(stage)),
    |stage| Box::pin(a_parcel_that_comes_back(stage)),
    |stage| Box::pin(money_that_comes_late(stage)),
];

async fn a_meal_at_the_counter(stage: Stage) -> Result<(), Over> {
    let (dewi, sari) = (at_work("Dewi"), at_work("Sari"));
    let mut scene = stage.place(meal()).await?;
    scene.then(4, &sari, Command::Acknowledge).await?;
    scene.then(2, &dewi, Command::Accept { eta: None }).await?;
    scene.then(3, &dewi, Command::Start).await?;
    scene.then(5, &dewi, Command::Ready).await?;
    scene
        .then(3, &sari, Command::MarkPaid { method: Some("tunai".to_owned()), receipt: None, amount: None })
        .await?;
    scene.then(1, &sari, Command::Complete).await
}

async fn a_meal_that_is_paid_for(stage: Stage) -> Result<(), Over> {
    let dewi = at_work("Dewi");
    let mut scene = stage.place(prepaid_meal()).await?;
    pay(&mut scene, 1, PaymentState::Pending, PaymentSource::Webhook).await?;
    pay(&mut scene, 3, PaymentState::Paid, PaymentSource::Webhook).await?;
    scene.then(4, &dewi, Command::Accept { eta: None }).await?;
    scene.then(6, &dewi, Command::Ready).await?;
    scene.then(5, &at_work("Sari"), Command::Complete).await
}

async fn a_parcel(stage: Stage) -> Result<(), Over> {
    let mut scene = stage.place(parcel()).await?;
    pay(&mut scene, 1, PaymentState::Paid, PaymentSource::Webhook).await?;
    send(&mut scene).await?;
    move_parcel(&mut scene, ShipmentState::OutForDelivery, "bersama kurir / with the courier").await?;
    move_parcel(&mut scene, ShipmentState::Delivered, "diterima / received").await
}

async fn a_parcel_that_comes_back(stage: Stage) -> Result<(), Over> {
    let mut scene = stage.place(parcel()).await?;
    pay(&mut scene, 1, PaymentState::Paid, PaymentSource::Webhook).await?;
    send(&mut scene).await?;
    move_parcel(&mut scene, ShipmentState::Failed, "alamat tidak ditemukan / nobody at home").await?;
    move_parcel(&mut scene, ShipmentState::Returned, "kembali ke pengirim / back to sender").await
}

async fn a_booking(stage: Stage) -> Result<(), Over> {
    let wayan = at_work("Wayan");
    let mut scene = a_stay(&stage).await?;
    pay(&mut scene, 2, PaymentState::Paid, PaymentSource::Webhook).await?;
    scene.then(4, &wayan, Command::Accept { eta: None }).await?;
    let details = Details { note: Some("tiba malam / arrives late".to_owned()), ..Details::of(&scene.order) };
    scene.then(4, &wayan, Command::Amend(Box::new(details))).await
}

/// Nobody so much as looks at it: it is declined, and the villa takes no more guests, until somebody is back. Before that
/// there is time for the booking that is answered.
async fn nobody_is_at_the_villa(stage: Stage) -> Result<(), Over> {
    let mut scene = a_stay(&stage).await?;
    pay(&mut scene, 1, PaymentState::Paid, PaymentSource::Webhook).await?;
    stage.resume(33, VILLA, &at_work("Wayan")).await
}

/// Taken in time, and ready too late.
async fn a_kitchen_that_falls_behind(stage: Stage) -> Result<(), Over> {
    let dewi = at_work("Dewi");
    let mut scene = stage.place(meal()).await?;
    scene.then(2, &dewi, Command::Accept { eta: None }).await?;
    scene.then(20, &dewi, Command::Ready).await?;
    scene.then(5, &at_work("Sari"), Command::Complete).await
}

/// Rings until somebody who watches takes it; after a while the kitchen does.
async fn nobody_comes(stage: Stage) -> Result<(), Over> {
    let dewi = at_work("Dewi");
    let mut scene = stage.place(meal()).await?;
    scene.then(55, &dewi, Command::Accept { eta: None }).await?;
    scene.then(5, &dewi, Command::Ready).await?;
    scene.then(5, &at_work("Sari"), Command::Complete).await
}

async fn a_dispute(stage: Stage) -> Result<(), Over> {
    let mut scene = stage.place(parcel()).await?;
    pay(&mut scene, 1, PaymentState::Paid, PaymentSource::Webhook).await?;
    send(&mut scene).await?;
    scene.then(2, &at_work("Made"), Command::Complete).await?;
    let report = CaseReport {
        kind: CaseKind::Dispute,
        reference: Some(format!("chargeback-{}", scene.order.code)),
        amount: None,
        cumulative: false,
        reason: Some("kartu tidak dikenal / card not recognised".to_owned()),
        state: None,
        due_at: None,
    };
    scene.then(2, &Actor::system(), Command::OpenCase(Box::new(report))).await?;
    decide(&mut scene, &[CaseState::Won]).await
}

async fn a_refund(stage: Stage) -> Result<(), Over> {
    let mut scene = stage.place(parcel()).await?;
    pay(&mut scene, 1, PaymentState::Paid, PaymentSource::Webhook).await?;
    let reason = Some("pelanggan berubah pikiran / changed their mind".to_owned());
    scene.then(4, &at_work("Ayu"), Command::Cancel { reason }).await?;
    decide(&mut scene, &[CaseState::Approved, CaseState::Refunded]).await
}

/// The gateway's report never arrived; asking it brought the payment to light.
async fn a_report_that_was_lost(stage: Stage) -> Result<(), Over> {
    let mut scene = stage.place(parcel()).await?;
    pay(&mut scene, 1, PaymentState::Pending, PaymentSource::Webhook).await?;
    pay(&mut scene, 5, PaymentState::Paid, PaymentSource::Recovery).await?;
    scene.then(5, &at_work("Made"), Command::Start).await
}

async fn a_card_that_fails(stage: Stage) -> Result<(), Over> {
    let mut scene = stage.place(parcel()).await?;
    pay(&mut scene, 2, PaymentState::Failed, PaymentSource::Webhook).await?;
    scene.then(6, &at_work("Agus"), Command::Expire).await
}

async fn sold_out(stage: Stage) -> Result<(), Over> {
    let reason = Some("habis / sold out".to_owned());
    let mut scene = stage.place(prepaid_meal()).await?;
    pay(&mut scene, 1, PaymentState::Paid, PaymentSource::Webhook).await?;
    scene.then(6, &at_work("Dewi"), Command::Decline { reason }).await?;
    decide(&mut scene, &[CaseState::Approved, CaseState::Refunded]).await
}

async fn a_wrong_click(stage: Stage) -> Result<(), Over> {
    let mut scene = stage.place(meal()).await?;
    scene.then(3, &at_work("Agus"), Command::Cancel { reason: None }).await?;
    scene.then(4, &at_work("Agus"), Command::Reopen).await?;
    scene.then(5, &at_work("Dewi"), Command::Accept { eta: None }).await?;
    scene.then(6, &at_work("Dewi"), Command::Ready).await?;
    scene.then(4, &at_work("Sari"), Command::Complete).await
}

async fn money_that_comes_late(stage: Stage) -> Result<(), Over> {
    let mut scene = stage.place(parcel()).await?;
    scene.then(3, &at_work("Agus"), Command::Expire).await?;
    pay(&mut scene, 4, PaymentState::Paid, PaymentSource::Webhook).await?;
    scene.then(6, &at_work("Agus"), Command::Reopen).await?;
    send(&mut scene).await
}

/// Some nights in the villa. Those that somebody else has are not asked for again.
async fn a_stay(stage: &Stage) -> Result<Scene, Over> {
    for _ in 0..3 {
        if let Ok(scene) = stage.place(nights()).await {
            return Ok(scene);
        }
    }
    stage.place(nights()).await
}

async fn pay(scene: &mut Scene, after: u64, state: PaymentState, source: PaymentSource) -> Result<(), Over> {
    let report = PaymentReport {
        provider: "demo".to_owned(),
        reference: format!("{}-1", scene.order.code),
        transaction: None,
        method: Some("QRIS".to_owned()),
        state,
        amount: None,
        source,
    };
    scene.then(after, &Actor::system(), Command::ReportPayment(Box::new(report))).await
}

async fn send(scene: &mut Scene) -> Result<(), Over> {
    let made = at_work("Made");
    scene.then(3, &made, Command::Start).await?;
    let tracking_no = Some(format!("JNE{}", rand::random_range(100_000..999_999)));
    scene
        .then(4, &made, Command::Ship { courier: Some("JNE".to_owned()), tracking_no, replace: false })
        .await?;
    move_parcel(scene, ShipmentState::InTransit, "gudang Denpasar / Denpasar hub").await
}

async fn move_parcel(scene: &mut Scene, state: ShipmentState, text: &str) -> Result<(), Over> {
    let news =
        Command::UpdateShipment { courier: None, tracking_no: None, state, text: Some(text.to_owned()) };
    scene.then(4, &Actor::system(), news).await
}

/// The shelf is counted, and there is less than there should be; later somebody fills it up again.
async fn a_shelf_runs_low(stage: Stage) -> Result<(), Over> {
    let (_, sku, _) = some_goods();
    let level = |stock| Report::Stock {
        product: ProductKey::Sku(sku.to_owned()),
        edit: ProductEdit { stock: Some(Some(stock)), ..ProductEdit::default() },
    };
    stage.tell(2, level(rand::random_range(1..5))).await?;
    stage.tell(20, level(FULL_SHELF)).await
}

async fn a_new_customer(stage: Stage) -> Result<(), Over> {
    let number: u32 = rand::random_range(1_000..1_000_000);
    let user = UserReport {
        id: format!("demo-{number}"),
        name: a_customer().to_owned(),
        email: Some(format!("customer-{number}@demo.test")),
        phone: None,
    };
    stage.tell(1, Report::User(user)).await?;
    // An event that only this app knows of.
    let call = CustomEvent {
        name: "table.called".to_owned(),
        text: Some(format!("Meja {} memanggil / table {0} calls", number % 12 + 1)),
        vendor_id: Some(RESTAURANT.to_owned()),
        data: Map::from_iter([("table".to_owned(), (number % 12 + 1).into())]),
    };
    stage.tell(6, Report::Custom(call)).await
}

/// Moves the newest case on.
async fn decide(scene: &mut Scene, through: &[CaseState]) -> Result<(), Over> {
    for to in through {
        let code = scene.order.cases.last().ok_or(Over)?.code.clone();
        scene.then(4, &at_work("Ayu"), Command::MoveCase { code, to: *to }).await?;
    }
    Ok(())
}
