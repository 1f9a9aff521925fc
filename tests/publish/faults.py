"""Faults to seed into a copy of our own model: what is done, what is said of it, and what stands on the line named."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """An edit of the model, and the finding that it makes: its words, and what its line has."""

    edit: Callable[[Json], object]
    says: str
    at: str


def language(m: Json) -> Json:
    found: Json = m["interactionModel"]["languageModel"]
    return found


def named(items: list[Json], name: str, key: str = "name") -> Json:
    return next(each for each in items if each[key] == name)


def intent(m: Json, name: str) -> Json:
    return named(language(m)["intents"], name)


def slot(m: Json, name: str, of: str) -> Json:
    return named(intent(m, of)["slots"], name)


def values(m: Json, kind: str) -> list[Json]:
    found: list[Json] = named(language(m)["types"], kind)["values"]
    return found


def dialog(m: Json, name: str) -> Json:
    return named(m["interactionModel"]["dialog"]["intents"], name)


def asked(m: Json, name: str, of: str) -> Json:
    return named(dialog(m, of)["slots"], name)


def prompt(m: Json, name: str) -> Json:
    return named(m["interactionModel"]["prompts"], name, "id")


def called(name: str) -> Callable[[Json], object]:
    return lambda m: language(m).update(invocationName=name)


def hears(sample: str, name: str = "CrisisIntent") -> Callable[[Json], object]:
    return lambda m: intent(m, name)["samples"].append(sample)


def without(name: str) -> Callable[[Json], object]:
    return lambda m: language(m)["intents"].remove(intent(m, name))


def gym(word: str) -> Callable[[Json], object]:
    return lambda m: named(values(m, "PLACE"), "gym", "id")["name"]["synonyms"].append(word)


def words_of(m: Json, name: str, *texts: str, kind: str = "PlainText") -> None:
    prompt(m, name)["variations"] = [{"type": kind, "value": text} for text in texts]


def queries(m: Json) -> None:
    intent(m, "AddWordsIntent")["slots"].append({"name": "more", "type": "AMAZON.SearchQuery"})
    intent(m, "AddWordsIntent")["samples"].append("also put {more} in")


def alone(m: Json) -> None:
    found = intent(m, "TooLateIntent")
    found["samples"] = [s for s in found["samples"] if "{topic}" not in s or "{who}" not in s]


YOU = "Elicit.Slot.DraftMessageIntent.you"
DRAFT = "DraftMessageIntent"
NAMES: dict[str, Fault] = {
    "one word": Fault(called("hello"), "two words", '"invocationName"'),
    "capitals": Fault(called("Second hello"), "lower case", '"invocationName"'),
    "wake word": Fault(called("echo hello"), "wake word", '"invocationName"'),
    "launch word": Fault(called("open hello"), "launches", '"invocationName"'),
    "skill in the name": Fault(called("hello skill"), "word for skills", '"invocationName"'),
    "article": Fault(called("the hello"), "article", '"invocationName"'),
    "digit in the invocation": Fault(called("2nd hello"), "letters", '"invocationName"'),
    "no invocation": Fault(lambda m: language(m).pop("invocationName"), "no invocationName", '"languageModel"'),
    "digit in an intent": Fault(lambda m: intent(m, "OpinionIntent").update(name="Op2Intent"), "letters", "Op2Intent"),
    "two intents": Fault(lambda m: language(m)["intents"].append(intent(m, DRAFT)), "second intent", DRAFT),
    "a strange built-in": Fault(
        lambda m: intent(m, "AMAZON.RepeatIntent").update(name="AMAZON.RepeetIntent"), "no built-in", "RepeetIntent"
    ),
    "no help": Fault(without("AMAZON.HelpIntent"), "AMAZON.HelpIntent", '"languageModel"'),
    "no fallback": Fault(without("AMAZON.FallbackIntent"), "AMAZON.FallbackIntent", '"languageModel"'),
    "no stop": Fault(without("AMAZON.StopIntent"), "AMAZON.StopIntent", '"languageModel"'),
    "no cancel": Fault(without("AMAZON.CancelIntent"), "AMAZON.CancelIntent", '"languageModel"'),
    "no home": Fault(without("AMAZON.NavigateHomeIntent"), "AMAZON.NavigateHomeIntent", '"languageModel"'),
    "digit in a slot": Fault(
        lambda m: slot(m, "answer", "DeclinedIntent").update(name="answer2"), "letters and underscores", '"answer2"'
    ),
    "a slot as an intent": Fault(
        lambda m: slot(m, "answer", "DeclinedIntent").update(name="CrisisIntent"), "as an intent", '"CrisisIntent"'
    ),
    "two slots": Fault(
        lambda m: slot(m, "who", "DeclinedIntent").update(name="answer"), "second slot", '"name": "answer"'
    ),
    "no type": Fault(
        lambda m: slot(m, "answer", "DeclinedIntent").update(type="ANSWERS"), "nothing declares", '"ANSWERS"'
    ),
    "a built-in type misspelled": Fault(
        lambda m: slot(m, "you", DRAFT).update(type="AMAZON.FristName"), "AMAZON.FirstName", "FristName"
    ),
    "two types": Fault(lambda m: slot(m, "topic", "TooLateIntent").update(type="PLACE"), "is 'PLACE' here", '"PLACE"'),
    "an unused type": Fault(
        lambda m: language(m)["types"].append({"name": "SPARE", "values": [{"name": {"value": "spare"}}]}),
        "used by no slot",
        '"SPARE"',
    ),
    "two declarations": Fault(
        lambda m: language(m)["types"].append(named(language(m)["types"], "WHO")), "second type", '"name": "WHO"'
    ),
    "a strange property": Fault(
        lambda m: intent(m, "CrisisIntent").update(sample=[]), "nothing that an intent has", '"sample": []'
    ),
    "an unreached intent": Fault(
        lambda m: intent(m, "CrisisIntent").update(samples=[]), "no samples", '"name": "CrisisIntent"'
    ),
    "no list": Fault(lambda m: intent(m, "CrisisIntent").update(samples="help"), "not a list", '"samples": "help"'),
    "250 intents": Fault(
        lambda m: language(m)["intents"].extend(
            {"name": f"X{chr(97 + n // 26)}{chr(97 + n % 26)}", "samples": [f"x {'y' * n} z"]} for n in range(251)
        ),
        "250 is the limit",
        '"name": "X',
    ),
    "slots on a built-in": Fault(
        lambda m: intent(m, "AMAZON.HelpIntent").update(slots=[{"name": "who", "type": "WHO"}]), "no slots", '"who"'
    ),
    "samples for fallback": Fault(hears("blah", "AMAZON.FallbackIntent"), "no samples", '"blah"'),
    "sensitivity": Fault(
        lambda m: language(m).update(modelConfiguration={"fallbackIntentSensitivity": {"level": "SOME"}}),
        "sensitivity",
        '"SOME"',
    ),
}
TYPES: dict[str, Fault] = {
    "a long value": Fault(gym("a" * 141), "140", '"aaaa'),
    "a value twice": Fault(gym("Health Club"), "twice", '"Health Club"'),
    "a value of two": Fault(gym("cafe"), "two values", '"cafe"'),
    "an empty value": Fault(gym(" "), "empty", '" "'),
    "spaces": Fault(gym("a  b"), "spaces", '"a  b"'),
    "markup": Fault(gym("<b>"), "nobody says", '"<b>"'),
    "an empty type": Fault(
        lambda m: named(language(m)["types"], "NEWS").update(values=[]), "no values", '"name": "NEWS"'
    ),
    "an id of two": Fault(lambda m: values(m, "NEWS")[1].update(id="number"), "have the id", '"id": "number"'),
    "no id": Fault(lambda m: values(m, "NEWS")[1].pop("id"), "has no id", "{"),
}
SAMPLES: dict[str, Fault] = {
    "a comma": Fault(hears("so, help me now"), "','", '"so, help me now"'),
    "a question mark": Fault(hears("is that so?"), "'?'", '"is that so?"'),
    "a digit": Fault(hears("call 9 friends"), "'9'", '"call 9 friends"'),
    "a full stop": Fault(hears("this is it."), "abbreviations", '"this is it."'),
    "empty": Fault(hears(" "), "empty", '" "'),
    "twice": Fault(hears("what's next", "WhatNextIntent"), "stands twice", '"what\'s next"'),
    "of two intents": Fault(hears("what's next"), "of 'WhatNextIntent'", '"what\'s next"'),
    "of two but for capitals": Fault(hears("What's Next"), "of 'WhatNextIntent'", '"What\'s Next"'),
    "no such slot": Fault(hears("i miss {nobody}"), "no slot of", '"i miss {nobody}"'),
    "half a brace": Fault(hears("i miss {who"), "brace", '"i miss {who"'),
    "no name in braces": Fault(hears("i miss {my cat}"), "no name", '"i miss {my cat}"'),
    "a slot twice": Fault(hears("if {who} or {who} calls", "WaitIntent"), "twice", '"if {who} or {who} calls"'),
    "a slot glued": Fault(hears("wait for{who}", "WaitIntent"), "space beside", '"wait for{who}"'),
    "taken by cancel": Fault(hears("never mind"), "AMAZON.CancelIntent", '"never mind"'),
    "taken by repeat": Fault(hears("say that again"), "AMAZON.RepeatIntent", '"say that again"'),
    "taken by the device": Fault(hears("quit", "AMAZON.StopIntent"), "Alexa", '"quit"'),
    "native on a screen": Fault(hears("go back", "UndoIntent"), "Alexa", '"go back"'),
    "opens the skill": Fault(hears("open second hello"), "opens the skill", '"open second hello"'),
    "the wake word": Fault(hears("alexa what now"), "wake word", '"alexa what now"'),
    "a slot unsaid": Fault(
        lambda m: intent(m, "OpinionIntent").update(slots=[{"name": "who", "type": "WHO"}]), "in no sample", '"who"'
    ),
    "a bare query": Fault(hears("{words}", "AddWordsIntent"), "without words", '"{words}"'),
    "a query in company": Fault(hears("check {message} for {who}", "CheckMessageIntent"), "alone", '"check {message}'),
    "two queries": Fault(queries, "second AMAZON.SearchQuery", '"more"'),
    "an answer without its slot": Fault(
        lambda m: slot(m, "you", DRAFT)["samples"].append("just me"), "has no {you}", '"just me"'
    ),
    "an answer twice": Fault(
        lambda m: slot(m, "you", DRAFT)["samples"].append("call me {you}"), "stands twice", '"call me {you}"'
    ),
}
CONFLICTS: dict[str, Fault] = {
    "by value": Fault(hears("what should i do about her"), "same words", '"what should i do about her"'),
    "by a value of two types": Fault(hears("it's {reason}", "WhyIntent"), "same words", "it's {"),
    "never together": Fault(alone, "{who} and {topic} together", '"name": "who"'),
}
DIALOG: dict[str, Fault] = {
    "a slot missing": Fault(lambda m: dialog(m, DRAFT)["slots"].pop(1), "has no 'tone'", f'"{DRAFT}"'),
    "a strange slot": Fault(lambda m: asked(m, "tone", DRAFT).update(name="mood"), "no slot of it", '"mood"'),
    "a strange intent": Fault(lambda m: dialog(m, DRAFT).update(name="DraftIntent"), "no intent", '"DraftIntent"'),
    "another type": Fault(lambda m: asked(m, "tone", DRAFT).update(type="DAY"), "as 'DAY'", '"type": "DAY"'),
    "delegated": Fault(lambda m: dialog(m, DRAFT).update(delegationStrategy="ALWAYS"), "its end", '"ALWAYS"'),
    "no such strategy": Fault(lambda m: dialog(m, DRAFT).update(delegationStrategy="NO"), "one of", '"NO"'),
    "no such prompt": Fault(
        lambda m: asked(m, "you", DRAFT)["prompts"].update(elicitation="Ask.You"), "there is not", '"Ask.You"'
    ),
    "an unused prompt": Fault(lambda m: prompt(m, YOU).update(id="Ask.You"), "used nowhere", '"Ask.You"'),
    "two prompts": Fault(
        lambda m: m["interactionModel"]["prompts"].append(prompt(m, YOU)), "second prompt", f'"id": "{YOU}"'
    ),
    "a prompt without words": Fault(lambda m: words_of(m, YOU), "no words", f'"id": "{YOU}"'),
    "a silent prompt": Fault(lambda m: words_of(m, YOU, " "), "says nothing", '"value": " "'),
    "a prompt out of breath": Fault(lambda m: words_of(m, YOU, "no " * 21), "breath", '"value": "no no'),
    "broken SSML": Fault(lambda m: words_of(m, YOU, "<p>Hi", kind="SSML"), "well formed", '"value": "<p>Hi"'),
    "a prompt's strange slot": Fault(lambda m: words_of(m, YOU, "Hi {me}?"), "no slot of", '"value": "Hi {me}?"'),
    "nothing to ask with": Fault(
        lambda m: asked(m, "you", DRAFT).update(prompts={}), "to be elicited", '"name": "you"'
    ),
    "nothing to confirm with": Fault(
        lambda m: dialog(m, DRAFT).update(confirmationRequired=True), "to be confirmed", f'"{DRAFT}"'
    ),
    "slots only": Fault(hears("{invite} {day}", "InviteIntent"), "slots only", '"{invite} {day}"'),
    "answers to no question": Fault(
        lambda m: slot(m, "answer", "DeclinedIntent").update(samples=["it was {answer}"]),
        "no question",
        '"it was {answer}"',
    ),
}
FAULTS = {
    f"{group}: {name}": fault
    for group, faults in {
        "names": NAMES,
        "types": TYPES,
        "samples": SAMPLES,
        "conflicts": CONFLICTS,
        "dialog": DIALOG,
    }.items()
    for name, fault in faults.items()
}
