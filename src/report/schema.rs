//! The JSON Schemas of the JSON forms, as they stand in docs/.

/// The JSON forms by name, each with its schema.
pub const SCHEMAS: [(&str, &str); 4] = [
    ("report", include_str!("../../docs/report-1.schema.json")),
    ("policy", include_str!("../../docs/policy-1.schema.json")),
    ("diff", include_str!("../../docs/diff-1.schema.json")),
    ("check", include_str!("../../docs/check-1.schema.json")),
];
