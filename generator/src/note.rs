//! What is no fault and yet worth knowing to the person in front: small values that are worded when they are shown.

use crate::words::Words;

/// Texts of a catalogue that are named.
const KEYS: usize = 10;
/// Values that a condition turned away, which are named; the others are counted.
const VALUES: usize = 8;

/// Something to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The program can't draw live charts.
    NoLiveCharts,
    /// A file of a folder is no source.
    NotRead {
        /// Its path.
        file: String,
    },
    /// The earlier exports have warnings.
    EarlierWarnings {
        /// How many.
        count: usize,
    },
    /// A theme's catalogue lacks texts.
    TextsMissing {
        /// The catalogue.
        file: String,
        /// Their keys.
        keys: Vec<String>,
        /// How many texts there are in all.
        all: usize,
        /// Whether the built-in texts of the same language stand in their place, else English ones.
        built_in: bool,
    },
    /// A theme's catalogue has texts that no page asks for.
    TextsIdle {
        /// The catalogue.
        file: String,
        /// Their keys.
        keys: Vec<String>,
    },
    /// A mapping took its default for a value that it does not list.
    Defaulted {
        /// The rule.
        at: String,
        /// The value.
        value: String,
        /// How often.
        count: usize,
    },
    /// A mapping passed over a value, since a path before it has one.
    PassedOver {
        /// The rule.
        at: String,
        /// How often.
        count: usize,
    },
    /// A mapping left out a block, since nobody is named in it.
    Unnamed {
        /// The block.
        at: String,
        /// How often.
        count: usize,
    },
    /// A condition of a mapping did not hold.
    TurnedAway {
        /// The rule or block.
        at: String,
        /// The values for which it did not hold, each with how often; the most frequent first.
        values: Vec<(String, usize)>,
    },
    /// No rule of a mapping uses these fields.
    Unused {
        /// Path of each, with how many values it has.
        fields: Vec<(String, usize)>,
    },
}

impl Note {
    /// The note in the program's words.
    pub fn said(&self, words: &Words) -> String {
        let listed = |keys: &[String]| {
            let shown = words.list(&keys[..keys.len().min(KEYS)]);
            if keys.len() > KEYS { words.say("note-more-texts", &[("list", (&shown).into())]) } else { shown }
        };
        let quoted = |value: &str| format!("{value:?}");
        match self {
            Self::NoLiveCharts => words.text("note-no-live-charts"),
            Self::NotRead { file } => words.say("note-not-read", &[("file", file.into())]),
            Self::EarlierWarnings { count } => words.say("note-earlier-warnings", &[("count", (*count).into())]),
            Self::TextsMissing { file, keys, all, built_in } => {
                let key = if *built_in { "note-texts-built-in" } else { "note-texts-in-english" };
                let list = listed(keys);
                let counts = [("count", keys.len().into()), ("all", (*all).into())];
                words.say(key, &[&[("file", file.into()), ("list", (&list).into())], &counts[..]].concat())
            }
            Self::TextsIdle { file, keys } => {
                words.say("note-texts-idle", &[("file", file.into()), ("list", (&listed(keys)).into())])
            }
            Self::Defaulted { at, value, count } => {
                let value = quoted(value);
                words
                    .say("note-defaulted", &[("at", at.into()), ("value", (&value).into()), ("count", (*count).into())])
            }
            Self::PassedOver { at, count } => {
                words.say("note-passed-over", &[("at", at.into()), ("count", (*count).into())])
            }
            Self::Unnamed { at, count } => words.say("note-unnamed", &[("at", at.into()), ("count", (*count).into())]),
            Self::TurnedAway { at, values } => {
                let often = |(value, count): &(String, usize)| {
                    words.say("note-value", &[("value", (&quoted(value)).into()), ("count", (*count).into())])
                };
                let shown: Vec<String> = values.iter().take(VALUES).map(often).collect();
                let (shown, more) = (words.list(&shown), values.len().saturating_sub(VALUES));
                let args = [("at", at.into()), ("values", (&shown).into()), ("more", more.into())];
                words.say("note-turned-away", &args)
            }
            Self::Unused { fields } => {
                let field = |(path, count): &(String, usize)| {
                    words.say("note-field", &[("path", path.into()), ("count", (*count).into())])
                };
                let fields = words.list(&fields.iter().map(field).collect::<Vec<_>>());
                words.say("note-unused", &[("fields", (&fields).into())])
            }
        }
    }

