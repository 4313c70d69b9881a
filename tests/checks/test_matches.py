import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from checks.asking import ABSENT, BLANKS, NOT_ONE_VALUE, PLACEHOLDERS, as_condition, ask, refusal, section
from kyccheck.checks._pattern import compiled

EMAIL = "matches: {field: billing.email, format: email}"
PHONE = "matches: {field: company.phone, format: phone}"
URL = "matches: {field: company.website, format: url}"
DATE = "matches: {field: quote.sent_on, format: date}"
PATTERN = 'matches: {field: csr.registration_number, pattern: "[0-9]{8}"}'
FORMATS = {
    EMAIL: "billing.email", PHONE: "company.phone", URL: "company.website", DATE: "quote.sent_on",
    PATTERN: "csr.registration_number",
}  # fmt: skip


@pytest.mark.parametrize(
    "value",
    [
        "ada@amberquay.hk", " ada.lam+kyc@mail.amberquay.com.hk ", "o'neil@amberquay.ie", "ADA@AMBERQUAY.HK",
        "a-b_c@amber-quay.hk", "用户@例子.公司", "ada@münchen.de", "mailto:ada@amberquay.hk", "MAILTO: ada@amberquay.hk",
    ],
)  # fmt: skip
def test_an_email_address(value: str) -> None:
    assert ask(EMAIL, section("billing.email", value)).status == "pass"


@pytest.mark.parametrize(
    "value",
    [
        "ada..lam@amberquay.hk", "ada", "ada@", "@amberquay.hk", "ada@amberquay", "ada@@amberquay.hk", "ada@amberquay..hk", "a da@amberquay.hk",
        "ada.@amberquay.hk", ".ada@amberquay.hk", "ada(at)amberquay.hk", "ada@amberquay.hk ben@amberquay.hk",
        "ada@amberquay.hk; ben", "Ada <ada@amberquay.hk>", "a" * 300 + "@amberquay.hk", "a@" + "b." * 130 + "hk", 12345678, "ada@-a.hk",
        "ada\n@amberquay.hk", "test@test.com", "mailto:test@test.com", "mailto:", "mailto:tbc", "mailto:mailto:ada@amberquay.hk",
    ],
)  # fmt: skip
def test_no_email_address(value: Any) -> None:
    assert ask(EMAIL, section("billing.email", value)).status == "fail"


@pytest.mark.parametrize("value", ["ada@amberquay.hk; ben@amberquay.hk", "ada@amberquay.hk,ben@amberquay.hk"])
def test_several_email_addresses_are_for_a_person(value: str) -> None:
    found = ask(EMAIL, section("billing.email", value))
    assert (found.status, "several e-mail addresses" in found.reason) == ("review", True)


@pytest.mark.parametrize(
    "value",
    [
        "+852 2810 4410", "2810-4410", "(852) 28104410", 85228104410, 85228104410.0, "+44 (0)20 7946 0000",
        "2000-11-99", "1234-56-7890", "28-10-4410", "+852 2800 0000", "+852 1234 5678", "2810 4410 ext. 12", "2810 4410 x12", "'+85228104410", "＋８５２ ２８１０ ４４１０", "+1.415.555.0100",
    ],
)  # fmt: skip
def test_a_telephone_number(value: Any) -> None:
    assert ask(PHONE, section("company.phone", value)).status == "pass"


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("call me", "fail"), ("12345", "fail"), ("123456789012345678", "fail"), ("11111111", "fail"), ("tel. (11) 1111-1111", "fail"), ("tel. (28) 2828-2828", "pass"), ("(28) 10 44", "pass"), ("(28) 10 4", "fail"),
        ("2810 4410 or 2810 4411", "fail"), ("ada@amberquay.hk", "fail"), ("8.5291E+10", "review"), ("8,52E+10", "review"),
        ("+85200000000", "fail"), ("+852 0000 0000", "fail"), ("(852) 0000-0000", "fail"), ("2026-11-05", "review"), ("1999-12-31", "review"),
    ],
)  # fmt: skip
def test_no_telephone_number(value: str, status: str) -> None:
    assert ask(PHONE, section("company.phone", value)).status == status


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("https://amberquay.hk", "pass"), ("amberquay.hk", "pass"), ("http://www.amberquay.hk:8080/a?b=c#d", "pass"),
        ("https://例子.公司/", "pass"), ("amberquay", "fail"), ("see mail", "fail"), ("javascript:alert(1)", "fail"),
        ("https://", "fail"), ("https://amber quay.hk", "fail"), (17, "fail"), ("file:///etc/hosts", "fail"),
    ],
)  # fmt: skip
def test_a_web_address(value: Any, status: str) -> None:
    assert ask(URL, section("company.website", value)).status == status


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("2026-11-01", "pass"), ("1 November 2026", "pass"), ("31/12/2026", "pass"), (1793000000000, "pass"),
        ("03/04/2026", "review"), ("soon", "fail"), ("2026-13-01", "fail"), ("2026-02-30", "fail"), (17, "fail"),
        ("1970-01-01", "review"), ("9999-12-31", "review"),
    ],
)  # fmt: skip
def test_a_date(value: Any, status: str) -> None:
    assert ask(DATE, section("quote.sent_on", value)).status == status


