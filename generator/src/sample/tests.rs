//! What the sample promises: validity, sameness, and that every term of the field occurs.

use super::{DEMO, Options, write};

fn sample(options: Options) -> String {
    let mut bytes = Vec::new();
    write(options, &mut bytes).expect("memory takes everything");
    String::from_utf8(bytes).expect("the sample is UTF-8")
}

fn demo_folder() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/demo-city/export.json")
}

#[test]
#[ignore = "writes the demo city; run it after a change of the sample"]
fn write_demo_city() {
    std::fs::write(demo_folder(), sample(DEMO)).expect("the demo city's folder can be written");
}

#[test]
fn demo_city_is_what_the_generator_writes() {
    let stored = std::fs::read_to_string(demo_folder()).expect("the demo city is there");
    assert!(stored == sample(DEMO), "data/demo-city/export.json differs: run the ignored test write_demo_city");
}
