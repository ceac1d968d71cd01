//! Two apps on the streams that are not Pusher's: rooms of one name, positions of one number, and links of orders.

use orderbell_testkit::{EventStream, RawSocket, TestServer};
use serde_json::json;

use crate::{
    apps::{App, BINARY},
    things::order,
};

fn two() -> (TestServer, App, App) {
    let server = TestServer::start(BINARY);
    let warung = App::first(&server);
    let villa = App::second(&server, &warung.owner);
    (server, warung, villa)
}

fn act(app: &App, uid: &str, action: &str) {
    let reply = app.api.post_empty(&format!("/v1/orders/{uid}/{action}"));
    assert_eq!(reply.status, 200, "{}", reply.text);
}

#[test]
fn rooms_of_one_name_are_two_rooms() {
    let (server, warung, villa) = two();
    let (theirs, their_link) = warung.place(&order("W-1", "7", true));
    let (own, own_link) = villa.place(&order("V-1", "7", true));
    let mut staff = RawSocket::open(server.authority());
    for room in ["admin", "vendor:7"] {
        let joined = staff.join(room, &villa.api_key);
        assert_eq!(
            (&joined["type"], &joined["seq"]),
            (&json!("joined"), &json!(1)),
            "the log is the villa's: {joined}"
        );
    }
    let mut guest = RawSocket::open(server.authority());
    assert_eq!(guest.join(&format!("order:{own}"), &own_link)["type"], "joined");
    for (room, token) in
        [(&theirs, &villa.api_key), (&theirs, &own_link), (&own, &their_link), (&own, &warung.api_key)]
    {
        let room = format!("order:{room}");
        let refused = RawSocket::open(server.authority()).join(&room, token);
        assert_eq!((&refused["type"], &refused["room"]), (&json!("error"), &json!(room)), "{refused}");
        // A link that fits no order and an order of nobody's look the same.
        let unknown = "order:01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f";
        let missing = RawSocket::open(server.authority()).join(unknown, token);
        assert_eq!((&refused["code"], &refused["message"]), (&missing["code"], &missing["message"]));
    }

    // The warung's events come first; the first that is heard is the villa's own.
    act(&warung, &theirs, "accept");
    warung.place(&order("W-2", "7", true));
    act(&villa, &own, "accept");
    for room in ["admin", "vendor:7"] {
        let heard = staff.expect("order_status_update");
        let fields = (&heard["room"], &heard["seq"], &heard["data"]["order"]["uid"]);
        assert_eq!(fields, (&json!(room), &json!(2), &json!(own)), "{heard}");
    }
    assert_eq!(guest.expect("order_status_update")["data"]["order"]["uid"], json!(own));
}

#[test]
fn a_stream_of_one_app_has_nothing_of_another_and_its_position_leads_nowhere() {
    let (server, warung, villa) = two();
    let (theirs, their_link) = warung.place(&order("W-1", "7", true));
    let (own, own_link) = villa.place(&order("V-1", "7", true));
    act(&warung, &theirs, "accept");
    let key = |app: &App| format!("Bearer {}", app.api_key);
    let (warungs, villas) = (key(&warung), key(&villa));
    let open = |query: &str, headers: &[(&str, &str)]| EventStream::open(server.authority(), query, headers);

    let mut at_warung = open("rooms=admin,vendor:7", &[("authorization", &warungs)]);
    assert_eq!(at_warung.expect("joined")["seq"], 2);
    let place = at_warung.last_id.clone();
    let mut stream = open("rooms=admin,vendor:7", &[("authorization", &villas), ("last-event-id", &place)]);
    assert_eq!(stream.expect("reset")["reason"], "epoch", "a position in another app's log");
    assert_eq!(stream.expect("joined")["seq"], 1);
    let mut from_the_start = open("rooms=admin&after=0", &[("authorization", &villas)]);
    from_the_start.expect("joined");
    let first = from_the_start.expect("message");
    assert_eq!((&first["seq"], &first["data"]["order"]["uid"]), (&json!(1), &json!(own)), "{first}");

    act(&warung, &theirs, "ready");
    act(&villa, &own, "accept");
    for room in ["admin", "vendor:7"] {
        let heard = stream.expect("message");
        let fields = (&heard["room"], &heard["seq"], &heard["data"]["order"]["uid"]);
        assert_eq!(fields, (&json!(room), &json!(2), &json!(own)), "{heard}");
    }
    assert_eq!(at_warung.expect("message")["data"]["order"]["uid"], json!(theirs));

    let status = |room: &str, headers: &[(&str, &str)]| open(room, headers).status;
    let authorized: &[(&str, &str)] = &[("authorization", &villas)];
    let unknown = "rooms=order:01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f";
    assert_eq!(status(&format!("rooms=order:{own}"), authorized), 200);
    assert_eq!(status(&format!("rooms=order:{theirs}"), authorized), 403);
    assert_eq!(status(unknown, authorized), 403, "as if there were no such order");
    assert_eq!(status(&format!("rooms=order:{own}&token={own_link}"), &[]), 200);
    assert_eq!(status(&format!("rooms=order:{own}&token={their_link}"), &[]), 401);
    assert_eq!(status(&format!("{unknown}&token={their_link}"), &[]), 401);
}
