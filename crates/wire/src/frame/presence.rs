//! Frames of presence channels: who is there, who came, who left.
//!
//! Every member has a key in the list, with `null` where nothing is told about the user: clients take a missing key
//! for a missing user. Ids are strings everywhere.

use bytes::Bytes;

use super::{of_channel, quote};
use crate::channel::ChannelName;

/// Confirms a subscription and lists the members, the new one included: ids and what is told about each, as JSON
/// text.
pub fn presence_succeeded<'m>(
    channel: &ChannelName,
    members: impl Iterator<Item = (&'m str, Option<&'m str>)>,
) -> Bytes {
    let (mut ids, mut hash, mut count) = (Vec::new(), Vec::new(), 0_usize);
    for (id, info) in members {
        if count > 0 {
            ids.push(b',');
            hash.push(b',');
        }
        count += 1;
        quote(&mut ids, id);
        quote(&mut hash, id);
        hash.push(b':');
        hash.extend_from_slice(info.unwrap_or("null").as_bytes());
    }
    let [ids, hash] =
        [ids, hash].map(|json| String::from_utf8(json).expect("JSON made of strings is a string"));
    let data = format!(r#"{{"presence":{{"ids":[{ids}],"hash":{{{hash}}},"count":{count}}}}}"#);
    of_channel("pusher_internal:subscription_succeeded", channel, &data)
}

/// Tells the others that a user has come; `info` is JSON text.
pub fn member_added(channel: &ChannelName, id: &str, info: Option<&str>) -> Bytes {
    let data = format!(r#"{{"user_id":{},"user_info":{}}}"#, quoted(id), info.unwrap_or("null"));
    of_channel("pusher_internal:member_added", channel, &data)
}

/// Tells the others that a user's last connection has left.
pub fn member_removed(channel: &ChannelName, id: &str) -> Bytes {
    of_channel("pusher_internal:member_removed", channel, &format!(r#"{{"user_id":{}}}"#, quoted(id)))
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string always serializes")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::super::tests::{channel, payload};
    use super::*;

    #[test]
    fn every_presence_frame_as_text() {
        let room = channel("presence-room");
        let members = [("10", None), ("u\"1", Some(r#"{"name": "\u00e9"}"#))];
        let frames = [
            presence_succeeded(&room, members.into_iter()),
            presence_succeeded(&room, std::iter::empty()),
            member_added(&room, "u\"1", Some(r#"{"name": "A"}"#)),
            member_added(&room, "10", None),
            member_removed(&room, "u\"1"),
        ];
        let texts: Vec<String> = frames.iter().map(payload).collect();
        insta::assert_snapshot!(texts.join("\n"));
    }

    proptest! {
        #[test]
        fn check_46_ids_hash_and_count_agree(ids in prop::collection::btree_set(any::<String>(), 0..20)) {
            let frame = presence_succeeded(&channel("presence-a"), ids.iter().map(|id| (&**id, Some("[1]"))));
            let frame: Value = serde_json::from_str(&payload(&frame)).unwrap();
            let data: Value = serde_json::from_str(frame["data"].as_str().unwrap()).unwrap();
            let list = &data["presence"];
            prop_assert_eq!(list["count"].as_u64(), Some(ids.len() as u64));
            prop_assert_eq!(list["ids"].as_array().unwrap().len(), ids.len());
            for id in &ids {
                prop_assert_eq!(&list["hash"][id], &serde_json::json!([1]));
            }
        }
    }
}
