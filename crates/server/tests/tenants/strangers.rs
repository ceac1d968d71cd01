//! Every operation that needs credentials, asked without any, and with wrong ones.

use crate::{
    apps::App,
    document::operations,
    neighbours::{assert_unchanged, everything, server},
    things::fill,
};

#[test]
fn without_credentials_nothing_is_answered_and_nothing_happens() {
    let server = server();
    let warung = fill(&server, App::first(&server));
    let before = everything(&warung);
    // A stranger's body is not read, which ends the connection.
    let anyone = server.anonymous().header("Connection", "close");
    let strangers = [
        ("nobody", anyone.clone()),
        ("a key that is none", anyone.bearer("ob_this-is-no-key-at-all")),
        ("a link of no order", anyone.bearer("AAAAAAAAAAAAAAAAAAAAAA")),
        ("a wrong secret", anyone.header("Authorization", "Basic YTpi")),
        ("a scheme of their own", anyone.header("Authorization", "Digest username=\"a\"")),
        (
            "a session that has never been",
            anyone.header("Cookie", "orderbell_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        ),
    ];
    let (mut asked, mut wrong) = (0, Vec::new());
    for operation in operations().iter().filter(|operation| operation.secured) {
        let path = operation.filled(&warung.things);
        let path = if operation.endless { format!("{path}?rooms=order:{}", warung.uid) } else { path };
        for (who, client) in &strangers {
            let reply = operation.ask(client, &path);
            let kind = reply.header("content-type");
            if (reply.status, kind) != (401, Some("application/problem+json")) {
                wrong.push(format!("{who}: {} {path}: {} {}", operation.method, reply.status, reply.text));
            }
            asked += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(asked > 500, "{asked} requests");
    assert_unchanged(&warung, &before);
}
