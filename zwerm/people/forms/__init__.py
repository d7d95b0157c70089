from zwerm.people.forms.account import AccountForm, DutiesForm, InvitationForm, WelcomeForm
from zwerm.people.forms.profile import ProfileForm, SpaceForm

__all__ = ["AccountForm", "DutiesForm", "InvitationForm", "ProfileForm", "SpaceForm", "WelcomeForm"]
