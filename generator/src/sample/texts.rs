//! The texts of an invented item: its title and own text, and the letter that answers it.

use super::random::Random;
use super::words::{Slots, Words};

/// Count words of numbered paragraphs.
const NUMERALS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

/// Sentences of one section in random order, none twice before all were used.
struct Pool<'w> {
    sentences: &'w [&'static str],
    order: Vec<usize>,
    said: Vec<String>,
}

impl<'w> Pool<'w> {
    fn new(words: &'w Words, section: &str, random: &mut Random) -> Self {
        let sentences = words.phrases(section);
        Self { sentences, order: random.order(sentences.len()), said: Vec::new() }
    }

    fn next(&mut self, slots: &Slots, random: &mut Random) -> String {
        if self.order.is_empty() {
            self.order = random.order(self.sentences.len());
        }
        let template = self.sentences[self.order.pop().unwrap_or_default()];
        let mut text = slots.fill(template, random);
        // The same measure twice in one letter reads badly; a few tries find another one.
        for _ in 0..8 {
            if !self.said.contains(&core(&text)) {
                break;
            }
            text = slots.fill(template, random);
        }
        self.said.push(core(&text));
        text
    }
}

/// One filled sentence of a section.
pub fn sentence(words: &Words, section: &str, slots: &Slots, random: &mut Random) -> String {
    let template: &str = random.pick::<&str>(words.phrases(section));
    slots.fill(template, random)
}

/// A title, ending in 建议, 提案 or 议案.
pub fn title(topic: &str, ending: &str, random: &mut Random) -> String {
    let (before, after) = *random.pick(&[
        ("关于进一步改进", "的"),
        ("关于把", "作为民生实事办好的"),
        ("关于加大", "支持力度的"),
        ("关于解决群众反映的", "问题的"),
        ("关于健全", "长效办法的"),
        ("关于补齐", "短板的"),
        ("关于多方合力推动", "提质的"),
        ("关于规范", "的"),
        ("关于在全市推广", "成功做法的"),
        ("关于优化", "服务的"),
    ]);
    let place = *random.pick(&["", "", "我市", "老城区", "县域", "乡镇", "城乡", "新建片区", "山区"]);
    format!("{before}{place}{topic}{after}{ending}")
}

/// The item's own text: 700–850 characters, with four to eleven paragraphs.
pub fn body(words: &Words, slots: &Slots, random: &mut Random) -> String {
    let target = random.between(660, 760) as usize;
    let mut paragraphs = vec![sentence(words, "opening", slots, random)];
    let mut problems = Pool::new(words, "problem", random);
    let count = random.between(2, 3) as usize;
    let listed: Vec<String> =
        (0..count).map(|at| format!("{}是{}", NUMERALS[at], problems.next(slots, random))).collect();
    paragraphs.push(format!("目前主要存在以下问题：{}", listed.concat()));
    paragraphs.push(sentence(words, "impact", slots, random));
    paragraphs.push("为此，建议：".to_owned());
    let mut requests = Pool::new(words, "request", random);
    for numeral in NUMERALS {
        paragraphs.push(format!("{numeral}、{}", requests.next(slots, random)));
        if length(&paragraphs) > target {
            break;
        }
    }
    paragraphs.push(sentence(words, "thanks", slots, random));
    paragraphs.join("\n")
}

/// The answering letter: 1000–1300 characters, from the salutation to unit and day.
pub fn letter(
    words: &Words,
    slots: &Slots,
    salutation: &str,
    signature: &str,
    second: bool,
    random: &mut Random,
) -> String {
    let target = random.between(1010, 1200) as usize;
    let mut received = sentence(words, "received", slots, random);
    if second {
        received.push_str("针对首次答复后提出的意见，我们重新组织了研究，本次答复为二次办理答复。");
    }
    let mut base = Pool::new(words, "base", random);
    let base: Vec<String> = (0..2).map(|_| base.next(slots, random)).collect();
    let ending = [sentence(words, "close", slots, random), signature.to_owned()];
    let mut sections = [Vec::new(), Vec::new(), Vec::new()];
    let mut pools =
        [Pool::new(words, "done", random), Pool::new(words, "answer", random), Pool::new(words, "next", random)];
    let fixed = length(&base) + length(&ending) + received.chars().count() + salutation.chars().count() + 50;
    let mut size = fixed;
    let mut turn = 0;
    while size < target || turn < 6 {
        let text = pools[turn % 3].next(slots, random);
        size += text.chars().count() + 4;
        sections[turn % 3].push(text);
        turn += 1;
    }
    let mut paragraphs = vec![salutation.to_owned(), received, "一、基本情况".to_owned()];
    paragraphs.extend(base);
    let [done, answers, mut next] = sections;
    next.sort_by_key(|text| NUMERALS.iter().position(|numeral| text.starts_with(numeral)));
    for (heading, texts) in [("二、已经开展的工作", done), ("三、对所提建议的答复", answers), ("四、下一步安排", next)]
    {
        let listed = heading.starts_with('四');
        paragraphs.push(heading.to_owned());
        for (at, text) in texts.into_iter().enumerate() {
            // What comes next is a list whose members carry their numerals already.
            let numeral = NUMERALS[at % NUMERALS.len()];
            paragraphs.push(match text.split_once('是') {
                Some((_, after)) if listed => format!("{numeral}是{after}"),
                _ => format!("（{numeral}）{text}"),
            });
        }
    }
    paragraphs.extend(ending);
    paragraphs.join("\n")
}

/// The words that tell a sentence from others of its section: up to the first full stop, digits left out.
fn core(text: &str) -> String {
    text.split('。').next().unwrap_or_default().chars().filter(|letter| !letter.is_ascii_digit()).collect()
}

fn length(paragraphs: &[String]) -> usize {
    paragraphs.iter().map(|paragraph| paragraph.chars().count() + 1).sum()
}
