//! An index made and asked: every piece is found, what is asked for comes first, and nothing is told
//! that was not given.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Mutex;

use proptest::prelude::*;
use search::build::{Builder, RUN, Run, samples};
use search::{Ask, DIRECTORY, Document, Named, Names, Order, Search, Title, Told};

type Files = BTreeMap<String, Vec<u8>>;

/// A record of a test: number, title, name, text.
type Made = (String, String, String, String);

fn document(made: &Made, at: usize) -> Document<'_> {
    let (number, title, name, text) = made;
    Document {
        number,
        title: Title::Known(title),
        names: vec![name],
        heads: vec!["市教育局"],
        path: format!("items/{at}.html"),
        told: Told { units: vec![0], ..Told::default() },
        facets: vec![(0, at as u32 % 2), (1, 0)],
        texts: vec![text.into()],
    }
}

fn names() -> Names {
    let named = |id: &str, name: &str| Named { id: id.into(), name: name.into(), name_en: None };
    [vec![named("s0", "一次会议"), named("s1", "二次会议")], vec![named("u", "市教育局")], vec![], vec![]]
}

fn index(made: &[Made], brief: bool) -> Files {
    let records = made.len() as u32;
    let document = |record: u32| document(&made[record as usize], record as usize);
    let lessons: Vec<String> = samples(records).map(|record| document(record).lesson()).collect();
    let mut builder = Builder::new(records, &lessons, made.iter().map(|(.., name, _)| name.as_str()));
    if brief {
        builder = builder.brief();
    }
    // What was learnt may be kept as well.
    let builder = Builder::read(&builder.write()).expect("a builder");
    let files: Mutex<Files> = Mutex::default();
    let put = |path: &str, bytes: &[u8]| -> Result<(), Infallible> {
        assert!(
            files.lock().expect("files").insert(path.to_owned(), bytes.to_vec()).is_none(),
            "{path} is written twice"
        );
        Ok(())
    };
    // As a run that was kept is taken up again, so is each of these.
    let kept = |run: Run| Run::read(&run.write()).expect("a run");
    let run = |first: u32| {
        builder.run(first, (first..records.min(first + RUN)).map(document), &put).map(kept).expect("a run")
    };
    let runs: Vec<_> = (0..records).step_by(RUN as usize).map(run).collect();
    let stretches = builder.stretches(&runs).into_iter();
    let terms = stretches.flat_map(|stretch| builder.merge(&runs, stretch, &put).expect("terms")).collect();
    builder.finish(&runs, terms, &names(), &put).expect("the rest");
    files.into_inner().expect("files")
}

struct Reader {
    files: Files,
    search: Search,
}

impl Reader {
    fn new(files: Files) -> Self {
        let words = "found\t{$count}\nfound-one\tone\nnumber\t第{$number}号\nhit\t{$number}|{$title}|{$passage}\nvalue\t{$id}={$count};\nkind\tsuggestion\t建议";
        let search = Search::new(&files[DIRECTORY], words).expect("a directory");
        Self { files, search }
    }

    fn ask(&mut self, ask: Ask) -> Vec<u32> {
        let mut needs = self.search.ask(ask);
        for _ in 0..100 {
            if needs.is_empty() {
                return self.search.hits().to_vec();
            }
            for path in needs {
                self.search.give(&path, self.files[&path].clone());
            }
            needs = self.search.go_on();
        }
        panic!("the search asks for ever more");
    }

    fn hits(&mut self, query: &str) -> Vec<u32> {
        self.ask(Ask { count: usize::MAX, ..Ask::of(query) })
    }
}

fn made(number: &str, title: &str, name: &str, text: &str) -> Made {
    (number.into(), title.into(), name.into(), text.into())
}

