"""Which characters documents can hold and show, and what programs mean by some that they paste."""
