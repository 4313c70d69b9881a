"""Files of decisions are refused whole, with file and line, wherever they could close something by mistake."""

import hashlib
import pickle
from pathlib import Path

import pytest

from deciding import CASE, CHECKLIST, attestation, audited_with, fingerprint, known, plan_of, result, waiver
from kyccheck.checklist.overlay import load
from kyccheck.decisions.files import Known, read
from kyccheck.errors import RefusedError


def refused(folder: Path, text: str) -> str:
    path = folder / "decisions.yaml"
    path.write_text(text)
    with pytest.raises(RefusedError) as error:
        read([path], known(plan_of(folder)))
    assert str(error.value).startswith("decisions.yaml:")
    return str(error.value)


def rest(text: str) -> str:
    return text.split("\n", 1)[1]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "decisions.yaml:1: holds no decisions"),
        ("[]", "holds no decisions"),
        ("waiver: []", "unknown key 'waiver'; did you mean 'waivers'?"),
        ("waivers: {case: '1'}", "must be a list"),
        ("waivers: [x]", "a waiver must be a mapping"),
        (waiver("phone", case=77), "must be text; put it in quotation marks"),
        (waiver("phone", item=7), "must be text; put it in quotation marks"),
        (waiver("phone", case=" "), "'case' says nothing"),
        (waiver("phone", reason=None), "lacks 'reason'"),
        (waiver("phone", reason=" "), "'reason' says nothing"),
        (waiver("phone", reason="TBC"), "'reason' says nothing"),
        (waiver("phone", approved_by=None), "lacks 'approved_by'"),
        (waiver("phone", approved_by=""), "'approved_by' names nobody"),
        (waiver("phone", approved_by="N/A"), "'approved_by' names nobody"),
        (waiver("phone", requested_by=None), "lacks 'requested_by'"),
        (waiver("phone", requested_by="?"), "'requested_by' names nobody"),
        (waiver("phone", expires=None), "lacks 'expires'"),
        (waiver("phone", expires=""), "must be a date"),
        (waiver("phone", expires="never"), "must be a date"),
        (waiver("phone", expires="30/11/2026"), "must be a date"),
        (waiver("phone", expires="2026-02-29"), "must be a date"),
        (waiver("phone", approved_on="2026-12-01"), "expires (2026-11-30) before it is approved (2026-12-01)"),
        (waiver("phone", approved_on=None), "lacks 'approved_on'"),
        (waiver("phone", aproved_by="x"), "unknown key 'aproved_by' in a waiver; did you mean 'approved_by'?"),
        (waiver("phone", approved_by="Sam Ho"), "cannot approve"),
        (waiver("phone", approved_by="  sam   HO"), "cannot approve"),
        (waiver("phone", approved_by="Sаm Hо"), "cannot approve"),
        (waiver("phone", approved_by="Ｓａｍ Ｈｏ"), "cannot approve"),
        (waiver("phone", approved_by="Ho Sam"), "cannot approve"),
        (attestation("bare", "", sha256="abc"), "'sha256' is not valid: it has 64 digits"),
        (attestation("bare", "", sha256="g" * 64), "'sha256' is not valid"),
        (waiver("phone", approved_by="S.H."), "write the approver's name in full"),
        (waiver("phone", approved_by="the requester"), "'approved_by' names nobody: write the person's name in full"),
        (waiver("phone", requested_by="me"), "'requested_by' names nobody"),
        (waiver("phone", approved_by="sam.ho@example.com"), "cannot approve"),
        (waiver("strict"), "item 'strict' of small cannot be waived (waivable: false)"),
        (waiver("high_risk"), "item 'high_risk' of kyc cannot be waived"),
        (waiver("phome"), "no checklist has the item 'phome'; did you mean 'phone'?"),
        (waiver("phone", checklist="smal"), "unknown checklist 'smal'; did you mean 'small'?"),
        (waiver("phone", checklist="kyc"), "no checklist has the item 'phone'"),
        (waiver("Phone"), "no checklist has the item 'Phone'; did you mean 'phone'?"),
        (attestation("bare", "", answer="yes"), "cannot be 'yes'; allowed: pass, fail, not_applicable"),
        (attestation("bare", "", answer=True), "cannot be True"),
        (attestation("bare", "", by="-"), "'by' names nobody"),
        (attestation("bare", "", on=None), "lacks 'on'"),
        (attestation("bare", "", on="2026-13-01"), "must be a date"),
        (attestation("bare", "", evidence=None), "lacks 'evidence'"),
        (attestation("bare", "", evidence="n/a"), "'evidence' says nothing"),
        (attestation("bare", "", valid_for=None), "lacks 'valid_for'"),
        (attestation("bare", "", valid_for="forever"), "90d, 12w, 6m or 1y"),
        (attestation("bare", "", valid_for=90), "90d, 12w, 6m or 1y"),
        (attestation("bare", "", valid_for="9999y"), "90d, 12w, 6m or 1y"),
        (attestation("bare", "", refuted=""), "unknown key 'refuted'"),
        (attestation("bare", "", counts=True), "unknown key 'counts'"),
        (attestation("bare", "") + rest(attestation("bare", "", answer="fail")), "decided on twice, in two ways"),
        (waiver("phone") + rest(waiver("phone", expires="2027-11-30")), "decided on twice, in two ways"),
        ("waivers: []\nwaivers: []", "stands here twice"),
        ("waivers: &a []", "anchors"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, says: str) -> None:
    assert says in refused(tmp_path, text)


def test_a_refusal_names_the_line(tmp_path: Path) -> None:
    text = "# ours\n" + waiver("phone") + rest(waiver("judged", approved_by="Sam Ho"))
    assert refused(tmp_path, text).startswith("decisions.yaml:4: ")


