//! The page as HTML: written once at the start, from the document, without a script.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::{
    curl,
    text::{Markup, escape},
};
use crate::http::openapi;

/// Methods in the order in which they are shown.
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// An operation with where it is.
pub(super) struct Operation<'a> {
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    pub(super) said: &'a Value,
}

/// The page. `base_url` is where people reach the server, for the examples.
pub(super) fn render(document: &Value, base_url: &str) -> String {
    let mut html = String::with_capacity(1 << 20);
    let title = document["info"]["title"].as_str().unwrap_or("API");
    let version = document["info"]["version"].as_str().unwrap_or("");
    let description = document["info"]["description"].as_str().unwrap_or("");
    write!(
        html,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title} API</title>\n\
         <link rel=\"stylesheet\" href=\"/docs/docs.css\">\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\">Skip to the content</a>\n\
         <header><h1>{title} API <small>{version}</small></h1>\n<p>{description}</p>\n\
         <p>The machine-readable description is <a href=\"/v1/openapi.json\">openapi.json</a> (OpenAPI {openapi}). \
         <a href=\"/\">Dashboard</a></p></header>\n",
        title = escape(title),
        version = escape(version),
        description = Markup(description),
        openapi = escape(document["openapi"].as_str().unwrap_or("")),
    )
    .expect("a string takes whatever is written");
    let groups = groups(document);
    navigation(&mut html, document, &groups);
    html.push_str("<main id=\"main\">\n");
    credentials(&mut html, document, base_url);
    for (tag, operations) in &groups {
        let about = tag["description"].as_str().unwrap_or("");
        let name = tag["name"].as_str().unwrap_or("");
        put(
            &mut html,
            format_args!("<section id=\"tag-{0}\"><h2>{0}</h2>\n<p>{1}</p>\n", escape(name), Markup(about)),
        );
        for operation in operations {
            show(&mut html, operation, base_url);
        }
        html.push_str("</section>\n");
    }
    schemas(&mut html, document);
    html.push_str("</main>\n</body>\n</html>\n");
    html
}

/// The operations under their tags, in the order of the document's tags.
fn groups(document: &Value) -> Vec<(&Value, Vec<Operation<'_>>)> {
    let paths = || document["paths"].as_object().into_iter().flatten();
    let tags = document["tags"].as_array().into_iter().flatten();
    let all = tags.map(|tag| {
        let operations = paths().flat_map(|(path, operations)| {
            METHODS.iter().filter_map(move |method| {
                let said = operations.get(method)?;
                let here = said["tags"].as_array().is_some_and(|tags| tags.contains(&tag["name"]));
                here.then_some(Operation { method, path, said })
            })
        });
        (tag, operations.collect::<Vec<_>>())
    });
    all.filter(|(_, operations)| !operations.is_empty()).collect()
}

