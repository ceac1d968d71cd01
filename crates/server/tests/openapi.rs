//! The checked-in description of the API is the one that the code makes. After a change of the API:
//! `cargo run -p orderbell -- openapi > openapi.json && cd web && npm run api`.

#[test]
fn openapi_json_is_what_the_code_says() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi.json");
    let checked_in = std::fs::read_to_string(file).expect("openapi.json is in the repository");
    let made = orderbell::http::openapi_document();
    assert!(
        checked_in.trim_end() == made,
        "openapi.json is stale; run: cargo run -p orderbell -- openapi > openapi.json"
    );
}
