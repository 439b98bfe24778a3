//! What counts as personal data and what does not.

use super::{Private, find, mask};

fn kinds(text: &str) -> Vec<Private> {
    find(text).into_iter().map(|finding| finding.what).collect()
}

#[test]
fn personal_data_is_found_in_every_spelling() {
    assert_eq!(kinds("电话13800138000。"), [Private::Mobile]);
    assert_eq!(kinds("电话138 0013 8000"), [Private::Mobile]);
    assert_eq!(kinds("电话１３８００１３８０００"), [Private::Mobile]);
    assert_eq!(kinds("座机0715-8123456"), [Private::Phone]);
    assert_eq!(kinds("身份证11010519491231002X"), [Private::ResidentId]);
    assert_eq!(kinds("卡号6222 0202 0011 2231"), []);
    assert_eq!(kinds("卡号4111 1111 1111 1111"), [Private::BankCard]);
    assert_eq!(kinds("座机（0715）8123456"), [Private::Phone]);
    assert_eq!(kinds("手机+8613800138000"), [Private::Mobile]);
    assert_eq!(kinds("手机+86 138-0013-8000 139 0013 9000"), [Private::Mobile, Private::Mobile]);
    assert_eq!(kinds("电话138　0013－8000"), [Private::Mobile]);
    assert_eq!(kinds("身份证110105 19491231 002X"), [Private::ResidentId]);
    assert_eq!(kinds("邮箱li.lei@example.com。"), [Private::Email]);
    assert_eq!(find("电话13800138000")[0].masked, "138****8000");
}

#[test]
fn numbers_of_the_trade_are_none() {
    for text in [
        "索引号011337231/2022-39555",
        "2022-11-03至2023-01-05",
        "投入12345678元",
        "咸自然资函〔2022〕56号",
        "0000-12345678",
        "11010519491231002",
        "@市财政局",
        "共13800138000元",
        "圆周率3.13800138000",
        "项目代码2020-421202-48-01-012345",
        "统一社会信用代码12421200MB1234567X",
        "2019 2020 2021 2022 2023",
        "2021—2025年",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn masking_leaves_nothing_to_find_and_the_rest_as_it_is() {
    let text = "电话138 0013 8000，邮箱li.lei@example.com；身份证11010519491231002X，共3件。";
    let masked = mask(text, &find(text));
    assert_eq!(masked, "电话138****8000，邮箱l***@example.com；身份证110**********1002X，共3件。");
    assert_eq!(find(&masked), []);
}
