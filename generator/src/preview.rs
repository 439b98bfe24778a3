//! Serves a built folder on loopback, under a base path if asked, with the headers of production.

use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context, Result, ensure};
#[cfg(feature = "preview")]
use {
    axum::Router,
    axum::extract::Request,
    axum::http::{HeaderName, HeaderValue},
    axum::middleware::{Next, from_fn},
    axum::response::Response,
    tower_http::services::{ServeDir, ServeFile},
    tower_http::set_header::SetResponseHeaderLayer,
};

/// The content security policy that the site is made for.
pub const CSP: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/// As [`CSP`], for the charts that other pages may show within them.
pub const EMBED_CSP: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors *";

/// The policy of a page: only what lies in a folder `embed` may stand within other pages.
#[cfg(feature = "preview")]
async fn policy(request: Request, next: Next) -> Response {
    let embed = request.uri().path().contains("/embed/");
    let mut response = next.run(request).await;
    let policy = HeaderValue::from_static(if embed { EMBED_CSP } else { CSP });
    response.headers_mut().insert("content-security-policy", policy);
    response
}

/// Serves `folder` until interrupted; `ready` is told the address once it listens.
///
/// # Errors
/// Where the folder holds no site, the base path is none, or the port can't be had.
#[cfg(feature = "preview")]
pub fn serve(folder: &Path, port: u16, base: &str, ready: impl Fn(&str)) -> Result<()> {
    ensure!(folder.join("index.html").is_file(), "{} holds no built site: run `banli build` first", folder.display());
    ensure!(base.starts_with('/') && base.ends_with('/'), "the base path {base:?} must begin and end with `/`");
    let header = |name: &'static str, value: &'static str| {
        SetResponseHeaderLayer::overriding(HeaderName::from_static(name), HeaderValue::from_static(value))
    };
    let files = ServeDir::new(folder).not_found_service(ServeFile::new(folder.join("404.html")));
    let site = if base == "/" {
        Router::new().fallback_service(files)
    } else {
        Router::new().nest_service(base.trim_end_matches('/'), files)
    };
    let site = site
        .layer(from_fn(policy))
        .layer(header("x-content-type-options", "nosniff"))
        .layer(header("cache-control", "no-cache"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("cannot start")?;
    runtime.block_on(async {
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let listener = tokio::net::TcpListener::bind(address)
            .await
            .with_context(|| format!("cannot listen on port {port}: is something else there? Try --port 0"))?;
        let address = listener.local_addr().context("cannot tell the address")?;
        ready(&format!("http://{address}{base}"));
        let stop = async {
            let _ = tokio::signal::ctrl_c().await;
        };
        axum::serve(listener, site).with_graceful_shutdown(stop).await.context("serving ended")
    })
}
