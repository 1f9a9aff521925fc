"""Lints the manifest, and what the store shows: that it may be published, and that its examples are understood."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from skill.content import MODELS, TEMPLATES
from skill.errors import BadInput
from skill.publish.check_listing import listing
from skill.publish.findings import Finding, short
from skill.publish.located import Node, read
from skill.publish.reading import Reader
from skill.publish.rules_names import Found

_FLAGS = ("allowsPurchases", "usesPersonalInfo", "isChildDirected", "isExportCompliant", "containsAds")
_WORDS = Path(__file__).parent / "data" / "manifest.yaml"


@cache
def allowed() -> dict[str, Any]:
    """Return what a manifest may say (data/manifest.yaml)."""
    loaded: dict[str, Any] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return loaded


def check_manifest() -> list[Finding]:
    """Return what is wrong in models/skill.json and in each language's listing; raises BadInput without a manifest."""
    path = MODELS / "skill.json"
    document = read(path)
    if not isinstance(_at(document.root, "manifest"), Node):
        raise BadInput(f"{document.path}:{document.root.line}: is no manifest, it has no 'manifest' object.")
    models = sorted(MODELS.glob("*-*.json"))
    found = {Finding(document.path, line, message) for line, message in _manifest(document.root, models)}
    for model in models:
        template = TEMPLATES / model.stem.split("-")[0] / "listing.j2"
        advice = allowed()["not_medical_advice"].get(model.stem.split("-")[0])
        found |= {
            Finding(short(template), line, message)
            for line, message in listing(model.stem, template, Reader(read(model)).model(), advice)
        }
    return sorted(found)


def _at(node: Node | None, *names: str) -> Node | None:
    """The node below these names, or None."""
    for name in names:
        node = node.value.get(name) if node and isinstance(node.value, dict) else None
    return node


def _manifest(root: Node, models: list[Path]) -> Found:
    manifest = _at(root, "manifest") or root
    version = _at(manifest, "manifestVersion")
    if version is None or version.value != "1.0":
        yield (version or manifest).line, "The manifestVersion is 1.0."
    if _at(manifest, "apis", "custom") is None:
        yield manifest.line, "The manifest has no apis.custom, so there is no skill to talk to."
    else:
        yield from _endpoint(_at(manifest, "apis", "custom") or manifest)
    yield from _events(manifest)
    yield from _privacy(manifest, models)
    yield from _publishing(manifest)


def _endpoint(holder: Node) -> Found:
    endpoint = _at(holder, "endpoint") or holder
    uri = _at(endpoint, "uri")
    if uri is None or not isinstance(uri.value, str):
        yield (uri or endpoint).line, "The endpoint has no uri."
        return
    if uri.value.startswith("arn:aws:lambda:"):
        return
    if not uri.value.startswith("https://"):
        yield uri.line, "The endpoint is an https address, or the arn of a Lambda function."
    certificate = _at(endpoint, "sslCertificateType")
    if certificate is None or certificate.value not in allowed()["certificates"]:
        words = ", ".join(allowed()["certificates"])
        yield (certificate or endpoint).line, f"The endpoint has no sslCertificateType ({words})."


def _events(manifest: Node) -> Found:
    """The user's data is erased when the skill is disabled, so that event must come."""
    subscriptions = _at(manifest, "events", "subscriptions")
    held = subscriptions.value if subscriptions and isinstance(subscriptions.value, list) else []
    names = [_at(each, "eventName") for each in held]
    if "SKILL_DISABLED" not in [name.value for name in names if name]:
        line = (_at(manifest, "events") or manifest).line
        yield line, "The manifest does not subscribe to SKILL_DISABLED, on which a user's data is erased."
    events = _at(manifest, "events")
    if events and held:
        yield from _endpoint(events)


def _privacy(manifest: Node, models: list[Path]) -> Found:
    privacy = _at(manifest, "privacyAndCompliance")
    if privacy is None:
        yield manifest.line, "The manifest has no privacyAndCompliance."
        return
    for name in _FLAGS:
        flag = _at(privacy, name)
        if flag is None or not isinstance(flag.value, bool):
            yield (flag or privacy).line, f"privacyAndCompliance does not say {name}, true or false."
    for name, why in (
        ("usesPersonalInfo", "a draft is personal data, and is handled by voice"),
        ("isExportCompliant", "a skill is published only so"),
    ):
        flag = _at(privacy, name)
        if flag is not None and flag.value is False:
            yield flag.line, f"{name} is true: {why}."
    child = _at(privacy, "isChildDirected")
    if child is not None and child.value is True:
        yield child.line, "isChildDirected is false: this skill is for adults."
    for model in models:
        url = _at(privacy, "locales", model.stem, "privacyPolicyUrl")
        if url is None or not str(url.value).startswith("https://"):
            line = (url or _at(privacy, "locales") or privacy).line
            yield line, f"{model.stem} has no privacyPolicyUrl with https."
    yield from _strangers(_at(privacy, "locales"), models)


def _strangers(locales: Node | None, models: list[Path]) -> Iterator[tuple[int, str]]:
    if locales and isinstance(locales.value, dict):
        for name, held in locales.value.items():
            if name not in {model.stem for model in models}:
                yield held.line, f"There is no model for {name}."


def _publishing(manifest: Node) -> Found:
    publishing = _at(manifest, "publishingInformation")
    if publishing is None:
        yield manifest.line, "The manifest has no publishingInformation."
        return
    category = _at(publishing, "category")
    if category is None or category.value not in allowed()["categories"].split():
        yield (category or publishing).line, "The category is none that the store has."
    mode = _at(publishing, "distributionMode")
    if mode is None or mode.value not in allowed()["distribution"]:
        yield (mode or publishing).line, f"The distributionMode is one of {', '.join(allowed()['distribution'])}."
    worldwide, countries = _at(publishing, "isAvailableWorldwide"), _at(publishing, "distributionCountries")
    if worldwide is None or not isinstance(worldwide.value, bool):
        yield (worldwide or publishing).line, "It is not said whether the skill isAvailableWorldwide."
    elif worldwide.value is bool(countries and countries.value):
        yield worldwide.line, "The skill is available worldwide, or in the countries listed, and not both or neither."
    texts = _at(publishing, "locales") or _at(publishing, "testingInstructions")
    if texts:
        yield texts.line, "The texts of the store stand in the templates (listing.j2), and not here."
