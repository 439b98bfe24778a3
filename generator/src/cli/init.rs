//! `banli init`: the first files of a site.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use clap::{Args, ValueEnum};
use generator::build::Failure;
use generator::config::Lang;
use generator::init::{self, Bodies, PUBLISHER, Wishes};
use generator::words::Words;

use super::output::{self, Language};

const EXAMPLES: &str = "Examples:
  banli init my-site
  banli init my-site --yes --publisher 云岭市人民政府办公室 --languages zh,en --bodies both";

/// Whose sessions.
#[derive(Clone, Copy, ValueEnum)]
enum Whose {
    /// The people's congress: suggestions.
    Congress,
    /// The CPPCC: proposals.
    Cppcc,
    /// Both.
    Both,
}

/// Write the first files of a site: configuration, a small invented export, schemas, a mapping.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Folder to write into; made where it is not there.
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Name of the publisher.
    #[arg(long)]
    publisher: Option<String>,
    /// Title of the site; made from the publisher's name where left out.
    #[arg(long)]
    title: Option<String>,
    /// Languages, the first at the root of the site.
    #[arg(long, value_enum, value_delimiter = ',')]
    languages: Vec<Language>,
    /// Whose sessions the sample shows.
    #[arg(long, value_enum)]
    bodies: Option<Whose>,
    /// Address of the site once it is published.
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    /// Ask nothing: what is not given takes its default.
    #[arg(short, long)]
    yes: bool,
    /// Language of the questions; the system's where left out.
    #[arg(long, value_enum)]
    pub(super) lang: Option<Language>,
}

/// Asks, writes, and says what comes next.
pub fn run(options: Options) -> Result<u8, Failure> {
    let Options { folder, publisher, title, languages, bodies, address, yes, lang } = options;
    let words = output::words(lang)?;
    let ask = Asking { words: &words, yes };
    ask.hello();
    let languages = languages.into_iter().map(Lang::from).collect::<Vec<_>>();
    let languages = if languages.is_empty() { None } else { Some(languages) };
    let wishes = Wishes {
        publisher: ask.about(publisher, "init-ask-publisher", PUBLISHER, text)?,
        title: ask.about(title, "init-ask-title", "", text)?,
        languages: ask.about(languages, "init-ask-languages", "zh", read_languages)?,
        bodies: ask.about(bodies.map(Bodies::from), "init-ask-bodies", "both", read_bodies)?,
        address: ask.about(address, "init-ask-address", "", read_address)?,
        comments: words.lang,
    };
    let files = init::files(&wishes).map_err(Failure::Usage)?;
    init::vacant(&folder, &files).map_err(Failure::Usage)?;
    init::write(&folder, &files).map_err(Failure::World)?;
    output::print(done(&words, &folder, &files)).map(|()| 0).map_err(Failure::World)
}

impl From<Whose> for Bodies {
    fn from(whose: Whose) -> Self {
        match whose {
            Whose::Congress => Self::Congress,
            Whose::Cppcc => Self::Cppcc,
            Whose::Both => Self::Both,
        }
    }
}

/// Asks the person in front of it.
struct Asking<'w> {
    words: &'w Words,
    yes: bool,
}

impl Asking<'_> {
    fn hello(&self) {
        if !self.yes {
            anstream::eprintln!("{}", self.words.text("init-hello"));
        }
    }

    /// What was given, else the answer to a question; the end of the input takes the default.
    fn about<T>(
        &self,
        given: Option<T>,
        question: &str,
        default: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, Failure> {
        let fault = || Failure::Usage(anyhow!("{default:?} is no answer"));
        if let Some(given) = given {
            return Ok(given);
        }
        if self.yes {
            return read(default).ok_or_else(fault);
        }
        loop {
            let shown = if default.is_empty() { String::new() } else { format!(" [{default}]") };
            anstream::eprint!("{}{shown}: ", self.words.text(question));
            let _ = io::stderr().flush();
            let mut line = String::new();
            let read_bytes = io::stdin().lock().read_line(&mut line).context("cannot read the answer");
            let (at_end, answer) = (read_bytes.map_err(Failure::World)? == 0, line.trim());
            if at_end {
                anstream::eprintln!();
                break;
            }
            if answer.is_empty() {
                break;
            }
            if let Some(value) = read(answer) {
                return Ok(value);
            }
            anstream::eprintln!("{}", self.words.say("init-again", &[("answer", answer.into())]));
        }
        read(default).ok_or_else(fault)
    }
}

fn text(answer: &str) -> Option<String> {
    Some(answer.to_owned())
}

fn read_languages(answer: &str) -> Option<Vec<Lang>> {
    let parts = answer.split([',', '，', '、', ' ']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| Lang::BUILT_IN.into_iter().find(|lang| lang.key() == part)).collect()
}

fn read_bodies(answer: &str) -> Option<Bodies> {
    Whose::from_str(answer, true).ok().map(Bodies::from)
}

fn read_address(answer: &str) -> Option<String> {
    let full = answer.is_empty() || answer.starts_with("https://") || answer.starts_with("http://");
    full.then(|| answer.to_owned())
}

/// What was written and what comes next.
fn done(words: &Words, folder: &Path, files: &[(&str, String)]) -> String {
    let mut lines = vec![words.say("init-done", &[("count", files.len().into())])];
    lines.extend(files.iter().map(|(path, _)| format!("  {}", folder.join(path).display())));
    let way = if folder == Path::new(".") { None } else { Some(format!("  cd {}", folder.display())) };
    lines.push(words.text("init-next"));
    lines.extend(way);
    lines.push("  banli preview -c site.toml export.json".to_owned());
    lines.push(words.text("init-then"));
    lines.push("  banli build -c site.toml -o public export.json".to_owned());
    lines.push("  banli hosting -c site.toml -o hosting".to_owned());
    lines.join("\n") + "\n"
}
