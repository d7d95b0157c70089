from zwerm.records.models.credential import Credential, CredentialQuerySet
from zwerm.records.models.cursor import Cursor, Projected, ProjectedQuerySet, Uncounted
from zwerm.records.models.document import Attachment, Document
from zwerm.records.models.forgetting import Forgetting
from zwerm.records.models.mention import KnownActivity, Mention, Reference
from zwerm.records.models.model_call import ModelCall, ModelDay
from zwerm.records.models.retention import Clearing, RetentionRule
from zwerm.records.models.statement import AppendOnly, Statement, StatementQuerySet
from zwerm.records.models.store import NotArrived, Store
from zwerm.records.models.week import Counted, Month, Week

__all__ = [
    "AppendOnly",
    "Attachment",
    "Clearing",
    "Counted",
    "Credential",
    "CredentialQuerySet",
    "Cursor",
    "Document",
    "Forgetting",
    "KnownActivity",
    "Mention",
    "ModelCall",
    "ModelDay",
    "Month",
    "NotArrived",
    "Projected",
    "ProjectedQuerySet",
    "Reference",
    "RetentionRule",
    "Statement",
    "StatementQuerySet",
    "Store",
    "Uncounted",
    "Week",
]
