//! How the downloads are described to programs: as a Frictionless data package, by a JSON Schema a
//! table, as a DCAT data set and as an OpenAPI interface. All are made from the tables' definitions.

use outcomes::dataset::Dataset;
use outcomes::summary::Summary;
use outcomes::text::Text;
use serde_json::{Map, Value, json};

use super::{DATA_VERSION, Form, Sheet, Table, Volume, sheets, volumes};
use crate::config::{Config, Lang};

/// Name of the data set, the same in every description.
const NAME: &str = "handling-of-suggestions-and-proposals";

/// Descriptions that are no table's own, by their names in the folder.
pub const FILES: [&str; 4] = ["datapackage.json", "dcat.jsonld", "openapi.json", "export.schema.json"];

fn title<'c>(data: &'c Dataset, config: &'c Config) -> &'c str {
    let publisher = data.sources.first().map_or("", |source| &source.publisher.name);
    if config.title.is_empty() { publisher } else { &config.title }
}

/// The days that the data covers: from the first that an item was submitted or assigned to its as-of day.
pub fn covered(data: &Dataset, summary: &Summary) -> Option<[outcomes::date::Date; 2]> {
    Some([summary.first_day?, data.as_of()?])
}

/// The Frictionless data package, <https://specs.frictionlessdata.io/data-package/>.
pub fn package(data: &Dataset, summary: &Summary, config: &Config) -> Value {
    let table = |sheet: Sheet| {
        let fields: Vec<Value> = sheet
            .table
            .columns
            .iter()
            .map(|column| json!({ "name": column.key, "type": column.kind, "title": column.zh, "description": column.en }))
            .collect();
        let name = sheet.name(data);
        let [title, description] = sheet.titles(data);
        json!({
            "name": name,
            "path": format!("{name}.csv"),
            "title": title,
            "description": description,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": { "fields": fields, "missingValues": [""] },
        })
    };
    let volume = |volume: Volume| {
        let path = volume.path.trim_start_matches("data/").to_owned();
        let [title, description] = told(&volume, data);
        json!({
            "name": path.trim_end_matches(".json"),
            "path": path,
            "title": title,
            "description": description,
            "profile": "data-resource",
            "format": "json",
            "mediatype": "application/json",
            "encoding": "utf-8",
        })
    };
    let tables = sheets(data, config).into_iter().map(table);
    let resources: Vec<Value> = tables.chain(volumes(data, config).into_iter().map(volume)).collect();
    let mut package = json!({
        "profile": "data-package",
        "name": NAME,
        "title": title(data, config),
        "version": DATA_VERSION,
        "resources": resources,
    });
    let mut publishers: Vec<Value> = Vec::new();
    for source in &data.sources {
        let one = json!({ "title": &*source.publisher.name, "role": "publisher" });
        if !publishers.contains(&one) {
            publishers.push(one);
        }
    }
    package["contributors"] = json!(publishers);
    if let Some([from, to]) = covered(data, summary) {
        package["temporal"] = json!({ "start": from, "end": to });
    }
    if !config.description.is_empty() {
        package["description"] = json!(config.description);
    }
    if let Some(base) = &config.base_url {
        package["homepage"] = json!(base);
    }
    if let Some(as_of) = data.as_of() {
        package["asOf"] = json!(as_of);
    }
    if let Some(name) = &config.licence {
        // The package's names of licences have no spaces; the title is the name as written.
        let id: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
        let mut licence = json!({ "name": id, "title": name });
        if let Some(url) = &config.licence_url {
            licence["path"] = json!(url);
        }
        package["licenses"] = json!([licence]);
    }
    package
}

/// What a file of the export holds, in Chinese and in English.
pub fn told(volume: &Volume, data: &Dataset) -> [String; 2] {
    let (publisher, session) = volume.of(data);
    let in_english = |name: &Text, english: &Option<Text>| english.as_ref().unwrap_or(name).to_string();
    match session {
        None => [
            format!("导出格式：{}的单位、届次、申报数和工作总结", publisher.name),
            format!(
                "In the export format: units, sessions, declared totals and reports of {}",
                in_english(&publisher.name, &publisher.name_en)
            ),
        ],
        Some(session) => [
            format!("导出格式：{}的办理件", session.name),
            format!("In the export format: items of {}", in_english(&session.name, &session.name_en)),
        ],
    }
}

/// The JSON Schema of a table's JSON file.
pub fn schema(table: &Table) -> Value {
    let property = |kind: &str| match kind {
        "date" => json!({ "type": ["string", "null"], "format": "date" }),
        kind => json!({ "type": [kind, "null"] }),
    };
    let properties: Map<String, Value> = table
        .columns
        .iter()
        .map(|column| {
            let mut property = property(column.kind);
            property["title"] = json!(column.zh);
            property["description"] = json!(column.en);
            (column.key.to_owned(), property)
        })
        .collect();
    let required: Vec<&str> = table.columns.iter().map(|column| column.key).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.zh,
        "description": table.en,
        "type": "array",
        "items": { "type": "object", "properties": properties, "required": required, "additionalProperties": false },
    })
}

