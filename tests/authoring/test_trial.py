"""A checklist is tried out on the cases beside it, and on a case of which things are taken away."""

import json
from pathlib import Path

import pytest

from checks.asking import question
from deciding import HEAD
from kyccheck.audit.plan import compile_plan
from kyccheck.authoring.mutation import mutated
from kyccheck.authoring.trial import differences, never_failing, trials_of
from kyccheck.checklist.file import find, shipped
from kyccheck.checklist.overlay import load
from kyccheck.errors import RefusedError
from support import AS_OF, GOOD, PROJECT, Kyccheck

SMALL = HEAD + '  - {id: judged, title: Judged, owner: sales, check: {manual: "Fine?"}}\n'
CASES = """
cases:
  - name: all is there
    as_of: 2026-11-21
    given:
      case: {id: "1", kind: deal, stage: open}
      company: {name: Amber, phone: "+852 2810 4410"}
      contacts: [{name: Ada, role: a}, {name: Bob, role: b}]
    want: {phone: pass, judged: review}
    verdict: review
  - name: no telephone
    like: all is there
    given: {company: {phone: ""}}
    want: {phone: fail}
    verdict: return
"""


def made(folder: Path, text: str, name: str = "small.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def test_the_command_says_that_all_is_as_wanted(tmp_path: Path, kyccheck: Kyccheck) -> None:
    made(tmp_path, SMALL + CASES)
    ran = kyccheck("checklist", "test", "small.yaml")
    assert (ran.code, ran.out, ran.err) == (0, "small.yaml: 2 cases, 0 not as wanted\n", "")


def test_a_difference_is_shown_as_expected_and_got(tmp_path: Path, kyccheck: Kyccheck) -> None:
    made(tmp_path, SMALL + CASES.replace("phone: fail}", "phone: pass}").replace("verdict: return", "verdict: ready"))
    ran = kyccheck("checklist", "test", "small.yaml")
    assert ran.code == 1
    assert (
        "small.yaml:21: case no telephone, item phone\n    expected  pass\n    got       fail: the company has no phone"
        in ran.out
    )
    assert "case no telephone, the verdict\n    expected  ready\n    got       return" in ran.out


def test_an_item_that_no_case_fails_is_named(tmp_path: Path, kyccheck: Kyccheck) -> None:
    made(tmp_path, SMALL + CASES.replace("want: {phone: fail}", "want: {judged: review}"))
    ran = kyccheck("checklist", "test", "small.yaml")
    assert (ran.code, "no case fails item phone\n" in ran.out, "item judged" in ran.out) == (1, True, False)
    made(tmp_path, SMALL)
    ran = kyccheck("checklist", "test", "small.yaml")
    assert (ran.code, ran.out.count("no case fails item")) == (1, 2)


def test_cases_may_stand_in_a_file_beside_it(tmp_path: Path, kyccheck: Kyccheck) -> None:
    made(tmp_path, SMALL)
    made(tmp_path, CASES, "cases/small.yaml")
    assert kyccheck("checklist", "test", "small.yaml").code == 0


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("want: {phone: fail}", "want: {fone: fail}", "unknown item 'fone'; did you mean 'phone'?"),
        ("want: {phone: fail}", "want: {phone: failed}", "unknown status 'failed'; did you mean 'fail'?"),
        ("verdict: return", "verdict: retrun", "unknown verdict 'retrun'; did you mean 'return'?"),
        ("like: all is there", "like: all is here", "unknown case 'all is here'; did you mean 'all is there'?"),
        ("like: all is there", "like: no telephone", "unknown case 'no telephone'"),
        ("name: no telephone", "name: all is there", "stands twice; the first is in line 13"),
        ("like: all is there", "like: all is there\n    at: shut", "unknown stage 'shut'"),
        (
            "like: all is there",
            "like: all is there\n    without: [company.fax]",
            "has nothing at 'company.fax' to take away",
        ),
        ("    as_of: 2026-11-21\n", "", "lacks 'as_of'"),
        ("want: {phone: fail}\n    verdict: return", "at: open", "wants nothing"),
        ("like: all is there", "likes: all is there", "unknown key 'likes' in a case; did you mean 'like'?"),
        (
            'given: {company: {phone: ""}}',
            'given: {company: {phone: ""}, case: 7}',
            "is not a case that can be audited",
        ),
        ("kind: deal, stage", "kind: parcel, stage", "the checklist small is not for this case"),
    ],
)
def test_what_is_no_case_is_refused(tmp_path: Path, kyccheck: Kyccheck, old: str, new: str, says: str) -> None:
    assert old in CASES
    made(tmp_path, SMALL + CASES.replace(old, new, 1))
    ran = kyccheck("checklist", "test", "small.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("kyccheck: small.yaml:")
    assert says in ran.err


def test_a_file_of_cases_holds_nothing_else(tmp_path: Path) -> None:
    path = made(tmp_path, SMALL)
    made(tmp_path, CASES + "\nitems: []\n", "cases/small.yaml")
    with pytest.raises(RefusedError, match="unknown key 'items'"):
        trials_of(path, load(str(path)))


def test_what_is_given_replaces_and_what_is_without_goes(tmp_path: Path) -> None:
    text = CASES + (
        "  - {name: more, like: no telephone, given: {company: {city: X}, contacts: [{name: Eve}]}, without: [company.name], want: {phone: fail}}\n"
        "  - {name: less, like: all is there, without: ['contacts[0]', 'contacts[].role'], want: {phone: pass}}\n"
    )
    path = made(tmp_path, SMALL + text)
    trials = {one.name: one.given for one in trials_of(path, load(str(path)))}
    assert trials["more"]["company"] == {"phone": "", "city": "X"}
    assert trials["more"]["contacts"] == [{"name": "Eve"}]
    assert trials["less"]["contacts"] == [{"name": "Bob"}]
    assert trials["all is there"]["contacts"] == [{"name": "Ada", "role": "a"}, {"name": "Bob", "role": "b"}]


@pytest.mark.parametrize("word", sorted(shipped()))
def test_the_shipped_checklists_make_of_their_cases_what_these_want(word: str) -> None:
    checklist = load(word)
    trials = trials_of(find(word), checklist)
    assert len(trials) > 10
    assert differences(trials, checklist) == []
    assert never_failing(trials, checklist) == []


@pytest.mark.parametrize("word", sorted(shipped()))
def test_no_item_of_the_shipped_checklists_passes_without_what_it_needs(word: str) -> None:
    checklist = load(word)
    given = trials_of(find(word), checklist)[0].given
    found = mutated(given, compile_plan(checklist, AS_OF))
    assert found.changes > 80
    assert found.not_passing == ()
    assert [one for one in found.survivors if not one.explained] == []


@pytest.mark.parametrize(
    ("check", "paths"),
    [
        ("document: sof", "documents[].subtype documents[].name documents[].path documents[].url documents[].sha256 documents[].archived documents[].issued"),
        ("signed_off: CEO", "risk.assessed_on risk.decision contacts[].name contacts[].email"),
        ("sent: activation", "emails[].subject emails[].status"),
        ("any_of: [{present: [deal.name, deal.amount]}, {present: [deal.name, deal.currency]}]", "deal.amount deal.currency"),
        ("unless: {check: {present: deal.name}, but: {present: deal.amount}}", "deal.amount"),
        ("aligned: {form: text, left: company.name, right: odb.company_name}", ""),
        ("aligned: {form: text, left: company.name, right: odb.company_name, aliases: company.aliases}", "company.aliases"),
        ("aligned: {form: text, left: company.name, right: odb.company_name, where_shown: true}", "company.name odb.company_name"),
        ("aligned: {form: address, left: odb.billing_address, right: {fields: [company.address, company.city], join: true}}", "company.address company.city"),
    ],
)  # fmt: skip
def test_what_a_check_can_do_without_is_among_what_it_reads(check: str, paths: str) -> None:
    asked = question(check)
    assert set(asked.spare()) & set(asked.reads()) == set(paths.split())


def test_an_item_that_passes_without_a_field_it_reads_is_reported(tmp_path: Path, kyccheck: Kyccheck) -> None:
    weak = (
        SMALL
        + "  - {id: weak, title: Weak, owner: sales, check: {count: {in: contacts, where: {present: name}, at_most: 5}}}\n"
    )
    (tmp_path / "case.json").write_text(json.dumps({
        "case": {"id": "1", "kind": "deal", "stage": "open"}, "company": {"phone": "+852 2810 4410", "city": "B"},
        "contacts": [{"name": "Ada"}],
    }))  # fmt: skip
    made(tmp_path, weak)
    ran = kyccheck("checklist", "test", "small.yaml", "--mutate", "case.json")
    assert (ran.code, "item weak is pass with contacts[].name blanked" in ran.out) == (1, True), ran.out
    assert "not passing to begin with, so not tried: judged" in ran.out


def test_alternatives_are_said(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "good.json").write_text(json.dumps(GOOD))
    ran = kyccheck("checklist", "test", "kyc", "--mutate", "good.json", "--as-of", "2026-11-21", COLUMNS="120")
    assert ran.code == 0
    assert "item monday_item passes without tracking.id: tracking.url will do" in ran.out
    assert "item 4 passes without documents[].signed: documents[].signed_on will do" in ran.out


def test_what_cannot_be_mutated_is_refused(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "none.json").write_text('{"results": []}')
    for name in ("none.json", "missing.json", PROJECT / "examples" / "odb-template.xlsx"):
        assert kyccheck("checklist", "test", "kyc", "--mutate", name).code == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CASES.replace("phone: fail", "phone: failed"), "small.yaml:21: unknown status 'failed'; did you mean 'fail'?"),
        (CASES.replace("phone: fail", "fone: fail"), "small.yaml:21: unknown item 'fone'; did you mean 'phone'?"),
        (CASES.replace("like: all is there", "like: no telephone"), "small.yaml:21: unknown case 'no telephone'"),
        (CASES.replace("like:", "lik:"), "small.yaml:22: unknown key 'lik'"),
        ("\ncases: hello\n", "small.yaml:12: cases must be a list"),
    ],
)
def test_lint_and_test_refuse_the_same_cases(text: str, said: str, tmp_path: Path, kyccheck: Kyccheck) -> None:
    made(tmp_path, SMALL + text)
    for words in (("lint", "small.yaml"), ("test", "small.yaml")):
        ran = kyccheck("checklist", *words)
        assert (ran.code, ran.out) == (2, ""), words
        assert said in ran.err


@pytest.mark.parametrize("check", ["{present: company.nmae}", '{matches: {field: company.name, pattern: "("}}'])
def test_an_item_that_cannot_be_asked_is_refused_by_every_command(
    check: str, tmp_path: Path, kyccheck: Kyccheck
) -> None:
    item = f"  - {{id: odd, title: Odd, owner: sales, check: {check}}}\n"
    for text in (SMALL + item, SMALL + item + CASES):
        made(tmp_path, text)
        for words in ("lint", "test", "show"):
            ran = kyccheck("checklist", words, "small.yaml")
            assert (ran.code, ran.out) == (2, ""), words
            assert "small.yaml:11: " in ran.err
