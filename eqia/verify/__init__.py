"""Whether a document still is what eqia made: compared, whole, with what its data give when they are printed again."""

from eqia.verify.states import SAYS as SAYS
from eqia.verify.states import State as State
from eqia.verify.states import Verified as Verified
from eqia.verify.verifying import compare_with_data as compare_with_data
from eqia.verify.verifying import verify as verify
