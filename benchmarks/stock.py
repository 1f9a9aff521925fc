"""The stock adapter with a hello world, to compare with: python -m benchmarks.stock CHAIN ADDRESS

Its chain is had before it starts, and trusted by SSL_CERT_FILE; all that it does at every request it does here.
"""

import re
import sys
import warnings
from pathlib import Path
from typing import Any

from skill.web.server import serve


def _import_past_the_version() -> Any:
    """Import flask-ask-sdk with its own verifier; oscrypto 1.3.0 cannot read 3.0.19, so it sees 3.0.1."""
    search = re.search

    def shortened(pattern: Any, string: Any, flags: Any = 0) -> Any:
        if isinstance(string, str) and string.startswith("OpenSSL "):
            string = re.sub(r"(\d\.\d\.\d)\d+", r"\1", string)
        return search(pattern, string, flags)

    vars(re)["search"] = shortened
    try:
        from flask_ask_sdk.skill_adapter import SkillAdapter
    finally:
        vars(re)["search"] = search
    return SkillAdapter


def main() -> None:
    """Serve it until it is told to end."""
    warnings.simplefilter("ignore")
    adapter_class = _import_past_the_version()
    from ask_sdk_core.skill_builder import SkillBuilder
    from ask_sdk_webservice_support.verifier import RequestVerifier
    from flask import Flask

    builder = SkillBuilder()

    @builder.request_handler(can_handle_func=lambda given: True)
    def hello(given: Any) -> Any:
        return given.response_builder.speak("Hello").response

    app = Flask("stock")
    app.logger.disabled = True
    adapter = adapter_class(skill=builder.create(), skill_id="stock", app=app)
    adapter.register(app=app, route="/")
    for verifier in adapter._webservice_handler._verifiers:
        if isinstance(verifier, RequestVerifier):
            verifier._cert_cache[sys.argv[2]] = Path(sys.argv[1]).read_bytes()
    serve(app, "127.0.0.1", 0, lambda url: print(f"The stock adapter listens on {url}", file=sys.stderr, flush=True))


if __name__ == "__main__":
    main()
