//! Reads what a publisher writes as TOML: into its type, or what of it means nothing, with its line.

use anyhow::{Result, anyhow};
use outcomes::read::shape::suggestion;
use serde::de::DeserializeOwned;

/// A text as the type that it is to be.
///
/// # Errors
/// Where it is no TOML, or a key or value means nothing; the message shows the line, says what is wrong in words of
/// the file, and suggests the key or value that may be meant.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| {
        let (shown, message) = (error.to_string(), error.message());
        let place = shown.trim_end().strip_suffix(message.trim_end()).unwrap_or_default();
        let said = match meant(message) {
            Some(near) => format!("{}\ndid you mean `{near}`?", message.split(", expected").next().unwrap_or(message)),
            None => in_words(message),
        };
        anyhow!("{place}{}", said.trim_end())
    })
}

/// The key or value that is near one that is not known.
fn meant(message: &str) -> Option<&str> {
    let unknown = message.strip_prefix("unknown field `").or_else(|| message.strip_prefix("unknown variant `"))?;
    let (name, known) = unknown.split_once("`, expected ")?;
    // What stands between the marks.
    suggestion(name, known.split('`').skip(1).step_by(2))
}

/// Types are named as the file has them, not as the program has them.
fn in_words(message: &str) -> String {
    match message.rsplit_once(", expected ") {
        Some((before, wanted)) if wanted.starts_with("struct ") => format!("{before}, expected a table"),
        Some((before, "u8" | "u16" | "u32" | "u64" | "usize")) => {
            format!("{before}, expected a whole number from 0 on")
        }
        _ => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::config::Config;

    fn fault(text: &str) -> String {
        format!("{:#}", read::<Config>(text).expect_err("refused"))
    }

    #[test]
    fn what_is_near_is_suggested_and_types_are_called_as_the_file_has_them() {
        let place =
            |line: &str, marks: &str| format!("TOML parse error at line 1, column 1\n  |\n1 | {line}\n  | {marks}\n");
        let said = place("titel = 1", "^^^^^") + "unknown field `titel`\ndid you mean `title`?";
        assert_eq!(fault("titel = 1"), said);
        assert!(fault("feeds = \"eech\"").ends_with("\nunknown variant `eech`\ndid you mean `each`?"));
        assert!(fault("zzzzzzz = 1").contains("unknown field `zzzzzzz`, expected one of `$schema`, `title`, "));
        assert!(fault("footer = 1").ends_with("\ninvalid type: integer `1`, expected a table"));
        assert!(
            fault("freshness_days = -1").ends_with("\ninvalid value: integer `-1`, expected a whole number from 0 on")
        );
    }
}
