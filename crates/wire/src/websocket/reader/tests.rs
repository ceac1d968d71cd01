use proptest::prelude::*;

use super::*;

const LIMIT: usize = 1000;

/// A frame as a client sends it.
fn masked(first: u8, payload: &[u8], mask: [u8; 4]) -> Vec<u8> {
    let mut frame = vec![first];
    match payload.len() {
        length @ ..=125 => frame.push(0x80 | length as u8),
        length @ ..=65_535 => {
            frame.push(0x80 | 126);
            frame.extend((length as u16).to_be_bytes());
        }
        length => {
            frame.push(0x80 | 127);
            frame.extend((length as u64).to_be_bytes());
        }
    }
    frame.extend(mask);
    frame.extend(payload.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask));
    frame
}

fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    masked(first, payload, [1, 2, 3, 4])
}

/// Everything a reader says about a byte stream that arrives in the given pieces.
fn read<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<String> {
    let mut reader = Reader::new();
    let mut said = Vec::new();
    for piece in pieces {
        let mut bytes = piece.to_vec();
        let mut input = Input::new(&mut bytes);
        loop {
            match reader.next(&mut input, LIMIT) {
                Ok(Some(message)) => said.push(format!("{message:?}")),
                Ok(None) => break,
                Err(violation) => {
                    said.push(format!("{violation:?}"));
                    return said;
                }
            }
        }
    }
    said
}

fn read_whole(bytes: &[u8]) -> Vec<String> {
    read([bytes])
}

#[test]
fn whole_frames_are_read_without_keeping_anything() {
    let mut bytes = [frame(0x81, b"one"), frame(0x89, b"p"), frame(0x81, b"two")].concat();
    let mut reader = Reader::new();
    let mut input = Input::new(&mut bytes);
    assert_eq!(reader.next(&mut input, LIMIT), Ok(Some(Message::Text("one"))));
    assert_eq!(reader.next(&mut input, LIMIT), Ok(Some(Message::Ping(b"p"))));
    assert_eq!(reader.next(&mut input, LIMIT), Ok(Some(Message::Text("two"))));
    assert_eq!(reader.next(&mut input, LIMIT), Ok(None));
    assert!(reader.is_idle());
    assert_eq!(size_of::<Reader>(), size_of::<usize>());
}

#[test]
fn a_split_frame_is_kept_and_then_freed() {
    let bytes = frame(0x81, b"hello");
    let mut reader = Reader::new();
    for byte in &bytes[..bytes.len() - 1] {
        assert_eq!(reader.next(&mut Input::new(&mut [*byte]), LIMIT), Ok(None));
        assert!(!reader.is_idle());
    }
    let mut last = [bytes[bytes.len() - 1]];
    let mut input = Input::new(&mut last);
    assert_eq!(reader.next(&mut input, LIMIT), Ok(Some(Message::Text("hello"))));
    assert_eq!(reader.next(&mut input, LIMIT), Ok(None));
    assert!(reader.is_idle());
}

