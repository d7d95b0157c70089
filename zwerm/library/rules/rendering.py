"""How each part of Markdown becomes HTML, where the parser's own way is not ours."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from markdown_it.token import Token

from zwerm.library.rules.addresses import attachment_in, item_address, item_in, picture_address, picture_in
from zwerm.library.rules.files import about, download_address
from zwerm.library.rules.headings import Heading
from zwerm.library.rules.tags import is_markup

Rule = Callable[..., str]
RULES: dict[str, Rule] = {}


def _rule(type: str) -> Callable[[Rule], Rule]:
    def keep(rule: Rule) -> Rule:
        RULES[type] = rule
        return rule

    return keep


@_rule("heading_open")
def _heading_open(self: Any, tokens: list[Token], at: int, options: Any, env: Any) -> str:
    if tokens[at].level:
        return "<p><strong>"
    heading: Heading = next(env["headings"])
    env["depth"] = min(heading.depth + 1, 6)
    return f'<h{env["depth"]} id="{heading.anchor}">'


@_rule("html_inline")
def _html_inline(self: Any, tokens: list[Token], at: int, options: Any, env: Any) -> str:
    """A mark as it is; what somebody wrote to be filled in, "<name of the ward>", as words."""
    return tokens[at].content if is_markup(tokens[at].content) else escape(tokens[at].content)


@_rule("heading_close")
def _heading_close(self: Any, tokens: list[Token], at: int, options: Any, env: Any) -> str:
    return "</strong></p>" if tokens[at].level else f"</h{env['depth']}>"


@_rule("link_open")
def _link_open(self: Any, tokens: list[Token], at: int, options: Any, env: Any) -> str:
    address = str(tokens[at].attrs.get("href", ""))
    if attached := attachment_in(address):
        return _file_open(self, tokens, at, options, env, *attached)
    if item_in(address):
        return f'<a href="{escape(item_address(address))}">'
    kind = ' class="external"' if address.startswith(("http:", "https:")) else ""
    return f'<a href="{escape(address)}"{kind}>'


def _file_open(self: Any, tokens: list[Token], at: int, options: Any, env: Any, hash: str, ending: str) -> str:
    if hash not in env["files"]:
        env["link_end"] = "</span>"
        return '<span class="file-missing">'
    close = next(place for place in range(at, len(tokens)) if tokens[place].type == "link_close")
    words = self.renderInlineAsText(tokens[at + 1 : close], options, env)
    told = escape(about(ending, env["files"][hash], env["language"]))
    env["link_end"] = f' <small class="file-facts">{told}</small></a>'
    return f'<a href="{escape(download_address(hash, ending, words))}" class="file">'


@_rule("link_close")
def _link_close(self: Any, tokens: list[Token], at: int, options: Any, env: Any) -> str:
    return str(env.pop("link_end", "</a>"))


@_rule("image")
def _image(self: Any, tokens: list[Token], at: int, options: Any, env: Any) -> str:
    token = tokens[at]
    address = str(token.attrs.get("src", ""))
    alt = self.renderInlineAsText(token.children or [], options, env).strip()
    hash = picture_in(address)
    if hash is None:
        told = escape(alt or env["words"]["picture"])
        return f'<a href="{escape(address)}" class="external">{told}</a>'
    if hash not in env["sizes"]:
        return f'<span class="picture-missing">{escape(alt)}</span>'
    width, height = env["sizes"][hash]
    return f'<img src="{picture_address(hash)}" alt="{escape(alt)}" width="{width}" height="{height}">'


@_rule("list_item_open")
def _list_item_open(self: Any, tokens: list[Token], at: int, options: Any, env: Any) -> str:
    done = tokens[at].meta.get("checked") if tokens[at].meta else None
    if done is None:
        return "<li>"
    label, mark = ("done", " task-done") if done else ("to do", "")
    return f'<li class="task"><span class="task-mark{mark}" role="img" aria-label="{env["words"][label]}"></span>'


@_rule("bullet_list_open")
def _bullet_list_open(self: Any, tokens: list[Token], at: int, options: Any, env: Any) -> str:
    return '<ul class="tasks">' if "contains-task-list" in str(tokens[at].attrs.get("class", "")) else "<ul>"


@_rule("alert_open")
def _alert_open(self: Any, tokens: list[Token], at: int, options: Any, env: Any) -> str:
    kind = str(tokens[at].meta["kind"]).lower()
    return f'<div class="callout callout-{kind}"><p class="callout-title">{env["words"][kind]}</p>'


def _cell(self: Any, tokens: list[Token], at: int, options: Any, env: Any) -> str:
    """A cell; one of the header with nothing in it heads nothing."""
    side = str(tokens[at].attrs.get("style", "")).removeprefix("text-align:")
    tag = tokens[at].tag if tokens[at + 1].content.strip() else "td"
    return f'<{tag} class="{side}">' if side in {"right", "center"} else f"<{tag}>"


def _cell_end(self: Any, tokens: list[Token], at: int, options: Any, env: Any) -> str:
    return f"</{tokens[at].tag if tokens[at - 1].content.strip() else 'td'}>"


RULES["th_open"] = RULES["td_open"] = _cell
RULES["th_close"] = _cell_end


@_rule("footnote_ref")
def _footnote_ref(self: Any, tokens: list[Token], at: int, options: Any, env: Any) -> str:
    number = tokens[at].meta["id"] + 1
    again = tokens[at].meta.get("subId") or ""
    return f'<sup class="footnote-ref"><a href="#note-{number}" id="to-note-{number}{again and f"-{again}"}">{number}</a></sup>'


@_rule("footnote_block_open")
def _footnote_block_open(self: Any, tokens: list[Token], at: int, options: Any, env: Any) -> str:
    return '<section class="footnotes"><ol>'


@_rule("footnote_open")
def _footnote_open(self: Any, tokens: list[Token], at: int, options: Any, env: Any) -> str:
    return f'<li id="note-{tokens[at].meta["id"] + 1}">'


@_rule("footnote_anchor")
def _footnote_anchor(self: Any, tokens: list[Token], at: int, options: Any, env: Any) -> str:
    if tokens[at].meta.get("subId"):
        return ""
    number = tokens[at].meta["id"] + 1
    return f' <a href="#to-note-{number}" class="footnote-back"><span role="img" aria-label="{env["words"]["back"]}">↩</span></a>'
