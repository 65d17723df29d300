"""The tables of the list engine, as Django looks for them."""

from oss.lists.jobs.models import Export, Job, JobRow
from oss.lists.saved.models import DefaultView, SavedView, ViewShare, ViewStar

__all__ = ["DefaultView", "Export", "Job", "JobRow", "SavedView", "ViewShare", "ViewStar"]
