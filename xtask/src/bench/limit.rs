//! The write limit: the same files of the same sizes, written from one buffer by two threads that
//! do nothing else. No site can be published faster into this folder on this machine.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::files::files_under;

const THREADS: usize = 2;

/// The files of a built site, without their content.
pub struct Shape {
    /// Each file's path in the site and its size in bytes.
    files: Vec<(PathBuf, usize)>,
}

impl Shape {
    /// Reads the names and sizes of a site's files.
    ///
    /// Fails where the folder cannot be read.
    pub fn of(site: &Path) -> Result<Self> {
        let mut files = Vec::new();
        for file in files_under(site)? {
            let size = file.metadata().with_context(|| format!("cannot read {}", file.display()))?.len();
            files.push((file.strip_prefix(site).unwrap_or(&file).to_path_buf(), usize::try_from(size)?));
        }
        Ok(Self { files })
    }

    /// How many files there are.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// How many of them are pages.
    pub fn pages(&self) -> usize {
        self.files.iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "html")).count()
    }

    /// All their bytes.
    pub fn bytes(&self) -> usize {
        self.files.iter().map(|file| file.1).sum()
    }

    /// Writes as much into as many files of the same names in `folder`, which is not there yet,
    /// and leaves them to the system to store; what that took.
    ///
    /// Fails where a file cannot be written.
    pub fn write(&self, folder: &Path) -> Result<Took> {
        let biggest = self.files.iter().map(|file| file.1).max().unwrap_or_default();
        let buffer: Vec<u8> =
            (0..biggest).map(|at| b"0123456789abcdef"[at.wrapping_mul(2_654_435_761) >> 13 & 15]).collect();
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let buffer = buffer.as_slice();
        let start = Instant::now();
        let cpu = thread::scope(|scope| {
            let turns: Vec<_> =
                (0..THREADS).map(|first| scope.spawn(move || self.write_turn(first, folder, buffer))).collect();
            let turns =
                turns.into_iter().map(|turn| turn.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            turns.collect::<Result<Option<Vec<Duration>>>>()
        });
        Ok(Took { wall: start.elapsed(), cpu: cpu?.map(|turns| turns.iter().sum()) })
    }

    /// Writes every file whose turn it is; the time on a processor, where the system tells it.
    fn write_turn(&self, first: usize, folder: &Path, buffer: &[u8]) -> Result<Option<Duration>> {
        let start = on_processor();
        for (path, size) in self.files.iter().skip(first).step_by(THREADS) {
            let path = folder.join(path);
            let mut file = create(&path).with_context(|| format!("cannot write {}", path.display()))?;
            file.write_all(&buffer[..*size]).with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(start.zip(on_processor()).map(|(start, end)| end.saturating_sub(start)))
    }
}

/// What writing took.
#[derive(Clone, Copy)]
pub struct Took {
    /// From start to end.
    pub wall: Duration,
    /// Time on a processor, nearly all of it the kernel's; `None` where the system does not tell it.
    pub cpu: Option<Duration>,
}

/// How long this thread has been on a processor, where the system tells it.
fn on_processor() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// Creates the file, and its folders only where they are missing.
fn create(path: &Path) -> io::Result<File> {
    match File::create(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            File::create(path)
        }
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Shape;

    #[test]
    fn the_same_files_are_written() {
        let room = std::env::temp_dir().join(format!("banli-limit-{}", std::process::id()));
        let (site, copy) = (room.join("site"), room.join("copy"));
        for (name, text) in [("index.html", "12345"), ("items/a/1.html", "1"), ("items/a/2.json", "")] {
            let path = site.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        let shape = Shape::of(&site).expect("a shape");
        shape.write(&copy).expect("a copy");
        let copied = Shape::of(&copy).expect("a shape");
        fs::remove_dir_all(&room).expect("an end");
        assert_eq!(copied.files, shape.files);
        assert_eq!((shape.files(), shape.pages(), shape.bytes()), (3, 2, 6));
    }
}
