from kyccheck.forms._hanzi import _all, _certain, _table, only_script_differs, simplify


def test_the_table_has_each_character_once_and_leads_nowhere_else() -> None:
    certain, doubtful, variants = _table()
    assert len(certain) > 2900
    assert len(doubtful) > 240
    assert len(variants) > 240
    assert not certain.keys() & doubtful.keys()
    assert not _all().keys() & set(_all().values())
    assert not variants.keys() & (_all().keys() | set(variants.values()))


def test_what_a_character_becomes_stays() -> None:
    text = "".join((*_all(), *_table()[2]))
    assert simplify(simplify(text)) == simplify(text)
    assert simplify(text) != text


def test_two_traditional_characters_of_one_shape_are_never_the_same() -> None:
    shapes: dict[str, list[str]] = {}
    for old, new in _certain().items():
        shapes.setdefault(new, []).append(old)
    shared = [olds for olds in shapes.values() if len(olds) > 1]
    assert shared
    assert not any(only_script_differs(olds[0], olds[1]) for olds in shared)


def test_variants_are_compared_and_never_surely_the_same() -> None:
    for variant, shape in _table()[2].items():
        assert simplify(variant) == simplify(shape)
        assert not only_script_differs(variant, shape)
    assert simplify("寳") == simplify("寶") == simplify("宝")
    assert simplify("閆") == simplify("闫") == simplify("閻")
    assert not only_script_differs("寳", "寶")
    assert not only_script_differs("著华", "着华")
    assert only_script_differs("閆", "闫")
