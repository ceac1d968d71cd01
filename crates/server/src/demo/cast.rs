//! The places and people of the demo. Names that exist nowhere, addresses that reach nobody.

use orderbell_orders::{
    Actor, ActorKind, Currency, Flow, Flows, Locale, MoneyInput, ProductEdit, VendorEdit,
};
use orderbell_store::{AppId, CreateUserError, NewUser, ProductCommand, Role, Scope, Store, VendorWrite};

use super::orders::GOODS;
use crate::auth::password::Passwords;

/// Pieces of a product after it has been filled up.
pub(super) const FULL_SHELF: i64 = 40;

/// The shop.
pub(super) const SHOP: &str = "toko";
/// The restaurant.
pub(super) const RESTAURANT: &str = "warung";
/// The villa.
pub(super) const VILLA: &str = "villa";

/// Somebody who works here.
pub(super) struct Person {
    pub(super) email: &'static str,
    pub(super) name: &'static str,
    pub(super) part: &'static str,
    role: Role,
    vendor: Option<&'static str>,
    locale: Locale,
}

/// Everybody who can sign in.
pub(super) const PEOPLE: [Person; 6] = [
    staff("agus@demo.test", "Agus", "owner, sees everything (English)", Role::Owner, None, Locale::En),
    staff("ayu@demo.test", "Ayu", "admin, melihat semuanya (Indonesia)", Role::Admin, None, Locale::Id),
    staff(
        "dewi@demo.test",
        "Dewi",
        "kitchen of the restaurant (Indonesia)",
        Role::Vendor,
        Some(RESTAURANT),
        Locale::Id,
    ),
    staff(
        "sari@demo.test",
        "Sari",
        "cashier of the restaurant (Indonesia)",
        Role::Cashier,
        Some(RESTAURANT),
        Locale::Id,
    ),
    staff("made@demo.test", "Made", "the shop's packer (English)", Role::Vendor, Some(SHOP), Locale::En),
    staff("wayan@demo.test", "Wayan", "the villa's host (English)", Role::Vendor, Some(VILLA), Locale::En),
];

const fn staff(
    email: &'static str,
    name: &'static str,
    part: &'static str,
    role: Role,
    vendor: Option<&'static str>,
    locale: Locale,
) -> Person {
    Person { email, name, part, role, vendor, locale }
}

/// Flows in which waiting is told after seconds instead of minutes: whoever watches a demo has no patience.
pub(super) fn flows() -> Flows {
    let hurried = Flows::default()
        .iter()
        .map(|flow| {
            let mut flow = Flow::clone(flow);
            let deadlines = &mut flow.deadlines;
            deadlines.accept_warn_seconds = deadlines.accept_warn_seconds.map(|_| 20);
            deadlines.accept_alarm_seconds = deadlines.accept_alarm_seconds.map(|_| 30);
            deadlines.accept_limit_seconds = deadlines.accept_limit_seconds.map(|_| 45);
            match flow.name.as_str() {
                "restaurant" => deadlines.ready_seconds = Some(14),
                "booking" => {
                    deadlines.accept_limit_seconds = Some(25);
                    deadlines.auto_decline = true;
                }
                _ => {}
            }
            flow
        })
        .collect();
    Flows::new(hurried).expect("the default flows with other deadlines")
}

/// Opens the three places, and fills the shop's shelves.
pub(super) async fn furnish(store: &Store, app: AppId, currency: Currency) -> anyhow::Result<()> {
    let now = jiff::Timestamp::now();
    let places = [
        (SHOP, "Toko Kopi Gayo", "shop"),
        (RESTAURANT, "Warung Dewi", "restaurant"),
        (VILLA, "Villa Teratai", "booking"),
    ];
    for (id, name, flow) in places {
        let edit = VendorEdit {
            name: Some(name.to_owned()),
            flow: Some(Some(flow.to_owned())),
            // One guest in vain is enough for a demo.
            pause_after_misses: (id == VILLA).then_some(1),
            pause_s: (id == VILLA).then_some(60),
            ..VendorEdit::default()
        };
        store.write_vendor(app, id.to_owned(), edit, VendorWrite::Put, Actor::system(), now).await??;
    }
    for (name, sku, price) in GOODS {
        let product = ProductEdit {
            vendor_id: Some(Some(SHOP.to_owned())),
            name: Some(name.to_owned()),
            price: Some(Some(MoneyInput::Major(price.to_owned()).resolve(currency)?)),
            stock: Some(Some(FULL_SHELF)),
            ..ProductEdit::default()
        };
        let put = ProductCommand::Put(product);
        let actor = Actor::api(Some("demo".to_owned()));
        store.product_command(app, sku.to_owned(), put, Scope::All, actor, None, None, now).await?;
    }
    Ok(())
}

/// Gives everybody an account, unless the folder has it from before.
pub(super) async fn hire(store: &Store, app: AppId, password: &str) -> anyhow::Result<()> {
    let hash = Passwords::new()?.hash(password.to_owned().into()).await?;
    for person in &PEOPLE {
        let user = NewUser {
            email: person.email.to_owned(),
            name: person.name.to_owned(),
            vendor_id: person.vendor.map(str::to_owned),
            locale: Some(person.locale),
            password_hash: Some(hash.clone()),
        };
        match store.create_user(app, person.role, user, jiff::Timestamp::now()).await {
            Ok(_) | Err(CreateUserError::EmailTaken) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// One of them at work.
pub(super) fn at_work(name: &'static str) -> Actor {
    let person = PEOPLE.iter().find(|person| person.name == name).expect("a name of this file");
    let kind = match person.role {
        Role::Owner | Role::Admin => ActorKind::Admin,
        Role::Vendor => ActorKind::Vendor,
        Role::Cashier => ActorKind::Cashier,
        Role::Customer => ActorKind::Customer,
    };
    Actor {
        kind,
        id: Some(person.email.to_owned()),
        name: Some(name.to_owned()),
        vendor_id: person.vendor.map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_hurried_flows_are_valid() {
        assert_eq!(super::flows().iter().count(), super::Flows::default().iter().count());
    }
}
