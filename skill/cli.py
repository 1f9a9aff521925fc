"""Every command: parse, call one function, print.

What a command needs is imported when it runs, so that `--help` is instant and `resolve` loads no web server.
"""

import argparse
import os
import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, get_args

from skill.coach.channels import CHANNELS, PLATFORMS
from skill.coach.situation import History, Pronoun
from skill.coach.style import TONES
from skill.errors import BadInput, SecondHelloError, SettingsError

if TYPE_CHECKING:
    from skill.settings import Settings
    from skill.simulator.device import Echo
    from skill.simulator.understanding import Understanding

_DETAILS = {
    "person": "who it is about: Maya",
    "place": "where you met: the gym",
    "topic": "what you talked about: hiking",
    "day": "when you met: Tuesday",
    "you": "your own first name",
    "friend": "who knows both of you: Dan",
    "invitation": "one small plan: get coffee",
    "own": "one sentence in your own words: I still owe you a coffee",
}
_CHANNEL_HELP = f"{', '.join(CHANNELS)}; or text, email, friend, {', '.join(PLATFORMS)}"
_DEFAULT_CHANNEL = "social_dm"
_LOCALE = re.compile(r"[a-z]{2}-[A-Z]{2}")


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave with 2."""
        self.exit(2, f"{self.prog}: {message}. See {self.prog} --help.\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0, 2 for a mistake of the caller's, 1 for trouble or for findings."""
    _ready_streams()
    try:
        try:
            return _called(argv)
        finally:
            sys.stdout.flush()
    except SecondHelloError as error:
        print(f"second-hello: {error}", file=sys.stderr)
        return 2 if isinstance(error, BadInput | SettingsError) else 1
    except OSError as error:
        # Who read us has gone, or the disk is full; Python's own flush at exit must not fail on it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            print(f"second-hello: {error.strerror or error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _called(argv: Sequence[str] | None) -> int:
    parser = build_parser()
    args = parser.parse_args(argv)
    if args.command is None:
        parser.print_help()
        return 0
    code: int = args.call(args)
    return code


