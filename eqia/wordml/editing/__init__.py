"""What reviewers see beside the text: comments, and tracked changes of two documents as one."""
