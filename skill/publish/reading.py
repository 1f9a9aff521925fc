"""Reads an interaction model; what has no proper shape in it becomes a finding."""

from skill.errors import BadInput
from skill.publish.findings import shown
from skill.publish.located import Document, Node
from skill.publish.model import DialogIntent, DialogSlot, Intent, Model, Prompt, Slot, Text, Type, Value

_KINDS: dict[type, str] = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
_KNOWN = {
    "the document": "interactionModel version description",
    "interactionModel": "languageModel dialog prompts",
    "languageModel": "invocationName intents types modelConfiguration",
    "an intent": "name slots samples",
    "a slot": "name type samples multipleValues obfuscation",
    "a type": "name values valueSupplier",
    "a value": "id name",
    "a value's name": "value synonyms",
    "dialog": "intents delegationStrategy",
    "a dialog intent": "name delegationStrategy confirmationRequired prompts slots",
    "a dialog slot": "name type confirmationRequired elicitationRequired prompts validations multipleValues",
    "a prompt": "id variations promptVersion definitionVersion description",
    "a variation": "type value",
}


class Reader:
    """Takes a document apart; `found` holds what had no proper shape, as (line, message)."""

    def __init__(self, document: Document) -> None:
        """Take a parsed file."""
        self._document = document
        self.found: list[tuple[int, str]] = [
            (line, f"{shown(name)} stands twice in one object, and only the last counts.")
            for name, line in document.repeated
        ]

    def model(self) -> Model:
        """Return the model; raises BadInput where the document holds none."""
        root = self._document.root
        whole = self._only(root, "interactionModel")
        language = self._only(whole, "languageModel")
        self._known(root, "the document")
        self._known(whole, "interactionModel")
        self._known(language, "languageModel")
        dialog = self._get(whole, "dialog", dict, "interactionModel", needed=False)
        sensitivity = language
        for name in ("modelConfiguration", "fallbackIntentSensitivity"):
            sensitivity = self._get(sensitivity, name, dict, "languageModel", needed=False) or Node({}, 0)
        if dialog:
            self._known(dialog, "dialog")
        strategy = self._text(dialog, "delegationStrategy", "dialog") if dialog else None
        return Model(
            language.line,
            self._document.size,
            self._text(language, "invocationName", "languageModel", needed=True),
            tuple(filter(None, map(self._intent, self._items(language, "intents", "languageModel", needed=True)))),
            tuple(filter(None, map(self._type, self._items(language, "types", "languageModel")))),
            tuple(
                filter(None, (self._dialog_intent(each, strategy) for each in self._items(dialog, "intents", "dialog")))
            ),
            tuple(filter(None, map(self._prompt, self._items(whole, "prompts", "interactionModel")))),
            self._text(sensitivity, "level", "fallbackIntentSensitivity"),
        )

    def _only(self, node: Node, name: str) -> Node:
        held = node.value.get(name) if isinstance(node.value, dict) else None
        if held is None or not isinstance(held.value, dict):
            raise BadInput(f"{self._document.path}:{node.line}: is no interaction model, it has no {name!r} object.")
        return held

    def _known(self, node: Node, what: str) -> None:
        if isinstance(node.value, dict):
            for name, held in node.value.items():
                if name not in _KNOWN[what].split():
                    self.found.append((held.line, f"{shown(name)} is nothing that {what} has."))

    def _get(self, node: Node | None, name: str, kind: type, where: str, *, needed: bool) -> Node | None:
        members = node.value if node and isinstance(node.value, dict) else {}
        held = members.get(name)
        if held is not None and isinstance(held.value, kind):
            return held
        if held is not None:
            self.found.append((held.line, f"{name} in {where} is not {_KINDS[kind]}."))
        elif needed and node:
            self.found.append((node.line, f"{where} has no {name}."))
        return None

    def _items(self, node: Node | None, name: str, where: str, *, needed: bool = False) -> list[Node]:
        held = self._get(node, name, list, where, needed=needed)
        return held.value if held and isinstance(held.value, list) else []

    def _text(self, node: Node | None, name: str, where: str, *, needed: bool = False) -> Text | None:
        held = self._get(node, name, str, where, needed=needed)
        return Text(held.value, held.line) if held and isinstance(held.value, str) else None

    def _flag(self, node: Node, name: str, where: str) -> bool:
        held = self._get(node, name, bool, where, needed=False)
        return bool(held and held.value)

    def _texts(self, node: Node, name: str, where: str) -> tuple[Text, ...]:
        items = self._items(node, name, where)
        self.found += [
            (item.line, f"{name} in {where} has something that is not a text.")
            for item in items
            if not isinstance(item.value, str)
        ]
        return tuple(Text(item.value, item.line) for item in items if isinstance(item.value, str))

    def _named(self, node: Node, what: str, key: str = "name") -> Text | None:
        if not isinstance(node.value, dict):
            self.found.append((node.line, f"{what} is not an object."))
            return None
        self._known(node, what)
        return self._text(node, key, what, needed=True)

    def _intent(self, node: Node) -> Intent | None:
        name = self._named(node, "an intent")
        if name is None:
            return None
        where = f"the intent {name.shown}"
        slots = []
        for each in self._items(node, "slots", where):
            slot = self._named(each, "a slot")
            kind = self._text(each, "type", f"the slot {slot.shown}", needed=True) if slot else None
            if slot and kind:
                slots.append(Slot(slot, kind, self._texts(each, "samples", f"the slot {slot.shown}")))
        return Intent(name, tuple(slots), self._texts(node, "samples", where))

    def _type(self, node: Node) -> Type | None:
        name = self._named(node, "a type")
        if name is None:
            return None
        where = f"the type {name.shown}"
        values = tuple(filter(None, (self._value(each, where) for each in self._items(node, "values", where))))
        return Type(name, values, self._get(node, "valueSupplier", dict, where, needed=False) is not None)

    def _value(self, node: Node, where: str) -> Value | None:
        if not isinstance(node.value, dict):
            self.found.append((node.line, f"a value of {where} is not an object."))
            return None
        self._known(node, "a value")
        spoken = self._get(node, "name", dict, f"a value of {where}", needed=True)
        if spoken is None:
            return None
        self._known(spoken, "a value's name")
        said = self._text(spoken, "value", f"a value of {where}", needed=True)
        words = self._texts(spoken, "synonyms", f"a value of {where}")
        return Value(self._text(node, "id", f"a value of {where}"), (*filter(None, [said]), *words), node.line)

    def _prompts_of(self, node: Node, where: str) -> dict[str, Text]:
        held = self._get(node, "prompts", dict, where, needed=False)
        names = list(held.value) if held and isinstance(held.value, dict) else []
        found = {name: self._text(held, name, f"the prompts of {where}") for name in names}
        return {name: text for name, text in found.items() if text}

    def _dialog_intent(self, node: Node, strategy: Text | None) -> DialogIntent | None:
        name = self._named(node, "a dialog intent")
        if name is None:
            return None
        where = f"the dialog of {name.shown}"
        slots = []
        for each in self._items(node, "slots", where):
            slot = self._named(each, "a dialog slot")
            kind = self._text(each, "type", f"the dialog slot {slot.shown}", needed=True) if slot else None
            if slot and kind:
                what = f"the dialog slot {slot.shown}"
                elicits = self._flag(each, "elicitationRequired", what)
                confirms = self._flag(each, "confirmationRequired", what)
                slots.append(DialogSlot(slot, kind, elicits, confirms, self._prompts_of(each, what)))
        return DialogIntent(
            name,
            self._text(node, "delegationStrategy", where) or strategy,
            self._flag(node, "confirmationRequired", where),
            self._prompts_of(node, where),
            tuple(slots),
        )

    def _prompt(self, node: Node) -> Prompt | None:
        name = self._named(node, "a prompt", "id")
        if name is None:
            return None
        variations = []
        for each in self._items(node, "variations", f"the prompt {name.shown}"):
            kind = self._named(each, "a variation", "type")
            words = self._text(each, "value", f"the prompt {name.shown}", needed=True) if kind else None
            if kind and words:
                variations.append((kind, words))
        return Prompt(name, tuple(variations))
