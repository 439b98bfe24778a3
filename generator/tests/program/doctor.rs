//! What the doctor says of folders and of servers, right ones and wrong ones.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

use generator::hosting;
use serde_json::Value;

use super::place::Place;
use super::{banli, expect, sample};

/// How a server of these tests goes wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Wrong {
    Nothing,
    WasmType,
    ScriptType,
    Charset,
    NoPolicy,
    NarrowPolicy,
    FramesRefused,
    SoftMissing,
    PlainMissing,
    NoFolders,
    Rewritten,
    PagesKept,
    ScriptsKept,
    NothingKept,
    NotPacked,
    Cookie,
    Elsewhere,
}

type Files = BTreeMap<String, Vec<u8>>;

/// Serves files on loopback; its address.
fn serve(files: Files, wrong: Wrong) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/", listener.local_addr().expect("an address"));
    let files = Arc::new(files);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let files = files.clone();
            std::thread::spawn(move || while answer(&stream, &files, wrong).is_some() {});
        }
    });
    address
}

/// Answers one request of a connection; `None` at its end.
fn answer(stream: &TcpStream, files: &Files, wrong: Wrong) -> Option<()> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let asked: BTreeMap<String, String> = lines
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_once(": ").map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())))
        .collect();
    let name = if path.ends_with('/') { format!("{path}index.html") } else { path.clone() };
    let found = files.get(&name).filter(|_| wrong != Wrong::NoFolders || !path.ends_with('/') || path == "/");
    let (status, name, body) = match found {
        Some(body) => ("200 OK", name.as_str(), body.clone()),
        None if wrong == Wrong::SoftMissing => ("200 OK", "/index.html", files["/index.html"].clone()),
        None if wrong == Wrong::PlainMissing => ("404 Not Found", "/404.html", b"nothing".to_vec()),
        None => ("404 Not Found", "/404.html", files["/404.html"].clone()),
    };
    let mut headers = vec![format!("etag: \"{:x}\"", body.len())];
    let mut say = |header: &str, value: &str| headers.push(format!("{header}: {value}"));
    say(
        "content-type",
        &match wrong {
            Wrong::WasmType if name.ends_with(".wasm") => "application/octet-stream".to_owned(),
            Wrong::ScriptType if name.ends_with(".js") => "text/plain".to_owned(),
            Wrong::Charset if name.ends_with(".html") => "text/html; charset=GB2312".to_owned(),
            _ => hosting::content_type(name),
        },
    );
    let embed = hosting::is_embed(name);
    match wrong {
        Wrong::NoPolicy => {}
        Wrong::NarrowPolicy => say("content-security-policy", "default-src 'self'; frame-ancestors 'self'"),
        _ => say("content-security-policy", if embed { hosting::EMBED_CSP } else { hosting::CSP }),
    }
    if wrong == Wrong::FramesRefused {
        say("x-frame-options", "SAMEORIGIN");
    }
    if wrong == Wrong::Cookie {
        say("set-cookie", "waf=1; Path=/");
    }
    if wrong == Wrong::Elsewhere {
        say("location", "https://elsewhere.example/");
    }
    say("x-content-type-options", "nosniff");
    say(
        "cache-control",
        match wrong {
            Wrong::PagesKept if name.ends_with(".html") => "max-age=86400",
            Wrong::ScriptsKept if name.ends_with(".js") => "public, max-age=31536000",
            _ if wrong != Wrong::NothingKept && hosting::is_lasting(name) => hosting::FOREVER,
            _ => hosting::FRESH,
        },
    );
    let tag = format!("\"{:x}\"", body.len());
    let (status, mut body) =
        if asked.get("if-none-match") == Some(&tag) { ("304 Not Modified", Vec::new()) } else { (status, body) };
    let status = if wrong == Wrong::Elsewhere { "302 Found" } else { status };
    if asked.get("accept-encoding").is_some_and(|ways| ways.contains("gzip")) && wrong != Wrong::NotPacked {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(&body).ok()?;
        body = packer.finish().ok()?;
        headers.push("content-encoding: gzip".to_owned());
    } else if wrong == Wrong::Rewritten && name.ends_with(".css") {
        body.extend_from_slice(b"\r\n");
    }
    let head = format!("HTTP/1.1 {status}\r\n{}\r\ncontent-length: {}\r\n\r\n", headers.join("\r\n"), body.len());
    let mut stream = stream;
    // In one go: two small writes would wait for each other.
    stream.write_all(&[head.as_bytes(), &body].concat()).ok()
}

/// Checks that did not come out well, each with its level.
fn told(place: &str) -> (Option<i32>, Vec<String>) {
    let run = banli(&["doctor", "--format", "json", place]);
    let list: Value = serde_json::from_str(&run.said).unwrap_or_else(|_| panic!("no JSON: {}", run.said));
    let told = list.as_array().expect("a list").iter().filter(|one| one["level"] != "good");
    let told = told.map(|one| {
        assert!(!one["what"].as_str().expect("words").starts_with('[') && one["hint"].is_string(), "{one}");
        format!("{} {}", one["level"].as_str().expect("a level"), one["check"].as_str().expect("a check"))
    });
    (run.code, told.collect())
}

