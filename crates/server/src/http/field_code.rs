//! What is wrong with a field, as a word for programs and the numbers in it: the dashboard says it in Indonesian.
//!
//! Fields are checked in several crates, and each says what is wrong in one English sentence. Those sentences come in few
//! forms, which are listed here with their code, so that a check need not know of codes, and one that finds new words
//! is at worst shown in English. A form's blanks are the parameters.

use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// Stable identifier of what is wrong with a field. `other` says that only the message tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "between")]
#[expect(missing_docs, reason = "each has its sentence below")]
pub enum FieldCode {
    Required,
    RequiredLine,
    Between,
    Characters,
    OneLine,
    TooLong,
    TooMany,
    AtLeastOne,
    Identifier,
    Signs,
    OneOf,
    AppFlow,
    NotNegative,
    NotMoreThan,
    WholeNumber,
    TrueOrFalse,
    Time,
    TimeZone,
    Language,
    Email,
    EmailTaken,
    Phone,
    PasswordLength,
    PasswordWrong,
    MoneyForm,
    MoneyDecimals,
    MoneyTooLarge,
    OwnVendor,
    Url,
    UrlScheme,
    UrlCredentials,
    UrlFragment,
    UrlQuery,
    UrlPort,
    UrlForbidden,
    ParcelNumber,
    Pointer,
    HeaderName,
    HeaderValue,
    Word,
    SecretRequired,
    SecretLength,
    SecretBase64,
    KeyRequired,
    KeySigns,
    KeyOfClient,
    KeyOfSandbox,
    Channel,
    Origin,
    EventType,
    EventNames,
    EventReserved,
    Status,
    FlowsNone,
    FlowsTooMany,
    FlowName,
    FlowTwice,
    FlowSteps,
    FlowDeliverySteps,
    FlowAccept,
    FlowPay,
    FlowLabel,
    FlowDeadline,
    FlowOrder,
    FlowDecline,
    FlowNoStep,
    FlowShip,
    FlowDays,
    Other,
}

use FieldCode as Code;