    /// Lines that say notes, each by itself.
    pub fn lines<'n>(notes: impl IntoIterator<Item = &'n Self>, words: &Words) -> String {
        let line = |note: &Self| words.say("build-note", &[("text", (&note.said(words)).into())]) + "\n";
        notes.into_iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Note;
    use crate::config::Lang;
    use crate::messages::messages;

    #[test]
    fn every_note_is_said_in_both_languages() {
        let text = ToString::to_string;
        let texts = |count: usize| (0..count).map(|at| format!("k{at}")).collect::<Vec<_>>();
        let values = |count: usize| (0..count).map(|at| (format!("v{at}"), count - at)).collect::<Vec<_>>();
        let all = [
            (
                Note::NoLiveCharts,
                "this program was built without the charts' WASM: charts are published as pictures only",
                "这个程序生成时没有带上图表的 WASM：图表只以图片发布",
            ),
            (
                Note::NotRead { file: text("a.txt") },
                "not read, since it is no such file: a.txt",
                "没有读 a.txt：它不是可读的来源文件",
            ),
            (
                Note::EarlierWarnings { count: 1 },
                "the earlier exports have 1 warning: `banli check` lists them",
                "较早的导出文件有 1 处警告：用 banli check 查看",
            ),
            (
                Note::EarlierWarnings { count: 2 },
                "the earlier exports have 2 warnings: `banli check` lists them",
                "较早的导出文件有 2 处警告：用 banli check 查看",
            ),
            (
                Note::TextsMissing { file: text("i18n/fr.ftl"), keys: texts(2), all: 9, built_in: false },
                "i18n/fr.ftl: 2 of 9 texts are missing and stand in English: k0, k1",
                "i18n/fr.ftl：缺 2 条文字（共 9 条），以英文代替：k0、k1",
            ),
            (
                Note::TextsMissing { file: text("i18n/zh.ftl"), keys: texts(11), all: 99, built_in: true },
                "i18n/zh.ftl: 11 of 99 texts are missing and are taken from the built-in ones: \
                 k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, …",
                "i18n/zh.ftl：缺 11 条文字（共 99 条），以内置的文字代替：k0、k1、k2、k3、k4、k5、k6、k7、k8、k9 等",
            ),
            (
                Note::TextsIdle { file: text("i18n/fr.ftl"), keys: texts(1) },
                "i18n/fr.ftl: texts that no page asks for: k0",
                "i18n/fr.ftl：没有页面用到的文字：k0",
            ),
            (
                Note::Defaulted { at: text("item.kind"), value: text("意见"), count: 1 },
                "item.kind: the default stands for \"意见\", which is not listed, once",
                "item.kind：\"意见\" 没有列出，按默认值处理，共 1 次",
            ),
            (
                Note::PassedOver { at: text("item.title"), count: 2 },
                "item.title: a second value was passed over, since a path before it has one, 2 times",
                "item.title：前面的路径已有值，后面的值未采用，共 2 次",
            ),
            (
                Note::Unnamed { at: text("item.proposers[0]"), count: 1 },
                "item.proposers[0]: left out once, since nobody is named",
                "item.proposers[0]：没有写明单位或提出人，略去 1 次",
            ),
            (
                Note::TurnedAway { at: text("item.end"), values: values(2) },
                "item.end: left out by its condition for \"v0\" 2 times, \"v1\" once",
                "item.end：不符合条件而略去：\"v0\"（2 次）、\"v1\"（1 次）",
            ),
            (
                Note::TurnedAway { at: text("item.end"), values: values(9) },
                "item.end: left out by its condition for \"v0\" 9 times, \"v1\" 8 times, \"v2\" 7 times, \"v3\" 6 times, \
                 \"v4\" 5 times, \"v5\" 4 times, \"v6\" 3 times, \"v7\" 2 times, and 1 other value",
                "item.end：不符合条件而略去：\"v0\"（9 次）、\"v1\"（8 次）、\"v2\"（7 次）、\"v3\"（6 次）、\"v4\"（5 次）、\
                 \"v5\"（4 次）、\"v6\"（3 次）、\"v7\"（2 次），另有 1 种值",
            ),
            (
                Note::Unused { fields: vec![(text("序号"), 3), (text("代表.电话"), 2)] },
                "fields that no rule uses, with their values: 序号 (3), 代表.电话 (2)",
                "没有规则用到的字段及其值的个数：序号（3）、代表.电话（2）",
            ),
        ];
        let [en, zh] = [Lang::EN, Lang::ZH].map(|lang| messages(lang).expect("a catalogue"));
        for (note, english, chinese) in &all {
            assert_eq!((&*note.said(&en), &*note.said(&zh)), (*english, *chinese));
        }
        assert_eq!(Note::lines([&all[1].0], &zh), "说明：没有读 a.txt：它不是可读的来源文件\n");
    }
}
