//! The QR code of an item's page says the page's address.

use super::{ADDRESS, city, config, ending, site, small, text};

/// Dots a module when the code is looked at.
const DOTS: usize = 3;

/// The modules of the code in a page, row by row; `true` is dark. They are read from the path as a
/// browser strokes it.
fn modules(page: &str) -> Vec<Vec<bool>> {
    let (_, printed) = page.split_once("class=\"code-printed\"").expect("a code");
    let between = |start: &str, end: &str| {
        let (_, after) = printed.split_once(start).expect("its start");
        after.split_once(end).expect("its end").0
    };
    let size: usize = between("viewBox=\"0 0 ", " ").parse().expect("a size");
    let mut dark = vec![vec![false; size]; size];
    for row in between(" d=\"M", "\"").split('M') {
        let (start, strokes) = row.split_once(".5h").expect("a stroke");
        let (x, y) = start.split_once(' ').expect("a point");
        let (mut x, y): (usize, usize) = (x.parse().expect("a number"), y.parse().expect("a number"));
        for (at, stroke) in strokes.split('m').enumerate() {
            let length = if at == 0 {
                stroke
            } else {
                let (gap, length) = stroke.split_once(" 0h").expect("a gap");
                x += gap.parse::<usize>().expect("a number");
                length
            };
            let length: usize = length.parse().expect("a number");
            dark[y][x..x + length].fill(true);
            x += length;
        }
    }
    dark
}

fn read(page: &str) -> String {
    let modules = modules(page);
    let size = modules.len();
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(size * DOTS, size * DOTS, |x, y| {
        if modules[y / DOTS][x / DOTS] { 0 } else { 255 }
    });
    let codes = picture.detect_grids();
    assert_eq!(codes.len(), 1);
    codes[0].decode().expect("a code that can be read").1
}

#[test]
fn codes_say_the_address_of_their_page() {
    let files = site(&city(), &config(Some(ADDRESS)));
    let pages = ending(&files, ".html").filter(|(path, _)| path.starts_with("items/") || path.starts_with("en/items/"));
    let mut count = 0;
    for (path, page) in pages.filter(|(path, _)| !path.ends_with("index.html") && !path.contains("/page-")) {
        let address = format!("{ADDRESS}{path}");
        assert_eq!(read(page), address);
        assert!(page.contains(&format!("<br>{address}</p>")), "{path} has the address in words too");
        count += 1;
    }
    assert!(count > 100, "{count} codes");
}

#[test]
fn without_an_address_there_is_no_code() {
    let files = site(&small(|_| {}), &config(None));
    assert!(!text(&files, "items/cppcc-6-1/p056.html").contains("code-printed"));
}