fn navigation(html: &mut String, document: &Value, groups: &[(&Value, Vec<Operation<'_>>)]) {
    html.push_str("<nav aria-label=\"Contents\">\n<details open><summary>Contents</summary>\n<ul>\n<li><a href=\"#credentials\">Credentials</a></li>\n");
    for (tag, operations) in groups {
        let name = escape(tag["name"].as_str().unwrap_or(""));
        put(html, format_args!("<li><details><summary>{name}</summary><ul>\n"));
        for operation in operations {
            put(
                html,
                format_args!(
                    "<li><a href=\"#{}\"><span class=\"method\">{}</span> {}</a></li>\n",
                    escape(id(operation.said)),
                    operation.method.to_uppercase(),
                    escape(operation.path),
                ),
            );
        }
        html.push_str("</ul></details></li>\n");
    }
    if document["components"]["schemas"].is_object() {
        html.push_str("<li><a href=\"#schemas\">Schemas</a></li>\n");
    }
    html.push_str("</ul></details>\n</nav>\n");
}

fn credentials(html: &mut String, document: &Value, base_url: &str) {
    html.push_str("<section id=\"credentials\"><h2>Credentials</h2>\n<dl>\n");
    for (name, scheme) in document["components"]["securitySchemes"].as_object().into_iter().flatten() {
        let about = scheme["description"].as_str().unwrap_or("");
        put(html, format_args!("<dt><code>{}</code></dt><dd>{}</dd>\n", escape(name), Markup(about)));
    }
    put(
        html,
        format_args!(
            "</dl>\n<p>The examples read the API key from the environment:</p>\n<pre><code>export ORDERBELL_KEY=ob_...\n\
             curl {}/v1/stats -H \"Authorization: Bearer $ORDERBELL_KEY\"</code></pre>\n</section>\n",
            escape(base_url),
        ),
    );
}

fn show(html: &mut String, operation: &Operation<'_>, base_url: &str) {
    let said = operation.said;
    put(
        html,
        format_args!(
            "<article id=\"{}\"><h3><span class=\"method {}\">{}</span> <code>{}</code></h3>\n<p>{}</p>\n",
            escape(id(said)),
            operation.method,
            operation.method.to_uppercase(),
            escape(operation.path),
            Markup(said["summary"].as_str().unwrap_or("")),
        ),
    );
    if let Some(description) = said["description"].as_str() {
        put(html, format_args!("<p>{}</p>\n", Markup(description)));
    }
    allowed(html, said);
    parameters(html, said);
    for (_, media) in said["requestBody"]["content"].as_object().into_iter().flatten() {
        html.push_str("<h4>Body</h4>\n");
        schema(html, &media["schema"]);
    }
    put(
        html,
        format_args!(
            "<h4>Example</h4>\n<pre><code>{}</code></pre>\n",
            escape(&curl::command(operation, base_url))
        ),
    );
    html.push_str("<h4>Answers</h4>\n");
    for (status, answer) in said["responses"].as_object().into_iter().flatten() {
        let about = Markup(answer["description"].as_str().unwrap_or(""));
        let mut media = answer["content"].as_object().into_iter().flatten().peekable();
        let open = if status.starts_with('2') { " open" } else { "" };
        if media.peek().is_none() {
            put(html, format_args!("<p class=\"answer\"><b>{}</b> {about}</p>\n", escape(status)));
            continue;
        }
        put(html, format_args!("<details{open}><summary><b>{}</b> {about}</summary>\n", escape(status)));
        for (kind, media) in media {
            put(html, format_args!("<p><code>{}</code> ", escape(kind)));
            reference(html, &media["schema"]);
            html.push_str("</p>\n");
            let example = match &media["example"] {
                Value::String(text) => text.clone(),
                value => serde_json::to_string_pretty(value).expect("a value is JSON"),
            };
            put(html, format_args!("<pre><code>{}</code></pre>\n", escape(&example)));
        }
        html.push_str("</details>\n");
    }
    html.push_str("</article>\n");
}

fn allowed(html: &mut String, said: &Value) {
    let ways = said["security"].as_array().into_iter().flatten();
    let names: Vec<_> = ways
        .filter_map(Value::as_object)
        .flat_map(Map::keys)
        .map(|name| format!("<code>{}</code>", escape(name)))
        .collect();
    let with = if names.is_empty() { "nothing".to_owned() } else { names.join(" or ") };
    let needs = if openapi::is_open(said.get("security")) && !names.is_empty() { "Takes" } else { "Needs" };
    put(html, format_args!("<p class=\"needs\">{needs} {with}.</p>\n"));
}

fn parameters(html: &mut String, said: &Value) {
    let all: Vec<_> = said["parameters"].as_array().into_iter().flatten().collect();
    if all.is_empty() {
        return;
    }
    html.push_str("<h4>Parameters</h4>\n<dl>\n");
    for parameter in all {
        let required = if parameter["required"] == true { ", required" } else { "" };
        put(
            html,
            format_args!(
                "<dt><code>{}</code> <span class=\"about\">{}{required}</span></dt><dd>{}</dd>\n",
                escape(parameter["name"].as_str().unwrap_or("")),
                escape(parameter["in"].as_str().unwrap_or("")),
                Markup(parameter["description"].as_str().unwrap_or("")),
            ),
        );
    }
    html.push_str("</dl>\n");
}

fn schemas(html: &mut String, document: &Value) {
    html.push_str("<section id=\"schemas\"><h2>Schemas</h2>\n");
    for (name, said) in document["components"]["schemas"].as_object().into_iter().flatten() {
        let about = Markup(said["description"].as_str().unwrap_or(""));
        put(
            html,
            format_args!(
                "<article id=\"schema-{0}\"><h3><code>{0}</code></h3>\n<p>{about}</p>\n",
                escape(name)
            ),
        );
        schema(html, said);
        html.push_str("</article>\n");
    }
    html.push_str("</section>\n");
}

/// The fields of a schema, or what it is instead of having any.
fn schema(html: &mut String, said: &Value) {
    let Some(fields) = said["properties"].as_object() else {
        html.push_str("<p>");
        reference(html, said);
        html.push_str("</p>\n");
        return;
    };
    html.push_str("<dl>\n");
    for (name, field) in fields {
        let required = said["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
        put(html, format_args!("<dt><code>{}</code> <span class=\"about\">", escape(name)));
        reference(html, field);
        html.push_str(if required { "" } else { ", may be absent" });
        put(
            html,
            format_args!("</span></dt><dd>{}</dd>\n", Markup(field["description"].as_str().unwrap_or(""))),
        );
    }
    html.push_str("</dl>\n");
}

/// What kind of value it is, with a link to its schema.
fn reference(html: &mut String, said: &Value) {
    if let Some(target) = said["$ref"].as_str() {
        let name = escape(target.rsplit('/').next().unwrap_or(""));
        put(html, format_args!("<a href=\"#schema-{name}\">{name}</a>"));
        return;
    }
    for choice in ["oneOf", "anyOf", "allOf"] {
        for (at, part) in said[choice].as_array().into_iter().flatten().enumerate() {
            html.push_str(if at == 0 { "" } else { " or " });
            reference(html, part);
        }
    }
    match &said["type"] {
        Value::String(kind) if kind == "array" => {
            html.push_str("array of ");
            reference(html, &said["items"]);
        }
        Value::String(kind) => html.push_str(&escape(kind)),
        Value::Array(kinds) => {
            let kinds: Vec<_> = kinds.iter().filter_map(Value::as_str).collect();
            html.push_str(&escape(&kinds.join(" or ")));
        }
        _ => {}
    }
}

fn id(said: &Value) -> &str {
    said["operationId"].as_str().unwrap_or("")
}

fn put(html: &mut String, text: std::fmt::Arguments<'_>) {
    html.write_fmt(text).expect("a string takes whatever is written");
}
