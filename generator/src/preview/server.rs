//! The preview's server: loopback only, the headers of production, and nothing for other hosts' pages.

use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use tower_http::services::{ServeDir, ServeFile};

use super::check_base;
use crate::hosting::{CSP, EMBED_CSP, FRESH, HEADERS, is_embed};

/// Serves `folder` until interrupted; `ready` is told the address once it listens.
///
/// # Errors
/// Where the folder holds no site, the base path is none, or the port can't be had.
pub fn serve(folder: &Path, port: u16, base: &str, ready: impl Fn(&str)) -> Result<()> {
    ensure!(folder.join("index.html").is_file(), "{} holds no built site: run `banli build` first", folder.display());
    check_base(base)?;
    let files = ServeDir::new(folder).not_found_service(ServeFile::new(folder.join("404.html")));
    let site = if base == "/" {
        Router::new().fallback_service(files)
    } else {
        Router::new().nest_service(base.trim_end_matches('/'), files)
    };
    run(port, |address| ready(&format!("http://{address}{base}")), site)
}

/// Serves until interrupted. What waits for news is then cut short.
pub fn run(port: u16, ready: impl FnOnce(SocketAddr), site: Router) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("cannot start")?;
    runtime.block_on(async {
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let listener = tokio::net::TcpListener::bind(address)
            .await
            .with_context(|| format!("cannot listen on port {port}: is something else there? Try --port 0"))?;
        ready(listener.local_addr().context("cannot tell the address")?);
        let site = site.layer(from_fn(policy));
        tokio::select! {
            served = async { axum::serve(listener, site).await } => served.context("serving ended"),
            _ = tokio::signal::ctrl_c() => Ok(()),
        }
    })
}

/// Answers with the headers of production. Pages of other hosts are refused: what is not published yet
/// must not be read through a name that someone points at this machine.
async fn policy(request: Request, next: Next) -> Response {
    if !is_ours(request.headers()) {
        return (StatusCode::FORBIDDEN, "预览只在本机可见\nthe preview answers on this machine only").into_response();
    }
    let embed = is_embed(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let policy = HeaderValue::from_static(if embed { EMBED_CSP } else { CSP });
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FRESH));
    response
}

/// Whether a request was made to this machine by its own name.
fn is_ours(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    ["127.0.0.1", "localhost", "[::1]"].contains(&name)
}