fn few() -> Vec<Made> {
    vec![
        made("第012号", "关于校车安全的建议", "张伟", "学校周边停车难，校车停靠点不足。"),
        made("013", "关于停车秩序的提案", "张伟民", "老旧小区停车位少；第12号提案也说过。"),
        made("2018年第0012号", "关于河道水质的建议", "欧阳娜", "PM2.5 与 R&D：张伟代表多次反映。车停在路边。"),
        made("", "", "李", "新建学校三所，投入2,195万元。"),
    ]
}

#[test]
fn numbers_and_names_come_first_then_heads_then_texts() {
    let mut reader = Reader::new(index(&few(), false));
    for query in ["12", "012", "第12号", "0012", "１２号建议"] {
        assert_eq!(reader.hits(query)[..2], [2, 0], "{query}");
    }
    // The whole name, then a name that begins with it, then the text.
    assert_eq!(reader.hits("张伟"), [0, 1, 2]);
    assert_eq!(reader.hits("停车"), [1, 0]);
    assert_eq!(reader.hits("停车 张伟"), [1, 0]);
    assert_eq!(reader.hits("市教育局"), [3, 2, 1, 0]);
    assert_eq!(reader.hits("车"), [1, 0, 2]);
    assert_eq!(reader.hits("李"), [3]);
    assert_eq!(reader.ask(Ask { order: Order::Oldest, ..Ask::of("停车") }), [0, 1]);
}

#[test]
fn pieces_are_found_wherever_they_are_cut_and_no_pair_passes_for_a_phrase() {
    let mut reader = Reader::new(index(&few(), false));
    for (query, expected) in [
        ("m2.5与r", vec![2]),
        ("195万", vec![3]),
        ("车停靠", vec![0]),
        ("2,195", vec![3]),
        ("d：张伟代", vec![2]),
        ("停车靠", vec![]),
    ] {
        assert_eq!(reader.hits(query), expected, "{query}");
    }
    assert_eq!(reader.hits("停车 水质"), [] as [u32; 0]);
}

#[test]
fn without_terms_heads_are_found_all_the_same() {
    let mut reader = Reader::new(index(&few(), true));
    assert_eq!(reader.hits("12")[..2], [2, 0]);
    assert_eq!(reader.hits("张伟"), [0, 1]);
    assert_eq!(reader.hits("停车"), [1]);
    assert_eq!(reader.hits("车停靠"), [] as [u32; 0]);
}

#[test]
fn facets_count_what_is_found_and_narrow_it() {
    let mut reader = Reader::new(index(&few(), false));
    let ask = Ask { facets: vec![(0, "s1".into())], ..Ask::of("停车") };
    assert_eq!(reader.ask(ask), [1]);
    let shown = reader.search.shown();
    let parts: Vec<&str> = shown.split('\u{1}').collect();
    let hit = "第013号|关于<mark>停车</mark>秩序的提案|老旧小区<mark>停车</mark>位少；第12号提案也说过。";
    assert_eq!(parts[..5], ["one", hit, "", "s0=1;s1=1;", "suggestion=1;"]);
    assert_eq!(reader.ask(Ask { facets: vec![(0, "s1".into())], ..Ask::default() }), [] as [u32; 0]);
}

#[test]
fn the_same_records_make_the_same_files_and_later_ones_leave_blocks_alone() {
    let many: Vec<Made> = (0..300)
        .map(|at| made(&at.to_string(), &format!("关于第{at}段河道的建议"), "张伟", &"河道水质。".repeat(at % 40)))
        .collect();
    assert_eq!(index(&many, false), index(&many, false));
    let (before, after) = (index(&many[..290], false), index(&many, false));
    let same = before.keys().filter(|path| after.get(*path) == before.get(*path)).count();
    // Every block but the last, what is learnt, and the names.
    assert!(same >= 290 / 64 + 2, "{same} of {}", before.len());
}

