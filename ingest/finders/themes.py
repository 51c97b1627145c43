"""Themes: the concepts of the thesaurus that a text names."""

from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import ThemeMention
from ingest.finders.sentences import mentions_of, sentences
from ontology.thesaurus import load_thesaurus

FINDER = "themes/1"
# A label of several words is hardly ever meant otherwise; one word sometimes is.
CONFIDENCE = {False: 0.8, True: 0.95}


@Language.component("wijk_themes")
def find_themes(doc: Doc) -> Doc:
    """Add a ThemeMention for every label of a concept in the running text."""
    thesaurus = load_thesaurus()
    for sentence in sentences(doc):
        for match in thesaurus.find(sentence.text):
            text = sentence.text[match.start : match.end]
            mentions_of(doc).append(
                ThemeMention(
                    start=sentence.start + match.start,
                    end=sentence.start + match.end,
                    text=text,
                    confidence=CONFIDENCE[" " in text],
                    finder=FINDER,
                    concept=match.concept.slug,
                )
            )
    return doc