def test_a_sub_item_of_what_cannot_be_waived_cannot_be(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, CHECKLIST.replace("    title: Whole\n", "    title: Whole\n    waivable: false\n"))
    (tmp_path / "decisions.yaml").write_text(waiver("part"))
    with pytest.raises(RefusedError, match="cannot be waived"):
        read([tmp_path / "decisions.yaml"], known(plan))


def test_an_item_of_two_checklists_needs_its_checklist(tmp_path: Path) -> None:
    other = plan_of(tmp_path, CHECKLIST.replace("id: small", "id: other")).checklist
    small = plan_of(tmp_path).checklist
    (tmp_path / "decisions.yaml").write_text(waiver("phone"))
    with pytest.raises(RefusedError, match="stands in small and other: add checklist: small, or which"):
        read([tmp_path / "decisions.yaml"], Known([small, other]))
    (tmp_path / "decisions.yaml").write_text(waiver("phone", checklist="other"))
    assert read([tmp_path / "decisions.yaml"], Known([small, other])).waivers[0].checklist == "other"


def test_an_item_of_the_same_id_in_another_checklist_gets_nothing(tmp_path: Path) -> None:
    other = plan_of(tmp_path, CHECKLIST.replace("id: small", "id: other"))
    audited = audited_with(tmp_path, waiver("phone", checklist="kyc", item="2"), plan=other)
    assert {result["status"] for result in audited["results"]} <= {"fail", "review", "unknown", "pass", "not_due"}
    assert [one["state"] for one in audited["decisions"]] == ["dangling"]


def test_decisions_for_a_shipped_checklist_that_is_not_in_use_are_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "decisions.yaml").write_text(waiver("7"))
    assert read([tmp_path / "decisions.yaml"], known(plan_of(tmp_path))).waivers[0].checklist == "kyc"


def test_one_file_given_twice_and_one_decision_written_twice_count_once(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_text(waiver("phone") + rest(waiver("phone")))
    (tmp_path / "copy.yaml").write_text(waiver("phone") + "\n# the same\n")
    decisions = read([path, path, tmp_path / "copy.yaml"], known(plan_of(tmp_path)))
    assert len(decisions.waivers) == 1
    assert [file.path for file in decisions.files] == ["decisions.yaml", "copy.yaml"]


def test_two_files_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(attestation("bare", "0" * 16))
    (tmp_path / "two.yaml").write_text(attestation("bare", "0" * 16, answer="fail"))
    with pytest.raises(RefusedError, match=r"two\.yaml:2: .*see one\.yaml:2"):
        read([tmp_path / "one.yaml", tmp_path / "two.yaml"], known(plan_of(tmp_path)))


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    paths = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        paths.append(tmp_path / name / "waivers.yaml")
        paths[-1].write_text(waiver("phone", case=name))
    labels = [file.path for file in read(paths, known(plan_of(tmp_path))).files]
    assert labels == ["waivers.yaml", "b/waivers.yaml"]


def test_the_digest_of_the_evidence_is_held_against_the_file(tmp_path: Path) -> None:
    print_ = fingerprint(tmp_path, "bare")
    digest = hashlib.sha256(b"the copy").hexdigest()
    text = attestation("bare", print_, evidence="br.pdf", sha256=digest.upper())
    (tmp_path / "br.pdf").write_bytes(b"the copy")
    assert result(audited_with(tmp_path, text), "bare")["status"] == "pass"
    (tmp_path / "br.pdf").write_bytes(b"another")
    audited = audited_with(tmp_path, text)
    assert result(audited, "bare")["status"] == "review"
    assert "is not the file that was looked at" in audited["decisions"][0]["says"]
    (tmp_path / "br.pdf").unlink()
    assert result(audited_with(tmp_path, text), "bare")["status"] == "pass"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file is known that opens and cannot be read")
def test_evidence_that_cannot_be_read_shows_nothing(tmp_path: Path) -> None:
    text = attestation("bare", fingerprint(tmp_path, "bare"), evidence="/proc/self/mem", sha256="0" * 64)
    audited = audited_with(tmp_path, text)
    assert result(audited, "bare")["status"] == "review"
    assert "its evidence /proc/self/mem cannot be read" in audited["decisions"][0]["says"]


def test_the_evidence_may_lie_among_the_exports(tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    file = tmp_path / "exports" / "br.pdf"
    file.write_bytes(b"another")
    (tmp_path / "decisions.yaml").write_text(attestation("bare", "0" * 16, evidence="br.pdf", sha256="0" * 64))
    taken = read([tmp_path / "decisions.yaml"], known(plan_of(tmp_path)), {"br.pdf": file}.get)
    assert taken.attestations[0].refuted


def test_the_shipped_checklists_know_their_items(tmp_path: Path) -> None:
    (tmp_path / "decisions.yaml").write_text(waiver("BD.01.1") + rest(waiver("CO.01.1")) + rest(waiver("7")))
    shipped = [load(word) for word in ("bd", "co", "kyc")]
    found = read([tmp_path / "decisions.yaml"], Known(shipped)).waivers
    assert [one.checklist for one in found] == ["bd", "co", "kyc"]


def test_a_case_that_is_written_as_a_number_is_its_id_as_text(tmp_path: Path) -> None:
    case = {**CASE, "case": {**CASE["case"], "id": 77}}
    assert result(audited_with(tmp_path, waiver("phone"), case), "phone")["status"] == "waived"


def test_decisions_go_to_other_processes_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_text(waiver("phone") + attestation("bare", "0" * 16))
    decisions = read([path], known(plan_of(tmp_path)))
    copied = pickle.loads(pickle.dumps(decisions))  # noqa: S301 - what this test has packed itself
    assert copied == decisions
    assert copied.by_case["77"]["small", "phone"][0].place.line == 2