def test_an_ambiguous_date_is_clear_once_the_order_is_given() -> None:
    assert ask(DATE, section("quote.sent_on", "03/04/2026"), dates="dmy").status == "pass"


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("69104418", "pass"), (69104418, "pass"), (" 69104418 ", "pass"), ("6910441", "fail"), ("691044180", "fail"),
        ("x69104418", "fail"), ("69104418\n69104418", "fail"), (69104418.5, "fail"),
    ],
)  # fmt: skip
def test_a_pattern_is_for_the_whole_value(value: Any, status: str) -> None:
    assert ask(PATTERN, section("csr.registration_number", value)).status == status


@pytest.mark.parametrize(
    ("check", "value", "reason"),
    [
        ("matches: {field: company.phone, format: email}", "ada@amberquay.hk", "is written as an e-mail address"),
        ("matches: {field: company.phone, format: phone}", "+852 2810 4410", "is written as a telephone number"),
        ("matches: {field: company.phone, format: url}", "amberquay.hk", "is written as a web address"),
        ("matches: {field: company.phone, format: date}", "2026-11-21", "is written as a date"),
        ("matches: {field: company.phone, pattern: '.*'}", "ask 12", "is written as it should be"),
    ],
)
def test_a_pass_says_as_what_it_is_written(check: str, value: str, reason: str) -> None:
    found = ask(check, section("company.phone", value))
    assert (found.status, found.reason) == ("pass", reason)


@pytest.mark.parametrize(("check", "path"), FORMATS.items())
@pytest.mark.parametrize("value", [*BLANKS, *PLACEHOLDERS])
def test_blank_and_placeholder_fail(check: str, path: str, value: Any) -> None:
    assert ask(check, section(path, value)).status == "fail"


@pytest.mark.parametrize(("check", "path"), FORMATS.items())
@pytest.mark.parametrize("value", [*NOT_ONE_VALUE, True, False])
def test_what_is_not_one_value_is_for_a_person(check: str, path: str, value: Any) -> None:
    assert ask(check, section(path, value)).status == "review"


@pytest.mark.parametrize(("check", "path"), FORMATS.items())
def test_absent_is_unknown(check: str, path: str) -> None:
    assert ask(check, section(path, ABSENT)).status == "unknown"
    assert ask(check, {}).status == "unknown"


@pytest.mark.parametrize(
    ("value", "status"),
    [("69104418", "pass"), ("12", "not_applicable"), ("", "unknown"), ("TBC", "unknown"), (ABSENT, "unknown")],
)
def test_as_a_condition(value: Any, status: str) -> None:
    assert as_condition(PATTERN, section("csr.registration_number", value)) == status


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("matches: {field: company, format: phone}", ["'company'"]),
        ("matches: {field: company.phone, format: fone}", ["'fone'", "did you mean 'phone'"]),
        ("matches: {field: company.fone, format: phone}", ["company.fone", "did you mean 'company.phone'"]),
        ("matches: {field: company.phone}", ["a format or a pattern"]),
        ("matches: {field: company.phone, format: phone, pattern: x}", ["a format or a pattern"]),
        ("matches: {format: phone}", ["lacks 'field'"]),
        ("matches: {field: company.phone, pattern: '('}", ["not a regular expression"]),
        ("matches: {field: company.phone, patern: 'x'}", ["unknown key 'patern'", "did you mean 'pattern'"]),
        ("matches: {field: company.phone, pattern: 12}", ["text"]),
        (f"matches: {{field: company.phone, pattern: '{'x' * 201}'}}", ["200"]),
    ],
)
def test_refused(check: str, words: list[str]) -> None:
    message = refusal(check)
    assert message.startswith("snippet.yaml:1: ")
    assert [word for word in words if word not in message] == []


