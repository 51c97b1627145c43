from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset

from corpus.model import ActorType, AnyMention, Document, Entity, Kind
from kg.decisions import Decision, Decisions, Verb
from kg.entities import merge_mentions
from kg.replay import replay, replay_on_entities, unfit_decisions
from kg.validation import document_violations
from ontology import iris
from tests.kg.documents import Marker, make_document, zwolle


def decide(document: Document, verb: Verb, kind: Kind, quote: str, **more: Any) -> Decision:
    more.setdefault("at", "2026-01-02T10:00:00+00:00")
    return Decision(verb=verb, document=document.sha256, kind=kind, quote=quote, **more)


def entities_after(document: Document, mentions: list[AnyMention], *decisions: Decision) -> dict[str, Entity]:
    said = Decisions(decisions)
    merged = merge_mentions(document, replay(said, document, mentions))
    return {entity.label: entity for entity in replay_on_entities(said, document, merged)}


def test_a_rejected_name_is_gone_and_the_rest_stays() -> None:
    document, _, mentions = zwolle()
    before = entities_after(document, mentions)
    after = entities_after(document, mentions, decide(document, Verb.REJECT, Kind.ACTOR, "De gemeente"))
    assert set(before) - set(after) == {"De gemeente"}


def test_a_rejected_lesson_stays_away_when_a_finder_takes_one_word_less() -> None:
    document, _, _ = zwolle()
    decision = decide(document, Verb.REJECT, Kind.LESSON, "Begin klein en luister eerst een half jaar.")
    shorter = Marker(document).lesson("Begin klein en luister eerst een half jaar")
    assert replay(Decisions([decision]), document, [shorter]) == []
    other = Marker(document).lesson("De wijk telt 9.800 inwoners.")
    assert replay(Decisions([decision]), document, [other]) == [other]


def test_an_accepted_fact_is_certain() -> None:
    document, _, mentions = zwolle()
    decision = decide(document, Verb.ACCEPT, Kind.TENSION, "Dat schuurt tussen snelheid en rust.")
    assert entities_after(document, mentions, decision)["snelheid ↔ rust"].confidence == 1.0


def test_a_renamed_case_keeps_its_old_name_and_its_lessons() -> None:
    document, _, mentions = zwolle()
    decision = decide(document, Verb.RENAME, Kind.CASE, "Wijkzaak Holtenbroek", value="De Wijkzaak")
    found = entities_after(document, mentions, decision)
    case = found["De Wijkzaak"]
    assert case.aliases == ("Wijkzaak Holtenbroek",)
    assert found["Begin klein en luister eerst een half jaar."].case == case.iri


def test_two_names_that_people_merge_are_one() -> None:
    document = make_document("Buurtgenoten werkt. De Vrienden van Holtenbroek ook.")
    mark = Marker(document)
    mentions: list[AnyMention] = [mark.body("Buurtgenoten"), mark.body("De Vrienden van Holtenbroek")]
    decision = decide(document, Verb.MERGE, Kind.ACTOR, "De Vrienden van Holtenbroek", value="Buurtgenoten")
    (entity,) = entities_after(document, mentions, decision).values()
    assert len(entity.mentions) == 2


def test_merging_with_an_iri_takes_references_along() -> None:
    document, _, mentions = zwolle()
    other = iris.case("iets anders")
    found = entities_after(
        document, mentions, decide(document, Verb.MERGE, Kind.CASE, "Wijkzaak Holtenbroek", value=other)
    )
    assert found["Wijkzaak Holtenbroek"].iri == other
    assert found["Begin klein en luister eerst een half jaar."].case == other


def test_a_split_takes_the_nearest_mention_out() -> None:
    document = make_document("Jan Bos, wethouder, en later Jan Bos, bewoner.")
    mark = Marker(document)
    mentions: list[AnyMention] = [mark.person("Jan Bos"), mark.person("Jan Bos", 1)]
    decision = decide(document, Verb.SPLIT, Kind.ACTOR, "Jan Bos", start=29, value="Jan Bos (bewoner)")
    found = entities_after(document, mentions, decision)
    assert [m.start for m in found["Jan Bos (bewoner)"].mentions] == [29]
    assert found["Jan Bos"].iri != found["Jan Bos (bewoner)"].iri