/// A built site with something of every kind; the charts' program is put beside it where it has none.
fn site(place: &Place) -> Files {
    let (export, config) = (
        place.write("export.json", sample(60)),
        place.write("site.toml", "languages = [\"zh\", \"en\"]\nbase_url = \"https://a.example/\"\n"),
    );
    expect(&["build", "-c", &config, "-o", &place.path("site"), &export], 0, &[]);
    let wasm = "assets/web_charts_bg.wasm";
    if !place.files("site").contains_key(&format!("/{wasm}")) {
        let bytes = b"\0asm\x01\0\0\0";
        place.write(&format!("site/{wasm}"), bytes);
        let path = place.path("site/build.json");
        let mut manifest: Value = serde_json::from_slice(&fs::read(&path).expect("a manifest")).expect("JSON");
        let entry = serde_json::to_value(generator::publish::Entry::of(bytes)).expect("JSON");
        manifest["files"][wasm] = entry;
        fs::write(path, manifest.to_string()).expect("written");
    }
    place.files("site")
}

#[test]
fn a_good_server_is_good_and_each_wrong_one_is_named() {
    let place = Place::new("doctor-server");
    let files = site(&place);
    let cases: [(Wrong, &[&str]); 16] = [
        (Wrong::Nothing, &[]),
        (Wrong::WasmType, &["fault wasm-type"]),
        (Wrong::ScriptType, &["fault types"]),
        (Wrong::Charset, &["fault charset"]),
        (Wrong::NoPolicy, &["advice csp"]),
        (Wrong::NarrowPolicy, &["fault csp-narrow", "advice embed"]),
        (Wrong::FramesRefused, &["advice embed"]),
        (Wrong::SoftMissing, &["fault missing", "advice missing-page"]),
        (Wrong::PlainMissing, &["advice missing-page"]),
        (Wrong::NoFolders, &["fault folders"]),
        (Wrong::Rewritten, &["fault same"]),
        (Wrong::PagesKept, &["fault page-cache"]),
        (Wrong::ScriptsKept, &["fault script-cache"]),
        (Wrong::NothingKept, &["advice lasting"]),
        (Wrong::NotPacked, &["advice compression"]),
        (Wrong::Cookie, &["advice cookies"]),
    ];
    for (wrong, expected) in cases {
        let (code, told) = told(&serve(files.clone(), wrong));
        assert_eq!(told, expected, "{wrong:?}");
        assert_eq!(code, Some(i32::from(told.iter().any(|one| one.starts_with("fault")))), "{wrong:?}");
    }
    expect(&["doctor", &serve(files, Wrong::Elsewhere)], 3, &["leads to another host, https://elsewhere.example/"]);
    let empty = serve(BTreeMap::from([("/404.html".to_owned(), Vec::new())]), Wrong::Nothing);
    expect(&["doctor", "--lang", "zh", &empty], 1, &["没有给出站点", "1 处错误"]);
    expect(&["doctor", "http://127.0.0.1:1/"], 3, &["cannot ask http://127.0.0.1:1/"]);
    expect(&["doctor", "ftp://a.example/"], 3, &["is no address"]);
    expect(&["doctor", &place.path("nowhere")], 2, &["neither a folder nor an address"]);
}

#[test]
fn a_folder_is_looked_at_against_what_was_built() {
    let place = Place::new("doctor-folder");
    site(&place);
    let folder = place.path("site");
    assert_eq!(told(&folder), (Some(0), vec![]));
    place.write("site/theirs.txt", "theirs");
    assert_eq!(told(&folder), (Some(0), vec!["advice foreign".into()]));
    place.write("site/index.html", "edited");
    fs::remove_file(place.path("site/about.html")).expect("removed");
    let said = expect(&["doctor", "--lang", "zh", &folder], 1, &["2 个文件缺失或被改动，第一个是 about.html"]);
    assert!(said.contains("→ 重新运行 banli build"), "{said}");
    let export = place.path("export.json");
    expect(&["build", "-o", &folder, &export], 0, &[]);
    place.write(".site.banli/journal.json", "{}");
    let (code, told_of) = told(&folder);
    assert!(code == Some(1) && told_of.contains(&"fault unfinished".to_owned()), "{told_of:?}");
    fs::remove_dir_all(place.path(".site.banli")).expect("removed");
    place.write("site/.banli/journal.json", "{}");
    assert_eq!(told(&folder).1.iter().filter(|one| one.ends_with("unfinished")).count(), 1, "a room in the site");
    assert!(told_of.contains(&"advice address".to_owned()), "no address is configured: {told_of:?}");
    place.write("other/index.html", "theirs");
    assert_eq!(told(&place.path("other")), (Some(1), vec!["fault manifest".into()]));
}