#[test]
fn bytes_that_are_no_index_are_refused_without_a_panic() {
    let files = index(&few(), false);
    assert!(Search::new(b"", "").is_none());
    let directory = &files[DIRECTORY];
    for end in 0..directory.len() {
        if let Some(mut search) = Search::new(&directory[..end], "") {
            search.ask(Ask::of("停车"));
        }
    }
    // Files of nothing end the search, they don't break it.
    let mut search = Search::new(directory, "").expect("a directory");
    for path in search.ask(Ask::of("停车场")) {
        search.give(&path, vec![0xFF; 9]);
    }
    search.go_on();
}

/// Records of few characters, so that pairs are common and meet by chance, and names in their texts.
fn alike(count: usize) -> Vec<Made> {
    let mut state = 7u64;
    let mut below = |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % most
    };
    let chars: Vec<char> = "的学校车停位建设交通水质2019".chars().collect();
    let names = ["学校车", "停位建", "张三丰"];
    let mut all = Vec::new();
    for _ in 0..count {
        let mut text = String::new();
        for _ in 0..30 {
            let first = below(chars.len());
            // The square draws the first ones more often.
            text.push(chars[first * below(chars.len()) / chars.len()]);
        }
        if below(20) == 0 {
            text.push_str("张三丰说一");
        }
        all.push(made("", "关于建设的建议", names[below(names.len())], &text));
    }
    all
}

#[test]
fn of_records_that_are_alike_exactly_those_with_the_piece_are_found() {
    let all = alike(400);
    let mut reader = Reader::new(index(&all, false));
    let folded = |text: &str| -> String { search::token::folded(text).into_iter().collect() };
    for at in (0..all.len()).step_by(9) {
        let text: Vec<char> = all[at].3.chars().collect();
        let pieces = (2..6).map(|size| text[at % 20..at % 20 + size].iter().collect::<String>());
        for piece in pieces.chain(["学校车".to_owned(), "张三丰".to_owned(), "2019".to_owned(), "位建设".to_owned()])
        {
            let has = |made: &Made| {
                [&made.0, &made.1, &made.2, &made.3].into_iter().any(|text| folded(text).contains(&folded(&piece)))
            };
            let mut hits = reader.hits(&piece);
            hits.sort_unstable();
            let expected: Vec<u32> = (0..all.len() as u32).filter(|at| has(&all[*at as usize])).collect();
            assert_eq!(hits, expected, "{piece}");
        }
    }
}

#[test]
fn names_of_three_and_numbers_of_four_characters_are_told_without_looking() {
    let mut all = alike(400);
    for at in (0..400).step_by(20) {
        all[at].2 = "孟庆云".to_owned();
        all[at + 1].3 = "孟庆会见庆云和2018、0187号".to_owned();
        all[at + 2].3 = "孟庆云说2018年".to_owned();
    }
    let mut reader = Reader::new(index(&all, false));
    for (piece, expected) in [("孟庆云", 40), ("2018", 40), ("0187", 20)] {
        assert_eq!(reader.ask(Ask::of(piece)).len(), 10);
        assert_eq!(reader.search.total(), (expected, true), "{piece}");
    }
}

fn text() -> impl Strategy<Value = String> {
    let chars = prop::sample::select("的一是在学校车停位建设交通水质〇Ａb2 ，。5%\n".chars().collect::<Vec<_>>());
    prop::collection::vec(chars, 0..60).prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_piece_of_a_title_or_text_is_found(all in prop::collection::vec((text(), text(), text(), text()), 1..12), from in 0usize..60, size in 2usize..7) {
        let mut reader = Reader::new(index(&all, false));
        for (at, (_, title, _, text)) in all.iter().enumerate() {
            for whole in [title, text] {
                let piece: String = whole.chars().skip(from % whole.chars().count().max(1)).take(size).collect();
                let letters = piece.chars().filter(|c| c.is_alphanumeric()).count();
                if letters > 0 {
                    prop_assert!(reader.hits(&piece).contains(&(at as u32)), "{piece:?} of {whole:?}");
                }
            }
        }
    }
}
