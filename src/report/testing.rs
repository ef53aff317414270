//! Holds the schemas of docs/ to the types that they describe.

/// Holds the schema docs/`name`.schema.json to the type that it describes; `UPDATE_SCHEMA=1 cargo test schema` writes it anew.
pub(super) fn assert_schema_of<T: schemars::JsonSchema>(name: &str) {
    let path = format!("{}/docs/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
    let schema = schemars::schema_for!(T);
    let expected = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(path, &expected).unwrap();
    } else {
        let found = std::fs::read_to_string(path).unwrap();
        assert!(
            found == expected,
            "UPDATE_SCHEMA=1 cargo test schema writes it anew"
        );
    }
}
