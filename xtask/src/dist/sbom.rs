//! What the program consists of, for machines: CycloneDX 1.6.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::VERSION;
use super::licences::expression;
use super::parts::{Part, Parts};

/// The list of parts. It has no number and no time, so that the same sources give the same bytes.
///
/// Fails if a crate names no licence.
pub fn cyclone_dx(parts: &Parts) -> Result<Vec<u8>> {
    let program = parts.list.iter().find(|part| part.name == "generator").context("the program's crate is missing")?;
    let others = parts.list.iter().filter(|part| part.name != "generator");
    let components = others.map(|part| component(part, parts)).collect::<Result<Vec<_>>>()?;
    let reference = |id: &String| parts.list.iter().find(|part| part.id == *id).map(reference);
    let dependencies = parts.list.iter().map(|part| {
        let uses = parts.uses.get(&part.id).into_iter().flatten().filter_map(reference);
        json!({ "ref": self::reference(part), "dependsOn": uses.collect::<Vec<_>>() })
    });
    let whole = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": {
            "type": "application",
            "bom-ref": self::reference(program),
            "name": "banli",
            "version": VERSION,
            "description": program.description,
            "licenses": [{ "expression": expression(program)? }],
        } },
        "components": components,
        "dependencies": dependencies.collect::<Vec<_>>(),
    });
    let mut bytes = serde_json::to_vec_pretty(&whole).context("cannot write the list of parts")?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn component(part: &Part, parts: &Parts) -> Result<Value> {
    let mut component = json!({
        "type": "library",
        "bom-ref": reference(part),
        "name": part.name,
        "version": part.version,
        "licenses": [{ "expression": expression(part)? }],
    });
    if let Some(description) = &part.description {
        component["description"] = json!(description.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    if part.source.is_some() {
        component["purl"] = json!(reference(part));
    }
    if let Some(sum) = parts.checksums.get(&(part.name.clone(), part.version.clone())) {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
    }
    if let Some(repository) = &part.repository {
        component["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
    }
    Ok(component)
}

/// The name of a part within the list.
fn reference(part: &Part) -> String {
    format!("pkg:cargo/{}@{}", part.name, part.version)
}
