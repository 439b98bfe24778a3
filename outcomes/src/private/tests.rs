//! What counts as personal data and what does not.

use super::{Privacy, Private, Words, find, mask};
use crate::prose::Prose;

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
    assert_eq!(kinds("手机1380 013 8000、1380013 8000"), [Private::Mobile, Private::Mobile]);
    assert_eq!(kinds("座机0715-8123456转801，或0715—8123456"), [Private::Phone]);
    assert_eq!(kinds("联系电话：8123456"), [Private::Phone], "without an area code, where the text says so");
    assert_eq!(kinds("电话（8123-4567）"), [Private::Phone]);
    assert_eq!(kinds("卡号3782 822463 10005"), [], "only as cards are commonly grouped");
    assert_eq!(kinds("卡号378282246310005，36227206271667，2223003122003222"), [Private::BankCard; 3]);
    assert_eq!(kinds("电话0715-8123456人社局、13800138000户主"), [Private::Phone, Private::Mobile]);
    assert_eq!(kinds("110105194912310021次"), [], "not an ID by its check digit");
    assert_eq!(kinds("11010519491231002X人"), [Private::ResidentId]);
    assert_eq!(kinds("Tel13800138000，微信wx13900139000"), [Private::Mobile, Private::Mobile]);
    assert_eq!(kinds("138\u{200E}0013\u{200D}8000"), [Private::Mobile], "marks that show nothing part no number");
    assert_eq!(kinds("13800138000@qq.com"), [Private::Email], "one thing is found once");
    assert_eq!(find("电话13800138000")[0].masked, "138****8000");
    assert_eq!(find("号11010519491231002X。")[0].masked, "110***********002X");
}

#[test]
fn words_of_a_list_are_found_in_either_case_and_never_within_a_number() {
    let privacy = Privacy { words: Words::new(["青龙专案", "Dragon", "青龙", "8000", " "]), mask: Vec::new() };
    let found = |text: &str| privacy.find(text).into_iter().map(|one| (one.what, one.masked)).collect::<Vec<_>>();
    assert_eq!(found("青龙专案与DRAGON"), [(Private::Word, "****".into()), (Private::Word, "******".into())]);
    assert_eq!(found("13800138000"), [(Private::Mobile, "138****8000".into())]);
    assert_eq!(found("白虎"), []);
    assert_eq!(found("信箱a@dragon.cn"), [(Private::Email, "***********".into())], "its host is a word");
    let masked = |mask: &[Private]| {
        let privacy = Privacy { words: Words::new(["电话138"]), mask: mask.to_vec() };
        privacy.find("电话13800138000").into_iter().map(|one| (one.what, one.masked)).collect::<Vec<_>>()
    };
    let stars = "*************".to_owned();
    assert_eq!(masked(&[Private::Word]), [(Private::Mobile, stars.clone())], "what may not be masked stops the build");
    assert_eq!(masked(&Private::ALL), [(Private::Word, stars)]);
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
        "统一社会信用代码911101081234567890",
        "编号0715-8123456",
        "第02155512345号",
        "服务电话12345",
        "电话访问8123456人次",
        "电话8123456次",
        "邮编437100",
        "3782 8224 6310 006",
        "110105194902310029",
        "990105194912310021",
        "宗地面积13800138000平方米",
        "版本13800138000a",
        "011337231202239555",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn what_is_found_is_found_before_escapes_are_left_out() {
    let numbers =
        ["13800138000", "8123456", "12345678", "1.2345678", "0715-8123456", "a@b.cn", "11010519491231002X", "2"];
    let beside = ["", "电话", "tel", "n", "第", "字", "元", "1", "-"];
    let breaks = ["", "\n", "\\", "\\n", "\t", "\"", "/", "\\\n", "\r\n", "n"];
    let listed = Privacy { words: Words::new(["字"]), ..Privacy::default() };
    let (mut none, mut some) = (0, 0);
    for number in numbers {
        for (first, last) in beside.iter().flat_map(|first| beside.map(|last| (first, last))) {
            for (before, after) in breaks.iter().flat_map(|before| breaks.map(|after| (before, after))) {
                let text = format!("字\n{first}{before}{number}{after}{last}。\n字");
                let json = serde_json::to_string(&text).expect("JSON");
                let prose: Prose = serde_json::from_str(&json).expect("a text");
                assert_eq!(prose.text(), text);
                let is_none = Privacy::default().finds_none(&prose);
                assert!(!is_none || find(&text).is_empty(), "{text:?}");
                *(if is_none { &mut none } else { &mut some }) += 1;
                assert!(!listed.finds_none(&prose), "words of a list may stand anywhere");
            }
        }
    }
    assert!(none > some && some > 0, "most texts have none: {none} and {some}");
}

#[test]
fn masking_leaves_nothing_to_find_and_the_rest_as_it_is() {
    let text = "电话138 0013 8000，邮箱li.lei@example.com；身份证11010519491231002X，共3件。";
    let masked = mask(text, &find(text));
    assert_eq!(masked, "电话138****8000，邮箱l***@example.com；身份证110***********002X，共3件。");
    assert_eq!(find(&masked), []);
}

#[test]
fn a_number_is_found_wherever_it_stands() {
    for number in ["13800138000", "138 0013 8000", "１３８００１３８０００", "138\u{200E}0013\u{200D}8000", "8123456"]
    {
        for (before, after) in (0..24).flat_map(|before| (0..9).map(move |after| (before, after))) {
            // Signs of which every byte may stand in such numbers, and signs of which none may.
            for sign in ["字", "。", "　", "a", "，"] {
                let text = format!("{}电话{number}{}", sign.repeat(before), sign.repeat(after));
                let letters = sign == "a" && after > 0;
                assert_eq!(kinds(&text).len(), usize::from(!letters), "{text}");
            }
        }
    }
}
