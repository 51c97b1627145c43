import pytest

from search.question import Clause, Field, parse_question


@pytest.mark.parametrize(
    ("typed", "text", "clauses"),
    [
        ("huurders en schulden", "huurders en schulden", ()),
        ('"achter de voordeur"', "achter de voordeur", (Clause("achter de voordeur"),)),
        ("schulden -politie", "schulden", (Clause("politie", excluded=True),)),
        ('-actor:"De Brink" jeugd', "jeugd", (Clause("De Brink", Field.ACTOR, excluded=True),)),
        ("kop:lessen", "lessen", (Clause("lessen", Field.HEADING),)),
        ("plaats:Almelo", "", (Clause("Almelo", Field.PLACE),)),
        ("http://voorbeeld.nl", "http:http://voorbeeld.nl".removeprefix("http:"), ()),
        ("win-win in 10-jarig plan - snel", "win-win in 10-jarig plan - snel", ()),
        ('een "losse aanhaling', 'een "losse aanhaling', ()),
    ],
)
def test_takes_a_question_apart(typed: str, text: str, clauses: tuple[Clause, ...]) -> None:
    question = parse_question(typed)
    assert question.text == text
    assert question.clauses == clauses
