//! The preview of exports that are being worked on: what was saved is shown, what is wrong lies over the
//! last good site, and nothing of the preview is ever published.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::place::Place;
use super::{expect, sample};

/// How long a change may take to be shown before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running preview.
struct Preview {
    child: Child,
    address: String,
    base: String,
}

impl Preview {
    fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_banli"))
            .args(["preview", "--port", "0"])
            .env("LC_ALL", "C.UTF-8")
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("an output")).read_line(&mut line).expect("a line");
        let url = line.split("http://").nth(1).and_then(|rest| rest.split(' ').next()).expect("an address");
        let (address, base) = url.split_once('/').expect("a path");
        Self { child, address: address.to_owned(), base: format!("/{base}") }
    }

    /// Status and whole answer of a path under the base.
    fn get(&self, path: &str) -> (u16, String) {
        self.ask(&format!("{}{path}", self.base), &self.address)
    }

    fn ask(&self, path: &str, host: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        (answer.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status"), answer)
    }

    /// Waits until a page says something, or says it no more.
    #[track_caller]
    fn wait(&self, path: &str, words: &str, says: bool) -> String {
        let begun = Instant::now();
        loop {
            let (_, answer) = self.get(path);
            if answer.contains(words) == says {
                return answer;
            }
            assert!(begun.elapsed() < PATIENCE, "{path}: {words:?} should be there: {says}\n{answer}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const OVERLAY: &str = "banli-preview-faults";

#[test]
fn what_was_saved_is_shown_and_faults_leave_the_last_good_site() {
    let place = Place::new("preview");
    let good = sample(30);
    let export = place.write("export.json", &good);
    let config = place.write("site.toml", "title = \"甲站\"\nbase_url = \"https://a.example/gov/\"\n");
    let preview = Preview::start(&["-c", &config, &export]);
    assert_eq!(preview.base, "/gov/");
    let (code, page) = preview.get("");
    assert_eq!(code, 200, "{page}");
    assert!(page.contains("甲站") && page.contains("banli-preview-bar") && !page.contains(OVERLAY));
    for header in
        ["content-security-policy: default-src 'self';", "x-content-type-options: nosniff", "cache-control: no-cache"]
    {
        assert!(page.contains(header), "{header}");
    }
    for (path, code) in [("items/", 200), ("nothing.html", 404), ("data/items.csv", 200), ("feed.atom", 200)] {
        assert_eq!(preview.get(path).0, code, "{path}");
    }
    assert!(preview.get("embed/time.html").1.contains("frame-ancestors *"));
    assert_eq!(preview.ask("/gov/", "elsewhere.example").0, 403, "a name that leads here is not enough");
    assert_eq!(preview.ask("/", &preview.address).0, 307);

    // An editor that writes another file and gives it the name.
    let next = place.write("export.json.new", good.replace("关于", "关於"));
    fs::rename(next, &export).expect("renamed");
    preview.wait("items/", "关於", true);
    // Half of it.
    place.write("export.json", &good.as_bytes()[..good.len() / 2]);
    let page = preview.wait("items/", OVERLAY, true);
    assert!(page.contains("E0103") && page.contains("关於"), "the last good site is below");
    // None of it.
    fs::remove_file(&export).expect("removed");
    preview.wait("items/", "cannot read the export", true);
    // The folder is another one.
    place.write("export.json", good.replace("关于", "有关"));
    let page = preview.wait("items/", "有关", true);
    assert!(!page.contains(OVERLAY));
    // The configuration.
    place.write("site.toml", "titel = \"乙站\"\n");
    preview.wait("", "unknown field", true);
    place.write("site.toml", "title = \"乙站\"\ntheme = \"theme\"\n");
    preview.wait("", "theme", true);
    place.write("theme/templates/404.html", "<html><head></head><body>{{ wrong</body></html>");
    preview.wait("", "404.html", true);
    place.write("theme/templates/404.html", "<html><head></head><body>丙页</body></html>");
    let page = preview.wait("", "乙站", true);
    assert!(!page.contains(OVERLAY));
    assert!(preview.get("nothing.html").1.contains("丙页"));
    place.write("theme/assets/site.css", "/* 丁色 */");
    preview.wait("assets/site.css", "丁色", true);
}

#[test]
fn what_is_wrong_with_the_configuration_is_said_in_chinese_with_its_line() {
    let place = Place::new("preview-chinese");
    let export = place.write("export.json", sample(3));
    let config = place.write("site.toml", "titel = \"甲站\"\n");
    let preview = Preview::start(&["--lang", "zh", "-c", &config, &export]);
    let page = preview.wait("", OVERLAY, true);
    let said = "site.toml 中：第 1 行第 1 列有误\n  |\n1 | titel = &quot;甲站&quot;\n  | ^^^^^\n没有名为 `titel` 的项\n\
                是不是 `title`？</pre>";
    assert!(page.contains(said), "{page}");
    place.write("site.toml", "title = \"甲站\"\ntheme = \"nothing\"\n");
    let page = preview.wait("", "读不了模板文件夹", true);
    assert!(page.contains("nothing：没有这个文件或文件夹</pre>"), "{page}");
}

#[test]
fn each_page_names_the_warnings_of_its_own_record() {
    let place = Place::new("preview-bar");
    // A reply without its day is a warning of its record.
    let with = sample(30);
    let cut = with.find("\"replies\":[{\"date\":\"").expect("a reply") + "\"replies\":[{".len();
    let end = cut + with[cut..].find(',').expect("more") + 1;
    let export = place.write("export.json", [&with[..cut], &with[end..]].concat());
    let preview = Preview::start(&["--lang", "zh", &export]);
    let list = preview.wait("banli-preview/issues.html", "W0408", true);
    let item = list.split("（记录 ").nth(1).and_then(|rest| rest.split('）').next()).expect("an item").to_owned();
    let items = preview.get("data/items.csv").1;
    let row = items.lines().find(|line| line.starts_with(&format!("{item},"))).expect("its row");
    let page = preview.get(row.rsplit(',').next().expect("a page").trim()).1;
    assert!(page.contains("本条记录有 ") && page.contains("W0408"), "{item}");
    let home = preview.get("").1;
    assert!(home.contains("全部数据有 ") && !home.contains("本条记录有 "));
}

#[test]
fn where_the_first_export_is_faulty_its_faults_are_the_page() {
    let place = Place::new("preview-first");
    let export = place.write("export.json", "{");
    let preview = Preview::start(&[&export]);
    let (code, page) = preview.get("");
    assert_eq!(code, 503);
    assert!(page.contains("E0103") && page.contains("banli-preview/preview.js"));
    place.write("export.json", sample(12));
    preview.wait("", "<nav", true);
}

#[test]
fn nothing_of_the_preview_is_published() {
    let place = Place::new("preview-none");
    let (export, site) = (place.write("export.json", sample(12)), place.path("site"));
    expect(&["build", "-o", &site, &export], 0, &["published: "]);
    for (path, bytes) in place.files("site") {
        let told = [&path, &*String::from_utf8_lossy(&bytes)].concat();
        assert!(!told.contains("banli-preview"), "{path}");
    }
}

#[test]
fn what_is_not_there_is_named_at_once() {
    let place = Place::new("preview-missing");
    let (missing, folder) = (place.path("missing.json"), place.path("folder"));
    fs::create_dir(&folder).expect("made");
    expect(&["preview", &missing], 3, &["cannot read ", "missing.json"]);
    expect(&["preview", &folder], 3, &["holds no built site"]);
    expect(&["preview", &folder, &folder], 2, &["a built folder is served as it is"]);
}

#[test]
fn an_attachment_is_watched_as_the_export_is() {
    use serde_json::json;
    let place = Place::new("preview-attached");
    let mut export: serde_json::Value = serde_json::from_str(&sample(30)).expect("an export");
    let (at, duty) = super::attachments::replied(&export);
    let id = export["items"][at]["id"].as_str().expect("an id").to_owned();
    let list = json!([{ "file": "附件/答复.txt", "title": "答复函" }]);
    export["items"][at]["assignments"][duty]["replies"][0]["attachments"] = list;
    let input = place.write("export.json", export.to_string());
    let preview = Preview::start(&[&input]);
    preview.wait("", "E1001", true);
    place.write("附件/答复.txt", "一");
    preview.wait("", "E1001", false);
    let session = export["items"][at]["session"].as_str().expect("a session");
    let page = format!("items/{session}/{id}.html");
    let shown = preview.wait(&page, "data/export/attachments/", true);
    let name = |page: &str| page.split("data/export/attachments/").nth(1).map(|rest| rest[..16].to_owned());
    let first = name(&shown).expect("a link");
    place.write("附件/答复.txt", "第二稿");
    let second = name(&preview.wait(&page, &first, false)).expect("a link");
    assert_eq!(preview.get(&format!("data/export/attachments/{second}.txt")).0, 200);
}