def test_an_actor_can_become_a_person_or_a_case() -> None:
    document = make_document("Het Baken helpt.")
    mentions: list[AnyMention] = [Marker(document).body("Het Baken")]
    person = entities_after(document, mentions, decide(document, Verb.RETYPE, Kind.ACTOR, "Het Baken", value="person"))
    mention = person["Het Baken"].mentions[0]
    assert getattr(mention, "type", None) is ActorType.PERSON
    case = entities_after(document, mentions, decide(document, Verb.RETYPE, Kind.ACTOR, "Het Baken", value="case"))
    assert case["Het Baken"].kind is Kind.CASE


def test_the_last_decision_stands() -> None:
    document, _, mentions = zwolle()
    first = decide(document, Verb.RENAME, Kind.CASE, "Wijkzaak Holtenbroek", value="A", at="2026-01-01T00:00:00Z")
    second = decide(document, Verb.RENAME, Kind.CASE, "Wijkzaak Holtenbroek", value="B", at="2026-01-02T00:00:00Z")
    assert "B" in entities_after(document, mentions, second, first)


def test_decisions_on_another_document_do_nothing() -> None:
    document, _, mentions = zwolle()
    other = make_document("Wijkzaak Holtenbroek", "b.pdf")
    decision = decide(other, Verb.REJECT, Kind.CASE, "Wijkzaak Holtenbroek")
    assert replay(Decisions([decision]), document, mentions) == mentions


def test_decisions_that_no_longer_fit_are_listed_with_the_reason() -> None:
    document, _, mentions = zwolle()
    gone = decide(document, Verb.ACCEPT, Kind.LESSON, "Deze zin staat er niet.")
    unseen = decide(document, Verb.ACCEPT, Kind.LESSON, "De wijk telt 9.800 inwoners.")
    fine = decide(document, Verb.REJECT, Kind.LESSON, "De wijk telt 9.800 inwoners.")
    listed = unfit_decisions(Decisions([gone, unseen, fine]), document, mentions)
    assert {unfit.decision.quote: unfit.reason for unfit in listed} == {
        gone.quote: "de woorden staan niet meer in het document",
        unseen.quote: "op deze plek wordt niets van deze soort meer gevonden",
    }


@given(
    st.lists(
        st.builds(
            Decision,
            verb=st.sampled_from(Verb),
            document=st.sampled_from(["ab" * 32, "cd" * 32]),
            kind=st.sampled_from(Kind),
            quote=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
            value=st.none() | st.text(st.characters(exclude_categories=["Cs"])),
            start=st.none() | st.integers(0, 10**6),
            at=st.datetimes().map(lambda moment: f"{moment.isoformat()}Z"),
            by=st.none() | st.just("Sjoerd"),
        )
    )
)
def test_decisions_come_back_as_they_were_saved(tmp_path_factory: pytest.TempPathFactory, said: list[Decision]) -> None:
    path = tmp_path_factory.mktemp("decisions") / "decisions.trig"
    decisions = Decisions(said)
    decisions.save(path)
    assert Decisions.load(path).decisions == decisions.decisions
    assert [file.name for file in path.parent.iterdir()] == ["decisions.trig"]


def test_saved_decisions_have_the_right_shape(tmp_path: Path) -> None:
    document, _, _ = zwolle()
    said = [decide(document, verb, Kind.ACTOR, "De gemeente", value="x", by="Iemand", start=3) for verb in Verb]
    Decisions(said).save(tmp_path / "decisions.trig")
    dataset = Dataset(default_union=True).parse(tmp_path / "decisions.trig", format="trig")
    triples = [(s, p, o) for s, p, o in dataset.triples((None, None, None))]
    assert len({s for s, _, _ in triples}) == len(Verb)
    assert document_violations(triples) == []  # type: ignore[arg-type]


def test_there_are_no_decisions_without_a_file_and_a_broken_file_is_not_taken_for_empty(tmp_path: Path) -> None:
    assert Decisions.load(tmp_path / "decisions.trig").decisions == ()
    path = tmp_path / "broken.trig"
    path.write_text("<urn:x> a <urn:y> .")
    with pytest.raises(ValueError, match="no decision"):
        Decisions.load(path)