@contextmanager
def at_most_a_second() -> Iterator[None]:
    """Stops, with an error, what takes longer than a second."""

    def stop(*_: object) -> None:
        pytest.fail("took longer than a second")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("pattern", ["", "()", "^$", "(?:){3}"])
def test_a_pattern_that_matches_nothing_but_a_blank_is_refused(pattern: str) -> None:
    assert "nothing could pass" in refusal(f"matches: {{field: company.phone, pattern: '{pattern}'}}")


@pytest.mark.parametrize(
    ("why", "patterns"),
    [
        (
            "the pattern repeats a repeat, which could take for ever",
            ("(a+)+b", "(a*)*b", "(a+){2,}b", "([a-z]+)*b", "(a{1,50}){1,50}b", "(?:a?){50}a{50}b", "(a{0,9}){3}b", "((a{0,60}){0,60}){0,60}b",
             "(x+x+)+y", "^(([a-z])+.)+[A-Z]b", "(a?a?a?a?){10}b", "(?:a+?)+?b", "(?:a++)+b", "((a)+b)+", "(?:(?:a*){1})*b", "(?P<all>a+)+b",
             "(?i:a+)+b", "(?>(a+)+b)", "(x|(a+)+)b"),
        ),
        (
            "the pattern repeats a choice (a|b), which could take for ever; write [ab]",
            ("(a|aa)+b", "(a|a|a)*b", "(?:a|a){40}b", "(a|aa|aaa){1,50}b", "(?>(?:a|aa)+)b", "((?:ab|b)?c)*"),
        ),
        (
            "the pattern looks back or around, which is not allowed",
            ("(?=a)a", "(?!a)b", "(?<=a)b", "(?<!a)b", "(a)\\1", "(?P<all>a)(?P=all)", "(a)(?(1)b|c)"),
        ),
        (
            "the pattern leaves too many ways to read a text; give each repeat a small bound {0,20}",
            ("(.*)(.*)(.*)b", ".*.*.*b", "a?" * 30 + "b", "a*a*b", "a*?a*?b", "a{0,99}b{0,99}c{0,10}", "a*b{0,99}", "(a*)?(b*)?"),
        ),
    ],
)  # fmt: skip
def test_a_pattern_that_could_run_away_is_refused(why: str, patterns: tuple[str, ...]) -> None:
    for pattern in patterns:
        assert refusal(f"matches: {{field: company.phone, pattern: '{pattern}'}}") == f"snippet.yaml:1: {why}", pattern


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:ab*)?", "(?:[A-Z]{1,9}-?)?[0-9]{1,9}", "[0-9]{8}", "[A-Z]{2}-?\\d{1,12}", "(HK|SG)[0-9]+", "BR ?.{1,30}", "(?:[A-Z]{2}){3}",
        "\\d{8}-\\d{3}", "(a|[ab])*c", "a*+b", "(?>ab?)c", ".{0,20}.{0,20}.{0,20}b", "a{0,99}b{0,99}c{5,14}", "a*b{0,98}",
        "(a{0,99}|b{0,99})c{0,99}d{0,9}", "(?:ab|cd)?",
    ],
)  # fmt: skip
def test_a_pattern_that_is_allowed_is_quick_on_any_text(pattern: str) -> None:
    assert (
        ask(f"matches: {{field: company.city, pattern: '{pattern}'}}", section("company.city", "Hong Kong")).status
        == "fail"
    )
    expression = compiled(pattern)
    with at_most_a_second():
        for text in ("a" * 60 + "!", "aA" * 500, "a" * 1000, "ab" * 500, "x" * 999 + "!", "1" * 1000):
            expression.fullmatch(text)


def test_a_text_over_1000_characters_is_not_held_against_a_pattern() -> None:
    statuses = [
        ask("matches: {field: company.city, pattern: '[ab]*'}", {"company": {"city": "ab" * half}}).status
        for half in (500, 501)
    ]
    assert statuses == ["pass", "fail"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Approved", "pass"), ("yes", "pass"), ("Accepted - standard monitoring", "pass"), ("OK, low risk", "pass"), ("approved by CEO", "pass"),
        ("Approved?", "fail"), ("approved - no", "fail"), ("not approved", "fail"), ("Approved, then withdrawn", "fail"), ("approved if the CEO agrees", "fail"),
        ("see mail", "fail"), ("Approvedness", "fail"), (f"Approved {'x ' * 99}", "fail"), ("", "fail"),
    ],
)  # fmt: skip
def test_a_consent_is_a_yes_that_nothing_takes_back(text: str, status: str) -> None:
    assert ask("matches: {field: risk.decision, format: consent}", {"risk": {"decision": text}}).status == status