/// The forms, the closer before the wider one. A blank takes what is there up to the words after it.
const FORMS: &[(Code, &str)] = &[
    (Code::Required, "is required"),
    (Code::Required, "has no value yet"),
    (Code::SecretRequired, "is required: the provider chooses it"),
    (Code::KeyRequired, "is required, because the account is new or points elsewhere than before"),
    (Code::RequiredLine, "is required: 1 to {max} characters"),
    (Code::RequiredLine, "is required for a new product: 1 to {max} characters"),
    (Code::RequiredLine, "is required for a new vendor: 1 to {max} characters"),
    (Code::Between, "must be between {min} and {max}"),
    (Code::Between, "the stock must be between {min} and {max}"),
    (Code::Between, "must be a whole number from {min} to {max}, is {given}"),
    (Code::Between, "must be a whole number from {min} to {max}, not {given}"),
    (Code::SecretLength, "must have {min} to {max} characters, without spaces around them"),
    (Code::Characters, "must have {min} to {max} characters"),
    (Code::OneLine, "must be one line of {min} to {max} characters"),
    (Code::OneLine, "must be {min} to {max} characters on one line, without spaces around them"),
    (Code::OneLine, "the word for {status} must have {min} to {max} characters and no control characters"),
    (Code::TooLong, "must be at most {max} characters long, has {has}"),
    (Code::TooLong, "must be at most {max} characters long"),
    (Code::TooLong, "must have at most {max} characters"),
    (Code::HeaderValue, "must be at most {max} bytes that a header can carry"),
    (Code::TooMany, "may have {max} entries at most, this has {has}"),
    (Code::TooMany, "may have {max} types of events at most"),
    (Code::TooMany, "must name at most {max}"),
    (Code::MoneyTooLarge, "must be at most {max} minor units"),
    (Code::TooMany, "must be at most {max}"),
    (Code::AtLeastOne, "must name at least one"),
    (Code::Identifier, "must be {min} to {max} letters, digits, `-`, `_`, `.`"),
    (Code::Identifier, "must be {min} to {max} letters, digits and _-=@,.;"),
    (Code::Signs, "may only contain letters, digits and {signs}"),
    (Code::Signs, "may only contain letters, digits, {signs}"),
    (Code::AppFlow, "must be one of the app's flows"),
    (Code::EventType, "must be one of our types, such as {example}"),
    (Code::OneOf, "must be one of {known}"),
    (Code::NotNegative, "must not be negative"),
    (Code::NotMoreThan, "must not be more than {field}, which is {max}"),
    (Code::WholeNumber, "must be a whole number"),
    (Code::WholeNumber, "must be a whole number, not {given}"),
    (Code::TrueOrFalse, "must be true or false"),
    (Code::Time, "must be a time with its offset (RFC 3339), such as 2026-12-01T14:00:00+07:00"),
    (Code::TimeZone, "must be an IANA time zone such as Asia/Jakarta"),
    (Code::Language, "must be \"id\" or \"en\""),
    (Code::Email, "must be an e-mail address such as budi@example.com"),
    (Code::Email, "must be an e-mail address of at most {max} characters"),
    (Code::EmailTaken, "belongs to another account already"),
    (Code::Phone, "must be a phone number with 5 to 20 digits, such as +62 812-3456-789"),
    (Code::PasswordLength, "must have at least {min} characters and at most {max} bytes"),
    (Code::PasswordWrong, "is wrong"),
    (Code::MoneyForm, "must be a plain decimal number with {rest}"),
    (
        Code::MoneyDecimals,
        "has more decimals than {currency}, which has {max}; write thousands without separators",
    ),
    (Code::OwnVendor, "must be your own"),
    (Code::Url, "must be a URL such as {example} ({why})"),
    (Code::UrlScheme, "must begin with https://, not with {given}://"),
    (Code::UrlScheme, "must begin with https://; http:// works {rest}"),
    (
        Code::UrlCredentials,
        "must not contain a user name or password; check the signature of requests instead",
    ),
    (Code::UrlFragment, "must not contain a fragment (#...)"),
    (Code::UrlQuery, "must not have a query (?...)"),
    (Code::UrlPort, "must not use port {given}; webhooks.ports lists the permitted ones"),
    (Code::UrlForbidden, "must not point there: {why} (setting webhooks.allow_private)"),
    (Code::ParcelNumber, "must have {number} in its path or query, not in the host"),
    (Code::ParcelNumber, "must contain {number}, in whose place the number of the parcel is put"),
    (Code::Pointer, "must be a JSON pointer such as {example}, at most {max} bytes"),
    (Code::HeaderName, "is not the name of a header that can be sent"),
    (Code::HeaderName, "must be the name of a header, up to {max} characters"),
    (Code::Word, "the word must be {min} to {max} characters"),
    (Code::Word, "must be at most 50 words of {min} to {max} characters"),
    (Code::SecretBase64, "must be base64, with or without `whsec_` before it"),
    (Code::KeySigns, "must have at most {max} visible ASCII characters"),
    (Code::KeySigns, "must have at most {max} visible ASCII characters and no colon"),
    (Code::KeyOfClient, "is a client key; the server key stands beside it in Midtrans' dashboard"),
    (Code::KeyOfSandbox, "is a key of the sandbox, and the environment is production"),
    (Code::Channel, "must be a channel name, or the beginning of one and then `*`"),
    (Code::Origin, "must be an origin such as {example}, without a path, or *"),
    (Code::EventType, "must be a type of event such as {example}"),
    (Code::EventNames, "must have {min} to {max} names"),
    (Code::EventReserved, "must not begin with pusher, client- or orderbell:"),
    (Code::Status, "is no status; known are {known}"),
    (Code::Status, "must be the name of a status, such as {example}"),
    (Code::FlowsNone, "at least one flow is needed"),
    (Code::FlowsTooMany, "at most {max} flows are possible, these are {has}"),
    (Code::FlowName, "flow name `{flow}` must be {min} to {max} characters of a-z, 0-9, `_` and `-`"),
    (Code::FlowTwice, "flow `{flow}` is there twice"),
    (
        Code::FlowSteps,
        "the steps of flow `{flow}` must be a rising choice of {known}, and end with completed",
    ),
    (Code::FlowDeliverySteps, "the delivery steps of flow `{flow}` must be among its steps, {rest}"),
    (Code::FlowAccept, "flow `{flow}` needs acceptance but has no step accepted"),
    (Code::FlowPay, "flow `{flow}` needs at least {min} s to pay"),
    (Code::FlowLabel, "the labels of flow `{flow}` must be one line of {min} to {max} characters, {rest}"),
    (Code::FlowDeadline, "the deadlines of flow `{flow}` must be between {min} s and {max} s"),
    (Code::FlowOrder, "in flow `{flow}` accept_warn_seconds, accept_alarm_seconds and {rest} must not fall"),
    (Code::FlowDecline, "flow `{flow}` needs accept_limit_seconds to decline by itself"),
    (Code::FlowNoStep, "flow `{flow}` has a deadline for the step {step}, which is not among its steps"),
    (Code::FlowShip, "in flow `{flow}` ship_seconds must not be less than ready_seconds"),
    (Code::FlowDays, "flow `{flow}` cannot complete by itself later than after {max} days"),
];

