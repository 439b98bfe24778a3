//! Looks in every byte of a site, the WASM's too, for a path of the machine that built it.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use memchr::memmem;

use crate::files::{files_under, read};
use crate::place::Place;
use crate::toolchain;

/// How many finds are named.
const NAMED: usize = 10;

/// Fails with every file that names the home folder, the workspace, the target folder or cargo's
/// and rustup's folders.
pub fn check(place: &Place, site: &Path) -> Result<()> {
    let paths = paths(place);
    let mut finds = Vec::new();
    let files = files_under(site)?;
    for file in &files {
        let bytes = read(file)?;
        let name = file.strip_prefix(site).unwrap_or(file).display();
        for path in &paths {
            if let Some(at) = find(&bytes, path.to_string_lossy().as_bytes()) {
                finds.push(format!("{name} names {} at byte {at}", path.display()));
            }
        }
    }
    let searched: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
    println!("{} files searched for {}", files.len(), searched.join(", "));
    if finds.is_empty() {
        return Ok(());
    }
    finds.truncate(NAMED);
    bail!("{}", finds.join("; "))
}

/// The folders, as they are called and as they are, without one that is no more than `/`.
fn paths(place: &Place) -> Vec<PathBuf> {
    let mut paths = vec![place.root.clone(), place.target.clone()];
    paths.extend(toolchain::cargo_home());
    paths.extend(["HOME", "RUSTUP_HOME"].into_iter().filter_map(env::var_os).map(PathBuf::from));
    let real: Vec<_> = paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
    paths.extend(real);
    paths.retain(|path| path.is_absolute() && path.parent().is_some());
    paths.sort();
    paths.dedup();
    paths
}

/// Where the path is named: not as the beginning of a longer name, as `/root` is of `/roots`.
fn find(bytes: &[u8], path: &[u8]) -> Option<usize> {
    let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_".contains(byte);
    memmem::find_iter(bytes, path).find(|at| !bytes.get(at + path.len()).is_some_and(goes_on))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn a_path_is_found_in_text_and_between_other_bytes() {
        assert_eq!(find(b"<p>/home/mei/banli</p>", b"/home/mei"), Some(3));
        assert_eq!(find(b"\0\x01panicked at/home/mei\0", b"/home/mei"), Some(13));
        assert_eq!(find(b"/home/mei", b"/home/mei"), Some(0));
    }

    #[test]
    fn a_longer_name_is_another() {
        assert_eq!(find(b"/root-causes /roots", b"/root"), None);
        assert_eq!(find(b"/roots, /root/x", b"/root"), Some(8));
    }
}
