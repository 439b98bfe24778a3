//! A folder of one test's own, gone when the test is over.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// The folder.
pub struct Place(TempDir);

impl Place {
    /// A folder named after the test.
    pub fn new(test: &str) -> Self {
        let named = tempfile::Builder::new().prefix(&format!("banli-program-{test}-")).tempdir();
        Self(named.expect("a folder to test in"))
    }

    /// A path in it, as text.
    pub fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().expect("UTF-8").to_owned()
    }

    /// Writes a file in it and gives its path.
    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(Path::new(&path).parent().expect("a folder")).expect("made");
        fs::write(&path, contents).expect("written");
        path
    }

    /// Every file below a folder in it, with its bytes.
    pub fn files(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.0.path().join(name), "", &mut files);
        files
    }

    /// Names of what lies in it, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("listed");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

/// Whether one of the files ends so.
pub fn has(files: &BTreeMap<String, Vec<u8>>, ending: &str) -> bool {
    files.keys().any(|path| path.ends_with(ending))
}

fn collect(folder: &Path, at: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        let name = format!("{at}/{}", path.file_name().expect("a name").to_string_lossy());
        if path.is_dir() {
            collect(&path, &name, files);
        } else {
            files.insert(name, fs::read(&path).expect("read"));
        }
    }
}
