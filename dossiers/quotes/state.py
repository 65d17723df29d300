"""Until somebody decides, a work stands where its quotes stand: triggers touch it, `dossiers_work_state`
derives it."""

import pgtrigger

from dossiers.works.state import follows

STATE_FOLLOWS_PART = follows()
STATE_FOLLOWS_QUOTE = pgtrigger.Trigger(
    name="state_follows",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("asked_on", "received_on"),
    func="""
        UPDATE dossiers_work SET state = state
        WHERE id IN (SELECT work_id FROM dossiers_quotework WHERE quote_id = NEW.id);
        RETURN NULL;
    """,
)
