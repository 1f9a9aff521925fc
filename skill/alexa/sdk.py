"""The one import of flask_ask_sdk, made so that its stock verifier can neither load nor be used by accident.

flask_ask_sdk loads certvalidator, whose oscrypto 1.3.0 cannot read OpenSSL versions like 3.0.10 and fails
to import (wbond/oscrypto#78). Certificates are none of its business here, so while it is imported a stand-in
takes certvalidator's place. It refuses every chain, so the stock verifier fails closed if turned on.
"""

import sys
import warnings
from types import ModuleType
from typing import Any, NoReturn

_NAMES = ("certvalidator", "certvalidator.errors")


def _stand_in() -> dict[str, ModuleType]:
    validator, errors = (ModuleType(name) for name in _NAMES)
    refusal = type("ValidationError", (Exception,), {})

    def refuse(*_: object, **__: object) -> NoReturn:
        raise refusal("Certificates are not checked by this library.")

    vars(errors).update(ValidationError=refusal, PathError=type("PathError", (Exception,), {}))
    vars(validator).update(CertificateValidator=refuse, errors=errors)
    return dict(zip(_NAMES, (validator, errors), strict=True))


def _load() -> Any:
    before = {name: sys.modules.get(name) for name in _NAMES}
    sys.modules.update(_stand_in())
    try:
        with warnings.catch_warnings():
            # The SDK's docstrings hold invalid escapes, which a first compilation under -W error would raise.
            warnings.simplefilter("ignore")
            from flask_ask_sdk.skill_adapter import SkillAdapter
    finally:
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module
    return SkillAdapter


SkillAdapter = _load()
