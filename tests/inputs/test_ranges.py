"""A block that is sent as a range of its file is the same block again, or none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyccheck.errors import UnreadableError
from kyccheck.inputs.ranges import Range, received, sent
from kyccheck.read import reader, trees
from kyccheck.read.limits import Limits
from kyccheck.read.opened import open_input

LINES = st.lists(st.sampled_from([b"{}", b"", b'{"case": 1}\r', b" ", b"[" * 9, b"\xff"]), min_size=2, max_size=30)


@given(lines=LINES, chunk=st.integers(1, 40), ends=st.booleans())
def test_every_block_of_a_file_is_the_same_again(
    lines: list[bytes], chunk: int, ends: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("ranges") / "in.ndjson"
    path.write_bytes(b"{}\n" + b"\n".join(lines) + b"\n" * ends)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_CHUNK", chunk)
        with open_input(path, "in.ndjson") as opened:
            assert opened.blocks is not None
            blocks = list(opened.blocks)
            assert [received(sent(block)) for block in blocks] == blocks
            assert all(isinstance(sent(block), Range) for block in blocks[:-1])


def test_a_line_that_was_passed_over_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "in.ndjson"
    path.write_bytes(b"{}\n" + b'{"long": "%b"}\n' % (b"x" * 600_000) + b"{}\n")
    with open_input(path, "in.ndjson", limits=Limits(line_bytes=1000)) as opened:
        assert opened.blocks is not None
        blocks = list(opened.blocks)
    assert [block.lines[:1] for block in blocks] == [[b"{}\n"], [trees.PASSED_OVER + b"\n"]]
    assert [isinstance(sent(block), Range) for block in blocks] == [True, False]


def test_a_file_that_was_changed_in_between_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "in.ndjson"
    path.write_bytes(b'{"id": 1}\n{"id": 2}\n')
    with open_input(path, "in.ndjson") as opened:
        assert opened.blocks is not None
        ranges = [sent(block) for block in opened.blocks]
        path.write_bytes(b'{"id": 1}\n{"id": 3}\n')
        with pytest.raises(UnreadableError, match="was changed"):
            [received(one) for one in ranges]
