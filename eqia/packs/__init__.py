"""Council packs for those who make them: a new one to start from, and the check that says what is wrong with one."""