def _ready_streams() -> None:
    """Let a closed stream be an empty one, and a byte that is no text spoil its word only."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
    for stream in (sys.stdin, sys.stdout):
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = _Parser(
        prog="second-hello",
        description="A voice skill for when you met someone and didn't get their number.",
        allow_abbrev=False,
    )
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    run = commands.add_parser("run", help="serve the skill over HTTP", allow_abbrev=False)
    run.add_argument("--host", help="an address to listen on (127.0.0.1)")
    run.add_argument("--port", type=int, help="a port, 0 for any free one (PORT, or 8080)")
    run.add_argument("--development", action="store_true", help="let SECOND_HELLO_VERIFY=off count, on loopback")
    run.set_defaults(call=_run)

    chat = commands.add_parser("chat", help="talk to the skill through a simulated Echo", allow_abbrev=False)
    chat.add_argument("--reprompt", action="store_true", help="show what is said after a silence, too")
    chat.set_defaults(call=_chat)

    say = commands.add_parser("say", help="say one sentence to a simulated Echo", allow_abbrev=False)
    say.add_argument("text", nargs="+", metavar="TEXT", type=_typed, help='"ask second hello what should I do next"')
    say.set_defaults(call=_say)

    for command in (chat, say):
        command.add_argument("--url", help="another skill, http://127.0.0.1:8080/alexa (its own)")
        command.add_argument("--sign", metavar="DIR", help="sign requests with the certificates of dev-certs")
        command.add_argument("--jsonl", action="store_true", help="print a JSON object a turn")
        command.add_argument("--explain", action="store_true", help="show intent, slots and why")
        command.add_argument("--locale", type=_locale, default="en-US", help="the Echo's setting (en-US)")

    resolve = commands.add_parser("resolve", help="tell what sentences are understood as", allow_abbrev=False)
    resolve.add_argument(
        "--jsonl", action="store_true", required=True, help='read {"text": ...} lines, write JSON lines'
    )
    resolve.set_defaults(call=_resolve)

    draft = commands.add_parser("draft", help="print drafts of a message", allow_abbrev=False)
    draft.add_argument("--channel", required=True, type=_typed, help=_CHANNEL_HELP)
    draft.add_argument("--platform", choices=PLATFORMS, help="the social network of a social_dm")
    draft.add_argument("--line", choices=("hello", "ask"), default="hello", help="in person: a hello, or the ask")
    draft.add_argument("--tone", type=_typed, default="friendly", help=f"{', '.join(TONES)} (friendly)")
    for name, told in _DETAILS.items():
        draft.add_argument(f"--{name}", type=_typed, help=told)
    draft.add_argument("--pronoun", choices=get_args(Pronoun), default="they", help="who it is about (they)")
    draft.add_argument("--count", type=int, default=1, help="how many different ones, 1 to 20 (1)")
    draft.add_argument("--seed", type=int, default=0, help="another number, other drafts (0)")
    draft.add_argument("--jsonl", action="store_true", help="print a JSON object a draft")
    draft.set_defaults(call=_draft)

    review = commands.add_parser("review", help="tell how a message would land", allow_abbrev=False)
    review.add_argument("text", nargs="?", metavar="TEXT", type=_typed, help="the message, in quotes")
    review.add_argument("--channel", type=_typed, help=f"where it goes ({_DEFAULT_CHANNEL}): {_CHANNEL_HELP}")
    review.add_argument("--history", choices=get_args(History), help="what went before (none)")
    review.add_argument(
        "--jsonl", action="store_true", help='instead of TEXT: read {"id", "text", "channel"} lines, write JSON lines'
    )
    review.set_defaults(call=_review)

    certs = commands.add_parser(
        "dev-certs", help="make certificates to sign requests with, for --sign", allow_abbrev=False
    )
    certs.add_argument("folder", metavar="DIR", help="where to put them, in place of those that are there")
    certs.set_defaults(call=_dev_certs)

    check = commands.add_parser("check", help="find what is wrong before it goes live", allow_abbrev=False)
    check.add_argument("model", nargs="?", metavar="MODEL.json", help="any skill's interaction model, and only that")
    check.set_defaults(call=_check)
    return parser


def _run(args: argparse.Namespace) -> int:
    from skill import logs, warm
    from skill.app import create_app
    from skill.settings import from_environ
    from skill.web.server import serve

    settings = from_environ(os.environ, host=args.host, port=args.port, development=args.development)
    if settings.development and settings.verify and not settings.skill_ids:
        raise SettingsError(
            "SECOND_HELLO_SKILL_ID is missing. To go without one, and verify no request, set SECOND_HELLO_VERIFY=off"
            " beside --development."
        )
    logs.set_up(settings.log, tracebacks=settings.strict)
    app = create_app(settings)
    warm.load()
    serve(app, settings.host, settings.port, lambda url: _announce(url, settings))
    return 0


def _announce(url: str, settings: "Settings") -> None:
    how = "requests are verified" if settings.verify else "development: requests are not verified, loopback only"
    if settings.verify and settings.cert_mirror:
        print(
            f"WARNING certificates are read from {settings.cert_mirror}, not from Amazon:"
            " whoever can write there can speak as Alexa",
            file=sys.stderr,
        )
    if settings.verify and settings.trust_roots:
        print(f"WARNING the only certificates trusted are those in {settings.trust_roots}", file=sys.stderr)
    print(f"Second Hello listens on {url} ({how})", file=sys.stderr, flush=True)


def _chat(args: argparse.Namespace) -> int:
    from skill.simulator import terminal

    with _echo(args) as echo:
        return terminal.chat(
            echo,
            sys.stdin,
            sys.stdout,
            jsonl=args.jsonl,
            reprompt=args.reprompt,
            explain=args.explain,
            interactive=sys.stdin.isatty(),
        )


def _say(args: argparse.Namespace) -> int:
    from skill.simulator import terminal

    with _echo(args) as echo:
        return terminal.say(echo, " ".join(args.text), sys.stdout, jsonl=args.jsonl, explain=args.explain)


def _resolve(args: argparse.Namespace) -> int:
    from skill.simulator.ears import resolve_lines

    return resolve_lines(_understanding(), sys.stdin, sys.stdout)


def _draft(args: argparse.Namespace) -> int:
    from skill import console

    details = {name: getattr(args, name) for name in (*_DETAILS, "pronoun")}
    recipe = console.recipe_of(
        args.channel, line=args.line, platform=args.platform, tone=args.tone, seed=args.seed, details=details
    )
    return console.print_drafts(recipe, args.count, sys.stdout, jsonl=args.jsonl)


def _review(args: argparse.Namespace) -> int:
    from skill import console

    if args.jsonl:
        if (args.text, args.channel, args.history) != (None, None, None):
            raise BadInput("With --jsonl the lines say it all: leave out TEXT, --channel and --history.")
        return console.review_lines(sys.stdin, sys.stdout)
    if args.text is None:
        raise BadInput("A review needs a TEXT, or --jsonl.")
    return console.print_review(args.text, args.channel or _DEFAULT_CHANNEL, args.history or "none", sys.stdout)


def _dev_certs(args: argparse.Namespace) -> int:
    from skill.simulator import certificates

    made = Path(args.folder)
    certificates.make(made)
    folder, root = shlex.quote(str(made)), shlex.quote(str(made / certificates.ROOT))
    skill_id = _simulated()[1][0]
    print(
        f"Requests signed with these are for the skill {skill_id}"
        "\n(SECOND_HELLO_SKILL_ID chooses another). Start a service that takes them for Alexa's:"
        f"\n  SECOND_HELLO_SKILL_ID={skill_id} SECOND_HELLO_TRUST_ROOTS={root} SECOND_HELLO_CERT_MIRROR={folder}"
        " second-hello run"
        f"\nTalk to it:\n  second-hello chat --sign {folder} --url http://127.0.0.1:8080/alexa"
    )
    return 0


def _check(args: argparse.Namespace) -> int:
    from skill.publish.check_model import check_model

    if args.model is not None:
        if not args.model:
            raise BadInput("The path of the model is empty.")
        found = check_model(Path(args.model))
    else:
        from skill.publish.check_all import check_all

        found = check_all()
    for each in found:
        print(each)
    print(f"{len(found) or 'No'} finding{'s' if len(found) != 1 else ''}.", file=sys.stderr)
    return 1 if found else 0


@contextmanager
def _echo(args: argparse.Namespace) -> "Iterator[Echo]":
    """A simulated Echo that talks to the skill at --url, or to its own on a free port; it signs with --sign."""
    from skill.simulator.device import Echo

    settings, ids = _simulated()
    sign = None
    if args.sign:
        from skill.simulator import certificates

        sign = certificates.Signer(Path(args.sign)).headers
        roots = str(Path(args.sign) / certificates.ROOT)
        settings = replace(settings, verify=True, skill_ids=ids, trust_roots=roots, cert_mirror=args.sign)

    def echo(url: str) -> Echo:
        return Echo(_understanding(), url, args.locale, application_id=ids[0], sign=sign)

    if args.url:
        yield echo(args.url)
        return

    import logging

    from skill import logs
    from skill.app import create_app
    from skill.web.server import running

    logs.set_up("off", level=logging.ERROR, tracebacks=settings.strict)
    with running(create_app(settings)) as url:
        yield echo(f"{url}/alexa")


def _simulated() -> "tuple[Settings, tuple[str, ...]]":
    """The settings of a service on this machine, and the ids of the skills that a simulated Echo may ask for."""
    from skill.settings import from_environ
    from skill.simulator.envelopes import DEFAULT_APPLICATION

    settings = from_environ(os.environ, verify=False, development=True, host="127.0.0.1", proxies=0)
    return settings, settings.skill_ids or (DEFAULT_APPLICATION,)


def _understanding() -> "Understanding":
    from skill.content import model_path
    from skill.simulator.model import Model
    from skill.simulator.understanding import Understanding

    return Understanding(Model.read(model_path()))


def _typed(text: str) -> str:
    """Return what was typed as UTF-8, whatever the locale takes it for."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")


def _locale(text: str) -> str:
    if not _LOCALE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"a locale looks like en-US, not {text!r}")
    return text


if __name__ == "__main__":
    sys.exit(main())
