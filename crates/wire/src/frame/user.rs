//! Frames about users: the answer to a sign-in, and who of a watchlist is there.

use std::sync::Arc;

use bytes::Bytes;

use super::{quote, text};

/// The answer to a sign-in; `user_data` goes back as it came.
pub fn signin_success(user_data: &str) -> Bytes {
    let mut frame = text(64 + user_data.len() * 5 / 4);
    frame.extend(br#"{"event":"pusher:signin_success","data":{"user_data":"#);
    quote(&mut frame, user_data);
    frame.extend(b"}}");
    frame.finish()
}

/// Which users of somebody's watchlist are online and which are not. Empty lists are left out.
pub fn watchlist_events(online: &[Arc<str>], offline: &[Arc<str>]) -> Bytes {
    let mut data = Vec::from(br#"{"events":["#);
    for (name, users) in [("online", online), ("offline", offline)] {
        if users.is_empty() {
            continue;
        }
        if data.ends_with(b"}") {
            data.push(b',');
        }
        data.extend_from_slice(br#"{"name":"#);
        quote(&mut data, name);
        data.extend_from_slice(br#","user_ids":["#);
        for (place, user) in users.iter().enumerate() {
            if place > 0 {
                data.push(b',');
            }
            quote(&mut data, user);
        }
        data.extend_from_slice(b"]}");
    }
    data.extend_from_slice(b"]}");
    let data = String::from_utf8(data).expect("JSON made of strings is a string");
    let mut frame = text(64 + data.len() * 5 / 4);
    frame.extend(br#"{"event":"pusher_internal:watchlist_events","data":"#);
    quote(&mut frame, &data);
    frame.extend(b"}");
    frame.finish()
}

#[cfg(test)]
mod tests {
    use super::super::tests::payload;
    use super::*;

    #[test]
    fn every_user_frame_as_text() {
        let users = |ids: &[&str]| ids.iter().map(|id| Arc::from(*id)).collect::<Vec<_>>();
        let frames = [
            signin_success(r#"{"id": "u1"}"#),
            watchlist_events(&users(&["u2"]), &[]),
            watchlist_events(&[], &users(&["u\"3", "u4"])),
            watchlist_events(&users(&["u2"]), &users(&["u3"])),
        ];
        let texts: Vec<String> = frames.iter().map(payload).collect();
        insta::assert_snapshot!(texts.join("\n"));
    }
}
