//! Asks one server, and no other: no proxy, and no redirection to another host is followed.

use std::io::{ErrorKind, Read as _};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use ureq::Agent;
use ureq::http::Uri;

/// How long a server may be silent; a long file may take longer, as long as it comes.
const SILENCE: Duration = Duration::from_secs(30);
/// Redirections that are followed on the same host.
const HOPS: usize = 4;
/// Bytes of one answer at most.
const MOST: u64 = 64 * 1024 * 1024;

/// What a server answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Status.
    pub status: u16,
    headers: Vec<(String, String)>,
    /// Body as it was sent.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header; several of one name are joined.
    pub fn header(&self, name: &str) -> Option<String> {
        let all: Vec<&str> =
            self.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect();
        (!all.is_empty()).then(|| all.join(", "))
    }
}

/// A site on a server.
pub struct Client {
    agent: Agent,
    /// Its address, ending in `/`.
    pub base: String,
}

impl Client {
    /// Finds the site: follows redirections of its first page as long as they stay on the host.
    ///
    /// # Errors
    /// Where the address is none, nobody answers there, or it leads to another host.
    pub fn open(address: &str) -> Result<Self> {
        Self::patient(address, SILENCE)
    }

    fn patient(address: &str, silence: Duration) -> Result<Self> {
        let agent: Agent = Agent::config_builder()
            .timeout_connect(Some(silence))
            .timeout_recv_response(Some(silence))
            .timeout_per_read(Some(silence))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .proxy(None)
            .user_agent(concat!("banli-doctor/", env!("CARGO_PKG_VERSION")))
            .build()
            .into();
        let whole = address.trim_end_matches("index.html");
        let base = if whole.ends_with('/') { whole.to_owned() } else { format!("{whole}/") };
        let mut client = Self { agent, base };
        let host = host_of(&client.base)?;
        for _ in 0..HOPS {
            let answer = client.get("", &[])?;
            let Some(target) = answer.header("location").filter(|_| (300..400).contains(&answer.status)) else {
                return Ok(client);
            };
            let next = if target.starts_with('/') {
                format!("{}{target}", client.base.split('/').take(3).collect::<Vec<_>>().join("/"))
            } else if target.contains("://") {
                target.clone()
            } else {
                format!("{}{target}", client.base)
            };
            if host_of(&next)? != host {
                bail!("{} leads to another host, {target}: ask there", client.base);
            }
            let folder = next.rfind('/').map_or(next.len(), |at| at + 1);
            client.base = next[..folder].to_owned();
        }
        bail!("{address} leads in a circle");
    }

    /// Asks for a path of the site.
    ///
    /// # Errors
    /// Where nobody answers.
    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Result<Answer> {
        let address = format!("{}{path}", self.base);
        let cannot = || format!("cannot ask {address}");
        let mut request = self.agent.get(&address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut answer = request.call().with_context(cannot)?;
        let headers = answer.headers().iter();
        let headers = headers
            .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        let mut body = Vec::new();
        answer.body_mut().as_reader().take(MOST).read_to_end(&mut body).with_context(cannot)?;
        Ok(Answer { status: answer.status().as_u16(), headers, body })
    }

    /// Whether the site is asked by https, or on this machine.
    pub fn is_safe(&self) -> bool {
        let host = host_of(&self.base).unwrap_or_default();
        self.base.starts_with("https://") || ["127.0.0.1", "localhost", "[::1]"].contains(&&*host)
    }
}

/// What a person can do where a server was not reached; `None` where it is no error of that.
pub fn advice(error: &anyhow::Error) -> Option<&'static str> {
    let error = error.chain().find_map(|cause| cause.downcast_ref::<ureq::Error>())?;
    let said = error.to_string();
    Some(if said.contains("certificate") {
        "have the server's certificate mended: browsers refuse it too"
    } else if said.contains("lookup") || matches!(error, ureq::Error::HostNotFound | ureq::Error::BadUri(_)) {
        "check how the host is written, and whether this machine is on the network"
    } else {
        match error {
            ureq::Error::Timeout(_) => "try again later; if it stays so, ask whoever runs the server",
            ureq::Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused => {
                "see whether the server runs there, and whether the address names the right port"
            }
            ureq::Error::Io(_) | ureq::Error::ConnectionFailed => {
                "see whether this machine is on the network, and whether a firewall stands between"
            }
            _ => {
                "what answers there does not speak HTTP as browsers do: check the address, or ask whoever runs the server"
            }
        }
    })
}

fn host_of(address: &str) -> Result<String> {
    let uri: Uri = address.parse().with_context(|| format!("{address:?} is no address"))?;
    let known = matches!(uri.scheme_str(), Some("http" | "https"));
    match uri.host() {
        Some(host) if known => Ok(host.to_ascii_lowercase()),
        _ => bail!("{address:?} is no address: write it whole, such as https://banli.example.org/"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;
    use std::thread;
    use std::time::Duration;

    use super::Client;

    /// A server that answers two requests: the second with this pause before each of four bytes.
    fn slow(pause: Duration) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}/", listener.local_addr().expect("an address"));
        thread::spawn(move || {
            for pauses in [false, true] {
                let (mut stream, _) = listener.accept().expect("a request");
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\n");
                for byte in b"long" {
                    thread::sleep(if pauses { pause } else { Duration::ZERO });
                    let _ = stream.write_all(&[*byte]);
                }
            }
        });
        address
    }

    #[test]
    fn a_file_may_take_long_as_long_as_it_comes() {
        let silence = Duration::from_secs(2);
        let client = Client::patient(&slow(Duration::from_millis(700)), silence).expect("a site");
        assert_eq!(client.get("data.json", &[]).expect("all of it").body, b"long");
        let client = Client::patient(&slow(Duration::from_secs(60)), silence).expect("a site");
        assert!(client.get("data.json", &[]).is_err(), "silence is no answer");
    }
}
