"""The interview's own sentences: everything it says that the council's form does not."""

from __future__ import annotations

from typing import Final

YES_NO: Final = {"yes": "Yes", "no": "No", "both": "Yes and No", "unreadable": "could not be read"}
HELP: Final = {
    "asks": "What it asks: {}",
    "why": "Why: {}",
    "thin": "A thin answer: {}",
    "good": "A good answer: {}",
    "evidence": "Where to look: {}",
}
ON_THE_FORM: Final = "On the printed form: {}"

# Pages that the form has no question for
OPTIONS: Final = "{title}: which of these is right?"
NOT_THIS_AIM: Final = "the law counts it only for the first aim"
SAME_WORDS: Final = "{column}: do the same words hold for the other groups you ticked?"
SAME_WORDS_HINT: Final = (
    "Yes puts your text in for each of them; you can still change it group by group. "
    "Groups differ, so No is often the better record: you can start each text from this one."
)
UNKNOWN_GROUPS: Final = "For which of the other groups do you not know yet whether there is an impact?"
UNKNOWN_SHORT: Final = "Not known yet"
UNKNOWN_HINT: Final = "Nothing is ticked for these. You will be offered an action to find out."
WHY_NONE: Final = "Why will there be no impact on {people}?"
REMAINING: Final = "You have said nothing yet about {groups}. If there is no impact on them: why not?"
REMAINING_HINT: Final = (
    "Your reason is printed for each of these groups, with No impact ticked. If it does not hold for one of them, "
    "go back and tick that group as gaining, losing out or not known."
)
ROW: Final = "{group}: what is the impact on {people}?"
ROW_HINT: Final = "Positive and negative may both be right. Tick nothing if you do not know yet."

# Status of sections
ONLY_OPTIONAL: Final = "{state} ({count} optional not looked at)"
SOME_UNKNOWN: Final = "{state} ({done} of {total}, {count} not known yet)"

# Faults of what was typed
YES_OR_NO: Final = "Press Y for Yes or N for No."
TOO_LONG: Final = "This is longer than {most} characters. Move the detail to an appendix. Nothing is lost meanwhile."
ONE_LINE: Final = "This is an answer of one line: take the line break out."
UNPRINTABLE: Final = 'This holds a character that cannot be printed ({code}, after "{before}"). Take it out.'

# Where the officer is
SECTION: Final = "Section {number} of {total}: {name}"
QUESTION: Final = "{place}, question {number} of {total}"
CHANGING: Final = "{place}, changing an answer"
FIELD_OF: Final = "{place}; {name}, number {number}"

# Going on
SKIPPED: Final = "{name}: left for now. It stays on your list."
LEFT_BLANK: Final = "{name}: nothing written. It stays on your list."
NOTHING_TICKED: Final = "You have ticked nothing. What do you want to record?"
NONE_OF_THEM: Final = "None of these"
NOT_KNOWN: Final = "I do not know yet"
TICK_SOME: Final = "Go back and tick"
READ_AS: Final = "Date read as: {reading}."
NO_DATE: Final = 'No date can be read from "{text}". It is kept as you wrote it; nobody can be reminded of it.'
NO_SUCH_DATE: Final = 'There is no such day as "{text}". The day comes first: 14/11/2025.'
TYPE_AGAIN: Final = "Type it again"
KEEP_AS_TYPED: Final = "Keep it as I typed it"
REUSE: Final = "{name}: which text do you want to start from?"

# Lists of people, decisions and actions
ADD_FIRST: Final = "Add one"
ADD_MORE: Final = "Add another"
NO_MORE: Final = "No more, go on"
NONE_GO_ON: Final = "None, go on"
EMPTY_ROW: Final = "(empty)"
ROW_OF: Final = "{name}, number {number} of {total}"
CHANGE_ROW: Final = "Change it"
MOVE_UP: Final = "Move it up"
MOVE_DOWN: Final = "Move it down"
DELETE_ROW: Final = "Delete it"
LEAVE_ROW: Final = "Leave it as it is"
REALLY_DELETE: Final = "Delete this?"
KEEP_ROW: Final = "Keep it"
DELETED: Final = "Deleted."
OFFER_LESSEN: Final = "Start an action for {group}: it could lose out"
START_LESSEN: Final = "To lessen the impact on {people}: "
OFFER_FIND: Final = "Start an action for {group}: the impact is not known yet"
START_FIND: Final = "Find out the impact on {people}: "
OFFER_GAP: Final = 'Start an action for your gap in the evidence: "{gap}"'

# The task list
UNTITLED: Final = "New assessment"
TASKS: Final = "{title}: {done} of {total} sections complete"
TASKS_HELP: Final = (
    "Choose a section with the arrow keys or its number, then press Enter. Take them in any order; the first that is "
    "not finished is marked.",
    "Everything you type is saved as you go. You can leave at any time and carry on another day.",
)
CHECK: Final = "Check your answers"
END: Final = "Finish: what is open, and the documents"
LEAVE: Final = "Save and leave"
NOT_NEEDED: Final = "{name} is not needed: you answered that no equality analysis is required."

# Check your answers
CHECKING: Final = "Check your answers: {name}"
CHECKED_SECTION: Final = "Section {number} of {total}: {name}, {status}"
CHECKING_HINT: Final = "Choose an answer to change it."
NEXT_SECTION: Final = "Looks right, next section"
BACK_TO_TASKS: Final = "Back to the task list"
NOT_ANSWERED: Final = "(not answered)"
MARKS: Final = {"seen": "(left blank)", "unknown": "(not known yet)", "none": "None of these"}
HALF_TYPED: Final = " (half typed)"

# What the rules found
LOOK_AT_SECTION: Final = "Before you go on from {name}"
LOOK_AT_ALL: Final = "Still open in your answers"
FINDING_ERROR: Final = "{number} of {total}: these answers do not fit together"
FINDING_WARNING: Final = "{number} of {total}: please look at this again"
WHY: Final = "Rule {name}. Source: {source}"
QUOTE: Final = '- {name}: "{text}"'
FIX: Final = "Change now: {name}"
GIVE_REASON: Final = "It can stay: give a reason"
LEAVE_IT: Final = "Leave it for now"
LEAVE_ALL: Final = "Leave all of them for now"
RESOLVED: Final = "That is resolved."
STILL_THERE: Final = "Saved. The point is still open."
REASON: Final = "Why can this stay as it is?"
REASON_HINT: Final = "It is kept with the assessment for the equality officer to see. It holds until the text changes."
REASON_KEPT: Final = "Your reason is kept."
LEAD_OFFICER: Final = "Lead officer"

# The end
END_TITLE: Final = "Where your assessment stands"
STILL_TO_DO: Final = "Still to do: {names}."
ALL_COMPLETE: Final = "All sections are complete."
GATES: Final = {"draft": "As a draft", "approval": "Before approval", "publication": "Before publication"}
GATE_CLEAR: Final = "{gate}: no contradictions found."
GATE_OPEN: Final = "{gate}: to put right {errors}, to look at again {warnings}."
MEND: Final = "Go through what is open in your answers ({count})"
LIST_OPEN: Final = "Read everything that is open"
MAKE_DOCUMENTS: Final = "Make the Word and PDF documents"
OPEN_TITLE: Final = "Open before publication: {count}"
SEVERITIES: Final = {"error": "Put right:", "warning": "Look again:", "info": "A thought:"}
GO_BACK: Final = "Go back"
