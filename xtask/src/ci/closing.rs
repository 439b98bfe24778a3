//! Reads how many tests passed and failed from the closing lines of cargo and of Node's TAP.

use anyhow::{Result, bail};

/// How many tests passed, failed, or were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Ran and held.
    pub passed: u64,
    /// Ran and did not hold, or could not run.
    pub failed: u64,
    /// Marked as not to be run.
    pub left_out: u64,
}

impl Counts {
    /// One check.
    pub fn one(passed: bool) -> Self {
        Self { passed: u64::from(passed), failed: u64::from(!passed), left_out: 0 }
    }

    /// Adds the others to these.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.left_out += other.left_out;
    }
}

/// Adds up closing lines as they are printed.
#[derive(Default)]
pub struct Reader(Counts);

impl Reader {
    /// Sees a line of `cargo test`, such as `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    pub fn cargo(&mut self, line: &str) {
        let Some((_, counts)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) else {
            return;
        };
        for part in counts.split(';') {
            let mut words = part.split_whitespace();
            let (Some(Ok(count)), Some(what)) = (words.next().map(str::parse::<u64>), words.next()) else {
                continue;
            };
            match what {
                "passed" => self.0.passed += count,
                "failed" => self.0.failed += count,
                "ignored" => self.0.left_out += count,
                _ => {}
            }
        }
    }

    /// Sees a line of Node's TAP, such as `# pass 12`. A test skipped or still to do fails: where
    /// everything is installed, nothing is left to excuse it.
    pub fn tap(&mut self, line: &str) {
        let Some((what, count)) = line.strip_prefix("# ").and_then(|rest| rest.split_once(' ')) else {
            return;
        };
        let Ok(count) = count.parse::<u64>() else {
            return;
        };
        match what {
            "pass" => self.0.passed += count,
            "fail" | "cancelled" | "skipped" | "todo" => self.0.failed += count,
            _ => {}
        }
    }

    /// The counts, once the program ended; `well` says whether it called itself successful. What
    /// ends badly without a failed test, by a crash or because it does not compile, is one failure.
    ///
    /// Fails if no test ran.
    pub fn close(self, well: bool) -> Result<Counts> {
        let mut counts = self.0;
        if counts == Counts::default() {
            bail!("no test ran");
        }
        if !well && counts.failed == 0 {
            counts.failed = 1;
        }
        Ok(counts)
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, Reader};

    fn read(see: fn(&mut Reader, &str), lines: &str, well: bool) -> Option<Counts> {
        let mut reader = Reader::default();
        lines.lines().for_each(|line| see(&mut reader, line));
        reader.close(well).ok()
    }

    #[test]
    fn all_of_cargos_closing_lines_are_added_up() {
        let lines = "running 3 tests\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s\n\
            test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(read(Reader::cargo, lines, false), Some(Counts { passed: 16, failed: 2, left_out: 1 }));
    }

    #[test]
    fn a_crash_without_a_failed_test_is_one_failure() {
        let lines = "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(read(Reader::cargo, lines, false), Some(Counts { passed: 12, failed: 1, left_out: 0 }));
    }

    #[test]
    fn no_tests_at_all_are_no_counts() {
        assert_eq!(read(Reader::cargo, "error: could not compile", false), None);
        assert_eq!(read(Reader::tap, "# tests 0\n# pass 0\n# fail 0", true), None);
    }

    #[test]
    fn a_skipped_browser_test_fails() {
        let lines = "TAP version 13\n# Subtest: home\nok 1 - home\n1..4\n# tests 9\n# suites 1\n# pass 5\n\
            # fail 1\n# cancelled 1\n# skipped 1\n# todo 1\n# duration_ms 12.5";
        assert_eq!(read(Reader::tap, lines, true), Some(Counts { passed: 5, failed: 4, left_out: 0 }));
    }
}