/// The code of a sentence, and what fills its blanks: whole numbers as such, everything else as text.
pub(super) fn recognise(sentence: &str) -> (FieldCode, Map<String, Value>) {
    let found = FORMS.iter().find_map(|(code, form)| Some((*code, filled(form, sentence)?)));
    found.unwrap_or_else(|| (FieldCode::Other, Map::new()))
}

fn filled(form: &str, sentence: &str) -> Option<Map<String, Value>> {
    let mut parts = form.split('{');
    let mut rest = sentence.strip_prefix(parts.next()?)?;
    let mut blanks = Map::new();
    for part in parts {
        let (name, after) = part.split_once('}')?;
        let end = if after.is_empty() { rest.len() } else { rest.find(after)? };
        let (blank, remaining) = rest.split_at(end);
        let value = match blank.parse::<i64>() {
            Ok(number) => Value::from(number),
            // A limit is a number, or the sentence is another one that goes on.
            Err(_) if matches!(name, "min" | "max" | "has") => return None,
            Err(_) => Value::from(blank),
        };
        blanks.insert(name.to_owned(), value);
        rest = remaining.strip_prefix(after)?;
    }
    rest.is_empty().then_some(blanks)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_sentence_has_its_code_and_its_numbers() {
        for (sentence, code, blanks) in [
            ("is required", Code::Required, json!({})),
            ("is required: 1 to 120 characters", Code::RequiredLine, json!({"max": 120})),
            ("must be between -5 and 500", Code::Between, json!({"min": -5, "max": 500})),
            (
                "must be a whole number from 0 to 9, is -1",
                Code::Between,
                json!({"min": 0, "max": 9, "given": -1}),
            ),
            ("must be one of the app's flows", Code::AppFlow, json!({})),
            ("must be one of shop, villa", Code::OneOf, json!({"known": "shop, villa"})),
            ("must be at most 20", Code::TooMany, json!({"max": 20})),
            ("must be at most 20 characters long", Code::TooLong, json!({"max": 20})),
            (
                "must be a URL such as https://a (relative)",
                Code::Url,
                json!({"example": "https://a", "why": "relative"}),
            ),
            ("flow `a` is there twice", Code::FlowTwice, json!({"flow": "a"})),
            ("is required, but not like this", Code::Other, json!({})),
            ("", Code::Other, json!({})),
        ] {
            assert_eq!(recognise(sentence), (code, blanks.as_object().unwrap().clone()), "{sentence}");
        }
    }

    #[test]
    fn every_form_is_reached_by_its_own_sentences() {
        for (code, form) in FORMS {
            let sentence = form
                .split_inclusive('}')
                .map(|part| part.split_once('{').map_or(part.to_owned(), |(words, _)| format!("{words}7")))
                .collect::<String>();
            assert_eq!(recognise(&sentence).0, *code, "{form}: {sentence}");
        }
    }

    #[test]
    fn the_mistakes_of_a_flow_have_codes() {
        let flow = orderbell_orders::Flows::default().first().clone();
        let broken = [
            orderbell_orders::Flow { name: "A b".into(), ..flow.clone() },
            orderbell_orders::Flow { steps: Vec::new(), ..flow },
        ];
        for flow in broken {
            for error in orderbell_orders::Flows::validate(vec![flow]).unwrap_err() {
                assert_ne!(recognise(&error.message).0, Code::Other, "{error}");
            }
        }
    }
}
