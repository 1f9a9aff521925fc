import subprocess
import sys
from importlib import import_module
from typing import Any

import pytest
from flask import Flask

from skill.alexa.sdk import SkillAdapter
from skill.alexa.skill import build
from skill.voice.routes import respond
from tests.alexa.requests import launch


def test_certvalidator_is_neither_loaded_nor_left_behind() -> None:
    code = """
import sys
import skill.alexa.sdk
assert not {m for m in sys.modules if m.startswith(("certvalidator", "oscrypto"))}
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_stock_verifier_fails_closed() -> None:
    app = Flask("stock")
    adapter = SkillAdapter(skill=build(respond), skill_id=None, app=app)
    app.add_url_rule("/", view_func=adapter.dispatch_request, methods=["POST"])
    assert app.test_client().post("/", json=launch()).status_code == 400


def test_no_certificate_passes_the_stand_in() -> None:
    stock: Any = import_module("ask_sdk_webservice_support.verifier")
    with pytest.raises(stock.ValidationError):
        stock.CertificateValidator(None)