/// The data set by DCAT 3, <https://www.w3.org/TR/vocab-dcat-3/>, as JSON-LD.
pub fn dcat(data: &Dataset, summary: &Summary, config: &Config) -> Value {
    let root = config.base_url.as_ref().map(|base| format!("{base}data/")).unwrap_or_default();
    let publisher = data.sources.first().map_or("", |source| &source.publisher.name);
    let iana = |kind: &str| json!({ "@id": format!("https://www.iana.org/assignments/media-types/{kind}") });
    let tables = sheets(data, config).into_iter().flat_map(|sheet| {
        let titles = sheet.titles(data);
        Form::ALL.map(|form| (titles.clone(), sheet.path(data, form), form.media()))
    });
    let export = volumes(data, config).into_iter().map(|one| (told(&one, data), one.path, Form::Json.media()));
    let distributions: Vec<Value> = tables
        .chain(export)
        .map(|([zh, en], path, kind)| {
            let path = path.trim_start_matches("data/");
            let mut one = json!({
                "@type": "dcat:Distribution",
                "dcterms:title": [{ "@value": zh, "@language": "zh-CN" }, { "@value": en, "@language": "en" }],
                "dcat:downloadURL": { "@id": format!("{root}{path}") },
                "dcat:mediaType": iana(kind),
            });
            if let Some(url) = &config.licence_url {
                one["dcterms:license"] = json!({ "@id": url });
            }
            one
        })
        .collect();
    let mut set = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dcterms": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@type": "dcat:Dataset",
        "dcterms:title": title(data, config),
        "dcterms:identifier": NAME,
        "dcterms:publisher": { "@type": "foaf:Agent", "foaf:name": publisher },
        "dcat:version": DATA_VERSION,
        "dcterms:language": { "@id": "http://publications.europa.eu/resource/authority/language/ZHO" },
        "dcat:keyword": [
            { "@value": "代表建议", "@language": "zh-CN" },
            { "@value": "政协提案", "@language": "zh-CN" },
            { "@value": "办理情况", "@language": "zh-CN" },
        ],
        "dcat:distribution": distributions,
    });
    if !config.description.is_empty() {
        set["dcterms:description"] = json!(config.description);
    }
    if let Some(base) = &config.base_url {
        set["@id"] = json!(format!("{base}data/index.html"));
        set["dcat:landingPage"] = json!({ "@id": format!("{base}data/index.html") });
    }
    if let Some(as_of) = data.as_of() {
        let (zh, en) = (config.title(Lang::ZH), config.title(Lang::EN));
        let named = |own: &str| if own.is_empty() { publisher.to_string() } else { own.to_owned() };
        let at = config.base_url.as_ref().map(|base| format!(" {base}data/index.html")).unwrap_or_default();
        set["dcterms:bibliographicCitation"] = json!([
            { "@value": format!("{publisher}：《{}》，数据截至{as_of}，版本 {DATA_VERSION}。{at}", named(zh)), "@language": "zh-CN" },
            { "@value": format!("{publisher}: {}. Data as of {as_of}, version {DATA_VERSION}.{at}", named(en)), "@language": "en" },
        ]);
    }
    let day = |date: outcomes::date::Date| json!({ "@value": date, "@type": "xsd:date" });
    if let Some(as_of) = data.as_of() {
        set["dcterms:modified"] = day(as_of);
    }
    if let Some([from, to]) = covered(data, summary) {
        set["dcterms:temporal"] =
            json!({ "@type": "dcterms:PeriodOfTime", "dcat:startDate": day(from), "dcat:endDate": day(to) });
    }
    set
}

/// The files as an interface to read from, by OpenAPI 3.1.
pub fn openapi(data: &Dataset, config: &Config) -> Value {
    let answer = |kind: &str, schema: Value| {
        let content = Map::from_iter([(kind.to_owned(), json!({ "schema": schema }))]);
        json!({ "200": { "description": "The whole file", "content": content } })
    };
    let mut paths = Map::new();
    let mut path = |name: &str, id: String, [zh, en]: [String; 2], kind: &str, schema: Value| {
        let answers = answer(kind, schema);
        let get = json!({ "operationId": id, "summary": en, "description": zh, "responses": answers });
        paths.insert(format!("/{name}"), json!({ "get": get }));
    };
    for sheet in sheets(data, config) {
        let name = sheet.name(data);
        for form in Form::ALL {
            let schema = match form {
                Form::Json => json!({ "$ref": format!("{}.schema.json", sheet.table.name) }),
                Form::Csv => json!({ "type": "string" }),
            };
            let id = format!("{}-{}", name.replace('/', "-"), form.ending());
            path(&format!("{name}.{}", form.ending()), id, sheet.titles(data), form.media(), schema);
        }
    }
    for volume in volumes(data, config) {
        let name = volume.path.trim_start_matches("data/");
        let id = name.trim_end_matches(".json").replace('/', "-");
        path(name, id, told(&volume, data), Form::Json.media(), json!({ "$ref": "export.schema.json" }));
    }
    for (at, name) in FILES.iter().enumerate() {
        let kind = if name.ends_with("ld") { "application/ld+json" } else { "application/json" };
        let get = json!({
            "operationId": format!("description-{}", at + 1),
            "summary": format!("{name}: a description of the data"),
            "responses": answer(kind, json!({ "type": "object" })),
        });
        paths.insert(format!("/{name}"), json!({ "get": get }));
    }
    let mut info = json!({ "title": title(data, config), "version": DATA_VERSION });
    if let Some(licence) = &config.licence {
        info["license"] = json!({ "name": licence });
        if let Some(url) = &config.licence_url {
            info["license"]["url"] = json!(url);
        }
    }
    let server = config.base_url.as_ref().map_or_else(|| "./".to_owned(), |base| format!("{base}data/"));
    json!({ "openapi": "3.1.0", "info": info, "servers": [{ "url": server }], "paths": paths })
}