#[test]
fn the_masked_example_of_the_rfc() {
    let bytes = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58];
    assert_eq!(read_whole(&bytes), [r#"Text("Hello")"#]);
}

#[test]
fn fragments_are_joined_and_control_frames_may_come_between() {
    let bytes = [
        frame(0x01, b"a"),
        frame(0x89, b"ping"),
        frame(0x00, "é".as_bytes().split_at(1).0),
        frame(0x80, "é".as_bytes().split_at(1).1),
        frame(0x81, b"next"),
    ]
    .concat();
    assert_eq!(read_whole(&bytes), ["Ping([112, 105, 110, 103])", r#"Text("aé")"#, r#"Text("next")"#]);
}

#[test]
fn an_empty_message_is_a_message() {
    assert_eq!(read_whole(&frame(0x81, b"")), [r#"Text("")"#]);
    let fragments = [frame(0x01, b""), frame(0x80, b""), frame(0x81, b"x")].concat();
    assert_eq!(read_whole(&fragments), [r#"Text("")"#, r#"Text("x")"#]);
}

#[test]
fn check_152_what_is_not_text_within_the_limit_is_refused() {
    assert_eq!(Violation::Binary.close_code(), 1003);
    assert_eq!(Violation::NotUtf8.close_code(), 1007);
    assert_eq!(Violation::TooBig.close_code(), 1009);
    assert_eq!(read_whole(&frame(0x82, b"x")), ["Binary"]);
    assert_eq!(read_whole(&frame(0x81, b"\xff")), ["NotUtf8"]);
    assert_eq!(read_whole(&frame(0x81, &[b'x'; LIMIT])).len(), 1);
    assert_eq!(read_whole(&frame(0x81, &[b'x'; LIMIT + 1])), ["TooBig"]);
    // The announcement is enough, whatever it announces.
    assert_eq!(read_whole(&[0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), ["TooBig"]);
    // Fragments count together.
    let fragments = [frame(0x01, &[b'x'; LIMIT]), frame(0x80, b"x")].concat();
    assert_eq!(read_whole(&fragments), ["TooBig"]);
}

#[test]
fn broken_framing_is_refused_as_early_as_possible() {
    for violation in [
        Violation::ReservedBits,
        Violation::UnknownOpCode,
        Violation::Unmasked,
        Violation::ControlFrame,
        Violation::Fragment,
        Violation::CloseFrame,
    ] {
        assert_eq!(violation.close_code(), 1002);
    }
    assert_eq!(read_whole(&[0xc1]), ["ReservedBits"]);
    assert_eq!(read_whole(&[0x83]), ["UnknownOpCode"]);
    assert_eq!(read_whole(&[0x81, 0x00]), ["Unmasked"]);
    assert_eq!(read_whole(&[0x09]), ["ControlFrame"]);
    assert_eq!(read_whole(&[0x89, 0xfe]), ["ControlFrame"]);
    assert_eq!(read_whole(&[0x80]), ["Fragment"]);
    assert_eq!(read_whole(&[frame(0x01, b"a"), frame(0x81, b"b")].concat()), ["Fragment"]);
    // After the last fragment a continuation has nothing to continue.
    assert_eq!(
        read_whole(&[frame(0x01, b"a"), frame(0x80, b"b"), frame(0x80, b"c")].concat()),
        [r#"Text("ab")"#, "Fragment"]
    );
}

#[test]
fn close_frames_are_checked() {
    assert_eq!(read_whole(&frame(0x88, b"")), [r#"Close { code: None, reason: "" }"#]);
    assert_eq!(
        read_whole(&frame(0x88, &[0x03, 0xe8, b'o', b'k'])),
        [r#"Close { code: Some(1000), reason: "ok" }"#]
    );
    assert_eq!(read_whole(&frame(0x88, b"x")), ["CloseFrame"]);
    assert_eq!(read_whole(&frame(0x88, &[0x03, 0xe8, 0xff])), ["NotUtf8"]);
    for code in [0_u16, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535] {
        assert_eq!(read_whole(&frame(0x88, &code.to_be_bytes())), ["CloseFrame"], "{code}");
    }
}

#[test]
fn an_announcement_over_the_limit_is_refused_when_its_last_byte_arrives() {
    let header = [0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
    assert_eq!(read(header.chunks(1)), ["TooBig"]);
    assert_eq!(read([&header[..5], &header[5..]]), ["TooBig"]);
}

#[test]
fn a_fragment_that_cannot_become_text_is_refused_before_the_last() {
    let (whole, cut) = ("é".as_bytes(), "☃".as_bytes().split_at(2));
    let fragments = [frame(0x01, cut.0), frame(0x00, cut.1), frame(0x00, whole)].concat();
    assert_eq!(read_whole(&fragments), [""; 0]);
    assert_eq!(read_whole(&[frame(0x01, cut.0), frame(0x00, whole)].concat()), ["NotUtf8"]);
    assert_eq!(read_whole(&[frame(0x01, b"fine"), frame(0x00, b"\xff")].concat()), ["NotUtf8"]);
    assert_eq!(read_whole(&[frame(0x01, cut.0), frame(0x80, b"")].concat()), ["NotUtf8"]);
}

#[test]
fn binary_messages_are_for_who_asks_for_them() {
    let mut bytes =
        [frame(0x02, b"\xff"), frame(0x80, b"\xfe"), frame(0x81, b"text"), frame(0x01, b"\xff")].concat();
    let mut reader = Reader::new();
    let mut input = Input::new(&mut bytes);
    assert_eq!(reader.next_of_any_kind(&mut input, LIMIT), Ok(Some(Message::Binary(b"\xff\xfe"))));
    assert_eq!(reader.next_of_any_kind(&mut input, LIMIT), Ok(Some(Message::Text("text"))));
    assert_eq!(reader.next_of_any_kind(&mut input, LIMIT), Err(Violation::NotUtf8));
}

/// Mostly sound traffic, with the odd broken frame.
fn traffic() -> impl Strategy<Value = Vec<u8>> {
    let first = prop_oneof![
        4 => Just(0x81_u8),
        1 => Just(0x01),
        2 => Just(0x80),
        1 => Just(0x00),
        1 => Just(0x89),
        1 => Just(0x8a),
        1 => Just(0x88),
    ];
    let payload = prop_oneof![
        3 => ".{0,20}".prop_map(String::into_bytes),
        1 => "[a-z]{100,300}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..40),
    ];
    prop::collection::vec((first, payload, any::<[u8; 4]>()), 0..8).prop_map(|frames| {
        frames.iter().flat_map(|(first, payload, mask)| masked(*first, payload, *mask)).collect()
    })
}

fn split<'a>(bytes: &'a [u8], cuts: &[prop::sample::Index]) -> Vec<&'a [u8]> {
    let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
    at.sort_unstable();
    let mut pieces = Vec::new();
    let mut start = 0;
    for end in at.into_iter().chain([bytes.len()]) {
        pieces.push(&bytes[start..end]);
        start = end;
    }
    pieces
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6)) {
        prop_assert_eq!(read_whole(&bytes), read(split(&bytes, &cuts)));
    }

    #[test]
    fn split_points_do_not_matter(bytes in traffic(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12)) {
        let whole = read_whole(&bytes);
        prop_assert_eq!(&whole, &read(split(&bytes, &cuts)));
        prop_assert_eq!(&whole, &read(bytes.chunks(1)));
    }

    #[test]
    fn masking_twice_changes_nothing(payload in prop::collection::vec(any::<u8>(), 0..100), mask in any::<[u8; 4]>()) {
        let mut masked = payload.clone();
        unmask(&mut masked, mask);
        let expected: Vec<u8> = payload.iter().enumerate().map(|(at, byte)| byte ^ mask[at % 4]).collect();
        prop_assert_eq!(&masked, &expected);
        unmask(&mut masked, mask);
        prop_assert_eq!(masked, payload);
    }

    #[test]
    fn text_survives_masking(text in ".{0,200}", mask in any::<[u8; 4]>()) {
        prop_assert_eq!(read_whole(&masked(0x81, text.as_bytes(), mask)), [format!("{:?}", Message::Text(&text))]);
    }
}
