//! What is the same for every address of the description and so is said in one place: the name of an operation, how one
//! shows who one is, what may go wrong, and that a field without a value is sent as null.

use utoipa::{
    Modify,
    openapi::{
        self, ContentBuilder, Ref, RefOr, Response, ResponseBuilder,
        path::Operation,
        schema::{Schema, SchemaType, Type},
    },
};

use super::cookie;

/// The media type of every error (RFC 9457).
const PROBLEM: &str = "application/problem+json";

/// Addresses that ask nobody who they are and read no words.
const OPEN: [&str; 4] = ["/healthz", "/readyz", "/metrics", "/docs"];

/// Tags of addresses whose answers no cache keeps and no tag names.
const UNTAGGED: [&str; 4] = ["session", "people", "identity", "watch"];

/// Names every operation by its method and address: `get_api_cases_id`. Functions in two rooms may share a name,
/// operations may not.
pub(super) struct Names;

impl Modify for Names {
    fn modify(&self, description: &mut openapi::OpenApi) {
        for (method, path, operation) in operations(description) {
            let words = path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
            let words: Vec<&str> = std::iter::once(method).chain(words).collect();
            operation.operation_id = Some(words.join("_"));
        }
    }
}

/// Says what any request may hear instead of its answer.
pub(super) struct Refusals;

impl Modify for Refusals {
    fn modify(&self, description: &mut openapi::OpenApi) {
        for (method, path, operation) in operations(description) {
            for (status, words) in refusals(method, path, operation) {
                let response = || RefOr::T(ResponseBuilder::new().description(words).build());
                operation.responses.responses.entry(status.to_owned()).or_insert_with(response);
            }
            let errors = operation.responses.responses.iter_mut();
            for (_, response) in errors.filter(|(status, _)| status.as_str() >= "400") {
                if let RefOr::T(response) = response {
                    is_problem(response);
                }
            }
        }
    }
}

/// What an operation may answer besides what it says of itself.
fn refusals(method: &str, path: &str, operation: &Operation) -> Vec<(&'static str, &'static str)> {
    let mut all = vec![
        ("414", "The query is longer than 8 KiB"),
        ("500", "Our fault; the log knows the cause under the request's id"),
        ("503", "Too much to do; see Retry-After"),
        ("504", "The answer took too long"),
    ];
    if OPEN.contains(&path) {
        return all;
    }
    all.extend([
        ("401", "What was shown is wrong or has ended"),
        ("403", "Not open to who asks, who must change their password first, or what another site sent"),
        ("429", "Asked too often; see Retry-After"),
    ]);
    if method == "get" {
        all.push(("400", "A word that is not known or cannot be read; `fields` names it"));
    }
    if path.contains('{') {
        all.push(("400", "The address cannot be read"));
        all.push(("404", "There is no such thing, or none that the asker may know of"));
    }
    if operation.request_body.is_some() {
        all.extend([
            ("400", "The body cannot be read; `fields` names what of it"),
            ("413", "The body is longer than 16 KiB"),
            ("415", "The body does not say that it is JSON"),
        ]);
    }
    let untagged = operation.tags.iter().flatten().any(|tag| UNTAGGED.contains(&tag.as_str()));
    if method == "get" && !untagged {
        all.push(("304", "What `If-None-Match` names is still the answer"));
    }
    all
}

fn is_problem(response: &mut Response) {
    let schema = Ref::from_schema_name("Problem");
    response.content.clear();
    let content = ContentBuilder::new().schema(Some(schema)).build();
    response.content.insert(PROBLEM.to_owned(), RefOr::T(content));
}

fn operations(
    description: &mut openapi::OpenApi,
) -> impl Iterator<Item = (&'static str, &str, &mut Operation)> {
    description.paths.paths.iter_mut().flat_map(|(path, item)| {
        let methods = [
            ("get", &mut item.get),
            ("post", &mut item.post),
            ("patch", &mut item.patch),
            ("delete", &mut item.delete),
        ];
        let said = methods.into_iter().filter_map(|(method, said)| Some((method, said.as_mut()?)));
        said.map(|(method, operation)| (method, path.as_str(), operation))
    })
}

/// Says that a field without a value is sent as null: only fields that may be missing stay optional.
pub(super) struct SentAsNull;

impl Modify for SentAsNull {
    fn modify(&self, description: &mut openapi::OpenApi) {
        let schemas = description.components.iter_mut().flat_map(|c| c.schemas.values_mut());
        schemas.for_each(require_nullable);
    }
}

fn require_nullable(schema: &mut RefOr<Schema>) {
    match schema {
        RefOr::T(Schema::Object(object)) => {
            let nullable =
                object.properties.iter().filter(|(_, p)| is_nullable(p)).map(|(name, _)| name.clone());
            let missing: Vec<String> = nullable.filter(|name| !object.required.contains(name)).collect();
            object.required.extend(missing);
        }
        RefOr::T(Schema::AllOf(all)) => all.items.iter_mut().for_each(require_nullable),
        _ => {}
    }
}

fn is_nullable(schema: &RefOr<Schema>) -> bool {
    let null = |t: &SchemaType| match t {
        SchemaType::Type(one) => *one == Type::Null,
        SchemaType::Array(many) => many.contains(&Type::Null),
        SchemaType::AnyValue => false,
    };
    match schema {
        RefOr::T(Schema::Object(object)) => null(&object.schema_type),
        RefOr::T(Schema::Array(array)) => null(&array.schema_type),
        RefOr::T(Schema::OneOf(one)) => one.items.iter().any(is_nullable),
        _ => false,
    }
}

/// Says how one shows who one is: not at all, with a token, or with the cookie of a session.
pub(super) struct Doors;

impl Modify for Doors {
    fn modify(&self, description: &mut openapi::OpenApi) {
        use openapi::security::{
            ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
        };
        let bearer = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        let session = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(cookie::NAME)));
        let components = description.components.get_or_insert_default();
        components.add_security_scheme("bearer", bearer);
        components.add_security_scheme("session", session);
        let with = |name| SecurityRequirement::new::<_, [&str; 0], _>(name, []);
        description.security = Some(vec![SecurityRequirement::default(), with("bearer"), with("session")]);
    }
}
