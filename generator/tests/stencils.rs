//! Stencils change no byte: every page of the example sites, filled in and rendered plainly.

use std::fs;
use std::path::Path;

use generator::attachments::Attachments;
use generator::config::Config;
use generator::diff;
use generator::load::Sources;
use generator::plan::{Site, plan};
use generator::render::Renderer;
use generator::theme::Theme;
use outcomes::read::SourceFile;

/// Renders every page of an example site both ways.
fn compare(name: &str, theme: &Theme) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data").join(name);
    let bytes = fs::read(data.join("export.json")).expect("the export");
    let config = Config::read(&data.join("site.toml")).expect("a configuration");
    let file = SourceFile { name: "export.json", bytes: &bytes, lines: false };
    let read = |files: &[_]| diff::read_earlier(files, &config.rules()).0.expect("an export without errors");
    let later = read(&[file]);
    let before = data.join("earlier.json.gz");
    let sources = before.exists().then(|| Sources::open(&[before]).expect("the earlier exports"));
    let earlier = sources.as_ref().map(|sources| read(sources.files().as_slice()));
    let changes = earlier.as_ref().map(|earlier| diff::compare(earlier, &later).expect("comparable"));
    let site = Site {
        attachments: Attachments::none(),
        data: &later.0,
        summary: &later.1,
        changes: changes.as_ref(),
        config: &config,
        theme,
    };
    let plan = plan(&site);
    let stencils = Renderer::new(&site, &plan).expect("a renderer");
    let plain = Renderer::plain(&site, &plan).expect("a renderer");
    for page in &plan.pages {
        let (mut filled, mut rendered) = (Vec::new(), Vec::new());
        stencils.render(page, &mut filled).expect("a page");
        plain.render(page, &mut rendered).expect("a page");
        let path = page.path();
        assert!(filled == rendered, "{path}: {}", String::from_utf8_lossy(&filled));
    }
}

#[test]
fn filling_a_stencil_is_rendering_the_template() {
    compare("xianning-2022", &Theme::built_in());
    compare("demo-city", &Theme::built_in());
}

#[test]
fn a_theme_whose_templates_compute_is_rendered_as_written() {
    let mut theme = Theme::built_in();
    for (template, from, to) in [
        ("item", "{{ view.number }}", "{{ view.number|length }}{% if view.number == 'x' %}x{% endif %}"),
        ("macros", "{{ link.text }}", "{{ link.text|lower|title }}"),
    ] {
        let path = format!("templates/{template}.html");
        let text = String::from_utf8(theme.files[&path].to_vec()).expect("UTF-8");
        assert!(text.contains(from), "{path} has no {from}");
        theme.files.insert(path, text.replace(from, to).into_bytes().into());
    }
    compare("xianning-2022", &theme);
}
