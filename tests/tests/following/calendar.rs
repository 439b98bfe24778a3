//! Calendars are as RFC 5545 wants them, and hold what is open.

use std::collections::{BTreeMap, BTreeSet};

use outcomes::date::Date;
use serde_json::json;

use super::{ADDRESS, Files, city, config, ending, site, small, text};

/// The properties of each event, by name, as they were before they were written.
type Event = BTreeMap<String, String>;

fn unescaped(value: &str) -> String {
    let (mut out, mut chars) = (String::new(), value.chars());
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.push(match chars.next() {
                Some('n') => '\n',
                Some(c @ ('\\' | ';' | ',')) => c,
                other => panic!("{other:?} is not to be escaped"),
            }),
            ';' | ',' => panic!("{value} holds a bare {c}"),
            c => out.push(c),
        }
    }
    out
}

fn events(path: &str, calendar: &str) -> Vec<Event> {
    let calendar = calendar.strip_suffix("\r\n").unwrap_or_else(|| panic!("{path} does not end in CRLF"));
    let mut lines: Vec<String> = Vec::new();
    for line in calendar.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{path}: {line}");
        match line.strip_prefix(' ') {
            Some(more) => lines.last_mut().expect("a line before").push_str(more),
            None => lines.push(line.to_owned()),
        }
    }
    let mut lines = lines.iter().map(|line| line.split_once(':').unwrap_or_else(|| panic!("{path}: {line}")));
    for expected in [("BEGIN", "VCALENDAR"), ("VERSION", "2.0")] {
        assert_eq!(lines.next(), Some(expected), "{path}");
    }
    assert!(lines.next().is_some_and(|(name, _)| name == "PRODID"), "{path}");
    assert!(lines.next().is_some_and(|(name, value)| name == "X-WR-CALNAME" && !unescaped(value).is_empty()), "{path}");
    let mut events = Vec::new();
    loop {
        match lines.next() {
            Some(("END", "VCALENDAR")) => break,
            Some(("BEGIN", "VEVENT")) => events.push(Event::new()),
            other => panic!("{path}: {other:?}"),
        }
        let event = events.last_mut().expect("an event");
        for (name, value) in lines.by_ref() {
            if (name, value) == ("END", "VEVENT") {
                break;
            }
            let value = if ["SUMMARY", "DESCRIPTION"].contains(&name) { unescaped(value) } else { value.to_owned() };
            assert_eq!(event.insert(name.to_owned(), value), None, "{path}: {name} twice");
        }
    }
    assert_eq!(lines.next(), None, "{path}");
    events
}

fn day(written: &str) -> Date {
    let digits = written.len() == 8 && written.bytes().all(|byte| byte.is_ascii_digit());
    let day = digits.then(|| format!("{}-{}-{}", &written[..4], &written[4..6], &written[6..]));
    day.and_then(|day| day.parse().ok()).unwrap_or_else(|| panic!("{written} is no day"))
}

fn check(files: &Files, address: Option<&str>) {
    let (mut count, mut longest) = (0, 0);
    for (path, calendar) in ending(files, ".ics") {
        count += 1;
        longest = longest.max(calendar.lines().filter(|line| line.starts_with(' ')).count());
        let events = events(path, calendar);
        assert!(!events.is_empty(), "{path} is empty");
        let ids: BTreeSet<&String> = events.iter().map(|event| &event["UID"]).collect();
        assert_eq!(ids.len(), events.len(), "{path}");
        for event in &events {
            let names: Vec<&str> = event.keys().map(String::as_str).collect();
            let expected = ["DESCRIPTION", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY", "TRANSP", "UID", "URL"];
            assert_eq!(names, expected[..if address.is_some() { 7 } else { 6 }], "{path}");
            assert!(day(&event["DTSTART;VALUE=DATE"]) > day("20200101") && event["DTSTAMP"] == "20251130T000000Z");
            let page = event.get("URL").map(|url| url.strip_prefix(ADDRESS).expect("an address of the site"));
            assert!(page.is_none_or(|page| files.contains_key(page)), "{path}: {page:?}");
        }
        let page = text(files, &path.replace(".ics", ".html"));
        assert!(
            page.contains(&format!("{}\"", path.rsplit('/').next().expect("a name"))),
            "{path} is linked by its page"
        );
    }
    assert!(count > 10 && longest > 3, "{count} calendars");
}

#[test]
fn calendars_are_valid_and_lead_into_the_site() {
    let city = city();
    check(&site(&city, &config(Some(ADDRESS))), Some(ADDRESS));
    check(&site(&city, &config(None)), None);
}

#[test]
fn calendars_hold_what_is_open_and_nothing_else() {
    let promises = json!([
        { "text": "画线，立牌；\\n第二行", "due": "2022-12-01" },
        { "text": "已兑现的", "due": "2022-07-01", "kept": "2022-06-20" },
    ]);
    let export = small(|item| {
        item["assignments"][0]["replies"] = json!([]);
        item["assignments"][0]["evaluations"] = json!([]);
        item["assignments"][0]["commitments"] = promises.clone();
    });
    let files = site(&export, &config(None));
    let path = "items/cppcc-6-1/p056.ics";
    let item = events(path, text(&files, path));
    let told: Vec<_> = item.iter().map(|event| [&*event["DTSTART;VALUE=DATE"], &event["SUMMARY"]]).collect();
    let expected = [["20220515", "第056号提案：市财政局答复期限"], ["20221201", "第056号提案：市财政局承诺期限"]];
    assert_eq!(told, expected);
    let description = "关于增设非机动车道的提案\n画线，立牌；\\n第二行\n数据截至2022年11月2日。";
    assert_eq!(item[1]["DESCRIPTION"], description);
    assert_eq!(events(path, text(&files, "proposers/liu.ics")), item);
    assert_eq!(events(path, text(&files, "units/finance.ics")), item);
    assert!(!files.contains_key("units/planning.ics"), "a joint unit owes no reply");
    // Replied and kept, or ended early: nothing is open, and no calendar is published.
    for closed in [
        small(|_| {}),
        small(|item| {
            item["assignments"][0]["replies"] = json!([]);
            item["assignments"][0]["evaluations"] = json!([]);
            item["end"] = json!({ "kind": "withdrawn", "date": "2022-06-01" });
        }),
    ] {
        let files = site(&closed, &config(None));
        assert_eq!(ending(&files, ".ics").count(), 0);
        assert!(!text(&files, "items/cppcc-6-1/p056.html").contains(".ics"));
    }
}
