//! Serves a site on loopback, under a base path if asked, with the headers of production: a built
//! folder as it is, or exports while they are being worked on.

#[cfg(feature = "preview")]
mod desk;
#[cfg(feature = "preview")]
mod front;
#[cfg(feature = "preview")]
mod live;
#[cfg(feature = "preview")]
mod server;
#[cfg(feature = "preview")]
mod shelf;
#[cfg(feature = "preview")]
mod stage;
#[cfg(feature = "preview")]
mod telling;
#[cfg(feature = "preview")]
mod watch;

#[cfg(feature = "preview")]
pub use live::{Live, serve_live};
#[cfg(feature = "preview")]
pub use server::serve;

/// Folder of what the preview itself serves beside a site. No site has such a folder.
#[cfg(feature = "preview")]
const ROOM: &str = "banli-preview/";

/// Checks a base path.
///
/// # Errors
/// Where it does not begin and end with `/`.
#[cfg(feature = "preview")]
fn check_base(base: &str) -> anyhow::Result<()> {
    anyhow::ensure!(base.starts_with('/') && base.ends_with('/'), "the base path {base:?} must begin and end with `/`");
    Ok(())
}
