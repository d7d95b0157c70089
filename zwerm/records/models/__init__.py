from zwerm.records.models.credential import Credential, CredentialQuerySet
from zwerm.records.models.cursor import Cursor, Projected, ProjectedQuerySet
from zwerm.records.models.forgetting import Forgetting
from zwerm.records.models.model_call import ModelCall, ModelDay
from zwerm.records.models.statement import AppendOnly, Statement, StatementQuerySet
from zwerm.records.models.week import Week

__all__ = [
    "AppendOnly",
    "Credential",
    "CredentialQuerySet",
    "Cursor",
    "Forgetting",
    "ModelCall",
    "ModelDay",
    "Projected",
    "ProjectedQuerySet",
    "Statement",
    "StatementQuerySet",
    "Week",
]
