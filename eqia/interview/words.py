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
HELP_OF_CHOICE: Final = {**HELP, "thin": "A weak reason: {}", "good": "A sound reason: {}"}
ON_THE_FORM: Final = "On the printed form: {}"

# Pages that the form has no question for
OPTIONS: Final = "{title}: which of these is right?"
NOT_THIS_AIM: Final = "first aim only, in law"
SAME_WORDS: Final = "{column}: do the same words hold for the other groups you ticked?"
SAME_WORDS_HINT: Final = (
    "Yes puts your text in for each of them; you can still change it group by group. "
    "Groups differ, so No is often the better record: you can start each text from this one."
)
UNKNOWN_GROUPS: Final = "For which of the other groups do you not know yet whether there is an impact?"
UNKNOWN_SHORT: Final = "Not known yet"
UNKNOWN_HINT: Final = "Nothing is ticked for these. You will be offered an action to find out."
WHY_NONE: Final = "Why will there be no impact on {people}?"
WHY_NONE_HINT: Final = "One sentence is enough if it says how you know."
REMAINING: Final = "You have said nothing yet about {groups}. If there is no impact on them: why not?"
REMAINING_HINT: Final = (
    "Your reason is printed for each of these groups, with No impact ticked. If it does not hold for one of them, "
    "go back and tick that group as gaining, losing out or not known."
)
OWN_REASON: Final = "Which of the groups without an impact need a reason of their own?"
OWN_REASON_SHORT: Final = "Reasons of their own"
OWN_REASON_HINT: Final = (
    "Tick them and you are asked for each. Groups differ: one reason for all of them is often too thin."
)
ROW: Final = "{group}: what is the impact on {people}?"
ROW_HINT: Final = "Positive and negative may both be right; No impact stands alone. Tick nothing if you don't know yet."

# Status of sections
ONLY_OPTIONAL: Final = "{state} ({count} optional not looked at)"
SOME_WARNINGS: Final = "{state} ({count} to look at again)"
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
FIELD_OF: Final = "{place}, entry {number}"
FIELD_OF_LIST: Final = "{list}\n{field}"

