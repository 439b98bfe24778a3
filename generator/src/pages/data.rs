//! The downloads and what is in them.

use serde::Serialize;
use serde_json::json;

use super::embed::{self, Offer};
use super::{Edition, Frame, Page};
use crate::data_files::{self, DATA_VERSION, Form, TABLES, covered};
use crate::plan::PlannedPage;
use crate::render::Html;
use crate::route::{Href, Route};

#[derive(Serialize)]
struct Table {
    name: &'static str,
    title: String,
    csv: Option<Href>,
    json: Option<Href>,
    schema: Option<Href>,
    columns: Vec<Column>,
    parts: Vec<Part>,
}

/// The rows of one session.
#[derive(Serialize)]
struct Part {
    session: String,
    csv: Option<Href>,
    json: Option<Href>,
}

/// A file of the export.
#[derive(Serialize)]
struct Volume {
    name: String,
    href: Option<Href>,
    what: String,
}

#[derive(Serialize)]
struct Column {
    key: &'static str,
    kind: String,
    what: &'static str,
}

#[derive(Serialize)]
struct View {
    intro: String,
    tables: Vec<Table>,
    export: Vec<Volume>,
    package: Option<Href>,
    dcat: Option<Href>,
    openapi: Option<Href>,
    schema: Option<Href>,
    licence: Option<Licence>,
    citation: String,
    version: String,
    methods: Option<Href>,
    dataset: Html,
    charts: Vec<Offer>,
}

#[derive(Serialize)]
struct Licence {
    name: String,
    url: Option<String>,
}

/// The page.
pub fn sheet<'a>(edition: &'a Edition, page: &PlannedPage) -> Page<'a> {
    let (words, config) = (&edition.words, edition.site.config);
    let as_of = words.day(edition.site.data.as_of());
    let frame = Frame::new(edition, page, words.text("nav-data"))
        .under(edition, "", Route::Home)
        .column(edition, words.text("data-description"));
    let chinese = words.lang.is_chinese();
    let data = edition.site.data;
    let parts = data_files::split(data, config);
    let part = |table, session| {
        let sheet = data_files::Sheet { table, session: Some(session) };
        let [csv, json] = Form::ALL.map(|form| edition.file(&sheet.path(data, form)));
        Part { session: edition.session_name(session).to_owned(), csv, json }
    };
    let tables = TABLES.iter().map(|table| Table {
        parts: parts.iter().filter(|_| table.by_session).map(|session| part(table, *session)).collect(),
        name: table.name,
        title: if chinese { table.zh } else { table.en }.to_owned(),
        csv: edition.file(&format!("data/{}.csv", table.name)),
        json: edition.file(&format!("data/{}.json", table.name)),
        schema: edition.file(&format!("data/{}.schema.json", table.name)),
        columns: table
            .columns
            .iter()
            .map(|column| Column {
                key: column.key,
                kind: words.term("type", column.kind),
                what: if chinese { column.zh } else { column.en },
            })
            .collect(),
    });
    let site = edition.title();
    let citation = words.say(
        "data-citation",
        &[
            ("publisher", (&edition.publishers()).into()),
            ("title", (&site).into()),
            ("date", (&as_of).into()),
            ("version", DATA_VERSION.into()),
        ],
    );
    let citation = match &frame.url {
        None => citation,
        Some(url) => words.say("data-citation-at", &[("citation", (&citation).into()), ("url", url.into())]),
    };
    let view = View {
        intro: words.say("data-intro", &[("date", (&as_of).into())]),
        tables: tables.collect(),
        export: data_files::volumes(data, config)
            .into_iter()
            .map(|volume| {
                let [zh, en] = data_files::told(&volume, data);
                Volume {
                    name: volume.path.trim_start_matches("data/").to_owned(),
                    href: edition.file(&volume.path),
                    what: if chinese { zh } else { en },
                }
            })
            .collect(),
        package: edition.file("data/datapackage.json"),
        dcat: edition.file("data/dcat.jsonld"),
        openapi: edition.file("data/openapi.json"),
        schema: edition.file("data/export.schema.json"),
        licence: config.licence.clone().map(|name| Licence { name, url: config.licence_url.clone() }),
        version: words.say("data-version", &[("version", DATA_VERSION.into())]),
        methods: edition.link(Route::Methods),
        dataset: dataset(edition, &site, &frame),
        charts: embed::offers(edition),
        citation,
    };
    Page::new("data.html", frame, view)
}

/// The description that search engines for data read: schema.org's `Dataset`. No markup in a text
/// can end the block.
fn dataset(edition: &Edition, title: &str, frame: &Frame) -> Html {
    let (data, config) = (edition.site.data, edition.site.config);
    let root = config.base_url.as_ref().map_or(&*frame.assets, String::as_str);
    let tables = data_files::sheets(data, config)
        .into_iter()
        .flat_map(|sheet| Form::ALL.map(|form| (sheet.path(data, form), form.media())));
    let export = data_files::volumes(data, config).into_iter().map(|volume| (volume.path, Form::Json.media()));
    let downloads: Vec<_> = tables
        .chain(export)
        .map(|(path, kind)| {
            json!({
                "@type": "DataDownload",
                "name": path.trim_start_matches("data/"),
                "encodingFormat": kind,
                "contentUrl": format!("{root}{path}"),
            })
        })
        .collect();
    let mut dataset = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title,
        "description": edition.description(),
        "inLanguage": edition.words.tag,
        "version": DATA_VERSION,
        "creator": { "@type": "Organization", "name": edition.publishers() },
        "publisher": { "@type": "Organization", "name": edition.publishers() },
        "isAccessibleForFree": true,
        "distribution": downloads,
    });
    if let Some(url) = &frame.url {
        dataset["url"] = json!(url);
    }
    if let Some(as_of) = data.as_of() {
        dataset["dateModified"] = json!(as_of);
    }
    if let Some([from, to]) = covered(data, edition.site.summary) {
        dataset["temporalCoverage"] = json!(format!("{from}/{to}"));
    }
    if let Some(url) = &config.licence_url {
        dataset["license"] = json!(url);
    }
    Html(dataset.to_string().replace('<', "\\u003c"))
}
