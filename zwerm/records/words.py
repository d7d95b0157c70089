"""What forms and kinds of learning are called."""

from django.utils.translation import gettext_lazy as _

from zwerm.records.vocabulary import Form, Kind

FORMS = {
    Form.CLASSICAL: _("classical"),
    Form.SOCIAL: _("social"),
    Form.EXPERIENCE: _("by experience"),
    Form.ORGANISATIONAL: _("organisational"),
    Form.INFORMAL: _("informal"),
    Form.STRATEGIC: _("strategic"),
    Form.SELF_DIRECTED: _("self-directed"),
}
KINDS = {
    Kind.ON_THE_JOB: _("while working"),
    Kind.FROM_OTHERS: _("with and from colleagues"),
    Kind.FORMAL: _("in courses and practice"),
}
