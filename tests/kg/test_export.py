from kg.entities import merge_mentions
from kg.export import export_entities
from tests.kg.documents import Marker, make_document, zwolle


def test_a_line_has_the_promised_fields() -> None:
    document, _, mentions = zwolle()
    records = list(export_entities([(document, merge_mentions(document, mentions))]))
    fields = ["kind", "id", "label", "aliases", "type", "pole_a", "pole_b", "case", "confidence", "evidence"]
    assert all(list(record) == fields for record in records)
    assert [record["kind"] for record in records] == ["case", *["actor"] * 4, "lesson", "tension"]
    tension = records[-1]
    assert (tension["pole_a"], tension["pole_b"], tension["type"]) == ("snelheid", "rust", None)
    proof = {"document": "zwolle.pdf", "page": 1, "printed_page": "7", "quote": "Dat schuurt tussen snelheid en rust."}
    assert tension["evidence"] == [proof]


def test_a_name_is_proven_by_its_sentence_and_every_quote_is_verbatim() -> None:
    document, _, mentions = zwolle()
    records = list(export_entities([(document, merge_mentions(document, mentions))]))
    assert all(proof["quote"] in document.text for record in records for proof in record["evidence"])
    (sbo,) = (record for record in records if "SBO" in record["aliases"])
    assert sbo["evidence"][1] == {
        "document": "zwolle.pdf",
        "page": 2,
        "printed_page": "8",
        "quote": "Volgens SBO hielp het dat vrijwilligers betaald werden.",
    }
    (gemeente,) = (record for record in records if record["label"] == "De gemeente")
    assert gemeente["evidence"][0]["quote"] == "De gemeente wil snelheid, terwijl bewoners rust vragen."


def test_documents_that_speak_of_one_thing_share_a_line() -> None:
    pairs = []
    for file, name in (("a.pdf", "Stichting Zonnebloemhof"), ("b.pdf", "Zonnebloemhof")):
        document = make_document(f"Daar is {name}.", file)
        pairs.append((document, merge_mentions(document, [Marker(document).body(name)])))
    (record,) = export_entities(pairs)
    assert (record["label"], record["aliases"]) == ("Stichting Zonnebloemhof", ["Zonnebloemhof"])
    assert [proof["document"] for proof in record["evidence"]] == ["a.pdf", "b.pdf"]
