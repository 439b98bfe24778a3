//! The JSON Schema of the export format, made from the types that read it.

use serde_json::Value;

/// The schema (draft 2020-12) of an export, version 1.
pub fn export_schema() -> Value {
    schemars::schema_for!(crate::export::RawExport).to_value()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    #[test]
    fn every_field_is_described_with_an_example() {
        let schema = super::export_schema();
        let defs = schema["$defs"].as_object().expect("definitions");
        let mut fields = 0;
        for (name, object) in defs.iter().map(|(name, def)| (name.as_str(), def)).chain([("export", &schema)]) {
            for (field, property) in object["properties"].as_object().into_iter().flatten() {
                fields += 1;
                assert!(property["description"].is_string(), "{name}.{field} has no description");
                let text = property.to_string();
                let composed = text.contains("$ref") && property["examples"].is_null();
                assert!(composed || property["examples"].is_array(), "{name}.{field} has no example");
            }
        }
        assert!(fields > 100, "{fields}");
        assert!(matches!(schema["$defs"]["RawItem"], Value::Object(_)));
    }
}
