from zwerm.records.rules.statement import faults_of

__all__ = ["faults_of"]
