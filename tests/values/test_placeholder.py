"""What says nothing, in words of many systems and people; and what only looks so."""

import pytest

from kyccheck.values.value import is_filled, is_placeholder

NOTHING = """
n/a. | N.A | N. A. | N\\A | -na- | n.a./n.a. | N/A (individual) | n/a - see notes | (none) | (blank) | None None | none given
None provided | not given | not yet provided | not specified | not applicable. | not disclosed | not confirmed yet
never provided | no data | No e-mail | no reply | nobody | nothing | anonymous | unnamed | noname | No Name | Unknown Company | unknown user
to be confirmed | to be confirmed by client | To be advised by the client | to be supplied | to follow | will follow
will be provided later | TBC by client | tbc w/ client | TBA | T.B.A | tbd? | "TBC" | [TBC] | pending | pending confirmation
pending client | awaiting client | waiting for client | see above | see email | See attached | as per deal | refer to deal
same as above | same as company | ditto | test | Test 1 | test123 | testing123 | test test | Test Company | Test User | dummy data
sample | placeholder text | fake name | asdf | asdfgh | asdfasdf | qwerty | qwertyuiop | zxcvbn | aaaa | xxx | lorem ipsum
Lorem ipsum dolor sit amet | blah blah | foobar | null | (null) | NULL NULL | undefined | undefined undefined | NaN | #N/A
#REF! | #VALUE! | Err:502 | [object Object] | [object Undefined] | {{name}} | ${name} | <insert> | [insert name] | [name]
Enter name here | Your Company Name | Company Name | First Last | (leave blank) | - select - | Select... | Please select
Select one | Choose an option | 0 | 000 | 0.00 | 00000000 | 1/0/1900 | 0000-00-00 | ? | ... | … | -- | *** | ########
待定 | 待提供 | 待客户提供 | 待補 | 暂缺 | 无 | 沒有 | 不适用 | 不詳 | 空 | 無資料 | なし | 없음 | 해당 없음 | нет | не указано | k.A. | N/D
keine Angabe | sin datos | no aplica | à confirmer | ไม่มี | test@test.com | test@example.com | noreply@noreply.com | na@na.com
no@email.com | test@test.com; none@gmail.com | none@gmail.com | no-email@amberquay.hk | abc@abc.com | Not yet answered | not documented | Not yet signed
No feedback | no summary yet | unanswered | Unsigned | waiting | none yet | to be created | to be signed | not transferred
refer to BR | Same as BR | as per CSR 106 | WIP | work in progress | [insert] | fill in | applied for | folgt | wird nachgereicht
noch offen | en attente | à venir | por definir | to be added | to be agreed with client | awaiting CSA | waiting for BD lead
Waiting on client | not provided by client | not received from the customer yet | to be created by Maya | To be agreed with Sam Ho | TODO: ask
no folder yet | No documents | Click or tap here to enter text. | Click here to enter a date
not asked | not started yet | not collected | no-reply@amberquay.hk | mailer-daemon@amberquay.hk
"""
SOMETHING = """
Test Rite International | None Such Ltd | No Name Foods | TBA Entertainment | Sample Room Ltd | Same Day Couriers | Selecta
Select Harvests | Waiting Room Ltd | Test Valley Council | NA Foods | Na Li | Null Bar | X Corp | Unknown Pleasures Ltd | Foo
Blank Canvas Ltd | Peter Noone | John Wait | Pending Pictures | First Choice Ltd | Your Move Ltd | Company Shop Group | AAA
Client Earth | The Contact Company | ABC Ltd | Aaron Aardvark | ООО Ромашка | 無印良品 | 無錫有限公司 | 空中網 | 未來科技有限公司
測試科研有限公司 | 待會兒見有限公司 | Nobody's Child | Nothing Technology Limited | Something Else Ltd | Test Company Limited
Qwerty Labs | Asda | To Wai Man | Will Chan | See Tho | No Kwan | As You Like It | Not Just Travel | A.S. Watson | N.D. Chan
K.A. Lee | John Doe | Name Cheap | Value Partners | Spill Tech | test@testing-labs.hk | no.lam@amber.hk | na.li@amber.hk
a.lam@aaa.com | a@x.com;b@x.com | info@example.com | ada@example.com | x@foo.com | +852 2222 2222 | 0800 000 000 | BR 00000001 | 12345678
Pending approval of the scope the client wants two companies | See the ticket for the two companies and the tax group
To be set up in two steps: first HK then SG | Not sure whether they need IVR | None of the directors is a PEP
Same as last year: 12 seats | as per SOF 12 seats | Please call the client on Monday | 0.5 | 12 | 2026-01-01 | Legal Name Pte Ltd
Awaiting the board's decision on 3 seats | No objection | Done | Full Circle | No feedback was needed: all works | Not Done Ltd
To Be Created Studios | Same as BR of 2025 | Waiting List Ltd | Outstanding | Insert | Enter | Applied Materials | WIP Creative Ltd | Folgt Ltd | In Progress | Nobody Yet Ltd | not approved
Click Logistics Ltd | Click to Pay Ltd | No Link Limited | Todo Mundo Ltd | to be created by Maya and Sam in two steps: HK first | Waiting on a Friend Ltd
"""


def parted(text: str) -> list[str]:
    return [one.strip() for line in text.strip().splitlines() for one in line.split(" | ")]


@pytest.mark.parametrize("text", parted(NOTHING))
def test_it_says_nothing(text: str) -> None:
    assert is_placeholder(text)
    for written in (text, text.upper(), text.lower(), f" {text}\u200b", text.replace(" ", "\u00a0")):
        assert not is_filled(written)


@pytest.mark.parametrize("text", parted(SOMETHING))
def test_it_says_something(text: str) -> None:
    assert is_filled(text)
    assert is_filled(text.lower())
