"""The API answers as it is described, whatever Schemathesis thinks of."""

import subprocess
import sys

from flask.testing import FlaskClient

from skill.web.api import DESCRIPTION
from skill.web.describing import EXAMPLES


def test_whatever_is_sent_is_answered_as_described(service_url: str) -> None:
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{service_url}{DESCRIPTION}"]
    # The seed makes a failure one that can be met again.
    bounds = ["--max-examples", "25", "--seed", "7", "--no-color"]
    ran = subprocess.run([*command, *bounds], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "passed" in ran.stdout


def test_the_description_is_openapi_with_examples_that_run(client: FlaskClient) -> None:
    found = client.get(DESCRIPTION).json
    assert found is not None
    assert found["openapi"].startswith("3.1")
    assert len(found["paths"]) == 6
    for path, operations in found["paths"].items():
        for method, operation in operations.items():
            problems = {status: each["content"] for status, each in operation["responses"].items() if status != "200"}
            assert all(list(content) == ["application/problem+json"] for content in problems.values())
            assert {"429", "500"} <= set(problems)
            assert ({"400", "413", "415", "422"} <= set(problems)) == (method == "post")
            if method == "post":
                assert set(operation["requestBody"]["content"]["application/json"]["examples"])
            else:
                assert client.get(path).status_code == 200
    for path, examples in EXAMPLES.items():
        for body in examples.values():
            assert client.post(f"/api/v1{path}", json=body).status_code == 200


def test_the_docs_show_every_call_and_its_answer(client: FlaskClient) -> None:
    html = client.get("/api/v1/docs").text
    for call in ("POST /api/v1/next-step", "POST /api/v1/drafts", "POST /api/v1/reviews", "GET /api/v1/tones"):
        assert f'<code class="path">{call}</code>' in html
    assert "&#34;verdict&#34;: &#34;concern&#34;" in html
    assert "Undefined" not in html