# Going on
SKIPPED: Final = "{name}: left for now. It stays on your list."
LEFT_BLANK: Final = "{name}: nothing written. It stays on your list."
SET_ASIDE: Final = "{count} answers are kept but do not count now. They are back as soon as you change this answer."
BACK_AGAIN: Final = "{count} answers that you gave before count again."
NOT_COUNTED: Final = "Answers in parts of the form that are not needed do not count. They are kept with the file."
NOTHING_TICKED: Final = "You have ticked nothing. What do you want to record?"
NONE_OF_THEM: Final = "None of these"
NOT_KNOWN: Final = "I do not know yet"
TICK_SOME: Final = "Go back and tick"
READ_AS: Final = "Date read as: {reading}."
NO_IMPACT_GONE: Final = "{column} is not ticked any more for {groups}."
NO_DATE: Final = 'No date can be read from "{text}". It is kept as you wrote it; nobody can be reminded of it.'
DATE_PLACE: Final = "A date to look at again"
NO_SUCH_DATE: Final = 'There is no such day as "{text}". The day comes first: 14/11/2025.'
TYPE_AGAIN: Final = "Type it again"
KEEP_AS_TYPED: Final = "Keep it as I typed it"
REUSE: Final = "{name}: which text do you want to start from?"
NO_REUSE: Final = "None of these, go back"

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
TASK_LIST: Final = "Task list"
TASKS_HELP: Final = (
    "Choose a section with the arrow keys or its number, then press Enter. Take them in any order; the next one to do "
    "is marked.",
    '"Has problems" counts what has to be put right, "to look at again" what you can also answer with a reason. Choose '
    "the section to see it.",
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
LOOKS_RIGHT: Final = "Looks right, next section"
NEXT_SECTION: Final = "Next section"
BACK_TO_TASKS: Final = "Back to the task list"
NOT_ANSWERED: Final = "(not answered)"
MARKS: Final = {"seen": "(left blank)", "unknown": "(not known yet)", "none": "None of these"}
HALF_TYPED: Final = " (half typed)"

# What the rules found
LOOK_AT_SECTION: Final = "Still open in {name}"
LOOK_AT_ALL: Final = "Still open in your answers"
FINDING_ERROR: Final = "{number} of {total}: this has to be put right"
FINDING_WARNING: Final = "{number} of {total}: please look at this again"
WHY: Final = "Why: {why}"
MORE_ON_RULE: Final = "More on this, and where it comes from: eqia rules {name}"
TABLE_PLACE: Final = "{table}: {name}"
QUOTE: Final = '- {name}: "{text}"'
FIX: Final = "Change now: {name}"
FIX_BOX: Final = "Look at again: {name}"
GIVE_REASON: Final = "It can stay: give a reason"
LEAVE_IT: Final = "Leave it for now"
LEAVE_ALL: Final = "Leave all of them for now"
RESOLVED: Final = "That is resolved."
STILL_THERE: Final = "Saved. The point is still open."
REASON: Final = "Why can this stay as it is?"
REASON_HINT: Final = "It is kept with the assessment for the equality officer to see. It holds until the text changes."
REASON_LAPSED: Final = (
    'Your reason of {when} no longer counts, because this was changed since: {changed}. It was: "{reason}"'
)
SOMETHING: Final = "an answer that the point rests on"
REASON_KEPT: Final = "Your reason is kept."
PUT_RIGHT_LATER: Final = "It will still have to be put right before {gate}."
LEAD_OFFICER: Final = "Lead officer"

# The end
END_PLACE: Final = "Finish"
END_TITLE: Final = "Where your assessment stands"
STILL_TO_DO: Final = "Still to do: {names}."
ALL_TO_DO: Final = "all {count} sections"
ALL_COMPLETE: Final = "All sections are complete."
GATES: Final = {"draft": "As a draft", "approval": "Before approval", "publication": "Before publication"}
GATE_CLEAR: Final = "{gate}: nothing to put right or to look at again."
GATE_OPEN: Final = "{gate}: {errors} to put right, {warnings} to look at again."
MEND: Final = "Go through what is open in your answers ({count})"
LIST_OPEN: Final = "Read everything that is open"
MAKE_DOCUMENTS: Final = "Make the Word and PDF documents"
MARKED_DRAFT: Final = "They are marked DRAFT until this text is approved and nothing stands before publication."
OPEN_TITLE: Final = "Open before publication: {count}"
SEVERITIES: Final = {"error": "Put right:", "warning": "Look again:", "info": "A thought:"}
GO_BACK: Final = "Go back"
MORE_OF_IT: Final = "  and {count} more"

# Keys, as every page prints them
KEY_ENTER: Final = "Enter: next"
KEY_FINISH: Final = "Ctrl-S: finished"
KEY_EDITOR: Final = "F2 or Ctrl-O: own editor"
KEY_YES_NO: Final = "Y: yes | N: no | D: don't know yet"
KEY_TICK: Final = "Arrows, Space: tick"
KEY_ENTER_DONE: Final = "Enter: finished"
KEY_CHOOSE: Final = "Arrows or number, Enter"
KEY_HELP: Final = "F1: help"
KEY_SKIP: Final = "Ctrl-N: skip"
KEY_MORE: Final = "F3: menu"
KEYS: Final = {
    "back": "Ctrl-B: back",
    "skip": "Ctrl-N: don't know yet",
    "tasks": "Ctrl-T: task list",
    "leave": "Ctrl-C: save and leave",
    "reuse": "Ctrl-R: start from an earlier text",
}

# Saving
SAVED: Final = "Saved {time:%H:%M}"
CHANGED_BY_OTHERS: Final = (
    '"{path}" was changed by somebody else meanwhile. It is left as it is; your answers are in "{other}" from now on.'
)
RESCUED: Final = '{reason} Your answers are safe in "{place}", and are saved there from now on.'

# The own editor
HOW_TO_LEAVE: Final = {
    "vi": "To come back here: press Esc, type :wq and press Enter.",
    "nano": "To come back here: press Ctrl-O, Enter and Ctrl-X.",
}
HOW_TO_LEAVE_OTHERS: Final = "To come back here: save, and close the editor."
CHOOSE_EDITOR: Final = "To have another editor, set EDITOR to its name before you start eqia."
CUT_LINE: Final = "----- write your answer below this line -----"
NO_EDITOR: Final = 'The editor "{command}" could not be started. Set EDITOR to another, or type your answer here.'
EDITOR_OPEN: Final = "Save and close the editor's window, then press Enter here."

# The terminal
NOTES_IN_HELP: Final = "F1 says what each of them means."
OPTIONAL: Final = " (optional)"
NO_HELP: Final = "There is no more help for this page."
PRESS: Final = "Press Y, N or D:"
PRESS_KEEP: Final = "Press Y, N or D (now {answer}; Enter keeps it):"
PRESS_UNCLEAR: Final = "Press Y, N or D (the file says: {answer}):"
TYPED_AT: Final = {
    "yes_no": "That was typing, not a choice. Wait a moment, then press Y, N or D.",
    "ticks": "That was typing, not a choice: it ticked nothing. Wait a moment, then use arrows and Space.",
    "menu": "That was typing, not a choice. Wait a moment, then choose with arrows or a number, and Enter.",
}
TYPED_BEFORE: Final = (
    "You seemed to be typing: the answer that its first letter gave here was taken back. "
    "Wait a moment, then press Y, N or D."
)
LETTER_ANSWERED: Final = (
    "The letter that you pressed just before answered the question before this one. If you were typing, Ctrl-B goes "
    "back to it."
)
ENTER_IS_A_LINE: Final = "Enter begins a new line here. When you have finished, press Ctrl-S."
RULED_OUT: Final = "Ticking {by} took this tick away: {gone}."
NO_SUCH_NUMBER: Final = (
    "There is no {number} in this list: its numbers go from 1 to {most}. Wait a moment, then choose."
)
ONLY_NUMBER: Final = "There is no {number} in this list: it has only 1. Wait a moment, then choose."
MORE_TITLE: Final = "What do you want to do?"
MORE: Final = {
    "stay": "Go on with this question",
    "help": "Read the help",
    "edit": "Write in my own editor",
    "back": "Go back",
    "skip": "Leave this for now and go on",
    "reuse": "Start from an earlier text",
    "tasks": "Go to the task list",
    "leave": "Save and leave",
}

# The plain front end
PLAIN_KEYS: Final = (
    "At any question you can type: /help, /back, /skip (don't know yet), /list (task list), /leave (save and leave), "
    "/clear (take the answer out); at long answers also /edit (own editor) and /start (start from an earlier text)."
)
PLAIN_UNFINISHED: Final = (
    "On this system a line is kept once you press Enter: press it often. A line that is not finished is lost when the "
    "window is closed, and when you press Ctrl-C."
)
PLAIN_PROMPTS: Final = {
    "line": "> ",
    "long": "> ",
    "yes_no": "y, n, or d if you don't know yet: ",
    "ticks": "Numbers, such as 1 3, or none: ",
    "menu": "Number: ",
}
PLAIN_SO_FAR: Final = "Your answer now:"
PLAIN_HALF: Final = "You had begun to write:"
PLAIN_KEEP: Final = "Press Enter to keep it, or type another."
PLAIN_START: Final = "Press Enter for {number}."
PLAIN_LONG: Final = "Type as many lines as you like; end with a full stop alone on a line."
PLAIN_YES_NO: Final = "Please type y or n; d if you don't know yet."
PLAIN_NUMBERS: Final = "Please type numbers from 1 to {most}, or none."
PLAIN_RULED_OUT: Final = "{one} cannot stand beside another box. Type its number alone, or the others without it."
PLAIN_NUMBER: Final = "Please type a number from 1 to {most}."
PLAIN_ONLY_NUMBERS: Final = "Please type 1, or none."
PLAIN_ONLY_NUMBER: Final = "Please type 1."
NOT_HERE: Final = "{command} does nothing here."
NO_CONSOLE: Final = (
    "This window cannot show the full interview, so the questions come line by line. For the full one, open PowerShell "
    "or Windows Terminal."
)

# A sitting
NAME: Final = "eqia: equality impact assessment"
WELCOME: Final[tuple[str, ...]] = (
    "- You will be asked one question at a time, with the council's guidance under it. Take the sections in any order.",
    "- Everything is saved as you type. Leave whenever you like; you come back to the same question.",
    '- Say what you know. "I don\'t know yet" is always possible.',
    "- What does not fit together in your answers is pointed out to you on the way.",
    "- What you can press or type stands above. ? explains a question, while nothing is written there yet.",
)
BEGIN: Final = "Begin"
WELCOME_BACK: Final = "Welcome back to: {title}"
WELCOME_AT: Final = "You stopped at: {page}"
WELCOME_SAVED: Final = "Everything you typed is there."
CARRY_ON: Final = "Carry on"
OPEN_ELSEWHERE: Final = '"{path}" is open in another window: {user} on {machine}, since {since}.'
LEAVE_ALONE: Final = "Leave it alone"
OPEN_ANYWAY: Final = "Open it all the same (whoever saves second gets a file of their own)"
UNSAVED: Final = "Your last answer could not be saved anywhere. {reason}"
TRY_AGAIN: Final = "I have made room: try again"
LEAVE_UNSAVED: Final = "Go on without saving"
NAMED: Final = 'Your answers are saved in "{path}".'
MAKING: Final = "Making the documents; this takes a few seconds."
MADE: Final = "The documents are made and were compared with your answers:"
NOTHING_SAVED: Final = "Nothing was typed, so nothing was saved."
NOT_SAVED: Final = "Your answers could not be saved anywhere, and are lost now."
SAVED_BEFORE: Final = 'Your last answers could not be saved. What was saved before is in:\n  "{path}"'
SAVED_IN: Final = 'Saved in:\n  "{path}"'
NOW_RENDER: Final = 'To make the documents again:\n  eqia render "{path}"'
COMMAND: Final = "  eqia "
"""How a line begins that is to be copied whole."""
CARRY_ON_WITH: Final = 'To carry on:\n  eqia resume "{path}"'

# Files of late, and the menu
RECENT: Final = "{when}  {page}"
DAYS: Final = {0: "today", 1: "yesterday"}
WHICH_FILE: Final = "Which assessment?"
NO_RECENT: Final = "There is no assessment yet in this folder or among your documents."
