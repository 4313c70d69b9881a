from kyccheck.forms._hanzi import _all, _certain, _table, only_script_differs, simplify


def test_the_table_has_each_character_once_and_leads_nowhere_else() -> None:
    certain, doubtful = _table()
    assert len(certain) > 2900
    assert len(doubtful) > 240
    assert not certain.keys() & doubtful.keys()
    assert not _all().keys() & set(_all().values())


def test_what_a_character_becomes_stays() -> None:
    text = "".join(_all())
    assert simplify(simplify(text)) == simplify(text)
    assert simplify(text) != text


def test_two_traditional_characters_of_one_shape_are_never_the_same() -> None:
    shapes: dict[str, list[str]] = {}
    for old, new in _certain().items():
        shapes.setdefault(new, []).append(old)
    shared = [olds for olds in shapes.values() if len(olds) > 1]
    assert shared
    assert not any(only_script_differs(olds[0], olds[1]) for olds in shared)
