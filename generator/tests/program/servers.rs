//! The ready configurations on the real servers, as far as they are installed on this machine: the doctor
//! finds nothing to say, and every link leads to a file of its type. `BANLI_SERVERS=1` makes a server that is not there a failure.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::crawl::crawl;
use super::place::Place;
use super::{expect, sample};

/// A server that ends with its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Asked to end, a server ends its workers too.
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let begun = Instant::now();
        while matches!(self.0.try_wait(), Ok(None)) && begun.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Path of a program, if it is installed.
fn installed(name: &str) -> Option<String> {
    let folders = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"];
    let found = folders.iter().map(|folder| format!("{folder}/{name}")).find(|path| Path::new(path).exists());
    if found.is_none() {
        assert!(std::env::var_os("BANLI_SERVERS").is_none(), "{name} is not installed");
        eprintln!("{name} is not installed: its configuration was not tried");
    }
    found
}

/// Builds a site for a free port and a path, writes the configurations, starts the server that `start`
/// makes of them, and asks the doctor.
fn try_out(name: &str, base: &str, start: impl FnOnce(&Place, &str) -> Command) {
    let place = Place::new(&format!("{name}{}", base.len()));
    let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
    let address = format!("http://127.0.0.1:{port}{base}");
    let config = place.write("site.toml", format!("languages = [\"zh\", \"en\"]\nbase_url = \"{address}\"\n"));
    let export = place.write("export.json", sample(60));
    expect(&["build", "-c", &config, "-o", &place.path("site"), &export], 0, &[]);
    let (site, out) = (place.path("site"), place.path("hosting"));
    expect(&["hosting", "-c", &config, "-o", &out, "--folder", &site], 0, &["nginx.conf", "web.config"]);
    // Servers read as another user.
    let _ = Command::new("chmod").args(["-R", "a+rX", &place.path("")]).status();
    let log = fs::File::create(place.path("log")).expect("a log");
    let mut command = start(&place, &out);
    command.stdin(Stdio::null()).stdout(log.try_clone().expect("a log")).stderr(log);
    let mut running = Running(command.spawn().expect("it starts"));
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        let said = || fs::read_to_string(place.path("log")).unwrap_or_default();
        assert!(running.0.try_wait().expect("a state").is_none(), "{name} ended: {}", said());
        assert!(begun.elapsed() < Duration::from_secs(30), "{name} does not listen: {}", said());
        std::thread::sleep(Duration::from_millis(20));
    }
    let said = expect(&["doctor", "--lang", "en", &address], 0, &["0 faults, 0 to improve"]);
    assert!(said.contains("named by their content are kept"), "{said}");
    let followed = crawl(&address);
    println!("{name} under {base}: {followed} addresses followed");
    assert!(followed > 500, "only {followed} addresses were found");
}

#[test]
fn nginx_gives_the_site_out_rightly() {
    let Some(nginx) = installed("nginx") else { return };
    for base in ["/", "/gov/site/"] {
        try_out("nginx", base, |place, hosting| {
            let mut frame = format!(
                "daemon off; pid {}; error_log stderr; events {{}}\nhttp {{ access_log off;\n",
                place.path("pid")
            );
            for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"] {
                frame += &format!("{kind}_temp_path {};\n", place.path(kind));
            }
            let frame = place.write("frame.conf", frame + &format!("include {hosting}/nginx.conf; }}\n"));
            let mut command = Command::new(&nginx);
            command.args(["-e", "stderr", "-c", &frame]);
            command
        });
    }
}

#[test]
fn caddy_gives_the_site_out_rightly() {
    let Some(caddy) = installed("caddy") else { return };
    for base in ["/", "/gov/site/"] {
        try_out("caddy", base, |place, hosting| {
            let written = fs::read_to_string(format!("{hosting}/Caddyfile")).expect("written");
            let frame = place.write("frame", format!("{{\n\tadmin off\n}}\n{written}"));
            let mut command = Command::new(&caddy);
            command.args(["run", "--adapter", "caddyfile", "--config", &frame]).env("HOME", place.path(""));
            command
        });
    }
}

#[test]
fn apache_gives_the_site_out_rightly() {
    let Some(apache) = installed("apache2") else { return };
    for (base, own) in [("/", false), ("/gov/site/", false), ("/", true)] {
        try_out(if own { "htaccess" } else { "apache" }, base, |place, hosting| {
            let site = fs::read_to_string(place.path("site.toml")).expect("written");
            let port = site.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()).expect("a port");
            let mut frame = format!("ServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {}\n", place.path("pid"));
            for module in ["mpm_event", "authz_core", "mime", "dir", "alias", "headers", "deflate", "filter"] {
                frame += &format!("LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so\n");
            }
            frame += &format!(
                "TypesConfig /etc/mime.types\nUser www-data\nGroup www-data\nErrorLog {}\n",
                place.path("errors")
            );
            frame += &if own {
                fs::copy(format!("{hosting}/htaccess"), place.path("site/.htaccess")).expect("copied");
                let site = place.path("site");
                format!(
                    "DocumentRoot {site}\n<Directory {site}>\nRequire all granted\nAllowOverride All\n</Directory>\n"
                )
            } else {
                format!("Include {hosting}/apache.conf\n")
            };
            let mut command = Command::new(&apache);
            command.args(["-X", "-f", &place.write("frame.conf", frame)]);
            command
        });
    }
}
