"""Every page that people see, by a name of its own: what the browser tests visit and the screenshots show.

A page whose address nobody knows beforehand is found by following links: from `address` the first link that matches each
pattern in `follow`. A module that gets a new page adds a line here.
"""

from __future__ import annotations

from dataclasses import dataclass

ID = r"[0-9a-f-]{36}"
COURSE = rf"^/learn/{ID}/$"
BITE = rf"^/learn/{ID}/\d+/$"
END = rf"^/learn/{ID}/end/$"
DRAFT = rf"^/learn/{ID}/draft/$"
ITEM = rf"^/knowledge/{ID}/$"
VERSIONS = rf"^/knowledge/{ID}/versions/$"


@dataclass(frozen=True)
class Page:
    name: str
    address: str
    follow: tuple[str, ...] = ()
    signed_in: bool = True
    admin: bool = False
    lead: bool = False
    status: int = 200

    @property
    def who(self) -> str:
        return "stranger" if not self.signed_in else "admin" if self.admin else "lead" if self.lead else "member"


PAGES = [
    Page("sign-in", "/account/login/", signed_in=False),
    Page("password-forgotten", "/account/password/reset/", signed_in=False),
    Page("patterns", "/patterns/", signed_in=False),
    Page("offline", "/offline/", signed_in=False),
    Page("too-large", "/too-large/", signed_in=False, status=413),
    Page("not-found", "/there-is-no-such-page/", status=404),
    Page("today", "/"),
    Page("notices", "/notices/"),
    Page("notices-all", "/notices/?show=all"),
    Page("notices-settings", "/notices/settings/"),
    Page("new", "/new/"),
    Page("knowledge", "/knowledge/"),
    Page("spaces", "/knowledge/spaces/"),
    Page("space", "/knowledge/spaces/seh/"),
    Page("followed", "/knowledge/followed/"),
    Page("give-drafts", "/knowledge/giving/"),
    Page("upkeep", "/knowledge/upkeep/"),
    Page("upkeep-doubted", "/knowledge/upkeep/?show=doubted"),
    Page("alike", "/knowledge/alike/"),
    Page("pair", "/knowledge/alike/", follow=(r"^/knowledge/alike/\d+/$",)),
    Page("care", "/knowledge/upkeep/", follow=(rf"^/knowledge/{ID}/upkeep/$",)),
    Page("item", "/knowledge/?kind=howto", follow=(ITEM,)),
    Page("talk", "/knowledge/?kind=lesson&author=Fatima", follow=(ITEM,)),
    Page("move", "/knowledge/?kind=lesson&author=Fatima", follow=(ITEM, rf"^/knowledge/{ID}/moves/$")),
    Page("versions", "/knowledge/?kind=howto", follow=(ITEM, VERSIONS)),
    Page("write", "/knowledge/write/"),
    Page("write-lesson", "/knowledge/write/lesson/"),
    Page("begin-lesson", "/knowledge/write/lesson/editing/"),
    Page("editing", "/knowledge/spaces/seh/", follow=(ITEM, rf"^/knowledge/{ID}/editing/$")),
    # Whose lists hold nothing but links, each in a line of its own.
    Page(
        "editing-links",
        "/knowledge/?kind=page&author=Carla",
        follow=(ITEM, rf"^/knowledge/{ID}/editing/$"),
        admin=True,
    ),
    Page(
        "difference",
        "/knowledge/?kind=howto",
        follow=(ITEM, VERSIONS, rf"^/knowledge/{ID}/versions/\d+/difference/$"),
    ),
    Page("imports", "/knowledge/imports/"),
    Page("my-records", "/records/me/"),
    Page("recorded-by-others", "/records/me/others/"),
    Page("my-learning", "/records/learning/"),
    Page("my-learning-months", "/records/learning/?by=month"),
    Page("outside-tools", "/records/credentials/", admin=True),
    Page("statements", "/records/statements/", admin=True),
    Page("other-stores", "/records/stores/", admin=True),
    Page("keeping-statements", "/records/retention/", admin=True),
    Page("courses", "/learn/"),
    Page("course-new", "/learn/new/"),
    Page("course", "/learn/", follow=(COURSE,)),
    Page("bite", "/learn/", follow=(COURSE, BITE)),
    Page("course-end", "/learn/?q=Veilig+werken+met+medicatie", follow=(COURSE, END)),
    # Of a text with too little in it: one that becomes a course leads on by itself.
    Page("course-drafting", "/learn/drafting/2b6f0d3e-8f5c-4c1a-9a57-6f1d3c0e7b21/"),
    Page("course-draft", "/learn/", follow=(DRAFT,)),
    Page("course-edit", "/learn/", follow=(DRAFT, rf"^/learn/{ID}/edit/$")),
    Page("course-suggestions", "/learn/", follow=(DRAFT, rf"^/learn/bites/{ID}/suggestions/$")),
    Page("course-stale", "/", follow=(rf"^/learn/{ID}/stale/$",)),
    Page("course-health", "/", follow=(rf"^/learn/{ID}/health/$",)),
    Page("course-people", "/learn/", follow=(DRAFT, rf"^/learn/{ID}/people/$")),
    Page("course-asking", "/learn/", follow=(COURSE, rf"^/learn/{ID}/assignments/$"), admin=True),
    Page("courses-asked", "/learn/assignments/", admin=True),
    Page("course-asked", "/learn/assignments/", follow=(rf"^/learn/assignments/{ID}/$",), admin=True),
    Page("certificates", "/learn/certificates/"),
    Page("certificate", "/learn/certificates/", follow=(r"^/learn/certificates/[a-z2-7]{26}/$",)),
    Page("course-holders", "/learn/", follow=(COURSE, rf"^/learn/{ID}/certificates/$"), admin=True),
    Page("course-review", "/", follow=(rf"^/learn/{ID}/review/$",)),
    Page("course-block", "/learn/", follow=(DRAFT, rf"^/learn/blocks/{ID}/edit/$")),
    Page("course-question", "/learn/", follow=(DRAFT, rf"^/learn/questions/{ID}/edit/$")),
    Page("course-question-new", "/learn/", follow=(DRAFT, rf"^/learn/bites/{ID}/questions/new/match/")),
    Page("practice", "/practice/"),
    Page("practice-cards", "/practice/cards/"),
    Page("practice-away", "/practice/away/"),
    Page("rhythm", "/practice/rhythm/"),
    Page("remember", "/knowledge/?kind=howto", follow=(ITEM, rf"^/practice/items/{ID}/cards/$")),
    Page("people", "/people/"),
    Page("going", "/people/?q=Ruben", follow=(rf"^/people/{ID}/$", rf"^/people/{ID}/leaving/$"), lead=True),
    Page("leaving-day", "/people/?q=Fatima", follow=(rf"^/people/{ID}/$", rf"^/people/{ID}/leaving/$")),
    Page("people-day", "/people/?day=thu"),
    Page("people-skill", "/people/?q=reanimatie"),
    Page("own-page", "/people/?q=Fatima", follow=(rf"^/people/{ID}/$", rf"^/people/{ID}/\?as=teams$")),
    Page("person", "/people/", follow=(rf"^/people/{ID}/$",)),
    Page("skills", "/skills/"),
    Page("skills-found", "/skills/?q=wond"),
    Page("skill", "/skills/?kind=group", follow=(rf"^/skills/{ID}/$",)),
    Page("who-knows", "/skills/knows/?q=valpreventie"),
    Page("found-for", "/skills/found-for/"),
    Page("skills-own", "/skills/mine/?q=wond"),
    Page("skill-own", "/skills/?q=wondzorg", follow=(rf"^/skills/{ID}/$", rf"^/skills/mine/{ID}/$")),
    Page("roles", "/skills/roles/"),
    Page("role-mine", "/skills/roles/", follow=(rf"^/skills/roles/{ID}/$",)),
    Page("role", "/skills/roles/", follow=(rf"^/skills/roles/{ID}/$",), admin=True),
    Page("role-new", "/skills/roles/new/", admin=True),
    Page(
        "role-change",
        "/skills/roles/",
        follow=(rf"^/skills/roles/{ID}/$", rf"^/skills/roles/{ID}/change/$"),
        admin=True,
    ),
    Page(
        "role-asking", "/skills/roles/", follow=(rf"^/skills/roles/{ID}/$", rf"^/skills/roles/{ID}/{ID}/$"), admin=True
    ),
    Page("aims", "/skills/aims/"),
    Page("aim", "/skills/aims/", follow=(rf"^/skills/aims/{ID}/$",)),
    Page("aim-changeable", "/skills/aims/", follow=(rf"^/skills/aims/{ID}/$",), admin=True),
    Page("aim-new", "/skills/aims/new/", admin=True),
    Page("aim-change", "/skills/aims/", follow=(rf"^/skills/aims/{ID}/$", rf"^/skills/aims/{ID}/change/$"), admin=True),
    Page("aim-asking", "/skills/aims/", follow=(rf"^/skills/aims/{ID}/$", rf"^/skills/aims/{ID}/{ID}/$"), admin=True),
    Page("aim-people", "/skills/aims/", follow=(rf"^/skills/aims/{ID}/$", rf"^/skills/aims/{ID}/people/$"), admin=True),
    Page("alone", "/skills/alone/", admin=True),
    Page("skills-team", "/skills/teams/seh/", lead=True),
    Page(
        "skills-team-roles", "/skills/teams/seh/roles/", follow=(rf"^/skills/teams/seh/roles/\?role={ID}$",), lead=True
    ),
    Page("skills-team-alone", "/skills/teams/seh/alone/", lead=True),
    Page("skills-member", "/skills/teams/seh/", follow=(rf"^/skills/teams/seh/{ID}/$",), lead=True),
    Page(
        "skills-level",
        "/skills/teams/seh/",
        follow=(rf"^/skills/teams/seh/{ID}/$", rf"^/skills/teams/seh/{ID}/{ID}/$"),
        lead=True,
    ),
    Page("skill-new", "/skills/new/", admin=True),
    Page("skill-change", "/skills/", follow=(rf"^/skills/{ID}/$", rf"^/skills/{ID}/change/$"), admin=True),
    Page("skill-merging", "/skills/", follow=(rf"^/skills/{ID}/$", rf"^/skills/{ID}/merging/$"), admin=True),
    Page(
        "skills-on",
        "/knowledge/?kind=lesson&author=Fatima",
        follow=(ITEM, rf"^/skills/on/item/{ID}/$"),
    ),
    Page("skills-list", "/skills/lists/", admin=True),
    Page("space-edit", "/people/spaces/seh/", follow=(r"^/people/spaces/seh/edit/$",), lead=True),
    Page("communities", "/people/spaces/"),
    Page("members", "/people/spaces/seh/?add=an"),
    Page("community-new", "/people/spaces/new/"),
    Page("settings", "/account/settings/"),
    Page("my-data", "/account/data/"),
    Page("device", "/device/"),
    Page("erasure", "/account/data/erasure/"),
    Page("recorded", "/recorded/"),
    Page("photo", "/account/photo/"),
    Page("telling", "/account/profile/"),
    Page("security", "/account/security/"),
    Page("app-code", "/account/security/totp/activate/"),
    Page("passkey-new", "/account/security/webauthn/add/"),
    Page("passkeys", "/account/security/webauthn/"),
    Page("sessions", "/account/sessions/"),
    Page("password-set", "/account/password/set/"),
    Page("again", "/account/again/?next=/account/security/"),
    Page("administration", "/administration/", admin=True),
    Page("account-new", "/administration/people/new/", admin=True),
    Page("account", "/administration/", follow=(rf"^/administration/people/{ID}/$",), admin=True),
    Page("people-import", "/administration/import/", admin=True),
    Page("providers", "/administration/providers/", admin=True),
    Page("provider-new", "/administration/providers/new/", admin=True),
    Page("provider-new-saml", "/administration/providers/new/saml/", admin=True),
    Page(
        "leaving",
        "/administration/",
        follow=(rf"^/administration/people/{ID}/$", rf"^/administration/people/{ID}/leaving/$"),
        admin=True,
    ),
    Page(
        "erasing",
        "/administration/",
        follow=(rf"^/administration/people/{ID}/$", rf"^/administration/people/{ID}/erasure/$"),
        admin=True,
    ),
    Page("keeping", "/administration/keeping/", admin=True),
    Page("trail", "/administration/trail/", admin=True),
    Page("invitations", "/people/invitations/", admin=True),
    Page("invitation-over", "/welcome/xyz/", signed_in=False, status=404),
    Page("search", "/search/?q=valrisico"),
    Page("ask", "/ask/?q=hertriage"),
    Page("ask-on", "/ask/?q=En+voor+de+zomer%3F&after=Hoe+vraag+ik+verlof+aan%3F"),
    Page("tips", "/questions/tips/"),
    Page("tips-of", "/questions/tips/of/seh/"),
    Page("tip-thread", "/questions/tips/of/seh/", follow=(rf"^/questions/tips/{ID}/$",)),
    Page("tip-item", "/questions/tips/of/seh/", follow=(rf"^/questions/tips/{ID}/$", rf"^/questions/tips/{ID}/item/$")),
    Page("questions", "/questions/"),
    Page("question", "/questions/?show=answered", follow=(rf"^/questions/{ID}/$",)),
    Page(
        "answer-words",
        "/questions/?show=answered",
        follow=(rf"^/questions/{ID}/$", rf"^/questions/answers/{ID}/words/$"),
        admin=True,
    ),
    Page("question-keep", "/questions/?show=answered", follow=(rf"^/questions/{ID}/$", rf"^/questions/{ID}/item/$")),
    Page("question-offered", "/", follow=(rf"^/questions/{ID}/$",)),
    Page("question-passing", "/", follow=(rf"^/questions/{ID}/$", rf"^/questions/{ID}/offer/passing/$")),
    Page("questions-gaps", "/questions/gaps/", admin=True),
    Page("questions-room", "/questions/room/"),
    Page("question-back", "/questions/back/"),
    Page("questions-waiting", "/questions/waiting/", admin=True),
    Page("question-new", "/questions/new/?title=Waar+vind+ik+de+sleutel%3F"),
    Page("search-nothing", "/search/?q=xylofoonles"),
    Page("search-empty", "/search/"),
]
